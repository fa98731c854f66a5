//! What is sold out, and what people set to different values at once.

use super::gathered_list::{GatheredList, describe_field, describe_subject, name_cells};
use crate::report::document::paper::{Column, ID, PRODUCER, PRODUCT, Paper, number, text};
use crate::report::table_file::ReportCell;
use crate::wording::list_text::{
    describe_interest, describe_list_change, describe_written, entry_field_name,
};
use crate::wording::vietnam_time::{day_in_vietnam, time_in_vietnam};
use crate::work::lists::list_act::{BuyerDetails, EntryField, ListChange, ListDetail};
use crate::work::lists::sold_out::find_sold_out;

/// Entries that are sold out: since when, and how often visitors asked for them, in all and afterwards.
pub(super) fn add_sold_out(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let source = list.source;
    let known = find_sold_out(source.log, source.list);
    let sold_out = list
        .entries
        .iter()
        .filter(|entry| entry.entry.is_sold_out());
    let rows = sold_out.map(|entry| {
        let mut row = Vec::from(entry.name_cells());
        row.push(entry.product.record.producer.clone().into());
        row.push(describe_field(source, entry.entry, EntryField::Stand).into());
        let known = known.get(&entry.entry.key);
        let since = known.map(|known| match known.since {
            Some(since) => time_in_vietnam(source.locale, since),
            None => source.locale.t("list_report.sold_out_before").to_owned(),
        });
        row.push(since.into());
        if list.is_recorded {
            let later = known.map_or(0, |known| {
                let times = known.asked_later.iter();
                let is_counted = |time: &&jiff::Timestamp| {
                    list.since.is_none_or(|day| day_in_vietnam(**time) >= day)
                };
                times.filter(is_counted).count()
            });
            row.extend([number(entry.asked), number(later)]);
        }
        row
    });
    let mut columns: Vec<Column> = vec![
        ID,
        PRODUCT,
        PRODUCER,
        ("list_report.stand", 10.0),
        ("list_report.sold_out_at", 17.0),
    ];
    if list.is_recorded {
        columns.push(("list_report.count", 10.0));
        columns.push(("list_report.asked_later", 12.0));
    }
    let rows = rows.collect();
    paper.add_section("list_report.sold_out");
    paper.add_table(
        "list_report.sold_out",
        &columns,
        rows,
        "list_report.none_sold_out",
    );
}

/// What people set to different values at once, as on two laptops that were merged.
pub(super) fn add_disagreements(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let source = list.source;
    let locale = source.locale;
    let mut rows = Vec::new();
    let whole = |about: &str, values: String| {
        vec![
            ReportCell::Empty,
            ReportCell::Empty,
            text(about),
            text(values),
        ]
    };
    for details in &source.list.disagreements {
        let words = details.iter().map(|value| {
            let value = value.clone();
            describe_list_change(locale, &ListChange::Detail { value }, None)
        });
        let about = match details.first() {
            Some(ListDetail::Name(_)) | None => "list_report.list",
            Some(ListDetail::Kind(_)) => "list_report.kind",
            Some(ListDetail::Place(_)) => "list_report.place",
            Some(ListDetail::Days(_)) => "list_report.days",
        };
        rows.push(whole(
            locale.t(about),
            words.collect::<Vec<_>>().join(" / "),
        ));
    }
    for entry in &list.entries {
        for (field, written) in entry.entry.disputed_fields() {
            let mut row = Vec::from(entry.name_cells());
            row.push(text(entry_field_name(locale, field)));
            row.push(text(describe_written(locale, written)));
            rows.push(row);
        }
    }
    for buyer in &source.list.buyers {
        let about = locale.fill("list_report.about_buyer", &[("name", &buyer.details.name)]);
        if !buyer.disagreement.is_empty() {
            let words = buyer.disagreement.iter().map(describe_buyer);
            rows.push(whole(&about, words.collect::<Vec<_>>().join(" / ")));
        }
        for wish in &buyer.interests {
            if wish.disagreement.is_empty() {
                continue;
            }
            let product = describe_subject(source, &wish.key, &wish.subject);
            let mut row = Vec::from(name_cells(&wish.key, &product));
            let words = wish.disagreement.iter().map(describe_interest);
            row.extend([text(&about), text(words.collect::<Vec<_>>().join(" / "))]);
            rows.push(row);
        }
    }
    let columns = [
        ID,
        PRODUCT,
        ("handover.about", 16.0),
        ("list_report.values", 44.0),
    ];
    paper.add_section("handover.disagreements");
    paper.add_table(
        "handover.disagreements",
        &columns,
        rows,
        "handover.no_disagreements",
    );
}

fn describe_buyer(details: &BuyerDetails) -> String {
    let words = [Some(details.name.as_str()), details.wants.as_deref()];
    words.into_iter().flatten().collect::<Vec<_>>().join(": ")
}
