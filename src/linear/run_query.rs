//! Runs a query, stores it with its result in the state, and prints the first page.

use std::borrow::Cow;

use ocop_index::query::language::{self, ResolvedLine};
use ocop_index::{Facet, Query};

use super::answer_text;
use super::state::{ActiveFilter, LinearResult, LinearState, PRODUCTS_PER_PAGE, PagedListing};
use super::undo::LinearStep;
use crate::catalog::question;
use crate::cli::exit::CommandFailure;
use crate::user_state::log;
use crate::wording::spoken_reading;

impl LinearState<'_> {
    /// Makes `query` the current query and returns its summary and first page, or suggestions when it finds
    /// nothing.
    pub(super) fn run_query(&mut self, query: Query) -> LinearResult {
        self.search_for(query)?;
        self.list_answer()
    }

    /// The same for the query of a line; first, what its plain words were read as, and the answer to what they ask.
    pub(super) fn run_read_line(
        &mut self,
        line: &str,
        parsed: &ResolvedLine,
        query: Query,
    ) -> LinearResult {
        let has_spoken = !parsed.spoken_ranges.is_empty();
        self.line_as_words = has_spoken.then(|| parsed.with_spoken_as_words(line));
        let asked = query.clone();
        self.search_for(query)?;
        let locale = self.locale();
        let as_words = self.answer.read_as_words();
        let mut lines: Vec<String> = spoken_reading::describe_line(locale, parsed, as_words)
            .iter()
            .map(|line| answer_text::capitalize_first(&format!("{line}.")))
            .collect();
        let answer =
            question::answer_question(locale, self.catalog, (parsed, &asked), &mut self.answer)?;
        lines.extend(answer.map(|answer| answer_text::capitalize_first(&format!("{answer}."))));
        lines.extend(self.list_answer()?);
        Ok(lines)
    }

    /// Makes a query of before, as it was searched then, the current one again.
    pub(super) fn restore_query(&mut self, query: Query) -> LinearResult {
        self.replace_answer(query)?;
        self.list_answer()
    }

    /// Makes `query` the current query, to which one can come back.
    fn search_for(&mut self, query: Query) -> Result<(), CommandFailure> {
        let old = self.query.clone();
        self.replace_answer(query)?;
        if self.query != old {
            self.query_history
                .record_change(LinearStep::Query(Box::new(old)));
        }
        Ok(())
    }

    /// Makes `query` the current query. How its words are read is settled then: narrowing it later changes nothing.
    fn replace_answer(&mut self, query: Query) -> Result<(), CommandFailure> {
        log::write_verbose_line(|| format!("asked: {}", language::write_query(&query)));
        let marked = self.marked_catalog(&query)?;
        let catalog = marked.as_ref().unwrap_or(self.catalog);
        self.answer = catalog.search(&query)?;
        let mut query = match self.answer.searched_query(&query) {
            Cow::Owned(words) => words,
            Cow::Borrowed(_) => query,
        };
        query.as_words = None;
        self.suggestions = if self.answer.total() == 0 {
            catalog.suggest_queries(&query)?
        } else {
            Vec::new()
        };
        self.query = query;
        self.update_filter_order();
        self.page_bounds = (0, 0);
        Ok(())
    }

    /// The summary of the answer and its first page.
    fn list_answer(&mut self) -> LinearResult {
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
