//! What the commands of product lists work with: the store, the catalogue where it is needed, and the list and the
//! entries that somebody names.

use std::fmt::Display;
use std::io::Write;

use jiff::Timestamp;
use ocop_index::Product;
use ocop_index::store::OpenedCatalog;

use crate::catalog::named_product::{NamedProduct, ProductFinder};
use crate::catalog::open::open_catalog;
use crate::catalog::open_review::{command_sitting, open_review};
use crate::catalog::work::{describe_work_error, link_work, open_work};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::list_text::{describe_list_briefly, quoted_list_name};
use crate::wording::sanitize::sanitize_text;
use crate::work::event::{EventDraft, WorkEvent};
use crate::work::lists::list_name::MeantList;
use crate::work::lists::product_list::{ListEntry, ProductList, ProductLists};
use crate::work::marks::build_product_marks;
use crate::work::name_key::name_key;
use crate::work::open_work::OpenWork;
use crate::work::work_error::WorkError;
use crate::work::work_log::WorkLog;

/// What a command of product lists works with.
pub(super) struct ListsDesk<'a> {
    pub(super) settings: &'a Settings,
    work: OpenWork,
}

impl<'a> ListsDesk<'a> {
    /// Opens the store for the person who types, in the sitting of their command lines.
    pub(super) fn open(settings: &'a Settings) -> Result<Self, CommandFailure> {
        let mut work = open_work(settings)?;
        if let Some(sitting) = command_sitting() {
            work.continue_sitting(sitting);
        }
        Ok(Self { settings, work })
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

    /// The same, with what people did with the products, for questions that ask for it.
    pub(super) fn open_marked_catalog(&mut self) -> Result<OpenedCatalog, CommandFailure> {
        let mut opened = self.open_catalog()?;
        let review = open_review(self.settings, self.log());
        let marks = build_product_marks(self.log(), &self.work.author().name, review);
        opened.catalog = opened.catalog.with_marks(&marks)?;
        Ok(opened)
    }

    /// Every list that stands.
    pub(super) fn lists(&self) -> ProductLists {
        ProductLists::gather(self.log())
    }

    /// The list of this name.
    pub(super) fn find_list(&self, name: &str) -> Result<ProductList, CommandFailure> {
        find_list(self.settings, &self.lists(), name)
    }

    /// The product of a name.
    pub(super) fn find_product(
        &self,
        finder: &ProductFinder<'_>,
        name: &str,
    ) -> Result<Product, CommandFailure> {
        let locale = &self.settings.locale;
        let shown = sanitize_text(name);
        let sentence = match finder.find(name, |_| false)? {
            NamedProduct::One(product) => return Ok(*product),
            NamedProduct::Several(ids) => {
                let found = sanitize_text(&ids.join(", "));
                let values: [(&str, &dyn Display); 2] = [("id", &shown), ("found", &found)];
                locale.fill("review.several_products", &values)
            }
            NamedProduct::Unknown => locale.fill("lists.no_product", &[("id", &shown)]),
        };
        Err(CommandFailure::Usage(sentence))
    }

    /// The entry of a list that is called so: by the id of its product, or by its whole name.
    pub(super) fn find_entry<'l>(
        &self,
        list: &'l ProductList,
        name: &str,
    ) -> Result<&'l ListEntry, CommandFailure> {
        let locale = &self.settings.locale;
        let typed = name.trim();
        let has_id = |entry: &&ListEntry| {
            let id = entry.product_id();
            id.is_some_and(|id| id.eq_ignore_ascii_case(typed))
        };
        if let Some(entry) = list.entries.iter().find(has_id) {
            return Ok(entry);
        }
        let key = name_key(typed);
        let is_called = |entry: &&ListEntry| name_key(entry.subject.name()) == key;
        let found: Vec<&ListEntry> = list.entries.iter().filter(is_called).collect();
        let (shown, of) = (sanitize_text(typed), sanitize_text(&list.name));
        let sentence = match found.as_slice() {
            [entry] => return Ok(entry),
            [] => {
                let values: [(&str, &dyn Display); 2] = [("entry", &shown), ("name", &of)];
                locale.fill("lists.no_entry", &values)
            }
            several => {
                let ids = several.iter().map(|entry| match entry.product_id() {
                    Some(id) => sanitize_text(id),
                    None => sanitize_text(entry.subject.producer().unwrap_or_default()),
                });
                let ids: Vec<String> = ids.collect();
                let found = ids.join(", ");
                let values: [(&str, &dyn Display); 2] = [("id", &shown), ("found", &found)];
                locale.fill("review.several_products", &values)
            }
        };
        Err(CommandFailure::Usage(sentence))
    }

    /// Writes events. They are on the disk when this returns, all of them or none; only then may a command say that
    /// something is kept.
    pub(super) fn record(
        &mut self,
        drafts: Vec<EventDraft>,
    ) -> Result<Vec<WorkEvent>, CommandFailure> {
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let written = self.work.record(drafts, Timestamp::now());
        written.map_err(|error| self.describe_failure(&error))
    }

    /// Takes events of another store; returns how many were not here.
    pub(super) fn merge_events(&mut self, events: Vec<WorkEvent>) -> Result<usize, CommandFailure> {
        let merged = self.work.merge_events(events);
        merged.map_err(|error| self.describe_failure(&error))
    }

    fn describe_failure(&self, error: &WorkError) -> CommandFailure {
        describe_work_error(error, self.work.store().path(), self.settings)
    }

    /// Tells something beside the answer. A closed standard error does not stop the command.
    pub(super) fn tell(&self, key: &str, values: &[(&str, &dyn Display)]) {
        let _ = writeln!(
            std::io::stderr(),
            "{}",
            self.settings.locale.fill(key, values)
        );
    }
}

/// The list of this name among these; the failure tells which there are.
pub(super) fn find_list(
    settings: &Settings,
    lists: &ProductLists,
    name: &str,
) -> Result<ProductList, CommandFailure> {
    let locale = &settings.locale;
    let shown = sanitize_text(name.trim());
    let sentence = match lists.find(name) {
        MeantList::One(list) => return Ok(list.clone()),
        MeantList::Several(found) => {
            let lines = found
                .iter()
                .map(|list| format!("  {}", describe_list_briefly(locale, list)));
            let found = lines.collect::<Vec<String>>().join("\n");
            let values: [(&str, &dyn Display); 2] = [("name", &shown), ("found", &found)];
            locale.fill("lists.several_named", &values)
        }
        MeantList::Nothing(_) if lists.lists.is_empty() => locale.t("lists.none_yet").to_owned(),
        MeantList::Nothing(near) => {
            let all: Vec<_> = lists.lists.iter().collect();
            let told = if near.is_empty() { &all } else { &near };
            let known: Vec<String> = told.iter().map(|list| quoted_list_name(list)).collect();
            let known = known.join(", ");
            let values: [(&str, &dyn Display); 2] = [("name", &shown), ("known", &known)];
            locale.fill("lists.unknown", &values)
        }
    };
    Err(CommandFailure::Usage(sentence))
}
