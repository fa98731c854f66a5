//! What a correction is: the change that somebody proposes, what a plan has of it, and what its generation keeps.

use serde::{Deserialize, Serialize};

use crate::product::Product;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// What a person proposes.
#[derive(Clone, Debug, PartialEq)]
pub enum CorrectionChange {
    /// Another value of a field.
    Field {
        /// The id of the product.
        product: String,
        /// Which field.
        field: ProductField,
        /// What it was when it was proposed, as a person types it; empty for no value.
        old: String,
        /// What it is to be, as it reads back; empty for no value.
        new: String,
    },
    /// A product that the catalogue lacks.
    NewProduct {
        /// Its record; an id that is empty or taken is replaced.
        record: Box<Product>,
    },
    /// The certificate of a product was withdrawn.
    Withdrawn {
        /// The id of the product.
        product: String,
        /// Why, for a person; kept with the correction and not in the record.
        reason: String,
    },
    /// One record that is several products.
    Split {
        /// The id of the product.
        product: String,
        /// The records in its place. One of them keeps its id: the one that has it, else the first.
        into: Vec<Product>,
    },
    /// Two records that are one product.
    MergedInto {
        /// The id of the record that goes.
        product: String,
        /// The id of the record that stays, whose values count more.
        into: String,
    },
    /// Another spelling of a producer, for all its products.
    ProducerName {
        /// The spelling that goes.
        from: String,
        /// The spelling that stays.
        to: String,
    },
}

impl CorrectionChange {
    /// Its key in the locale, in files and in the history: that of the field, or of the kind of correction.
    pub fn key(&self) -> String {
        match self {
            Self::Field { field, .. } => field.to_string(),
            Self::NewProduct { .. } => "new_product".to_owned(),
            Self::Withdrawn { .. } => "withdrawn".to_owned(),
            Self::Split { .. } => "split".to_owned(),
            Self::MergedInto { .. } => "merged_into".to_owned(),
            Self::ProducerName { .. } => "producer_name".to_owned(),
        }
    }
}

/// A correction, and who proposed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What is to change.
    pub change: CorrectionChange,
    /// Who proposed it.
    pub proposed_by: String,
    /// When, as the program writes it.
    pub proposed_at: String,
}

/// How a correction stands to the catalogue that it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionStanding {
    /// The catalogue is as it was when the correction was proposed.
    Applies,
    /// The catalogue has another value by now.
    Conflict,
    /// Another correction wants another value.
    Disputed,
}

/// The values of a corrected field; an empty text is no value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectedValues {
    /// What it was when the correction was proposed.
    pub base: String,
    /// What it is.
    pub now: String,
    /// What is proposed.
    pub proposed: String,
}

/// What a change of a plan has from the correction that it is.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionEntry {
    /// The correction; the first of those that want the same.
    pub correction: Correction,
    /// The numbers of the corrections that want it, in the list that was compared.
    pub numbers: Vec<usize>,
    /// Who proposed it, each once, in order.
    pub proposed_by: Vec<String>,
    /// How it stands to the catalogue.
    pub standing: CorrectionStanding,
    /// The field, and its values; `None` for a correction of whole products.
    pub values: Option<(ProductField, CorrectedValues)>,
    /// The product before this correction and after those above it; `None` for a new one.
    pub before: Option<Box<Product>>,
    /// What an import would remark on the value.
    pub remarks: Vec<ProblemReason>,
}

/// A correction that a generation has, as its history keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedCorrection {
    /// The id of the product.
    pub product: String,
    /// [`CorrectionChange::key`].
    pub what: String,
    /// The old value, or the record that went, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub old: String,
    /// The new value, or the reason of a withdrawal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub new: String,
    /// Who proposed it.
    pub by: Vec<String>,
    /// When it was proposed, as the program writes it.
    pub at: String,
    /// The first generation that has it.
    pub generation: u64,
}

impl AppliedCorrection {
    /// What the history keeps of an entry that was accepted.
    pub fn from_entry(entry: &CorrectionEntry, product: &Product) -> Self {
        let (old, new) = match (&entry.correction.change, &entry.values) {
            (CorrectionChange::Withdrawn { reason, .. }, _) => (String::new(), reason.clone()),
            (_, Some((_, values))) => (values.now.clone(), values.proposed.clone()),
            (CorrectionChange::MergedInto { product, .. }, None) => {
                (product.clone(), String::new())
            }
            (CorrectionChange::Split { into, .. }, None) => {
                let names: Vec<&str> = into.iter().map(|part| part.name.as_str()).collect();
                (String::new(), names.join(" | "))
            }
            (_, None) => (String::new(), product.name.clone()),
        };
        let what = match (&entry.correction.change, &entry.values) {
            // A spelling is one field of each product.
            (CorrectionChange::ProducerName { .. }, Some((field, _))) => field.to_string(),
            (change, _) => change.key(),
        };
        Self {
            product: product.id.clone(),
            what,
            old,
            new,
            by: entry.proposed_by.clone(),
            at: entry.correction.proposed_at.clone(),
            generation: 0,
        }
    }
}
