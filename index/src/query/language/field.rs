//! The names of the fields, of the orders and of yes and no.
//!
//! The first name of each is the Vietnamese one, which is written; the second is English; the others are accepted as
//! well. Names are compared without accents and case, so that `huyện:` is `huyen:`. Must not: give one name to two
//! fields.

pub use super::name::normalize_name;
use crate::query::condition::ConditionScope;
use crate::query::facet::Facet;
use crate::query::sort::Sort;

/// What a name before a colon means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueryField {
    /// Values of a facet.
    Facet(Facet),
    /// Words in a field of the record.
    Scope(ConditionScope),
    /// The order.
    Sort,
    /// Only as typed.
    Literal,
}

/// The names of the fields.
const FIELD_NAMES: [(QueryField, &[&str]); 30] = [
    (
        QueryField::Facet(Facet::Star),
        &["sao", "star", "hang_sao", "stars"],
    ),
    (QueryField::Facet(Facet::District), &["huyen", "district"]),
    (
        QueryField::Facet(Facet::Unit),
        &["don_vi", "unit", "xa_moi"],
    ),
    (QueryField::Facet(Facet::Group), &["nhom", "group"]),
    (
        QueryField::Facet(Facet::ProducerKind),
        &["chu_the", "kind", "loai_chu_the"],
    ),
    (QueryField::Facet(Facet::Year), &["nam", "year"]),
    (
        QueryField::Facet(Facet::Status),
        &["trang_thai", "status", "hieu_luc"],
    ),
    (QueryField::Facet(Facet::ExpiryBand), &["con_han", "left"]),
    (
        QueryField::Facet(Facet::Recognition),
        &["cong_nhan", "recognition"],
    ),
    (QueryField::Facet(Facet::Channel), &["kenh", "channel"]),
    (QueryField::Facet(Facet::Gap), &["thieu", "gap"]),
    (
        QueryField::Facet(Facet::ReviewState),
        &["ra_soat", "review", "review_state"],
    ),
    (QueryField::Facet(Facet::Verdict), &["ket_luan", "verdict"]),
    (
        QueryField::Facet(Facet::Reviewer),
        &["nguoi", "reviewer", "nguoi_ra_soat"],
    ),
    (QueryField::Facet(Facet::Label), &["nhan", "label"]),
    (QueryField::Facet(Facet::List), &["danh_sach", "list"]),
    (QueryField::Facet(Facet::Remark), &["ghi_chu", "remark"]),
    (
        QueryField::Facet(Facet::Disagreement),
        &["bat_dong", "disagreement"],
    ),
    (QueryField::Facet(Facet::Proposal), &["de_nghi", "proposal"]),
    (QueryField::Facet(Facet::Selection), &["chon", "selected"]),
    (
        QueryField::Scope(ConditionScope::Place),
        &["xa", "commune", "noi", "place"],
    ),
    (
        QueryField::Scope(ConditionScope::Specialty),
        &["loai", "type", "dac_san", "specialty"],
    ),
    (QueryField::Scope(ConditionScope::Name), &["ten", "name"]),
    (
        QueryField::Scope(ConditionScope::Producer),
        &["nha_sx", "producer", "nha_san_xuat"],
    ),
    (
        QueryField::Scope(ConditionScope::Code),
        &["ma", "code", "id"],
    ),
    (
        QueryField::Scope(ConditionScope::Decision),
        &["qd", "decision", "quyet_dinh"],
    ),
    (
        QueryField::Scope(ConditionScope::Phone),
        &["sdt", "phone", "dien_thoai", "tel"],
    ),
    (
        QueryField::Scope(ConditionScope::Expiry),
        &["den_han", "due", "het_han"],
    ),
    (QueryField::Sort, &["xep", "sort"]),
    (QueryField::Literal, &["nguyen_van", "literal"]),
];

/// A longer name, in bytes, is not compared with these for typos.
const MAX_NAME_BYTES: usize = 32;

/// The names of the orders.
const SORT_NAMES: [(Sort, &[&str]); 6] = [
    (Sort::Relevance, &["phu_hop", "relevance"]),
    (Sort::Name, &["ten", "name"]),
    (Sort::Star, &["sao", "star", "stars"]),
    (Sort::Year, &["nam", "year"]),
    (Sort::Expiry, &["han", "expiry", "con_han", "han_gan"]),
    (Sort::Place, &["huyen", "place", "noi", "district"]),
];

/// The names of yes and no.
const YES_NO_NAMES: [(bool, &[&str]); 2] = [
    (true, &["co", "yes", "true", "1"]),
    (false, &["khong", "no", "false", "0"]),
];

impl QueryField {
    /// Every field.
    pub fn all_fields() -> impl Iterator<Item = Self> {
        FIELD_NAMES.iter().map(|(field, _)| *field)
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        find_by_name(&FIELD_NAMES, name)
    }

    /// Its names: the written one, the English one, others.
    pub fn names(self) -> &'static [&'static str] {
        find_names(&FIELD_NAMES, self)
    }

    /// The name that is written.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// The name most similar to an unknown one, if one is similar enough.
    pub fn nearest_name(name: &str) -> Option<&'static str> {
        if name.len() > MAX_NAME_BYTES {
            return None;
        }
        let typed = normalize_name(name);
        let all = FIELD_NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied());
        let distances = all.map(|known| (strsim::osa_distance(&typed, known), known));
        let (distance, known) = distances.min()?;
        // At most a third of the letters may differ: half of a short name is another name.
        (distance * 3 <= known.len()).then_some(known)
    }
}

/// The order of this name.
pub fn parse_sort(name: &str) -> Option<Sort> {
    find_by_name(&SORT_NAMES, name)
}

/// The names of an order, the written one first.
pub fn sort_names(sort: Sort) -> &'static [&'static str] {
    find_names(&SORT_NAMES, sort)
}

/// Parses yes or no.
pub(super) fn parse_yes_no(name: &str) -> Option<bool> {
    find_by_name(&YES_NO_NAMES, name)
}

/// The names of yes or no, the written one first.
pub fn yes_no_names(answer: bool) -> &'static [&'static str] {
    find_names(&YES_NO_NAMES, answer)
}

fn find_by_name<T: Copy>(table: &[(T, &'static [&'static str])], name: &str) -> Option<T> {
    let typed = normalize_name(name);
    let entry = table
        .iter()
        .find(|(_, names)| names.iter().any(|name| normalize_name(name) == typed));
    entry.map(|(thing, _)| *thing)
}

fn find_names<T: Copy + PartialEq>(
    table: &[(T, &'static [&'static str])],
    thing: T,
) -> &'static [&'static str] {
    let entry = table.iter().find(|(known, _)| *known == thing);
    entry.map_or(&[], |(_, names)| names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_means_one_thing_in_every_spelling() {
        let mut seen = HashSet::new();
        for (field, names) in FIELD_NAMES {
            for name in names {
                assert!(seen.insert(normalize_name(name)), "{name} twice");
                assert_eq!(QueryField::from_name(&name.to_uppercase()), Some(field));
            }
        }
        assert_eq!(
            Facet::ALL.len() + ConditionScope::ALL.len() - 1 + 2,
            FIELD_NAMES.len()
        );
        for (name, field) in [
            ("Huyện", QueryField::Facet(Facet::District)),
            ("đơn_vị", QueryField::Facet(Facet::Unit)),
            ("chủ_thể", QueryField::Facet(Facet::ProducerKind)),
            ("QĐ", QueryField::Scope(ConditionScope::Decision)),
            ("xếp", QueryField::Sort),
        ] {
            assert_eq!(QueryField::from_name(name), Some(field), "{name}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(QueryField::nearest_name("huyenn"), Some("huyen"));
        assert_eq!(QueryField::nearest_name("trangthai"), Some("trang_thai"));
        assert_eq!(QueryField::nearest_name("http"), None);
    }
}
