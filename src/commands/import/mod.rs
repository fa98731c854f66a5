//! `ocop import` and `ocop check`: lists into the catalogue, or only their problems.
//!
//! The way: read every file ([`crate::reading`]), compare, show, ask, take the right to write, publish
//! ([`Pending`]). Nothing is written before everything was read, and whoever says no has changed nothing. Must not: judge
//! cells or match products; the engine does.

pub(crate) mod consent;
mod pending;
pub(crate) mod progress;
mod remembered_columns;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use ocop_index::change::{ChangePlan, ImportMode};
use ocop_index::source::FileReadOptions;
use ocop_index::source::field::ProductField;
use ocop_index::source::reader::encoding::Encoding;

pub use self::pending::PendingImport;
use self::progress::ProgressLine;
use self::remembered_columns::RememberedColumns;
use crate::catalog::open::open_catalog;
use crate::cli::args::InputFormatArgs;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::reader_process::{self, ImportedFile, ImportedLists};
use crate::report::{change_preview, problems};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// What `ocop import` was asked for.
#[derive(Debug)]
pub struct ImportOptions {
    /// The lists.
    pub files: Vec<PathBuf>,
    /// The list is the whole catalogue.
    pub replace: bool,
    /// Only show.
    pub dry_run: bool,
    /// Do not ask.
    pub yes: bool,
    /// How to read.
    pub read_options: InputFormatArgs,
    /// Where problems go.
    pub report: Option<PathBuf>,
}

/// Options of reading as the command line means them.
pub fn parse_read_options(
    locale: &Locale,
    day: Date,
    how: &InputFormatArgs,
) -> Result<FileReadOptions, CommandFailure> {
    let mut options = FileReadOptions::new(day);
    options.sheet.clone_from(&how.sheet);
    let mut problems = Vec::new();
    for pair in &how.map {
        // Headers hold the sign as well; fields do not.
        let split = pair.rsplit_once('=');
        if let Some((label, Ok(field))) = split.map(|(label, field)| (label, field.parse())) {
            options.mapping.push((label.to_owned(), field));
        } else {
            let known: Vec<&str> = ProductField::keys().collect();
            problems.push(locale.fill(
                "error.map",
                &[
                    ("value", &sanitize_text(pair)),
                    ("known", &known.join(", ")),
                ],
            ));
        }
    }
    if let Some(name) = &how.encoding {
        options.encoding = Encoding::parse(name);
        if options.encoding.is_none() {
            let known: Vec<&str> = Encoding::ALL
                .iter()
                .map(|encoding| encoding.key())
                .collect();
            problems.push(locale.fill(
                "error.encoding",
                &[
                    ("value", &sanitize_text(name)),
                    ("known", &known.join(", ")),
                ],
            ));
        }
    }
    if problems.is_empty() {
        Ok(options)
    } else {
        Err(CommandFailure::Usage(problems.join("\n")))
    }
}

/// Reads every file.
fn read_files(
    settings: &Settings,
    files: &[PathBuf],
    how: &InputFormatArgs,
    agreed: bool,
) -> Result<ImportedLists, CommandFailure> {
    let options = parse_read_options(&settings.locale, settings.day, how)?;
    let mut lists = ImportedLists::default();
    for (number, path) in files.iter().enumerate() {
        let read = read_file(settings, number, path, &options)?;
        let named = agreed || options.encoding.is_some();
        consent::confirm_encoding(settings, path, &read.summary, named)?;
        lists.drafts.extend(read.products);
        let problems = read.problems.into_iter();
        lists
            .problems
            .extend(problems.map(|problem| (number, problem)));
        lists.files.push((path.clone(), read.summary));
    }
    Ok(lists)
}

/// Reads a file. What a person once said of its header, when they published it, holds until they say something else.
fn read_file(
    settings: &Settings,
    number: usize,
    path: &Path,
    options: &FileReadOptions,
) -> Result<ImportedFile, CommandFailure> {
    let mut progress = ProgressLine::for_reading(settings, path);
    let mut read = |options: &FileReadOptions| {
        reader_process::read_list_file(number, path, options, &mut |count| {
            progress.update_count(count)
        })
    };
    let mut again = |mapping| {
        read(&FileReadOptions {
            mapping,
            ..options.clone()
        })
    };
    let remembered = RememberedColumns::load(&settings.data_dir);
    let first = again(options.mapping.clone());
    let read = match first {
        // What a person says now counts, and a pipe cannot be read again.
        first if !options.mapping.is_empty() || !path.is_file() => first,
        Ok(first) => match remembered.mapping_for(&first.summary.signature) {
            Some(mapping) => again(mapping),
            None => Ok(first),
        },
        // The header may be one that is only found by what a person said of it.
        Err(failure) if failure.is_missing_header() => remembered
            .iter_mappings()
            .find_map(|(signature, mapping)| {
                let read = again(mapping).ok();
                read.filter(|read| read.summary.signature == signature)
            })
            .ok_or(failure),
        Err(failure) => Err(failure),
    };
    drop(progress);
    read
}

/// Reads, compares and shows; what is left is consent.
pub fn prepare_import(
    settings: &Settings,
    wish: &ImportOptions,
) -> Result<PendingImport, CommandFailure> {
    if !wish.dry_run {
        settings.require_writable()?;
    }
    // The catalogue must stand before it can change: the first start builds the built-in one.
    let opened = open_catalog(settings)?;
    let lists = read_files(
        settings,
        &wish.files,
        &wish.read_options,
        wish.yes || wish.dry_run,
    )?;
    let read_any = !lists.drafts.is_empty();
    let pending = PendingImport::new(settings, wish, lists, opened)?;
    write_report(settings, wish.report.as_ref(), &pending.lists)?;
    if !read_any {
        return Err(nothing_read_failure(settings, &pending.lists));
    }
    Ok(pending)
}

/// Imports without a screen: the preview as text, and a question where somebody can answer it.
pub fn run_import(
    settings: &Settings,
    wish: &ImportOptions,
    out: &mut impl Write,
) -> CommandResult {
    prepare_import(settings, wish)?.preview_and_publish(settings, wish, out)
}

/// `ocop check`: reads without a catalogue and shows the problems.
pub fn run_check(
    settings: &Settings,
    files: &[PathBuf],
    how: &InputFormatArgs,
    report: Option<&PathBuf>,
    out: &mut impl Write,
) -> CommandResult {
    let mut lists = read_files(settings, files, how, true)?;
    let drafts = std::mem::take(&mut lists.drafts);
    let read_any = !drafts.is_empty();
    let mut plan = ChangePlan::new(&[], drafts, ImportMode::Merge, settings.day);
    lists.add_problems(std::mem::take(&mut plan.problems));
    write_report(settings, report, &lists)?;
    if !read_any {
        return Err(nothing_read_failure(settings, &lists));
    }
    change_preview::print_files(out, settings, &lists)?;
    change_preview::print_problems(out, settings, &lists, usize::MAX)?;
    Ok(exit::OK)
}

fn write_report(
    settings: &Settings,
    report: Option<&PathBuf>,
    lists: &ImportedLists,
) -> Result<(), CommandFailure> {
    match report {
        Some(path) => problems::write_problem_report(settings, path, lists),
        None => Ok(()),
    }
}

/// Nothing could be read: the reasons, as a list.
fn nothing_read_failure(settings: &Settings, lists: &ImportedLists) -> CommandFailure {
    let mut text = Vec::new();
    // A list in memory cannot fail to be written.
    let _ = change_preview::print_files(&mut text, settings, lists);
    let _ = change_preview::print_problems(&mut text, settings, lists, 50);
    let text = String::from_utf8_lossy(&text).into_owned();
    let head = settings.locale.t("import.nothing_read");
    CommandFailure::Data(format!("{head}\n{text}").trim_end().to_owned())
}

/// True when a person sits at both ends.
fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
