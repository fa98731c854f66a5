//! The columns that facets, filters and orders read.
//!
//! A product has the number of its [`profile`] and of its place; what facets, stars and ends follow from them
//! is worked out once for each different one, for the day the catalogue is opened for. Dates make hundreds of
//! thousands of profiles, of which few differ in any facet: those that do not are one class. Must not: know the
//! question.

use std::collections::HashMap;

use jiff::civil::Date;
use tantivy::{DocId, SegmentReader};

use crate::error::Result;
use crate::product::RecognitionKind;
use crate::query::{Facet, NOT_GIVEN};
use crate::record_gap;
use crate::search::columns::bulk_read;
use crate::search::columns::forward_index::{ForwardIndex, PlaceFacetValues};
use crate::search::columns::schema::IndexFields;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::columns::{flags, profile};
use crate::search::parallel;
use crate::status::{self, ExpiryBand, ProductState, ProductStatus};
use crate::vietnamese::collation;

/// What a facet's value follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FacetSource {
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
    pub(crate) ranks: Vec<u32>,
    /// What the numbers are indexed by.
    pub(crate) source: FacetSource,
    value_indexes: FacetValueIndexes,
}

#[derive(Debug)]
enum FacetValueIndexes {
    Single(Vec<u16>),
    /// One bit a value, for facets of which a product can have several values.
    Multiple(Vec<u32>),
}

impl FacetColumn {
    /// Does something with the number of each value that a class or place has.
    pub(crate) fn for_each_value(&self, at: usize, mut with: impl FnMut(usize)) {
        match &self.value_indexes {
            FacetValueIndexes::Single(numbers) => with(usize::from(numbers[at])),
            FacetValueIndexes::Multiple(sets) => {
                let mut bits = sets[at];
                while bits != 0 {
                    with(bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
        }
    }

    /// Adds numbers of products by class or place to those by value.
    pub(crate) fn add_counts(&self, products: &[u32], by_value: &mut [u32]) {
        match &self.value_indexes {
            FacetValueIndexes::Single(numbers) => {
                for (number, products) in numbers.iter().zip(products) {
                    by_value[usize::from(*number)] += products;
                }
            }
            FacetValueIndexes::Multiple(_) => {
                let some = products.iter().enumerate().filter(|(_, count)| **count > 0);
                for (at, products) in some {
                    self.for_each_value(at, |number| by_value[number] += products);
                }
            }
        }
    }

    /// The number of the first value that a class or place has.
    fn first_value(&self, at: usize) -> usize {
        match &self.value_indexes {
            FacetValueIndexes::Single(numbers) => usize::from(numbers[at]),
            FacetValueIndexes::Multiple(sets) => sets[at].trailing_zeros() as usize,
        }
    }

    /// The values of a profile or place as one number below `self.bases()`.
    fn pack_values(&self, at: usize) -> u128 {
        match &self.value_indexes {
            FacetValueIndexes::Single(numbers) => numbers[at].into(),
            FacetValueIndexes::Multiple(sets) => sets[at].into(),
        }
    }

    /// How many numbers its values may be.
    fn packed_radix(&self) -> u128 {
        match &self.value_indexes {
            FacetValueIndexes::Single(_) => self.values.len() as u128,
            FacetValueIndexes::Multiple(_) => 1 << self.values.len(),
        }
    }

    /// Keeps only the values of these profiles or places, by their places among these.
    fn retain_entries(&mut self, kept: &[u32]) {
        let kept = kept.iter().map(|at| *at as usize);
        self.value_indexes = match &self.value_indexes {
            FacetValueIndexes::Single(numbers) => {
                FacetValueIndexes::Single(kept.map(|at| numbers[at]).collect())
            }
            FacetValueIndexes::Multiple(sets) => {
                FacetValueIndexes::Multiple(kept.map(|at| sets[at]).collect())
            }
        };
    }

    /// The number of a value key.
    pub(crate) fn find_value(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| known == value)
    }

    /// One value each; `order` of the values beyond "not given" is the one they stand in.
    fn from_single_values(
        source: FacetSource,
        values: impl Iterator<Item = String>,
        numbers: Vec<u16>,
    ) -> Self {
        let values: Vec<String> = std::iter::once(NOT_GIVEN.to_owned())
            .chain(values)
            .collect();
        let mut present = vec![false; values.len()];
        for number in numbers.iter().skip(1) {
            present[usize::from(*number)] = true;
        }
        Self {
            ranks: given_order_ranks(values.len()),
            values,
            present,
            source,
            value_indexes: FacetValueIndexes::Single(numbers),
        }
    }

    fn from_value_sets(values: Vec<String>, sets: Vec<u32>) -> Self {
        let seen = sets.iter().skip(1).fold(0, |seen, set| seen | set);
        Self {
            present: (0..values.len()).map(|bit| seen >> bit & 1 == 1).collect(),
            ranks: given_order_ranks(values.len()),
            values,
            source: FacetSource::Class,
            value_indexes: FacetValueIndexes::Multiple(sets),
        }
    }

    /// Names, one each; ordered by the alphabet.
    fn from_names(source: FacetSource, names: InternedNames) -> Self {
        let column = Self::from_single_values(source, names.names.into_iter(), names.name_ids);
        Self {
            ranks: alphabetical_ranks(&column.values),
            ..column
        }
    }
}

/// "Not given" last, the others as they stand.
fn given_order_ranks(values: usize) -> Vec<u32> {
    std::iter::once(values as u32)
        .chain(1..values as u32)
        .collect()
}

/// The alphabetical place of each value; the first value is "not given" and comes last.
fn alphabetical_ranks(values: &[String]) -> Vec<u32> {
    let mut numbers: Vec<usize> = (0..values.len()).collect();
    numbers.sort_by_cached_key(|number| (*number == 0, collation::collation_key(&values[*number])));
    let mut order = vec![0; values.len()];
    for (place, number) in numbers.into_iter().enumerate() {
        order[number] = place as u32;
    }
    order
}

/// Every column of an open catalogue.
#[derive(Debug)]
pub(crate) struct FacetColumns {
    columns: [FacetColumn; Facet::ALL.len()],
    /// The words of each product.
    pub(crate) forward_index: ForwardIndex,
    /// The class of each profile.
    profile_classes: Vec<u32>,
    /// How many classes there are.
    class_count: usize,
    /// Where the profiles stand in the order of expiry.
    expiry_ranks: Vec<u64>,
}

impl FacetColumns {
    /// Reads the columns of a segment and derives those of the day.
    pub(crate) fn from_segment(
        reader: &SegmentReader,
        fields: &IndexFields,
        vocabulary: &Vocabulary,
        day: Date,
    ) -> Result<Self> {
        let (lines, profiles) = parallel::read_both(
            reader.max_doc() as usize,
            || ForwardIndex::from_segment(reader, fields, vocabulary),
            || Self::read_profiles(reader, fields, day),
        );
        let ((mut lines, places), (derived, profiles)) = (lines?, profiles?);
        lines.set_profile_ids(&profiles);
        let ends = derived.expiry_ranks(day);
        let mut facets = derived.into_facet_columns(&places);
        let (classes, kept) = classify_profiles(&facets, ends.len());
        let of_class = facets.iter_mut();
        of_class
            .filter(|column| column.source == FacetSource::Class)
            .for_each(|column| column.retain_entries(&kept));
        Ok(Self {
            columns: facets,
            forward_index: lines,
            profile_classes: classes,
            class_count: kept.len(),
            expiry_ranks: ends,
        })
    }

    fn read_profiles(
        reader: &SegmentReader,
        fields: &IndexFields,
        day: Date,
    ) -> Result<(DerivedProfiles, Vec<u32>)> {
        let name = fields.schema.get_field_name(fields.profile);
        let column = reader.fast_fields().str(name)?;
        let mut derived = DerivedProfiles::default();
        let profiles = bulk_read::read_shared_values(column, reader.max_doc(), |value| {
            derived.push(value, day)
        })?;
        Ok((derived, profiles))
    }

    /// The column of a facet.
    pub(crate) fn get(&self, facet: Facet) -> &FacetColumn {
        &self.columns[facet.index()]
    }

    /// How many different numbers a source has.
    pub(crate) fn source_size(&self, source: FacetSource) -> usize {
        match source {
            FacetSource::Class => self.class_count,
            FacetSource::Place => self.forward_index.place_count(),
        }
    }

    /// The number of the first value of a facet that a product has.
    pub(crate) fn first_value_of_product(&self, facet: Facet, doc: DocId) -> usize {
        let column = self.get(facet);
        let (class, place) = self.class_and_place(doc);
        column.first_value(match column.source {
            FacetSource::Class => class,
            FacetSource::Place => place,
        })
    }

    /// The number of the first value that a profile has of a facet that follows from it.
    pub(crate) fn first_value_of_profile(&self, facet: Facet, profile: usize) -> usize {
        self.get(facet)
            .first_value(self.profile_classes[profile] as usize)
    }

    /// The class and the place of a product.
    #[inline]
    pub(crate) fn class_and_place(&self, doc: DocId) -> (usize, usize) {
        let row = self.forward_index.product_entry(doc);
        let class = self.profile_classes[row.profile_id as usize];
        (class as usize, row.place_id as usize)
    }

    /// How many profiles there are.
    pub(crate) fn profile_count(&self) -> usize {
        self.expiry_ranks.len()
    }

    /// The profile of a product.
    pub(crate) fn profile_id(&self, doc: DocId) -> usize {
        self.forward_index.product_entry(doc).profile_id as usize
    }

    /// When a product's certificate ends, seen from the day: what ends next comes first, then what has
    /// ended, the latest first, then what has no known end.
    pub(crate) fn expiry_rank(&self, doc: DocId) -> u64 {
        self.expiry_ranks[self.forward_index.product_entry(doc).profile_id as usize]
    }

    /// The first and last day, counted from the catalogue's, on which a profile's certificate can end, as far as
    /// they are still to come: of one that has ended, the last day twice.
    pub(crate) fn expiry_day_range(&self, profile: usize) -> Option<(i32, i32)> {
        let days = |days: u64| i32::try_from(days).unwrap_or(i32::MAX);
        match self.expiry_ranks[profile] {
            u64::MAX => None,
            place @ FIRST_EXPIRED_RANK.. => Some((
                -days(place - FIRST_EXPIRED_RANK),
                -days(place - FIRST_EXPIRED_RANK),
            )),
            place => Some((days(place >> DAY_BITS), days(place & ((1 << DAY_BITS) - 1)))),
        }
    }

    /// Stars of a product, 0 for none.
    pub(crate) fn stars(&self, doc: DocId) -> u32 {
        // Number 0 is none, then the values stand from 5 stars down.
        match self.first_value_of_product(Facet::Star, doc) {
            0 => 0,
            number => 6 - number as u32,
        }
    }

    /// The most stars that a product of the catalogue has.
    pub(crate) fn max_stars(&self) -> u8 {
        let present = &self.get(Facet::Star).present;
        let most = present.iter().skip(1).position(|present| *present);
        most.map_or(0, |place| 5 - place as u8)
    }

    /// The place of the current recognition's year, later years higher, 0 for none.
    pub(crate) fn year_rank(&self, doc: DocId) -> u32 {
        match self.first_value_of_product(Facet::Year, doc) {
            0 => 0,
            number => (self.get(Facet::Year).values.len() - number) as u32,
        }
    }

    /// True for a product with a district.
    pub(crate) fn has_district(&self, doc: DocId) -> bool {
        self.first_value_of_product(Facet::District, doc) > 0
    }

    /// Where a product's district stands in the alphabet; behind all others when it has none.
    pub(crate) fn district_rank(&self, doc: DocId) -> u32 {
        self.get(Facet::District).ranks[self.first_value_of_product(Facet::District, doc)]
    }
}

/// The class of each of so many profiles, and the first profile of each class.
fn classify_profiles(facets: &[FacetColumn], profiles: usize) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<u128, u32> = HashMap::new();
    let mut first = Vec::new();
    let mut classes = Vec::with_capacity(profiles);
    for profile in 0..profiles {
        let of_class = facets
            .iter()
            .filter(|column| column.source == FacetSource::Class);
        let values = of_class.fold(0, |values: u128, column| {
            values
                .wrapping_mul(column.packed_radix())
                .wrapping_add(column.pack_values(profile))
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
struct InternedNames {
    names: Vec<String>,
    name_ids: Vec<u16>,
}

impl InternedNames {
    fn push(&mut self, name: &str) {
        let last = self.name_ids.last().copied().unwrap_or(0);
        let is = |number: u16| match usize::from(number).checked_sub(1) {
            Some(at) => self.names.get(at).is_some_and(|value| value == name),
            None => name.is_empty(),
        };
        let known = || (0..=self.names.len() as u16).find(|number| is(*number));
        let number = if is(last) { Some(last) } else { known() };
        let number = number.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() as u16
        });
        self.name_ids.push(number);
    }

    fn from_names(names: &[String]) -> Self {
        let mut all = Self::default();
        for name in names {
            all.push(name);
        }
        all
    }
}

/// What the day makes of each profile.
#[derive(Default)]
struct DerivedProfiles {
    states: Vec<ProductState>,
    groups: InternedNames,
    producer_kinds: InternedNames,
    expiry_bands: Vec<u32>,
    channel_sets: Vec<u32>,
    gap_sets: Vec<u32>,
}

impl DerivedProfiles {
    fn push(&mut self, value: &str, day: Date) {
        let profile = profile::unpack_profile(value);
        let state = status::derive_state(profile.recognitions.iter().copied(), day);
        let bands = ExpiryBand::for_state(&state, day).map(|band| 2 << band as u32);
        self.expiry_bands.push(flags::bits_or_none(bands.sum()));
        let of_day =
            record_gap::find_recognition_gaps(profile.recognitions.iter().copied(), &state)
                .map(flags::gap_bit);
        let gaps = flags::standing_gap_bits(profile.flags) | of_day.sum::<u32>();
        self.gap_sets.push(flags::bits_or_none(gaps));
        self.channel_sets
            .push(flags::channel_bits(profile.flags).max(1));
        self.groups.push(profile.group);
        self.producer_kinds.push(profile.producer_kind);
        self.states.push(state);
    }

    fn expiry_ranks(&self, day: Date) -> Vec<u64> {
        self.states
            .iter()
            .map(|state| compute_expiry_rank(state, day))
            .collect()
    }

    fn into_facet_columns(self, places: &PlaceFacetValues) -> [FacetColumn; Facet::ALL.len()] {
        let states = &self.states;
        let numbers = |number: &dyn Fn(&ProductState) -> Option<usize>| -> Vec<u16> {
            let number = |state| number(state).map_or(0, |at| at as u16 + 1);
            states.iter().map(number).collect()
        };
        let one = |values: Vec<String>, number: &dyn Fn(&ProductState) -> Option<usize>| {
            FacetColumn::from_single_values(FacetSource::Class, values.into_iter(), numbers(number))
        };
        let mut years: Vec<i16> = states.iter().filter_map(|state| state.year).collect();
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let statuses = ProductStatus::ALL.map(ProductStatus::key);
        let kinds = RecognitionKind::ALL.map(RecognitionKind::key);
        let bands = ExpiryBand::ALL.iter().map(|band| band.key().to_owned());
        let bands = std::iter::once(NOT_GIVEN.to_owned()).chain(bands).collect();
        [
            one(keys(&["5", "4", "3", "2", "1"]), &|state| {
                state.star.map(|star| usize::from(5 - star.clamp(1, 5)))
            }),
            FacetColumn::from_names(
                FacetSource::Place,
                InternedNames::from_names(&places.districts),
            ),
            FacetColumn::from_names(FacetSource::Place, InternedNames::from_names(&places.units)),
            FacetColumn::from_names(FacetSource::Class, self.groups),
            FacetColumn::from_names(FacetSource::Class, self.producer_kinds),
            one(years.iter().map(ToString::to_string).collect(), &|state| {
                years.iter().position(|known| Some(*known) == state.year)
            }),
            one(keys(&statuses), &|state| {
                ProductStatus::ALL
                    .iter()
                    .position(|known| *known == state.status)
            }),
            FacetColumn::from_value_sets(bands, self.expiry_bands.clone()),
            one(keys(&kinds), &|state| {
                let kind = state.kind?;
                RecognitionKind::ALL.iter().position(|known| *known == kind)
            }),
            FacetColumn::from_value_sets(flags::channel_values(), self.channel_sets.clone()),
            FacetColumn::from_value_sets(flags::gap_values(), self.gap_sets.clone()),
        ]
    }
}

/// Bits of the days between any two dates.
const DAY_BITS: u32 = 24;

/// From here on in the order of expiry stands what has ended.
const FIRST_EXPIRED_RANK: u64 = 1 << (2 * DAY_BITS);

/// The place of a product in the order of expiry.
fn compute_expiry_rank(state: &ProductState, day: Date) -> u64 {
    let Some(expiry) = state.expiry else {
        return u64::MAX;
    };
    let days = |to: Date| day.until(to).map_or(0, |span| span.get_days());
    match days(expiry.latest) {
        left @ 0.. => {
            let earliest = u64::from(days(expiry.earliest).max(0).unsigned_abs());
            (earliest << DAY_BITS) + u64::from(left.unsigned_abs())
        }
        ago => FIRST_EXPIRED_RANK + u64::from(ago.unsigned_abs()),
    }
}
