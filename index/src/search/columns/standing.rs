//! The order of products that match equally well: those with a valid certificate, then those that may have one, then
//! all others, and in each of them more stars. Thousands match equally well, so it is worked out once by profile.

use crate::search::columns::facet_column::FacetColumn;
use crate::status::ProductStatus;

/// The most stars.
const MAX_STARS: u8 = 5;
/// Stars that may be missing: none to all.
const STAR_STEPS: u8 = MAX_STARS + 1;

/// A place in that order, lower ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing(u8);

impl Standing {
    /// How many there are.
    pub(crate) const COUNT: usize = 3 * STAR_STEPS as usize;

    /// The standing of a class of profiles.
    pub(super) fn of_class(class: usize, stars: &FacetColumn, statuses: &FacetColumn) -> Self {
        // Value 0 of both is "none"; then come 5 stars down to 1, and every status.
        let missing_stars = match stars.first_value(class) {
            0 => MAX_STARS,
            index => (index - 1) as u8,
        };
        let status = statuses.first_value(class).checked_sub(1);
        let validity = match status.and_then(|index| ProductStatus::ALL.get(index)) {
            Some(ProductStatus::Valid | ProductStatus::ExpiringSoon) => 0,
            Some(ProductStatus::Unclear) => 1,
            _ => 2,
        };
        Self(validity * STAR_STEPS + missing_stars)
    }

    /// Its number in the order.
    pub(crate) const fn rank(self) -> u8 {
        self.0
    }

    /// How many stars are missing.
    pub(crate) const fn missing_stars(self) -> u8 {
        self.0 % STAR_STEPS
    }
}
