//! The store as the commands of people's work have it on their desk: opened for the person who types, and the catalogue
//! where it is needed.

use std::fmt::Display;
use std::io::Write;

use jiff::Timestamp;
use ocop_index::Product;
use ocop_index::store::OpenedCatalog;

use crate::catalog::named_product::{NamedProduct, ProductFinder};
use crate::catalog::open::open_catalog;
use crate::catalog::open_review::command_sitting;
use crate::catalog::work::{describe_work_error, link_work, open_work};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::{EventDraft, WorkEvent};
use crate::work::events::work_log::WorkLog;
use crate::work::marks::build_product_marks;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_merge::Merged;
use crate::work::store::work_error::WorkError;

/// What a command that reads and writes the store works with.
pub(super) struct WorkDesk<'a> {
    pub(super) settings: &'a Settings,
    work: OpenWork,
}

impl<'a> WorkDesk<'a> {
    /// Opens the store for the person who types, in the sitting of their command lines.
    pub(super) fn open(settings: &'a Settings) -> Result<Self, CommandFailure> {
        let work = open_work_of_command(settings)?;
        Ok(Self { settings, work })
    }

    /// Who looks and writes.
    pub(super) fn viewer(&self) -> &str {
        &self.work.author().name
    }

    pub(super) fn log(&self) -> &WorkLog {
        self.work.log()
    }

    pub(super) fn work(&self) -> &OpenWork {
        &self.work
    }

    /// Opens the catalogue, and finds the products of the log in it.
    pub(super) fn open_catalog(&mut self) -> Result<OpenedCatalog, CommandFailure> {
        let opened = open_catalog(self.settings)?;
        link_work(&mut self.work, &opened.catalog)?;
        Ok(opened)
    }

    /// The catalogue with what people did with the products, in this review and beside it, for questions that ask for
    /// it.
    pub(super) fn mark_catalog(
        &self,
        mut opened: OpenedCatalog,
        review: Option<ReviewRound>,
    ) -> Result<OpenedCatalog, CommandFailure> {
        let marks = build_product_marks(self.log(), self.viewer(), review);
        opened.catalog = opened.catalog.with_marks(&marks)?;
        Ok(opened)
    }

    /// The product of a name; `unknown` is the sentence where the catalogue has none.
    pub(super) fn find_named_product(
        &self,
        finder: &ProductFinder<'_>,
        name: &str,
        prefers: impl Fn(&Product) -> bool,
        unknown: &str,
    ) -> Result<Product, CommandFailure> {
        let locale = &self.settings.locale;
        let shown = sanitize_text(name);
        let sentence = match finder.find(name, prefers)? {
            NamedProduct::One(product) => return Ok(*product),
            NamedProduct::Several(ids) => {
                let found = sanitize_text(&ids.join(", "));
                let values: [(&str, &dyn Display); 2] = [("id", &shown), ("found", &found)];
                locale.fill("review.several_products", &values)
            }
            NamedProduct::Unknown => locale.fill(unknown, &[("id", &shown)]),
        };
        Err(CommandFailure::Usage(sentence))
    }

    /// Writes events. They are on the disk when this returns, all of them or none; only then may a command say that
    /// something is kept.
    pub(super) fn record(
        &mut self,
        drafts: Vec<EventDraft>,
    ) -> Result<Vec<WorkEvent>, CommandFailure> {
        self.record_at(drafts, Timestamp::now())
    }

    /// The same at this time: a command that writes twice writes at one time, so that one undo takes back both.
    pub(super) fn record_at(
        &mut self,
        drafts: Vec<EventDraft>,
        now: Timestamp,
    ) -> Result<Vec<WorkEvent>, CommandFailure> {
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let written = self.work.record(drafts, now);
        written.map_err(|error| self.describe_failure(&error))
    }

    /// Takes events of another store.
    pub(super) fn merge_events(
        &mut self,
        events: Vec<WorkEvent>,
    ) -> Result<Merged, CommandFailure> {
        let merged = self.work.merge_events(events);
        merged.map_err(|error| self.describe_failure(&error))
    }

    fn describe_failure(&self, error: &WorkError) -> CommandFailure {
        describe_work_error(error, self.work.store().path(), self.settings)
    }

    /// Tells something beside the answer. A closed standard error does not stop the command.
    pub(super) fn tell(&self, key: &str, values: &[(&str, &dyn Display)]) {
        tell_sentence(&self.settings.locale.fill(key, values));
    }
}

/// Opens the store for writing, in the sitting of this account's command lines: what one of them did, another one
/// undoes.
pub(super) fn open_work_of_command(settings: &Settings) -> Result<OpenWork, CommandFailure> {
    let mut work = open_work(settings)?;
    if let Some(sitting) = command_sitting() {
        work.continue_sitting(sitting);
    }
    Ok(work)
}

/// Tells a sentence on standard error. A closed standard error does not stop the command.
pub(super) fn tell_sentence(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
