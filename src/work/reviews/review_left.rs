//! What is left of a review for a reviewer, and which product comes next.

use super::review_round::{ReviewRound, ReviewState};
use crate::work::events::work_log::WorkLog;

/// The products that a reviewer has yet to review, by their ids, in the order of the review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftToReview {
    /// Those without a verdict.
    pub open: Vec<String>,
    /// Those that they put off.
    pub postponed: Vec<String>,
}

impl LeftToReview {
    /// Counts what is left of a review for a reviewer: of their share, or of the whole.
    pub fn find(round: &ReviewRound, log: &WorkLog, reviewer: &str) -> Self {
        let own = round.products_of(reviewer, log);
        let mut left = Self::default();
        for id in round.current_scope(log) {
            if !own.contains(&id) {
                continue;
            }
            match round.state_for(&log.product_work(&id), reviewer) {
                ReviewState::Open => left.open.push(id),
                ReviewState::Postponed => left.postponed.push(id),
                ReviewState::Done | ReviewState::Outside => {}
            }
        }
        left
    }

    /// How many products are left.
    pub fn count(&self) -> usize {
        self.open.len() + self.postponed.len()
    }

    /// The product to review after this one: the next in the order of the review, from its end on at its beginning.
    /// Those that were put off come when nothing else is left.
    pub fn next_after(&self, round: &ReviewRound, log: &WorkLog, id: Option<&str>) -> Option<&str> {
        let among = if self.open.is_empty() {
            &self.postponed
        } else {
            &self.open
        };
        let scope = round.current_scope(log);
        let place = |wanted: &str| scope.iter().position(|other| other == wanted);
        let after = id.and_then(place);
        let next = among
            .iter()
            .find(|other| after.is_some() && place(other) > after);
        next.or(among.first()).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::verdict_kind::built_in_verdicts;
    use super::*;
    use crate::work::events::event::{EventAuthor, EventDraft, ReviewId};
    use crate::work::events::event_body::{ReviewStart, WorkAct};
    use crate::work::events::event_id::EventId;
    use crate::work::events::product_ref::ProductRef;

    fn product(id: &str) -> ProductRef {
        ProductRef {
            id: id.to_owned(),
            ..ProductRef::default()
        }
    }

    fn write(log: &mut WorkLog, draft: EventDraft) -> ReviewId {
        let author = EventAuthor {
            name: "an".to_owned(),
            sitting: EventId::from_bytes([1; 16]),
        };
        let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
        log.insert(event.clone());
        event.id
    }

    #[test]
    fn the_next_comes_in_the_order_of_the_review_and_what_was_put_off_at_last() {
        let mut log = WorkLog::default();
        let start = ReviewStart {
            name: "Quý IV".to_owned(),
            question: String::new(),
            due: None,
            reviewers: Vec::new(),
            blind: false,
            verdicts: built_in_verdicts(),
            scope: ["c", "a", "b"].map(product).into(),
        };
        let draft = EventDraft {
            review: None,
            product: None,
            act: WorkAct::ReviewStarted(Box::new(start)),
            replaces: Vec::new(),
        };
        let review = write(&mut log, draft);
        let round = log.review(review).unwrap();
        let next = |log: &WorkLog, after: Option<&str>| {
            let left = LeftToReview::find(&round, log, "an");
            let next = left.next_after(&round, log, after).map(str::to_owned);
            (left.count(), next)
        };
        assert_eq!(next(&log, None), (3, Some("c".into())));
        assert_eq!(next(&log, Some("c")), (3, Some("a".into())));
        // From the end on at the beginning; a product of no review changes nothing.
        assert_eq!(next(&log, Some("b")), (3, Some("c".into())));
        assert_eq!(next(&log, Some("x")), (3, Some("c".into())));
        let draft = log.draft_postponement(review, &product("a"), "an");
        write(&mut log, draft);
        assert_eq!(next(&log, Some("c")), (3, Some("b".into())));
        for id in ["b", "c"] {
            let draft = log.draft_verdict(review, &product(id), "an", Some("dung"));
            write(&mut log, draft);
        }
        assert_eq!(next(&log, Some("c")), (1, Some("a".into())));
        let draft = log.draft_verdict(review, &product("a"), "an", Some("dung"));
        write(&mut log, draft);
        assert_eq!(next(&log, None), (0, None));
    }
}
