//! Rows of words of a name that were typed as one string, perhaps as raw keys and perhaps with one slip.
//!
//! The names are few beside all ways to cut a string. One slip leaves the first word or the last one whole, so only
//! rows are compared whose first word begins the string or whose last word ends it.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use tantivy::DocId;

use crate::search::columns::forward_index::ForwardIndex;
use crate::search::columns::ids::TermId;
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::{Cost, INPUT_METHOD_COST, TYPO_COSTS};
use crate::search::interruption::{SearchResult, StopCheck, scan_docs};
use crate::search::parallel;
use crate::vietnamese::keystroke_writing::KeyStyle;
use crate::vietnamese::typo;

/// Fewest and most letters of the string.
const TYPED_LETTERS: std::ops::RangeInclusive<usize> = 6..=96;
/// Fewest words of a row.
const MIN_WORDS: usize = 2;
/// Most rows that are returned.
const MAX_ROWS: usize = 12;

/// A row of words of a name whose keys are the typed ones.
#[derive(Clone, Debug)]
pub(crate) struct JoinedName {
    /// Word by word, those that have the same keys.
    pub(crate) words: Vec<JoinedWord>,
    pub(crate) style: KeyStyle,
    /// What the way of typing and the slip cost.
    pub(crate) cost: Cost,
    /// The word that the slip is in, and what it costs.
    pub(crate) slip: Option<(usize, Cost)>,
}

impl JoinedName {
    /// Adds the words of the same row, found in other products.
    fn add_words(&mut self, other: Self) {
        for (known, word) in self.words.iter_mut().zip(other.words) {
            known.ids.extend(word.ids);
        }
    }
}

/// One of its words.
#[derive(Clone, Debug)]
pub(crate) struct JoinedWord {
    /// The typed keys.
    pub(crate) typed: String,
    pub(crate) ids: BTreeSet<TermId>,
}

/// Rows of words, by their keys.
type JoinedNamesByKeys = HashMap<String, JoinedName>;

/// The rows of words that one string may be, the cheapest first.
pub(crate) fn find_joined_names(
    typed: &str,
    forward_index: &ForwardIndex,
    doc_count: DocId,
    vocabulary: &Vocabulary,
    should_stop: StopCheck<'_>,
) -> SearchResult<Vec<JoinedName>> {
    if !TYPED_LETTERS.contains(&typed.len())
        || !typed.bytes().all(|key| key.is_ascii_alphanumeric())
    {
        return Ok(Vec::new());
    }
    let has_digit = typed.bytes().any(|key| key.is_ascii_digit());
    let styles = if has_digit {
        [KeyStyle::Plain, KeyStyle::VniLast, KeyStyle::VniBehind]
    } else {
        [KeyStyle::Plain, KeyStyle::TelexLast, KeyStyle::TelexBehind]
    };
    // One key gives both letters of ươ their horns, and some people press it twice.
    let typed = typed.replace('y', "i");
    let typed = typed.replace("uwow", "uow").replace("u7o7", "uo7");
    let finders = styles.map(|style| JoinedNameFinder::new(&typed, style, vocabulary));
    let is_edge: Vec<bool> = (0..vocabulary.len())
        .map(|word| finders.iter().any(|finder| finder.edges[word].is_any()))
        .collect();
    let has_edge = |name: &[TermId]| {
        let mut words = name.iter();
        words.any(|word| is_edge.get(word.index()).copied() == Some(true))
    };
    let find_in_part = |docs: Range<DocId>| {
        let mut found: [JoinedNamesByKeys; 3] = Default::default();
        scan_docs(docs, should_stop, |doc| {
            let [name, _] = forward_index.name_and_specialty(doc);
            if has_edge(name) {
                for (finder, found) in finders.iter().zip(&mut found) {
                    finder.find_rows(name, found);
                }
            }
        })?;
        Ok(found)
    };
    let parts = parallel::map_parts(parallel::split_docs(doc_count), find_in_part);
    let parts: Vec<[JoinedNamesByKeys; 3]> = parts.into_iter().collect::<SearchResult<_>>()?;
    Ok(rank_names(parts))
}

/// The names of all parts, each part with one map a style, the cheapest first.
fn rank_names<const STYLES: usize>(parts: Vec<[JoinedNamesByKeys; STYLES]>) -> Vec<JoinedName> {
    let mut by_style: [JoinedNamesByKeys; STYLES] = std::array::from_fn(|_| HashMap::new());
    for (known, found) in parts.into_iter().flat_map(|part| (0..).zip(part)) {
        for (keys, name) in found {
            match by_style[known].entry(keys) {
                Entry::Vacant(entry) => {
                    entry.insert(name);
                }
                Entry::Occupied(mut entry) => entry.get_mut().add_words(name),
            }
        }
    }
    let mut found = JoinedNamesByKeys::new();
    for (keys, name) in by_style.into_iter().flatten() {
        // The plainer style comes first.
        found.entry(keys).or_insert(name);
    }
    let mut found: Vec<(String, JoinedName)> = found.into_iter().collect();
    found.sort_by(|(keys, a), (other_keys, b)| (a.cost, keys).cmp(&(b.cost, other_keys)));
    found.truncate(MAX_ROWS);
    found.into_iter().map(|(_, name)| name).collect()
}

/// Compares names with a string typed in one way.
struct JoinedNameFinder<'a> {
    typed: &'a str,
    style: KeyStyle,
    /// By word.
    keys: &'a [Box<str>],
    /// By word.
    edges: Vec<StringEdges>,
}

/// Whether a word's keys stand at the edges of the typed string.
#[derive(Clone, Copy, Debug, Default)]
struct StringEdges {
    begins: bool,
    ends: bool,
}

impl StringEdges {
    const fn is_any(self) -> bool {
        self.begins || self.ends
    }
}

impl<'a> JoinedNameFinder<'a> {
    fn new(typed: &'a str, style: KeyStyle, vocabulary: &'a Vocabulary) -> Self {
        let keys = vocabulary.keystrokes(style);
        let edges = keys.iter().map(|keys| StringEdges {
            begins: typed.starts_with(&**keys),
            ends: typed.ends_with(&**keys),
        });
        Self {
            typed,
            style,
            edges: edges.collect(),
            keys,
        }
    }

    /// Adds the rows of words of a name that have about the typed keys.
    fn find_rows(&self, name: &[TermId], found: &mut JoinedNamesByKeys) {
        let edges = |word: &TermId| self.edges.get(word.index()).copied().unwrap_or_default();
        if !name.iter().any(|word| edges(word).is_any()) {
            return;
        }
        for (start, first) in name.iter().enumerate() {
            let begins = edges(first).begins;
            let mut length = 0;
            for (index, word) in name.iter().enumerate().skip(start) {
                let Some(keys) = self.keys.get(word.index()) else {
                    break;
                };
                length += keys.len();
                if length > self.typed.len() + 1 {
                    break;
                }
                let is_long_enough =
                    length + 1 >= self.typed.len() && index + 1 - start >= MIN_WORDS;
                if is_long_enough && (begins || edges(word).ends) {
                    self.compare_row(&name[start..=index], found);
                }
            }
        }
    }

    fn compare_row(&self, row: &[TermId], found: &mut JoinedNamesByKeys) {
        let keys_of = |word: &TermId| &*self.keys[word.index()];
        let joined: String = row.iter().map(keys_of).collect();
        let slip_cost = if joined == self.typed {
            None
        } else {
            match typo::word_typo_cost(self.typed, &joined, TYPO_COSTS) {
                Some(cost) => Some(Cost::new(cost.into())),
                None => return,
            }
        };
        let style_cost = if self.style == KeyStyle::Plain {
            Cost::ZERO
        } else {
            INPUT_METHOD_COST
        };
        let cost = style_cost + slip_cost.unwrap_or_default();
        let keys = row.iter().map(keys_of).collect::<Vec<_>>().join(" ");
        let name = found.entry(keys).or_insert_with(|| {
            let slip_word = self.find_slip(row, &joined);
            JoinedName {
                words: self.cut_typed(row, slip_word),
                style: self.style,
                cost,
                slip: slip_cost.map(|cost| (slip_word, cost)),
            }
        });
        for (known, word) in name.words.iter_mut().zip(row) {
            known.ids.insert(*word);
        }
    }

    /// The index of the word in which the typed keys begin to differ.
    fn find_slip(&self, row: &[TermId], joined: &str) -> usize {
        let pairs = self.typed.bytes().zip(joined.bytes());
        let common = pairs.take_while(|(typed, key)| typed == key).count();
        let mut end = 0;
        let ends = row.iter().map(|word| {
            end += self.keys[word.index()].len();
            end
        });
        ends.take(row.len() - 1)
            .take_while(|end| *end <= common)
            .count()
    }

    /// The typed keys of each word; the word with the slip takes the key too many or too few.
    fn cut_typed(&self, row: &[TermId], slip_word: usize) -> Vec<JoinedWord> {
        let total: usize = row.iter().map(|word| self.keys[word.index()].len()).sum();
        let mut start = 0;
        let cut = |(index, word): (usize, &TermId)| {
            let mut length = self.keys[word.index()].len();
            if index == slip_word {
                length = (length + self.typed.len()).saturating_sub(total);
            }
            let piece = self.typed.get(start..start + length).unwrap_or_default();
            start += length;
            JoinedWord {
                typed: piece.to_owned(),
                ids: BTreeSet::new(),
            }
        };
        row.iter().enumerate().map(cut).collect()
    }
}
