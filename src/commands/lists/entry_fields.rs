//! Stand, price, stock and remark of entries, as options give them.

use std::fmt::Display;

use super::new::read_text;
use crate::cli::args::EntryFieldArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;
use crate::work::event::EventDraft;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::entry_text::{PriceScale, read_price, read_stock};
use crate::work::lists::list_act::{EntryValue, ListId, Price};
use crate::work::lists::product_list::ListEntry;
use crate::work::work_log::WorkLog;

/// The values that options give. A unit alone changes the unit of a price that is known; a price without one keeps it.
#[derive(Clone, Debug, Default)]
pub(super) struct GivenFields {
    values: Vec<EntryValue>,
    unit: Option<GivenUnit>,
}

/// What a price is for; `None` for nothing in particular.
#[derive(Clone, Debug)]
struct GivenUnit(Option<String>);

/// Reads the options.
pub(super) fn read_fields(
    settings: &Settings,
    args: &EntryFieldArgs,
) -> Result<GivenFields, CommandFailure> {
    let locale = &settings.locale;
    let refuse = |key: &str, typed: &str| {
        let value = sanitize_text(typed);
        let values: [(&str, &dyn Display); 1] = [("value", &value)];
        CommandFailure::Usage(locale.fill(key, &values))
    };
    let mut given = GivenFields::default();
    if let Some(stand) = &args.stand {
        given.values.push(EntryValue::Stand(read_text(stand)));
    }
    let unit = args.unit.as_deref().map(read_text);
    match args.price.as_deref().map(str::trim) {
        Some("") => given.values.push(EntryValue::Price(None)),
        Some(typed) => {
            let price = read_price(typed, PriceScale::Dong);
            let mut price = price.ok_or_else(|| refuse("lists.no_price", typed))?;
            if let Some(unit) = &unit {
                price.unit.clone_from(unit);
            }
            given.values.push(EntryValue::Price(Some(price)));
        }
        None => {}
    }
    given.unit = unit.map(GivenUnit);
    match args.stock.as_deref().map(str::trim) {
        Some("") => given.values.push(EntryValue::Stock(None)),
        Some(typed) => {
            let stock = read_stock(typed).ok_or_else(|| refuse("lists.no_stock", typed))?;
            given.values.push(EntryValue::Stock(Some(stock)));
        }
        None => {}
    }
    if let Some(remark) = &args.remark {
        given.values.push(EntryValue::Remark(read_text(remark)));
    }
    Ok(given)
}

impl GivenFields {
    /// The fields as these values.
    pub(super) const fn new(values: Vec<EntryValue>) -> Self {
        Self { values, unit: None }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.values.is_empty() && self.unit.is_none()
    }

    /// The events that give an entry these fields: none for what it has already.
    pub(super) fn draft_for(
        &self,
        log: &WorkLog,
        list: ListId,
        subject: &EntrySubject,
        entry: Option<&ListEntry>,
    ) -> Vec<EventDraft> {
        let mut values = self.values.clone();
        let price = entry.and_then(|entry| entry.price.as_ref());
        let mut given = values.iter_mut().filter_map(|value| match value {
            EntryValue::Price(given) => Some(given),
            _ => None,
        });
        match (given.next(), &self.unit, price) {
            (Some(Some(given)), None, Some(price)) if given.unit.is_none() => {
                given.unit.clone_from(&price.unit);
            }
            (None, Some(GivenUnit(unit)), Some(price)) => {
                values.push(EntryValue::Price(Some(Price {
                    dong: price.dong,
                    unit: unit.clone(),
                })));
            }
            _ => {}
        }
        values.retain(|value| match entry {
            Some(entry) => !has_value(entry, value),
            None => !value.is_none(),
        });
        values
            .into_iter()
            .map(|value| log.draft_entry_field(list, subject, value))
            .collect()
    }
}

/// True for a value that an entry has, and that nobody disagrees about.
fn has_value(entry: &ListEntry, value: &EntryValue) -> bool {
    let field = value.field();
    entry.value(field) == *value && entry.disagreement(field).is_none()
}
