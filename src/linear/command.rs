//! What a typed line means: a search, or one of few commands.
//!
//! A command is a letter or a word of its own, with numbers at most behind it, so that `loc tra` is a search and
//! `loc` is not. A slash in front, or a space, makes any line a search. The words of both languages are always
//! understood. Must not: know what is asked, or answer.

use crate::wording::locale::{Language, Locale};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinearCommand {
    /// A new question.
    Search(String),
    /// Words and pieces added to the question.
    Add(String),
    /// The product, or the way out, with this number.
    SelectNumber(usize),
    /// On with what was told last.
    NextPage,
    /// Back in what was told last.
    PreviousPage,
    /// The list again.
    ListProducts,
    /// The facets.
    ListFacets,
    /// The values of the facet with this number.
    ListValues(usize),
    /// Chooses these values of that facet, or gives them up.
    ToggleValues(usize, Vec<usize>),
    /// Gives the last filter up.
    DropLastFilter,
    /// Gives every filter up.
    DropAllFilters,
    /// Totals.
    Statistics,
    /// The question as a line.
    CopyQuery,
    /// A record as text.
    CopyRecord(ProductSelector),
    /// Why a product is in the list, or not.
    Why(ProductSelector),
    /// A number is missing.
    NeedsNumber,
    /// The commands.
    Help,
    /// The end.
    Quit,
}

/// One product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProductSelector {
    /// By its number in the list, from 1.
    Number(usize),
    /// By its id.
    Id(String),
}

/// The commands that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamedCommand {
    NextPage,
    PreviousPage,
    List,
    Filters,
    DropLastFilter,
    DropAllFilters,
    Statistics,
    Copy,
    Why,
    Add,
    Help,
    Quit,
}

/// Gives every filter up; the only letter that means something else when it is small.
const DROP_ALL: &str = "X";

/// Each with its letters, and the key of its words in the table of sentences.
const NAMED_COMMANDS: [(NamedCommand, &[&str], &str); 12] = [
    (NamedCommand::NextPage, &["n"], "linear.words_next"),
    (NamedCommand::PreviousPage, &["p"], "linear.words_previous"),
    (NamedCommand::List, &["l"], "linear.words_list"),
    (NamedCommand::Filters, &["f"], "linear.words_filters"),
    (NamedCommand::DropLastFilter, &["x"], "linear.words_drop"),
    (NamedCommand::DropAllFilters, &[], "linear.words_drop_all"),
    (NamedCommand::Statistics, &["s"], "linear.words_stats"),
    (NamedCommand::Copy, &["y"], "linear.words_copy"),
    (NamedCommand::Why, &["w"], "linear.words_why"),
    (NamedCommand::Add, &["+"], "linear.words_add"),
    (NamedCommand::Help, &["?", "h"], "linear.words_help"),
    (NamedCommand::Quit, &["q"], "linear.words_quit"),
];

/// Every name of every command.
#[derive(Debug)]
pub(super) struct CommandNames(Vec<(String, NamedCommand)>);

impl CommandNames {
    pub(super) fn new() -> Self {
        let languages = [Language::Vi, Language::En].map(Locale::new);
        let mut names = Vec::new();
        for (verb, letters, key) in NAMED_COMMANDS {
            names.extend(letters.iter().map(|letter| ((*letter).to_owned(), verb)));
            for language in &languages {
                let words = language.t(key).split(';');
                names.extend(words.map(|word| (word.to_owned(), verb)));
            }
        }
        Self(names)
    }

    /// What a line means.
    pub(super) fn parse_line(&self, line: &str) -> LinearCommand {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return LinearCommand::NextPage;
        }
        if let Some(words) = trimmed.strip_prefix('/') {
            return LinearCommand::Search(words.trim().to_owned());
        }
        if line.starts_with(' ') {
            return LinearCommand::Search(trimmed.to_owned());
        }
        if let Some(words) = trimmed.strip_prefix('+') {
            return LinearCommand::Add(words.trim().to_owned());
        }
        if trimmed == DROP_ALL {
            return LinearCommand::DropAllFilters;
        }
        let command = parse_number(trimmed).map(LinearCommand::SelectNumber);
        let command = command.or_else(|| self.match_named_command(trimmed));
        command.unwrap_or_else(|| LinearCommand::Search(trimmed.to_owned()))
    }

    fn match_named_command(&self, line: &str) -> Option<LinearCommand> {
        let lower = line.to_lowercase();
        self.0.iter().find_map(|(name, verb)| {
            let rest = lower.strip_prefix(name.as_str())?;
            if !rest.is_empty() && !rest.starts_with(' ') {
                return None;
            }
            let typed: Vec<&str> = line.split_whitespace().collect();
            let behind = &typed[name.split_whitespace().count().min(typed.len())..];
            build_command(*verb, behind)
        })
    }
}

/// The command of a verb with what stands behind it; `None` where the two do not go together.
fn build_command(verb: NamedCommand, behind: &[&str]) -> Option<LinearCommand> {
    match (verb, behind) {
        (NamedCommand::Add, [_, ..]) => Some(LinearCommand::Add(behind.join(" "))),
        (NamedCommand::Filters, [_, ..]) => {
            let numbers: Option<Vec<usize>> =
                behind.iter().map(|text| parse_number(text)).collect();
            let numbers = numbers?;
            let (facet, values) = numbers.split_first()?;
            Some(if values.is_empty() {
                LinearCommand::ListValues(*facet)
            } else {
                LinearCommand::ToggleValues(*facet, values.to_vec())
            })
        }
        (NamedCommand::Copy, [one]) => parse_selector(one).map(LinearCommand::CopyRecord),
        (NamedCommand::Why, [one]) => parse_selector(one).map(LinearCommand::Why),
        (_, []) => build_bare_command(verb),
        _ => None,
    }
}

fn build_bare_command(verb: NamedCommand) -> Option<LinearCommand> {
    Some(match verb {
        NamedCommand::NextPage => LinearCommand::NextPage,
        NamedCommand::PreviousPage => LinearCommand::PreviousPage,
        NamedCommand::List => LinearCommand::ListProducts,
        NamedCommand::Filters => LinearCommand::ListFacets,
        NamedCommand::DropLastFilter => LinearCommand::DropLastFilter,
        NamedCommand::DropAllFilters => LinearCommand::DropAllFilters,
        NamedCommand::Statistics => LinearCommand::Statistics,
        NamedCommand::Copy => LinearCommand::CopyQuery,
        NamedCommand::Why => LinearCommand::NeedsNumber,
        NamedCommand::Help => LinearCommand::Help,
        NamedCommand::Quit => LinearCommand::Quit,
        NamedCommand::Add => return None,
    })
}

/// A number of the list, or what looks like an id: it has a digit.
fn parse_selector(text: &str) -> Option<ProductSelector> {
    if let Some(number) = parse_number(text) {
        return Some(ProductSelector::Number(number));
    }
    let is_id = text.contains(|c: char| c.is_ascii_digit());
    is_id.then(|| ProductSelector::Id(text.to_owned()))
}

/// A whole number; one beyond all lists is the largest.
fn parse_number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> LinearCommand {
        CommandNames::new().parse_line(line)
    }

    #[test]
    fn a_line_is_a_command_only_when_it_is_nothing_else() {
        for (line, command) in [
            ("", LinearCommand::NextPage),
            ("  ", LinearCommand::NextPage),
            ("N", LinearCommand::NextPage),
            ("x", LinearCommand::DropLastFilter),
            ("X", LinearCommand::DropAllFilters),
            ("bo het", LinearCommand::DropAllFilters),
            ("12", LinearCommand::SelectNumber(12)),
            ("f", LinearCommand::ListFacets),
            ("f 2", LinearCommand::ListValues(2)),
            ("lọc 2 1 3", LinearCommand::ToggleValues(2, vec![1, 3])),
            ("why 3", LinearCommand::Why(ProductSelector::Number(3))),
            (
                "w qn-016",
                LinearCommand::Why(ProductSelector::Id("qn-016".into())),
            ),
            ("vi sao", LinearCommand::NeedsNumber),
            ("y", LinearCommand::CopyQuery),
            ("+ sao:4", LinearCommand::Add("sao:4".into())),
            ("+sao:4", LinearCommand::Add("sao:4".into())),
            ("thêm Trà", LinearCommand::Add("Trà".into())),
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
            assert_eq!(read(words), LinearCommand::Search(words.into()), "{words}");
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
            assert_eq!(read(line), LinearCommand::Search(words.into()), "{line:?}");
        }
        // A number that no list has.
        assert_eq!(
            read(&"9".repeat(40)),
            LinearCommand::SelectNumber(usize::MAX)
        );
    }

    #[test]
    fn no_name_means_two_commands() {
        let words = CommandNames::new();
        for (name, verb) in &words.0 {
            let same = words.0.iter().filter(|(other, _)| other == name);
            assert!(same.into_iter().all(|(_, other)| other == verb), "{name}");
        }
    }
}
