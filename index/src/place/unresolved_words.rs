//! Which words of the cells the resolved names do not say: they are kept as `written` and `address`.
//!
//! A cell is said when each of its parts is, letter for letter but for case and the place of tone marks,
//! with the same type word or none. Must not: resolve.

use super::cell_parts::PlacePart;
use super::place_cell::{PlaceCell, PlaceColumn, PlacePartRole};
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

/// How the names of the place are to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResolutionFlags {
    /// In a province without tables.
    pub(super) is_outside: bool,
    /// A name has several meanings: its words stay.
    pub(super) is_ambiguous: bool,
}

/// Fills `written` and `address`.
pub(super) fn fill_unresolved_words(
    place: &mut ProductPlace,
    cells: &[PlaceCell<'_>],
    view: ResolutionFlags,
    province: Option<&str>,
) {
    let said =
        |part: &PlacePart<'_>, role: PlacePartRole| is_part_resolved(place, part, role, view);
    let mut address = None;
    let mut written: Vec<&str> = Vec::new();
    if let Some(cell) = cells
        .iter()
        .find(|cell| cell.column == PlaceColumn::Address)
    {
        // The type word of a district is no part of an address's small end.
        address = unresolved_prefix(cell, &|part, role| match role {
            PlacePartRole::District => {
                let name = place.district.as_deref().map(canonical_keys);
                part.era.is_none() && name.is_some_and(|name| name == canonical_keys(part.name))
            }
            role => said(part, role),
        });
    }
    for column in WRITTEN_ORDER {
        let Some(cell) = cells.iter().find(|cell| cell.column == column) else {
            continue;
        };
        let small = unresolved_prefix(cell, &said);
        let rest_is_said = cell
            .parts
            .iter()
            .all(|(part, role)| *role == PlacePartRole::Remainder || said(part, *role));
        let has_head = cell
            .parts
            .iter()
            .any(|(_, role)| *role == PlacePartRole::Remainder);
        let is_whole = cell.parts.is_empty() || cell.names_several || !rest_is_said;
        // The head of a place such as `thôn 3, xã Húc Động` is the address where no column gives one.
        let moves =
            has_head && !is_whole && column == PlaceColumn::AnyLevel && cell.parts.len() > 1;
        if moves && address.is_none() {
            address = small;
        } else if is_whole || has_head {
            written.push(cell.text.trim());
        }
    }
    written.extend(province.map(str::trim));
    written.dedup();
    let written = written.join(", ");
    let address = address.map(str::to_owned);
    place.written = Some(written).filter(|text| !text.is_empty());
    place.address = address;
}

/// The text of a cell in front of the parts at its end that are said.
fn unresolved_prefix<'a>(
    cell: &PlaceCell<'a>,
    said: &dyn Fn(&PlacePart<'_>, PlacePartRole) -> bool,
) -> Option<&'a str> {
    let tail = cell.parts.iter().rev();
    let tail = tail.take_while(|(part, role)| said(part, *role));
    let end = tail
        .last()
        .map_or(cell.text.len(), |(part, _)| part.range.start);
    let head = cell.text.get(..end)?.trim();
    let head = if end < cell.text.len() {
        head.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | '(' | '-' | '–' | '—')
        })
    } else {
        head
    };
    (!head.is_empty()).then_some(head)
}

fn is_part_resolved(
    place: &ProductPlace,
    part: &PlacePart<'_>,
    role: PlacePartRole,
    view: ResolutionFlags,
) -> bool {
    if part.era.is_some() {
        return false;
    }
    let full = |text: &Option<String>| {
        text.as_deref().is_some_and(|full| {
            let (kind, name) = type_word::split_type_word(full);
            canonical_keys(name) == canonical_keys(part.name)
                && part.place_type.is_none_or(|written| kind == Some(written))
        })
    };
    let commune = || {
        if view.is_outside {
            place.commune.as_deref() == Some(part.text)
        } else {
            full(&place.commune) || full(&place.unit)
        }
    };
    let district = || match place.district.as_deref() {
        Some(name) if canonical_keys(name) == canonical_keys(part.name) => {
            let kind = super::PlaceTables::quang_ninh()
                .find_district(name)
                .filter(|_| !view.is_outside)
                .and_then(|district| type_word::split_type_word(district.full_name).0);
            part.place_type.is_none() || part.place_type == kind
        }
        _ => false,
    };
    match role {
        PlacePartRole::Remainder => false,
        PlacePartRole::Province => place.province.is_some(),
        PlacePartRole::District => district(),
        PlacePartRole::Commune => commune(),
        PlacePartRole::AnyLevel => commune() || (district() && !view.is_ambiguous),
    }
}
