//! `ocop rollback`: the content of an earlier generation as the next one, so that going back can be undone the
//! same way. Where nothing whole is left to go back to, a damaged catalogue makes room for the built-in one. Must
//! not: remove what came between.

use std::io::Write;

use ocop_index::change::Plan;
use ocop_index::source::builtin;
use ocop_index::store::{self, How, Origin, Writer};

use crate::commands::import::consent;
use crate::commands::{Outcome, claim, diff, publish, records};
use crate::exit::{self, Failure};
use crate::report::preview;
use crate::settings::{self, Settings};

/// Goes back to a generation.
pub fn run(settings: &Settings, to: Option<u64>, yes: bool, out: &mut impl Write) -> Outcome {
    settings.may_write()?;
    let locale = &settings.locale;
    let writer = claim(settings)?;
    let known: Vec<u64> = store::history(&settings.data_dir)?
        .iter()
        .map(|past| past.number)
        .collect();
    let no_earlier = || Failure::Usage(locale.t("error.no_earlier").to_owned());
    let current = writer.base().ok_or_else(no_earlier)?;
    // What is damaged is what somebody goes back from: nothing of it counts, and all comes from the other.
    let now = match records(settings, current) {
        Err(Failure::Engine(error)) if error.is_damage() => None,
        records => Some(records?),
    };
    let has_records = |number| {
        let written = store::records(&settings.data_dir, number);
        written.is_ok() || store::indexed(&settings.data_dir, number).is_ok()
    };
    let whole = |number: &u64| *number < current && has_records(*number);
    let Some(to) = to.or_else(|| known.iter().copied().find(whole)) else {
        // What the next start can mend is not to be left.
        if now.is_some() || store::is_mendable(&settings.data_dir, current) {
            return Err(no_earlier());
        }
        return start_anew(settings, &writer, current, yes, out);
    };
    if !known.contains(&to) {
        return Err(diff::unknown(settings, to, &known));
    }
    let products = records(settings, to)?;
    if now.is_none() {
        let damaged = locale.fill("rollback.damaged", &[("n", &current)]);
        writeln!(out, "{damaged}")?;
    }
    let plan = Plan::between(&now.unwrap_or_default(), &products, settings.day);
    writeln!(out, "{}", locale.fill("rollback.head", &[("n", &to)]))?;
    preview::kinds(out, locale, &plan)?;
    if plan.is_empty() {
        writeln!(out, "{}", locale.t("import.nothing_new"))?;
        return Ok(exit::OK);
    }
    out.flush()?;
    if !yes && !consent::to_publish(settings, out)? {
        return Ok(exit::NO_HITS);
    }
    let origin = Origin {
        how: How::Rollback(to),
        at: settings::now(),
        by: settings::person(),
        files: Vec::new(),
        counts: plan.accepted(),
    };
    let source = locale.fill("history.rollback", &[("n", &to)]);
    let sum = format!("rollback {to}");
    let number = publish(settings, &writer, &products, (&source, &sum), Some(origin))?;
    let sentence = locale.fill(
        "rollback.done",
        &[
            ("generation", &number),
            ("n", &locale.number(products.len())),
            ("of", &to),
        ],
    );
    writeln!(out, "{sentence}")?;
    Ok(exit::OK)
}

/// The built-in catalogue, as at the first start.
fn start_anew(
    settings: &Settings,
    writer: &Writer,
    current: u64,
    yes: bool,
    out: &mut impl Write,
) -> Outcome {
    let locale = &settings.locale;
    let products = builtin::products()?;
    let n = locale.number(products.len());
    let told = locale.fill(
        "rollback.nothing_whole",
        &[("n", &current), ("products", &n)],
    );
    writeln!(out, "{told}")?;
    out.flush()?;
    if !yes && !consent::to_publish(settings, out)? {
        return Ok(exit::NO_HITS);
    }
    let source = (builtin::NAME, &*builtin::checksum());
    let number = publish(settings, writer, &products, source, None)?;
    let sentence = locale.fill(
        "rollback.started_anew",
        &[("generation", &number), ("n", &n)],
    );
    writeln!(out, "{sentence}")?;
    Ok(exit::OK)
}
