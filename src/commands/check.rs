//! `ocop check`: the problems of lists, without a catalogue.

use std::io::Write;
use std::mem::take;

use ocop_index::change::{ChangePlan, ImportMode};

use crate::cli::args::CheckArgs;
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::import::list_reading::{nothing_read_failure, read_lists, write_report};
use crate::report::change_preview;

/// Reads the lists and prints their problems. Rows that repeat each other are problems too, so the
/// lists are compared with an empty catalogue.
pub fn run_check(settings: &Settings, args: &CheckArgs, out: &mut impl Write) -> CommandResult {
    let mut lists = read_lists(settings, &args.files, &args.input, true)?;
    let drafts = take(&mut lists.drafts);
    let is_empty = drafts.is_empty();
    let mut plan = ChangePlan::new(&[], drafts, ImportMode::Merge, settings.day);
    lists.add_problems(take(&mut plan.problems));
    write_report(settings, args.report.as_deref(), &lists)?;
    if is_empty {
        return Err(nothing_read_failure(settings, &lists));
    }
    change_preview::print_files(out, settings, &lists)?;
    change_preview::print_row_counts(out, settings, &lists)?;
    change_preview::print_problems(out, settings, &lists, usize::MAX)?;
    Ok(exit::OK)
}
