//! The rows between the status line and the panes: filters of the line that were not understood, each told whole.
//!
//! A list of everything must not look like the answer to such a filter. What is still being typed is not told here yet:
//! the panes would jump with every letter. Must not: draw.

use ocop_index::query::language::{QueryProblem, QueryProblemKind};

use super::focus::Focus;
use super::model::Model;
use super::record_rows::wrap_text;
use super::screen_area::WindowSize;
use crate::wording::left_out_filter::describe_left_out_filter;

/// The most rows of it.
const MAX_ROWS: usize = 4;

/// The rows as text; empty where every filter is applied.
pub fn build_left_out_rows(model: &Model, size: WindowSize) -> Vec<String> {
    let most = usize::from(size.height / 5).clamp(2, MAX_ROWS);
    let width = usize::from(size.width).saturating_sub(2);
    let sentences = settled_problems(model).filter_map(|problem| {
        let sentence = describe_left_out_filter(&model.locale, model.input.text(), problem)?;
        Some(capitalize(&sentence))
    });
    let mut rows: Vec<String> = sentences
        .flat_map(|sentence| wrap_text(&sentence, width))
        .collect();
    rows.truncate(most);
    rows
}

/// True where a filter of the line is left out and told above the panes.
pub fn tells_left_out_filters(model: &Model) -> bool {
    settled_problems(model).next().is_some()
}

fn settled_problems(model: &Model) -> impl Iterator<Item = &QueryProblem> {
    let problems = model.resolved_line.problems.iter();
    problems
        .filter(|problem| problem.left_out_filter().is_some() && !is_being_typed(model, problem))
}

/// True for a filter at the caret that may still become one.
fn is_being_typed(model: &Model, problem: &QueryProblem) -> bool {
    if model.focus != Focus::Input || problem.range.end != model.input.text_before_caret().len() {
        return false;
    }
    match &problem.kind {
        QueryProblemKind::UnknownValue { facet, text, .. } => {
            !model.value_names.find_by_prefix(*facet, text).is_empty()
        }
        _ => true,
    }
}

fn capitalize(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.clone()).collect()
}
