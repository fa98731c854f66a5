//! A made-up catalogue of any size, shaped like a real one.
//!
//! A name is a dish, perhaps a quality, perhaps the place or the producer's brand; common dishes and
//! places are common here too. Producers come first, and a product draws one of them with its place:
//! those that are drawn at all make about one and a half products each. Every id begins
//! with `made-up-`. It must not pass for data.

use ocop_index::product::{Producer, ProducerKind, Product, ProductGroup, ProductPlace};

use super::places::Map;
use super::random::Random;
use super::recognitions;
use super::words::{COINED, Dish, FAMILIES, QUALITIES, SYLLABLES, TRADES, dishes};

/// A producer with what its products take over.
struct Maker {
    producer: Producer,
    brand: String,
    place: ProductPlace,
}

/// This many products, one by one; the same ones for the same number and seed.
///
/// What is kept of a producer is the chance it comes from: a million of them need no room to speak of.
pub(crate) fn products(count: usize, seed: u64) -> impl Iterator<Item = Product> {
    let mut random = Random::new(seed);
    let map = Map::quang_ninh();
    let dishes = shuffled(dishes(), &mut random);
    let makers: Vec<Random> = (0..count)
        .map(|_| {
            let before = random.clone();
            maker(&mut random, &map);
            before
        })
        .collect();
    (1..=count).map(move |number| {
        let maker = maker(&mut makers[random.below(makers.len())].clone(), &map);
        let dish = dishes[random.skewed(dishes.len())];
        product(&mut random, number, dish, &maker)
    })
}

/// In another order, so that no group of dishes has all the common ones.
fn shuffled(mut dishes: Vec<Dish>, random: &mut Random) -> Vec<Dish> {
    for at in (1..dishes.len()).rev() {
        dishes.swap(at, random.below(at + 1));
    }
    dishes
}

fn product(random: &mut Random, number: usize, dish: Dish, maker: &Maker) -> Product {
    let place = if random.percent(4) {
        ProductPlace::default()
    } else {
        maker.place.clone()
    };
    let code = random.percent(40).then(|| {
        let year = 2019 + random.below(8);
        format!("22-{:03}-{number:05}-{year}", 193 + random.below(15))
    });
    Product {
        id: format!("made-up-{number:06}"),
        name: name(random, dish, maker, &place),
        specialty: random.percent(90).then(|| dish.name.to_owned()),
        group: (!dish.group.is_empty() && random.percent(92)).then(|| ProductGroup {
            code: dish.group.to_owned(),
            derived: random.percent(50),
        }),
        code,
        producer: random.percent(88).then(|| maker.producer.clone()),
        place,
        recognitions: recognitions::history(random),
        ..Product::default()
    }
}

fn name(random: &mut Random, dish: Dish, maker: &Maker, place: &ProductPlace) -> String {
    let mut parts = vec![capital(dish.name)];
    if random.percent(40) {
        parts.push(random.of(&QUALITIES).to_owned());
    }
    if random.percent(45)
        && let Some(district) = &place.district
    {
        parts.push(district.clone());
    }
    if random.percent(50) {
        parts.push(maker.brand.clone());
    }
    if random.percent(15) {
        parts.push(format!("{}g", 50 * (1 + random.below(20))));
    }
    parts.join(" ")
}

fn maker(random: &mut Random, map: &Map) -> Maker {
    let kind = ProducerKind::ALL[random.weighted(&[30, 36, 5, 24, 3, 2])];
    let brand = brand(random);
    let place = map.one(random);
    let trade = random.of(&TRADES);
    let district = place.district.as_deref().unwrap_or_default();
    let name = match kind {
        ProducerKind::Enterprise => format!("Công ty TNHH {trade} {brand}"),
        ProducerKind::Cooperative => format!("HTX {trade} {brand} {district}"),
        ProducerKind::CooperativeGroup => format!("Tổ hợp tác {trade} {district}"),
        ProducerKind::Household => format!("Hộ kinh doanh {} {brand}", random.of(&FAMILIES)),
        ProducerKind::Farm => format!("Trang trại {brand}"),
        ProducerKind::Other => format!("Trung tâm {trade} {district}"),
    };
    let producer = Producer {
        name: name.trim_end().to_owned(),
        kind: random.percent(95).then_some(kind),
        ..Producer::default()
    };
    Maker {
        producer,
        brand,
        place,
    }
}

/// Two syllables, or a coined word.
fn brand(random: &mut Random) -> String {
    if random.percent(12) {
        return random.of(&COINED.0).to_owned() + random.of(&COINED.1);
    }
    format!("{} {}", random.of(&SYLLABLES), random.of(&SYLLABLES))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
