//! Splits work on many products over two threads when there is enough of it.
//!
//! Starting a thread costs as much as scoring a thousand products, so small work stays on the caller's thread. No
//! thread outlives the call.

use std::ops::Range;
use std::panic;
use std::sync::Mutex;
use std::thread;

use tantivy::DocId;

use crate::error::contained::{is_panic_contained, with_containment};

/// Fewest products that are worth a second thread.
const MIN_PARALLEL_SCORES: usize = 40_000;

/// The same for reading products, which is many times the work of scoring.
const MIN_PARALLEL_READS: usize = 2_000;

/// In how many parts to split work on this many products.
pub(super) fn part_count(product_count: usize) -> usize {
    if product_count < MIN_PARALLEL_SCORES {
        1
    } else {
        2
    }
}

/// All products, in as many parts as work on them is split in.
pub(super) fn split_docs(doc_count: DocId) -> Vec<Range<DocId>> {
    let parts = part_count(doc_count as usize) as DocId;
    let part_len = doc_count.div_ceil(parts);
    let part = |index| index * part_len..doc_count.min((index + 1) * part_len);
    (0..parts).map(part).collect()
}

/// Does the work on each part, the first on this thread and the others on threads of their own, and returns the
/// results in order.
pub(super) fn map_parts<P: Send, T: Send>(parts: Vec<P>, work: impl Fn(P) -> T + Sync) -> Vec<T> {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    let others: Vec<Mutex<Option<P>>> = parts.map(|part| Mutex::new(Some(part))).collect();
    let take_part = |part: &Mutex<Option<P>>| part.lock().ok().and_then(|mut part| part.take());
    let is_contained = is_panic_contained();
    thread::scope(|scope| {
        let (work, take_part) = (&work, &take_part);
        let threads: Vec<_> = others
            .iter()
            .map(|part| {
                let run = move || with_containment(is_contained, || take_part(part).map(work));
                thread::Builder::new().spawn_scoped(scope, run).ok()
            })
            .collect();
        let mut results = vec![work(first)];
        for (part, thread) in others.iter().zip(threads) {
            // When no thread could be started, this one does the part.
            let result = match thread {
                // A part that is missing would be a wrong answer.
                Some(thread) => thread
                    .join()
                    .unwrap_or_else(|cause| panic::resume_unwind(cause)),
                None => take_part(part).map(work),
            };
            results.extend(result);
        }
        results
    })
}

/// Reads two things of this many products, at once when that pays.
pub(super) fn read_both<A: Send, B>(
    product_count: usize,
    read_first: impl Fn() -> A + Sync,
    read_second: impl FnOnce() -> B,
) -> (A, B) {
    if product_count < MIN_PARALLEL_READS {
        return (read_first(), read_second());
    }
    do_both(read_first, read_second)
}

/// Does two things at once, the first on a thread of its own; after the second, where no thread can be started.
pub(crate) fn do_both<A: Send, B>(
    first: impl Fn() -> A + Sync,
    second: impl FnOnce() -> B,
) -> (A, B) {
    let is_contained = is_panic_contained();
    thread::scope(|scope| {
        let first = || with_containment(is_contained, &first);
        let thread = thread::Builder::new().spawn_scoped(scope, first);
        let second = second();
        let first = match thread {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|cause| panic::resume_unwind(cause)),
            Err(_) => first(),
        };
        (first, second)
    })
}
