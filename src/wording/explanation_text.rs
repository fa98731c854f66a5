//! Why a product was found, in words: for `--explain`, for `why` and for the record's pane.
//!
//! Words of a product and of a person are made safe to show here. Must not: print, or decide anything.

use ocop_index::search::{HitExplanation, MatchKind, TermExplanation};

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// Word by word, what was left out, and the sum.
pub fn describe_explanation(locale: &Locale, explanation: &HitExplanation) -> Vec<String> {
    let steps = explanation.terms.iter();
    let mut lines: Vec<String> = steps.map(|step| describe_step(locale, step)).collect();
    let left_out = !explanation.dropped.is_empty();
    if lines.is_empty() && !left_out {
        return lines;
    }
    if left_out {
        let words = sanitize_text(&explanation.dropped.join(" "));
        lines.push(locale.fill("explain.left_out", &[("words", &words)]));
    }
    let key = if left_out {
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
fn describe_step(locale: &Locale, step: &TermExplanation) -> String {
    let (typed, found) = (sanitize_text(&step.typed), sanitize_text(&step.found_word));
    let (way, cost) = (
        label::match_kind_label(locale, step.match_kind),
        locale.format_hundredths(step.cost),
    );
    match step.field {
        Some(part) => locale.fill(
            "explain.word",
            &[
                ("typed", &typed),
                ("found", &found),
                ("part", &label::searched_field_label(locale, part)),
                ("way", &way),
                ("cost", &cost),
            ],
        ),
        None => locale.fill(
            "explain.whole",
            &[("typed", &typed), ("way", &way), ("cost", &cost)],
        ),
    }
}

/// Only what was not found as typed, by the way it was read: `gõ Telex: chả mực; bỏ qua: ngon`. `None` when
/// all was.
pub fn summarize_explanation(locale: &Locale, explanation: &HitExplanation) -> Option<String> {
    let mut read: Vec<(MatchKind, Vec<String>)> = Vec::new();
    for step in &explanation.terms {
        if step.is_literal() {
            continue;
        }
        // Of a code there is nothing to show but what was typed.
        let found = sanitize_text(&step.found_word);
        match read.iter_mut().find(|(way, _)| *way == step.match_kind) {
            Some((_, words)) => words.push(found),
            None => read.push((step.match_kind, vec![found])),
        }
    }
    let mut parts: Vec<String> = read
        .into_iter()
        .map(|(way, words)| {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("way", &label::match_kind_label(locale, way)),
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
