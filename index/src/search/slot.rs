//! A slot: what one typed piece may stand for, and at what cost.
//!
//! Costs are hundredths. The ladder a word is read by, from search.md's measurements: the same 0, by Telex or
//! VNI 30, marks left out 100 (0 when the whole question has no mark, so that unaccented rows win nothing), a
//! beginning 200, marks that disagree 400, sounding alike 450, a slip of the finger 500 to 750. Must not:
//! read postings or products.

use std::collections::HashMap;

use tantivy::DocId;

use super::arrange::NEAR;
use super::schema::Part;

/// No reading at all.
const NEVER: u16 = u16::MAX;

/// How a word of a product was read from a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// The same word.
    Same,
    /// Marks were left out.
    Bare,
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
    Beginning,
    /// One of a row of beginnings.
    Stub,
    /// One of a row of first letters.
    Initial,
    /// Part of a code, a number of a decision, a telephone number.
    Code,
    /// A typed mark disagrees.
    OtherMarks,
    /// It sounds alike.
    Sound,
    /// A slip of the finger.
    Slip,
}

impl Way {
    /// The name used in machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Bare => "bare",
            Self::Abbreviation => "abbreviation",
            Self::Telex => "telex",
            Self::Vni => "vni",
            Self::Viqr => "viqr",
            Self::Joined => "joined",
            Self::Synonym => "synonym",
            Self::Beginning => "beginning",
            Self::Stub => "stub",
            Self::Initial => "initial",
            Self::Code => "code",
            Self::OtherMarks => "other_marks",
            Self::Sound => "sound",
            Self::Slip => "slip",
        }
    }

    /// How far such a reading is from what was typed.
    pub(crate) const fn distance(self) -> Distance {
        match self {
            Self::Same | Self::Bare | Self::Beginning => Distance::Literal,
            Self::OtherMarks | Self::Sound | Self::Slip => Distance::Near,
            _ => Distance::Understood,
        }
    }
}

/// How far a reading is from what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// As typed.
    #[default]
    Literal,
    /// Typed another way, or in other words, but meant like this.
    Understood,
    /// Not what was typed, only near it.
    Near,
}

impl Distance {
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
pub(crate) enum Follows {
    /// Anywhere, at a cost.
    #[default]
    Free,
    /// Directly behind it in the same field.
    Next,
    /// Behind it in the same field.
    Later,
}

/// What one typed piece may stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    /// The piece as typed.
    pub(crate) typed: String,
    /// How many letters of a word found by its beginning were typed.
    pub(crate) letters: usize,
    /// Where its word must stand.
    pub(crate) follows: Follows,
    /// Only names and specialties are looked at.
    pub(crate) name_only: bool,
    /// The words it may stand for, each once.
    pub(crate) words: Vec<u32>,
    /// By word: its cost, [`NEVER`] for those it may not stand for.
    costs: Vec<u16>,
    /// By word, for those it may stand for.
    ways: HashMap<u32, Way>,
    /// Instead of words: products that have it in their codes or initials, and the cost.
    pub(crate) docs: Option<HashMap<DocId, u16>>,
    /// How these products were found.
    pub(crate) docs_way: Option<Way>,
}

impl Slot {
    /// An empty slot for a catalogue with so many words.
    pub(crate) fn new(typed: &str, words: usize) -> Self {
        Self {
            typed: typed.to_owned(),
            letters: typed.chars().count(),
            costs: vec![NEVER; words],
            ..Self::default()
        }
    }

    /// A slot that stands for products.
    pub(crate) fn of_docs(typed: &str, docs: HashMap<DocId, u16>, way: Way) -> Self {
        Self {
            docs: Some(docs),
            docs_way: Some(way),
            ..Self::new(typed, 0)
        }
    }

    /// Lets it stand for a word, unless it already does at a lower cost.
    pub(crate) fn add(&mut self, word: u32, cost: u16, way: Way) {
        let Some(known) = self.costs.get_mut(word as usize) else {
            return;
        };
        if *known == NEVER {
            self.words.push(word);
        }
        if cost < *known {
            *known = cost;
            self.ways.insert(word, way);
        }
    }

    /// The cost of reading a word of the catalogue for the typed one.
    #[inline]
    pub(crate) fn cost(&self, word: u32) -> Option<u16> {
        let cost = self.costs.get(word as usize).copied();
        cost.filter(|cost| *cost != NEVER)
    }

    /// How a word of the catalogue, or a product, is read from the typed one.
    pub(crate) fn way(&self, word: Option<u32>) -> Way {
        let word = word.and_then(|word| self.ways.get(&word).copied());
        word.or(self.docs_way).unwrap_or(Way::Same)
    }

    /// True when it stands for nothing in the catalogue.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.words.is_empty() && self.docs.as_ref().is_none_or(HashMap::is_empty)
    }

    /// Lets it stand for no word that is only near.
    pub(crate) fn forget_near(&mut self) {
        let costs = &mut self.costs;
        self.words.retain(|word| {
            let near = costs[*word as usize] >= NEAR;
            if near {
                costs[*word as usize] = NEVER;
            }
            !near
        });
    }

    /// True when words of this field may be taken.
    pub(crate) fn looks_at(&self, part: Part) -> bool {
        !self.name_only || matches!(part, Part::Name | Part::Specialty)
    }

    /// True when it finds the same at the same costs.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let rules = |slot: &Self| (slot.follows, slot.name_only);
        rules(self) == rules(other) && self.docs == other.docs && self.costs == other.costs
    }

    /// Every word is read like this, and costs this much more.
    pub(crate) fn by(mut self, way: Way, more: u16) -> Self {
        for word in &self.words {
            self.ways.insert(*word, way);
            if let Some(cost) = self.costs.get_mut(*word as usize) {
                *cost = cost.saturating_add(more);
            }
        }
        self
    }
}

/// A whole question read one way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// In the order typed.
    pub(crate) slots: Vec<Slot>,
    /// What this reading costs beside its words.
    pub(crate) base: u32,
    /// Typed words that were left out.
    pub(crate) dropped: Vec<String>,
    /// The same as typed: a product that has one all the same is preferred.
    pub(crate) welcome: Vec<Slot>,
}

impl Plan {
    /// A reading by these slots.
    pub(crate) fn new(slots: Vec<Slot>, base: u32) -> Self {
        Self {
            slots,
            base,
            dropped: Vec::new(),
            welcome: Vec::new(),
        }
    }

    /// True when a product fits as soon as it has a word for each slot, wherever: nothing but words as typed.
    pub(crate) fn is_plain(&self) -> bool {
        let plain =
            |slot: &Slot| slot.docs.is_none() && !slot.name_only && slot.follows == Follows::Free;
        self.base == 0 && self.dropped.is_empty() && self.slots.iter().all(plain)
    }

    /// True when it finds nothing that another one has not found as cheaply.
    pub(crate) fn is_covered_by(&self, other: &Self) -> bool {
        other.base <= self.base
            && other.dropped.is_empty()
            && self.welcome.is_empty()
            && other.slots.len() == self.slots.len()
            && other
                .slots
                .iter()
                .zip(&self.slots)
                .all(|(other, own)| other.is_like(own))
    }

    /// True when some slot stands for nothing, or there are more than the scorer takes.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.slots.is_empty()
            || self.slots.len() > super::score::MOST_SLOTS
            || self.slots.iter().any(Slot::is_hopeless)
    }
}
