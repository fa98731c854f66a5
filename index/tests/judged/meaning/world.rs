//! The catalogues that are asked: the built-in rows, a large made-up country, and rows of real names.
//!
//! The country is that of the judged set, with what the plain one does not vary: a third of it stands in Quảng Ninh,
//! and there are sales channels, withdrawn and unrated products, proposals for five stars, missing decisions. It must
//! not depend on anything but its seed.

use jiff::civil::{Date, date};
use ocop_index::product::{
    ChannelKind, DateOrYear, Producer, Product, ProductPlace, Recognition, RecognitionKind,
    SalesChannel,
};
use ocop_index::source::builtin;
use ocop_index::{Catalog, Result, store};

use super::super::country;
use super::super::random::Random;
use super::DAY;
use super::facts::Facts;
use super::fill::Slots;
use super::names;
use super::tables::{Commune, communes};

/// Rows of the country.
const ROWS: usize = 15_000;

/// A catalogue and what its records say.
pub(crate) struct World {
    pub(crate) catalog: Catalog,
    pub(crate) rows: Vec<Facts>,
    /// What fills the slots of forms.
    pub(crate) slots: Slots,
}

impl World {
    /// The built-in rows.
    pub(crate) fn home() -> Result<Self> {
        Self::open(&builtin::load_products()?)
    }

    /// The made-up country.
    pub(crate) fn country() -> Result<Self> {
        let mut products = country::products(ROWS);
        let mut random = Random::new(2_026);
        let communes = communes();
        for product in &mut products {
            vary(product, &communes, &mut random);
        }
        Self::open(&products)
    }

    /// The built-in rows and the real names of the table.
    pub(crate) fn names() -> Result<Self> {
        let mut products = builtin::load_products()?;
        let others = names::others().into_iter().enumerate();
        products.extend(others.map(|(number, row)| Product {
            id: format!("named-{number:03}"),
            name: row.name.to_owned(),
            producer: (!row.producer.is_empty()).then(|| Producer {
                name: row.producer.to_owned(),
                ..Producer::default()
            }),
            recognitions: row.star.parse().map_or_else(
                |_| Vec::new(),
                |star| {
                    vec![Recognition {
                        star: Some(star),
                        ..Recognition::default()
                    }]
                },
            ),
            ..Product::default()
        }));
        Self::open(&products)
    }

    fn open(products: &[Product]) -> Result<Self> {
        let rows: Vec<Facts> = products.iter().map(Facts::read).collect();
        Ok(Self {
            catalog: store::build_in_memory(products, DAY)?,
            slots: Slots::of(&rows),
            rows,
        })
    }
}

/// Channels of the country, the common ones more often.
const CHANNELS: [ChannelKind; 12] = [
    ChannelKind::Shopee,
    ChannelKind::Shopee,
    ChannelKind::Voso,
    ChannelKind::Postmart,
    ChannelKind::Facebook,
    ChannelKind::Zalo,
    ChannelKind::TiktokShop,
    ChannelKind::Lazada,
    ChannelKind::Tiki,
    ChannelKind::Supermarket,
    ChannelKind::Shop,
    ChannelKind::Export,
];

fn vary(product: &mut Product, communes: &[Commune], random: &mut Random) {
    if random.percent(33) {
        move_home(product, &communes[random.below(communes.len())]);
    }
    if random.percent(35) {
        for _ in 0..=random.below(2) {
            let kind = CHANNELS[random.below(CHANNELS.len())];
            if product.channels.iter().all(|channel| channel.kind != kind) {
                product.channels.push(SalesChannel {
                    kind,
                    link: None,
                    written: None,
                });
            }
        }
    }
    let new_day = day(random);
    let acts = &mut product.recognitions;
    let Some(act) = acts.first_mut() else { return };
    if random.percent(12) {
        act.decision = None;
    }
    if random.percent(12) {
        act.when = Some(DateOrYear::Day(new_day));
    }
    match random.weighted(&[84, 5, 5, 4, 2]) {
        1 => acts.clear(),
        2 => (act.star, act.kind) = (None, Some(RecognitionKind::Pending5)),
        end @ (3 | 4) => {
            let kind = [RecognitionKind::Withdrawn, RecognitionKind::Left][end - 3];
            act.when = Some(DateOrYear::Day(date(2024, 5, 20)));
            acts.push(Recognition {
                kind: Some(kind),
                when: Some(DateOrYear::Day(date(2026, 3, 16))),
                ..Recognition::default()
            });
        }
        _ => {}
    }
}

/// A day of this year that is past.
fn day(random: &mut Random) -> Date {
    date(2026, 1 + random.below(10) as i8, 1 + random.below(28) as i8)
}

/// The product made in a commune of Quảng Ninh; its name says the new district where it said the old one.
fn move_home(product: &mut Product, commune: &Commune) {
    let district = commune.district;
    if let Some(old) = &product.place.district {
        product.name = product.name.replace(old.as_str(), district);
    }
    product.place = ProductPlace {
        written: Some(format!("{}, {district}", commune.full)),
        province: Some("Quảng Ninh".to_owned()),
        district: Some(district.to_owned()),
        commune: Some(commune.full.to_owned()),
        unit: commune.unit.map(str::to_owned),
        address: None,
    };
}
