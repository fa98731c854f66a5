//! Entries of the list that the catalogue's search does not find: texts that are in no catalogue, stands, parts of
//! telephone numbers, whole prices. Must not: search the catalogue.

use ocop_index::search::SearchHit;
use ocop_index::vietnamese::split_words;

use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::list_act::Price;
use crate::work::lists::product_list::ListEntry;
use crate::work::lists::stand_name::{StandName, says_stand};

/// Fewer digits are a part of too many telephone numbers.
const MIN_PHONE_DIGITS: usize = 3;

/// From so many digits on, a number is rather that of a telephone than anything else.
const SURE_PHONE_DIGITS: usize = 5;

/// How an entry was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryMatch {
    /// It is at the stand that was asked for. The first three come before what the catalogue's search found.
    Stand,
    /// It costs exactly so much.
    Price,
    /// Its producer has the telephone number that was asked for.
    Phone,
    /// It is a text with these words: among what the catalogue's search found, before what it only guessed.
    Words,
    /// A few digits of its telephone number: behind what the catalogue's search found.
    Digits,
}

/// A question as it is compared with entries.
#[derive(Clone, Debug)]
pub struct EntryQuestion {
    words: Vec<String>,
    stand: StandName,
    says_stand: bool,
    digits: String,
}

impl EntryQuestion {
    /// Reads a question, without its prices.
    pub fn read(question: &str) -> Self {
        let words: Vec<String> = fold_words(question);
        let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+.-()".contains(c);
        let digits = if question.chars().all(is_number) {
            only_digits(question)
        } else {
            String::new()
        };
        Self {
            stand: StandName::read(question),
            says_stand: says_stand(question),
            words,
            digits,
        }
    }

    /// True where nothing but a stand can be meant: `C4`, `gian 12`.
    pub fn is_of_stand(&self) -> bool {
        self.says_stand || self.stand.is_unlike_a_word()
    }

    /// How an entry with its record in the catalogue, if it has one, was found; `None` where it was not.
    pub fn find_in(&self, entry: &ListEntry, hit: Option<&SearchHit>) -> Option<EntryMatch> {
        if self.words.is_empty() {
            return None;
        }
        let stand = entry.stand.as_deref();
        if !self.stand.is_empty()
            && stand.is_some_and(|stand| StandName::read_all(stand).contains(&self.stand))
        {
            return Some(EntryMatch::Stand);
        }
        let price = entry.price.as_ref().and_then(Price::number);
        if self.digits.len() > 3 && price.is_some_and(|dong| dong.to_string() == self.digits) {
            return Some(EntryMatch::Price);
        }
        if let Some(found) = self.find_phone(hit) {
            return Some(found);
        }
        let is_text = matches!(entry.subject, EntrySubject::Text(_)) || hit.is_none();
        (is_text && self.has_words_of(entry)).then_some(EntryMatch::Words)
    }

    fn find_phone(&self, hit: Option<&SearchHit>) -> Option<EntryMatch> {
        if self.digits.len() < MIN_PHONE_DIGITS {
            return None;
        }
        let producer = hit?.product.producer.as_ref()?;
        let phone = only_digits(producer.phone.as_deref()?);
        let is_found = phone.contains(&self.digits);
        // Numbers of telephones begin with a zero, and hardly anything else does.
        let is_sure = self.digits.len() >= SURE_PHONE_DIGITS
            || self.digits.starts_with('0') && phone.starts_with(&self.digits);
        is_found.then_some(if is_sure {
            EntryMatch::Phone
        } else {
            EntryMatch::Digits
        })
    }

    /// True where each word begins a word of its name, its producer or its remark.
    fn has_words_of(&self, entry: &ListEntry) -> bool {
        let texts = [
            Some(entry.subject.name()),
            entry.subject.producer(),
            entry.remark.as_deref(),
        ];
        let texts = texts.into_iter().flatten();
        let words: Vec<String> = texts.flat_map(fold_words).collect();
        let is_there = |wanted: &String| words.iter().any(|word| word.starts_with(wanted.as_str()));
        self.words.iter().all(is_there)
    }
}

fn fold_words(text: &str) -> Vec<String> {
    split_words(text)
        .into_iter()
        .map(|word| word.fold)
        .collect()
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
