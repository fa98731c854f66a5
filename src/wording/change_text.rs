//! Changes of the catalogue as text, for the text preview and the screen of an import: at a glance, and field by field.

use std::fmt::Display;

use ocop_index::change::compare::product_field_texts;
use ocop_index::change::{ChangeEntry, ChangeKind, ChangePlan, ProductChange};
use ocop_index::product::Recognition;
use ocop_index::source::field::{ProductField, RecognitionField};
use ocop_index::{Facet, Product};
use unicode_width::UnicodeWidthStr;

use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::problem_text;
use crate::wording::product_text;
use crate::wording::text_width::truncate_to_width;

/// The stars of a product, whichever recognition they are from.
const STARS: ProductField = ProductField::Recognition(0, RecognitionField::Star);

/// Most columns of a value in the line of its change.
const MAX_SHORT_VALUE_WIDTH: usize = 24;

/// A change at a glance, and what the line leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntrySummary {
    /// What differs, in short: `sao 3 → 4, ĐT (trống) → 0987…`; empty for a product that is added or removed.
    pub differences: String,
    /// The differences that the line tells only in part, in full, a line each.
    pub details: Vec<String>,
}

/// A change in a line: name, what differs, producer, place and the row it comes from.
pub fn describe_entry(locale: &Locale, entry: &ChangeEntry, differences: &str) -> String {
    let mut parts = product_summary_parts(&entry.after);
    if let Some(name) = parts.first_mut().filter(|_| !differences.is_empty()) {
        name.extend([": ", differences]);
    }
    if let Some(origin) = &entry.origin {
        let sheet = origin.sheet.as_deref();
        parts.push(problem_text::describe_row(locale, sheet, origin.row));
    }
    parts.join(" · ")
}

/// What a change is, at a glance and in full.
pub fn summarize_entry(
    locale: &Locale,
    plan: &ChangePlan,
    entry: &ChangeEntry,
    old: &[Product],
) -> EntrySummary {
    if entry.before_index.is_none() {
        return EntrySummary {
            differences: String::new(),
            details: describe_entry_changes(locale, entry, old),
        };
    }
    let mut short = Vec::new();
    let mut details = Vec::new();
    let star_change = plan
        .star_change(entry, old)
        .filter(|_| entry.kind != ChangeKind::Gone);
    if let Some((before, after)) = star_change {
        let text = |star: Option<u8>| star.map_or_else(String::new, |star| star.to_string());
        let values = [text(before), text(after)];
        short.push(shorten_field_change(locale, STARS, &values).0);
    }
    let has_several = entry.after.recognitions.len() > 1;
    for change in ChangePlan::entry_changes(entry, old) {
        let (text, is_whole) = match &change {
            // The stars stand at the beginning already.
            ProductChange::Field {
                field: ProductField::Recognition(_, RecognitionField::Star),
                ..
            } if star_change.is_some() => {
                if has_several {
                    details.push(describe_change(locale, &change));
                }
                continue;
            }
            ProductChange::Field {
                field,
                before,
                after,
            } => {
                let field = match field {
                    ProductField::Recognition(_, part) if !has_several => {
                        ProductField::Recognition(0, *part)
                    }
                    field => *field,
                };
                let values = [before, after].map(|text| format_field_value(locale, field, text));
                shorten_field_change(locale, field, &values)
            }
            ProductChange::Added(recognition) => {
                let what = name_recognition(locale, recognition);
                let text = locale.fill("import.short_added", &[("what", &what)]);
                (text, false)
            }
            ProductChange::Removed(recognition) => {
                let what = name_recognition(locale, recognition);
                let text = locale.fill("import.short_removed", &[("what", &what)]);
                (text, false)
            }
        };
        short.push(text.trim_end().to_owned());
        if !is_whole {
            details.push(describe_change(locale, &change));
        }
    }
    EntrySummary {
        differences: short.join(", "),
        details,
    }
}

/// A changed field in short, and whether nothing of its values was cut.
fn shorten_field_change(
    locale: &Locale,
    field: ProductField,
    values: &[String; 2],
) -> (String, bool) {
    let is_whole = values
        .iter()
        .all(|value| value.width() <= MAX_SHORT_VALUE_WIDTH);
    let [before, after] = values.each_ref().map(|value| {
        if value.is_empty() {
            locale.t("import.blank").to_owned()
        } else {
            truncate_to_width(value, MAX_SHORT_VALUE_WIDTH, "…")
        }
    });
    let values: [(&str, &dyn Display); 3] = [
        ("field", &short_field_name(locale, field)),
        ("before", &before),
        ("after", &after),
    ];
    (locale.fill("import.short_field", &values), is_whole)
}

/// The short name of a field, or its name where it has none.
fn short_field_name(locale: &Locale, field: ProductField) -> String {
    let name = |key: &str| locale.get(&format!("short_field.{key}")).map(str::to_owned);
    match field {
        ProductField::Recognition(number, part) => {
            let name = name(part.key());
            let name =
                name.unwrap_or_else(|| field_name(locale, ProductField::Recognition(0, part)));
            if number == 0 {
                return name;
            }
            locale.fill("field.of_act", &[("n", &number), ("field", &name)])
        }
        plain => name(&plain.to_string()).unwrap_or_else(|| field_name(locale, plain)),
    }
}

/// A recognition by what tells it from others: its date or year, its decision, or its stars.
fn name_recognition(locale: &Locale, recognition: &Recognition) -> String {
    let when = recognition
        .when
        .map(|when| locale.format_date_or_year(when));
    let year = || recognition.year.map(|year| year.to_string());
    let decision = || recognition.decision.clone();
    let star = || {
        let star = recognition.star?;
        Some(format!("{star} {}", short_field_name(locale, STARS)))
    };
    when.or_else(year)
        .or_else(decision)
        .or_else(star)
        .unwrap_or_default()
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

/// The name of the field with a key, as events of work keep it; the key itself where no field has it.
pub fn field_name_of_key(locale: &Locale, key: &str) -> String {
    let known = key.parse::<ProductField>();
    known.map_or_else(|()| key.to_owned(), |field| field_name(locale, field))
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
        _ if text.is_empty() => String::new(),
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

/// The name of what a column holds, for every field that `--map` takes.
pub fn mapped_field_name(locale: &Locale, field: ProductField) -> String {
    match field {
        ProductField::Number => locale.t("docs.column_number").to_owned(),
        ProductField::Ignored => locale.t("docs.column_ignored").to_owned(),
        ProductField::Status => label::facet_label(locale, Facet::Status).to_owned(),
        field => field_name(locale, field),
    }
}
