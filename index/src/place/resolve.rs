//! Resolves the place cells of a row with the reference tables.
//!
//! The columns are read first; the address fills what they leave open. A district in a row means the time
//! until 2025-06-30, so communes of 2023 take precedence there. Without one, every meaning of the name counts,
//! and only what all of them agree on is filled in. Codes are not read: 21 of them belong to two units.
//! Nothing is guessed: what stays open is a doubt for a person, and the words are kept.

use super::admin_unit::District;
use super::cell_parts;
use super::doubt::PlaceDoubt;
use super::gazetteer;
use super::name_resolver::{PlaceMeaning, PlaceNameResolver};
use super::part_roles::parse_place_cell;
use super::place_cell::{KnownRegion, PlaceCell, PlaceColumn, PlacePartRole};
use super::province;
use super::row_province::find_row_province;
use super::tables::{HOME_PROVINCE, PlaceTables};
use super::unresolved_words::{self, ResolutionFlags};
use crate::product::ProductPlace;
use crate::vietnamese::canonical_keys;

/// The cells of a row that name places, each as written. A cell of spaces counts as absent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WrittenPlace<'a> {
    /// Commune column, of 2023 or of now.
    pub(crate) commune: Option<&'a str>,
    /// District column.
    pub(crate) district: Option<&'a str>,
    /// Province column.
    pub(crate) province: Option<&'a str>,
    /// Column that holds only units since 2025-07-01.
    pub(crate) unit: Option<&'a str>,
    /// Column of places of any level.
    pub(crate) place: Option<&'a str>,
    /// Address column.
    pub(crate) address: Option<&'a str>,
}

/// What the cells mean, and what a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ResolvedPlace {
    /// The place, filled in only where it is certain.
    pub(crate) place: ProductPlace,
    /// What stays open, each once.
    pub(crate) doubts: Vec<PlaceDoubt>,
}

/// Resolves the place cells of a row.
pub(crate) fn resolve_place(written: &WrittenPlace<'_>) -> ResolvedPlace {
    let tables = PlaceTables::quang_ninh();
    let has_text = |text: &&str| !text.trim().is_empty();
    let mut doubts = Vec::new();
    let cells = [
        (written.district.filter(has_text), PlaceColumn::District),
        (written.commune.filter(has_text), PlaceColumn::Commune),
        (written.unit.filter(has_text), PlaceColumn::Unit),
        (written.place.filter(has_text), PlaceColumn::AnyLevel),
        (written.address.filter(has_text), PlaceColumn::Address),
    ];
    let cells: Vec<_> = cells
        .into_iter()
        .filter_map(|(text, column)| Some((text?, column)))
        .collect();
    let province_text = written.province.filter(has_text);
    let province_text = province_text.filter(|text| !province::is_vague_province(text.trim()));
    let province = match province_text {
        Some(text) => cell_parts::split_places(text)
            .last()
            .and_then(|part| province::find_province(part.text)),
        None => find_row_province(&cells, tables),
    };
    let unknown_province = province_text.filter(|_| province.is_none());
    if unknown_province.is_some() {
        doubts.push(PlaceDoubt::Unknown);
    }
    let mut row = PlaceRow {
        tables,
        region: KnownRegion {
            province,
            district: None,
        },
        cells: Vec::new(),
        place: ProductPlace {
            province: province.map(|province| province.name.to_owned()),
            ..ProductPlace::default()
        },
        has_unknown_region: unknown_province.is_some(),
    };
    row.read_cells(&cells, &mut doubts);
    let is_outside = row.region.is_outside();
    if is_outside {
        row.fill_other_province();
    } else {
        row.fill_home_province(&mut doubts);
    }
    let PlaceRow {
        cells, mut place, ..
    } = row;
    let flags = ResolutionFlags {
        is_outside,
        is_ambiguous: doubts.contains(&PlaceDoubt::Ambiguous),
    };
    unresolved_words::fill_unresolved_words(&mut place, &cells, flags, unknown_province);
    doubts.sort_unstable();
    doubts.dedup();
    ResolvedPlace { place, doubts }
}

/// The place cells of a row while they are resolved.
struct PlaceRow<'a> {
    tables: &'static PlaceTables,
    region: KnownRegion,
    cells: Vec<PlaceCell<'a>>,
    place: ProductPlace,
    /// The row names a province or district that the tables do not have, so its communes are not looked up.
    has_unknown_region: bool,
}

impl<'a> PlaceRow<'a> {
    /// Parses the cells and finds the district of the row.
    fn read_cells(&mut self, cells: &[(&'a str, PlaceColumn)], doubts: &mut Vec<PlaceDoubt>) {
        for &(text, column) in cells {
            let cell = parse_place_cell(text, column, self.region, self.tables);
            if cell.contradicts_row {
                doubts.push(PlaceDoubt::Contradicts);
            }
            if !self.region.is_outside() {
                if cell.names_several {
                    doubts.push(PlaceDoubt::Ambiguous);
                }
                self.resolve_district(&cell, doubts);
            }
            self.cells.push(cell);
        }
    }

    fn resolve_district(&mut self, cell: &PlaceCell<'_>, doubts: &mut Vec<PlaceDoubt>) {
        let Some(part) = cell.part_with_role(PlacePartRole::District) else {
            return;
        };
        let district = self.tables.find_district_in_any_spelling(part.name);
        // `huyện Quảng Ninh` is a district of Quảng Bình.
        let is_home_name = canonical_keys(part.name) == canonical_keys(HOME_PROVINCE);
        match (district, self.region.district) {
            (Some(district), None) if !self.has_unknown_region => {
                self.region.district = Some(district);
            }
            (Some(district), Some(known)) if district.code == known.code => {}
            (None, None) => {
                doubts.push(if is_home_name {
                    PlaceDoubt::Ambiguous
                } else {
                    PlaceDoubt::Unknown
                });
                self.has_unknown_region = true;
            }
            _ => doubts.push(PlaceDoubt::Contradicts),
        }
    }

    /// Takes commune and district of another province as written; there are no tables of it.
    fn fill_other_province(&mut self) {
        let district = self.find_part(PlacePartRole::District);
        let commune = self.find_part(PlacePartRole::Commune);
        let (district, commune) = (
            district.map(|part| part.name.to_owned()),
            commune.map(|part| part.text.to_owned()),
        );
        self.place.district = district;
        self.place.commune = commune;
    }

    fn fill_home_province(&mut self, doubts: &mut Vec<PlaceDoubt>) {
        let resolver = PlaceNameResolver {
            tables: self.tables,
            is_home_province: self.region.is_home_province(),
            district: self.region.district,
        };
        let mut unit_cells = self
            .cells
            .iter()
            .filter(|cell| cell.column == PlaceColumn::Unit);
        let unit = unit_cells
            .find_map(|cell| cell.part_with_role(PlacePartRole::Commune))
            .filter(|_| !self.has_unknown_region)
            .and_then(|part| resolver.resolve_unit(part, doubts));
        let meaning = match (
            self.find_part(PlacePartRole::Commune),
            self.find_part(PlacePartRole::AnyLevel),
        ) {
            _ if self.has_unknown_region => PlaceMeaning::default(),
            (Some(part), _) => resolver.resolve_commune(part, unit, doubts),
            (None, Some(part)) => resolver.resolve_any_level(part, unit, doubts),
            (None, None) => PlaceMeaning::default(),
        };
        let agreed = meaning.agreement;
        let unit_agreed = unit
            .filter(|_| !meaning.contradicts_unit)
            .map(|unit| gazetteer::find_agreement(&[unit]))
            .unwrap_or_default();
        let district = self
            .region
            .district
            .or_else(|| self.find_district(agreed.district.or(unit_agreed.district)));
        self.place.district = district.map(|district| district.name.to_owned());
        self.place.commune = agreed.commune.map(str::to_owned);
        let unit_code = unit_agreed.unit.or(agreed.unit);
        let unit =
            unit_code.and_then(|code| self.tables.units.iter().find(|unit| unit.code == code));
        self.place.unit = unit.map(|unit| unit.full_name.to_owned());
        if self.place.province.is_none() && (district.is_some() || unit.is_some()) {
            self.place.province = Some(HOME_PROVINCE.to_owned());
        }
        if !meaning.skips_unit_completion && !doubts.contains(&PlaceDoubt::Contradicts) {
            self.tables.complete_unit(&mut self.place);
        }
    }

    /// The first part with this role outside the unit column.
    fn find_part(&self, role: PlacePartRole) -> Option<&cell_parts::PlacePart<'a>> {
        let mut cells = self
            .cells
            .iter()
            .filter(|cell| cell.column != PlaceColumn::Unit);
        cells.find_map(|cell| cell.part_with_role(role))
    }

    fn find_district(&self, code: Option<&str>) -> Option<&'static District> {
        self.tables.find_district_by_code(code?)
    }
}
