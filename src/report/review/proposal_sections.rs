//! Proposals that wait for a decision, and those that were decided.

use std::collections::BTreeSet;

use super::act_words::describe_change;
use super::gathered_review::GatheredReview;
use super::paper::{AUTHOR, Column, DAY, ID, PRODUCT, Paper, day_of, text};
use crate::report::table_file::ReportCell;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::{ProposalOutcome, ProposedChange, WorkAct};
use crate::work::events::product_ref::ProductRef;

/// What a proposal changes.
const WHAT: Column = ("handover.what", 16.0);
/// The value proposed.
const NEW: Column = ("handover.new", 22.0);

/// Open proposals for products of the review, and for products that the catalogue lacks.
pub(super) fn add_proposals(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    let row = |name: Vec<ReportCell>, change: &ProposedChange, author: &str, time| {
        let words = describe_change(source.locale, change, source.with_phones);
        let mut row = name;
        row.extend([
            text(words.what),
            text(words.old),
            text(words.new),
            text(author),
            day_of(time),
        ]);
        row
    };
    let mut rows = Vec::new();
    for product in &review.products {
        let proposals = product.work.proposals.iter();
        rows.extend(proposals.map(|proposal| {
            row(
                product.name_cells(),
                &proposal.change,
                &proposal.author,
                proposal.time,
            )
        }));
    }
    let mut of_new_products: Vec<&WorkEvent> = source
        .log
        .events()
        .iter()
        .filter(|event| is_new_product(review, event) && source.log.is_head(event))
        .collect();
    of_new_products.sort_by_key(|event| (event.time, event.id));
    for event in of_new_products {
        if let (Some(product), Some(WorkAct::Proposal { change })) = (&event.product, event.act()) {
            let name = vec![ReportCell::Empty, text(&product.name)];
            rows.push(row(name, change, &event.author, event.time));
        }
    }
    let columns = [ID, PRODUCT, WHAT, ("handover.old", 22.0), NEW, AUTHOR, DAY];
    paper.add_section("handover.proposals");
    paper.add_table(
        "handover.proposals",
        &columns,
        rows,
        "handover.no_proposals",
    );
}

/// True for the proposal of a product that the catalogue lacks, made in this review or in none.
fn is_new_product(review: &GatheredReview<'_>, event: &WorkEvent) -> bool {
    let is_here = event.review.is_none_or(|id| id == review.source.round.id);
    is_here
        && matches!(
            event.act(),
            Some(WorkAct::Proposal { change }) if matches!(**change, ProposedChange::NewProduct { .. })
        )
}

/// Proposals of the review that were applied or refused, oldest decision first; nothing where there are none.
pub(super) fn add_decided(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let source = review.source;
    let log = source.log;
    let in_scope: BTreeSet<&ProductRef> = source.round.start.scope.iter().collect();
    let mut decisions: Vec<&WorkEvent> = log.events().iter().filter(|e| log.stands(e)).collect();
    decisions.sort_by_key(|event| (event.time, event.id));
    let mut rows = Vec::new();
    for decision in decisions {
        let Some(WorkAct::ProposalDecided {
            outcome,
            generation,
        }) = decision.act()
        else {
            continue;
        };
        let result = match (outcome, generation) {
            (ProposalOutcome::TakenBack, _) => continue,
            (ProposalOutcome::Refused, _) => source.locale.t("handover.refused").to_owned(),
            (ProposalOutcome::Applied, None) => source.locale.t("handover.applied").to_owned(),
            (ProposalOutcome::Applied, Some(number)) => {
                source.locale.fill("handover.applied_in", &[("n", number)])
            }
        };
        let replaced = decision.replaces.iter();
        for proposal in replaced.filter_map(|id| log.find_event(*id)) {
            let (Some(product), Some(WorkAct::Proposal { change })) =
                (proposal.product.as_deref(), proposal.act())
            else {
                continue;
            };
            let is_here = in_scope.contains(product)
                || proposal.review == Some(source.round.id)
                || is_new_product(review, proposal);
            if !is_here {
                continue;
            }
            let words = describe_change(source.locale, change, source.with_phones);
            let id = log.current_id(product).unwrap_or_default();
            rows.push(vec![
                text(id),
                text(&product.name),
                text(words.what),
                text(words.new),
                text(&proposal.author),
                text(&result),
                text(&decision.author),
                day_of(decision.time),
            ]);
        }
    }
    if rows.is_empty() {
        return;
    }
    let columns = [
        ID,
        PRODUCT,
        WHAT,
        NEW,
        ("handover.proposed_by", 12.0),
        ("handover.outcome", 14.0),
        ("handover.decided_by", 12.0),
        DAY,
    ];
    paper.add_section("handover.decided");
    paper.add_table("handover.decided", &columns, rows, "handover.no_proposals");
}
