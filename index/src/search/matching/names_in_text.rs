//! Names of products that stand in a long text: whole, or a good part of them, as words side by side.
//!
//! One pass over the names in memory; only a name that has enough of its words in the text is compared word by word.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::DocId;

use crate::search::columns::forward_index::ForwardIndex;
use crate::search::columns::ids::TermId;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::{MAX_QUERY_TERMS, QueryTerm};
use crate::search::interruption::{SearchInterruption, SearchResult, StopCheck, scan_docs};
use crate::search::parallel;

/// Fewest words of a name that is found in a text.
const MIN_NAME_WORDS: usize = 2;

/// The words of a text by position, with what each may stand for.
pub(crate) struct TextWords {
    /// By position, in ascending order.
    words_at: Vec<Vec<TermId>>,
    /// By word, in ascending order.
    positions: HashMap<TermId, Vec<usize>>,
    /// By word of the vocabulary: whether the text has it.
    is_in_text: Vec<bool>,
}

/// Neighbouring words of a text that are the name of products, or a part of it.
#[derive(Clone, Debug)]
pub(crate) struct NameWindow {
    pub(crate) start: usize,
    pub(crate) len: usize,
    /// The names end where the window does.
    pub(crate) is_whole: bool,
    /// How rare its words are together, higher is rarer.
    pub(crate) rarity: f32,
    /// The products with these names.
    pub(crate) docs: Vec<DocId>,
}

/// What the windows of names are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct WindowKey {
    start: usize,
    len: usize,
    is_whole: bool,
}

impl NameWindow {
    pub(crate) fn end(&self) -> usize {
        self.start + self.len
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end() && other.start < self.end()
    }
}

impl TextWords {
    /// The words that these terms, one for each typed word, may stand for.
    pub(crate) fn new(terms: &[QueryTerm], vocabulary_len: usize) -> Self {
        let mut positions: HashMap<TermId, Vec<usize>> = HashMap::new();
        let mut is_in_text = vec![false; vocabulary_len];
        let mut words_at = Vec::with_capacity(terms.len());
        for (position, term) in terms.iter().enumerate() {
            let mut words = term.words.clone();
            words.sort_unstable();
            for word in &words {
                positions.entry(*word).or_default().push(position);
                if let Some(is_in_text) = is_in_text.get_mut(word.index()) {
                    *is_in_text = true;
                }
            }
            words_at.push(words);
        }
        Self {
            words_at,
            positions,
            is_in_text,
        }
    }

    /// True when the text has the word anywhere.
    pub(crate) fn has(&self, word: TermId) -> bool {
        self.is_in_text.get(word.index()).copied() == Some(true)
    }

    fn stands_at(&self, position: usize, word: TermId) -> bool {
        let words = self.words_at.get(position);
        words.is_some_and(|words| words.binary_search(&word).is_ok())
    }

    /// Where a name stands in the text, whole or at least half of it.
    fn find_name(&self, name: &[TermId]) -> Option<WindowKey> {
        let known = name.iter().filter(|word| self.has(**word)).count();
        if name.len() < MIN_NAME_WORDS || known < MIN_NAME_WORDS || known * 2 < name.len() {
            return None;
        }
        let (start, len) = self.longest_run(name)?;
        (len * 2 >= name.len()).then(|| WindowKey {
            start,
            len,
            is_whole: len == name.len().min(MAX_QUERY_TERMS),
        })
    }

    /// The longest row of words of a name that stand side by side in the text: where it begins, and its length.
    fn longest_run(&self, name: &[TermId]) -> Option<(usize, usize)> {
        let mut longest: Option<(usize, usize)> = None;
        for (index, first) in name.iter().enumerate() {
            let known = longest.map_or(1, |(_, len)| len);
            if name.len() - index <= known {
                break;
            }
            for start in self.positions.get(first).into_iter().flatten() {
                let pairs = name[index..].iter().zip(*start..);
                let len = pairs.take_while(|(word, at)| self.stands_at(*at, **word));
                let len = len.count().min(MAX_QUERY_TERMS);
                if len > longest.map_or(1, |(_, len)| len) {
                    longest = Some((*start, len));
                }
            }
        }
        longest
    }
}

/// The names in a text, the likeliest first: whole ones before parts, longer ones before shorter, rarer words before
/// common ones. None overlaps one before it.
pub(crate) fn find_names(
    text: &TextWords,
    forward_index: &ForwardIndex,
    doc_count: DocId,
    vocabulary: &Vocabulary,
    should_stop: StopCheck<'_>,
) -> SearchResult<Vec<NameWindow>> {
    let find_in_part = |docs: Range<DocId>| {
        let mut found: Vec<(WindowKey, DocId)> = Vec::new();
        scan_docs(docs, should_stop, |doc| {
            let [name, _] = forward_index.name_and_specialty(doc);
            found.extend(text.find_name(name).map(|window| (window, doc)));
        })?;
        Ok::<_, SearchInterruption>(found)
    };
    let mut found: HashMap<WindowKey, Vec<DocId>> = HashMap::new();
    for part in parallel::map_parts(parallel::split_docs(doc_count), find_in_part) {
        for (window, doc) in part? {
            found.entry(window).or_default().push(doc);
        }
    }
    let rarity_at = |position: &Vec<TermId>| {
        let counts = position.iter().map(|word| vocabulary.posting_count(*word));
        let share = (counts.sum::<u64>() + 1) as f32 / (doc_count + 1) as f32;
        -share.min(1.0).ln()
    };
    let rarities: Vec<f32> = text.words_at.iter().map(rarity_at).collect();
    let windows = found.into_iter().map(|(key, docs)| {
        let words = rarities.iter().skip(key.start).take(key.len);
        NameWindow {
            start: key.start,
            len: key.len,
            is_whole: key.is_whole,
            rarity: words.sum(),
            docs,
        }
    });
    let mut windows: Vec<NameWindow> = windows.collect();
    windows.sort_by(|a, b| {
        let whole_length = |window: &NameWindow| if window.is_whole { window.len } else { 0 };
        whole_length(b)
            .cmp(&whole_length(a))
            .then(b.rarity.total_cmp(&a.rarity))
            .then(a.start.cmp(&b.start))
    });
    let mut kept: Vec<NameWindow> = Vec::new();
    for window in windows {
        if !kept.iter().any(|better| better.overlaps(&window)) {
            kept.push(window);
        }
    }
    Ok(kept)
}
