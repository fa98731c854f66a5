//! Places of Quảng Ninh: the 13 districts and 177 communes of 2023 and the 54 units since 2025-07-01.
//!
//! Districts ended on 2025-07-01 (NQ 1679/NQ-UBTVQH15). An old commune leads to its new unit only where
//! that is certain; 13 of the 14 split communes need a person and stay unknown. Names repeat (Hạ Long was
//! a city and is a ward), so a look-up always says which kind of unit it means. Must not: guess.
//!
//! * [`mod@resolve`]: what a list says of a place, and what it means.
//! * [`province`]: the 63 provinces and the 34 of today.
//! * `reading`, `meaning`: what one name can mean. `column`, `several`: what a cell speaks
//!   of. `shown`: the words that are kept. `part`, `kind`, `name`: its text.

mod column;
mod kind;
mod meaning;
mod name;
mod part;
pub mod province;
mod reading;
pub mod resolve;
mod several;
mod shown;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::product::Place;
use crate::source::table;
use crate::vietnamese::keys;

pub use province::merged_province;
pub use resolve::{Doubt, Resolved, Written, resolve};

use name::{Name, matching};
use reading::Reading;

/// The province of the tables.
pub const HOME: &str = "Quảng Ninh";

/// A district that ended before 2023 and the one that took it in (2020; see `districts.tsv`).
const MERGED: (&str, &str) = ("Hoành Bồ", "Hạ Long");

/// The reference tables of one province.
#[derive(Debug)]
pub struct Places {
    districts: Vec<District>,
    communes: Vec<Commune>,
    units: Vec<Unit>,
    readings: Vec<Reading>,
}

/// A district-level unit of 2023.
#[derive(Debug)]
pub struct District {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name without type word.
    pub name: &'static str,
    /// Name with type word.
    pub full: &'static str,
    /// Name with type word as people shorten it: `TP. Hạ Long`.
    pub short: &'static str,
    own: Name,
}

/// A commune-level unit of 2023.
#[derive(Debug)]
pub struct Commune {
    /// Code of the statistics office in 2023. 21 of these codes are those of another unit since 2025.
    pub code: &'static str,
    /// Name with type word.
    pub full: &'static str,
    /// Code of its district.
    district: &'static str,
    /// Codes of every unit of 2025 that took some of it.
    units: Vec<&'static str>,
    /// The one unit of 2025, when certain.
    certain: Option<&'static str>,
}

/// A commune-level unit since 2025-07-01.
#[derive(Debug)]
pub struct Unit {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name with type word.
    pub full: &'static str,
}

impl Places {
    /// The tables of Quảng Ninh, compiled in.
    pub fn quang_ninh() -> &'static Self {
        static PLACES: LazyLock<Places> = LazyLock::new(Places::read);
        &PLACES
    }

    fn read() -> Self {
        let mut places = Self {
            districts: table::rows(include_str!("../../data/districts.tsv"))
                .map(|[code, name, full, _, short]| District {
                    code,
                    name,
                    full,
                    short: short.split(';').next().unwrap_or_default(),
                    own: Name::of(name),
                })
                .collect(),
            communes: table::rows(include_str!("../../data/communes.tsv"))
                .map(|[code, _, full, district, units, certain]| Commune {
                    code,
                    full,
                    district,
                    units: list(units),
                    certain: Some(certain).filter(|code| !code.is_empty()),
                })
                .collect(),
            units: table::rows(include_str!("../../data/units.tsv"))
                .map(|[code, _, full]| Unit { code, full })
                .collect(),
            readings: Vec::new(),
        };
        places.readings = reading::all(&places.communes, &places.units);
        places
    }

    /// The districts of 2023.
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// The district of this name, without type word.
    pub fn district(&self, name: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.name == name)
    }

    /// The district of this name in any spelling. `Hoành Bồ` is Hạ Long, which took it in in 2020.
    fn district_written(&self, name: &str) -> Option<&District> {
        let name = Name::of(name);
        if name.folds_to(&Name::of(MERGED.0)) {
            return self.district(MERGED.1);
        }
        match matching(&self.districts.iter(), |district| &district.own, &name).as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The district of this code.
    fn district_of(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }

    /// The units since 2025-07-01.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Fills in the unit of 2025 where the old commune, or the whole old district, settles it.
    pub fn settle(&self, place: &mut Place) {
        if place.unit.is_some() {
            return;
        }
        let Some(district) = place
            .district
            .as_deref()
            .and_then(|name| self.district(name))
        else {
            return;
        };
        let code = match place.commune.as_deref() {
            Some(commune) => self
                .communes
                .iter()
                .find(|c| c.district == district.code && same(c.full, commune))
                .and_then(|c| c.certain),
            None => self.only_unit(district),
        };
        place.unit = code
            .and_then(|code| self.units.iter().find(|unit| unit.code == code))
            .map(|unit| unit.full.to_owned());
    }

    /// The unit that took a whole district, as with Vân Đồn and Cô Tô.
    fn only_unit(&self, district: &District) -> Option<&'static str> {
        let mut units = self
            .communes
            .iter()
            .filter(|commune| commune.district == district.code)
            .flat_map(|commune| &commune.units);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(*first)
    }
}

/// The codes of a cell.
fn list(codes: &'static str) -> Vec<&'static str> {
    codes.split(';').filter(|code| !code.is_empty()).collect()
}

/// Equal as names: case, Unicode form and the place of the tone mark do not count.
fn same(a: &str, b: &str) -> bool {
    keys(a) == keys(b)
}
