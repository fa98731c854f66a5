//! Cells that name several places of one level: `Trưng Vương; Quang Trung`, `Ba Chẽ, Tiên Yên`.
//!
//! No part of such a cell is the place of the product. Must not: choose one of them.

use super::column::{Cell, Known, Role};
use super::kind::Level;
use super::part::{Part, Time};
use super::reading::{self, Reading};
use super::{District, Places};
use crate::vietnamese::keys;

/// Takes back the parts of a cell that names several places of one level.
pub(super) fn drop(cell: &mut Cell<'_>, known: Known, places: &Places) {
    let inside = !known.is_outside();
    let district = cell.part(Role::District);
    let taken = district.and_then(|part| places.district_written(part.name));
    let commune = cell.part(Role::Commune);
    let differs = |part: &Part<'_>, taken: Option<&Part<'_>>| {
        taken.is_some_and(|taken| keys(taken.name) != keys(part.name))
    };
    let exact = |part: &Part<'_>| reading::is_exact(&places.readings, part.name);
    let bare = commune.is_some_and(|commune| commune.kind.is_none());
    let (mut communes, mut districts) = (false, false);
    for (part, role) in &cell.parts {
        let head = *role == Role::Head;
        communes |= head
            && differs(part, commune)
            && match part.level() {
                Some(level) => level == Level::Commune,
                None => inside && bare && exact(part),
            };
        districts |= differs(part, district)
            && match part.level() {
                Some(level) => head && level == Level::District,
                None => inside && *role != Role::Province && is_other(part, taken, places),
            };
    }
    cell.several = communes || districts;
    for (_, role) in &mut cell.parts {
        let small = matches!(role, Role::Commune | Role::Any);
        if (small && cell.several) || (districts && *role == Role::District) {
            *role = Role::Head;
        }
    }
}

/// True for the bare name of another district that no old commune of the one taken has.
fn is_other(part: &Part<'_>, taken: Option<&District>, places: &Places) -> bool {
    let Some(taken) = taken else { return false };
    let old = |r: &&Reading| r.time == Time::Old && r.districts.contains(&taken.code);
    let district = places.district_written(part.name);
    district.is_some_and(|district| district.code != taken.code)
        && !reading::of(&places.readings, part).iter().any(old)
}
