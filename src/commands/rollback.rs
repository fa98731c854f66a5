//! `ocop rollback`: publishes the products of an earlier generation as the next one, so a rollback
//! can be undone the same way. Generations in between stay. When the current generation is damaged
//! and no intact one is left, the built-in catalogue replaces it.

use std::fmt::Display;
use std::io::Write;

use ocop_index::Product;
use ocop_index::source::builtin;
use ocop_index::store::{self, GenerationOrigin, OriginKind, StoreLayout, StoreWriter};

use crate::catalog::generation_records::{RollbackComparison, compare_for_rollback};
use crate::catalog::open::{print_notice, print_pointer_notice};
use crate::cli::args::RollbackArgs;
use crate::cli::clock;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
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
    print_pointer_notice(settings)?;
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
        if !args.yes && !consent::confirm_publish(settings, "rollback.needs_yes", out)? {
            return Ok(exit::NO_HITS);
        }
        let writer = match writer.take() {
            Some(held) => held,
            None => acquire_writer(settings)?,
        };
        if writer.base_generation() == in_use {
            writeln!(out, "{}", target.publish_rollback(settings, &writer)?)?;
            return Ok(exit::OK);
        }
        let base = writer.base_generation().unwrap_or_default();
        let sentence = locale.fill("rollback.came_between", &[("n", &base)]);
        writeln!(out, "\n{sentence}\n")?;
        // The user agreed to this generation, so it stays the target.
        to = target.generation.or(to);
    }
}

/// Goes back to a generation that was previewed elsewhere, after consent. `base` is the generation in use then; the
/// answer is the summary, or why another generation in use now has to be looked at first.
pub fn publish_agreed_rollback(
    settings: &Settings,
    to: u64,
    base: u64,
) -> Result<Result<String, String>, CommandFailure> {
    settings.require_writable()?;
    let locale = &settings.locale;
    let writer = acquire_writer(settings)?;
    if writer.base_generation() != Some(base) {
        let now = writer.base_generation().unwrap_or_default();
        return Ok(Err(locale.fill("rollback.came_between", &[("n", &now)])));
    }
    let compared = compare_for_rollback(&settings.data_dir, base, to, settings.day)?;
    match RollbackTarget::from_comparison(settings, to, compared) {
        Some(target) => target.publish_rollback(settings, &writer).map(Ok),
        None => Ok(Err(locale.t("import.nothing_new").to_owned())),
    }
}

/// Prints what going back to a generation would change; the generation in use, or `None` where nothing would.
pub fn describe_rollback(
    settings: &Settings,
    to: u64,
    out: &mut impl Write,
) -> Result<Option<u64>, CommandFailure> {
    settings.require_writable()?;
    StoreWriter::check_writable(&settings.data_dir)?;
    let in_use = StoreLayout::new(&settings.data_dir).generation_in_use()?;
    let current = in_use.ok_or_else(|| no_earlier_generation(&settings.locale))?;
    if preview_rollback(settings, current, Some(to), out)?.is_none() {
        writeln!(out, "{}", settings.locale.t("import.nothing_new"))?;
        return Ok(None);
    }
    Ok(Some(current))
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
    let has_records = |number| {
        store::read_records(&settings.data_dir, number).is_ok()
            || store::read_indexed_records(&settings.data_dir, number).is_ok()
    };
    let is_candidate = |number: &u64| *number < current && has_records(*number);
    let Some(to) = to.or_else(|| known.iter().copied().find(is_candidate)) else {
        // A generation that can be read, or that the next start can repair, is not abandoned.
        let is_readable = match load_records(settings, current) {
            Err(CommandFailure::Engine(error)) if error.is_damage() => false,
            records => records.map(|_| true)?,
        };
        if is_readable || store::is_recoverable(&settings.data_dir, current) {
            return Err(no_earlier_generation(locale));
        }
        return preview_builtin_rollback(locale, current, out).map(Some);
    };
    if !known.contains(&to) {
        return Err(diff::unknown_generation(settings, to, &known));
    }
    let compared = compare_for_rollback(&settings.data_dir, current, to, settings.day)?;
    for notice in &compared.notices {
        print_notice(notice, settings);
    }
    if compared.old.is_none() {
        let damaged = locale.fill("rollback.damaged", &[("n", &current)]);
        writeln!(out, "{damaged}")?;
    }
    writeln!(out, "{}", locale.fill("rollback.head", &[("n", &to)]))?;
    change_preview::print_change_counts(out, locale, &compared.plan)?;
    Ok(RollbackTarget::from_comparison(settings, to, compared))
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
    /// The products of a generation as the target; `None` when going back would change nothing.
    fn from_comparison(settings: &Settings, to: u64, compared: RollbackComparison) -> Option<Self> {
        let locale = &settings.locale;
        if compared.plan.is_empty() {
            return None;
        }
        let origin = GenerationOrigin {
            proposed_by: Vec::new(),
            how: OriginKind::Rollback(to),
            at: clock::format_now_to_minute(),
            by: settings.author.clone(),
            files: Vec::new(),
            counts: compared.plan.count_accepted(),
        };
        let source = locale.fill("history.rollback", &[("n", &to)]);
        Some(Self {
            products: compared.products,
            source: (source, format!("rollback {to}")),
            origin: Some(origin),
            generation: Some(to),
        })
    }

    /// Publishes it and returns a summary.
    fn publish_rollback(
        self,
        settings: &Settings,
        writer: &StoreWriter,
    ) -> Result<String, CommandFailure> {
        let locale = &settings.locale;
        let source = (&*self.source.0, &*self.source.1);
        let generation = publish_generation(settings, writer, &self.products, source, self.origin)?;
        let n = locale.format_number(self.products.len());
        let values: [(&str, &dyn Display); 2] = [("generation", &generation), ("n", &n)];
        Ok(match self.generation {
            Some(to) => locale.fill("rollback.done", &[values[0], values[1], ("of", &to)]),
            None => locale.fill("rollback.started_anew", &values),
        })
    }
}
