//! One change of the catalogue, and one problem of a list, in words: what the preview as text and the screen of
//! an import both say. Must not: style or wrap.

use ocop_index::Product;
use ocop_index::change::compare::texts;
use ocop_index::change::{Change, Entry, Plan};
use ocop_index::product::Recognition;
use ocop_index::source::field::{ActField, Field};
use ocop_index::source::problem::Problem;

use crate::label;
use crate::locale::Locale;
use crate::record;
use crate::settings::safe;

/// An entry in a line: name, producer, place, and the row it comes from.
pub fn head(locale: &Locale, entry: &Entry) -> String {
    let mut parts = parts(&entry.after);
    if let Some((_, row)) = entry.origin {
        parts.push(locale.fill("import.row", &[("row", &row)]));
    }
    parts.join(" · ")
}

/// Name, producer and place of a product, as far as known.
fn parts(product: &Product) -> Vec<String> {
    let producer = product.producer.as_ref();
    let producer = producer.map_or_else(String::new, |producer| producer.name.clone());
    let mut parts = vec![product.name.clone(), producer, label::place(product)];
    parts.retain(|part| !part.is_empty());
    parts
}

/// What an entry changes, a line each.
pub fn details(locale: &Locale, entry: &Entry, old: &[Product]) -> Vec<String> {
    let product = &entry.after;
    let mut lines = Vec::new();
    if entry.before.is_none() {
        lines.extend(acts(locale, product));
        lines.extend(suspects(locale, entry, old));
        return lines;
    }
    for change in Plan::changes(entry, old) {
        lines.push(self::change(locale, &change));
    }
    lines
}

/// The recognitions of a product, a line each.
pub fn acts(locale: &Locale, product: &Product) -> Vec<String> {
    let acts = product.recognitions.iter();
    acts.map(|act| record::act(locale, act)).collect()
}

/// The products that a doubtful row may be, a line each.
pub fn suspects(locale: &Locale, entry: &Entry, old: &[Product]) -> Vec<String> {
    let suspects = entry.suspects.iter().filter_map(|at| old.get(*at));
    let line = |suspect: &Product| {
        let what = parts(suspect).join(" · ");
        locale.fill("import.suspect", &[("id", &suspect.id), ("what", &what)])
    };
    suspects.map(line).collect()
}

fn change(locale: &Locale, change: &Change) -> String {
    let act = |act: &Recognition| record::act(locale, act);
    match change {
        Change::Added(added) => locale.fill("import.act_added", &[("act", &act(added))]),
        Change::Removed(removed) => locale.fill("import.act_removed", &[("act", &act(removed))]),
        Change::Field {
            field,
            before,
            after,
        } => {
            let none = locale.t("import.blank");
            let shown = |text: &str| {
                if text.is_empty() {
                    none.to_owned()
                } else {
                    value(locale, *field, text)
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

/// The name of a field; of a recognition's, with its number.
pub fn field_name(locale: &Locale, field: Field) -> String {
    match field {
        Field::Act(0, part) => locale.t(&format!("field.{}", part.key())).to_owned(),
        Field::Act(number, part) => {
            let name = locale.t(&format!("field.{}", part.key())).to_owned();
            locale.fill("field.of_act", &[("n", &number), ("field", &name)])
        }
        plain => locale.t(&format!("field.{plain}")).to_owned(),
    }
}

/// What is known of a product besides its recognitions: name and value of each field.
pub fn fields(locale: &Locale, product: &Product) -> Vec<(String, String)> {
    let known = texts(product)
        .into_iter()
        .filter(|(_, text)| !text.is_empty());
    let shown =
        |(field, text): (Field, String)| (field_name(locale, field), value(locale, field, &text));
    known.map(shown).collect()
}

/// A machine-readable text as a person reads it.
fn value(locale: &Locale, field: Field, text: &str) -> String {
    match field {
        Field::Kind => locale.t(&format!("kind.{text}")).to_owned(),
        Field::Group => label::group(locale, text.trim_end_matches('~')),
        Field::Act(_, ActField::Kind) => locale.t(&format!("act.{text}")).to_owned(),
        Field::Act(_, ActField::Date | ActField::Seen) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |when| locale.when(when)),
        Field::Act(_, ActField::Expires) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| locale.date(day)),
        _ => text.to_owned(),
    }
}

/// `dòng 12, cột “Hạng sao”: “6” — …`.
pub fn problem_line(locale: &Locale, problem: &Problem) -> String {
    let reason = locale
        .t(&format!("problem.{}", problem.reason.key()))
        .to_owned();
    let column = safe(&problem.column);
    let value = safe(&problem.value);
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
