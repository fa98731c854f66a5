//! `ocop lists report` and `sheets`: what came of a fair, and who wants what at a trade meeting, as documents.

use std::collections::HashMap;
use std::fmt::Display;
use std::io::Write;

use ocop_index::Catalog;

use super::buyers::find_buyer;
use crate::catalog::named_list::find_named_list;
use crate::catalog::open::open_catalog;
use crate::catalog::work::open_existing_linked_work;
use crate::cli::args::{ListReportArgs, SheetsArgs};
use crate::cli::exit::{CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::document_output::DocumentOutput;
use crate::commands::typed_day::read_typed_day;
use crate::report::lists::{
    ListReportSource, ListedProduct, TradeSheet, build_list_report, build_trade_sheets,
    find_producers,
};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::entry_subject::EntryKey;
use crate::work::lists::product_list::{ProductList, ProductLists};
use crate::work::store::open_work::OpenWork;

/// Writes the report of a list.
pub(super) fn write_report(
    settings: &Settings,
    args: &ListReportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let since = args.since.as_deref();
    let since = since
        .map(|typed| read_typed_day(settings, typed))
        .transpose()?;
    let file = (args.file.out.as_deref(), args.file.force);
    let output = DocumentOutput::read(settings, file, args.file.format)?;
    let document = read_list(settings, &args.name, |source| {
        Ok(build_list_report(source, since))
    })?;
    output.write(settings, (&document, "review.report_written"), out)
}

/// Writes the sheets of a trade meeting.
pub(super) fn write_sheets(
    settings: &Settings,
    args: &SheetsArgs,
    out: &mut impl Write,
) -> CommandResult {
    let file = (args.file.out.as_deref(), args.file.force);
    let output = DocumentOutput::read(settings, file, args.file.format)?;
    let document = read_list(settings, &args.name, |source| {
        let sheet = match (&args.buyer, &args.producer) {
            (Some(buyer), _) => TradeSheet::Buyer(find_buyer(settings, source.list, buyer)?.id),
            (None, Some(producer)) => {
                TradeSheet::Producer(find_producer(settings, source, producer)?)
            }
            (None, None) => TradeSheet::Everybody,
        };
        Ok(build_trade_sheets(source, &sheet))
    })?;
    output.write(settings, (&document, "list_report.sheets_written"), out)
}

/// Reads a list with its products as the catalogue has them now. Nothing is written, and no store is made.
fn read_list<T>(
    settings: &Settings,
    name: &str,
    read: impl FnOnce(&ListReportSource<'_>) -> Result<T, CommandFailure>,
) -> Result<T, CommandFailure> {
    let opened = open_catalog(settings)?;
    let work = open_existing_linked_work(settings, &opened.catalog)?;
    let empty = WorkLog::default();
    let log = work.as_ref().map_or(&empty, OpenWork::log);
    let lists = ProductLists::gather(log);
    let list = find_named_list(&settings.locale, &lists, name)?;
    read_list_from(settings, (&opened.catalog, log), list, read)
}

/// Reads a list of a log with its products as this catalogue has them.
pub(super) fn read_list_from<T>(
    settings: &Settings,
    (catalog, log): (&Catalog, &WorkLog),
    list: &ProductList,
    read: impl FnOnce(&ListReportSource<'_>) -> Result<T, CommandFailure>,
) -> Result<T, CommandFailure> {
    let products = read_products(settings, list, catalog)?;
    let find_product = |id: &str| products.get(id).cloned();
    read(&ListReportSource {
        log,
        list,
        find_product: &find_product,
        day: settings.day,
        with_phones: settings.may_report_phones(),
        locale: &settings.locale,
    })
}

/// The products of a list, those that visitors asked for, and those that buyers want.
fn read_products(
    settings: &Settings,
    list: &ProductList,
    catalog: &Catalog,
) -> Result<HashMap<String, ListedProduct>, CommandFailure> {
    let entries = list.entries.iter().map(|entry| &entry.key);
    let asked = list.asked.iter().map(|asked| &asked.key);
    let buyers = list.buyers.iter();
    let wanted = buyers.flat_map(|buyer| buyer.interests.iter().map(|wish| &wish.key));
    let mut products = HashMap::new();
    for key in entries.chain(asked).chain(wanted) {
        let EntryKey::Product(id) = key else {
            continue;
        };
        if products.contains_key(id) {
            continue;
        }
        if let Some(hit) = catalog.find_product(id)? {
            products.insert(id.clone(), ListedProduct::from_hit(&settings.locale, &hit));
        }
    }
    Ok(products)
}

fn find_producer(
    settings: &Settings,
    source: &ListReportSource<'_>,
    words: &str,
) -> Result<String, CommandFailure> {
    let found = find_producers(source, words);
    match <[String; 1]>::try_from(found) {
        Ok([producer]) => Ok(producer),
        Err(found) => {
            let key = match found.len() {
                0 => "buyers.no_producer",
                _ => "buyers.several_producers",
            };
            let found: Vec<String> = found.iter().map(|name| sanitize_text(name)).collect();
            let values: [(&str, &dyn Display); 3] = [
                ("value", &sanitize_text(words)),
                ("name", &sanitize_text(&source.list.name)),
                ("found", &found.join("; ")),
            ];
            Err(CommandFailure::Usage(settings.locale.fill(key, &values)))
        }
    }
}
