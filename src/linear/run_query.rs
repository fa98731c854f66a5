//! Runs a query, stores it with its result in the state, and prints the first page.

use ocop_index::query::language;
use ocop_index::{Facet, Query};

use super::answer_text;
use super::state::{ActiveFilter, LinearResult, LinearState, PRODUCTS_PER_PAGE, PagedListing};
use crate::user_state::log;

impl LinearState<'_> {
    /// Makes `query` the current query; returns its summary and first page, or suggestions when it finds
    /// nothing.
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
        lines.extend(self.list_products_from(0)?);
        Ok(lines)
    }

    /// The product rows from index `start` on, and how many are left.
    pub(super) fn list_products_from(&mut self, start: usize) -> LinearResult {
        let hits = self
            .catalog
            .load_hits(&mut self.answer, start..start + PRODUCTS_PER_PAGE)?;
        self.page_bounds = (start, start + hits.len());
        self.listing = PagedListing::Products;
        let rows = hits.iter().enumerate();
        let mut lines: Vec<String> = rows
            .map(|(row, hit)| answer_text::format_product_row(self, start + row + 1, hit))
            .collect();
        lines.extend(answer_text::remaining_text(self));
        Ok(lines)
    }

    /// Drops filters that the query no longer has and appends its new ones.
    fn update_filter_order(&mut self) {
        let filter = &self.query.filter;
        let active_filter = |excluded: bool| {
            move |(facet, value): (Facet, &str)| ActiveFilter {
                facet,
                value: value.to_owned(),
                excluded,
            }
        };
        let chosen = filter.iter_chosen().map(active_filter(false));
        let active: Vec<ActiveFilter> = chosen
            .chain(filter.iter_excluded().map(active_filter(true)))
            .collect();
        self.filters.retain(|known| active.contains(known));
        let added: Vec<ActiveFilter> = active
            .into_iter()
            .filter(|filter| !self.filters.contains(filter))
            .collect();
        self.filters.extend(added);
    }
}
