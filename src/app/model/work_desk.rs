//! What the screen knows of the store of work: the open review, what was done with each product, and the acts that are
//! not saved yet. Must not: write; acts leave as effects.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::app::key::KeyPress;
use crate::app::store_work::{ActNumber, OpenReview, ReviewToSettle, WorkOverview};
use crate::work::lists::list_events::ListUse;
use crate::work::lists::product_list::ProductLists;
use crate::work::product_work::ProductWork;
use crate::work::reviews::review_round::{ReviewRound, ReviewState};

/// What the screen knows of the store.
#[derive(Debug, Default)]
pub struct WorkDesk {
    /// The account.
    pub author: String,
    /// The reviews, the newest first.
    pub rounds: Vec<Arc<ReviewRound>>,
    /// What was done with each product, by its id.
    pub products: HashMap<String, ProductWork>,
    /// The review that is open.
    pub open: Option<OpenReview>,
    /// Blind reviews that are closed and have disagreements, the newest first.
    pub to_settle: Vec<ReviewToSettle>,
    /// What was typed of remarks and of lists and is not written, by the id of the product, or of the field.
    pub drafts: HashMap<String, String>,
    /// The labels that the office defined, with their values.
    pub label_definitions: BTreeMap<String, Vec<String>>,
    /// The product lists, the newest first.
    pub lists: Arc<ProductLists>,
    /// Why the store cannot be opened.
    pub trouble: Option<String>,
    /// Acts that are not on the disk yet, in their order.
    pub unsaved: Vec<UnsavedAct>,
    /// How saving goes.
    pub saving: SavingState,
    /// The product that is looked for, beyond the loaded rows.
    pub sought: Option<SoughtProduct>,
    /// The first product to review is gone to as soon as the list of the review is there.
    pub seeks_first: bool,
    /// The list is to be asked for again once the facets of the open review are there.
    pub lacks_facets: bool,
    /// The list and the buyer that the account did something with last.
    pub last_used: ListUse,
    /// The key that asked whether several products are meant, until the next key.
    pub asked: Option<KeyPress>,
    /// The key before, where it asked.
    pub asked_before: Option<KeyPress>,
    /// Whether keys did nothing, so that digits behind them may be the text of a window that did not open.
    pub missed: MissedKeys,
    /// How many acts there were in this sitting.
    pub act_count: ActNumber,
}

/// Whether keys did nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MissedKeys {
    /// This key.
    pub now: bool,
    /// The key before.
    pub before: bool,
}

/// An act that is not on the disk yet.
#[derive(Clone, Debug)]
pub struct UnsavedAct {
    /// Its number.
    pub number: ActNumber,
    /// The products that it judges or puts off.
    pub judged: Vec<String>,
    /// The products whose remark it is.
    pub remarked: Vec<String>,
    /// The drafts of what was typed of it, which are kept until it is saved.
    pub drafts: Vec<String>,
    /// What it does, in words.
    pub words: String,
    /// The sentence that it is saved, where the status line does not say enough.
    pub told: Option<String>,
}

/// How saving goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SavingState {
    /// Nothing was done in this sitting.
    #[default]
    Idle,
    /// Acts are being written.
    Saving,
    /// Somebody else is writing.
    Waiting,
    /// The first act that is not saved could not be written, for this reason.
    Failed(String),
    /// All is on the disk.
    Saved,
}

/// The next product that is not reviewed, looked for beyond the loaded rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoughtProduct {
    /// Towards the end of the list, or its start.
    pub forward: bool,
    /// The row that is looked at next.
    pub next_row: usize,
    /// The rows that are still to be looked at.
    pub rows_left: usize,
    /// The query whose list it is.
    pub query_number: u64,
}

/// What the list shows of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductSigns {
    /// What of the open review.
    pub judgement: JudgementSign,
    /// It has a remark.
    pub has_remark: bool,
    /// What was said contradicts itself.
    pub has_disagreement: bool,
}

/// What the list shows of the open review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum JudgementSign {
    /// Nothing: not reviewed, or not in the review.
    #[default]
    None,
    /// Being saved.
    Unsaved,
    /// Put off.
    Postponed,
    /// The key of the verdict; of several the first.
    Verdict(String),
}

impl WorkDesk {
    /// Takes what the store says of everything; what is not saved yet stays.
    pub fn take_overview(&mut self, overview: WorkOverview) {
        self.author = overview.author;
        self.rounds = overview.rounds;
        self.products = overview.products;
        self.open = overview.open;
        self.to_settle = overview.to_settle;
        self.drafts = overview.drafts;
        self.label_definitions = overview.label_definitions;
        self.lists = overview.lists;
        self.last_used = overview.last_used;
        self.trouble = None;
    }

    /// Takes what changed of a product.
    pub fn take_product(&mut self, id: String, work: ProductWork) {
        let before = self.products.get(&id);
        let nothing = ProductWork::default();
        if let Some(open) = &mut self.open {
            open.count_change(&id, before.unwrap_or(&nothing), &work, &self.author);
        }
        self.products.insert(id, work);
    }

    /// What was done with a product; `None` for nothing.
    pub fn work_of(&self, id: &str) -> Option<&ProductWork> {
        self.products.get(id).filter(|work| !work.is_empty())
    }

    /// The state of a product in the open review, for this account; a verdict that is being saved counts.
    pub fn review_state(&self, id: &str) -> ReviewState {
        let Some(open) = self
            .open
            .as_ref()
            .filter(|open| open.scope.contains_key(id))
        else {
            return ReviewState::Outside;
        };
        if self.is_being_judged(id) {
            return ReviewState::Done;
        }
        self.saved_state(open, id)
    }

    fn saved_state(&self, open: &OpenReview, id: &str) -> ReviewState {
        let nothing = ProductWork::default();
        let work = self.products.get(id).unwrap_or(&nothing);
        open.round.state_for(work, &self.author)
    }

    /// Products done and products in all, of what this account is to review; those that are being saved count.
    pub fn own_progress(&self, open: &OpenReview) -> (usize, usize) {
        let (done, total) = open.own_progress();
        let unsaved = self.unsaved.iter().flat_map(|act| &act.judged);
        let unsaved: HashSet<&String> = unsaved
            .filter(|id| open.is_own(id) && self.saved_state(open, id) != ReviewState::Done)
            .collect();
        (done + unsaved.len(), total)
    }

    /// True for a product that this account has yet to review. One that it put off is not among them.
    pub fn is_to_review(&self, id: &str) -> bool {
        let is_own = self.open.as_ref().is_some_and(|open| open.is_own(id));
        is_own && self.review_state(id) == ReviewState::Open
    }

    /// True for a product whose verdict is not on the disk yet.
    pub fn is_being_judged(&self, id: &str) -> bool {
        let mut acts = self.unsaved.iter();
        acts.any(|act| act.judged.iter().any(|judged| judged == id))
    }

    /// What the list shows of a product.
    pub fn signs_of(&self, id: &str) -> ProductSigns {
        let work = self.products.get(id);
        let shown = self.shown_work(id);
        ProductSigns {
            judgement: self.judgement_sign(id),
            has_remark: shown.is_some_and(|work| !work.remarks.is_empty())
                || self.has_own_remark(work)
                || (self.unsaved.iter()).any(|act| act.remarked.iter().any(|one| one == id)),
            has_disagreement: shown.is_some_and(ProductWork::has_disagreement),
        }
    }

    fn has_own_remark(&self, work: Option<&ProductWork>) -> bool {
        work.is_some_and(|work| {
            let mut remarks = work.remarks.iter();
            remarks.any(|remark| remark.author == self.author)
        })
    }

    /// What was done with a product, unless a blind review hides it from this account.
    pub fn shown_work(&self, id: &str) -> Option<&ProductWork> {
        let work = self.work_of(id)?;
        let open = self.open.as_ref();
        let shows = open.is_none_or(|open| open.round.shows_others(work, &self.author));
        shows.then_some(work)
    }

    fn judgement_sign(&self, id: &str) -> JudgementSign {
        let Some(open) = &self.open else {
            return JudgementSign::None;
        };
        if self.is_being_judged(id) {
            return JudgementSign::Unsaved;
        }
        let Some(work) = self.products.get(id) else {
            return JudgementSign::None;
        };
        match open.round.state_for(work, &self.author) {
            ReviewState::Postponed => JudgementSign::Postponed,
            ReviewState::Done => {
                let reviewed = work.reviews.get(&open.round.id);
                let own = reviewed.and_then(|reviewed| reviewed.verdict_of(&self.author));
                let counted = reviewed.map(|reviewed| reviewed.counted_verdicts());
                let settled = reviewed.and_then(|reviewed| reviewed.settled.first());
                let first = counted.as_ref().and_then(|keys| keys.first().copied());
                let key = settled.or(own).map(|given| &*given.verdict).or(first);
                key.map_or(JudgementSign::None, |key| {
                    JudgementSign::Verdict(key.to_owned())
                })
            }
            ReviewState::Open | ReviewState::Outside => JudgementSign::None,
        }
    }

    /// The number of the next act.
    pub fn next_act_number(&mut self) -> ActNumber {
        self.act_count += 1;
        self.act_count
    }
}
