//! `ocop diff`: the changes between two generations, as the engine finds them.

use std::io::Write;

use ocop_index::change::ChangePlan;
use ocop_index::store;

use crate::catalog::open::print_pointer_notice;
use crate::cli::args::DiffArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::generations::load_records;
use crate::report::change_preview;

/// Prints the changes that lead from one generation to another.
pub fn run_diff(settings: &Settings, args: &DiffArgs, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    let history = store::list_generations(&settings.data_dir)?;
    print_pointer_notice(settings)?;
    let known: Vec<u64> = history.iter().map(|past| past.number).collect();
    let current = history
        .iter()
        .find(|past| past.is_current)
        .map(|past| past.number);
    let to = args.to.or(current);
    let previous = to.and_then(|to| known.iter().copied().find(|number| *number < to));
    let (Some(from), Some(to)) = (args.from.or(previous), to) else {
        return Err(CommandFailure::Usage(
            locale.t("error.no_earlier").to_owned(),
        ));
    };
    for number in [from, to] {
        if !known.contains(&number) {
            return Err(unknown_generation(settings, number, &known));
        }
    }
    let old = load_records(settings, from)?;
    let new = load_records(settings, to)?;
    let plan = ChangePlan::from_catalog_states(&old, &new, settings.day);
    writeln!(
        out,
        "{}",
        locale.fill("diff.head", &[("from", &from), ("to", &to)])
    )?;
    change_preview::print_change_counts(out, locale, &plan)?;
    change_preview::print_changes(out, settings, (&plan, &old), settings.width.is_some())?;
    Ok(if plan.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
}

/// The failure that no generation has this number.
pub(super) fn unknown_generation(
    settings: &Settings,
    number: u64,
    known: &[u64],
) -> CommandFailure {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    CommandFailure::Usage(settings.locale.fill(
        "error.generation",
        &[("n", &number), ("known", &known.join(", "))],
    ))
}
