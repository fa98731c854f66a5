//! The commands that change the query: new words, more words, fewer filters.
//!
//! Each builds the new query and passes it to [`LinearState::run_query`].

use ocop_index::query::language::{QueryProblem, parse_line};
use ocop_index::{Filter, Query};

use super::answer_text;
use super::state::{LinearResult, LinearState};
use crate::wording::query_problem;

impl LinearState<'_> {
    /// Replaces the query by the one on this line.
    pub(super) fn replace_query(&mut self, line: &str) -> LinearResult {
        let parsed = parse_line(line).resolve_values(&self.value_names);
        let mut lines = self.describe_problems(line, &parsed.problems);
        // The values of a new query are numbered again.
        self.value_orders.clear();
        self.filters.clear();
        lines.extend(self.run_query(parsed.query)?);
        Ok(lines)
    }

    /// Adds the words and conditions on this line to the query.
    pub(super) fn extend_query(&mut self, line: &str) -> LinearResult {
        let parsed = parse_line(line).resolve_values(&self.value_names);
        let mut lines = self.describe_problems(line, &parsed.problems);
        let added = parsed.query;
        let mut query = self.query.clone();
        let texts = [query.text.trim(), added.text.trim()];
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        query.text = texts.join(" ");
        for condition in added.conditions {
            if !query.conditions.contains(&condition) {
                query.conditions.push(condition);
            }
        }
        for (facet, value) in added.filter.iter_chosen() {
            query.filter.choose_value(facet, value);
        }
        for (facet, value) in added.filter.iter_excluded() {
            query.filter.exclude_value(facet, value);
        }
        let current_sort = (query.sort, query.reversed);
        (query.sort, query.reversed) = parsed.sort.unwrap_or(current_sort);
        query.literal = parsed.literal.unwrap_or(query.literal);
        lines.extend(self.run_query(query)?);
        Ok(lines)
    }

    fn describe_problems(&self, line: &str, problems: &[QueryProblem]) -> Vec<String> {
        problems
            .iter()
            .map(|problem| {
                query_problem::describe_problem_with_column(self.locale(), line, problem)
            })
            .collect()
    }

    /// Removes the filter that was chosen last.
    pub(super) fn drop_last_filter(&mut self) -> LinearResult {
        let Some(last) = self.filters.pop() else {
            return Ok(vec![self.locale_text("linear.no_filter")]);
        };
        let filter = answer_text::describe_filter(self.locale(), &last);
        let dropped = self.locale().fill("linear.dropped", &[("filter", &filter)]);
        let mut query = self.query.clone();
        query.filter.remove_value(last.facet, &last.value);
        let mut lines = vec![dropped];
        lines.extend(self.run_query(query)?);
        Ok(lines)
    }

    /// Removes all filters.
    pub(super) fn drop_all_filters(&mut self) -> LinearResult {
        if self.query.filter.is_empty() {
            return Ok(vec![self.locale_text("linear.no_filter")]);
        }
        let mut lines = vec![self.locale_text("linear.dropped_all")];
        lines.extend(self.run_query(Query {
            filter: Filter::default(),
            ..self.query.clone()
        })?);
        Ok(lines)
    }
}
