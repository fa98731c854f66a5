//! A product list as a paper: the report after a fair, and the sheets of a trade meeting.
//!
//! [`build_list_report`] and [`build_trade_sheets`] make a [`Document`], which [`super::document`] writes. Nothing of
//! either is about visitors: of them only the hour is known. Must not: open the store or the catalogue, or ask the
//! clock.

mod asked_sections;
mod entry_sections;
mod gathered_list;
mod hidden_numbers;
mod list_facts;
mod list_source;
mod producer_section;
mod trade_sheets;
mod visit_hours;

use jiff::civil::Date;

use self::gathered_list::GatheredList;
pub use self::list_source::{ListReportSource, ListedProduct};
pub use self::trade_sheets::{TradeSheet, build_trade_sheets, find_producers};
use super::document::{Document, paper};

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
