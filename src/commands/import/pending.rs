//! A comparison that waits for consent, and its publishing.
//!
//! Nobody is kept out while a person looks: the right to write is taken when they agree. If another generation is in
//! use by then, the comparison is made anew and has to be looked at again; what was compared with another one is never
//! published. Where nobody is asked the right is held from the comparison on. Must not: read lists, or take a
//! terminal.

use std::io::Write;
use std::path::Path;

use ocop_index::Product;
use ocop_index::change::{ChangePlan, ImportMode};
use ocop_index::source::builtin;
use ocop_index::source::field::ProductField;
use ocop_index::source::problem::ProblemReason;
use ocop_index::store::{
    self, GenerationOrigin, OpenedCatalog, OriginKind, SourceFile, StoreLayout, StoreWriter,
};

use super::ImportOptions;
use super::consent;
use super::progress::ProgressLine;
use super::remembered_columns::RememberedColumns;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::cli::{clock, environment};
use crate::commands::{acquire_writer, load_records, load_records_with_notice, publish_generation};
use crate::reader_process::ImportedLists;
use crate::report::change_preview;

/// The comparison.
pub struct PendingImport {
    writer: Option<StoreWriter>,
    /// The generation that the list is compared with.
    base_generation: Option<u64>,
    mode: ImportMode,
    /// The catalogue as it is.
    pub old: Vec<Product>,
    /// What would change.
    pub plan: ChangePlan,
    /// What was read.
    pub lists: ImportedLists,
    /// What the person said of columns.
    mapping: Vec<(String, ProductField)>,
}

impl PendingImport {
    /// Compares with the catalogue in use.
    pub(super) fn new(
        settings: &Settings,
        wish: &ImportOptions,
        lists: ImportedLists,
        opened: OpenedCatalog,
    ) -> Result<Self, CommandFailure> {
        let is_agreed = wish.yes && !wish.dry_run;
        let writer = is_agreed.then(|| acquire_writer(settings)).transpose()?;
        let is_asked = writer.is_none() && !wish.dry_run;
        if is_asked {
            // Who cannot write at all is told before they look.
            StoreWriter::check_writable(&settings.data_dir)?;
        }
        // What lives in memory is compared as it is shown.
        let base = match (&writer, opened.generation) {
            (Some(writer), _) => writer.base_generation(),
            (None, Some(_)) => StoreLayout::new(&settings.data_dir).generation_in_use()?,
            (None, None) => None,
        };
        let old = match base {
            Some(number) => load_records(settings, number)?,
            None => opened
                .catalog
                .iter_products()
                .collect::<ocop_index::Result<_>>()?,
        };
        drop(opened);
        let mut pending = Self {
            writer,
            base_generation: base,
            mode: if wish.replace {
                ImportMode::Replace
            } else {
                ImportMode::Merge
            },
            old,
            plan: ChangePlan::default(),
            lists,
            mapping: super::parse_read_options(&settings.locale, settings.day, &wish.read_options)?
                .mapping,
        };
        let mut progress = ProgressLine::for_comparing(settings, pending.lists.drafts.len());
        pending.compare_with_catalog(settings, is_asked, |count| progress.update_count(count));
        drop(progress);
        Ok(pending)
    }

    /// Compares the list with the catalogue as it is; the list is kept where it may have to be done again.
    fn compare_with_catalog(
        &mut self,
        settings: &Settings,
        keep: bool,
        mut tell: impl FnMut(usize),
    ) {
        let lists = &mut self.lists;
        let kept = if keep {
            lists.drafts.clone()
        } else {
            Vec::new()
        };
        let drafts = std::mem::replace(&mut lists.drafts, kept);
        let drafts = drafts.into_iter().enumerate().map(|(at, draft)| {
            tell(at + 1);
            draft
        });
        self.plan = ChangePlan::new(&self.old, drafts, self.mode, settings.day);
        let found = |reason| matches!(reason, ProblemReason::Repeated | ProblemReason::Twice);
        lists.problems.retain(|(_, problem)| !found(problem.reason));
        lists.add_problems(std::mem::take(&mut self.plan.problems));
    }

    /// Takes the right to write what was agreed to. False where somebody else has published meanwhile: then the
    /// list was compared anew, and the person has to look again. What they refused is still refused.
    pub fn try_acquire_writer(&mut self, settings: &Settings) -> Result<bool, CommandFailure> {
        if self.writer.is_some() {
            return Ok(true);
        }
        let writer = acquire_writer(settings)?;
        if writer.base_generation() == self.base_generation {
            self.writer = Some(writer);
            return Ok(true);
        }
        let base = writer.base_generation();
        drop(writer);
        // A screen may be in front of the person, so nothing is told on the way.
        let (old, _) = match base {
            Some(number) => load_records_with_notice(settings, number)?,
            None => (builtin::load_products()?, None),
        };
        self.base_generation = base;
        let earlier_old = std::mem::replace(&mut self.old, old);
        let earlier = std::mem::take(&mut self.plan);
        self.compare_with_catalog(settings, true, |_| ());
        self.plan.carry_verdicts(&self.old, &earlier, &earlier_old);
        Ok(false)
    }

    /// Shows everything as text and publishes it when nobody objects.
    pub fn preview_and_publish(
        mut self,
        settings: &Settings,
        wish: &ImportOptions,
        out: &mut impl Write,
    ) -> CommandResult {
        let brief = wish.yes || settings.width.is_some();
        loop {
            let change = (&self.plan, &*self.old);
            change_preview::print_preview(out, settings, &self.lists, change, brief)?;
            if self.plan.is_empty() {
                return Ok(exit::OK);
            }
            if wish.dry_run {
                writeln!(out, "\n{}", settings.locale.t("import.dry_run"))?;
                return Ok(exit::OK);
            }
            out.flush()?;
            if !wish.yes && !consent::confirm_publish(settings, out)? {
                return Ok(exit::NO_HITS);
            }
            if self.try_acquire_writer(settings)? {
                return self.publish_accepted(settings, out);
            }
            writeln!(out, "\n{}\n", self.superseded_text(settings))?;
        }
    }

    /// That somebody else has published meanwhile.
    pub fn superseded_text(&self, settings: &Settings) -> String {
        let base = self.base_generation.unwrap_or_default();
        settings.locale.fill("import.came_between", &[("n", &base)])
    }

    /// Publishes what is accepted, and says so.
    pub fn publish_accepted(self, settings: &Settings, out: &mut impl Write) -> CommandResult {
        let locale = &settings.locale;
        let Some(writer) = self.writer else {
            return Ok(exit::OK);
        };
        let counts = self.plan.count_accepted();
        let aside = self.lists.set_aside_count();
        let mut files = Vec::new();
        for (number, (path, summary)) in self.lists.files.iter().enumerate() {
            files.push(SourceFile {
                name: self.lists.file_name(number),
                checksum: checksum_list(path),
                products: summary.products,
            });
        }
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let source = names.join(", ");
        let sums: Vec<&str> = files.iter().map(|file| file.checksum.as_str()).collect();
        let sums = format!("import {}", sums.join(" "));
        let origin = GenerationOrigin {
            how: match self.mode {
                ImportMode::Merge => OriginKind::Merge,
                ImportMode::Replace => OriginKind::Replace,
            },
            at: clock::format_now_to_minute(),
            by: environment::current_user_name(),
            files,
            counts,
        };
        let products = self.plan.apply_accepted(&self.old);
        if products == self.old {
            writeln!(out, "{}", locale.t("import.refused"))?;
            return Ok(exit::NO_HITS);
        }
        drop(self.old);
        let number =
            publish_generation(settings, &writer, &products, (&source, &sums), Some(origin))?;
        // A trial is none of it: only what was agreed to is taken for right the next time.
        if !self.mapping.is_empty() {
            let mut remembered = RememberedColumns::load(&settings.data_dir);
            for (_, summary) in &self.lists.files {
                remembered = remembered.with_mapping(summary, &self.mapping);
            }
            remembered.save();
        }
        let sentence = locale.fill(
            "import.published",
            &[
                ("generation", &number),
                ("n", &locale.format_number(products.len())),
                ("aside", &locale.format_number(aside)),
            ],
        );
        writeln!(out, "{sentence}")?;
        Ok(exit::OK)
    }
}

/// The checksum of a list; none of a pipe, which is gone by now and would never answer.
fn checksum_list(path: &Path) -> String {
    if !path.is_file() {
        return String::new();
    }
    store::checksum_source_file(path).unwrap_or_default()
}
