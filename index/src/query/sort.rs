//! The orders of a list; the sort keys are made with the columns of the index.

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best match first, then what is valid, then more stars, then name.
    #[default]
    Relevance,
    /// By name, in Vietnamese alphabetical order.
    Name,
    /// More stars first.
    Star,
    /// Newest recognition first.
    Year,
    /// Earliest expiry first; without a known one last.
    Expiry,
    /// By district, in Vietnamese alphabetical order; without one last.
    Place,
}

impl Sort {
    /// Every order, in the order of the cycle.
    pub const ALL: [Self; 6] = [
        Self::Relevance,
        Self::Name,
        Self::Star,
        Self::Year,
        Self::Expiry,
        Self::Place,
    ];

    /// The key used in options.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Name => "name",
            Self::Star => "star",
            Self::Year => "year",
            Self::Expiry => "expiry",
            Self::Place => "place",
        }
    }

    /// True for an order that can be reversed; the worst match first is of no use.
    pub const fn is_reversible(self) -> bool {
        !matches!(self, Self::Relevance)
    }

    /// The next order in the cycle.
    #[must_use]
    pub fn next(self) -> Self {
        let index = Self::ALL.iter().position(|sort| *sort == self);
        Self::ALL[(index.unwrap_or(0) + 1) % Self::ALL.len()]
    }
}
