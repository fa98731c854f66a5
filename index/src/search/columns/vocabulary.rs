//! Every word of the catalogue, by its id and by its bare letters, with its postings.
//!
//! Small by nature: Vietnamese has some 1,600 bare syllables, the rest are brands and numbers. It comes from the
//! catalogue itself, never from a word list.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::TantivyError;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use crate::error::Result;
use crate::search::columns::bulk_read;
use crate::search::columns::ids::TermId;
use crate::search::columns::schema::{ByFieldGroup, FieldGroup};
use crate::search::columns::term_id_table::TermIdTable;
use crate::vietnamese::keystroke_writing::{KeyStyle, write_keys};
use crate::vietnamese::word_split::WordLexicon;
use crate::vietnamese::{MarkAgreement, Word, letter, mark_agreement, phonetic};

#[derive(Debug)]
struct VocabularyEntry {
    canon: Box<str>,
    postings: ByFieldGroup<Option<TermInfo>>,
}

/// Words with the same bare letters.
#[derive(Debug)]
struct FoldedWordGroup {
    fold: Box<str>,
    /// The key of the sound, the same for letters that sound alike in some region.
    phonetic_key: Box<str>,
    /// In `words_by_fold`.
    word_range: Range<u32>,
    /// The natural logarithm of their share of all postings.
    log_frequency: f32,
}

/// The words of a catalogue.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// By id, in the order of the canonical keys.
    entries: Vec<VocabularyEntry>,
    /// In the order of the bare letters.
    groups: Vec<FoldedWordGroup>,
    words_by_fold: Vec<TermId>,
    /// The words of the name field, in the order of its dictionary.
    name_term_ids: Vec<TermId>,
    ids_by_canon: TermIdTable,
    /// By style and word, what [`write_keys`] says; made when a style is first asked for.
    keys_by_style: [OnceLock<Vec<Box<str>>>; KeyStyle::COUNT],
}

impl Vocabulary {
    /// Reads the dictionaries of both word fields.
    pub(crate) fn from_dictionaries(readers: &ByFieldGroup<&InvertedIndexReader>) -> Result<Self> {
        let mut dictionary: Vec<(Box<str>, FieldGroup, TermInfo)> = Vec::new();
        for (field_group, reader) in readers.iter() {
            let mut stream = reader.terms().stream().map_err(TantivyError::from)?;
            while stream.advance() {
                let canon = bulk_read::read_index_text(stream.key())?;
                dictionary.push((canon.into(), field_group, stream.value().clone()));
            }
        }
        dictionary.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut vocabulary = Self::default();
        for (canon, field_group, info) in dictionary {
            if vocabulary
                .entries
                .last()
                .is_none_or(|entry| entry.canon != canon)
            {
                vocabulary.entries.push(VocabularyEntry {
                    canon,
                    postings: ByFieldGroup::default(),
                });
            }
            let id = TermId(vocabulary.entries.len() as u32 - 1);
            if field_group == FieldGroup::Names {
                vocabulary.name_term_ids.push(id);
            }
            if let Some(entry) = vocabulary.entries.last_mut() {
                *entry.postings.get_mut(field_group) = Some(info);
            }
        }
        let canons = vocabulary.entries.iter().map(|entry| &*entry.canon);
        vocabulary.ids_by_canon = TermIdTable::new(canons);
        vocabulary.group_by_fold();
        Ok(vocabulary)
    }

    fn group_by_fold(&mut self) {
        let mut folds: Vec<(Box<str>, TermId)> = Vec::with_capacity(self.entries.len());
        for (entry, id) in self.entries.iter().zip((0..).map(TermId)) {
            let letters = &entry.canon[..entry.canon.len().saturating_sub(1)];
            let fold: String = letters.chars().map(letter::bare_letter).collect();
            folds.push((fold.into(), id));
        }
        folds.sort_unstable();
        let all_postings: u64 = (0..self.len() as u32)
            .map(|id| self.posting_count(TermId(id)))
            .sum();
        let all_postings = all_postings.max(1) as f32;
        let mut group_postings = 0;
        for (fold, id) in folds {
            if self.groups.last().is_none_or(|group| group.fold != fold) {
                let start = self.words_by_fold.len() as u32;
                let phonetic_key = phonetic::phonetic_key(&fold).into();
                self.groups.push(FoldedWordGroup {
                    fold,
                    phonetic_key,
                    word_range: start..start,
                    log_frequency: 0.0,
                });
                group_postings = 0;
            }
            self.words_by_fold.push(id);
            group_postings += self.posting_count(id);
            if let Some(group) = self.groups.last_mut() {
                group.word_range.end += 1;
                group.log_frequency = (group_postings.max(1) as f32 / all_postings).ln();
            }
        }
    }

    /// How many words there are; ids are below this.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The canonical key of a word.
    pub(crate) fn canonical_key(&self, term: TermId) -> &str {
        self.entries
            .get(term.index())
            .map_or("", |entry| &entry.canon)
    }

    /// By word, the keys that it is typed with.
    pub(crate) fn keystrokes(&self, style: KeyStyle) -> &[Box<str>] {
        self.keys_by_style[style as usize].get_or_init(|| {
            let words = self.entries.iter();
            words
                .map(|entry| write_keys(&entry.canon, style).into())
                .collect()
        })
    }

    /// Where the postings of a word lie, by field.
    pub(crate) fn posting_infos(
        &self,
        term: TermId,
    ) -> impl Iterator<Item = (FieldGroup, &TermInfo)> {
        let entry = self.entries.get(term.index());
        let infos = entry.into_iter().flat_map(|entry| entry.postings.iter());
        infos.filter_map(|(field_group, info)| Some((field_group, info.as_ref()?)))
    }

    /// How many postings a word has in both fields.
    pub(crate) fn posting_count(&self, term: TermId) -> u64 {
        self.posting_infos(term)
            .map(|(_, info)| u64::from(info.doc_freq))
            .sum()
    }

    /// The id of a word, if the catalogue has it.
    pub(crate) fn find_word(&self, canon: &str) -> Option<TermId> {
        self.ids_by_canon
            .find_id(canon, |id| self.canonical_key(id) == canon)
    }

    /// The word at this ordinal of the name field's dictionary.
    pub(crate) fn word_by_name_ordinal(&self, ordinal: u64) -> TermId {
        self.name_term_ids
            .get(ordinal as usize)
            .copied()
            .unwrap_or(TermId::UNKNOWN)
    }

    /// The words with exactly these bare letters.
    pub(crate) fn words_with_fold(&self, fold: &str) -> &[TermId] {
        self.groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .map_or(&[], |index| self.group_words(&self.groups[index]))
    }

    /// The words with the same bare letters whose marks do not contradict those of a typed word.
    pub(crate) fn words_with_compatible_marks(&self, word: &Word) -> impl Iterator<Item = TermId> {
        let ids = self.words_with_fold(&word.fold).iter().copied();
        ids.filter(|id| {
            mark_agreement::compare_marks(&word.canon, self.canonical_key(*id))
                != MarkAgreement::Contradiction
        })
    }

    /// The longer words whose bare letters begin with these.
    pub(crate) fn words_extending<'a>(
        &'a self,
        fold: &'a str,
    ) -> impl Iterator<Item = TermId> + 'a {
        let start = self.groups.partition_point(|group| *group.fold <= *fold);
        self.groups[start..]
            .iter()
            .take_while(move |group| group.fold.starts_with(fold))
            .flat_map(|group| self.group_words(group).iter().copied())
    }

    /// True when some word begins with these bare letters.
    pub(crate) fn has_prefix(&self, fold: &str) -> bool {
        let index = self.groups.partition_point(|group| *group.fold < *fold);
        self.groups
            .get(index)
            .is_some_and(|group| group.fold.starts_with(fold))
    }

    /// All different bare letters, with their phonetic key and their words.
    pub(crate) fn fold_groups(&self) -> impl Iterator<Item = (&str, &str, &[TermId])> {
        let groups = self.groups.iter();
        groups.map(|group| (&*group.fold, &*group.phonetic_key, self.group_words(group)))
    }

    fn group_words(&self, group: &FoldedWordGroup) -> &[TermId] {
        &self.words_by_fold[group.word_range.start as usize..group.word_range.end as usize]
    }
}

impl WordLexicon for Vocabulary {
    fn log_probability(&self, fold: &str) -> Option<f32> {
        let index = self
            .groups
            .binary_search_by(|group| (*group.fold).cmp(fold))
            .ok()?;
        Some(self.groups[index].log_frequency)
    }

    fn has_prefix(&self, fold: &str) -> bool {
        self.has_prefix(fold)
    }
}
