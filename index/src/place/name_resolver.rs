//! What the words below the district mean, beside the district and the unit of the row.
//!
//! Must not: read text or fill a place.

use super::cell_parts::{PlaceEra, PlacePart};
use super::gazetteer::{self, EntryAgreement, GazetteerEntry};
use super::province::find_province;
use super::resolve::PlaceDoubt;
use super::{District, PlaceTables};

/// What the words below the district say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlaceMeaning {
    pub(super) agreement: EntryAgreement,
    /// The district alone must not settle the unit.
    pub(super) skips_unit_completion: bool,
    /// The commune does not lie in the unit of the row.
    pub(super) contradicts_unit: bool,
}

/// What is known beside the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceNameResolver {
    pub(super) places: &'static PlaceTables,
    /// Something says that it is the province of the tables.
    pub(super) is_home: bool,
    pub(super) district: Option<&'static District>,
}

impl PlaceNameResolver {
    /// The unit that the column of units names.
    pub(super) fn resolve_unit(
        self,
        part: &PlacePart<'_>,
        doubts: &mut Vec<PlaceDoubt>,
    ) -> Option<&'static GazetteerEntry> {
        let part = PlacePart {
            era: Some(PlaceEra::New),
            ..part.clone()
        };
        let found = gazetteer::find_entries(&self.places.gazetteer, &part);
        let found: Vec<_> = found
            .into_iter()
            .filter(|r| r.era == PlaceEra::New)
            .collect();
        match found.as_slice() {
            [] => doubts.push(PlaceDoubt::Unknown),
            [one] if self.lies_in_district(one) => return Some(one),
            [_] => doubts.push(PlaceDoubt::Contradicts),
            _ => doubts.push(PlaceDoubt::Ambiguous),
        }
        None
    }

    fn lies_in_district(self, reading: &GazetteerEntry) -> bool {
        let district = self.district;
        district.is_none_or(|district| reading.districts.contains(&district.code))
    }

    /// What a name of commune level means.
    pub(super) fn resolve_commune(
        self,
        part: &PlacePart<'_>,
        unit: Option<&GazetteerEntry>,
        doubts: &mut Vec<PlaceDoubt>,
    ) -> PlaceMeaning {
        let mut here = gazetteer::find_entries(&self.places.gazetteer, part);
        if here.is_empty() {
            doubts.push(PlaceDoubt::Unknown);
            return PlaceMeaning::default();
        }
        here.retain(|reading| self.lies_in_district(reading));
        let mut meaning = PlaceMeaning {
            skips_unit_completion: true,
            ..PlaceMeaning::default()
        };
        if here.is_empty() {
            doubts.push(PlaceDoubt::Contradicts);
            return meaning;
        }
        if let Some(code) = unit.and_then(|unit| unit.certain_unit) {
            let mut of_unit = here.clone();
            of_unit.retain(|reading| reading.units.contains(&code));
            if of_unit.is_empty() {
                doubts.push(PlaceDoubt::Contradicts);
                meaning.contradicts_unit = true;
            } else {
                here = of_unit;
            }
        }
        if self.district.is_some() || unit.is_some() {
            prefer_old_entries(&mut here);
        }
        meaning.agreement = gazetteer::find_agreement(&here);
        if meaning.contradicts_unit {
            meaning.agreement.unit = None;
        } else if meaning.agreement.unit.is_none() && unit.is_none() {
            let one_land = here.windows(2).all(|pair| match pair {
                [a, b] => a.units == b.units,
                _ => true,
            });
            doubts.push(if one_land {
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
        if !self.is_home && find_province(part.name).is_some() {
            // Bình Dương is a province and a commune here.
            doubts.push(PlaceDoubt::Ambiguous);
            return PlaceMeaning::default();
        }
        let communes = gazetteer::find_entries(&self.places.gazetteer, part);
        match (
            self.places.find_district_by_spelling(part.name),
            self.district,
        ) {
            (Some(found), Some(known)) if found.code == known.code => PlaceMeaning::default(),
            (Some(found), None) => {
                // The name of a district is read as that; what lies elsewhere under it is a doubt.
                let elsewhere = |reading: &&GazetteerEntry| reading.districts != [found.code];
                let doubt = part.era != Some(PlaceEra::Old) && communes.iter().any(elsewhere);
                if doubt {
                    doubts.push(PlaceDoubt::Ambiguous);
                }
                PlaceMeaning {
                    agreement: EntryAgreement {
                        district: Some(found.code),
                        ..EntryAgreement::default()
                    },
                    skips_unit_completion: doubt,
                    contradicts_unit: false,
                }
            }
            _ => self.resolve_commune(part, unit, doubts),
        }
    }
}

/// A district or a unit beside a commune tells that the commune is the old one, if there is one.
fn prefer_old_entries(readings: &mut Vec<&GazetteerEntry>) {
    if readings.iter().any(|reading| reading.era == PlaceEra::Old) {
        readings.retain(|reading| reading.era == PlaceEra::Old);
    }
}
