//! Every word of the catalogue, by its number and by its bare letters, with the way to its postings.
//!
//! Small by nature: Vietnamese has some 1,600 bare syllables, the rest are brands and numbers. It comes
//! from the catalogue itself, never from a word list. Must not: know products.

use std::io;
use std::ops::Range;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use super::numbers::Numbers;
use crate::vietnamese::split::Known;
use crate::vietnamese::{letter, sound};

/// One word.
#[derive(Debug)]
struct Entry {
    canon: Box<str>,
    /// Its postings in names and specialties, and in places and producers.
    postings: [Option<TermInfo>; 2],
}

/// Words with the same bare letters.
#[derive(Debug)]
struct Group {
    fold: Box<str>,
    /// How they sound where some sounds are one.
    sound: Box<str>,
    /// Where they stand in `by_fold`.
    words: Range<u32>,
    /// The natural logarithm of their share of all postings.
    weight: f32,
}

/// The words of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// By number, in the order of the canonical keys.
    entries: Vec<Entry>,
    /// In the order of the bare letters.
    groups: Vec<Group>,
    by_fold: Vec<u32>,
    /// The numbers of the words of the names, in their own order.
    of_names: Vec<u32>,
    by_canon: Numbers,
}

impl Vocabulary {
    /// Reads the dictionaries of the two word fields.
    pub(crate) fn read(fields: [&InvertedIndexReader; 2]) -> io::Result<Self> {
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
                vocabulary.entries.push(Entry {
                    canon,
                    postings: [None, None],
                });
            }
            let number = vocabulary.entries.len() as u32 - 1;
            if field == 0 {
                vocabulary.of_names.push(number);
            }
            if let Some(entry) = vocabulary.entries.last_mut() {
                entry.postings[field] = Some(info);
            }
        }
        let words = vocabulary.entries.iter().map(|entry| &*entry.canon);
        vocabulary.by_canon = Numbers::new(words);
        vocabulary.group();
        Ok(vocabulary)
    }

    /// Gathers the words by their bare letters.
    fn group(&mut self) {
        let mut folds: Vec<(Box<str>, u32)> = Vec::with_capacity(self.entries.len());
        for (entry, number) in self.entries.iter().zip(0..) {
            let letters = &entry.canon[..entry.canon.len().saturating_sub(1)];
            let fold: String = letters.chars().map(letter::bare).collect();
            folds.push((fold.into(), number));
        }
        folds.sort_unstable();
        let all: u64 = (0..self.len() as u32)
            .map(|number| self.frequency(number))
            .sum();
        let all = all.max(1) as f32;
        let mut sum = 0;
        for (fold, number) in folds {
            if self.groups.last().is_none_or(|group| group.fold != fold) {
                let from = self.by_fold.len() as u32;
                let sound = sound::key(&fold).into();
                self.groups.push(Group {
                    fold,
                    sound,
                    words: from..from,
                    weight: 0.0,
                });
                sum = 0;
            }
            self.by_fold.push(number);
            sum += self.frequency(number);
            if let Some(group) = self.groups.last_mut() {
                group.words.end += 1;
                group.weight = (sum.max(1) as f32 / all).ln();
            }
        }
    }

    /// How many words there are; numbers are below this.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The canonical key of a word.
    pub(crate) fn canon(&self, number: u32) -> &str {
        self.entries
            .get(number as usize)
            .map_or("", |entry| &entry.canon)
    }

    /// Where the postings of a word lie: in names and specialties, and in places and producers.
    pub(crate) fn postings(&self, number: u32) -> [Option<&TermInfo>; 2] {
        self.entries
            .get(number as usize)
            .map_or([None, None], |entry| {
                entry.postings.each_ref().map(Option::as_ref)
            })
    }

    /// How many postings a word has.
    pub(crate) fn frequency(&self, number: u32) -> u64 {
        let postings = self.postings(number).into_iter().flatten();
        postings.map(|info| u64::from(info.doc_freq)).sum()
    }

    /// The number of a word, if the catalogue has it.
    pub(crate) fn find(&self, canon: &str) -> Option<u32> {
        self.by_canon
            .find(canon, |number| self.canon(number) == canon)
    }

    /// The number of the word that is the `place`th of the dictionary of names.
    pub(crate) fn of_name(&self, place: u64) -> u32 {
        self.of_names
            .get(place as usize)
            .copied()
            .unwrap_or(u32::MAX)
    }

    /// The words with exactly these bare letters.
    pub(crate) fn same(&self, fold: &str) -> &[u32] {
        self.groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .map_or(&[], |at| self.words_of(&self.groups[at]))
    }

    /// The words whose bare letters begin like this and go on.
    pub(crate) fn longer<'a>(&'a self, fold: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = self.groups.partition_point(|group| *group.fold <= *fold);
        self.groups[from..]
            .iter()
            .take_while(move |group| group.fold.starts_with(fold))
            .flat_map(|group| self.words_of(group).iter().copied())
    }

    /// True when some word begins with these bare letters.
    pub(crate) fn has_beginning(&self, fold: &str) -> bool {
        let at = self.groups.partition_point(|group| *group.fold < *fold);
        self.groups
            .get(at)
            .is_some_and(|group| group.fold.starts_with(fold))
    }

    /// Every different run of bare letters, how it sounds, and its words.
    pub(crate) fn folds(&self) -> impl Iterator<Item = (&str, &str, &[u32])> {
        let groups = self.groups.iter();
        groups.map(|group| (&*group.fold, &*group.sound, self.words_of(group)))
    }

    fn words_of(&self, group: &Group) -> &[u32] {
        &self.by_fold[group.words.start as usize..group.words.end as usize]
    }
}

impl Known for Vocabulary {
    fn weight(&self, fold: &str) -> Option<f32> {
        let at = self
            .groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .ok()?;
        Some(self.groups[at].weight)
    }

    fn begins(&self, fold: &str) -> bool {
        self.has_beginning(fold)
    }
}
