//! What a name of commune level can mean: a commune of 2023, one of 2024-11 to 2025-06, or a unit of today.
//!
//! Must not: choose; [`mod@super::resolve`] does.

use super::cell_parts::{PlaceEra, PlacePart};
use super::name::{PlaceName, find_by_name};
use super::type_word::{self, PlaceType};
use super::{Commune, CurrentUnit, split_codes};
use crate::reference_table;

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GazetteerEntry {
    compared_name: PlaceName,
    place_type: Option<PlaceType>,
    /// Before or since 2025-07-01.
    pub(super) era: PlaceEra,
    /// Codes of the old districts in which it lies. A unit of today may lie in several.
    pub(super) districts: Vec<&'static str>,
    /// Name of the commune of 2023, where it is one.
    pub(super) commune: Option<&'static str>,
    /// Codes of every unit of today that holds some of it.
    pub(super) units: Vec<&'static str>,
    /// The one unit of today, when certain.
    pub(super) certain_unit: Option<&'static str>,
}

/// Every meaning of every name.
pub(super) fn build_gazetteer(communes: &[Commune], units: &[CurrentUnit]) -> Vec<GazetteerEntry> {
    let old = communes.iter().map(|commune| GazetteerEntry {
        commune: Some(commune.full_name),
        ..new_entry(
            commune.full_name,
            commune.district,
            commune.units.clone(),
            commune.certain,
        )
    });
    let later = reference_table::table_rows(include_str!("../../data/communes_2024.tsv")).map(
        |[full, district, held, units, certain]| {
            let held = split_codes(held);
            let one = communes
                .iter()
                .find(|commune| held == [commune.code])
                .map(|commune| commune.full_name);
            let certain = Some(certain).filter(|code| !code.is_empty());
            GazetteerEntry {
                commune: one,
                ..new_entry(full, district, split_codes(units), certain)
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
    full: &'static str,
    district: &'static str,
    units: Vec<&'static str>,
    certain: Option<&'static str>,
) -> GazetteerEntry {
    let (kind, name) = type_word::split_type_word(full);
    GazetteerEntry {
        compared_name: PlaceName::from_text(name),
        place_type: kind,
        era: PlaceEra::Old,
        districts: vec![district],
        commune: None,
        units,
        certain_unit: certain,
    }
}

/// The meanings of a part: the type word and the time bind where they are written.
pub(super) fn find_entries<'t>(
    all: &'t [GazetteerEntry],
    part: &PlacePart<'_>,
) -> Vec<&'t GazetteerEntry> {
    let fits = |reading: &&GazetteerEntry| {
        part.place_type
            .is_none_or(|kind| reading.place_type == Some(kind))
            && part.era.is_none_or(|time| reading.era == time)
    };
    let found = find_by_name(
        &all.iter().filter(fits),
        |r| &r.compared_name,
        &PlaceName::from_text(part.name),
    );
    if !found.is_empty() || part.place_type.is_none() {
        return found;
    }
    // Without marks the name itself may begin like a type word: `phuong nam`.
    find_by_name(
        &all.iter(),
        |r| &r.compared_name,
        &PlaceName::from_text(part.text),
    )
}

/// True when the letters of a name are those of a commune or unit, whatever the marks.
pub(super) fn has_folded_name(all: &[GazetteerEntry], name: &str) -> bool {
    let name = PlaceName::from_text(name);
    !name.is_empty()
        && all
            .iter()
            .any(|reading| reading.compared_name.is_same_folded(&name))
}

/// True when a name is exactly that of a commune or unit.
pub(super) fn has_exact_name(all: &[GazetteerEntry], name: &str) -> bool {
    let name = PlaceName::from_text(name);
    !name.is_empty()
        && all
            .iter()
            .any(|reading| reading.compared_name.keys == name.keys)
}

/// What all meanings agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct EntryAgreement {
    /// Code of the one old district.
    pub(super) district: Option<&'static str>,
    /// The one commune of 2023.
    pub(super) commune: Option<&'static str>,
    /// Code of the one unit of today.
    pub(super) unit: Option<&'static str>,
}

/// What all of these meanings agree on.
pub(super) fn find_agreement(readings: &[&GazetteerEntry]) -> EntryAgreement {
    let one = |get: &dyn Fn(&GazetteerEntry) -> Option<&'static str>| {
        let mut values = readings.iter().map(|reading| get(reading));
        let first = values.next().flatten();
        first.filter(|_| values.all(|value| value == first))
    };
    EntryAgreement {
        district: one(&|reading| match reading.districts.as_slice() {
            [only] => Some(only),
            _ => None,
        }),
        commune: one(&|reading| reading.commune),
        unit: one(&|reading| reading.certain_unit),
    }
}
