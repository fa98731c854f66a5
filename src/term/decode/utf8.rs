//! One letter of UTF-8, collected byte by byte.
//!
//! Half a letter may be all that a packet brings; the half stays here until the rest comes or the
//! decoder gives it up. Must not: judge what the letter means.

/// What one more byte made of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// More bytes belong to it.
    More,
    /// The letter is whole.
    Whole(char),
    /// All its bytes came and they are no letter (a surrogate, an over-long form).
    Nonsense,
    /// The byte does not belong to it; the letter is lost and the byte starts something new.
    Foreign,
}

/// The bytes of a letter so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Letter {
    bytes: [u8; 4],
    have: usize,
    need: usize,
}

impl Letter {
    /// Begins a letter; false when no letter of several bytes begins so.
    pub(super) fn start(&mut self, byte: u8) -> bool {
        self.need = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 0,
        };
        self.bytes = [byte, 0, 0, 0];
        self.have = 1;
        self.need > 0
    }

    /// Adds a byte.
    pub(super) fn push(&mut self, byte: u8) -> Step {
        let Some(place) = self
            .bytes
            .get_mut(self.have)
            .filter(|_| byte & 0xc0 == 0x80)
        else {
            self.clear();
            return Step::Foreign;
        };
        *place = byte;
        self.have += 1;
        if self.have < self.need {
            return Step::More;
        }
        let whole = self
            .bytes
            .get(..self.have)
            .and_then(|bytes| str::from_utf8(bytes).ok());
        let letter = whole.and_then(|text| text.chars().next());
        self.clear();
        letter.map_or(Step::Nonsense, Step::Whole)
    }

    /// Whether a letter is under way.
    pub(super) fn is_open(self) -> bool {
        self.need > 0
    }

    /// Forgets the letter under way.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
