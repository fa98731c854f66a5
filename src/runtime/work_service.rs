//! The store of work as the screen uses it: acts become events that are on the disk before they count as saved.
//!
//! Acts are written in their order. One that finds the store busy waits and is tried again; one that cannot be written
//! stays, with all behind it, until the person asks for another try. [`super::work_worker`] runs it on a thread; tests
//! call it directly. Must not: touch the model; it answers with messages.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use ocop_index::Catalog;

use super::act_drafts::{draft_act, draft_start, refuse_what_is_over};
use super::list_acts;
use crate::app::msg::Msg;
use crate::app::store_work::{
    ActNumber, ActRefusal, ListTarget, ListedProducts, MeantBuyer, NewReview, NewText,
    NotedInterest, OpenReview, ReviewToSettle, ReviewerAct, SharedMarks, WorkChange, WorkMsg,
    WorkOverview, WorkRequest,
};
use crate::catalog::answered_products::load_answered_products;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::{EventDraft, ReviewId, WorkEvent};
use crate::work::events::event_drafts::draft_undo;
use crate::work::events::event_id::EventId;
use crate::work::events::product_ref::ProductRef;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::{BuyerDetails, BuyerId, ListDays, ListId, ListKind, ListStart};
use crate::work::lists::list_drafts::{draft_buyer_added, draft_list_start};
use crate::work::lists::list_name::MeantList;
use crate::work::lists::product_list::ProductLists;
use crate::work::marks::WorkMarks;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::VerdictKind;
use crate::work::store::open_work::OpenWork;
use crate::work::store::work_error::WorkError;
use crate::work::work_viewer::WorkViewer;

/// How long a try waits for another writer before the screen is told.
const PATIENCE: Duration = Duration::from_millis(250);

/// Where the store lies, and what else the service needs of the outside.
pub trait WorkFiles: Send {
    /// Opens the store; makes it where `create` says so. `None` where there is none yet.
    ///
    /// # Errors
    /// Fails, with a sentence, where the store cannot be opened.
    fn open_store(&mut self, create: bool) -> Result<Option<OpenWork>, String>;

    /// Finds the products of the store in the catalogue that answers come from.
    ///
    /// # Errors
    /// Fails, with a sentence, where the catalogue cannot be read.
    fn link_products(&mut self, work: &mut OpenWork) -> Result<(), String>;

    /// Why the store does not do something, as a sentence.
    fn describe_error(&self, error: &WorkError) -> String;

    /// The catalogue that answers come from.
    fn catalog(&self) -> Arc<Catalog>;

    /// The review that is open for this account.
    fn open_review(&mut self, work: &OpenWork) -> Option<ReviewId>;

    /// True once where a command opened it since the last screen of this account.
    fn take_review_of_command(&mut self) -> bool {
        false
    }

    /// Remembers the review that is open for this account.
    fn remember_open_review(&mut self, work: &OpenWork, review: Option<ReviewId>);

    /// What was typed of remarks, by the id of the product.
    fn load_drafts(&mut self) -> HashMap<String, String>;

    /// Keeps what was typed of a remark, or forgets it.
    ///
    /// # Errors
    /// Fails, with a sentence, where the file cannot be written.
    fn keep_draft(&mut self, product_id: &str, text: Option<&str>) -> Result<(), String>;
}

/// What is to be done about the acts that are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueState {
    /// There are none.
    Empty,
    /// The store is busy: try again soon.
    Busy,
    /// The first one could not be written: try when the person asks.
    Stuck,
}

/// The open store, and the acts that wait for it.
pub struct WorkService {
    files: Box<dyn WorkFiles>,
    locale: Locale,
    /// What a new review offers.
    verdicts: Vec<VerdictKind>,
    work: Option<OpenWork>,
    review: Option<ReviewId>,
    queue: VecDeque<(ActNumber, ReviewerAct)>,
    is_stuck: bool,
    /// The act that the screen was told to wait for.
    told_waiting: Option<ActNumber>,
    /// The events of each act of this sitting.
    written: HashMap<ActNumber, Vec<EventId>>,
    /// How many events of the log the screen knows, and the last of them.
    told_events: usize,
    last_told: Option<EventId>,
    /// What was done with each product, as values of facets.
    marks: Option<WorkMarks>,
    /// The product lists.
    lists: Arc<ProductLists>,
    /// A command opened the review, and the screen was not told yet.
    begins_with_review: bool,
}

impl WorkService {
    /// A service that has opened nothing yet.
    pub fn new(files: Box<dyn WorkFiles>, locale: Locale, verdicts: Vec<VerdictKind>) -> Self {
        Self {
            files,
            locale,
            verdicts,
            work: None,
            review: None,
            queue: VecDeque::new(),
            is_stuck: false,
            told_waiting: None,
            written: HashMap::new(),
            told_events: 0,
            last_told: None,
            marks: None,
            lists: Arc::default(),
            begins_with_review: false,
        }
    }

    /// Opens the store where there is one, and tells the screen what is in it.
    pub fn start(&mut self, reply: &mut dyn FnMut(Msg)) {
        if let Err(reason) = self.open(false) {
            reply(Msg::Work(WorkMsg::CannotOpen(reason)));
        }
        self.tell_overview(reply);
    }

    /// Takes a request. Acts wait until [`Self::write_acts`].
    pub fn add_request(&mut self, request: WorkRequest, reply: &mut dyn FnMut(Msg)) {
        match request {
            WorkRequest::Record { number, act } => self.queue.push_back((number, act)),
            WorkRequest::RetryNow => self.is_stuck = false,
            WorkRequest::ReadNews => {
                self.read_news(reply);
                reply(Msg::Work(WorkMsg::NewsRead));
            }
            WorkRequest::LinkAgain => self.link_again(reply),
            WorkRequest::OpenReview(review) => {
                self.open_review(review);
                self.tell_overview(reply);
            }
            WorkRequest::KeepDraft { product_id, text } => {
                if let Err(reason) = self.files.keep_draft(&product_id, text.as_deref()) {
                    reply(Msg::Work(WorkMsg::DraftNotKept(reason)));
                }
            }
        }
    }

    /// Writes the acts that wait, in their order, as far as the store lets it.
    pub fn write_acts(&mut self, reply: &mut dyn FnMut(Msg)) -> QueueState {
        while let Some((number, act)) = self.queue.front().cloned() {
            if self.is_stuck {
                return QueueState::Stuck;
            }
            match self.write_act(number, &act) {
                Ok(starts_review) => {
                    self.queue.pop_front();
                    self.tell_changes(starts_review, reply);
                    reply(Msg::Work(WorkMsg::Saved(number)));
                }
                Err(Failure::Busy) => {
                    if self.told_waiting != Some(number) {
                        self.told_waiting = Some(number);
                        reply(Msg::Work(WorkMsg::Waiting(number)));
                    }
                    return QueueState::Busy;
                }
                Err(Failure::Told(reason)) => {
                    self.is_stuck = true;
                    reply(Msg::Work(WorkMsg::Failed(number, reason)));
                }
                Err(Failure::Refused(refusal)) => {
                    self.queue.pop_front();
                    self.tell_changes(true, reply);
                    reply(Msg::Work(WorkMsg::Refused(number, refusal)));
                }
            }
        }
        QueueState::Empty
    }

    /// Acts that are not written.
    pub fn unsaved_count(&self) -> usize {
        self.queue.len()
    }

    fn open(&mut self, create: bool) -> Result<(), String> {
        if self.work.is_none()
            && let Some(mut work) = self.files.open_store(create)?
        {
            work.set_patience(PATIENCE);
            self.review = self.files.open_review(&work);
            self.begins_with_review = self.files.take_review_of_command();
            self.work = Some(work);
            self.note_told();
        }
        Ok(())
    }

    /// Writes an act; true where it starts a review.
    fn write_act(&mut self, number: ActNumber, act: &ReviewerAct) -> Result<bool, Failure> {
        self.open(true).map_err(Failure::Told)?;
        let scope = match act {
            ReviewerAct::StartReview(new) => self.read_scope(new)?,
            _ => Vec::new(),
        };
        let subjects = match act {
            ReviewerAct::AddToList { products, .. } => self.read_subjects(products)?,
            ReviewerAct::NoteInterest(noted) => {
                self.read_subjects(&ListedProducts::Ids(noted.ids.clone()))?
            }
            _ => Vec::new(),
        };
        let catalog = self.files.catalog();
        let Some(work) = &mut self.work else {
            let reason = self.locale.t("work.no_place").to_owned();
            return Err(Failure::Told(reason));
        };
        if let ReviewerAct::AddToList { list, .. } = act {
            let started = match list {
                ListTarget::Known(list) => (*list, Vec::new()),
                ListTarget::New(name, kind) => self.start_list(name, *kind)?,
            };
            return self.add_to_list(number, started, &subjects);
        }
        if let ReviewerAct::NoteInterest(noted) = act {
            return self.note_interest(number, noted, &subjects);
        }
        let author = work.author().name.clone();
        let drafts = match act {
            ReviewerAct::StartReview(new) => vec![draft_start(new, scope, &self.verdicts)],
            ReviewerAct::Undo { of } => {
                let ids = self.written.get(of).into_iter().flatten();
                let events = ids.filter_map(|id| work.log().find_event(*id));
                events.map(draft_undo).collect()
            }
            act => draft_act(work.log(), &catalog, act, &author),
        };
        // What others wrote meanwhile is told with this act. It was drafted before, from what the person knew.
        let _ = work.read_new_events();
        refuse_what_is_over(work.log(), &drafts).map_err(Failure::Refused)?;
        let events = self.record(drafts)?;
        let starts_review = matches!(act, ReviewerAct::StartReview(_));
        if let Some(event) = events.first().filter(|_| starts_review) {
            let review = event.id;
            self.open_review(Some(review));
        }
        let ids = events.iter().map(|event| event.id).collect();
        self.written.insert(number, ids);
        Ok(starts_review)
    }

    /// A new list, with the events that began it. One of this name that is there already, as after a try that found the
    /// store busy, is that one.
    fn start_list(
        &mut self,
        name: &str,
        kind: ListKind,
    ) -> Result<(ListId, Vec<EventId>), Failure> {
        if let Some(work) = &self.work
            && let MeantList::One(list) = ProductLists::gather(work.log()).find(name)
        {
            return Ok((list.id, vec![list.id]));
        }
        let start = ListStart {
            name: name.to_owned(),
            kind,
            place: None,
            days: ListDays::default(),
        };
        let events = self.record(vec![draft_list_start(start)])?;
        let id = events.first().map(|event| event.id);
        let id = id.ok_or(Failure::Busy)?;
        Ok((id, vec![id]))
    }

    fn add_to_list(
        &mut self,
        number: ActNumber,
        (list, mut written): (ListId, Vec<EventId>),
        subjects: &[EntrySubject],
    ) -> Result<bool, Failure> {
        let log = self.work.as_ref().map(OpenWork::log);
        let drafts = log.map_or_else(Vec::new, |log| {
            list_acts::draft_additions(log, list, subjects)
        });
        let events = self.record(drafts)?;
        written.extend(events.iter().map(|event| event.id));
        self.written.insert(number, written);
        Ok(false)
    }

    /// Notes what a buyer wants. A new buyer is added first; one of this name that is there already, as after a try
    /// that found the store busy, is that one.
    fn note_interest(
        &mut self,
        number: ActNumber,
        noted: &NotedInterest,
        subjects: &[EntrySubject],
    ) -> Result<bool, Failure> {
        let log = self.work.as_ref().map(OpenWork::log);
        let buyer = match &noted.buyer {
            MeantBuyer::Known(buyer) => *buyer,
            MeantBuyer::New(name) => {
                let known = log.and_then(|log| list_acts::find_buyer(log, noted.list, name));
                match known {
                    Some(known) => known.id,
                    None => self.add_buyer(number, noted, name)?,
                }
            }
        };
        let log = self.work.as_ref().map(OpenWork::log);
        let drafts = log.map_or_else(Vec::new, |log| {
            list_acts::draft_interest(log, noted, buyer, subjects)
        });
        let events = self.record(drafts)?;
        let written = self.written.entry(number).or_default();
        written.extend(events.iter().map(|event| event.id));
        Ok(false)
    }

    fn add_buyer(
        &mut self,
        number: ActNumber,
        noted: &NotedInterest,
        name: &str,
    ) -> Result<BuyerId, Failure> {
        let details = BuyerDetails {
            name: name.to_owned(),
            wants: noted.wants.clone().and_then(|NewText(wants)| wants),
        };
        let events = self.record(vec![draft_buyer_added(noted.list, details)])?;
        let id = events.first().map(|event| event.id).ok_or(Failure::Busy)?;
        self.written.entry(number).or_default().push(id);
        Ok(id)
    }

    fn read_subjects(&self, products: &ListedProducts) -> Result<Vec<EntrySubject>, Failure> {
        let failed = |error: ocop_index::Error| Failure::Told(sanitize_text(&error.to_string()));
        list_acts::read_products(&self.files.catalog(), products).map_err(failed)
    }

    /// Writes events.
    fn record(&mut self, drafts: Vec<EventDraft>) -> Result<Vec<WorkEvent>, Failure> {
        let Some(work) = self.work.as_mut().filter(|_| !drafts.is_empty()) else {
            return Ok(Vec::new());
        };
        match work.record(drafts, Timestamp::now()) {
            Ok(events) => Ok(events),
            Err(WorkError::Busy) => Err(Failure::Busy),
            Err(error) => Err(Failure::Told(self.files.describe_error(&error))),
        }
    }

    fn open_review(&mut self, review: Option<ReviewId>) {
        self.review = review;
        if let Some(work) = &self.work {
            self.files.remember_open_review(work, review);
        }
    }

    /// Takes what others wrote; a store that cannot be read now is read at the next request.
    fn read_news(&mut self, reply: &mut dyn FnMut(Msg)) {
        if self.work.is_none() {
            // Somebody else may have made it meanwhile.
            if self.open(false).is_ok() && self.work.is_some() {
                self.tell_overview(reply);
            }
            return;
        }
        if let Some(work) = &mut self.work {
            let _ = work.read_new_events();
        }
        self.tell_changes(false, reply);
    }

    /// Finds the products of the store in another generation of the catalogue, and tells the screen what they are now.
    fn link_again(&mut self, reply: &mut dyn FnMut(Msg)) {
        let Some(work) = &mut self.work else {
            return self.read_news(reply);
        };
        let _ = work.read_new_events();
        let linked = self.files.link_products(work);
        self.tell_overview(reply);
        if let Err(reason) = linked {
            reply(Msg::Work(WorkMsg::CannotOpen(reason)));
        }
    }

    /// Tells the screen of the events that it does not know yet.
    fn tell_changes(&mut self, all: bool, reply: &mut dyn FnMut(Msg)) {
        let Some(work) = &self.work else {
            return;
        };
        let log = work.log();
        let events = log.events();
        let told = self.told_events.checked_sub(1);
        let last_told = told.and_then(|last| events.get(last)).map(|last| last.id);
        let new = events.get(self.told_events..);
        // A store that was restored meanwhile has other events.
        let Some(new) = new.filter(|_| last_told == self.last_told) else {
            return self.tell_overview(reply);
        };
        // A store that was made by this act: nothing of it is known yet.
        let all = all || self.marks.is_none();
        if new.is_empty() && !all {
            return;
        }
        // What is about no product and no list is about reviews and labels, which concern many.
        let concerns_many =
            |event: &WorkEvent| event.product.is_none() && !log.is_of_list(event, None);
        let oversees = self
            .marks
            .as_ref()
            .is_some_and(WorkMarks::oversees_blind_review);
        if all || oversees || new.iter().any(concerns_many) {
            return self.tell_overview(reply);
        }
        let changed: BTreeSet<ListId> = new.iter().filter_map(|event| log.list_of(event)).collect();
        let lists = (!changed.is_empty()).then(|| Arc::new(self.lists.gather_again(log, &changed)));
        // A list of another name concerns all of its products.
        if let Some(lists) = &lists
            && !lists.names().eq(self.lists.names())
        {
            return self.tell_overview(reply);
        }
        let named = |event: &WorkEvent| {
            let id = log.current_id(event.product.as_deref()?)?;
            Some(id.to_owned())
        };
        let ids: BTreeSet<String> = new.iter().filter_map(named).collect();
        if let Some(lists) = &lists {
            self.lists = Arc::clone(lists);
        }
        if let Some(marks) = &mut self.marks {
            for id in &ids {
                marks.refresh_product(log, &self.lists, id);
            }
        }
        let viewer = self.marks.as_ref().map(|marks| marks.viewer().clone());
        let viewer = viewer.unwrap_or_else(|| WorkViewer::new(log, &work.author().name));
        let products = ids.into_iter().map(|id| {
            let done = viewer.product_work(log, &id);
            (id, done)
        });
        let products = products.collect();
        let author = &work.author().name;
        let lists = lists.map(|lists| (lists, log.last_list_use(author)));
        self.note_told();
        reply(Msg::Work(WorkMsg::Changed(WorkChange { products, lists })));
        self.tell_marks(reply);
    }

    /// Tells the screen all that it needs to know, where there is something.
    fn tell_overview(&mut self, reply: &mut dyn FnMut(Msg)) {
        let overview = self.overview();
        if self.work.is_none() && overview.drafts.is_empty() {
            return;
        }
        self.note_told();
        if let Some(work) = &self.work {
            let open = overview.open.as_ref();
            let round = open.map(|open| ReviewRound::clone(&open.round));
            let marks = WorkMarks::build(work.log(), &self.lists, &work.author().name, round);
            self.marks = Some(marks);
        }
        reply(Msg::Work(WorkMsg::Overview(Box::new(overview))));
        self.tell_marks(reply);
    }

    /// Hands the marks over, to be counted as facets.
    fn tell_marks(&self, reply: &mut dyn FnMut(Msg)) {
        if let Some(marks) = &self.marks {
            let marks = SharedMarks(Arc::new(marks.marks().clone()));
            reply(Msg::Work(WorkMsg::Marks(marks)));
        }
    }

    /// Remembers that the screen knows all that is here.
    fn note_told(&mut self) {
        let events = self.work.as_ref().map(|work| work.log().events());
        self.told_events = events.map_or(0, <[WorkEvent]>::len);
        self.last_told = events.and_then(|events| events.last()).map(|last| last.id);
    }

    /// All that the screen needs to know.
    fn overview(&mut self) -> WorkOverview {
        let drafts = self.files.load_drafts();
        let Some(work) = &self.work else {
            return WorkOverview {
                drafts,
                ..WorkOverview::default()
            };
        };
        let (log, author) = (work.log(), &work.author().name);
        let rounds: Vec<_> = log.reviews().into_iter().map(Arc::new).collect();
        let open = rounds.iter().find(|round| Some(round.id) == self.review);
        let open = open.filter(|round| !round.is_closed);
        let ids = log.worked_on_ids().into_iter();
        let viewer = WorkViewer::of_rounds(rounds.iter().map(|round| &**round), author);
        let products = ids
            .map(|id| (id.to_owned(), viewer.product_work(log, id)))
            .collect();
        self.lists = Arc::new(ProductLists::gather(log));
        WorkOverview {
            lists: Arc::clone(&self.lists),
            last_used: log.last_list_use(author),
            begins_with_review: std::mem::take(&mut self.begins_with_review),
            author: author.clone(),
            open: open.map(|round| OpenReview::count(Arc::clone(round), log, author)),
            to_settle: ReviewToSettle::find_all(&rounds, log, &products),
            products,
            rounds,
            drafts,
            label_definitions: log.label_definitions(),
        }
    }

    /// The products that the question of a review has, in the order of the list.
    fn read_scope(&self, new: &NewReview) -> Result<Vec<ProductRef>, Failure> {
        let catalog = self.files.catalog();
        let failed = |error: ocop_index::Error| Failure::Told(sanitize_text(&error.to_string()));
        let mut answer = catalog.search(&new.query).map_err(failed)?;
        load_answered_products(&catalog, &mut answer).map_err(failed)
    }
}

/// Why an act was not written.
enum Failure {
    /// Somebody else is writing.
    Busy,
    /// For the reason of this sentence.
    Told(String),
    /// Somebody else did something meanwhile.
    Refused(ActRefusal),
}
