//! Conditions: words that must, or must not, be side by side in a field of a product.
//!
//! A phrase in quotes, a word after a minus, `xa:`, `ma:` and the like are all one thing: words, the field to search,
//! and whether they must or must not be there. A typed mark must agree, a letter without marks may have any, and words
//! are whole, except in [`ConditionScope::Code`], [`ConditionScope::Decision`] and [`ConditionScope::Phone`], which
//! match any part, and in [`ConditionScope::Expiry`], where the words are an [`super::ExpiryRange`]. Several texts
//! after one field, between commas, mean any of them.

/// The field that a condition searches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ConditionScope {
    /// In any field.
    #[default]
    Anywhere,
    /// In the product's name.
    Name,
    /// In its dish or crop.
    Specialty,
    /// In the names of its place, old and new.
    Place,
    /// In its producer's name.
    Producer,
    /// In the record id or the official product code; [`super::NOT_GIVEN`] is no official code.
    Code,
    /// In the number of a decision.
    Decision,
    /// In the telephone number.
    Phone,
    /// The expiry date of the current certificate.
    Expiry,
}

impl ConditionScope {
    /// Every scope.
    pub const ALL: [Self; 9] = [
        Self::Anywhere,
        Self::Name,
        Self::Specialty,
        Self::Place,
        Self::Producer,
        Self::Code,
        Self::Decision,
        Self::Phone,
        Self::Expiry,
    ];
}

/// Words that a field must, or must not, have; with alternatives, any of them, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QueryCondition {
    /// The field.
    pub scope: ConditionScope,
    /// The words, side by side and in this order.
    pub words: String,
    /// Products with the words are excluded.
    pub not: bool,
    /// Other words that do as well: `ma:qn-072,qn-073`. Only in one field, never [`ConditionScope::Anywhere`].
    pub alternatives: Vec<String>,
}

impl QueryCondition {
    /// The words and the alternatives.
    pub fn all_words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.words.as_str()).chain(self.alternatives.iter().map(String::as_str))
    }

    /// Another text that does as well; a text that is there already is not added.
    pub(crate) fn add_alternative(&mut self, text: String) {
        if !self.all_words().any(|known| known == text) {
            self.alternatives.push(text);
        }
    }
}

impl ConditionScope {
    /// True where the condition matches whole words.
    pub(crate) const fn is_word_scope(self) -> bool {
        !matches!(
            self,
            Self::Code | Self::Decision | Self::Phone | Self::Expiry
        )
    }
}
