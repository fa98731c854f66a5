//! Pairs of brackets in a text, and the backslashes that hide a bracket from pairing.

/// The byte offsets of every pair of brackets, in the order in which they open.
pub(super) fn find_bracket_pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (index, c) in unescaped_brackets(text) {
        let partner = match c {
            ')' => '(',
            '>' => '<',
            c => {
                open.push((index, c));
                continue;
            }
        };
        if open.last().is_some_and(|(_, last)| *last == partner) {
            pairs.extend(open.pop().map(|(start, _)| (start, index)));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The text inside the bracket at the beginning, and the text after it.
pub(super) fn split_leading_bracket(text: &str) -> Option<(&str, &str)> {
    let (_, end) = find_bracket_pairs(text)
        .into_iter()
        .find(|(start, _)| *start == 0)?;
    Some((text.get(1..end)?, text.get(end + 1..)?))
}

/// The brackets without a backslash before them, with their byte offsets.
fn unescaped_brackets(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let is_bracket = matches!(c, '(' | ')' | '<' | '>') && !escaped;
        escaped = *c == '\\' && !escaped;
        is_bracket
    })
}

/// True when every round bracket has a partner.
pub(super) fn has_balanced_brackets(text: &str) -> bool {
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

/// Appends a text with a backslash before every backslash and angle bracket, and before round brackets if
/// `escapes_round`.
pub(super) fn escape_brackets(text: &str, escapes_round: bool, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '<' | '>') || (escapes_round && matches!(c, '(' | ')')) {
            out.push('\\');
        }
        out.push(c);
    }
}

pub(super) fn unescape_brackets(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped =
            chars.next_if(|next| c == '\\' && matches!(next, '\\' | '(' | ')' | '<' | '>'));
        plain.push(escaped.unwrap_or(c));
    }
    plain
}
