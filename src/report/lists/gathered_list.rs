//! The entries of a list and what visitors asked for, read once for all sections.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::hidden_numbers::hide_long_numbers;
use super::list_source::{ListReportSource, ListedProduct};
use crate::report::reported_product::ReportedProduct;
use crate::report::table_file::ReportCell;
use crate::wording::list_text::{describe_values, format_entry_value};
use crate::work::lists::entry_subject::{EntryKey, EntrySubject};
use crate::work::lists::list_act::EntryField;
use crate::work::lists::product_list::{CountByHour, ListEntry};
use crate::work::name_key::name_key;

/// A list with what is known of its entries.
pub(super) struct GatheredList<'a> {
    /// What it was gathered from.
    pub(super) source: &'a ListReportSource<'a>,
    /// From which day on visitors count.
    pub(super) since: Option<Date>,
    /// Its entries in their order.
    pub(super) entries: Vec<GatheredEntry<'a>>,
    /// What visitors asked for, the most first.
    pub(super) asked: Vec<AskedProduct<'a>>,
    /// What visitors asked that has no answer, the most first.
    pub(super) questions: Vec<AskedQuestion>,
    /// True where any visitor was ever counted, whatever the day.
    pub(super) is_recorded: bool,
}

/// An entry of a list.
pub(super) struct GatheredEntry<'a> {
    pub(super) entry: &'a ListEntry,
    pub(super) product: ListedProduct,
    /// How often visitors asked for it.
    pub(super) asked: usize,
}

/// What visitors asked for.
pub(super) struct AskedProduct<'a> {
    key: &'a EntryKey,
    pub(super) product: ListedProduct,
    /// `None` where it is not in the list.
    pub(super) entry: Option<&'a ListEntry>,
    pub(super) by_hour: CountByHour,
}

/// A question without an answer.
pub(super) struct AskedQuestion {
    pub(super) question: String,
    pub(super) by_hour: CountByHour,
    /// Something nearly called so was found.
    pub(super) is_near: bool,
}

impl<'a> GatheredList<'a> {
    pub(super) fn gather(source: &'a ListReportSource<'a>, since: Option<Date>) -> Self {
        let list = source.list;
        let counted = |by_hour: &CountByHour| -> CountByHour {
            let hours = by_hour.iter();
            let hours = hours.filter(|(hour, _)| since.is_none_or(|day| hour.day >= day));
            hours.map(|(hour, count)| (*hour, *count)).collect()
        };
        let asked = list.asked.iter().map(|asked| AskedProduct {
            key: &asked.key,
            product: describe_subject(source, &asked.key, &asked.subject),
            entry: list.find_entry(&asked.key),
            by_hour: counted(&asked.by_hour),
        });
        let mut asked: Vec<AskedProduct<'_>> =
            asked.filter(|asked| !asked.by_hour.is_empty()).collect();
        asked.sort_by_cached_key(|asked| {
            let name = name_key(&asked.product.record.name);
            (Reverse(total(&asked.by_hour)), name, asked.key.clone())
        });
        let questions = list.questions.iter().map(|asked| AskedQuestion {
            question: hide_long_numbers(&asked.question),
            by_hour: counted(&asked.by_hour),
            is_near: asked.is_near,
        });
        let mut questions: Vec<AskedQuestion> = questions
            .filter(|asked| !asked.by_hour.is_empty())
            .collect();
        // The order of the letters stays among those that were asked equally often.
        questions.sort_by_key(|asked| Reverse(total(&asked.by_hour)));
        let entries = list.entries.iter().map(|entry| GatheredEntry {
            entry,
            product: describe_subject(source, &entry.key, &entry.subject),
            asked: asked
                .iter()
                .find(|asked| *asked.key == entry.key)
                .map_or(0, |asked| total(&asked.by_hour)),
        });
        let entries = entries.collect();
        Self {
            source,
            since,
            entries,
            asked,
            questions,
            is_recorded: !list.asked.is_empty() || !list.questions.is_empty(),
        }
    }

    /// How often visitors asked for what is in the list, and for what is not.
    pub(super) fn count_asked(&self) -> [usize; 2] {
        let count = |is_entry: bool| {
            let asked = self.asked.iter();
            let asked = asked.filter(|asked| asked.entry.is_some() == is_entry);
            asked.map(|asked| total(&asked.by_hour)).sum()
        };
        [count(true), count(false)]
    }

    /// The hours of everything that visitors asked.
    pub(super) fn all_hours(&self) -> impl Iterator<Item = &CountByHour> {
        let asked = self.asked.iter().map(|asked| &asked.by_hour);
        asked.chain(self.questions.iter().map(|asked| &asked.by_hour))
    }
}

/// How often in all.
pub(super) fn total(by_hour: &CountByHour) -> usize {
    by_hour.values().sum()
}

/// What the catalogue says of it, or where it lacks it, what people wrote.
pub(super) fn describe_subject(
    source: &ListReportSource<'_>,
    key: &EntryKey,
    subject: &EntrySubject,
) -> ListedProduct {
    let found = match key {
        EntryKey::Product(id) => (source.find_product)(id),
        EntryKey::Lost(_) | EntryKey::Text(_) => None,
    };
    found.unwrap_or_else(|| ListedProduct {
        record: match subject {
            EntrySubject::Product(product) => ReportedProduct::from_ref(product),
            EntrySubject::Text(text) => ReportedProduct {
                name: text.name.clone(),
                producer: text.producer.clone(),
                ..ReportedProduct::default()
            },
        },
        stars: None,
    })
}

/// The cells that name it: id and name.
pub(super) fn name_cells(key: &EntryKey, product: &ListedProduct) -> [ReportCell; 2] {
    let id = key.id_of_product().map(str::to_owned);
    [id.into(), product.record.name.clone().into()]
}

/// A field of an entry in words; all of its values where people set it to different ones at once.
pub(super) fn describe_field(
    source: &ListReportSource<'_>,
    entry: &ListEntry,
    field: EntryField,
) -> Option<String> {
    match entry.disagreement(field) {
        Some(written) => Some(describe_values(source.locale, written)),
        None => format_entry_value(source.locale, &entry.value(field)),
    }
}

impl AskedProduct<'_> {
    /// The cells that name it: id and name.
    pub(super) fn name_cells(&self) -> [ReportCell; 2] {
        name_cells(self.key, &self.product)
    }
}

impl GatheredEntry<'_> {
    /// The cells that name it: id and name.
    pub(super) fn name_cells(&self) -> [ReportCell; 2] {
        name_cells(&self.entry.key, &self.product)
    }
}
