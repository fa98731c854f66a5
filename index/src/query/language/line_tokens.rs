//! Cuts a line into tokens, each with its range of bytes.
//!
//! Whitespace separates tokens; straight or curly quotes keep words together, and `\"` is a quote inside them.

use std::ops::Range;

use super::field::QueryField;
use crate::vietnamese::letter;

/// A token and its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineToken {
    /// Its bytes in the line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LineTokenKind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineTokenKind {
    /// A word, without the backslash before it.
    Word(String),
    /// A word after a minus.
    NegatedWord(String),
    /// Something in quotes.
    Phrase {
        /// A minus comes before it.
        not: bool,
        /// The text between the quotes.
        text: String,
        /// The closing quote is there.
        closed: bool,
    },
    /// The name of a field, a colon and values.
    Field {
        /// A minus comes before it.
        not: bool,
        /// Which field.
        field: QueryField,
        /// The values between commas, without empty ones.
        values: Vec<FieldValue>,
        /// A plus joins them: a product must have all.
        wants_all: bool,
    },
    /// An unknown name, a colon and text.
    UnknownField {
        /// A minus comes before it.
        not: bool,
        /// The token without the minus.
        text: String,
        /// Bytes of the name.
        name_len: usize,
    },
}

/// A value after a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// Its bytes in the line, quotes included.
    pub range: Range<usize>,
    /// Its text, without quotes.
    pub text: String,
    /// It is in quotes, and so a name, never a comparison.
    pub quoted: bool,
    /// The closing quote is there, or none is needed.
    pub closed: bool,
}

/// True for the characters that open and close a phrase.
pub const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// The tokens of a line.
pub fn tokenize_line(line: &str) -> Vec<LineToken> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start().len();
        if at == line.len() {
            return tokens;
        }
        let (kind, end) = read_token(line, at);
        tokens.push(LineToken {
            range: at..end,
            kind,
        });
        at = end;
    }
}

/// The token that begins here, and its end.
fn read_token(line: &str, start: usize) -> (LineTokenKind, usize) {
    let end = find_word_end(line, start);
    let whole = &line[start..end];
    if let Some(rest) = whole.strip_prefix('\\') {
        let text = if rest.is_empty() { whole } else { rest };
        return (LineTokenKind::Word(text.to_owned()), end);
    }
    let inside = whole
        .strip_prefix('-')
        .filter(|rest| rest.starts_with(|c: char| is_quote(c) || c.is_alphanumeric()));
    let (not, begin) = (inside.is_some(), start + usize::from(inside.is_some()));
    if line[begin..].starts_with(is_quote) {
        let (text, closed, end) = read_quoted(line, begin);
        return (LineTokenKind::Phrase { not, text, closed }, end);
    }
    let text = &line[begin..end];
    if let Some(name) = split_field_name(text) {
        return match QueryField::from_name(name) {
            // An order and `literal` cannot be negated.
            Some(field) if !(not && matches!(field, QueryField::Sort | QueryField::Literal)) => {
                let (parts, wants_all, end) =
                    read_values(line, begin + name.len() + 1, (not, field));
                (
                    LineTokenKind::Field {
                        not,
                        field,
                        values: parts,
                        wants_all,
                    },
                    end,
                )
            }
            _ => {
                let (text, name) = (text.to_owned(), name.len());
                (
                    LineTokenKind::UnknownField {
                        not,
                        text,
                        name_len: name,
                    },
                    end,
                )
            }
        };
    }
    let text = text.to_owned();
    let kind = if not {
        LineTokenKind::NegatedWord(text)
    } else {
        LineTokenKind::Word(text)
    };
    (kind, end)
}

/// The name before a colon: letters and underscores only, so that `10:30` has none.
fn split_field_name(token: &str) -> Option<&str> {
    let (name, _) = token.split_once(':')?;
    let is_name = |c: char| c.is_alphabetic() || c == '_' || letter::is_combining_mark(c);
    (name.starts_with(char::is_alphabetic) && name.chars().all(is_name)).then_some(name)
}

/// The values after a colon, whether a plus joins them, and the end of the last. An order, and yes or no, are one
/// value. A plus joins values of which a product can have several: `thieu:contact+decision`; `sao:4+` has another one.
fn read_values(
    line: &str,
    start: usize,
    (not, field): (bool, QueryField),
) -> (Vec<FieldValue>, bool, usize) {
    let is_list = matches!(field, QueryField::Facet(_) | QueryField::Scope(_));
    let is_joinable = !not && matches!(field, QueryField::Facet(facet) if facet.is_multi_valued());
    let begins_value = |rest: &str| rest.starts_with(|c: char| is_quote(c) || c.is_alphanumeric());
    let is_plus = |rest: &str| {
        let next = rest.strip_prefix('+');
        is_joinable && next.is_some_and(begins_value)
    };
    let mut wants_all = false;
    let mut parts = Vec::new();
    let mut at = start;
    loop {
        let quoted = line[at..].starts_with(is_quote);
        let (text, closed, end) = if quoted {
            read_quoted(line, at)
        } else {
            let end = find_word_end(line, at);
            let mut signs = line[at..end].char_indices();
            let sign = signs.find(|(sign, c)| *c == ',' && is_list || is_plus(&line[at + sign..]));
            let end = sign.map_or(end, |(sign, _)| at + sign);
            (line[at..end].to_owned(), true, end)
        };
        if quoted || !text.is_empty() {
            parts.push(FieldValue {
                range: at..end,
                text,
                quoted,
                closed,
            });
        }
        at = end;
        let joins = is_plus(&line[at..]);
        wants_all |= joins;
        if !(joins || is_list && line[at..].starts_with(',')) {
            return (parts, wants_all, at);
        }
        at += 1;
    }
}

/// The text of the quotes that open here, whether they close, and their end.
fn read_quoted(line: &str, start: usize) -> (String, bool, usize) {
    let mut text = String::new();
    let mut letters = line[start..].char_indices().skip(1).peekable();
    while let Some((at, c)) = letters.next() {
        if is_quote(c) {
            return (text, true, start + at + c.len_utf8());
        }
        let escaped = letters.next_if(|(_, next)| c == '\\' && (is_quote(*next) || *next == '\\'));
        text.push(escaped.map_or(c, |(_, next)| next));
    }
    (text, false, line.len())
}

/// Where the word that begins here ends.
fn find_word_end(line: &str, start: usize) -> usize {
    let rest = &line[start..];
    start + rest.find(char::is_whitespace).unwrap_or(rest.len())
}
