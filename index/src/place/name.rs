//! Names as they are compared: by their keys first, then without any mark.
//!
//! Case, Unicode form and the place of the tone mark never count (Hoà = Hòa). Must not: know places.

use crate::vietnamese::split_words;

/// A name ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PlaceName {
    /// Canonical keys.
    pub(super) keys: Vec<String>,
    /// Bare letters without spaces: `Đắk Lắk` and `Đaklak` are one.
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

    /// The same letters, whatever the marks.
    pub(super) fn is_same_folded(&self, other: &Self) -> bool {
        self.fold == other.fold
    }
}

/// The things of this name: those with equal keys, or, where there are none, those with equal letters.
pub(super) fn find_by_name<'t, T>(
    things: &(impl Iterator<Item = &'t T> + Clone),
    name_of: impl Fn(&T) -> &PlaceName,
    name: &PlaceName,
) -> Vec<&'t T> {
    if name.is_empty() {
        return Vec::new();
    }
    let things_with = |same: &dyn Fn(&PlaceName) -> bool| -> Vec<&'t T> {
        things
            .clone()
            .filter(|thing| same(name_of(thing)))
            .collect()
    };
    let exact = things_with(&|other| other.keys == name.keys);
    if exact.is_empty() {
        things_with(&|other| other.is_same_folded(name))
    } else {
        exact
    }
}
