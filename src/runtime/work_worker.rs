//! The thread that runs the [`WorkService`], so that the screen never waits for the disk or for another writer.
//!
//! It opens the store first, so that the first frame does not wait for it. When its handle is finished it writes what
//! still waits, for a while. Must not: touch the model; answers leave as messages.

use std::collections::HashSet;
use std::io;
use std::iter::once;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::msg::Msg;
use crate::app::store_work::WorkRequest;
use crate::runtime::work_service::{QueueState, WorkService};

/// How soon a busy store is tried again; each try waits for the other writer too.
const RETRY_PAUSE: Duration = Duration::from_millis(20);

/// How long acts are tried to be written after the screen was left.
const LAST_TRIES: Duration = Duration::from_secs(10);

/// The way to the thread.
pub struct WorkWorker {
    requests: Sender<WorkRequest>,
    /// Ends with the number of acts that could not be written.
    thread: JoinHandle<usize>,
}

impl WorkWorker {
    /// Sends a request. The thread lives as long as this handle.
    pub fn send_request(&self, request: WorkRequest) {
        drop(self.requests.send(request));
    }

    /// Writes what still waits; returns how many acts could not be written. Calls `waiting` where that takes a while.
    pub fn finish(self, waiting: impl FnOnce()) -> usize {
        drop(self.requests);
        let begun = Instant::now();
        while !self.thread.is_finished() && begun.elapsed() < RETRY_PAUSE * 10 {
            thread::sleep(RETRY_PAUSE / 4);
        }
        if !self.thread.is_finished() {
            waiting();
        }
        // The panic hook has reported one of its own.
        self.thread.join().unwrap_or_default()
    }
}

/// Starts the thread; answers go to `replies`.
///
/// # Errors
/// Fails where the system gives no thread.
pub fn start_work_worker(service: WorkService, replies: Sender<Msg>) -> io::Result<WorkWorker> {
    let (sender, requests) = channel();
    let thread = thread::Builder::new()
        .name("work".into())
        .spawn(move || serve_requests(service, &requests, &replies))?;
    Ok(WorkWorker {
        requests: sender,
        thread,
    })
}

/// Requests without the drafts that a later one of the same product is written over: a paste has one for each letter.
fn drop_older_drafts(requests: Vec<WorkRequest>) -> Vec<WorkRequest> {
    let mut drafted: HashSet<String> = HashSet::new();
    let newest_first = requests.into_iter().rev();
    let mut kept: Vec<WorkRequest> = newest_first
        .filter(|request| match request {
            WorkRequest::KeepDraft { product_id, .. } => drafted.insert(product_id.clone()),
            _ => true,
        })
        .collect();
    kept.reverse();
    kept
}

fn serve_requests(
    mut service: WorkService,
    requests: &Receiver<WorkRequest>,
    replies: &Sender<Msg>,
) -> usize {
    // Nobody listens any more once the screen was left; acts are written all the same.
    let mut reply = |msg| drop(replies.send(msg));
    service.start(&mut reply);
    let mut state = QueueState::Empty;
    loop {
        let first = match state {
            QueueState::Busy => requests.recv_timeout(RETRY_PAUSE),
            QueueState::Empty | QueueState::Stuck => {
                requests.recv().map_err(|_| RecvTimeoutError::Disconnected)
            }
        };
        match first {
            Ok(first) => {
                let arrived: Vec<WorkRequest> = once(first).chain(requests.try_iter()).collect();
                for request in drop_older_drafts(arrived) {
                    service.add_request(request, &mut reply);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        state = service.write_acts(&mut reply);
    }
    let begun = Instant::now();
    service.add_request(WorkRequest::RetryNow, &mut reply);
    while service.write_acts(&mut reply) == QueueState::Busy && begun.elapsed() < LAST_TRIES {
        thread::sleep(RETRY_PAUSE);
    }
    service.unsaved_count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(product: &str, text: &str) -> WorkRequest {
        WorkRequest::KeepDraft {
            product_id: product.to_owned(),
            text: Some(text.to_owned()),
        }
    }

    #[test]
    fn of_drafts_that_wait_the_last_of_each_product_is_kept_in_its_place() {
        let arrived = vec![
            draft("a", "s"),
            draft("b", "x"),
            WorkRequest::ReadNews,
            draft("a", "sa"),
            draft("a", "sai"),
            WorkRequest::RetryNow,
        ];
        let kept = [
            draft("b", "x"),
            WorkRequest::ReadNews,
            draft("a", "sai"),
            WorkRequest::RetryNow,
        ];
        assert_eq!(drop_older_drafts(arrived), kept);
    }
}
