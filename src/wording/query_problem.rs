//! What of a line could not be meant, as a sentence that says what to do. Must not: print.

use std::fmt::Display;

use ocop_index::query::language::field::{sort_names, yes_no_names};
use ocop_index::query::language::{QueryField, QueryProblem, QueryProblemKind, quote_value};
use ocop_index::{ConditionScope, Sort};

use crate::wording::label;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// Most columns of a piece in its sentence.
const MAX_PIECE_WIDTH: usize = 32;

/// The sentence, with the piece of the line.
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
        QueryProblemKind::MissingNumber { field } => fill(
            "piece.no_number",
            &[("field", &localized_name(locale, field.names()))],
        ),
        QueryProblemKind::NotComparable { .. } => fill("piece.not_compared", &[]),
        QueryProblemKind::UnknownValue { facet, text, near } => {
            // As they would have to be typed.
            let near: Vec<String> = near.iter().map(|label| quote_value(label)).collect();
            let values: [(&str, &dyn Display); 3] = [
                (
                    "value",
                    &truncate_to_width(&sanitize_text(text), MAX_PIECE_WIDTH, "..."),
                ),
                ("facet", &label::facet_label(locale, *facet)),
                ("near", &near.join(", ")),
            ];
            fill("piece.no_such_value", &values)
        }
        QueryProblemKind::InvalidExpiry => fill("piece.no_time", &[]),
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

/// The sentence with its place in the line, for where the line is not seen beside it.
pub fn describe_problem_with_column(locale: &Locale, line: &str, problem: &QueryProblem) -> String {
    let before = line.get(..problem.range.start).unwrap_or_default();
    let at = before.chars().count() + 1;
    let sentence = describe_query_problem(locale, line, problem);
    locale.fill("piece.at", &[("at", &at), ("sentence", &sentence)])
}

/// A piece of this field that is right.
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

/// The name of the person's language: the first one is Vietnamese, the second English.
fn localized_name(locale: &Locale, names: &[&'static str]) -> &'static str {
    let at = usize::from(locale.language() == Language::En);
    names.get(at).copied().unwrap_or_default()
}
