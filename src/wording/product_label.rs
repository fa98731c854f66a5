//! Labels that people set on products, in sentences.

use std::fmt::Display;

use crate::wording::locale::Locale;
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::{LabelProblem, MAX_LABEL_CHARS, MeantLabel, WrittenLabel};
use crate::work::labels::label_drafts::LabelChange;

/// What is done with a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelAct {
    /// It is set.
    Set,
    /// It is taken off.
    TakenOff,
}

/// A label with its value: `lộ trình: đã lập`.
pub fn describe_label(locale: &Locale, label: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => locale.fill("label.with_value", &[("label", &label), ("value", &value)]),
        None => label.to_owned(),
    }
}

/// Which label was taken for what was written, where it is not the same, or that it is a new one.
pub fn describe_meant_label(
    locale: &Locale,
    written: &WrittenLabel,
    meant: &MeantLabel,
) -> Option<String> {
    let name = describe_label(locale, &meant.label, meant.value.as_deref());
    if meant.is_new {
        return Some(locale.fill("label.new", &[("label", &name)]));
    }
    let written = describe_label(locale, &written.label, written.value.as_deref());
    meant.is_respelled.then(|| {
        locale.fill(
            "label.respelled",
            &[("written", &written), ("label", &name)],
        )
    })
}

/// Why a label cannot be what was written, and what to write.
pub fn describe_label_problem(locale: &Locale, problem: &LabelProblem) -> String {
    match problem {
        LabelProblem::Empty => locale.t("label.empty").to_owned(),
        LabelProblem::TooLong => locale.fill("label.too_long", &[("most", &MAX_LABEL_CHARS)]),
        LabelProblem::Sign => locale.t("label.sign").to_owned(),
        LabelProblem::UnknownValue {
            label,
            value,
            values,
        } => {
            let values: [(&str, &dyn Display); 3] = [
                ("label", label),
                ("value", value),
                ("values", &values.join(" / ")),
            ];
            locale.fill("label.unknown_value", &values)
        }
        LabelProblem::NoValue { label, values } => {
            let first = values.first().map_or("", String::as_str);
            let values: [(&str, &dyn Display); 3] = [
                ("label", label),
                ("values", &values.join(" / ")),
                ("first", &first),
            ];
            locale.fill("label.no_value", &values)
        }
        LabelProblem::PlainWord { label } => locale.fill("label.plain_word", &[("label", label)]),
    }
}

/// What was saved: the label, and for which product or how many.
pub fn describe_label_change(
    locale: &Locale,
    act: LabelAct,
    label: &str,
    products: &[ProductRef],
    change: &LabelChange,
) -> String {
    let for_whom = match products {
        [product] => describe_product_ref(locale, product),
        _ => locale.fill(
            "label.products",
            &[("n", &locale.format_number(change.changed))],
        ),
    };
    let key = match (act, change.changed, products.len()) {
        (LabelAct::Set, 0, 1) => "label.has_it",
        (LabelAct::TakenOff, 0, 1) => "label.has_it_not",
        (LabelAct::Set, 0, _) => "label.all_have_it",
        (LabelAct::TakenOff, 0, _) => "label.none_has_it",
        (LabelAct::Set, ..) => "label.set",
        (LabelAct::TakenOff, ..) => "label.taken_off",
    };
    let mut sentence = locale.fill(key, &[("label", &label), ("whom", &for_whom)]);
    if change.changed > 0 && change.same > 0 {
        let key = match act {
            LabelAct::Set => "label.others_have_it",
            LabelAct::TakenOff => "label.others_have_it_not",
        };
        sentence.push_str(&locale.fill(key, &[("n", &locale.format_number(change.same))]));
    }
    sentence.push('.');
    sentence
}

/// Products within a sentence: the name of a single one, else how many.
pub fn describe_products(locale: &Locale, products: &[ProductRef]) -> String {
    match products {
        [product] if product.name.is_empty() => product.id.clone(),
        [product] => product.name.clone(),
        _ => locale.fill(
            "label.products",
            &[("n", &locale.format_number(products.len()))],
        ),
    }
}

/// A product in a sentence: its name and its id.
pub fn describe_product_ref(locale: &Locale, product: &ProductRef) -> String {
    let values: [(&str, &dyn Display); 2] = [("name", &product.name), ("id", &product.id)];
    locale.fill("label.product", &values)
}
