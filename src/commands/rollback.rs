//! `ocop rollback`: the content of an earlier generation as the next one, so that going back can be undone the
//! same way. Where nothing whole is left to go back to, a damaged catalogue makes room for the built-in one. Must
//! not: remove what came between.

use std::fmt::Display;
use std::io::Write;

use ocop_index::Product;
use ocop_index::change::Plan;
use ocop_index::source::builtin;
use ocop_index::store::{self, How, Layout, Origin, Writer};

use crate::commands::import::consent;
use crate::commands::{Outcome, claim, diff, publish, records};
use crate::exit::{self, Failure};
use crate::locale::Locale;
use crate::report::preview;
use crate::settings::{self, Settings};

/// What going back to something would write.
struct Way {
    products: Vec<Product>,
    /// Where they come from, and how to know them again.
    source: (String, String),
    origin: Option<Origin>,
    /// The generation that it leads to; none: the built-in catalogue.
    to: Option<u64>,
}

/// Goes back to a generation. Nobody is kept out while somebody thinks about it; if another generation is in use when
/// they agree, they are asked again.
pub fn run(settings: &Settings, to: Option<u64>, yes: bool, out: &mut impl Write) -> Outcome {
    settings.may_write()?;
    let locale = &settings.locale;
    Writer::is_possible(&settings.data_dir)?;
    // Where nobody is asked, nobody comes between.
    let mut writer = yes.then(|| claim(settings)).transpose()?;
    let mut to = to;
    loop {
        let in_use = Layout::new(&settings.data_dir).in_use()?;
        let current = in_use.ok_or_else(|| no_earlier(locale))?;
        let Some(way) = show(settings, current, to, out)? else {
            writeln!(out, "{}", locale.t("import.nothing_new"))?;
            return Ok(exit::OK);
        };
        out.flush()?;
        if !yes && !consent::to_publish(settings, out)? {
            return Ok(exit::NO_HITS);
        }
        let claimed = match writer.take() {
            Some(held) => held,
            None => claim(settings)?,
        };
        if claimed.base() == in_use {
            return way.publish(settings, &claimed, out);
        }
        let now = claimed.base().unwrap_or_default();
        let told = locale.fill("rollback.came_between", &[("n", &now)]);
        writeln!(out, "\n{told}\n")?;
        // What they looked at is where they want to go.
        to = way.to.or(to);
    }
}

fn no_earlier(locale: &Locale) -> Failure {
    Failure::Usage(locale.t("error.no_earlier").to_owned())
}

/// Shows what going back would change; `None` where it would change nothing.
fn show(
    settings: &Settings,
    current: u64,
    to: Option<u64>,
    out: &mut impl Write,
) -> Result<Option<Way>, Failure> {
    let locale = &settings.locale;
    let known: Vec<u64> = store::history(&settings.data_dir)?
        .iter()
        .map(|past| past.number)
        .collect();
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
            return Err(no_earlier(locale));
        }
        return start_anew(locale, current, out).map(Some);
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
        return Ok(None);
    }
    let origin = Origin {
        how: How::Rollback(to),
        at: settings::now(),
        by: settings::person(),
        files: Vec::new(),
        counts: plan.accepted(),
    };
    let source = locale.fill("history.rollback", &[("n", &to)]);
    Ok(Some(Way {
        products,
        source: (source, format!("rollback {to}")),
        origin: Some(origin),
        to: Some(to),
    }))
}

/// The built-in catalogue, as at the first start.
fn start_anew(locale: &Locale, current: u64, out: &mut impl Write) -> Result<Way, Failure> {
    let products = builtin::products()?;
    let n = locale.number(products.len());
    let values: [(&str, &dyn Display); 2] = [("n", &current), ("products", &n)];
    writeln!(out, "{}", locale.fill("rollback.nothing_whole", &values))?;
    Ok(Way {
        products,
        source: (builtin::NAME.to_owned(), builtin::checksum()),
        origin: None,
        to: None,
    })
}

impl Way {
    /// Goes it, and says so.
    fn publish(self, settings: &Settings, writer: &Writer, out: &mut impl Write) -> Outcome {
        let locale = &settings.locale;
        let source = (&*self.source.0, &*self.source.1);
        let generation = publish(settings, writer, &self.products, source, self.origin)?;
        let n = locale.number(self.products.len());
        let values: [(&str, &dyn Display); 2] = [("generation", &generation), ("n", &n)];
        let sentence = match self.to {
            Some(to) => locale.fill("rollback.done", &[values[0], values[1], ("of", &to)]),
            None => locale.fill("rollback.started_anew", &values),
        };
        writeln!(out, "{sentence}")?;
        Ok(exit::OK)
    }
}
