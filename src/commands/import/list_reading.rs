//! Reads the files of an import, one reader process each, for `import` and `check`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ocop_index::source::FileReadOptions;
use ocop_index::source::field::ProductField;

use crate::cli::args::InputFormatArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::read_options::parse_read_options;
use crate::cli::settings::Settings;
use crate::commands::consent;
use crate::commands::progress::ProgressLine;
use crate::commands::remembered_columns::{RememberedColumns, describe_unreadable};
use crate::files::device_name::refuse_device_name;
use crate::reader_process::{self, ImportedFile, ImportedLists, RecalledColumn};
use crate::report::{change_preview, problems};
use crate::user_state::log;

/// Problems that the failure of an empty import lists.
const MAX_FAILURE_PROBLEMS: usize = 50;

/// Reads every file. Unless `is_agreed`, a guessed encoding that is not Unicode needs the user's consent.
pub(in crate::commands) fn read_lists(
    settings: &Settings,
    files: &[PathBuf],
    input: &InputFormatArgs,
    is_agreed: bool,
) -> Result<ImportedLists, CommandFailure> {
    settings.require_import()?;
    let options = parse_read_options(&settings.locale, settings.day, input)?;
    read_lists_with(settings, files, &options, is_agreed)
}

/// Reads every file with these options, as [`read_lists`] does. The cells of each product, where they are asked for,
/// come in the order of the products.
pub(in crate::commands) fn read_lists_with(
    settings: &Settings,
    files: &[PathBuf],
    options: &FileReadOptions,
    is_agreed: bool,
) -> Result<ImportedLists, CommandFailure> {
    // A mapping of this command line takes precedence.
    let remembered = if options.mapping.is_empty() {
        load_remembered(settings)
    } else {
        RememberedColumns::default()
    };
    let mut lists = ImportedLists::default();
    for (number, path) in files.iter().enumerate() {
        let (file, recalled) = read_list(settings, (number, path), options, &remembered)?;
        let is_confirmed = is_agreed || options.encoding.is_some();
        consent::confirm_encoding(settings, path, &file.summary, is_confirmed)?;
        let recalled = recalled.into_iter().map(|column| (number, column));
        lists.recalled_columns.extend(recalled);
        // A long list is not copied.
        if lists.drafts.is_empty() {
            lists.drafts = file.products;
        } else {
            lists.drafts.extend(file.products);
        }
        lists.cells.extend(file.cells);
        let problems = file.problems.into_iter();
        lists
            .problems
            .extend(problems.map(|problem| (number, problem)));
        lists.files.push((path.clone(), file.summary));
    }
    Ok(lists)
}

/// The remembered columns; what cannot be read is told and is none.
fn load_remembered(settings: &Settings) -> RememberedColumns {
    RememberedColumns::load(&settings.data_dir).unwrap_or_else(|error| {
        let sentence = describe_unreadable(&settings.locale, &settings.data_dir, &error);
        tell_aside(settings, &sentence);
        RememberedColumns::default()
    })
}

/// Tells something that stops nothing: on standard error, unless a screen is there, and in the log.
pub(super) fn tell_aside(settings: &Settings, sentence: &str) {
    log::write_line(&format!("columns: {sentence}"));
    if settings.reports.screen().is_none() {
        let _ = writeln!(io::stderr(), "{sentence}");
    }
}

/// Reads one file. Without `--map`, columns that an earlier import named for the same header are read as it said,
/// unless the file has a better column for the field; which ones comes back with the file.
fn read_list(
    settings: &Settings,
    (number, path): (usize, &Path),
    options: &FileReadOptions,
    remembered: &RememberedColumns,
) -> Result<(ImportedFile, Vec<RecalledColumn>), CommandFailure> {
    refuse_device_name(path)
        .map_err(|error| CommandFailure::UnreadableList(path.to_owned(), error))?;
    let mut progress = ProgressLine::for_reading(settings, path);
    let mut read_with_mapping = |mapping| {
        let options = FileReadOptions {
            mapping,
            ..options.clone()
        };
        reader_process::read_list_file(number, path, &options, &mut |count| {
            progress.update_count(count);
        })
    };
    let first = read_with_mapping(options.mapping.clone());
    // A pipe cannot be read twice.
    if !options.mapping.is_empty() || !path.is_file() {
        return Ok((first?, Vec::new()));
    }
    match first {
        Ok(first) => {
            let recalled = recall_columns(remembered, &first);
            let mapping = used_mapping(&recalled);
            if mapping.is_empty() {
                return Ok((first, recalled));
            }
            Ok((read_with_mapping(mapping)?, recalled))
        }
        // The header may be one that is recognised only with its remembered columns.
        Err(failure) if failure.is_missing_header() => remembered
            .iter_headers()
            .find_map(|(signature, recalled)| {
                let file = read_with_mapping(used_mapping(&recalled)).ok()?;
                let mut tables = file.summary.tables.iter();
                let is_known = tables.any(|table| table.signature == signature);
                is_known.then_some((file, recalled))
            })
            .ok_or(failure),
        Err(failure) => Err(failure),
    }
}

/// The columns that are remembered for the headers of a file, each label once.
fn recall_columns(remembered: &RememberedColumns, file: &ImportedFile) -> Vec<RecalledColumn> {
    let mut recalled: Vec<RecalledColumn> = Vec::new();
    for table in &file.summary.tables {
        for column in remembered.recall_for_table(table) {
            let mut known = recalled.iter_mut();
            match known.find(|known| known.label == column.label) {
                // A mapping holds for every table, so one with a better column keeps the others from it.
                Some(known) => {
                    known.better_column = known.better_column.take().or(column.better_column);
                }
                None => recalled.push(column),
            }
        }
    }
    recalled
}

/// The remembered columns that are read as an earlier import said.
fn used_mapping(recalled: &[RecalledColumn]) -> Vec<(String, ProductField)> {
    recalled
        .iter()
        .filter(|column| column.better_column.is_none())
        .map(|column| (column.label.clone(), column.field))
        .collect()
}

/// Writes the problems to the file of `--report`, if one was given.
pub(in crate::commands) fn write_report(
    settings: &Settings,
    report: Option<&Path>,
    lists: &ImportedLists,
) -> Result<(), CommandFailure> {
    match report {
        Some(path) => problems::write_problem_report(settings, path, lists),
        None => Ok(()),
    }
}

/// The failure when no product could be read: the files and their first problems.
pub(in crate::commands) fn nothing_read_failure(
    settings: &Settings,
    lists: &ImportedLists,
) -> CommandFailure {
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = change_preview::print_files(&mut text, settings, lists);
    let _ = change_preview::print_row_counts(&mut text, settings, lists);
    let _ = change_preview::print_problems(&mut text, settings, lists, MAX_FAILURE_PROBLEMS);
    let text = String::from_utf8_lossy(&text).into_owned();
    let heading = settings.locale.t("import.nothing_read");
    CommandFailure::Data(format!("{heading}\n{text}").trim_end().to_owned())
}
