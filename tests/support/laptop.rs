//! A laptop at a fair: it writes events of one list, and is merged with another.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use ocop_index::Product;
use ocop_index::source::builtin;

use ocop::report::document::Document;
use ocop::report::lists::{
    ListReportSource, ListedProduct, TradeSheet, build_list_report, build_trade_sheets,
};
use ocop::report::reported_product::ReportedProduct;
use ocop::wording::locale::{Language, Locale};
use ocop::work::events::event::{EventDraft, WorkEvent};
use ocop::work::events::event_body::EventBody;
use ocop::work::events::event_id::EventId;
use ocop::work::events::product_ref::ProductRef;
use ocop::work::events::work_log::WorkLog;
use ocop::work::lists::entry_subject::EntrySubject;
use ocop::work::lists::list_act::{
    BuyerDetails, BuyerId, BuyerInterest, EntryValue, ListDays, ListId, ListKind, ListStart, Price,
    Stock, TextEntry,
};
use ocop::work::lists::list_drafts::{
    draft_buyer_added, draft_list_start, draft_visitor_asked, draft_visitor_question,
};
use ocop::work::lists::list_position::position_after;
use ocop::work::lists::product_list::{ProductList, ProductLists};

/// A laptop at a fair.
pub struct Laptop {
    pub log: WorkLog,
    pub list: ListId,
    pub records: Vec<Product>,
    pub clock: Timestamp,
    /// Its number, which its ids begin with.
    pub number: u8,
    pub written: u64,
}

impl Laptop {
    /// A list without entries.
    pub fn new(kind: ListKind) -> Self {
        let mut laptop = Self {
            log: WorkLog::default(),
            list: EventId::from_bytes([0; 16]),
            records: builtin::load_products().unwrap(),
            clock: "2026-12-12T01:00:00Z".parse().unwrap(),
            number: 1,
            written: 0,
        };
        let start = ListStart {
            name: "Hội chợ <Hạ Long>".to_owned(),
            kind,
            place: Some("Quảng trường 30/10".to_owned()),
            days: ListDays {
                first: Some(date(2026, 12, 12)),
                last: Some(date(2026, 12, 14)),
            },
        };
        laptop.list = laptop.write(draft_list_start(start)).id;
        laptop
    }

    /// A fair of ten products and a text; product 11 and those behind it are not in its list.
    pub fn with_entries() -> Self {
        let mut laptop = Self::new(ListKind::Fair);
        for number in 0..10 {
            laptop.add(&laptop.product(number));
        }
        laptop.add(&text_entry());
        laptop
    }

    /// Another laptop with what this one has.
    pub fn copy(&self, number: u8) -> Self {
        let mut log = WorkLog::default();
        for event in self.log.events() {
            log.insert(event.clone());
        }
        Self {
            log,
            records: self.records.clone(),
            number,
            ..*self
        }
    }

    /// Writes an event, a second after the one before.
    pub fn write(&mut self, draft: EventDraft) -> WorkEvent {
        self.written += 1;
        self.clock += SignedDuration::from_secs(1);
        let mut id = [0; 16];
        id[0] = self.number;
        id[8..].copy_from_slice(&self.written.to_be_bytes());
        let event = WorkEvent {
            id: EventId::from_bytes(id),
            time: self.clock,
            author: format!("laptop {}", self.number),
            sitting: EventId::from_bytes([7; 16]),
            review: draft.review,
            product: draft.product.map(Into::into),
            body: EventBody::Known(draft.act),
            replaces: draft.replaces,
        };
        assert!(self.log.insert(event.clone()));
        event
    }

    pub fn product(&self, number: usize) -> EntrySubject {
        EntrySubject::Product(ProductRef::from_product(&self.records[number]))
    }

    pub fn add(&mut self, subject: &EntrySubject) {
        let position = position_after(self.list().last_position());
        let draft = self.log.draft_list_member(self.list, subject, position);
        self.write(draft);
    }

    pub fn set(&mut self, subject: &EntrySubject, value: EntryValue) {
        let draft = self.log.draft_entry_field(self.list, subject, value);
        self.write(draft);
    }

    pub fn ask(&mut self, subject: &EntrySubject) -> WorkEvent {
        self.write(draft_visitor_asked(self.list, subject))
    }

    pub fn question(&mut self, question: &str) {
        self.write(draft_visitor_question(self.list, question, false));
    }

    pub fn add_buyer(&mut self, name: &str, wants: &str) -> BuyerId {
        let details = BuyerDetails {
            name: name.to_owned(),
            wants: Some(wants.to_owned()),
        };
        self.write(draft_buyer_added(self.list, details)).id
    }

    pub fn note_interest(&mut self, buyer: BuyerId, subject: &EntrySubject, words: [&str; 2]) {
        let interest = BuyerInterest {
            quantity: Some(words[0].to_owned()),
            remark: Some(words[1].to_owned()),
        };
        let (list, interest) = (self.list, Some(interest));
        let draft = self
            .log
            .draft_buyer_interest(list, buyer, subject, interest);
        self.write(draft);
    }

    pub fn merge(&mut self, other: &Self) {
        for event in other.log.events() {
            self.log.insert(event.clone());
        }
    }

    pub fn list(&self) -> ProductList {
        ProductLists::gather_one(&self.log, self.list).unwrap()
    }

    pub fn with_source<T>(
        &self,
        language: Language,
        choice: impl FnOnce(&mut ListReportSource<'_>),
        read: impl FnOnce(&ListReportSource<'_>) -> T,
    ) -> T {
        let (list, locale) = (self.list(), Locale::new(language));
        let find = |id: &str| {
            let mut records = self.records.iter();
            let record = records.find(|record| record.id == id)?;
            Some(ListedProduct {
                record: ReportedProduct::from_product(&locale, record),
                stars: Some("4 sao".to_owned()),
            })
        };
        let mut source = ListReportSource {
            log: &self.log,
            list: &list,
            find_product: &find,
            day: date(2026, 12, 15),
            with_phones: true,
            locale: &locale,
        };
        choice(&mut source);
        read(&source)
    }

    pub fn report(&self, since: Option<Date>) -> Document {
        self.with_source(
            Language::Vi,
            |_| {},
            |source| build_list_report(source, since),
        )
    }

    pub fn sheet(&self, sheet: &TradeSheet) -> Document {
        self.with_source(
            Language::Vi,
            |_| {},
            |source| build_trade_sheets(source, sheet),
        )
    }

    pub fn id(&self, number: usize) -> &str {
        &self.records[number].id
    }
}

pub fn text_entry() -> EntrySubject {
    EntrySubject::Text(TextEntry {
        name: "Bánh gai nhà làm".to_owned(),
        producer: Some("Hộ bà Sáu".to_owned()),
    })
}

pub fn price(dong: u64) -> EntryValue {
    EntryValue::Price(Some(Price {
        dong,
        unit: Some("hộp".to_owned()),
    }))
}

pub fn stock(stock: Stock) -> EntryValue {
    EntryValue::Stock(Some(stock))
}
