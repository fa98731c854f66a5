//! The made-up country with many more rows, a good part of them near to another name.
//!
//! Rows as in the smaller country, goods with numbers in their names, and neighbours: names of the built-in
//! catalogue or of an earlier row with one syllable changed to a similar one. It must not hold a name of the
//! built-in catalogue itself.

use std::collections::{BTreeMap, BTreeSet};

use ocop_index::product::Product;

use super::super::letters::{bare, words as split};
use super::super::random::Random;
use super::makers::{Maker, makers};
use super::{decisions, name, new_product, words};

/// Where its chance begins.
const SEED: u64 = 2_026;

/// How many producers the rows share.
const MAKERS: usize = 1_500;

/// Of a hundred rows: goods with numbers, neighbours of real names, neighbours of earlier rows.
const SHARES: [usize; 4] = [72, 8, 10, 10];

/// Goods whose names hold a number.
const NUMBERED: [(&str, &str); 28] = [
    ("I", "gạo BC 15"),
    ("I", "gạo ST25"),
    ("I", "gạo ST 24"),
    ("I", "gạo J02"),
    ("I", "gạo OM 18"),
    ("I", "gạo OM5451"),
    ("I", "gạo nếp 97"),
    ("I", "ngô nếp HN88"),
    ("I", "nước mắm 40 độ"),
    ("I", "nước mắm 30 độ"),
    ("I", "nước mắm số 1"),
    ("I", "cá thu một nắng"),
    ("I", "mực một nắng"),
    ("I", "cá dứa 1 nắng"),
    ("I", "trứng gà hộp 10"),
    ("I", "bưởi năm roi"),
    ("I", "nem ba miền"),
    ("I", "bún 5 màu"),
    ("I", "trà một tôm hai lá"),
    ("I", "trà 1 tôm"),
    ("II", "rượu nếp 29 độ"),
    ("II", "rượu ba kích 3 năm"),
    ("II", "rượu sâm dây 5 năm"),
    ("II", "giấm gạo 3 tháng"),
    ("II", "rượu ngâm sáu năm"),
    ("III", "chè giảo cổ lam 5 lá"),
    ("III", "trà giảo cổ lam bảy lá"),
    ("III", "cao gắm số 2"),
];

/// This many made-up products, some of them near to the `real` names.
pub(crate) fn products(count: usize, real: &[&str]) -> Vec<Product> {
    let mut random = Random::new(SEED);
    let mut makers = makers(&mut random, MAKERS);
    for maker in &mut makers {
        if random.percent(15) && maker.producer.phone.is_some() {
            let area = random.of(&["0213", "0263", "0297", "0254"]);
            maker.producer.phone = Some(format!("{area}3{:06}", random.below(1_000_000)));
        }
    }
    let nouns = words::nouns();
    let decisions = decisions(&mut random);
    let mut similar = Similar::new(real, &nouns);
    let mut taken: BTreeSet<Vec<String>> = real.iter().map(|name| key(name)).collect();
    let mut products: Vec<Product> = Vec::with_capacity(count);
    while products.len() < count {
        let maker = &makers[random.below(makers.len())];
        let (noun, group) = random.of(&nouns);
        let (name, group, specialty) = match random.weighted(&SHARES) {
            1 => {
                let (group, good) = random.of(&NUMBERED);
                (with_maker(&mut random, good, maker), group.to_owned(), None)
            }
            2 => match similar.neighbour(random.of(real), &mut random) {
                Some(name) => (name, "I".to_owned(), None),
                None => continue,
            },
            3 if !products.is_empty() => {
                let old = &products[random.below(products.len())];
                let group = old
                    .group
                    .as_ref()
                    .map_or("I", |group| &group.code)
                    .to_owned();
                match similar.neighbour(&old.name, &mut random) {
                    Some(name) => (name, group, None),
                    None => continue,
                }
            }
            _ => (
                name(&mut random, noun, group, maker),
                group.to_owned(),
                random.percent(60).then(|| noun.to_owned()),
            ),
        };
        let words = key(&name);
        if words.len() > 9 || !taken.insert(words) {
            continue;
        }
        let good = (name, specialty, group);
        let number = products.len() + 1;
        products.push(new_product(number, good, maker, &mut random, &decisions));
    }
    products
}

/// The bare words of a name, sorted.
fn key(name: &str) -> Vec<String> {
    let mut words: Vec<String> = split(name).iter().map(|word| bare(word)).collect();
    words.sort();
    words
}

/// A good with the place or the brand of its maker.
fn with_maker(random: &mut Random, good: &str, maker: &Maker) -> String {
    let whose = match random.below(3) {
        0 => maker.site.district,
        1 => &maker.site.commune,
        _ => &maker.brand,
    };
    let mut letters = good.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}{} {whose}", first.collect::<String>(), letters.as_str())
}

/// Syllables that differ by one letter from another.
struct Similar {
    syllables: BTreeSet<String>,
    near: BTreeMap<String, Vec<String>>,
}

impl Similar {
    /// The syllables of real names and of the nouns.
    fn new(real: &[&str], nouns: &[(&str, &str)]) -> Self {
        let texts = real
            .iter()
            .copied()
            .chain(nouns.iter().map(|(noun, _)| *noun));
        let lettered = |word: &String| word.chars().all(char::is_alphabetic);
        Self {
            syllables: texts.flat_map(split).filter(lettered).collect(),
            near: BTreeMap::new(),
        }
    }

    /// The name with one syllable changed.
    fn neighbour(&mut self, name: &str, random: &mut Random) -> Option<String> {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let at = random.below(words.len());
        let word = split(&words[at]).into_iter().next()?;
        let near = self.near.entry(word.clone()).or_insert_with(|| {
            let letters = bare(&word);
            let fits = |other: &&String| strsim::osa_distance(&bare(other), &letters) == 1;
            self.syllables.iter().filter(fits).cloned().collect()
        });
        let other = near.get(random.below(near.len()))?;
        let capital = words[at].chars().next().is_some_and(char::is_uppercase);
        let mut letters = other.chars();
        let first: String = letters.next().into_iter().collect();
        let first = if capital { first.to_uppercase() } else { first };
        words[at] = first + letters.as_str();
        Some(words.join(" "))
    }
}
