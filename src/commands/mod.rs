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

use std::io::Write;
use std::sync::Arc;

use ocop_index::query::language;
use ocop_index::store::{self, Layout, Notice, Opened, Origin, Writer};
use ocop_index::{Error, Product, Query};

use crate::args::Ask;
use crate::choice::{Names, options, told};
use crate::commands::import::progress::Progress;
use crate::exit::{self, Failure};
use crate::locale::Locale;
use crate::log;
use crate::settings::{self, Settings, safe};

/// How a command ended: its exit code, or why not.
pub type Outcome = Result<u8, Failure>;

/// Opens the catalogue and tells on standard error what the person should know.
pub fn open(settings: &Settings) -> Result<Opened, Failure> {
    let opened = if settings.read_only {
        store::open_only(&settings.data_dir, settings.day)
    } else {
        store::open(&settings.data_dir, settings.day)
    }?;
    log::detail(|| catalogue(&opened));
    for notice in &opened.notices {
        tell(notice, settings);
    }
    Ok(opened)
}

/// Tells of a notice on standard error.
fn tell(notice: &Notice, settings: &Settings) {
    log::note(&format!("catalogue: {notice:?}"));
    // Nobody to tell is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{}", describe(notice, settings));
}

/// The catalogue in a line of the log.
pub fn catalogue(opened: &Opened) -> String {
    let generation = opened
        .generation
        .map_or("none".to_owned(), |number| number.to_string());
    let products = opened.catalog.len();
    format!("catalogue: generation {generation}, {products} products")
}

/// The right to write, or who has it.
fn claim(settings: &Settings) -> Result<Writer, Failure> {
    let holder = format!("{}, {}", settings::person(), settings::now());
    Ok(Writer::open(&settings.data_dir, &holder)?)
}

/// The records of a generation; what the person should know of them is told.
fn records(settings: &Settings, number: u64) -> Result<Vec<Product>, Failure> {
    let (products, notice) = read_records(settings, number)?;
    if let Some(notice) = notice {
        tell(&notice, settings);
    }
    Ok(products)
}

/// The records of a generation. Where the file of them is damaged and its index is whole, they come from there.
fn read_records(
    settings: &Settings,
    number: u64,
) -> Result<(Vec<Product>, Option<Notice>), Failure> {
    let doubt = match store::records(&settings.data_dir, number) {
        Err(doubt) if doubt.is_damage() => doubt,
        read => return Ok((read?, None)),
    };
    let doubt = Arc::new(doubt);
    if let Ok(products) = store::indexed(&settings.data_dir, number) {
        return Ok((products, Some(Notice::Restored { doubt })));
    }
    let path = Layout::new(&settings.data_dir).generation(number);
    Err(Error::Broken { path, cause: doubt }.into())
}

/// Publishes a new generation. What goes wrong leaves the old one in use, and says so.
fn publish(
    settings: &Settings,
    writer: &Writer,
    products: &[Product],
    (source, sum): (&str, &str),
    origin: Option<Origin>,
) -> Result<u64, Failure> {
    let how = origin
        .as_ref()
        .map_or_else(|| source.to_owned(), |origin| format!("{:?}", origin.how));
    let mut progress = Progress::writing(settings, products.len());
    let told = products.iter().enumerate().map(|(at, product)| {
        progress.tell(at + 1);
        product
    });
    let number = writer.publish(told, source, sum, origin);
    drop(progress);
    let number = number.map_err(Failure::Unpublished)?;
    log::note(&format!(
        "published generation {number}, {} products, by {how}",
        products.len()
    ));
    Ok(number)
}

/// A notice as a sentence.
pub fn describe(notice: &Notice, settings: &Settings) -> String {
    let locale = &settings.locale;
    let place = safe(&settings.data_dir.to_string_lossy());
    match notice {
        Notice::Built { products } => {
            locale.fill("notice.built", &[("n", products), ("path", &place)])
        }
        Notice::Renewed { products } => locale.fill("notice.renewed", &[("n", products)]),
        Notice::Rebuilt { doubt } => locale.fill(
            "notice.rebuilt",
            &[("reason", &exit::reason(doubt, locale))],
        ),
        Notice::Restored { doubt } => locale.fill(
            "notice.restored",
            &[("reason", &exit::reason(doubt, locale))],
        ),
        Notice::SteppedBack { generation, doubt } => locale.fill(
            "notice.stepped_back",
            &[
                ("generation", generation),
                ("reason", &exit::reason(doubt, locale)),
            ],
        ),
        Notice::InMemory { .. } if settings.read_only => locale.t("notice.read_only").to_owned(),
        Notice::InMemory { cause } => locale.fill(
            "notice.in_memory",
            &[("reason", &exit::reason(cause, locale))],
        ),
    }
}

/// The question that the words and options mean. What could not be meant is told on standard error.
pub fn question(
    opened: &Opened,
    ask: &Ask,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<Query, Failure> {
    let names = Names::of(&opened.catalog, locale);
    let asked = options::question(&names, ask, sort, locale)?;
    for problem in &asked.problems {
        let sentence = told::with_place(locale, &asked.line, problem);
        // Nobody to tell is no reason to stop.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
    log::detail(|| format!("asked: {}", language::write(&asked.query)));
    Ok(asked.query)
}
