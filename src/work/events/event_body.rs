//! What an event did.

use jiff::civil::Date;
use ocop_index::Product;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::product_ref::ProductRef;
use crate::work::lists::list_act::{ListChange, ListId, ListStart, TextEntry};
use crate::work::reviews::verdict_kind::VerdictKind;

/// What an event did. Each kind says in [`super::event_registers`] which value it sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum EventBody {
    /// A kind that this version knows.
    Known(WorkAct),
    /// A kind of a newer version, kept as it is.
    Unknown(Value),
}

/// The kinds of acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WorkAct {
    /// Starts a review; its id is the id of the event.
    ReviewStarted(Box<ReviewStart>),
    /// Sets the day by which a review is due; `None` for none.
    DueDay {
        /// The day.
        due: Option<Date>,
    },
    /// Sets who reviews; nobody named means everybody.
    Reviewers {
        /// Names of accounts.
        reviewers: Vec<String>,
    },
    /// Sets the share of a reviewer.
    Share {
        /// The reviewer.
        reviewer: String,
        /// Ids of products, as in the scope of the review.
        products: Vec<String>,
    },
    /// Closes a review or opens it again.
    Closed {
        /// True for closed.
        closed: bool,
    },
    /// The verdict of the author on a product; `None` takes it back.
    Verdict {
        /// The key of a [`VerdictKind`].
        verdict: Option<String>,
    },
    /// The author puts a product off.
    Postponed,
    /// The verdict that ends a disagreement; it replaces those of the reviewers.
    Settled {
        /// The key of a [`VerdictKind`].
        verdict: String,
    },
    /// A remark on a product; an empty text takes one back.
    Remark {
        /// Its lines.
        text: String,
    },
    /// Defines a label of the office, with the values that it may have; no values for a plain word.
    LabelDefined {
        /// The label.
        label: String,
        /// Its values in their order.
        values: Vec<String>,
        /// True where the label got another name: it is no longer defined.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        withdrawn: bool,
    },
    /// Sets a label of a product, or takes it off.
    Label {
        /// The label.
        label: String,
        /// Its value, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<String>,
        /// False to take it off.
        present: bool,
    },
    /// Proposes a change of the catalogue.
    Proposal {
        /// The change.
        change: Box<ProposedChange>,
    },
    /// Takes back a proposal, or says what became of it.
    ProposalDecided {
        /// What became of it.
        outcome: ProposalOutcome,
        /// The generation that has the change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        generation: Option<u64>,
    },
    /// Says which product of the catalogue the product of the event is.
    Relinked {
        /// The product that it is.
        to: ProductRef,
    },
    /// Starts a product list; its id is the id of the event.
    ListStarted(Box<ListStart>),
    /// Changes a product list, or something in it: the product of the event, or a text.
    InList {
        /// The list.
        list: ListId,
        /// What is in no catalogue.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Box<TextEntry>>,
        /// What it does.
        #[serde(rename = "do")]
        change: Box<ListChange>,
    },
    /// Makes the events that it replaces void, as if they had never been written.
    Undone,
}

/// How a review begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewStart {
    /// Its name.
    pub name: String,
    /// The question that it was started from, as a line of the query language; empty for all products.
    #[serde(default)]
    pub question: String,
    /// The day by which it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Names of accounts; nobody means everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviewers: Vec<String>,
    /// True where nobody sees the verdicts of others before giving one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blind: bool,
    /// The verdicts that it offers.
    pub verdicts: Vec<VerdictKind>,
    /// The products that the question had when the review was started, in the order of the list.
    pub scope: Vec<ProductRef>,
}

/// A change of the catalogue that somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum ProposedChange {
    /// Another value of a field of the product.
    Field {
        /// The key of the field.
        field: String,
        /// Its value when the change was proposed, as a person types it; `None` for none.
        old: Option<String>,
        /// The value proposed; `None` to clear the field.
        new: Option<String>,
    },
    /// A product that the catalogue lacks.
    NewProduct {
        /// Its record.
        record: Box<Product>,
    },
    /// The product leaves the catalogue.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// The product is several.
    Split {
        /// Their records.
        into: Vec<Product>,
    },
    /// The product is another one, which stays.
    MergedInto {
        /// The product that stays.
        product: ProductRef,
    },
    /// All products of a producer get another spelling of its name.
    ProducerName {
        /// The spelling now.
        from: String,
        /// The spelling wanted.
        to: String,
    },
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalOutcome {
    /// It is in the catalogue.
    Applied,
    /// It was refused.
    Refused,
    /// Its author took it back.
    TakenBack,
}
