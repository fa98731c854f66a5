//! What people did with each product as the plain values that the catalogue counts: the marks of its facets.
//!
//! They are what one person sees with one review open: nothing that a blind review hides from them ([`WorkViewer`]).

use std::collections::{BTreeSet, HashMap};

use ocop_index::{Facet, MARKED, ProductMarks};

use super::lists::product_list::ProductLists;
use super::product_work::{ProductWork, ReviewedProduct};
use super::work_viewer::WorkViewer;
use crate::work::events::work_log::WorkLog;
use crate::work::reviews::review_round::ReviewRound;

/// The marks of all products for one person.
#[derive(Clone, Debug)]
pub struct WorkMarks {
    viewer: WorkViewer,
    review: Option<ReviewRound>,
    /// The products of the review by their ids in the catalogue, each with the reviewers whose share it is in.
    scope: HashMap<String, BTreeSet<String>>,
    marks: ProductMarks,
}

/// The marks of all products, as the person `viewer` sees them with this review open.
pub fn build_product_marks(
    log: &WorkLog,
    viewer: &str,
    review: Option<ReviewRound>,
) -> ProductMarks {
    WorkMarks::build(log, &ProductLists::gather(log), viewer, review).marks
}

impl WorkMarks {
    /// Derives the marks of every product that is in the review or that somebody worked on; `lists` are those of the
    /// log.
    pub fn build(
        log: &WorkLog,
        lists: &ProductLists,
        viewer: &str,
        review: Option<ReviewRound>,
    ) -> Self {
        let scope = review
            .as_ref()
            .map_or_else(HashMap::new, |review| share_scope(review, log));
        let mut built = Self {
            viewer: WorkViewer::new(log, viewer),
            review,
            scope,
            marks: ProductMarks::default(),
        };
        let in_review: Vec<String> = built.scope.keys().cloned().collect();
        let worked_on = log.worked_on_ids().into_iter().map(str::to_owned);
        let ids: BTreeSet<String> = worked_on.chain(in_review).collect();
        for id in ids {
            built.refresh_product(log, lists, &id);
        }
        built
    }

    /// The marks, for [`ocop_index::Catalog::with_marks`].
    pub fn marks(&self) -> &ProductMarks {
        &self.marks
    }

    /// Who sees them.
    pub fn viewer(&self) -> &WorkViewer {
        &self.viewer
    }

    /// True where the person oversees the open review and is told numbers of others that they cannot count themselves.
    pub fn oversees_blind_review(&self) -> bool {
        let review = self.review.as_ref();
        review.is_some_and(|review| {
            review.hides_others() && review.is_overseen_by(self.viewer.name())
        })
    }

    /// The marks, to be kept.
    pub fn into_marks(self) -> ProductMarks {
        self.marks
    }

    /// Sets the products that are selected, in place of those that were.
    pub fn select_products<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) {
        self.marks.clear_facet(Facet::Selection);
        for id in ids {
            self.marks.set(id, Facet::Selection, [MARKED]);
        }
    }

    /// Derives the marks of one product again, after something was done with it, with the lists as they are now. Events
    /// of the review itself, such as shares, need [`Self::build`].
    pub fn refresh_product(&mut self, log: &WorkLog, lists: &ProductLists, id: &str) {
        let names = lists
            .lists_of_product(id)
            .map(|(list, _)| list.name.clone());
        self.marks.set(id, Facet::List, names);
        let all = log.product_work(id);
        let state = self.find_state(id, &all);
        self.marks.set(id, Facet::ReviewState, state);
        let work = self.viewer.strip_hidden(all);
        self.mark_review(id, &work);
        let labels = work.labels.iter().flat_map(|(label, values)| {
            let values = values.iter().flatten();
            let with_value = values.map(move |value| format!("{label}={value}"));
            std::iter::once(label.clone()).chain(with_value)
        });
        self.marks.set(id, Facet::Label, labels);
        let review = self.review.as_ref();
        let has_rivals = work.remarks.iter().any(|remark| remark.has_rival)
            || work.labels.values().any(|values| values.len() > 1)
            || work.has_rival_proposals();
        let mut judged = work.reviews.iter().filter(|(id, _)| {
            let is_open = |review: &ReviewRound| review.id == **id;
            review.is_none_or(is_open)
        });
        let is_disputed = judged.any(|(_, reviewed)| reviewed.has_disagreement());
        let mut mark = |facet: Facet, is_marked: bool| {
            self.marks.set(id, facet, is_marked.then_some(MARKED));
        };
        mark(Facet::Remark, !work.remarks.is_empty());
        mark(Facet::Disagreement, has_rivals || is_disputed);
        mark(Facet::Proposal, !work.proposals.is_empty());
    }

    /// The state of a product in the open review.
    fn find_state(&self, id: &str, work: &ProductWork) -> Option<&'static str> {
        let review = self
            .review
            .as_ref()
            .filter(|_| self.scope.contains_key(id))?;
        Some(review.state_for(work, self.viewer.name()).key())
    }

    /// Verdicts and reviewers of a product in the open review.
    fn mark_review(&mut self, id: &str, work: &ProductWork) {
        let Some(review) = &self.review else {
            return;
        };
        let nothing = ReviewedProduct::default();
        let reviewed = work.reviews.get(&review.id).unwrap_or(&nothing);
        let shares = self.scope.get(id);
        self.marks
            .set(id, Facet::Verdict, reviewed.counted_verdicts());
        let given = reviewed.own_verdicts.iter().chain(&reviewed.settled);
        let judges = given.map(|given| &given.author);
        let reviewers = judges.chain(shares.into_iter().flatten());
        self.marks.set(id, Facet::Reviewer, reviewers);
    }
}

/// The products of a review by their ids in the catalogue, each with the reviewers whose share it is in.
fn share_scope(review: &ReviewRound, log: &WorkLog) -> HashMap<String, BTreeSet<String>> {
    let mut scope: HashMap<String, BTreeSet<String>> = HashMap::new();
    for product in &review.start.scope {
        if let Some(id) = log.current_id(product) {
            let shares = review.shares.iter();
            let owners = shares.filter(|(_, products)| products.contains(&product.id));
            let owners = owners.map(|(reviewer, _)| reviewer.clone());
            scope.entry(id.to_owned()).or_default().extend(owners);
        }
    }
    scope
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::work::events::event::{EventAuthor, EventDraft, WorkEvent};
    use crate::work::events::event_body::{ReviewStart, WorkAct};
    use crate::work::events::event_drafts::{draft_for_review, draft_remark};
    use crate::work::events::event_id::EventId;
    use crate::work::events::product_ref::ProductRef;
    use crate::work::reviews::verdict_kind::built_in_verdicts;
    use ocop_index::source::builtin;
    use ocop_index::{Catalog, Query, store};

    fn catalog() -> Catalog {
        let products = builtin::load_products().unwrap();
        store::build_in_memory(&products[..4], jiff::civil::date(2026, 11, 30)).unwrap()
    }

    /// The first products of the built-in catalogue.
    fn products() -> [ProductRef; 4] {
        let products = builtin::load_products().unwrap();
        std::array::from_fn(|at| ProductRef {
            id: products[at].id.clone(),
            name: products[at].name.clone(),
            ..ProductRef::default()
        })
    }

    fn add(log: &mut WorkLog, author: &str, draft: EventDraft) -> WorkEvent {
        let author = EventAuthor {
            name: author.to_owned(),
            sitting: EventId::from_bytes([7; 16]),
        };
        let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
        log.insert(event.clone());
        event
    }

    /// A review of the first three products.
    fn start_review(log: &mut WorkLog, blind: bool) -> EventId {
        let start = ReviewStart {
            name: "Quý IV".to_owned(),
            question: String::new(),
            due: None,
            reviewers: Vec::new(),
            blind,
            verdicts: built_in_verdicts(),
            scope: products()[..3].to_vec(),
        };
        let draft = EventDraft {
            review: None,
            product: None,
            act: WorkAct::ReviewStarted(Box::new(start)),
            replaces: Vec::new(),
        };
        add(log, "an", draft).id
    }

    /// The values of a facet in the list of all, with their counts.
    fn counts(catalog: &Catalog, facet: Facet) -> Vec<(String, u32)> {
        let answer = catalog.search(&Query::default()).unwrap();
        let mut facets = answer.facet_counts().iter();
        let counts = facets.find(|counts| counts.facet == facet);
        let values = counts.map_or(&[][..], |counts| &counts.values).iter();
        let pairs = values.map(|value| (value.value.clone(), value.count));
        pairs.collect()
    }

    fn pairs<const N: usize>(pairs: [(&str, u32); N]) -> Vec<(String, u32)> {
        let owned = pairs.map(|(value, count)| (value.to_owned(), count));
        owned.into()
    }

    #[test]
    fn what_the_log_says_is_what_the_catalogue_counts() {
        let (mut log, products) = (WorkLog::default(), products());
        let id = start_review(&mut log, false);
        let verdict = |log: &mut WorkLog, product: &ProductRef, author: &str, verdict: &str| {
            let draft = log.draft_verdict(id, product, author, Some(verdict));
            add(log, author, draft);
        };
        verdict(&mut log, &products[0], "an", "dung");
        verdict(&mut log, &products[0], "binh", "can-sua");
        let draft = log.draft_postponement(id, &products[1], "an");
        add(&mut log, "an", draft);
        let draft = log.draft_label(&products[3], "lộ trình", Some("đã lập"), true);
        add(&mut log, "an", draft);
        add(
            &mut log,
            "an",
            draft_remark(Some(id), &products[2], "gọi lại", None),
        );
        let share = WorkAct::Share {
            reviewer: "chi".to_owned(),
            products: vec![products[2].id.clone()],
        };
        add(&mut log, "an", draft_for_review(id, share, Vec::new()));
        let mut marks = WorkMarks::build(&log, &ProductLists::gather(&log), "an", log.review(id));
        let marked = catalog().with_marks(marks.marks()).unwrap();
        let states = pairs([("open", 1), ("postponed", 1), ("done", 1), ("outside", 1)]);
        assert_eq!(counts(&marked, Facet::ReviewState), states);
        let verdicts = pairs([("can-sua", 1), ("dung", 1), ("none", 3)]);
        assert_eq!(counts(&marked, Facet::Verdict), verdicts);
        let reviewers = pairs([("an", 1), ("binh", 1), ("chi", 1), ("none", 2)]);
        assert_eq!(counts(&marked, Facet::Reviewer), reviewers);
        let labels = pairs([("lộ trình", 1), ("lộ trình=đã lập", 1), ("none", 3)]);
        assert_eq!(counts(&marked, Facet::Label), labels);
        for facet in [Facet::Remark, Facet::Disagreement] {
            assert_eq!(counts(&marked, facet), pairs([("yes", 1), ("none", 3)]));
        }
        assert_eq!(counts(&marked, Facet::Proposal), []);
        // The next verdict: only its product is derived again.
        verdict(&mut log, &products[1], "an", "dung");
        marks.refresh_product(&log, &ProductLists::gather(&log), &products[1].id);
        marks.select_products([&*products[3].id]);
        let marked = marked.with_marks(marks.marks()).unwrap();
        let states = pairs([("open", 1), ("done", 2), ("outside", 1)]);
        assert_eq!(counts(&marked, Facet::ReviewState), states);
        assert_eq!(
            counts(&marked, Facet::Selection),
            pairs([("yes", 1), ("none", 3)])
        );
        // Without a review open nothing of one is told, but labels and remarks stay.
        let marked = marked
            .with_marks(&build_product_marks(&log, "an", None))
            .unwrap();
        assert_eq!(counts(&marked, Facet::ReviewState), []);
        assert_eq!(counts(&marked, Facet::Label), labels);
        assert_eq!(
            counts(&marked, Facet::Disagreement),
            pairs([("yes", 1), ("none", 3)])
        );
    }

    #[test]
    fn a_blind_reviewer_counts_nothing_of_others_before_the_own_verdict() {
        let (mut log, products) = (WorkLog::default(), products());
        let id = start_review(&mut log, true);
        for (author, verdict) in [("an", "dung"), ("chi", "ngung")] {
            let draft = log.draft_verdict(id, &products[0], author, Some(verdict));
            add(&mut log, author, draft);
        }
        add(
            &mut log,
            "an",
            draft_remark(Some(id), &products[0], "số sai", None),
        );
        let facets = [
            Facet::Verdict,
            Facet::Reviewer,
            Facet::Remark,
            Facet::Disagreement,
        ];
        let seen_in = |log: &WorkLog, viewer: &str, open: Option<EventId>| {
            let marks = build_product_marks(log, viewer, open.and_then(|id| log.review(id)));
            let marked = catalog().with_marks(&marks).unwrap();
            facets.map(|facet| counts(&marked, facet).len())
        };
        let seen_by = |log: &WorkLog, viewer: &str| seen_in(log, viewer, Some(id));
        assert_eq!(seen_by(&log, "binh"), [0, 0, 0, 0]);
        // Whichever review is open, or none.
        let other = start_review(&mut log, false);
        assert_eq!(seen_in(&log, "binh", Some(other)), [0, 0, 0, 0]);
        assert_eq!(seen_in(&log, "binh", None), [0, 0, 0, 0]);
        assert_eq!(seen_in(&log, "an", None), [0, 0, 2, 2]);
        let draft = log.draft_verdict(id, &products[0], "binh", Some("dung"));
        add(&mut log, "binh", draft);
        assert_eq!(seen_by(&log, "binh"), [3, 4, 2, 2]);
    }
}
