//! What people type of entries and buyers, read the same way by commands, by the screen and in conversation.

use ocop_index::clean::clean_text;

use super::entry_subject::EntryKey;
use super::entry_text::{PriceScale, read_price, read_stock};
use super::list_act::{EntryField, EntryValue};
use super::list_position::position_between;
use super::product_list::{Buyer, ListEntry, ProductList};
use crate::work::name_key::name_key;

/// A typed text is no value of this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnfitEntryValue(pub EntryField);

/// A text as it is kept; `None` for an empty one.
pub fn read_text(typed: &str) -> Option<String> {
    let text = clean_text(typed).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// The value of a field of an entry; an empty text takes it off. A place is read by [`read_place`].
///
/// # Errors
/// Fails for a price or a stock that cannot be read, and for a place.
pub fn read_entry_value(field: EntryField, typed: &str) -> Result<EntryValue, UnfitEntryValue> {
    let typed = typed.trim();
    let unfit = UnfitEntryValue(field);
    Ok(match field {
        EntryField::Stand => EntryValue::Stand(read_text(typed)),
        EntryField::Remark => EntryValue::Remark(read_text(typed)),
        EntryField::Price if typed.is_empty() => EntryValue::Price(None),
        EntryField::Price => {
            let price = read_price(typed, PriceScale::Dong).ok_or(unfit)?;
            EntryValue::Price(Some(price))
        }
        EntryField::Stock if typed.is_empty() => EntryValue::Stock(None),
        EntryField::Stock => EntryValue::Stock(Some(read_stock(typed).ok_or(unfit)?)),
        EntryField::Position => return Err(unfit),
    })
}

/// The number of a place in a list, from 1, as the position of an entry that is moved there.
///
/// # Errors
/// Fails for what is no number of a place.
pub fn read_place(
    list: &ProductList,
    moved: &EntryKey,
    typed: &str,
) -> Result<EntryValue, UnfitEntryValue> {
    let unfit = UnfitEntryValue(EntryField::Position);
    let number: usize = typed.trim().parse().map_err(|_| unfit)?;
    let place = number.checked_sub(1).ok_or(unfit)?;
    let entries = &list.entries;
    if let Some(entry) = entries.get(place).filter(|entry| entry.key == *moved) {
        return Ok(EntryValue::Position(Some(entry.position.clone())));
    }
    let others = entries.iter().filter(|entry| entry.key != *moved);
    let others: Vec<&str> = others.map(|entry| &*entry.position).collect();
    let place = place.min(others.len());
    let before = place.checked_sub(1).and_then(|place| others.get(place));
    let position = position_between(before.copied(), others.get(place).copied());
    Ok(EntryValue::Position(Some(position)))
}

/// What is typed of a field, as an entry of a list takes it: a place among the others, a price with the unit it had.
/// Without an entry it is read as a new one's.
///
/// # Errors
/// Fails for what is no value of the field.
pub fn read_value_of(
    entry: Option<(&ProductList, &ListEntry)>,
    field: EntryField,
    typed: &str,
) -> Result<EntryValue, UnfitEntryValue> {
    match (field, entry) {
        (EntryField::Position, Some((list, entry))) => read_place(list, &entry.key, typed),
        (field, entry) => {
            let mut value = read_entry_value(field, typed)?;
            if let Some((_, entry)) = entry {
                keep_unit(&mut value, entry);
            }
            Ok(value)
        }
    }
}

/// A price without a unit keeps the one that an entry has; words instead of a number are no unit.
pub fn keep_unit(value: &mut EntryValue, entry: &ListEntry) {
    if let (EntryValue::Price(Some(price)), Some(known)) = (value, &entry.price)
        && price.unit.is_none()
        && let Some(unit) = known.unit_of_number()
    {
        price.unit = Some(unit.to_owned());
    }
}

/// The name of a buyer as it is kept; `None` for one without a letter or digit.
pub fn read_buyer_name(typed: &str) -> Option<String> {
    read_text(typed).filter(|name| name.chars().any(char::is_alphanumeric))
}

/// The buyers of this name without accents, case and signs; where there are none, those whose id begins so.
pub fn named_buyers<'l>(list: &'l ProductList, name: &str) -> Vec<&'l Buyer> {
    let wanted = name_key(name);
    let is_called = |buyer: &&Buyer| name_key(&buyer.details.name) == wanted;
    let named: Vec<&Buyer> = list.buyers.iter().filter(is_called).collect();
    let digits = name.trim().to_lowercase();
    if !named.is_empty() || digits.len() < 4 {
        return named;
    }
    let has_id = |buyer: &&Buyer| buyer.id.to_string().starts_with(&digits);
    list.buyers.iter().filter(has_id).collect()
}

#[cfg(test)]
mod tests {
    use super::super::entry_subject::EntrySubject;
    use super::super::list_act::{ListDays, ListKind, Price, TextEntry};
    use super::super::list_position::position_after;
    use super::*;
    use crate::work::events::event_id::EventId;

    fn entry(name: &str, position: &str) -> ListEntry {
        let text = TextEntry {
            name: name.to_owned(),
            producer: None,
        };
        ListEntry {
            key: EntryKey::Text(text.key()),
            subject: EntrySubject::Text(text),
            stand: None,
            price: None,
            stock: None,
            remark: None,
            position: position.to_owned(),
            disagreements: Vec::new(),
        }
    }

    fn list_of(names: &[&str]) -> ProductList {
        let mut position = None;
        let entries = names.iter().map(|name| {
            let next = position_after(position.as_deref());
            position = Some(next.clone());
            entry(name, &next)
        });
        ProductList {
            id: EventId::from_bytes([1; 16]),
            name: "Hội chợ".to_owned(),
            kind: ListKind::Fair,
            place: None,
            days: ListDays::default(),
            started_by: String::new(),
            started_at: jiff::Timestamp::UNIX_EPOCH,
            entries: entries.collect(),
            asked: Vec::new(),
            questions: Vec::new(),
            buyers: Vec::new(),
            disagreements: Vec::new(),
        }
    }

    #[test]
    fn an_entry_moves_to_the_place_of_its_number() {
        for (from, typed, expected) in [
            (0, "3", ["b", "c", "a", "d"]),
            (3, "1", ["d", "a", "b", "c"]),
            (1, "2", ["a", "b", "c", "d"]),
            (1, "99", ["a", "c", "d", "b"]),
            (2, "2", ["a", "c", "b", "d"]),
        ] {
            let mut list = list_of(&["a", "b", "c", "d"]);
            let key = list.entries[from].key.clone();
            let Ok(EntryValue::Position(Some(position))) = read_place(&list, &key, typed) else {
                panic!("{typed}");
            };
            list.entries[from].position = position;
            list.entries.sort_by(|a, b| a.position.cmp(&b.position));
            let names: Vec<&str> = list
                .entries
                .iter()
                .map(|entry| entry.subject.name())
                .collect();
            assert_eq!(names, expected, "{from} to {typed}");
        }
        let list = list_of(&["a"]);
        for typed in ["0", "", "hai", "-1"] {
            assert!(read_place(&list, &list.entries[0].key, typed).is_err());
        }
    }

    #[test]
    fn a_price_without_a_unit_keeps_the_one_it_had() {
        let mut known = entry("a", "1");
        known.price = Some(Price {
            dong: 1_000,
            unit: Some("hộp".to_owned()),
        });
        let mut value = read_entry_value(EntryField::Price, "150k").unwrap();
        keep_unit(&mut value, &known);
        let unit = Some("hộp".to_owned());
        assert_eq!(
            value,
            EntryValue::Price(Some(Price {
                dong: 150_000,
                unit
            }))
        );
        assert!(read_entry_value(EntryField::Price, "120").is_err());
        let taken_off = read_entry_value(EntryField::Price, " ").unwrap();
        assert!(taken_off.is_none());
    }
}
