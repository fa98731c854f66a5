//! The six product groups of the rating law.
//!
//! 148/QĐ-TTg Annex I, kept by 26/2026/QĐ-TTg: 6 groups, 26 sets. The numbers are the law's order.
//! Must not: put a product into a group; that is a fact of a source or of the reviewed table.

use std::sync::LazyLock;

use crate::source::table;

/// A product group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Roman number.
    pub code: &'static str,
    /// Vietnamese name, as in the law.
    pub vi: &'static str,
    /// English name (ours).
    pub en: &'static str,
}

/// The six groups in the law's order.
pub fn all() -> &'static [Group] {
    static ALL: LazyLock<Vec<Group>> = LazyLock::new(|| {
        table::rows(include_str!("../data/group_names.tsv"))
            .map(|[code, vi, en]| Group { code, vi, en })
            .collect()
    });
    &ALL
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_law_has_six() {
        let codes: Vec<_> = super::all().iter().map(|g| g.code).collect();
        assert_eq!(codes, ["I", "II", "III", "IV", "V", "VI"]);
    }
}
