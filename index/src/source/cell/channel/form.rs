//! Our own form of a channel, `kind (words) link`, and where the parts of a cell end.
//!
//! A backslash stands before a bracket that has no partner, and before a backslash; a link that is no
//! plain web address stands in `<…>`. So every channel reads back as it was. Must not: know names.

use crate::product::{ChannelKind, SalesChannel};
use crate::source::cell::link;

/// Writes a channel so that [`crate::source::cell::channel::read`] gives the same one: `shop (Chợ Hạ Long 1)`,
/// `voso https://voso.vn/abc`.
pub fn format_channel(channel: &SalesChannel) -> String {
    let mut text = channel.kind.key().to_owned();
    if let Some(written) = &channel.written {
        text.push_str(" (");
        escape_brackets(written, !has_balanced_brackets(written), &mut text);
        text.push(')');
    }
    if let Some(link) = &channel.link {
        text.push(' ');
        if is_plain_link(link) {
            text.push_str(link);
        } else {
            text.push('<');
            escape_brackets(link, true, &mut text);
            text.push('>');
        }
    }
    text
}

/// The channel of a part that is in our own form.
pub(super) fn parse_canonical_channel(part: &str) -> Option<SalesChannel> {
    let (key, mut rest) = part.split_once(' ').unwrap_or((part, ""));
    let kind = ChannelKind::ALL
        .into_iter()
        .find(|kind| kind.key() == key)?;
    let mut written = None;
    if rest.starts_with('(') {
        let (inside, behind) = split_leading_bracket(rest)?;
        written = Some(unescape_brackets(inside));
        rest = match behind {
            "" => "",
            behind => behind.strip_prefix(' ')?,
        };
    }
    let link = if rest.is_empty() {
        None
    } else if is_plain_link(rest) {
        Some(rest.to_owned())
    } else if rest.starts_with('<') {
        let (inside, behind) = split_leading_bracket(rest)?;
        behind.is_empty().then(|| Some(unescape_brackets(inside)))?
    } else {
        return None;
    };
    Some(SalesChannel {
        kind,
        link,
        written,
    })
}

/// A part of a cell.
pub(super) struct ChannelPart<'a> {
    /// Its text with the spaces around it.
    pub(super) text: &'a str,
    /// True when only a comma stands before it.
    pub(super) after_comma: bool,
}

/// The parts of a cell. No part ends in brackets that have both partners, and a comma inside a link is
/// the link's.
pub(super) fn split_channel_parts(text: &str) -> Vec<ChannelPart<'_>> {
    let mut parts = Vec::new();
    let mut pairs = find_bracket_pairs(text).into_iter().peekable();
    let (mut start, mut behind_comma) = (0, false);
    let mut inside_until = 0;
    let mut before = ' ';
    let mut in_link = false;
    for (at, c) in text.char_indices() {
        while let Some((_, end)) = pairs.next_if(|(open, _)| *open <= at) {
            inside_until = inside_until.max(end);
        }
        if before.is_whitespace() || (before == ',' && start == at) {
            in_link = starts_with_link(text.get(at..).unwrap_or_default());
        }
        let next = text
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next());
        let before_space = next.is_none_or(char::is_whitespace);
        let ends = at >= inside_until
            && match c {
                '\n' | '\r' | ';' => true,
                '|' => before.is_whitespace() || before_space,
                ',' => before_space || !in_link,
                _ => false,
            };
        if ends {
            let text = text.get(start..at).unwrap_or_default();
            parts.push(ChannelPart {
                text,
                after_comma: behind_comma,
            });
            (start, behind_comma) = (at + c.len_utf8(), c == ',');
        }
        before = c;
    }
    let text = text.get(start..).unwrap_or_default();
    parts.push(ChannelPart {
        text,
        after_comma: behind_comma,
    });
    parts
}

/// True when a web address stands at the head.
fn starts_with_link(text: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || c == ',';
    // No host is longer; a long word is not walked twice.
    let end = text.char_indices().take(300).find(|(_, c)| ends(*c));
    let end = end.or_else(|| text.char_indices().nth(300));
    let word = text.get(..end.map_or(text.len(), |(at, _)| at));
    word.is_some_and(link::is_web_address)
}

/// The brackets that have both partners: where each opens and where it closes, in the order in which
/// they open.
fn find_bracket_pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in unescaped_brackets(text) {
        let partner = match c {
            ')' => '(',
            '>' => '<',
            c => {
                open.push((at, c));
                continue;
            }
        };
        if open.last().is_some_and(|(_, last)| *last == partner) {
            pairs.extend(open.pop().map(|(start, _)| (start, at)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What stands in the bracket at the head, and what stands behind it.
fn split_leading_bracket(text: &str) -> Option<(&str, &str)> {
    let (_, end) = find_bracket_pairs(text)
        .into_iter()
        .find(|(open, _)| *open == 0)?;
    Some((text.get(1..end)?, text.get(end + 1..)?))
}

/// The brackets without a backslash before them.
fn unescaped_brackets(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let is_bracket = matches!(c, '(' | ')' | '<' | '>') && !escaped;
        escaped = *c == '\\' && !escaped;
        is_bracket
    })
}

/// True when every round bracket has its partner.
fn has_balanced_brackets(text: &str) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        depth = match (c, depth) {
            ('(', _) => depth + 1,
            (')', 0) => return false,
            (')', _) => depth - 1,
            _ => depth,
        };
    }
    depth == 0
}

/// True for a web address that needs no brackets around it.
fn is_plain_link(link: &str) -> bool {
    let splits =
        |c: char| c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | ',' | ';' | '|');
    link::is_web_address(link) && !link.contains(splits)
}

fn escape_brackets(text: &str, round: bool, into: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '<' | '>') || (round && matches!(c, '(' | ')')) {
            into.push('\\');
        }
        into.push(c);
    }
}

fn unescape_brackets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped =
            chars.next_if(|next| c == '\\' && matches!(next, '\\' | '(' | ')' | '<' | '>'));
        plain.push(escaped.unwrap_or(c));
    }
    plain
}
