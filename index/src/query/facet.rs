//! The facets: the few properties a list is narrowed by, with values as text keys.
//!
//! Must not: name anything in a human language; labels are the program's business.

/// The key of the value "not given by any source".
pub const NONE: &str = "none";

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
    Kind,
    /// Year of the current recognition.
    Year,
    /// Life status on the day, by key.
    Status,
}

impl Facet {
    /// Every facet, in the order of use.
    pub const ALL: [Self; 7] = [
        Self::Star,
        Self::District,
        Self::Unit,
        Self::Group,
        Self::Kind,
        Self::Year,
        Self::Status,
    ];

    /// The name used in options and machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::District => "district",
            Self::Unit => "unit",
            Self::Group => "group",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Status => "status",
        }
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
