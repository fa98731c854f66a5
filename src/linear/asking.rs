//! What changes the question: new words, more words, filters given up.
//!
//! Must not: search or make the lines of an answer; [`State::ask`] does.

use ocop_index::query::language::{Problem, parse};
use ocop_index::{Filter, Query};

use super::state::{Lines, State};
use super::tell;
use crate::choice::told;

impl State<'_> {
    /// Another question.
    pub(super) fn search(&mut self, line: &str) -> Lines {
        let settled = parse(line).settle(&self.names);
        let mut lines = self.problems(line, &settled.problems);
        // Another question: numbers of its values are told anew.
        self.orders.clear();
        self.filters.clear();
        lines.extend(self.ask(settled.query)?);
        Ok(lines)
    }

    /// The question with more words and pieces.
    pub(super) fn add(&mut self, line: &str) -> Lines {
        let settled = parse(line).settle(&self.names);
        let mut lines = self.problems(line, &settled.problems);
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
        for (facet, value) in more.filter.iter() {
            query.filter.add(facet, value);
        }
        for (facet, value) in more.filter.iter_excluded() {
            query.filter.exclude(facet, value);
        }
        let order = (query.sort, query.backwards);
        (query.sort, query.backwards) = settled.sort.unwrap_or(order);
        query.literal = settled.literal.unwrap_or(query.literal);
        lines.extend(self.ask(query)?);
        Ok(lines)
    }

    fn problems(&self, line: &str, problems: &[Problem]) -> Vec<String> {
        let told = problems.iter();
        told.map(|problem| told::with_place(self.locale(), line, problem))
            .collect()
    }

    /// The question without the filter that came last.
    pub(super) fn drop_last(&mut self) -> Lines {
        let Some(last) = self.filters.pop() else {
            return Ok(vec![self.sentence("linear.no_filter")]);
        };
        let filter = tell::filter(self.locale(), &last);
        let dropped = self.locale().fill("linear.dropped", &[("filter", &filter)]);
        let mut query = self.query.clone();
        query.filter.remove(last.facet, &last.value);
        let mut lines = vec![dropped];
        lines.extend(self.ask(query)?);
        Ok(lines)
    }

    /// The question without filters.
    pub(super) fn drop_all(&mut self) -> Lines {
        if self.query.filter.is_empty() {
            return Ok(vec![self.sentence("linear.no_filter")]);
        }
        let mut lines = vec![self.sentence("linear.dropped_all")];
        lines.extend(self.ask(Query {
            filter: Filter::default(),
            ..self.query.clone()
        })?);
        Ok(lines)
    }
}
