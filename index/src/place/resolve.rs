//! What a list says of a place, and what it means by the tables.
//!
//! The columns are read first, the address fills what they leave open. A district of a row means the time
//! until 2025-06-30, so communes of 2023 go first there; without one, every meaning of the name counts
//! and only what all of them agree on is filled in. Codes are not read: 21 of them belong to two units.
//! Must not: guess. What stays open is a doubt for a person, and the words are kept.

use super::column::{self, Cell, Column, Known, Role};
use super::meaning::{Given, Meaning};
use super::part;
use super::province::{self, Province};
use super::reading;
use super::shown::{self, View};
use super::{District, HOME, Places};
use crate::product::Place;
use crate::vietnamese::keys;

/// What a list says of a place, each as written. A cell of spaces says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
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
pub struct Resolved {
    /// The place as far as it is certain.
    pub place: Place,
    /// What stays open, each once.
    pub doubts: Vec<Doubt>,
}

/// Why something stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
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
pub fn resolve(written: &Written<'_>) -> Resolved {
    let places = Places::quang_ninh();
    let blank = |text: &&str| !text.trim().is_empty();
    let (mut known, mut doubts) = (Known::default(), Vec::new());
    let texts = [
        (written.district.filter(blank), Column::District),
        (written.commune.filter(blank), Column::Commune),
        (written.unit.filter(blank), Column::Unit),
        (written.place.filter(blank), Column::Place),
        (written.address.filter(blank), Column::Address),
    ];
    let texts: Vec<_> = texts
        .into_iter()
        .filter_map(|(text, column)| Some((text?, column)))
        .collect();
    let stated = written.province.filter(blank);
    let stated = stated.filter(|text| !column::is_vague(text.trim()));
    known.province = match stated {
        Some(text) => part::parts(text)
            .last()
            .and_then(|part| province::province(part.text)),
        None => tail_of_any(&texts, places),
    };
    let lost = stated.is_some() && known.province.is_none();
    let mut row = Row {
        places,
        known,
        cells: Vec::new(),
        place: Place::default(),
        blocked: lost,
    };
    if lost {
        doubts.push(Doubt::Unknown);
    }
    row.read(&texts, &mut doubts);
    row.place.province = known.province.map(|province| province.name.to_owned());
    if known.is_outside() {
        row.fill_outside();
    } else {
        row.fill(&mut doubts);
    }
    let lost = stated.filter(|_| lost);
    let Row {
        cells, mut place, ..
    } = row;
    let view = View {
        outside: known.is_outside(),
        ambiguous: doubts.contains(&Doubt::Ambiguous),
    };
    shown::fill(&mut place, &cells, view, lost);
    doubts.sort_unstable();
    doubts.dedup();
    Resolved { place, doubts }
}

/// The province that the end of a cell names; the columns go before the address.
fn tail_of_any(texts: &[(&str, Column)], places: &'static Places) -> Option<&'static Province> {
    let is_home = |text, column| {
        let cell = Cell::read(text, column, Known::default(), places);
        let name = cell.part(Role::District).map(|part| part.name);
        name.is_some_and(|name| places.district_written(name).is_some())
    };
    texts.iter().find_map(|&(text, column)| {
        let mut others = texts.iter().filter(|(_, other)| *other != column);
        let home = others.any(|&(text, column)| is_home(text, column));
        column::tail_province(text, column, home, places)
    })
}

/// A row of a list on its way.
struct Row<'a> {
    places: &'static Places,
    known: Known,
    cells: Vec<Cell<'a>>,
    place: Place,
    /// The row names a province or district that the tables do not have: its communes are not theirs.
    blocked: bool,
}

impl<'a> Row<'a> {
    /// Reads the cells and settles the district.
    fn read(&mut self, texts: &[(&'a str, Column)], doubts: &mut Vec<Doubt>) {
        for &(text, column) in texts {
            let cell = Cell::read(text, column, self.known, self.places);
            if cell.contradicts {
                doubts.push(Doubt::Contradicts);
            }
            if cell.several && !self.known.is_outside() {
                doubts.push(Doubt::Ambiguous);
            }
            if !self.known.is_outside() {
                self.settle_district(&cell, doubts);
            }
            self.cells.push(cell);
        }
    }

    fn settle_district(&mut self, cell: &Cell<'_>, doubts: &mut Vec<Doubt>) {
        let Some(name) = cell.part(Role::District).map(|part| part.name) else {
            return;
        };
        let found = self.places.district_written(name);
        // `huyện Quảng Ninh` lies in Quảng Bình.
        let is_home = keys(name) == keys(HOME);
        match (found, self.known.district) {
            (Some(found), None) if !self.blocked => self.known.district = Some(found),
            (Some(found), Some(known)) if found.code == known.code => {}
            (None, None) if is_home => {
                doubts.push(Doubt::Ambiguous);
                self.blocked = true;
            }
            (None, None) => {
                doubts.push(Doubt::Unknown);
                self.blocked = true;
            }
            _ => doubts.push(Doubt::Contradicts),
        }
    }

    /// The words for commune and district of another province; there are no tables of it.
    fn fill_outside(&mut self) {
        let first = |role| {
            let mut found = self.cells.iter().filter(|cell| cell.column != Column::Unit);
            found.find_map(|cell| cell.part(role))
        };
        self.place.district = first(Role::District).map(|part| part.name.to_owned());
        self.place.commune = first(Role::Commune).map(|part| part.text.to_owned());
    }

    fn fill(&mut self, doubts: &mut Vec<Doubt>) {
        let given = Given {
            places: self.places,
            home: self.known.is_home(),
            district: self.known.district,
        };
        let mut units = self.cells.iter().filter(|cell| cell.column == Column::Unit);
        let unit = units.find_map(|cell| cell.part(Role::Commune));
        let unit = unit.filter(|_| !self.blocked);
        let unit = unit.and_then(|part| given.unit(part, doubts));
        let part = |role| {
            let mut cells = self.cells.iter().filter(|cell| cell.column != Column::Unit);
            cells.find_map(|cell| cell.part(role))
        };
        let meaning = match (part(Role::Commune), part(Role::Any)) {
            _ if self.blocked => Meaning::default(),
            (Some(part), _) => given.commune(part, unit, doubts),
            (None, Some(part)) => given.any(part, unit, doubts),
            (None, None) => Meaning::default(),
        };
        let common = meaning.common;
        let unit = unit.filter(|_| !meaning.denies_unit);
        let named = unit
            .map(|unit| reading::common(&[unit]))
            .unwrap_or_default();
        let district = self.known.district;
        let district = district.or_else(|| self.code(common.district.or(named.district)));
        self.place.district = district.map(|district| district.name.to_owned());
        self.place.commune = common.commune.map(str::to_owned);
        let unit = named.unit.or(common.unit);
        let unit = unit.and_then(|code| self.places.units.iter().find(|unit| unit.code == code));
        self.place.unit = unit.map(|unit| unit.full.to_owned());
        if self.place.province.is_none() && (district.is_some() || unit.is_some()) {
            self.place.province = Some(HOME.to_owned());
        }
        if !meaning.is_final && !doubts.contains(&Doubt::Contradicts) {
            self.places.settle(&mut self.place);
        }
    }

    fn code(&self, code: Option<&str>) -> Option<&'static District> {
        self.places.district_of(code?)
    }
}
