//! Whether the places of two records contradict each other: a number for each name of a place, equal for equal
//! spellings.
//!
//! Case and the position of the tone mark make no difference. Folding a spelling costs more than all else about a
//! record, so it happens once for each record and never for a pair; the caller numbers the spellings.

use crate::product::ProductPlace;

/// The names of a place as numbers, 0 where a name is not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct PlaceKey<N> {
    province: N,
    district: N,
    commune: N,
    unit: N,
}

/// Whether two places may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceAgreement {
    Same,
    Unknown,
    Contradict,
}

impl<N: Copy + Default + PartialEq> PlaceKey<N> {
    /// The key of a place; `number` returns a spelling's number, never 0.
    pub(super) fn from_place(place: &ProductPlace, mut number: impl FnMut(&str) -> N) -> Self {
        let mut spelling =
            |text: &Option<String>| text.as_deref().map_or_else(N::default, &mut number);
        Self {
            province: spelling(&place.province),
            district: spelling(&place.district),
            commune: spelling(&place.commune),
            unit: spelling(&place.unit),
        }
    }

    /// Compares with another place.
    pub(super) fn compare_with(self, other: Self) -> PlaceAgreement {
        let given = |number: N| number != N::default();
        // Where both have a unit of 2025, the older communes may differ: several of them became one unit.
        let units = given(self.unit) && given(other.unit);
        let communes = if units {
            (self.unit, other.unit)
        } else {
            (self.commune, other.commune)
        };
        let pairs = [
            (self.province, other.province),
            (self.district, other.district),
            communes,
        ];
        let mut both = pairs
            .iter()
            .filter(|(a, b)| given(*a) && given(*b))
            .peekable();
        let known = both.peek().is_some();
        if both.any(|(a, b)| a != b) {
            PlaceAgreement::Contradict
        } else if known && self.is_specific() && other.is_specific() {
            PlaceAgreement::Same
        } else {
            PlaceAgreement::Unknown
        }
    }

    /// True when more than the province is known: all products of a list are of one province.
    fn is_specific(self) -> bool {
        let names = [self.district, self.commune, self.unit];
        names.iter().any(|number| *number != N::default())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ChangePlan, ImportMode, ProductDraft};
    use super::*;
    use crate::change::RowOrigin;
    use crate::product::{Producer, Product};
    use jiff::civil::date;

    fn product(producer: &str, district: Option<&str>) -> Product {
        Product {
            name: "Mật ong".into(),
            producer: Some(Producer {
                name: producer.into(),
                ..Producer::default()
            }),
            place: ProductPlace {
                district: district.map(str::to_owned),
                ..ProductPlace::default()
            },
            ..Product::default()
        }
    }

    fn merge_rows(rows: impl Iterator<Item = Product>) -> Vec<Product> {
        let drafts = (2..)
            .zip(rows)
            .map(|(row, product)| ProductDraft::new(RowOrigin::new(0, row), product, false));
        ChangePlan::new(&[], drafts, ImportMode::Merge, date(2026, 11, 24)).apply_accepted(&[])
    }

    #[test]
    fn a_place_that_a_row_adds_counts_for_the_rows_below() {
        let rows = [None, Some("BA CHẼ"), Some("Ba Chẽ"), Some("Cô Tô")];
        let rows = rows.map(|district| product("HTX Thông Hòa", district));
        let products = merge_rows(rows.into_iter());
        let districts: Vec<_> = products
            .iter()
            .map(|product| product.place.district.as_deref())
            .collect();
        assert_eq!(districts, [Some("Ba Chẽ"), Some("Cô Tô")]);
    }

    #[test]
    fn of_a_name_that_thousands_share_each_producer_keeps_its_own() {
        let row = |number: usize| {
            product(
                &format!("HTX ong số {number}"),
                Some(["Ba Chẽ", "ba chẽ", "Cô Tô"][number % 3]),
            )
        };
        let twice = (0..2000).chain((0..2000).rev()).map(row);
        assert_eq!(merge_rows(twice).len(), 2000);
    }
}
