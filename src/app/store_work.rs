//! What the screen asks of the store of work, and what the store says: plain values.
//!
//! An act is an intention. The service makes events of it when it writes them, in the order of the acts; only when they
//! are on the disk it says that an act is saved. Must not: know the file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;
use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::{ProductMarks, Query};

use super::fair::fair_act::FairAct;
use crate::work::events::event::ReviewId;
use crate::work::events::event_body::ProposedChange;
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::list_act::{BuyerId, EntryValue, ListId, ListKind};
use crate::work::lists::list_events::ListUse;
use crate::work::lists::product_list::ProductLists;
use crate::work::product_work::{ProductWork, ReviewedProduct};
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::{ReviewRound, ReviewState};

/// The number of an act in this sitting, in the order of the acts.
pub type ActNumber = u64;

/// What the screen asks of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkRequest {
    /// Take what others wrote since the last time.
    ReadNews,
    /// Find the products of the store in the catalogue again: another generation answers now.
    LinkAgain,
    /// Write an act.
    Record {
        /// Its number.
        number: ActNumber,
        /// The act.
        act: ReviewerAct,
    },
    /// Write again what could not be written.
    RetryNow,
    /// Open a review, or none.
    OpenReview(Option<ReviewId>),
    /// Keep what was typed of a remark; `None` where it is written or given up.
    KeepDraft {
        /// The product.
        product_id: String,
        /// What was typed.
        text: Option<String>,
    },
}

/// Keeps what was typed under an id among these drafts, and asks the store's files to; `None` forgets it.
pub fn keep_draft<S: BuildHasher>(
    drafts: &mut HashMap<String, String, S>,
    product_id: String,
    text: Option<String>,
) -> WorkRequest {
    match &text {
        Some(text) => drafts.insert(product_id.clone(), text.clone()),
        None => drafts.remove(&product_id),
    };
    WorkRequest::KeepDraft { product_id, text }
}

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewerAct {
    /// Gives a verdict on products.
    Verdict {
        /// The review.
        review: ReviewId,
        /// The products.
        products: Vec<ProductRef>,
        /// The key of the verdict.
        verdict: String,
    },
    /// Puts products off.
    Postpone {
        /// The review.
        review: ReviewId,
        /// The products.
        products: Vec<ProductRef>,
    },
    /// Ends a disagreement.
    Settle {
        /// The review.
        review: ReviewId,
        /// The product.
        product: ProductRef,
        /// The key of the verdict.
        verdict: String,
    },
    /// Writes a remark on each of these products.
    Remark {
        /// The review.
        review: Option<ReviewId>,
        /// The products; those without a name are looked up.
        products: Vec<ProductRef>,
        /// Its text; empty to take one back.
        text: String,
        /// The remark that it is another version of.
        replaces: Option<EventId>,
    },
    /// Sets a label of products, or takes it off.
    Label {
        /// The products; those without a name are looked up.
        products: Vec<ProductRef>,
        /// The label.
        label: String,
        /// Its value, where it has one.
        value: Option<String>,
        /// False to take it off.
        present: bool,
    },
    /// Proposes a change of the catalogue, which does not change yet.
    Propose {
        /// The product.
        product: ProductRef,
        /// The change.
        change: Box<ProposedChange>,
    },
    /// Adds products to a product list.
    AddToList {
        /// The list.
        list: ListTarget,
        /// The products.
        products: ListedProducts,
    },
    /// Sets fields of entries of a product list.
    SetFields {
        /// The list.
        list: ListId,
        /// The products by their ids; what the list does not have is left alone.
        ids: Vec<String>,
        /// The fields.
        values: Vec<EntryValue>,
    },
    /// Notes what a buyer of a trade meeting wants.
    NoteInterest(Box<NotedInterest>),
    /// Starts a review of what a query finds, and opens it.
    StartReview(Box<NewReview>),
    /// Does something in the list of a fair.
    AtFair(Box<FairAct>),
    /// Takes back an act of this sitting.
    Undo {
        /// The number of that act.
        of: ActNumber,
    },
}

/// A product list that products are added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListTarget {
    /// One that there is.
    Known(ListId),
    /// A new one of this name, for this.
    New(String, ListKind),
}

/// What a buyer wants of products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedInterest {
    /// The list.
    pub list: ListId,
    /// The buyer.
    pub buyer: MeantBuyer,
    /// What they look for, where that changes.
    pub wants: Option<NewText>,
    /// The products, in the list or not, by their ids.
    pub ids: Vec<String>,
    /// What changes of what they want of each.
    pub interest: InterestChange,
}

/// What changes of what a buyer wants of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InterestChange {
    /// They want it; what is not named here stays as it is known.
    Wanted {
        /// How much they want, where that changes.
        quantity: Option<NewText>,
        /// A remark on it, where that changes.
        remark: Option<NewText>,
    },
    /// They want it no more.
    Ended,
}

/// A text in place of what is known; `None` takes it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewText(pub Option<String>);

/// A buyer of a trade meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeantBuyer {
    /// One that there is.
    Known(BuyerId),
    /// A new one of this name.
    New(String),
}

/// Products to be added to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedProducts {
    /// Those with these ids.
    Ids(Vec<String>),
    /// Those that a query finds.
    Question(Box<Query>),
}

/// A review to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReview {
    /// Its name.
    pub name: String,
    /// The day by which it is due.
    pub due: Option<Date>,
    /// The question as one line.
    pub question: String,
    /// The question.
    pub query: Query,
}

/// What the store says.
#[derive(Debug)]
pub enum WorkMsg {
    /// All that the screen needs to know, at the start and where much changed.
    Overview(Box<WorkOverview>),
    /// The store cannot be opened, for the reason of this sentence.
    CannotOpen(String),
    /// Others wrote something, or an act was saved.
    Changed(WorkChange),
    /// What others wrote until now was read and told.
    NewsRead,
    /// An act is on the disk.
    Saved(ActNumber),
    /// An act waits: somebody else is writing.
    Waiting(ActNumber),
    /// An act could not be written, for the reason of this sentence. It is kept, to be written again.
    Failed(ActNumber, String),
    /// An act is not written and not kept: somebody else did something meanwhile.
    Refused(ActNumber, ActRefusal),
    /// What was done with every product, as values of facets.
    Marks(SharedMarks),
    /// What was typed of a remark could not be kept.
    DraftNotKept(String),
}

/// Why an act is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActRefusal {
    /// Its review, of this name, is closed.
    ReviewClosed(String),
    /// The start of its review was undone.
    ReviewGone,
    /// The proposal that it takes back is decided: what it wanted is in the catalogue, or was refused.
    ProposalDecided,
}

/// What was done with every product, as values of facets, shared by threads. Two are equal where they are the same one.
#[derive(Clone, Debug)]
pub struct SharedMarks(pub Arc<ProductMarks>);

impl PartialEq for SharedMarks {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedMarks {}

/// All that the screen needs to know of the store.
#[derive(Debug, Default)]
pub struct WorkOverview {
    /// The account.
    pub author: String,
    /// The reviews, the newest first.
    pub rounds: Vec<Arc<ReviewRound>>,
    /// What was done with each product, by its id in the catalogue.
    pub products: HashMap<String, ProductWork>,
    /// The review that is open.
    pub open: Option<OpenReview>,
    /// Blind reviews that are closed and have disagreements, the newest first.
    pub to_settle: Vec<ReviewToSettle>,
    /// What was typed of remarks, by the id of the product.
    pub drafts: HashMap<String, String>,
    /// The labels that the office defined, with their values.
    pub label_definitions: BTreeMap<String, Vec<String>>,
    /// The product lists.
    pub lists: Arc<ProductLists>,
    /// The list and the buyer that the account did something with last.
    pub last_used: ListUse,
    /// A command opened the review since the last screen: this one begins with it.
    pub begins_with_review: bool,
}

/// A review whose disagreements can be settled.
#[derive(Clone, Debug)]
pub struct ReviewToSettle {
    /// The review.
    pub round: Arc<ReviewRound>,
    /// Its products that are in the catalogue, by their ids there.
    pub scope: HashMap<String, ProductRef>,
}

impl ReviewToSettle {
    /// The blind reviews that are closed and have disagreements: what they hid is settled then. `products` is what was
    /// done with each product that somebody worked on.
    pub fn find_all<S: BuildHasher>(
        rounds: &[Arc<ReviewRound>],
        log: &WorkLog,
        products: &HashMap<String, ProductWork, S>,
    ) -> Vec<Self> {
        let closed = rounds
            .iter()
            .filter(|round| round.start.blind && round.is_closed);
        let reviews = closed.map(|round| Self {
            round: Arc::clone(round),
            scope: scope_in_catalogue(round, log),
        });
        let is_disputed = |review: &Self| {
            review.scope.keys().any(|id| {
                let work = products.get(id);
                let reviewed = work.and_then(|work| work.reviews.get(&review.round.id));
                reviewed.is_some_and(ReviewedProduct::has_disagreement)
            })
        };
        reviews.filter(is_disputed).collect()
    }
}

/// The products of a review that are in the catalogue, by their ids there.
fn scope_in_catalogue(round: &ReviewRound, log: &WorkLog) -> HashMap<String, ProductRef> {
    let products = round.start.scope.iter();
    products
        .filter_map(|product| Some((log.current_id(product)?.to_owned(), product.clone())))
        .collect()
}

/// What changed.
#[derive(Debug, Default)]
pub struct WorkChange {
    /// What was done with the products that changed, by their ids.
    pub products: Vec<(String, ProductWork)>,
    /// The product lists, where something of them changed, and what the account did something with last.
    pub lists: Option<(Arc<ProductLists>, ListUse)>,
}

/// The review that is open.
#[derive(Clone, Debug)]
pub struct OpenReview {
    /// The review.
    pub round: Arc<ReviewRound>,
    /// Its products that are in the catalogue, by their ids there.
    pub scope: HashMap<String, ProductRef>,
    /// Those that this account is to review; `None` for all.
    pub share: Option<HashSet<String>>,
    /// How far it is.
    pub progress: ReviewProgress,
    /// How many of the share are done.
    pub share_done: usize,
}

impl OpenReview {
    /// The review as it is in a log, counted for the person who looks.
    pub fn count(round: Arc<ReviewRound>, log: &WorkLog, viewer: &str) -> Self {
        let scope = scope_in_catalogue(&round, log);
        let share = round
            .shares
            .contains_key(viewer)
            .then(|| round.products_of(viewer, log).into_iter().collect());
        let progress = ReviewProgress::count(&round, log, viewer);
        let mut review = Self {
            round,
            scope,
            share,
            progress,
            share_done: 0,
        };
        let own = review.share.iter().flatten();
        let done = own.filter(|id| {
            review.round.state_for(&log.product_work(id), viewer) == ReviewState::Done
        });
        review.share_done = done.count();
        review
    }

    /// Counts a product again whose work changed.
    pub fn count_change(
        &mut self,
        id: &str,
        before: &ProductWork,
        after: &ProductWork,
        viewer: &str,
    ) {
        if !self.scope.contains_key(id) {
            return;
        }
        self.progress
            .remove_product(&self.round, (id, before), viewer);
        self.progress.add_product(&self.round, (id, after), viewer);
        if self.is_own(id) && self.share.is_some() {
            let is_done = |work| self.round.state_for(work, viewer) == ReviewState::Done;
            let (was, is) = (is_done(before), is_done(after));
            self.share_done = self.share_done + usize::from(is) - usize::from(was);
        }
    }

    /// True for a product that this account is to review.
    pub fn is_own(&self, id: &str) -> bool {
        self.scope.contains_key(id) && self.share.as_ref().is_none_or(|share| share.contains(id))
    }

    /// Products done and products in all, of what this account is to review.
    pub fn own_progress(&self) -> (usize, usize) {
        match &self.share {
            Some(share) => (self.share_done, share.len()),
            None => (self.progress.done, self.progress.total),
        }
    }
}
