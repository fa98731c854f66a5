//! The thread that runs the [`SearchService`], so that the screen never waits for it.
//!
//! While no request waits it searches for each letter once, so that a person's first key is answered as fast as any
//! other. It ends when its handle is dropped. Must not: touch the model; answers leave as messages.

use std::io;
use std::sync::mpsc::{Receiver, RecvError, Sender, TryRecvError, channel};
use std::thread;

use ocop_index::Query;

use crate::app::effect::WorkerRequest;
use crate::app::msg::Msg;
use crate::runtime::search_service::{SearchService, ServedCatalog, SharedServiceState};

/// Letters that words begin with, the frequent ones first.
const WARM_UP_LETTERS: &str = "cthbnmdrglskpvqaxioueywjfz";

/// The way to the thread. A search that is sent stops the one under way.
pub struct WorkerHandle {
    requests: Sender<WorkerRequest>,
    shared: SharedServiceState,
}

/// Where other threads find the catalogue that answers come from.
#[derive(Clone)]
pub struct CatalogSource(SharedServiceState);

impl CatalogSource {
    /// The catalogue that answers come from now.
    pub fn served_catalog(&self) -> ServedCatalog {
        self.0.served_catalog()
    }
}

impl WorkerHandle {
    /// Where other threads find the catalogue.
    pub fn catalog_source(&self) -> CatalogSource {
        CatalogSource(self.shared.clone())
    }

    /// The catalogue that answers come from now.
    pub fn served_catalog(&self) -> ServedCatalog {
        self.shared.served_catalog()
    }

    /// Sends a request. The thread lives as long as this handle; were it gone, the panic hook has ended the program.
    pub fn send_request(&self, request: WorkerRequest) {
        self.shared.supersede_older_searches(&request);
        drop(self.requests.send(request));
    }
}

/// Starts the thread; answers go to `replies`.
pub fn start_worker(service: SearchService, replies: Sender<Msg>) -> io::Result<WorkerHandle> {
    let (sender, requests) = channel();
    let shared = service.shared_state();
    let mut worker = SearchWorker {
        service,
        warm_up_letters: WARM_UP_LETTERS.chars(),
        replies,
    };
    thread::Builder::new()
        .name("search".into())
        .spawn(move || worker.serve_requests(&requests))?;
    Ok(WorkerHandle {
        requests: sender,
        shared,
    })
}

struct SearchWorker {
    service: SearchService,
    /// Letters not searched for yet.
    warm_up_letters: std::str::Chars<'static>,
    replies: Sender<Msg>,
}

impl SearchWorker {
    fn serve_requests(&mut self, requests: &Receiver<WorkerRequest>) {
        while let Ok(first) = self.next_request(requests) {
            if matches!(first, WorkerRequest::Reload) {
                self.warm_up_letters = WARM_UP_LETTERS.chars();
            }
            self.service.add_request(first);
            for request in requests.try_iter() {
                self.service.add_request(request);
            }
            let replies = &self.replies;
            if self
                .service
                .answer_pending(|msg| replies.send(msg))
                .is_err()
            {
                return;
            }
        }
    }

    /// The next request. Until there is one, the letters are searched for, one after another; not before the first
    /// search, which shows the catalogue.
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
            let is_warming_up = self.service.has_answered();
            let Some(letter) = is_warming_up.then(|| self.warm_up_letters.next()).flatten() else {
                return requests.recv();
            };
            self.service.warm_up(&Query::from_text(letter.to_string()));
        }
    }
}
