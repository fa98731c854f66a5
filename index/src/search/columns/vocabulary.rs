//! Every word of the catalogue, by its number and by its bare letters, with the way to its postings.
//!
//! Small by nature: Vietnamese has some 1,600 bare syllables, the rest are brands and numbers. It comes
//! from the catalogue itself, never from a word list. Must not: know products.

use std::io;
use std::ops::Range;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use crate::search::columns::term_id_table::TermIdTable;
use crate::vietnamese::word_split::WordLexicon;
use crate::vietnamese::{letter, phonetic};

/// One word.
#[derive(Debug)]
struct VocabularyEntry {
    canon: Box<str>,
    /// Its postings in names and specialties, and in places and producers.
    postings: [Option<TermInfo>; 2],
}

/// Words with the same bare letters.
#[derive(Debug)]
struct FoldedWordGroup {
    fold: Box<str>,
    /// How they sound where some sounds are one.
    phonetic_key: Box<str>,
    /// Where they stand in `by_fold`.
    word_range: Range<u32>,
    /// The natural logarithm of their share of all postings.
    log_frequency: f32,
}

/// The words of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// By number, in the order of the canonical keys.
    entries: Vec<VocabularyEntry>,
    /// In the order of the bare letters.
    groups: Vec<FoldedWordGroup>,
    words_by_fold: Vec<u32>,
    /// The numbers of the words of the names, in their own order.
    name_word_ids: Vec<u32>,
    ids_by_canon: TermIdTable,
}

impl Vocabulary {
    /// Reads the dictionaries of the two word fields.
    pub(crate) fn from_dictionaries(fields: [&InvertedIndexReader; 2]) -> io::Result<Self> {
        let mut terms: Vec<(Box<str>, usize, TermInfo)> = Vec::new();
        for (field, reader) in fields.into_iter().enumerate() {
            let mut stream = reader.terms().stream()?;
            while stream.advance() {
                let canon = String::from_utf8_lossy(stream.key());
                terms.push((canon.into(), field, stream.value().clone()));
            }
        }
        terms.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut vocabulary = Self::default();
        for (canon, field, info) in terms {
            if vocabulary
                .entries
                .last()
                .is_none_or(|entry| entry.canon != canon)
            {
                vocabulary.entries.push(VocabularyEntry {
                    canon,
                    postings: [None, None],
                });
            }
            let number = vocabulary.entries.len() as u32 - 1;
            if field == 0 {
                vocabulary.name_word_ids.push(number);
            }
            if let Some(entry) = vocabulary.entries.last_mut() {
                entry.postings[field] = Some(info);
            }
        }
        let words = vocabulary.entries.iter().map(|entry| &*entry.canon);
        vocabulary.ids_by_canon = TermIdTable::new(words);
        vocabulary.group_by_fold();
        Ok(vocabulary)
    }

    /// Gathers the words by their bare letters.
    fn group_by_fold(&mut self) {
        let mut folds: Vec<(Box<str>, u32)> = Vec::with_capacity(self.entries.len());
        for (entry, number) in self.entries.iter().zip(0..) {
            let letters = &entry.canon[..entry.canon.len().saturating_sub(1)];
            let fold: String = letters.chars().map(letter::bare_letter).collect();
            folds.push((fold.into(), number));
        }
        folds.sort_unstable();
        let all: u64 = (0..self.len() as u32)
            .map(|number| self.posting_count(number))
            .sum();
        let all = all.max(1) as f32;
        let mut sum = 0;
        for (fold, number) in folds {
            if self.groups.last().is_none_or(|group| group.fold != fold) {
                let from = self.words_by_fold.len() as u32;
                let sound = phonetic::phonetic_key(&fold).into();
                self.groups.push(FoldedWordGroup {
                    fold,
                    phonetic_key: sound,
                    word_range: from..from,
                    log_frequency: 0.0,
                });
                sum = 0;
            }
            self.words_by_fold.push(number);
            sum += self.posting_count(number);
            if let Some(group) = self.groups.last_mut() {
                group.word_range.end += 1;
                group.log_frequency = (sum.max(1) as f32 / all).ln();
            }
        }
    }

    /// How many words there are; numbers are below this.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The canonical key of a word.
    pub(crate) fn canonical_key(&self, number: u32) -> &str {
        self.entries
            .get(number as usize)
            .map_or("", |entry| &entry.canon)
    }

    /// Where the postings of a word lie: in names and specialties, and in places and producers.
    pub(crate) fn posting_infos(&self, number: u32) -> [Option<&TermInfo>; 2] {
        self.entries
            .get(number as usize)
            .map_or([None, None], |entry| {
                entry.postings.each_ref().map(Option::as_ref)
            })
    }

    /// How many postings a word has.
    pub(crate) fn posting_count(&self, number: u32) -> u64 {
        let postings = self.posting_infos(number).into_iter().flatten();
        postings.map(|info| u64::from(info.doc_freq)).sum()
    }

    /// The number of a word, if the catalogue has it.
    pub(crate) fn find_word(&self, canon: &str) -> Option<u32> {
        self.ids_by_canon
            .find_id(canon, |number| self.canonical_key(number) == canon)
    }

    /// The number of the word that is the `place`th of the dictionary of names.
    pub(crate) fn word_by_name_ordinal(&self, place: u64) -> u32 {
        self.name_word_ids
            .get(place as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// The words with exactly these bare letters.
    pub(crate) fn words_with_fold(&self, fold: &str) -> &[u32] {
        self.groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .map_or(&[], |at| self.group_words(&self.groups[at]))
    }

    /// The words whose bare letters begin like this and go on.
    pub(crate) fn words_extending<'a>(&'a self, fold: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = self.groups.partition_point(|group| *group.fold <= *fold);
        self.groups[from..]
            .iter()
            .take_while(move |group| group.fold.starts_with(fold))
            .flat_map(|group| self.group_words(group).iter().copied())
    }

    /// True when some word begins with these bare letters.
    pub(crate) fn has_prefix(&self, fold: &str) -> bool {
        let at = self.groups.partition_point(|group| *group.fold < *fold);
        self.groups
            .get(at)
            .is_some_and(|group| group.fold.starts_with(fold))
    }

    /// Every different run of bare letters, how it sounds, and its words.
    pub(crate) fn fold_groups(&self) -> impl Iterator<Item = (&str, &str, &[u32])> {
        let groups = self.groups.iter();
        groups.map(|group| (&*group.fold, &*group.phonetic_key, self.group_words(group)))
    }

    fn group_words(&self, group: &FoldedWordGroup) -> &[u32] {
        &self.words_by_fold[group.word_range.start as usize..group.word_range.end as usize]
    }
}

impl WordLexicon for Vocabulary {
    fn log_probability(&self, fold: &str) -> Option<f32> {
        let at = self
            .groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .ok()?;
        Some(self.groups[at].log_frequency)
    }

    fn has_prefix(&self, fold: &str) -> bool {
        self.has_prefix(fold)
    }
}
