//! Keeps the words of the cells that the resolved names do not cover, as `written` and `address`.
//!
//! A cell is covered when each of its parts is: letter for letter, except for case and the position of tone
//! marks, and with the same type word or none.

use super::cell_parts::PlacePart;
use super::place_cell::{PlaceCell, PlaceColumn, PlacePartRole};
use super::tables::PlaceTables;
use super::type_word;
use crate::product::ProductPlace;
use crate::vietnamese::canonical_keys;

/// The order in which written cells are joined.
const WRITTEN_ORDER: [PlaceColumn; 4] = [
    PlaceColumn::Commune,
    PlaceColumn::Unit,
    PlaceColumn::District,
    PlaceColumn::AnyLevel,
];

/// How far the names of the place are resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResolutionFlags {
    /// The place is in a province without tables.
    pub(super) is_outside: bool,
    /// A name has several meanings: its words stay.
    pub(super) is_ambiguous: bool,
}

/// Fills `written` and `address`. `unknown_province` is the text of a province cell that was not recognized.
pub(super) fn fill_unresolved_words(
    place: &mut ProductPlace,
    cells: &[PlaceCell<'_>],
    flags: ResolutionFlags,
    unknown_province: Option<&str>,
) {
    let find_cell = |column| cells.iter().find(|cell| cell.column == column);
    let is_resolved =
        |part: &PlacePart<'_>, role: PlacePartRole| is_part_resolved(place, part, role, flags);
    let mut address = find_cell(PlaceColumn::Address).and_then(|cell| {
        // In an address the type word of the district need not match.
        unresolved_prefix(cell, &|part, role| match role {
            PlacePartRole::District => {
                let name = place.district.as_deref().map(canonical_keys);
                part.era.is_none() && name.is_some_and(|name| name == canonical_keys(part.name))
            }
            role => is_resolved(part, role),
        })
    });
    let mut written: Vec<&str> = Vec::new();
    for column in WRITTEN_ORDER {
        let Some(cell) = find_cell(column) else {
            continue;
        };
        let is_rest_resolved = cell
            .parts
            .iter()
            .all(|(part, role)| *role == PlacePartRole::Remainder || is_resolved(part, *role));
        let has_remainder = cell
            .parts
            .iter()
            .any(|(_, role)| *role == PlacePartRole::Remainder);
        let keeps_whole_cell = cell.parts.is_empty() || cell.names_several || !is_rest_resolved;
        // `thôn 3` of `thôn 3, xã Húc Động` is the address if no column gives one.
        let is_address = has_remainder
            && !keeps_whole_cell
            && column == PlaceColumn::AnyLevel
            && cell.parts.len() > 1;
        if is_address && address.is_none() {
            address = unresolved_prefix(cell, &is_resolved);
        } else if keeps_whole_cell || has_remainder {
            written.push(cell.text.trim());
        }
    }
    written.extend(unknown_province.map(str::trim));
    written.dedup();
    let written = written.join(", ");
    let address = address.map(str::to_owned);
    place.written = Some(written).filter(|text| !text.is_empty());
    place.address = address;
}

/// The text of a cell before the resolved parts at its end.
fn unresolved_prefix<'a>(
    cell: &PlaceCell<'a>,
    is_resolved: &dyn Fn(&PlacePart<'_>, PlacePartRole) -> bool,
) -> Option<&'a str> {
    let parts = cell.parts.iter().rev();
    let resolved_parts = parts.take_while(|(part, role)| is_resolved(part, *role));
    let end = resolved_parts
        .last()
        .map_or(cell.text.len(), |(part, _)| part.range.start);
    let prefix = cell.text.get(..end)?.trim();
    let prefix = if end < cell.text.len() {
        prefix.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '(' | '-' | '–' | '—')
        })
    } else {
        prefix
    };
    (!prefix.is_empty()).then_some(prefix)
}

/// True when the resolved names of the place cover a part.
fn is_part_resolved(
    place: &ProductPlace,
    part: &PlacePart<'_>,
    role: PlacePartRole,
    flags: ResolutionFlags,
) -> bool {
    if part.era.is_some() {
        return false;
    }
    let is_same_unit = |full_name: &Option<String>| {
        full_name.as_deref().is_some_and(|full_name| {
            let (place_type, name) = type_word::split_type_word(full_name);
            canonical_keys(name) == canonical_keys(part.name)
                && part
                    .place_type
                    .is_none_or(|written| place_type == Some(written))
        })
    };
    let is_commune = || {
        if flags.is_outside {
            place.commune.as_deref() == Some(part.text)
        } else {
            is_same_unit(&place.commune) || is_same_unit(&place.unit)
        }
    };
    let is_district = || match place.district.as_deref() {
        Some(name) if canonical_keys(name) == canonical_keys(part.name) => {
            let place_type = PlaceTables::quang_ninh()
                .find_district(name)
                .filter(|_| !flags.is_outside)
                .and_then(|district| type_word::split_type_word(district.full_name).0);
            part.place_type.is_none() || part.place_type == place_type
        }
        _ => false,
    };
    match role {
        PlacePartRole::Remainder => false,
        PlacePartRole::Province => place.province.is_some(),
        PlacePartRole::District => is_district(),
        PlacePartRole::Commune => is_commune(),
        PlacePartRole::AnyLevel => is_commune() || (is_district() && !flags.is_ambiguous),
    }
}
