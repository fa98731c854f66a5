//! The columns that facets, filters and orders read.
//!
//! A product has the number of its [`profile`] and of its place; what facets, stars and ends follow from them
//! is worked out once for each different one, for the day the catalogue is opened for. Dates make hundreds of
//! thousands of profiles, of which few differ in any facet: those that do not are one class. Must not: know the
//! question.

use std::collections::HashMap;

use jiff::civil::Date;
use tantivy::{DocId, SegmentReader};

use super::bulk;
use super::lines::{Lines, Places};
use super::schema::Fields;
use super::vocabulary::Vocabulary;
use super::{flags, profile, threads};
use crate::error::Result;
use crate::gap;
use crate::product::RecognitionKind;
use crate::query::{Facet, NONE};
use crate::status::{self, Left, State, Status};
use crate::vietnamese::collate;

/// What a facet's value follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The class of the product's profile.
    Class,
    /// The product's place.
    Place,
}

/// One facet's values, and those of each class or place. The first profile and place stand for products
/// without one, which there are none of: their values do not count as present.
#[derive(Debug)]
pub(crate) struct FacetColumn {
    /// Value keys by number; number 0 is [`NONE`].
    pub(crate) values: Vec<String>,
    /// Which values some product of the catalogue has.
    pub(crate) present: Vec<bool>,
    /// The place of each value in the facet's own order: alphabetical for names; "not given" last.
    pub(crate) order: Vec<u32>,
    /// What the numbers are indexed by.
    pub(crate) source: Source,
    numbers: Numbers,
}

#[derive(Debug)]
enum Numbers {
    One(Vec<u16>),
    /// One bit a value, for facets of which a product can have several values.
    Sets(Vec<u32>),
}

impl FacetColumn {
    /// Does something with the number of each value that a class or place has.
    pub(crate) fn each(&self, at: usize, mut with: impl FnMut(usize)) {
        match &self.numbers {
            Numbers::One(numbers) => with(usize::from(numbers[at])),
            Numbers::Sets(sets) => {
                let mut bits = sets[at];
                while bits != 0 {
                    with(bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
        }
    }

    /// Adds numbers of products by class or place to those by value.
    pub(crate) fn add(&self, products: &[u32], by_value: &mut [u32]) {
        match &self.numbers {
            Numbers::One(numbers) => {
                for (number, products) in numbers.iter().zip(products) {
                    by_value[usize::from(*number)] += products;
                }
            }
            Numbers::Sets(_) => {
                let some = products.iter().enumerate().filter(|(_, count)| **count > 0);
                for (at, products) in some {
                    self.each(at, |number| by_value[number] += products);
                }
            }
        }
    }

    /// The number of the first value that a class or place has.
    fn first(&self, at: usize) -> usize {
        match &self.numbers {
            Numbers::One(numbers) => usize::from(numbers[at]),
            Numbers::Sets(sets) => sets[at].trailing_zeros() as usize,
        }
    }

    /// The values of a profile or place as one number below `self.bases()`.
    fn packed(&self, at: usize) -> u128 {
        match &self.numbers {
            Numbers::One(numbers) => numbers[at].into(),
            Numbers::Sets(sets) => sets[at].into(),
        }
    }

    /// How many numbers its values may be.
    fn bases(&self) -> u128 {
        match &self.numbers {
            Numbers::One(_) => self.values.len() as u128,
            Numbers::Sets(_) => 1 << self.values.len(),
        }
    }

    /// Keeps only the values of these profiles or places, by their places among these.
    fn keep(&mut self, kept: &[u32]) {
        let kept = kept.iter().map(|at| *at as usize);
        self.numbers = match &self.numbers {
            Numbers::One(numbers) => Numbers::One(kept.map(|at| numbers[at]).collect()),
            Numbers::Sets(sets) => Numbers::Sets(kept.map(|at| sets[at]).collect()),
        };
    }

    /// The number of a value key.
    pub(crate) fn find(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| known == value)
    }

    /// One value each; `order` of the values beyond "not given" is the one they stand in.
    fn one(source: Source, values: impl Iterator<Item = String>, numbers: Vec<u16>) -> Self {
        let values: Vec<String> = std::iter::once(NONE.to_owned()).chain(values).collect();
        let mut present = vec![false; values.len()];
        for number in numbers.iter().skip(1) {
            present[usize::from(*number)] = true;
        }
        Self {
            order: as_they_stand(values.len()),
            values,
            present,
            source,
            numbers: Numbers::One(numbers),
        }
    }

    fn sets(values: Vec<String>, sets: Vec<u32>) -> Self {
        let seen = sets.iter().skip(1).fold(0, |seen, set| seen | set);
        Self {
            present: (0..values.len()).map(|bit| seen >> bit & 1 == 1).collect(),
            order: as_they_stand(values.len()),
            values,
            source: Source::Class,
            numbers: Numbers::Sets(sets),
        }
    }

    /// Names, one each; ordered by the alphabet.
    fn names(source: Source, names: Names) -> Self {
        let column = Self::one(source, names.values.into_iter(), names.numbers);
        Self {
            order: alphabetical(&column.values),
            ..column
        }
    }
}

/// "Not given" last, the others as they stand.
fn as_they_stand(values: usize) -> Vec<u32> {
    std::iter::once(values as u32)
        .chain(1..values as u32)
        .collect()
}

/// The alphabetical place of each value; the first value is "not given" and comes last.
fn alphabetical(values: &[String]) -> Vec<u32> {
    let mut numbers: Vec<usize> = (0..values.len()).collect();
    numbers.sort_by_cached_key(|number| (*number == 0, collate::key(&values[*number])));
    let mut order = vec![0; values.len()];
    for (place, number) in numbers.into_iter().enumerate() {
        order[number] = place as u32;
    }
    order
}

/// Every column of an open catalogue.
#[derive(Debug)]
pub(crate) struct Columns {
    facets: [FacetColumn; Facet::ALL.len()],
    /// The words of each product.
    pub(crate) lines: Lines,
    /// The class of each profile.
    classes: Vec<u32>,
    /// How many classes there are.
    classes_len: usize,
    /// Where the profiles stand in the order of expiry.
    ends: Vec<u64>,
}

impl Columns {
    /// Reads the columns of a segment and derives those of the day.
    pub(crate) fn read(
        reader: &SegmentReader,
        fields: &Fields,
        vocabulary: &Vocabulary,
        day: Date,
    ) -> Result<Self> {
        let (lines, profiles) = threads::both(
            reader.max_doc() as usize,
            || Lines::read(reader, fields, vocabulary),
            || Self::read_profiles(reader, fields, day),
        );
        let ((mut lines, places), (derived, profiles)) = (lines?, profiles?);
        lines.note_profiles(&profiles);
        let ends = derived.ends(day);
        let mut facets = derived.facets(&places);
        let (classes, kept) = classes(&facets, ends.len());
        let of_class = facets.iter_mut();
        of_class
            .filter(|column| column.source == Source::Class)
            .for_each(|column| column.keep(&kept));
        Ok(Self {
            facets,
            lines,
            classes,
            classes_len: kept.len(),
            ends,
        })
    }

    fn read_profiles(
        reader: &SegmentReader,
        fields: &Fields,
        day: Date,
    ) -> Result<(Derived, Vec<u32>)> {
        let name = fields.schema.get_field_name(fields.profile);
        let column = reader.fast_fields().str(name)?;
        let mut derived = Derived::default();
        let profiles = bulk::shared(column, reader.max_doc(), |value| derived.push(value, day))?;
        Ok((derived, profiles))
    }

    /// The column of a facet.
    pub(crate) fn facet(&self, facet: Facet) -> &FacetColumn {
        &self.facets[facet.index()]
    }

    /// How many different numbers a source has.
    pub(crate) fn size(&self, source: Source) -> usize {
        match source {
            Source::Class => self.classes_len,
            Source::Place => self.lines.places_len(),
        }
    }

    /// The number of the first value of a facet that a product has.
    pub(super) fn first(&self, facet: Facet, doc: DocId) -> usize {
        let column = self.facet(facet);
        let (class, place) = self.sources(doc);
        column.first(match column.source {
            Source::Class => class,
            Source::Place => place,
        })
    }

    /// The number of the first value that a profile has of a facet that follows from it.
    pub(super) fn first_of(&self, facet: Facet, profile: usize) -> usize {
        self.facet(facet).first(self.classes[profile] as usize)
    }

    /// The class and the place of a product.
    #[inline]
    pub(crate) fn sources(&self, doc: DocId) -> (usize, usize) {
        let row = self.lines.row(doc);
        let class = self.classes[row.profile as usize];
        (class as usize, row.place as usize)
    }

    /// How many profiles there are.
    pub(super) fn profiles(&self) -> usize {
        self.ends.len()
    }

    /// The profile of a product.
    pub(super) fn profile(&self, doc: DocId) -> usize {
        self.lines.row(doc).profile as usize
    }

    /// When a product's certificate ends, seen from the day: what ends next comes first, then what has
    /// ended, the latest first, then what has no known end.
    pub(crate) fn expiry_place(&self, doc: DocId) -> u64 {
        self.ends[self.lines.row(doc).profile as usize]
    }

    /// The first and last day, counted from the catalogue's, on which a profile's certificate can end, as far as
    /// they are still to come: of one that has ended, the last day twice.
    pub(super) fn end(&self, profile: usize) -> Option<(i32, i32)> {
        let days = |days: u64| i32::try_from(days).unwrap_or(i32::MAX);
        match self.ends[profile] {
            u64::MAX => None,
            place @ ENDED.. => Some((-days(place - ENDED), -days(place - ENDED))),
            place => Some((days(place >> DAYS), days(place & ((1 << DAYS) - 1)))),
        }
    }

    /// Stars of a product, 0 for none.
    pub(crate) fn stars(&self, doc: DocId) -> u32 {
        // Number 0 is none, then the values stand from 5 stars down.
        match self.first(Facet::Star, doc) {
            0 => 0,
            number => 6 - number as u32,
        }
    }

    /// The most stars that a product of the catalogue has.
    pub(crate) fn most_stars(&self) -> u8 {
        let present = &self.facet(Facet::Star).present;
        let most = present.iter().skip(1).position(|present| *present);
        most.map_or(0, |place| 5 - place as u8)
    }

    /// The place of the current recognition's year, later years higher, 0 for none.
    pub(crate) fn year_place(&self, doc: DocId) -> u32 {
        match self.first(Facet::Year, doc) {
            0 => 0,
            number => (self.facet(Facet::Year).values.len() - number) as u32,
        }
    }

    /// True for a product with a district.
    pub(crate) fn has_district(&self, doc: DocId) -> bool {
        self.first(Facet::District, doc) > 0
    }

    /// Where a product's district stands in the alphabet; behind all others when it has none.
    pub(crate) fn district_place(&self, doc: DocId) -> u32 {
        self.facet(Facet::District).order[self.first(Facet::District, doc)]
    }
}

/// The class of each of so many profiles, and the first profile of each class.
fn classes(facets: &[FacetColumn], profiles: usize) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<u128, u32> = HashMap::new();
    let mut first = Vec::new();
    let mut classes = Vec::with_capacity(profiles);
    for profile in 0..profiles {
        let of_class = facets
            .iter()
            .filter(|column| column.source == Source::Class);
        let values = of_class.fold(0, |values: u128, column| {
            values
                .wrapping_mul(column.bases())
                .wrapping_add(column.packed(profile))
        });
        let class = *known.entry(values).or_insert_with(|| {
            first.push(profile as u32);
            first.len() as u32 - 1
        });
        classes.push(class);
    }
    (classes, first)
}

/// Names by number, and the number of each profile's or place's; 0 for none. Neighbours mostly share theirs.
#[derive(Default)]
struct Names {
    values: Vec<String>,
    numbers: Vec<u16>,
}

impl Names {
    fn push(&mut self, name: &str) {
        let last = self.numbers.last().copied().unwrap_or(0);
        let is = |number: u16| match usize::from(number).checked_sub(1) {
            Some(at) => self.values.get(at).is_some_and(|value| value == name),
            None => name.is_empty(),
        };
        let known = || (0..=self.values.len() as u16).find(|number| is(*number));
        let number = if is(last) { Some(last) } else { known() };
        let number = number.unwrap_or_else(|| {
            self.values.push(name.to_owned());
            self.values.len() as u16
        });
        self.numbers.push(number);
    }

    fn of(names: &[String]) -> Self {
        let mut all = Self::default();
        for name in names {
            all.push(name);
        }
        all
    }
}

/// What the day makes of each profile.
#[derive(Default)]
struct Derived {
    states: Vec<State>,
    groups: Names,
    kinds: Names,
    left: Vec<u32>,
    channel: Vec<u32>,
    gap: Vec<u32>,
}

impl Derived {
    fn push(&mut self, value: &str, day: Date) {
        let profile = profile::unpack(value);
        let state = status::on(profile.acts.iter().copied(), day);
        let bands = Left::of(&state, day).map(|band| 2 << band as u32);
        self.left.push(flags::or_none(bands.sum()));
        let of_day = gap::of_acts(profile.acts.iter().copied(), &state).map(flags::gap_bit);
        let gaps = flags::gaps(profile.flags) | of_day.sum::<u32>();
        self.gap.push(flags::or_none(gaps));
        self.channel.push(flags::channels(profile.flags).max(1));
        self.groups.push(profile.group);
        self.kinds.push(profile.kind);
        self.states.push(state);
    }

    fn ends(&self, day: Date) -> Vec<u64> {
        self.states
            .iter()
            .map(|state| end_place(state, day))
            .collect()
    }

    fn facets(self, places: &Places) -> [FacetColumn; Facet::ALL.len()] {
        let states = &self.states;
        let numbers = |number: &dyn Fn(&State) -> Option<usize>| -> Vec<u16> {
            let number = |state| number(state).map_or(0, |at| at as u16 + 1);
            states.iter().map(number).collect()
        };
        let one = |values: Vec<String>, number: &dyn Fn(&State) -> Option<usize>| {
            FacetColumn::one(Source::Class, values.into_iter(), numbers(number))
        };
        let mut years: Vec<i16> = states.iter().filter_map(|state| state.year).collect();
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let statuses = Status::ALL.map(Status::key);
        let kinds = RecognitionKind::ALL.map(RecognitionKind::key);
        let bands = Left::ALL.iter().map(|band| band.key().to_owned());
        let bands = std::iter::once(NONE.to_owned()).chain(bands).collect();
        [
            one(keys(&["5", "4", "3", "2", "1"]), &|state| {
                state.star.map(|star| usize::from(5 - star.clamp(1, 5)))
            }),
            FacetColumn::names(Source::Place, Names::of(&places.districts)),
            FacetColumn::names(Source::Place, Names::of(&places.units)),
            FacetColumn::names(Source::Class, self.groups),
            FacetColumn::names(Source::Class, self.kinds),
            one(years.iter().map(ToString::to_string).collect(), &|state| {
                years.iter().position(|known| Some(*known) == state.year)
            }),
            one(keys(&statuses), &|state| {
                Status::ALL.iter().position(|known| *known == state.status)
            }),
            FacetColumn::sets(bands, self.left.clone()),
            one(keys(&kinds), &|state| {
                let kind = state.kind?;
                RecognitionKind::ALL.iter().position(|known| *known == kind)
            }),
            FacetColumn::sets(flags::channel_values(), self.channel.clone()),
            FacetColumn::sets(flags::gap_values(), self.gap.clone()),
        ]
    }
}

/// Bits of the days between any two dates.
const DAYS: u32 = 24;

/// From here on in the order of expiry stands what has ended.
const ENDED: u64 = 1 << (2 * DAYS);

/// The place of a product in the order of expiry.
fn end_place(state: &State, day: Date) -> u64 {
    let Some(expiry) = state.expiry else {
        return u64::MAX;
    };
    let days = |to: Date| day.until(to).map_or(0, |span| span.get_days());
    match days(expiry.latest) {
        left @ 0.. => {
            let earliest = u64::from(days(expiry.earliest).max(0).unsigned_abs());
            (earliest << DAYS) + u64::from(left.unsigned_abs())
        }
        ago => ENDED + u64::from(ago.unsigned_abs()),
    }
}
