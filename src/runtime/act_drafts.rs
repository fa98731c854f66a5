//! What acts of a screen become in the log: the events of each, as the log is at this moment, and what is refused
//! because somebody else was faster.

use std::collections::BTreeSet;

use ocop_index::Catalog;

use super::list_acts;
use crate::app::store_work::{ActRefusal, NewReview, ReviewerAct};
use crate::work::event::{EventDraft, ReviewId};
use crate::work::event_body::{ReviewStart, WorkAct};
use crate::work::event_drafts::{draft_remark, draft_review_start};
use crate::work::event_id::EventId;
use crate::work::product_ref::ProductRef;
use crate::work::verdict_kind::VerdictKind;
use crate::work::work_log::WorkLog;

/// Refuses what is said of products in a review that somebody closed meanwhile or whose start they undid, and the undo
/// of a proposal that somebody decided.
pub(super) fn refuse_what_is_over(log: &WorkLog, drafts: &[EventDraft]) -> Result<(), ActRefusal> {
    let said = drafts.iter().filter(|draft| draft.product.is_some());
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
        ReviewerAct::SetStock { list, ids, stock } => {
            list_acts::draft_stock(log, *list, ids, *stock)
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
        ReviewerAct::StartReview(_) | ReviewerAct::AddToList { .. } | ReviewerAct::Undo { .. } => {
            Vec::new()
        }
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
