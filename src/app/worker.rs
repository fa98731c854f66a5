//! The thread that answers: the newest question first, superseded ones never.
//!
//! It keeps the last answer, so that walking through a list reads rows without searching again. While nobody
//! asks anything it asks itself for each letter once, so that the first key of a person is answered like any other.
//! When told to, it looks for a newer generation, and opens it only when told to do that as well. Must not: touch
//! the model; it speaks by messages.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvError, SendError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use ocop_index::store::{self, CatalogNotice, OpenedCatalog, StoreLayout};
use ocop_index::{Catalog, Facet, Query, SearchAnswer};

use super::effect::WorkerRequest;
use super::model::ProductSiblings;
use super::msg::{AnswerPage, AnswerPart, Msg, ReloadOutcome};
use crate::app::model::statistics::QueryStatistics;
use crate::catalog::FacetValueNames;
use crate::catalog::siblings;
use crate::wording::locale::Locale;

/// Rows sent along with an answer.
const FIRST_ROWS: usize = 64;

/// What a person may type first.
const WARM_UP_LETTERS: &str = "cthbnmdrglskpvqaxioueywjfz";

/// A catalogue and where it comes from.
struct SearchWorker {
    data_dir: PathBuf,
    /// Nothing may be mended there.
    read_only: bool,
    catalog: Arc<Catalog>,
    /// The same for others.
    served_catalog: Arc<Mutex<ServedCatalog>>,
    /// What the store pointed to when it was opened, or was last told to be news.
    known_generation: Option<u64>,
    last_answer: Option<(u64, Query, SearchAnswer)>,
    /// The letters not yet asked for in advance.
    warm_up_letters: std::str::Chars<'static>,
    /// For the names of values.
    locale: Locale,
    replies: Sender<Msg>,
    /// The number of the newest question asked, answered or not.
    newest_generation: Arc<AtomicU64>,
}

/// The catalogue that answers come from.
#[derive(Clone)]
pub struct ServedCatalog {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// Its number, if it has one.
    pub generation: Option<u64>,
}

/// The way to the thread. A question that is sent makes it drop the one it is at.
pub struct WorkerHandle {
    requests: Sender<WorkerRequest>,
    newest_generation: Arc<AtomicU64>,
    served_catalog: Arc<Mutex<ServedCatalog>>,
}

impl WorkerHandle {
    /// The catalogue that answers come from now.
    pub fn served_catalog(&self) -> ServedCatalog {
        let shown = self.served_catalog.lock();
        shown.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a request; a thread that is gone takes none.
    pub fn send_request(&self, request: WorkerRequest) {
        if let WorkerRequest::Search { generation, .. } = &request {
            self.newest_generation.store(*generation, Ordering::Relaxed);
        }
        drop(self.requests.send(request));
    }
}

/// Starts the thread; it ends when what is returned is dropped.
pub fn start_worker(
    (data_dir, read_only): (PathBuf, bool),
    opened: OpenedCatalog,
    locale: Locale,
    replies: Sender<Msg>,
) -> std::io::Result<WorkerHandle> {
    let (sender, requests) = channel();
    let newest = Arc::new(AtomicU64::new(0));
    let known = current_store_generation(&data_dir, &opened);
    let catalog = Arc::new(opened.catalog);
    let shown = Arc::new(Mutex::new(ServedCatalog {
        catalog: Arc::clone(&catalog),
        generation: opened.generation,
    }));
    let mut shelf = SearchWorker {
        known_generation: known,
        data_dir,
        read_only,
        catalog,
        served_catalog: Arc::clone(&shown),
        last_answer: None,
        warm_up_letters: WARM_UP_LETTERS.chars(),
        locale,
        replies,
        newest_generation: Arc::clone(&newest),
    };
    thread::Builder::new()
        .name("search".into())
        .spawn(move || shelf.serve_requests(&requests))?;
    Ok(WorkerHandle {
        requests: sender,
        newest_generation: newest,
        served_catalog: shown,
    })
}

/// The generation that the store points to: the one opened, unless that one was too damaged to be opened.
fn current_store_generation(data_dir: &std::path::Path, opened: &OpenedCatalog) -> Option<u64> {
    let stepped_back = |notice: &CatalogNotice| matches!(notice, CatalogNotice::SteppedBack { .. });
    if opened.notices.iter().any(stepped_back) {
        return StoreLayout::new(data_dir)
            .pointed_generation()
            .ok()
            .flatten();
    }
    opened.generation
}

/// What waits, without what newer requests have made void.
#[derive(Default)]
struct PendingRequests {
    search_or_rows: Option<WorkerRequest>,
    explain: Option<WorkerRequest>,
    siblings: Option<WorkerRequest>,
    statistics: Option<WorkerRequest>,
    match_count: Option<(String, Query)>,
    check_for_new_catalog: bool,
    reload: bool,
}

impl PendingRequests {
    fn add_request(&mut self, request: WorkerRequest) {
        match (request, &self.search_or_rows) {
            (WorkerRequest::CheckForNewCatalog, _) => self.check_for_new_catalog = true,
            (WorkerRequest::Reload, _) => self.reload = true,
            (WorkerRequest::CountMatches { line, query }, _) => {
                self.match_count = Some((line, query))
            }
            // Rows asked behind a search belong to it or are asked again when it is answered.
            (WorkerRequest::FetchRows { .. }, Some(WorkerRequest::Search { .. })) => {}
            (newer @ WorkerRequest::Explain { .. }, _) => self.explain = Some(newer),
            (newer @ WorkerRequest::FindSiblings { .. }, _) => self.siblings = Some(newer),
            (newer @ WorkerRequest::ComputeStatistics { .. }, _) => self.statistics = Some(newer),
            (newer, _) => self.search_or_rows = Some(newer),
        }
    }
}

impl SearchWorker {
    fn serve_requests(&mut self, requests: &Receiver<WorkerRequest>) {
        while let Ok(first) = self.next_request(requests) {
            let mut waiting = PendingRequests::default();
            waiting.add_request(first);
            for request in requests.try_iter() {
                waiting.add_request(request);
            }
            if self.answer_pending(waiting).is_err() {
                return;
            }
        }
    }

    /// Answers what waits, one after another, each told as soon as it is known; an error when nobody listens.
    fn answer_pending(&mut self, waiting: PendingRequests) -> Result<(), SendError<Msg>> {
        if waiting.reload {
            let reloaded = self.reload_catalog();
            self.replies.send(reloaded)?;
        }
        let asked = [
            waiting.search_or_rows,
            waiting.explain,
            waiting.siblings,
            waiting.statistics,
        ];
        for request in asked.into_iter().flatten() {
            if let Some(reply) = self.answer_request(request) {
                self.replies.send(reply)?;
            }
        }
        if let Some((line, query)) = waiting.match_count {
            self.replies.send(self.count_matches(line, &query))?;
        }
        if waiting.check_for_new_catalog
            && let Some(news) = self.check_for_new_catalog()
        {
            self.replies.send(news)?;
        }
        Ok(())
    }

    /// The next request. Until there is one, letters are asked for in advance, one after another.
    fn next_request(
        &mut self,
        requests: &Receiver<WorkerRequest>,
    ) -> Result<WorkerRequest, RecvError> {
        loop {
            match requests.try_recv() {
                Ok(request) => return Ok(request),
                Err(TryRecvError::Disconnected) => return Err(RecvError),
                Err(TryRecvError::Empty) => {}
            }
            // Not before the first question, which shows the catalogue.
            let Some(letter) = self
                .last_answer
                .is_some()
                .then(|| self.warm_up_letters.next())
                .flatten()
            else {
                return requests.recv();
            };
            let asked = self.newest_generation.load(Ordering::Relaxed);
            let stop = || self.newest_generation.load(Ordering::Relaxed) > asked;
            let query = Query::from_text(letter.to_string());
            // What comes of it stays with the catalogue; what fails now would fail then, and tell.
            drop(self.catalog.search_until(&query, &stop));
        }
    }

    fn answer_request(&mut self, question: WorkerRequest) -> Option<Msg> {
        match question {
            WorkerRequest::Search {
                generation,
                query,
                selected_id: keep,
            } => {
                let newest = Arc::clone(&self.newest_generation);
                let stop = move || newest.load(Ordering::Relaxed) > generation;
                match search_first_rows(&self.catalog, generation, &query, keep.as_deref(), &stop) {
                    Ok(Some((page, answer))) => {
                        self.last_answer = Some((generation, query, answer));
                        Some(Msg::Answer(Box::new(page)))
                    }
                    Ok(None) => None,
                    Err(error) => Some(failure_message(generation, AnswerPart::Answer, error)),
                }
            }
            WorkerRequest::FetchRows {
                generation,
                indices: places,
            } => match &mut self.last_answer {
                Some((known, _, answer)) if *known == generation => {
                    let start = places.start;
                    Some(match self.catalog.load_hits(answer, places) {
                        Ok(hits) => Msg::Rows {
                            generation,
                            start,
                            hits,
                        },
                        Err(error) => failure_message(generation, AnswerPart::Rows, error),
                    })
                }
                _ => None,
            },
            WorkerRequest::Explain {
                generation,
                index: place,
            } => match &mut self.last_answer {
                Some((known, _, answer)) if *known == generation => {
                    Some(match self.catalog.explain_hit(answer, place) {
                        Ok(explanation) => Msg::Explained {
                            generation,
                            index: place,
                            explanation,
                        },
                        Err(error) => failure_message(generation, AnswerPart::Explanation, error),
                    })
                }
                _ => None,
            },
            WorkerRequest::ComputeStatistics { generation, facets } => match &self.last_answer {
                Some((known, query, answer)) if *known == generation => {
                    let stop = || self.newest_generation.load(Ordering::Relaxed) > generation;
                    match compute_statistics(
                        &self.catalog,
                        generation,
                        (query, answer),
                        facets,
                        &stop,
                    ) {
                        Ok(figures) => {
                            figures.map(|figures| Msg::StatisticsComputed(Box::new(figures)))
                        }
                        Err(error) => {
                            Some(failure_message(generation, AnswerPart::Statistics, error))
                        }
                    }
                }
                _ => None,
            },
            WorkerRequest::FindSiblings {
                product_id: id,
                producer,
            } => Some(find_siblings(&self.catalog, id, &producer)),
            WorkerRequest::CountMatches { .. }
            | WorkerRequest::CheckForNewCatalog
            | WorkerRequest::Reload => None,
        }
    }

    /// How many products a question finds; a person who asks something meanwhile comes first.
    fn count_matches(&self, line: String, query: &Query) -> Msg {
        let asked = self.newest_generation.load(Ordering::Relaxed);
        let stop = || self.newest_generation.load(Ordering::Relaxed) > asked;
        let answer = self.catalog.search_until(query, &stop).ok().flatten();
        let total = answer.map(|answer| answer.total());
        Msg::MatchesCounted { line, total }
    }

    /// Tells of another generation, once of each.
    fn check_for_new_catalog(&mut self) -> Option<Msg> {
        // A folder that cannot be read now is no news.
        let number = StoreLayout::new(&self.data_dir)
            .pointed_generation()
            .ok()??;
        if self.known_generation == Some(number) {
            return None;
        }
        self.known_generation = Some(number);
        Some(Msg::NewerCatalog(number))
    }

    fn reload_catalog(&mut self) -> Msg {
        let open = if self.read_only {
            store::open_catalog_read_only
        } else {
            store::open_catalog
        };
        let reloaded = match open(&self.data_dir, self.catalog.day()) {
            Ok(opened) => {
                self.known_generation = current_store_generation(&self.data_dir, &opened);
                self.catalog = Arc::new(opened.catalog);
                let mut shown = self
                    .served_catalog
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                *shown = ServedCatalog {
                    catalog: Arc::clone(&self.catalog),
                    generation: opened.generation,
                };
                drop(shown);
                self.last_answer = None;
                self.warm_up_letters = WARM_UP_LETTERS.chars();
                ReloadOutcome::Opened {
                    catalog_size: self.catalog.len(),
                    generation: opened.generation,
                    value_names: Box::new(FacetValueNames::from_catalog(
                        &self.catalog,
                        &self.locale,
                    )),
                }
            }
            Err(error) => ReloadOutcome::Failed(error),
        };
        Msg::Reloaded(reloaded)
    }
}

fn failure_message(generation: u64, part: AnswerPart, cause: ocop_index::Error) -> Msg {
    Msg::Failed {
        generation,
        part,
        cause,
    }
}

/// Everything that the statistics show of a question and its answer, unless told to stop.
pub fn compute_statistics(
    catalog: &Catalog,
    generation: u64,
    (query, answer): (&Query, &SearchAnswer),
    facets: [Facet; 2],
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<QueryStatistics>> {
    let Some(totals) = catalog.count_answer_totals_until(answer, query, stop)? else {
        return Ok(None);
    };
    let cross = catalog.cross_tabulate(answer, facets);
    if stop() {
        return Ok(None);
    }
    Ok(Some(QueryStatistics {
        generation,
        totals,
        cross_tab: cross,
        expiry_counts: catalog.count_expiries(answer),
    }))
}

/// What else a producer makes. A catalogue that cannot be read is told of by the list, not here.
pub fn find_siblings(catalog: &Catalog, id: String, producer: &str) -> Msg {
    let made = siblings::find_producer_products(catalog, producer, &id).unwrap_or_default();
    Msg::Siblings(Box::new(ProductSiblings {
        product_id: id,
        products: Some(made),
    }))
}

/// One question, answered with its first rows, unless told to stop.
pub fn search_first_rows(
    catalog: &Catalog,
    generation: u64,
    query: &Query,
    keep: Option<&str>,
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<(AnswerPage, SearchAnswer)>> {
    let Some(mut answer) = catalog.search_until(query, stop)? else {
        return Ok(None);
    };
    let kept = match keep {
        Some(id) => catalog.find_rank(&mut answer, id)?,
        None => None,
    };
    let start = kept.map_or(0, |place| place.saturating_sub(FIRST_ROWS / 2));
    let hits = catalog.load_hits(&mut answer, start..start + FIRST_ROWS)?;
    let ways = if answer.total() == 0 {
        catalog.suggest_queries(query)?
    } else {
        Vec::new()
    };
    let why = catalog.explain_hit(&mut answer, kept.unwrap_or(0))?;
    let page = AnswerPage {
        generation,
        total: answer.total(),
        total_without_filters: answer.total_without_filters(),
        interpretation: answer.interpretation_summary().clone(),
        facets: answer.facet_counts().to_vec(),
        selected_index: kept,
        start,
        hits,
        explanation: why,
        suggestions: ways,
    };
    Ok(Some((page, answer)))
}
