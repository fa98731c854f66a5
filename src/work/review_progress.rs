//! How far a review is: counted over its products that are in the catalogue.

use std::collections::BTreeMap;

use super::product_work::ProductWork;
use super::review_round::{ReviewRound, ReviewState};
use super::work_log::WorkLog;

/// How far a review is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewProgress {
    /// Products of the review that are in the catalogue.
    pub total: usize,
    /// Products of the review that the catalogue no longer has, or that may be several.
    pub missing: usize,
    /// Products with a verdict; in a blind review with one of the person who looks.
    pub done: usize,
    /// Products that the person who looks put off.
    pub postponed: usize,
    /// Products whose verdicts differ; none where the review hides others.
    pub disagreements: usize,
    /// Products by verdict that counts, by the key of the verdict; where the review hides others, by the own verdict of
    /// the person who looks.
    pub by_verdict: BTreeMap<String, usize>,
    /// By reviewer; where the review hides others, only the numbers of the person who looks may be told.
    pub by_reviewer: BTreeMap<String, ReviewerProgress>,
}

/// How far a reviewer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewerProgress {
    /// Products that are theirs: their share, or all.
    pub total: usize,
    /// Products that they gave a verdict on.
    pub done: usize,
}

impl ReviewProgress {
    /// Counts a review for somebody who looks.
    pub fn count(round: &ReviewRound, log: &WorkLog, viewer: &str) -> Self {
        let scope = round.current_scope(log);
        let works = scope.iter().map(|id| log.product_work(id));
        let mut progress = Self {
            total: scope.len(),
            missing: round.start.scope.len() - scope.len(),
            ..Self::default()
        };
        for work in works {
            progress.add_product(round, &work, viewer);
        }
        let named = round.reviewers.iter().chain(round.shares.keys());
        for reviewer in named {
            progress.by_reviewer.entry(reviewer.clone()).or_default();
        }
        for (reviewer, own) in &mut progress.by_reviewer {
            own.total = if round.shares.contains_key(reviewer) {
                round.products_of(reviewer, log).len()
            } else {
                scope.len()
            };
        }
        progress
    }

    /// Takes out what a product counted before its work changed; [`Self::add_product`] counts it again.
    pub fn remove_product(&mut self, round: &ReviewRound, work: &ProductWork, viewer: &str) {
        let mut counted = Self::default();
        counted.add_product(round, work, viewer);
        let reduce = |number: &mut usize, by: usize| *number = number.saturating_sub(by);
        reduce(&mut self.done, counted.done);
        reduce(&mut self.postponed, counted.postponed);
        reduce(&mut self.disagreements, counted.disagreements);
        for (verdict, by) in counted.by_verdict {
            if let Some(number) = self.by_verdict.get_mut(&verdict) {
                reduce(number, by);
            }
        }
        for (reviewer, by) in counted.by_reviewer {
            if let Some(own) = self.by_reviewer.get_mut(&reviewer) {
                reduce(&mut own.done, by.done);
            }
        }
    }

    /// Counts a product of the scope.
    pub fn add_product(&mut self, round: &ReviewRound, work: &ProductWork, viewer: &str) {
        match round.state_for(work, viewer) {
            ReviewState::Done => self.done += 1,
            ReviewState::Postponed => self.postponed += 1,
            ReviewState::Open | ReviewState::Outside => {}
        }
        let Some(reviewed) = work.reviews.get(&round.id) else {
            return;
        };
        if round.hides_others() {
            let own = reviewed.verdict_of(viewer);
            self.count_verdicts(own.map(|given| &*given.verdict));
        } else {
            self.disagreements += usize::from(reviewed.has_disagreement());
            self.count_verdicts(reviewed.counted_verdicts());
        }
        let mut authors: Vec<&str> = reviewed
            .own_verdicts
            .iter()
            .map(|given| &*given.author)
            .collect();
        authors.sort_unstable();
        authors.dedup();
        for author in authors {
            self.by_reviewer.entry(author.to_owned()).or_default().done += 1;
        }
    }

    fn count_verdicts<'a>(&mut self, verdicts: impl IntoIterator<Item = &'a str>) {
        for verdict in verdicts {
            *self.by_verdict.entry(verdict.to_owned()).or_default() += 1;
        }
    }
}
