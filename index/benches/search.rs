//! Benchmarks of the engine over made-up catalogues: building, one keystroke, opening.
//!
//! `cargo bench -p ocop-index --bench search`. A keystroke is what a person waits for: the hits, the
//! counts of every facet and the first rows. One iteration of `search` types a whole log of several
//! people; criterion's `elem/s` are keystrokes. For percentiles, and for building a hundred thousand
//! rows, see the example `latency`. Without `--bench` (as `cargo test --all-targets` runs it) only the
//! small size is touched, once.

mod support;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use ocop_index::{Catalog, Error, Filter, Query, Result, store};

use support::DAY;

/// A province, all provinces, and far more than there are.
const SIZES: [usize; 3] = [336, 20_000, 100_000];

/// How many people type in one iteration.
const PEOPLE: usize = 12;

fn main() -> Result<()> {
    let sizes = if std::env::args().any(|arg| arg == "--bench") {
        &SIZES[..]
    } else {
        &SIZES[..1]
    };
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let daily = &sizes[..sizes.len().min(2)];
    build(&mut criterion, daily);
    search(&mut criterion, sizes)?;
    open(&mut criterion, daily)?;
    criterion.final_summary();
    Ok(())
}

/// An index in memory.
fn build(criterion: &mut Criterion, sizes: &[usize]) {
    let mut group = criterion.benchmark_group("build");
    group.sampling_mode(SamplingMode::Flat);
    for &size in sizes {
        let products = support::products(size);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| store::in_memory(black_box(&products), DAY));
        });
    }
    group.finish();
}

/// Keystrokes: bare, narrowed by star and district, and the empty question.
fn search(criterion: &mut Criterion, sizes: &[usize]) -> Result<()> {
    let mut group = criterion.benchmark_group("search");
    group.sampling_mode(SamplingMode::Flat);
    for &size in sizes {
        let products = support::products(size);
        let catalog = store::in_memory(&products, DAY)?;
        let lines = support::typing_log(&products, PEOPLE).concat();
        let kinds = [
            ("typed", support::questions(&lines, &Filter::default())),
            ("narrowed", support::questions(&lines, &support::narrowed())),
            ("empty", vec![Query::default()]),
        ];
        for (kind, questions) in &kinds {
            // An error would be measured as a fast answer: see it before.
            typed(&catalog, questions)?;
            group.throughput(Throughput::Elements(questions.len() as u64));
            group.bench_function(BenchmarkId::new(*kind, size), |bencher| {
                bencher.iter(|| typed(&catalog, black_box(questions)));
            });
        }
    }
    group.finish();
    Ok(())
}

fn typed(catalog: &Catalog, questions: &[Query]) -> Result<usize> {
    questions
        .iter()
        .map(|question| support::keystroke(catalog, question))
        .sum()
}

/// A published generation: every checksum verified, the index opened, the day's columns derived.
fn open(criterion: &mut Criterion, sizes: &[usize]) -> Result<()> {
    let mut group = criterion.benchmark_group("open");
    for &size in sizes {
        let folder = tempfile::tempdir().map_err(|source| Error::Io {
            path: std::env::temp_dir(),
            source,
        })?;
        store::publish(
            folder.path(),
            &support::products(size),
            "made up",
            "made up",
        )?;
        store::open(folder.path(), DAY)?;
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| store::open(black_box(folder.path()), DAY));
        });
    }
    group.finish();
    Ok(())
}
