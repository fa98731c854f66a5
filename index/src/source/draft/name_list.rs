//! Names of several products in one cell.
//!
//! A cell whose lines or parts are numbered, or whose parts between semicolons are names, is split. Lines that are
//! only capitalized may be one wrapped name, so their row is set aside for a person.

use super::numbering::{has_outline_number, strip_numbering};

/// What a cell of names holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NameList {
    /// One product.
    One,
    /// Certainly these products.
    Several(Vec<String>),
    /// Perhaps several products.
    Unclear,
}

/// Reads the cell of names. `lines` is its text with ` | ` between its lines, if it has several.
pub(super) fn parse_name_list(text: &str, lines: Option<&str>) -> NameList {
    let lines: Vec<&str> = lines.map_or_else(Vec::new, |lines| {
        lines.split(" | ").map(str::trim).collect()
    });
    if lines.len() > 1 {
        if lines.iter().all(|line| is_numbered_line(line)) {
            return NameList::Several(lines.into_iter().map(clean_name).collect());
        }
        let names: Vec<&str> = lines
            .iter()
            .map(|line| line.trim_end_matches([';', ',']))
            .collect();
        if lines.iter().rev().skip(1).all(|line| line.ends_with(';'))
            && names.iter().all(|name| is_name(name))
        {
            return NameList::Several(names.into_iter().map(clean_name).collect());
        }
        return if names.iter().all(|name| is_name(name)) {
            NameList::Unclear
        } else {
            NameList::One
        };
    }
    let parts: Vec<&str> = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() > 1 {
        return if parts.iter().all(|part| is_name(strip_numbering(part))) {
            NameList::Several(parts.into_iter().map(clean_name).collect())
        } else if parts.iter().all(|part| has_two_words(part)) {
            NameList::Unclear
        } else {
            // `Mật ong; loại 1` is one name.
            NameList::One
        };
    }
    match split_inline_numbers(text) {
        Some(names) => NameList::Several(names),
        None => NameList::One,
    }
}

/// `1. Mật ong 2. Gạo nếp`: numbers from 1 in the middle of a line.
fn split_inline_numbers(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim();
    if !rest.starts_with('1') {
        return None;
    }
    let mut names = Vec::new();
    for number in 1..=20 {
        let mark = |sign: char| format!("{number}{sign}");
        let after = ['.', ')', '/']
            .into_iter()
            .find_map(|sign| rest.strip_prefix(&mark(sign)))?;
        let next = number + 1;
        let end = ['.', ')', '/']
            .into_iter()
            .filter_map(|sign| after.find(&format!(" {next}{sign}")))
            .min();
        let Some(end) = end else {
            names.push(clean_name(after));
            break;
        };
        names.push(clean_name(&after[..end]));
        rest = after[end..].trim_start();
    }
    (names.len() > 1 && names.iter().all(|name| is_name(name))).then_some(names)
}

fn clean_name(text: &str) -> String {
    strip_numbering(text)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ';' | ','))
        .to_owned()
}

/// A line of a list: it begins with a bullet or a number.
fn is_numbered_line(line: &str) -> bool {
    let has_bullet = line.starts_with(['-', '–', '+', '•', '*', '●', '▪']);
    (has_bullet || has_outline_number(line))
        && is_name(clean_name(line).trim_start_matches('*').trim())
}

/// True for a text that can be the name of a product: capitalized, with two words or more.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let begins_high = text.chars().next().is_some_and(char::is_uppercase);
    begins_high && text.split_whitespace().count() > 1
}

/// True for a text of two words or more, without figures.
fn has_two_words(text: &str) -> bool {
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    text.split_whitespace().filter(is_word).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn several(names: &[&str]) -> NameList {
        NameList::Several(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn numbered_names_and_names_between_semicolons_are_split() {
        let both = several(&["Mật ong hoa rừng", "Gạo nếp nương"]);
        for (text, lines) in [
            ("", Some("1. Mật ong hoa rừng | 2. Gạo nếp nương")),
            ("", Some("- Mật ong hoa rừng | - Gạo nếp nương")),
            ("", Some("Mật ong hoa rừng; | Gạo nếp nương")),
            ("Mật ong hoa rừng; Gạo nếp nương", None),
            ("Mật ong hoa rừng; Gạo nếp nương;", None),
            ("1. Mật ong hoa rừng 2. Gạo nếp nương", None),
            ("1) Mật ong hoa rừng 2) Gạo nếp nương", None),
        ] {
            assert_eq!(parse_name_list(text, lines), both, "{text} {lines:?}");
        }
    }

    #[test]
    fn one_name_stays_and_what_is_unclear_is_told() {
        for (text, lines) in [
            ("Mật ong hoa rừng", None),
            ("Chả mực, chả tôm Hạ Long", None),
            ("Mật ong hoa rừng 500ml", None),
            ("Mật ong hoa rừng", Some("Mật ong | hoa rừng")),
            ("Rượu số 1. Ba Chẽ", None),
        ] {
            assert_eq!(parse_name_list(text, lines), NameList::One, "{text}");
        }
        assert_eq!(
            parse_name_list("", Some("Mật ong hoa rừng | Gạo nếp nương")),
            NameList::Unclear
        );
        assert_eq!(parse_name_list("Mật ong; loại 1", None), NameList::One);
        assert_eq!(
            parse_name_list("Mật ong rừng; gạo nếp nương", None),
            NameList::Unclear
        );
    }
}
