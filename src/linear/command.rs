//! Parses a typed line: a search, or one of a few commands.
//!
//! A command is a letter or word alone, or with numbers after it: `loc` is a command, `loc tra` is a search.
//! A leading slash or space makes any line a search. The command words of both languages always work.

use std::ops::RangeInclusive;

use jiff::civil::date;
use ocop_index::query::read_day;

use super::catalog_change::looks_like_path;
use super::typed_word::parse_number;
pub(super) use super::typed_word::{ProductSelector, is_word_of, parse_selector};
use super::work_command::{LinearWorkCommand, NamedWorkCommand, build_work_command};
use crate::report::export_format::ExportFormat;
use crate::wording::locale::{Language, Locale};
use crate::wording::product_column::ProductColumn;

/// The meaning of a typed line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinearCommand {
    /// A new query.
    Search(String),
    /// Words and conditions to add to the query.
    Add(String),
    /// Shows the product, or runs the suggestion, with this number.
    SelectNumber(usize),
    /// Runs the last line again with its plain words as words.
    AsWords,
    NextPage,
    PreviousPage,
    /// Prints the current page of products again.
    ListProducts,
    ListFacets,
    /// Lists the values of the facet with this number.
    ListValues(usize),
    /// Chooses the values with these numbers of that facet; drops those that are chosen or excluded.
    ToggleValues(usize, Vec<usize>),
    DropLastFilter,
    DropAllFilters,
    Statistics,
    /// Chooses what is read of each product, or says what is read.
    ChooseColumns(Vec<String>),
    /// Prints the query as a line that can be typed again.
    CopyQuery,
    /// Prints a record as text.
    CopyRecord(ProductSelector),
    /// Prints the five lines of a product to send.
    CopyCard(ProductSelector),
    /// Prints those of the product shown last.
    CopyLastCard,
    /// Writes the list into a new file.
    Export(ExportFormat),
    /// Lists the formats.
    ListExportFormats,
    /// Selects the products in these rows.
    SelectRows(Vec<RangeInclusive<usize>>),
    /// Deselects them.
    DeselectRows(Vec<RangeInclusive<usize>>),
    /// Selects every product of the list.
    SelectAll,
    SelectNone,
    /// Lists the selected products.
    ListSelected,
    /// Says how rows are selected.
    TellSelecting,
    /// Goes back to the query before.
    Undo,
    /// Goes forth to the query that was undone.
    Redo,
    /// Sees the catalogue on the day that this text means.
    SeeDay(String),
    /// Tells the day.
    TellDay,
    /// Lists the generations of the catalogue.
    ListGenerations,
    /// Tells what this generation changed.
    TellChanges(u64),
    /// Brings this generation back, after a yes; without one, says how.
    RollBack(Option<u64>),
    /// Imports the list at this path, after a yes; without one, says how.
    ImportList(Option<String>),
    /// Goes on in a language; without one, says which there are.
    Speak(Option<Language>),
    /// Tells the settings that hold here.
    TellSettings,
    /// Explains why a product is in the list, or why not.
    Why(ProductSelector),
    /// Something of the person's own work: reviews, remarks, labels.
    Work(LinearWorkCommand),
    /// A command without the number that it needs.
    NeedsNumber,
    Help,
    Quit,
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
    Columns,
    Copy,
    Card,
    Export,
    Select,
    SelectAll,
    Deselect,
    Selected,
    Undo,
    Redo,
    Day,
    History,
    Rollback,
    Import,
    Language,
    Settings,
    Why,
    Add,
    AsWords,
    Work(NamedWorkCommand),
    Help,
    Quit,
}

/// Drops all filters. Of this letter and the next the case matters, as on the full screen.
const DROP_ALL: &str = "X";

/// Redoes what was undone.
const REDO: &str = "U";

use NamedWorkCommand as W;

/// Each command with its letters and the locale key of its words, which are separated by `;`; some have letters alone.
const NAMED_COMMANDS: [(NamedCommand, &[&str], &str); 43] = [
    (NamedCommand::NextPage, &["n"], ""),
    (NamedCommand::Work(W::Next), &[], "linear.words_next"),
    (NamedCommand::Work(W::Review), &[], "linear.words_review"),
    (NamedCommand::Work(W::Verdict), &[], "linear.words_verdict"),
    (
        NamedCommand::Work(W::Postpone),
        &[],
        "linear.words_postpone",
    ),
    (NamedCommand::Work(W::Remark), &[], "linear.words_remark"),
    (
        NamedCommand::Work(W::Progress),
        &[],
        "linear.words_progress",
    ),
    (
        NamedCommand::Work(W::Disagreements),
        &[],
        "linear.words_disagreements",
    ),
    (NamedCommand::Work(W::Settle), &[], "linear.words_settle"),
    (NamedCommand::Work(W::Propose), &[], "linear.words_propose"),
    (NamedCommand::Work(W::Apply), &[], "linear.words_apply"),
    (NamedCommand::Work(W::Labels), &[], "linear.words_labels"),
    (NamedCommand::Work(W::Lists), &[], "linear.words_lists"),
    (NamedCommand::Work(W::Label), &[], "linear.words_label"),
    (
        NamedCommand::Work(W::SetLabel),
        &[],
        "linear.words_set_label",
    ),
    (
        NamedCommand::Work(W::DropLabel),
        &[],
        "linear.words_drop_label",
    ),
    (NamedCommand::PreviousPage, &["p"], "linear.words_previous"),
    (NamedCommand::List, &["l"], "linear.words_list"),
    (NamedCommand::Filters, &["f"], "linear.words_filters"),
    (NamedCommand::DropLastFilter, &["x"], "linear.words_drop"),
    (NamedCommand::DropAllFilters, &[], "linear.words_drop_all"),
    (NamedCommand::Statistics, &["s"], "linear.words_stats"),
    (NamedCommand::Columns, &[], "linear.words_columns"),
    (NamedCommand::Copy, &["y"], "linear.words_copy"),
    (NamedCommand::Card, &["c"], "linear.words_card"),
    (NamedCommand::Export, &["e"], "linear.words_export"),
    (NamedCommand::Select, &[], "linear.words_select"),
    (NamedCommand::SelectAll, &[], "linear.words_select_all"),
    (NamedCommand::Deselect, &[], "linear.words_deselect"),
    (NamedCommand::Selected, &[], "linear.words_selected"),
    (NamedCommand::Undo, &["u"], "linear.words_undo"),
    (NamedCommand::Redo, &[], "linear.words_redo"),
    (NamedCommand::Day, &[], "linear.words_day"),
    (NamedCommand::History, &[], "linear.words_history"),
    (NamedCommand::Rollback, &[], "linear.words_rollback"),
    (NamedCommand::Import, &[], "linear.words_import"),
    (NamedCommand::Language, &[], "linear.words_language"),
    (NamedCommand::Settings, &[], "linear.words_settings"),
    (NamedCommand::Why, &["w"], "linear.words_why"),
    (NamedCommand::Add, &["+"], "linear.words_add"),
    (NamedCommand::AsWords, &["t"], "linear.words_as_words"),
    (NamedCommand::Help, &["?", "h"], "linear.words_help"),
    (NamedCommand::Quit, &["q"], "linear.words_quit"),
];

/// The formats of an export with their letters on the full screen, and the locale key of their words.
pub(super) const EXPORT_FORMATS: [(ExportFormat, &str, &str); 5] = [
    (ExportFormat::Xlsx, "x", "linear.words_xlsx"),
    (ExportFormat::Workbook, "w", "linear.words_office"),
    (ExportFormat::Csv, "c", "linear.words_csv"),
    (ExportFormat::Jsonl, "j", "linear.words_jsonl"),
    (ExportFormat::Md, "m", "linear.words_markdown"),
];

/// All names of all commands, in both languages.
#[derive(Debug)]
pub(super) struct CommandNames(Vec<(String, NamedCommand)>);

impl CommandNames {
    pub(super) fn new() -> Self {
        let languages = [Language::Vi, Language::En].map(Locale::new);
        let mut names = Vec::new();
        for (command, letters, key) in NAMED_COMMANDS {
            names.extend(letters.iter().map(|letter| ((*letter).to_owned(), command)));
            for language in &languages {
                let words = language.t(key).split(';').filter(|word| !word.is_empty());
                names.extend(words.map(|word| (word.to_owned(), command)));
            }
        }
        Self(names)
    }

    /// Parses a typed line.
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
        if trimmed == REDO {
            return LinearCommand::Redo;
        }
        let command = parse_number(trimmed).map(LinearCommand::SelectNumber);
        let command = command.or_else(|| self.match_named_command(trimmed));
        command.unwrap_or_else(|| LinearCommand::Search(trimmed.to_owned()))
    }

    fn match_named_command(&self, line: &str) -> Option<LinearCommand> {
        let lower = line.to_lowercase();
        self.0.iter().find_map(|(name, command)| {
            let rest = lower.strip_prefix(name.as_str())?;
            if !rest.is_empty() && !rest.starts_with(' ') {
                return None;
            }
            let typed: Vec<&str> = line.split_whitespace().collect();
            let arguments = &typed[name.split_whitespace().count().min(typed.len())..];
            build_command(*command, arguments)
        })
    }
}

/// A command with its arguments; `None` when it does not take these.
fn build_command(command: NamedCommand, arguments: &[&str]) -> Option<LinearCommand> {
    match (command, arguments) {
        (NamedCommand::Work(command), arguments) => {
            build_work_command(command, arguments).map(LinearCommand::Work)
        }
        (NamedCommand::Add, [_, ..]) => Some(LinearCommand::Add(arguments.join(" "))),
        (NamedCommand::Filters, [_, ..]) => {
            let numbers: Option<Vec<usize>> =
                arguments.iter().map(|text| parse_number(text)).collect();
            let numbers = numbers?;
            let (facet, values) = numbers.split_first()?;
            Some(if values.is_empty() {
                LinearCommand::ListValues(*facet)
            } else {
                LinearCommand::ToggleValues(*facet, values.to_vec())
            })
        }
        (NamedCommand::Card, [product]) => parse_selector(product).map(LinearCommand::CopyCard),
        (NamedCommand::Export, [_, ..]) => {
            parse_export_format(&arguments.join(" ")).map(LinearCommand::Export)
        }
        (NamedCommand::Columns, [_, ..]) => {
            let names: Vec<String> = split_column_names(arguments);
            let is_column = |name: &String| ProductColumn::from_name(name).is_some();
            let is_choice = names.iter().any(is_column) || is_usual_columns(&names);
            is_choice.then_some(LinearCommand::ChooseColumns(names))
        }
        (NamedCommand::Day, [_, ..]) => {
            let text = arguments.join(" ");
            // Whether it is a day does not depend on today.
            let is_day = read_day(&text, date(2000, 1, 1)).is_some();
            is_day.then_some(LinearCommand::SeeDay(text))
        }
        (NamedCommand::History, [number]) => Some(LinearCommand::TellChanges(number.parse().ok()?)),
        (NamedCommand::Rollback, [number]) => {
            Some(LinearCommand::RollBack(Some(number.parse().ok()?)))
        }
        (NamedCommand::Import, [_, ..]) => {
            let path = arguments.join(" ");
            looks_like_path(&path).then_some(LinearCommand::ImportList(Some(path)))
        }
        (NamedCommand::Language, [_, ..]) => parse_language(&arguments.join(" "))
            .map(|language| LinearCommand::Speak(Some(language))),
        (NamedCommand::Select, [_, ..]) => parse_rows(arguments).map(LinearCommand::SelectRows),
        (NamedCommand::Deselect, [_, ..]) => parse_rows(arguments).map(LinearCommand::DeselectRows),
        (NamedCommand::Copy, [product]) => parse_selector(product).map(LinearCommand::CopyRecord),
        (NamedCommand::Why, [product]) => parse_selector(product).map(LinearCommand::Why),
        (_, []) => build_bare_command(command),
        _ => None,
    }
}

fn build_bare_command(command: NamedCommand) -> Option<LinearCommand> {
    Some(match command {
        NamedCommand::NextPage => LinearCommand::NextPage,
        NamedCommand::PreviousPage => LinearCommand::PreviousPage,
        NamedCommand::List => LinearCommand::ListProducts,
        NamedCommand::Filters => LinearCommand::ListFacets,
        NamedCommand::DropLastFilter => LinearCommand::DropLastFilter,
        NamedCommand::DropAllFilters => LinearCommand::DropAllFilters,
        NamedCommand::Statistics => LinearCommand::Statistics,
        NamedCommand::Columns => LinearCommand::ChooseColumns(Vec::new()),
        NamedCommand::Copy => LinearCommand::CopyQuery,
        NamedCommand::Card => LinearCommand::CopyLastCard,
        NamedCommand::Export => LinearCommand::ListExportFormats,
        NamedCommand::Select => LinearCommand::TellSelecting,
        NamedCommand::SelectAll => LinearCommand::SelectAll,
        NamedCommand::Deselect => LinearCommand::SelectNone,
        NamedCommand::Selected => LinearCommand::ListSelected,
        NamedCommand::Undo => LinearCommand::Undo,
        NamedCommand::Redo => LinearCommand::Redo,
        NamedCommand::Day => LinearCommand::TellDay,
        NamedCommand::History => LinearCommand::ListGenerations,
        NamedCommand::Rollback => LinearCommand::RollBack(None),
        NamedCommand::Import => LinearCommand::ImportList(None),
        NamedCommand::Language => LinearCommand::Speak(None),
        NamedCommand::Settings => LinearCommand::TellSettings,
        NamedCommand::Why => LinearCommand::NeedsNumber,
        NamedCommand::AsWords => LinearCommand::AsWords,
        NamedCommand::Help => LinearCommand::Help,
        NamedCommand::Quit => LinearCommand::Quit,
        NamedCommand::Add | NamedCommand::Work(_) => return None,
    })
}

/// Rows by their numbers, `3`, or from one to another, `5-8`; `None` where something else is among them.
pub(super) fn parse_rows(arguments: &[&str]) -> Option<Vec<RangeInclusive<usize>>> {
    let parts = arguments.iter().flat_map(|text| text.split(','));
    let rows = parts.filter(|text| !text.is_empty()).map(|text| {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        Some(parse_number(from)?..=parse_number(to)?)
    });
    let rows: Vec<RangeInclusive<usize>> = rows.collect::<Option<_>>()?;
    (!rows.is_empty()).then_some(rows)
}

/// The language that these words name, in either language.
fn parse_language(words: &str) -> Option<Language> {
    let words = words.to_lowercase();
    let all = [
        (Language::Vi, "linear.words_vi"),
        (Language::En, "linear.words_en"),
    ];
    let mut all = all.into_iter();
    let found = all.find(|(language, key)| language.key() == words || is_word_of(key, &words));
    found.map(|(language, _)| language)
}

/// The format of these words, in either language; `None` for words that name none.
fn parse_export_format(words: &str) -> Option<ExportFormat> {
    let words = words.to_lowercase();
    let mut formats = EXPORT_FORMATS.into_iter();
    let found = formats.find(|(_, letter, key)| *letter == words || is_word_of(key, &words));
    found.map(|(format, ..)| format)
}

/// Names between commas, or one name, or names between spaces.
fn split_column_names(arguments: &[&str]) -> Vec<String> {
    let all = arguments.join(" ");
    if ProductColumn::from_name(&all).is_some() {
        return vec![all];
    }
    let separator = if all.contains(',') { ',' } else { ' ' };
    let names = all.split(separator).map(str::trim);
    let names = names.filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// True for the word, of either language, that takes a choice of columns back.
pub(super) fn is_usual_columns(names: &[String]) -> bool {
    let languages = [Language::Vi, Language::En].map(Locale::new);
    let [name] = names else {
        return false;
    };
    let mut words = languages
        .iter()
        .flat_map(|locale| locale.t("linear.words_usual").split(';'));
    words.any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> LinearCommand {
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
            (
                "chọn 1 3-5, 9",
                LinearCommand::SelectRows(vec![1..=1, 3..=5, 9..=9]),
            ),
            ("select 2", LinearCommand::SelectRows(vec![2..=2])),
            ("bo chon 2", LinearCommand::DeselectRows(vec![2..=2])),
            ("chọn tất cả", LinearCommand::SelectAll),
            ("select all", LinearCommand::SelectAll),
            ("bỏ chọn", LinearCommand::SelectNone),
            ("select none", LinearCommand::SelectNone),
            ("đang chọn", LinearCommand::ListSelected),
            ("chọn", LinearCommand::TellSelecting),
            ("u", LinearCommand::Undo),
            ("hoan tac", LinearCommand::Undo),
            ("U", LinearCommand::Redo),
            ("làm lại", LinearCommand::Redo),
            (
                "ngày 30/11/2025",
                LinearCommand::SeeDay("30/11/2025".into()),
            ),
            ("day -1y", LinearCommand::SeeDay("-1y".into())),
            ("ngay", LinearCommand::TellDay),
            ("lịch sử", LinearCommand::ListGenerations),
            ("e", LinearCommand::ListExportFormats),
            ("e w", LinearCommand::Export(ExportFormat::Workbook)),
            (
                "Xuất văn phòng",
                LinearCommand::Export(ExportFormat::Workbook),
            ),
            ("export excel", LinearCommand::Export(ExportFormat::Xlsx)),
            ("chép", LinearCommand::CopyLastCard),
            (
                "chep 2",
                LinearCommand::CopyCard(ProductSelector::Number(2)),
            ),
            (
                "card qn-016",
                LinearCommand::CopyCard(ProductSelector::Id("qn-016".into())),
            ),
        ] {
            assert_eq!(parse_line(line), command, "{line:?}");
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
            "xuất khẩu",
            "export tea",
            "u minh",
            "chép tay",
            "làm lại từ đầu",
            "chọn lọc",
            "chọn 1 gói",
            "select tea",
            "ngày mưa",
            "history of tea",
        ] {
            assert_eq!(
                parse_line(words),
                LinearCommand::Search(words.into()),
                "{words}"
            );
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
            assert_eq!(
                parse_line(line),
                LinearCommand::Search(words.into()),
                "{line:?}"
            );
        }
        // A number larger than any list.
        assert_eq!(
            parse_line(&"9".repeat(40)),
            LinearCommand::SelectNumber(usize::MAX)
        );
    }

    #[test]
    fn no_name_means_two_commands() {
        let names = CommandNames::new();
        for (name, command) in &names.0 {
            let mut same = names.0.iter().filter(|(other, _)| other == name);
            assert!(same.all(|(_, other)| other == command), "{name}");
        }
    }
}
