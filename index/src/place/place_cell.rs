//! What the cell of one column speaks of: which of its parts is a province, a district or a commune.
//!
//! Read from the end, as Vietnamese addresses go from small to large. A type word decides; a bare name
//! takes the level of its column. Must not: decide which place it is.

use super::cell_parts::{PlacePart, split_places};
use super::province::{Province, find_province};
use super::type_word::{PlaceLevel, PlaceType};
use super::{District, HOME_PROVINCE, PlaceTables, gazetteer, multiple_places};
use crate::vietnamese::split_words;

/// The columns that speak of places below the province.
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

/// A cell, cut up.
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

/// What is known of the row before a cell is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownRegion {
    pub(super) province: Option<&'static Province>,
    /// The district of the tables that was named.
    pub(super) district: Option<&'static District>,
}

impl KnownRegion {
    /// True in another province than that of the tables.
    pub(super) fn is_outside(self) -> bool {
        self.province
            .is_some_and(|province| province.name != HOME_PROVINCE)
    }

    /// True when something says that it is the province of the tables.
    pub(super) fn is_home(self) -> bool {
        self.district.is_some() || (self.province.is_some() && !self.is_outside())
    }
}

/// `QN` stands for Quảng Ninh, Quảng Nam and Quảng Ngãi: it says nothing.
pub(super) fn is_vague(part: &str) -> bool {
    part.trim_matches('.').eq_ignore_ascii_case("qn")
}

/// The province that the end of a text names.
pub(super) fn find_tail_province(
    text: &str,
    column: PlaceColumn,
    home: bool,
    places: &PlaceTables,
) -> Option<&'static Province> {
    let parts = split_places(text);
    let (last, before) = parts.split_last()?;
    let found = find_province(last.text)?;
    if home && found.name != HOME_PROVINCE {
        return None;
    }
    if last.place_type.is_some() || (!before.is_empty() && found.name == HOME_PROVINCE) {
        return Some(found);
    }
    let also_here = places.find_district_by_spelling(last.name).is_some()
        || gazetteer::has_folded_name(&places.gazetteer, last.name);
    let is_tail = match before.last() {
        // Bình Dương is a province and a commune.
        Some(before) => !also_here || before.level().is_some(),
        None => matches!(column, PlaceColumn::AnyLevel | PlaceColumn::Address) && !also_here,
    };
    is_tail.then_some(found)
}

impl<'a> PlaceCell<'a> {
    pub(super) fn parse_cell(
        text: &'a str,
        column: PlaceColumn,
        known: KnownRegion,
        places: &PlaceTables,
    ) -> Self {
        let mut cell = Self {
            text,
            column,
            parts: split_places(text)
                .into_iter()
                .map(|part| (part, PlacePartRole::Remainder))
                .collect(),
            contradicts_row: false,
            names_several: false,
        };
        let mut left = cell.parts.len();
        cell.assign_province(&mut left, known);
        let district = cell.assign_district(&mut left, known, places);
        let commune = cell.assign_commune(&mut left, known, places, district);
        if !district && !commune {
            cell.assign_rest(left, known);
        }
        if column != PlaceColumn::Address {
            multiple_places::unassign_multiple_places(&mut cell, known, places);
        }
        if column == PlaceColumn::Commune && !known.is_outside() {
            cell.promote_districts(places);
        }
        cell
    }

    /// The part of this role.
    pub(super) fn part_with_role(&self, role: PlacePartRole) -> Option<&PlacePart<'a>> {
        let mut parts = self.parts.iter();
        parts.find(|(_, is)| *is == role).map(|(part, _)| part)
    }

    /// In the column of communes, a bare name that only a district has is the district.
    fn promote_districts(&mut self, places: &PlaceTables) {
        for (part, role) in &mut self.parts {
            if *role == PlacePartRole::Commune
                && part.place_type.is_none()
                && places.find_district_by_spelling(part.name).is_some()
                && gazetteer::find_entries(&places.gazetteer, part).is_empty()
            {
                *role = PlacePartRole::District;
            }
        }
    }

    fn last_unassigned(&self, left: usize) -> Option<&PlacePart<'a>> {
        self.parts.get(left.checked_sub(1)?).map(|(part, _)| part)
    }

    fn assign_last(&mut self, left: &mut usize, role: PlacePartRole) {
        *left = left.saturating_sub(1);
        if let Some((_, is)) = self.parts.get_mut(*left) {
            *is = role;
        }
    }

    fn assign_province(&mut self, left: &mut usize, known: KnownRegion) {
        let Some(last) = self.last_unassigned(*left) else {
            return;
        };
        let alone = *left == 1;
        let any_level = matches!(self.column, PlaceColumn::AnyLevel | PlaceColumn::Address);
        let named = find_province(last.text);
        let same = named.is_some_and(|named| {
            known
                .province
                .is_some_and(|province| province.code == named.code)
        });
        let typed = last.place_type == Some(PlaceType::Tinh)
            || (last.place_type.is_some() && named.is_some());
        let home_as_district = self.column == PlaceColumn::District && !known.is_outside();
        if is_vague(last.text) || (same && (typed || !alone || any_level || home_as_district)) {
            self.assign_last(left, PlacePartRole::Province);
        } else if typed {
            self.contradicts_row = named.is_none() || known.province.is_some() || known.is_home();
            *left = left.saturating_sub(1);
        }
    }

    fn assign_district(
        &mut self,
        left: &mut usize,
        known: KnownRegion,
        places: &PlaceTables,
    ) -> bool {
        let Some(last) = self.last_unassigned(*left) else {
            return false;
        };
        let alone = *left == 1;
        let is_district = match last.level() {
            Some(level) => level == PlaceLevel::District,
            None if alone && self.column == PlaceColumn::District => true,
            None => {
                let own = alone
                    && matches!(
                        self.column,
                        PlaceColumn::Commune | PlaceColumn::Unit | PlaceColumn::AnyLevel
                    );
                !own && !known.is_outside() && names_district(last, known, places)
            }
        };
        if is_district {
            self.assign_last(left, PlacePartRole::District);
        }
        is_district
    }

    fn assign_commune(
        &mut self,
        left: &mut usize,
        known: KnownRegion,
        places: &PlaceTables,
        district: bool,
    ) -> bool {
        let Some(last) = self.last_unassigned(*left) else {
            return false;
        };
        let alone = *left == 1;
        let inside = !known.is_outside();
        let exact = || inside && gazetteer::has_exact_name(&places.gazetteer, last.name);
        let role = match (last.level(), self.column) {
            (Some(PlaceLevel::Commune), _) => PlacePartRole::Commune,
            (None, PlaceColumn::Commune | PlaceColumn::Unit) if alone => PlacePartRole::Commune,
            (None, PlaceColumn::AnyLevel) if alone && district && is_below_commune(last) => {
                return false;
            }
            (None, PlaceColumn::AnyLevel) if alone && inside => PlacePartRole::AnyLevel,
            (None, PlaceColumn::Address) if !(known.is_home() || district) => return false,
            (None, _) if exact() => PlacePartRole::Commune,
            _ => return false,
        };
        self.assign_last(left, role);
        true
    }

    /// Words that were not understood still speak of the level of their column.
    fn assign_rest(&mut self, mut left: usize, known: KnownRegion) {
        let role = match self.column {
            PlaceColumn::Commune | PlaceColumn::Unit => PlacePartRole::Commune,
            PlaceColumn::District => PlacePartRole::District,
            PlaceColumn::AnyLevel if !known.is_outside() => PlacePartRole::AnyLevel,
            PlaceColumn::AnyLevel | PlaceColumn::Address => return,
        };
        if left > 0 {
            self.assign_last(&mut left, role);
        }
    }
}

/// First words of places below a commune, and of offices.
const SUBCOMMUNE_WORDS: [&str; 14] = [
    "thon", "khu", "to", "ban", "xom", "ap", "khom", "so", "duong", "pho", "km", "ubnd", "lang",
    "ngo",
];

fn is_below_commune(part: &PlacePart<'_>) -> bool {
    let words = split_words(part.text);
    words
        .first()
        .is_some_and(|word| SUBCOMMUNE_WORDS.contains(&word.fold.as_str()))
}

/// True for a bare name of a district, unless a commune of the row's district has that name: Hạ Long of
/// Vân Đồn.
fn names_district(part: &PlacePart<'_>, known: KnownRegion, places: &PlaceTables) -> bool {
    let Some(district) = places.find_district_by_spelling(part.name) else {
        return false;
    };
    let other = known.district.filter(|known| known.code != district.code);
    other.is_none_or(|other| {
        let communes = gazetteer::find_entries(&places.gazetteer, part);
        !communes.iter().any(|r| r.districts.contains(&other.code))
    })
}
