//! What changes the question: new words, more words, filters given up.
//!
//! Must not: search or make the lines of an answer; [`State::ask`] does.

use ocop_index::query::language::{QueryProblem, parse_line};
use ocop_index::{Filter, Query};

use super::answer_text;
use super::state::{LinearResult, LinearState};
use crate::wording::query_problem;

impl LinearState<'_> {
    /// Another question.
    pub(super) fn replace_query(&mut self, line: &str) -> LinearResult {
        let settled = parse_line(line).resolve_values(&self.value_names);
        let mut lines = self.describe_problems(line, &settled.problems);
        // Another question: numbers of its values are told anew.
        self.value_orders.clear();
        self.filters.clear();
        lines.extend(self.run_query(settled.query)?);
        Ok(lines)
    }

    /// The question with more words and pieces.
    pub(super) fn extend_query(&mut self, line: &str) -> LinearResult {
        let settled = parse_line(line).resolve_values(&self.value_names);
        let mut lines = self.describe_problems(line, &settled.problems);
        let more = settled.query;
        let mut query = self.query.clone();
        let texts = [query.text.trim(), more.text.trim()];
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        query.text = texts.join(" ");
        for condition in more.conditions {
            if !query.conditions.contains(&condition) {
                query.conditions.push(condition);
            }
        }
        for (facet, value) in more.filter.iter_chosen() {
            query.filter.choose_value(facet, value);
        }
        for (facet, value) in more.filter.iter_excluded() {
            query.filter.exclude_value(facet, value);
        }
        let order = (query.sort, query.reversed);
        (query.sort, query.reversed) = settled.sort.unwrap_or(order);
        query.literal = settled.literal.unwrap_or(query.literal);
        lines.extend(self.run_query(query)?);
        Ok(lines)
    }

    fn describe_problems(&self, line: &str, problems: &[QueryProblem]) -> Vec<String> {
        let told = problems.iter();
        told.map(|problem| {
            query_problem::describe_problem_with_column(self.locale(), line, problem)
        })
        .collect()
    }

    /// The question without the filter that came last.
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

    /// The question without filters.
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
