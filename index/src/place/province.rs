//! The 63 provinces until 2025-06-30 and the 34 that took them over.
//!
//! Law: 202/2025/QH15. The 34 names all occur among the 63, so one table holds both. Must not: read the
//! name of a district as a province (Quảng Ninh is also a huyện of Quảng Bình); see [`mod@super::resolve`].

use std::sync::LazyLock;

use super::name::{PlaceName, find_by_name};
use super::type_word::{self, PlaceType};
use crate::reference_table;

/// A province of the time until 2025-06-30.
#[derive(Debug)]
pub struct Province {
    /// Code of the statistics office.
    pub code: &'static str,
    /// Name without type word.
    pub name: &'static str,
    /// Name with type word.
    pub full_name: &'static str,
    /// Code of the province of today.
    pub new_code: &'static str,
    /// Name of the province of today.
    pub new_name: &'static str,
    compared_name: PlaceName,
    other_names: Vec<PlaceName>,
}

/// The 63 provinces in the order of their codes.
pub fn provinces() -> &'static [Province] {
    static ALL: LazyLock<Vec<Province>> = LazyLock::new(|| {
        reference_table::table_rows(include_str!("../../data/provinces.tsv"))
            .map(|[code, name, full, new_code, new_name, others]| Province {
                code,
                name,
                full_name: full,
                new_code,
                new_name,
                compared_name: PlaceName::from_text(name),
                other_names: others.split(';').map(PlaceName::from_text).collect(),
            })
            .collect()
    });
    &ALL
}

/// The province of this name, old or of today, with or without type word.
pub fn find_province(name: &str) -> Option<&'static Province> {
    let (kind, bare) = type_word::split_type_word(name);
    match kind {
        None | Some(PlaceType::Tinh) => find_province_by_bare_name(bare),
        Some(PlaceType::ThanhPho) => {
            find_province_by_bare_name(bare).filter(|province| province.is_centrally_run_city())
        }
        Some(_) => None,
    }
}

/// The name of the province of today for an old name: `Quảng Bình` gives `Quảng Trị`.
pub fn merged_province(name: &str) -> Option<&'static str> {
    find_province(name).map(|province| province.new_name)
}

fn find_province_by_bare_name(name: &str) -> Option<&'static Province> {
    let name = PlaceName::from_text(name);
    let mut found = find_by_name(
        &provinces().iter(),
        |province| &province.compared_name,
        &name,
    );
    if found.is_empty() && !name.is_empty() {
        let other = |p: &&Province| {
            p.other_names
                .iter()
                .any(|other| other.is_same_folded(&name))
        };
        found = provinces().iter().filter(other).collect();
    }
    match found.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

impl Province {
    /// True for the cities under the centre: `TP. Hải Phòng` is a province, `TP. Hải Dương` is none.
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
        let mut today: Vec<_> = provinces().iter().map(|p| p.new_name).collect();
        today.sort_unstable();
        today.dedup();
        assert_eq!(today.len(), 34);
        for one in provinces() {
            assert_eq!(find_province(one.full_name).map(|p| p.code), Some(one.code));
            let successor = find_province(one.new_name).unwrap();
            assert_eq!(successor.new_code, one.new_code, "{}", one.name);
        }
    }

    #[test]
    fn provinces_are_known_in_every_spelling() {
        for (text, today) in [
            ("Quảng Bình", "Quảng Trị"),
            ("tỉnh Hoà Bình", "Phú Thọ"),
            ("TP. HCM", "Hồ Chí Minh"),
            ("TPHCM", "Hồ Chí Minh"),
            ("Bà Rịa-Vũng Tàu", "Hồ Chí Minh"),
            ("Thừa Thiên - Huế", "Huế"),
            ("Daklak", "Đắk Lắk"),
            ("TỈNH QUẢNG NINH", "Quảng Ninh"),
        ] {
            assert_eq!(merged_province(text), Some(today), "{text}");
        }
        for none in ["", "TP. Hải Dương", "huyện Quảng Ninh", "QN", "Atlantis"] {
            assert_eq!(merged_province(none), None, "{none}");
        }
    }
}
