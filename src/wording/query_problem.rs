//! Problems of a query line as sentences that say what to type instead.

use std::fmt::Display;
use std::ops::Range;

use ocop_index::query::language::field::{sort_names, yes_no_names};
use ocop_index::query::language::{QueryField, QueryProblem, QueryProblemKind};
use ocop_index::{ConditionScope, Sort};

use crate::wording::left_out_filter::describe_left_out_filter;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// The most columns of a quoted piece.
const MAX_PIECE_WIDTH: usize = 32;

/// A problem as a sentence that quotes the piece of the line.
pub fn describe_query_problem(locale: &Locale, line: &str, problem: &QueryProblem) -> String {
    let piece = sanitize_text(line.get(problem.range.clone()).unwrap_or_default());
    let piece = truncate_to_width(&piece, MAX_PIECE_WIDTH, "...");
    let fill = |key: &str, more: &[(&str, &dyn Display)]| {
        let mut values: Vec<(&str, &dyn Display)> = vec![("piece", &piece)];
        values.extend_from_slice(more);
        locale.fill(key, &values)
    };
    match &problem.kind {
        QueryProblemKind::UnknownField { near: Some(near) } => {
            fill("piece.no_field_near", &[("near", near)])
        }
        QueryProblemKind::UnknownField { near: None } => fill("piece.no_field", &[]),
        QueryProblemKind::MissingValue { field: Some(field) } => fill(
            "piece.no_value",
            &[("example", &example_piece(locale, *field))],
        ),
        QueryProblemKind::MissingValue { field: None } => fill("piece.no_words", &[]),
        QueryProblemKind::UnclosedQuote => fill("piece.unclosed", &[]),
        QueryProblemKind::MissingNumber { .. }
        | QueryProblemKind::NotComparable { .. }
        | QueryProblemKind::UnknownValue { .. }
        | QueryProblemKind::NotKept { .. }
        | QueryProblemKind::InvalidExpiry => {
            describe_left_out_filter(locale, line, problem).unwrap_or_default()
        }
        QueryProblemKind::UnknownSort => {
            let names = Sort::ALL.map(|sort| localized_name(locale, sort_names(sort)));
            fill("piece.no_sort", &[("known", &names.join(", "))])
        }
        QueryProblemKind::NotYesNo { .. } => {
            let [yes, no] =
                [true, false].map(|answer| localized_name(locale, yes_no_names(answer)));
            fill("piece.no_answer", &[("yes", &yes), ("no", &no)])
        }
    }
}

/// The same with the column, where the line itself is not shown.
pub fn describe_problem_with_column(locale: &Locale, line: &str, problem: &QueryProblem) -> String {
    let sentence = describe_query_problem(locale, line, problem);
    add_column(locale, line, &problem.range, &sentence)
}

/// A sentence about a part of a line, with its column.
pub(super) fn add_column(
    locale: &Locale,
    line: &str,
    range: &Range<usize>,
    sentence: &str,
) -> String {
    let before = line.get(..range.start).unwrap_or_default();
    let column = before.chars().count() + 1;
    locale.fill("piece.at", &[("at", &column), ("sentence", &sentence)])
}

/// A valid example of a piece with this field.
fn example_piece(locale: &Locale, field: QueryField) -> String {
    let value = match field {
        QueryField::Facet(ocop_index::Facet::Star) => "4",
        QueryField::Facet(ocop_index::Facet::Year) => "2025",
        QueryField::Facet(ocop_index::Facet::Group) => "II",
        QueryField::Scope(ConditionScope::Expiry) => "2026-12",
        QueryField::Sort => localized_name(locale, sort_names(Sort::Name)),
        QueryField::Literal => localized_name(locale, yes_no_names(true)),
        _ => "\"...\"",
    };
    format!("{}:{value}", localized_name(locale, field.names()))
}

/// The name in the user's language: the first is Vietnamese, the second English.
pub(super) fn localized_name(locale: &Locale, names: &[&'static str]) -> &'static str {
    let index = usize::from(locale.language() == Language::En);
    names.get(index).copied().unwrap_or_default()
}
