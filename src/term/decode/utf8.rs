//! One letter of UTF-8, collected byte by byte.
//!
//! Half a letter may be all that a packet brings; the half stays here until the rest comes or the
//! decoder gives it up. Must not: judge what the letter means.

/// What one more byte made of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Utf8Step {
    /// More bytes belong to it.
    Incomplete,
    /// The letter is whole.
    Complete(char),
    /// All its bytes came and they are no letter (a surrogate, an over-long form).
    Invalid,
    /// The byte does not belong to it; the letter is lost and the byte starts something new.
    Unexpected,
}

/// The bytes of a letter so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PartialChar {
    bytes: [u8; 4],
    length: usize,
    expected_length: usize,
}

impl PartialChar {
    /// Begins a letter; false when no letter of several bytes begins so.
    pub(super) fn start_char(&mut self, byte: u8) -> bool {
        self.expected_length = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 0,
        };
        self.bytes = [byte, 0, 0, 0];
        self.length = 1;
        self.expected_length > 0
    }

    /// Adds a byte.
    pub(super) fn push_byte(&mut self, byte: u8) -> Utf8Step {
        let Some(place) = self
            .bytes
            .get_mut(self.length)
            .filter(|_| byte & 0xc0 == 0x80)
        else {
            self.clear();
            return Utf8Step::Unexpected;
        };
        *place = byte;
        self.length += 1;
        if self.length < self.expected_length {
            return Utf8Step::Incomplete;
        }
        let whole = self
            .bytes
            .get(..self.length)
            .and_then(|bytes| str::from_utf8(bytes).ok());
        let letter = whole.and_then(|text| text.chars().next());
        self.clear();
        letter.map_or(Utf8Step::Invalid, Utf8Step::Complete)
    }

    /// Whether a letter is under way.
    pub(super) fn is_open(self) -> bool {
        self.expected_length > 0
    }

    /// Forgets the letter under way.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
