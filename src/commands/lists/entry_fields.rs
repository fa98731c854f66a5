//! Stand, price, stock and remark of entries, as options give them.

use crate::cli::args::EntryFieldArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::consent::ask_whether_meant;
use crate::wording::list_text::{describe_unfit_value, format_price};
use crate::work::events::event::EventDraft;
use crate::work::events::work_log::WorkLog;
use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::entry_text::is_unlikely;
use crate::work::lists::list_act::{EntryField, EntryValue, ListId, Price};
use crate::work::lists::product_list::ListEntry;
use crate::work::lists::typed_values::{keep_unit, read_entry_value, read_text};

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
    let mut given = GivenFields::default();
    for (field, typed) in [
        (EntryField::Stand, &args.stand),
        (EntryField::Price, &args.price),
        (EntryField::Stock, &args.stock),
        (EntryField::Remark, &args.remark),
    ] {
        let Some(typed) = typed else {
            continue;
        };
        let value = read_entry_value(field, typed);
        let refusal = |unfit| CommandFailure::Usage(describe_unfit_value(locale, unfit, typed));
        given.values.push(value.map_err(refusal)?);
    }
    let unit = args.unit.as_deref().map(read_text);
    for value in &mut given.values {
        let EntryValue::Price(Some(price)) = value else {
            continue;
        };
        if is_unlikely(price) && !args.any_price {
            ask_unlikely(settings, price)?;
        }
        if let Some(unit) = unit.as_ref().filter(|_| price.number().is_some()) {
            price.unit.clone_from(unit);
        }
    }
    given.unit = unit.map(GivenUnit);
    Ok(given)
}

/// Asks whether a price is meant that hardly anything has.
fn ask_unlikely(settings: &Settings, price: &Price) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    let shown = format_price(locale, price);
    let sentence = locale.fill("lists.unlikely_price", &[("price", &shown)]);
    let refusal = match ask_whether_meant(settings, &sentence) {
        Some(true) => return Ok(()),
        Some(false) => locale.t("answer.unchanged").to_owned(),
        None => format!("{sentence} {}", locale.t("lists.any_price")),
    };
    Err(CommandFailure::Usage(refusal))
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
        let is_price = |value: &EntryValue| value.field() == EntryField::Price;
        match (&self.unit, entry) {
            (None, Some(entry)) => {
                let prices = values.iter_mut().filter(|value| is_price(value));
                prices.for_each(|value| keep_unit(value, entry));
            }
            (Some(GivenUnit(unit)), Some(entry)) if !values.iter().any(is_price) => {
                let price = entry
                    .price
                    .as_ref()
                    .filter(|price| price.number().is_some());
                values.extend(price.map(|price| {
                    EntryValue::Price(Some(Price {
                        dong: price.dong,
                        unit: unit.clone(),
                    }))
                }));
            }
            _ => {}
        }
        log.draft_entry_values(list, (subject, entry), values)
    }
}
