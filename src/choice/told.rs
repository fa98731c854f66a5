//! What of a line could not be meant, as a sentence that says what to do. Must not: print.

use std::fmt::Display;

use ocop_index::query::language::field::{answer_names, sort_names};
use ocop_index::query::language::{Fault, Field, Problem, quoted};
use ocop_index::{Scope, Sort};

use crate::label;
use crate::locale::{Lang, Locale};
use crate::settings::safe;
use crate::text::cut_to;

/// Most columns of a piece in its sentence.
const LONGEST: usize = 32;

/// The sentence, with the piece of the line.
pub fn sentence(locale: &Locale, line: &str, problem: &Problem) -> String {
    let piece = safe(line.get(problem.range.clone()).unwrap_or_default());
    let piece = cut_to(&piece, LONGEST, "...");
    let fill = |key: &str, more: &[(&str, &dyn Display)]| {
        let mut values: Vec<(&str, &dyn Display)> = vec![("piece", &piece)];
        values.extend_from_slice(more);
        locale.fill(key, &values)
    };
    match &problem.fault {
        Fault::NoField { near: Some(near) } => fill("piece.no_field_near", &[("near", near)]),
        Fault::NoField { near: None } => fill("piece.no_field", &[]),
        Fault::NoValue { field: Some(field) } => {
            fill("piece.no_value", &[("example", &example(locale, *field))])
        }
        Fault::NoValue { field: None } => fill("piece.no_words", &[]),
        Fault::Unclosed => fill("piece.unclosed", &[]),
        Fault::NoNumber { field } => fill(
            "piece.no_number",
            &[("field", &name(locale, field.names()))],
        ),
        Fault::NotCompared { .. } => fill("piece.not_compared", &[]),
        Fault::NoSuchValue { facet, text, near } => {
            // As they would have to be typed.
            let near: Vec<String> = near.iter().map(|label| quoted(label)).collect();
            let values: [(&str, &dyn Display); 3] = [
                ("value", &cut_to(&safe(text), LONGEST, "...")),
                ("facet", &label::facet(locale, *facet)),
                ("near", &near.join(", ")),
            ];
            fill("piece.no_such_value", &values)
        }
        Fault::NoTime => fill("piece.no_time", &[]),
        Fault::NoSort => {
            let names = Sort::ALL.map(|sort| name(locale, sort_names(sort)));
            fill("piece.no_sort", &[("known", &names.join(", "))])
        }
        Fault::NoAnswer { .. } => {
            let [yes, no] = [true, false].map(|answer| name(locale, answer_names(answer)));
            fill("piece.no_answer", &[("yes", &yes), ("no", &no)])
        }
    }
}

/// The sentence with its place in the line, for where the line is not seen beside it.
pub fn with_place(locale: &Locale, line: &str, problem: &Problem) -> String {
    let before = line.get(..problem.range.start).unwrap_or_default();
    let at = before.chars().count() + 1;
    let sentence = sentence(locale, line, problem);
    locale.fill("piece.at", &[("at", &at), ("sentence", &sentence)])
}

/// A piece of this field that is right.
fn example(locale: &Locale, field: Field) -> String {
    let value = match field {
        Field::Facet(ocop_index::Facet::Star) => "4",
        Field::Facet(ocop_index::Facet::Year) => "2025",
        Field::Facet(ocop_index::Facet::Group) => "II",
        Field::Scope(Scope::End) => "2026-12",
        Field::Sort => name(locale, sort_names(Sort::Name)),
        Field::Literal => name(locale, answer_names(true)),
        _ => "\"...\"",
    };
    format!("{}:{value}", name(locale, field.names()))
}

/// The name of the person's language: the first one is Vietnamese, the second English.
fn name(locale: &Locale, names: &[&'static str]) -> &'static str {
    let at = usize::from(locale.lang() == Lang::En);
    names.get(at).copied().unwrap_or_default()
}
