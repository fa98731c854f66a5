//! A comparison of lists with the catalogue that waits for consent, and its publication.
//!
//! The write lock is not held while the user reads the changes; it is taken when they agree. If
//! another generation is current by then, the lists are compared again and the user has to look
//! again: a comparison with an old generation is never published. With `--yes` the lock is held
//! from the comparison on.

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

use crate::cli::args::ImportArgs;
use crate::cli::clock;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::read_options::parse_read_options;
use crate::cli::settings::Settings;
use crate::commands::consent;
use crate::commands::generations::{
    acquire_writer, load_records, load_records_with_notice, publish_corrected_generation,
    publish_generation,
};
use crate::commands::import::corrections::PendingCorrections;
use crate::commands::import::list_reading::tell_aside;
use crate::commands::progress::ProgressLine;
use crate::commands::remembered_columns::{NamedMapping, RememberedColumns};
use crate::reader_process::ImportedLists;
use crate::report::change_preview;
use crate::report::problem_groups::count_set_aside_kinds;
use crate::wording::problem_text::{describe_set_aside, describe_skipped_cells};

/// Lists compared with the catalogue, before consent.
pub struct PendingImport {
    /// The write lock, once it is held.
    writer: Option<StoreWriter>,
    /// The generation that the lists are compared with; `None` for the built-in catalogue in memory.
    base_generation: Option<u64>,
    mode: ImportMode,
    /// The products of that generation.
    pub old: Vec<Product>,
    /// The changes.
    pub plan: ChangePlan,
    /// The lists as read, with their problems.
    pub lists: ImportedLists,
    /// The columns given with `--map`.
    mapping: Vec<(String, ProductField)>,
    /// The corrections that are compared in place of lists.
    pub(super) corrections: Option<PendingCorrections>,
}

/// What was agreed to before anything is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Publish without asking.
    pub yes: bool,
    /// Only show what would change.
    pub dry_run: bool,
}

impl From<&ImportArgs> for Agreement {
    fn from(args: &ImportArgs) -> Self {
        Self {
            yes: args.yes,
            dry_run: args.dry_run,
        }
    }
}

/// What an import has published.
pub struct PublishedImport {
    /// The number of the new generation.
    pub generation: u64,
    /// Products in it.
    pub products: usize,
    /// The rows that were set aside and the cells that were left out, in words.
    pub unread: String,
}

impl PendingImport {
    /// Compares the lists with the current catalogue.
    pub(super) fn new(
        settings: &Settings,
        args: &ImportArgs,
        lists: ImportedLists,
        opened: OpenedCatalog,
    ) -> Result<Self, CommandFailure> {
        let mut pending = Self::start(settings, args.into(), opened)?;
        pending.mode = if args.replace {
            ImportMode::Replace
        } else {
            ImportMode::Merge
        };
        pending.lists = lists;
        pending.mapping = parse_read_options(&settings.locale, settings.day, &args.input)?.mapping;
        let needs_consent = pending.writer.is_none() && !args.dry_run;
        let mut progress = ProgressLine::for_comparing(settings, pending.lists.drafts.len());
        pending.compare_with_catalog(settings, needs_consent, |count| {
            progress.update_count(count);
        });
        drop(progress);
        Ok(pending)
    }

    /// The catalogue that is to change, before anything is compared with it. With a yes it is locked from now on.
    pub(super) fn start(
        settings: &Settings,
        agreement: Agreement,
        opened: OpenedCatalog,
    ) -> Result<Self, CommandFailure> {
        let is_agreed = agreement.yes && !agreement.dry_run;
        let writer = is_agreed.then(|| acquire_writer(settings)).transpose()?;
        if writer.is_none() && !agreement.dry_run {
            // A user without write access learns it before reading the changes.
            StoreWriter::check_writable(&settings.data_dir)?;
        }
        // A catalogue in memory has no generation: its products are compared.
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
        Ok(Self {
            writer,
            base_generation: base,
            mode: ImportMode::Merge,
            old,
            plan: ChangePlan::default(),
            lists: ImportedLists::default(),
            mapping: Vec::new(),
            corrections: None,
        })
    }

    /// The number of the generation that the changes are compared with; `None` for the built-in catalogue in memory.
    pub fn base_generation(&self) -> Option<u64> {
        self.base_generation
    }

    /// Compares the lists with `old`. `keep_drafts` keeps a copy of the drafts for a second comparison.
    pub(super) fn compare_with_catalog(
        &mut self,
        settings: &Settings,
        keep_drafts: bool,
        mut report_count: impl FnMut(usize),
    ) {
        if let Some(corrections) = &mut self.corrections {
            self.plan = corrections.compare(&self.old, settings.day);
            return;
        }
        let lists = &mut self.lists;
        let kept = if keep_drafts {
            lists.drafts.clone()
        } else {
            Vec::new()
        };
        let drafts = std::mem::replace(&mut lists.drafts, kept);
        let drafts = drafts.into_iter().enumerate().map(|(index, draft)| {
            report_count(index + 1);
            draft
        });
        self.plan = ChangePlan::new(&self.old, drafts, self.mode, settings.day);
        // Problems of an earlier comparison are found again by this one.
        let is_from_comparison =
            |reason| matches!(reason, ProblemReason::Repeated | ProblemReason::Twice);
        lists
            .problems
            .retain(|(_, problem)| !is_from_comparison(problem.reason));
        lists.add_problems(std::mem::take(&mut self.plan.problems));
    }

    /// Takes the write lock after consent. Returns false when another generation was published meanwhile: the lists
    /// have been compared again, and the user has to look again. Refused changes stay refused.
    pub fn lock_or_compare_again(&mut self, settings: &Settings) -> Result<bool, CommandFailure> {
        if self.lock_compared_generation(settings)? {
            return Ok(true);
        }
        let (plan, products) = (
            std::mem::take(&mut self.plan),
            std::mem::take(&mut self.old),
        );
        self.compare_again(settings, &plan, &products)?;
        Ok(false)
    }

    /// Takes the write lock. Returns false, and keeps no lock, when another generation was published since the
    /// comparison.
    pub fn lock_compared_generation(
        &mut self,
        settings: &Settings,
    ) -> Result<bool, CommandFailure> {
        if self.writer.is_some() {
            return Ok(true);
        }
        let writer = acquire_writer(settings)?;
        if writer.base_generation() == self.base_generation {
            self.writer = Some(writer);
            return Ok(true);
        }
        self.base_generation = writer.base_generation();
        Ok(false)
    }

    /// Compares the lists with the generation that [`Self::lock_compared_generation`] found, and carries the verdicts
    /// of the earlier comparison over: its plan, and the products it was made with.
    pub fn compare_again(
        &mut self,
        settings: &Settings,
        earlier_plan: &ChangePlan,
        earlier_products: &[Product],
    ) -> Result<(), CommandFailure> {
        // The import review may be on the screen, so no notice is printed.
        self.old = match self.base_generation {
            Some(number) => load_records_with_notice(settings, number)?.0,
            None => builtin::load_products()?,
        };
        self.compare_with_catalog(settings, true, |_| ());
        self.plan
            .carry_verdicts(&self.old, earlier_plan, earlier_products);
        Ok(())
    }

    /// Prints a preview as text, asks unless `--yes` was given, and publishes.
    pub fn preview_and_publish(
        mut self,
        settings: &Settings,
        agreement: Agreement,
        out: &mut impl Write,
    ) -> CommandResult {
        let brief = agreement.yes || settings.width.is_some();
        loop {
            self.print_preview(settings, brief, out)?;
            if self.plan.is_empty() {
                if !agreement.dry_run {
                    self.settle_what_is_so(settings)?;
                }
                return Ok(exit::OK);
            }
            if agreement.dry_run {
                writeln!(out, "\n{}", settings.locale.t(self.key("dry_run")))?;
                return Ok(exit::OK);
            }
            out.flush()?;
            if !agreement.yes && !consent::confirm_publish(settings, self.key("needs_yes"), out)? {
                return Ok(exit::NO_HITS);
            }
            if self.lock_or_compare_again(settings)? {
                return self.publish_accepted(settings, out);
            }
            writeln!(out, "\n{}\n", self.superseded_text(settings))?;
        }
    }

    /// Prints what would change; `brief` cuts long sections.
    pub fn print_preview(
        &self,
        settings: &Settings,
        brief: bool,
        out: &mut impl Write,
    ) -> Result<(), CommandFailure> {
        let change = (&self.plan, &*self.old);
        match &self.corrections {
            Some(corrections) => {
                let notes = corrections.describe_left(&settings.locale);
                change_preview::print_correction_preview(out, settings, &notes, change, brief)?;
            }
            None => change_preview::print_preview(out, settings, &self.lists, change, brief)?,
        }
        Ok(())
    }

    /// The key of a sentence about lists, or about corrections.
    fn key(&self, name: &str) -> &'static str {
        match (self.corrections.is_some(), name) {
            (false, "dry_run") => "import.dry_run",
            (false, _) => "import.needs_yes",
            (true, "dry_run") => "correction.dry_run",
            (true, _) => "correction.needs_yes",
        }
    }

    /// Notes in the store of work which proposals the catalogue has already.
    fn settle_what_is_so(&self, settings: &Settings) -> Result<(), CommandFailure> {
        match &self.corrections {
            Some(corrections) => corrections.settle(settings, &[], &[], self.base_generation),
            None => Ok(()),
        }
    }

    /// The sentence that another generation was published meanwhile.
    pub fn superseded_text(&self, settings: &Settings) -> String {
        let base = self.base_generation.unwrap_or_default();
        settings.locale.fill("import.came_between", &[("n", &base)])
    }

    /// Publishes the accepted changes and prints a summary.
    pub fn publish_accepted(self, settings: &Settings, out: &mut impl Write) -> CommandResult {
        let locale = &settings.locale;
        let Some(published) = self.publish_accepted_changes(settings)? else {
            writeln!(out, "{}", locale.t("import.refused"))?;
            return Ok(exit::NO_HITS);
        };
        let sentence = locale.fill(
            "import.published",
            &[
                ("generation", &published.generation),
                ("n", &locale.format_number(published.products)),
                ("aside", &published.unread),
            ],
        );
        writeln!(out, "{sentence}")?;
        Ok(exit::OK)
    }

    /// Publishes the accepted changes; `None` when none was accepted, or without the write lock.
    pub fn publish_accepted_changes(
        mut self,
        settings: &Settings,
    ) -> Result<Option<PublishedImport>, CommandFailure> {
        let locale = &settings.locale;
        let Some(writer) = self.writer.take() else {
            return Ok(None);
        };
        if let Some(corrections) = self.corrections.take() {
            return self.publish_corrections(settings, &writer, &corrections);
        }
        let counts = self.plan.count_accepted();
        let problems = &self.lists.problems;
        let kinds = count_set_aside_kinds(problems);
        let unread = match describe_skipped_cells(locale, problems) {
            // One line of a screen has no room for the kinds too.
            Some(cells) => {
                let rows: usize = kinds.iter().map(|(_, count)| count).sum();
                let rows = locale.fill("import.aside", &[("n", &locale.format_number(rows))]);
                format!("{rows}; {cells}")
            }
            None => describe_set_aside(locale, &kinds),
        };
        let files = self.source_files();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let source = names.join(", ");
        let checksums: Vec<&str> = files.iter().map(|file| file.checksum.as_str()).collect();
        let checksum = format!("import {}", checksums.join(" "));
        let origin = GenerationOrigin {
            how: match self.mode {
                ImportMode::Merge => OriginKind::Merge,
                ImportMode::Replace => OriginKind::Replace,
            },
            at: clock::format_now_to_minute(),
            by: settings.author.clone(),
            files,
            counts,
            proposed_by: Vec::new(),
        };
        let products = self.plan.apply_accepted(&self.old);
        if products == self.old {
            return Ok(None);
        }
        // A long list needs the memory.
        drop(self.old);
        let count = products.len();
        let number = publish_generation(
            settings,
            &writer,
            products,
            (&source, &checksum),
            Some(origin),
        )?;
        // Only a mapping whose result was published is used again.
        if !self.mapping.is_empty() {
            remember_mapping(settings, &self.mapping, &self.lists);
        }
        Ok(Some(PublishedImport {
            generation: number,
            products: count,
            unread,
        }))
    }

    /// Publishes the accepted corrections, and notes in the store of work what became of each proposal.
    fn publish_corrections(
        self,
        settings: &Settings,
        writer: &StoreWriter,
        corrections: &PendingCorrections,
    ) -> Result<Option<PublishedImport>, CommandFailure> {
        let Some(corrected) = self.plan.apply_accepted_corrections(&self.old) else {
            return Ok(None);
        };
        let base = self.base_generation;
        if corrected.products == self.old {
            corrections.settle(settings, &[], &corrected.refused, base)?;
            return Ok(None);
        }
        let at = clock::format_now_to_minute();
        let origin = GenerationOrigin {
            how: OriginKind::Corrections,
            by: settings.author.clone(),
            files: Vec::new(),
            counts: self.plan.count_accepted(),
            proposed_by: corrections.authors(&corrected.accepted),
            at: at.clone(),
        };
        let number = publish_corrected_generation(
            settings,
            writer,
            &corrected.products,
            ("corrections", &format!("corrections {at}")),
            (origin, corrected.applied),
        )?;
        let unread = corrections.describe_decisions(&settings.locale, &corrected.accepted);
        let settled = corrections.settle(
            settings,
            &corrected.accepted,
            &corrected.refused,
            Some(number),
        );
        if let Err(failure) = settled {
            // The generation is there; the next look at the proposals finds that it has them.
            let reason = failure.to_sentence(&settings.locale).unwrap_or_default();
            let sentence = settings
                .locale
                .fill("correction.not_settled", &[("reason", &reason)]);
            tell_aside(settings, &sentence);
        }
        Ok(Some(PublishedImport {
            generation: number,
            products: corrected.products.len(),
            unread,
        }))
    }

    /// The lists as the history records them.
    fn source_files(&self) -> Vec<SourceFile> {
        let files = self.lists.files.iter().enumerate();
        files
            .map(|(number, (path, summary))| SourceFile {
                name: self.lists.file_name(number),
                checksum: checksum_list(path),
                products: summary.products(),
            })
            .collect()
    }
}

/// Remembers what `--map` said. The import itself has succeeded, so a failure is only told.
fn remember_mapping(
    settings: &Settings,
    mapping: &[(String, ProductField)],
    lists: &ImportedLists,
) {
    let locale = &settings.locale;
    let remembered = RememberedColumns::change(locale, &settings.data_dir, |remembered| {
        for (number, (_, summary)) in lists.files.iter().enumerate() {
            let named = NamedMapping {
                mapping,
                day: clock::today_in_vietnam(),
                file: &lists.file_name(number),
            };
            remembered.add_mapping(summary, &named);
        }
        Ok(Some(()))
    });
    if let Err(failure) = remembered {
        let reason = failure.to_sentence(locale).unwrap_or_default();
        let sentence = locale.fill("columns.not_saved", &[("reason", &reason)]);
        tell_aside(settings, &sentence);
    }
}

/// The checksum of a list; empty for a pipe, which has been read and would block.
fn checksum_list(path: &Path) -> String {
    if !path.is_file() {
        return String::new();
    }
    store::checksum_source_file(path).unwrap_or_default()
}
