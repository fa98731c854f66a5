//! The province that a row names at the end of one of its cells.

use super::cell_parts::split_places;
use super::gazetteer;
use super::part_roles::parse_place_cell;
use super::place_cell::{KnownRegion, PlaceColumn, PlacePartRole};
use super::province::{Province, find_province};
use super::tables::{HOME_PROVINCE, PlaceTables};

/// The province that the end of a cell names. Callers list the columns before the address.
pub(super) fn find_row_province(
    cells: &[(&str, PlaceColumn)],
    tables: &'static PlaceTables,
) -> Option<&'static Province> {
    let names_home_district = |text, column| {
        let cell = parse_place_cell(text, column, KnownRegion::default(), tables);
        let part = cell.part_with_role(PlacePartRole::District);
        part.is_some_and(|part| tables.find_district_in_any_spelling(part.name).is_some())
    };
    cells.iter().find_map(|&(text, column)| {
        let mut others = cells.iter().filter(|(_, other)| *other != column);
        let is_home_province = others.any(|&(text, column)| names_home_district(text, column));
        find_tail_province(text, column, is_home_province, tables)
    })
}

/// The province at the end of one cell. In a row that names a district of the tables (`is_home_province`), it can
/// only be the province of the tables.
fn find_tail_province(
    text: &str,
    column: PlaceColumn,
    is_home_province: bool,
    tables: &PlaceTables,
) -> Option<&'static Province> {
    let parts = split_places(text);
    let (last, before) = parts.split_last()?;
    let province = find_province(last.text)?;
    if is_home_province && province.name != HOME_PROVINCE {
        return None;
    }
    if last.place_type.is_some() || (!before.is_empty() && province.name == HOME_PROVINCE) {
        return Some(province);
    }
    let is_also_local = tables.find_district_in_any_spelling(last.name).is_some()
        || gazetteer::has_folded_name(&tables.gazetteer, last.name);
    let is_province = match before.last() {
        // Bình Dương is a province and a commune.
        Some(before) => !is_also_local || before.level().is_some(),
        None => matches!(column, PlaceColumn::AnyLevel | PlaceColumn::Address) && !is_also_local,
    };
    is_province.then_some(province)
}
