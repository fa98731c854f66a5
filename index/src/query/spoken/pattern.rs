//! Patterns of phrases: words, `(a|b)` alternatives, `[a]` optional parts, `@name` definitions and `{slot}` values.

use std::collections::HashMap;

use jiff::civil::Date;

use super::slot::{Slot, SlotValue};
use super::spoken_word::{MIN_SINGLE_SLIP_LETTERS, SpokenWord, WordAgreement};
use crate::vietnamese::{Word, split_words};

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum PatternPart {
    /// This word.
    Word(Word),
    /// One of these; with `true`, or nothing.
    OneOf(Vec<Vec<PatternPart>>, bool),
    /// A value.
    Slot(Slot),
}

/// How far a pattern reaches, and what stands in its slots.
#[derive(Clone, Debug, Default)]
pub(super) struct PatternMatch {
    /// The word after the last one.
    pub(super) end: usize,
    pub(super) values: Vec<SlotValue>,
    /// Words that were matched as typed; a slot counts as one.
    pub(super) exact_count: usize,
    /// Words with a slip.
    pub(super) slip_count: usize,
    /// The word with the slip is a long one.
    has_long_slip: bool,
}

/// Parses a pattern; `None` where a name, a slot or a bracket is wrong.
pub(super) fn parse_pattern(
    text: &str,
    definitions: &HashMap<&str, Vec<Vec<PatternPart>>>,
) -> Option<Vec<PatternPart>> {
    let (mut alternatives, rest) = parse_alternatives(text, definitions)?;
    let is_single = alternatives.len() == 1 && rest.is_empty();
    alternatives.pop().filter(|_| is_single)
}

/// Parses alternatives up to a closing bracket or the end, and returns the rest from there.
pub(super) fn parse_alternatives<'t>(
    text: &'t str,
    definitions: &HashMap<&str, Vec<Vec<PatternPart>>>,
) -> Option<(Vec<Vec<PatternPart>>, &'t str)> {
    let mut alternatives = vec![Vec::new()];
    let mut rest = text.trim_start();
    loop {
        let Some(first) = rest.chars().next() else {
            return Some((alternatives, rest));
        };
        let parts = alternatives.last_mut()?;
        match first {
            ')' | ']' => return Some((alternatives, rest)),
            '|' => {
                alternatives.push(Vec::new());
                rest = &rest[1..];
            }
            '(' | '[' => {
                let (inner, after) = parse_alternatives(&rest[1..], definitions)?;
                rest = after.strip_prefix([')', ']'])?;
                parts.push(PatternPart::OneOf(inner, first == '['));
            }
            '{' => {
                let (name, after) = rest[1..].split_once('}')?;
                parts.push(PatternPart::Slot(Slot::from_name(name)?));
                rest = after;
            }
            '@' => {
                let end = rest.find([' ', '|', ')', ']']).unwrap_or(rest.len());
                let named = definitions.get(&rest[..end])?;
                parts.push(PatternPart::OneOf(named.clone(), false));
                rest = &rest[end..];
            }
            _ => {
                let end = rest
                    .find([' ', '|', ')', ']', '[', '('])
                    .unwrap_or(rest.len());
                parts.extend(literal_words(&rest[..end]).map(PatternPart::Word));
                rest = &rest[end..];
            }
        }
        rest = rest.trim_start();
    }
}

/// The words of a piece of a pattern; a sign is a word of its own.
fn literal_words(text: &str) -> impl Iterator<Item = Word> {
    let mut words = split_words(text);
    if words.is_empty() {
        words.push(Word {
            range: 0..0,
            canon: format!("{text}1"),
            fold: text.to_owned(),
        });
    }
    words.into_iter()
}

/// Every way in which these parts match the words from `start`.
pub(super) fn match_parts(
    parts: &[PatternPart],
    words: &[SpokenWord],
    start: usize,
    today: Date,
) -> Vec<PatternMatch> {
    let mut matches = vec![PatternMatch {
        end: start,
        ..PatternMatch::default()
    }];
    for part in parts {
        let longer = matches
            .iter()
            .flat_map(|matched| match_part(part, words, matched, today));
        matches = longer.collect();
        if matches.is_empty() {
            break;
        }
    }
    matches
}

fn match_part(
    part: &PatternPart,
    words: &[SpokenWord],
    matched: &PatternMatch,
    today: Date,
) -> Vec<PatternMatch> {
    match part {
        PatternPart::Word(meant) => match_word(meant, words, matched).into_iter().collect(),
        PatternPart::OneOf(alternatives, is_optional) => {
            let inner = alternatives
                .iter()
                .flat_map(|parts| match_parts(parts, words, matched.end, today));
            let mut all: Vec<PatternMatch> =
                inner.map(|inner| matched.followed_by(inner)).collect();
            if *is_optional {
                all.push(matched.clone());
            }
            all
        }
        PatternPart::Slot(slot) => slot
            .match_values(words, matched.end, today)
            .into_iter()
            .map(|(end, value)| {
                let mut longer = matched.clone();
                longer.end = end;
                longer.exact_count += 1;
                longer.values.push(value);
                longer
            })
            .collect(),
    }
}

fn match_word(meant: &Word, words: &[SpokenWord], matched: &PatternMatch) -> Option<PatternMatch> {
    let word = words.get(matched.end)?;
    let agreement = word.compare(meant)?;
    let is_first = matched.exact_count == 0 && matched.slip_count == 0;
    if is_first && agreement == WordAgreement::Slip && word.is_syllable() {
        // `miến dong còn hạn` is not `đang còn hạn`; so for each alternative.
        return None;
    }
    let mut longer = matched.clone();
    longer.end += 1;
    match agreement {
        WordAgreement::Same => longer.exact_count += 1,
        WordAgreement::Slip if matched.slip_count == 0 => {
            longer.slip_count += 1;
            longer.has_long_slip = meant.fold.len() > MIN_SINGLE_SLIP_LETTERS;
        }
        WordAgreement::Slip => return None,
    }
    Some(longer)
}

impl PatternMatch {
    fn followed_by(&self, next: Self) -> Self {
        let mut values = self.values.clone();
        values.extend(next.values);
        Self {
            end: next.end,
            values,
            exact_count: self.exact_count + next.exact_count,
            slip_count: self.slip_count + next.slip_count,
            has_long_slip: self.has_long_slip || next.has_long_slip,
        }
    }

    /// One slip at most, and something else that was typed right.
    pub(super) fn is_likely(&self) -> bool {
        self.slip_count == 0 || self.slip_count == 1 && (self.exact_count > 0 || self.has_long_slip)
    }
}

/// The bare letters of the words that a pattern may begin with; `None` where it may begin with a slot.
pub(super) fn first_words(parts: &[PatternPart]) -> Option<Vec<String>> {
    let mut first = Vec::new();
    for part in parts {
        match part {
            PatternPart::Word(word) => {
                first.push(word.fold.clone());
                return Some(first);
            }
            PatternPart::Slot(_) => return None,
            PatternPart::OneOf(alternatives, is_optional) => {
                for alternative in alternatives {
                    first.extend(first_words(alternative)?);
                }
                if !is_optional {
                    return Some(first);
                }
            }
        }
    }
    None
}
