//! The facets: the properties that filter a list, with values as text keys.
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
}

impl Facet {
    /// Every facet, in the order of use.
    pub const ALL: [Self; 11] = [
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
    ];

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
        }
    }

    /// True where a product can have several values.
    pub const fn is_multi_valued(self) -> bool {
        matches!(self, Self::ExpiryBand | Self::Channel | Self::Gap)
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
    }
}
