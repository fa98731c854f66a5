//! Statistics as text: by one or two facets, by month of expiry, and two queries side by side.
//!
//! The engine counts. In a pipe nothing is cut; there are no escape sequences.

use std::io::{self, Write};

use jiff::civil::Date;
use ocop_index::list_totals::{ComparedValue, ListTotals, REPORTED_FACETS};
use ocop_index::search::{ComparedCrossTab, ComparedExpiry, FacetCounts, Grouping};
use ocop_index::{Facet, clean};
use unicode_width::UnicodeWidthStr;

use crate::cli::settings::Settings;
use crate::wording::grouping_label::{group_label, grouping_label};
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Marks a cut.
const ELLIPSIS: &str = "…";

/// The most columns of a name on a terminal.
const MAX_NAME_WIDTH: usize = 28;

/// The facets of the short report, in its order; marks only where the catalogue has any.
pub const SUMMARY_FACETS: [Facet; 6] = [
    Facet::Star,
    Facet::ProducerKind,
    Facet::District,
    Facet::Status,
    Facet::ReviewState,
    Facet::Verdict,
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

/// The values of the reported facets, each with its counts in both lists.
pub fn compare_reported_facets(
    totals: &ListTotals,
    others: Option<&ListTotals>,
) -> Vec<(Grouping, Vec<ComparedValue>)> {
    let compare = |facet| (Grouping::Facet(facet), totals.compare_facet(others, facet));
    let is_reported = |(facet, (_, values)): &(Facet, (Grouping, Vec<ComparedValue>))| {
        !facet.is_mark() || !values.is_empty()
    };
    let compared = REPORTED_FACETS.map(|facet| (facet, compare(facet)));
    let compared = compared.into_iter().filter(is_reported);
    compared.map(|(_, compared)| compared).collect()
}

/// Prints a cross table: a row for each value of the first grouping, a column for each value of the second. Compared
/// cells are `6 (+2)`.
pub fn print_cross_tab(
    out: &mut impl Write,
    settings: &Settings,
    cross: &ComparedCrossTab,
    is_compared: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    let name = |grouping: Grouping, value: &ComparedValue| {
        let label = group_label(locale, grouping, &value.value);
        let label = clean::clean_text(&label);
        match settings.width {
            Some(_) => truncate_to_width(&label, MAX_NAME_WIDTH, ELLIPSIS),
            None => label.into_owned(),
        }
    };
    let sum = locale.t("stats.sum");
    let columns = cross.columns.iter();
    let columns = columns.map(|column| name(cross.groupings[1], column));
    let heads: Vec<String> = std::iter::once(sum.to_owned()).chain(columns).collect();
    let labels = cross
        .groupings
        .map(|grouping| grouping_label(locale, grouping));
    let [rows, columns] = labels;
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let names = cross.rows.iter().map(|row| name(cross.groupings[0], row));
    let names: Vec<String> = names.chain([sum.to_owned()]).collect();
    let widest = names.iter().chain([&pair]).map(|name| name.width()).max();
    let widest = widest.unwrap_or(0);
    let number = |counts: [u32; 2]| format_cell(locale, counts.map(|n| n as usize), is_compared);
    let body = cross.rows.iter().zip(&cross.cells).map(|(row, cells)| {
        let cells = cells.iter().map(|cell| number(*cell));
        std::iter::once(number(row.counts)).chain(cells).collect()
    });
    let sums = cross.columns.iter().map(|column| number(column.counts));
    let all = format_cell(locale, cross.products, is_compared);
    let sums: Vec<String> = std::iter::once(all).chain(sums).collect();
    let lines: Vec<Vec<String>> = std::iter::once(heads).chain(body).chain([sums]).collect();
    let widths: Vec<usize> = (0..=cross.columns.len())
        .map(|column| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0).max(7)
        })
        .collect();
    let names = std::iter::once(&pair).chain(&names);
    for (name, cells) in names.zip(&lines) {
        let mut line = truncate_and_pad(name, widest, ELLIPSIS);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&" ".repeat(width + 2 - cell.width()));
            line.push_str(cell);
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A number, beside the one that it is compared with.
fn format_cell(locale: &Locale, counts: [usize; 2], is_compared: bool) -> String {
    if is_compared {
        locale.format_compared(counts)
    } else {
        locale.format_number(counts[0])
    }
}

/// Prints the number of certificates that expire in each period.
pub fn print_expiry_counts(
    out: &mut impl Write,
    settings: &Settings,
    expiries: &[ComparedExpiry],
    is_compared: bool,
) -> io::Result<()> {
    let locale = &settings.locale;
    let sum: u32 = expiries.iter().map(|expiry| expiry.counts[0]).sum();
    let sum = locale.format_number(sum as usize);
    writeln!(out, "{}", locale.fill("stats.ends", &[("n", &sum)]))?;
    let width = if is_compared { 14 } else { 7 };
    for expiry in expiries {
        let counts = expiry.counts.map(|count| count as usize);
        let count = format_cell(locale, counts, is_compared);
        let label = label::expiry_period_label(locale, expiry.period);
        writeln!(out, "  {count:>width$}  {label}")?;
    }
    Ok(())
}

/// Prints what is compared, a line each.
pub fn print_compared_sides(out: &mut impl Write, sides: &[String; 2]) -> io::Result<()> {
    for (name, line) in ["A", "B"].iter().zip(sides) {
        writeln!(out, "{name}: {}", clean::clean_text(line))?;
    }
    writeln!(out)
}

/// Prints the numbers of products and producers of two lists.
pub fn print_compared_totals(
    out: &mut impl Write,
    settings: &Settings,
    [totals, others]: [&ListTotals; 2],
) -> io::Result<()> {
    let locale = &settings.locale;
    let number = |counts| locale.format_compared(counts);
    let values: [(&str, &dyn std::fmt::Display); 2] = [
        ("products", &number([totals.products, others.products])),
        ("producers", &number([totals.producers, others.producers])),
    ];
    writeln!(out, "{}\n", locale.fill("stats.totals", &values))
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
    print_compared_sides(out, &[line.to_owned(), other.to_owned()])?;
    writeln!(out, "{:>9} {:>9} {:>9}", "A", "B", "A - B")?;
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
        let values = totals.compare_facet(Some(others), facet);
        if facet.is_mark() && values.is_empty() {
            continue;
        }
        line(None, label::facet_label(locale, facet))?;
        for ComparedValue { value, counts, .. } in values {
            let counts = counts.map(|count| count as usize);
            line(
                Some(counts),
                &label::facet_value_label(locale, facet, &value),
            )?;
        }
    }
    Ok(())
}
