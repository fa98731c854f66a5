//! Words that mean nothing beside a filter, a place or a question: `cho tôi xem các sản phẩm … với`.

use std::sync::LazyLock;

use super::spoken_word::{SpokenWord, count_slips};
use crate::reference_table;
use crate::vietnamese::{Word, split_words};

/// A phrase of function words.
struct FunctionPhrase {
    words: Vec<Word>,
    marks: NeededMarks,
}

/// When a phrase needs all its marks, because without them it is the name of something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NeededMarks {
    Never,
    Always,
    /// Not at the beginning of a line: `tim ga 3 sao`.
    InsideLine,
}

static PHRASES: LazyLock<Vec<FunctionPhrase>> = LazyLock::new(|| {
    let text = include_str!("../../../data/function_words.tsv");
    let rows = reference_table::table_rows(text);
    let phrases = rows.map(|[phrase, marked, _source]: [&str; 3]| FunctionPhrase {
        words: split_words(phrase),
        marks: match marked {
            "yes" => NeededMarks::Always,
            "inside" => NeededMarks::InsideLine,
            _ => NeededMarks::Never,
        },
    });
    let mut phrases: Vec<FunctionPhrase> = phrases.collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    phrases
});

/// The word after the longest phrase of function words that begins here.
pub(super) fn match_function_phrase(words: &[SpokenWord], start: usize) -> Option<usize> {
    let first = words.get(start)?;
    if first.is_sign {
        return Some(start + 1);
    }
    let standing = PHRASES.iter().find(|phrase| {
        let typed = words.get(start..start + phrase.words.len());
        let has_marks = |typed: &[SpokenWord]| {
            let mut pairs = typed.iter().zip(&phrase.words);
            pairs.all(|(typed, meant)| typed.has_marks_of(meant))
        };
        let needs_marks = phrase.marks == NeededMarks::Always
            || phrase.marks == NeededMarks::InsideLine && start > 0;
        typed.is_some_and(|typed| {
            if needs_marks {
                has_marks(typed)
            } else {
                count_slips(typed, &phrase.words).is_some()
            }
        })
    });
    standing.map(|phrase| start + phrase.words.len())
}
