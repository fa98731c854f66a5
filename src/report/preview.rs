//! What an import would change, as text: the files, the counts, the changes, the problems.
//!
//! On a terminal, and where somebody has agreed already, long parts are cut and say so; in a pipe everything is
//! printed. Must not: decide.

use std::io::{self, Write};

use ocop_index::Product;
use ocop_index::change::{Entry, Kind, Plan};
use ocop_index::source::problem::{Problem, Weight};

use crate::change_text::{details, head, problem_line};
use crate::label;
use crate::locale::Locale;
use crate::reading::Lists;
use crate::settings::{Settings, safe};

/// Lines of one part where the whole list is not wanted.
const SHOWN: usize = 12;

/// Prints everything.
pub fn print(
    out: &mut impl Write,
    settings: &Settings,
    lists: &Lists,
    (plan, old): (&Plan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    files(out, settings, lists)?;
    writeln!(out)?;
    for (sentence, count) in counts(locale, lists, plan) {
        writeln!(out, "{:>9}  {sentence}", locale.number(count))?;
    }
    if plan.is_empty() {
        writeln!(out, "\n{}", locale.t("import.nothing_new"))?;
    }
    entries(out, settings, (plan, old), brief)?;
    problems(out, settings, lists, shown(brief))
}

/// The changes, kind by kind.
pub fn entries(
    out: &mut impl Write,
    settings: &Settings,
    (plan, old): (&Plan, &[Product]),
    brief: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    let shown = shown(brief);
    for kind in Kind::ALL {
        let of_kind: Vec<&Entry> = plan
            .entries
            .iter()
            .filter(|entry| entry.kind == kind && !entry.is_doubtful())
            .collect();
        part(
            out,
            settings,
            label::change(locale, kind),
            &of_kind,
            old,
            shown,
        )?;
    }
    let doubtful: Vec<&Entry> = plan
        .entries
        .iter()
        .filter(|entry| entry.is_doubtful())
        .collect();
    part(
        out,
        settings,
        locale.t("change.doubtful"),
        &doubtful,
        old,
        shown,
    )
}

/// Lines of a part: all of them, or the first few.
fn shown(brief: bool) -> usize {
    if brief { SHOWN } else { usize::MAX }
}

/// How many products change in which way.
pub fn kinds(out: &mut impl Write, locale: &Locale, plan: &Plan) -> io::Result<()> {
    for kind in Kind::ALL {
        let count = plan.count(kind);
        if count > 0 {
            writeln!(
                out,
                "{:>9}  {}",
                locale.number(count),
                label::change(locale, kind)
            )?;
        }
    }
    Ok(())
}

/// The counts in the order of a report, those that are not zero, and always what is set aside.
pub fn counts<'a>(locale: &'a Locale, lists: &Lists, plan: &Plan) -> Vec<(&'a str, usize)> {
    let kinds = Kind::ALL
        .into_iter()
        .map(|kind| (label::change(locale, kind), plan.count(kind)));
    let mut counts: Vec<(&str, usize)> = kinds.filter(|(_, count)| *count > 0).collect();
    if plan.doubtful() > 0 {
        counts.push((locale.t("change.doubtful"), plan.doubtful()));
    }
    counts.push((locale.t("change.aside"), lists.aside()));
    counts
}

/// How each file was read, and which of its columns were not.
pub fn files(out: &mut impl Write, settings: &Settings, lists: &Lists) -> io::Result<()> {
    let locale = &settings.locale;
    for (path, summary) in &lists.files {
        let mut parts = vec![safe(&path.to_string_lossy())];
        parts.extend(
            summary
                .sheet
                .iter()
                .map(|sheet| locale.fill("import.sheet", &[("name", &safe(sheet))])),
        );
        parts.extend(summary.encoding.map(|encoding| encoding.key().to_owned()));
        if summary.header_row > 0 {
            parts.push(locale.fill("import.header", &[("row", &summary.header_row)]));
        }
        let products = locale.number(summary.products as usize);
        let rows = locale.number(summary.rows as usize);
        parts.push(locale.fill("import.read", &[("n", &products), ("rows", &rows)]));
        writeln!(out, "{}", parts.join(" · "))?;
        let unread: Vec<String> = summary
            .columns
            .iter()
            .filter(|column| column.field.is_none())
            .map(|column| format!("“{}”", safe(&column.label)))
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

/// The problems, the heaviest first, each with its row, column and value.
pub fn problems(
    out: &mut impl Write,
    settings: &Settings,
    lists: &Lists,
    shown: usize,
) -> io::Result<()> {
    let locale = &settings.locale;
    for weight in [Weight::SetAside, Weight::Left, Weight::Remark] {
        let of_weight: Vec<&(usize, Problem)> = lists
            .problems
            .iter()
            .filter(|(_, problem)| problem.reason.weight() == weight)
            .collect();
        if of_weight.is_empty() {
            continue;
        }
        let count = locale.number(of_weight.len());
        writeln!(out, "\n{} ({count})", label::weight(locale, weight))?;
        for (file, problem) in of_weight.iter().take(shown) {
            let name = (lists.files.len() > 1)
                .then(|| lists.files.get(*file))
                .flatten()
                .map(|(path, _)| format!("{}: ", safe(&path.to_string_lossy())));
            writeln!(
                out,
                "  {}{}",
                name.unwrap_or_default(),
                problem_line(locale, problem)
            )?;
        }
        rest(out, locale, of_weight.len(), shown)?;
    }
    Ok(())
}

fn part(
    out: &mut impl Write,
    settings: &Settings,
    title: &str,
    entries: &[&Entry],
    old: &[Product],
    shown: usize,
) -> io::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let locale = &settings.locale;
    writeln!(out, "\n{title} ({})", locale.number(entries.len()))?;
    for entry in entries.iter().take(shown) {
        writeln!(out, "  {}", safe(&head(locale, entry)))?;
        for line in details(locale, entry, old) {
            writeln!(out, "      {}", safe(&line))?;
        }
    }
    rest(out, locale, entries.len(), shown)
}

fn rest(out: &mut impl Write, locale: &Locale, all: usize, shown: usize) -> io::Result<()> {
    if all > shown {
        let left = locale.number(all - shown);
        writeln!(out, "  {}", locale.fill("import.more", &[("n", &left)]))?;
    }
    Ok(())
}
