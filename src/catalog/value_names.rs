//! Facet values by what people call them: `ha long`, `TP Hạ Long`, `htx`, `4 sao`.
//!
//! Names are compared without accents, case and place type words. The table of names is built when
//! the first name is resolved, because most queries contain none. A name that several communes
//! share means all of them.

use std::fmt;
use std::sync::OnceLock;

use jiff::civil::Date;
use ocop_index::place::{PlaceNames, PlaceTables};
use ocop_index::product::{ChannelKind, ProducerKind, RecognitionKind};
use ocop_index::product_group;
use ocop_index::query::language::{ResolvedName, ValueResolver, write_query_with_names};
use ocop_index::query::spoken::SpokenContext;
use ocop_index::record_gap::RecordGap;
use ocop_index::specialty::SpecialtyTable;
use ocop_index::vietnamese::split_words;
use ocop_index::{
    Catalog, ExpiryBand, Facet, MARKED, NOT_GIVEN, ONLINE, ProductStatus, Query, REVIEW_STATES,
    TRACED,
};

use crate::wording::label;
use crate::wording::locale::{Language, Locale};

/// Type words in front of place names, without accents.
const PLACE_TYPE_WORDS: [&str; 16] = [
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

/// The most names that are suggested for an unknown one.
const MAX_SUGGESTIONS: usize = 3;

/// Letters of a name for each typo in it.
const MIN_LETTERS_A_TYPO: usize = 3;

/// The names of every facet value of a catalogue.
#[derive(Clone)]
pub struct FacetValueNames {
    /// The values that products have, by facet.
    values: Vec<Vec<String>>,
    locale: Locale,
    /// The day of the catalogue.
    day: Date,
    /// Products can be selected by hand, so that a line may ask for them.
    has_selection: bool,
    table: OnceLock<Vec<Vec<FacetValueAlias>>>,
    places: OnceLock<PlaceNames>,
}

/// A facet value with one of its names.
#[derive(Clone)]
struct FacetValueAlias {
    value: String,
    /// The name without accents and case.
    key: String,
    /// The label that is shown for the value.
    label: String,
}

impl fmt::Debug for FacetValueNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FacetValueNames").finish_non_exhaustive()
    }
}

impl FacetValueNames {
    /// Collects the values of a catalogue.
    pub fn from_catalog(catalog: &Catalog, locale: &Locale) -> Self {
        Self {
            values: Facet::ALL.map(|facet| catalog.facet_values(facet)).to_vec(),
            locale: locale.clone(),
            day: catalog.day(),
            has_selection: false,
            table: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// The same where products can be selected by hand: a line may ask for the selected ones.
    #[must_use]
    pub fn with_selection(mut self) -> Self {
        self.has_selection = true;
        self.table = OnceLock::new();
        self
    }

    /// The same values with their names in the language of these sentences.
    #[must_use]
    pub fn in_language(&self, locale: &Locale) -> Self {
        Self {
            values: self.values.clone(),
            locale: locale.clone(),
            day: self.day,
            has_selection: self.has_selection,
            table: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    /// The name of a value in a query line: its label if that resolves to this value alone, else
    /// the value itself. Numbers stay as they are.
    pub fn name_in_query(&self, facet: Facet, value: &str) -> String {
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        let label = label::facet_value_label(&self.locale, facet, value);
        let is_unambiguous =
            || self.resolve_name(facet, &label) == ResolvedName::Values(vec![value.to_owned()]);
        if !is_number && is_unambiguous() {
            label
        } else {
            value.to_owned()
        }
    }

    /// Writes a query as a line, with values by their labels.
    pub fn write_query(&self, query: &Query) -> String {
        write_query_with_names(query, &|facet, value| self.name_in_query(facet, value))
    }

    /// The same, or a phrase for "every product" when the query is empty.
    pub fn describe_query(&self, query: &Query) -> String {
        let line = self.write_query(query);
        if line.is_empty() {
            return self.locale.t("stats.everything").to_owned();
        }
        line
    }

    /// Every value of a facet, with its label, that has a name with this prefix.
    pub fn find_by_prefix(&self, facet: Facet, typed: &str) -> Vec<(String, String)> {
        let typed = fold_name(typed);
        let mut matches: Vec<(String, String)> = Vec::new();
        for name in self.facet_aliases(facet) {
            let has_prefix =
                name.key.starts_with(&typed) || strip_type_word(&name.key).starts_with(&typed);
            if has_prefix && !matches.iter().any(|(value, _)| *value == name.value) {
                matches.push((name.value.clone(), name.label.clone()));
            }
        }
        matches
    }

    /// True in a catalogue that was handed what people did with its products.
    pub fn has_marks(&self) -> bool {
        let mut marks = Facet::MARKS.iter();
        marks.any(|facet| !self.values[facet.index()].is_empty())
    }

    /// False for a facet of what people do with products, where nothing of that kind is known.
    pub fn keeps(&self, facet: Facet) -> bool {
        let is_selection = facet == Facet::Selection && self.has_selection;
        !facet.is_mark() || is_selection || self.has_marks()
    }

    fn facet_aliases(&self, facet: Facet) -> &[FacetValueAlias] {
        let table = self.table.get_or_init(|| {
            let languages = [Language::Vi, Language::En];
            let languages = languages.map(|language| self.locale.in_language(language));
            let names = |facet: Facet| {
                let values = self.values[facet.index()].clone();
                if !self.keeps(facet) {
                    return Vec::new();
                }
                build_aliases(facet, values, &self.locale, &languages)
            };
            Facet::ALL.map(names).into()
        });
        &table[facet.index()]
    }

    /// True for the beginning of the name of a value, and for one with a typo.
    fn is_like_a_name(&self, facet: Facet, typed: &str) -> bool {
        let mut names = self.facet_aliases(facet).iter();
        names.any(|name| {
            let len = name.key.chars().count();
            name.key.starts_with(typed)
                || strsim::osa_distance(typed, &name.key) * MIN_LETTERS_A_TYPO <= len
        })
    }

    /// The labels of the values whose names are nearest to this one by edit distance.
    fn nearest_labels(&self, facet: Facet, typed: &str) -> Vec<String> {
        let typed = strip_type_word(typed);
        let mut near: Vec<(bool, usize, &str)> = self
            .facet_aliases(facet)
            .iter()
            .filter(|name| is_offered_value(facet, &name.value))
            .map(|name| {
                let key = strip_type_word(&name.key);
                let has_prefix = !typed.is_empty() && key.starts_with(typed);
                (!has_prefix, strsim::osa_distance(typed, key), &*name.label)
            })
            .collect();
        near.sort_unstable();
        if near.first().is_some_and(|(lacks_prefix, ..)| !lacks_prefix) {
            // Names with this prefix are better suggestions than names that are only similar.
            near.retain(|(lacks_prefix, ..)| !lacks_prefix);
        }
        let mut labels: Vec<String> = Vec::new();
        for (_, _, label) in near {
            if labels.len() < MAX_SUGGESTIONS && !labels.iter().any(|known| known == label) {
                labels.push(label.to_owned());
            }
        }
        labels
    }
}

impl ValueResolver for FacetValueNames {
    fn numeric_values(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Star => (1..=5).map(|star| star.to_string()).collect(),
            _ => self.values[facet.index()].clone(),
        }
    }

    fn resolve_name(&self, facet: Facet, text: &str) -> ResolvedName {
        let typed = fold_name(text);
        if !self.keeps(facet) {
            return ResolvedName::NotKept;
        }
        if facet == Facet::Year && typed.len() == 4 && typed.parse::<u16>().is_ok() {
            // A year without products is a valid filter with no hits.
            return ResolvedName::Values(vec![typed]);
        }
        let mut values = matching_values(self.facet_aliases(facet), |name| name.key == typed);
        if values.is_empty() && matches!(facet, Facet::District | Facet::Unit) {
            let bare = strip_type_word(&typed);
            values = matching_values(self.facet_aliases(facet), |name| {
                strip_type_word(&name.key) == bare
            });
        }
        if !values.is_empty() {
            return ResolvedName::Values(values);
        }
        if facet == Facet::ReviewState {
            let verdicts = self.facet_aliases(Facet::Verdict);
            let values = matching_values(verdicts, |name| name.key == typed);
            if !values.is_empty() {
                return ResolvedName::OfFacet(Facet::Verdict, values);
            }
        }
        // A digit among words is not the name of a group: `nhom:"trà 5"`.
        if facet == Facet::Group && !text.contains(|c: char| c.is_ascii_digit()) {
            match product_group::parse_group(text) {
                Some(group) if group.is_whole_group() => {
                    return ResolvedName::Values(vec![group.code.to_owned()]);
                }
                Some(_) => return ResolvedName::Specialty,
                None if SpecialtyTable::built_in().is_known(text) => {
                    return ResolvedName::Specialty;
                }
                None => {}
            }
        }
        if facet == Facet::ProducerKind && !self.is_like_a_name(facet, &typed) {
            return ResolvedName::ProducerName;
        }
        ResolvedName::Unknown(self.nearest_labels(facet, &typed))
    }

    fn spoken_context(&self) -> SpokenContext<'_> {
        let values = |facet: Facet| &self.values[facet.index()];
        let build_names = || PlaceNames::new(values(Facet::District), values(Facet::Unit));
        SpokenContext {
            today: self.day,
            places: self.places.get_or_init(build_names),
            has_marks: [Facet::ReviewState, Facet::Verdict, Facet::Remark]
                .into_iter()
                .any(|facet| !values(facet).is_empty()),
        }
    }
}

fn matching_values(
    names: &[FacetValueAlias],
    is_match: impl Fn(&FacetValueAlias) -> bool,
) -> Vec<String> {
    let matches = names.iter().filter(|name| is_match(name));
    let mut values: Vec<String> = matches.map(|name| name.value.clone()).collect();
    values.sort();
    values.dedup();
    values
}

/// The values of a facet that are known without a catalogue; empty for years and for what people wrote.
fn builtin_values(locale: &Locale, facet: Facet) -> Vec<String> {
    let places = PlaceTables::quang_ninh();
    let owned = |keys: Vec<&str>| keys.into_iter().map(str::to_owned).collect();
    match facet {
        Facet::District => owned(places.districts().iter().map(|d| d.name).collect()),
        Facet::Unit => owned(places.units().iter().map(|unit| unit.full_name).collect()),
        Facet::Star => (1..=5).map(|star| star.to_string()).collect(),
        Facet::Group => owned(
            product_group::product_groups()
                .iter()
                .map(|group| group.code)
                .collect(),
        ),
        Facet::ProducerKind => owned(ProducerKind::ALL.iter().map(|kind| kind.key()).collect()),
        Facet::Status => owned(
            ProductStatus::ALL
                .iter()
                .map(|status| status.key())
                .collect(),
        ),
        Facet::ExpiryBand => owned(ExpiryBand::ALL.iter().map(|band| band.key()).collect()),
        Facet::Recognition => owned(RecognitionKind::ALL.iter().map(|kind| kind.key()).collect()),
        Facet::Channel => {
            let kinds = ChannelKind::ALL.iter().map(|kind| kind.key());
            owned(kinds.chain([ONLINE, TRACED]).collect())
        }
        Facet::Gap => owned(RecordGap::ALL.iter().map(|gap| gap.key()).collect()),
        Facet::ReviewState => owned(REVIEW_STATES.to_vec()),
        Facet::Verdict => locale.verdict_keys(),
        Facet::Remark | Facet::Disagreement | Facet::Proposal | Facet::Selection => {
            owned(vec![MARKED])
        }
        Facet::Year | Facet::Reviewer | Facet::Label | Facet::List => Vec::new(),
    }
}

/// True for a value to suggest. One and two stars are accepted in a query but never awarded.
fn is_offered_value(facet: Facet, value: &str) -> bool {
    facet != Facet::Star || matches!(value, "3" | "4" | "5" | NOT_GIVEN)
}

/// The values of a facet to choose from without a catalogue.
pub fn offered_values(locale: &Locale, facet: Facet) -> Vec<String> {
    let mut values = builtin_values(locale, facet);
    values.push(NOT_GIVEN.to_owned());
    values.retain(|value| is_offered_value(facet, value));
    values
}

/// Every name of every value of a facet, whether or not a product has it.
fn build_aliases(
    facet: Facet,
    mut values: Vec<String>,
    locale: &Locale,
    languages: &[Locale],
) -> Vec<FacetValueAlias> {
    values.extend(builtin_values(locale, facet));
    values.push(NOT_GIVEN.to_owned());
    values.sort();
    values.dedup();
    let mut names = Vec::new();
    for value in values {
        let label = label::facet_value_label(locale, facet, &value);
        let mut keys = vec![value.clone()];
        for language in languages {
            keys.push(label::facet_value_label(language, facet, &value));
            let aliases = language.get(&format!("alias.{}_{value}", facet.key()));
            keys.extend(
                aliases
                    .into_iter()
                    .flat_map(|list| list.split(';'))
                    .map(str::to_owned),
            );
        }
        for key in keys {
            names.push(FacetValueAlias {
                value: value.clone(),
                key: fold_name(&key),
                label: label.clone(),
            });
        }
    }
    names
}

/// A name without accents, case and punctuation.
pub(super) fn fold_name(text: &str) -> String {
    let folds: Vec<String> = split_words(text)
        .into_iter()
        .map(|word| word.fold)
        .collect();
    folds.join(" ")
}

fn strip_type_word(key: &str) -> &str {
    PLACE_TYPE_WORDS
        .iter()
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '))
        .unwrap_or(key)
}
