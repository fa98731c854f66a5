//! What could not be meant, and where. Must not: hold sentences; the program has the languages.

use std::ops::Range;

use super::QueryField;
use crate::query::Facet;

/// Something in the line that could not be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProblem {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: QueryProblemKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryProblemKind {
    /// A name before a colon that is no field's; it was taken as words.
    UnknownField {
        /// The nearest name, if one is near.
        near: Option<&'static str>,
    },
    /// Nothing stands behind the colon or between the quotes; left out.
    MissingValue {
        /// Of which field; none for quotes alone.
        field: Option<QueryField>,
    },
    /// The closing quote is missing: a phrase and the words of a field were taken as free words, a value up to the
    /// end.
    UnclosedQuote,
    /// A comparison without a number; left out.
    MissingNumber {
        /// Of which field.
        field: QueryField,
    },
    /// A comparison in a field without numbers; left out.
    NotComparable {
        /// Of which field.
        field: QueryField,
    },
    /// A value that the facet does not have; left out.
    UnknownValue {
        /// Of which facet.
        facet: Facet,
        /// As typed.
        text: String,
        /// Labels of the nearest ones.
        near: Vec<String>,
    },
    /// No time at which certificates end; left out.
    InvalidExpiry,
    /// An order that does not exist; left out.
    UnknownSort,
    /// Neither yes nor no; left out.
    NotYesNo {
        /// Of which field.
        field: QueryField,
    },
}
