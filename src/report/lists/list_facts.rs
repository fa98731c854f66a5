//! What a list is: its name, where and when, and its figures.

use super::gathered_list::GatheredList;
use super::list_source::ListReportSource;
use crate::report::document::Fact;
use crate::report::document::paper::{Paper, number};
use crate::report::table_file::ReportCell;
use crate::wording::list_text::{format_list_days, list_kind_name};
use crate::work::lists::list_act::Stock;

/// The facts of a list that every paper begins with.
pub(super) fn describe_list(source: &ListReportSource<'_>) -> Vec<Fact> {
    let (list, locale) = (source.list, source.locale);
    let t = |key: &'static str| locale.t(key);
    let mut facts = vec![
        Fact::new(t("handover.report_day"), ReportCell::Day(source.day)),
        Fact::new(t("list_report.list"), list.name.clone()),
        Fact::new(
            t("list_report.kind"),
            list_kind_name(locale, list.kind).to_owned(),
        ),
    ];
    let place = list.place.clone();
    facts.extend(place.map(|place| Fact::new(t("list_report.place"), place)));
    let days = format_list_days(locale, list.days);
    facts.extend(days.map(|days| Fact::new(t("list_report.days"), days)));
    facts
}

/// What the list is, and its figures; whether visitors were counted.
pub(super) fn add_report_facts(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let locale = list.source.locale;
    let fact = |key: &'static str, count: usize| Fact::new(locale.t(key), number(count));
    let with_stock = |stock: Option<Stock>| {
        let entries = list.entries.iter();
        entries.filter(|entry| entry.entry.stock == stock).count()
    };
    let mut facts = describe_list(list.source);
    facts.extend([
        fact("list_report.entries", list.entries.len()),
        fact("list_report.in_stock", with_stock(Some(Stock::InStock))),
        fact("list_report.low", with_stock(Some(Stock::Low))),
        fact("list_report.sold_out", with_stock(Some(Stock::SoldOut))),
        fact("list_report.stock_unknown", with_stock(None)),
    ]);
    if list.is_recorded {
        let [listed, elsewhere] = list.count_asked();
        let questions = list.questions.iter();
        let questions = questions.map(|asked| super::gathered_list::total(&asked.by_hour));
        let never = list.entries.iter().filter(|entry| entry.asked == 0);
        facts.extend([
            fact("list_report.asked_in", listed),
            fact("list_report.asked_elsewhere_count", elsewhere),
            fact("list_report.questions_count", questions.sum()),
            fact("list_report.never_asked", never.count()),
        ]);
    }
    paper.add_facts(facts);
    if !list.is_recorded {
        paper.add_paragraph(locale.t("list_report.not_recorded").to_owned());
    } else if let Some(day) = list.since {
        let day = locale.format_date(day);
        paper.add_paragraph(locale.fill("list_report.since", &[("day", &day)]));
    }
}
