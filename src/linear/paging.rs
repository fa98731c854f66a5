//! Looking further into what was told: the next page, the one before, the same once more.
//!
//! Must not: change what is asked.

use super::state::{LinearResult, LinearState, PRODUCTS_PER_PAGE, PagedListing};
use super::{answer_text, facets};

impl LinearState<'_> {
    /// On with the list or with the values, whichever was told last.
    pub(super) fn show_next_page(&mut self) -> LinearResult {
        match self.listing {
            PagedListing::FacetValues(facet, _, end) => {
                Ok(facets::show_values_page(self, facet, end))
            }
            PagedListing::Products if self.page_bounds.1 == 0 => self.run_query(self.query.clone()),
            PagedListing::Products if self.page_bounds.1 >= self.answer.total() => {
                Ok(vec![self.locale_text("linear.list_end")])
            }
            PagedListing::Products => self.show_products_from(self.page_bounds.1),
        }
    }

    /// Back in the list or in the values.
    pub(super) fn show_previous_page(&mut self) -> LinearResult {
        match self.listing {
            PagedListing::FacetValues(_, 0, _) => Ok(vec![self.locale_text("linear.values_start")]),
            PagedListing::FacetValues(facet, start, _) => Ok(facets::show_values_page(
                self,
                facet,
                start.saturating_sub(facets::VALUES_PER_PAGE),
            )),
            PagedListing::Products if self.page_bounds.0 == 0 => {
                Ok(vec![self.locale_text("linear.list_start")])
            }
            PagedListing::Products => {
                self.show_products_from(self.page_bounds.0.saturating_sub(PRODUCTS_PER_PAGE))
            }
        }
    }

    /// Tells the products from this place on, with where they stand.
    pub(super) fn show_products_from(&mut self, from: usize) -> LinearResult {
        if from == 0 {
            return self.run_query(self.query.clone());
        }
        let rows = self.list_rows_from(from)?;
        let mut lines = vec![answer_text::page_bounds_text(self)];
        lines.extend(rows);
        Ok(lines)
    }

    /// The rows from this place on, and what is left.
    pub(super) fn list_rows_from(&mut self, from: usize) -> LinearResult {
        let hits = self
            .catalog
            .load_hits(&mut self.answer, from..from + PRODUCTS_PER_PAGE)?;
        self.page_bounds = (from, from + hits.len());
        self.listing = PagedListing::Products;
        let rows = hits.iter().enumerate();
        let mut lines: Vec<String> = rows
            .map(|(place, hit)| answer_text::format_product_row(self, from + place + 1, hit))
            .collect();
        lines.extend(answer_text::remaining_text(self));
        Ok(lines)
    }
}
