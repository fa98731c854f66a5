//! How a word of a product matches a typed one, and how far that is from what was typed.

/// How a word of a product matches a typed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchKind {
    /// The same word.
    Exact,
    /// Marks were left out.
    WithoutMarks,
    /// An abbreviation, or the phrase it stands for.
    Abbreviation,
    /// Typed in Telex.
    Telex,
    /// Typed in VNI.
    Vni,
    /// Typed in VIQR.
    Viqr,
    /// Typed on another keyboard layout, in an old encoding, or with signs for lost letters.
    OtherWriting,
    /// Part of several words typed without spaces, or a word typed with one.
    Joined,
    /// Another word for the same thing.
    Synonym,
    /// The Vietnamese name for an English one.
    EnglishName,
    /// Only the beginning was typed.
    Prefix,
    /// One of several prefixes in the order of the product's words.
    WordPrefix,
    /// One of several initials.
    Initial,
    /// Part of a code, of a decision's number or of a telephone number.
    Code,
    /// A typed mark disagrees.
    OtherMarks,
    /// It sounds alike.
    Phonetic,
    /// A typo.
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
            Self::OtherWriting => "writing",
            Self::Joined => "joined",
            Self::Synonym => "synonym",
            Self::EnglishName => "english",
            Self::Prefix => "beginning",
            Self::WordPrefix => "stub",
            Self::Initial => "initial",
            Self::Code => "code",
            Self::OtherMarks => "other_marks",
            Self::Phonetic => "sound",
            Self::Typo => "slip",
        }
    }

    /// How far such a match is from what was typed.
    pub(crate) const fn distance(self) -> MatchDistance {
        match self {
            Self::Exact | Self::WithoutMarks | Self::Prefix => MatchDistance::Literal,
            Self::OtherMarks | Self::Phonetic | Self::Typo => MatchDistance::Near,
            _ => MatchDistance::Understood,
        }
    }
}

/// How far a match is from what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchDistance {
    /// As typed.
    #[default]
    Literal,
    /// Typed another way, or in other words, with the same meaning.
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
