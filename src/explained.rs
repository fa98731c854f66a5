//! Why a product was found, in words: for `--explain`, for `why` and for the record's pane.
//!
//! Words of a product and of a person are made safe to show here. Must not: print, or decide anything.

use ocop_index::search::{Explanation, Step, Way};

use crate::label;
use crate::locale::Locale;
use crate::settings::safe;

/// Word by word, what was left out, and the sum.
pub fn lines(locale: &Locale, explanation: &Explanation) -> Vec<String> {
    let steps = explanation.steps.iter();
    let mut lines: Vec<String> = steps.map(|step| line(locale, step)).collect();
    let left_out = !explanation.dropped.is_empty();
    if lines.is_empty() && !left_out {
        return lines;
    }
    if left_out {
        let words = safe(&explanation.dropped.join(" "));
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
            ("sum", &locale.hundredths(explanation.cost)),
            ("words", &locale.hundredths(explanation.words_cost())),
            ("rest", &locale.hundredths(explanation.rest())),
        ],
    ));
    lines
}

/// `mujwc → mực (tên): gõ Telex, 0,30`.
fn line(locale: &Locale, step: &Step) -> String {
    let (typed, found) = (safe(&step.typed), safe(&step.found));
    let (way, cost) = (label::way(locale, step.way), locale.hundredths(step.cost));
    match step.part {
        Some(part) => locale.fill(
            "explain.word",
            &[
                ("typed", &typed),
                ("found", &found),
                ("part", &label::part(locale, part)),
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
pub fn brief(locale: &Locale, explanation: &Explanation) -> Option<String> {
    let mut read: Vec<(Way, Vec<String>)> = Vec::new();
    for step in &explanation.steps {
        if step.is_literal() {
            continue;
        }
        // Of a code there is nothing to show but what was typed.
        let found = safe(&step.found);
        match read.iter_mut().find(|(way, _)| *way == step.way) {
            Some((_, words)) => words.push(found),
            None => read.push((step.way, vec![found])),
        }
    }
    let mut parts: Vec<String> = read
        .into_iter()
        .map(|(way, words)| {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("way", &label::way(locale, way)),
                ("words", &words.join(" ")),
            ];
            locale.fill("explain.brief", &values)
        })
        .collect();
    if !explanation.dropped.is_empty() {
        let words = safe(&explanation.dropped.join(" "));
        parts.push(locale.fill("explain.left_out", &[("words", &words)]));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
