//! The names of the fields, of the orders and of yes and no.
//!
//! The first name of each is the Vietnamese one that is written, the second the English one; the others are
//! understood as well. All are compared without accents and case, so that `huyện:` is `huyen:`. Must not:
//! give one name to two things.

use crate::query::{Facet, Scope, Sort};
use crate::vietnamese::words;

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Values of a facet.
    Facet(Facet),
    /// Words in a field of the record.
    Scope(Scope),
    /// The order.
    Sort,
    /// Only as typed.
    Literal,
}

/// The table.
const NAMES: [(Field, &[&str]); 21] = [
    (
        Field::Facet(Facet::Star),
        &["sao", "star", "hang_sao", "stars"],
    ),
    (Field::Facet(Facet::District), &["huyen", "district"]),
    (Field::Facet(Facet::Unit), &["don_vi", "unit", "xa_moi"]),
    (Field::Facet(Facet::Group), &["nhom", "group"]),
    (
        Field::Facet(Facet::Kind),
        &["chu_the", "kind", "loai_chu_the"],
    ),
    (Field::Facet(Facet::Year), &["nam", "year"]),
    (
        Field::Facet(Facet::Status),
        &["trang_thai", "status", "hieu_luc"],
    ),
    (Field::Facet(Facet::Left), &["con_han", "left"]),
    (
        Field::Facet(Facet::Recognition),
        &["cong_nhan", "recognition"],
    ),
    (Field::Facet(Facet::Channel), &["kenh", "channel"]),
    (Field::Facet(Facet::Gap), &["thieu", "gap"]),
    (
        Field::Scope(Scope::Place),
        &["xa", "commune", "noi", "place"],
    ),
    (
        Field::Scope(Scope::Specialty),
        &["loai", "type", "dac_san", "specialty"],
    ),
    (Field::Scope(Scope::Name), &["ten", "name"]),
    (
        Field::Scope(Scope::Producer),
        &["nha_sx", "producer", "nha_san_xuat"],
    ),
    (Field::Scope(Scope::Code), &["ma", "code", "id"]),
    (
        Field::Scope(Scope::Decision),
        &["qd", "decision", "quyet_dinh"],
    ),
    (
        Field::Scope(Scope::Phone),
        &["sdt", "phone", "dien_thoai", "tel"],
    ),
    (Field::Scope(Scope::End), &["den_han", "due", "het_han"]),
    (Field::Sort, &["xep", "sort"]),
    (Field::Literal, &["nguyen_van", "literal"]),
];

/// Bytes of the longest name that may be a slip of one of these.
const LONGEST: usize = 32;

/// The names of the orders.
const SORTS: [(Sort, &[&str]); 6] = [
    (Sort::Relevance, &["phu_hop", "relevance"]),
    (Sort::Name, &["ten", "name"]),
    (Sort::Star, &["sao", "star", "stars"]),
    (Sort::Year, &["nam", "year"]),
    (Sort::Expiry, &["han", "expiry", "con_han", "han_gan"]),
    (Sort::Place, &["huyen", "place", "noi", "district"]),
];

/// The names of yes and no.
const ANSWERS: [(bool, &[&str]); 2] = [
    (true, &["co", "yes", "true", "1"]),
    (false, &["khong", "no", "false", "0"]),
];

impl Field {
    /// Every field.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(field, _)| *field)
    }

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        find(&NAMES, name)
    }

    /// Its names: the written one, the English one, others.
    pub fn names(self) -> &'static [&'static str] {
        names_of(&NAMES, self)
    }

    /// The name that is written.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The name nearest to one that is none.
    pub fn nearest(name: &str) -> Option<&'static str> {
        if name.len() > LONGEST {
            return None;
        }
        let typed = key(name);
        let all = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
        let near = all.map(|known| (strsim::osa_distance(&typed, known), known));
        let (distance, known) = near.min()?;
        // Half of a short name changed is another name.
        (distance * 3 <= known.len()).then_some(known)
    }
}

/// The order of this name.
pub fn sort(name: &str) -> Option<Sort> {
    find(&SORTS, name)
}

/// The names of an order, the written one first.
pub fn sort_names(sort: Sort) -> &'static [&'static str] {
    names_of(&SORTS, sort)
}

/// Yes or no.
pub fn answer(name: &str) -> Option<bool> {
    find(&ANSWERS, name)
}

/// The names of yes or no, the written one first.
pub fn answer_names(answer: bool) -> &'static [&'static str] {
    names_of(&ANSWERS, answer)
}

fn find<T: Copy>(table: &[(T, &'static [&'static str])], name: &str) -> Option<T> {
    let typed = key(name);
    let found = table
        .iter()
        .find(|(_, names)| names.iter().any(|name| key(name) == typed));
    found.map(|(thing, _)| *thing)
}

fn names_of<T: Copy + PartialEq>(
    table: &[(T, &'static [&'static str])],
    thing: T,
) -> &'static [&'static str] {
    let found = table.iter().find(|(known, _)| *known == thing);
    found.map_or(&[], |(_, names)| names)
}

/// A name without accents, case and what stands between its words.
pub fn key(name: &str) -> String {
    let folds: Vec<String> = words(&name.replace('_', " "))
        .into_iter()
        .map(|word| word.fold)
        .collect();
    folds.join("_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_means_one_thing_in_every_spelling() {
        let mut seen = HashSet::new();
        for (field, names) in NAMES {
            for name in names {
                assert!(seen.insert(key(name)), "{name} twice");
                assert_eq!(Field::named(&name.to_uppercase()), Some(field));
            }
        }
        assert_eq!(Facet::ALL.len() + Scope::ALL.len() - 1 + 2, NAMES.len());
        for (name, field) in [
            ("Huyện", Field::Facet(Facet::District)),
            ("đơn_vị", Field::Facet(Facet::Unit)),
            ("chủ_thể", Field::Facet(Facet::Kind)),
            ("QĐ", Field::Scope(Scope::Decision)),
            ("xếp", Field::Sort),
        ] {
            assert_eq!(Field::named(name), Some(field), "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(Field::nearest("huyenn"), Some("huyen"));
        assert_eq!(Field::nearest("trangthai"), Some("trang_thai"));
        assert_eq!(Field::nearest("http"), None);
    }
}
