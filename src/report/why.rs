//! Why a product is in a list or hidden from it, as text and as JSON.

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

/// The engine's findings about one product and one query.
#[derive(Debug)]
pub struct WhyReport<'a> {
    /// The query.
    pub query: &'a Query,
    /// The product in question.
    pub product: &'a Product,
    /// The number of hits.
    pub total: usize,
    /// The product's rank in the list, from 1; `None` if it is hidden.
    pub rank: Option<usize>,
    /// The reasons why it is hidden.
    pub hidden: &'a [HiddenReason],
    /// Why it was found, if it was.
    pub explanation: Option<&'a HitExplanation>,
}

/// Writes the report as text.
pub fn write_why_text(
    out: &mut impl Write,
    settings: &Settings,
    report: &WhyReport<'_>,
) -> io::Result<()> {
    let locale = &settings.locale;
    let product = sanitize_text(&format!("{} {}", report.product.id, report.product.name));
    let total = locale.format_number(report.total);
    if let Some(rank) = report.rank {
        let rank = locale.format_number(rank);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("product", &product), ("place", &rank), ("total", &total)];
        writeln!(out, "{}", locale.fill("why.shown", &values))?;
        let lines = report
            .explanation
            .map(|why| explanation_text::describe_explanation(locale, why));
        for line in lines.unwrap_or_default() {
            writeln!(out, "    {line}")?;
        }
        return Ok(());
    }
    let values: [(&str, &dyn std::fmt::Display); 2] = [("product", &product), ("total", &total)];
    writeln!(out, "{}", locale.fill("why.hidden", &values))?;
    for reason in report
        .hidden
        .iter()
        .flat_map(|hidden| describe_hidden(locale, report.query, hidden))
    {
        writeln!(out, "  - {reason}")?;
    }
    Ok(())
}

/// A reason as sentences; a facet may have both chosen and excluded values.
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
        HiddenReason::Facet(facet) => {
            let chosen_key = if query.filter.wants_all(*facet) {
                "why.chosen_all"
            } else {
                "why.chosen"
            };
            [
                (chosen_key, query.filter.chosen_values(*facet)),
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
            .collect()
        }
    }
}

/// A condition in the query language.
fn format_condition(condition: &QueryCondition) -> String {
    language::write_query(&Query {
        conditions: vec![condition.clone()],
        ..Query::default()
    })
}

/// Writes the document of `why --format json`.
pub fn write_why_json(
    out: &mut impl Write,
    settings: &Settings,
    report: &WhyReport<'_>,
) -> io::Result<()> {
    let mut document = build_query_document(settings, report.query);
    document.insert("id".into(), report.product.id.as_str().into());
    document.insert("name".into(), report.product.name.as_str().into());
    document.insert("total".into(), report.total.into());
    document.insert("place".into(), report.rank.into());
    let hidden: Vec<Value> = report
        .hidden
        .iter()
        .filter_map(|hidden| hidden_json(report.query, hidden))
        .collect();
    document.insert("hidden".into(), hidden.into());
    let why = report.explanation.map_or(Value::Null, explanation_json);
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
        "all": query.filter.wants_all(facet),
    })
}
