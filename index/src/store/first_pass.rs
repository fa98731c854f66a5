//! The first look at the products of a catalogue: each is written down as a record, and what the order of the
//! index and the search for doubles need is gathered.
//!
//! Products come one by one and are not kept; some 150 bytes of each are, until the order is known. Must not:
//! make documents.

use std::borrow::Borrow;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::change::duplicates::DuplicateFinder;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::vietnamese::collation;

/// Products that are handed on at a time.
const BATCH_SIZE: usize = 256;

/// Batches that wait.
const MAX_WAITING_BATCHES: usize = 8;

/// What the first look found.
pub(super) struct FirstPassResult {
    /// Where each record ends, the line end included.
    pub(super) record_ends: Vec<u64>,
    /// The products in alphabetical order, by number, and whether another one may be the same.
    pub(super) sorted_products: Vec<(u32, bool)>,
}

/// Writes the records of these products, one a line, and surveys them.
pub(super) fn run_first_pass<P: Borrow<Product> + Send>(
    products: impl Iterator<Item = Result<P>>,
    path: &Path,
    out: &mut impl Write,
) -> Result<FirstPassResult> {
    thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Vec<P>>(MAX_WAITING_BATCHES);
        let gather = move || {
            let mut gathered = FirstPassCollector::default();
            for batch in batches {
                for product in &batch {
                    gathered.add_product(product.borrow());
                }
            }
            gathered
        };
        let thread = thread::Builder::new()
            .spawn_scoped(scope, gather)
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
                // Only a thread that is gone takes no more, and then the join tells.
                let _ = sender.send(std::mem::replace(
                    &mut batch,
                    Vec::with_capacity(BATCH_SIZE),
                ));
            }
        }
        let _ = sender.send(batch);
        drop(sender);
        let gathered = thread
            .join()
            .unwrap_or_else(|e| std::panic::resume_unwind(e));
        let order = gathered.sort_products()?;
        Ok(FirstPassResult {
            record_ends: ends,
            sorted_products: order,
        })
    })
}

/// What is kept of each product.
#[derive(Default)]
struct FirstPassCollector {
    /// The alphabetical keys of the names, each with the product's id behind, one behind another.
    sort_keys: Vec<u8>,
    key_ends: Vec<usize>,
    duplicates: DuplicateFinder,
}

impl FirstPassCollector {
    fn add_product(&mut self, product: &Product) {
        self.sort_keys
            .extend(collation::collation_key(&product.name));
        // The id decides between equal names. No key has this byte among its tones, which stand last.
        self.sort_keys.push(0);
        self.sort_keys.extend(product.id.as_bytes());
        self.key_ends.push(self.sort_keys.len());
        self.duplicates.add_product(product);
    }

    fn sort_products(self) -> Result<Vec<(u32, bool)>> {
        let Self {
            sort_keys: keys,
            key_ends,
            duplicates: twins,
        } = self;
        thread::scope(|scope| {
            let doubled = thread::Builder::new()
                .spawn_scoped(scope, || twins.find_duplicates())
                .map_err(Error::io_at(Path::new("thread")))?;
            let order = sort_by_key(&keys, &key_ends);
            let doubled = doubled
                .join()
                .unwrap_or_else(|e| std::panic::resume_unwind(e));
            let with_doubt = |(_, number): (u128, u32)| (number, doubled[number as usize]);
            Ok(order.into_iter().map(with_doubt).collect())
        })
    }
}

/// The numbers of the keys in their order, each behind the beginning of its key, which nearly always decides.
fn sort_by_key(keys: &[u8], ends: &[usize]) -> Vec<(u128, u32)> {
    let key = |number: u32| {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| ends[before]);
        &keys[start..ends[number]]
    };
    let beginning = |number: u32| {
        let mut first = [0; 16];
        let whole = key(number);
        let length = whole.len().min(first.len());
        first[..length].copy_from_slice(&whole[..length]);
        u128::from_be_bytes(first)
    };
    let mut order: Vec<(u128, u32)> = (0..ends.len() as u32)
        .map(|number| (beginning(number), number))
        .collect();
    order.sort_unstable_by(|a, b| {
        let whole = || key(a.1).cmp(key(b.1)).then(a.1.cmp(&b.1));
        a.0.cmp(&b.0).then_with(whole)
    });
    order
}
