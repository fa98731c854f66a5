//! The parts of one cell, each with the role it plays, and the region that the rest of the row names.

use super::admin_unit::District;
use super::cell_parts::PlacePart;
use super::province::Province;
use super::tables::HOME_PROVINCE;

/// The columns that name places below the province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceColumn {
    Commune,
    Unit,
    District,
    AnyLevel,
    Address,
}

/// What a part of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlacePartRole {
    /// Hamlet, street, or words that were not understood.
    Remainder,
    Commune,
    District,
    Province,
    /// A bare name in a column for places of any level.
    AnyLevel,
}

/// A cell, cut into parts.
#[derive(Debug)]
pub(super) struct PlaceCell<'a> {
    pub(super) text: &'a str,
    pub(super) column: PlaceColumn,
    pub(super) parts: Vec<(PlacePart<'a>, PlacePartRole)>,
    /// It names another province than the rest of the row.
    pub(super) contradicts_row: bool,
    /// It names several communes or districts: none of them is the place.
    pub(super) names_several: bool,
}

impl<'a> PlaceCell<'a> {
    /// The part with this role.
    pub(super) fn part_with_role(&self, role: PlacePartRole) -> Option<&PlacePart<'a>> {
        let mut parts = self.parts.iter();
        parts
            .find(|(_, part_role)| *part_role == role)
            .map(|(part, _)| part)
    }
}

/// What is known of the row before a cell is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownRegion {
    pub(super) province: Option<&'static Province>,
    /// The district of the tables that the row names.
    pub(super) district: Option<&'static District>,
}

impl KnownRegion {
    /// True in another province than that of the tables.
    pub(super) fn is_outside(self) -> bool {
        self.province
            .is_some_and(|province| province.name != HOME_PROVINCE)
    }

    /// True when a cell says that the row is in the province of the tables.
    pub(super) fn is_home_province(self) -> bool {
        self.district.is_some() || (self.province.is_some() && !self.is_outside())
    }
}
