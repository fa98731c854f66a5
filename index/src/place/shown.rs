//! Which words of the cells the resolved names do not say: they are kept as `written` and `address`.
//!
//! A cell is said when each of its parts is, letter for letter but for case and the place of tone marks,
//! with the same type word or none. Must not: resolve.

use super::column::{Cell, Column, Role};
use super::kind;
use super::part::Part;
use crate::product::Place;
use crate::vietnamese::keys;

/// The order in which written cells are joined.
const ORDER: [Column; 4] = [
    Column::Commune,
    Column::Unit,
    Column::District,
    Column::Place,
];

/// How the names of the place are to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// In a province without tables.
    pub(super) outside: bool,
    /// A name has several meanings: its words stay.
    pub(super) ambiguous: bool,
}

/// Fills `written` and `address`.
pub(super) fn fill(place: &mut Place, cells: &[Cell<'_>], view: View, province: Option<&str>) {
    let said = |part: &Part<'_>, role: Role| is_said(place, part, role, view);
    let mut address = None;
    let mut written: Vec<&str> = Vec::new();
    if let Some(cell) = cells.iter().find(|cell| cell.column == Column::Address) {
        // The type word of a district is no part of an address's small end.
        address = head(cell, &|part, role| match role {
            Role::District => {
                let name = place.district.as_deref().map(keys);
                part.time.is_none() && name.is_some_and(|name| name == keys(part.name))
            }
            role => said(part, role),
        });
    }
    for column in ORDER {
        let Some(cell) = cells.iter().find(|cell| cell.column == column) else {
            continue;
        };
        let small = head(cell, &said);
        let rest_is_said = cell
            .parts
            .iter()
            .all(|(part, role)| *role == Role::Head || said(part, *role));
        let has_head = cell.parts.iter().any(|(_, role)| *role == Role::Head);
        let is_whole = cell.parts.is_empty() || cell.several || !rest_is_said;
        // The head of a place such as `thôn 3, xã Húc Động` is the address where no column gives one.
        let moves = has_head && !is_whole && column == Column::Place && cell.parts.len() > 1;
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
fn head<'a>(cell: &Cell<'a>, said: &dyn Fn(&Part<'_>, Role) -> bool) -> Option<&'a str> {
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

fn is_said(place: &Place, part: &Part<'_>, role: Role, view: View) -> bool {
    if part.time.is_some() {
        return false;
    }
    let full = |text: &Option<String>| {
        text.as_deref().is_some_and(|full| {
            let (kind, name) = kind::read(full);
            keys(name) == keys(part.name) && part.kind.is_none_or(|written| kind == Some(written))
        })
    };
    let commune = || {
        if view.outside {
            place.commune.as_deref() == Some(part.text)
        } else {
            full(&place.commune) || full(&place.unit)
        }
    };
    let district = || match place.district.as_deref() {
        Some(name) if keys(name) == keys(part.name) => {
            let kind = super::Places::quang_ninh()
                .district(name)
                .filter(|_| !view.outside)
                .and_then(|district| kind::read(district.full).0);
            part.kind.is_none() || part.kind == kind
        }
        _ => false,
    };
    match role {
        Role::Head => false,
        Role::Province => place.province.is_some(),
        Role::District => district(),
        Role::Commune => commune(),
        Role::Any => commune() || (district() && !view.ambiguous),
    }
}
