//! A slot: what one typed piece may stand for, and at what cost.
//!
//! Costs are hundredths. The ladder a word is read by, from search.md's measurements: the same 0, by Telex or
//! VNI 30, marks left out 100 (0 when the whole question has no mark, so that unaccented rows win nothing), a
//! beginning 200, marks that disagree 400, sounding alike 450, a slip of the finger 500 to 750. Must not:
//! read postings or products.

use std::collections::HashMap;

use tantivy::DocId;

use crate::search::columns::schema::SearchField;
use crate::search::matching::alignment::NEAR_MATCH_COST;

/// No reading at all.
const IMPOSSIBLE_COST: u16 = u16::MAX;

/// How a word of a product was read from a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchKind {
    /// The same word.
    Exact,
    /// Marks were left out.
    WithoutMarks,
    /// An abbreviation, or what one stands for.
    Abbreviation,
    /// Typed in Telex.
    Telex,
    /// Typed in VNI.
    Vni,
    /// Typed in VIQR.
    Viqr,
    /// Part of a run of words typed without spaces, or of a word typed with one.
    Joined,
    /// Another word for the same thing.
    Synonym,
    /// Only the beginning was typed.
    Prefix,
    /// One of a row of beginnings.
    WordPrefix,
    /// One of a row of first letters.
    Initial,
    /// Part of a code, a number of a decision, a telephone number.
    Code,
    /// A typed mark disagrees.
    OtherMarks,
    /// It sounds alike.
    Phonetic,
    /// A slip of the finger.
    Typo,
}

impl MatchKind {
    /// The name used in machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exact => "same",
            Self::WithoutMarks => "bare",
            Self::Abbreviation => "abbreviation",
            Self::Telex => "telex",
            Self::Vni => "vni",
            Self::Viqr => "viqr",
            Self::Joined => "joined",
            Self::Synonym => "synonym",
            Self::Prefix => "beginning",
            Self::WordPrefix => "stub",
            Self::Initial => "initial",
            Self::Code => "code",
            Self::OtherMarks => "other_marks",
            Self::Phonetic => "sound",
            Self::Typo => "slip",
        }
    }

    /// How far such a reading is from what was typed.
    pub(crate) const fn distance(self) -> MatchDistance {
        match self {
            Self::Exact | Self::WithoutMarks | Self::Prefix => MatchDistance::Literal,
            Self::OtherMarks | Self::Phonetic | Self::Typo => MatchDistance::Near,
            _ => MatchDistance::Understood,
        }
    }
}

/// How far a reading is from what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchDistance {
    /// As typed.
    #[default]
    Literal,
    /// Typed another way, or in other words, but meant like this.
    Understood,
    /// Not what was typed, only near it.
    Near,
}

impl MatchDistance {
    /// The name used in machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Understood => "understood",
            Self::Near => "near",
        }
    }
}

/// Where a slot's word must stand behind that of the slot before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OrderConstraint {
    /// Anywhere, at a cost.
    #[default]
    Anywhere,
    /// Directly behind it in the same field.
    Adjacent,
    /// Behind it in the same field.
    Later,
}

/// What one typed piece may stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryTerm {
    /// The piece as typed.
    pub(crate) typed: String,
    /// How many letters of a word found by its beginning were typed.
    pub(crate) prefix_letters: usize,
    /// Where its word must stand.
    pub(crate) order: OrderConstraint,
    /// Only names and specialties are looked at.
    pub(crate) name_only: bool,
    /// The words it may stand for, each once.
    pub(crate) words: Vec<u32>,
    /// By word: its cost, [`NEVER`] for those it may not stand for.
    costs: Vec<u16>,
    /// By word, for those it may stand for.
    match_kinds: HashMap<u32, MatchKind>,
    /// Instead of words: products that have it in their codes or initials, and the cost.
    pub(crate) docs: Option<HashMap<DocId, u16>>,
    /// How these products were found.
    pub(crate) docs_match_kind: Option<MatchKind>,
}

impl QueryTerm {
    /// An empty slot for a catalogue with so many words.
    pub(crate) fn new(typed: &str, words: usize) -> Self {
        Self {
            typed: typed.to_owned(),
            prefix_letters: typed.chars().count(),
            costs: vec![IMPOSSIBLE_COST; words],
            ..Self::default()
        }
    }

    /// A slot that stands for products.
    pub(crate) fn from_docs(typed: &str, docs: HashMap<DocId, u16>, way: MatchKind) -> Self {
        Self {
            docs: Some(docs),
            docs_match_kind: Some(way),
            ..Self::new(typed, 0)
        }
    }

    /// Lets it stand for a word, unless it already does at a lower cost.
    pub(crate) fn add_word(&mut self, word: u32, cost: u16, way: MatchKind) {
        let Some(known) = self.costs.get_mut(word as usize) else {
            return;
        };
        if *known == IMPOSSIBLE_COST {
            self.words.push(word);
        }
        if cost < *known {
            *known = cost;
            self.match_kinds.insert(word, way);
        }
    }

    /// The cost of reading a word of the catalogue for the typed one.
    #[inline]
    pub(crate) fn word_cost(&self, word: u32) -> Option<u16> {
        let cost = self.costs.get(word as usize).copied();
        cost.filter(|cost| *cost != IMPOSSIBLE_COST)
    }

    /// How a word of the catalogue, or a product, is read from the typed one.
    pub(crate) fn match_kind(&self, word: Option<u32>) -> MatchKind {
        let word = word.and_then(|word| self.match_kinds.get(&word).copied());
        word.or(self.docs_match_kind).unwrap_or(MatchKind::Exact)
    }

    /// True when it stands for nothing in the catalogue.
    pub(crate) fn is_unmatchable(&self) -> bool {
        self.words.is_empty() && self.docs.as_ref().is_none_or(HashMap::is_empty)
    }

    /// Lets it stand for no word that is only near.
    pub(crate) fn remove_near_words(&mut self) {
        let costs = &mut self.costs;
        self.words.retain(|word| {
            let near = costs[*word as usize] >= NEAR_MATCH_COST;
            if near {
                costs[*word as usize] = IMPOSSIBLE_COST;
            }
            !near
        });
    }

    /// True when words of this field may be taken.
    pub(crate) fn can_match_in(&self, part: SearchField) -> bool {
        !self.name_only || matches!(part, SearchField::Name | SearchField::Specialty)
    }

    /// True when it finds the same at the same costs.
    pub(crate) fn is_equivalent_to(&self, other: &Self) -> bool {
        let rules = |slot: &Self| (slot.order, slot.name_only);
        rules(self) == rules(other) && self.docs == other.docs && self.costs == other.costs
    }

    /// Every word is read like this, and costs this much more.
    pub(crate) fn with_match_kind(mut self, way: MatchKind, more: u16) -> Self {
        for word in &self.words {
            self.match_kinds.insert(*word, way);
            if let Some(cost) = self.costs.get_mut(*word as usize) {
                *cost = cost.saturating_add(more);
            }
        }
        self
    }
}

/// A whole question read one way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interpretation {
    /// In the order typed.
    pub(crate) terms: Vec<QueryTerm>,
    /// What this reading costs beside its words.
    pub(crate) base_cost: u32,
    /// Typed words that were left out.
    pub(crate) dropped_words: Vec<String>,
    /// The same as typed: a product that has one all the same is preferred.
    pub(crate) bonus_terms: Vec<QueryTerm>,
}

impl Interpretation {
    /// A reading by these slots.
    pub(crate) fn new(slots: Vec<QueryTerm>, base: u32) -> Self {
        Self {
            terms: slots,
            base_cost: base,
            dropped_words: Vec::new(),
            bonus_terms: Vec::new(),
        }
    }

    /// True when a product fits as soon as it has a word for each slot, wherever: nothing but words as typed.
    pub(crate) fn is_plain(&self) -> bool {
        let plain = |slot: &QueryTerm| {
            slot.docs.is_none() && !slot.name_only && slot.order == OrderConstraint::Anywhere
        };
        self.base_cost == 0 && self.dropped_words.is_empty() && self.terms.iter().all(plain)
    }

    /// True when it finds nothing that another one has not found as cheaply.
    pub(crate) fn is_covered_by(&self, other: &Self) -> bool {
        other.base_cost <= self.base_cost
            && other.dropped_words.is_empty()
            && self.bonus_terms.is_empty()
            && other.terms.len() == self.terms.len()
            && other
                .terms
                .iter()
                .zip(&self.terms)
                .all(|(other, own)| other.is_equivalent_to(own))
    }

    /// True when some slot stands for nothing, or there are more than the scorer takes.
    pub(crate) fn is_unmatchable(&self) -> bool {
        self.terms.is_empty()
            || self.terms.len() > crate::search::matching::score::MAX_QUERY_TERMS
            || self.terms.iter().any(QueryTerm::is_unmatchable)
    }
}
