//! `ocop stats`: totals as officials report them, n products of m producers; by one or two groupings, by the month of
//! expiry, or compared with another query, day or generation. The engine counts.

use std::io::Write;
use std::path::Path;

use ocop_index::ConditionScope;
use ocop_index::query::language::QueryField;
use ocop_index::search::{Grouping, compare_expiries, compare_values};
use ocop_index::store::OpenedCatalog;

use crate::catalog::FacetValueNames;
use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{StatsArgs, StatsFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::counted_list::{CountedList, GroupFigures, StatisticsGrouping};
use crate::commands::stats_reference::count_reference;
use crate::report::export_format::ExportFormat;
use crate::report::figure_file;
use crate::report::figure_table::{FigureTable, FigureTableBuilder};
use crate::report::{json, statistics, statistics_json, table_file, text_table};
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The value of `--by` that groups by the month of expiry.
pub(super) const DUE_MONTH: &str = "due-month";

/// Prints the totals of a query, or writes them into a file.
pub fn run_stats(settings: &Settings, args: &StatsArgs, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    let grouping = parse_grouping(&args.by, locale)?;
    let format = output_format(args, locale)?;
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    let locale = &settings.locale;
    refuse_grouping_without_marks(grouping, opened, locale)?;
    let asked = resolve_query(opened, &args.query, None, locale)?;
    let names = FacetValueNames::from_catalog(&opened.catalog, locale);
    let answer = opened.catalog.search(&asked.query)?;
    print_reading(locale, &asked, &answer);
    let mut list = CountedList::count(&opened.catalog, (&asked.query, &answer), grouping, &names)?;
    list.generation = opened.generation;
    let reference = count_reference(settings, args, (opened, &names), &asked.query, grouping)?;
    let products = reference.as_ref().map_or(0, |other| other.totals.products);
    let code = exit::code_for_hits(list.totals.products.max(products));
    let file = args.out.as_deref().filter(|path| *path != Path::new("-"));
    if file.is_some() {
        settings.require_paths()?;
    }
    let choice = (args.force, settings.export_access);
    let Some(format) = format.file_format() else {
        let mut text = Vec::new();
        match format {
            OutputFormat::Json => print_json(&mut text, settings, &list, reference.as_ref())?,
            _ => print_text(&mut text, settings, &list, reference.as_ref())?,
        }
        match file {
            Some(path) => {
                table_file::write_file_atomically(path, choice, |out| Ok(out.write_all(&text)?))?;
            }
            None => out.write_all(&text)?,
        }
        return Ok(code);
    };
    let table = build_table(locale, &list, reference.as_ref());
    let Some(path) = file else {
        if format == ExportFormat::Xlsx {
            let refusal = locale.t("error.export_stdout").to_owned();
            return Err(CommandFailure::Usage(refusal));
        }
        figure_file::write_text(&table, locale, (format, args.bom), out)?;
        return Ok(code);
    };
    table_file::write_file_atomically(path, choice, |out| {
        figure_file::write_file(&table, locale, (format, args.bom), out)
    })?;
    let path = sanitize_text(&path.to_string_lossy());
    let sentence = locale.fill("figures.written", &[("path", &path)]);
    writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
    Ok(code)
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OutputFormat {
    Text,
    Json,
    Table(ExportFormat),
}

impl OutputFormat {
    const fn file_format(self) -> Option<ExportFormat> {
        match self {
            Self::Table(format) => Some(format),
            Self::Text | Self::Json => None,
        }
    }
}

/// The format that was asked for, or that of the file's name.
fn output_format(args: &StatsArgs, locale: &Locale) -> Result<OutputFormat, CommandFailure> {
    let file = args.out.as_deref().filter(|path| *path != Path::new("-"));
    let Some(format) = args.format else {
        let Some(path) = file else {
            return Ok(OutputFormat::Text);
        };
        let ending = path.extension().and_then(|ending| ending.to_str());
        return match ending.map(str::to_lowercase).as_deref() {
            Some("csv") => Ok(OutputFormat::Table(ExportFormat::Csv)),
            Some("xlsx") => Ok(OutputFormat::Table(ExportFormat::Xlsx)),
            Some("md") => Ok(OutputFormat::Table(ExportFormat::Md)),
            Some("json") => Ok(OutputFormat::Json),
            Some("txt") => Ok(OutputFormat::Text),
            _ => Err(CommandFailure::Usage(
                locale.t("error.stats_format").to_owned(),
            )),
        };
    };
    Ok(match format {
        StatsFormat::Table => OutputFormat::Text,
        StatsFormat::Json => OutputFormat::Json,
        StatsFormat::Csv => OutputFormat::Table(ExportFormat::Csv),
        StatsFormat::Xlsx => OutputFormat::Table(ExportFormat::Xlsx),
        StatsFormat::Md => OutputFormat::Table(ExportFormat::Md),
    })
}

/// The figures as one table.
fn build_table(
    locale: &Locale,
    list: &CountedList,
    reference: Option<&CountedList>,
) -> FigureTable {
    let builder = FigureTableBuilder {
        locale,
        subject: list.subject(),
        reference: reference.map(CountedList::subject),
    };
    let totals = [Some(&list.totals), reference.map(|other| &other.totals)];
    match (&list.figures, reference.map(|other| &other.figures)) {
        (GroupFigures::CrossTab(table), other) => {
            let other = other.and_then(GroupFigures::cross_tab);
            builder.build_cross_tab(&table.compare(other))
        }
        (GroupFigures::Expiries(counts), other) => {
            let other = other.and_then(GroupFigures::expiries).unwrap_or_default();
            builder.build_expiries(&compare_expiries(counts, other))
        }
        (GroupFigures::Group(grouping, values), other) => {
            let other = other.and_then(GroupFigures::values).unwrap_or_default();
            let values = compare_values(values, other);
            builder.build_totals(totals, &[(*grouping, values)])
        }
        (GroupFigures::Report, _) => {
            let groups = statistics::compare_reported_facets(&list.totals, totals[1]);
            builder.build_totals(totals, &groups)
        }
    }
}

fn print_text(
    out: &mut impl Write,
    settings: &Settings,
    list: &CountedList,
    reference: Option<&CountedList>,
) -> Result<(), CommandFailure> {
    if let Some(other) = reference {
        let is_same = (list.day, list.generation) == (other.day, other.generation);
        let line = |list: &CountedList| {
            if is_same {
                list.line.clone()
            } else {
                list.subject().describe_side(&settings.locale)
            }
        };
        let sides = [line(list), line(other)];
        if matches!(list.figures, GroupFigures::Report) {
            let sides = [(&*sides[0], &list.totals), (&*sides[1], &other.totals)];
            statistics::print_comparison(out, settings, sides[0], sides[1])?;
            return Ok(());
        }
        statistics::print_compared_sides(out, &sides)?;
        statistics::print_compared_totals(out, settings, [&list.totals, &other.totals])?;
    } else {
        statistics::print_totals(out, settings, &list.totals)?;
    }
    let is_compared = reference.is_some();
    let others = reference.map(|other| &other.figures);
    match &list.figures {
        GroupFigures::Report => {
            statistics::print_coverage(out, settings, &list.totals)?;
            text_table::print_facet_counts(
                out,
                settings,
                &statistics::select_facet_counts(&list.totals, &statistics::SUMMARY_FACETS),
            )?;
        }
        GroupFigures::Group(Grouping::Facet(facet), _) if !is_compared => {
            let counts = statistics::select_facet_counts(&list.totals, &[*facet]);
            text_table::print_facet_counts(out, settings, &counts)?;
        }
        GroupFigures::Group(grouping, values) => {
            let other = others.and_then(GroupFigures::values).unwrap_or_default();
            let values = compare_values(values, other);
            text_table::print_groups(out, settings, (*grouping, &values), is_compared)?;
        }
        GroupFigures::CrossTab(table) => {
            let other = others.and_then(GroupFigures::cross_tab);
            statistics::print_cross_tab(out, settings, &table.compare(other), is_compared)?;
        }
        GroupFigures::Expiries(counts) => {
            let other = others.and_then(GroupFigures::expiries).unwrap_or_default();
            let expiries = compare_expiries(counts, other);
            statistics::print_expiry_counts(out, settings, &expiries, is_compared)?;
        }
    }
    Ok(())
}

fn print_json(
    out: &mut impl Write,
    settings: &Settings,
    list: &CountedList,
    reference: Option<&CountedList>,
) -> Result<(), CommandFailure> {
    let is_compared = reference.is_some();
    let build = |list: &CountedList| {
        let counted = (&list.query, &list.totals);
        let mut document = match &list.figures {
            GroupFigures::Report if is_compared => {
                statistics_json::build_comparison_side(settings, counted)
            }
            GroupFigures::Report => json::build_statistics_document(settings, counted),
            GroupFigures::Group(grouping, values) => {
                statistics_json::build_group_document(settings, counted, (*grouping, values))
            }
            GroupFigures::CrossTab(table) => {
                statistics_json::build_cross_tab_document(settings, counted, table)
            }
            GroupFigures::Expiries(counts) => {
                statistics_json::build_expiry_document(settings, counted, (DUE_MONTH, counts))
            }
        };
        document.insert("on".into(), list.day.to_string().into());
        document
    };
    let mut document = build(list);
    if let Some(other) = reference {
        let mut against = build(other);
        let generation = other
            .generation
            .filter(|_| other.generation != list.generation);
        if let Some(number) = generation {
            against.insert("generation".into(), number.into());
        }
        document.insert("against".into(), against.into());
    }
    json::print_document(out, &document.into())?;
    Ok(())
}

/// Refuses to count by what people did with products where nothing of that is known.
fn refuse_grouping_without_marks(
    grouping: StatisticsGrouping,
    opened: &OpenedCatalog,
    locale: &Locale,
) -> Result<(), CommandFailure> {
    let groupings = match grouping {
        StatisticsGrouping::Group(one) => vec![one],
        StatisticsGrouping::Pair(pair) => pair.to_vec(),
        _ => Vec::new(),
    };
    let facets = groupings.into_iter().filter_map(Grouping::facet);
    let mut marks = facets.filter(|facet| facet.is_mark());
    match marks.next().filter(|_| !opened.catalog.has_marks()) {
        Some(facet) => {
            let name = label::facet_label(locale, facet);
            let sentence = locale.fill("error.not_kept", &[("facet", &name)]);
            Err(CommandFailure::Usage(sentence))
        }
        None => Ok(()),
    }
}

/// Parses the values of `--by`.
fn parse_grouping(by: &[String], locale: &Locale) -> Result<StatisticsGrouping, CommandFailure> {
    let grouping = |text: &String| match QueryField::from_name(text) {
        Some(QueryField::Facet(facet)) => Ok(Grouping::Facet(facet)),
        Some(QueryField::Scope(ConditionScope::Producer)) => Ok(Grouping::Producer),
        Some(QueryField::Scope(ConditionScope::Specialty)) => Ok(Grouping::Specialty),
        _ => {
            let known = Grouping::ALL.map(Grouping::key).join(", ");
            let known = [&known, DUE_MONTH].join(", ");
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("value", &sanitize_text(text)), ("known", &known)];
            Err(CommandFailure::Usage(locale.fill("error.by", &values)))
        }
    };
    match by {
        [] => Ok(StatisticsGrouping::Report),
        [one] if one == DUE_MONTH => Ok(StatisticsGrouping::DueMonth),
        [one] => Ok(StatisticsGrouping::Group(grouping(one)?)),
        [rows, columns] if rows != DUE_MONTH && columns != DUE_MONTH => {
            let groupings = [grouping(rows)?, grouping(columns)?];
            if groupings[0] == groupings[1] {
                return Err(CommandFailure::Usage(locale.t("error.by_two").to_owned()));
            }
            Ok(StatisticsGrouping::Pair(groupings))
        }
        _ => Err(CommandFailure::Usage(locale.t("error.by_two").to_owned())),
    }
}
