//! `ocop columns`: the columns that imports named with `--map` and that are remembered, to be listed and forgotten.

use std::fmt::Display;
use std::io::Write;

use super::remembered_columns::{RememberedColumns, describe_unreadable};
use crate::cli::args::{ColumnsArgs, ColumnsCommand, ForgetColumnsArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::reading_notes::describe_remembered_column;
use crate::wording::sanitize::sanitize_text;

/// Lists the remembered columns, or forgets some.
pub fn run_columns(settings: &Settings, args: &ColumnsArgs, out: &mut impl Write) -> CommandResult {
    match &args.command {
        None => {
            let data_dir = &settings.data_dir;
            let remembered = RememberedColumns::load(data_dir).map_err(|error| {
                CommandFailure::Data(describe_unreadable(&settings.locale, data_dir, &error))
            })?;
            list_columns(settings, &remembered, out)
        }
        Some(ColumnsCommand::Forget(args)) => forget_columns(settings, args, out),
    }
}

fn list_columns(
    settings: &Settings,
    remembered: &RememberedColumns,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let mut first_label = None;
    for (signature, columns) in remembered.iter_headers() {
        let header = sanitize_text(&remembered.header_title(signature));
        let heading = locale.fill("columns.header", &[("header", &header)]);
        writeln!(out, "{heading}")?;
        for column in columns {
            writeln!(out, "  {}", describe_remembered_column(locale, &column))?;
            first_label.get_or_insert(column.label);
        }
    }
    let Some(label) = first_label else {
        writeln!(out, "{}", locale.t("columns.none"))?;
        return Ok(exit::NO_HITS);
    };
    let label = sanitize_text(&label);
    let hint = locale.fill("columns.how_to_forget", &[("label", &label)]);
    writeln!(out, "\n{hint}")?;
    Ok(exit::OK)
}

/// Forgets the columns of the labels, or all. A label that is not remembered fails, and then nothing is forgotten.
fn forget_columns(
    settings: &Settings,
    args: &ForgetColumnsArgs,
    out: &mut impl Write,
) -> CommandResult {
    settings.require_writable()?;
    let locale = &settings.locale;
    let forgotten = RememberedColumns::change(locale, &settings.data_dir, |remembered| {
        let known = remembered_labels(remembered);
        if known.is_empty() {
            return Ok(None);
        }
        if args.all {
            remembered.forget_all();
            return Ok(Some(known));
        }
        if args.labels.is_empty() {
            let sentence = locale.fill("columns.which", &[("known", &known.join(", "))]);
            return Err(CommandFailure::Usage(sentence));
        }
        for label in &args.labels {
            if !remembered.forget_label(label) {
                let label = sanitize_text(label);
                let values: [(&str, &dyn Display); 2] =
                    [("label", &label), ("known", &known.join(", "))];
                let sentence = locale.fill("columns.unknown", &values);
                return Err(CommandFailure::Usage(sentence));
            }
        }
        Ok(Some(args.labels.clone()))
    })?;
    let Some(forgotten) = forgotten else {
        writeln!(out, "{}", locale.t("columns.none"))?;
        return Ok(exit::NO_HITS);
    };
    for label in forgotten {
        let label = sanitize_text(&label);
        writeln!(
            out,
            "{}",
            locale.fill("columns.forgotten", &[("label", &label)])
        )?;
    }
    Ok(exit::OK)
}

/// Every remembered label once, safe to print.
fn remembered_labels(remembered: &RememberedColumns) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for (_, columns) in remembered.iter_headers() {
        for column in columns {
            let label = sanitize_text(&column.label);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels
}
