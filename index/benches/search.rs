//! Benchmarks of the engine over made-up catalogues: building, opening, and one keystroke beside its peers.
//!
//! ```sh
//! cargo bench -p ocop-index --bench search                  # 336, 20,000 and 100,000 products
//! cargo bench -p ocop-index --bench search -- search/20000  # one size; the others cost nothing
//! cargo bench -p ocop-index --bench search -- search/1000000
//! ```
//!
//! A keystroke is what a person waits for: the hits, the counts of every facet and the first rows. One
//! iteration of `search` answers a whole log of several people, with filters on in a share of it and some
//! slips; criterion's `elem/s` are keystrokes. `ours`, `plain tantivy` and `SQLite FTS5` answer the same
//! log, see [`support::peers`]. What is measured is made when its first benchmark runs. A million products
//! take minutes to make, so they are there only when the filter names them. For percentiles see the example
//! `latency`. Without `--bench` (as `cargo test --all-targets` runs it) only the small size is touched,
//! once. It must not time an answer that is an error.

#[expect(dead_code, reason = "some of it is for the example `latency`")]
mod support;

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Bencher, BenchmarkId, Criterion, SamplingMode, Throughput};
use ocop_index::{Error, Query, Result, store};

use support::DAY;
use support::case::{Case, KEYS};
use support::peers::Runner;

/// A province, all provinces, and far more than there are.
const SIZES: [usize; 3] = [336, 20_000, 100_000];

/// Only for those who name it.
const HUGE: usize = 1_000_000;

/// Building and opening are measured up to here.
const DAILY: usize = 20_000;

fn main() -> Result<()> {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for size in sizes() {
        let case = Case::new(size);
        let failed = Failed::default();
        if size <= DAILY {
            build(&mut criterion, size);
            open(&mut criterion, &case, &failed);
        }
        search(&mut criterion, &case, &failed);
        failed.told()?;
    }
    criterion.final_summary();
    Ok(())
}

fn sizes() -> Vec<usize> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    if !asked.iter().any(|word| word == "--bench") {
        return SIZES[..1].to_vec();
    }
    let mut sizes = SIZES.to_vec();
    if asked.iter().any(|word| word.contains(&HUGE.to_string())) {
        sizes.push(HUGE);
    }
    sizes
}

/// An index in memory.
fn build(criterion: &mut Criterion, size: usize) {
    let mut group = criterion.benchmark_group("build");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(size as u64));
    group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
        let products = support::products(size);
        bencher.iter(|| store::build_in_memory(black_box(&products), DAY));
    });
    group.finish();
}

/// A published generation: the index verified and opened, the day's columns derived.
fn open(criterion: &mut Criterion, case: &Case, failed: &Failed) {
    let mut group = criterion.benchmark_group("open");
    group.bench_function(BenchmarkId::from_parameter(case.size), |bencher| {
        failed.watch(bencher, |bencher| {
            let folder = case.stored()?.folder.path();
            store::open_catalog(folder, DAY)?;
            bencher.iter(|| store::open_catalog(black_box(folder), DAY));
            Ok(())
        });
    });
    group.finish();
}

/// The log, answered by each engine; then other questions, ours alone.
fn search(criterion: &mut Criterion, case: &Case, failed: &Failed) {
    let mut group = criterion.benchmark_group(format!("search/{}", case.size));
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(KEYS as u64));
    let ours: Made<'_> = &|| Ok(case.ours()?);
    let runners: [(&str, Made<'_>); 3] = [
        ("ours", ours),
        ("plain tantivy", &|| case.plain()),
        ("SQLite FTS5", &|| case.fts5()),
    ];
    for (name, runner) in runners {
        group.bench_function(name, |bencher| {
            failed.watch(bencher, |bencher| answered(bencher, case, runner()?));
        });
    }
    group.bench_function("ours, narrowed", |bencher| {
        failed.watch(bencher, |bencher| {
            let narrowed = support::questions(&case.stored()?.log, &support::narrowed());
            typed(bencher, case, &narrowed)
        });
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("ours, empty", |bencher| {
        failed.watch(bencher, |bencher| typed(bencher, case, &[Query::default()]));
    });
    group.finish();
}

/// An engine that is built when it is needed.
type Made<'a> = &'a dyn Fn() -> Result<&'a dyn Runner>;

fn answered(bencher: &mut Bencher<'_>, case: &Case, runner: &dyn Runner) -> Result<()> {
    let log = &case.stored()?.log;
    let all = || -> Result<usize> {
        let answers = log
            .iter()
            .map(|question| runner.answer(black_box(question)));
        answers.map(|found| Ok(found?.total)).sum()
    };
    // An error would be measured as a fast answer: see it before.
    all()?;
    bencher.iter(all);
    Ok(())
}

fn typed(bencher: &mut Bencher<'_>, case: &Case, questions: &[Query]) -> Result<()> {
    let catalog = &case.ours()?.0;
    let all = || -> Result<usize> {
        let questions = questions.iter();
        questions
            .map(|question| support::keystroke(catalog, black_box(question)))
            .sum()
    };
    all()?;
    bencher.iter(all);
    Ok(())
}

/// The first error of a benchmark, whose closure has no way to return it.
#[derive(Default)]
struct Failed(RefCell<Option<Error>>);

impl Failed {
    /// Runs a benchmark; criterion insists on something to time, so an error times nothing.
    fn watch<'a>(
        &self,
        bencher: &mut Bencher<'a>,
        run: impl FnOnce(&mut Bencher<'a>) -> Result<()>,
    ) {
        if let Err(error) = run(bencher) {
            bencher.iter(|| ());
            self.0.borrow_mut().get_or_insert(error);
        }
    }

    /// The error, if there was one.
    fn told(self) -> Result<()> {
        self.0.into_inner().map_or(Ok(()), Err)
    }
}
