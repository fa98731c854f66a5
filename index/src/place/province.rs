//! The 63 provinces until 2025-06-30 and the 34 that replaced them.
//!
//! Law: 202/2025/QH15. All 34 names occur among the 63, so one table holds both. A district can have the name
//! of a province (Quảng Ninh is also a huyện of Quảng Bình); [`mod@super::resolve`] tells them apart.

use std::sync::LazyLock;

use super::name::{PlaceName, find_by_name};
use super::type_word::{self, PlaceType};
use crate::reference_table;

/// A province until 2025-06-30.
#[derive(Debug)]
pub(super) struct Province {
    /// Code of the statistics office.
    pub(super) code: &'static str,
    /// Name without type word.
    pub(super) name: &'static str,
    /// Name with type word.
    full_name: &'static str,
    /// Code of the current province.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "tests compare it with the name")
    )]
    new_code: &'static str,
    /// Name of the current province.
    new_name: &'static str,
    compared_name: PlaceName,
    other_names: Vec<PlaceName>,
}

/// The 63 provinces, in the order of their codes.
fn provinces() -> &'static [Province] {
    static ALL: LazyLock<Vec<Province>> = LazyLock::new(|| {
        reference_table::table_rows(include_str!("../../data/provinces.tsv"))
            .map(
                |[code, name, full_name, new_code, new_name, other_names]| Province {
                    code,
                    name,
                    full_name,
                    new_code,
                    new_name,
                    compared_name: PlaceName::from_text(name),
                    other_names: other_names.split(';').map(PlaceName::from_text).collect(),
                },
            )
            .collect()
    });
    &ALL
}

/// The province of this old or current name, with or without type word.
pub(super) fn find_province(name: &str) -> Option<&'static Province> {
    let (kind, bare) = type_word::split_type_word(name);
    match kind {
        None | Some(PlaceType::Tinh) => find_province_by_bare_name(bare),
        Some(PlaceType::ThanhPho) => {
            find_province_by_bare_name(bare).filter(|province| province.is_centrally_run_city())
        }
        Some(_) => None,
    }
}

/// True for `QN`, which stands for Quảng Ninh, Quảng Nam and Quảng Ngãi alike.
pub(super) fn is_vague_province(text: &str) -> bool {
    text.trim_matches('.').eq_ignore_ascii_case("qn")
}

/// The current province of an old name: `Quảng Trị` for `Quảng Bình`.
pub fn merged_province(name: &str) -> Option<&'static str> {
    find_province(name).map(|province| province.new_name)
}

fn find_province_by_bare_name(name: &str) -> Option<&'static Province> {
    let name = PlaceName::from_text(name);
    let mut matches = find_by_name(
        &provinces().iter(),
        |province| &province.compared_name,
        &name,
    );
    if matches.is_empty() && !name.is_empty() {
        let has_other_name = |province: &&Province| {
            province
                .other_names
                .iter()
                .any(|other| other.is_same_folded(&name))
        };
        matches = provinces().iter().filter(has_other_name).collect();
    }
    match matches.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

impl Province {
    /// True for centrally run cities: `TP. Hải Phòng` is a province, `TP. Hải Dương` is not.
    fn is_centrally_run_city(&self) -> bool {
        type_word::split_type_word(self.full_name).0 == Some(PlaceType::ThanhPho)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_three_became_thirty_four() {
        assert_eq!(provinces().len(), 63);
        let mut current: Vec<_> = provinces().iter().map(|p| p.new_name).collect();
        current.sort_unstable();
        current.dedup();
        assert_eq!(current.len(), 34);
        for province in provinces() {
            let found = find_province(province.full_name).unwrap();
            assert_eq!(found.code, province.code);
            let successor = find_province(province.new_name).unwrap();
            assert_eq!(successor.new_code, province.new_code, "{}", province.name);
        }
    }

    #[test]
    fn provinces_are_known_in_every_spelling() {
        for (text, current) in [
            ("Quảng Bình", "Quảng Trị"),
            ("tỉnh Hoà Bình", "Phú Thọ"),
            ("TP. HCM", "Hồ Chí Minh"),
            ("TPHCM", "Hồ Chí Minh"),
            ("Bà Rịa-Vũng Tàu", "Hồ Chí Minh"),
            ("Thừa Thiên - Huế", "Huế"),
            ("Daklak", "Đắk Lắk"),
            ("TỈNH QUẢNG NINH", "Quảng Ninh"),
        ] {
            assert_eq!(merged_province(text), Some(current), "{text}");
        }
        for none in ["", "TP. Hải Dương", "huyện Quảng Ninh", "QN", "Atlantis"] {
            assert_eq!(merged_province(none), None, "{none}");
        }
    }
}
