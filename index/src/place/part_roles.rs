//! Finds which part of a cell is the province, the district and the commune.
//!
//! A cell is read from its end, because Vietnamese addresses go from small to large. A type word decides;
//! a bare name takes the level of its column.

use super::cell_parts::{PlacePart, split_places};
use super::gazetteer;
use super::multiple_places;
use super::place_cell::{KnownRegion, PlaceCell, PlaceColumn, PlacePartRole};
use super::province::{find_province, is_vague_province};
use super::tables::PlaceTables;
use super::type_word::{PlaceLevel, PlaceType};
use crate::vietnamese::split_words;

/// Cuts a cell into parts and gives each its role.
pub(super) fn parse_place_cell<'a>(
    text: &'a str,
    column: PlaceColumn,
    region: KnownRegion,
    tables: &PlaceTables,
) -> PlaceCell<'a> {
    let parts: Vec<_> = split_places(text)
        .into_iter()
        .map(|part| (part, PlacePartRole::Remainder))
        .collect();
    let mut assigner = RoleAssigner {
        unassigned: parts.len(),
        cell: PlaceCell {
            text,
            column,
            parts,
            contradicts_row: false,
            names_several: false,
        },
        region,
        tables,
    };
    assigner.assign_province();
    let has_district = assigner.assign_district();
    let has_commune = assigner.assign_commune(has_district);
    if !has_district && !has_commune {
        assigner.assign_level_of_column();
    }
    let mut cell = assigner.cell;
    if column != PlaceColumn::Address {
        multiple_places::unassign_multiple_places(&mut cell, region, tables);
    }
    if column == PlaceColumn::Commune && !region.is_outside() {
        promote_districts(&mut cell, tables);
    }
    cell
}

/// Assigns roles from the last part to the first.
struct RoleAssigner<'a, 't> {
    cell: PlaceCell<'a>,
    /// How many parts, from the first one, have no role yet.
    unassigned: usize,
    region: KnownRegion,
    tables: &'t PlaceTables,
}

impl<'a> RoleAssigner<'a, '_> {
    fn last_unassigned(&self) -> Option<&PlacePart<'a>> {
        let index = self.unassigned.checked_sub(1)?;
        self.cell.parts.get(index).map(|(part, _)| part)
    }

    fn assign_last(&mut self, role: PlacePartRole) {
        self.skip_last();
        if let Some((_, part_role)) = self.cell.parts.get_mut(self.unassigned) {
            *part_role = role;
        }
    }

    /// Leaves the last part as the remainder.
    fn skip_last(&mut self) {
        self.unassigned = self.unassigned.saturating_sub(1);
    }

    fn assign_province(&mut self) {
        let Some(last) = self.last_unassigned() else {
            return;
        };
        let region = self.region;
        let column = self.cell.column;
        let is_only_part = self.unassigned == 1;
        let is_any_level = matches!(column, PlaceColumn::AnyLevel | PlaceColumn::Address);
        let named = find_province(last.text);
        let is_row_province = named.is_some_and(|named| {
            region
                .province
                .is_some_and(|province| province.code == named.code)
        });
        let has_province_type = last.place_type == Some(PlaceType::Tinh)
            || (last.place_type.is_some() && named.is_some());
        let is_home_as_district = column == PlaceColumn::District && !region.is_outside();
        if is_vague_province(last.text)
            || (is_row_province
                && (has_province_type || !is_only_part || is_any_level || is_home_as_district))
        {
            self.assign_last(PlacePartRole::Province);
        } else if has_province_type {
            self.cell.contradicts_row =
                named.is_none() || region.province.is_some() || region.is_home_province();
            self.skip_last();
        }
    }

    fn assign_district(&mut self) -> bool {
        let Some(last) = self.last_unassigned() else {
            return false;
        };
        let is_only_part = self.unassigned == 1;
        let column = self.cell.column;
        let is_district = match last.level() {
            Some(level) => level == PlaceLevel::District,
            None if is_only_part && column == PlaceColumn::District => true,
            None => {
                let has_level_of_column = is_only_part
                    && matches!(
                        column,
                        PlaceColumn::Commune | PlaceColumn::Unit | PlaceColumn::AnyLevel
                    );
                !has_level_of_column
                    && !self.region.is_outside()
                    && names_district(last, self.region, self.tables)
            }
        };
        if is_district {
            self.assign_last(PlacePartRole::District);
        }
        is_district
    }

    fn assign_commune(&mut self, has_district: bool) -> bool {
        let Some(last) = self.last_unassigned() else {
            return false;
        };
        let is_only_part = self.unassigned == 1;
        let is_inside = !self.region.is_outside();
        let is_exact = || is_inside && gazetteer::has_exact_name(&self.tables.gazetteer, last.name);
        let role = match (last.level(), self.cell.column) {
            (Some(PlaceLevel::Commune), _) => PlacePartRole::Commune,
            (None, PlaceColumn::Commune | PlaceColumn::Unit) if is_only_part => {
                PlacePartRole::Commune
            }
            (None, PlaceColumn::AnyLevel)
                if is_only_part && has_district && is_below_commune(last) =>
            {
                return false;
            }
            (None, PlaceColumn::AnyLevel) if is_only_part && is_inside => PlacePartRole::AnyLevel,
            (None, PlaceColumn::Address) if !(self.region.is_home_province() || has_district) => {
                return false;
            }
            (None, _) if is_exact() => PlacePartRole::Commune,
            _ => return false,
        };
        self.assign_last(role);
        true
    }

    /// Gives the last part the level of its column, although the tables do not have its name.
    fn assign_level_of_column(&mut self) {
        let role = match self.cell.column {
            PlaceColumn::Commune | PlaceColumn::Unit => PlacePartRole::Commune,
            PlaceColumn::District => PlacePartRole::District,
            PlaceColumn::AnyLevel if !self.region.is_outside() => PlacePartRole::AnyLevel,
            PlaceColumn::AnyLevel | PlaceColumn::Address => return,
        };
        if self.unassigned > 0 {
            self.assign_last(role);
        }
    }
}

/// In the commune column, a bare name that only a district has is the district.
fn promote_districts(cell: &mut PlaceCell<'_>, tables: &PlaceTables) {
    for (part, role) in &mut cell.parts {
        if *role == PlacePartRole::Commune
            && part.place_type.is_none()
            && tables.find_district_in_any_spelling(part.name).is_some()
            && gazetteer::find_entries(&tables.gazetteer, part).is_empty()
        {
            *role = PlacePartRole::District;
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
fn names_district(part: &PlacePart<'_>, region: KnownRegion, tables: &PlaceTables) -> bool {
    let Some(district) = tables.find_district_in_any_spelling(part.name) else {
        return false;
    };
    let row_district = region.district.filter(|known| known.code != district.code);
    row_district.is_none_or(|row_district| {
        let entries = gazetteer::find_entries(&tables.gazetteer, part);
        !entries
            .iter()
            .any(|entry| entry.districts.contains(&row_district.code))
    })
}
