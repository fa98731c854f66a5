//! Why a product is in a list or not, for people and for programs.
//!
//! Must not: find out; the engine did.

use std::io::{self, Write};

use ocop_index::query::language;
use ocop_index::search::{HiddenReason, HitExplanation};
use ocop_index::{Facet, Product, Query, QueryCondition};
use serde_json::{Value, json};

use super::json::{build_query_document, explanation_json, print_document};
use crate::cli::settings::Settings;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::{explanation_text, label};

/// What was found out.
#[derive(Debug)]
pub struct WhyReport<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// The product in question.
    pub product: &'a Product,
    /// How many products the list has.
    pub total: usize,
    /// Its place in the list, from 1.
    pub rank: Option<usize>,
    /// What hides it.
    pub hidden: &'a [HiddenReason],
    /// Why it was found.
    pub explanation: Option<&'a HitExplanation>,
}

/// The sentences.
pub fn write_why_text(
    out: &mut impl Write,
    settings: &Settings,
    told: &WhyReport<'_>,
) -> io::Result<()> {
    let locale = &settings.locale;
    let product = sanitize_text(&format!("{} {}", told.product.id, told.product.name));
    let total = locale.format_number(told.total);
    if let Some(place) = told.rank {
        let place = locale.format_number(place);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("product", &product), ("place", &place), ("total", &total)];
        writeln!(out, "{}", locale.fill("why.shown", &values))?;
        let lines = told
            .explanation
            .map(|why| explanation_text::describe_explanation(locale, why));
        for line in lines.unwrap_or_default() {
            writeln!(out, "    {line}")?;
        }
        return Ok(());
    }
    let values: [(&str, &dyn std::fmt::Display); 2] = [("product", &product), ("total", &total)];
    writeln!(out, "{}", locale.fill("why.hidden", &values))?;
    for reason in told
        .hidden
        .iter()
        .flat_map(|hidden| describe_hidden(locale, told.query, hidden))
    {
        writeln!(out, "  - {reason}")?;
    }
    Ok(())
}

/// What hides it, as sentences; a facet may both be chosen in and be excluded from.
fn describe_hidden(locale: &Locale, query: &Query, hidden: &HiddenReason) -> Vec<String> {
    match hidden {
        HiddenReason::NotHidden(_) | HiddenReason::UnknownId => Vec::new(),
        HiddenReason::MissingWord(word) => {
            let key = if query.literal {
                "why.word_literal"
            } else {
                "why.word"
            };
            vec![locale.fill(key, &[("word", &sanitize_text(word))])]
        }
        HiddenReason::Outranked if query.literal => vec![locale.t("why.far_literal").to_owned()],
        HiddenReason::Outranked => vec![locale.t("why.far").to_owned()],
        HiddenReason::Condition(condition) => {
            vec![locale.fill(
                "why.condition",
                &[("piece", &sanitize_text(&format_condition(condition)))],
            )]
        }
        HiddenReason::Facet(facet) => [
            ("why.chosen", query.filter.chosen_values(*facet)),
            ("why.excluded", query.filter.excluded_values(*facet)),
        ]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(key, values)| {
            let names = values
                .iter()
                .map(|value| label::facet_value_label(locale, *facet, value));
            let names = sanitize_text(&names.collect::<Vec<_>>().join(", "));
            let facet = label::facet_label(locale, *facet);
            locale.fill(key, &[("facet", &facet), ("values", &names)])
        })
        .collect(),
    }
}

/// A condition as it is typed.
fn format_condition(condition: &QueryCondition) -> String {
    language::write_query(&Query {
        conditions: vec![condition.clone()],
        ..Query::default()
    })
}

/// The document of `why --format json`.
pub fn write_why_json(
    out: &mut impl Write,
    settings: &Settings,
    told: &WhyReport<'_>,
) -> io::Result<()> {
    let mut document = build_query_document(settings, told.query);
    document.insert("id".into(), told.product.id.as_str().into());
    document.insert("name".into(), told.product.name.as_str().into());
    document.insert("total".into(), told.total.into());
    document.insert("place".into(), told.rank.into());
    let hidden: Vec<Value> = told
        .hidden
        .iter()
        .filter_map(|hidden| hidden_json(told.query, hidden))
        .collect();
    document.insert("hidden".into(), hidden.into());
    let why = told.explanation.map_or(Value::Null, explanation_json);
    document.insert("explanation".into(), why);
    print_document(out, &document.into())
}

fn hidden_json(query: &Query, hidden: &HiddenReason) -> Option<Value> {
    Some(match hidden {
        HiddenReason::NotHidden(_) | HiddenReason::UnknownId => return None,
        HiddenReason::MissingWord(word) => json!({"by": "word", "word": word}),
        HiddenReason::Outranked => json!({"by": "others"}),
        HiddenReason::Condition(condition) => {
            json!({"by": "condition", "condition": format_condition(condition)})
        }
        HiddenReason::Facet(facet) => filter_json(query, *facet),
    })
}

fn filter_json(query: &Query, facet: Facet) -> Value {
    json!({
        "by": "filter",
        "filter": facet.key(),
        "chosen": query.filter.chosen_values(facet),
        "excluded": query.filter.excluded_values(facet),
    })
}
