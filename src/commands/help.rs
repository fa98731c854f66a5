//! `ocop help`: the commands and topics, a topic to read, or the usage of a command.
//!
//! Where a topic has the name of a command (`search`, `import`, `export`, …) the topic comes first and the usage
//! follows. Lines have at most 80 columns, so that a page reads well over SSH. Must not: open a catalogue.

use std::io::Write;

use clap::Command;

use crate::cli::args;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::original_command::PERMITTED_COMMANDS;
use crate::cli::settings::Settings;
use crate::docs::{self, HELP_TOPICS, PAGE_WIDTH, generated, layout};
use crate::wording::sanitize::sanitize_text;

/// Prints the overview, or what this name stands for. Several words name a command of a command (`config init`), or a
/// topic (`query language`).
pub fn run_help(settings: &Settings, words: &[String], out: &mut impl Write) -> CommandResult {
    let mut tree = args::localized_command(&settings.locale).term_width(PAGE_WIDTH);
    tree.build();
    if words.is_empty() {
        out.write_all(overview_text(settings, &tree).as_bytes())?;
        return Ok(exit::OK);
    }
    let topic = docs::find_help_topic(&words.join("-"));
    // A topic by its Vietnamese name has the same command.
    let command = find_command(&tree, words)
        .or_else(|| topic.and_then(|topic| tree.find_subcommand(topic.name)));
    if topic.is_none() && command.is_none() {
        return Err(describe_unknown_name(settings, &tree, &words.join(" ")));
    }
    if let Some(topic) = topic {
        let text = topic.render_text(&settings.locale, settings.color);
        out.write_all(text.as_bytes())?;
    }
    if topic.is_some() && command.is_some() {
        let heading = format!("\n## {}\n\n", settings.locale.t("docs.usage"));
        let heading = layout::layout_markdown(&heading, PAGE_WIDTH, settings.color);
        out.write_all(heading.as_bytes())?;
    }
    if let Some(command) = command {
        out.write_all(usage_text(command).as_bytes())?;
    }
    Ok(exit::OK)
}

/// Every command and every topic with what it is about.
fn overview_text(settings: &Settings, tree: &Command) -> String {
    let locale = &settings.locale;
    let is_there = |command: &&Command| {
        !settings.is_restricted() || PERMITTED_COMMANDS.contains(&command.get_name())
    };
    let commands = tree.get_subcommands().filter(is_there).map(|command| {
        let about = command.get_about().map(ToString::to_string);
        [command.get_name().to_owned(), about.unwrap_or_default()]
    });
    let text = [
        &format!("# {}\n\n", locale.t("command.ocop")),
        &format!("## {}\n\n", locale.t("command.commands")),
        &generated::table_block(["", ""], commands),
        &format!("\n## {}\n\n", locale.t("docs.topics")),
        &generated::topics_block(locale),
        "\n",
        locale.t("docs.how"),
        "\n",
    ]
    .concat();
    layout::layout_markdown(&text, PAGE_WIDTH, settings.color)
}

/// The command that these words name.
fn find_command<'a>(tree: &'a Command, words: &[String]) -> Option<&'a Command> {
    words
        .iter()
        .try_fold(tree, |command, word| command.find_subcommand(word))
}

/// What `ocop COMMAND --help` prints, at the width of a page.
fn usage_text(command: &Command) -> String {
    let mut command = command.clone().term_width(PAGE_WIDTH);
    command.render_help().to_string()
}

fn describe_unknown_name(settings: &Settings, tree: &Command, name: &str) -> CommandFailure {
    let locale = &settings.locale;
    let topics = HELP_TOPICS.iter();
    let topics = topics.flat_map(|topic| [topic.name, topic.vietnamese_name]);
    let commands = tree.get_subcommands().map(Command::get_name);
    let near = docs::suggest_names(name, topics.chain(commands)).join(", ");
    let name = sanitize_text(name);
    let sentence = if near.is_empty() {
        locale.fill("docs.unknown", &[("name", &name)])
    } else {
        locale.fill("docs.unknown_near", &[("name", &name), ("near", &near)])
    };
    CommandFailure::Usage(sentence)
}
