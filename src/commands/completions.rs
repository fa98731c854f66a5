//! `ocop completions`: a completion script for a shell, generated from the same tree of commands as the help.
//!
//! The script's tree also lists the values that are known without a catalogue, with their labels.
//! The program itself accepts every name that people use.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueHint};
use ocop_index::search::Grouping;
use ocop_index::source::reader::encoding::Encoding;
use ocop_index::{Facet, Sort};

use super::stats::DUE_MONTH;
use crate::catalog::value_names;
use crate::cli::args::{self, CompletionsArgs};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::docs::{HELP_TOPICS, find_help_topic};
use crate::wording::grouping_label::grouping_label;
use crate::wording::label;
use crate::wording::locale::Locale;

/// Prints the completion script of a shell.
pub fn run_completions(
    settings: &Settings,
    args: &CompletionsArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut script = Vec::new();
    let locale = &settings.locale;
    let mut tree = add_command_values(args::localized_command(locale), locale);
    clap_complete::generate(args.shell, &mut tree, "ocop", &mut script);
    out.write_all(&script)?;
    Ok(exit::OK)
}

fn add_command_values(command: Command, locale: &Locale) -> Command {
    command
        .mut_args(|arg| add_argument_values(arg, locale))
        .mut_subcommands(|sub| add_command_values(sub, locale))
}

fn add_argument_values(arg: Arg, locale: &Locale) -> Arg {
    let id = arg.get_id().to_string();
    let mut values = list_option_values(&id, locale);
    if values.is_empty() {
        // Without clap's description: the help of the option describes its values, in the user's language.
        let possible = arg.get_possible_values().into_iter();
        values.extend(possible.map(|value| PossibleValue::new(value.get_name().to_owned())));
    }
    let hint = match id.as_str() {
        "data_dir" => ValueHint::DirPath,
        "files" | "out" | "report" | "events_in" | "events_out" => ValueHint::FilePath,
        _ => ValueHint::Other,
    };
    if !values.is_empty() {
        arg.value_parser(PossibleValuesParser::new(values))
    } else if arg.get_action().takes_values() {
        arg.value_hint(hint)
    } else {
        arg
    }
}

/// The known values of an option that takes any text, with their labels.
fn list_option_values(id: &str, locale: &Locale) -> Vec<PossibleValue> {
    let labelled = |value: &str, label: String| PossibleValue::new(value.to_owned()).help(label);
    // Their values come from the catalogue.
    let catalog_facets = [
        Facet::District,
        Facet::Unit,
        Facet::Year,
        Facet::Reviewer,
        Facet::Label,
        Facet::List,
    ];
    let facets = || Facet::ALL.into_iter();
    match id {
        "sort" => {
            let orders = Sort::ALL.into_iter().flat_map(|sort| {
                let reversed = sort.is_reversible().then_some((sort, true));
                [(sort, false)].into_iter().chain(reversed)
            });
            let order = |(sort, reversed): (Sort, bool)| {
                let minus = if reversed { "-" } else { "" };
                let value = format!("{minus}{}", sort.key());
                labelled(&value, label::sort_label(locale, sort, reversed))
            };
            orders.map(order).collect()
        }
        "by" => {
            let months = labelled(DUE_MONTH, locale.t("stats.due").to_owned());
            let groupings = Grouping::ALL.into_iter().map(|grouping| {
                let name = grouping_label(locale, grouping);
                labelled(grouping.key(), name.to_owned())
            });
            groupings.chain([months]).collect()
        }
        "topic" => {
            let topics = HELP_TOPICS.iter();
            let topics =
                topics.map(|topic| labelled(topic.name, topic.title(locale.language()).to_owned()));
            let mut values: Vec<PossibleValue> = topics.collect();
            let tree = args::localized_command(locale);
            let commands = tree.get_subcommands().map(Command::get_name);
            let others = commands.filter(|name| find_help_topic(name).is_none());
            values.extend(others.map(|name| PossibleValue::new(name.to_owned())));
            values
        }
        "encoding" => {
            let encodings = Encoding::ALL.iter();
            encodings
                .map(|known| PossibleValue::new(known.key()))
                .collect()
        }
        _ => {
            let mut known = facets().filter(|facet| !catalog_facets.contains(facet));
            let Some(facet) = known.find(|facet| facet.key() == id) else {
                return Vec::new();
            };
            let values = value_names::offered_values(locale, facet).into_iter();
            let value =
                |value: String| labelled(&value, label::facet_value_label(locale, facet, &value));
            values.map(value).collect()
        }
    }
}
