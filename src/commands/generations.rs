//! Records of a generation in, a new generation out: shared by the commands that compare and publish.

use std::borrow::Borrow;
use std::time::Instant;

use ocop_index::Product;
use ocop_index::change::correction::AppliedCorrection;
use ocop_index::store::{CatalogNotice, GenerationOrigin, StoreWriter};

use crate::catalog::generation_records::read_generation_records;
use crate::catalog::open::print_notice;
use crate::cli::clock;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::progress::ProgressLine;
use crate::sitting;
use crate::user_state::log;

/// Takes the write lock; the error names who holds it.
pub(super) fn acquire_writer(settings: &Settings) -> Result<StoreWriter, CommandFailure> {
    let holder = format!("{}, {}", settings.author, clock::format_now_to_minute());
    Ok(StoreWriter::open(&settings.data_dir, &holder)?)
}

/// The records of a generation. A notice about them goes to standard error.
pub(super) fn load_records(
    settings: &Settings,
    number: u64,
) -> Result<Vec<Product>, CommandFailure> {
    let (products, notice) = load_records_with_notice(settings, number)?;
    if let Some(notice) = notice {
        print_notice(&notice, settings);
    }
    Ok(products)
}

/// The records of a generation. When the record file is damaged but the index is intact, they come
/// from the index.
pub(super) fn load_records_with_notice(
    settings: &Settings,
    number: u64,
) -> Result<(Vec<Product>, Option<CatalogNotice>), CommandFailure> {
    Ok(read_generation_records(&settings.data_dir, number)?)
}

/// Publishes a new generation and returns its number. After a failure the old generation stays
/// current, and the error says so. Products that are handed over are gone before the index is built.
pub(super) fn publish_generation<P: Borrow<Product> + Send>(
    settings: &Settings,
    writer: &StoreWriter,
    products: impl IntoIterator<Item = P, IntoIter: ExactSizeIterator>,
    (source, checksum): (&str, &str),
    origin: Option<GenerationOrigin>,
) -> Result<u64, CommandFailure> {
    publish(
        settings,
        writer,
        products,
        (source, checksum),
        (origin, Vec::new()),
    )
}

/// The same for products that people corrected; the corrections go into their history.
pub(super) fn publish_corrected_generation<P: Borrow<Product> + Send>(
    settings: &Settings,
    writer: &StoreWriter,
    products: impl IntoIterator<Item = P, IntoIter: ExactSizeIterator>,
    source: (&str, &str),
    (origin, corrections): (GenerationOrigin, Vec<AppliedCorrection>),
) -> Result<u64, CommandFailure> {
    publish(
        settings,
        writer,
        products,
        source,
        (Some(origin), corrections),
    )
}

fn publish<P: Borrow<Product> + Send>(
    settings: &Settings,
    writer: &StoreWriter,
    products: impl IntoIterator<Item = P, IntoIter: ExactSizeIterator>,
    (source, checksum): (&str, &str),
    (origin, corrections): (Option<GenerationOrigin>, Vec<AppliedCorrection>),
) -> Result<u64, CommandFailure> {
    settings.require_writable()?;
    let origin_text = origin
        .as_ref()
        .map_or_else(|| source.to_owned(), |origin| format!("{:?}", origin.how));
    let began = Instant::now();
    let products = products.into_iter();
    let count = products.len();
    let mut progress = ProgressLine::for_writing(settings, count);
    let reported = products.enumerate().map(|(index, product)| {
        progress.update_count(index + 1);
        product
    });
    let number =
        writer.publish_corrected_generation(reported, (source, checksum), origin, corrections);
    drop(progress);
    let number = number.map_err(CommandFailure::Unpublished)?;
    sitting::record_publication(&settings.sitting, &origin_text, number, count, began);
    log::write_line(&format!(
        "published generation {number}, {count} products, by {origin_text}"
    ));
    Ok(number)
}
