//! Parts of a line without a meaning, and why. Must not: hold sentences; the program has the languages.

use std::ops::Range;

use super::field::QueryField;
use crate::query::{ConditionScope, Facet};

/// A part of the line that cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryProblem {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub kind: QueryProblemKind,
}

impl QueryProblem {
    /// The field of a filter that is left out of the query.
    pub const fn left_out_filter(&self) -> Option<QueryField> {
        match self.kind {
            QueryProblemKind::MissingNumber { field }
            | QueryProblemKind::NotComparable { field } => Some(field),
            QueryProblemKind::UnknownValue { facet, .. } | QueryProblemKind::NotKept { facet } => {
                Some(QueryField::Facet(facet))
            }
            QueryProblemKind::InvalidExpiry => Some(QueryField::Scope(ConditionScope::Expiry)),
            QueryProblemKind::UnknownField { .. }
            | QueryProblemKind::MissingValue { .. }
            | QueryProblemKind::UnclosedQuote
            | QueryProblemKind::UnknownSort
            | QueryProblemKind::NotYesNo { .. } => None,
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryProblemKind {
    /// An unknown name before a colon; the text is searched as words.
    UnknownField {
        /// The most similar name, if one is similar enough.
        near: Option<&'static str>,
    },
    /// Nothing after the colon or between the quotes; ignored.
    MissingValue {
        /// The field; `None` for quotes alone.
        field: Option<QueryField>,
    },
    /// The closing quote is missing: a phrase and the words of a field are searched as free words, a value goes to
    /// the end of the line.
    UnclosedQuote,
    /// A comparison without a number; ignored.
    MissingNumber {
        /// The field.
        field: QueryField,
    },
    /// A comparison in a field without numbers; ignored.
    NotComparable {
        /// The field.
        field: QueryField,
    },
    /// A value that the facet does not have; ignored.
    UnknownValue {
        /// The facet.
        facet: Facet,
        /// As typed.
        text: String,
        /// Labels of the most similar values.
        near: Vec<String>,
    },
    /// What people did with products is asked of a catalogue where nothing of that is known; ignored.
    NotKept {
        /// The facet.
        facet: Facet,
    },
    /// Not an expiry period; ignored.
    InvalidExpiry,
    /// An order that does not exist; ignored.
    UnknownSort,
    /// Neither yes nor no; left out.
    NotYesNo {
        /// The field.
        field: QueryField,
    },
}
