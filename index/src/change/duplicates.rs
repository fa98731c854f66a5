//! Finds the products of a catalogue that may be the same as another one.
//!
//! The result is that of [`IdentityIndex::find_match`](super::identity::IdentityIndex::find_match) for each product
//! against those before it, but for a whole catalogue at once and in little memory: only hashes and normalized texts
//! are kept, and products are compared in groups of one name, then of one producer. Products of a group with one place
//! key form a class, so that a name shared by thousands of products costs no more than its number of places.

use std::collections::HashMap;
use std::ops::Range;

use super::identity::{
    MAX_COMPARED_PRODUCERS, NameSketch, differs_by_typos, fingerprint_text, normalize_producer_name,
};
use super::place_key::PlaceAgreement;
use crate::product::{Product, ProductPlace};
use crate::vietnamese::{for_each_key, letter};

/// Texts in one allocation, by number.
#[derive(Debug, Default)]
struct TextArena {
    bytes: String,
    ends: Vec<usize>,
}

impl TextArena {
    fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }
}

/// A place key with spellings numbered in order of appearance: half the size of their hashes.
type CompactPlaceKey = super::place_key::PlaceKey<u32>;

/// Numbers texts by their hash, from 1.
#[derive(Debug, Default)]
struct TextNumbering(HashMap<u64, u32>);

impl TextNumbering {
    fn number_text(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32 + 1;
        *self.0.entry(fingerprint_text(text)).or_insert(next)
    }
}

/// Collects what identifies the products of a catalogue; a product's number is its index.
#[derive(Debug, Default)]
pub(crate) struct DuplicateFinder {
    names: TextArena,
    name_hashes: Vec<u64>,
    /// The number of each product's producer, 0 for none.
    producers: Vec<u32>,
    /// The normalized name of each producer, by its number.
    producer_texts: TextArena,
    producer_numbers: HashMap<u64, u32>,
    /// The number of a producer by the hash of its name as written.
    producers_by_spelling: HashMap<u64, u32>,
    place_keys: Vec<CompactPlaceKey>,
    spellings: TextNumbering,
    /// The number of a place name by its text as written.
    spelling_numbers: HashMap<Box<str>, u32>,
}

impl DuplicateFinder {
    /// Adds the next product.
    pub(crate) fn add_product(&mut self, product: &Product) {
        let mut name = String::with_capacity(product.name.len());
        for_each_key(&product.name, |key| {
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(key[..key.len() - 1].chars().map(letter::bare_letter));
        });
        self.name_hashes.push(fingerprint_text(&name));
        self.names.push(&name);
        let producer = self.number_producer(product);
        self.producers.push(producer);
        let place_key = self.number_place(&product.place);
        self.place_keys.push(place_key);
    }

    fn number_producer(&mut self, product: &Product) -> u32 {
        if self.producer_texts.ends.is_empty() {
            self.producer_texts.push("");
        }
        let Some(producer) = &product.producer else {
            return 0;
        };
        let written = fingerprint_text(&producer.name);
        if let Some(number) = self.producers_by_spelling.get(&written) {
            return *number;
        }
        let words = normalize_producer_name(product);
        let number = if words.is_empty() {
            0
        } else {
            let texts = &mut self.producer_texts;
            let known = self.producer_numbers.entry(fingerprint_text(&words).max(1));
            *known.or_insert_with(|| {
                texts.push(&words);
                texts.ends.len() as u32 - 1
            })
        };
        self.producers_by_spelling.insert(written, number);
        number
    }

    fn number_place(&mut self, place: &ProductPlace) -> CompactPlaceKey {
        CompactPlaceKey::from_place(place, |text| {
            if let Some(number) = self.spelling_numbers.get(text) {
                return *number;
            }
            let mut keys = String::new();
            for_each_key(text, |key| {
                keys.push_str(key);
                keys.push(' ');
            });
            let number = self.spellings.number_text(&keys);
            self.spelling_numbers.insert(text.into(), number);
            number
        })
    }

    /// For each product, whether another one may be the same.
    pub(crate) fn find_duplicates(mut self) -> Vec<bool> {
        (
            self.producers_by_spelling,
            self.producer_numbers,
            self.spelling_numbers,
        ) = Default::default();
        let mut has_duplicate = vec![false; self.place_keys.len()];
        let mut name_numbers = vec![0; self.place_keys.len()];
        // Whether no other product of the name is certainly the same.
        let mut unmatched = vec![false; self.place_keys.len()];
        let mut order: Vec<u32> = (0..self.place_keys.len() as u32).collect();
        let name = |number: &u32| (self.name_hashes[*number as usize], self.names.get(*number));
        order.sort_unstable_by(|a, b| name(a).cmp(&name(b)).then(a.cmp(b)));
        for (group, number) in group_ranges(&order, |a, b| name(&a) == name(&b)).zip(0..) {
            let group = &order[group];
            for product in group {
                name_numbers[*product as usize] = number;
                unmatched[*product as usize] = true;
            }
            if group.len() > 1 {
                self.mark_same_name(group, &mut has_duplicate, &mut unmatched);
            }
        }
        let producer = |number: u32| self.producers[number as usize];
        order.sort_unstable_by_key(|number| (producer(*number), *number));
        for group in group_ranges(&order, |a, b| producer(a) == producer(b)) {
            let group = &order[group];
            if group.len() > 1 && producer(group[0]) > 0 {
                self.mark_same_producer(group, &name_numbers, &unmatched, &mut has_duplicate);
            }
        }
        has_duplicate
    }

    /// Compares products of one name.
    fn mark_same_name(&self, group: &[u32], has_duplicate: &mut [bool], unmatched: &mut [bool]) {
        let mut by_producer: HashMap<u32, PlaceClasses> = HashMap::new();
        // Products with any producer.
        let mut with_producer = PlaceClasses::default();
        for (before, product) in group.iter().enumerate() {
            let index = *product as usize;
            let (producer, place_key) = (self.producers[index], self.place_keys[index]);
            let own = by_producer.entry(producer).or_default();
            let (same, unknown) = (
                own.count_products(place_key, PlaceAgreement::Same),
                own.count_products(place_key, PlaceAgreement::Unknown),
            );
            if same + unknown > 0 {
                unmatched[index] = false;
                has_duplicate[index] = true;
                own.mark_products(place_key, PlaceAgreement::Same, has_duplicate);
                // Exactly one certain match outweighs any number of possible ones.
                if same != 1 {
                    own.mark_products(place_key, PlaceAgreement::Unknown, has_duplicate);
                }
            } else if producer > 0 {
                has_duplicate[index] |=
                    own.mark_products(place_key, PlaceAgreement::Contradict, has_duplicate);
                if let Some(without_producer) = by_producer.get_mut(&0) {
                    has_duplicate[index] |= without_producer.mark_products(
                        place_key,
                        PlaceAgreement::Same,
                        has_duplicate,
                    );
                }
                if before <= MAX_COMPARED_PRODUCERS {
                    self.mark_similar_producers(&group[..before], *product, has_duplicate);
                }
            } else {
                has_duplicate[index] |=
                    with_producer.mark_products(place_key, PlaceAgreement::Same, has_duplicate);
            }
            by_producer
                .entry(producer)
                .or_default()
                .add_product(place_key, *product);
            if producer > 0 {
                with_producer.add_product(place_key, *product);
            }
        }
    }

    /// Marks a product and those before it whose producers differ by typos.
    fn mark_similar_producers(&self, before: &[u32], product: u32, has_duplicate: &mut [bool]) {
        let (producer, place_key) = (
            self.producers[product as usize],
            self.place_keys[product as usize],
        );
        for other in before {
            let (other_producer, other_place) = (
                self.producers[*other as usize],
                self.place_keys[*other as usize],
            );
            if other_producer > 0
                && other_producer != producer
                && place_key.compare_with(other_place) != PlaceAgreement::Contradict
                && differs_by_typos(
                    self.producer_texts.get(producer),
                    self.producer_texts.get(other_producer),
                )
            {
                has_duplicate[*other as usize] = true;
                has_duplicate[product as usize] = true;
            }
        }
    }

    /// Compares products of one producer with similar names.
    fn mark_same_producer(
        &self,
        group: &[u32],
        name_numbers: &[u32],
        unmatched: &[bool],
        has_duplicate: &mut [bool],
    ) {
        let mut sketches: Vec<NameSketch> = Vec::new();
        let mut groups: Vec<NameGroup> = Vec::new();
        let mut by_name: HashMap<u32, usize> = HashMap::new();
        for product in group {
            let index = *product as usize;
            let own = *by_name.entry(name_numbers[index]).or_insert_with(|| {
                let new = groups.len();
                let name = self.names.get(*product);
                let sketch = NameSketch::from_name(name);
                let is_similar = |group: &usize| {
                    let other = &sketches[*group];
                    other.can_be_similar(sketch)
                        && (other.sorted_words_hash == sketch.sorted_words_hash
                            || differs_by_typos(self.names.get(groups[*group].product), name))
                };
                let similar: Vec<usize> = (0..new).filter(is_similar).collect();
                sketches.push(sketch);
                for group in &similar {
                    groups[*group].similar.push(new);
                }
                groups.push(NameGroup {
                    product: *product,
                    similar,
                    classes: PlaceClasses::default(),
                });
                new
            });
            let place_key = self.place_keys[index];
            if unmatched[index] {
                for other in std::mem::take(&mut groups[own].similar) {
                    let classes = &mut groups[other].classes;
                    has_duplicate[index] |=
                        classes.mark_products(place_key, PlaceAgreement::Same, has_duplicate);
                    has_duplicate[index] |=
                        classes.mark_products(place_key, PlaceAgreement::Unknown, has_duplicate);
                    groups[own].similar.push(other);
                }
            }
            groups[own].classes.add_product(place_key, *product);
        }
    }
}

/// Products of one producer and one name.
struct NameGroup {
    /// One of them, for its name.
    product: u32,
    /// The groups with similar names.
    similar: Vec<usize>,
    classes: PlaceClasses,
}

/// The products of a group by their place.
#[derive(Debug, Default)]
struct PlaceClasses(Vec<PlaceClass>);

#[derive(Debug)]
struct PlaceClass {
    place_key: CompactPlaceKey,
    members: Vec<u32>,
    /// How many of the members are already marked.
    marked: usize,
}

impl PlaceClasses {
    fn add_product(&mut self, place_key: CompactPlaceKey, product: u32) {
        if let Some(class) = self.0.iter_mut().find(|class| class.place_key == place_key) {
            class.members.push(product);
        } else {
            self.0.push(PlaceClass {
                place_key,
                members: vec![product],
                marked: 0,
            });
        }
    }

    /// How many products have places in this agreement with a place.
    fn count_products(&self, place_key: CompactPlaceKey, agreement: PlaceAgreement) -> usize {
        let matching = self
            .0
            .iter()
            .filter(|class| place_key.compare_with(class.place_key) == agreement);
        matching.map(|class| class.members.len()).sum()
    }

    /// Marks those products; true when there is one.
    fn mark_products(
        &mut self,
        place_key: CompactPlaceKey,
        agreement: PlaceAgreement,
        has_duplicate: &mut [bool],
    ) -> bool {
        let mut any = false;
        for class in &mut self.0 {
            if place_key.compare_with(class.place_key) == agreement {
                for product in &class.members[class.marked..] {
                    has_duplicate[*product as usize] = true;
                }
                class.marked = class.members.len();
                any = true;
            }
        }
        any
    }
}

/// The ranges of equal neighbours in a list.
fn group_ranges(
    list: &[u32],
    is_equal: impl Fn(u32, u32) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    list.chunk_by(move |a, b| is_equal(*a, *b))
        .map(move |group| {
            let from = start;
            start += group.len();
            from..start
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::identity::{IdentityIndex, IdentityKey, IdentityMatch};
    use super::*;
    use crate::product::Producer;

    /// The result of looking up each product among those before it.
    fn one_by_one(products: &[Product]) -> Vec<bool> {
        let mut has_duplicate = vec![false; products.len()];
        let mut index = IdentityIndex::default();
        for (number, product) in products.iter().enumerate() {
            let key = IdentityKey::from_product(product);
            let others = match index.find_match(&key) {
                IdentityMatch::Nothing => Vec::new(),
                IdentityMatch::One(one) => vec![one],
                IdentityMatch::Likely(likely) => likely,
            };
            has_duplicate[number] |= !others.is_empty();
            for other in others {
                has_duplicate[other] = true;
            }
            index.add_record(product, key);
        }
        has_duplicate
    }

    fn some(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
        let text = proptest::sample::select(texts);
        text.prop_map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    prop_compose! {
        fn product()(
            name in some(&["Mực ống khô", "Mực khô ống", "Mực ốngg khô", "Trà hoa vàng 1", "Trà hoa vàng 2", "Mắm"]),
            producer in some(&["", "", "HTX Thắng Lợi", "Hợp tác xã Thắng Lợi", "HTX Thắng Lợii", "CTCP Xanh", "-"]),
            province in some(&["", "Quảng Ninh", "Nam Định"]),
            district in some(&["", "", "Cô Tô", "cô tô", "Hạ Long"]),
            commune in some(&["", "", "xã A", "xã B"]),
            unit in some(&["", "", "Xã C", "Xã D"]),
        ) -> Product {
            Product {
                name: name.unwrap_or_default(),
                producer: producer.map(|name| Producer { name, ..Producer::default() }),
                place: ProductPlace { province, district, commune, unit, ..ProductPlace::default() },
                ..Product::default()
            }
        }
    }

    proptest! {
        #[test]
        fn a_catalogue_at_once_is_each_product_against_those_before_it(
            products in proptest::collection::vec(product(), 0..60),
        ) {
            let mut finder = DuplicateFinder::default();
            for product in &products {
                finder.add_product(product);
            }
            prop_assert_eq!(finder.find_duplicates(), one_by_one(&products));
        }
    }
}
