//! How many cases a part has, what came of them, and how failures are told.
//!
//! `OCOP_FAULTS=whole` runs all of them; `OCOP_FAULTS_SEED` and `OCOP_FAULTS_CASES` choose the first and their number.

use std::any::Any;
use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

/// Threads that share the cases.
const WORKERS: usize = 2;

/// What takes longer hangs. People wait two seconds; a busy machine of many tests gets more.
pub const HANG: Duration = Duration::from_secs(10);

/// Longer than this is counted as slow.
const SLOW: Duration = Duration::from_secs(2);

/// Failures that are shown in full.
const SHOWN_FAILURES: usize = 25;

/// What came of some cases.
#[derive(Debug, Default)]
pub struct Tally {
    counts: BTreeMap<String, u64>,
    failures: Vec<String>,
    slowest: Duration,
}

impl Tally {
    /// Counts one of a kind.
    pub fn count(&mut self, kind: impl Into<String>) {
        self.add_to(kind, 1);
    }

    /// Counts several of a kind.
    pub fn add_to(&mut self, kind: impl Into<String>, number: u64) {
        *self.counts.entry(kind.into()).or_default() += number;
    }

    /// How many of a kind.
    pub fn of(&self, kind: &str) -> u64 {
        self.counts.get(kind).copied().unwrap_or_default()
    }

    /// Notes what must not be.
    pub fn fail(&mut self, what: impl Into<String>) {
        self.failures.push(what.into());
    }

    /// Notes how long something took.
    pub fn took(&mut self, time: Duration) {
        self.slowest = self.slowest.max(time);
        if time > SLOW {
            self.count("  over 2 s");
        }
    }

    fn add(&mut self, other: Self) {
        for (kind, number) in other.counts {
            *self.counts.entry(kind).or_default() += number;
        }
        self.failures.extend(other.failures);
        self.slowest = self.slowest.max(other.slowest);
    }

    /// Prints the figures, and fails if anything failed.
    pub fn conclude(mut self, part: &str, test: &str) {
        let mut table = format!("\n== {part}\n");
        for (kind, number) in &self.counts {
            let _ = writeln!(table, "{number:>9}  {kind}");
        }
        let slowest = self.slowest.as_secs_f64();
        let _ = writeln!(table, "{slowest:>9.1}  seconds for the slowest");
        let _ = writeln!(table, "{:>9}  failures", self.failures.len());
        println!("{table}");
        self.failures.sort();
        for failure in self.failures.iter().take(SHOWN_FAILURES) {
            println!("! {failure}");
        }
        assert!(
            self.failures.is_empty(),
            "{part}: {} failures; again: OCOP_FAULTS_SEED=N OCOP_FAULTS_CASES=1 cargo test --test faults {test} -- \
             --nocapture\n{}",
            self.failures.len(),
            self.failures
                .iter()
                .take(5)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
}

/// True for the whole campaign.
pub fn is_whole() -> bool {
    env::var("OCOP_FAULTS").is_ok_and(|value| value == "whole")
}

/// The cases of a part: so many every day, and so many in the whole campaign.
pub fn cases(everyday: u64, whole: u64) -> Range<u64> {
    let number = |name| env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("OCOP_FAULTS_SEED").unwrap_or(0);
    let usual = if is_whole() { whole } else { everyday };
    first..first + number("OCOP_FAULTS_CASES").unwrap_or(usual)
}

/// Runs the cases on two threads; one that panics is a failure of its number.
pub fn run_cases(seeds: Range<u64>, run: impl Fn(u64, &mut Tally) + Sync) -> Tally {
    let next = AtomicU64::new(seeds.start);
    let traces = env::var_os("OCOP_FAULTS_TRACE").is_some();
    let work = || {
        let mut tally = Tally::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return tally;
            }
            if traces {
                println!("case {seed}");
            }
            tally.count("cases");
            let done = catch_unwind(AssertUnwindSafe(|| run(seed, &mut tally)));
            if let Err(cause) = done {
                tally.fail(format!("case {seed}: {}", describe_panic(&*cause)));
            }
        }
    };
    let mut all = Tally::default();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            all.add(worker.join().unwrap());
        }
    });
    all
}

/// What a panic says.
pub fn describe_panic(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied());
    format!("panic: {}", text.unwrap_or("of another kind"))
}

/// Does something on a thread of its own; the error is that it panicked, or that it never ended. What never ends is
/// left alone.
pub fn do_in_time<T: Send + 'static>(
    tally: &mut Tally,
    what: impl FnOnce() -> T + Send + 'static,
) -> Result<T, String> {
    let (sender, receiver) = channel();
    let start = Instant::now();
    thread::spawn(move || {
        let _ = sender.send(catch_unwind(AssertUnwindSafe(what)));
    });
    let done = receiver.recv_timeout(HANG);
    tally.took(start.elapsed());
    match done {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(cause)) => Err(describe_panic(&*cause)),
        Err(_) => Err(format!("a hang: nothing after {} s", HANG.as_secs())),
    }
}
