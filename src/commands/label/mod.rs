//! `ocop label`: words of people on products. [`change`] sets them, takes them off and renames them, [`list`] shows
//! them; here they are defined.

mod change;
mod list;

use std::fmt::Display;
use std::io::Write;

use crate::catalog::label_work;
use crate::catalog::work::open_existing_work;
use crate::cli::args::{DefineLabelArgs, LabelArgs, LabelCommand};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::work_desk::open_work_of_command;
use crate::wording::product_label::{describe_label_problem, describe_meant_label};
use crate::work::labels::label_book::{
    LabelBook, LabelProblem, MeantLabel, WrittenLabel, clean_label,
};
use crate::work::labels::label_drafts::LabelChange;
use crate::work::spelling::find_spelled;

/// Runs the command.
pub fn run_label(settings: &Settings, args: &LabelArgs, out: &mut impl Write) -> CommandResult {
    match &args.command {
        LabelCommand::Define(args) => define_label(settings, args, out),
        LabelCommand::List(args) => list::list_labels(settings, args, out),
        LabelCommand::Set(args) => change::set_label(settings, args, out),
        LabelCommand::Unset(args) => change::unset_label(settings, args, out),
        LabelCommand::Rename(args) => change::rename_label(settings, args, out),
        LabelCommand::Show(args) => list::show_labels(settings, args, out),
    }
}

/// The labels of the store; none where nobody has done anything yet.
fn read_labels(settings: &Settings) -> Result<LabelBook, CommandFailure> {
    let work = open_existing_work(settings)?;
    Ok(work.map_or_else(LabelBook::default, |work| LabelBook::of_log(work.log())))
}

fn tell_problem(settings: &Settings, problem: &LabelProblem) -> CommandFailure {
    CommandFailure::Usage(describe_label_problem(&settings.locale, problem))
}

/// Defines a label. One that is known under another spelling is that one, and told.
fn define_label(
    settings: &Settings,
    args: &DefineLabelArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let written = clean_label(&args.label).map_err(|problem| tell_problem(settings, &problem))?;
    let mut values: Vec<String> = Vec::new();
    for value in &args.values {
        let value = clean_label(value).map_err(|problem| tell_problem(settings, &problem))?;
        if find_spelled(values.iter().map(String::as_str), &value).is_none() {
            values.push(value);
        }
    }
    let mut work = open_work_of_command(settings)?;
    let book = LabelBook::of_log(work.log());
    let label = book.find_label(&written).unwrap_or(&written).to_owned();
    let meant = MeantLabel {
        is_respelled: label != written,
        label: label.clone(),
        value: None,
        is_new: false,
    };
    let written = WrittenLabel {
        label: written,
        value: None,
    };
    if let Some(line) = describe_meant_label(locale, &written, &meant) {
        writeln!(out, "{line}")?;
    }
    let known = book.get(&label);
    let defined = known.and_then(|known| known.defined.clone());
    let asked = values.clone();
    if let Some(defined) = defined.filter(|_| !args.only) {
        values = add_values(defined, values);
    }
    if known.is_some_and(|known| known.defined.as_ref() == Some(&values)) {
        let all = values.join(" / ");
        let names: [(&str, &dyn Display); 2] = [("label", &label), ("values", &all)];
        let key = match (values.is_empty(), asked == values) {
            (true, _) | (_, true) => "label.defined_already",
            (false, false) => "label.has_values_already",
        };
        writeln!(out, "{}", locale.fill(key, &names))?;
        return Ok(exit::OK);
    }
    let change = LabelChange {
        drafts: vec![work.log().draft_label_definition(&label, values.clone())],
        ..LabelChange::default()
    };
    label_work::save_drafts(settings, &mut work, &change)?;
    let line = if values.is_empty() {
        locale.fill("label.defined_plain", &[("label", &label)])
    } else {
        let all = values.join(" / ");
        let names: [(&str, &dyn Display); 2] = [("label", &label), ("values", &all)];
        locale.fill("label.defined", &names)
    };
    writeln!(out, "{line}")?;
    let dropped = known.and_then(|known| known.defined.as_ref());
    let dropped = dropped.into_iter().flatten();
    let dropped: Vec<&str> = dropped
        .filter(|value| !values.contains(value))
        .map(String::as_str)
        .collect();
    if !dropped.is_empty() {
        let line = locale.fill("label.dropped_values", &[("values", &dropped.join(" / "))]);
        writeln!(out, "{line}")?;
    }
    let left = known.into_iter().flat_map(|known| known.by_value.keys());
    let left: Vec<&str> = left
        .flatten()
        .map(String::as_str)
        .filter(|value| !values.iter().any(|defined| defined == value))
        .collect();
    if !left.is_empty() {
        let line = locale.fill("label.left_values", &[("values", &left.join(" / "))]);
        writeln!(out, "{line}")?;
    }
    Ok(exit::OK)
}

/// The values that a label has, and behind them the new ones; one that is only spelled otherwise is none.
fn add_values(mut defined: Vec<String>, new: Vec<String>) -> Vec<String> {
    for value in new {
        if find_spelled(defined.iter().map(String::as_str), &value).is_none() {
            defined.push(value);
        }
    }
    defined
}
