//! What an undo undoes: the last act of an author in a sitting that stands. One command writes several events at one
//! moment, and they are undone together.

use super::event::{EventAuthor, ReviewId, WorkEvent};
use super::event_body::WorkAct;
use super::work_log::WorkLog;
use crate::work::lists::list_act::ListId;

impl WorkLog {
    /// The events of the last act of this author and sitting that stands, newest first; in a review, or anywhere.
    /// Empty where there is none.
    pub fn find_last_act(&self, author: &EventAuthor, review: Option<ReviewId>) -> Vec<&WorkEvent> {
        self.find_last_done(author, is_of_review(review))
    }

    /// The same of a product list, or of any.
    pub fn find_last_list_act(
        &self,
        author: &EventAuthor,
        list: Option<ListId>,
    ) -> Vec<&WorkEvent> {
        self.find_last_done(author, |event| self.is_of_list(event, list))
    }

    fn find_last_done(
        &self,
        author: &EventAuthor,
        is_of: impl Fn(&WorkEvent) -> bool,
    ) -> Vec<&WorkEvent> {
        self.find_last(author, is_of, |event| {
            event.act() != Some(&WorkAct::Undone) && self.stands(event)
        })
    }

    /// The undos of the last act that was undone, newest first: undoing them does it again. Empty where something else
    /// was done since.
    pub fn find_last_undo(
        &self,
        author: &EventAuthor,
        review: Option<ReviewId>,
    ) -> Vec<&WorkEvent> {
        self.find_last_undone(author, is_of_review(review))
    }

    /// The same of a product list, or of any.
    pub fn find_last_list_undo(
        &self,
        author: &EventAuthor,
        list: Option<ListId>,
    ) -> Vec<&WorkEvent> {
        self.find_last_undone(author, |event| self.is_of_list(event, list))
    }

    fn find_last_undone(
        &self,
        author: &EventAuthor,
        is_of: impl Fn(&WorkEvent) -> bool,
    ) -> Vec<&WorkEvent> {
        let is_undo = |event: &WorkEvent| event.act() == Some(&WorkAct::Undone);
        // An undo of an undo is a step back towards the act, not an act of its own.
        let is_redo = |event: &WorkEvent| {
            is_undo(event)
                && event
                    .replaces
                    .iter()
                    .any(|id| self.find_event(*id).is_some_and(is_undo))
        };
        let last = self.find_last(author, is_of, |event| !is_redo(event) && self.stands(event));
        if last.iter().all(|event| is_undo(event)) {
            last
        } else {
            Vec::new()
        }
    }

    /// What an undo takes back; `None` for an event that is no undo, and for an undo of what is not here.
    pub fn find_undone(&self, event: &WorkEvent) -> Option<&WorkEvent> {
        match event.act() {
            Some(WorkAct::Undone) => event.replaces.first().and_then(|id| self.find_event(*id)),
            _ => None,
        }
    }

    fn find_last(
        &self,
        author: &EventAuthor,
        is_of: impl Fn(&WorkEvent) -> bool,
        counts: impl Fn(&WorkEvent) -> bool,
    ) -> Vec<&WorkEvent> {
        let is_own = |event: &&WorkEvent| {
            event.author == author.name && event.sitting == author.sitting && is_of(event)
        };
        let mut own = self
            .events()
            .iter()
            .rev()
            .filter(is_own)
            .skip_while(|event| !counts(event));
        let Some(last) = own.next() else {
            return Vec::new();
        };
        // What one command wrote has one time, and this store has the events of a sitting in their order.
        let same = own
            .take_while(|event| event.time == last.time)
            .filter(|event| counts(event));
        std::iter::once(last).chain(same).collect()
    }
}

/// True for an event of a review, its start among them; for any where there is none.
fn is_of_review(review: Option<ReviewId>) -> impl Fn(&WorkEvent) -> bool {
    move |event| review.is_none_or(|id| event.review == review || event.id == id)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::event::EventDraft;
    use super::super::event_drafts::{draft_remark, draft_undo};
    use super::super::event_id::EventId;
    use super::super::product_ref::ProductRef;
    use super::*;

    struct Desk {
        log: WorkLog,
        author: EventAuthor,
        second: i64,
    }

    impl Desk {
        fn write(&mut self, drafts: Vec<EventDraft>) {
            self.second += 1;
            let time = Timestamp::from_second(self.second).unwrap();
            for draft in drafts {
                self.log
                    .insert(self.author.write_event(draft, time).unwrap());
            }
        }

        fn remark(&mut self, texts: &[&str]) {
            let product = ProductRef::default();
            let drafts = texts
                .iter()
                .map(|text| draft_remark(None, &product, text, None));
            self.write(drafts.collect());
        }

        fn undo(&mut self) -> usize {
            let last = self.log.find_last_act(&self.author, None);
            let drafts: Vec<EventDraft> = last.into_iter().map(draft_undo).collect();
            let count = drafts.len();
            self.write(drafts);
            count
        }

        fn redo(&mut self) -> usize {
            let last = self.log.find_last_undo(&self.author, None);
            let drafts: Vec<EventDraft> = last.into_iter().map(draft_undo).collect();
            let count = drafts.len();
            self.write(drafts);
            count
        }

        fn remarks(&self) -> Vec<String> {
            let work = self.log.product_work("");
            work.remarks.into_iter().map(|remark| remark.text).collect()
        }
    }

    fn desk() -> Desk {
        Desk {
            log: WorkLog::default(),
            author: EventAuthor {
                name: "an".to_owned(),
                sitting: EventId::from_bytes([1; 16]),
            },
            second: 0,
        }
    }

    #[test]
    fn each_undo_goes_one_act_back_and_redo_comes_again_in_order() {
        let mut desk = desk();
        desk.remark(&["a"]);
        desk.remark(&["b", "c"]);
        assert_eq!(desk.undo(), 2);
        assert_eq!(desk.remarks(), ["a"]);
        assert_eq!(desk.undo(), 1);
        assert!(desk.remarks().is_empty());
        assert_eq!(desk.undo(), 0);
        assert_eq!(desk.redo(), 1);
        assert_eq!(desk.remarks(), ["a"]);
        assert_eq!(desk.redo(), 2);
        assert_eq!(desk.remarks().len(), 3);
        assert_eq!(desk.redo(), 0);
        assert_eq!((desk.undo(), desk.redo()), (2, 2));
        assert_eq!(desk.remarks().len(), 3);
        // What was undone before something else was done is not done again behind it.
        desk.undo();
        desk.remark(&["d"]);
        assert_eq!(desk.redo(), 0);
    }

    #[test]
    fn an_undo_takes_back_what_it_names_and_an_act_nothing() {
        let mut desk = desk();
        desk.remark(&["a"]);
        desk.undo();
        let [act, undo] = desk.log.events() else {
            panic!("{:?}", desk.log.events());
        };
        assert_eq!(desk.log.find_undone(undo), Some(act));
        assert_eq!(desk.log.find_undone(act), None);
        let alone = WorkLog::default();
        assert_eq!(alone.find_undone(undo), None);
    }

    #[test]
    fn another_sitting_of_the_same_person_is_never_undone() {
        let mut desk = desk();
        desk.remark(&["a"]);
        desk.author.sitting = EventId::from_bytes([2; 16]);
        assert_eq!(desk.undo(), 0);
        desk.remark(&["b"]);
        desk.author.sitting = EventId::from_bytes([1; 16]);
        assert_eq!(desk.undo(), 1);
        assert_eq!(desk.remarks(), ["b"]);
    }
}
