//! Where a product is from, for people who ask today: the commune of now, then what it was called before.

use ocop_index::Product;

use super::label;
use super::locale::Locale;

/// `Xã Kỳ Thượng (cũ: Xã Đạp Thanh, Ba Chẽ)`; where only one of both is known, that; `None` where neither is.
pub fn describe_place(locale: &Locale, product: &Product) -> Option<String> {
    let old = label::place_label(product);
    let unit = product
        .place
        .unit
        .as_deref()
        .filter(|unit| !unit.trim().is_empty());
    match unit {
        None => (!old.is_empty()).then_some(old),
        Some(unit) if old.is_empty() || old == unit => Some(unit.to_owned()),
        Some(unit) => Some(locale.fill("place.with_old", &[("unit", &unit), ("old", &old)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;
    use ocop_index::product::ProductPlace;

    #[test]
    fn the_commune_of_today_comes_first_and_the_old_one_behind_it() {
        let place = |unit: &str, commune: &str, district: &str| {
            let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let product = Product {
                place: ProductPlace {
                    unit: known(unit),
                    commune: known(commune),
                    district: known(district),
                    ..ProductPlace::default()
                },
                ..Product::default()
            };
            describe_place(&Locale::new(Language::Vi), &product)
        };
        assert_eq!(
            place("Xã Kỳ Thượng", "Xã Đạp Thanh", "Ba Chẽ").as_deref(),
            Some("Xã Kỳ Thượng (cũ: Xã Đạp Thanh, Ba Chẽ)")
        );
        assert_eq!(
            place("", "Xã Đạp Thanh", "Ba Chẽ").as_deref(),
            Some("Xã Đạp Thanh, Ba Chẽ")
        );
        assert_eq!(
            place("Xã Kỳ Thượng", "", "").as_deref(),
            Some("Xã Kỳ Thượng")
        );
        assert_eq!(place("", "", ""), None);
    }
}
