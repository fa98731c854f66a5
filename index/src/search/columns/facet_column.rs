//! One facet: its values, and those of each class, place or class of marks.

use std::collections::HashMap;

use crate::query::NOT_GIVEN;
use crate::vietnamese::collation;

/// What a facet's value follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FacetSource {
    /// The class of the product's profile.
    Class,
    /// The product's place.
    Place,
    /// The class of the product's marks.
    Mark,
}

/// One value for each [`FacetSource`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ByFacetSource<T> {
    pub(crate) class: T,
    pub(crate) place: T,
    pub(crate) mark: T,
}

impl<T> ByFacetSource<T> {
    /// Builds the value of each source.
    pub(crate) fn from_fn(mut build: impl FnMut(FacetSource) -> T) -> Self {
        Self {
            class: build(FacetSource::Class),
            place: build(FacetSource::Place),
            mark: build(FacetSource::Mark),
        }
    }

    #[inline]
    pub(crate) const fn get(&self, source: FacetSource) -> &T {
        match source {
            FacetSource::Class => &self.class,
            FacetSource::Place => &self.place,
            FacetSource::Mark => &self.mark,
        }
    }
}

/// How many products an entry has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryCount {
    entry: u32,
    count: u32,
}

/// The entries that have products: of many, a short list has few, and every facet adds them.
pub(crate) fn list_counts(counts: &[u32]) -> Vec<EntryCount> {
    let counted = (0..).zip(counts);
    let counted = counted.map(|(entry, count)| EntryCount {
        entry,
        count: *count,
    });
    counted.filter(|counted| counted.count > 0).collect()
}

/// One facet's values, and those of each class, place or class of marks, its entries. Profile 0 and place 0 stand for
/// products without one, which do not exist: their values do not count as present.
#[derive(Debug)]
pub(crate) struct FacetColumn {
    /// The keys of the values; value 0 is [`NOT_GIVEN`].
    pub(crate) values: Vec<String>,
    /// Which values some product of the catalogue has.
    pub(crate) present: Vec<bool>,
    /// The rank of each value in the facet's own order: alphabetical for names; "not given" last.
    pub(crate) ranks: Vec<u32>,
    pub(crate) source: FacetSource,
    value_indexes: FacetValueIndexes,
}

/// The values of each entry.
#[derive(Debug)]
enum FacetValueIndexes {
    Single(Vec<u16>),
    /// One bit a value, for facets of which a product can have several values.
    Multiple(Vec<u32>),
    /// A list each, for facets of which there may be any number of values.
    Lists(ValueLists),
}

/// Lists of value indexes, one after the other; none is empty.
#[derive(Debug, Default)]
pub(crate) struct ValueLists {
    indexes: Vec<u16>,
    ends: Vec<u32>,
}

impl ValueLists {
    /// Adds the list of the next entry, which is not empty.
    pub(crate) fn push(&mut self, indexes: impl Iterator<Item = u16>) {
        self.indexes.extend(indexes);
        self.ends.push(self.indexes.len() as u32);
    }

    fn get(&self, entry: usize) -> &[u16] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.indexes[start as usize..self.ends[entry] as usize]
    }
}

impl FacetColumn {
    /// Calls `visit` with the index of each value that an entry has.
    pub(crate) fn for_each_value(&self, entry: usize, mut visit: impl FnMut(usize)) {
        match &self.value_indexes {
            FacetValueIndexes::Single(indexes) => visit(usize::from(indexes[entry])),
            FacetValueIndexes::Multiple(sets) => {
                let mut bits = sets[entry];
                while bits != 0 {
                    visit(bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
            FacetValueIndexes::Lists(lists) => {
                let indexes = lists.get(entry).iter();
                indexes.for_each(|index| visit(usize::from(*index)));
            }
        }
    }

    /// Adds product counts by entry to those by value.
    pub(crate) fn add_counts(&self, counts: &[EntryCount], by_value: &mut [u32]) {
        match &self.value_indexes {
            FacetValueIndexes::Single(indexes) => {
                for EntryCount { entry, count } in counts {
                    by_value[usize::from(indexes[*entry as usize])] += count;
                }
            }
            FacetValueIndexes::Multiple(_) | FacetValueIndexes::Lists(_) => {
                for EntryCount { entry, count } in counts {
                    self.for_each_value(*entry as usize, |index| by_value[index] += count);
                }
            }
        }
    }

    /// The index of the first value that an entry has.
    pub(crate) fn first_value(&self, entry: usize) -> usize {
        match &self.value_indexes {
            FacetValueIndexes::Single(indexes) => usize::from(indexes[entry]),
            FacetValueIndexes::Multiple(sets) => sets[entry].trailing_zeros() as usize,
            FacetValueIndexes::Lists(lists) => usize::from(lists.get(entry)[0]),
        }
    }

    /// The values of a profile or place as one number below [`Self::packed_radix`]; lists are not packed.
    pub(crate) fn pack_values(&self, entry: usize) -> u128 {
        match &self.value_indexes {
            FacetValueIndexes::Single(indexes) => indexes[entry].into(),
            FacetValueIndexes::Multiple(sets) => sets[entry].into(),
            FacetValueIndexes::Lists(_) => 0,
        }
    }

    /// The number of different packed values.
    pub(crate) fn packed_radix(&self) -> u128 {
        match &self.value_indexes {
            FacetValueIndexes::Single(_) => self.values.len() as u128,
            FacetValueIndexes::Multiple(_) => 1 << self.values.len(),
            FacetValueIndexes::Lists(_) => 1,
        }
    }

    /// Keeps only the values of these profiles or places, in this order.
    pub(crate) fn retain_entries(&mut self, kept: &[u32]) {
        let kept = kept.iter().map(|entry| *entry as usize);
        self.value_indexes = match &self.value_indexes {
            FacetValueIndexes::Single(indexes) => {
                FacetValueIndexes::Single(kept.map(|entry| indexes[entry]).collect())
            }
            FacetValueIndexes::Multiple(sets) => {
                FacetValueIndexes::Multiple(kept.map(|entry| sets[entry]).collect())
            }
            FacetValueIndexes::Lists(lists) => {
                let mut kept_lists = ValueLists::default();
                kept.for_each(|entry| kept_lists.push(lists.get(entry).iter().copied()));
                FacetValueIndexes::Lists(kept_lists)
            }
        };
    }

    /// The index of a value.
    pub(crate) fn find_value(&self, value: &str) -> Option<usize> {
        self.values.iter().position(|known| known == value)
    }

    /// A facet of one value each; `values` are all but "not given", in the facet's order.
    pub(crate) fn from_single_values(
        source: FacetSource,
        values: impl Iterator<Item = String>,
        indexes: Vec<u16>,
    ) -> Self {
        let values: Vec<String> = std::iter::once(NOT_GIVEN.to_owned())
            .chain(values)
            .collect();
        let mut present = vec![false; values.len()];
        for index in indexes.iter().skip(1) {
            present[usize::from(*index)] = true;
        }
        Self {
            ranks: given_order_ranks(values.len()),
            values,
            present,
            source,
            value_indexes: FacetValueIndexes::Single(indexes),
        }
    }

    /// A facet of several values each, as sets of bits.
    pub(crate) fn from_value_sets(values: Vec<String>, sets: Vec<u32>) -> Self {
        let seen = sets.iter().skip(1).fold(0, |seen, set| seen | set);
        Self {
            present: (0..values.len()).map(|bit| seen >> bit & 1 == 1).collect(),
            ranks: given_order_ranks(values.len()),
            values,
            source: FacetSource::Class,
            value_indexes: FacetValueIndexes::Multiple(sets),
        }
    }

    /// A facet of marks: any number of values each. Value 0 is "not given"; `ranks` orders the values.
    pub(crate) const fn from_value_lists(
        values: Vec<String>,
        present: Vec<bool>,
        ranks: Vec<u32>,
        lists: ValueLists,
    ) -> Self {
        Self {
            values,
            present,
            ranks,
            source: FacetSource::Mark,
            value_indexes: FacetValueIndexes::Lists(lists),
        }
    }

    /// A facet of one name each, in alphabetical order.
    pub(crate) fn from_names(source: FacetSource, names: InternedNames) -> Self {
        let column = Self::from_single_values(source, names.names.into_iter(), names.name_ids);
        Self {
            ranks: alphabetical_ranks(&column.values),
            ..column
        }
    }
}

/// "Not given" last, the others as they stand.
fn given_order_ranks(value_count: usize) -> Vec<u32> {
    std::iter::once(value_count as u32)
        .chain(1..value_count as u32)
        .collect()
}

/// The alphabetical rank of each value; the first value is "not given" and comes last.
pub(crate) fn alphabetical_ranks(values: &[String]) -> Vec<u32> {
    let mut indexes: Vec<usize> = (0..values.len()).collect();
    indexes.sort_by_cached_key(|index| (*index == 0, collation::collation_key(&values[*index])));
    let mut ranks = vec![0; values.len()];
    for (rank, index) in indexes.into_iter().enumerate() {
        ranks[index] = rank as u32;
    }
    ranks
}

/// Different names, and which of them each profile or place has: 0 for none, else one more than its index.
#[derive(Default)]
pub(crate) struct InternedNames {
    names: Vec<String>,
    ids_by_name: HashMap<String, u16>,
    name_ids: Vec<u16>,
}

impl InternedNames {
    /// Adds the name of the next profile or place. Neighbours mostly share theirs, so the last name is tried first.
    /// After 65,535 different names others count as none; a country has some ten thousand communes.
    pub(crate) fn push(&mut self, name: &str) {
        let last = self.name_ids.last().copied().unwrap_or(0);
        let is_last = match usize::from(last).checked_sub(1) {
            Some(index) => self.names.get(index).is_some_and(|value| value == name),
            None => name.is_empty(),
        };
        let id = if is_last {
            last
        } else {
            self.find_or_add(name)
        };
        self.name_ids.push(id);
    }

    fn find_or_add(&mut self, name: &str) -> u16 {
        if name.is_empty() {
            return 0;
        }
        if let Some(id) = self.ids_by_name.get(name) {
            return *id;
        }
        let Ok(id) = u16::try_from(self.names.len() + 1) else {
            return 0;
        };
        self.names.push(name.to_owned());
        self.ids_by_name.insert(name.to_owned(), id);
        id
    }

    pub(crate) fn from_names(names: &[String]) -> Self {
        let mut interned = Self::default();
        for name in names {
            interned.push(name);
        }
        interned
    }
}
