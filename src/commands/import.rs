//! `ocop import` and `ocop check`: lists into the catalogue, or only their problems.
//!
//! The way: read every file ([`crate::reading`]), compare, show, ask, take the right to write, publish
//! ([`Pending`]). Nothing is written before everything was read, and whoever says no has changed nothing. Must not: judge
//! cells or match products; the engine does.

pub(crate) mod consent;
mod mappings;
mod pending;
pub(crate) mod progress;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use ocop_index::change::{Mode, Plan};
use ocop_index::source::Options;
use ocop_index::source::encoding::Encoding;
use ocop_index::source::field::Field;

use self::mappings::Remembered;
pub use self::pending::Pending;
use self::progress::Progress;
use crate::args::HowToRead;
use crate::commands::{Outcome, open};
use crate::exit::{self, Failure};
use crate::locale::Locale;
use crate::reading::{self, Lists, Reading};
use crate::report::{preview, problems};
use crate::settings::{Settings, safe};

/// What `ocop import` was asked for.
#[derive(Debug)]
pub struct Wish {
    /// The lists.
    pub files: Vec<PathBuf>,
    /// The list is the whole catalogue.
    pub replace: bool,
    /// Only show.
    pub dry_run: bool,
    /// Do not ask.
    pub yes: bool,
    /// How to read.
    pub how: HowToRead,
    /// Where problems go.
    pub report: Option<PathBuf>,
}

/// Options of reading as the command line means them.
pub fn options(locale: &Locale, day: Date, how: &HowToRead) -> Result<Options, Failure> {
    let mut options = Options::new(day);
    options.sheet.clone_from(&how.sheet);
    let mut problems = Vec::new();
    for pair in &how.map {
        // Headers hold the sign as well; fields do not.
        let split = pair.rsplit_once('=');
        if let Some((label, Ok(field))) = split.map(|(label, field)| (label, field.parse())) {
            options.mapping.push((label.to_owned(), field));
        } else {
            let known: Vec<&str> = Field::keys().collect();
            problems.push(locale.fill(
                "error.map",
                &[("value", &safe(pair)), ("known", &known.join(", "))],
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
                &[("value", &safe(name)), ("known", &known.join(", "))],
            ));
        }
    }
    if problems.is_empty() {
        Ok(options)
    } else {
        Err(Failure::Usage(problems.join("\n")))
    }
}

/// Reads every file.
fn read(
    settings: &Settings,
    files: &[PathBuf],
    how: &HowToRead,
    agreed: bool,
) -> Result<Lists, Failure> {
    let options = options(&settings.locale, settings.day, how)?;
    let mut lists = Lists::default();
    for (number, path) in files.iter().enumerate() {
        let read = read_one(settings, number, path, &options)?;
        let named = agreed || options.encoding.is_some();
        consent::to_encoding(settings, path, &read.summary, named)?;
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
fn read_one(
    settings: &Settings,
    number: usize,
    path: &Path,
    options: &Options,
) -> Result<Reading, Failure> {
    let mut progress = Progress::reading(settings, path);
    let mut read =
        |options: &Options| reading::read(number, path, options, &mut |count| progress.tell(count));
    let mut again = |mapping| {
        read(&Options {
            mapping,
            ..options.clone()
        })
    };
    let remembered = Remembered::load(&settings.data_dir);
    let first = again(options.mapping.clone());
    let read = match first {
        // What a person says now counts, and a pipe cannot be read again.
        first if !options.mapping.is_empty() || !path.is_file() => first,
        Ok(first) => match remembered.of(&first.summary.signature) {
            Some(mapping) => again(mapping),
            None => Ok(first),
        },
        // The header may be one that is only found by what a person said of it.
        Err(failure) if failure.is_no_header() => remembered
            .all()
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
pub fn prepare(settings: &Settings, wish: &Wish) -> Result<Pending, Failure> {
    if !wish.dry_run {
        settings.may_write()?;
    }
    // The catalogue must stand before it can change: the first start builds the built-in one.
    let opened = open(settings)?;
    let lists = read(settings, &wish.files, &wish.how, wish.yes || wish.dry_run)?;
    let read_any = !lists.drafts.is_empty();
    let pending = Pending::new(settings, wish, lists, opened)?;
    write_report(settings, wish.report.as_ref(), &pending.lists)?;
    if !read_any {
        return Err(nothing_read(settings, &pending.lists));
    }
    Ok(pending)
}

/// Imports without a screen: the preview as text, and a question where somebody can answer it.
pub fn run(settings: &Settings, wish: &Wish, out: &mut impl Write) -> Outcome {
    prepare(settings, wish)?.ask(settings, wish, out)
}

/// `ocop check`: reads without a catalogue and shows the problems.
pub fn check(
    settings: &Settings,
    files: &[PathBuf],
    how: &HowToRead,
    report: Option<&PathBuf>,
    out: &mut impl Write,
) -> Outcome {
    let mut lists = read(settings, files, how, true)?;
    let drafts = std::mem::take(&mut lists.drafts);
    let read_any = !drafts.is_empty();
    let mut plan = Plan::new(&[], drafts, Mode::Merge, settings.day);
    lists.add_problems(std::mem::take(&mut plan.problems));
    write_report(settings, report, &lists)?;
    if !read_any {
        return Err(nothing_read(settings, &lists));
    }
    preview::files(out, settings, &lists)?;
    preview::problems(out, settings, &lists, usize::MAX)?;
    Ok(exit::OK)
}

fn write_report(
    settings: &Settings,
    report: Option<&PathBuf>,
    lists: &Lists,
) -> Result<(), Failure> {
    match report {
        Some(path) => problems::write(settings, path, lists),
        None => Ok(()),
    }
}

/// Nothing could be read: the reasons, as a list.
fn nothing_read(settings: &Settings, lists: &Lists) -> Failure {
    let mut text = Vec::new();
    // A list in memory cannot fail to be written.
    let _ = preview::files(&mut text, settings, lists);
    let _ = preview::problems(&mut text, settings, lists, 50);
    let text = String::from_utf8_lossy(&text).into_owned();
    let head = settings.locale.t("import.nothing_read");
    Failure::Data(format!("{head}\n{text}").trim_end().to_owned())
}

/// True when a person sits at both ends.
fn is_dialogue() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
