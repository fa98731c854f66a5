//! The commands that change the query: new words, more words, fewer filters.
//!
//! Each builds the new query and passes it to [`LinearState::run_query`].

use ocop_index::query::WordsReading;
use ocop_index::query::language::{ResolvedLine, read_line};
use ocop_index::{Filter, Query};

use super::answer_text;
use super::state::{LinearResult, LinearState};
use crate::wording::{left_out_filter, query_problem, spoken_reading};

impl LinearState<'_> {
    /// Replaces the query by the one on this line.
    pub(super) fn replace_query(&mut self, line: &str) -> LinearResult {
        let parsed = read_line(line, &self.value_names);
        let mut lines = self.describe_problems(line, &parsed);
        // The values of a new query are numbered again.
        self.value_orders.clear();
        self.filters.clear();
        lines.extend(self.run_read_line(line, &parsed, parsed.query.clone())?);
        Ok(lines)
    }

    /// Runs the last line again with its plain words as words.
    pub(super) fn take_as_words(&mut self) -> LinearResult {
        match self.line_as_words.take() {
            Some(line) => self.replace_query(&line),
            None => Ok(vec![self.locale_text("linear.no_spoken")]),
        }
    }

    /// Adds the words and conditions on this line to the query.
    pub(super) fn extend_query(&mut self, line: &str) -> LinearResult {
        let parsed = read_line(line, &self.value_names);
        let mut lines = self.describe_problems(line, &parsed);
        let added = &parsed.query;
        let mut query = narrow_query(&self.query, added);
        if let Some(words) = &added.as_words {
            let as_words = narrow_query(&self.query, &added.with_words_only(words));
            query.as_words = Some(Box::new(WordsReading {
                text: as_words.text,
                filter: as_words.filter,
                conditions: as_words.conditions,
                phrases: words.phrases.clone(),
            }));
        }
        let current_sort = (query.sort, query.reversed);
        (query.sort, query.reversed) = parsed.sort.unwrap_or(current_sort);
        query.literal = parsed.literal.unwrap_or(query.literal);
        lines.extend(self.run_read_line(line, &parsed, query)?);
        Ok(lines)
    }

    fn describe_problems(&self, line: &str, parsed: &ResolvedLine) -> Vec<String> {
        let locale = self.locale();
        let problems = parsed.problems.iter();
        let mut lines: Vec<String> = problems
            .map(|problem| query_problem::describe_problem_with_column(locale, line, problem))
            .collect();
        lines.extend(spoken_reading::describe_spoken_problems_with_columns(
            locale, line, parsed,
        ));
        lines.extend(left_out_filter::describe_list_without_filters(
            locale, line, parsed,
        ));
        lines
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

/// A query with the words, conditions and filters of another one too.
fn narrow_query(query: &Query, added: &Query) -> Query {
    let mut query = query.clone();
    let texts = [query.text.trim(), added.text.trim()];
    let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    query.text = texts.join(" ");
    for condition in &added.conditions {
        if !query.conditions.contains(condition) {
            query.conditions.push(condition.clone());
        }
    }
    query.filter.add_values(&added.filter);
    query
}
