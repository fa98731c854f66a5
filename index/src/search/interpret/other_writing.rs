//! The query read in another writing: VIQR, other keyboards, an encoding shown as Latin, lost letters.
//!
//! A reading is only made when the text has signs of it, and only used when the catalogue knows more of its words than
//! of those typed. [`OtherWriting`] is a whole query with words of its own; lost letters are terms at once.

use crate::search::columns::ids::TermId;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{Cost, LOST_LETTERS_COST, OTHER_WRITING_COST, PREFIX_COST, VIQR_COST};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interpret::tokenized_query::{QueryToken, TokenizedQuery};
use crate::vietnamese::lost_letters::{self, LetterPattern};
use crate::vietnamese::{mojibake, windows_layout};

/// The query in another writing.
pub(crate) struct OtherWriting {
    pub(crate) query: TokenizedQuery,
    pub(crate) match_kind: MatchKind,
    pub(crate) cost: Cost,
}

impl TokenizedQuery {
    /// The query in each other writing that it has signs of.
    pub(crate) fn read_other_writings(&self, vocabulary: &Vocabulary) -> Vec<OtherWriting> {
        let is_open = self.has_open_word();
        let mut writings = Vec::new();
        if let Some(query) = self.decode_viqr(is_open, vocabulary) {
            writings.push(OtherWriting {
                query,
                match_kind: MatchKind::Viqr,
                cost: VIQR_COST,
            });
        }
        let text = self.whole_text();
        let brackets = windows_layout::expand_telex_brackets(text);
        let layout = windows_layout::decode_windows_layout(text);
        let keyboards = brackets.map(|text| (text, MatchKind::Telex)).into_iter();
        let keyboards = keyboards.chain(layout.map(|text| (text, MatchKind::OtherWriting)));
        let encodings = mojibake::decode_shown_as_latin(text).into_iter();
        let encodings = encodings.map(|text| (text, MatchKind::OtherWriting));
        let mut typed = None;
        for (text, match_kind) in keyboards.chain(encodings) {
            let typed = typed.get_or_insert_with(|| KnownWords::count(self, vocabulary));
            let query = Self::new(&text, is_open, vocabulary);
            if KnownWords::count(&query, vocabulary).is_better_than(*typed) {
                writings.push(OtherWriting {
                    query,
                    match_kind,
                    cost: OTHER_WRITING_COST,
                });
            }
        }
        writings
    }

    /// The query with signs in the place of lost letters; `None` when no word of the catalogue fits such a word.
    pub(crate) fn interpret_lost_letters(&self, vocabulary: &Vocabulary) -> Option<Interpretation> {
        let words = lost_letters::split_with_lost_letters(self.whole_text())?;
        let is_open = self.has_open_word();
        // What is bare came through bare.
        let mut query = self.with_tokens(Vec::new());
        query.has_marks = true;
        let interpreter = QueryInterpreter {
            vocabulary,
            query: &query,
        };
        let mut terms = Vec::new();
        let mut has_lost_letters = false;
        let last = words.len().saturating_sub(1);
        for (index, word) in words.iter().enumerate() {
            let is_open = is_open && index == last;
            let pattern = word.pattern.as_ref();
            let term = pattern.map(|known| interpreter.build_lost_term(word.text, known, is_open));
            if let Some(term) = term.filter(|term| !term.is_unmatchable()) {
                has_lost_letters = true;
                terms.push(term);
                continue;
            }
            let whole = Self::new(word.text, is_open, vocabulary);
            let tokens = whole.tokens.iter();
            terms.extend(tokens.map(|token| interpreter.build_typed_term(token)));
        }
        let interpretation = Interpretation::new(terms, LOST_LETTERS_COST);
        (has_lost_letters && !interpretation.is_unmatchable()).then_some(interpretation)
    }

    fn has_open_word(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.is_open)
    }
}

impl QueryInterpreter<'_> {
    /// The words of which this may be left; when there is none and it may go on, those that begin so.
    fn build_lost_term(&self, typed: &str, pattern: &LetterPattern, is_open: bool) -> QueryTerm {
        let mut term = self.new_term(typed);
        let all_words = || (0..self.vocabulary.len() as u32).map(TermId);
        for id in all_words() {
            if pattern.matches(self.vocabulary.canonical_key(id), false) {
                term.add_word(id, Cost::ZERO, MatchKind::OtherWriting);
            }
        }
        if is_open && term.is_unmatchable() {
            for id in all_words() {
                if pattern.matches(self.vocabulary.canonical_key(id), true) {
                    term.add_word(id, PREFIX_COST, MatchKind::OtherWriting);
                }
            }
        }
        term
    }
}

/// How many words of a query the catalogue knows.
#[derive(Clone, Copy)]
struct KnownWords {
    known: usize,
    unknown: usize,
}

impl KnownWords {
    fn count(query: &TokenizedQuery, vocabulary: &Vocabulary) -> Self {
        let is_known = |token: &&QueryToken| {
            let mut words = token.words();
            let is_word = |word| {
                vocabulary
                    .words_with_compatible_marks(word)
                    .next()
                    .is_some()
            };
            words.any(is_word) || token.is_open && vocabulary.has_prefix(&token.word.fold)
        };
        let known = query.tokens.iter().filter(is_known).count();
        Self {
            known,
            unknown: query.tokens.len() - known,
        }
    }

    /// True for a reading of which fewer words are unknown, or which has fewer pieces and knows all of them.
    fn is_better_than(self, typed: Self) -> bool {
        let is_shorter = self.unknown == 0 && self.known < typed.known + typed.unknown;
        self.known > 0 && self.known >= self.unknown && (self.unknown < typed.unknown || is_shorter)
    }
}
