//! Reads a line with its spoken filters.

use super::line_tokens::tokenize_line;
use super::parse::{parse_line, parse_tokens};
use super::resolve_values::{ResolvedLine, ValueResolver};
use crate::query::spoken::{SpokenPhrase, read_spoken_filters};
use crate::query::{SpokenWords, WordsReading};

/// The query of a line for a catalogue with these values. Plain words such as `4 sao` and `hết hạn` are read as
/// filters; [`crate::query::Query::as_words`] is the line without that.
pub fn read_line(line: &str, catalog_values: &impl ValueResolver) -> ResolvedLine {
    let context = catalog_values.spoken_context();
    let reading = read_spoken_filters(line, tokenize_line(line), &context);
    let text_offset = |phrase: &SpokenPhrase| {
        let before = reading.tokens.iter();
        let before = before.filter(|token| token.range.end <= phrase.range.start);
        let text = parse_tokens(line, before.cloned().collect()).text;
        text.trim_end().len()
    };
    let text_offsets: Vec<usize> = reading.phrases.iter().map(text_offset).collect();
    let mut resolved = parse_tokens(line, reading.tokens).resolve_values(catalog_values);
    resolved.question = reading.question;
    resolved.spoken_problems = reading.problems;
    if !reading.phrases.is_empty() {
        let phrases = reading.phrases.iter().zip(text_offsets);
        let phrases = phrases.map(|(phrase, offset)| resolved.spoken_words(phrase, offset));
        let phrases = phrases.collect();
        let words = parse_line(line).resolve_values(catalog_values).query;
        resolved.query.as_words = Some(Box::new(WordsReading {
            text: words.text,
            filter: words.filter,
            conditions: words.conditions,
            phrases,
        }));
        let phrases = reading.phrases.into_iter();
        resolved.spoken_ranges = phrases.map(|phrase| phrase.range).collect();
    }
    resolved
}

impl ResolvedLine {
    /// A phrase with what it adds to the query.
    fn spoken_words(&self, phrase: &SpokenPhrase, text_offset: usize) -> SpokenWords {
        let mut words = SpokenWords {
            text_offset,
            ..phrase.words.clone()
        };
        let pieces = self.facet_pieces.iter();
        for piece in pieces.filter(|piece| piece.range == phrase.range) {
            piece.add_to(&mut words.filter);
        }
        let pieces = self.condition_pieces.iter();
        let pieces = pieces.filter(|piece| piece.range == phrase.range);
        words.conditions = pieces.map(|piece| piece.condition.clone()).collect();
        words
    }
}
