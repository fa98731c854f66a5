//! Answers of the catalogue as messages: a search with its first rows, statistics, other products of a producer.
//!
//! Must not: keep anything between calls; [`super::search_service`] does.

use std::collections::HashSet;

use ocop_index::search::Grouping;
use ocop_index::{Catalog, Query, SearchAnswer};

use crate::app::model::list::AnswerPage;
use crate::app::model::selected_record::ProductSiblings;
use crate::app::model::statistics::{QueryStatistics, ReferenceFigures, ReferenceQuery};
use crate::app::msg::{AnswerPart, Msg};
use crate::catalog::{meant_product, siblings};

/// Rows sent along with an answer.
const FIRST_ROWS: usize = 64;

pub(super) fn failure_message(
    query_number: u64,
    part: AnswerPart,
    cause: ocop_index::Error,
) -> Msg {
    Msg::Failed {
        query_number,
        part,
        cause,
    }
}

/// Computes everything the statistics show for a query and its answer; `None` when `stop` returned true.
pub fn compute_statistics(
    catalog: &Catalog,
    query_number: u64,
    (query, answer): (&Query, &SearchAnswer),
    groupings: [Grouping; 2],
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<QueryStatistics>> {
    let Some(totals) =
        catalog.count_answer_totals_until(answer, &answer.searched_query(query), stop)?
    else {
        return Ok(None);
    };
    let cross_tab = catalog.cross_tabulate(answer, groupings)?;
    if stop() {
        return Ok(None);
    }
    Ok(Some(QueryStatistics {
        query_number,
        totals,
        cross_tab,
        expiry_counts: catalog.count_expiries(answer),
        reference: None,
    }))
}

/// Computes the same for a reference, in a catalogue seen on its day; `query` is the query shown.
pub fn compute_reference(
    catalog: &Catalog,
    reference: ReferenceQuery,
    query: &Query,
    groupings: [Grouping; 2],
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<ReferenceFigures>> {
    let query = reference.query.as_ref().unwrap_or(query);
    let Some(answer) = catalog.search_until(query, stop)? else {
        return Ok(None);
    };
    let figures = compute_statistics(catalog, 0, (query, &answer), groupings, stop)?;
    Ok(figures.map(|figures| ReferenceFigures {
        query: reference,
        totals: figures.totals,
        cross_tab: figures.cross_tab,
        expiry_counts: figures.expiry_counts,
    }))
}

/// Finds the other products of a producer. The list reports a catalogue that cannot be read, so an error here means
/// no products.
pub fn find_siblings(catalog: &Catalog, id: String, producer: &str) -> Msg {
    let products = siblings::find_producer_products(catalog, producer, &id).unwrap_or_default();
    Msg::Siblings(Box::new(ProductSiblings {
        product_id: id,
        products,
    }))
}

/// The row of the first of these products from a row on, towards the end of the list or its start, and from there on at
/// its other end.
pub(super) fn find_next_product(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
    (from, forward): (usize, bool),
    wanted: &HashSet<String>,
) -> ocop_index::Result<Option<usize>> {
    let total = answer.total();
    let from = from.min(total);
    // The rows before and behind it, each in the direction.
    let parts = if forward {
        [from..total, 0..from]
    } else {
        [0..(from + 1).min(total), (from + 1).min(total)..total]
    };
    for part in parts {
        let mut left = part;
        while !left.is_empty() {
            let rows = if forward {
                left.start..(left.start + FIRST_ROWS).min(left.end)
            } else {
                left.end.saturating_sub(FIRST_ROWS).max(left.start)..left.end
            };
            let hits = catalog.load_hits(answer, rows.clone())?;
            let mut found = hits.iter().map(|hit| wanted.contains(&hit.product.id));
            let at = if forward {
                found.position(|is_wanted| is_wanted)
            } else {
                found.rposition(|is_wanted| is_wanted)
            };
            if let Some(at) = at {
                return Ok(Some(rows.start + at));
            }
            if forward {
                left.start = rows.end;
            } else {
                left.end = rows.start;
            }
        }
    }
    Ok(None)
}

/// Answers a query with its first rows; `None` when `stop` returned true. Given a selected product, the rows are those
/// around it.
pub fn search_first_rows(
    catalog: &Catalog,
    query_number: u64,
    query: &Query,
    selected_id: Option<&str>,
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<(AnswerPage, SearchAnswer)>> {
    let Some(mut answer) = catalog.search_until(query, stop)? else {
        return Ok(None);
    };
    let selected_index = match selected_id {
        Some(id) => catalog.find_rank(&mut answer, id)?,
        None => None,
    };
    let start = selected_index.map_or(0, |index| index.saturating_sub(FIRST_ROWS / 2));
    let hits = catalog.load_hits(&mut answer, start..start + FIRST_ROWS)?;
    let suggestions = if answer.total() == 0 {
        catalog.suggest_queries(query)?
    } else {
        Vec::new()
    };
    let explanation = catalog.explain_hit(&mut answer, selected_index.unwrap_or(0))?;
    let is_spoken = query.as_words.is_some();
    let meant = if is_spoken {
        meant_product::find_meant_product(catalog, &mut answer, query)?
    } else {
        None
    };
    let page = AnswerPage {
        query_number,
        total: answer.total(),
        total_without_filters: answer.total_without_filters(),
        interpretation: answer.interpretation_summary().clone(),
        read_as_words: answer.read_as_words(),
        meant: meant.map(Box::new),
        producers: if is_spoken {
            catalog.count_producers(&answer)
        } else {
            0
        },
        facets: answer.facet_counts().to_vec(),
        selected_index,
        start,
        hits,
        explanation,
        suggestions,
    };
    Ok(Some((page, answer)))
}
