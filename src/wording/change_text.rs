//! Changes of the catalogue and problems of a list as text, for the text preview and the screen of an import.

use ocop_index::Product;
use ocop_index::change::compare::product_field_texts;
use ocop_index::change::{ChangeEntry, ChangePlan, ProductChange};
use ocop_index::product::Recognition;
use ocop_index::source::field::{ProductField, RecognitionField};
use ocop_index::source::problem::ImportProblem;

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::product_text;
use crate::wording::sanitize::sanitize_text;

/// A change in a line: name, producer, place and the row it comes from.
pub fn describe_entry(locale: &Locale, entry: &ChangeEntry) -> String {
    let mut parts = product_summary_parts(&entry.after);
    if let Some(origin) = entry.origin {
        parts.push(locale.fill("import.row", &[("row", &origin.row)]));
    }
    parts.join(" · ")
}

/// Name, producer and place of a product, without unknown parts.
fn product_summary_parts(product: &Product) -> Vec<String> {
    let producer = product.producer.as_ref();
    let producer = producer.map_or_else(String::new, |producer| producer.name.clone());
    let mut parts = vec![product.name.clone(), producer, label::place_label(product)];
    parts.retain(|part| !part.is_empty());
    parts
}

/// The details of a change, a line each: changed fields, or recognitions and suspects of a new product.
pub fn describe_entry_changes(
    locale: &Locale,
    entry: &ChangeEntry,
    old: &[Product],
) -> Vec<String> {
    let product = &entry.after;
    let mut lines = Vec::new();
    if entry.before_index.is_none() {
        lines.extend(describe_recognitions(locale, product));
        lines.extend(describe_suspects(locale, entry, old));
        return lines;
    }
    for change in ChangePlan::entry_changes(entry, old) {
        lines.push(describe_change(locale, &change));
    }
    lines
}

/// The recognitions of a product, a line each.
pub fn describe_recognitions(locale: &Locale, product: &Product) -> Vec<String> {
    let recognitions = product.recognitions.iter();
    recognitions
        .map(|recognition| product_text::describe_recognition(locale, recognition))
        .collect()
}

/// The existing products that a doubtful row may be, a line each.
pub fn describe_suspects(locale: &Locale, entry: &ChangeEntry, old: &[Product]) -> Vec<String> {
    let suspects = entry.suspects.iter().filter_map(|index| old.get(*index));
    let line = |suspect: &Product| {
        let what = product_summary_parts(suspect).join(" · ");
        locale.fill("import.suspect", &[("id", &suspect.id), ("what", &what)])
    };
    suspects.map(line).collect()
}

fn describe_change(locale: &Locale, change: &ProductChange) -> String {
    let recognition_text =
        |recognition: &Recognition| product_text::describe_recognition(locale, recognition);
    match change {
        ProductChange::Added(added) => {
            locale.fill("import.act_added", &[("act", &recognition_text(added))])
        }
        ProductChange::Removed(removed) => {
            locale.fill("import.act_removed", &[("act", &recognition_text(removed))])
        }
        ProductChange::Field {
            field,
            before,
            after,
        } => {
            let none = locale.t("import.blank");
            let shown = |text: &str| {
                if text.is_empty() {
                    none.to_owned()
                } else {
                    format_field_value(locale, *field, text)
                }
            };
            let name = field_name(locale, *field);
            locale.fill(
                "import.field",
                &[
                    ("field", &name),
                    ("before", &shown(before)),
                    ("after", &shown(after)),
                ],
            )
        }
    }
}

/// The name of a field; with the number of its recognition, if it has one.
pub fn field_name(locale: &Locale, field: ProductField) -> String {
    match field {
        ProductField::Recognition(0, part) => locale.t(&format!("field.{}", part.key())).to_owned(),
        ProductField::Recognition(number, part) => {
            let name = locale.t(&format!("field.{}", part.key())).to_owned();
            locale.fill("field.of_act", &[("n", &number), ("field", &name)])
        }
        plain => locale.t(&format!("field.{plain}")).to_owned(),
    }
}

/// The name and value of each known field of a product, except its recognitions.
pub fn known_field_texts(locale: &Locale, product: &Product) -> Vec<(String, String)> {
    let known = product_field_texts(product)
        .into_iter()
        .filter(|(_, text)| !text.is_empty());
    let shown = |(field, text): (ProductField, String)| {
        (
            field_name(locale, field),
            format_field_value(locale, field, &text),
        )
    };
    known.map(shown).collect()
}

/// The machine-readable value of a field as text for people.
fn format_field_value(locale: &Locale, field: ProductField, text: &str) -> String {
    match field {
        ProductField::Kind => locale.t(&format!("kind.{text}")).to_owned(),
        ProductField::Group => label::product_group_label(locale, text.trim_end_matches('~')),
        ProductField::Recognition(_, RecognitionField::Kind) => {
            locale.t(&format!("act.{text}")).to_owned()
        }
        ProductField::Recognition(_, RecognitionField::Date | RecognitionField::Seen) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |when| locale.format_date_or_year(when)),
        ProductField::Recognition(_, RecognitionField::Expires) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| locale.format_date(day)),
        _ => text.to_owned(),
    }
}

/// A problem in a line: `dòng 12, cột “Hạng sao”: “6” — …`.
pub fn describe_import_problem(locale: &Locale, problem: &ImportProblem) -> String {
    let reason = locale
        .t(&format!("problem.{}", problem.reason.key()))
        .to_owned();
    let column = sanitize_text(&problem.column);
    let value = sanitize_text(&problem.value);
    let key = match (problem.column.is_empty(), problem.value.is_empty()) {
        (true, true) => "import.at_row",
        (true, false) => "import.at_row_value",
        (false, true) => "import.at_cell",
        (false, false) => "import.at_cell_value",
    };
    locale.fill(
        key,
        &[
            ("row", &problem.row),
            ("column", &column),
            ("value", &value),
            ("reason", &reason),
        ],
    )
}
