//! What the cell of one column speaks of: which of its parts is a province, a district or a commune.
//!
//! Read from the end, as Vietnamese addresses go from small to large. A type word decides; a bare name
//! takes the level of its column. Must not: decide which place it is.

use super::kind::{Kind, Level};
use super::part::{Part, parts};
use super::province::{Province, province};
use super::{District, HOME, Places, reading, several};
use crate::vietnamese::words;

/// The columns that speak of places below the province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Commune,
    Unit,
    District,
    Place,
    Address,
}

/// What a part of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Hamlet, street, or words that were not understood.
    Head,
    Commune,
    District,
    Province,
    /// A bare name in a column for places of any level.
    Any,
}

/// A cell, cut up.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    pub(super) column: Column,
    pub(super) parts: Vec<(Part<'a>, Role)>,
    /// It names another province than the rest of the row.
    pub(super) contradicts: bool,
    /// It names several communes or districts: none of them is the place.
    pub(super) several: bool,
}

/// What is known of the row before a cell is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) province: Option<&'static Province>,
    /// The district of the tables that was named.
    pub(super) district: Option<&'static District>,
}

impl Known {
    /// True in another province than that of the tables.
    pub(super) fn is_outside(self) -> bool {
        self.province.is_some_and(|province| province.name != HOME)
    }

    /// True when something says that it is the province of the tables.
    pub(super) fn is_home(self) -> bool {
        self.district.is_some() || (self.province.is_some() && !self.is_outside())
    }
}

/// `QN` stands for Quảng Ninh, Quảng Nam and Quảng Ngãi: it says nothing.
pub(super) fn is_vague(part: &str) -> bool {
    part.trim_matches('.').eq_ignore_ascii_case("qn")
}

/// The province that the end of a text names.
pub(super) fn tail_province(
    text: &str,
    column: Column,
    home: bool,
    places: &Places,
) -> Option<&'static Province> {
    let parts = parts(text);
    let (last, before) = parts.split_last()?;
    let found = province(last.text)?;
    if home && found.name != HOME {
        return None;
    }
    if last.kind.is_some() || (!before.is_empty() && found.name == HOME) {
        return Some(found);
    }
    let also_here = places.district_written(last.name).is_some()
        || reading::is_known(&places.readings, last.name);
    let is_tail = match before.last() {
        // Bình Dương is a province and a commune.
        Some(before) => !also_here || before.level().is_some(),
        None => matches!(column, Column::Place | Column::Address) && !also_here,
    };
    is_tail.then_some(found)
}

impl<'a> Cell<'a> {
    pub(super) fn read(text: &'a str, column: Column, known: Known, places: &Places) -> Self {
        let mut cell = Self {
            text,
            column,
            parts: parts(text)
                .into_iter()
                .map(|part| (part, Role::Head))
                .collect(),
            contradicts: false,
            several: false,
        };
        let mut left = cell.parts.len();
        cell.take_province(&mut left, known);
        let district = cell.take_district(&mut left, known, places);
        let commune = cell.take_commune(&mut left, known, places, district);
        if !district && !commune {
            cell.take_rest(left, known);
        }
        if column != Column::Address {
            several::drop(&mut cell, known, places);
        }
        if column == Column::Commune && !known.is_outside() {
            cell.lift(places);
        }
        cell
    }

    /// The part of this role.
    pub(super) fn part(&self, role: Role) -> Option<&Part<'a>> {
        let mut parts = self.parts.iter();
        parts.find(|(_, is)| *is == role).map(|(part, _)| part)
    }

    /// In the column of communes, a bare name that only a district has is the district.
    fn lift(&mut self, places: &Places) {
        for (part, role) in &mut self.parts {
            if *role == Role::Commune
                && part.kind.is_none()
                && places.district_written(part.name).is_some()
                && reading::of(&places.readings, part).is_empty()
            {
                *role = Role::District;
            }
        }
    }

    fn last(&self, left: usize) -> Option<&Part<'a>> {
        self.parts.get(left.checked_sub(1)?).map(|(part, _)| part)
    }

    fn take(&mut self, left: &mut usize, role: Role) {
        *left = left.saturating_sub(1);
        if let Some((_, is)) = self.parts.get_mut(*left) {
            *is = role;
        }
    }

    fn take_province(&mut self, left: &mut usize, known: Known) {
        let Some(last) = self.last(*left) else { return };
        let alone = *left == 1;
        let any_level = matches!(self.column, Column::Place | Column::Address);
        let named = province(last.text);
        let same = named.is_some_and(|named| {
            known
                .province
                .is_some_and(|province| province.code == named.code)
        });
        let typed = last.kind == Some(Kind::Tinh) || (last.kind.is_some() && named.is_some());
        let home_as_district = self.column == Column::District && !known.is_outside();
        if is_vague(last.text) || (same && (typed || !alone || any_level || home_as_district)) {
            self.take(left, Role::Province);
        } else if typed {
            self.contradicts = named.is_none() || known.province.is_some() || known.is_home();
            *left = left.saturating_sub(1);
        }
    }

    fn take_district(&mut self, left: &mut usize, known: Known, places: &Places) -> bool {
        let Some(last) = self.last(*left) else {
            return false;
        };
        let alone = *left == 1;
        let is_district = match last.level() {
            Some(level) => level == Level::District,
            None if alone && self.column == Column::District => true,
            None => {
                let own =
                    alone && matches!(self.column, Column::Commune | Column::Unit | Column::Place);
                !own && !known.is_outside() && means_district(last, known, places)
            }
        };
        if is_district {
            self.take(left, Role::District);
        }
        is_district
    }

    fn take_commune(
        &mut self,
        left: &mut usize,
        known: Known,
        places: &Places,
        district: bool,
    ) -> bool {
        let Some(last) = self.last(*left) else {
            return false;
        };
        let alone = *left == 1;
        let inside = !known.is_outside();
        let exact = || inside && reading::is_exact(&places.readings, last.name);
        let role = match (last.level(), self.column) {
            (Some(Level::Commune), _) => Role::Commune,
            (None, Column::Commune | Column::Unit) if alone => Role::Commune,
            (None, Column::Place) if alone && district && is_small(last) => return false,
            (None, Column::Place) if alone && inside => Role::Any,
            (None, Column::Address) if !(known.is_home() || district) => return false,
            (None, _) if exact() => Role::Commune,
            _ => return false,
        };
        self.take(left, role);
        true
    }

    /// Words that were not understood still speak of the level of their column.
    fn take_rest(&mut self, mut left: usize, known: Known) {
        let role = match self.column {
            Column::Commune | Column::Unit => Role::Commune,
            Column::District => Role::District,
            Column::Place if !known.is_outside() => Role::Any,
            Column::Place | Column::Address => return,
        };
        if left > 0 {
            self.take(&mut left, role);
        }
    }
}

/// First words of places below a commune, and of offices.
const SMALL: [&str; 14] = [
    "thon", "khu", "to", "ban", "xom", "ap", "khom", "so", "duong", "pho", "km", "ubnd", "lang",
    "ngo",
];

fn is_small(part: &Part<'_>) -> bool {
    let words = words(part.text);
    words
        .first()
        .is_some_and(|word| SMALL.contains(&word.fold.as_str()))
}

/// True for a bare name of a district, unless a commune of the row's district has that name: Hạ Long of
/// Vân Đồn.
fn means_district(part: &Part<'_>, known: Known, places: &Places) -> bool {
    let Some(district) = places.district_written(part.name) else {
        return false;
    };
    let other = known.district.filter(|known| known.code != district.code);
    other.is_none_or(|other| {
        let communes = reading::of(&places.readings, part);
        !communes.iter().any(|r| r.districts.contains(&other.code))
    })
}
