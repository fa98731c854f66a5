//! Selecting products by their numbers in the list; exports and `chon:co` are about them.
//!
//! Numbers are those of the list, as for every command. Must not: write a file.

use std::ops::RangeInclusive;

use ocop_index::{Catalog, Facet, MARKED, ProductMarks, Query};

use super::state::{LinearResult, LinearState};
use super::undo::LinearStep;
use crate::catalog::selected_products::{ProductId, SelectionChange};
use crate::wording::selection_text::describe_change;

impl LinearState<'_> {
    /// Selects the products in these rows, or deselects them.
    pub(super) fn select_rows(
        &mut self,
        rows: &[RangeInclusive<usize>],
        is_selected: bool,
    ) -> LinearResult {
        let total = self.answer.total();
        let outside = |row: &RangeInclusive<usize>| *row.start() < 1 || *row.end() > total;
        if let Some(row) = rows.iter().find(|row| outside(row)) {
            let n = if *row.start() < 1 {
                *row.start()
            } else {
                *row.end()
            };
            let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("total", &total)];
            return Ok(vec![self.locale().fill("linear.no_row", &values)]);
        }
        let mut ids = Vec::new();
        for row in rows {
            ids.extend(self.list_ids(*row.start() - 1..*row.end())?);
        }
        let change = if is_selected {
            self.selected.select(ids)
        } else {
            self.selected.deselect(ids)
        };
        Ok(self.report_selection(change))
    }

    /// Selects every product of the list.
    pub(super) fn select_all(&mut self) -> LinearResult {
        let ids = self.list_ids(0..self.answer.total())?;
        let change = self.selected.select(ids);
        Ok(self.report_selection(change))
    }

    /// Deselects all products.
    pub(super) fn select_none(&mut self) -> Vec<String> {
        let change = self.selected.clear();
        self.report_selection(change)
    }

    /// Lists the selected products, as a query from which one can come back.
    pub(super) fn list_selected(&mut self) -> LinearResult {
        if self.selected.is_empty() {
            return Ok(vec![self.locale_text("linear.none_selected")]);
        }
        let mut query = Query {
            sort: self.query.sort,
            reversed: self.query.reversed,
            ..Query::default()
        };
        query.filter.choose_value(Facet::Selection, MARKED);
        self.run_query(query)
    }

    fn list_ids(
        &mut self,
        rows: std::ops::Range<usize>,
    ) -> ocop_index::Result<impl Iterator<Item = ProductId> + use<>> {
        let ids = self.catalog.list_ids(&mut self.answer, rows, &|| false)?;
        Ok(ids.into_iter().flatten().map(ProductId::from))
    }

    /// What was selected or deselected, and how many are selected now; the change can be undone.
    fn report_selection(&mut self, change: SelectionChange) -> Vec<String> {
        let lines = vec![self.selection_text("linear.selection_done", &change)];
        if !change.is_empty() {
            self.query_history
                .record_change(LinearStep::Selection(change));
        }
        lines
    }

    /// A sentence about a change of the selection.
    pub(super) fn selection_text(&self, key: &str, change: &SelectionChange) -> String {
        let locale = self.locale();
        let act = describe_change(locale, change);
        let n = locale.format_number(self.selected.len());
        let values: [(&str, &dyn std::fmt::Display); 2] = [("act", &act), ("n", &n)];
        super::answer_text::capitalize_first(&locale.fill(key, &values))
    }

    /// The catalogue that knows what is selected, where a query asks for that.
    pub(super) fn marked_catalog(&self, query: &Query) -> ocop_index::Result<Option<Catalog>> {
        let filter = &query.filter;
        let is_asked_for = !filter.chosen_values(Facet::Selection).is_empty()
            || !filter.excluded_values(Facet::Selection).is_empty();
        if !is_asked_for || self.selected.is_empty() {
            return Ok(None);
        }
        let mut marks = ProductMarks::default();
        for id in self.selected.ids().iter() {
            marks.set(id, Facet::Selection, [MARKED]);
        }
        self.catalog.with_marks(&marks).map(Some)
    }
}
