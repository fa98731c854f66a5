//! Machine-readable output, versioned by `"format": 1`.
//!
//! Fields are added, never renamed, within a format. An unknown value is `null`. Must not: translate keys;
//! only labels are in the person's language.

use std::io::{self, Write};

use ocop_index::product::ProducerKind;
use ocop_index::query::language;
use ocop_index::search::FacetCounts;
use ocop_index::search::{Explanation, Hit, Part, Reading, Step};
use ocop_index::stats::Totals;
use ocop_index::{Answer, Facet, Query};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::label;
use crate::settings::Settings;

/// One hit in a line.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    id: &'a str,
    name: &'a str,
    star: Option<u8>,
    specialty: Option<&'a str>,
    producer: Option<&'a str>,
    producer_kind: Option<&'a str>,
    phone: Option<&'a str>,
    province: Option<&'a str>,
    district: Option<&'a str>,
    commune: Option<&'a str>,
    unit: Option<&'a str>,
    group: Option<&'a str>,
    year: Option<i16>,
    status: &'a str,
    expires_from: Option<String>,
    expires_to: Option<String>,
    code: Option<&'a str>,
}

/// The names of a row's fields, in their order.
pub const FIELDS: [&str; 17] = [
    "id",
    "name",
    "star",
    "specialty",
    "producer",
    "producer_kind",
    "phone",
    "province",
    "district",
    "commune",
    "unit",
    "group",
    "year",
    "status",
    "expires_from",
    "expires_to",
    "code",
];

impl<'a> Row<'a> {
    /// The row of a hit.
    pub fn new(hit: &'a Hit) -> Self {
        let product = &hit.product;
        let producer = product.producer.as_ref();
        let place = &product.place;
        Self {
            id: &product.id,
            name: &product.name,
            star: hit.state.star,
            specialty: product.specialty.as_deref(),
            producer: producer.map(|producer| producer.name.as_str()),
            producer_kind: producer
                .and_then(|producer| producer.kind)
                .map(ProducerKind::key),
            phone: producer.and_then(|producer| producer.phone.as_deref()),
            province: place.province.as_deref(),
            district: place.district.as_deref(),
            commune: place.commune.as_deref(),
            unit: place.unit.as_deref(),
            group: product.group.as_ref().map(|group| group.code.as_str()),
            year: hit.state.year,
            status: hit.state.status.key(),
            expires_from: hit.state.expiry.map(|expiry| expiry.earliest.to_string()),
            expires_to: hit.state.expiry.map(|expiry| expiry.latest.to_string()),
            code: product.code.as_deref(),
        }
    }
}

/// The document of `search --format json`; an explanation for each hit, or for none.
pub fn search(
    out: &mut impl Write,
    settings: &Settings,
    query: &Query,
    answer: &Answer,
    (hits, why): (&[Hit], &[Explanation]),
) -> io::Result<()> {
    let mut rows = Vec::with_capacity(hits.len());
    for (place, hit) in hits.iter().enumerate() {
        let mut row = json!(Row::new(hit));
        if let Some(why) = why.get(place) {
            row["explanation"] = explanation(why);
        }
        rows.push(row);
    }
    let mut document = question(settings, query);
    document.insert("total".into(), answer.total().into());
    document.insert("reading".into(), reading(answer.reading()));
    document.insert("hits".into(), rows.into());
    document.insert("facets".into(), counts(settings, answer.facets()));
    print(out, &document.into())
}

/// The document of `facets --format json`.
pub fn facets(
    out: &mut impl Write,
    settings: &Settings,
    query: &Query,
    answer: &Answer,
) -> io::Result<()> {
    let mut document = question(settings, query);
    document.insert("total".into(), answer.total().into());
    document.insert("facets".into(), counts(settings, answer.facets()));
    print(out, &document.into())
}

/// The document of `stats --format json`.
pub fn stats(
    out: &mut impl Write,
    settings: &Settings,
    query: &Query,
    totals: &Totals,
) -> io::Result<()> {
    let mut document = question(settings, query);
    document.insert("products".into(), totals.products.into());
    document.insert("producers".into(), totals.producers.into());
    let coverage = totals.coverage;
    document.insert(
        "coverage".into(),
        json!({"rated": coverage.rated, "online": coverage.online, "traced": coverage.traced}),
    );
    document.insert("facets".into(), counts(settings, &totals.facets));
    print(out, &document.into())
}

/// The document of `show --format json`: the record as kept, and what it is on the day.
pub fn record(out: &mut impl Write, settings: &Settings, hit: &Hit) -> io::Result<()> {
    let document = json!({
        "format": 1,
        "on": settings.day.to_string(),
        "hit": Row::new(hit),
        "current_recognition": hit.state.current,
        "record": hit.product,
    });
    print(out, &document)
}

pub(super) fn question(settings: &Settings, query: &Query) -> Map<String, Value> {
    let mut document = Map::new();
    document.insert("format".into(), 1.into());
    document.insert("query".into(), query.text.trim_end().into());
    // The whole question in the query language: what may be typed again.
    document.insert("line".into(), language::write(query).into());
    document.insert("filters".into(), values(query.filter.iter()));
    document.insert("excluded".into(), values(query.filter.iter_excluded()));
    let minus = if query.backwards { "-" } else { "" };
    let sort = format!("{minus}{}", query.sort.key());
    document.insert("sort".into(), sort.into());
    document.insert("on".into(), settings.day.to_string().into());
    document
}

fn values<'a>(values: impl Iterator<Item = (Facet, &'a str)>) -> Value {
    let mut filters = Map::new();
    for (facet, value) in values {
        let entry = filters.entry(facet.key()).or_insert_with(|| json!([]));
        if let Value::Array(values) = entry {
            values.push(value.into());
        }
    }
    filters.into()
}

fn reading(reading: &Reading) -> Value {
    json!({
        "how": reading.distance.key(),
        "words": reading.words,
        "left_out": reading.dropped,
    })
}

/// Why a hit was found. Costs are numbers; `rest` is what this way of reading, how the words stand in
/// it, and those left out add.
pub(super) fn explanation(explanation: &Explanation) -> Value {
    let word = |step: &Step| {
        json!({
            "typed": step.typed,
            "found": step.found,
            "field": step.part.map(Part::key),
            "how": step.way.key(),
            "cost": cost(step.cost),
        })
    };
    json!({
        "words": explanation.steps.iter().map(word).collect::<Vec<_>>(),
        "left_out": explanation.dropped,
        "rest": cost(explanation.rest()),
        "cost": cost(explanation.cost),
    })
}

fn cost(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}

pub(super) fn counts(settings: &Settings, facets: &[FacetCounts]) -> Value {
    let mut document = Map::new();
    for counts in facets {
        let values: Vec<Value> = counts
            .values
            .iter()
            .map(|value| {
                json!({
                    "value": value.value,
                    "label": label::value(&settings.locale, counts.facet, &value.value),
                    "count": value.count,
                    "selected": value.chosen,
                })
            })
            .collect();
        document.insert(counts.facet.key().into(), values.into());
    }
    document.into()
}

pub(super) fn print(out: &mut impl Write, document: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}
