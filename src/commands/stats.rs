//! `ocop stats`: totals as officials report them, n products of m producers; by one or two facets,
//! by the month of expiry, or compared with a second query. The engine counts.

use std::io::Write;

use ocop_index::Facet;
use ocop_index::query::language::QueryField;

use crate::catalog::FacetValueNames;
use crate::catalog::open::open_catalog;
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{QueryArgs, StatsArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::{json, statistics, statistics_json, text_table};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The value of `--by` that groups by the month of expiry.
pub(super) const DUE_MONTH: &str = "due-month";

/// What the totals are grouped by.
enum StatisticsGrouping {
    /// The short report of totals and main facets.
    Report,
    Facet(Facet),
    FacetPair([Facet; 2]),
    DueMonth,
}

/// Prints the totals of a query.
pub fn run_stats(settings: &Settings, args: &StatsArgs, out: &mut impl Write) -> CommandResult {
    let grouping = parse_grouping(&args.by, &settings.locale)?;
    let opened = open_catalog(settings)?;
    let locale = &settings.locale;
    let asked = resolve_query(&opened, &args.query, None, locale)?;
    let catalog = &opened.catalog;
    let answer = catalog.search(&asked.query)?;
    print_reading(locale, &asked, &answer);
    let query = answer.searched_query(&asked.query).into_owned();
    let totals = catalog.count_answer_totals(&answer, &query)?;
    let is_json = args.output.format == SummaryFormat::Json;
    let counted = (&query, &totals);
    if let Some(line) = &args.against {
        let other_args = QueryArgs {
            words: vec![line.clone()],
            ..QueryArgs::default()
        };
        let other_asked = resolve_query(&opened, &other_args, None, locale)?;
        let other_answer = catalog.search(&other_asked.query)?;
        print_reading(locale, &other_asked, &other_answer);
        let other = other_answer.searched_query(&other_asked.query).into_owned();
        let other_totals = catalog.count_answer_totals(&other_answer, &other)?;
        if is_json {
            statistics_json::write_comparison_json(
                out,
                settings,
                counted,
                (&other, &other_totals),
            )?;
        } else {
            let names = FacetValueNames::from_catalog(catalog, &settings.locale);
            let [line, other_line] = [&query, &other].map(|query| names.describe_query(query));
            statistics::print_comparison(
                out,
                settings,
                (&line, &totals),
                (&other_line, &other_totals),
            )?;
        }
        return Ok(exit::code_for_hits(
            totals.products.max(other_totals.products),
        ));
    }
    if !is_json {
        statistics::print_totals(out, settings, &totals)?;
    }
    match (grouping, is_json) {
        (StatisticsGrouping::Report, true) => {
            json::write_statistics_json(out, settings, &query, &totals)?;
        }
        (StatisticsGrouping::Report, false) => {
            statistics::print_coverage(out, settings, &totals)?;
            text_table::print_facet_counts(
                out,
                settings,
                &statistics::select_facet_counts(&totals, &statistics::SUMMARY_FACETS),
            )?;
        }
        (StatisticsGrouping::Facet(facet), true) => {
            statistics_json::write_facet_statistics_json(out, settings, counted, facet)?;
        }
        (StatisticsGrouping::Facet(facet), false) => text_table::print_facet_counts(
            out,
            settings,
            &statistics::select_facet_counts(&totals, &[facet]),
        )?,
        (StatisticsGrouping::FacetPair(facets), true) => {
            statistics_json::write_cross_tab_json(
                out,
                settings,
                counted,
                &catalog.cross_tabulate(&answer, facets),
            )?;
        }
        (StatisticsGrouping::FacetPair(facets), false) => {
            statistics::print_cross_tab(out, settings, &catalog.cross_tabulate(&answer, facets))?;
        }
        (StatisticsGrouping::DueMonth, true) => {
            statistics_json::write_expiry_counts_json(
                out,
                settings,
                counted,
                (DUE_MONTH, &catalog.count_expiries(&answer)),
            )?;
        }
        (StatisticsGrouping::DueMonth, false) => {
            statistics::print_expiry_counts(out, settings, &catalog.count_expiries(&answer))?;
        }
    }
    Ok(exit::code_for_hits(totals.products))
}

/// Parses the values of `--by`.
fn parse_grouping(by: &[String], locale: &Locale) -> Result<StatisticsGrouping, CommandFailure> {
    let facet = |text: &String| {
        if let Some(QueryField::Facet(facet)) = QueryField::from_name(text) {
            return Ok(facet);
        }
        let known = Facet::ALL.map(Facet::key).join(", ");
        let known = [&known, DUE_MONTH].join(", ");
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("value", &sanitize_text(text)), ("known", &known)];
        Err(CommandFailure::Usage(locale.fill("error.by", &values)))
    };
    match by {
        [] => Ok(StatisticsGrouping::Report),
        [one] if one == DUE_MONTH => Ok(StatisticsGrouping::DueMonth),
        [one] => Ok(StatisticsGrouping::Facet(facet(one)?)),
        [rows, columns] if rows != DUE_MONTH && columns != DUE_MONTH => {
            let facets = [facet(rows)?, facet(columns)?];
            if facets[0] == facets[1] {
                return Err(CommandFailure::Usage(locale.t("error.by_two").to_owned()));
            }
            Ok(StatisticsGrouping::FacetPair(facets))
        }
        _ => Err(CommandFailure::Usage(locale.t("error.by_two").to_owned())),
    }
}
