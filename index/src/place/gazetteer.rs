//! Every meaning of a name of commune level: a commune of 2023, one of 2024-11 to 2025-06, or a current unit.
//!
//! [`super::name_resolver`] chooses between the meanings.

use super::admin_unit::{Commune, CurrentUnit, split_codes};
use super::cell_parts::{PlaceEra, PlacePart};
use super::name::{PlaceName, find_by_name};
use super::type_word::{self, PlaceType};
use crate::reference_table;

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GazetteerEntry {
    compared_name: PlaceName,
    place_type: Option<PlaceType>,
    /// Before or since 2025-07-01.
    pub(super) era: PlaceEra,
    /// Codes of the old districts that contain it. A current unit may be in several.
    pub(super) districts: Vec<&'static str>,
    /// Name of the commune of 2023, if it is one.
    pub(super) commune: Option<&'static str>,
    /// Codes of every current unit that holds some of it.
    pub(super) units: Vec<&'static str>,
    /// Code of its one current unit, when certain.
    pub(super) certain_unit: Option<&'static str>,
}

/// Builds the entries of all communes and units.
pub(super) fn build_gazetteer(communes: &[Commune], units: &[CurrentUnit]) -> Vec<GazetteerEntry> {
    let old = communes.iter().map(|commune| GazetteerEntry {
        commune: Some(commune.full_name),
        ..new_entry(
            commune.full_name,
            commune.district,
            commune.units.clone(),
            commune.certain_unit,
        )
    });
    let later = reference_table::table_rows(include_str!("../../data/communes_2024.tsv")).map(
        |[full_name, district, merged_codes, units, certain_unit]| {
            let merged_codes = split_codes(merged_codes);
            let only_commune = communes
                .iter()
                .find(|commune| merged_codes == [commune.code])
                .map(|commune| commune.full_name);
            let certain_unit = Some(certain_unit).filter(|code| !code.is_empty());
            GazetteerEntry {
                commune: only_commune,
                ..new_entry(full_name, district, split_codes(units), certain_unit)
            }
        },
    );
    let new = units.iter().map(|unit| {
        let mut districts: Vec<_> = communes
            .iter()
            .filter(|commune| commune.units.contains(&unit.code))
            .map(|commune| commune.district)
            .collect();
        districts.dedup();
        GazetteerEntry {
            era: PlaceEra::New,
            districts,
            ..new_entry(unit.full_name, "", vec![unit.code], Some(unit.code))
        }
    });
    old.chain(later).chain(new).collect()
}

fn new_entry(
    full_name: &'static str,
    district: &'static str,
    units: Vec<&'static str>,
    certain_unit: Option<&'static str>,
) -> GazetteerEntry {
    let (place_type, name) = type_word::split_type_word(full_name);
    GazetteerEntry {
        compared_name: PlaceName::from_text(name),
        place_type,
        era: PlaceEra::Old,
        districts: vec![district],
        commune: None,
        units,
        certain_unit,
    }
}

/// The meanings of a part. A type word and an era, where written, must match.
pub(super) fn find_entries<'t>(
    entries: &'t [GazetteerEntry],
    part: &PlacePart<'_>,
) -> Vec<&'t GazetteerEntry> {
    let matches_type_and_era = |entry: &&GazetteerEntry| {
        part.place_type
            .is_none_or(|place_type| entry.place_type == Some(place_type))
            && part.era.is_none_or(|era| entry.era == era)
    };
    let matches = find_by_name(
        &entries.iter().filter(matches_type_and_era),
        |entry| &entry.compared_name,
        &PlaceName::from_text(part.name),
    );
    if !matches.is_empty() || part.place_type.is_none() {
        return matches;
    }
    // Without marks the name itself may begin like a type word: `phuong nam`.
    find_by_name(
        &entries.iter(),
        |entry| &entry.compared_name,
        &PlaceName::from_text(part.text),
    )
}

/// True when a name has the letters of a commune or unit, whatever the marks.
pub(super) fn has_folded_name(entries: &[GazetteerEntry], name: &str) -> bool {
    let name = PlaceName::from_text(name);
    !name.is_empty()
        && entries
            .iter()
            .any(|entry| entry.compared_name.is_same_folded(&name))
}

/// True when a name is exactly the name of a commune or unit.
pub(super) fn has_exact_name(entries: &[GazetteerEntry], name: &str) -> bool {
    let name = PlaceName::from_text(name);
    !name.is_empty()
        && entries
            .iter()
            .any(|entry| entry.compared_name.keys == name.keys)
}

/// What several meanings agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct EntryAgreement {
    /// Code of their one old district.
    pub(super) district: Option<&'static str>,
    /// Name of their one commune of 2023.
    pub(super) commune: Option<&'static str>,
    /// Code of their one current unit.
    pub(super) unit: Option<&'static str>,
}

/// What all of these entries agree on.
pub(super) fn find_agreement(entries: &[&GazetteerEntry]) -> EntryAgreement {
    let common = |get: &dyn Fn(&GazetteerEntry) -> Option<&'static str>| {
        let mut values = entries.iter().map(|entry| get(entry));
        let first = values.next().flatten();
        first.filter(|_| values.all(|value| value == first))
    };
    EntryAgreement {
        district: common(&|entry| match entry.districts.as_slice() {
            [only] => Some(only),
            _ => None,
        }),
        commune: common(&|entry| entry.commune),
        unit: common(&|entry| entry.certain_unit),
    }
}
