//! Which products of a catalogue may be the same as another one of it.
//!
//! The answer is that of [`Register::find`](super::identity::Register::find) for each product against those
//! before it, but for a whole catalogue at once and in little room: what is compared is gathered as numbers
//! and texts behind one another, and products are looked at in groups of one name, then of one producer.
//! Within a group those that cannot be told apart are one class, so that a name thousands of products share
//! costs no more than the places it is made at. Must not: keep a product.

use std::collections::HashMap;
use std::ops::Range;

use super::identity::{
    MAX_COMPARED_PRODUCERS, MAX_TYPOS, differs_by_typos, fingerprint_text, normalize_producer_name,
};
use super::place_key::PlaceAgreement;
use crate::product::{Product, ProductPlace};
use crate::vietnamese::{for_each_key, letter};

/// Texts behind one another, by number.
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

/// A place with spellings numbered as they come: half the room of their fingerprints.
type CompactPlaceKey = super::place_key::PlaceKey<u32>;

/// Numbers of texts by their fingerprint, from 1.
#[derive(Debug, Default)]
struct TextNumbering(HashMap<u64, u32>);

impl TextNumbering {
    fn number_text(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32 + 1;
        *self.0.entry(fingerprint_text(text)).or_insert(next)
    }
}

/// The products of a catalogue as they are gathered, by number.
#[derive(Debug, Default)]
pub(crate) struct DuplicateFinder {
    names: TextArena,
    /// The name as a number, then its words in alphabetical order as one.
    name_hashes: Vec<(u64, u64)>,
    /// The number of the producer, 0 for none.
    producers: Vec<u32>,
    /// By that number, the words by which the producer is known.
    producer_texts: TextArena,
    producer_numbers: HashMap<u64, u32>,
    /// The number of a producer by its name as written.
    producers_by_spelling: HashMap<u64, u32>,
    place_keys: Vec<CompactPlaceKey>,
    spellings: TextNumbering,
    /// Spellings by the text as written.
    spelling_numbers: HashMap<Box<str>, u32>,
}

impl DuplicateFinder {
    /// Enters the next product.
    pub(crate) fn add_product(&mut self, product: &Product) {
        let mut name = String::with_capacity(product.name.len());
        for_each_key(&product.name, |key| {
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(key[..key.len() - 1].chars().map(letter::bare_letter));
        });
        let mut folds: Vec<&str> = name.split(' ').collect();
        folds.sort_unstable();
        self.name_hashes
            .push((fingerprint_text(&name), fingerprint_text(&folds.join(" "))));
        self.names.push(&name);
        let maker = self.number_producer(product);
        self.producers.push(maker);
        let spot = self.number_place(&product.place);
        self.place_keys.push(spot);
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

    /// Which products may be the same as another one, by number.
    pub(crate) fn find_duplicates(mut self) -> Vec<bool> {
        (
            self.producers_by_spelling,
            self.producer_numbers,
            self.spelling_numbers,
        ) = Default::default();
        let mut doubled = vec![false; self.place_keys.len()];
        // The number of the name, and whether no other product of that name is surely the same.
        let mut names = vec![0; self.place_keys.len()];
        let mut open = vec![false; self.place_keys.len()];
        let mut order: Vec<u32> = (0..self.place_keys.len() as u32).collect();
        let name = |number: &u32| {
            (
                self.name_hashes[*number as usize].0,
                self.names.get(*number),
            )
        };
        order.sort_unstable_by(|a, b| name(a).cmp(&name(b)).then(a.cmp(b)));
        for (group, number) in group_ranges(&order, |a, b| name(&a) == name(&b)).zip(0..) {
            let group = &order[group];
            for product in group {
                names[*product as usize] = number;
                open[*product as usize] = true;
            }
            if group.len() > 1 {
                self.mark_same_name(group, &mut doubled, &mut open);
            }
        }
        let maker = |number: u32| self.producers[number as usize];
        order.sort_unstable_by_key(|number| (maker(*number), *number));
        for group in group_ranges(&order, |a, b| maker(a) == maker(b)) {
            let group = &order[group];
            if group.len() > 1 && maker(group[0]) > 0 {
                self.mark_same_producer(group, &names, &open, &mut doubled);
            }
        }
        doubled
    }

    /// Looks at products of one name.
    fn mark_same_name(&self, group: &[u32], doubled: &mut [bool], open: &mut [bool]) {
        let mut by_maker: HashMap<u32, PlaceClasses> = HashMap::new();
        // Those with a producer, whoever it is.
        let mut with_maker = PlaceClasses::default();
        for (before, product) in group.iter().enumerate() {
            let at = *product as usize;
            let (maker, spot) = (self.producers[at], self.place_keys[at]);
            let own = by_maker.entry(maker).or_default();
            let (same, unknown) = (
                own.count_products(spot, PlaceAgreement::Same),
                own.count_products(spot, PlaceAgreement::Unknown),
            );
            if same + unknown > 0 {
                open[at] = false;
                doubled[at] = true;
                own.mark_products(spot, PlaceAgreement::Same, doubled);
                // One that is surely the same stands against any number that may be.
                if same != 1 {
                    own.mark_products(spot, PlaceAgreement::Unknown, doubled);
                }
            } else if maker > 0 {
                doubled[at] |= own.mark_products(spot, PlaceAgreement::Contradict, doubled);
                if let Some(nobodys) = by_maker.get_mut(&0) {
                    doubled[at] |= nobodys.mark_products(spot, PlaceAgreement::Same, doubled);
                }
                if before <= MAX_COMPARED_PRODUCERS {
                    self.mark_similar_producers(&group[..before], *product, doubled);
                }
            } else {
                doubled[at] |= with_maker.mark_products(spot, PlaceAgreement::Same, doubled);
            }
            by_maker
                .entry(maker)
                .or_default()
                .add_product(spot, *product);
            if maker > 0 {
                with_maker.add_product(spot, *product);
            }
        }
    }

    /// Marks a product and those before it whose producers differ by a slip.
    fn mark_similar_producers(&self, before: &[u32], product: u32, doubled: &mut [bool]) {
        let (maker, spot) = (
            self.producers[product as usize],
            self.place_keys[product as usize],
        );
        for other in before {
            let (others, place) = (
                self.producers[*other as usize],
                self.place_keys[*other as usize],
            );
            if others > 0
                && others != maker
                && spot.compare_with(place) != PlaceAgreement::Contradict
                && differs_by_typos(
                    self.producer_texts.get(maker),
                    self.producer_texts.get(others),
                )
            {
                doubled[*other as usize] = true;
                doubled[product as usize] = true;
            }
        }
    }

    /// Looks at products of one producer whose names differ by little.
    fn mark_same_producer(
        &self,
        group: &[u32],
        names: &[u32],
        open: &[bool],
        doubled: &mut [bool],
    ) {
        let mut glances: Vec<NameSketch> = Vec::new();
        let mut lines: Vec<(u32, Vec<usize>, PlaceClasses)> = Vec::new();
        let mut by_name: HashMap<u32, usize> = HashMap::new();
        for product in group {
            let at = *product as usize;
            let own = *by_name.entry(names[at]).or_insert_with(|| {
                let new = lines.len();
                let name = self.names.get(*product);
                let glance = NameSketch::from_name(name, self.name_hashes[at].1);
                let like = |line: &usize| {
                    let other = &glances[*line];
                    other.sorted_words_hash == glance.sorted_words_hash
                        || (other.can_be_similar(&glance)
                            && differs_by_typos(self.names.get(lines[*line].0), name))
                };
                let alike: Vec<usize> = (0..new).filter(like).collect();
                glances.push(glance);
                for line in &alike {
                    lines[*line].1.push(new);
                }
                lines.push((*product, alike, PlaceClasses::default()));
                new
            });
            let spot = self.place_keys[at];
            if open[at] {
                for line in std::mem::take(&mut lines[own].1) {
                    let classes = &mut lines[line].2;
                    doubled[at] |= classes.mark_products(spot, PlaceAgreement::Same, doubled);
                    doubled[at] |= classes.mark_products(spot, PlaceAgreement::Unknown, doubled);
                    lines[own].1.push(line);
                }
            }
            lines[own].2.add_product(spot, *product);
        }
    }
}

/// What tells most names apart at a glance; a large producer has thousands, and each is held against each.
struct NameSketch {
    /// The words in alphabetical order, as a number.
    sorted_words_hash: u64,
    /// A bit for each letter that occurs.
    letters: u32,
    length: u32,
}

impl NameSketch {
    fn from_name(name: &str, bag: u64) -> Self {
        Self {
            sorted_words_hash: bag,
            letters: name.bytes().fold(0, |bits, byte| bits | 1 << (byte & 31)),
            length: name.len() as u32,
        }
    }

    /// False where the names differ by more than slips. One slip changes the letters that occur by two at most.
    fn can_be_similar(&self, other: &Self) -> bool {
        self.length.abs_diff(other.length) as usize <= MAX_TYPOS
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * MAX_TYPOS
    }
}

/// Products that cannot be told apart within a group, by their place.
#[derive(Debug, Default)]
struct PlaceClasses(Vec<PlaceClass>);

#[derive(Debug)]
struct PlaceClass {
    place_key: CompactPlaceKey,
    members: Vec<u32>,
    /// How many of the members are marked already.
    marked: usize,
}

impl PlaceClasses {
    fn add_product(&mut self, spot: CompactPlaceKey, product: u32) {
        if let Some(class) = self.0.iter_mut().find(|class| class.place_key == spot) {
            class.members.push(product);
        } else {
            self.0.push(PlaceClass {
                place_key: spot,
                members: vec![product],
                marked: 0,
            });
        }
    }

    /// How many products there are whose places go so with this one.
    fn count_products(&self, spot: CompactPlaceKey, fit: PlaceAgreement) -> usize {
        let fitting = self
            .0
            .iter()
            .filter(|class| spot.compare_with(class.place_key) == fit);
        fitting.map(|class| class.members.len()).sum()
    }

    /// Marks those products; true when there are any.
    fn mark_products(
        &mut self,
        spot: CompactPlaceKey,
        fit: PlaceAgreement,
        doubled: &mut [bool],
    ) -> bool {
        let mut any = false;
        for class in &mut self.0 {
            if spot.compare_with(class.place_key) == fit {
                for product in &class.members[class.marked..] {
                    doubled[*product as usize] = true;
                }
                class.marked = class.members.len();
                any = true;
            }
        }
        any
    }
}

/// The runs of a list whose neighbours are alike.
fn group_ranges(
    list: &[u32],
    alike: impl Fn(u32, u32) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    list.chunk_by(move |a, b| alike(*a, *b)).map(move |run| {
        let from = start;
        start += run.len();
        from..start
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::identity::{IdentityIndex, IdentityKey, IdentityMatch};
    use super::*;
    use crate::product::Producer;

    /// What a look-up of each product among those before it says.
    fn one_by_one(products: &[Product]) -> Vec<bool> {
        let mut doubled = vec![false; products.len()];
        let mut register = IdentityIndex::default();
        for (number, product) in products.iter().enumerate() {
            let key = IdentityKey::from_product(product);
            let others = match register.find_match(&key) {
                IdentityMatch::Nothing => Vec::new(),
                IdentityMatch::One(one) => vec![one],
                IdentityMatch::Likely(likely) => likely,
            };
            doubled[number] |= !others.is_empty();
            for other in others {
                doubled[other] = true;
            }
            register.add_record(product, key);
        }
        doubled
    }

    fn some(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
        let text = proptest::sample::select(texts);
        text.prop_map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    prop_compose! {
        fn product()(
            name in some(&["Mực ống khô", "Mực khô ống", "Mực ốngg khô", "Trà hoa vàng 1", "Trà hoa vàng 2", "Mắm"]),
            maker in some(&["", "", "HTX Thắng Lợi", "Hợp tác xã Thắng Lợi", "HTX Thắng Lợii", "CTCP Xanh", "-"]),
            province in some(&["", "Quảng Ninh", "Nam Định"]),
            district in some(&["", "", "Cô Tô", "cô tô", "Hạ Long"]),
            commune in some(&["", "", "xã A", "xã B"]),
            unit in some(&["", "", "Xã C", "Xã D"]),
        ) -> Product {
            Product {
                name: name.unwrap_or_default(),
                producer: maker.map(|name| Producer { name, ..Producer::default() }),
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
            let mut twins = DuplicateFinder::default();
            for product in &products {
                twins.add_product(product);
            }
            prop_assert_eq!(twins.find_duplicates(), one_by_one(&products));
        }
    }
}
