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

mod cell_parts;
mod gazetteer;
mod multiple_places;
mod name;
mod name_resolver;
mod place_cell;
pub mod province;
pub mod resolve;
#[cfg(test)]
mod tests;
mod type_word;
mod unresolved_words;

use std::sync::LazyLock;

use crate::product::ProductPlace;
use crate::reference_table;
use crate::vietnamese::canonical_keys;

pub use province::merged_province;
pub use resolve::{PlaceDoubt, ResolvedPlace, WrittenPlace, resolve_place};

use gazetteer::GazetteerEntry;
use name::{PlaceName, find_by_name};

/// The province of the tables.
pub const HOME_PROVINCE: &str = "Quảng Ninh";

/// A district that ended before 2023 and the one that took it in (2020; see `districts.tsv`).
const MERGED_DISTRICT: (&str, &str) = ("Hoành Bồ", "Hạ Long");

/// The reference tables of one province.
#[derive(Debug)]
pub struct PlaceTables {
    districts: Vec<District>,
    communes: Vec<Commune>,
    units: Vec<CurrentUnit>,
    gazetteer: Vec<GazetteerEntry>,
}

/// A district-level unit of 2023.
#[derive(Debug)]
pub struct District {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name without type word.
    pub name: &'static str,
    /// Name with type word.
    pub full_name: &'static str,
    /// Name with type word as people shorten it: `TP. Hạ Long`.
    pub short_name: &'static str,
    compared_name: PlaceName,
}

/// A commune-level unit of 2023.
#[derive(Debug)]
pub struct Commune {
    /// Code of the statistics office in 2023. 21 of these codes are those of another unit since 2025.
    pub code: &'static str,
    /// Name with type word.
    pub full_name: &'static str,
    /// Code of its district.
    district: &'static str,
    /// Codes of every unit of 2025 that took some of it.
    units: Vec<&'static str>,
    /// The one unit of 2025, when certain.
    certain: Option<&'static str>,
}

/// A commune-level unit since 2025-07-01.
#[derive(Debug)]
pub struct CurrentUnit {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name with type word.
    pub full_name: &'static str,
}

impl PlaceTables {
    /// The tables of Quảng Ninh, compiled in.
    pub fn quang_ninh() -> &'static Self {
        static PLACES: LazyLock<PlaceTables> = LazyLock::new(PlaceTables::load_tables);
        &PLACES
    }

    fn load_tables() -> Self {
        let mut places = Self {
            districts: reference_table::table_rows(include_str!("../../data/districts.tsv"))
                .map(|[code, name, full, _, short]| District {
                    code,
                    name,
                    full_name: full,
                    short_name: short.split(';').next().unwrap_or_default(),
                    compared_name: PlaceName::from_text(name),
                })
                .collect(),
            communes: reference_table::table_rows(include_str!("../../data/communes.tsv"))
                .map(|[code, _, full, district, units, certain]| Commune {
                    code,
                    full_name: full,
                    district,
                    units: split_codes(units),
                    certain: Some(certain).filter(|code| !code.is_empty()),
                })
                .collect(),
            units: reference_table::table_rows(include_str!("../../data/units.tsv"))
                .map(|[code, _, full]| CurrentUnit {
                    code,
                    full_name: full,
                })
                .collect(),
            gazetteer: Vec::new(),
        };
        places.gazetteer = gazetteer::build_gazetteer(&places.communes, &places.units);
        places
    }

    /// The districts of 2023.
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// The district of this name, without type word.
    pub fn find_district(&self, name: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.name == name)
    }

    /// The district of this name in any spelling. `Hoành Bồ` is Hạ Long, which took it in in 2020.
    fn find_district_by_spelling(&self, name: &str) -> Option<&District> {
        let name = PlaceName::from_text(name);
        if name.is_same_folded(&PlaceName::from_text(MERGED_DISTRICT.0)) {
            return self.find_district(MERGED_DISTRICT.1);
        }
        match find_by_name(
            &self.districts.iter(),
            |district| &district.compared_name,
            &name,
        )
        .as_slice()
        {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The district of this code.
    fn find_district_by_code(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }

    /// The units since 2025-07-01.
    pub fn units(&self) -> &[CurrentUnit] {
        &self.units
    }

    /// Fills in the unit of 2025 where the old commune, or the whole old district, settles it.
    pub fn complete_unit(&self, place: &mut ProductPlace) {
        if place.unit.is_some() {
            return;
        }
        let Some(district) = place
            .district
            .as_deref()
            .and_then(|name| self.find_district(name))
        else {
            return;
        };
        let code = match place.commune.as_deref() {
            Some(commune) => self
                .communes
                .iter()
                .find(|c| c.district == district.code && is_same_name(c.full_name, commune))
                .and_then(|c| c.certain),
            None => self.find_only_unit(district),
        };
        place.unit = code
            .and_then(|code| self.units.iter().find(|unit| unit.code == code))
            .map(|unit| unit.full_name.to_owned());
    }

    /// The unit that took a whole district, as with Vân Đồn and Cô Tô.
    fn find_only_unit(&self, district: &District) -> Option<&'static str> {
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
fn split_codes(codes: &'static str) -> Vec<&'static str> {
    codes.split(';').filter(|code| !code.is_empty()).collect()
}

/// Equal as names: case, Unicode form and the place of the tone mark do not count.
fn is_same_name(a: &str, b: &str) -> bool {
    canonical_keys(a) == canonical_keys(b)
}
