//! What could not be meant, and where. Must not: hold sentences; the program has the languages.

use std::ops::Range;

use super::Field;
use crate::query::Facet;

/// Something in the line that could not be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// What it is.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A name before a colon that is no field's; it was taken as words.
    NoField {
        /// The nearest name, if one is near.
        near: Option<&'static str>,
    },
    /// Nothing stands behind the colon or between the quotes; left out.
    NoValue {
        /// Of which field; none for quotes alone.
        field: Option<Field>,
    },
    /// The closing quote is missing: a phrase and the words of a field were taken as free words, a value up to the
    /// end.
    Unclosed,
    /// A comparison without a number; left out.
    NoNumber {
        /// Of which field.
        field: Field,
    },
    /// A comparison in a field without numbers; left out.
    NotCompared {
        /// Of which field.
        field: Field,
    },
    /// A value that the facet does not have; left out.
    NoSuchValue {
        /// Of which facet.
        facet: Facet,
        /// As typed.
        text: String,
        /// Labels of the nearest ones.
        near: Vec<String>,
    },
    /// No time at which certificates end; left out.
    NoTime,
    /// An order that does not exist; left out.
    NoSort,
    /// Neither yes nor no; left out.
    NoAnswer {
        /// Of which field.
        field: Field,
    },
}
