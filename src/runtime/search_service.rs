//! The search service: an open catalogue that answers the newest requests and drops superseded ones.
//!
//! It keeps the last answer, so that scrolling reads rows without searching again. [`super::worker`] runs it on a
//! thread; headless screens call it directly, with the same queue. It opens a newer generation only when asked to.
//! Must not: touch the model; it answers with messages.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use ocop_index::search::Grouping;
use ocop_index::store::{self, CatalogNotice, OpenedCatalog, StoreLayout};
use ocop_index::{Catalog, ProductMarks, Query, SearchAnswer};

use crate::app::effect::WorkerRequest;
use crate::app::model::statistics::{QueryStatistics, ReferenceQuery};
use crate::app::msg::{AnswerPart, Msg, ReloadOutcome};
use crate::app::selection_work::SelectionRequest;
use crate::catalog::FacetValueNames;
use crate::catalog::selected_products::ProductIds;
use crate::runtime::answers::{
    self, failure_message, find_next_product, find_siblings, search_first_rows,
};
use crate::runtime::catalog_history::answer_history_request;
use crate::runtime::listed_catalog::ListedCatalog;
use crate::runtime::other_days::OtherDays;
use crate::runtime::other_generation::OtherGeneration;
use crate::runtime::pending_requests::PendingRequests;
use crate::runtime::selection;
use crate::wording::locale::Locale;

/// Where a catalogue lies, and whether it may be repaired there.
#[derive(Clone, Debug)]
pub struct CatalogLocation {
    /// The folder of the data.
    pub data_dir: PathBuf,
    /// Nothing may be written there.
    pub read_only: bool,
}

/// The catalogue that answers come from.
#[derive(Clone)]
pub struct ServedCatalog {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// Its generation, if it has a number.
    pub generation: Option<u64>,
}

/// The catalogue and the newest query number that the service shares with its owner.
#[derive(Clone)]
pub(super) struct SharedServiceState {
    pub(super) served_catalog: Arc<Mutex<ServedCatalog>>,
    /// The number of the newest query asked, answered or not: a search with a smaller one stops.
    pub(super) newest_query_number: Arc<AtomicU64>,
}

impl SharedServiceState {
    pub(super) fn served_catalog(&self) -> ServedCatalog {
        let served = self.served_catalog.lock();
        served.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a search that is under way stop, if this request supersedes it.
    pub(super) fn supersede_older_searches(&self, request: &WorkerRequest) {
        if let WorkerRequest::Search { query_number, .. } = request {
            self.newest_query_number
                .store(*query_number, Ordering::Relaxed);
        }
    }

    fn set_served_catalog(&self, served: ServedCatalog) {
        let mut shared = self
            .served_catalog
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *shared = served;
    }
}

/// The last query and its answer.
struct LastAnswer {
    query_number: u64,
    query: Query,
    answer: SearchAnswer,
    /// The catalogue of a list's products, where that answered; else it was the whole one.
    listed: Option<Arc<Catalog>>,
}

impl LastAnswer {
    /// The catalogue that its rows are in, and the answer.
    fn parts<'a>(&'a mut self, whole: &'a Catalog) -> (&'a Catalog, &'a mut SearchAnswer) {
        let catalog = self.listed.as_deref().unwrap_or(whole);
        (catalog, &mut self.answer)
    }
}

/// An open catalogue, the requests that wait for it, and its last answer.
pub struct SearchService {
    location: CatalogLocation,
    catalog: Arc<Catalog>,
    /// What people did with products, but for the selection.
    marks: ProductMarks,
    /// The selected products that queries may ask for.
    selected: ProductIds,
    /// Queries about the selected products alone are answered from these.
    listed: Option<ListedCatalog>,
    /// The selected products are those of a list, and are kept as a catalogue of their own.
    keeps_list: bool,
    /// The same products on other days.
    days: OtherDays,
    /// Another generation, to compare with.
    other_generation: OtherGeneration,
    shared: SharedServiceState,
    /// The generation that was opened or last reported as newer.
    known_generation: Option<u64>,
    pending: PendingRequests,
    last_answer: Option<LastAnswer>,
    /// For the names of facet values.
    locale: Locale,
}

impl SearchService {
    /// A service for a catalogue that was opened from a store.
    pub fn new(location: CatalogLocation, opened: OpenedCatalog, locale: Locale) -> Self {
        let known_generation = current_store_generation(&location, &opened);
        let served = ServedCatalog {
            catalog: Arc::new(opened.catalog),
            generation: opened.generation,
        };
        Self {
            known_generation,
            ..Self::from_served(location, served, locale)
        }
    }

    /// The same with what people did with the products, which its catalogue has already: other generations get it too.
    #[must_use]
    pub fn with_marks(mut self, marks: ProductMarks) -> Self {
        self.marks = marks;
        self
    }

    /// The same where queries are mostly about the products of one list, which are selected.
    #[must_use]
    pub const fn for_list(mut self) -> Self {
        self.keeps_list = true;
        self
    }

    /// A service for a catalogue in memory.
    pub fn from_served(location: CatalogLocation, served: ServedCatalog, locale: Locale) -> Self {
        Self {
            location,
            catalog: Arc::clone(&served.catalog),
            marks: ProductMarks::default(),
            selected: ProductIds::from([]),
            listed: None,
            keeps_list: false,
            days: OtherDays::default(),
            other_generation: OtherGeneration::default(),
            known_generation: served.generation,
            shared: SharedServiceState {
                served_catalog: Arc::new(Mutex::new(served)),
                newest_query_number: Arc::new(AtomicU64::new(0)),
            },
            pending: PendingRequests::default(),
            last_answer: None,
            locale,
        }
    }

    pub(super) fn shared_state(&self) -> SharedServiceState {
        self.shared.clone()
    }

    /// Queues a request; it supersedes older ones of its kind.
    pub fn add_request(&mut self, request: WorkerRequest) {
        self.shared.supersede_older_searches(&request);
        self.pending.add_request(request);
    }

    /// Answers what is queued, each answer given to `reply` as soon as it is known.
    ///
    /// # Errors
    /// The first error of `reply`, when nobody listens any more.
    pub fn answer_pending<E>(
        &mut self,
        mut reply: impl FnMut(Msg) -> Result<(), E>,
    ) -> Result<(), E> {
        let pending = std::mem::take(&mut self.pending);
        if pending.reload {
            reply(self.reload_catalog())?;
        }
        if let Some(day) = pending.day {
            reply(self.see_on_day(day))?;
        }
        if let Some(marks) = pending.marks {
            self.marks = ProductMarks::clone(&marks.0);
            self.mark_catalog();
            reply(Msg::MarksUsed(Box::new(self.value_names())))?;
        }
        let mut selection = pending.selection;
        if let Some(selected) = selection.handed_over.take() {
            self.selected = selected;
            self.mark_selection();
        }
        let requests = [
            pending.search_or_rows,
            pending.find_name,
            pending.find_product,
            pending.explain,
            pending.siblings,
            pending.statistics,
        ];
        for request in requests.into_iter().flatten() {
            if let Some(answer) = self.answer_request(request) {
                reply(answer)?;
            }
        }
        for request in selection.into_requests() {
            if let Some(answer) = self.answer_selection_request(request) {
                reply(answer)?;
            }
        }
        if let Some((line, query)) = pending.match_count {
            reply(self.count_matches(line, &query))?;
        }
        if let Some(request) = pending.history {
            let (location, locale) = (&self.location, &self.locale);
            let answer = answer_history_request(location, &self.catalog, locale, request);
            reply(Msg::Catalog(answer))?;
        }
        if pending.check_for_new_catalog
            && let Some(newer) = self.check_for_new_catalog()
        {
            reply(newer)?;
        }
        Ok(())
    }

    /// True once a search was answered since the catalogue was opened.
    pub(super) fn has_answered(&self) -> bool {
        self.last_answer.is_some()
    }

    /// Searches for its side effect on the catalogue's caches; a newer request stops it. An error is ignored: the
    /// same search fails again when it is asked for, and is reported then.
    pub(super) fn warm_up(&self, query: &Query) {
        drop(
            self.catalog
                .search_until(query, &self.stop_when_superseded()),
        );
    }

    /// True when a query was asked after this moment.
    fn stop_when_superseded(&self) -> impl Fn() -> bool + Sync + use<> {
        let newest = Arc::clone(&self.shared.newest_query_number);
        let now = newest.load(Ordering::Relaxed);
        move || newest.load(Ordering::Relaxed) > now
    }

    /// True when a query newer than this one was asked.
    fn stop_when_newer_than(&self, query_number: u64) -> impl Fn() -> bool + Sync + use<> {
        let newest = Arc::clone(&self.shared.newest_query_number);
        move || newest.load(Ordering::Relaxed) > query_number
    }

    fn answer_request(&mut self, request: WorkerRequest) -> Option<Msg> {
        match request {
            WorkerRequest::Search {
                query_number,
                query,
                selected_id,
            } => self.answer_search(query_number, query, selected_id.as_deref()),
            WorkerRequest::FetchRows {
                query_number,
                indices,
            } => {
                let last = last_answer_to(&mut self.last_answer, query_number)?;
                let (catalog, answer) = last.parts(&self.catalog);
                let start = indices.start;
                Some(match catalog.load_hits(answer, indices) {
                    Ok(hits) => Msg::Rows {
                        query_number,
                        start,
                        hits,
                    },
                    Err(error) => failure_message(query_number, AnswerPart::Rows, error),
                })
            }
            WorkerRequest::FindName {
                query_number,
                letters,
            } => {
                let last = last_answer_to(&mut self.last_answer, query_number)?;
                let reversed = last.query.reversed;
                let (catalog, answer) = last.parts(&self.catalog);
                let found = catalog.find_name_rank(answer, &letters, reversed);
                Some(match found {
                    Ok(index) => Msg::NameFound {
                        query_number,
                        index,
                    },
                    Err(error) => failure_message(query_number, AnswerPart::Rows, error),
                })
            }
            WorkerRequest::FindProduct {
                query_number,
                from,
                forward,
                wanted,
            } => {
                let last = last_answer_to(&mut self.last_answer, query_number)?;
                let (catalog, answer) = last.parts(&self.catalog);
                let found = find_next_product(catalog, answer, (from, forward), &wanted);
                Some(match found {
                    Ok(index) => Msg::ProductFound {
                        query_number,
                        index,
                    },
                    Err(error) => failure_message(query_number, AnswerPart::Rows, error),
                })
            }
            WorkerRequest::Explain {
                query_number,
                index,
            } => {
                let last = last_answer_to(&mut self.last_answer, query_number)?;
                let (catalog, answer) = last.parts(&self.catalog);
                Some(match catalog.explain_hit(answer, index) {
                    Ok(explanation) => Msg::Explained {
                        query_number,
                        index,
                        explanation,
                    },
                    Err(error) => failure_message(query_number, AnswerPart::Explanation, error),
                })
            }
            WorkerRequest::ComputeStatistics {
                query_number,
                groupings,
                reference,
            } => match self.compute_statistics(query_number, groupings, reference) {
                Ok(statistics) => {
                    statistics.map(|statistics| Msg::StatisticsComputed(Box::new(statistics)))
                }
                Err(error) => Some(failure_message(query_number, AnswerPart::Statistics, error)),
            },
            WorkerRequest::FindSiblings {
                product_id,
                producer,
            } => Some(find_siblings(&self.catalog, product_id, &producer)),
            // Answered apart, after these.
            WorkerRequest::Selection(_)
            | WorkerRequest::CountMatches { .. }
            | WorkerRequest::ReadHistory(_)
            | WorkerRequest::CheckForNewCatalog
            | WorkerRequest::SeeOnDay(_)
            | WorkerRequest::UseMarks(_)
            | WorkerRequest::Reload => None,
        }
    }

    /// The answer to a query; `None` where a newer one was asked meanwhile.
    fn answer_search(
        &mut self,
        query_number: u64,
        query: Query,
        selected_id: Option<&str>,
    ) -> Option<Msg> {
        let stop = self.stop_when_newer_than(query_number);
        let listed = self.listed.as_ref();
        let mut listed = listed.and_then(|listed| listed.answers(&query));
        let search = |catalog: &Catalog| {
            search_first_rows(catalog, query_number, &query, selected_id, &stop)
        };
        let mut found = search(listed.as_deref().unwrap_or(&self.catalog));
        // What the list only guesses the whole catalogue may know.
        if listed.is_some() && matches!(&found, Ok(Some((page, _))) if page.is_guess()) {
            self.mark_selection_in_whole();
            listed = None;
            found = search(&self.catalog);
        }
        match found {
            Ok(Some((page, answer))) => {
                self.last_answer = Some(LastAnswer {
                    query_number,
                    query,
                    answer,
                    listed,
                });
                Some(Msg::Answer(Box::new(page)))
            }
            Ok(None) => None,
            Err(error) => Some(failure_message(query_number, AnswerPart::Answer, error)),
        }
    }

    /// What the selection needs of the last answer; none where a newer query was asked, which it is asked of again.
    fn answer_selection_request(&mut self, request: SelectionRequest) -> Option<Msg> {
        let query_number = request.query_number()?;
        let stop = self.stop_when_newer_than(query_number);
        let last = last_answer_to(&mut self.last_answer, query_number)?;
        let (catalog, answer) = last.parts(&self.catalog);
        match selection::answer_request(catalog, answer, request, &stop) {
            Ok(msg) => msg.map(Msg::Selection),
            Err(error) => Some(failure_message(query_number, AnswerPart::Selection, error)),
        }
    }

    /// The statistics of the last answer, beside those of a reference.
    fn compute_statistics(
        &mut self,
        query_number: u64,
        groupings: [Grouping; 2],
        reference: Option<ReferenceQuery>,
    ) -> ocop_index::Result<Option<QueryStatistics>> {
        let stop = self.stop_when_newer_than(query_number);
        let other = match &reference {
            Some(reference) => Some(self.catalog_of_reference(reference)?),
            None => None,
        };
        let Some(last) = last_answer_to(&mut self.last_answer, query_number) else {
            return Ok(None);
        };
        let query = &last.query;
        let answered = (query, &last.answer);
        let catalog = last.listed.as_deref().unwrap_or(&self.catalog);
        let computed =
            answers::compute_statistics(catalog, query_number, answered, groupings, &stop)?;
        let Some(mut statistics) = computed else {
            return Ok(None);
        };
        if let Some((reference, other)) = reference.zip(other) {
            let compared = answers::compute_reference(&other, reference, query, groupings, &stop)?;
            let Some(compared) = compared else {
                return Ok(None);
            };
            statistics.reference = Some(Box::new(compared));
        }
        Ok(Some(statistics))
    }

    /// The catalogue that a reference is counted in: another generation, or the one in use, on its day.
    fn catalog_of_reference(
        &mut self,
        reference: &ReferenceQuery,
    ) -> ocop_index::Result<Arc<Catalog>> {
        let in_use = self.shared.served_catalog().generation;
        match reference
            .generation
            .filter(|number| Some(*number) != in_use)
        {
            Some(number) => {
                let data_dir = &self.location.data_dir;
                self.other_generation
                    .catalog_on(data_dir, number, reference.day)
            }
            None => self.days.catalog_on(&self.catalog, reference.day),
        }
    }

    /// Shows the same catalogue on another day from now on.
    fn see_on_day(&mut self, day: Date) -> Msg {
        let outcome = self.days.catalog_on(&self.catalog, day).map(|catalog| {
            self.days.keep(&self.catalog);
            self.catalog = catalog;
            let generation = self.shared.served_catalog().generation;
            self.shared.set_served_catalog(ServedCatalog {
                catalog: Arc::clone(&self.catalog),
                generation,
            });
            self.last_answer = None;
            Box::new(self.value_names())
        });
        Msg::SeenOnDay { day, outcome }
    }

    /// Lets queries ask for the products that are selected now.
    fn mark_selection(&mut self) {
        if self.keeps_list {
            let (listed, whole) = (self.listed.take(), &self.catalog);
            self.listed = ListedCatalog::renew(listed, whole, &self.marks, &self.selected);
        }
        if self.listed.is_none() {
            self.mark_catalog();
        }
    }

    /// The same in the whole catalogue, once.
    fn mark_selection_in_whole(&mut self) {
        let listed = self.listed.as_mut();
        let is_marked = listed.is_some_and(|listed| std::mem::replace(&mut listed.is_marked, true));
        if !is_marked {
            self.mark_catalog();
        }
    }

    /// Hands the marks to the catalogue: it is the same one with other facets. Where they cannot be read, nothing is
    /// selected, and the search that follows tells what is wrong with the index.
    fn mark_catalog(&mut self) {
        let marked = selection::mark_selected(&self.catalog, &self.marks, &self.selected);
        let Ok(marked) = marked else {
            return;
        };
        self.catalog = Arc::new(marked);
        // Those of other days have the marks of before.
        self.days = OtherDays::default();
        let generation = self.shared.served_catalog().generation;
        self.shared.set_served_catalog(ServedCatalog {
            catalog: Arc::clone(&self.catalog),
            generation,
        });
    }

    /// The names of the values of the catalogue as it is seen now.
    fn value_names(&self) -> FacetValueNames {
        FacetValueNames::from_catalog(&self.catalog, &self.locale).with_selection()
    }

    /// Counts what a query finds; a query asked meanwhile comes first.
    fn count_matches(&self, line: String, query: &Query) -> Msg {
        let stop = self.stop_when_superseded();
        let answer = self.catalog.search_until(query, &stop).ok().flatten();
        let total = answer.map(|answer| answer.total());
        Msg::MatchesCounted { line, total }
    }

    /// Reports another generation, once for each.
    fn check_for_new_catalog(&mut self) -> Option<Msg> {
        // A folder that cannot be read now is no reason to speak.
        let number = StoreLayout::new(&self.location.data_dir)
            .pointed_generation()
            .ok()??;
        if self.known_generation == Some(number) {
            return None;
        }
        self.known_generation = Some(number);
        Some(Msg::NewerCatalog(number))
    }

    fn reload_catalog(&mut self) -> Msg {
        let open = if self.location.read_only {
            store::open_catalog_read_only
        } else {
            store::open_catalog
        };
        let outcome = match open(&self.location.data_dir, self.catalog.day()) {
            Ok(opened) => {
                self.known_generation = current_store_generation(&self.location, &opened);
                self.catalog = Arc::new(opened.catalog);
                self.days = OtherDays::default();
                self.shared.set_served_catalog(ServedCatalog {
                    catalog: Arc::clone(&self.catalog),
                    generation: opened.generation,
                });
                self.last_answer = None;
                self.listed = None;
                if self.keeps_list {
                    self.mark_selection();
                } else if !self.selected.is_empty() || !self.marks.is_empty() {
                    self.mark_catalog();
                }
                ReloadOutcome::Opened {
                    catalog_size: self.catalog.len(),
                    generation: opened.generation,
                    value_names: Box::new(self.value_names()),
                }
            }
            Err(error) => ReloadOutcome::Failed(error),
        };
        Msg::Reloaded(outcome)
    }
}

/// The last answer, if it has this number.
fn last_answer_to(
    last_answer: &mut Option<LastAnswer>,
    query_number: u64,
) -> Option<&mut LastAnswer> {
    let last = last_answer.as_mut();
    last.filter(|last| last.query_number == query_number)
}

/// The generation that the store points to: the one opened, unless that one was too damaged to be opened.
fn current_store_generation(location: &CatalogLocation, opened: &OpenedCatalog) -> Option<u64> {
    let stepped_back = |notice: &CatalogNotice| matches!(notice, CatalogNotice::SteppedBack { .. });
    if opened.notices.iter().any(stepped_back) {
        return StoreLayout::new(&location.data_dir)
            .pointed_generation()
            .ok()
            .flatten();
    }
    opened.generation
}
