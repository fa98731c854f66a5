//! What an import would change, as text: the files, the counts, the changes, the problems.
//!
//! On a terminal and with `--yes`, long sections are cut and end with the number of further lines;
//! in a pipe everything is printed.

use std::io::{self, Write};

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangeKind, ChangePlan};
use ocop_index::source::problem::{ImportProblem, ProblemSeverity};

use crate::cli::settings::Settings;
use crate::reader_process::ImportedLists;
use crate::wording::change_text::{
    describe_entry, describe_entry_changes, describe_import_problem,
};
use crate::wording::label;
use crate::wording::locale::Locale;
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
    for (sentence, count) in count_changes(locale, lists, plan) {
        writeln!(out, "{:>9}  {sentence}", locale.format_number(count))?;
    }
    if plan.is_empty() {
        writeln!(out, "\n{}", locale.t("import.nothing_new"))?;
    }
    print_changes(out, settings, (plan, old), brief)?;
    print_problems(out, settings, lists, line_limit(brief))
}

/// Prints the changes by kind, and then the doubtful rows.
pub fn print_changes(
    out: &mut impl Write,
    settings: &Settings,
    (plan, old): (&ChangePlan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    let shown = line_limit(brief);
    for kind in ChangeKind::ALL {
        let of_kind: Vec<&ChangeEntry> = plan
            .entries
            .iter()
            .filter(|entry| entry.kind == kind && !entry.is_doubtful())
            .collect();
        print_section(
            out,
            settings,
            label::change_kind_label(locale, kind),
            &of_kind,
            old,
            shown,
        )?;
    }
    let doubtful: Vec<&ChangeEntry> = plan
        .entries
        .iter()
        .filter(|entry| entry.is_doubtful())
        .collect();
    print_section(
        out,
        settings,
        locale.t("change.doubtful"),
        &doubtful,
        old,
        shown,
    )
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
pub fn count_changes<'a>(
    locale: &'a Locale,
    lists: &ImportedLists,
    plan: &ChangePlan,
) -> Vec<(&'a str, usize)> {
    let kinds = ChangeKind::ALL.into_iter().map(|kind| {
        (
            label::change_kind_label(locale, kind),
            plan.count_kind(kind),
        )
    });
    let mut counts: Vec<(&str, usize)> = kinds.filter(|(_, count)| *count > 0).collect();
    if plan.count_doubtful() > 0 {
        counts.push((locale.t("change.doubtful"), plan.count_doubtful()));
    }
    counts.push((locale.t("change.aside"), lists.set_aside_count()));
    counts
}

/// Prints how each file was read, and which columns were ignored.
pub fn print_files(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
) -> io::Result<()> {
    let locale = &settings.locale;
    for (path, summary) in &lists.files {
        let mut parts = vec![sanitize_text(&path.to_string_lossy())];
        parts.extend(
            summary
                .sheet
                .iter()
                .map(|sheet| locale.fill("import.sheet", &[("name", &sanitize_text(sheet))])),
        );
        parts.extend(summary.encoding.map(|encoding| encoding.key().to_owned()));
        if summary.header_row > 0 {
            parts.push(locale.fill("import.header", &[("row", &summary.header_row)]));
        }
        let products = locale.format_number(summary.products as usize);
        let rows = locale.format_number(summary.rows as usize);
        parts.push(locale.fill("import.read", &[("n", &products), ("rows", &rows)]));
        writeln!(out, "{}", parts.join(" · "))?;
        let unread: Vec<String> = summary
            .columns
            .iter()
            .filter(|column| column.field.is_none())
            .map(|column| format!("“{}”", sanitize_text(&column.label)))
            .collect();
        if !unread.is_empty() {
            let names = unread.join(", ");
            writeln!(
                out,
                "  {}",
                locale.fill("import.unread", &[("names", &names)])
            )?;
        }
    }
    Ok(())
}

/// Prints the problems, most severe first, each with its row, column and value.
pub fn print_problems(
    out: &mut impl Write,
    settings: &Settings,
    lists: &ImportedLists,
    shown: usize,
) -> io::Result<()> {
    let locale = &settings.locale;
    for severity in [
        ProblemSeverity::SetAside,
        ProblemSeverity::CellSkipped,
        ProblemSeverity::Remark,
    ] {
        let of_severity: Vec<&(usize, ImportProblem)> = lists
            .problems
            .iter()
            .filter(|(_, problem)| problem.reason.severity() == severity)
            .collect();
        if of_severity.is_empty() {
            continue;
        }
        let count = locale.format_number(of_severity.len());
        writeln!(
            out,
            "\n{} ({count})",
            label::problem_severity_label(locale, severity)
        )?;
        for (file, problem) in of_severity.iter().take(shown) {
            let name = (lists.files.len() > 1)
                .then(|| lists.files.get(*file))
                .flatten()
                .map(|(path, _)| format!("{}: ", sanitize_text(&path.to_string_lossy())));
            writeln!(
                out,
                "  {}{}",
                name.unwrap_or_default(),
                describe_import_problem(locale, problem)
            )?;
        }
        print_remaining_count(out, locale, of_severity.len(), shown)?;
    }
    Ok(())
}

fn print_section(
    out: &mut impl Write,
    settings: &Settings,
    title: &str,
    entries: &[&ChangeEntry],
    old: &[Product],
    shown: usize,
) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let locale = &settings.locale;
    writeln!(out, "\n{title} ({})", locale.format_number(entries.len()))?;
    for entry in entries.iter().take(shown) {
        writeln!(out, "  {}", sanitize_text(&describe_entry(locale, entry)))?;
        for line in describe_entry_changes(locale, entry, old) {
            writeln!(out, "      {}", sanitize_text(&line))?;
        }
    }
    print_remaining_count(out, locale, entries.len(), shown)
}

fn print_remaining_count(
    out: &mut impl Write,
    locale: &Locale,
    all: usize,
    shown: usize,
) -> io::Result<()> {
    if all > shown {
        let left = locale.format_number(all - shown);
        writeln!(out, "  {}", locale.fill("import.more", &[("n", &left)]))?;
    }
    Ok(())
}
