//! Work on many products, split over two threads when there is enough of it.
//!
//! Starting a thread costs what scoring a thousand products costs, so small work stays on the caller's. Must
//! not: outlive the call.

use std::panic;
use std::sync::Mutex;
use std::thread;

/// Below this a second thread does not pay.
const MIN_PARALLEL_SCORES: usize = 40_000;

/// The same for reading products: many times the work of scoring one.
const MIN_PARALLEL_READS: usize = 2_000;

/// How many parts so much work is worth.
pub(super) fn part_count(count: usize) -> usize {
    if count < MIN_PARALLEL_SCORES { 1 } else { 2 }
}

/// Does the work on each part, the first on this thread and the others on threads of their own, and returns
/// what they yield in order.
pub(super) fn map_parts<P: Send, T: Send>(parts: Vec<P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let others: Vec<Mutex<Option<P>>> = parts.map(|part| Mutex::new(Some(part))).collect();
    let take = |part: &Mutex<Option<P>>| part.lock().ok().and_then(|mut part| part.take());
    thread::scope(|scope| {
        let (work, take) = (&work, &take);
        let threads: Vec<_> = others
            .iter()
            .map(|part| {
                let own = move || take(part).map(work);
                thread::Builder::new().spawn_scoped(scope, own).ok()
            })
            .collect();
        let mut yields = vec![work(first)];
        for (part, thread) in others.iter().zip(threads) {
            // Where there is no second thread this one does its part as well.
            let done = match thread {
                Some(thread) => thread.join().ok().flatten(),
                None => take(part).map(work),
            };
            yields.extend(done);
        }
        yields
    })
}

/// Reads two things of so many products, at once when that pays.
pub(super) fn read_both<A: Send, B>(
    count: usize,
    one: impl Fn() -> A + Sync,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if count < MIN_PARALLEL_READS {
        return (one(), other());
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, &one);
        let other = other();
        let one = match thread {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|cause| panic::resume_unwind(cause)),
            Err(_) => one(),
        };
        (one, other)
    })
}
