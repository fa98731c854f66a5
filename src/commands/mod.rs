//! The commands: what `ocop` does without a screen.
//!
//! Each opens the catalogue, asks the engine and hands rows to [`crate::report`]. Output is for pipes:
//! no colour and no escape when it is not a terminal. Must not: know the screen.

pub mod completions;
pub mod config;
pub mod diff;
pub mod doctor;
pub mod export;
pub mod facets;
pub mod history;
pub mod import;
pub mod man;
pub mod rollback;
pub mod search;
pub mod show;
pub mod stats;
pub mod why;

use std::sync::Arc;

use ocop_index::store::{self, CatalogNotice, GenerationOrigin, StoreLayout, StoreWriter};
use ocop_index::{Error, Product};

use crate::catalog::open::print_notice;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::cli::{clock, environment};
use crate::commands::import::progress::ProgressLine;
use crate::user_state::log;

/// The right to write, or who has it.
fn acquire_writer(settings: &Settings) -> Result<StoreWriter, CommandFailure> {
    let holder = format!(
        "{}, {}",
        environment::current_user_name(),
        clock::format_now_to_minute()
    );
    Ok(StoreWriter::open(&settings.data_dir, &holder)?)
}

/// The records of a generation; what the person should know of them is told.
fn load_records(settings: &Settings, number: u64) -> Result<Vec<Product>, CommandFailure> {
    let (products, notice) = load_records_with_notice(settings, number)?;
    if let Some(notice) = notice {
        print_notice(&notice, settings);
    }
    Ok(products)
}

/// The records of a generation. Where the file of them is damaged and its index is whole, they come from there.
fn load_records_with_notice(
    settings: &Settings,
    number: u64,
) -> Result<(Vec<Product>, Option<CatalogNotice>), CommandFailure> {
    let doubt = match store::read_records(&settings.data_dir, number) {
        Err(doubt) if doubt.is_damage() => doubt,
        read => return Ok((read?, None)),
    };
    let doubt = Arc::new(doubt);
    if let Ok(products) = store::read_indexed_records(&settings.data_dir, number) {
        return Ok((products, Some(CatalogNotice::Restored { doubt })));
    }
    let path = StoreLayout::new(&settings.data_dir).generation_folder(number);
    Err(Error::BrokenGeneration { path, cause: doubt }.into())
}

/// Publishes a new generation. What goes wrong leaves the old one in use, and says so.
fn publish_generation(
    settings: &Settings,
    writer: &StoreWriter,
    products: &[Product],
    (source, sum): (&str, &str),
    origin: Option<GenerationOrigin>,
) -> Result<u64, CommandFailure> {
    let how = origin
        .as_ref()
        .map_or_else(|| source.to_owned(), |origin| format!("{:?}", origin.how));
    let mut progress = ProgressLine::for_writing(settings, products.len());
    let told = products.iter().enumerate().map(|(at, product)| {
        progress.update_count(at + 1);
        product
    });
    let number = writer.publish_generation(told, source, sum, origin);
    drop(progress);
    let number = number.map_err(CommandFailure::Unpublished)?;
    log::write_line(&format!(
        "published generation {number}, {} products, by {how}",
        products.len()
    ));
    Ok(number)
}
