//! Decides whether two records are one product: equal names without accents and case, equal producers with phrases as
//! their abbreviations, and places that do not contradict each other.
//!
//! Less than that is *likely*, and a person decides. Product codes are not compared: they are neither unique nor
//! stable. Must not: merge records.

use std::collections::HashMap;

use super::place_key::{PlaceAgreement, PlaceKey};
use crate::product::{Product, ProductPlace};
use crate::rewrite::abbreviation;
use crate::source::cell::phrase::fold_words;
use crate::vietnamese::for_each_key;

/// The most typos between two spellings of one name.
pub(super) const MAX_TYPOS: usize = 2;

/// In shorter names, in bytes, two letters make another name.
const MIN_TYPO_LENGTH: usize = 8;

/// The most records of one name whose producers are compared letter by letter.
pub(super) const MAX_COMPARED_PRODUCERS: usize = 20;

/// What identifies a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IdentityKey {
    /// The name's words without accents.
    name: Box<str>,
    /// Hash of the name.
    name_hash: u64,
    /// What tells the name from most others.
    sketch: NameSketch,
    /// The producer's words without accents, every phrase as its abbreviation; empty for none.
    producer_words: Box<str>,
    /// Hash of the producer's words; 0 for none.
    producer_hash: u64,
    place_key: PlaceKey<u64>,
    /// Hash of name, producer and place as written, from which the id of a new record is made.
    id_hash: u64,
}

impl IdentityKey {
    /// The key of a product.
    pub(super) fn from_product(product: &Product) -> Self {
        let name = fold_words(&product.name);
        let producer = normalize_producer_name(product).into_boxed_str();
        let producer_hash = if producer.is_empty() {
            0
        } else {
            fingerprint_text(&producer).max(1)
        };
        let name_hash = fingerprint_text(&name);
        Self {
            id_hash: hash_for_id(name_hash, producer_hash, &product.place),
            sketch: NameSketch::from_name(&name),
            name: name.into_boxed_str(),
            name_hash,
            producer_hash,
            producer_words: producer,
            place_key: compute_place_key(&product.place),
        }
    }

    /// True where neither the names nor the producers are the same.
    pub(super) fn differs_wholly_from(&self, other: &Self) -> bool {
        let has_other_name = self.sketch.sorted_words_hash != other.sketch.sorted_words_hash
            && !differs_by_typos(&self.name, &other.name);
        has_other_name && self.producer_hash != other.producer_hash
    }
}

fn compute_place_key(place: &ProductPlace) -> PlaceKey<u64> {
    PlaceKey::from_place(place, |text| {
        fingerprint_keys(EMPTY_FINGERPRINT, &[text]).max(1)
    })
}

/// Enough of a name to tell most pairs apart quickly; a large producer has thousands, and each is compared with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameSketch {
    /// Hash of the words in alphabetical order.
    pub(super) sorted_words_hash: u64,
    /// A bit for each letter that occurs.
    letters: u32,
    length: u32,
}

impl NameSketch {
    /// The sketch of a name of words without accents, joined by spaces.
    pub(super) fn from_name(name: &str) -> Self {
        let mut words: Vec<&str> = name.split(' ').collect();
        words.sort_unstable();
        Self {
            sorted_words_hash: fingerprint_words(EMPTY_FINGERPRINT, words),
            letters: name.bytes().fold(0, |bits, byte| bits | 1 << (byte & 31)),
            length: name.len() as u32,
        }
    }

    /// False where the names neither have the same words nor differ by typos. One typo changes at most two bits of the
    /// letters.
    pub(super) fn can_be_similar(self, other: Self) -> bool {
        self.sorted_words_hash == other.sorted_words_hash
            || self.length.abs_diff(other.length) as usize <= MAX_TYPOS
                && (self.letters ^ other.letters).count_ones() as usize <= 2 * MAX_TYPOS
    }
}

/// The words of a producer's name that identify it: phrases as their abbreviations, without "và".
pub(super) fn normalize_producer_name(product: &Product) -> String {
    let name = product
        .producer
        .as_ref()
        .map_or("", |producer| &producer.name);
    let mut words = abbreviation::abbreviate_name(name);
    words.retain(|word| word != "va");
    words.join(" ")
}

/// The hash of an empty text.
const EMPTY_FINGERPRINT: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash that is the same on every machine and in every version (FNV-1a, 64 bit).
pub(super) fn fingerprint_text(text: &str) -> u64 {
    extend_fingerprint(EMPTY_FINGERPRINT, text)
}

/// The hash of a text of which the beginning is hashed already.
fn extend_fingerprint(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The hash of a text and words behind it, joined by spaces.
fn fingerprint_words<'a>(mut hash: u64, words: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut separator = "";
    for word in words {
        hash = extend_fingerprint(extend_fingerprint(hash, separator), word);
        separator = " ";
    }
    hash
}

/// The hash of a text and the canonical keys of these texts behind it, joined by spaces.
fn fingerprint_keys(mut hash: u64, texts: &[&str]) -> u64 {
    let mut separator = "";
    for text in texts {
        for_each_key(text, |key| {
            hash = extend_fingerprint(extend_fingerprint(hash, separator), key);
            separator = " ";
        });
    }
    hash
}

/// The hash of what an id is made from, but for the number of the attempt at its end.
fn hash_for_id(name_hash: u64, producer_hash: u64, place: &ProductPlace) -> u64 {
    let district = place.district.as_deref().unwrap_or_default();
    let commune = place.commune.as_deref().unwrap_or_default();
    let hash = extend_fingerprint(name_hash, &format!("|{producer_hash:x}|"));
    extend_fingerprint(fingerprint_keys(hash, &[district, commune]), "|")
}

/// The id of a new record, a hash of name, producer and place: `sp-` and eight letters or digits.
pub(super) fn generate_product_id(
    product: &Product,
    key: &IdentityKey,
    taken: impl Fn(&str) -> bool,
) -> String {
    const ID_DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    for attempt in 0_u32.. {
        let mut number = extend_fingerprint(key.id_hash, &attempt.to_string());
        let mut id = String::from("sp-");
        for _ in 0..8 {
            id.push(char::from(ID_DIGITS[(number % 32) as usize]));
            number /= 32;
        }
        if !taken(&id) {
            return id;
        }
    }
    product.name.clone()
}

/// The result of a look-up; products are their indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IdentityMatch {
    /// No such product.
    Nothing,
    /// It is this product.
    One(usize),
    /// It may be one of these.
    Likely(Vec<usize>),
}

/// An index of records by name, producer and id. A record's number is its index in the caller's list.
#[derive(Debug, Default)]
pub(super) struct IdentityIndex {
    keys: Vec<IdentityKey>,
    by_name: HashMap<u64, Vec<u32>>,
    by_producer: HashMap<u64, Vec<NamedRecord>>,
    ids: HashMap<String, u32>,
}

/// A record of a producer with the sketch of its name.
#[derive(Clone, Copy, Debug)]
struct NamedRecord {
    sketch: NameSketch,
    number: u32,
}

impl IdentityIndex {
    /// An index with room for so many records.
    pub(super) fn with_capacity(records: usize) -> Self {
        Self {
            keys: Vec::with_capacity(records),
            by_name: HashMap::with_capacity(records),
            by_producer: HashMap::with_capacity(records),
            ids: HashMap::with_capacity(records),
        }
    }

    /// Adds the next record.
    pub(super) fn add_record(&mut self, product: &Product, key: IdentityKey) {
        let number = self.keys.len() as u32;
        self.by_name.entry(key.name_hash).or_default().push(number);
        if key.producer_hash != 0 {
            let sketch = key.sketch;
            self.by_producer
                .entry(key.producer_hash)
                .or_default()
                .push(NamedRecord { sketch, number });
        }
        if !product.id.is_empty() {
            self.ids.entry(product.id.to_lowercase()).or_insert(number);
        }
        self.keys.push(key);
    }

    /// The record with this id.
    pub(super) fn find_by_id(&self, id: &str) -> Option<usize> {
        self.ids
            .get(&id.to_lowercase())
            .map(|number| *number as usize)
    }

    /// Replaces the place of a record.
    pub(super) fn update_place(&mut self, number: usize, place: &ProductPlace) {
        if let Some(key) = self.keys.get_mut(number) {
            key.place_key = compute_place_key(place);
        }
    }

    /// Looks up a product.
    pub(super) fn find_match(&self, key: &IdentityKey) -> IdentityMatch {
        let (sure, mut likely) = self.find_same_name(key);
        match sure.as_slice() {
            [one] => return IdentityMatch::One(*one),
            [first, second, ..] => {
                let agreement =
                    |number: usize| key.place_key.compare_with(self.keys[number].place_key);
                return if agreement(*first) == PlaceAgreement::Same
                    && agreement(*second) != PlaceAgreement::Same
                {
                    IdentityMatch::One(*first)
                } else {
                    IdentityMatch::Likely(sure)
                };
            }
            [] => {}
        }
        likely.extend(self.find_similar_names(key));
        if likely.is_empty() {
            IdentityMatch::Nothing
        } else {
            likely.sort_unstable();
            likely.dedup();
            IdentityMatch::Likely(likely)
        }
    }

    /// The records of one name that are certainly the product, those of the same place first, and those that may be.
    fn find_same_name(&self, key: &IdentityKey) -> (Vec<usize>, Vec<usize>) {
        let named = self.by_name.get(&key.name_hash);
        let named = named.map_or(&[][..], Vec::as_slice);
        let is_crowd = named.len() > MAX_COMPARED_PRODUCERS;
        let (mut sure, mut likely) = (Vec::new(), Vec::new());
        for number in named.iter().map(|number| *number as usize) {
            let other = &self.keys[number];
            let has_same_producer = other.producer_hash == key.producer_hash;
            let lacks_producer = other.producer_hash == 0 || key.producer_hash == 0;
            // Of a common name nearly all records have another producer: skip them without comparing letters.
            if is_crowd && !has_same_producer && !lacks_producer || other.name != key.name {
                continue;
            }
            match key.place_key.compare_with(other.place_key) {
                PlaceAgreement::Same if has_same_producer => sure.insert(0, number),
                PlaceAgreement::Unknown if has_same_producer => sure.push(number),
                // Without a producer, one name in two places says little.
                PlaceAgreement::Contradict if has_same_producer && key.producer_hash != 0 => {
                    likely.push(number);
                }
                PlaceAgreement::Same if lacks_producer => likely.push(number),
                PlaceAgreement::Same | PlaceAgreement::Unknown
                    if !lacks_producer
                        && differs_by_typos(&key.producer_words, &other.producer_words) =>
                {
                    likely.push(number);
                }
                _ => {}
            }
        }
        (sure, likely)
    }

    /// The records of the same producer whose names have the same words in another order or differ by typos.
    fn find_similar_names(&self, key: &IdentityKey) -> impl Iterator<Item = usize> {
        let of_producer = self.by_producer.get(&key.producer_hash);
        let of_producer = of_producer.filter(|_| key.producer_hash != 0);
        let records = of_producer.into_iter().flatten();
        records
            .filter(|record| record.sketch.can_be_similar(key.sketch))
            .map(|record| record.number as usize)
            .filter(move |number| {
                let other = &self.keys[*number];
                other.name != key.name
                    && (other.sketch.sorted_words_hash == key.sketch.sorted_words_hash
                        || differs_by_typos(&other.name, &key.name))
                    && key.place_key.compare_with(other.place_key) != PlaceAgreement::Contradict
            })
    }
}

/// True when two texts differ by one or two typos and have the same digits: "Trà 1" is not "Trà 2".
pub(super) fn differs_by_typos(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < MIN_TYPO_LENGTH || long.len() - short.len() > MAX_TYPOS {
        return false;
    }
    // Letters that one text has and the other has not: most pairs differ by more and end here.
    let mut letters = [0_i16; 32];
    a.bytes()
        .for_each(|byte| letters[usize::from(byte & 31)] += 1);
    b.bytes()
        .for_each(|byte| letters[usize::from(byte & 31)] -= 1);
    let difference: i16 = letters.iter().map(|count| count.abs()).sum();
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    usize::from(difference.unsigned_abs()) <= 2 * MAX_TYPOS
        && digits(a) == digits(b)
        && strsim::osa_distance(a, b) <= MAX_TYPOS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::Producer;

    fn product(name: &str, producer: &str, district: &str) -> Product {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Product {
            name: name.into(),
            producer: some(producer).map(|name| Producer {
                name,
                ..Producer::default()
            }),
            place: ProductPlace {
                district: some(district),
                ..ProductPlace::default()
            },
            ..Product::default()
        }
    }

    fn find(old: &Product, new: &Product) -> IdentityMatch {
        let mut index = IdentityIndex::default();
        index.add_record(old, IdentityKey::from_product(old));
        index.find_match(&IdentityKey::from_product(new))
    }

    #[test]
    fn spellings_of_one_product_are_one() {
        let old = product(
            "Chả mực Hạ Long",
            "Công ty TNHH MTV Thủy sản Quảng Ninh",
            "Hạ Long",
        );
        for (name, producer, district) in [
            (
                "CHẢ MỰC HẠ LONG",
                "CÔNG TY TNHH MTV THUỶ SẢN QUẢNG NINH",
                "Hạ Long",
            ),
            (
                "cha muc ha long",
                "Cty Trách nhiệm hữu hạn Một thành viên thuỷ sản Quảng Ninh",
                "",
            ),
        ] {
            assert_eq!(
                find(&old, &product(name, producer, district)),
                IdentityMatch::One(0),
                "{name}"
            );
        }
        let htx = product("Mật ong", "HTXNN Thông Hòa", "Ba Chẽ");
        let long = product(
            "Mật ong",
            "Hợp tác xã (HTX) nông nghiệp Thông Hoà",
            "Ba Chẽ",
        );
        assert_eq!(find(&htx, &long), IdentityMatch::One(0));
    }

    #[test]
    fn what_is_only_likely_is_never_taken_for_sure() {
        let old = product("Mực ống khô Cô Tô", "Công ty TNHH Sachi Nguyễn", "Cô Tô");
        for (name, producer, district) in [
            ("Mực ống Cô Tô khô", "Công ty TNHH Sachi Nguyễn", "Cô Tô"),
            ("Mực ống khô Cô Tô", "CÔNG TY THHH SACHI NGUYỄN", "Cô Tô"),
            ("Mực ống khô Cô Tô", "", "Cô Tô"),
            ("Mực ống khô Cô Tô", "Công ty TNHH Sachi Nguyễn", "Vân Đồn"),
            ("Mực ống khô Cô Tôo", "Công ty TNHH Sachi Nguyễn", ""),
        ] {
            let new = product(name, producer, district);
            assert_eq!(
                find(&old, &new),
                IdentityMatch::Likely(vec![0]),
                "{name} {producer} {district}"
            );
        }
    }

    #[test]
    fn producers_that_share_a_name_have_their_own_products() {
        let old = product("Gà Tiên Yên", "HTX Thắng Lợi", "Tiên Yên");
        for (name, producer, district) in [
            ("Gà Tiên Yên", "HTX Đông Ngũ", "Tiên Yên"),
            ("Gà Tiên Yên", "", ""),
            ("Gà Tiên Yên thảo dược", "HTX Thắng Lợi", "Tiên Yên"),
        ] {
            assert_eq!(
                find(&old, &product(name, producer, district)),
                IdentityMatch::Nothing,
                "{name} {producer}"
            );
        }
    }

    #[test]
    fn ids_are_the_same_on_every_machine_and_never_taken_twice() {
        let one = product("Chả mực", "HTX Huy Hoàng", "Hạ Long");
        let fresh = |product: &Product, taken: &str| {
            generate_product_id(product, &IdentityKey::from_product(product), |id| {
                id == taken
            })
        };
        let id = fresh(&one, "");
        assert_eq!(
            id,
            fresh(&product("CHẢ MỰC", "Hợp tác xã Huy Hoàng", "Hạ Long"), "")
        );
        assert_eq!(id.len(), 11);
        assert_ne!(id, fresh(&one, &id));
    }
}
