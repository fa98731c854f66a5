//! A review: a name, the products of a question, a due day, reviewers and their shares; derived from its events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use super::verdict_kind::VerdictKind;
use crate::work::events::event::{ReviewId, WorkEvent};
use crate::work::events::event_body::{ReviewStart, WorkAct};
use crate::work::events::event_registers::Register;
use crate::work::events::work_log::WorkLog;
use crate::work::name_key::name_key;
use crate::work::product_work::{ProductWork, ReviewedProduct};

/// A review ("đợt rà soát").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRound {
    /// Its id.
    pub id: ReviewId,
    /// Who started it.
    pub started_by: String,
    /// When, by the clock of that machine.
    pub started_at: Timestamp,
    /// Name, question, verdicts and scope as it was started.
    pub start: ReviewStart,
    /// The day by which it is due.
    pub due: Option<Date>,
    /// Who reviews; nobody means everybody.
    pub reviewers: BTreeSet<String>,
    /// By reviewer the ids of products in the scope that are theirs.
    pub shares: BTreeMap<String, BTreeSet<String>>,
    /// True when it is over.
    pub is_closed: bool,
}

/// The state of a product for somebody who reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    /// Not yet reviewed.
    Open,
    /// Put off by this reviewer.
    Postponed,
    /// Reviewed: by anybody, or in a blind review that goes on by this reviewer. Who oversees that one is told of
    /// anybody.
    Done,
    /// Not in the review.
    Outside,
}

impl ReviewState {
    /// Every state in the order of use.
    pub const ALL: [Self; 4] = [Self::Open, Self::Postponed, Self::Done, Self::Outside];

    /// The key in queries and files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Postponed => "postponed",
            Self::Done => "done",
            Self::Outside => "outside",
        }
    }
}

impl ReviewRound {
    /// The kind of a verdict that this review offers.
    pub fn find_verdict(&self, key: &str) -> Option<&VerdictKind> {
        self.start.verdicts.iter().find(|kind| kind.key == key)
    }

    /// True where this person may give verdicts.
    pub fn has_reviewer(&self, name: &str) -> bool {
        self.reviewers.is_empty() || self.reviewers.contains(name)
    }

    /// The products of the review that are in the catalogue, by their ids there, in the order of its start.
    pub fn current_scope(&self, log: &WorkLog) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let ids = self
            .start
            .scope
            .iter()
            .filter_map(|product| log.current_id(product));
        ids.filter(|id| seen.insert(*id))
            .map(str::to_owned)
            .collect()
    }

    /// The products of a reviewer: their share, or the whole scope where they have none. By ids in the catalogue.
    pub fn products_of(&self, reviewer: &str, log: &WorkLog) -> BTreeSet<String> {
        let Some(share) = self.shares.get(reviewer) else {
            return self.current_scope(log).into_iter().collect();
        };
        let scope = self
            .start
            .scope
            .iter()
            .filter(|product| share.contains(&product.id));
        scope
            .filter_map(|product| log.current_id(product))
            .map(str::to_owned)
            .collect()
    }

    /// True for a blind review that goes on: nobody is told what others did.
    pub fn hides_others(&self) -> bool {
        self.start.blind && !self.is_closed
    }

    /// The state of a product of the scope for a reviewer.
    pub fn state_for(&self, work: &ProductWork, reviewer: &str) -> ReviewState {
        let nothing = ReviewedProduct::default();
        let in_round = work.reviews.get(&self.id).unwrap_or(&nothing);
        let is_done = if self.hides_others() && !self.is_overseen_by(reviewer) {
            in_round.is_reviewed_by(reviewer)
        } else {
            in_round.is_reviewed()
        };
        if is_done {
            ReviewState::Done
        } else if in_round.postponed_by.contains(reviewer) {
            ReviewState::Postponed
        } else {
            ReviewState::Open
        }
    }

    /// True where this reviewer may see what others said of a product: not before their own verdict in a blind review
    /// that is open.
    pub fn shows_others(&self, work: &ProductWork, reviewer: &str) -> bool {
        let in_round = work.reviews.get(&self.id);
        !self.hides_others() || in_round.is_some_and(|in_round| in_round.has_seen_others(reviewer))
    }

    /// True for who started the review and does not review: of a blind review they are told how far each reviewer is,
    /// and no verdicts.
    pub fn is_overseen_by(&self, person: &str) -> bool {
        person == self.started_by && !self.has_reviewer(person)
    }

    /// True where a person is told how far a reviewer is.
    pub fn tells_numbers_of(&self, reviewer: &str, person: &str) -> bool {
        !self.hides_others() || reviewer == person || self.is_overseen_by(person)
    }
}

impl WorkLog {
    /// Every review that stands, the newest first.
    pub fn reviews(&self) -> Vec<ReviewRound> {
        let starts = self.general_events().filter(|event| self.stands(event));
        let mut reviews: Vec<ReviewRound> = starts
            .filter_map(|event| self.derive_review(event))
            .collect();
        reviews.sort_by_key(|round| std::cmp::Reverse((round.started_at, round.id)));
        reviews
    }

    /// A review that stands.
    pub fn review(&self, id: ReviewId) -> Option<ReviewRound> {
        let start = self.find_event(id).filter(|event| self.stands(event))?;
        self.derive_review(start)
    }

    /// A review as its events say, also where its start was undone: for the words of what was done in it.
    pub fn review_as_written(&self, id: ReviewId) -> Option<ReviewRound> {
        self.derive_review(self.find_event(id)?)
    }

    /// The reviews that a person means by a name, without accents and case, or by the first digits of an id: one,
    /// none, or several of one name.
    pub fn find_reviews(&self, words: &str) -> Vec<ReviewRound> {
        let (name, digits) = (name_key(words), words.trim().to_lowercase());
        let mut found = self.reviews();
        let is_id =
            |round: &ReviewRound| digits.len() >= 4 && round.id.to_string().starts_with(&digits);
        let is_named = |round: &ReviewRound| name_key(&round.start.name) == name;
        let has_named = found.iter().any(is_named);
        found.retain(|round| {
            if has_named {
                is_named(round)
            } else {
                is_id(round)
            }
        });
        found
    }

    fn derive_review(&self, event: &WorkEvent) -> Option<ReviewRound> {
        let Some(WorkAct::ReviewStarted(start)) = event.act() else {
            return None;
        };
        let id = event.id;
        let events: Vec<&WorkEvent> = self.events_of_review(id).collect();
        let heads = |register| self.heads(events.iter().copied(), &register);
        let mut due_days: Vec<Option<Date>> = Vec::new();
        for head in heads(Register::DueDay(id)) {
            if let Some(WorkAct::DueDay { due }) = head.act() {
                due_days.push(*due);
            }
        }
        // Of two days set at once the earlier holds.
        let due = if due_days.is_empty() {
            start.due
        } else {
            due_days.into_iter().flatten().min()
        };
        let mut reviewers = BTreeSet::new();
        let reviewer_heads = heads(Register::Reviewers(id));
        for head in &reviewer_heads {
            if let Some(WorkAct::Reviewers { reviewers: names }) = head.act() {
                reviewers.extend(names.iter().cloned());
            }
        }
        if reviewer_heads.is_empty() {
            reviewers.extend(start.reviewers.iter().cloned());
        }
        let closings = heads(Register::Closed(id));
        let is_closed = !closings.is_empty()
            && closings
                .iter()
                .all(|head| head.act() == Some(&WorkAct::Closed { closed: true }));
        Some(ReviewRound {
            id,
            started_by: event.author.clone(),
            started_at: event.time,
            start: (**start).clone(),
            due,
            reviewers,
            shares: self.derive_shares(&events),
            is_closed,
        })
    }

    /// The shares; of two set at once both hold.
    fn derive_shares(&self, events: &[&WorkEvent]) -> BTreeMap<String, BTreeSet<String>> {
        let mut shares: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for event in events {
            if let Some(WorkAct::Share { reviewer, products }) = event.act()
                && self.is_head(event)
            {
                let share = shares.entry(reviewer.clone()).or_default();
                share.extend(products.iter().cloned());
            }
        }
        shares
    }

    /// The values of the labels that the office defined; a label without values is a plain word. Of two definitions
    /// made at once all values hold.
    pub fn label_definitions(&self) -> BTreeMap<String, Vec<String>> {
        let mut labels: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut definitions: Vec<&WorkEvent> = self
            .general_events()
            .filter(|event| self.is_head(event))
            .collect();
        definitions.sort_by_key(|event| (event.time, event.id));
        for event in definitions {
            if let Some(WorkAct::LabelDefined {
                label,
                values,
                withdrawn: false,
            }) = event.act()
            {
                let known = labels.entry(label.clone()).or_default();
                let new = values.iter().filter(|value| !known.contains(value));
                let new: Vec<String> = new.cloned().collect();
                known.extend(new);
            }
        }
        labels
    }
}
