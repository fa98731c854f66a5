//! What an import would change, as text: the files, the counts, the changes, the problems.
//!
//! On a terminal long parts are cut and say so; in a pipe everything is printed. Must not: decide.

use std::io::{self, Write};

use ocop_index::Product;
use ocop_index::change::{Change, Entry, Kind, Plan};
use ocop_index::product::Recognition;
use ocop_index::source::field::{ActField, Field};
use ocop_index::source::problem::{Problem, Weight};

use crate::label;
use crate::locale::Locale;
use crate::reading::Lists;
use crate::record;
use crate::settings::{Settings, safe};

/// Lines of one part on a terminal.
const SHOWN: usize = 12;

/// Prints everything.
pub fn print(
    out: &mut impl Write,
    settings: &Settings,
    lists: &Lists,
    plan: &Plan,
    old: &[Product],
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
    entries(out, settings, plan, old)?;
    problems(out, settings, lists, shown(settings))
}

/// The changes, kind by kind.
pub fn entries(
    out: &mut impl Write,
    settings: &Settings,
    plan: &Plan,
    old: &[Product],
) -> io::Result<()> {
    let locale = &settings.locale;
    let shown = shown(settings);
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

/// Lines of a part: all of them where nobody looks at a window.
fn shown(settings: &Settings) -> usize {
    if settings.width.is_some() {
        SHOWN
    } else {
        usize::MAX
    }
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

/// `dòng 12, cột “Hạng sao”: “6” — …`.
pub fn problem_line(locale: &Locale, problem: &Problem) -> String {
    let reason = locale
        .t(&format!("problem.{}", problem.reason.key()))
        .to_owned();
    let column = safe(&problem.column);
    let value = safe(&problem.value);
    let key = match (problem.column.is_empty(), problem.value.is_empty()) {
        (true, true) => "import.at_row",
        (true, false) => "import.at_row_value",
        (false, true) => "import.at_cell",
        (false, false) => "import.at_cell_value",
    };
    locale.fill(
        key,
        &[
            ("row", &problem.row),
            ("column", &column),
            ("value", &value),
            ("reason", &reason),
        ],
    )
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

/// An entry in a line: name, producer, place, and the row it comes from.
pub fn head(locale: &Locale, entry: &Entry) -> String {
    let product = &entry.after;
    let producer = product
        .producer
        .as_ref()
        .map(|producer| producer.name.clone());
    let place = label::place(product);
    let mut parts = vec![product.name.clone()];
    parts.extend(producer.filter(|name| !name.is_empty()));
    parts.extend(Some(place).filter(|place| !place.is_empty()));
    if let Some((_, row)) = entry.origin {
        parts.push(locale.fill("import.row", &[("row", &row)]));
    }
    parts.join(" · ")
}

/// What an entry changes, a line each.
pub fn details(locale: &Locale, entry: &Entry, old: &[Product]) -> Vec<String> {
    let product = &entry.after;
    let mut lines = Vec::new();
    if entry.before.is_none() {
        lines.extend(
            product
                .recognitions
                .iter()
                .map(|act| record::act(locale, act)),
        );
        let suspects = entry.suspects.iter().filter_map(|at| old.get(*at));
        lines.extend(suspects.map(|suspect| {
            let producer = suspect
                .producer
                .as_ref()
                .map_or("", |producer| &producer.name);
            let place = label::place(suspect);
            locale.fill(
                "import.suspect",
                &[
                    ("id", &suspect.id),
                    ("name", &suspect.name),
                    ("producer", &producer),
                    ("place", &place),
                ],
            )
        }));
        return lines;
    }
    for change in Plan::changes(entry, old) {
        lines.push(self::change(locale, &change));
    }
    lines
}

fn change(locale: &Locale, change: &Change) -> String {
    let act = |act: &Recognition| record::act(locale, act);
    match change {
        Change::Added(added) => locale.fill("import.act_added", &[("act", &act(added))]),
        Change::Removed(removed) => locale.fill("import.act_removed", &[("act", &act(removed))]),
        Change::Field {
            field,
            before,
            after,
        } => {
            let none = locale.t("import.blank");
            let shown = |text: &str| {
                if text.is_empty() {
                    none.to_owned()
                } else {
                    value(locale, *field, text)
                }
            };
            let name = field_name(locale, *field);
            locale.fill(
                "import.field",
                &[
                    ("field", &name),
                    ("before", &shown(before)),
                    ("after", &shown(after)),
                ],
            )
        }
    }
}

/// The name of a field; of a recognition's, with its number.
pub fn field_name(locale: &Locale, field: Field) -> String {
    match field {
        Field::Act(0, part) => locale.t(&format!("field.{}", part.key())).to_owned(),
        Field::Act(number, part) => {
            let name = locale.t(&format!("field.{}", part.key())).to_owned();
            locale.fill("field.of_act", &[("n", &number), ("field", &name)])
        }
        plain => locale.t(&format!("field.{plain}")).to_owned(),
    }
}

/// A machine-readable text as a person reads it.
fn value(locale: &Locale, field: Field, text: &str) -> String {
    match field {
        Field::Kind => locale.t(&format!("kind.{text}")).to_owned(),
        Field::Group => label::group(locale, text.trim_end_matches('~')),
        Field::Act(_, ActField::Kind) => locale.t(&format!("act.{text}")).to_owned(),
        Field::Act(_, ActField::Date | ActField::Seen) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |when| locale.when(when)),
        Field::Act(_, ActField::Expires) => text
            .parse()
            .map_or_else(|_| text.to_owned(), |day| locale.date(day)),
        _ => text.to_owned(),
    }
}
