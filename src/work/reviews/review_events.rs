//! What a file of a review holds: its events, and those that they need.

use std::collections::HashSet;

use super::review_round::ReviewRound;
use crate::work::events::event::{ReviewId, WorkEvent};
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_id::EventId;
use crate::work::events::work_log::WorkLog;

impl WorkLog {
    /// What somebody hands on of everything, in the order of this store: all events, but what others said of products
    /// in blind reviews that go on.
    pub fn events_to_hand_on(&self, author: &str) -> Vec<WorkEvent> {
        let reviews = self.reviews().into_iter();
        let hiding: HashSet<ReviewId> = reviews
            .filter(ReviewRound::hides_others)
            .map(|round| round.id)
            .collect();
        let is_hidden = |event: &&WorkEvent| {
            let is_of_others = event.product.is_some() && event.author != author;
            is_of_others && event.review.is_some_and(|review| hiding.contains(&review))
        };
        let events = self.events().iter();
        events.filter(|event| !is_hidden(event)).cloned().collect()
    }

    /// The events of a review in the order of this store: its start, what was done in it, the events that those
    /// replace, and the undos of all of them. With `author` of what was done only their own part: in a blind review
    /// nobody hands on what others said.
    pub fn events_for_exchange(&self, review: ReviewId, author: Option<&str>) -> Vec<&WorkEvent> {
        let is_of_review = |event: &&WorkEvent| {
            let is_shown =
                event.product.is_none() || author.is_none_or(|name| event.author == name);
            event.id == review || (event.review == Some(review) && is_shown)
        };
        let own = self.events().iter().filter(is_of_review);
        let mut wanted: HashSet<EventId> = own.map(|event| event.id).collect();
        loop {
            let before = wanted.len();
            for event in self.events() {
                let is_hidden =
                    author.is_some_and(|name| event.author != name) && event.product.is_some();
                if is_hidden {
                    continue;
                }
                let undoes = event.act() == Some(&WorkAct::Undone)
                    && event.replaces.iter().any(|id| wanted.contains(id));
                let is_replaced = || {
                    let mut naming = self.events_naming(event.id);
                    naming.any(|newer| wanted.contains(&newer.id))
                };
                if !wanted.contains(&event.id) && (undoes || is_replaced()) {
                    wanted.insert(event.id);
                }
            }
            if wanted.len() == before {
                break;
            }
        }
        let events = self.events().iter();
        events.filter(|event| wanted.contains(&event.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::verdict_kind::built_in_verdicts;
    use super::*;
    use crate::work::events::event::{EventAuthor, EventDraft};
    use crate::work::events::event_body::ReviewStart;
    use crate::work::events::event_drafts::{draft_remark, draft_undo};
    use crate::work::events::product_ref::ProductRef;

    fn write(log: &mut WorkLog, author: &str, draft: EventDraft) -> WorkEvent {
        let author = EventAuthor {
            name: author.to_owned(),
            sitting: EventId::from_bytes([1; 16]),
        };
        let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
        log.insert(event.clone());
        event
    }

    fn start(log: &mut WorkLog) -> ReviewId {
        let start = ReviewStart {
            name: "Quý IV".to_owned(),
            question: String::new(),
            due: None,
            reviewers: Vec::new(),
            blind: true,
            verdicts: built_in_verdicts(),
            scope: vec![ProductRef::default()],
        };
        let draft = EventDraft {
            review: None,
            product: None,
            act: WorkAct::ReviewStarted(Box::new(start)),
            replaces: Vec::new(),
        };
        write(log, "an", draft).id
    }

    #[test]
    fn a_file_has_what_the_review_needs_and_nothing_of_another_one() {
        let mut log = WorkLog::default();
        let (review, other) = (start(&mut log), start(&mut log));
        let product = ProductRef::default();
        let general = write(&mut log, "an", draft_remark(None, &product, "a", None));
        let newer = draft_remark(Some(review), &product, "b", Some(general.id));
        let newer = write(&mut log, "an", newer);
        let undo = write(&mut log, "an", draft_undo(&newer));
        let verdict = log.draft_verdict(review, &product, "binh", Some("dung"));
        let verdict = write(&mut log, "binh", verdict);
        let foreign = log.draft_verdict(other, &product, "binh", Some("dung"));
        write(&mut log, "binh", foreign);
        let ids = |author| -> Vec<EventId> {
            let events = log.events_for_exchange(review, author);
            events.into_iter().map(|event| event.id).collect()
        };
        assert_eq!(
            ids(None),
            [review, general.id, newer.id, undo.id, verdict.id]
        );
        assert_eq!(ids(Some("an")), [review, general.id, newer.id, undo.id]);
        assert_eq!(ids(Some("binh")), [review, verdict.id]);
    }
}
