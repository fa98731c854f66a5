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

use ocop_index::store::{self, Layout, Notice, Opened};
use ocop_index::{Answer, Catalog, Facet, Query};

use super::effect::Request;
use super::model::Others;
use super::msg::{Msg, Page, Part, Reloaded};
use super::stats::Figures;
use crate::choice::Names;
use crate::locale::Locale;
use crate::others;

/// Rows sent along with an answer.
const FIRST_ROWS: usize = 64;

/// What a person may type first.
const LETTERS: &str = "cthbnmdrglskpvqaxioueywjfz";

/// A catalogue and where it comes from.
struct Shelf {
    data_dir: PathBuf,
    /// Nothing may be mended there.
    read_only: bool,
    catalog: Arc<Catalog>,
    /// The same for others.
    shown: Arc<Mutex<Shown>>,
    /// What the store pointed to when it was opened, or was last told to be news.
    known: Option<u64>,
    last: Option<(u64, Query, Answer)>,
    /// The letters not yet asked for in advance.
    letters: std::str::Chars<'static>,
    /// For the names of values.
    locale: Locale,
    replies: Sender<Msg>,
    /// The number of the newest question asked, answered or not.
    newest: Arc<AtomicU64>,
}

/// The catalogue that answers come from.
#[derive(Clone)]
pub struct Shown {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// Its number, if it has one.
    pub generation: Option<u64>,
}

/// The way to the thread. A question that is sent makes it drop the one it is at.
pub struct Asker {
    requests: Sender<Request>,
    newest: Arc<AtomicU64>,
    shown: Arc<Mutex<Shown>>,
}

impl Asker {
    /// The catalogue that answers come from now.
    pub fn shown(&self) -> Shown {
        let shown = self.shown.lock();
        shown.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a request; a thread that is gone takes none.
    pub fn send(&self, request: Request) {
        if let Request::Search { generation, .. } = &request {
            self.newest.store(*generation, Ordering::Relaxed);
        }
        drop(self.requests.send(request));
    }
}

/// Starts the thread; it ends when what is returned is dropped.
pub fn start(
    (data_dir, read_only): (PathBuf, bool),
    opened: Opened,
    locale: Locale,
    replies: Sender<Msg>,
) -> std::io::Result<Asker> {
    let (sender, requests) = channel();
    let newest = Arc::new(AtomicU64::new(0));
    let known = pointed_to(&data_dir, &opened);
    let catalog = Arc::new(opened.catalog);
    let shown = Arc::new(Mutex::new(Shown {
        catalog: Arc::clone(&catalog),
        generation: opened.generation,
    }));
    let mut shelf = Shelf {
        known,
        data_dir,
        read_only,
        catalog,
        shown: Arc::clone(&shown),
        last: None,
        letters: LETTERS.chars(),
        locale,
        replies,
        newest: Arc::clone(&newest),
    };
    thread::Builder::new()
        .name("search".into())
        .spawn(move || shelf.serve(&requests))?;
    Ok(Asker {
        requests: sender,
        newest,
        shown,
    })
}

/// The generation that the store points to: the one opened, unless that one was too damaged to be opened.
fn pointed_to(data_dir: &std::path::Path, opened: &Opened) -> Option<u64> {
    let stepped_back = |notice: &Notice| matches!(notice, Notice::SteppedBack { .. });
    if opened.notices.iter().any(stepped_back) {
        return Layout::new(data_dir).current_number().ok().flatten();
    }
    opened.generation
}

/// What waits, without what newer requests have made void.
#[derive(Default)]
struct Waiting {
    question: Option<Request>,
    explain: Option<Request>,
    others: Option<Request>,
    count: Option<Request>,
    tally: Option<(String, Query)>,
    look: bool,
    reload: bool,
}

impl Waiting {
    fn add(&mut self, request: Request) {
        match (request, &self.question) {
            (Request::Look, _) => self.look = true,
            (Request::Reload, _) => self.reload = true,
            (Request::Tally { line, query }, _) => self.tally = Some((line, query)),
            // Rows asked behind a search belong to it or are asked again when it is answered.
            (Request::Rows { .. }, Some(Request::Search { .. })) => {}
            (newer @ Request::Explain { .. }, _) => self.explain = Some(newer),
            (newer @ Request::Others { .. }, _) => self.others = Some(newer),
            (newer @ Request::Count { .. }, _) => self.count = Some(newer),
            (newer, _) => self.question = Some(newer),
        }
    }
}

impl Shelf {
    fn serve(&mut self, requests: &Receiver<Request>) {
        while let Ok(first) = self.next(requests) {
            let mut waiting = Waiting::default();
            waiting.add(first);
            for request in requests.try_iter() {
                waiting.add(request);
            }
            if self.take(waiting).is_err() {
                return;
            }
        }
    }

    /// Answers what waits, one after another, each told as soon as it is known; an error when nobody listens.
    fn take(&mut self, waiting: Waiting) -> Result<(), SendError<Msg>> {
        if waiting.reload {
            let reloaded = self.reload();
            self.replies.send(reloaded)?;
        }
        let asked = [
            waiting.question,
            waiting.explain,
            waiting.others,
            waiting.count,
        ];
        for request in asked.into_iter().flatten() {
            if let Some(reply) = self.answer(request) {
                self.replies.send(reply)?;
            }
        }
        if let Some((line, query)) = waiting.tally {
            self.replies.send(self.tally(line, &query))?;
        }
        if waiting.look
            && let Some(news) = self.look()
        {
            self.replies.send(news)?;
        }
        Ok(())
    }

    /// The next request. Until there is one, letters are asked for in advance, one after another.
    fn next(&mut self, requests: &Receiver<Request>) -> Result<Request, RecvError> {
        loop {
            match requests.try_recv() {
                Ok(request) => return Ok(request),
                Err(TryRecvError::Disconnected) => return Err(RecvError),
                Err(TryRecvError::Empty) => {}
            }
            // Not before the first question, which shows the catalogue.
            let Some(letter) = self.last.is_some().then(|| self.letters.next()).flatten() else {
                return requests.recv();
            };
            let asked = self.newest.load(Ordering::Relaxed);
            let stop = || self.newest.load(Ordering::Relaxed) > asked;
            let query = Query::text(letter.to_string());
            // What comes of it stays with the catalogue; what fails now would fail then, and tell.
            drop(self.catalog.search_until(&query, &stop));
        }
    }

    fn answer(&mut self, question: Request) -> Option<Msg> {
        match question {
            Request::Search {
                generation,
                query,
                keep,
            } => {
                let newest = Arc::clone(&self.newest);
                let stop = move || newest.load(Ordering::Relaxed) > generation;
                match search(&self.catalog, generation, &query, keep.as_deref(), &stop) {
                    Ok(Some((page, answer))) => {
                        self.last = Some((generation, query, answer));
                        Some(Msg::Answer(Box::new(page)))
                    }
                    Ok(None) => None,
                    Err(error) => Some(failed(generation, Part::Answer, error)),
                }
            }
            Request::Rows { generation, places } => match &mut self.last {
                Some((known, _, answer)) if *known == generation => {
                    let start = places.start;
                    Some(match self.catalog.hits(answer, places) {
                        Ok(hits) => Msg::Rows {
                            generation,
                            start,
                            hits,
                        },
                        Err(error) => failed(generation, Part::Rows, error),
                    })
                }
                _ => None,
            },
            Request::Explain { generation, place } => match &mut self.last {
                Some((known, _, answer)) if *known == generation => {
                    Some(match self.catalog.explain(answer, place) {
                        Ok(explanation) => Msg::Explained {
                            generation,
                            place,
                            explanation,
                        },
                        Err(error) => failed(generation, Part::Why, error),
                    })
                }
                _ => None,
            },
            Request::Count { generation, facets } => match &self.last {
                Some((known, query, answer)) if *known == generation => {
                    let stop = || self.newest.load(Ordering::Relaxed) > generation;
                    match count(&self.catalog, generation, (query, answer), facets, &stop) {
                        Ok(figures) => figures.map(|figures| Msg::Counted(Box::new(figures))),
                        Err(error) => Some(failed(generation, Part::Figures, error)),
                    }
                }
                _ => None,
            },
            Request::Others { id, producer } => Some(others(&self.catalog, id, &producer)),
            Request::Tally { .. } | Request::Look | Request::Reload => None,
        }
    }

    /// How many products a question finds; a person who asks something meanwhile comes first.
    fn tally(&self, line: String, query: &Query) -> Msg {
        let asked = self.newest.load(Ordering::Relaxed);
        let stop = || self.newest.load(Ordering::Relaxed) > asked;
        let answer = self.catalog.search_until(query, &stop).ok().flatten();
        let total = answer.map(|answer| answer.total());
        Msg::Tallied { line, total }
    }

    /// Tells of another generation, once of each.
    fn look(&mut self) -> Option<Msg> {
        // A folder that cannot be read now is no news.
        let number = Layout::new(&self.data_dir).current_number().ok()??;
        if self.known == Some(number) {
            return None;
        }
        self.known = Some(number);
        Some(Msg::News(number))
    }

    fn reload(&mut self) -> Msg {
        let open = if self.read_only {
            store::open_only
        } else {
            store::open
        };
        let reloaded = match open(&self.data_dir, self.catalog.day()) {
            Ok(opened) => {
                self.known = pointed_to(&self.data_dir, &opened);
                self.catalog = Arc::new(opened.catalog);
                let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
                *shown = Shown {
                    catalog: Arc::clone(&self.catalog),
                    generation: opened.generation,
                };
                drop(shown);
                self.last = None;
                self.letters = LETTERS.chars();
                Reloaded::Opened {
                    all: self.catalog.len(),
                    number: opened.generation,
                    names: Box::new(Names::of(&self.catalog, &self.locale)),
                }
            }
            Err(error) => Reloaded::Refused(error),
        };
        Msg::Reloaded(reloaded)
    }
}

fn failed(generation: u64, part: Part, cause: ocop_index::Error) -> Msg {
    Msg::Failed {
        generation,
        part,
        cause,
    }
}

/// Everything that the statistics show of a question and its answer, unless told to stop.
pub fn count(
    catalog: &Catalog,
    generation: u64,
    (query, answer): (&Query, &Answer),
    facets: [Facet; 2],
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<Figures>> {
    let Some(totals) = catalog.totals_until(answer, query, stop)? else {
        return Ok(None);
    };
    let cross = catalog.cross(answer, facets);
    if stop() {
        return Ok(None);
    }
    Ok(Some(Figures {
        generation,
        totals,
        cross,
        due: catalog.due(answer),
    }))
}

/// What else a producer makes. A catalogue that cannot be read is told of by the list, not here.
pub fn others(catalog: &Catalog, id: String, producer: &str) -> Msg {
    let made = others::made_by(catalog, producer, &id).unwrap_or_default();
    Msg::Others(Box::new(Others {
        id,
        made: Some(made),
    }))
}

/// One question, answered with its first rows, unless told to stop.
pub fn search(
    catalog: &Catalog,
    generation: u64,
    query: &Query,
    keep: Option<&str>,
    stop: &(dyn Fn() -> bool + Sync),
) -> ocop_index::Result<Option<(Page, Answer)>> {
    let Some(mut answer) = catalog.search_until(query, stop)? else {
        return Ok(None);
    };
    let kept = match keep {
        Some(id) => catalog.place(&mut answer, id)?,
        None => None,
    };
    let start = kept.map_or(0, |place| place.saturating_sub(FIRST_ROWS / 2));
    let hits = catalog.hits(&mut answer, start..start + FIRST_ROWS)?;
    let ways = if answer.total() == 0 {
        catalog.ways_out(query)?
    } else {
        Vec::new()
    };
    let why = catalog.explain(&mut answer, kept.unwrap_or(0))?;
    let page = Page {
        generation,
        total: answer.total(),
        without_filters: answer.without_filters(),
        reading: answer.reading().clone(),
        facets: answer.facets().to_vec(),
        kept,
        start,
        hits,
        why,
        ways,
    };
    Ok(Some((page, answer)))
}
