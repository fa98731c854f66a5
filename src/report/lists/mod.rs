//! A product list as a paper: the report after a fair, and the sheets of a trade meeting.
//!
//! [`build_list_report`] and [`build_trade_sheets`] make a [`Document`], which [`super::document`] writes. Nothing of
//! either is about visitors: of them only the hour is known. Must not: open the store or the catalogue, or ask the clock.

mod asked_sections;
mod entry_sections;
mod gathered_list;
mod hidden_numbers;
mod list_facts;
mod producer_section;
mod trade_sheets;
mod visit_hours;

use jiff::civil::Date;
use ocop_index::search::SearchHit;

use self::gathered_list::GatheredList;
pub use self::trade_sheets::{TradeSheet, build_trade_sheets, find_producers};
use super::document::{Document, paper};
use super::reported_product::ReportedProduct;
use crate::wording::locale::Locale;
use crate::wording::product_card::describe_stars;
use crate::work::lists::product_list::ProductList;
use crate::work::work_log::WorkLog;

/// What a report says of what is in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedProduct {
    /// Its name, its producer and where they are.
    pub record: ReportedProduct,
    /// Its stars and until when they hold, in words; `None` for what is in no catalogue.
    pub stars: Option<String>,
}

impl ListedProduct {
    /// What a report says of a product of the catalogue.
    pub fn from_hit(locale: &Locale, hit: &SearchHit) -> Self {
        Self {
            record: ReportedProduct::from_product(&hit.product),
            stars: Some(describe_stars(locale, hit)),
        }
    }
}

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ListReportSource<'a> {
    /// All events, linked to the catalogue.
    pub log: &'a WorkLog,
    /// The list.
    pub list: &'a ProductList,
    /// Finds a product of the catalogue by its id.
    pub find_product: &'a dyn Fn(&str) -> Option<ListedProduct>,
    /// Today.
    pub day: Date,
    /// False where the config lets no phones be exported. Phones that people wrote into remarks stay.
    pub with_phones: bool,
    /// The words.
    pub locale: &'a Locale,
}

/// The report of a list: what it is, what visitors asked for and when, questions without an answer, what is sold out,
/// what concerns each producer, what two machines contradict each other about, and what buyers want. With a day only
/// what visitors asked from that day on; the rest is as it stands.
pub fn build_list_report(source: &ListReportSource<'_>, since: Option<Date>) -> Document {
    let locale = source.locale;
    let list = GatheredList::gather(source, since);
    let name = &source.list.name;
    let title = match since {
        None => locale.fill("list_report.title", &[("name", name)]),
        Some(day) => {
            let day = locale.format_date(day);
            locale.fill("list_report.title_since", &[("name", name), ("day", &day)])
        }
    };
    let mut paper = paper::Paper::new(Document::new(title, source.day, locale), locale);
    list_facts::add_report_facts(&mut paper, &list);
    if list.is_recorded {
        asked_sections::add_asked(&mut paper, &list);
        asked_sections::add_asked_elsewhere(&mut paper, &list);
        asked_sections::add_questions(&mut paper, &list);
    }
    entry_sections::add_sold_out(&mut paper, &list);
    if list.is_recorded {
        asked_sections::add_hours(&mut paper, &list);
    }
    producer_section::add_producers(&mut paper, &list);
    entry_sections::add_disagreements(&mut paper, &list);
    trade_sheets::add_wishes(&mut paper, &list);
    paper.into_document()
}
