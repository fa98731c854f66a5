//! `ocop export`: the products of a query into a file. The rows come from here, their cells from
//! [`crate::report`].

use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use ocop_index::query::language;
use ocop_index::search::SearchHit;
use ocop_index::source::field::MAX_BLOCKS;
use ocop_index::{Catalog, Facet, Filter, Query, SearchAnswer, Sort};

use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::question::{print_reading, resolve_query};
use crate::catalog::selected_products::ProductId;
use crate::cli::args::{ExportArgs, ExportFileArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::chosen_columns::{self, build_fields};
use crate::report::export_columns::ExportColumns;
use crate::report::export_format::ExportFormat;
use crate::report::table_file::{self, ReportCell, ReportTable};
use crate::report::{markdown, office_workbook};
use crate::user_state::log;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::{label, spoken_reading};

/// Hits loaded at a time.
const BATCH_SIZE: usize = 512;

/// A query with its answer, and the catalogue that the rows come from.
pub struct ExportSource<'a> {
    settings: &'a Settings,
    catalog: &'a Catalog,
    query: Query,
    answer: SearchAnswer,
    /// The products were selected by hand.
    is_selection: bool,
    generation: Option<u64>,
}

/// Writes the products of a query to a file or to standard output.
pub fn run_export(settings: &Settings, args: &ExportArgs, out: &mut impl Write) -> CommandResult {
    let file = &args.file;
    let Some(format) = file.format.or_else(|| format_from_extension(&file.out)) else {
        return Err(CommandFailure::Usage(
            settings.locale.t("error.export_format").to_owned(),
        ));
    };
    refuse_columns_of_fixed_tables(settings, format)?;
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    let locale = &settings.locale;
    let asked = resolve_query(opened, &args.query, args.sort.as_deref(), locale)?;
    let query = asked.query.clone();
    let mut source = ExportSource::new(settings, &opened.catalog, opened.generation, &query)?;
    print_reading(locale, &asked, &source.answer);
    let total = source.answer.total();
    let to_stdout = file.out == Path::new("-");
    if to_stdout {
        match format {
            ExportFormat::Xlsx | ExportFormat::Workbook => {
                return Err(CommandFailure::Usage(
                    settings.locale.t("error.export_stdout").to_owned(),
                ));
            }
            _ => drop(source.write_text(format, file.bom, out)?),
        }
        return Ok(exit::code_for_hits(total));
    }
    let written = source.write_file(format, file)?;
    let path = sanitize_text(&file.out.to_string_lossy());
    let n = settings.locale.format_number(written);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("path", &path)];
    let sentence = settings.locale.fill("export.written", &values);
    writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
    Ok(exit::code_for_hits(total))
}

/// The tables of offices have the columns that their forms have.
fn refuse_columns_of_fixed_tables(
    settings: &Settings,
    format: ExportFormat,
) -> Result<(), CommandFailure> {
    let is_fixed = matches!(format, ExportFormat::Workbook | ExportFormat::Ptnt);
    if !is_fixed || settings.columns.asked.is_none() {
        return Ok(());
    }
    let name = format.to_possible_value();
    let name = name.map_or_else(String::new, |value| value.get_name().to_owned());
    let sentence = settings
        .locale
        .fill("error.columns_fixed", &[("format", &name)]);
    Err(CommandFailure::Usage(sentence))
}

fn format_from_extension(path: &Path) -> Option<ExportFormat> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    match extension.as_str() {
        "csv" => Some(ExportFormat::Csv),
        "xlsx" => Some(ExportFormat::Xlsx),
        "jsonl" => Some(ExportFormat::Jsonl),
        "md" => Some(ExportFormat::Md),
        _ => None,
    }
}

impl<'a> ExportSource<'a> {
    /// Runs the query.
    pub fn new(
        settings: &'a Settings,
        catalog: &'a Catalog,
        generation: Option<u64>,
        query: &Query,
    ) -> ocop_index::Result<Self> {
        let answer = catalog.search(query)?;
        Ok(Self {
            settings,
            catalog,
            query: answer.searched_query(query).into_owned(),
            answer,
            is_selection: false,
            generation,
        })
    }
}

impl ExportSource<'_> {
    /// Leaves only these products, in the order of the list; those that are not in it come last.
    pub fn keep_selected(&mut self, ids: &[ProductId]) -> ocop_index::Result<()> {
        self.answer = self.catalog.choose_products(&mut self.answer, ids)?;
        self.is_selection = true;
        Ok(())
    }

    /// Writes the file, whole or not at all, and returns the number of products.
    pub fn write_file(
        &mut self,
        format: ExportFormat,
        file: &ExportFileArgs,
    ) -> Result<usize, CommandFailure> {
        self.settings.require_paths()?;
        let is_workbook = table_file::is_workbook_path(&file.out);
        let mut written = 0;
        let choice = (file.force, self.settings.export_access);
        table_file::write_file_atomically(&file.out, choice, |out| {
            written = match format {
                ExportFormat::Xlsx | ExportFormat::Workbook => self.write_workbook(format, out)?,
                ExportFormat::Ptnt if is_workbook => self.write_workbook(format, out)?,
                _ => self.write_text(format, file.bom, out)?,
            };
            Ok(())
        })?;
        log::write_line(&format!("exported {written} products as {format:?}"));
        Ok(written)
    }

    /// The same as bytes, for a folder with a limit, and the number of products.
    pub fn write_bytes(
        &mut self,
        format: ExportFormat,
    ) -> Result<(Vec<u8>, usize), CommandFailure> {
        let mut out = std::io::Cursor::new(Vec::new());
        let written = match format {
            ExportFormat::Xlsx | ExportFormat::Workbook => self.write_workbook(format, &mut out)?,
            _ => self.write_text(format, format == ExportFormat::Csv, &mut out)?,
        };
        log::write_line(&format!("exported {written} products as {format:?}"));
        Ok((out.into_inner(), written))
    }

    /// Calls `visit` with every hit, in the order of the list.
    fn for_each_hit(
        &mut self,
        mut visit: impl FnMut(&SearchHit) -> Result<(), CommandFailure>,
    ) -> Result<usize, CommandFailure> {
        let total = self.answer.total();
        for start in (0..total).step_by(BATCH_SIZE) {
            let batch = start..(start + BATCH_SIZE).min(total);
            for hit in self.catalog.load_hits(&mut self.answer, batch)? {
                visit(&hit)?;
            }
        }
        Ok(total)
    }

    fn write_text(
        &mut self,
        format: ExportFormat,
        bom: bool,
        out: &mut impl Write,
    ) -> Result<usize, CommandFailure> {
        let settings = self.settings;
        match format {
            ExportFormat::Jsonl => self.for_each_hit(|hit| {
                let written = match settings.columns.asked.as_deref() {
                    Some(columns) => {
                        let fields = build_fields(&settings.locale, columns, hit, settings.day);
                        serde_json::to_writer(&mut *out, &fields)
                    }
                    None => serde_json::to_writer(&mut *out, &hit.product),
                };
                written.map_err(std::io::Error::from)?;
                Ok(writeln!(out)?)
            }),
            ExportFormat::Md => {
                markdown::write_markdown_header(out, settings)?;
                self.for_each_hit(|hit| Ok(markdown::write_markdown_row(out, settings, hit)?))
            }
            _ => {
                let rows = self.build_table(format)?;
                let count = rows.row_count;
                table_file::write_csv(out, bom, rows.table)?;
                Ok(count)
            }
        }
    }

    fn write_workbook(
        &mut self,
        format: ExportFormat,
        out: &mut (impl Write + std::io::Seek + Send),
    ) -> Result<usize, CommandFailure> {
        let about = self.build_about_table();
        let rows = self.build_table(format)?;
        let count = rows.row_count;
        table_file::write_workbook(out, vec![rows.table, about])?;
        Ok(count)
    }

    /// The rows of a format as a table.
    fn build_table(&mut self, format: ExportFormat) -> Result<CountedTable<'_>, CommandFailure> {
        let locale = &self.settings.locale;
        let settings = self.settings;
        let total = self.answer.total();
        let mut table = ReportTable {
            name: locale.t("export.sheet").to_owned(),
            title: Vec::new(),
            header: Vec::new(),
            widths: ExportColumns::column_widths(),
            rows: Box::new(std::iter::empty()),
            locale: locale.clone(),
        };
        let mut count = total;
        match format {
            ExportFormat::Workbook => {
                table.title = self.title_lines();
                table.header = office_workbook::build_office_header(locale);
                table.widths = office_workbook::office_column_widths();
                table.rows = Box::new(self.iter_hits().enumerate().map(|(index, hit)| {
                    Ok(office_workbook::build_office_row(locale, index + 1, &hit?))
                }));
            }
            ExportFormat::Ptnt => {
                table.header = vec![office_workbook::PTNT_COLUMNS.map(str::to_owned).to_vec()];
                table.widths = vec![12.0, 18.0, 12.0, 20.0, 36.0, 10.0, 36.0, 14.0, 12.0];
                let period = settings.day.year();
                // The ministry's table has only rated products.
                let rated: Vec<SearchHit> = self
                    .iter_hits()
                    .filter(|hit| hit.as_ref().map_or(true, |hit| hit.state.star.is_some()))
                    .collect::<ocop_index::Result<_>>()?;
                count = rated.len();
                let rows = rated.into_iter().enumerate();
                table.rows = Box::new(rows.map(move |(index, hit)| {
                    Ok(office_workbook::build_ptnt_row(index + 1, period, &hit))
                }));
            }
            _ if settings.columns.asked.is_some() => {
                let columns = settings.columns.asked.as_deref().unwrap_or_default();
                table.header = vec![chosen_columns::build_header(locale, columns)];
                table.widths = chosen_columns::column_widths(columns);
                table.rows = Box::new(self.iter_hits().map(move |hit| {
                    Ok(chosen_columns::build_row(
                        locale,
                        columns,
                        &hit?,
                        settings.day,
                    ))
                }));
            }
            _ => {
                let (mut most, mut id_of_most) = (0, None);
                self.for_each_hit(|hit| {
                    let count = hit.product.recognitions.len();
                    if count > most {
                        (most, id_of_most) = (count, Some(hit.product.id.clone()));
                    }
                    Ok(())
                })?;
                let columns = ExportColumns::new(locale, most)
                    .ok_or_else(|| too_many_recognitions(locale, id_of_most, most))?;
                table.header = vec![columns.build_header()];
                table.rows = Box::new(
                    self.iter_hits()
                        .map(move |hit| Ok(columns.build_row(&hit?))),
                );
            }
        }
        Ok(CountedTable {
            table,
            row_count: count,
        })
    }

    /// Every hit, loaded batch by batch.
    fn iter_hits(&mut self) -> impl Iterator<Item = ocop_index::Result<SearchHit>> + '_ {
        let total = self.answer.total();
        let catalog = self.catalog;
        let answer = &mut self.answer;
        (0..total).step_by(BATCH_SIZE).flat_map(move |start| {
            let batch = start..(start + BATCH_SIZE).min(total);
            let hits: Vec<ocop_index::Result<SearchHit>> = match catalog.load_hits(answer, batch) {
                Ok(hits) => hits.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            };
            hits
        })
    }

    fn title_lines(&self) -> Vec<String> {
        let locale = &self.settings.locale;
        vec![
            locale.t("office.title").to_owned(),
            locale.fill(
                "office.subtitle",
                &[("day", &locale.format_date(self.settings.day))],
            ),
        ]
    }

    /// The second sheet: the query, the day, the generation and the counts.
    fn build_about_table(&self) -> ReportTable<'static> {
        let locale = &self.settings.locale;
        // The filters have a row of their own; the rest of the query is the row of words.
        let words = language::write_query(&Query {
            filter: Filter::default(),
            sort: Sort::default(),
            ..self.query.clone()
        });
        let mut rows: Vec<(String, ReportCell)> = Vec::new();
        let mut add = |key: &str, value: ReportCell| rows.push((locale.t(key).to_owned(), value));
        if self.is_selection {
            add(
                "export.rows",
                locale.t("export.rows_selected").to_owned().into(),
            );
        } else {
            add("export.query", words.trim_end().to_owned().into());
            add(
                "export.filters",
                describe_filters(locale, &self.query.filter).into(),
            );
        }
        add("export.day", ReportCell::Day(self.settings.day));
        add(
            "export.generation",
            self.generation.map(|number| number as f64).into(),
        );
        add("export.products", (self.answer.total() as f64).into());
        add(
            "export.producers",
            (self.catalog.count_producers(&self.answer) as f64).into(),
        );
        // Of the list alone: the answer counts a chosen facet as if it were not chosen.
        for counts in &self.catalog.count_facets(&self.answer) {
            let star_or_status = matches!(
                counts.facet,
                ocop_index::Facet::Star | ocop_index::Facet::Status
            );
            for value in counts
                .values
                .iter()
                .filter(|value| star_or_status && value.count > 0)
            {
                let name = label::facet_value_label(locale, counts.facet, &value.value);
                let name = format!("{}: {name}", label::facet_label(locale, counts.facet));
                rows.push((name, f64::from(value.count).into()));
            }
        }
        let rows = rows
            .into_iter()
            .map(|(name, value)| Ok(vec![name.into(), value]));
        ReportTable {
            name: locale.t("export.about").to_owned(),
            title: Vec::new(),
            header: vec![vec![
                locale.t("export.what").to_owned(),
                locale.t("export.value").to_owned(),
            ]],
            widths: vec![36.0, 40.0],
            rows: Box::new(rows.collect::<Vec<_>>().into_iter()),
            locale: locale.clone(),
        }
    }
}

/// The failure that a product has more recognitions than one row of a list can hold.
fn too_many_recognitions(
    locale: &Locale,
    product_id: Option<String>,
    count: usize,
) -> CommandFailure {
    let id = sanitize_text(&product_id.unwrap_or_default());
    let n = locale.format_number(count);
    CommandFailure::Usage(locale.fill(
        "error.export_acts",
        &[("id", &id), ("n", &n), ("most", &MAX_BLOCKS)],
    ))
}

/// A table and its number of rows.
struct CountedTable<'a> {
    table: ReportTable<'a>,
    row_count: usize,
}

/// The filters of a query: `Hạng sao: 4 sao; - Nơi: Ba Chẽ`.
fn describe_filters(locale: &Locale, filter: &Filter) -> String {
    let name = |facet, value: &str| {
        let value = label::facet_value_label(locale, facet, value);
        format!("{}: {value}", label::facet_label(locale, facet))
    };
    let all_of = |facet: Facet| {
        let values = filter.chosen_values(facet).iter();
        let values = values.map(|value| label::facet_value_label(locale, facet, value));
        let values = spoken_reading::join_with_and(locale, values);
        format!("{}: {values}", label::facet_label(locale, facet))
    };
    let (together, others): (Vec<Facet>, Vec<Facet>) = Facet::ALL
        .into_iter()
        .partition(|facet| filter.wants_all(*facet));
    let chosen = others.into_iter().flat_map(|facet| {
        let values = filter.chosen_values(facet).iter();
        values.map(move |value| name(facet, value))
    });
    let chosen = chosen.chain(together.into_iter().map(all_of));
    let excluded = filter.iter_excluded();
    let excluded = excluded.map(|(facet, value)| format!("- {}", name(facet, value)));
    let filters: Vec<String> = chosen.chain(excluded).collect();
    filters.join("; ")
}
