//! Statistics as text: by one or two facets, by month of expiry, and two queries side by side.
//!
//! The engine counts. In a pipe nothing is cut; there are no escape sequences.

use std::io::{self, Write};

use jiff::civil::Date;
use ocop_index::list_totals::{ComparedValue, ListTotals, REPORTED_FACETS};
use ocop_index::search::{CrossTab, ExpiryCount, FacetCounts, FacetValueCount};
use ocop_index::{Facet, clean};
use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Marks a cut.
const ELLIPSIS: &str = "…";

/// The most columns of a name on a terminal.
const MAX_NAME_WIDTH: usize = 28;

/// The facets of the short report, in its order.
pub const SUMMARY_FACETS: [Facet; 4] = [
    Facet::Star,
    Facet::ProducerKind,
    Facet::District,
    Facet::Status,
];

/// The numbers of products and producers as a sentence.
pub fn describe_product_totals(locale: &Locale, totals: &ListTotals, day: Date) -> String {
    let numbers = [totals.products, totals.producers].map(|number| locale.format_number(number));
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("products", &numbers[0]),
        ("producers", &numbers[1]),
        ("day", &locale.format_date(day)),
    ];
    locale.fill("report.totals", &values)
}

/// The shares of rated products that are sold online and that can be traced, a sentence each.
pub fn describe_coverage(locale: &Locale, totals: &ListTotals) -> [String; 2] {
    let coverage = totals.coverage;
    let counts = [
        ("report.online", coverage.online),
        ("report.traced", coverage.traced),
    ];
    counts.map(|(key, count)| {
        let share = (count * 100).checked_div(coverage.rated).unwrap_or(0);
        let numbers = [count, coverage.rated].map(|number| locale.format_number(number));
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("n", &numbers[0]),
            ("rated", &numbers[1]),
            ("share", &share),
        ];
        locale.fill(key, &values)
    })
}

/// Prints the numbers of products and producers.
pub fn print_totals(
    out: &mut impl Write,
    settings: &Settings,
    totals: &ListTotals,
) -> io::Result<()> {
    writeln!(
        out,
        "{}\n",
        describe_product_totals(&settings.locale, totals, settings.day)
    )
}

/// Prints the shares of rated products that are sold online and that can be traced.
pub fn print_coverage(
    out: &mut impl Write,
    settings: &Settings,
    totals: &ListTotals,
) -> io::Result<()> {
    for sentence in describe_coverage(&settings.locale, totals) {
        writeln!(out, "{sentence}")?;
    }
    writeln!(out)
}

/// The counts of these facets.
pub fn select_facet_counts(totals: &ListTotals, facets: &[Facet]) -> Vec<FacetCounts> {
    let counts_of = |facet: &Facet| totals.facets.iter().find(|counts| counts.facet == *facet);
    facets.iter().filter_map(counts_of).cloned().collect()
}

/// Prints a cross table: a row for each value of the first facet, a column for each value of the second.
pub fn print_cross_tab(
    out: &mut impl Write,
    settings: &Settings,
    cross: &CrossTab,
) -> io::Result<()> {
    let locale = &settings.locale;
    let name = |facet: Facet, value: &FacetValueCount| {
        let label = label::facet_value_label(locale, facet, &value.value);
        let label = clean::clean_text(&label);
        match settings.width {
            Some(_) => truncate_to_width(&label, MAX_NAME_WIDTH, ELLIPSIS),
            None => label.into_owned(),
        }
    };
    let sum = locale.t("stats.sum");
    let columns = cross.columns.iter();
    let columns = columns.map(|column| name(cross.facets[1], column));
    let heads: Vec<String> = std::iter::once(sum.to_owned()).chain(columns).collect();
    let [rows, columns] = cross.facets.map(|facet| label::facet_label(locale, facet));
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let names = cross.rows.iter().map(|row| name(cross.facets[0], row));
    let names: Vec<String> = names.chain([sum.to_owned()]).collect();
    let widest = names.iter().chain([&pair]).map(|name| name.width()).max();
    let widest = widest.unwrap_or(0);
    let mut line = |name: &str, cells: Vec<String>| {
        let mut line = truncate_and_pad(name, widest, ELLIPSIS);
        for (cell, head) in cells.iter().zip(&heads) {
            let width = head.width().max(7);
            line.push_str(&" ".repeat(width + 2 - cell.width().min(width)));
            line.push_str(cell);
        }
        writeln!(out, "{line}")
    };
    line(&pair, heads.clone())?;
    let number = |count: u32| locale.format_number(count as usize);
    for ((row, cells), name) in cross.rows.iter().zip(&cross.cells).zip(&names) {
        let cells = std::iter::once(row.count).chain(cells.iter().copied());
        line(name, cells.map(number).collect())?;
    }
    let sums = cross.columns.iter().map(|column| number(column.count));
    let all = std::iter::once(locale.format_number(cross.products));
    line(sum, all.chain(sums).collect())
}

/// Prints the number of certificates that expire in each period.
pub fn print_expiry_counts(
    out: &mut impl Write,
    settings: &Settings,
    counts: &[ExpiryCount],
) -> io::Result<()> {
    let locale = &settings.locale;
    let sum: u32 = counts.iter().map(|expiry| expiry.count).sum();
    let sum = locale.format_number(sum as usize);
    writeln!(out, "{}", locale.fill("stats.ends", &[("n", &sum)]))?;
    for expiry in counts {
        let count = locale.format_number(expiry.count as usize);
        writeln!(
            out,
            "  {count:>7}  {}",
            label::expiry_period_label(locale, expiry.period)
        )?;
    }
    Ok(())
}

/// Prints the totals of two queries side by side, with the differences between them. Each comes
/// with its query line.
pub fn print_comparison(
    out: &mut impl Write,
    settings: &Settings,
    (line, totals): (&str, &ListTotals),
    (other, others): (&str, &ListTotals),
) -> io::Result<()> {
    let locale = &settings.locale;
    for (name, line) in [("A", line), ("B", other)] {
        writeln!(out, "{name}: {}", clean::clean_text(line))?;
    }
    writeln!(out, "\n{:>9} {:>9} {:>9}", "A", "B", "A - B")?;
    let mut line = |pair: Option<[usize; 2]>, name: &str| {
        let Some([one, two]) = pair else {
            return writeln!(out, "\n{:31}{}", "", clean::clean_text(name));
        };
        let more = locale.format_difference(one, two);
        let [one, two] = [one, two].map(|number| locale.format_number(number));
        writeln!(
            out,
            "{one:>9} {two:>9} {more:>9}  {}",
            clean::clean_text(name)
        )
    };
    let producers = [totals.producers, others.producers];
    line(
        Some([totals.products, others.products]),
        locale.t("stats.products"),
    )?;
    line(Some(producers), locale.t("stats.producers"))?;
    for facet in REPORTED_FACETS {
        line(None, label::facet_label(locale, facet))?;
        for ComparedValue { value, counts, .. } in totals.compare_facet(Some(others), facet) {
            let counts = counts.map(|count| count as usize);
            line(
                Some(counts),
                &label::facet_value_label(locale, facet, &value),
            )?;
        }
    }
    Ok(())
}
