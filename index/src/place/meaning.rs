//! What the words below the district mean, beside the district and the unit of the row.
//!
//! Must not: read text or fill a place.

use super::part::{Part, Time};
use super::province::province;
use super::reading::{self, Common, Reading};
use super::resolve::Doubt;
use super::{District, Places};

/// What the words below the district say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    pub(super) common: Common,
    /// The district alone must not settle the unit.
    pub(super) is_final: bool,
    /// The commune does not lie in the unit of the row.
    pub(super) denies_unit: bool,
}

/// What is known beside the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    pub(super) places: &'static Places,
    /// Something says that it is the province of the tables.
    pub(super) home: bool,
    pub(super) district: Option<&'static District>,
}

impl Given {
    /// The unit that the column of units names.
    pub(super) fn unit(self, part: &Part<'_>, doubts: &mut Vec<Doubt>) -> Option<&'static Reading> {
        let part = Part {
            time: Some(Time::New),
            ..part.clone()
        };
        let found = reading::of(&self.places.readings, &part);
        let found: Vec<_> = found.into_iter().filter(|r| r.time == Time::New).collect();
        match found.as_slice() {
            [] => doubts.push(Doubt::Unknown),
            [one] if self.lies_here(one) => return Some(one),
            [_] => doubts.push(Doubt::Contradicts),
            _ => doubts.push(Doubt::Ambiguous),
        }
        None
    }

    fn lies_here(self, reading: &Reading) -> bool {
        let district = self.district;
        district.is_none_or(|district| reading.districts.contains(&district.code))
    }

    /// What a name of commune level means.
    pub(super) fn commune(
        self,
        part: &Part<'_>,
        unit: Option<&Reading>,
        doubts: &mut Vec<Doubt>,
    ) -> Meaning {
        let mut here = reading::of(&self.places.readings, part);
        if here.is_empty() {
            doubts.push(Doubt::Unknown);
            return Meaning::default();
        }
        here.retain(|reading| self.lies_here(reading));
        let mut meaning = Meaning {
            is_final: true,
            ..Meaning::default()
        };
        if here.is_empty() {
            doubts.push(Doubt::Contradicts);
            return meaning;
        }
        if let Some(code) = unit.and_then(|unit| unit.certain) {
            let mut of_unit = here.clone();
            of_unit.retain(|reading| reading.units.contains(&code));
            if of_unit.is_empty() {
                doubts.push(Doubt::Contradicts);
                meaning.denies_unit = true;
            } else {
                here = of_unit;
            }
        }
        if self.district.is_some() || unit.is_some() {
            old_first(&mut here);
        }
        meaning.common = reading::common(&here);
        if meaning.denies_unit {
            meaning.common.unit = None;
        } else if meaning.common.unit.is_none() && unit.is_none() {
            let one_land = here.windows(2).all(|pair| match pair {
                [a, b] => a.units == b.units,
                _ => true,
            });
            doubts.push(if one_land {
                Doubt::Split
            } else {
                Doubt::Ambiguous
            });
        }
        meaning
    }

    /// What a bare name of any level means.
    pub(super) fn any(
        self,
        part: &Part<'_>,
        unit: Option<&Reading>,
        doubts: &mut Vec<Doubt>,
    ) -> Meaning {
        if !self.home && province(part.name).is_some() {
            // Bình Dương is a province and a commune here.
            doubts.push(Doubt::Ambiguous);
            return Meaning::default();
        }
        let communes = reading::of(&self.places.readings, part);
        match (self.places.district_written(part.name), self.district) {
            (Some(found), Some(known)) if found.code == known.code => Meaning::default(),
            (Some(found), None) => {
                // The name of a district is read as that; what lies elsewhere under it is a doubt.
                let elsewhere = |reading: &&Reading| reading.districts != [found.code];
                let doubt = part.time != Some(Time::Old) && communes.iter().any(elsewhere);
                if doubt {
                    doubts.push(Doubt::Ambiguous);
                }
                Meaning {
                    common: Common {
                        district: Some(found.code),
                        ..Common::default()
                    },
                    is_final: doubt,
                    denies_unit: false,
                }
            }
            _ => self.commune(part, unit, doubts),
        }
    }
}

/// A district or a unit beside a commune tells that the commune is the old one, if there is one.
fn old_first(readings: &mut Vec<&Reading>) {
    if readings.iter().any(|reading| reading.time == Time::Old) {
        readings.retain(|reading| reading.time == Time::Old);
    }
}
