//! `ocop diff`: what differs between two generations. Must not: compare; the engine does.

use std::io::Write;

use ocop_index::change::Plan;
use ocop_index::store;

use crate::commands::{Outcome, records};
use crate::exit::{self, Failure};
use crate::report::preview;
use crate::settings::Settings;

/// Prints what leads from one generation to another.
pub fn run(
    settings: &Settings,
    from: Option<u64>,
    to: Option<u64>,
    out: &mut impl Write,
) -> Outcome {
    let locale = &settings.locale;
    let history = store::history(&settings.data_dir)?;
    let known: Vec<u64> = history.iter().map(|past| past.number).collect();
    let current = history
        .iter()
        .find(|past| past.current)
        .map(|past| past.number);
    let to = to.or(current);
    let before = to.and_then(|to| known.iter().copied().find(|number| *number < to));
    let (Some(from), Some(to)) = (from.or(before), to) else {
        return Err(Failure::Usage(locale.t("error.no_earlier").to_owned()));
    };
    for number in [from, to] {
        if !known.contains(&number) {
            return Err(unknown(settings, number, &known));
        }
    }
    let old = records(settings, from)?;
    let new = records(settings, to)?;
    let plan = Plan::between(&old, &new, settings.day);
    writeln!(
        out,
        "{}",
        locale.fill("diff.head", &[("from", &from), ("to", &to)])
    )?;
    preview::kinds(out, locale, &plan)?;
    preview::entries(out, settings, (&plan, &old), settings.width.is_some())?;
    Ok(if plan.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
}

/// No generation of this number.
pub(super) fn unknown(settings: &Settings, number: u64, known: &[u64]) -> Failure {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    Failure::Usage(settings.locale.fill(
        "error.generation",
        &[("n", &number), ("known", &known.join(", "))],
    ))
}
