//! Splits a cell into its channels.

use super::brackets::find_bracket_pairs;
use crate::source::cell::link;

/// A part of a cell.
pub(super) struct ChannelPart<'a> {
    /// Its text with the spaces around it.
    pub(super) text: &'a str,
    /// True when only a comma separates it from the part before.
    pub(super) after_comma: bool,
}

/// The parts of a cell. No part ends inside a pair of brackets, and a comma inside a link belongs to the link.
pub(super) fn split_channel_parts(text: &str) -> Vec<ChannelPart<'_>> {
    let mut parts = Vec::new();
    let mut pairs = find_bracket_pairs(text).into_iter().peekable();
    let (mut start, mut after_comma) = (0, false);
    let mut brackets_end = 0;
    let mut previous = ' ';
    let mut in_link = false;
    for (index, c) in text.char_indices() {
        while let Some((_, end)) = pairs.next_if(|(open, _)| *open <= index) {
            brackets_end = brackets_end.max(end);
        }
        if previous.is_whitespace() || (previous == ',' && start == index) {
            in_link = starts_with_link(text.get(index..).unwrap_or_default());
        }
        let next = text
            .get(index + c.len_utf8()..)
            .and_then(|rest| rest.chars().next());
        let before_space = next.is_none_or(char::is_whitespace);
        let ends_part = index >= brackets_end
            && match c {
                '\n' | '\r' | ';' => true,
                '|' => previous.is_whitespace() || before_space,
                ',' => before_space || !in_link,
                _ => false,
            };
        if ends_part {
            let text = text.get(start..index).unwrap_or_default();
            parts.push(ChannelPart { text, after_comma });
            (start, after_comma) = (index + c.len_utf8(), c == ',');
        }
        previous = c;
    }
    let text = text.get(start..).unwrap_or_default();
    parts.push(ChannelPart { text, after_comma });
    parts
}

/// True when the text begins with a web address.
fn starts_with_link(text: &str) -> bool {
    let ends_word = |c: char| c.is_whitespace() || c == ',';
    // No host is longer, and the bound keeps the cost linear.
    let end = text.char_indices().take(300).find(|(_, c)| ends_word(*c));
    let end = end.or_else(|| text.char_indices().nth(300));
    let word = text.get(..end.map_or(text.len(), |(index, _)| index));
    word.is_some_and(link::is_web_address)
}
