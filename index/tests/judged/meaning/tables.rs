//! The places of Quảng Ninh as the reference tables have them, read for the questions.

use std::collections::BTreeMap;

const COMMUNES: &str = include_str!("../../../data/communes.tsv");
const DISTRICTS: &str = include_str!("../../../data/districts.tsv");
const UNITS: &str = include_str!("../../../data/units.tsv");

/// A commune of 2023.
#[derive(Clone, Copy)]
pub(crate) struct Commune {
    pub(crate) full: &'static str,
    /// The name of its district.
    pub(crate) district: &'static str,
    /// The full name of its unit of 2025, absent where that is not certain.
    pub(crate) unit: Option<&'static str>,
}

/// The rows of a table, cell by cell, without its remarks and its header.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.skip(1).map(|line| line.split('\t').collect())
}

/// Every commune.
pub(crate) fn communes() -> Vec<Commune> {
    let districts: BTreeMap<_, _> = rows(DISTRICTS).map(|cells| (cells[0], cells[1])).collect();
    let units: BTreeMap<_, _> = rows(UNITS).map(|cells| (cells[0], cells[2])).collect();
    let one = |cells: Vec<&'static str>| Commune {
        full: cells[2],
        district: districts.get(cells[3]).copied().unwrap_or(""),
        unit: cells.get(5).and_then(|code| units.get(code)).copied(),
    };
    rows(COMMUNES).map(one).collect()
}

/// The districts: name and full name.
pub(crate) fn districts() -> Vec<(&'static str, &'static str)> {
    rows(DISTRICTS).map(|cells| (cells[1], cells[2])).collect()
}

/// The full names of the units of 2025.
pub(crate) fn units() -> Vec<&'static str> {
    rows(UNITS).map(|cells| cells[2]).collect()
}
