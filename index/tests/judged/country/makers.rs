//! Made-up producers of every kind: companies, cooperatives, groups, households, workshops, farms.
//!
//! Half of the names abbreviate their legal form, as published lists do. It must not name anybody real on
//! purpose.

use std::collections::BTreeSet;

use ocop_index::product::{Producer, ProducerKind};

use super::super::random::Random;
use super::places::Site;
use super::words::{FAMILIES, GIVEN, MIDDLE, TRADES, coined};

/// A producer with what its products take over.
pub(crate) struct Maker {
    pub(crate) producer: Producer,
    pub(crate) brand: String,
    pub(crate) site: Site,
}

/// This many, all of different brands, persons and telephones.
pub(crate) fn makers(random: &mut Random, count: usize) -> Vec<Maker> {
    let mut taken = BTreeSet::new();
    let mut makers = Vec::with_capacity(count);
    while makers.len() < count {
        let (brand, person) = (brand(random), person(random));
        let phone = format!(
            "0{}{:07}",
            random.of(&["91", "98", "36", "83", "70"]),
            random.below(10_000_000)
        );
        let fresh = [&brand, &person, &phone[4..].to_owned()]
            .into_iter()
            .all(|text| !taken.contains(text));
        if fresh {
            taken.extend([brand.clone(), person.clone(), phone[4..].to_owned()]);
            makers.push(maker(random, brand, person, phone));
        }
    }
    makers
}

fn maker(random: &mut Random, brand: String, person: String, phone: String) -> Maker {
    let site = Site::any(random);
    let trade = random.of(&TRADES);
    let long = random.percent(50);
    let form = |short: &'static str, whole: &'static str| if long { whole } else { short };
    let kind = ProducerKind::ALL[random.weighted(&[36, 34, 6, 18, 4, 2])];
    let name = match kind {
        ProducerKind::Enterprise => match random.below(4) {
            0 => format!("{} {trade} {brand}", form("Công ty CP", "Công ty cổ phần")),
            1 => format!("{} {brand}", form("DNTN", "Doanh nghiệp tư nhân")),
            _ => format!(
                "{} {trade} {brand}",
                form("Công ty TNHH", "Công ty trách nhiệm hữu hạn")
            ),
        },
        ProducerKind::Cooperative => format!("{} {trade} {brand}", form("HTX", "Hợp tác xã")),
        ProducerKind::CooperativeGroup => {
            format!("{} {trade} {}", form("THT", "Tổ hợp tác"), site.commune)
        }
        ProducerKind::Household => match random.below(3) {
            0 => format!("{} {brand}", form("CSSX", "Cơ sở sản xuất")),
            1 => format!("hộ {person}"),
            _ => format!("{} {person}", form("HKD", "Hộ kinh doanh")),
        },
        ProducerKind::Farm => format!("Trang trại {brand}"),
        ProducerKind::Other => format!("Trung tâm {trade} {}", site.district),
    };
    let named = name.contains(&person);
    Maker {
        producer: Producer {
            name,
            kind: Some(kind),
            representative: (!named && random.percent(35)).then_some(person),
            phone: random.percent(70).then_some(phone),
            ..Producer::default()
        },
        brand,
        site,
    }
}

/// Two given names, or a coined word.
fn brand(random: &mut Random) -> String {
    if random.percent(30) {
        coined(random)
    } else {
        format!("{} {}", random.of(&GIVEN), random.of(&GIVEN))
    }
}

fn person(random: &mut Random) -> String {
    format!(
        "{} {} {}",
        random.of(&FAMILIES),
        random.of(&MIDDLE),
        random.of(&GIVEN)
    )
}
