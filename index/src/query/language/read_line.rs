//! Reads a line with its spoken filters.

use std::ops::Range;

use super::line_tokens::{LineToken, tokenize_line};
use super::parse::{parse_line, parse_tokens};
use super::resolve_values::{ResolvedLine, ValueResolver};
use crate::query::spoken::{SpokenPhrase, read_spoken_filters};
use crate::query::{SpokenWords, WordsReading};

/// Words of a line that were read as a filter or as a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenPiece {
    /// Their bytes in the line.
    pub range: Range<usize>,
}

impl ResolvedLine {
    /// True for a piece whose plain words were read as a filter or a question.
    pub fn is_spoken(&self, range: &Range<usize>) -> bool {
        self.spoken_pieces.iter().any(|piece| piece.range == *range)
    }
}

/// The query of a line for a catalogue with these values. Plain words such as `4 sao` and `hết hạn` are read as
/// filters; [`crate::query::Query::as_words`] is the line without that.
pub fn read_line(line: &str, catalog_values: &impl ValueResolver) -> ResolvedLine {
    let context = catalog_values.spoken_context();
    let reading = read_spoken_filters(line, tokenize_line(line), &context);
    let words_of = |phrase: &SpokenPhrase| {
        let inside = |token: &&LineToken| token.range == phrase.range;
        let before = |token: &&LineToken| token.range.end <= phrase.range.start;
        let select = |is_wanted: &dyn Fn(&&LineToken) -> bool| {
            let tokens = reading.tokens.iter().filter(|token| is_wanted(token));
            parse_tokens(line, tokens.cloned().collect())
        };
        let meant = select(&inside).resolve_values(catalog_values).query;
        SpokenWords {
            filter: meant.filter,
            conditions: meant.conditions,
            text_offset: select(&before).text.trim_end().len(),
            ..phrase.words.clone()
        }
    };
    let phrases: Vec<SpokenWords> = reading.phrases.iter().map(words_of).collect();
    let mut resolved = parse_tokens(line, reading.tokens).resolve_values(catalog_values);
    resolved.question = reading.question;
    resolved.spoken_problems = reading.problems;
    if !phrases.is_empty() {
        let words = parse_line(line).resolve_values(catalog_values).query;
        resolved.query.as_words = Some(Box::new(WordsReading {
            text: words.text,
            filter: words.filter,
            conditions: words.conditions,
            phrases,
        }));
        let phrases = reading.phrases.into_iter();
        resolved.spoken_pieces = phrases
            .map(|phrase| SpokenPiece {
                range: phrase.range,
            })
            .collect();
    }
    resolved
}
