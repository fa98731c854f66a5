//! What happened in a review since a day: how much each person did, and every act.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::act_words::describe_act;
use super::gathered_review::{GatheredProduct, GatheredReview};
use super::paper::{AUTHOR, Column, DAY, ID, PRODUCT, Paper, day_of, number, text};
use crate::cli::clock;
use crate::report::table_file::ReportCell;
use crate::wording::vietnam_time::day_in_vietnam;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;

/// The kinds of acts that are counted.
const COUNTED: [Column; 6] = [
    ("handover.verdicts", 12.0),
    ("handover.postponed", 12.0),
    ("handover.settled_count", 12.0),
    ("handover.remarks", 12.0),
    ("handover.proposals", 12.0),
    ("handover.labels", 12.0),
];

/// What each person did from that day on, and every act in order.
pub(super) fn add_digest(paper: &mut Paper<'_>, review: &GatheredReview<'_>, since: Date) {
    let by_id: BTreeMap<&str, &GatheredProduct> = review
        .products
        .iter()
        .map(|product| (product.id.as_str(), product))
        .collect();
    let mut counts: BTreeMap<&str, [usize; COUNTED.len()]> = BTreeMap::new();
    let mut rows = Vec::new();
    for event in list_events(review, &by_id, since) {
        let Some(words) = describe_act(review, event) else {
            continue;
        };
        if let Some(kind) = event.act().and_then(counted_kind) {
            counts.entry(&event.author).or_default()[kind] += 1;
        }
        let named = event.product.as_deref();
        let id = named.and_then(|named| review.source.log.current_id(named));
        let product = match (id.and_then(|id| by_id.get(id)), named) {
            (Some(product), _) => product.name_cells(),
            (None, Some(named)) => vec![text(&named.id), text(&named.name)],
            (None, None) => vec![ReportCell::Empty; 2],
        };
        let mut row = vec![
            day_of(event.time),
            text(clock::minute_in_vietnam(event.time)),
        ];
        row.push(text(&event.author));
        row.extend(product);
        row.push(text(words));
        rows.push(row);
    }
    let people = counts.into_iter().map(|(author, counts)| {
        let counts = counts.map(number);
        std::iter::once(text(author)).chain(counts).collect()
    });
    let mut columns = vec![AUTHOR];
    columns.extend(COUNTED);
    paper.add_section("handover.by_person");
    paper.add_table(
        "handover.by_person",
        &columns,
        people.collect(),
        "handover.nothing_done",
    );
    paper.add_section("handover.acts");
    let columns = [
        DAY,
        ("handover.time", 7.0),
        AUTHOR,
        ID,
        PRODUCT,
        ("handover.act", 40.0),
    ];
    paper.add_table("handover.acts", &columns, rows, "handover.nothing_done");
}

/// The acts of the review, and those of no review on its products, that the reader may see and that their author did
/// not replace or undo; oldest first.
fn list_events<'a>(
    review: &'a GatheredReview<'_>,
    by_id: &BTreeMap<&str, &GatheredProduct>,
    since: Date,
) -> Vec<&'a WorkEvent> {
    let source = review.source;
    let log = source.log;
    let is_told = |event: &&WorkEvent| {
        if day_in_vietnam(event.time) < since {
            return false;
        }
        let id = event
            .product
            .as_deref()
            .and_then(|named| log.current_id(named));
        let product = id.and_then(|id| by_id.get(id));
        let is_of_review = event.id == source.round.id
            || event.review == Some(source.round.id)
            || (event.review.is_none() && product.is_some());
        is_of_review
            && product.is_none_or(|product| review.viewer.sees_event(&product.work, event))
            && log.stands(event)
            && !log.is_replaced(event, |other| other.author == event.author)
    };
    let mut events: Vec<&WorkEvent> = log.events().iter().filter(is_told).collect();
    events.sort_by_key(|event| (event.time, event.id));
    events
}

/// The column of [`COUNTED`] in which an act counts.
fn counted_kind(act: &WorkAct) -> Option<usize> {
    match act {
        WorkAct::Verdict { verdict: Some(_) } => Some(0),
        WorkAct::Postponed => Some(1),
        WorkAct::Settled { .. } => Some(2),
        WorkAct::Remark { text } if !text.is_empty() => Some(3),
        WorkAct::Proposal { .. } => Some(4),
        WorkAct::Label { present: true, .. } => Some(5),
        _ => None,
    }
}
