//! The orders of a list. Must not: sort; keys are made where the columns are.

/// By what the hits are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best match first, then more stars, then name.
    #[default]
    Relevance,
    /// By name, in Vietnamese alphabetical order.
    Name,
    /// More stars first.
    Star,
    /// Newest recognition first.
    Year,
    /// What ends first, first; without a known end last.
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

    /// The name used in options.
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

    /// True for an order that can be gone through from its end: the worst match first helps nobody.
    pub const fn is_reversible(self) -> bool {
        !matches!(self, Self::Relevance)
    }

    /// The order behind this one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self);
        Self::ALL[(at.unwrap_or(0) + 1) % Self::ALL.len()]
    }
}
