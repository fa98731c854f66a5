//! `ocop rollback`: the content of an earlier generation as the next one, so that going back can be undone the
//! same way. Where nothing whole is left to go back to, a damaged catalogue makes room for the built-in one. Must
//! not: remove what came between.

use std::fmt::Display;
use std::io::Write;

use ocop_index::Product;
use ocop_index::change::ChangePlan;
use ocop_index::source::builtin;
use ocop_index::store::{self, GenerationOrigin, OriginKind, StoreLayout, StoreWriter};

use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::cli::{clock, environment};
use crate::commands::import::consent;
use crate::commands::{acquire_writer, diff, load_records, publish_generation};
use crate::report::change_preview;
use crate::wording::locale::Locale;

/// What going back to something would write.
struct RollbackTarget {
    products: Vec<Product>,
    /// Where they come from, and how to know them again.
    source: (String, String),
    origin: Option<GenerationOrigin>,
    /// The generation that it leads to; none: the built-in catalogue.
    generation: Option<u64>,
}

/// Goes back to a generation. Nobody is kept out while somebody thinks about it; if another generation is in use when
/// they agree, they are asked again.
pub fn run_rollback(
    settings: &Settings,
    to: Option<u64>,
    yes: bool,
    out: &mut impl Write,
) -> CommandResult {
    settings.require_writable()?;
    let locale = &settings.locale;
    StoreWriter::check_writable(&settings.data_dir)?;
    // Where nobody is asked, nobody comes between.
    let mut writer = yes.then(|| acquire_writer(settings)).transpose()?;
    let mut to = to;
    loop {
        let in_use = StoreLayout::new(&settings.data_dir).generation_in_use()?;
        let current = in_use.ok_or_else(|| no_earlier_generation(locale))?;
        let Some(way) = preview_rollback(settings, current, to, out)? else {
            writeln!(out, "{}", locale.t("import.nothing_new"))?;
            return Ok(exit::OK);
        };
        out.flush()?;
        if !yes && !consent::confirm_publish(settings, out)? {
            return Ok(exit::NO_HITS);
        }
        let claimed = match writer.take() {
            Some(held) => held,
            None => acquire_writer(settings)?,
        };
        if claimed.base_generation() == in_use {
            return way.publish_rollback(settings, &claimed, out);
        }
        let now = claimed.base_generation().unwrap_or_default();
        let told = locale.fill("rollback.came_between", &[("n", &now)]);
        writeln!(out, "\n{told}\n")?;
        // What they looked at is where they want to go.
        to = way.generation.or(to);
    }
}

fn no_earlier_generation(locale: &Locale) -> CommandFailure {
    CommandFailure::Usage(locale.t("error.no_earlier").to_owned())
}

/// Shows what going back would change; `None` where it would change nothing.
fn preview_rollback(
    settings: &Settings,
    current: u64,
    to: Option<u64>,
    out: &mut impl Write,
) -> Result<Option<RollbackTarget>, CommandFailure> {
    let locale = &settings.locale;
    let known: Vec<u64> = store::list_generations(&settings.data_dir)?
        .iter()
        .map(|past| past.number)
        .collect();
    // What is damaged is what somebody goes back from: nothing of it counts, and all comes from the other.
    let now = match load_records(settings, current) {
        Err(CommandFailure::Engine(error)) if error.is_damage() => None,
        records => Some(records?),
    };
    let has_records = |number| {
        let written = store::read_records(&settings.data_dir, number);
        written.is_ok() || store::read_indexed_records(&settings.data_dir, number).is_ok()
    };
    let whole = |number: &u64| *number < current && has_records(*number);
    let Some(to) = to.or_else(|| known.iter().copied().find(whole)) else {
        // What the next start can mend is not to be left.
        if now.is_some() || store::is_recoverable(&settings.data_dir, current) {
            return Err(no_earlier_generation(locale));
        }
        return preview_builtin_rollback(locale, current, out).map(Some);
    };
    if !known.contains(&to) {
        return Err(diff::unknown_generation(settings, to, &known));
    }
    let products = load_records(settings, to)?;
    if now.is_none() {
        let damaged = locale.fill("rollback.damaged", &[("n", &current)]);
        writeln!(out, "{damaged}")?;
    }
    let plan = ChangePlan::from_catalog_states(&now.unwrap_or_default(), &products, settings.day);
    writeln!(out, "{}", locale.fill("rollback.head", &[("n", &to)]))?;
    change_preview::print_change_counts(out, locale, &plan)?;
    if plan.is_empty() {
        return Ok(None);
    }
    let origin = GenerationOrigin {
        how: OriginKind::Rollback(to),
        at: clock::format_now_to_minute(),
        by: environment::current_user_name(),
        files: Vec::new(),
        counts: plan.count_accepted(),
    };
    let source = locale.fill("history.rollback", &[("n", &to)]);
    Ok(Some(RollbackTarget {
        products,
        source: (source, format!("rollback {to}")),
        origin: Some(origin),
        generation: Some(to),
    }))
}

/// The built-in catalogue, as at the first start.
fn preview_builtin_rollback(
    locale: &Locale,
    current: u64,
    out: &mut impl Write,
) -> Result<RollbackTarget, CommandFailure> {
    let products = builtin::load_products()?;
    let n = locale.format_number(products.len());
    let values: [(&str, &dyn Display); 2] = [("n", &current), ("products", &n)];
    writeln!(out, "{}", locale.fill("rollback.nothing_whole", &values))?;
    Ok(RollbackTarget {
        products,
        source: (builtin::NAME.to_owned(), builtin::data_checksum()),
        origin: None,
        generation: None,
    })
}

impl RollbackTarget {
    /// Goes it, and says so.
    fn publish_rollback(
        self,
        settings: &Settings,
        writer: &StoreWriter,
        out: &mut impl Write,
    ) -> CommandResult {
        let locale = &settings.locale;
        let source = (&*self.source.0, &*self.source.1);
        let generation = publish_generation(settings, writer, &self.products, source, self.origin)?;
        let n = locale.format_number(self.products.len());
        let values: [(&str, &dyn Display); 2] = [("generation", &generation), ("n", &n)];
        let sentence = match self.generation {
            Some(to) => locale.fill("rollback.done", &[values[0], values[1], ("of", &to)]),
            None => locale.fill("rollback.started_anew", &values),
        };
        writeln!(out, "{sentence}")?;
        Ok(exit::OK)
    }
}
