//! Statistics for people: by one or two facets, by month, and of two questions side by side.
//!
//! In a pipe nothing is cut. Must not: count, or write an escape.

use std::io::{self, Write};

use jiff::civil::Date;
use ocop_index::search::{CrossTab, DueCount, FacetCount, FacetCounts};
use ocop_index::stats::{Pair, REPORTED, Totals};
use ocop_index::{Facet, clean};
use unicode_width::UnicodeWidthStr;

use crate::label;
use crate::locale::Locale;
use crate::settings::Settings;
use crate::text::{cut_to, fit};

/// Stands for what was cut.
const CUT: &str = "…";

/// Most columns of a name on a terminal.
const NAME: usize = 28;

/// The facets of a short report, in its order.
pub const SHORT: [Facet; 4] = [Facet::Star, Facet::Kind, Facet::District, Facet::Status];

/// How many products of how many producers.
pub fn pair(locale: &Locale, totals: &Totals, day: Date) -> String {
    let numbers = [totals.products, totals.producers].map(|number| locale.number(number));
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("products", &numbers[0]),
        ("producers", &numbers[1]),
        ("day", &locale.date(day)),
    ];
    locale.fill("report.totals", &values)
}

/// What part of the rated products is on the net, and can be traced.
pub fn shares(locale: &Locale, totals: &Totals) -> [String; 2] {
    let coverage = totals.coverage;
    let counts = [
        ("report.online", coverage.online),
        ("report.traced", coverage.traced),
    ];
    counts.map(|(key, count)| {
        let share = (count * 100).checked_div(coverage.rated).unwrap_or(0);
        let numbers = [count, coverage.rated].map(|number| locale.number(number));
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("n", &numbers[0]),
            ("rated", &numbers[1]),
            ("share", &share),
        ];
        locale.fill(key, &values)
    })
}

/// Prints how many products of how many producers.
pub fn head(out: &mut impl Write, settings: &Settings, totals: &Totals) -> io::Result<()> {
    writeln!(out, "{}\n", pair(&settings.locale, totals, settings.day))
}

/// Prints what part of the rated products is on the net, and can be traced.
pub fn coverage(out: &mut impl Write, settings: &Settings, totals: &Totals) -> io::Result<()> {
    for sentence in shares(&settings.locale, totals) {
        writeln!(out, "{sentence}")?;
    }
    writeln!(out)
}

/// The counts of these facets.
pub fn of(totals: &Totals, facets: &[Facet]) -> Vec<FacetCounts> {
    let of = |facet: &Facet| totals.facets.iter().find(|counts| counts.facet == *facet);
    facets.iter().filter_map(of).cloned().collect()
}

/// Prints two facets at once: a row for each value of the first, a column for each of the second.
pub fn cross(out: &mut impl Write, settings: &Settings, cross: &CrossTab) -> io::Result<()> {
    let locale = &settings.locale;
    let name = |facet: Facet, value: &FacetCount| {
        let label = label::value(locale, facet, &value.value);
        let label = clean::text(&label);
        match settings.width {
            Some(_) => cut_to(&label, NAME, CUT),
            None => label.into_owned(),
        }
    };
    let sum = locale.t("stats.sum");
    let columns = cross.columns.iter();
    let columns = columns.map(|column| name(cross.facets[1], column));
    let heads: Vec<String> = std::iter::once(sum.to_owned()).chain(columns).collect();
    let [rows, columns] = cross.facets.map(|facet| label::facet(locale, facet));
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let names = cross.rows.iter().map(|row| name(cross.facets[0], row));
    let names: Vec<String> = names.chain([sum.to_owned()]).collect();
    let widest = names.iter().chain([&pair]).map(|name| name.width()).max();
    let widest = widest.unwrap_or(0);
    let mut line = |name: &str, cells: Vec<String>| {
        let mut line = fit(name, widest, CUT);
        for (cell, head) in cells.iter().zip(&heads) {
            let width = head.width().max(7);
            line.push_str(&" ".repeat(width + 2 - cell.width().min(width)));
            line.push_str(cell);
        }
        writeln!(out, "{line}")
    };
    line(&pair, heads.clone())?;
    let number = |count: u32| locale.number(count as usize);
    for ((row, cells), name) in cross.rows.iter().zip(&cross.cells).zip(&names) {
        let cells = std::iter::once(row.count).chain(cells.iter().copied());
        line(name, cells.map(number).collect())?;
    }
    let sums = cross.columns.iter().map(|column| number(column.count));
    let all = std::iter::once(locale.number(cross.products));
    line(sum, all.chain(sums).collect())
}

/// Prints when certificates end.
pub fn due(out: &mut impl Write, settings: &Settings, due: &[DueCount]) -> io::Result<()> {
    let locale = &settings.locale;
    let sum: u32 = due.iter().map(|due| due.count).sum();
    let sum = locale.number(sum as usize);
    writeln!(out, "{}", locale.fill("stats.ends", &[("n", &sum)]))?;
    for due in due {
        let count = locale.number(due.count as usize);
        writeln!(out, "  {count:>7}  {}", label::due(locale, due.due))?;
    }
    Ok(())
}

/// Prints the totals of two questions, each with its line, side by side, and what the first has more than the second.
pub fn compared(
    out: &mut impl Write,
    settings: &Settings,
    (line, totals): (&str, &Totals),
    (other, others): (&str, &Totals),
) -> io::Result<()> {
    let locale = &settings.locale;
    for (name, line) in [("A", line), ("B", other)] {
        writeln!(out, "{name}: {}", clean::text(line))?;
    }
    writeln!(out, "\n{:>9} {:>9} {:>9}", "A", "B", "A - B")?;
    let mut line = |pair: Option<[usize; 2]>, name: &str| {
        let Some([one, two]) = pair else {
            return writeln!(out, "\n{:31}{}", "", clean::text(name));
        };
        let more = locale.difference(one, two);
        let [one, two] = [one, two].map(|number| locale.number(number));
        writeln!(out, "{one:>9} {two:>9} {more:>9}  {}", clean::text(name))
    };
    let producers = [totals.producers, others.producers];
    line(
        Some([totals.products, others.products]),
        locale.t("stats.products"),
    )?;
    line(Some(producers), locale.t("stats.producers"))?;
    for facet in REPORTED {
        line(None, label::facet(locale, facet))?;
        for Pair { value, counts, .. } in totals.beside(Some(others), facet) {
            let counts = counts.map(|count| count as usize);
            line(Some(counts), &label::value(locale, facet, &value))?;
        }
    }
    Ok(())
}
