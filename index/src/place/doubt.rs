//! Why a place, or a part of it, stays open.

/// Why a person should look at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PlaceDoubt {
    /// The tables of the province do not have the name.
    Unknown,
    /// Several places have the name, and nothing decides between them.
    Ambiguous,
    /// The commune was split in 2025: its current unit is not certain.
    Split,
    /// Two cells of the row contradict each other.
    Contradicts,
}
