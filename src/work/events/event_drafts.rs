//! The events that acts of a person become: each names what it replaces, as the log has it at that moment.

use super::event::{EventDraft, ReviewId, WorkEvent};
use super::event_body::{ProposedChange, ReviewStart, WorkAct};
use super::event_cleaning::clean_lines;
use super::event_id::EventId;
use super::event_registers::{Register, proposal_key};
use super::product_ref::ProductRef;
use super::work_log::WorkLog;

impl WorkLog {
    /// A verdict of `author` on a product; `None` takes theirs back.
    pub fn draft_verdict(
        &self,
        review: ReviewId,
        product: &ProductRef,
        author: &str,
        verdict: Option<&str>,
    ) -> EventDraft {
        let verdict = verdict.map(str::to_owned);
        self.draft_judgement(review, product, author, WorkAct::Verdict { verdict })
    }

    /// `author` puts a product off. It replaces a verdict of theirs: tell them where there is one.
    pub fn draft_postponement(
        &self,
        review: ReviewId,
        product: &ProductRef,
        author: &str,
    ) -> EventDraft {
        self.draft_judgement(review, product, author, WorkAct::Postponed)
    }

    fn draft_judgement(
        &self,
        review: ReviewId,
        product: &ProductRef,
        author: &str,
        act: WorkAct,
    ) -> EventDraft {
        let replaces = match self.current_id(product) {
            Some(id) => self.find_replaced_verdicts(id, review, author),
            None => Vec::new(),
        };
        draft_for_product(Some(review), product, act, replaces)
    }

    /// The verdict that ends a disagreement about a product.
    pub fn draft_settlement(
        &self,
        review: ReviewId,
        product: &ProductRef,
        verdict: &str,
    ) -> EventDraft {
        let id = self.current_id(product);
        let replaces = id.map_or_else(Vec::new, |id| self.find_settled_verdicts(id, review));
        let verdict = verdict.to_owned();
        draft_for_product(
            Some(review),
            product,
            WorkAct::Settled { verdict },
            replaces,
        )
    }

    /// A label on a product, with a value where it has one; `present` is false to take it off.
    pub fn draft_label(
        &self,
        product: &ProductRef,
        label: &str,
        value: Option<&str>,
        present: bool,
    ) -> EventDraft {
        let replaces = self.find_replaced_of(product, &Register::Label(label.to_owned()));
        let act = WorkAct::Label {
            label: label.to_owned(),
            value: value.map(str::to_owned),
            present,
        };
        draft_for_product(None, product, act, replaces)
    }

    /// A proposal; it replaces those of `author` for the same field, and stands beside those of others.
    pub fn draft_proposal(
        &self,
        product: &ProductRef,
        author: &str,
        change: ProposedChange,
    ) -> EventDraft {
        let register = Register::Proposal(proposal_key(&change));
        let mut replaces = self.find_replaced_of(product, &register);
        replaces.retain(|id| {
            let event = self.find_event(*id);
            event.is_some_and(|event| event.author == author)
        });
        let change = Box::new(change);
        draft_for_product(None, product, WorkAct::Proposal { change }, replaces)
    }

    /// A product of the log is this one of the catalogue.
    pub fn draft_link(&self, product: &ProductRef, to: &ProductRef) -> EventDraft {
        let heads = self.heads(self.events_naming_product(product), &Register::Link);
        let replaces = heads.into_iter().map(|event| event.id).collect();
        draft_for_product(
            None,
            product,
            WorkAct::Relinked { to: to.clone() },
            replaces,
        )
    }

    fn find_replaced_of(&self, product: &ProductRef, register: &Register) -> Vec<EventId> {
        let id = self.current_id(product);
        id.map_or_else(Vec::new, |id| self.find_replaced(id, register))
    }
}

/// A remark on a product; `replaces` is the remark that it is another version of, if any.
pub fn draft_remark(
    review: Option<ReviewId>,
    product: &ProductRef,
    text: &str,
    replaces: Option<EventId>,
) -> EventDraft {
    let text = clean_lines(text);
    let replaces = replaces.into_iter().collect();
    draft_for_product(review, product, WorkAct::Remark { text }, replaces)
}

/// The undo of an event of the same author.
pub fn draft_undo(event: &WorkEvent) -> EventDraft {
    EventDraft {
        review: event.review,
        product: event.product.as_deref().cloned(),
        act: WorkAct::Undone,
        replaces: vec![event.id],
    }
}

/// The start of a review.
pub fn draft_review_start(start: ReviewStart) -> EventDraft {
    EventDraft {
        review: None,
        product: None,
        act: WorkAct::ReviewStarted(Box::new(start)),
        replaces: Vec::new(),
    }
}

/// An event of a review as a whole.
pub fn draft_for_review(review: ReviewId, act: WorkAct, replaces: Vec<EventId>) -> EventDraft {
    EventDraft {
        review: Some(review),
        product: None,
        act,
        replaces,
    }
}

fn draft_for_product(
    review: Option<ReviewId>,
    product: &ProductRef,
    act: WorkAct,
    replaces: Vec<EventId>,
) -> EventDraft {
    EventDraft {
        review,
        product: Some(product.clone()),
        act,
        replaces,
    }
}
