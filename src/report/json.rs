//! Machine-readable output, versioned by `"format": 1`.
//!
//! Within a format, fields are added but never renamed. An unknown value is `null`. Keys are never
//! translated; only labels are in the user's language.

use std::io::{self, Write};

use ocop_index::change::correction::AppliedCorrection;
use ocop_index::list_totals::ListTotals;
use ocop_index::product::ProducerKind;
use ocop_index::query::language;
use ocop_index::search::FacetCounts;
use ocop_index::search::{
    HitExplanation, InterpretationSummary, SearchField, SearchHit, TermExplanation,
};
use ocop_index::{Facet, MarkedValues, Query, SearchAnswer};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::chosen_columns::build_fields;
use crate::cli::settings::Settings;
use crate::wording::label;

/// The fields of one hit.
#[derive(Debug, Serialize)]
pub struct HitSummary<'a> {
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
    /// What people did with it; only in JSON, and only where the catalogue has marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<Map<String, Value>>,
}

/// The names of a row's fields, in their order.
pub const HIT_FIELDS: [&str; 17] = [
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

impl<'a> HitSummary<'a> {
    /// The row of a hit.
    pub fn new(hit: &'a SearchHit) -> Self {
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
            work: None,
        }
    }

    /// The row of a hit for JSON: with what people did with it where the catalogue has marks.
    pub fn with_work(hit: &'a SearchHit, has_marks: bool) -> Self {
        Self {
            work: has_marks.then(|| work_json(&hit.marks)),
            ..Self::new(hit)
        }
    }
}

/// Writes the document of `search --format json`, with an explanation for each hit or for none. `read_as` is what the
/// plain words were read as.
pub fn write_search_json(
    out: &mut impl Write,
    settings: &Settings,
    (query, read_as, left_out): (&Query, Value, &[String]),
    answer: &SearchAnswer,
    (hits, why): (&[SearchHit], &[HitExplanation]),
) -> io::Result<()> {
    let mut counted = answer.facet_counts().iter();
    let has_marks = counted.any(|counts| counts.facet.is_mark());
    let mut rows = Vec::with_capacity(hits.len());
    for (index, hit) in hits.iter().enumerate() {
        let mut row = match settings.columns.asked.as_deref() {
            Some(columns) => build_fields(&settings.locale, columns, hit, settings.day).into(),
            None => json!(HitSummary::with_work(hit, has_marks)),
        };
        if let Some(why) = why.get(index) {
            row["explanation"] = explanation_json(why);
        }
        rows.push(row);
    }
    let mut document = build_query_document(settings, query);
    document.insert("total".into(), answer.total().into());
    document.insert(
        "reading".into(),
        interpretation_json(answer.interpretation_summary()),
    );
    document.insert("read_as".into(), read_as);
    document.insert("left_out".into(), json!(left_out));
    document.insert("hits".into(), rows.into());
    document.insert(
        "facets".into(),
        facet_counts_json(settings, answer.facet_counts()),
    );
    print_document(out, &document.into())
}

/// Writes the document of `facets --format json`.
pub fn write_facets_json(
    out: &mut impl Write,
    settings: &Settings,
    query: &Query,
    answer: &SearchAnswer,
) -> io::Result<()> {
    let mut document = build_query_document(settings, query);
    document.insert("total".into(), answer.total().into());
    document.insert(
        "facets".into(),
        facet_counts_json(settings, answer.facet_counts()),
    );
    print_document(out, &document.into())
}

/// The document of `stats --format json`.
pub fn build_statistics_document(
    settings: &Settings,
    (query, totals): (&Query, &ListTotals),
) -> Map<String, Value> {
    let mut document = build_query_document(settings, query);
    document.insert("products".into(), totals.products.into());
    document.insert("producers".into(), totals.producers.into());
    let coverage = totals.coverage;
    document.insert(
        "coverage".into(),
        json!({"rated": coverage.rated, "online": coverage.online, "traced": coverage.traced}),
    );
    document.insert("facets".into(), facet_counts_json(settings, &totals.facets));
    document
}

/// Writes the document of `show --format json`: the record as stored, its state on the day, and the corrections that it
/// has had.
pub fn write_record_json(
    out: &mut impl Write,
    settings: &Settings,
    hit: &SearchHit,
    corrections: &[AppliedCorrection],
) -> io::Result<()> {
    let document = json!({
        "format": 1,
        "on": settings.day.to_string(),
        "hit": HitSummary::with_work(hit, !hit.marks.is_empty()),
        "current_recognition": hit.state.current,
        "record": hit.product,
        "corrections": corrections,
    });
    print_document(out, &document)
}

pub(super) fn build_query_document(settings: &Settings, query: &Query) -> Map<String, Value> {
    let mut document = Map::new();
    document.insert("format".into(), 1.into());
    document.insert("query".into(), query.text.trim_end().into());
    // The whole query in the query language, so that it can be typed again.
    document.insert("line".into(), language::write_query(query).into());
    document.insert(
        "filters".into(),
        group_filter_values(query.filter.iter_chosen()),
    );
    document.insert(
        "excluded".into(),
        group_filter_values(query.filter.iter_excluded()),
    );
    let all_of = Facet::ALL.into_iter();
    let all_of = all_of.filter(|facet| query.filter.wants_all(*facet));
    let all_of: Vec<&str> = all_of.map(Facet::key).collect();
    if !all_of.is_empty() {
        // The filters of which a product must have all values.
        document.insert("all_of".into(), all_of.into());
    }
    let minus = if query.reversed { "-" } else { "" };
    let sort = format!("{minus}{}", query.sort.key());
    document.insert("sort".into(), sort.into());
    document.insert("on".into(), settings.day.to_string().into());
    document
}

fn group_filter_values<'a>(values: impl Iterator<Item = (Facet, &'a str)>) -> Value {
    let mut filters = Map::new();
    for (facet, value) in values {
        let entry = filters.entry(facet.key()).or_insert_with(|| json!([]));
        if let Value::Array(values) = entry {
            values.push(value.into());
        }
    }
    filters.into()
}

/// What people did with a product: a list where there may be several values, `true` for a mark that is there or not.
fn work_json(marks: &MarkedValues) -> Map<String, Value> {
    let fields = marks.iter().map(|(facet, values)| {
        let value = match values {
            _ if facet.is_yes_or_none() => true.into(),
            [one] if !facet.is_multi_valued() => one.as_str().into(),
            all => json!(all),
        };
        (facet.key().to_owned(), value)
    });
    fields.collect()
}

fn interpretation_json(summary: &InterpretationSummary) -> Value {
    json!({
        "how": summary.distance.key(),
        "words": summary.words,
        "left_out": summary.dropped,
    })
}

/// Why a hit was found. `rest` is the cost that the interpretation, the alignment of the words and
/// the dropped words add to the costs of the words.
pub(super) fn explanation_json(explanation: &HitExplanation) -> Value {
    let word = |term: &TermExplanation| {
        json!({
            "typed": term.typed,
            "found": term.found_word,
            "field": term.field.map(SearchField::key),
            "how": term.match_kind.key(),
            "cost": cost_from_hundredths(term.cost),
        })
    };
    json!({
        "words": explanation.terms.iter().map(word).collect::<Vec<_>>(),
        "left_out": explanation.dropped,
        "rest": cost_from_hundredths(explanation.extra_cost()),
        "cost": cost_from_hundredths(explanation.cost),
    })
}

fn cost_from_hundredths(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}

pub(super) fn facet_counts_json(settings: &Settings, facets: &[FacetCounts]) -> Value {
    let mut document = Map::new();
    for counts in facets {
        let values: Vec<Value> = counts
            .values
            .iter()
            .map(|value| {
                json!({
                    "value": value.value,
                    "label": label::facet_value_label(&settings.locale, counts.facet, &value.value),
                    "count": value.count,
                    "selected": value.chosen,
                })
            })
            .collect();
        document.insert(counts.facet.key().into(), values.into());
    }
    document.into()
}

/// Prints a document.
pub fn print_document(out: &mut impl Write, document: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    writeln!(out)
}
