//! Reading a question: from typed words to plans, the likely readings first.
//!
//! * [`question`]: the typed words with all that is known about each.
//! * [`literal`]: a word as typed, in Telex or VNI, its beginning; [`wide`]: other marks, sounds, slips.
//! * [`alternatives`]: whole questions from these, with joined words taken apart and rewrites.
//! * [`whole`]: readings of the question as a whole: stubs, initials, codes, wrong spaces.
//!
//! Must not: look at products; [`super::ladder`] decides which readings are tried and when it is enough.

mod alternatives;
mod literal;
mod question;
mod whole;
mod wide;

pub(super) use question::{Question, Token};
pub(super) use whole::{letters, letters_cost};

use super::vocabulary::Vocabulary;

/// What readings are made with.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) question: &'a Question,
}

impl<'a> Reader<'a> {
    /// The same for another question.
    pub(super) fn about(self, question: &'a Question) -> Self {
        Self { question, ..self }
    }
}
