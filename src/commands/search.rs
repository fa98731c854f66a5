//! `ocop search`: the list of hits.

use std::io::Write;

use ocop_index::search::HitExplanation;
use ocop_index::{Catalog, SearchAnswer};

use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::question::{self, resolve_query};
use crate::cli::args::{SearchArgs, SearchFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::read_as_json::read_as_json;
use crate::report::{chosen_columns, hit_list, json, text_table};
use crate::wording::left_out_filter;

/// Hits loaded at a time, so that a long list streams.
const BATCH_SIZE: usize = 512;

/// Lists the hits of a query.
pub fn run_search(settings: &Settings, args: &SearchArgs, out: &mut impl Write) -> CommandResult {
    let has_fixed_fields = matches!(args.format, SearchFormat::Jsonl | SearchFormat::Csv);
    if args.explain && has_fixed_fields {
        let sentence = settings.locale.t("error.explain").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    let catalog = &opened.catalog;
    let locale = &settings.locale;
    let asked = resolve_query(opened, &args.query, args.sort.as_deref(), locale)?;
    let mut answer = catalog.search(&asked.query)?;
    let shown = answer.total().min(args.limit.unwrap_or(usize::MAX));
    match args.format {
        SearchFormat::Json => {
            let hits = catalog.load_hits(&mut answer, 0..shown)?;
            let why = collect_explanations(catalog, &mut answer, shown, args.explain)?;
            let line = (&asked.reading, &asked.query);
            let answered = question::answer_question(locale, catalog, line, &mut answer)?;
            let read_as = read_as_json(&asked.reading, answer.read_as_words(), answered.as_deref());
            let left_out = left_out_filter::left_out_filters(locale, &asked.line, &asked.reading);
            let query = answer.searched_query(&asked.query);
            json::write_search_json(
                out,
                settings,
                (&query, read_as, &left_out),
                &answer,
                (&hits, &why),
            )?;
        }
        SearchFormat::Table => {
            let hits = catalog.load_hits(&mut answer, 0..shown)?;
            let why = collect_explanations(catalog, &mut answer, shown, args.explain)?;
            let left_out =
                left_out_filter::describe_list_without_filters(locale, &asked.line, &asked.reading);
            if let Some(line) = &left_out {
                writeln!(out, "{line}")?;
            }
            for line in question::reading_lines(locale, &asked, &answer) {
                writeln!(out, "{line}")?;
            }
            let line = (&asked.reading, &asked.query);
            if let Some(line) = question::answer_question(locale, catalog, line, &mut answer)? {
                writeln!(out, "{line}")?;
            }
            let query = answer.searched_query(&asked.query);
            text_table::print_hit_list(out, settings, (&query, &answer), (&hits, &why))?;
        }
        SearchFormat::Jsonl | SearchFormat::Csv => {
            question::print_reading(locale, &asked, &answer);
            let columns = settings.columns.asked.as_deref();
            let fields =
                columns.map_or_else(|| json::HIT_FIELDS.to_vec(), chosen_columns::field_names);
            let is_csv = args.format == SearchFormat::Csv;
            let mut rows = hit_list::HitListWriter::new(is_csv, &fields, out)?;
            for start in (0..shown).step_by(BATCH_SIZE) {
                let batch = start..(start + BATCH_SIZE).min(shown);
                for hit in catalog.load_hits(&mut answer, batch)? {
                    match columns {
                        Some(columns) => rows.write_row(&chosen_columns::build_fields(
                            locale,
                            columns,
                            &hit,
                            settings.day,
                        ))?,
                        None if is_csv => rows.write_row(&json::HitSummary::new(&hit))?,
                        None => {
                            rows.write_row(&json::HitSummary::with_work(
                                &hit,
                                catalog.has_marks(),
                            ))?;
                        }
                    }
                }
            }
            rows.finish()?;
        }
    }
    Ok(exit::code_for_hits(answer.total()))
}

/// Why each of the first `shown` hits was found; empty unless `is_wanted`.
fn collect_explanations(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
    shown: usize,
    is_wanted: bool,
) -> Result<Vec<HitExplanation>, CommandFailure> {
    let mut why = Vec::new();
    for rank in 0..if is_wanted { shown } else { 0 } {
        why.extend(catalog.explain_hit(answer, rank)?);
    }
    Ok(why)
}
