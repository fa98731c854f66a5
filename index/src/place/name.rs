//! Compares names: by their canonical keys first, then without any mark.
//!
//! Case, Unicode form and the position of the tone mark never count (Hoà = Hòa).

use crate::vietnamese::split_words;

/// A name in the forms in which it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceName {
    /// Canonical keys.
    pub(super) keys: Vec<String>,
    /// Letters without marks and spaces, so that `Đắk Lắk` equals `Đaklak`.
    fold: String,
}

impl PlaceName {
    pub(super) fn from_text(text: &str) -> Self {
        let mut name = Self::default();
        for word in split_words(text) {
            name.fold.push_str(&word.fold);
            name.keys.push(word.canon);
        }
        name
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// True for the same letters, whatever the marks.
    pub(super) fn is_same_folded(&self, other: &Self) -> bool {
        self.fold == other.fold
    }
}

/// The items with this name: those with equal keys or, if there are none, those with equal letters.
pub(super) fn find_by_name<'t, T>(
    items: &(impl Iterator<Item = &'t T> + Clone),
    name_of: impl Fn(&T) -> &PlaceName,
    name: &PlaceName,
) -> Vec<&'t T> {
    if name.is_empty() {
        return Vec::new();
    }
    let filter_by = |is_match: &dyn Fn(&PlaceName) -> bool| -> Vec<&'t T> {
        items
            .clone()
            .filter(|item| is_match(name_of(item)))
            .collect()
    };
    let exact = filter_by(&|other| other.keys == name.keys);
    if exact.is_empty() {
        filter_by(&|other| other.is_same_folded(name))
    } else {
        exact
    }
}
