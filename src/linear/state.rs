//! What the conversation remembers between two typed lines: the query, its result, and which rows were
//! printed last.
//!
//! Plain data with a few accessors. [`super::dispatch`] runs commands on it, [`super::run_query`] replaces
//! the query and its result. A typed number refers to the rows printed last, so their order is kept here.

use std::collections::HashMap;

use ocop_index::search::SearchSuggestion;
use ocop_index::{Catalog, Facet, Query, SearchAnswer, Sort};

use super::catalog_change::CatalogQuestion;
use super::undo::QueryHistory;
use super::work_desk::ConversationWork;
use crate::catalog::FacetValueNames;
use crate::catalog::selected_products::SelectedProducts;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::locale::Locale;
use crate::wording::product_column::ProductColumn;
use crate::work::events::event_id::EventId;
use crate::work::lists::list_act::ListId;

/// Products printed per page.
pub(super) const PRODUCTS_PER_PAGE: usize = 10;

/// The lines to print after a command.
pub(super) type LinearResult = Result<Vec<String>, CommandFailure>;

/// The list that Enter and `n` continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PagedListing {
    /// The list of products.
    Products,
    /// The values of a facet: index of the first value printed last, and of the first one not printed yet.
    FacetValues(Facet, usize, usize),
}

/// A facet value that the query includes or excludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ActiveFilter {
    pub(super) facet: Facet,
    pub(super) value: String,
    /// The query excludes products with this value.
    pub(super) excluded: bool,
}

/// The state of the linear mode.
pub(super) struct LinearState<'a> {
    /// Language, today's date and folders.
    pub(super) settings: &'a Settings,
    pub(super) catalog: &'a Catalog,
    pub(super) query: Query,
    /// The result of `query`.
    pub(super) answer: SearchAnswer,
    /// Other queries to offer when `answer` is empty.
    pub(super) suggestions: Vec<SearchSuggestion>,
    /// The line typed last, with a backslash before each word that was read as a filter or a question; `None` where
    /// there was none.
    pub(super) line_as_words: Option<String>,
    /// The active filters in the order in which they were chosen, oldest first.
    pub(super) filters: Vec<ActiveFilter>,
    /// The values of each facet in the order in which they were last numbered.
    pub(super) value_orders: HashMap<Facet, Vec<String>>,
    /// The list printed last.
    pub(super) listing: PagedListing,
    /// Index of the first product printed last, and of the first one not printed yet.
    pub(super) page_bounds: (usize, usize),
    /// What was done before, and what was undone.
    pub(super) query_history: QueryHistory,
    /// The store of the person's work.
    pub(super) work: ConversationWork,
    /// The products that were selected.
    pub(super) selected: SelectedProducts,
    /// The id of the product whose record was read last.
    pub(super) shown_id: Option<String>,
    /// The product list that was read last.
    pub(super) list: Option<ListId>,
    /// The number of the catalogue's generation, for the second sheet of a workbook.
    pub(super) generation: Option<u64>,
    /// What is read of each product in a list, where somebody chose it.
    pub(super) columns: Option<Vec<ProductColumn>>,
    /// What waits for a yes as the next line.
    pub(super) question: Option<CatalogQuestion>,
    /// The proposals whose changes were read out, to be applied when that is agreed to.
    pub(super) heard_proposals: Vec<EventId>,
    /// The conversation changed the catalogue, and goes on with the new one.
    pub(super) has_published: bool,
    /// The names of the catalogue's facet values, to resolve typed filters.
    pub(super) value_names: FacetValueNames,
}

impl<'a> LinearState<'a> {
    /// Starts with a query for all products, before any row is printed.
    pub(super) fn new(
        settings: &'a Settings,
        catalog: &'a Catalog,
        generation: Option<u64>,
    ) -> Result<Self, CommandFailure> {
        let query = Query::default();
        Ok(Self {
            settings,
            catalog,
            answer: catalog.search(&query)?,
            query,
            suggestions: Vec::new(),
            line_as_words: None,
            filters: Vec::new(),
            value_orders: HashMap::new(),
            listing: PagedListing::Products,
            page_bounds: (0, 0),
            query_history: QueryHistory::default(),
            work: ConversationWork::default(),
            selected: SelectedProducts::default(),
            shown_id: None,
            list: None,
            generation,
            question: None,
            heard_proposals: Vec::new(),
            has_published: false,
            columns: settings.columns.for_people().map(<[_]>::to_vec),
            value_names: FacetValueNames::from_catalog(catalog, &settings.locale).with_selection(),
        })
    }

    pub(super) fn locale(&self) -> &'a Locale {
        &self.settings.locale
    }

    /// The sentence with this locale key.
    pub(super) fn locale_text(&self, key: &str) -> String {
        self.locale().t(key).to_owned()
    }

    /// The sort order, unless it is the default.
    pub(super) fn custom_sort(&self) -> Option<Sort> {
        (self.query.sort != Sort::default()).then_some(self.query.sort)
    }
}
