//! Why a product was found, as text: for `--explain`, for `why` and for the record pane. Words of
//! products and queries are sanitized here.

use ocop_index::search::{HitExplanation, MatchKind, TermExplanation};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// A line for each word, a line for the dropped words, and the sum of costs.
pub fn describe_explanation(locale: &Locale, explanation: &HitExplanation) -> Vec<String> {
    let terms = explanation.terms.iter();
    let mut lines: Vec<String> = terms.map(|term| describe_term(locale, term)).collect();
    let has_dropped = !explanation.dropped.is_empty();
    if lines.is_empty() && !has_dropped {
        return lines;
    }
    if has_dropped {
        let words = sanitize_text(&explanation.dropped.join(" "));
        lines.push(locale.fill("explain.left_out", &[("words", &words)]));
    }
    let key = if has_dropped {
        "explain.sum_left_out"
    } else {
        "explain.sum"
    };
    lines.push(locale.fill(
        key,
        &[
            ("sum", &locale.format_hundredths(explanation.cost)),
            ("words", &locale.format_hundredths(explanation.words_cost())),
            ("rest", &locale.format_hundredths(explanation.extra_cost())),
        ],
    ));
    lines
}

/// `mujwc → mực (tên): gõ Telex, 0,30`.
fn describe_term(locale: &Locale, term: &TermExplanation) -> String {
    let (typed, found) = (sanitize_text(&term.typed), sanitize_text(&term.found_word));
    let (kind, cost) = (
        label::match_kind_label(locale, term.match_kind),
        locale.format_hundredths(term.cost),
    );
    match term.field {
        Some(field) => locale.fill(
            "explain.word",
            &[
                ("typed", &typed),
                ("found", &found),
                ("part", &label::searched_field_label(locale, field)),
                ("way", &kind),
                ("cost", &cost),
            ],
        ),
        None => locale.fill(
            "explain.whole",
            &[("typed", &typed), ("way", &kind), ("cost", &cost)],
        ),
    }
}

/// Only the words that did not match as typed, by match kind: `gõ Telex: chả mực; bỏ qua: ngon`.
/// `None` when all did.
pub fn summarize_explanation(locale: &Locale, explanation: &HitExplanation) -> Option<String> {
    let mut words_by_kind: Vec<(MatchKind, Vec<String>)> = Vec::new();
    for term in &explanation.terms {
        if term.is_literal() {
            continue;
        }
        let found = sanitize_text(&term.found_word);
        match words_by_kind
            .iter_mut()
            .find(|(kind, _)| *kind == term.match_kind)
        {
            Some((_, words)) => words.push(found),
            None => words_by_kind.push((term.match_kind, vec![found])),
        }
    }
    let mut parts: Vec<String> = words_by_kind
        .into_iter()
        .map(|(kind, words)| {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("way", &label::match_kind_label(locale, kind)),
                ("words", &words.join(" ")),
            ];
            locale.fill("explain.brief", &values)
        })
        .collect();
    if !explanation.dropped.is_empty() {
        let words = sanitize_text(&explanation.dropped.join(" "));
        parts.push(locale.fill("explain.left_out", &[("words", &words)]));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
