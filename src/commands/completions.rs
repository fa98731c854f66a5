//! `ocop completions`: a script for the shell, made of the same tree as the help, with the values that are known
//! without a catalogue and what they are called.
//!
//! Only the script's tree has those values: the program itself goes on taking every name that people use. Must not:
//! install it.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;
use ocop_index::source::reader::encoding::Encoding;
use ocop_index::{Facet, Sort};

use super::stats::DUE_MONTH;
use crate::catalog::value_names;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::cli::{args, exit};
use crate::wording::label;
use crate::wording::locale::Locale;

/// Prints the completion script of a shell.
pub fn run_completions(settings: &Settings, shell: Shell, out: &mut impl Write) -> CommandResult {
    let mut script = Vec::new();
    let locale = &settings.locale;
    let mut tree = add_command_values(args::localized_command(locale), locale);
    clap_complete::generate(shell, &mut tree, "ocop", &mut script);
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
        // What a value is for stands in the help of its option, in the language of the person.
        let typed = arg.get_possible_values().into_iter();
        values.extend(typed.map(|value| PossibleValue::new(value.get_name().to_owned())));
    }
    let hint = match id.as_str() {
        "data_dir" => ValueHint::DirPath,
        "files" | "out" | "report" => ValueHint::FilePath,
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

/// The values of an option that takes any text, with what they are called.
fn list_option_values(id: &str, locale: &Locale) -> Vec<PossibleValue> {
    let called = |value: &str, name: String| PossibleValue::new(value.to_owned()).help(name);
    let places = [Facet::District, Facet::Unit, Facet::Year];
    let facets = || Facet::ALL.into_iter();
    match id {
        "sort" => {
            let orders = Sort::ALL.into_iter().flat_map(|sort| {
                let turned = sort.is_reversible().then_some((sort, true));
                [(sort, false)].into_iter().chain(turned)
            });
            let order = |(sort, backwards): (Sort, bool)| {
                let minus = if backwards { "-" } else { "" };
                let value = format!("{minus}{}", sort.key());
                called(&value, label::sort_label(locale, sort, backwards))
            };
            orders.map(order).collect()
        }
        "by" => {
            let months = called(DUE_MONTH, locale.t("stats.due").to_owned());
            let facets = facets().map(|facet| {
                let name = label::facet_label(locale, facet);
                called(facet.key(), name.to_owned())
            });
            facets.chain([months]).collect()
        }
        "encoding" => {
            let encodings = Encoding::ALL.iter();
            encodings
                .map(|known| PossibleValue::new(known.key()))
                .collect()
        }
        _ => {
            let mut fixed = facets().filter(|facet| !places.contains(facet));
            let Some(facet) = fixed.find(|facet| facet.key() == id) else {
                return Vec::new();
            };
            let values = value_names::offered_values(facet).into_iter();
            let value =
                |value: String| called(&value, label::facet_value_label(locale, facet, &value));
            values.map(value).collect()
        }
    }
}
