//! Every word of the catalogue, by its number in the index and by its bare letters.
//!
//! Small by nature: Vietnamese has some 1,600 bare syllables, the rest are brands and numbers. It comes
//! from the catalogue itself, never from a word list. Must not: know products.

use tantivy::columnar::StrColumn;

use crate::vietnamese::letter;

/// The words of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Canonical keys by number.
    canon: Vec<Box<str>>,
    /// Bare letters and number, in the order of the letters.
    folds: Vec<(Box<str>, u32)>,
}

impl Vocabulary {
    /// Reads the dictionary of the `word` column.
    pub(crate) fn read(column: &StrColumn) -> std::io::Result<Self> {
        let mut vocabulary = Self::default();
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let canon = String::from_utf8_lossy(stream.key());
            let number = vocabulary.canon.len() as u32;
            let letters = &canon[..canon.len().saturating_sub(1)];
            let fold: String = letters.chars().map(letter::bare).collect();
            vocabulary.folds.push((fold.into(), number));
            vocabulary.canon.push(canon.into());
        }
        vocabulary.folds.sort_unstable();
        Ok(vocabulary)
    }

    /// How many words there are; numbers are below this.
    pub(crate) fn len(&self) -> usize {
        self.canon.len()
    }

    /// The canonical key of a word.
    pub(crate) fn canon(&self, number: u32) -> &str {
        self.canon.get(number as usize).map_or("", |canon| canon)
    }

    /// The number of a word, if the catalogue has it.
    pub(crate) fn find(&self, canon: &str, fold: &str) -> Option<u32> {
        self.beginning(fold)
            .map(|(_, number)| number)
            .find(|number| self.canon(*number) == canon)
    }

    /// The words whose bare letters begin like this, with those letters; the same ones come first.
    pub(crate) fn beginning<'a>(&'a self, fold: &'a str) -> impl Iterator<Item = (&'a str, u32)> {
        let from = self.folds.partition_point(|(known, _)| **known < *fold);
        self.folds[from..]
            .iter()
            .take_while(move |(known, _)| known.starts_with(fold))
            .map(|(known, number)| (&**known, *number))
    }

    /// Every different run of bare letters.
    pub(crate) fn folds(&self) -> impl Iterator<Item = &str> {
        let mut last = None;
        self.folds.iter().filter_map(move |(fold, _)| {
            let fresh = last != Some(fold);
            last = Some(fold);
            fresh.then_some(&**fold)
        })
    }
}
