//! What a peer is built from: the lines of a published generation, one at a time.
//!
//! A million of them never stand in memory together. It must not give a peer less to find than our own index
//! has in its names, specialties, places and producers.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use ocop_index::product::Product;
use ocop_index::source::record_lines;
use ocop_index::status::{self, RecognitionSummary};
use ocop_index::{Error, NOT_GIVEN, Result};

use crate::support::DAY;

/// A product for a peer.
pub(super) struct Row {
    /// Name, specialty, producer and place.
    pub(super) words: String,
    /// The stars on the day of every measurement; 0 for none.
    pub(super) star: u8,
    /// The district, or [`NONE`].
    pub(super) district: String,
    /// The whole record, as our own index keeps it.
    pub(super) line: String,
}

/// The rows of a file of records.
pub(super) fn rows(records: &Path) -> Result<impl Iterator<Item = Result<Row>>> {
    let path: PathBuf = records.to_path_buf();
    let file = File::open(&path).map_err(Error::io_at(&path))?;
    let lines = BufReader::new(file).lines().enumerate();
    Ok(lines.map(move |(number, line)| {
        let line = line.map_err(Error::io_at(&path))?;
        let product = record_lines::parse_product(&line).map_err(|error| Error::InvalidRecord {
            path: path.clone(),
            line: number + 1,
            column: error.column(),
            reason: error.to_string(),
        })?;
        Ok(Row::new(&product, line))
    }))
}

impl Row {
    fn new(product: &Product, line: String) -> Self {
        let state = status::derive_state(
            product.recognitions.iter().map(RecognitionSummary::from),
            DAY,
        );
        let district = product.place.district.as_deref();
        Self {
            words: words(product),
            star: state.star.unwrap_or(0),
            district: district.unwrap_or(NOT_GIVEN).to_owned(),
            line,
        }
    }
}

fn words(product: &Product) -> String {
    let place = &product.place;
    let producer = product.producer.as_ref();
    let optional = [
        product.specialty.as_deref(),
        producer.map(|producer| producer.name.as_str()),
        place.commune.as_deref(),
        place.district.as_deref(),
        place.unit.as_deref(),
        place.province.as_deref(),
        place.written.as_deref(),
    ];
    let parts = std::iter::once(product.name.as_str()).chain(optional.into_iter().flatten());
    parts.collect::<Vec<_>>().join(" · ")
}
