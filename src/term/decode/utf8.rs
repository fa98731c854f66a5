//! Collects one UTF-8 letter byte by byte, because a packet may end in the middle of one.

/// The result of adding a byte to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Utf8Step {
    /// More bytes are needed.
    Incomplete,
    /// The letter is complete.
    Complete(char),
    /// All bytes are there, but they are not a letter (a surrogate, an over-long form).
    Invalid,
    /// The byte does not continue the letter; the letter is dropped and the byte starts something new.
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
    /// Starts a letter; returns false when no letter of several bytes starts with this byte.
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
        let Some(slot) = self
            .bytes
            .get_mut(self.length)
            .filter(|_| byte & 0xc0 == 0x80)
        else {
            self.clear();
            return Utf8Step::Unexpected;
        };
        *slot = byte;
        self.length += 1;
        if self.length < self.expected_length {
            return Utf8Step::Incomplete;
        }
        let text = self
            .bytes
            .get(..self.length)
            .and_then(|bytes| str::from_utf8(bytes).ok());
        let letter = text.and_then(|text| text.chars().next());
        self.clear();
        letter.map_or(Utf8Step::Invalid, Utf8Step::Complete)
    }

    /// True while a letter is incomplete.
    pub(super) fn is_open(self) -> bool {
        self.expected_length > 0
    }

    /// Drops an incomplete letter.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
