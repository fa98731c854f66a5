//! What visitors asked for, what has no answer, and when.

use std::collections::BTreeMap;

use super::gathered_list::{AskedProduct, GatheredList, total};
use super::visit_hours::{describe_hours, has_several_days, hour_name};
use crate::report::document::paper::{
    Column, DAY, ID, PLACE, PRODUCER, PRODUCT, Paper, number, text,
};
use crate::report::table_file::ReportCell;
use crate::work::lists::product_list::{CountByHour, VisitHour};

/// How often.
const COUNT: Column = ("list_report.count", 10.0);
/// How often in each hour.
const HOURS: Column = ("list_report.hours", 34.0);
/// The stand.
const STAND: Column = ("list_report.stand", 10.0);

/// What visitors asked for in the list, the most first.
pub(super) fn add_asked(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let with_days = has_several_days(list);
    let asked = list.asked.iter().filter_map(|asked| {
        let entry = asked.entry?;
        let mut row = Vec::from(asked.name_cells());
        row.push(asked.product.record.producer.clone().into());
        row.push(entry.stand.clone().into());
        row.extend(count_cells(list, &asked.by_hour, with_days));
        Some(row)
    });
    let columns = [ID, PRODUCT, PRODUCER, STAND, COUNT, HOURS];
    let rows = asked.collect();
    paper.add_section("list_report.asked");
    paper.add_table(
        "list_report.asked",
        &columns,
        rows,
        "list_report.none_asked",
    );
}

/// What visitors asked for that is not in the list, the most first.
pub(super) fn add_asked_elsewhere(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let with_days = has_several_days(list);
    let elsewhere = |asked: &&AskedProduct<'_>| asked.entry.is_none();
    let asked = list.asked.iter().filter(elsewhere).map(|asked| {
        let record = &asked.product.record;
        let mut row = Vec::from(asked.name_cells());
        row.extend([record.producer.clone().into(), record.place.clone().into()]);
        row.extend(count_cells(list, &asked.by_hour, with_days));
        row
    });
    let columns = [ID, PRODUCT, PRODUCER, PLACE, COUNT, HOURS];
    let rows = asked.collect();
    paper.add_section("list_report.asked_elsewhere");
    paper.add_table(
        "list_report.asked_elsewhere",
        &columns,
        rows,
        "list_report.none_elsewhere",
    );
}

/// What visitors asked that has no answer, the most first.
pub(super) fn add_questions(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let with_days = has_several_days(list);
    let rows = list.questions.iter().map(|asked| {
        let found = if asked.is_near {
            "list_report.found_near"
        } else {
            "list_report.found_nothing"
        };
        let found = list.source.locale.t(found);
        let mut row = vec![text(&asked.question), text(found)];
        row.extend(count_cells(list, &asked.by_hour, with_days));
        row
    });
    let columns = [
        ("list_report.question", 40.0),
        ("list_report.found", 16.0),
        COUNT,
        HOURS,
    ];
    let rows = rows.collect();
    paper.add_section("list_report.questions");
    paper.add_table(
        "list_report.questions",
        &columns,
        rows,
        "list_report.no_questions",
    );
}

/// How often visitors asked in each hour.
pub(super) fn add_hours(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let mut hours: BTreeMap<VisitHour, [usize; 3]> = BTreeMap::new();
    let asked = list.asked.iter().map(|asked| {
        let column = usize::from(asked.entry.is_none());
        (column, &asked.by_hour)
    });
    let questions = list.questions.iter().map(|asked| (2, &asked.by_hour));
    for (column, by_hour) in asked.chain(questions) {
        for (hour, count) in by_hour {
            hours.entry(*hour).or_default()[column] += count;
        }
    }
    let rows = hours.into_iter().map(|(hour, counts)| {
        let mut row = vec![
            ReportCell::Day(hour.day),
            text(hour_name(list.source.locale, hour)),
        ];
        row.extend(counts.map(number));
        row.push(number(counts.iter().sum()));
        row
    });
    let columns = [
        DAY,
        ("handover.time", 8.0),
        ("list_report.asked_in", 16.0),
        ("list_report.asked_elsewhere_count", 16.0),
        ("list_report.questions_count", 16.0),
        ("list_report.total", 10.0),
    ];
    let rows = rows.collect();
    paper.add_section("list_report.by_hour");
    paper.add_table(
        "list_report.by_hour",
        &columns,
        rows,
        "list_report.none_asked",
    );
}

fn count_cells(list: &GatheredList<'_>, by_hour: &CountByHour, with_days: bool) -> [ReportCell; 2] {
    let hours = describe_hours(list.source.locale, by_hour, with_days);
    [number(total(by_hour)), text(hours)]
}
