//! `ocop completions`: a script for the shell, made of the same tree as the help, with the values that are known
//! without a catalogue and what they are called.
//!
//! Only the script's tree has those values: the program itself goes on taking every name that people use. Must not:
//! install it.

use std::io::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, ValueHint};
use clap_complete::Shell;
use ocop_index::source::encoding::Encoding;
use ocop_index::{Facet, Sort};

use super::stats::DUE_MONTH;
use crate::choice::names;
use crate::commands::Outcome;
use crate::locale::Locale;
use crate::settings::Settings;
use crate::{args, exit, label};

/// Prints the completion script of a shell.
pub fn run(settings: &Settings, shell: Shell, out: &mut impl Write) -> Outcome {
    let mut script = Vec::new();
    let locale = &settings.locale;
    let mut tree = with_values(args::command(locale), locale);
    clap_complete::generate(shell, &mut tree, "ocop", &mut script);
    out.write_all(&script)?;
    Ok(exit::OK)
}

fn with_values(command: Command, locale: &Locale) -> Command {
    command
        .mut_args(|arg| with_value(arg, locale))
        .mut_subcommands(|sub| with_values(sub, locale))
}

fn with_value(arg: Arg, locale: &Locale) -> Arg {
    let id = arg.get_id().to_string();
    let mut values = values(&id, locale);
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
fn values(id: &str, locale: &Locale) -> Vec<PossibleValue> {
    let called = |value: &str, name: String| PossibleValue::new(value.to_owned()).help(name);
    let places = [Facet::District, Facet::Unit, Facet::Year];
    let facets = || Facet::ALL.into_iter();
    match id {
        "sort" => {
            let orders = Sort::ALL.into_iter().flat_map(|sort| {
                let turned = sort.turns().then_some((sort, true));
                [(sort, false)].into_iter().chain(turned)
            });
            let order = |(sort, backwards): (Sort, bool)| {
                let minus = if backwards { "-" } else { "" };
                let value = format!("{minus}{}", sort.key());
                called(&value, label::order(locale, sort, backwards))
            };
            orders.map(order).collect()
        }
        "by" => {
            let months = called(DUE_MONTH, locale.t("stats.due").to_owned());
            let facets = facets().map(|facet| {
                let name = label::facet(locale, facet);
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
            let values = names::offered(facet).into_iter();
            let value = |value: String| called(&value, label::value(locale, facet, &value));
            values.map(value).collect()
        }
    }
}
