//! What a typed line means: a search, or one of few commands.
//!
//! A command is a letter or a word of its own, with numbers at most behind it, so that `loc tra` is a search and
//! `loc` is not. A slash in front, or a space, makes any line a search. The words of both languages are always
//! understood. Must not: know what is asked, or answer.

use crate::locale::{Lang, Locale};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// A new question.
    Search(String),
    /// Words and pieces added to the question.
    Add(String),
    /// The product, or the way out, with this number.
    Number(usize),
    /// On with what was told last.
    Next,
    /// Back in what was told last.
    Previous,
    /// The list again.
    List,
    /// The facets.
    Filters,
    /// The values of the facet with this number.
    Values(usize),
    /// Chooses these values of that facet, or gives them up.
    Toggle(usize, Vec<usize>),
    /// Gives the last filter up.
    Drop,
    /// Gives every filter up.
    DropAll,
    /// Totals.
    Stats,
    /// The question as a line.
    CopyQuery,
    /// A record as text.
    Copy(Which),
    /// Why a product is in the list, or not.
    Why(Which),
    /// A number is missing.
    NeedsNumber,
    /// The commands.
    Help,
    /// The end.
    Quit,
}

/// One product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// By its number in the list, from 1.
    Number(usize),
    /// By its id.
    Id(String),
}

/// The commands that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Next,
    Previous,
    List,
    Filters,
    Drop,
    DropAll,
    Stats,
    Copy,
    Why,
    Add,
    Help,
    Quit,
}

/// Gives every filter up; the only letter that means something else when it is small.
const DROP_ALL: &str = "X";

/// Each with its letters, and the key of its words in the table of sentences.
const VERBS: [(Verb, &[&str], &str); 12] = [
    (Verb::Next, &["n"], "linear.words_next"),
    (Verb::Previous, &["p"], "linear.words_previous"),
    (Verb::List, &["l"], "linear.words_list"),
    (Verb::Filters, &["f"], "linear.words_filters"),
    (Verb::Drop, &["x"], "linear.words_drop"),
    (Verb::DropAll, &[], "linear.words_drop_all"),
    (Verb::Stats, &["s"], "linear.words_stats"),
    (Verb::Copy, &["y"], "linear.words_copy"),
    (Verb::Why, &["w"], "linear.words_why"),
    (Verb::Add, &["+"], "linear.words_add"),
    (Verb::Help, &["?", "h"], "linear.words_help"),
    (Verb::Quit, &["q"], "linear.words_quit"),
];

/// Every name of every command.
#[derive(Debug)]
pub(super) struct Words(Vec<(String, Verb)>);

impl Words {
    pub(super) fn new() -> Self {
        let languages = [Lang::Vi, Lang::En].map(Locale::new);
        let mut names = Vec::new();
        for (verb, letters, key) in VERBS {
            names.extend(letters.iter().map(|letter| ((*letter).to_owned(), verb)));
            for language in &languages {
                let words = language.t(key).split(';');
                names.extend(words.map(|word| (word.to_owned(), verb)));
            }
        }
        Self(names)
    }

    /// What a line means.
    pub(super) fn read(&self, line: &str) -> Command {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return Command::Next;
        }
        if let Some(words) = trimmed.strip_prefix('/') {
            return Command::Search(words.trim().to_owned());
        }
        if line.starts_with(' ') {
            return Command::Search(trimmed.to_owned());
        }
        if let Some(words) = trimmed.strip_prefix('+') {
            return Command::Add(words.trim().to_owned());
        }
        if trimmed == DROP_ALL {
            return Command::DropAll;
        }
        let command = number(trimmed).map(Command::Number);
        let command = command.or_else(|| self.named(trimmed));
        command.unwrap_or_else(|| Command::Search(trimmed.to_owned()))
    }

    fn named(&self, line: &str) -> Option<Command> {
        let lower = line.to_lowercase();
        self.0.iter().find_map(|(name, verb)| {
            let rest = lower.strip_prefix(name.as_str())?;
            if !rest.is_empty() && !rest.starts_with(' ') {
                return None;
            }
            let typed: Vec<&str> = line.split_whitespace().collect();
            let behind = &typed[name.split_whitespace().count().min(typed.len())..];
            meant(*verb, behind)
        })
    }
}

/// The command of a verb with what stands behind it; `None` where the two do not go together.
fn meant(verb: Verb, behind: &[&str]) -> Option<Command> {
    match (verb, behind) {
        (Verb::Add, [_, ..]) => Some(Command::Add(behind.join(" "))),
        (Verb::Filters, [_, ..]) => {
            let numbers: Option<Vec<usize>> = behind.iter().map(|text| number(text)).collect();
            let numbers = numbers?;
            let (facet, values) = numbers.split_first()?;
            Some(if values.is_empty() {
                Command::Values(*facet)
            } else {
                Command::Toggle(*facet, values.to_vec())
            })
        }
        (Verb::Copy, [one]) => which(one).map(Command::Copy),
        (Verb::Why, [one]) => which(one).map(Command::Why),
        (_, []) => plain(verb),
        _ => None,
    }
}

fn plain(verb: Verb) -> Option<Command> {
    Some(match verb {
        Verb::Next => Command::Next,
        Verb::Previous => Command::Previous,
        Verb::List => Command::List,
        Verb::Filters => Command::Filters,
        Verb::Drop => Command::Drop,
        Verb::DropAll => Command::DropAll,
        Verb::Stats => Command::Stats,
        Verb::Copy => Command::CopyQuery,
        Verb::Why => Command::NeedsNumber,
        Verb::Help => Command::Help,
        Verb::Quit => Command::Quit,
        Verb::Add => return None,
    })
}

/// A number of the list, or what looks like an id: it has a digit.
fn which(text: &str) -> Option<Which> {
    if let Some(number) = number(text) {
        return Some(Which::Number(number));
    }
    let is_id = text.contains(|c: char| c.is_ascii_digit());
    is_id.then(|| Which::Id(text.to_owned()))
}

/// A whole number; one beyond all lists is the largest.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Command {
        Words::new().read(line)
    }

    #[test]
    fn a_line_is_a_command_only_when_it_is_nothing_else() {
        for (line, command) in [
            ("", Command::Next),
            ("  ", Command::Next),
            ("N", Command::Next),
            ("x", Command::Drop),
            ("X", Command::DropAll),
            ("bo het", Command::DropAll),
            ("12", Command::Number(12)),
            ("f", Command::Filters),
            ("f 2", Command::Values(2)),
            ("lọc 2 1 3", Command::Toggle(2, vec![1, 3])),
            ("why 3", Command::Why(Which::Number(3))),
            ("w qn-016", Command::Why(Which::Id("qn-016".into()))),
            ("vi sao", Command::NeedsNumber),
            ("y", Command::CopyQuery),
            ("+ sao:4", Command::Add("sao:4".into())),
            ("+sao:4", Command::Add("sao:4".into())),
            ("thêm Trà", Command::Add("Trà".into())),
        ] {
            assert_eq!(read(line), command, "{line:?}");
        }
        for words in [
            "loc tra",
            "stats x",
            "why not",
            "y tế",
            "nam",
            "chả mực",
            "bo",
            "fx 2",
        ] {
            assert_eq!(read(words), Command::Search(words.into()), "{words}");
        }
    }

    #[test]
    fn a_slash_or_a_space_makes_any_line_a_search() {
        for (line, words) in [
            ("/q", "q"),
            (" q", "q"),
            ("/2023", "2023"),
            ("/", ""),
            ("/ + x", "+ x"),
        ] {
            assert_eq!(read(line), Command::Search(words.into()), "{line:?}");
        }
        // A number that no list has.
        assert_eq!(read(&"9".repeat(40)), Command::Number(usize::MAX));
    }

    #[test]
    fn no_name_means_two_commands() {
        let words = Words::new();
        for (name, verb) in &words.0 {
            let same = words.0.iter().filter(|(other, _)| other == name);
            assert!(same.into_iter().all(|(_, other)| other == verb), "{name}");
        }
    }
}
