//! Product lists in words: their kinds and days, prices and stock, and what an event did in one.

use std::fmt::Display;

use super::locale::{Language, Locale};
use super::sanitize::sanitize_text;
use crate::work::events::event::WorkEvent;
use crate::work::events::event_body::WorkAct;
use crate::work::lists::list_act::{
    BuyerInterest, EntryField, EntryValue, ListChange, ListDays, ListDetail, ListKind, Price,
    Stock, TextEntry,
};
use crate::work::lists::money::{Amount, THOUSAND};
use crate::work::lists::product_list::{Buyer, ListEntry, ProductList, ProductLists, WrittenValue};
use crate::work::lists::typed_values::UnfitEntryValue;

/// What a list is for: `hội chợ`.
pub fn list_kind_name(locale: &Locale, kind: ListKind) -> &str {
    locale.t(match kind {
        ListKind::Fair => "list.kind_fair",
        ListKind::TradeMeeting => "list.kind_trade_meeting",
        ListKind::Other => "list.kind_other",
    })
}

/// The name of a field of an entry: `gian hàng`.
pub fn entry_field_name(locale: &Locale, field: EntryField) -> &str {
    locale.t(match field {
        EntryField::Stand => "list.field_stand",
        EntryField::Price => "list.field_price",
        EntryField::Stock => "list.field_stock",
        EntryField::Remark => "list.field_remark",
        EntryField::Position => "list.field_position",
    })
}

/// Whether there is any left: `sắp hết`.
pub fn stock_name(locale: &Locale, stock: Stock) -> &str {
    locale.t(match stock {
        Stock::InStock => "list.stock_in",
        Stock::Low => "list.stock_low",
        Stock::SoldOut => "list.stock_out",
    })
}

/// Whether there is any left, in a sentence: `hết hàng`.
pub fn say_stock(locale: &Locale, stock: Stock) -> String {
    locale.fill("list.stock_is", &[("stock", &stock_name(locale, stock))])
}

/// An amount: `120.000 đ`; a non-breaking space keeps the sign at the number.
pub fn format_dong(locale: &Locale, dong: u64) -> String {
    let dong = locale.format_number(usize::try_from(dong).unwrap_or(usize::MAX));
    format!("{dong}\u{a0}đ")
}

/// A price: `120.000 đ/hộp`, or the words that stand for one: `thỏa thuận`.
pub fn format_price(locale: &Locale, price: &Price) -> String {
    if let Some(words) = price.words() {
        return sanitize_text(words);
    }
    let dong = format_dong(locale, price.dong);
    match &price.unit {
        Some(unit) => format!("{dong}/{}", sanitize_text(unit)),
        None => dong,
    }
}

/// The days of a list: `12–15/12/2026` in Vietnamese; `None` where none are known.
pub fn format_list_days(locale: &Locale, days: ListDays) -> Option<String> {
    let (first, last) = match (days.first, days.last) {
        (Some(first), Some(last)) => (first, last),
        (Some(day), None) | (None, Some(day)) => (day, day),
        (None, None) => return None,
    };
    if first == last {
        return Some(locale.format_date(first));
    }
    let is_one_month = first.first_of_month() == last.first_of_month();
    let begins = match locale.language() {
        Language::Vi if is_one_month => format!("{:02}", first.day()),
        _ => locale.format_date(first),
    };
    Some(format!("{begins}–{}", locale.format_date(last)))
}

/// The value of a field of an entry as people read it; `None` for none.
pub fn format_entry_value(locale: &Locale, value: &EntryValue) -> Option<String> {
    match value {
        EntryValue::Stand(text) | EntryValue::Remark(text) | EntryValue::Position(text) => {
            text.as_deref().map(sanitize_text)
        }
        EntryValue::Price(price) => price.as_ref().map(|price| format_price(locale, price)),
        EntryValue::Stock(stock) => stock.map(|stock| stock_name(locale, stock).to_owned()),
    }
}

/// Values that people set at once: `120.000 đ / 130.000 đ`.
pub fn describe_values(locale: &Locale, written: &[WrittenValue]) -> String {
    let values = written
        .iter()
        .filter_map(|written| format_entry_value(locale, &written.value));
    values.collect::<Vec<_>>().join(" / ")
}

/// The same with who wrote each: `120.000 đ (an) / 130.000 đ (bình)`.
pub fn describe_written(locale: &Locale, written: &[WrittenValue]) -> String {
    let values = written.iter().filter_map(|written| {
        let value = format_entry_value(locale, &written.value)?;
        let authors = sanitize_text(&written.authors.join(", "));
        Some(format!("{value} ({authors})"))
    });
    values.collect::<Vec<_>>().join(" / ")
}

/// What people wrote differently of an entry: `giá 120.000 đ (an) / 130.000 đ (bình)`, one text for each field.
pub fn describe_disputes(locale: &Locale, entry: &ListEntry) -> Vec<String> {
    let disputed = entry.disputed_fields();
    let disputed = disputed.map(|(field, written)| {
        let field = entry_field_name(locale, field);
        format!("{field} {}", describe_written(locale, written))
    });
    disputed.collect()
}

/// Why a typed text is no value of a field, and how one is written.
pub fn describe_unfit_value(locale: &Locale, unfit: UnfitEntryValue, typed: &str) -> String {
    let value = sanitize_text(typed);
    let key = match unfit.0 {
        EntryField::Price => {
            if let Some(dong) = read_plain_thousands(typed) {
                let meant = format_dong(locale, dong);
                let values: [(&str, &dyn Display); 2] = [("value", &value), ("meant", &meant)];
                return locale.fill("lists.price_in_thousands", &values);
            }
            "lists.no_price"
        }
        EntryField::Stock => "lists.no_stock",
        EntryField::Position | EntryField::Stand | EntryField::Remark => "lists.no_place",
    };
    locale.fill(key, &[("value", &value)])
}

/// Đồng where somebody left the thousands out: 120.000 for `120`.
fn read_plain_thousands(typed: &str) -> Option<u64> {
    let number = Amount::read(typed)?.plain().filter(|number| *number > 0)?;
    number.checked_mul(THOUSAND)
}

/// What a buyer wants of a product, in words: `Siêu thị A (Kết nối giao thương): 200 hộp, giao thứ hai`.
pub fn describe_wish(
    locale: &Locale,
    list: &ProductList,
    buyer: &Buyer,
    interest: &BuyerInterest,
) -> String {
    let values: [(&str, &dyn Display); 2] = [
        ("buyer", &sanitize_text(&buyer.details.name)),
        ("name", &sanitize_text(&list.name)),
    ];
    let line = locale.fill("buyers.of_list", &values);
    with_words(line, interest)
}

/// A line with the quantity and the remark of an interest behind it.
pub fn with_words(line: String, interest: &BuyerInterest) -> String {
    let words = sanitize_text(&describe_interest(interest));
    if words.is_empty() {
        return line;
    }
    format!("{line}: {words}")
}

/// The kind of a list, where and when: `hội chợ, Hạ Long, 12–15/12/2026`.
pub fn describe_list_facts(locale: &Locale, list: &ProductList) -> String {
    let facts = [
        Some(list_kind_name(locale, list.kind).to_owned()),
        list.place.as_deref().map(sanitize_text),
        format_list_days(locale, list.days),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(", ")
}

/// A list in one line: `Hội chợ OCOP [0f3a9c21]: hội chợ, Hạ Long, 12–15/12/2026, 60 sản phẩm`.
pub fn describe_list_briefly(locale: &Locale, list: &ProductList) -> String {
    let values: [(&str, &dyn Display); 4] = [
        ("name", &sanitize_text(&list.name)),
        ("id", &list.id.short()),
        ("facts", &describe_list_facts(locale, list)),
        ("n", &locale.format_number(list.entries.len())),
    ];
    locale.fill("lists.brief", &values)
}

/// That a product is in a list: `Hội chợ OCOP, 12–15/12/2026, gian hàng A12, 120.000 đ/hộp, hết hàng`.
pub fn describe_membership(locale: &Locale, list: &ProductList, entry: &ListEntry) -> String {
    let mut parts = vec![sanitize_text(&list.name)];
    parts.extend(format_list_days(locale, list.days));
    parts.extend(describe_entry_facts(locale, entry));
    parts.join(", ")
}

/// What a list has of an entry: stand, price, stock and remark; both sides where two people wrote different ones.
pub fn describe_entry_facts(locale: &Locale, entry: &ListEntry) -> Vec<String> {
    let fields = [
        EntryField::Stand,
        EntryField::Price,
        EntryField::Stock,
        EntryField::Remark,
    ];
    let facts = fields.into_iter().filter_map(|field| {
        let value = match (entry.disagreement(field), entry.stock) {
            (Some(written), _) => describe_values(locale, written),
            (None, Some(stock)) if field == EntryField::Stock => say_stock(locale, stock),
            (None, _) => format_entry_value(locale, &entry.value(field))?,
        };
        Some(match field {
            EntryField::Stand => format!("{} {value}", entry_field_name(locale, field)),
            _ => value,
        })
    });
    facts.collect()
}

/// The lists that a product is in, with what they have of it, and the buyers who want it: each with its label.
pub fn describe_in_lists(locale: &Locale, lists: &ProductLists, id: &str) -> Vec<(String, String)> {
    let listed = lists.lists_of_product(id).map(|(list, entry)| {
        let text = describe_membership(locale, list, entry);
        (locale.t("list.in_list").to_owned(), text)
    });
    let wanted = lists.wishes_of_product(id).map(|(list, buyer, wish)| {
        let text = describe_wish(locale, list, buyer, &wish.interest);
        (locale.t("list.wanted_by").to_owned(), text)
    });
    listed.chain(wanted).collect()
}

/// The name of a list as a sentence with several shows it.
pub fn quoted_list_name(list: &ProductList) -> String {
    format!("\"{}\"", sanitize_text(&list.name))
}

/// What an event of a list did, with the product that it is about.
pub fn describe_list_event(locale: &Locale, event: &WorkEvent) -> String {
    let act = match event.act() {
        Some(WorkAct::InList { text, change, .. }) => {
            describe_list_change(locale, change, text.as_deref())
        }
        Some(WorkAct::ListStarted(start)) => {
            locale.fill("list.act_started", &[("text", &sanitize_text(&start.name))])
        }
        _ => locale.t("review.act_newer").to_owned(),
    };
    match &event.product {
        Some(product) => {
            let name = sanitize_text(&product.name);
            format!("{name} ({}): {act}", sanitize_text(&product.id))
        }
        None => act,
    }
}

/// How much a buyer wants, and the remark on it; empty for neither.
pub fn describe_interest(interest: &BuyerInterest) -> String {
    let words = [interest.quantity.as_deref(), interest.remark.as_deref()];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What an event did in a list, in a few words. `text` is what it is about where that is in no catalogue.
pub fn describe_list_change(
    locale: &Locale,
    change: &ListChange,
    text: Option<&TextEntry>,
) -> String {
    let (key, value) = match change {
        ListChange::Detail { value } => match value {
            ListDetail::Name(name) => ("list.act_named", name.clone()),
            ListDetail::Kind(kind) => ("list.act_kind", list_kind_name(locale, *kind).to_owned()),
            ListDetail::Place(Some(place)) => ("list.act_place", place.clone()),
            ListDetail::Place(None) => ("list.act_no_place", String::new()),
            ListDetail::Days(days) => match format_list_days(locale, *days) {
                Some(days) => ("list.act_days", days),
                None => ("list.act_no_days", String::new()),
            },
        },
        ListChange::Deleted { deleted: true } => ("list.act_deleted", String::new()),
        ListChange::Deleted { deleted: false } => ("list.act_brought_back", String::new()),
        ListChange::Member { present: true, .. } => ("list.act_added", String::new()),
        ListChange::Member { present: false, .. } => ("list.act_taken_out", String::new()),
        ListChange::Field {
            value: EntryValue::Position(_),
        } => ("list.act_moved", String::new()),
        ListChange::Field {
            value: EntryValue::Stock(Some(stock)),
        } => ("list.act_field", say_stock(locale, *stock)),
        ListChange::Field { value } => {
            let field = entry_field_name(locale, value.field());
            match format_entry_value(locale, value) {
                Some(value) => ("list.act_field", format!("{field} {value}")),
                None => ("list.act_no_field", field.to_owned()),
            }
        }
        ListChange::Asked => ("list.act_asked", String::new()),
        ListChange::Question { question, .. } => ("list.act_question", question.clone()),
        ListChange::BuyerAdded { details } => ("list.act_buyer_added", details.name.clone()),
        ListChange::Buyer {
            details: Some(details),
            ..
        } => ("list.act_buyer", details.name.clone()),
        ListChange::Buyer { details: None, .. } => ("list.act_no_buyer", String::new()),
        ListChange::Interest {
            interest: Some(interest),
            ..
        } => match describe_interest(interest) {
            words if words.is_empty() => ("list.act_interest", String::new()),
            words => ("list.act_interest_in", words),
        },
        ListChange::Interest { interest: None, .. } => ("list.act_no_interest", String::new()),
    };
    let words = locale.fill(key, &[("text", &sanitize_text(&value))]);
    match text {
        Some(text) => format!("{}: {words}", sanitize_text(&text.name)),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_days_are_written_as_people_read_them() {
        let (vi, en) = (Locale::new(Language::Vi), Locale::new(Language::En));
        let mut price = Price {
            dong: 120_000,
            unit: Some("hộp".to_owned()),
        };
        assert_eq!(format_price(&vi, &price), "120.000\u{a0}đ/hộp");
        price.unit = None;
        assert_eq!(format_price(&en, &price), "120,000\u{a0}đ");
        assert_eq!(
            format_price(&vi, &Price::in_words("thỏa thuận")),
            "thỏa thuận"
        );
        let days = |first: &str, last: &str| ListDays {
            first: first.parse().ok(),
            last: last.parse().ok(),
        };
        let vi_days = |first, last| format_list_days(&vi, days(first, last));
        assert_eq!(
            vi_days("2026-12-12", "2026-12-15").as_deref(),
            Some("12–15/12/2026")
        );
        assert_eq!(
            vi_days("2026-12-30", "2027-01-02").as_deref(),
            Some("30/12/2026–02/01/2027")
        );
        assert_eq!(vi_days("2026-12-30", "").as_deref(), Some("30/12/2026"));
        assert_eq!(vi_days("", ""), None);
    }

    #[test]
    fn what_an_event_did_names_what_is_in_no_catalogue() {
        let vi = Locale::new(Language::Vi);
        let text = TextEntry {
            name: "Bánh gai\u{1b}".to_owned(),
            producer: None,
        };
        let value = EntryValue::Stock(Some(Stock::SoldOut));
        let words = describe_list_change(&vi, &ListChange::Field { value }, Some(&text));
        assert_eq!(words, "Bánh gai␛: hết hàng");
    }
}
