//! `ocop man`: the manual in roff, generated from the tree of commands and the key table.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args;
use crate::cli::exit::{self, CommandResult};
use crate::cli::key_table;
use crate::cli::settings::Settings;
use crate::docs::HELP_TOPICS;
use crate::wording::locale::Locale;

/// Prints the manual: the first page, the keys of the screen, the help topics, and every command.
pub fn run_man(settings: &Settings, out: &mut impl Write) -> CommandResult {
    let mut root = args::localized_command(&settings.locale);
    root.build();
    clap_mangen::Man::new(root.clone()).render(out)?;
    build_keys_page(&settings.locale).to_writer(out)?;
    build_topics_page(&settings.locale).to_writer(out)?;
    render_commands(&root, out)?;
    Ok(exit::OK)
}

/// A page for every command, and for the commands of each.
fn render_commands(command: &Command, out: &mut impl Write) -> io::Result<()> {
    for command in command.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(out)?;
        render_commands(command, out)?;
    }
    Ok(())
}

/// The section of keys, context by context.
fn build_keys_page(locale: &Locale) -> Roff {
    let mut page = Roff::new();
    page.control("SH", [locale.t("screen.help")]);
    for section in key_table::key_table_sections(locale) {
        page.control("SS", [section.name.as_str()]);
        for (keys, about) in section.rows {
            page.control("TP", []);
            page.text([bold(keys)]);
            page.text([roman(about)]);
        }
    }
    page
}

/// The help topics by name.
fn build_topics_page(locale: &Locale) -> Roff {
    let mut page = Roff::new();
    page.control("SH", [locale.t("docs.topics")]);
    for topic in HELP_TOPICS {
        page.control("TP", []);
        page.text([bold(format!("ocop help {}", topic.name))]);
        page.text([roman(topic.title(locale.language()))]);
    }
    page
}
