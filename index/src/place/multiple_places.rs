//! Cells that name several places of one level: `Trưng Vương; Quang Trung`, `Ba Chẽ, Tiên Yên`.
//!
//! No part of such a cell is the place of the product, and none is chosen.

use super::admin_unit::District;
use super::cell_parts::{PlaceEra, PlacePart};
use super::gazetteer::{self, GazetteerEntry};
use super::place_cell::{KnownRegion, PlaceCell, PlacePartRole};
use super::tables::PlaceTables;
use super::type_word::PlaceLevel;
use crate::vietnamese::canonical_keys;

/// Takes the roles away from the parts of a cell that names several places of one level.
pub(super) fn unassign_multiple_places(
    cell: &mut PlaceCell<'_>,
    region: KnownRegion,
    tables: &PlaceTables,
) {
    let is_inside = !region.is_outside();
    let district = cell.part_with_role(PlacePartRole::District);
    let known_district = district.and_then(|part| tables.find_district_in_any_spelling(part.name));
    let commune = cell.part_with_role(PlacePartRole::Commune);
    let differs_from = |part: &PlacePart<'_>, assigned: Option<&PlacePart<'_>>| {
        assigned.is_some_and(|assigned| canonical_keys(assigned.name) != canonical_keys(part.name))
    };
    let is_exact = |part: &PlacePart<'_>| gazetteer::has_exact_name(&tables.gazetteer, part.name);
    let is_bare_commune = commune.is_some_and(|commune| commune.place_type.is_none());
    let (mut several_communes, mut several_districts) = (false, false);
    for (part, role) in &cell.parts {
        let is_remainder = *role == PlacePartRole::Remainder;
        several_communes |= is_remainder
            && differs_from(part, commune)
            && match part.level() {
                Some(level) => level == PlaceLevel::Commune,
                None => is_inside && is_bare_commune && is_exact(part),
            };
        several_districts |= differs_from(part, district)
            && match part.level() {
                Some(level) => is_remainder && level == PlaceLevel::District,
                None => {
                    is_inside
                        && *role != PlacePartRole::Province
                        && is_other_district(part, known_district, tables)
                }
            };
    }
    cell.names_several = several_communes || several_districts;
    for (_, role) in &mut cell.parts {
        let is_commune = matches!(role, PlacePartRole::Commune | PlacePartRole::AnyLevel);
        if (is_commune && cell.names_several)
            || (several_districts && *role == PlacePartRole::District)
        {
            *role = PlacePartRole::Remainder;
        }
    }
}

/// True for the bare name of another district that is not also an old commune of `known_district`.
fn is_other_district(
    part: &PlacePart<'_>,
    known_district: Option<&District>,
    tables: &PlaceTables,
) -> bool {
    let Some(known_district) = known_district else {
        return false;
    };
    let is_old_commune = |entry: &&GazetteerEntry| {
        entry.era == PlaceEra::Old && entry.districts.contains(&known_district.code)
    };
    let district = tables.find_district_in_any_spelling(part.name);
    district.is_some_and(|district| district.code != known_district.code)
        && !gazetteer::find_entries(&tables.gazetteer, part)
            .iter()
            .any(is_old_commune)
}
