//! A made-up catalogue of the whole country, with a vocabulary of its own.
//!
//! Wide where the built-in one is narrow: many crops and crafts, districts of many provinces, producers of
//! every kind, brands that are no Vietnamese words, telephones, official codes, numbers of decisions. No two
//! rows have the same words in their names, so that a question has one right answer. Nothing in it is a
//! product of anybody; ids begin with `made-up-`. It must not depend on anything but its seed.

pub(crate) mod crowded;
mod makers;
mod places;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;
use ocop_index::product::{DateOrYear, Product, ProductGroup, Recognition, RecognitionKind};

use super::letters::{bare, words as split};
use super::random::Random;
use makers::Maker;

/// Where its chance begins.
const SEED: u64 = 63;

/// How many decisions the rows share.
const DECISIONS: usize = 420;

/// The most producers; there are not many more brands.
const MAKERS: usize = 2_000;

/// This many made-up products.
pub(crate) fn products(count: usize) -> Vec<Product> {
    let mut random = Random::new(SEED);
    let nouns = words::nouns();
    let makers = makers::makers(&mut random, (count / 2).min(MAKERS));
    let decisions = decisions(&mut random);
    let mut taken = BTreeSet::new();
    let mut products = Vec::with_capacity(count);
    while products.len() < count {
        let maker = &makers[random.below(makers.len())];
        let (noun, group) = random.of(&nouns);
        let name = name(&mut random, noun, group, maker);
        let mut key: Vec<String> = split(&name).iter().map(|word| bare(word)).collect();
        key.sort();
        if key.len() > 9 || !taken.insert(key) {
            continue;
        }
        let specialty = random.percent(60).then(|| noun.to_owned());
        let good = (name, specialty, group.to_owned());
        let number = products.len() + 1;
        products.push(new_product(number, good, maker, &mut random, &decisions));
    }
    products
}

/// The product of this number: its name, specialty and group, with the place of its maker.
fn new_product(
    number: usize,
    (name, specialty, group): (String, Option<String>, String),
    maker: &Maker,
    random: &mut Random,
    decisions: &[usize],
) -> Product {
    Product {
        id: format!("made-up-{number:05}"),
        name,
        specialty,
        group: Some(ProductGroup {
            code: group,
            derived: false,
        }),
        code: random.percent(70).then(|| maker.site.code(random)),
        producer: Some(maker.producer.clone()),
        place: maker.site.place(),
        recognitions: recognitions(random, decisions),
        ..Product::default()
    }
}

/// A noun, perhaps a quality, then the place or the brand, perhaps a size.
fn name(random: &mut Random, noun: &str, group: &str, maker: &Maker) -> String {
    let mut parts = vec![noun.to_owned()];
    let qualities = words::qualities(group);
    if random.percent(45) {
        let quality = random.of(qualities);
        if !noun.contains(quality) {
            parts.push(quality.to_owned());
        }
    }
    match random.below(10) {
        0..=3 => parts.push(maker.site.district.to_owned()),
        4 => parts.push(maker.site.commune.clone()),
        5..=7 => parts.push(maker.brand.clone()),
        8 => parts.push(random.of(qualities).to_owned()),
        _ => {}
    }
    if matches!(group, "I" | "II" | "III") && random.percent(18) {
        parts.push(random.of(&words::SIZES).to_owned());
    }
    let name = parts.join(" ");
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Numbers of decisions; none looks like a year or a size.
fn decisions(random: &mut Random) -> Vec<usize> {
    let mut numbers = BTreeSet::new();
    while numbers.len() < DECISIONS {
        let number = 310 + random.below(4_600);
        if !(1_900..2_100).contains(&number) && ![330, 500].contains(&number) {
            numbers.insert(number);
        }
    }
    numbers.into_iter().collect()
}

fn recognitions(random: &mut Random, decisions: &[usize]) -> Vec<Recognition> {
    let star = [3, 4, 5][random.weighted(&[72, 25, 3])];
    let day = Date::new(
        2020 + random.below(6) as i16,
        1 + random.below(12) as i8,
        1 + random.below(28) as i8,
    );
    vec![Recognition {
        star: Some(star),
        kind: Some(RecognitionKind::New),
        when: day.ok().map(DateOrYear::Day),
        decision: Some(format!("{}/QĐ-UBND", random.of(decisions))),
        ..Recognition::default()
    }]
}
