//! Entries of the list that the catalogue's search does not find: texts that are in no catalogue, stands, parts of
//! telephone numbers, whole prices. Must not: search the catalogue.

use ocop_index::search::SearchHit;
use ocop_index::vietnamese::split_words;

use crate::work::lists::entry_subject::EntrySubject;
use crate::work::lists::product_list::ListEntry;

/// Fewer digits are a part of too many telephone numbers.
const MIN_PHONE_DIGITS: usize = 3;

/// From so many digits on, a number is rather that of a telephone than anything else.
const SURE_PHONE_DIGITS: usize = 5;

/// Words before a stand that people say.
const STAND_WORDS: [&str; 5] = ["gian", "hang", "quay", "so", "stand"];

/// How an entry was found, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryMatch {
    /// It is at the stand, or has the number, that was asked for: before what the catalogue's search found.
    Meant,
    /// It is a text with these words: among what the catalogue's search found, before what it only guessed.
    Words,
    /// A few digits of its telephone number: behind what the catalogue's search found.
    Digits,
}

/// A question as it is compared with entries.
#[derive(Clone, Debug)]
pub struct EntryQuestion {
    words: Vec<String>,
    stand: String,
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
        let said = words
            .iter()
            .skip_while(|word| STAND_WORDS.contains(&&***word));
        Self {
            stand: said.map(String::as_str).collect(),
            words,
            digits,
        }
    }

    /// How an entry with its record in the catalogue, if it has one, was found; `None` where it was not.
    pub fn find_in(&self, entry: &ListEntry, hit: Option<&SearchHit>) -> Option<EntryMatch> {
        if self.words.is_empty() {
            return None;
        }
        let stand: String = entry
            .stand
            .as_deref()
            .map(fold_words)
            .unwrap_or_default()
            .concat();
        let price = entry.price.as_ref().map(|price| price.dong.to_string());
        let is_price = self.digits.len() > 3 && price.as_ref() == Some(&self.digits);
        if is_price || !stand.is_empty() && stand == self.stand {
            return Some(EntryMatch::Meant);
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
        is_found.then_some(if self.digits.len() >= SURE_PHONE_DIGITS {
            EntryMatch::Meant
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
