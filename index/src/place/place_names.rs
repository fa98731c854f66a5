//! The names of places that people may say in a query: those of a catalogue, and those of Quảng Ninh, old and new.

use std::collections::HashMap;

use super::tables::{HOME_PROVINCE, PlaceTables};
use super::type_word::{self, PlaceLevel, PlaceType};
use crate::vietnamese::{Word, split_words};

/// Names of places, to be found among the words of a query.
#[derive(Clone, Debug, Default)]
pub struct PlaceNames {
    /// By the bare letters of the first word.
    by_first: HashMap<String, Vec<NamedPlace>>,
}

/// A name, and the places that have it.
#[derive(Clone, Debug)]
pub(crate) struct NamedPlace {
    /// The words of the name, without type word.
    pub(crate) words: Vec<Word>,
    /// The name as it is written.
    pub(crate) name: String,
    /// A district has it.
    pub(crate) is_district: bool,
    /// The communes and the units since 2025 that have it, with their full names.
    communes: Vec<(PlaceType, String)>,
    /// The province of the reference tables has it.
    pub(crate) is_home_province: bool,
}

/// The type word of a place in a query: `h.`, `thị trấn`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpokenPlaceType(PlaceType);

impl SpokenPlaceType {
    /// The type word at this word, and how many words it takes.
    pub(crate) fn find(text: &str, words: &[Word], at: usize) -> Option<(Self, usize)> {
        let is_unmarked = !words.iter().any(Word::is_marked);
        let (place_type, count) = type_word::match_type_word(text, words, at, is_unmarked)?;
        Some((Self(place_type), count))
    }

    /// True when a place of this name may be meant.
    pub(crate) fn fits(self, place: &NamedPlace) -> bool {
        match self.0.level() {
            // `q` is a district or Quảng; a district of 2023 is often called a commune of today, and the other way
            // round.
            PlaceLevel::District | PlaceLevel::Commune => {
                place.is_district || !place.communes.is_empty() || self.0 == PlaceType::Quan
            }
            PlaceLevel::Province => place.is_home_province,
        }
    }
}

impl NamedPlace {
    /// The full name of the commune of this type.
    pub(crate) fn commune_of_type(&self, place_type: SpokenPlaceType) -> Option<&str> {
        let mut communes = self.communes.iter();
        let commune = communes.find(|(known, _)| *known == place_type.0);
        commune.map(|(_, full_name)| full_name.as_str())
    }
}

impl PlaceNames {
    /// The names of the districts and units of a catalogue, with those of Quảng Ninh.
    pub fn new(districts: &[String], units: &[String]) -> Self {
        let tables = PlaceTables::quang_ninh();
        let mut names = Self::default();
        let home_districts = tables.districts.iter().map(|district| district.name);
        for name in home_districts.chain(districts.iter().map(String::as_str)) {
            names.add(name, |place| place.is_district = true);
        }
        let communes = tables.communes.iter().map(|commune| commune.full_name);
        let current = tables.units.iter().map(|unit| unit.full_name);
        for full_name in communes
            .chain(current)
            .chain(units.iter().map(String::as_str))
        {
            let (place_type, name) = type_word::split_type_word(full_name);
            names.add(name, |place| {
                let place_type = place_type.unwrap_or(PlaceType::Xa);
                if place.communes.iter().all(|(known, _)| *known != place_type) {
                    place.communes.push((place_type, full_name.to_owned()));
                }
            });
        }
        names.add(HOME_PROVINCE, |place| place.is_home_province = true);
        names.add("QN", |place| place.is_home_province = true);
        names
    }

    fn add(&mut self, name: &str, mark: impl Fn(&mut NamedPlace)) {
        let words = split_words(name);
        let Some(first) = words.first() else {
            return;
        };
        let is_number = words
            .iter()
            .all(|word| word.fold.bytes().all(|byte| byte.is_ascii_digit()));
        if is_number {
            return;
        }
        let same_first = self.by_first.entry(first.fold.clone()).or_default();
        let has_same_words = |place: &&mut NamedPlace| {
            place
                .words
                .iter()
                .map(|word| &word.canon)
                .eq(words.iter().map(|word| &word.canon))
        };
        if let Some(known) = same_first.iter_mut().find(has_same_words) {
            return mark(known);
        }
        let mut place = NamedPlace {
            words,
            name: name.to_owned(),
            is_district: false,
            communes: Vec::new(),
            is_home_province: false,
        };
        mark(&mut place);
        same_first.push(place);
    }

    /// The places whose name begins with a word of these bare letters.
    pub(crate) fn with_first_word(&self, fold: &str) -> &[NamedPlace] {
        self.by_first.get(fold).map_or(&[], Vec::as_slice)
    }
}
