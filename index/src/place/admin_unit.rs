//! Administrative units of Quảng Ninh as the tables of the statistics office list them.

use super::name::PlaceName;
use crate::reference_table;

/// A district-level unit of 2023.
#[derive(Debug)]
pub struct District {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name without type word.
    pub name: &'static str,
    /// Name with type word.
    pub(crate) full_name: &'static str,
    /// Name with abbreviated type word: `TP. Hạ Long`.
    pub(crate) short_name: &'static str,
    pub(super) compared_name: PlaceName,
}

/// A commune-level unit of 2023.
#[derive(Debug)]
pub(super) struct Commune {
    /// Code of the statistics office in 2023. 21 of these codes belong to another unit since 2025.
    pub(super) code: &'static str,
    /// Name with type word.
    pub(super) full_name: &'static str,
    /// Code of its district.
    pub(super) district: &'static str,
    /// Codes of every unit of 2025 that took some of it.
    pub(super) units: Vec<&'static str>,
    /// The one unit of 2025, when certain.
    pub(super) certain_unit: Option<&'static str>,
}

/// A commune-level unit since 2025-07-01.
#[derive(Debug)]
pub struct CurrentUnit {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name with type word.
    pub full_name: &'static str,
}

pub(super) fn load_districts() -> Vec<District> {
    reference_table::table_rows(include_str!("../../data/districts.tsv"))
        .map(|[code, name, full_name, _, short_names]| District {
            code,
            name,
            full_name,
            short_name: short_names.split(';').next().unwrap_or_default(),
            compared_name: PlaceName::from_text(name),
        })
        .collect()
}

pub(super) fn load_communes() -> Vec<Commune> {
    reference_table::table_rows(include_str!("../../data/communes.tsv"))
        .map(
            |[code, _, full_name, district, units, certain_unit]| Commune {
                code,
                full_name,
                district,
                units: split_codes(units),
                certain_unit: Some(certain_unit).filter(|code| !code.is_empty()),
            },
        )
        .collect()
}

pub(super) fn load_current_units() -> Vec<CurrentUnit> {
    reference_table::table_rows(include_str!("../../data/units.tsv"))
        .map(|[code, _, full_name]| CurrentUnit { code, full_name })
        .collect()
}

/// The codes of a cell that holds several.
pub(super) fn split_codes(codes: &'static str) -> Vec<&'static str> {
    codes.split(';').filter(|code| !code.is_empty()).collect()
}
