//! The sheets of a trade meeting: what a buyer wants, and which buyers want the products of a producer.

use std::collections::BTreeMap;

use super::gathered_list::{GatheredList, describe_field, describe_subject, name_cells};
use super::list_facts::describe_list;
use super::list_source::{ListReportSource, ListedProduct};
use super::producer_section::producer_key;
use crate::report::document::paper::{
    Column, ID, PHONE, PLACE, PRODUCER, PRODUCT, Paper, number, text,
};
use crate::report::document::{Document, Fact};
use crate::report::table_file::ReportCell;
use crate::work::lists::list_act::{BuyerId, BuyerInterest, EntryField};
use crate::work::lists::product_list::{Buyer, BuyerWish};
use crate::work::name_key::name_key;

/// Who buys.
const BUYER: Column = ("list_report.buyer", 24.0);
/// What they look for.
const WANTS: Column = ("list_report.wants", 26.0);
/// The stars.
const STARS: Column = ("facet.star", 18.0);
/// The price.
const PRICE: Column = ("list_report.price", 14.0);
/// How much they want.
const QUANTITY: Column = ("list_report.quantity", 16.0);
/// A remark on it.
const REMARK: Column = ("handover.remark", 26.0);

/// Whose sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TradeSheet {
    /// Those of every buyer, then those of every producer whose products somebody wants.
    Everybody,
    /// That of a buyer.
    Buyer(BuyerId),
    /// That of a producer, by name.
    Producer(String),
}

/// A product that a buyer wants.
struct Wish<'a> {
    buyer: &'a Buyer,
    wanted: &'a BuyerWish,
    product: ListedProduct,
}

/// A producer, with what buyers want of theirs.
struct WantedProducer<'a> {
    name: String,
    products: Vec<ListedProduct>,
    wishes: Vec<Wish<'a>>,
}

/// The sheets of a trade meeting as one document.
pub fn build_trade_sheets(source: &ListReportSource<'_>, sheet: &TradeSheet) -> Document {
    let (list, locale) = (source.list, source.locale);
    let title = match sheet {
        TradeSheet::Everybody => locale.fill("list_report.sheets_title", &[("name", &list.name)]),
        TradeSheet::Buyer(id) => {
            let name = list.find_buyer(*id).map_or("", |buyer| &buyer.details.name);
            locale.fill("list_report.buyer_title", &[("name", &name)])
        }
        TradeSheet::Producer(name) => locale.fill("list_report.producer_title", &[("name", name)]),
    };
    let mut paper = Paper::new(Document::new(title, source.day, locale), locale);
    let mut facts = describe_list(source);
    let producers = list_wanted_producers(source);
    match sheet {
        TradeSheet::Everybody => {
            facts.push(Fact::new(
                locale.t("list_report.buyers"),
                number(list.buyers.len()),
            ));
            paper.add_facts(facts);
            if list.buyers.is_empty() {
                paper.add_paragraph(locale.t("list_report.no_buyers").to_owned());
            }
            for buyer in &list.buyers {
                let name = [("name", &buyer.details.name as &dyn std::fmt::Display)];
                paper.add_titled_section(&locale.fill("list_report.about_buyer", &name));
                add_buyer(&mut paper, source, buyer, Vec::new());
            }
            let wanted = producers.values();
            for producer in wanted.filter(|producer| !producer.wishes.is_empty()) {
                let name = [("name", &producer.name as &dyn std::fmt::Display)];
                paper.add_titled_section(&locale.fill("list_report.about_producer", &name));
                add_producer(&mut paper, source, producer, Vec::new());
            }
        }
        TradeSheet::Buyer(id) => {
            if let Some(buyer) = list.find_buyer(*id) {
                add_buyer(&mut paper, source, buyer, facts);
            }
        }
        TradeSheet::Producer(name) => {
            if let Some(producer) = producers.get(&(false, name_key(name))) {
                add_producer(&mut paper, source, producer, facts);
            }
        }
    }
    paper.into_document()
}

/// The producers that somebody means, of those in the list or wanted by a buyer: the one of this name, or else all that
/// have these words in their names.
pub fn find_producers(source: &ListReportSource<'_>, words: &str) -> Vec<String> {
    let wanted = name_key(words);
    let producers = list_wanted_producers(source);
    if let Some(producer) = producers.get(&(false, wanted.clone())) {
        return vec![producer.name.clone()];
    }
    let has_words = |key: &str| format!(" {key} ").contains(&format!(" {wanted} "));
    let found = producers
        .iter()
        .filter(|((is_unknown, key), _)| !is_unknown && has_words(key));
    found.map(|(_, producer)| producer.name.clone()).collect()
}

/// What buyers want as a section of the report; nothing where the list has no buyers.
pub(super) fn add_wishes(paper: &mut Paper<'_>, list: &GatheredList<'_>) {
    let source = list.source;
    if source.list.buyers.is_empty() {
        return;
    }
    let rows = list_wishes(source).into_iter().map(|wish| {
        let mut row = vec![text(&wish.buyer.details.name)];
        row.extend(name_cells(&wish.wanted.key, &wish.product));
        row.push(wish.product.record.producer.clone().into());
        row.extend(interest_cells(wish.wanted));
        row
    });
    let columns = [BUYER, ID, PRODUCT, PRODUCER, QUANTITY, REMARK];
    let rows = rows.collect();
    paper.add_section("list_report.wishes");
    paper.add_table(
        "list_report.wishes",
        &columns,
        rows,
        "list_report.no_wishes",
    );
}

/// What a buyer wants.
fn add_buyer(
    paper: &mut Paper<'_>,
    source: &ListReportSource<'_>,
    buyer: &Buyer,
    mut facts: Vec<Fact>,
) {
    let locale = source.locale;
    let name = &buyer.details.name;
    facts.push(Fact::new(locale.t("list_report.buyer"), name.clone()));
    let wants = buyer.details.wants.clone();
    facts.extend(wants.map(|wants| Fact::new(locale.t("list_report.wants"), wants)));
    facts.push(Fact::new(
        locale.t("list_report.wanted_products"),
        number(buyer.interests.len()),
    ));
    paper.add_facts(facts);
    let mut columns = vec![ID, PRODUCT, STARS, PRODUCER, PLACE];
    if source.with_phones {
        columns.push(PHONE);
    }
    columns.extend([PRICE, QUANTITY, REMARK]);
    let rows = buyer.interests.iter().map(|wish| {
        let product = describe_subject(source, &wish.key, &wish.subject);
        let record = product.record.clone();
        let mut row = Vec::from(name_cells(&wish.key, &product));
        row.extend([
            product.stars.into(),
            record.producer.into(),
            record.place.into(),
        ]);
        if source.with_phones {
            row.push(record.phone.into());
        }
        row.push(describe_price(source, wish));
        row.extend(interest_cells(wish));
        row
    });
    let rows = rows.collect();
    paper.add_named_table(name, &columns, rows, "list_report.no_wishes");
}

/// Which buyers want the products of a producer.
fn add_producer(
    paper: &mut Paper<'_>,
    source: &ListReportSource<'_>,
    producer: &WantedProducer<'_>,
    mut facts: Vec<Fact>,
) {
    let locale = source.locale;
    facts.push(Fact::new(
        locale.t("handover.producer"),
        producer.name.clone(),
    ));
    let mut add = |key: &'static str, of: &dyn Fn(&ListedProduct) -> Option<String>| {
        let mut values: Vec<String> = producer.products.iter().filter_map(of).collect();
        values.sort();
        values.dedup();
        if !values.is_empty() {
            facts.push(Fact::new(locale.t(key), values.join("; ")));
        }
    };
    add("handover.place", &|product| product.record.place.clone());
    if source.with_phones {
        add("handover.phone", &|product| product.record.phone.clone());
    }
    paper.add_facts(facts);
    let rows = producer.wishes.iter().map(|wish| {
        let buyer = &wish.buyer.details;
        let mut row = vec![text(&buyer.name), buyer.wants.clone().into()];
        row.extend(name_cells(&wish.wanted.key, &wish.product));
        row.push(describe_price(source, wish.wanted));
        row.extend(interest_cells(wish.wanted));
        row
    });
    let columns = [BUYER, WANTS, ID, PRODUCT, PRICE, QUANTITY, REMARK];
    let rows = rows.collect();
    paper.add_named_table(&producer.name, &columns, rows, "list_report.nobody_wants");
}

/// Everything that buyers want, by buyer.
fn list_wishes<'a>(source: &ListReportSource<'a>) -> Vec<Wish<'a>> {
    let buyers = source.list.buyers.iter();
    let wishes = buyers.flat_map(|buyer| {
        let wishes = buyer.interests.iter();
        wishes.map(move |wish| Wish {
            buyer,
            wanted: wish,
            product: describe_subject(source, &wish.key, &wish.subject),
        })
    });
    wishes.collect()
}

/// The producers in the list and those of which a buyer wants something, by their keys.
fn list_wanted_producers<'a>(
    source: &ListReportSource<'a>,
) -> BTreeMap<(bool, String), WantedProducer<'a>> {
    let mut producers: BTreeMap<(bool, String), WantedProducer<'a>> = BTreeMap::new();
    let mut add = |product: &ListedProduct, wish: Option<Wish<'a>>| {
        let name = product.record.producer.clone();
        let name = name.unwrap_or_else(|| source.locale.t("list_report.no_producer").to_owned());
        let producer = producers.entry(producer_key(product));
        let producer = producer.or_insert_with(|| WantedProducer {
            name: name.clone(),
            products: Vec::new(),
            wishes: Vec::new(),
        });
        // Of several spellings always the same one.
        if name < producer.name {
            producer.name = name;
        }
        producer.products.push(product.clone());
        producer.wishes.extend(wish);
    };
    for entry in &source.list.entries {
        let product = describe_subject(source, &entry.key, &entry.subject);
        add(&product, None);
    }
    for wish in list_wishes(source) {
        let product = wish.product.clone();
        add(&product, Some(wish));
    }
    producers
}

/// The price in the list; all of them where people set different ones at once.
fn describe_price(source: &ListReportSource<'_>, wish: &BuyerWish) -> ReportCell {
    let entry = source.list.find_entry(&wish.key);
    let price = entry.and_then(|entry| describe_field(source, entry, EntryField::Price));
    price.into()
}

/// How much, and a remark; everything that people wrote at once where it differs.
fn interest_cells(wish: &BuyerWish) -> [ReportCell; 2] {
    let values = |of: &dyn Fn(&BuyerInterest) -> Option<&str>| {
        let mut values: Vec<&str> = wish.written().iter().filter_map(of).collect();
        values.dedup();
        text(values.join(" / "))
    };
    [
        values(&|interest| interest.quantity.as_deref()),
        values(&|interest| interest.remark.as_deref()),
    ]
}
