//! Cells that name several places of one level: `Trưng Vương; Quang Trung`, `Ba Chẽ, Tiên Yên`.
//!
//! No part of such a cell is the place of the product. Must not: choose one of them.

use super::cell_parts::{PlaceEra, PlacePart};
use super::gazetteer::{self, GazetteerEntry};
use super::place_cell::{KnownRegion, PlaceCell, PlacePartRole};
use super::type_word::PlaceLevel;
use super::{District, PlaceTables};
use crate::vietnamese::canonical_keys;

/// Takes back the parts of a cell that names several places of one level.
pub(super) fn unassign_multiple_places(
    cell: &mut PlaceCell<'_>,
    known: KnownRegion,
    places: &PlaceTables,
) {
    let inside = !known.is_outside();
    let district = cell.part_with_role(PlacePartRole::District);
    let taken = district.and_then(|part| places.find_district_by_spelling(part.name));
    let commune = cell.part_with_role(PlacePartRole::Commune);
    let differs = |part: &PlacePart<'_>, taken: Option<&PlacePart<'_>>| {
        taken.is_some_and(|taken| canonical_keys(taken.name) != canonical_keys(part.name))
    };
    let exact = |part: &PlacePart<'_>| gazetteer::has_exact_name(&places.gazetteer, part.name);
    let bare = commune.is_some_and(|commune| commune.place_type.is_none());
    let (mut communes, mut districts) = (false, false);
    for (part, role) in &cell.parts {
        let head = *role == PlacePartRole::Remainder;
        communes |= head
            && differs(part, commune)
            && match part.level() {
                Some(level) => level == PlaceLevel::Commune,
                None => inside && bare && exact(part),
            };
        districts |= differs(part, district)
            && match part.level() {
                Some(level) => head && level == PlaceLevel::District,
                None => {
                    inside
                        && *role != PlacePartRole::Province
                        && is_other_district(part, taken, places)
                }
            };
    }
    cell.names_several = communes || districts;
    for (_, role) in &mut cell.parts {
        let small = matches!(role, PlacePartRole::Commune | PlacePartRole::AnyLevel);
        if (small && cell.names_several) || (districts && *role == PlacePartRole::District) {
            *role = PlacePartRole::Remainder;
        }
    }
}

/// True for the bare name of another district that no old commune of the one taken has.
fn is_other_district(part: &PlacePart<'_>, taken: Option<&District>, places: &PlaceTables) -> bool {
    let Some(taken) = taken else { return false };
    let old = |r: &&GazetteerEntry| r.era == PlaceEra::Old && r.districts.contains(&taken.code);
    let district = places.find_district_by_spelling(part.name);
    district.is_some_and(|district| district.code != taken.code)
        && !gazetteer::find_entries(&places.gazetteer, part)
            .iter()
            .any(old)
}
