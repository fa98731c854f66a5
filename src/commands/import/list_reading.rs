//! Reads the files of an import, one reader process each, for `import` and `check`.

use std::path::{Path, PathBuf};

use ocop_index::source::FileReadOptions;

use super::remembered_columns::RememberedColumns;
use crate::cli::args::InputFormatArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::read_options::parse_read_options;
use crate::cli::settings::Settings;
use crate::commands::consent;
use crate::commands::progress::ProgressLine;
use crate::reader_process::{self, ImportedFile, ImportedLists};
use crate::report::{change_preview, problems};

/// Problems that the failure of an empty import lists.
const MAX_FAILURE_PROBLEMS: usize = 50;

/// Reads every file. Unless `is_agreed`, a guessed encoding that is not Unicode needs the user's consent.
pub(in crate::commands) fn read_lists(
    settings: &Settings,
    files: &[PathBuf],
    input: &InputFormatArgs,
    is_agreed: bool,
) -> Result<ImportedLists, CommandFailure> {
    let options = parse_read_options(&settings.locale, settings.day, input)?;
    let mut lists = ImportedLists::default();
    for (number, path) in files.iter().enumerate() {
        let file = read_list(settings, number, path, &options)?;
        let is_confirmed = is_agreed || options.encoding.is_some();
        consent::confirm_encoding(settings, path, &file.summary, is_confirmed)?;
        lists.drafts.extend(file.products);
        let problems = file.problems.into_iter();
        lists
            .problems
            .extend(problems.map(|problem| (number, problem)));
        lists.files.push((path.clone(), file.summary));
    }
    Ok(lists)
}

/// Reads one file. Without `--map`, the mapping of an earlier import that published a list with the
/// same header applies.
fn read_list(
    settings: &Settings,
    number: usize,
    path: &Path,
    options: &FileReadOptions,
) -> Result<ImportedFile, CommandFailure> {
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
    let remembered = RememberedColumns::load(&settings.data_dir);
    match read_with_mapping(options.mapping.clone()) {
        // A mapping of this command line takes precedence, and a pipe cannot be read twice.
        first if !options.mapping.is_empty() || !path.is_file() => first,
        Ok(first) => match remembered.mapping_for(&first.summary.signature) {
            Some(mapping) => read_with_mapping(mapping),
            None => Ok(first),
        },
        // The header may be one that is recognised only with its remembered mapping.
        Err(failure) if failure.is_missing_header() => remembered
            .iter_mappings()
            .find_map(|(signature, mapping)| {
                let file = read_with_mapping(mapping).ok();
                file.filter(|file| file.summary.signature == signature)
            })
            .ok_or(failure),
        Err(failure) => Err(failure),
    }
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
    let _ = change_preview::print_problems(&mut text, settings, lists, MAX_FAILURE_PROBLEMS);
    let text = String::from_utf8_lossy(&text).into_owned();
    let heading = settings.locale.t("import.nothing_read");
    CommandFailure::Data(format!("{heading}\n{text}").trim_end().to_owned())
}
