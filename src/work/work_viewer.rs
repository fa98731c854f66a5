//! What a person may see of what was done with a product: all of it, but what blind reviews that go on hide from them.
//!
//! Of such a review a person sees of a product only what they did themselves, until they gave a verdict on it. Whoever
//! has seen what others said keeps having seen it, also where they take their verdict back. Facets, columns, records,
//! tables, the screen, the linear mode and reports all ask here, whichever review they are about. Labels and proposals
//! belong to no review and are never hidden.

use super::product_work::{ProductWork, ReviewedProduct};
use crate::work::events::event::{ReviewId, WorkEvent};
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::review_round::ReviewRound;

/// A person who looks, and the reviews that hide something from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkViewer {
    name: String,
    hiding: Vec<ReviewId>,
}

impl WorkViewer {
    /// The person of this name before a log. Its reviews are looked at now: one that is started, closed or opened again
    /// asks for another viewer.
    pub fn new(log: &WorkLog, name: &str) -> Self {
        Self::of_rounds(&log.reviews(), name)
    }

    /// The same, where the reviews of the log are known.
    pub fn of_rounds<'a>(rounds: impl IntoIterator<Item = &'a ReviewRound>, name: &str) -> Self {
        let hiding = rounds.into_iter().filter(|round| round.hides_others());
        Self {
            name: name.to_owned(),
            hiding: hiding.map(|round| round.id).collect(),
        }
    }

    /// Who looks.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What this person may see of a product of the catalogue.
    pub fn product_work(&self, log: &WorkLog, id: &str) -> ProductWork {
        self.strip_hidden(log.product_work(id))
    }

    /// What was done with a product, without what is hidden from this person.
    pub fn strip_hidden(&self, mut work: ProductWork) -> ProductWork {
        for review in &self.hiding {
            if self.hides(&work, *review) {
                self.strip_review(&mut work, *review);
                self.strip_remarks(&mut work, *review);
            }
        }
        work
    }

    /// True where this person may see an event of a product with which this was done.
    pub fn sees_event(&self, work: &ProductWork, event: &WorkEvent) -> bool {
        let is_hidden = |review| self.hides(work, review);
        event.author == self.name || !event.review.is_some_and(is_hidden)
    }

    fn hides(&self, work: &ProductWork, review: ReviewId) -> bool {
        let reviewed = work.reviews.get(&review);
        self.hiding.contains(&review)
            && !reviewed.is_some_and(|reviewed| reviewed.has_seen_others(&self.name))
    }

    /// Of a product that this person has not judged only what they put off is theirs.
    fn strip_review(&self, work: &mut ProductWork, review: ReviewId) {
        let hidden = work.reviews.remove(&review).unwrap_or_default();
        if hidden.postponed_by.contains(&self.name) {
            let own = ReviewedProduct {
                postponed_by: [self.name.clone()].into(),
                ..ReviewedProduct::default()
            };
            work.reviews.insert(review, own);
        }
    }

    fn strip_remarks(&self, work: &mut ProductWork, review: ReviewId) {
        let is_hidden =
            |author: &str, of: Option<ReviewId>| of == Some(review) && author != self.name;
        let before = work.remarks.len();
        work.remarks
            .retain(|remark| !is_hidden(&remark.author, remark.review));
        // Another version of an own remark shows that somebody wrote one.
        let has_own_rivals = work
            .remarks
            .iter()
            .filter(|remark| remark.has_rival)
            .count()
            > 1;
        if work.remarks.len() < before && !has_own_rivals {
            for remark in &mut work.remarks {
                remark.has_rival = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::work::events::event::{EventAuthor, EventDraft};
    use crate::work::events::event_body::{ReviewStart, WorkAct};
    use crate::work::events::event_drafts::{
        draft_for_review, draft_remark, draft_review_start, draft_undo,
    };
    use crate::work::events::event_id::EventId;
    use crate::work::events::product_ref::ProductRef;
    use crate::work::reviews::verdict_kind::built_in_verdicts;

    fn write(log: &mut WorkLog, author: &str, draft: EventDraft) -> WorkEvent {
        let author = EventAuthor {
            name: author.to_owned(),
            sitting: EventId::from_bytes([7; 16]),
        };
        let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
        log.insert(event.clone());
        event
    }

    fn product() -> ProductRef {
        ProductRef {
            id: "a".to_owned(),
            ..ProductRef::default()
        }
    }

    fn start(log: &mut WorkLog, name: &str, blind: bool) -> ReviewId {
        let start = ReviewStart {
            name: name.to_owned(),
            question: String::new(),
            due: None,
            reviewers: Vec::new(),
            blind,
            verdicts: built_in_verdicts(),
            scope: vec![product()],
        };
        write(log, "an", draft_review_start(start)).id
    }

    fn judge(log: &mut WorkLog, review: ReviewId, author: &str, verdict: &str) -> WorkEvent {
        let draft = log.draft_verdict(review, &product(), author, Some(verdict));
        write(log, author, draft)
    }

    #[test]
    fn of_a_blind_review_only_the_own_part_is_seen_until_it_is_over() {
        let mut log = WorkLog::default();
        let blind = start(&mut log, "Kín", true);
        judge(&mut log, blind, "an", "can-sua");
        judge(&mut log, blind, "chi", "dung");
        let secret = draft_remark(Some(blind), &product(), "số sai", None);
        let secret = write(&mut log, "an", secret);
        let mended = draft_remark(Some(blind), &product(), "số đúng", Some(secret.id));
        write(&mut log, "an", mended.clone());
        write(&mut log, "binh", mended);
        let label = log.draft_label(&product(), "xuất khẩu", None, true);
        write(&mut log, "an", label);
        let viewer = WorkViewer::new(&log, "binh");
        let seen = viewer.product_work(&log, "a");
        assert!(!seen.reviews.contains_key(&blind) && seen.labels.len() == 1);
        let [own] = &*seen.remarks else {
            panic!("{:?}", seen.remarks);
        };
        assert!(own.author == "binh" && !own.has_rival);
        assert!(!viewer.sees_event(&seen, &secret));
        // When it is over everything is seen.
        let close = WorkAct::Closed { closed: true };
        write(&mut log, "an", draft_for_review(blind, close, Vec::new()));
        let seen = WorkViewer::new(&log, "binh").product_work(&log, "a");
        assert_eq!(seen, log.product_work("a"));
    }

    #[test]
    fn who_has_seen_others_keeps_having_seen_them_and_it_is_known() {
        let mut log = WorkLog::default();
        let blind = start(&mut log, "Kín", true);
        judge(&mut log, blind, "an", "can-sua");
        let given = judge(&mut log, blind, "binh", "dung");
        write(&mut log, "binh", draft_undo(&given));
        let seen = WorkViewer::new(&log, "binh").product_work(&log, "a");
        assert_eq!(seen, log.product_work("a"));
        assert!(seen.reviews[&blind].revised_by.contains("binh"));
        assert!(!seen.reviews[&blind].revised_by.contains("an"));
        let seen = WorkViewer::new(&log, "chi").product_work(&log, "a");
        assert!(seen.is_empty(), "{seen:?}");
    }
}
