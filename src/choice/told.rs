//! What of a line could not be meant, as a sentence that says what to do. Must not: print.

use std::fmt::Display;

use ocop_index::Sort;
use ocop_index::query::language::field::{answer_name, sort_names};
use ocop_index::query::language::{Fault, Field, Problem};

use crate::label;
use crate::locale::Locale;
use crate::settings::safe;

/// The sentence, with the piece of the line.
pub fn sentence(locale: &Locale, line: &str, problem: &Problem) -> String {
    let piece = safe(line.get(problem.range.clone()).unwrap_or_default());
    let fill = |key: &str, more: &[(&str, &dyn Display)]| {
        let mut values: Vec<(&str, &dyn Display)> = vec![("piece", &piece)];
        values.extend_from_slice(more);
        locale.fill(key, &values)
    };
    match &problem.fault {
        Fault::NoField { near: Some(near) } => fill("piece.no_field_near", &[("near", near)]),
        Fault::NoField { near: None } => fill("piece.no_field", &[]),
        Fault::NoValue { field: Some(field) } => {
            fill("piece.no_value", &[("example", &example(*field))])
        }
        Fault::NoValue { field: None } => fill("piece.no_words", &[]),
        Fault::Unclosed => fill("piece.unclosed", &[]),
        Fault::NoNumber { field } => fill("piece.no_number", &[("field", &field.name())]),
        Fault::NotCompared { .. } => fill("piece.not_compared", &[]),
        Fault::NoSuchValue { facet, text, near } => {
            let values: [(&str, &dyn Display); 3] = [
                ("value", &safe(text)),
                ("facet", &label::facet(locale, *facet)),
                ("near", &near.join(", ")),
            ];
            fill("piece.no_such_value", &values)
        }
        Fault::NoSort => {
            let names = Sort::ALL.map(|sort| sort_names(sort).first().copied().unwrap_or_default());
            fill("piece.no_sort", &[("known", &names.join(", "))])
        }
        Fault::NoAnswer { .. } => {
            let (yes, no) = (answer_name(true), answer_name(false));
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
fn example(field: Field) -> String {
    let value = match field {
        Field::Facet(ocop_index::Facet::Star) => "4",
        Field::Facet(ocop_index::Facet::Year) => "2025",
        Field::Facet(ocop_index::Facet::Group) => "II",
        Field::Sort => sort_names(Sort::Name).first().copied().unwrap_or_default(),
        Field::Literal => answer_name(true),
        _ => "\"...\"",
    };
    format!("{}:{value}", field.name())
}
