//! What a list says of a place, and what it means by the tables.
//!
//! The columns are read first, the address fills what they leave open. A district of a row means the time
//! until 2025-06-30, so communes of 2023 go first there; without one, every meaning of the name counts
//! and only what all of them agree on is filled in. Codes are not read: 21 of them belong to two units.
//! Must not: guess. What stays open is a doubt for a person, and the words are kept.

use super::cell_parts;
use super::gazetteer;
use super::name_resolver::{PlaceMeaning, PlaceNameResolver};
use super::place_cell::{self, KnownRegion, PlaceCell, PlaceColumn, PlacePartRole};
use super::province::{self, Province};
use super::unresolved_words::{self, ResolutionFlags};
use super::{District, HOME_PROVINCE, PlaceTables};
use crate::product::ProductPlace;
use crate::vietnamese::canonical_keys;

/// What a list says of a place, each as written. A cell of spaces says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct WrittenPlace<'a> {
    /// Column of communes, of 2023 or of now.
    pub commune: Option<&'a str>,
    /// Column of districts.
    pub district: Option<&'a str>,
    /// Column of provinces.
    pub province: Option<&'a str>,
    /// Column that is only of units since 2025-07-01.
    pub unit: Option<&'a str>,
    /// Column of places of any level.
    pub place: Option<&'a str>,
    /// Column of addresses.
    pub address: Option<&'a str>,
}

/// What it means, and what a person should look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResolvedPlace {
    /// The place as far as it is certain.
    pub place: ProductPlace,
    /// What stays open, each once.
    pub doubts: Vec<PlaceDoubt>,
}

/// Why something stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceDoubt {
    /// The tables of the province do not have the name.
    Unknown,
    /// Several places have the name, and nothing decides.
    Ambiguous,
    /// The commune was split in 2025: its unit of today is not certain.
    Split,
    /// Two cells of the row do not go together.
    Contradicts,
}

/// Reads what a list says of a place.
pub fn resolve_place(written: &WrittenPlace<'_>) -> ResolvedPlace {
    let places = PlaceTables::quang_ninh();
    let blank = |text: &&str| !text.trim().is_empty();
    let (mut known, mut doubts) = (KnownRegion::default(), Vec::new());
    let texts = [
        (written.district.filter(blank), PlaceColumn::District),
        (written.commune.filter(blank), PlaceColumn::Commune),
        (written.unit.filter(blank), PlaceColumn::Unit),
        (written.place.filter(blank), PlaceColumn::AnyLevel),
        (written.address.filter(blank), PlaceColumn::Address),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter_map(|(text, column)| Some((text?, column)))
        .collect();
    let stated = written.province.filter(blank);
    let stated = stated.filter(|text| !place_cell::is_vague(text.trim()));
    known.province = match stated {
        Some(text) => cell_parts::split_places(text)
            .last()
            .and_then(|part| province::find_province(part.text)),
        None => find_any_tail_province(&texts, places),
    };
    let lost = stated.is_some() && known.province.is_none();
    let mut row = PlaceRow {
        places,
        known_region: known,
        cells: Vec::new(),
        place: ProductPlace::default(),
        has_unknown_region: lost,
    };
    if lost {
        doubts.push(PlaceDoubt::Unknown);
    }
    row.read_cells(&texts, &mut doubts);
    row.place.province = known.province.map(|province| province.name.to_owned());
    if known.is_outside() {
        row.fill_other_province();
    } else {
        row.fill_home_province(&mut doubts);
    }
    let lost = stated.filter(|_| lost);
    let PlaceRow {
        cells, mut place, ..
    } = row;
    let view = ResolutionFlags {
        is_outside: known.is_outside(),
        is_ambiguous: doubts.contains(&PlaceDoubt::Ambiguous),
    };
    unresolved_words::fill_unresolved_words(&mut place, &cells, view, lost);
    doubts.sort_unstable();
    doubts.dedup();
    ResolvedPlace { place, doubts }
}

/// The province that the end of a cell names; the columns go before the address.
fn find_any_tail_province(
    texts: &[(&str, PlaceColumn)],
    places: &'static PlaceTables,
) -> Option<&'static Province> {
    let is_home = |text, column| {
        let cell = PlaceCell::parse_cell(text, column, KnownRegion::default(), places);
        let name = cell
            .part_with_role(PlacePartRole::District)
            .map(|part| part.name);
        name.is_some_and(|name| places.find_district_by_spelling(name).is_some())
    };
    texts.iter().find_map(|&(text, column)| {
        let mut others = texts.iter().filter(|(_, other)| *other != column);
        let home = others.any(|&(text, column)| is_home(text, column));
        place_cell::find_tail_province(text, column, home, places)
    })
}

/// A row of a list on its way.
struct PlaceRow<'a> {
    places: &'static PlaceTables,
    known_region: KnownRegion,
    cells: Vec<PlaceCell<'a>>,
    place: ProductPlace,
    /// The row names a province or district that the tables do not have: its communes are not theirs.
    has_unknown_region: bool,
}

impl<'a> PlaceRow<'a> {
    /// Reads the cells and settles the district.
    fn read_cells(&mut self, texts: &[(&'a str, PlaceColumn)], doubts: &mut Vec<PlaceDoubt>) {
        for &(text, column) in texts {
            let cell = PlaceCell::parse_cell(text, column, self.known_region, self.places);
            if cell.contradicts_row {
                doubts.push(PlaceDoubt::Contradicts);
            }
            if cell.names_several && !self.known_region.is_outside() {
                doubts.push(PlaceDoubt::Ambiguous);
            }
            if !self.known_region.is_outside() {
                self.resolve_district(&cell, doubts);
            }
            self.cells.push(cell);
        }
    }

    fn resolve_district(&mut self, cell: &PlaceCell<'_>, doubts: &mut Vec<PlaceDoubt>) {
        let Some(name) = cell
            .part_with_role(PlacePartRole::District)
            .map(|part| part.name)
        else {
            return;
        };
        let found = self.places.find_district_by_spelling(name);
        // `huyện Quảng Ninh` lies in Quảng Bình.
        let is_home = canonical_keys(name) == canonical_keys(HOME_PROVINCE);
        match (found, self.known_region.district) {
            (Some(found), None) if !self.has_unknown_region => {
                self.known_region.district = Some(found)
            }
            (Some(found), Some(known)) if found.code == known.code => {}
            (None, None) if is_home => {
                doubts.push(PlaceDoubt::Ambiguous);
                self.has_unknown_region = true;
            }
            (None, None) => {
                doubts.push(PlaceDoubt::Unknown);
                self.has_unknown_region = true;
            }
            _ => doubts.push(PlaceDoubt::Contradicts),
        }
    }

    /// The words for commune and district of another province; there are no tables of it.
    fn fill_other_province(&mut self) {
        let first = |role| {
            let mut found = self
                .cells
                .iter()
                .filter(|cell| cell.column != PlaceColumn::Unit);
            found.find_map(|cell| cell.part_with_role(role))
        };
        self.place.district = first(PlacePartRole::District).map(|part| part.name.to_owned());
        self.place.commune = first(PlacePartRole::Commune).map(|part| part.text.to_owned());
    }

    fn fill_home_province(&mut self, doubts: &mut Vec<PlaceDoubt>) {
        let given = PlaceNameResolver {
            places: self.places,
            is_home: self.known_region.is_home(),
            district: self.known_region.district,
        };
        let mut units = self
            .cells
            .iter()
            .filter(|cell| cell.column == PlaceColumn::Unit);
        let unit = units.find_map(|cell| cell.part_with_role(PlacePartRole::Commune));
        let unit = unit.filter(|_| !self.has_unknown_region);
        let unit = unit.and_then(|part| given.resolve_unit(part, doubts));
        let part = |role| {
            let mut cells = self
                .cells
                .iter()
                .filter(|cell| cell.column != PlaceColumn::Unit);
            cells.find_map(|cell| cell.part_with_role(role))
        };
        let meaning = match (part(PlacePartRole::Commune), part(PlacePartRole::AnyLevel)) {
            _ if self.has_unknown_region => PlaceMeaning::default(),
            (Some(part), _) => given.resolve_commune(part, unit, doubts),
            (None, Some(part)) => given.resolve_any_level(part, unit, doubts),
            (None, None) => PlaceMeaning::default(),
        };
        let common = meaning.agreement;
        let unit = unit.filter(|_| !meaning.contradicts_unit);
        let named = unit
            .map(|unit| gazetteer::find_agreement(&[unit]))
            .unwrap_or_default();
        let district = self.known_region.district;
        let district = district.or_else(|| self.find_district(common.district.or(named.district)));
        self.place.district = district.map(|district| district.name.to_owned());
        self.place.commune = common.commune.map(str::to_owned);
        let unit = named.unit.or(common.unit);
        let unit = unit.and_then(|code| self.places.units.iter().find(|unit| unit.code == code));
        self.place.unit = unit.map(|unit| unit.full_name.to_owned());
        if self.place.province.is_none() && (district.is_some() || unit.is_some()) {
            self.place.province = Some(HOME_PROVINCE.to_owned());
        }
        if !meaning.skips_unit_completion && !doubts.contains(&PlaceDoubt::Contradicts) {
            self.places.complete_unit(&mut self.place);
        }
    }

    fn find_district(&self, code: Option<&str>) -> Option<&'static District> {
        self.places.find_district_by_code(code?)
    }
}
