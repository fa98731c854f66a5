//! Places of Quảng Ninh: the 13 districts and 177 communes of 2023 and the 54 units since 2025-07-01.
//!
//! Districts ended on 2025-07-01 (NQ 1679/NQ-UBTVQH15). An old commune leads to its new unit only where
//! that is certain; 13 of the 14 split communes need a person and stay unknown. Names repeat (Hạ Long was
//! a city and is a ward), so a look-up always says which kind of unit it means. Must not: guess.

use std::sync::LazyLock;

use crate::product::Place;
use crate::source::table;
use crate::vietnamese::keys;

/// The reference tables of one province.
#[derive(Debug)]
pub struct Places {
    districts: Vec<District>,
    communes: Vec<Commune>,
    units: Vec<Unit>,
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
}

/// A commune-level unit of 2023.
#[derive(Debug)]
pub struct Commune {
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
        Self {
            districts: table::rows(include_str!("../data/districts.tsv"))
                .map(|[code, name, full, _, short]| District {
                    code,
                    name,
                    full,
                    short: short.split(';').next().unwrap_or_default(),
                })
                .collect(),
            communes: table::rows(include_str!("../data/communes.tsv"))
                .map(|[_, _, full, district, units, certain]| Commune {
                    full,
                    district,
                    units: units.split(';').filter(|code| !code.is_empty()).collect(),
                    certain: Some(certain).filter(|code| !code.is_empty()),
                })
                .collect(),
            units: table::rows(include_str!("../data/units.tsv"))
                .map(|[code, _, full]| Unit { code, full })
                .collect(),
        }
    }

    /// The districts of 2023.
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// The district of this name, without type word.
    pub fn district(&self, name: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.name == name)
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

/// Equal as names: case, Unicode form and the place of the tone mark do not count.
fn same(a: &str, b: &str) -> bool {
    keys(a) == keys(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(district: &str, commune: Option<&str>) -> Option<String> {
        let mut place = Place {
            district: Some(district.into()),
            commune: commune.map(Into::into),
            ..Place::default()
        };
        Places::quang_ninh().settle(&mut place);
        place.unit
    }

    #[test]
    fn the_tables_are_whole() {
        let places = Places::quang_ninh();
        assert_eq!(places.districts.len(), 13);
        assert_eq!(places.communes.len(), 177);
        assert_eq!(places.units.len(), 54);
        for commune in &places.communes {
            assert!(!commune.units.is_empty(), "{}", commune.full);
            for code in commune.units.iter().chain(&commune.certain) {
                assert!(places.units.iter().any(|unit| unit.code == *code), "{code}");
            }
        }
    }

    #[test]
    fn a_whole_commune_leads_to_its_unit_and_a_split_one_does_not() {
        assert_eq!(
            unit("Tiên Yên", Some("xã đồng rui")).as_deref(),
            Some("Xã Hải Lạng")
        );
        assert_eq!(unit("Bình Liêu", Some("Xã Vô Ngại")), None);
        assert_eq!(unit("Cô Tô", None).as_deref(), Some("Đặc khu Cô Tô"));
        assert_eq!(unit("Vân Đồn", None).as_deref(), Some("Đặc khu Vân Đồn"));
        assert_eq!(unit("Hạ Long", None), None);
    }
}
