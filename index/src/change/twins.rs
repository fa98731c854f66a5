//! Which products of a catalogue may be the same as another one of it.
//!
//! The answer is that of [`Register::find`](super::identity::Register::find) for each product against those
//! before it, but for a whole catalogue at once and in little room: what is compared is gathered as numbers
//! and texts behind one another, and products are looked at in groups of one name, then of one producer.
//! Within a group those that cannot be told apart are one class, so that a name thousands of products share
//! costs no more than the places it is made at. Must not: keep a product.

use std::collections::HashMap;
use std::ops::Range;

use super::identity::{CROWD, SLIPS, fingerprint, maker_words, slipped};
use super::spot::Fit;
use crate::product::{Place, Product};
use crate::vietnamese::{each_key, letter};

/// Texts behind one another, by number.
#[derive(Debug, Default)]
struct Texts {
    bytes: String,
    ends: Vec<usize>,
}

impl Texts {
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
type Spot = super::spot::Spot<u32>;

/// Numbers of texts by their fingerprint, from 1.
#[derive(Debug, Default)]
struct Numbers(HashMap<u64, u32>);

impl Numbers {
    fn of(&mut self, text: &str) -> u32 {
        let next = self.0.len() as u32 + 1;
        *self.0.entry(fingerprint(text)).or_insert(next)
    }
}

/// The products of a catalogue as they are gathered, by number.
#[derive(Debug, Default)]
pub(crate) struct Twins {
    names: Texts,
    /// The name as a number, then its words in alphabetical order as one.
    prints: Vec<(u64, u64)>,
    /// The number of the producer, 0 for none.
    makers: Vec<u32>,
    /// By that number, the words by which the producer is known.
    maker_texts: Texts,
    maker_numbers: HashMap<u64, u32>,
    /// The number of a producer by its name as written.
    written: HashMap<u64, u32>,
    spots: Vec<Spot>,
    spellings: Numbers,
    /// Spellings by the text as written.
    spelled: HashMap<Box<str>, u32>,
}

impl Twins {
    /// Enters the next product.
    pub(crate) fn add(&mut self, product: &Product) {
        let mut name = String::with_capacity(product.name.len());
        each_key(&product.name, |key| {
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(key[..key.len() - 1].chars().map(letter::bare));
        });
        let mut folds: Vec<&str> = name.split(' ').collect();
        folds.sort_unstable();
        self.prints
            .push((fingerprint(&name), fingerprint(&folds.join(" "))));
        self.names.push(&name);
        let maker = self.maker(product);
        self.makers.push(maker);
        let spot = self.spot(&product.place);
        self.spots.push(spot);
    }

    fn maker(&mut self, product: &Product) -> u32 {
        if self.maker_texts.ends.is_empty() {
            self.maker_texts.push("");
        }
        let Some(producer) = &product.producer else {
            return 0;
        };
        let written = fingerprint(&producer.name);
        if let Some(number) = self.written.get(&written) {
            return *number;
        }
        let words = maker_words(product);
        let number = if words.is_empty() {
            0
        } else {
            let texts = &mut self.maker_texts;
            let known = self.maker_numbers.entry(fingerprint(&words).max(1));
            *known.or_insert_with(|| {
                texts.push(&words);
                texts.ends.len() as u32 - 1
            })
        };
        self.written.insert(written, number);
        number
    }

    fn spot(&mut self, place: &Place) -> Spot {
        Spot::of(place, |text| {
            if let Some(number) = self.spelled.get(text) {
                return *number;
            }
            let mut keys = String::new();
            each_key(text, |key| {
                keys.push_str(key);
                keys.push(' ');
            });
            let number = self.spellings.of(&keys);
            self.spelled.insert(text.into(), number);
            number
        })
    }

    /// Which products may be the same as another one, by number.
    pub(crate) fn find(mut self) -> Vec<bool> {
        (self.written, self.maker_numbers, self.spelled) = Default::default();
        let mut doubled = vec![false; self.spots.len()];
        // The number of the name, and whether no other product of that name is surely the same.
        let mut names = vec![0; self.spots.len()];
        let mut open = vec![false; self.spots.len()];
        let mut order: Vec<u32> = (0..self.spots.len() as u32).collect();
        let name = |number: &u32| (self.prints[*number as usize].0, self.names.get(*number));
        order.sort_unstable_by(|a, b| name(a).cmp(&name(b)).then(a.cmp(b)));
        for (group, number) in groups(&order, |a, b| name(&a) == name(&b)).zip(0..) {
            let group = &order[group];
            for product in group {
                names[*product as usize] = number;
                open[*product as usize] = true;
            }
            if group.len() > 1 {
                self.named_alike(group, &mut doubled, &mut open);
            }
        }
        let maker = |number: u32| self.makers[number as usize];
        order.sort_unstable_by_key(|number| (maker(*number), *number));
        for group in groups(&order, |a, b| maker(a) == maker(b)) {
            let group = &order[group];
            if group.len() > 1 && maker(group[0]) > 0 {
                self.made_alike(group, &names, &open, &mut doubled);
            }
        }
        doubled
    }

    /// Looks at products of one name.
    fn named_alike(&self, group: &[u32], doubled: &mut [bool], open: &mut [bool]) {
        let mut by_maker: HashMap<u32, Classes> = HashMap::new();
        // Those with a producer, whoever it is.
        let mut with_maker = Classes::default();
        for (before, product) in group.iter().enumerate() {
            let at = *product as usize;
            let (maker, spot) = (self.makers[at], self.spots[at]);
            let own = by_maker.entry(maker).or_default();
            let (same, unknown) = (own.count(spot, Fit::Same), own.count(spot, Fit::Unknown));
            if same + unknown > 0 {
                open[at] = false;
                doubled[at] = true;
                own.mark(spot, Fit::Same, doubled);
                // One that is surely the same stands against any number that may be.
                if same != 1 {
                    own.mark(spot, Fit::Unknown, doubled);
                }
            } else if maker > 0 {
                doubled[at] |= own.mark(spot, Fit::Contradict, doubled);
                if let Some(nobodys) = by_maker.get_mut(&0) {
                    doubled[at] |= nobodys.mark(spot, Fit::Same, doubled);
                }
                if before <= CROWD {
                    self.slips_of_makers(&group[..before], *product, doubled);
                }
            } else {
                doubled[at] |= with_maker.mark(spot, Fit::Same, doubled);
            }
            by_maker.entry(maker).or_default().add(spot, *product);
            if maker > 0 {
                with_maker.add(spot, *product);
            }
        }
    }

    /// Marks a product and those before it whose producers differ by a slip.
    fn slips_of_makers(&self, before: &[u32], product: u32, doubled: &mut [bool]) {
        let (maker, spot) = (self.makers[product as usize], self.spots[product as usize]);
        for other in before {
            let (others, place) = (self.makers[*other as usize], self.spots[*other as usize]);
            if others > 0
                && others != maker
                && spot.fit(place) != Fit::Contradict
                && slipped(self.maker_texts.get(maker), self.maker_texts.get(others))
            {
                doubled[*other as usize] = true;
                doubled[product as usize] = true;
            }
        }
    }

    /// Looks at products of one producer whose names differ by little.
    fn made_alike(&self, group: &[u32], names: &[u32], open: &[bool], doubled: &mut [bool]) {
        let mut glances: Vec<Glance> = Vec::new();
        let mut lines: Vec<(u32, Vec<usize>, Classes)> = Vec::new();
        let mut by_name: HashMap<u32, usize> = HashMap::new();
        for product in group {
            let at = *product as usize;
            let own = *by_name.entry(names[at]).or_insert_with(|| {
                let new = lines.len();
                let name = self.names.get(*product);
                let glance = Glance::of(name, self.prints[at].1);
                let like = |line: &usize| {
                    let other = &glances[*line];
                    other.bag == glance.bag
                        || (other.may_be(&glance) && slipped(self.names.get(lines[*line].0), name))
                };
                let alike: Vec<usize> = (0..new).filter(like).collect();
                glances.push(glance);
                for line in &alike {
                    lines[*line].1.push(new);
                }
                lines.push((*product, alike, Classes::default()));
                new
            });
            let spot = self.spots[at];
            if open[at] {
                for line in std::mem::take(&mut lines[own].1) {
                    let classes = &mut lines[line].2;
                    doubled[at] |= classes.mark(spot, Fit::Same, doubled);
                    doubled[at] |= classes.mark(spot, Fit::Unknown, doubled);
                    lines[own].1.push(line);
                }
            }
            lines[own].2.add(spot, *product);
        }
    }
}

/// What tells most names apart at a glance; a large producer has thousands, and each is held against each.
struct Glance {
    /// The words in alphabetical order, as a number.
    bag: u64,
    /// A bit for each letter that occurs.
    letters: u32,
    length: u32,
}

impl Glance {
    fn of(name: &str, bag: u64) -> Self {
        Self {
            bag,
            letters: name.bytes().fold(0, |bits, byte| bits | 1 << (byte & 31)),
            length: name.len() as u32,
        }
    }

    /// False where the names differ by more than slips. One slip changes the letters that occur by two at most.
    fn may_be(&self, other: &Self) -> bool {
        self.length.abs_diff(other.length) as usize <= SLIPS
            && (self.letters ^ other.letters).count_ones() as usize <= 2 * SLIPS
    }
}

/// Products that cannot be told apart within a group, by their place.
#[derive(Debug, Default)]
struct Classes(Vec<Class>);

#[derive(Debug)]
struct Class {
    spot: Spot,
    members: Vec<u32>,
    /// How many of the members are marked already.
    marked: usize,
}

impl Classes {
    fn add(&mut self, spot: Spot, product: u32) {
        if let Some(class) = self.0.iter_mut().find(|class| class.spot == spot) {
            class.members.push(product);
        } else {
            self.0.push(Class {
                spot,
                members: vec![product],
                marked: 0,
            });
        }
    }

    /// How many products there are whose places go so with this one.
    fn count(&self, spot: Spot, fit: Fit) -> usize {
        let fitting = self.0.iter().filter(|class| spot.fit(class.spot) == fit);
        fitting.map(|class| class.members.len()).sum()
    }

    /// Marks those products; true when there are any.
    fn mark(&mut self, spot: Spot, fit: Fit, doubled: &mut [bool]) -> bool {
        let mut any = false;
        for class in &mut self.0 {
            if spot.fit(class.spot) == fit {
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
fn groups(list: &[u32], alike: impl Fn(u32, u32) -> bool) -> impl Iterator<Item = Range<usize>> {
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

    use super::super::identity::{Found, Key, Register};
    use super::*;
    use crate::product::Producer;

    /// What a look-up of each product among those before it says.
    fn one_by_one(products: &[Product]) -> Vec<bool> {
        let mut doubled = vec![false; products.len()];
        let mut register = Register::default();
        for (number, product) in products.iter().enumerate() {
            let key = Key::of(product);
            let others = match register.find(&key) {
                Found::Nothing => Vec::new(),
                Found::One(one) => vec![one],
                Found::Likely(likely) => likely,
            };
            doubled[number] |= !others.is_empty();
            for other in others {
                doubled[other] = true;
            }
            register.add(product, key);
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
                place: Place { province, district, commune, unit, ..Place::default() },
                ..Product::default()
            }
        }
    }

    proptest! {
        #[test]
        fn a_catalogue_at_once_is_each_product_against_those_before_it(
            products in proptest::collection::vec(product(), 0..60),
        ) {
            let mut twins = Twins::default();
            for product in &products {
                twins.add(product);
            }
            prop_assert_eq!(twins.find(), one_by_one(&products));
        }
    }
}
