//! Conditions: words that must, or must not, stand side by side in a field of a product.
//!
//! A phrase in quotes, a word with a minus before it, `xa:`, `ma:` and the like are all one thing: words,
//! where to look for them, and whether they are wanted. A typed mark binds, a bare letter is free, and no word
//! is a mere beginning, except in [`Scope::Code`], [`Scope::Decision`] and [`Scope::Phone`], where any part
//! will do, and in [`Scope::End`], where the words are a time as [`super::Ends`] writes it. Must not: look anything up.

/// Where a condition looks.
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
    /// In the record id or the official product code.
    Code,
    /// In the number of a decision.
    Decision,
    /// In the telephone number.
    Phone,
    /// At the time when the certificate in hand ends.
    Expiry,
}

impl ConditionScope {
    /// Every place to look.
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

/// Words in a field, wanted or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct QueryCondition {
    /// Where to look.
    pub scope: ConditionScope,
    /// The words, side by side and in this order.
    pub words: String,
    /// A product that has them is no hit.
    pub not: bool,
}

impl ConditionScope {
    /// True where whole words are looked for.
    pub const fn is_word_scope(self) -> bool {
        !matches!(
            self,
            Self::Code | Self::Decision | Self::Phone | Self::Expiry
        )
    }
}
