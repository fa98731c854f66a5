//! How far a review is: counted over its products that are in the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use super::review_round::{ReviewRound, ReviewState};
use crate::work::events::work_log::WorkLog;
use crate::work::product_work::ProductWork;

/// How far a review is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewProgress {
    /// Products of the review that are in the catalogue.
    pub total: usize,
    /// Products of the review that the catalogue no longer has, or that may be several.
    pub missing: usize,
    /// Products with a verdict; in a blind review with one of the person who looks, unless they oversee it.
    pub done: usize,
    /// Products that the person who looks put off.
    pub postponed: usize,
    /// Products whose verdicts differ; none where the review hides others.
    pub disagreements: usize,
    /// Products by verdict that counts, by the key of the verdict; where the review hides others, by the own verdict of
    /// the person who looks.
    pub by_verdict: BTreeMap<String, usize>,
    /// By reviewer. Whose numbers may be told to the person who looks, says [`ReviewRound::tells_numbers_of`].
    pub by_reviewer: BTreeMap<String, ReviewerProgress>,
    /// The products of each reviewer who has a share, by ids in the catalogue.
    shares: BTreeMap<String, BTreeSet<String>>,
}

/// How far a reviewer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewerProgress {
    /// Products that are theirs: their share, or all.
    pub total: usize,
    /// Products of theirs that they gave a verdict on.
    pub done: usize,
    /// Products beyond their share that they gave a verdict on.
    pub beyond: usize,
    /// Products on which they took a verdict back or gave another one instead.
    pub revised: usize,
}

impl ReviewProgress {
    /// Counts a review for somebody who looks.
    pub fn count(round: &ReviewRound, log: &WorkLog, viewer: &str) -> Self {
        let scope = round.current_scope(log);
        let shares = round.shares.keys();
        let shares = shares.map(|name| (name.clone(), round.products_of(name, log)));
        let mut progress = Self {
            total: scope.len(),
            missing: round.start.scope.len() - scope.len(),
            shares: shares.collect(),
            ..Self::default()
        };
        for id in &scope {
            progress.add_product(round, (id, &log.product_work(id)), viewer);
        }
        let named = round.reviewers.iter().chain(round.shares.keys());
        for reviewer in named {
            progress.by_reviewer.entry(reviewer.clone()).or_default();
        }
        for (reviewer, own) in &mut progress.by_reviewer {
            let share = progress.shares.get(reviewer);
            own.total = share.map_or(scope.len(), BTreeSet::len);
        }
        progress
    }

    /// Takes out what a product counted before its work changed; [`Self::add_product`] counts it again.
    pub fn remove_product(
        &mut self,
        round: &ReviewRound,
        product: (&str, &ProductWork),
        viewer: &str,
    ) {
        let mut counted = Self {
            shares: std::mem::take(&mut self.shares),
            ..Self::default()
        };
        counted.add_product(round, product, viewer);
        self.shares = std::mem::take(&mut counted.shares);
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
                reduce(&mut own.beyond, by.beyond);
                reduce(&mut own.revised, by.revised);
            }
        }
    }

    /// Counts a product of the scope, by its id in the catalogue.
    pub fn add_product(
        &mut self,
        round: &ReviewRound,
        (id, work): (&str, &ProductWork),
        viewer: &str,
    ) {
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
            let is_own = self
                .shares
                .get(author)
                .is_none_or(|share| share.contains(id));
            let own = self.by_reviewer.entry(author.to_owned()).or_default();
            own.done += usize::from(is_own);
            own.beyond += usize::from(!is_own);
        }
        for author in &reviewed.revised_by {
            self.by_reviewer.entry(author.clone()).or_default().revised += 1;
        }
    }

    fn count_verdicts<'a>(&mut self, verdicts: impl IntoIterator<Item = &'a str>) {
        for verdict in verdicts {
            *self.by_verdict.entry(verdict.to_owned()).or_default() += 1;
        }
    }
}
