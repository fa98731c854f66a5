//! What could not be found again in the catalogue, and what a newer version wrote.

use std::collections::BTreeSet;

use super::gathered_review::GatheredReview;
use super::paper::{PRODUCT, Paper, text};
use super::{ReportedProduct, ReviewReportSource};
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::{EventBody, ProposalOutcome, ProposedChange, WorkAct};
use crate::work::events::product_links::LinkDoubtReason;
use crate::work::events::product_ref::ProductRef;

/// What could not be found again in the catalogue, and what a newer version wrote; nothing where there is neither.
pub(super) fn add_doubts(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    let lost = list_lost_products(source);
    let events = source.log.events().iter();
    let newer = events.filter(|event| matches!(event.body, EventBody::Unknown(_)));
    let newer = newer.count();
    if lost.is_empty() && newer == 0 {
        return;
    }
    paper.add_section("handover.doubts");
    if !lost.is_empty() {
        let rows = lost.into_iter().map(|product| {
            let record = ReportedProduct::from_ref(product);
            let (reason, may_be) = describe_doubt(source, product);
            vec![
                text(&product.id),
                text(record.name),
                record.producer.into(),
                record.place.into(),
                text(reason),
                text(may_be),
            ]
        });
        let columns = [
            ("handover.old_id", 10.0),
            PRODUCT,
            ("handover.producer", 22.0),
            ("handover.place", 18.0),
            ("handover.why", 22.0),
            ("handover.may_be", 26.0),
        ];
        paper.add_table("handover.lost", &columns, rows.collect(), "handover.lost");
    }
    if newer > 0 {
        let sentence = source.locale.fill("handover.newer", &[("n", &newer)]);
        paper.add_paragraph(sentence);
    }
}

/// Why a product could not be found again, and what it may be.
fn describe_doubt(source: &ReviewReportSource<'_>, product: &ProductRef) -> (String, String) {
    let mut doubts = source.doubts.iter();
    let doubt = doubts.find(|doubt| doubt.product == *product);
    let reason = doubt.map_or(LinkDoubtReason::Missing, |doubt| doubt.reason);
    let key = match reason {
        LinkDoubtReason::Missing if was_taken_out(source, product) => "handover.lost_applied",
        LinkDoubtReason::Missing => "handover.lost_missing",
        LinkDoubtReason::IdOfAnother => "handover.lost_id",
        LinkDoubtReason::Several => "handover.lost_several",
        LinkDoubtReason::Contested => "handover.lost_contested",
    };
    let may_be = doubt.into_iter().flat_map(|doubt| &doubt.may_be);
    let may_be = may_be.map(|product| format!("{} {}", product.id, product.name));
    let may_be = may_be.collect::<Vec<_>>().join("\n");
    (source.locale.t(key).to_owned(), may_be)
}

/// Products of the review, and of events of the review, that are in the catalogue no longer or may be several there.
fn list_lost_products<'a>(source: &ReviewReportSource<'a>) -> BTreeSet<&'a ProductRef> {
    let events = source.log.events().iter();
    let of_review = events.filter(|event| event.review == Some(source.round.id));
    let named = of_review.filter_map(|event| event.product.as_deref());
    let mut lost: BTreeSet<&ProductRef> = named
        .chain(&source.round.start.scope)
        .filter(|product| source.log.current_id(product).is_none())
        .collect();
    // A product that was only proposed was never there.
    let proposed = source.log.events().iter().filter(|event| {
        let change = proposed_change(event);
        matches!(change, Some(ProposedChange::NewProduct { .. }))
    });
    for event in proposed {
        if let Some(product) = event.product.as_deref() {
            lost.remove(product);
        }
    }
    lost
}

fn proposed_change(event: &WorkEvent) -> Option<&ProposedChange> {
    match event.act() {
        Some(WorkAct::Proposal { change }) => Some(change),
        _ => None,
    }
}

/// True where a proposal took the record of this product out of the catalogue.
fn was_taken_out(source: &ReviewReportSource<'_>, product: &ProductRef) -> bool {
    let takes_out = |event: &WorkEvent| {
        matches!(
            proposed_change(event),
            Some(ProposedChange::Split { .. } | ProposedChange::MergedInto { .. })
        )
    };
    source.log.events().iter().any(|event| {
        let is_applied = matches!(
            event.act(),
            Some(WorkAct::ProposalDecided {
                outcome: ProposalOutcome::Applied,
                ..
            })
        );
        let proposals = event.replaces.iter();
        let mut proposals = proposals.filter_map(|id| source.log.find_event(*id));
        is_applied
            && event.product.as_deref() == Some(product)
            && source.log.stands(event)
            && proposals.any(takes_out)
    })
}
