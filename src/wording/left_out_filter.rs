//! Filters of a line that were not understood, and so were left out of the query.

use std::fmt::Display;

use ocop_index::query::language::{QueryProblem, QueryProblemKind, ResolvedLine, quote_value};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::query_problem::localized_name;
use crate::wording::sanitize::sanitize_text;
use crate::wording::text_width::truncate_to_width;

/// The most columns of a quoted filter.
const MAX_FILTER_WIDTH: usize = 40;

/// The filter of a problem as it was typed, with the name of its field: `sao:7`; `None` where no filter was left out.
pub fn left_out_filter(locale: &Locale, line: &str, problem: &QueryProblem) -> Option<String> {
    let field = localized_name(locale, problem.left_out_filter()?.names());
    let value = sanitize_text(line.get(problem.range.clone()).unwrap_or_default());
    let filter = format!("{field}:{value}");
    Some(truncate_to_width(&filter, MAX_FILTER_WIDTH, "..."))
}

/// That a filter was not understood and is not applied, and what to type instead.
pub fn describe_left_out_filter(
    locale: &Locale,
    line: &str,
    problem: &QueryProblem,
) -> Option<String> {
    describe_filter(locale, line, problem, "piece.left_out")
}

/// The same, shorter, of a filter that is still being typed.
pub fn describe_unfinished_filter(
    locale: &Locale,
    line: &str,
    problem: &QueryProblem,
) -> Option<String> {
    describe_filter(locale, line, problem, "piece.unfinished")
}

fn describe_filter(
    locale: &Locale,
    line: &str,
    problem: &QueryProblem,
    sentence: &str,
) -> Option<String> {
    let filter = left_out_filter(locale, line, problem)?;
    if matches!(problem.kind, QueryProblemKind::NotKept { .. }) {
        return Some(locale.fill("piece.not_kept", &[("filter", &filter)]));
    }
    let advice = match &problem.kind {
        QueryProblemKind::UnknownValue { facet, near, .. } if near.is_empty() => {
            let facet = label::facet_label(locale, *facet);
            locale.fill("piece.no_such_value", &[("facet", &facet)])
        }
        QueryProblemKind::UnknownValue { near, .. } => {
            // Quoted as they have to be typed.
            let near: Vec<String> = near.iter().map(|label| quote_value(label)).collect();
            locale.fill("piece.near_values", &[("near", &near.join(", "))])
        }
        QueryProblemKind::MissingNumber { field } => {
            let field = localized_name(locale, field.names());
            locale.fill("piece.no_number", &[("field", &field)])
        }
        QueryProblemKind::NotComparable { .. } => locale.t("piece.not_compared").to_owned(),
        _ => locale.t("piece.no_time").to_owned(),
    };
    let values: [(&str, &dyn Display); 2] = [("filter", &filter), ("advice", &advice)];
    Some(locale.fill(sentence, &values))
}

/// That a list is without the filters that were not understood; `None` where all were.
pub fn describe_list_without_filters(
    locale: &Locale,
    line: &str,
    resolved: &ResolvedLine,
) -> Option<String> {
    let filters = left_out_filters(locale, line, resolved).join(", ");
    (!filters.is_empty()).then(|| locale.fill("piece.list_without", &[("filters", &filters)]))
}

/// The filters of a line that were left out.
pub fn left_out_filters(locale: &Locale, line: &str, resolved: &ResolvedLine) -> Vec<String> {
    let problems = resolved.problems.iter();
    problems
        .filter_map(|problem| left_out_filter(locale, line, problem))
        .collect()
}
