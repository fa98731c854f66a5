//! Why a product is in a list or not, for people and for programs.
//!
//! Must not: find out; the engine did.

use std::io::{self, Write};

use ocop_index::query::language;
use ocop_index::search::{Explanation, Hidden};
use ocop_index::{Condition, Facet, Product, Query};
use serde_json::{Value, json};

use super::json::{explanation, print, question};
use crate::locale::Locale;
use crate::settings::{Settings, safe};
use crate::{explained, label};

/// What was found out.
#[derive(Debug)]
pub struct Told<'a> {
    /// What was asked.
    pub query: &'a Query,
    /// The product in question.
    pub product: &'a Product,
    /// How many products the list has.
    pub total: usize,
    /// Its place in the list, from 1.
    pub place: Option<usize>,
    /// What hides it.
    pub hidden: &'a [Hidden],
    /// Why it was found.
    pub explanation: Option<&'a Explanation>,
}

/// The sentences.
pub fn text(out: &mut impl Write, settings: &Settings, told: &Told<'_>) -> io::Result<()> {
    let locale = &settings.locale;
    let product = safe(&format!("{} {}", told.product.id, told.product.name));
    let total = locale.number(told.total);
    if let Some(place) = told.place {
        let place = locale.number(place);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("product", &product), ("place", &place), ("total", &total)];
        writeln!(out, "{}", locale.fill("why.shown", &values))?;
        let lines = told.explanation.map(|why| explained::lines(locale, why));
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
        .flat_map(|hidden| reasons(locale, told.query, hidden))
    {
        writeln!(out, "  - {reason}")?;
    }
    Ok(())
}

/// What hides it, as sentences; a facet may both be chosen in and be excluded from.
fn reasons(locale: &Locale, query: &Query, hidden: &Hidden) -> Vec<String> {
    match hidden {
        Hidden::Shown(_) | Hidden::Unknown => Vec::new(),
        Hidden::Word(word) => {
            let key = if query.literal {
                "why.word_literal"
            } else {
                "why.word"
            };
            vec![locale.fill(key, &[("word", &safe(word))])]
        }
        Hidden::Far if query.literal => vec![locale.t("why.far_literal").to_owned()],
        Hidden::Far => vec![locale.t("why.far").to_owned()],
        Hidden::Condition(condition) => {
            vec![locale.fill("why.condition", &[("piece", &safe(&piece(condition)))])]
        }
        Hidden::Facet(facet) => [
            ("why.chosen", query.filter.chosen(*facet)),
            ("why.excluded", query.filter.excluded(*facet)),
        ]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(key, values)| {
            let names = values
                .iter()
                .map(|value| label::value(locale, *facet, value));
            let names = safe(&names.collect::<Vec<_>>().join(", "));
            let facet = label::facet(locale, *facet);
            locale.fill(key, &[("facet", &facet), ("values", &names)])
        })
        .collect(),
    }
}

/// A condition as it is typed.
fn piece(condition: &Condition) -> String {
    language::write(&Query {
        conditions: vec![condition.clone()],
        ..Query::default()
    })
}

/// The document of `why --format json`.
pub fn json(out: &mut impl Write, settings: &Settings, told: &Told<'_>) -> io::Result<()> {
    let mut document = question(settings, told.query);
    document.insert("id".into(), told.product.id.as_str().into());
    document.insert("name".into(), told.product.name.as_str().into());
    document.insert("total".into(), told.total.into());
    document.insert("place".into(), told.place.into());
    let hidden: Vec<Value> = told
        .hidden
        .iter()
        .filter_map(|hidden| reason(told.query, hidden))
        .collect();
    document.insert("hidden".into(), hidden.into());
    let why = told.explanation.map_or(Value::Null, explanation);
    document.insert("explanation".into(), why);
    print(out, &document.into())
}

fn reason(query: &Query, hidden: &Hidden) -> Option<Value> {
    Some(match hidden {
        Hidden::Shown(_) | Hidden::Unknown => return None,
        Hidden::Word(word) => json!({"by": "word", "word": word}),
        Hidden::Far => json!({"by": "others"}),
        Hidden::Condition(condition) => json!({"by": "condition", "condition": piece(condition)}),
        Hidden::Facet(facet) => filter(query, *facet),
    })
}

fn filter(query: &Query, facet: Facet) -> Value {
    json!({
        "by": "filter",
        "filter": facet.key(),
        "chosen": query.filter.chosen(facet),
        "excluded": query.filter.excluded(facet),
    })
}
