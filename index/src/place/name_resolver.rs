//! Resolves the names below the district, given the district and the unit of the row.

use super::admin_unit::District;
use super::cell_parts::{PlaceEra, PlacePart};
use super::doubt::PlaceDoubt;
use super::gazetteer::{self, EntryAgreement, GazetteerEntry};
use super::province::find_province;
use super::tables::PlaceTables;

/// What the names below the district mean.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlaceMeaning {
    pub(super) agreement: EntryAgreement,
    /// The unit must not be completed from the district alone.
    pub(super) skips_unit_completion: bool,
    /// The commune is not in the unit of the row.
    pub(super) contradicts_unit: bool,
}

/// The context of a name: what the rest of the row names.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceNameResolver {
    pub(super) tables: &'static PlaceTables,
    /// A cell says that it is the province of the tables.
    pub(super) is_home_province: bool,
    pub(super) district: Option<&'static District>,
}

impl PlaceNameResolver {
    /// The unit that the unit column names.
    pub(super) fn resolve_unit(
        self,
        part: &PlacePart<'_>,
        doubts: &mut Vec<PlaceDoubt>,
    ) -> Option<&'static GazetteerEntry> {
        let part = PlacePart {
            era: Some(PlaceEra::New),
            ..part.clone()
        };
        let mut units = gazetteer::find_entries(&self.tables.gazetteer, &part);
        units.retain(|entry| entry.era == PlaceEra::New);
        match units.as_slice() {
            [] => doubts.push(PlaceDoubt::Unknown),
            [only] if self.is_in_district(only) => return Some(only),
            [_] => doubts.push(PlaceDoubt::Contradicts),
            _ => doubts.push(PlaceDoubt::Ambiguous),
        }
        None
    }

    fn is_in_district(self, entry: &GazetteerEntry) -> bool {
        let district = self.district;
        district.is_none_or(|district| entry.districts.contains(&district.code))
    }

    /// What a name of commune level means.
    pub(super) fn resolve_commune(
        self,
        part: &PlacePart<'_>,
        unit: Option<&GazetteerEntry>,
        doubts: &mut Vec<PlaceDoubt>,
    ) -> PlaceMeaning {
        let mut entries = gazetteer::find_entries(&self.tables.gazetteer, part);
        if entries.is_empty() {
            doubts.push(PlaceDoubt::Unknown);
            return PlaceMeaning::default();
        }
        entries.retain(|entry| self.is_in_district(entry));
        let mut meaning = PlaceMeaning {
            skips_unit_completion: true,
            ..PlaceMeaning::default()
        };
        if entries.is_empty() {
            doubts.push(PlaceDoubt::Contradicts);
            return meaning;
        }
        if let Some(code) = unit.and_then(|unit| unit.certain_unit) {
            let mut in_unit = entries.clone();
            in_unit.retain(|entry| entry.units.contains(&code));
            if in_unit.is_empty() {
                doubts.push(PlaceDoubt::Contradicts);
                meaning.contradicts_unit = true;
            } else {
                entries = in_unit;
            }
        }
        if self.district.is_some() || unit.is_some() {
            prefer_old_entries(&mut entries);
        }
        meaning.agreement = gazetteer::find_agreement(&entries);
        if meaning.contradicts_unit {
            meaning.agreement.unit = None;
        } else if meaning.agreement.unit.is_none() && unit.is_none() {
            let have_same_units = entries.windows(2).all(|pair| match pair {
                [a, b] => a.units == b.units,
                _ => true,
            });
            doubts.push(if have_same_units {
                PlaceDoubt::Split
            } else {
                PlaceDoubt::Ambiguous
            });
        }
        meaning
    }

    /// What a bare name of any level means.
    pub(super) fn resolve_any_level(
        self,
        part: &PlacePart<'_>,
        unit: Option<&GazetteerEntry>,
        doubts: &mut Vec<PlaceDoubt>,
    ) -> PlaceMeaning {
        if !self.is_home_province && find_province(part.name).is_some() {
            // Bình Dương is a province and a commune of Quảng Ninh.
            doubts.push(PlaceDoubt::Ambiguous);
            return PlaceMeaning::default();
        }
        let entries = gazetteer::find_entries(&self.tables.gazetteer, part);
        match (
            self.tables.find_district_in_any_spelling(part.name),
            self.district,
        ) {
            (Some(named), Some(known)) if named.code == known.code => PlaceMeaning::default(),
            (Some(named), None) => {
                // A district's name means the district; communes of that name elsewhere make it ambiguous.
                let is_elsewhere = |entry: &&GazetteerEntry| entry.districts != [named.code];
                let is_ambiguous =
                    part.era != Some(PlaceEra::Old) && entries.iter().any(is_elsewhere);
                if is_ambiguous {
                    doubts.push(PlaceDoubt::Ambiguous);
                }
                PlaceMeaning {
                    agreement: EntryAgreement {
                        district: Some(named.code),
                        ..EntryAgreement::default()
                    },
                    skips_unit_completion: is_ambiguous,
                    contradicts_unit: false,
                }
            }
            _ => self.resolve_commune(part, unit, doubts),
        }
    }
}

/// Beside a district or a unit, a commune name means the old commune, if there is one.
fn prefer_old_entries(entries: &mut Vec<&GazetteerEntry>) {
    if entries.iter().any(|entry| entry.era == PlaceEra::Old) {
        entries.retain(|entry| entry.era == PlaceEra::Old);
    }
}
