//! What an event does to a product list.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::work::events::event_id::EventId;
use crate::work::name_key::name_key;

/// The id of a list: that of the event that started it.
pub type ListId = EventId;

/// The id of a buyer: that of the event that added them.
pub type BuyerId = EventId;

/// How a list begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListStart {
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(rename = "for")]
    pub kind: ListKind,
    /// Where it takes place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it takes place.
    #[serde(default)]
    pub days: ListDays,
}

/// What a list is for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// A fair ("hội chợ").
    #[default]
    Fair,
    /// A trade meeting ("kết nối giao thương").
    TradeMeeting,
    /// Anything else.
    Other,
}

impl ListKind {
    /// Every kind in the order of use.
    pub const ALL: [Self; 3] = [Self::Fair, Self::TradeMeeting, Self::Other];

    /// The key on the command line and in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fair => "fair",
            Self::TradeMeeting => "trade-meeting",
            Self::Other => "other",
        }
    }

    /// Other words for it, as [`name_key`] compares them.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Fair => &["hoi cho", "hc", "trien lam"],
            Self::TradeMeeting => &["ket noi giao thuong", "giao thuong", "ket noi", "kngt"],
            Self::Other => &["khac"],
        }
    }
}

/// The days of a fair; the same day twice for a single one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct ListDays {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
}

/// One detail of a list; each is a value of its own, so that two people may change two of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "detail", content = "to", rename_all = "snake_case")]
pub enum ListDetail {
    /// Its name.
    Name(String),
    /// What it is for.
    Kind(ListKind),
    /// Where it takes place.
    Place(Option<String>),
    /// When it takes place.
    Days(ListDays),
}

/// What an event does in a list. What it is about is the product of the event or the text of the act; the list as a
/// whole where there is neither.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ListChange {
    /// Sets a detail of the list.
    Detail {
        /// The detail.
        value: ListDetail,
    },
    /// Deletes the list, or brings it back.
    Deleted {
        /// True to delete it.
        deleted: bool,
    },
    /// Adds an entry, or takes it out.
    Member {
        /// False to take it out.
        present: bool,
        /// Where it stands among the others, until a [`EntryValue::Position`] says otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        position: Option<String>,
    },
    /// Sets a field of an entry.
    Field {
        /// The field and its value.
        value: EntryValue,
    },
    /// A visitor asked for it. Such events add up.
    Asked,
    /// A visitor asked what has no answer. Such events add up.
    Question {
        /// The question.
        question: String,
        /// Something nearly called so was found, and nobody took it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        near: bool,
    },
    /// Adds a buyer; their id is the id of the event.
    BuyerAdded {
        /// Who they are.
        details: BuyerDetails,
    },
    /// Sets what is known of a buyer; `None` takes them out.
    Buyer {
        /// The buyer.
        buyer: BuyerId,
        /// Who they are.
        details: Option<BuyerDetails>,
    },
    /// What a buyer wants of a product; `None` for nothing any more.
    Interest {
        /// The buyer.
        buyer: BuyerId,
        /// What they want.
        interest: Option<BuyerInterest>,
    },
}

/// A field of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryField {
    /// The stand.
    Stand,
    /// The price.
    Price,
    /// Whether there is any left.
    Stock,
    /// A remark.
    Remark,
    /// The place among the other entries.
    Position,
}

/// A field of an entry with its value; `None` for none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "field", content = "to", rename_all = "snake_case")]
pub enum EntryValue {
    /// The stand.
    Stand(Option<String>),
    /// The price.
    Price(Option<Price>),
    /// Whether there is any left.
    Stock(Option<Stock>),
    /// A remark.
    Remark(Option<String>),
    /// The place among the other entries: see [`super::list_position`].
    Position(Option<String>),
}

impl EntryValue {
    /// The field that it is a value of.
    pub const fn field(&self) -> EntryField {
        match self {
            Self::Stand(_) => EntryField::Stand,
            Self::Price(_) => EntryField::Price,
            Self::Stock(_) => EntryField::Stock,
            Self::Remark(_) => EntryField::Remark,
            Self::Position(_) => EntryField::Position,
        }
    }

    /// True where it says that there is no value.
    pub const fn is_none(&self) -> bool {
        matches!(
            self,
            Self::Stand(None)
                | Self::Price(None)
                | Self::Stock(None)
                | Self::Remark(None)
                | Self::Position(None)
        )
    }
}

/// A price.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Price {
    /// Whole đồng; 0 where nobody names a number.
    pub dong: u64,
    /// For how much, as somebody wrote it: `hộp`, `500 g`. Where nobody names a number, what they say instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Price {
    /// A price without a number, in words: `thỏa thuận`.
    pub fn in_words(words: &str) -> Self {
        Self {
            dong: 0,
            unit: Some(words.to_owned()),
        }
    }

    /// Whole đồng; `None` for a price in words.
    pub fn number(&self) -> Option<u64> {
        (self.dong > 0).then_some(self.dong)
    }

    /// What is said instead of a number.
    pub fn words(&self) -> Option<&str> {
        self.unit.as_deref().filter(|_| self.dong == 0)
    }

    /// For how much the number is.
    pub fn unit_of_number(&self) -> Option<&str> {
        self.unit.as_deref().filter(|_| self.dong > 0)
    }
}

/// Whether there is any left. Of two that people set at once the later in this order is shown: nobody is sent to an
/// empty stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stock {
    /// Còn.
    InStock,
    /// Sắp hết.
    Low,
    /// Hết.
    SoldOut,
}

impl Stock {
    /// Every value in the order of use.
    pub const ALL: [Self; 3] = [Self::InStock, Self::Low, Self::SoldOut];

    /// The key on the command line and in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InStock => "in-stock",
            Self::Low => "low",
            Self::SoldOut => "sold-out",
        }
    }
}

/// What is known of a buyer at a trade meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BuyerDetails {
    /// The name of the firm.
    pub name: String,
    /// What they look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<String>,
}

/// What a buyer wants of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BuyerInterest {
    /// How much, as somebody wrote it: `200 hộp/tháng`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// What is in no catalogue, as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextEntry {
    /// The name.
    pub name: String,
    /// Who makes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
}

impl TextEntry {
    /// Two texts with one key are one entry, whoever wrote them: their name and producer without accents and case.
    pub fn key(&self) -> String {
        let producer = self.producer.as_deref().map(name_key).unwrap_or_default();
        format!("{}\n{producer}", name_key(&self.name))
    }
}

/// A value of a list that events set, beside what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListRegister {
    /// The name of the list.
    Name,
    /// What the list is for.
    Kind,
    /// Where it takes place.
    Place,
    /// When it takes place.
    Days,
    /// Whether the list is deleted.
    Deleted,
    /// Whether an entry is in the list.
    Member,
    /// A field of an entry.
    Field(EntryField),
    /// What is known of a buyer.
    Buyer(BuyerId),
    /// What a buyer wants of a product.
    Interest(BuyerId),
}

impl ListChange {
    /// The value that it sets; `None` for what adds up, and for a new buyer.
    pub const fn register(&self) -> Option<ListRegister> {
        let register = match self {
            Self::Asked | Self::Question { .. } | Self::BuyerAdded { .. } => return None,
            Self::Detail { value } => match value {
                ListDetail::Name(_) => ListRegister::Name,
                ListDetail::Kind(_) => ListRegister::Kind,
                ListDetail::Place(_) => ListRegister::Place,
                ListDetail::Days(_) => ListRegister::Days,
            },
            Self::Deleted { .. } => ListRegister::Deleted,
            Self::Member { .. } => ListRegister::Member,
            Self::Field { value } => ListRegister::Field(value.field()),
            Self::Buyer { buyer, .. } => ListRegister::Buyer(*buyer),
            Self::Interest { buyer, .. } => ListRegister::Interest(*buyer),
        };
        Some(register)
    }
}
