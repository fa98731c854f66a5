//! The facets: the properties that filter a list, with values as text keys.
//!
//! Most follow from the records. Those of [`Facet::MARKS`] are what people did with a product: they are in no record,
//! and a catalogue has them only where it was handed marks, see [`crate::ProductMarks`].
//!
//! Must not: name anything in a human language; the program has the labels.

/// The key of the value "not given by any source".
pub const NOT_GIVEN: &str = "none";

/// The channel value "sold online anywhere", the share that provinces report.
pub const ONLINE: &str = "online";

/// The channel value "has a traceability stamp".
pub const TRACED: &str = "traced";

/// A property with countable values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Current stars on the day: `5`, `4`, `3`, or none.
    Star,
    /// District of 2023, by name.
    District,
    /// Unit since 2025-07-01, by full name.
    Unit,
    /// Product group `I` to `VI`.
    Group,
    /// Producer kind, by key.
    ProducerKind,
    /// Year of the current recognition.
    Year,
    /// Status on the day, by key.
    Status,
    /// Time until the certificate expires, by band; a product can be in several.
    ExpiryBand,
    /// Kind of the current recognition, by key.
    Recognition,
    /// Sales channels by key, [`ONLINE`] for any online one, [`TRACED`] for a traceability stamp; several.
    Channel,
    /// Gaps of the record, by key; several.
    Gap,
    /// How far the open review is with the product: one of [`REVIEW_STATES`]; where some product has one, those
    /// without are outside.
    ReviewState,
    /// Verdicts of the open review, by key; several where reviewers disagree.
    Verdict,
    /// Reviewers by name; several.
    Reviewer,
    /// People's labels, as `label` and as `label=value`; several.
    Label,
    /// The product lists that it is in, by name; several.
    List,
    /// Has a remark: [`MARKED`] or none.
    Remark,
    /// Reviewers disagree about it: [`MARKED`] or none.
    Disagreement,
    /// A correction is proposed: [`MARKED`] or none.
    Proposal,
    /// Is selected: [`MARKED`] or none.
    Selection,
}

/// The value of a mark that is there or not.
pub const MARKED: &str = "yes";

/// The values of [`Facet::ReviewState`], in the order of the work: not yet, postponed, done, not in the review.
pub const REVIEW_STATES: [&str; 4] = ["open", "postponed", "done", OUTSIDE_REVIEW];

/// The review state of products that are not in the open review.
pub(crate) const OUTSIDE_REVIEW: &str = "outside";

impl Facet {
    /// Every facet, in the order of use: those of records first, then the marks.
    pub const ALL: [Self; 20] = [
        Self::Star,
        Self::District,
        Self::Unit,
        Self::Group,
        Self::ProducerKind,
        Self::Year,
        Self::Status,
        Self::ExpiryBand,
        Self::Recognition,
        Self::Channel,
        Self::Gap,
        Self::ReviewState,
        Self::Verdict,
        Self::Reviewer,
        Self::Label,
        Self::List,
        Self::Remark,
        Self::Disagreement,
        Self::Proposal,
        Self::Selection,
    ];

    /// The facets of what people did with a product.
    pub const MARKS: [Self; 9] = [
        Self::ReviewState,
        Self::Verdict,
        Self::Reviewer,
        Self::Label,
        Self::List,
        Self::Remark,
        Self::Disagreement,
        Self::Proposal,
        Self::Selection,
    ];

    /// How many facets follow from the records: the first ones of [`Facet::ALL`].
    pub(crate) const RECORD_COUNT: usize = Self::ALL.len() - Self::MARKS.len();

    /// The key used in options and machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::District => "district",
            Self::Unit => "unit",
            Self::Group => "group",
            Self::ProducerKind => "kind",
            Self::Year => "year",
            Self::Status => "status",
            Self::ExpiryBand => "left",
            Self::Recognition => "recognition",
            Self::Channel => "channel",
            Self::Gap => "gap",
            Self::ReviewState => "review_state",
            Self::Verdict => "verdict",
            Self::Reviewer => "reviewer",
            Self::Label => "label",
            Self::List => "list",
            Self::Remark => "remark",
            Self::Disagreement => "disagreement",
            Self::Proposal => "proposal",
            Self::Selection => "selected",
        }
    }

    /// True for what people did with a product, which is in no record.
    pub const fn is_mark(self) -> bool {
        self.index() >= Self::RECORD_COUNT
    }

    /// True for a mark that is there or not: its only value is [`MARKED`].
    pub const fn is_yes_or_none(self) -> bool {
        matches!(
            self,
            Self::Remark | Self::Disagreement | Self::Proposal | Self::Selection
        )
    }

    /// True where a product can have several values.
    pub const fn is_multi_valued(self) -> bool {
        matches!(
            self,
            Self::ExpiryBand
                | Self::Channel
                | Self::Gap
                | Self::Verdict
                | Self::Reviewer
                | Self::Label
                | Self::List
        )
    }

    /// Its index in [`Facet::ALL`], for tables with one entry per facet.
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Facet;

    #[test]
    fn each_facet_knows_its_place() {
        for (index, facet) in Facet::ALL.iter().enumerate() {
            assert_eq!(facet.index(), index);
        }
        assert_eq!(Facet::ALL[Facet::RECORD_COUNT..], Facet::MARKS);
    }
}
