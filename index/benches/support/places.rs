//! Where made-up products come from: the 13 districts and 177 communes of the crate's own tables.
//!
//! Communes are settled once each, as an import would settle them row by row, so that a hundred
//! thousand rows do not look the same names up again and again. It must not invent a place.

use ocop_index::place::PlaceTables;
use ocop_index::product::ProductPlace;

use super::random::Random;

/// How many products of a hundred come from each district, in the order of the table.
const SHARES: [usize; 13] = [17, 9, 5, 7, 8, 9, 8, 7, 8, 8, 8, 5, 1];

/// The places to choose from.
pub(crate) struct Map {
    /// For each district its communes; the first entry is the district alone.
    districts: Vec<Vec<ProductPlace>>,
}

impl Map {
    /// The places of Quảng Ninh.
    pub(crate) fn quang_ninh() -> Self {
        let places = PlaceTables::quang_ninh();
        let communes = communes();
        let districts = places
            .districts()
            .iter()
            .map(|district| {
                let of_it = communes
                    .iter()
                    .filter(|(_, code)| *code == district.code)
                    .map(|(full, _)| Some(*full));
                std::iter::once(None)
                    .chain(of_it)
                    .map(|commune| settled(places, district.name, commune))
                    .collect()
            })
            .collect();
        Self { districts }
    }

    /// A place: some only a district, a few only the province.
    pub(crate) fn one(&self, random: &mut Random) -> ProductPlace {
        if random.percent(5) {
            return ProductPlace {
                province: Some("Quảng Ninh".into()),
                ..ProductPlace::default()
            };
        }
        let Some(district) = self.districts.get(random.weighted(&SHARES)) else {
            return ProductPlace::default();
        };
        let at = if random.percent(25) {
            0
        } else {
            random.below(district.len())
        };
        district.get(at).cloned().unwrap_or_default()
    }
}

/// Communes by full name, with the code of their district.
fn communes() -> Vec<(&'static str, &'static str)> {
    include_str!("../../data/communes.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t').skip(2);
            Some((cells.next()?, cells.next()?))
        })
        .collect()
}

fn settled(places: &PlaceTables, district: &str, commune: Option<&str>) -> ProductPlace {
    let written = commune.map_or(district.to_owned(), |commune| {
        format!("{commune}, {district}")
    });
    let mut place = ProductPlace {
        written: Some(written),
        province: Some("Quảng Ninh".into()),
        district: Some(district.into()),
        commune: commune.map(Into::into),
        ..ProductPlace::default()
    };
    places.complete_unit(&mut place);
    place
}
