//! Work on many products, split over two threads when there is enough of it.
//!
//! Starting a thread costs what scoring a thousand products costs, so small work stays on the caller's. Must
//! not: outlive the call.

use std::ops::Range;
use std::thread;

/// Below this a second thread does not pay.
const ENOUGH: usize = 40_000;

/// How many parts so much work is worth.
pub(super) fn worth(count: usize) -> usize {
    if count < ENOUGH { 1 } else { 2 }
}

/// Does the work on the numbers below `count`, in at most two parts, and returns what they yield in order.
pub(super) fn split<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let middle = if worth(count) > 1 { count / 2 } else { count };
    let mut parts = vec![0..middle];
    if middle < count {
        parts.push(middle..count);
    }
    each(parts, work)
}

/// Does the work on each part, the first on this thread, and returns what they yield in order.
pub(super) fn each<P: Clone + Send, T: Send>(
    parts: Vec<P>,
    work: impl Fn(P) -> T + Sync,
) -> Vec<T> {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts
            .map(|part| {
                let own = part.clone();
                (
                    part,
                    thread::Builder::new().spawn_scoped(scope, move || work(own)),
                )
            })
            .collect();
        let mut yields = vec![work(first)];
        for (part, thread) in others {
            // Where there is no second thread, or it failed, this one does its part as well.
            let done = thread.ok().and_then(|thread| thread.join().ok());
            yields.push(done.unwrap_or_else(|| work(part)));
        }
        yields
    })
}
