//! What is asked so far, its answer, and what of it was told last.
//!
//! A command changes the question, looks further into its answer, or both; what comes back is lines. Numbers
//! mean what they meant when they were last told. Must not: read or write.

use std::collections::HashMap;

use ocop_index::query::language;
use ocop_index::search::SearchSuggestion;
use ocop_index::{Catalog, Facet, Query, SearchAnswer, SearchHit, Sort};

use super::command::{CommandNames, LinearCommand, ProductSelector};
use super::{answer_text, facets, record};
use crate::catalog::FacetValueNames;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::report::statistics;
use crate::user_state::log;
use crate::wording::locale::Locale;

/// Products told at a time.
pub(super) const PRODUCTS_PER_PAGE: usize = 10;

/// The lines of an answer.
pub(super) type LinearResult = Result<Vec<String>, CommandFailure>;

/// What Enter goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PagedListing {
    /// The list of products.
    Products,
    /// The values of a facet, from this one on up to that one.
    FacetValues(Facet, usize, usize),
}

/// A value of a facet in force, in the order of choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ActiveFilter {
    /// Which facet.
    pub(super) facet: Facet,
    /// Its value.
    pub(super) value: String,
    /// Not wanted.
    pub(super) excluded: bool,
}

/// The conversation.
pub(super) struct LinearState<'a> {
    /// Language, day, folder.
    pub(super) settings: &'a Settings,
    /// What is asked.
    pub(super) catalog: &'a Catalog,
    /// The question.
    pub(super) query: Query,
    /// Its answer.
    pub(super) answer: SearchAnswer,
    /// The ways out of an empty answer.
    pub(super) suggestions: Vec<SearchSuggestion>,
    /// The filters in force, oldest first.
    pub(super) filters: Vec<ActiveFilter>,
    /// The values of facets in the order in which they were last told.
    pub(super) value_orders: HashMap<Facet, Vec<String>>,
    /// What was told last.
    pub(super) listing: PagedListing,
    /// The first product told last, and the first one not yet told, from 0.
    pub(super) page_bounds: (usize, usize),
    /// The names of the catalogue's values.
    pub(super) value_names: FacetValueNames,
}

impl<'a> LinearState<'a> {
    /// Begins with every product, none of them told.
    pub(super) fn new(
        settings: &'a Settings,
        catalog: &'a Catalog,
    ) -> Result<Self, CommandFailure> {
        let query = Query::default();
        Ok(Self {
            settings,
            catalog,
            answer: catalog.search(&query)?,
            query,
            suggestions: Vec::new(),
            filters: Vec::new(),
            value_orders: HashMap::new(),
            listing: PagedListing::Products,
            page_bounds: (0, 0),
            value_names: FacetValueNames::from_catalog(catalog, &settings.locale),
        })
    }

    /// The sentences.
    pub(super) fn locale(&self) -> &'a Locale {
        &self.settings.locale
    }

    /// Does what a command says.
    pub(super) fn run_command(&mut self, command: LinearCommand) -> LinearResult {
        match command {
            LinearCommand::Search(line) => self.replace_query(&line),
            LinearCommand::Add(line) => self.extend_query(&line),
            LinearCommand::SelectNumber(number) => self.select_number(number),
            LinearCommand::NextPage => self.show_next_page(),
            LinearCommand::PreviousPage => self.show_previous_page(),
            LinearCommand::ListProducts => self.show_products_from(self.page_bounds.0),
            LinearCommand::ListFacets => Ok(facets::list_facets(self)),
            LinearCommand::ListValues(facet) => Ok(facets::list_facet_values(self, facet)),
            LinearCommand::ToggleValues(facet, values) => {
                facets::toggle_values(self, facet, &values)
            }
            LinearCommand::DropLastFilter => self.drop_last_filter(),
            LinearCommand::DropAllFilters => self.drop_all_filters(),
            LinearCommand::Statistics => self.describe_statistics(),
            LinearCommand::CopyQuery => Ok(self.copy_query()),
            LinearCommand::CopyRecord(which) => record::copy_record(self, &which),
            LinearCommand::Why(which) => record::explain_product(self, &which),
            LinearCommand::NeedsNumber => Ok(vec![self.locale_text("linear.needs_number")]),
            LinearCommand::Help => {
                let help = self.locale().t("linear.help").lines();
                Ok(help.map(str::to_owned).collect())
            }
            LinearCommand::Quit => Ok(Vec::new()),
        }
    }

    /// One sentence of the table.
    pub(super) fn locale_text(&self, key: &str) -> String {
        self.locale().t(key).to_owned()
    }

    /// Asks a question and tells the beginning of its answer.
    pub(super) fn run_query(&mut self, query: Query) -> LinearResult {
        log::write_verbose_line(|| format!("asked: {}", language::write_query(&query)));
        self.answer = self.catalog.search(&query)?;
        self.suggestions = if self.answer.total() == 0 {
            self.catalog.suggest_queries(&query)?
        } else {
            Vec::new()
        };
        self.query = query;
        self.update_filter_order();
        self.page_bounds = (0, 0);
        if self.answer.total() == 0 {
            self.listing = PagedListing::Products;
            return Ok(answer_text::describe_no_results(self));
        }
        let mut lines = vec![answer_text::summary_text(self)];
        lines.extend(self.list_rows_from(0)?);
        Ok(lines)
    }

    /// Keeps the order in which filters were chosen.
    fn update_filter_order(&mut self) {
        let filter = &self.query.filter;
        let in_force = |not: bool| {
            move |(facet, value): (Facet, &str)| ActiveFilter {
                facet,
                value: value.to_owned(),
                excluded: not,
            }
        };
        let chosen = filter.iter_chosen().map(in_force(false));
        let all: Vec<ActiveFilter> = chosen
            .chain(filter.iter_excluded().map(in_force(true)))
            .collect();
        self.filters.retain(|known| all.contains(known));
        let new = all.into_iter().filter(|one| !self.filters.contains(one));
        let new: Vec<ActiveFilter> = new.collect();
        self.filters.extend(new);
    }

    /// Shows a product, or takes a way out where there are no products.
    fn select_number(&mut self, number: usize) -> LinearResult {
        if self.answer.total() > 0 {
            return record::show_record(self, number);
        }
        let way = number
            .checked_sub(1)
            .and_then(|place| self.suggestions.get(place));
        match way.map(|way| way.query.clone()) {
            Some(query) => self.run_query(query),
            None => Ok(vec![self.locale().fill("linear.no_way", &[("n", &number)])]),
        }
    }

    fn describe_statistics(&self) -> LinearResult {
        let totals = self.catalog.count_totals(&self.query)?;
        let mut lines = vec![statistics::describe_totals(
            self.locale(),
            &totals,
            self.settings.day,
        )];
        lines.extend(statistics::describe_coverage(self.locale(), &totals));
        lines.extend(answer_text::conditions_text(self));
        for counts in statistics::select_facet_counts(&totals, &statistics::SUMMARY_FACETS) {
            lines.push(facets::format_facet_line(self.locale(), &counts));
        }
        Ok(lines)
    }

    fn copy_query(&self) -> Vec<String> {
        let line = language::write_query(&self.query);
        if line.trim().is_empty() {
            return vec![self.locale_text("linear.copy_nothing")];
        }
        let line = line.trim();
        // A word that would be a command here is kept a word.
        let is_search =
            CommandNames::new().parse_line(line) == LinearCommand::Search(line.to_owned());
        let mark = if is_search { "" } else { "\\" };
        vec![
            self.locale_text("linear.copy_query"),
            format!("{mark}{line}"),
        ]
    }

    /// A product of the list or of the catalogue, or the sentence that there is none.
    pub(super) fn find_product(
        &mut self,
        which: &ProductSelector,
    ) -> Result<Result<SearchHit, String>, CommandFailure> {
        let locale = self.locale();
        match which {
            ProductSelector::Number(number) => {
                let total = self.answer.total();
                let place = number.checked_sub(1).filter(|place| *place < total);
                let hit = match place {
                    Some(place) => self
                        .catalog
                        .load_hits(&mut self.answer, place..place + 1)?
                        .pop(),
                    None => None,
                };
                let total = locale.format_number(total);
                Ok(hit.ok_or_else(|| {
                    locale.fill("linear.no_product", &[("n", number), ("total", &total)])
                }))
            }
            ProductSelector::Id(id) => {
                let hit = self.catalog.find_product(id)?;
                Ok(hit.ok_or_else(|| locale.fill("linear.no_id", &[("id", id)])))
            }
        }
    }

    /// The order, where it is not the usual one.
    pub(super) fn custom_sort(&self) -> Option<Sort> {
        (self.query.sort != Sort::default()).then_some(self.query.sort)
    }
}
