//! `ocop rollback`: the content of an earlier generation as the next one, so that going back can be undone the
//! same way. Must not: remove what came between.

use std::io::Write;

use ocop_index::change::Plan;
use ocop_index::store::{self, How, Origin, Writer};

use crate::commands::import::consent;
use crate::commands::{Outcome, diff, publish, records};
use crate::exit::{self, Failure};
use crate::report::preview;
use crate::settings::{self, Settings};

/// Goes back to a generation.
pub fn run(settings: &Settings, to: Option<u64>, yes: bool, out: &mut impl Write) -> Outcome {
    settings.may_write()?;
    let locale = &settings.locale;
    let holder = format!("{}, {}", settings::person(), settings::now());
    let writer = Writer::open(&settings.data_dir, &holder)?;
    let known: Vec<u64> = store::history(&settings.data_dir)?
        .iter()
        .map(|past| past.number)
        .collect();
    let Some(current) = writer.base() else {
        return Err(Failure::Usage(locale.t("error.no_earlier").to_owned()));
    };
    let has_records = |number| {
        let written = store::records(&settings.data_dir, number);
        written.is_ok() || store::indexed(&settings.data_dir, number).is_ok()
    };
    let whole = |number: &u64| *number < current && has_records(*number);
    let to = to.or_else(|| known.iter().copied().find(whole));
    let Some(to) = to else {
        return Err(Failure::Usage(locale.t("error.no_earlier").to_owned()));
    };
    if !known.contains(&to) {
        return Err(diff::unknown(settings, to, &known));
    }
    let products = records(settings, to)?;
    // What is damaged is what somebody goes back from: nothing of it counts, and all comes from the other.
    let now = match records(settings, current) {
        Err(Failure::Engine(error)) if error.is_damage() => {
            let damaged = locale.fill("rollback.damaged", &[("n", &current)]);
            writeln!(out, "{damaged}")?;
            Vec::new()
        }
        records => records?,
    };
    let plan = Plan::between(&now, &products, settings.day);
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
    let number = publish(settings, &writer, &products, (&source, &sum), origin)?;
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
