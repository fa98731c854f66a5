//! The facets: the few properties a list is narrowed by, with values as text keys.
//!
//! Must not: name anything in a human language; labels are the program's business.

/// The key of the value "not given by any source".
pub const NOT_GIVEN: &str = "none";

/// The channel value "on some place of the net", the share that provinces report.
pub const ONLINE: &str = "online";

/// The channel value "has a trace stamp".
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
    /// Life status on the day, by key.
    Status,
    /// How long the certificate still holds, by band; a product can be in several.
    ExpiryBand,
    /// Kind of the current recognition, by key.
    Recognition,
    /// Sales channels by key, [`ONLINE`] for any on the net, [`TRACED`] for a trace stamp; several.
    Channel,
    /// What is missing in the record, by key; several.
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

    /// The name used in options and machine-readable output.
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

    /// Its place in [`Facet::ALL`], for tables with one entry a facet.
    pub const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Facet;

    #[test]
    fn each_facet_knows_its_place() {
        for (place, facet) in Facet::ALL.iter().enumerate() {
            assert_eq!(facet.index(), place);
        }
    }
}
