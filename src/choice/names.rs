//! The values of a catalogue by what people call them: `ha long`, `TP Hạ Long`, `htx`, `4 sao`.
//!
//! Names are compared without accents, case and type words. The table is made when the first name is asked for:
//! most questions name none. Must not: choose between different units in silence: a name that several units
//! share means all of them.

use std::fmt;
use std::sync::OnceLock;

use ocop_index::gap::Gap;
use ocop_index::group;
use ocop_index::place::Places;
use ocop_index::product::{ChannelKind, ProducerKind, RecognitionKind};
use ocop_index::query::language::{Meant, Values, write_named};
use ocop_index::specialty::Specialties;
use ocop_index::vietnamese::words;
use ocop_index::{Catalog, Facet, Left, NONE, ONLINE, Query, Status, TRACED};

use crate::label;
use crate::locale::{Lang, Locale};

/// Type words in front of names of places, without accents.
const TYPES: [&str; 16] = [
    "thanh pho",
    "thi xa",
    "thi tran",
    "dac khu",
    "phuong",
    "huyen",
    "tinh",
    "xa",
    "tp",
    "tx",
    "tt",
    "h",
    "p",
    "x",
    "dk",
    "city",
];

/// Most names that are offered for one that is none.
const NEAR: usize = 3;

/// The names of every value.
#[derive(Clone)]
pub struct Names {
    /// The values that products have, facet by facet.
    values: Vec<Vec<String>>,
    locale: Locale,
    table: OnceLock<Vec<Vec<Name>>>,
}

/// A value and one of its names.
#[derive(Clone)]
struct Name {
    value: String,
    key: String,
    label: String,
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Names").finish_non_exhaustive()
    }
}

impl Names {
    /// The names of a catalogue's values.
    pub fn of(catalog: &Catalog, locale: &Locale) -> Self {
        Self {
            values: Facet::ALL.map(|facet| catalog.values(facet)).to_vec(),
            locale: locale.clone(),
            table: OnceLock::new(),
        }
    }

    /// What a value is called in a line: by its label where that means nothing else, numbers as they are.
    pub fn called(&self, facet: Facet, value: &str) -> String {
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let label = label::value(&self.locale, facet, value);
        let means = || self.meant(facet, &label) == Meant::Values(vec![value.to_owned()]);
        if !is_number && means() {
            label
        } else {
            value.to_owned()
        }
    }

    /// A question as a line in the words of the screen.
    pub fn written(&self, query: &Query) -> String {
        write_named(query, &|facet, value| self.called(facet, value))
    }

    /// The same, and in words where nothing is asked: every product.
    pub fn question(&self, query: &Query) -> String {
        let line = self.written(query);
        if line.is_empty() {
            return self.locale.t("stats.everything").to_owned();
        }
        line
    }

    /// Every value of a facet that may be meant, with its label, that has a name which begins like this.
    pub fn beginning(&self, facet: Facet, typed: &str) -> Vec<(String, String)> {
        let typed = key_of(typed);
        let mut found: Vec<(String, String)> = Vec::new();
        for name in self.names(facet) {
            let begins =
                name.key.starts_with(&typed) || without_type(&name.key).starts_with(&typed);
            if begins && !found.iter().any(|(value, _)| *value == name.value) {
                found.push((name.value.clone(), name.label.clone()));
            }
        }
        found
    }

    fn names(&self, facet: Facet) -> &[Name] {
        let table = self.table.get_or_init(|| {
            let languages = [Locale::new(Lang::Vi), Locale::new(Lang::En)];
            let names = |facet: Facet| {
                let known = self.values[facet.index()].clone();
                names(facet, known, &self.locale, &languages)
            };
            Facet::ALL.map(names).into()
        });
        &table[facet.index()]
    }

    /// Labels of the values whose names are nearest to this one.
    fn near(&self, facet: Facet, typed: &str) -> Vec<String> {
        let typed = without_type(typed);
        let mut near: Vec<(bool, usize, &str)> = self
            .names(facet)
            .iter()
            .filter(|name| is_given(facet, &name.value))
            .map(|name| {
                let key = without_type(&name.key);
                let begins = !typed.is_empty() && key.starts_with(typed);
                (!begins, strsim::osa_distance(typed, key), &*name.label)
            })
            .collect();
        near.sort_unstable();
        if near.first().is_some_and(|(other, ..)| !other) {
            // What begins like this is meant, and not what looks like it.
            near.retain(|(other, ..)| !other);
        }
        let mut labels: Vec<String> = Vec::new();
        for (_, _, label) in near {
            if labels.len() < NEAR && !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
        labels
    }
}

impl Values for Names {
    fn numbers(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Star => (1..=5).map(|star| star.to_string()).collect(),
            _ => self.values[facet.index()].clone(),
        }
    }

    fn meant(&self, facet: Facet, text: &str) -> Meant {
        let typed = key_of(text);
        if facet == Facet::Year && typed.len() == 4 && typed.parse::<u16>().is_ok() {
            // A year without products is a fact and no mistake.
            return Meant::Values(vec![typed]);
        }
        let mut values = pick(self.names(facet), |name| name.key == typed);
        if values.is_empty() && matches!(facet, Facet::District | Facet::Unit) {
            let bare = without_type(&typed);
            values = pick(self.names(facet), |name| without_type(&name.key) == bare);
        }
        if !values.is_empty() {
            return Meant::Values(values);
        }
        // Numbers among other words are no group's: `nhom:"trà 5"`.
        if facet == Facet::Group && !text.contains(|c: char| c.is_ascii_digit()) {
            match group::read(text) {
                Some(read) if read.set.is_none() => {
                    return Meant::Values(vec![read.code.to_owned()]);
                }
                Some(_) => return Meant::Specialty,
                None if Specialties::reviewed().know(text) => return Meant::Specialty,
                None => {}
            }
        }
        Meant::Nothing(self.near(facet, &typed))
    }
}

fn pick(names: &[Name], fits: impl Fn(&Name) -> bool) -> Vec<String> {
    let fitting = names.iter().filter(|name| fits(name));
    let mut values: Vec<String> = fitting.map(|name| name.value.clone()).collect();
    values.sort();
    values.dedup();
    values
}

/// The values of a facet that are known without a catalogue; none of years.
fn always(facet: Facet) -> Vec<String> {
    let places = Places::quang_ninh();
    let owned = |keys: Vec<&str>| keys.into_iter().map(str::to_owned).collect();
    match facet {
        Facet::District => owned(places.districts().iter().map(|d| d.name).collect()),
        Facet::Unit => owned(places.units().iter().map(|unit| unit.full).collect()),
        Facet::Star => (1..=5).map(|star| star.to_string()).collect(),
        Facet::Group => owned(group::all().iter().map(|group| group.code).collect()),
        Facet::Kind => owned(ProducerKind::ALL.iter().map(|kind| kind.key()).collect()),
        Facet::Status => owned(Status::ALL.iter().map(|status| status.key()).collect()),
        Facet::Left => owned(Left::ALL.iter().map(|band| band.key()).collect()),
        Facet::Recognition => owned(RecognitionKind::ALL.iter().map(|kind| kind.key()).collect()),
        Facet::Channel => {
            let kinds = ChannelKind::ALL.iter().map(|kind| kind.key());
            owned(kinds.chain([ONLINE, TRACED]).collect())
        }
        Facet::Gap => owned(Gap::ALL.iter().map(|gap| gap.key()).collect()),
        Facet::Year => Vec::new(),
    }
}

/// Stars below three are understood and never given.
fn is_given(facet: Facet, value: &str) -> bool {
    facet != Facet::Star || matches!(value, "3" | "4" | "5" | NONE)
}

/// The values of a facet to choose from, where there is no catalogue to ask.
pub fn offered(facet: Facet) -> Vec<String> {
    let mut values = always(facet);
    values.push(NONE.to_owned());
    values.retain(|value| is_given(facet, value));
    values
}

/// Every name of every value that may be meant, whether or not some product has it.
fn names(
    facet: Facet,
    mut values: Vec<String>,
    locale: &Locale,
    languages: &[Locale],
) -> Vec<Name> {
    values.extend(always(facet));
    values.push(NONE.to_owned());
    values.sort();
    values.dedup();
    let mut names = Vec::new();
    for value in values {
        let label = label::value(locale, facet, &value);
        let mut keys = vec![value.clone()];
        for language in languages {
            keys.push(label::value(language, facet, &value));
            let others = language.get(&format!("alias.{}_{value}", facet.key()));
            keys.extend(
                others
                    .into_iter()
                    .flat_map(|o| o.split(';'))
                    .map(str::to_owned),
            );
        }
        for key in keys {
            names.push(Name {
                value: value.clone(),
                key: key_of(&key),
                label: label.clone(),
            });
        }
    }
    names
}

/// Without accents and signs.
fn key_of(text: &str) -> String {
    let folds: Vec<String> = words(text).into_iter().map(|word| word.fold).collect();
    folds.join(" ")
}

fn without_type(key: &str) -> &str {
    TYPES
        .iter()
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '))
        .unwrap_or(key)
}
