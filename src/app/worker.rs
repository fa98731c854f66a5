//! The thread that answers: the newest question first, superseded ones never.
//!
//! It keeps the last answer, so that walking through a list reads rows without searching again. Must not:
//! touch the model; it speaks by messages.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use ocop_index::{Answer, Catalog, Query};

use super::effect::Request;
use super::msg::{Msg, Page};

/// Rows sent along with an answer.
const FIRST_ROWS: usize = 64;

/// Starts the thread; it ends when the returned sender is dropped.
pub fn start(catalog: Catalog, replies: Sender<Msg>) -> std::io::Result<Sender<Request>> {
    let (sender, requests) = channel();
    thread::Builder::new()
        .name("search".into())
        .spawn(move || serve(&catalog, &requests, &replies))?;
    Ok(sender)
}

fn serve(catalog: &Catalog, requests: &Receiver<Request>, replies: &Sender<Msg>) {
    let mut last: Option<(u64, Answer)> = None;
    while let Ok(first) = requests.recv() {
        let reply = match newest(first, requests) {
            Request::Search { generation, query } => match search(catalog, generation, &query) {
                Ok((page, answer)) => {
                    last = Some((generation, answer));
                    Msg::Answer(Box::new(page))
                }
                Err(error) => failed(generation, &error),
            },
            Request::Rows { generation, places } => match &mut last {
                Some((known, answer)) if *known == generation => {
                    match catalog.hits(answer, places.clone()) {
                        Ok(hits) => Msg::Rows {
                            generation,
                            start: places.start,
                            hits,
                        },
                        Err(error) => failed(generation, &error),
                    }
                }
                _ => continue,
            },
        };
        if replies.send(reply).is_err() {
            return;
        }
    }
}

fn failed(generation: u64, error: &ocop_index::Error) -> Msg {
    let reason = ocop_index::clean::text(&error.to_string()).into_owned();
    Msg::Failed { generation, reason }
}

/// Skips what newer requests have made void.
fn newest(first: Request, requests: &Receiver<Request>) -> Request {
    requests
        .try_iter()
        .fold(first, |old, new| match (&old, &new) {
            // Rows asked behind a search belong to it or are asked again when it is answered.
            (Request::Search { .. }, Request::Rows { .. }) => old,
            _ => new,
        })
}

/// One question, answered with its first rows.
pub fn search(
    catalog: &Catalog,
    generation: u64,
    query: &Query,
) -> ocop_index::Result<(Page, Answer)> {
    let mut answer = catalog.search(query)?;
    let hits = catalog.hits(&mut answer, 0..FIRST_ROWS)?;
    let ways = if answer.total() == 0 {
        catalog.ways_out(query)?
    } else {
        Vec::new()
    };
    let page = Page {
        generation,
        total: answer.total(),
        without_filters: answer.without_filters(),
        reading: answer.reading(),
        facets: answer.facets().to_vec(),
        hits,
        ways,
    };
    Ok((page, answer))
}
