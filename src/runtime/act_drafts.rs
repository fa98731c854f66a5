//! What acts of a screen become in the log: the events of each, as the log is at this moment, and what is refused
//! because somebody else was faster.

use std::collections::BTreeSet;

use ocop_index::Catalog;

use super::list_acts;
use crate::app::store_work::{ActRefusal, NewReview, ReviewerAct};
use crate::work::events::event::{EventDraft, ReviewId, WorkEvent};
use crate::work::events::event_body::{ReviewStart, WorkAct};
use crate::work::events::event_drafts::{draft_remark, draft_review_start};
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::verdict_kind::VerdictKind;

/// Refuses what is said of products in a review that somebody closed meanwhile or whose start they undid, and the undo
/// of a proposal that somebody decided.
pub(super) fn refuse_what_is_over(log: &WorkLog, drafts: &[EventDraft]) -> Result<(), ActRefusal> {
    let said = drafts.iter().filter(|draft| draft.product.is_some());
    let said = said.filter(|draft| !settles_blind_review(log, draft));
    let reviews: BTreeSet<ReviewId> = said.filter_map(|draft| draft.review).collect();
    for review in reviews {
        match log.review(review) {
            Some(round) if round.is_closed => {
                return Err(ActRefusal::ReviewClosed(round.start.name));
            }
            Some(_) => {}
            None => return Err(ActRefusal::ReviewGone),
        }
    }
    let mut undone = drafts
        .iter()
        .filter(|draft| draft.act == WorkAct::Undone)
        .flat_map(|draft| &draft.replaces);
    let is_decided = |id: &EventId| {
        let mut newer = log.events_naming(*id);
        newer.any(|event| matches!(event.act(), Some(WorkAct::ProposalDecided { .. })))
    };
    if undone.any(is_decided) {
        return Err(ActRefusal::ProposalDecided);
    }
    Ok(())
}

/// True for a settlement in a blind review, and for what takes one back: what it hid is settled when it is closed.
fn settles_blind_review(log: &WorkLog, draft: &EventDraft) -> bool {
    let is_settlement = |act: Option<&WorkAct>| matches!(act, Some(WorkAct::Settled { .. }));
    let undone = draft.replaces.iter().filter_map(|id| log.find_event(*id));
    let mut undone = undone.map(WorkEvent::act);
    let undoes = draft.act == WorkAct::Undone && undone.any(is_settlement);
    let round = draft.review.and_then(|review| log.review(review));
    (is_settlement(Some(&draft.act)) || undoes) && round.is_some_and(|round| round.start.blind)
}

/// The event that starts a review.
pub(super) fn draft_start(
    new: &NewReview,
    scope: Vec<ProductRef>,
    verdicts: &[VerdictKind],
) -> EventDraft {
    draft_review_start(ReviewStart {
        name: new.name.clone(),
        question: new.question.clone(),
        due: new.due,
        reviewers: Vec::new(),
        blind: false,
        verdicts: verdicts.to_vec(),
        scope,
    })
}

/// The events of an act on products, as the log is at this moment.
pub(super) fn draft_act(
    log: &WorkLog,
    catalog: &Catalog,
    act: &ReviewerAct,
    author: &str,
) -> Vec<EventDraft> {
    match act {
        ReviewerAct::Verdict {
            review,
            products,
            verdict,
        } => {
            let products = products.iter();
            products
                .map(|product| log.draft_verdict(*review, product, author, Some(verdict)))
                .collect()
        }
        ReviewerAct::Postpone { review, products } => {
            let products = products.iter();
            products
                .map(|product| log.draft_postponement(*review, product, author))
                .collect()
        }
        ReviewerAct::Settle {
            review,
            product,
            verdict,
        } => vec![log.draft_settlement(*review, product, verdict)],
        ReviewerAct::SetFields { list, ids, values } => {
            list_acts::draft_fields(log, *list, ids, values)
        }
        ReviewerAct::Remark {
            review,
            products,
            text,
            replaces,
        } => {
            let products = name_products(catalog, products).into_iter();
            products
                .map(|product| draft_remark(*review, &product, text, *replaces))
                .collect()
        }
        ReviewerAct::Label {
            products,
            label,
            value,
            present,
        } => {
            let products = name_products(catalog, products);
            let value = value.as_deref();
            let change = if *present {
                log.draft_labels(&products, label, value)
            } else {
                log.draft_labels_off(&products, label, value)
            };
            change.drafts
        }
        ReviewerAct::Propose { product, change } => {
            vec![log.draft_proposal(product, author, (**change).clone())]
        }
        ReviewerAct::AtFair(act) => vec![list_acts::draft_fair_act(log, act)],
        // Drafted where they are written.
        ReviewerAct::StartReview(_)
        | ReviewerAct::AddToList { .. }
        | ReviewerAct::NoteInterest(_)
        | ReviewerAct::Undo { .. } => Vec::new(),
    }
}

/// The products as the catalogue has them, where the screen knew no more than their ids.
fn name_products(catalog: &Catalog, products: &[ProductRef]) -> Vec<ProductRef> {
    let products = products.iter();
    products
        .map(|product| {
            let is_named = !product.name.is_empty();
            let hit = (!is_named).then(|| catalog.find_product(&product.id));
            match hit {
                Some(Ok(Some(hit))) => ProductRef::from_product(&hit.product),
                _ => product.clone(),
            }
        })
        .collect()
}
