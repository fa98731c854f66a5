//! What the commands of product lists work with: the desk of every command of the store, and the list and the entries
//! that somebody names.

use std::fmt::Display;
use std::ops::{Deref, DerefMut};

use ocop_index::Product;
use ocop_index::store::OpenedCatalog;

use crate::catalog::named_list::find_named_list;
use crate::catalog::named_product::ProductFinder;
use crate::catalog::open_review::open_review;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::work_desk::WorkDesk;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::product_list::{ListEntry, ProductList, ProductLists};
use crate::work::name_key::name_key;

/// What a command of product lists works with.
pub(super) struct ListsDesk<'a> {
    desk: WorkDesk<'a>,
}

impl<'a> Deref for ListsDesk<'a> {
    type Target = WorkDesk<'a>;

    fn deref(&self) -> &WorkDesk<'a> {
        &self.desk
    }
}

impl DerefMut for ListsDesk<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.desk
    }
}

impl<'a> ListsDesk<'a> {
    /// Opens the store for the person who types, in the sitting of their command lines.
    pub(super) fn open(settings: &'a Settings) -> Result<Self, CommandFailure> {
        let desk = WorkDesk::open(settings)?;
        Ok(Self { desk })
    }

    /// Opens the catalogue with what people did with the products, for questions that ask for it.
    pub(super) fn open_marked_catalog(&mut self) -> Result<OpenedCatalog, CommandFailure> {
        let opened = self.open_catalog()?;
        let review = open_review(self.settings, self.log());
        self.mark_catalog(opened, review)
    }

    /// Every list that stands.
    pub(super) fn lists(&self) -> ProductLists {
        ProductLists::gather(self.log())
    }

    /// The list of this name.
    pub(super) fn find_list(&self, name: &str) -> Result<ProductList, CommandFailure> {
        find_named_list(&self.settings.locale, &self.lists(), name).cloned()
    }

    /// The product of a name.
    pub(super) fn find_product(
        &self,
        finder: &ProductFinder<'_>,
        name: &str,
    ) -> Result<Product, CommandFailure> {
        self.find_named_product(finder, name, |_| false, "lists.no_product")
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
}
