//! What a header label means: a field, and the recognition it belongs to.

use crate::source::field::ProductField;

/// How a label matched a name of its field, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AliasMatch {
    /// The label is a name of the field.
    Whole,
    /// It is one without its brackets.
    WithoutBrackets,
    /// It begins with one.
    Prefix,
}

/// Which of several recognitions a label belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecognitionBlock {
    /// The label does not say.
    Unspecified,
    /// By number, from 1.
    Numbered(u8),
    /// A later one without a number, by its phrase (`nâng hạng`).
    Later(&'static str),
}

/// What a label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LabelMeaning {
    /// The field; a field of a recognition has block 0 here.
    pub(super) field: ProductField,
    /// The row of the field in the table of names, from 0. Later rows hold looser names.
    pub(super) table_row: u8,
    /// How the label matched.
    pub(super) alias_match: AliasMatch,
    /// Which recognition.
    pub(super) block: RecognitionBlock,
}
