//! Moves through the list printed last: next page, previous page, the same page again.

use super::state::{LinearResult, LinearState, PRODUCTS_PER_PAGE, PagedListing};
use super::{answer_text, facets};

impl LinearState<'_> {
    /// The next page of the products or facet values printed last.
    pub(super) fn show_next_page(&mut self) -> LinearResult {
        let (_, next) = self.page_bounds;
        match self.listing {
            PagedListing::FacetValues(facet, _, end) => {
                Ok(facets::show_values_page(self, facet, end))
            }
            PagedListing::Products if next == 0 => self.run_query(self.query.clone()),
            PagedListing::Products if next >= self.answer.total() => {
                Ok(vec![self.locale_text("linear.list_end")])
            }
            PagedListing::Products => self.show_products_from(next),
        }
    }

    /// The previous page of the products or facet values printed last.
    pub(super) fn show_previous_page(&mut self) -> LinearResult {
        let (first, _) = self.page_bounds;
        match self.listing {
            PagedListing::FacetValues(_, 0, _) => Ok(vec![self.locale_text("linear.values_start")]),
            PagedListing::FacetValues(facet, start, _) => Ok(facets::show_values_page(
                self,
                facet,
                start.saturating_sub(facets::VALUES_PER_PAGE),
            )),
            PagedListing::Products if first == 0 => Ok(vec![self.locale_text("linear.list_start")]),
            PagedListing::Products => {
                self.show_products_from(first.saturating_sub(PRODUCTS_PER_PAGE))
            }
        }
    }

    /// The page of products that starts at index `start`, with its range in the list.
    pub(super) fn show_products_from(&mut self, start: usize) -> LinearResult {
        if start == 0 {
            return self.run_query(self.query.clone());
        }
        let rows = self.list_products_from(start)?;
        let mut lines = vec![answer_text::page_bounds_text(self)];
        lines.extend(rows);
        Ok(lines)
    }
}
