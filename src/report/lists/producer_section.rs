//! What concerns each producer: what the organiser sends them after a fair.

use std::collections::{BTreeMap, BTreeSet};

use super::gathered_list::{GatheredList, describe_field, total};
use super::list_source::ListedProduct;
use crate::report::document::paper::{Column, PHONE, PLACE, PRODUCER, Paper, number, text};
use crate::report::table_file::ReportCell;
use crate::work::lists::list_act::EntryField;
use crate::work::name_key::name_key;

/// A producer.
#[derive(Default)]
struct ProducerPart {
    name: String,
    places: BTreeSet<String>,
    phones: BTreeSet<String>,
    entries: usize,
    count: usize,
    asked: Vec<String>,
    sold_out: Vec<String>,
    remarks: Vec<String>,
}

impl ProducerPart {
    fn add_record(&mut self, product: &ListedProduct) {
        let record = &product.record;
        if let Some(name) = &record.producer
            && (self.name.is_empty() || *name < self.name)
        {
            self.name.clone_from(name);
        }
        self.places.extend(record.place.clone());
        self.phones.extend(record.phone.clone());
    }

    fn build_row(self, list: &GatheredList<'_>) -> Vec<ReportCell> {
        let lines = |lines: Vec<String>| text(lines.join("\n"));
        let set = |set: BTreeSet<String>| lines(set.into_iter().collect());
        let locale = list.source.locale;
        let name = match self.name.as_str() {
            "" => locale.t("list_report.no_producer"),
            name => name,
        };
        let mut row = vec![text(name), set(self.places)];
        if list.source.with_phones {
            row.push(set(self.phones));
        }
        row.push(number(self.entries));
        if list.is_recorded {
            row.extend([number(self.count), lines(self.asked)]);
        }
        row.extend([lines(self.sold_out), lines(self.remarks)]);
        row
    }
}

/// The producers of the list, and those of other products that visitors asked for: by name, who is not known last.
pub(super) fn add_producers(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let source = list.source;
    let mut parts: BTreeMap<(bool, String), ProducerPart> = BTreeMap::new();
    for entry in &list.entries {
        let part = parts.entry(producer_key(&entry.product)).or_default();
        let name = &entry.product.record.name;
        part.add_record(&entry.product);
        part.entries += 1;
        if entry.entry.is_sold_out() {
            part.sold_out.push(name.clone());
        }
        if let Some(remark) = describe_field(source, entry.entry, EntryField::Remark) {
            part.remarks.push(format!("{name}: {remark}"));
        }
    }
    for asked in &list.asked {
        let part = parts.entry(producer_key(&asked.product)).or_default();
        part.add_record(&asked.product);
        let count = total(&asked.by_hour);
        part.count += count;
        let name = &asked.product.record.name;
        let key = match asked.entry {
            Some(_) => "list_report.asked_line",
            None => "list_report.asked_line_elsewhere",
        };
        let count = source.locale.format_number(count);
        let line = source.locale.fill(key, &[("name", name), ("n", &count)]);
        part.asked.push(line);
    }
    let mut columns: Vec<Column> = vec![PRODUCER, PLACE];
    if source.with_phones {
        columns.push(PHONE);
    }
    columns.push(("list_report.entries_of", 10.0));
    if list.is_recorded {
        columns.extend([("list_report.count", 10.0), ("list_report.asked_of", 34.0)]);
    }
    columns.extend([("list_report.sold_out", 28.0), ("handover.remarks", 34.0)]);
    let rows = parts.into_values().map(|part| part.build_row(list));
    let rows = rows.collect();
    paper.add_section("list_report.by_producer");
    paper.add_table(
        "list_report.by_producer",
        &columns,
        rows,
        "list_report.empty",
    );
}

/// By name without accents, case and signs; who is not known last.
pub(super) fn producer_key(product: &ListedProduct) -> (bool, String) {
    match product.record.producer.as_deref() {
        Some(name) => (false, name_key(name)),
        None => (true, String::new()),
    }
}
