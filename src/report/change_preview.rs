//! What an import would change, as text: the files, the counts, the changes, the problems.
//!
//! On a terminal and with `--yes`, long sections are cut and end with the number of further lines;
//! in a pipe everything is printed.

use std::io::{self, Write};

use ocop_index::Product;
use ocop_index::change::{ChangeKind, ChangePlan};
use ocop_index::source::problem::ProblemSeverity;

use crate::cli::settings::Settings;
use crate::reader_process::ImportedLists;
use crate::report::change_lines::{ChangeSection, change_sections, entry_lines};
use crate::report::problem_groups::{ProblemGroup, group_problems};
use crate::report::reading_notes::{count_rows, describe_files};
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::problem_text::describe_problems;
use crate::wording::sanitize::sanitize_text;

/// Lines of one section in a brief preview.
const MAX_BRIEF_LINES: usize = 12;

/// Prints the files, the counts, the changes and the problems.
pub fn print_preview(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
    (plan, old): (&ChangePlan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    print_files(out, settings, lists)?;
    writeln!(out)?;
    print_counts(out, locale, count_changes(locale, lists, plan))?;
    if plan.is_empty() {
        writeln!(out, "\n{}", locale.t("import.nothing_new"))?;
    }
    print_changes(out, settings, (plan, old), brief)?;
    print_problems(out, settings, lists, line_limit(brief))
}

/// Prints the counts and the changes of corrections, and notes on those that change nothing.
pub fn print_correction_preview(
    out: &mut impl Write,
    settings: &Settings,
    notes: &[String],
    (plan, old): (&ChangePlan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    print_change_counts(out, locale, plan)?;
    let doubtful = plan.count_doubtful();
    if doubtful > 0 {
        let words = locale.t("change.doubtful").to_owned();
        print_counts(out, locale, vec![(words, doubtful)])?;
    }
    if plan.is_empty() {
        writeln!(out, "{}", locale.t("correction.nothing_new"))?;
    }
    print_changes(out, settings, (plan, old), brief)?;
    if !notes.is_empty() {
        let count = locale.format_number(notes.len());
        let heading = locale.fill("correction.left_heading", &[("n", &count)]);
        writeln!(out, "\n{heading}")?;
        let limit = line_limit(brief);
        for note in notes.iter().take(limit) {
            writeln!(out, "  {note}")?;
        }
        print_remaining_count(out, locale, notes.len().saturating_sub(limit))?;
    }
    Ok(())
}

/// Prints the changes by kind, and then the doubtful rows.
pub fn print_changes(
    out: &mut impl Write,
    settings: &Settings,
    (plan, old): (&ChangePlan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    for section in change_sections(locale, plan) {
        print_section(out, locale, &section, (plan, old), line_limit(brief))?;
    }
    Ok(())
}

/// The most lines of a section.
fn line_limit(brief: bool) -> usize {
    if brief { MAX_BRIEF_LINES } else { usize::MAX }
}

/// Prints the number of products for each kind of change.
pub fn print_change_counts(
    out: &mut impl Write,
    locale: &Locale,
    plan: &ChangePlan,
) -> io::Result<()> {
    for kind in ChangeKind::ALL {
        let count = plan.count_kind(kind);
        if count > 0 {
            writeln!(
                out,
                "{:>9}  {}",
                locale.format_number(count),
                label::change_kind_label(locale, kind)
            )?;
        }
    }
    Ok(())
}

/// The counts in the order of the preview: those that are not zero, and always the rows set aside.
fn count_changes(
    locale: &Locale,
    lists: &ImportedLists,
    plan: &ChangePlan,
) -> Vec<(String, usize)> {
    let kinds = ChangeKind::ALL.into_iter().map(|kind| {
        let words = label::change_kind_label(locale, kind).to_owned();
        (words, plan.count_kind(kind))
    });
    let doubtful = locale.t("change.doubtful").to_owned();
    kinds
        .chain([(doubtful, plan.count_doubtful())])
        .filter(|(_, count)| *count > 0)
        .chain(count_rows(locale, lists))
        .collect()
}

fn print_counts(
    out: &mut impl Write,
    locale: &Locale,
    counts: Vec<(String, usize)>,
) -> io::Result<()> {
    for (words, count) in counts {
        writeln!(out, "{:>9}  {words}", locale.format_number(count))?;
    }
    Ok(())
}

/// Prints the rows of products that another row has, and the rows set aside by kind.
pub fn print_row_counts(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
) -> io::Result<()> {
    let locale = &settings.locale;
    writeln!(out)?;
    print_counts(out, locale, count_rows(locale, lists))
}

/// Prints how each file was read: its tables, what was left out, and columns that need a look.
pub fn print_files(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
) -> io::Result<()> {
    for notes in describe_files(&settings.locale, lists) {
        writeln!(out, "{}", notes.summary)?;
        let below = [notes.columns, notes.tables, notes.left_out];
        for line in below.iter().flatten().chain(&notes.unread) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Prints the problems, most severe first, each with its sheet, rows, column and value. What says the same is one line.
pub fn print_problems(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
    shown: usize,
) -> io::Result<()> {
    let locale = &settings.locale;
    let groups = group_problems(&lists.problems);
    for severity in [
        ProblemSeverity::SetAside,
        ProblemSeverity::CellSkipped,
        ProblemSeverity::Remark,
    ] {
        let of_severity: Vec<&ProblemGroup> = groups
            .iter()
            .filter(|group| group.severity == severity)
            .collect();
        if of_severity.is_empty() {
            continue;
        }
        let count = |groups: &[&ProblemGroup]| -> usize {
            groups.iter().map(|group| group.members.len()).sum()
        };
        let all = locale.format_number(count(&of_severity));
        let heading = label::problem_severity_label(locale, severity);
        writeln!(out, "\n{heading} ({all})")?;
        for group in of_severity.iter().take(shown) {
            let name = (lists.files.len() > 1)
                .then(|| lists.files.get(group.file))
                .flatten()
                .map(|(path, _)| format!("{}: ", sanitize_text(&path.to_string_lossy())));
            let line = describe_problems(locale, &group.problems(&lists.problems));
            writeln!(out, "  {}{line}", name.unwrap_or_default())?;
        }
        let left = of_severity.get(shown..).map_or(0, count);
        print_remaining_count(out, locale, left)?;
    }
    Ok(())
}

fn print_section(
    out: &mut impl Write,
    locale: &Locale,
    section: &ChangeSection<'_>,
    (plan, old): (&ChangePlan, &[Product]),
    shown: usize,
) -> io::Result<()> {
    let entries = &section.entries;
    let count = locale.format_number(entries.len());
    writeln!(out, "\n{} ({count})", section.title)?;
    for entry in entries.iter().take(shown) {
        let (line, details) = entry_lines(locale, plan, entry, old);
        writeln!(out, "  {line}")?;
        for line in details {
            writeln!(out, "      {line}")?;
        }
    }
    print_remaining_count(out, locale, entries.len().saturating_sub(shown))
}

fn print_remaining_count(out: &mut impl Write, locale: &Locale, left: usize) -> io::Result<()> {
    if left > 0 {
        let left = locale.format_number(left);
        writeln!(out, "  {}", locale.fill("import.more", &[("n", &left)]))?;
    }
    Ok(())
}
