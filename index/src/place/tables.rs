//! The reference tables of Quảng Ninh: districts, communes, current units, and the gazetteer built from them.

use std::sync::LazyLock;

use super::admin_unit::{self, Commune, CurrentUnit, District};
use super::gazetteer::{self, GazetteerEntry};
use super::name::{PlaceName, find_by_name};
use crate::product::ProductPlace;
use crate::vietnamese::canonical_keys;

/// The province of the tables.
pub(crate) const HOME_PROVINCE: &str = "Quảng Ninh";

/// A district that was dissolved before 2023, and the one it joined (2020; see `districts.tsv`).
const MERGED_DISTRICT: (&str, &str) = ("Hoành Bồ", "Hạ Long");

/// The reference tables of one province.
#[derive(Debug)]
pub struct PlaceTables {
    pub(super) districts: Vec<District>,
    pub(super) communes: Vec<Commune>,
    pub(super) units: Vec<CurrentUnit>,
    pub(super) gazetteer: Vec<GazetteerEntry>,
}

impl PlaceTables {
    /// The tables of Quảng Ninh, compiled in.
    pub fn quang_ninh() -> &'static Self {
        static TABLES: LazyLock<PlaceTables> = LazyLock::new(PlaceTables::load);
        &TABLES
    }

    fn load() -> Self {
        let communes = admin_unit::load_communes();
        let units = admin_unit::load_current_units();
        Self {
            districts: admin_unit::load_districts(),
            gazetteer: gazetteer::build_gazetteer(&communes, &units),
            communes,
            units,
        }
    }

    /// The districts of 2023, in the order of their codes.
    pub fn districts(&self) -> &[District] {
        &self.districts
    }

    /// The district of this name, without type word.
    pub(crate) fn find_district(&self, name: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.name == name)
    }

    /// The district of this name in any spelling. `Hoành Bồ` is part of Hạ Long since 2020.
    pub(super) fn find_district_in_any_spelling(&self, name: &str) -> Option<&District> {
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
            [only] => Some(only),
            _ => None,
        }
    }

    /// The district of this code.
    pub(super) fn find_district_by_code(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }

    /// The units since 2025-07-01.
    pub fn units(&self) -> &[CurrentUnit] {
        &self.units
    }

    /// Fills in the unit of 2025 where the old commune, or the whole old district, leaves only one.
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
        let unit_code = match place.commune.as_deref() {
            Some(commune) => self
                .communes
                .iter()
                .find(|old| old.district == district.code && is_same_name(old.full_name, commune))
                .and_then(|old| old.certain_unit),
            None => self.find_only_unit(district),
        };
        place.unit = unit_code
            .and_then(|code| self.units.iter().find(|unit| unit.code == code))
            .map(|unit| unit.full_name.to_owned());
    }

    /// The unit that took over a whole district, as with Vân Đồn and Cô Tô.
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

/// True for equal names; case, Unicode form and the position of the tone mark do not count.
fn is_same_name(a: &str, b: &str) -> bool {
    canonical_keys(a) == canonical_keys(b)
}
