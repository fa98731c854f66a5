//! What a name of commune level can mean: a commune of 2023, one of 2024-11 to 2025-06, or a unit of today.
//!
//! Must not: choose; [`mod@super::resolve`] does.

use super::kind::{self, Kind};
use super::name::{Name, matching};
use super::part::{Part, Time};
use super::{Commune, Unit, list};
use crate::source::table;

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    own: Name,
    kind: Option<Kind>,
    /// Before or since 2025-07-01.
    pub(super) time: Time,
    /// Codes of the old districts in which it lies. A unit of today may lie in several.
    pub(super) districts: Vec<&'static str>,
    /// Name of the commune of 2023, where it is one.
    pub(super) commune: Option<&'static str>,
    /// Codes of every unit of today that holds some of it.
    pub(super) units: Vec<&'static str>,
    /// The one unit of today, when certain.
    pub(super) certain: Option<&'static str>,
}

/// Every meaning of every name.
pub(super) fn all(communes: &[Commune], units: &[Unit]) -> Vec<Reading> {
    let old = communes.iter().map(|commune| Reading {
        commune: Some(commune.full),
        ..reading(
            commune.full,
            commune.district,
            commune.units.clone(),
            commune.certain,
        )
    });
    let later = table::rows(include_str!("../../data/communes_2024.tsv")).map(
        |[full, district, held, units, certain]| {
            let held = list(held);
            let one = communes
                .iter()
                .find(|commune| held == [commune.code])
                .map(|commune| commune.full);
            let certain = Some(certain).filter(|code| !code.is_empty());
            Reading {
                commune: one,
                ..reading(full, district, list(units), certain)
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
        Reading {
            time: Time::New,
            districts,
            ..reading(unit.full, "", vec![unit.code], Some(unit.code))
        }
    });
    old.chain(later).chain(new).collect()
}

fn reading(
    full: &'static str,
    district: &'static str,
    units: Vec<&'static str>,
    certain: Option<&'static str>,
) -> Reading {
    let (kind, name) = kind::read(full);
    Reading {
        own: Name::of(name),
        kind,
        time: Time::Old,
        districts: vec![district],
        commune: None,
        units,
        certain,
    }
}

/// The meanings of a part: the type word and the time bind where they are written.
pub(super) fn of<'t>(all: &'t [Reading], part: &Part<'_>) -> Vec<&'t Reading> {
    let fits = |reading: &&Reading| {
        part.kind.is_none_or(|kind| reading.kind == Some(kind))
            && part.time.is_none_or(|time| reading.time == time)
    };
    let found = matching(&all.iter().filter(fits), |r| &r.own, &Name::of(part.name));
    if !found.is_empty() || part.kind.is_none() {
        return found;
    }
    // Without marks the name itself may begin like a type word: `phuong nam`.
    matching(&all.iter(), |r| &r.own, &Name::of(part.text))
}

/// True when the letters of a name are those of a commune or unit, whatever the marks.
pub(super) fn is_known(all: &[Reading], name: &str) -> bool {
    let name = Name::of(name);
    !name.is_empty() && all.iter().any(|reading| reading.own.folds_to(&name))
}

/// True when a name is exactly that of a commune or unit.
pub(super) fn is_exact(all: &[Reading], name: &str) -> bool {
    let name = Name::of(name);
    !name.is_empty() && all.iter().any(|reading| reading.own.keys == name.keys)
}

/// What all meanings agree on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Common {
    /// Code of the one old district.
    pub(super) district: Option<&'static str>,
    /// The one commune of 2023.
    pub(super) commune: Option<&'static str>,
    /// Code of the one unit of today.
    pub(super) unit: Option<&'static str>,
}

/// What all of these meanings agree on.
pub(super) fn common(readings: &[&Reading]) -> Common {
    let one = |get: &dyn Fn(&Reading) -> Option<&'static str>| {
        let mut values = readings.iter().map(|reading| get(reading));
        let first = values.next().flatten();
        first.filter(|_| values.all(|value| value == first))
    };
    Common {
        district: one(&|reading| match reading.districts.as_slice() {
            [only] => Some(only),
            _ => None,
        }),
        commune: one(&|reading| reading.commune),
        unit: one(&|reading| reading.certain),
    }
}
