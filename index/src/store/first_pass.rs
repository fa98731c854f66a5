//! The first pass over the products of a catalogue: writes each as a record, sorts them by name and finds possible
//! duplicates.
//!
//! Products come one by one and are not kept; some 150 bytes of each are, until the order is known.

use std::borrow::Borrow;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::change::duplicates::DuplicateFinder;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::vietnamese::collation;

/// Products sent at a time.
const BATCH_SIZE: usize = 256;

/// Batches that may wait.
const MAX_WAITING_BATCHES: usize = 8;

/// What the first pass collects.
pub(super) struct FirstPassResult {
    /// The byte offset after each record, its line end included.
    pub(super) record_ends: Vec<u64>,
    /// The products in alphabetical order.
    pub(super) sorted_products: Vec<SortedProduct>,
}

/// A product in alphabetical order.
#[derive(Clone, Copy)]
pub(super) struct SortedProduct {
    /// Its number in the order of the records.
    pub(super) number: u32,
    /// Another product may be the same.
    pub(super) has_duplicate: bool,
}

/// Writes the records of these products, one per line, and makes the first pass over them.
pub(super) fn run_first_pass<P: Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    path: &Path,
    out: &mut impl Write,
) -> Result<FirstPassResult> {
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Vec<P>>(MAX_WAITING_BATCHES);
        let collect = move || {
            let mut collector = FirstPassCollector::default();
            for batch in batches {
                for product in &batch {
                    collector.add_product(product.borrow());
                }
            }
            collector
        };
        let thread = thread::Builder::new()
            .spawn_scoped(scope, collect)
            .map_err(Error::io_at(Path::new("thread")))?;
        let mut ends = Vec::new();
        let mut end = 0;
        let mut line = Vec::new();
        let mut batch = Vec::with_capacity(BATCH_SIZE);
        for product in products {
            let product = product?;
            line.clear();
            serde_json::to_writer(&mut line, product.borrow())
                .map_err(|error| Error::io_at(path)(error.into()))?;
            line.push(b'\n');
            out.write_all(&line).map_err(Error::io_at(path))?;
            end += line.len() as u64;
            ends.push(end);
            batch.push(product);
            if batch.len() == BATCH_SIZE {
                // Fails only if the thread panicked; joining it reports that.
                let _ = sender.send(std::mem::replace(
                    &mut batch,
                    Vec::with_capacity(BATCH_SIZE),
                ));
            }
        }
        let _ = sender.send(batch);
        drop(sender);
        let collector = thread
            .join()
            .unwrap_or_else(|e| std::panic::resume_unwind(e));
        let sorted_products = collector.sort_products()?;
        Ok(FirstPassResult {
            record_ends: ends,
            sorted_products,
        })
    })
}

/// What the first pass keeps of each product.
#[derive(Default)]
struct FirstPassCollector {
    /// The collation key of each name and the product's id after it, all in one buffer.
    sort_keys: Vec<u8>,
    key_ends: Vec<usize>,
    duplicates: DuplicateFinder,
}

impl FirstPassCollector {
    fn add_product(&mut self, product: &Product) {
        self.sort_keys
            .extend(collation::collation_key(&product.name));
        // The id decides between equal names. The tones at the end of a key are never 0.
        self.sort_keys.push(0);
        self.sort_keys.extend(product.id.as_bytes());
        self.key_ends.push(self.sort_keys.len());
        self.duplicates.add_product(product);
    }

    fn sort_products(self) -> Result<Vec<SortedProduct>> {
        let Self {
            sort_keys: keys,
            key_ends,
            duplicates,
        } = self;
        thread::scope(|scope| {
            let has_duplicate = thread::Builder::new()
                .spawn_scoped(scope, || duplicates.find_duplicates())
                .map_err(Error::io_at(Path::new("thread")))?;
            let order = sort_by_key(&keys, &key_ends);
            let has_duplicate = has_duplicate
                .join()
                .unwrap_or_else(|e| std::panic::resume_unwind(e));
            let sorted_product = |number: u32| SortedProduct {
                number,
                has_duplicate: has_duplicate[number as usize],
            };
            Ok(order.into_iter().map(sorted_product).collect())
        })
    }
}

/// The numbers of the keys in the order of the keys. The first 16 bytes of a key, which nearly always decide, are
/// compared as one number.
fn sort_by_key(keys: &[u8], ends: &[usize]) -> Vec<u32> {
    let key = |number: u32| {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| ends[before]);
        &keys[start..ends[number]]
    };
    let key_prefix = |number: u32| {
        let mut prefix = [0; 16];
        let whole = key(number);
        let length = whole.len().min(prefix.len());
        prefix[..length].copy_from_slice(&whole[..length]);
        u128::from_be_bytes(prefix)
    };
    let mut order: Vec<(u128, u32)> = (0..ends.len() as u32)
        .map(|number| (key_prefix(number), number))
        .collect();
    order.sort_unstable_by(|a, b| {
        let whole = || key(a.1).cmp(key(b.1)).then(a.1.cmp(&b.1));
        a.0.cmp(&b.0).then_with(whole)
    });
    order.into_iter().map(|(_, number)| number).collect()
}
