//! `ocop rollback`: publishes the products of an earlier generation as the next one, so a rollback
//! can be undone the same way. Generations in between stay. When the current generation is damaged
//! and no intact one is left, the built-in catalogue replaces it.

use std::fmt::Display;
use std::io::Write;

use ocop_index::Product;
use ocop_index::change::ChangePlan;
use ocop_index::source::builtin;
use ocop_index::store::{self, GenerationOrigin, OriginKind, StoreLayout, StoreWriter};

use crate::cli::args::RollbackArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::cli::{clock, environment};
use crate::commands::generations::{acquire_writer, load_records, publish_generation};
use crate::commands::{consent, diff};
use crate::report::change_preview;
use crate::wording::locale::Locale;

/// What a rollback would write.
struct RollbackTarget {
    products: Vec<Product>,
    /// The source and the checksum for the manifest.
    source: (String, String),
    origin: Option<GenerationOrigin>,
    /// The generation to go back to; `None` for the built-in catalogue.
    generation: Option<u64>,
}

/// Goes back to a generation. The write lock is not held while the user decides; if another
/// generation is current when they agree, they are asked again.
pub fn run_rollback(
    settings: &Settings,
    args: &RollbackArgs,
    out: &mut impl Write,
) -> CommandResult {
    settings.require_writable()?;
    let locale = &settings.locale;
    StoreWriter::check_writable(&settings.data_dir)?;
    // Without a question the lock is held from the start.
    let mut writer = args.yes.then(|| acquire_writer(settings)).transpose()?;
    let mut to = args.to;
    loop {
        let in_use = StoreLayout::new(&settings.data_dir).generation_in_use()?;
        let current = in_use.ok_or_else(|| no_earlier_generation(locale))?;
        let Some(target) = preview_rollback(settings, current, to, out)? else {
            writeln!(out, "{}", locale.t("import.nothing_new"))?;
            return Ok(exit::OK);
        };
        out.flush()?;
        if !args.yes && !consent::confirm_publish(settings, out)? {
            return Ok(exit::NO_HITS);
        }
        let writer = match writer.take() {
            Some(held) => held,
            None => acquire_writer(settings)?,
        };
        if writer.base_generation() == in_use {
            return target.publish_rollback(settings, &writer, out);
        }
        let base = writer.base_generation().unwrap_or_default();
        let sentence = locale.fill("rollback.came_between", &[("n", &base)]);
        writeln!(out, "\n{sentence}\n")?;
        // The user agreed to this generation, so it stays the target.
        to = target.generation.or(to);
    }
}

fn no_earlier_generation(locale: &Locale) -> CommandFailure {
    CommandFailure::Usage(locale.t("error.no_earlier").to_owned())
}

/// Prints what a rollback would change; `None` when it would change nothing.
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
    // Going back from a damaged generation is allowed: every product of the target then counts as new.
    let old = match load_records(settings, current) {
        Err(CommandFailure::Engine(error)) if error.is_damage() => None,
        records => Some(records?),
    };
    let has_records = |number| {
        store::read_records(&settings.data_dir, number).is_ok()
            || store::read_indexed_records(&settings.data_dir, number).is_ok()
    };
    let is_candidate = |number: &u64| *number < current && has_records(*number);
    let Some(to) = to.or_else(|| known.iter().copied().find(is_candidate)) else {
        // A generation that the next start can repair is not abandoned.
        if old.is_some() || store::is_recoverable(&settings.data_dir, current) {
            return Err(no_earlier_generation(locale));
        }
        return preview_builtin_rollback(locale, current, out).map(Some);
    };
    if !known.contains(&to) {
        return Err(diff::unknown_generation(settings, to, &known));
    }
    let products = load_records(settings, to)?;
    if old.is_none() {
        let damaged = locale.fill("rollback.damaged", &[("n", &current)]);
        writeln!(out, "{damaged}")?;
    }
    let plan = ChangePlan::from_catalog_states(&old.unwrap_or_default(), &products, settings.day);
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

/// The built-in catalogue as the target, as at the first start.
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
    /// Publishes it and prints a summary.
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
