//! What was done with one product: verdicts, remarks, labels and proposals, derived from its events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::work::events::event::{ReviewId, WorkEvent};
use crate::work::events::event_body::{ProposedChange, WorkAct};
use crate::work::events::event_id::EventId;
use crate::work::events::event_registers::{Register, find_register};
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

/// What was done with a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductWork {
    /// By review.
    pub reviews: BTreeMap<ReviewId, ReviewedProduct>,
    /// The remarks that stand, oldest first.
    pub remarks: Vec<StandingRemark>,
    /// The labels that the product has; by label its values. More than one value is a disagreement.
    pub labels: BTreeMap<String, BTreeSet<Option<String>>>,
    /// The proposals that stand, oldest first.
    pub proposals: Vec<StandingProposal>,
}

/// A product in a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewedProduct {
    /// The verdicts that stand and are not settled, oldest first; one of each reviewer unless two of their machines
    /// disagree.
    pub verdicts: Vec<GivenVerdict>,
    /// The last verdict of each reviewer, settled or not: what agreement is computed from.
    pub own_verdicts: Vec<GivenVerdict>,
    /// The verdict that settled a disagreement. Two settled at once, on two machines, disagree.
    pub settled: Vec<GivenVerdict>,
    /// Who put it off and has given no verdict since.
    pub postponed_by: BTreeSet<String>,
    /// Who ever gave a verdict, also one that they took back: they have seen what others said.
    pub judged_by: BTreeSet<String>,
    /// Who took a verdict back, or gave another one instead.
    pub revised_by: BTreeSet<String>,
}

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenVerdict {
    /// The event.
    pub event: EventId,
    /// Who gave it.
    pub author: String,
    /// When, by the clock of their machine.
    pub time: Timestamp,
    /// The key of the verdict.
    pub verdict: String,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRemark {
    /// The event.
    pub event: EventId,
    /// The review in which it was written.
    pub review: Option<ReviewId>,
    /// Who wrote it.
    pub author: String,
    /// When, by the clock of their machine.
    pub time: Timestamp,
    /// Its lines.
    pub text: String,
    /// True where another version of the same remark stands beside it.
    pub has_rival: bool,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingProposal {
    /// The event.
    pub event: EventId,
    /// Who made it.
    pub author: String,
    /// When, by the clock of their machine.
    pub time: Timestamp,
    /// The change.
    pub change: ProposedChange,
}

impl ReviewedProduct {
    /// True where somebody gave a verdict.
    pub fn is_reviewed(&self) -> bool {
        !self.verdicts.is_empty() || !self.settled.is_empty()
    }

    /// True where this reviewer gave a verdict that stands, or a settled one does.
    pub fn is_reviewed_by(&self, author: &str) -> bool {
        !self.settled.is_empty() || self.verdicts.iter().any(|given| given.author == author)
    }

    /// The verdicts that count: the settled one, with what was given beside or after it, or all of the reviewers.
    pub fn counted_verdicts(&self) -> BTreeSet<&str> {
        let given = self.settled.iter().chain(&self.verdicts);
        given.map(|given| &*given.verdict).collect()
    }

    /// True where the verdicts that count differ.
    pub fn has_disagreement(&self) -> bool {
        self.counted_verdicts().len() > 1
    }

    /// True where this reviewer has seen what others said, in a review that hides it until the own verdict.
    pub fn has_seen_others(&self, reviewer: &str) -> bool {
        self.is_reviewed_by(reviewer) || self.judged_by.contains(reviewer)
    }

    /// The last verdict of this reviewer, settled or not.
    pub fn own_verdict_of(&self, reviewer: &str) -> Option<&GivenVerdict> {
        let mut given = self.own_verdicts.iter().rev();
        given.find(|given| given.author == reviewer)
    }

    /// The verdict of this reviewer that stands.
    pub fn verdict_of(&self, author: &str) -> Option<&GivenVerdict> {
        self.verdicts
            .iter()
            .rev()
            .find(|given| given.author == author)
    }
}

impl ProductWork {
    /// True where nothing was done that stands.
    pub fn is_empty(&self) -> bool {
        let is_empty = |reviewed: &ReviewedProduct| {
            reviewed.own_verdicts.is_empty()
                && reviewed.settled.is_empty()
                && reviewed.postponed_by.is_empty()
        };
        self.reviews.values().all(is_empty)
            && self.remarks.is_empty()
            && self.labels.is_empty()
            && self.proposals.is_empty()
    }

    /// The proposals of one field that differ from one another.
    pub fn has_rival_proposals(&self) -> bool {
        let mut seen = BTreeMap::new();
        self.proposals.iter().any(|proposal| {
            let key = crate::work::events::event_registers::proposal_key(&proposal.change);
            *seen.entry(key).or_insert(&proposal.change) != &proposal.change
        })
    }

    /// True where reviewers, remarks, labels or proposals contradict one another. Two labels of one name with
    /// different values do.
    pub fn has_disagreement(&self) -> bool {
        self.reviews.values().any(ReviewedProduct::has_disagreement)
            || self.remarks.iter().any(|remark| remark.has_rival)
            || self.labels.values().any(|values| values.len() > 1)
            || self.has_rival_proposals()
    }
}

impl WorkLog {
    /// What was done with a product of the catalogue.
    pub fn product_work(&self, id: &str) -> ProductWork {
        let events = self.events_of_product(id);
        let mut work = ProductWork::default();
        let mut judged: Vec<(ReviewId, &WorkEvent, &str)> = Vec::new();
        for event in &events {
            if let (Some(review), Some(verdict)) = (event.review, given_verdict(event)) {
                judged.push((review, event, verdict));
            }
            if !self.stands(event) {
                continue;
            }
            match event.act() {
                Some(WorkAct::Verdict { verdict }) => {
                    self.take_verdict(event, verdict.as_deref(), &mut work);
                }
                Some(WorkAct::Settled { verdict }) if self.is_head(event) => {
                    if let Some(review) = event.review {
                        let reviewed = work.reviews.entry(review).or_default();
                        reviewed.settled.push(give_verdict(event, verdict));
                    }
                }
                Some(WorkAct::Postponed) if self.is_head(event) => {
                    if let Some(review) = event.review {
                        let reviewed = work.reviews.entry(review).or_default();
                        reviewed.postponed_by.insert(event.author.clone());
                    }
                }
                Some(WorkAct::Remark { text }) if self.is_head(event) && !text.is_empty() => {
                    work.remarks.push(StandingRemark {
                        event: event.id,
                        review: event.review,
                        author: event.author.clone(),
                        time: event.time,
                        text: text.clone(),
                        has_rival: self.has_rival(event, &events),
                    });
                }
                Some(WorkAct::Label {
                    label,
                    value,
                    present: true,
                }) if self.is_head(event) => {
                    work.labels
                        .entry(label.clone())
                        .or_default()
                        .insert(value.clone());
                }
                Some(WorkAct::Proposal { change }) if self.is_head(event) => {
                    work.proposals.push(StandingProposal {
                        event: event.id,
                        author: event.author.clone(),
                        time: event.time,
                        change: (**change).clone(),
                    });
                }
                _ => {}
            }
        }
        for (review, event, verdict) in judged {
            let reviewed = work.reviews.entry(review).or_default();
            reviewed.judged_by.insert(event.author.clone());
            let stands = |given: &GivenVerdict| {
                (&*given.author, &*given.verdict) == (&event.author, verdict)
            };
            if !reviewed.own_verdicts.iter().any(stands) {
                reviewed.revised_by.insert(event.author.clone());
            }
        }
        sort_work(&mut work);
        work
    }

    fn take_verdict(&self, event: &WorkEvent, verdict: Option<&str>, work: &mut ProductWork) {
        let (Some(review), Some(verdict)) = (event.review, verdict) else {
            return;
        };
        let reviewed = work.reviews.entry(review).or_default();
        let given = give_verdict(event, verdict);
        if !self.is_replaced(event, |other| !is_settling(other)) {
            reviewed.own_verdicts.push(given.clone());
            if !self.is_replaced(event, is_settling) {
                reviewed.verdicts.push(given);
            }
        }
    }

    /// True where another standing remark replaces the same one.
    fn has_rival(&self, event: &WorkEvent, events: &[&WorkEvent]) -> bool {
        events.iter().any(|other| {
            other.id != event.id
                && find_register(other) == Some(Register::Remark)
                && other.replaces.iter().any(|id| event.replaces.contains(id))
                && self.is_head(other)
        })
    }

    /// The events that a new verdict or postponement of this author on a product replaces: their own, also where a
    /// settlement stands over it. A settlement stays: who says something else then disagrees with it.
    pub fn find_replaced_verdicts(&self, id: &str, review: ReviewId, author: &str) -> Vec<EventId> {
        let is_own = |event: &&WorkEvent| {
            event.author == author
                && find_register(event) == Some(Register::Verdict(review))
                && !is_settling(event)
                && self.stands(event)
                && !self.is_replaced(event, |other| !is_settling(other))
        };
        let own = self.events_of_product(id).into_iter().filter(is_own);
        own.map(|event| event.id).collect()
    }

    /// The verdict of this author on a product, settled or not.
    pub fn find_own_verdict(
        &self,
        review: ReviewId,
        product: &ProductRef,
        author: &str,
    ) -> Option<GivenVerdict> {
        let work = self.product_work(self.current_id(product)?);
        let reviewed = work.reviews.get(&review)?;
        reviewed.own_verdict_of(author).cloned()
    }

    /// The events that a settlement of a product replaces: all that was said of it in the review.
    pub fn find_settled_verdicts(&self, id: &str, review: ReviewId) -> Vec<EventId> {
        let mut replaced = self.find_replaced(id, &Register::Verdict(review));
        if let Some(reviewed) = self.product_work(id).reviews.get(&review) {
            let own = reviewed.own_verdicts.iter().map(|given| given.event);
            let own: Vec<EventId> = own.filter(|id| !replaced.contains(id)).collect();
            replaced.extend(own);
        }
        replaced
    }

    /// The events of a register of a product that a new event replaces.
    pub fn find_replaced(&self, id: &str, register: &Register) -> Vec<EventId> {
        let events = self.events_of_product(id);
        self.heads(events, register)
            .into_iter()
            .map(|event| event.id)
            .collect()
    }
}

fn is_settling(event: &WorkEvent) -> bool {
    matches!(event.act(), Some(WorkAct::Settled { .. }))
}

/// The verdict that an event gives.
fn given_verdict(event: &WorkEvent) -> Option<&str> {
    match event.act() {
        Some(WorkAct::Verdict { verdict }) => verdict.as_deref(),
        _ => None,
    }
}

fn give_verdict(event: &WorkEvent, verdict: &str) -> GivenVerdict {
    GivenVerdict {
        event: event.id,
        author: event.author.clone(),
        time: event.time,
        verdict: verdict.to_owned(),
    }
}

/// Orders what has no order of its own by time and id, so that the order of insertion shows nowhere.
fn sort_work(work: &mut ProductWork) {
    work.remarks
        .sort_by_key(|remark| (remark.time, remark.event));
    work.proposals
        .sort_by_key(|proposal| (proposal.time, proposal.event));
    for reviewed in work.reviews.values_mut() {
        for given in [
            &mut reviewed.verdicts,
            &mut reviewed.own_verdicts,
            &mut reviewed.settled,
        ] {
            given.sort_by_key(|given| (given.time, given.event));
        }
    }
}
