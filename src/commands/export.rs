//! `ocop export`: the products of a question into a file. Must not: lay out cells; reports do.

use std::io::Write;
use std::path::{Path, PathBuf};

use ocop_index::query::language;
use ocop_index::search::Hit;
use ocop_index::source::field::MAX_BLOCKS;
use ocop_index::{Answer, Catalog, Filter, Query, Sort};

use crate::args::{Ask, ExportFormat};
use crate::commands::{Outcome, open, question};
use crate::exit::{self, Failure};
use crate::label;
use crate::locale::Locale;
use crate::log;
use crate::report::columns::Columns;
use crate::report::file::{self, Table, Value};
use crate::report::{markdown, office};
use crate::settings::{Settings, safe};

/// Hits read at a time.
const BATCH: usize = 512;

/// What is wanted.
#[derive(Debug)]
pub struct Wish {
    /// The file; `-` is standard output.
    pub out: PathBuf,
    /// What kind; by the name's ending when absent.
    pub format: Option<ExportFormat>,
    /// A byte order mark in front of CSV.
    pub bom: bool,
    /// Write over what is there.
    pub force: bool,
}

/// A question, its answer, and where the rows come from.
pub struct Source<'a> {
    settings: &'a Settings,
    catalog: &'a Catalog,
    query: Query,
    answer: Answer,
    generation: Option<u64>,
}

/// Writes what is asked for.
pub fn run(
    settings: &Settings,
    ask: &Ask,
    sort: Option<&str>,
    wish: &Wish,
    out: &mut impl Write,
) -> Outcome {
    let Some(format) = wish.format.or_else(|| by_ending(&wish.out)) else {
        return Err(Failure::Usage(
            settings.locale.t("error.export_format").to_owned(),
        ));
    };
    let opened = open(settings)?;
    let query = question(&opened, ask, sort, &settings.locale)?;
    let mut source = Source::new(settings, &opened.catalog, opened.generation, query)?;
    let total = source.answer.total();
    let to_stdout = wish.out == Path::new("-");
    if to_stdout {
        match format {
            ExportFormat::Xlsx | ExportFormat::Workbook => {
                return Err(Failure::Usage(
                    settings.locale.t("error.export_stdout").to_owned(),
                ));
            }
            _ => drop(source.text(format, wish.bom, out)?),
        }
        return Ok(exit::of(total));
    }
    let written = source.into_file(format, wish)?;
    let path = safe(&wish.out.to_string_lossy());
    let n = settings.locale.number(written);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &n), ("path", &path)];
    let sentence = settings.locale.fill("export.written", &values);
    writeln!(std::io::stderr(), "{sentence}").map_err(Failure::Output)?;
    Ok(exit::of(total))
}

fn by_ending(path: &Path) -> Option<ExportFormat> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "csv" => Some(ExportFormat::Csv),
        "xlsx" => Some(ExportFormat::Xlsx),
        "jsonl" => Some(ExportFormat::Jsonl),
        "md" => Some(ExportFormat::Md),
        _ => None,
    }
}

impl<'a> Source<'a> {
    /// What a catalogue finds.
    pub fn new(
        settings: &'a Settings,
        catalog: &'a Catalog,
        generation: Option<u64>,
        query: Query,
    ) -> ocop_index::Result<Self> {
        let answer = catalog.search(&query)?;
        Ok(Self {
            settings,
            catalog,
            query,
            answer,
            generation,
        })
    }
}

impl Source<'_> {
    /// Writes the file, whole or not at all; how many products that are.
    pub fn into_file(&mut self, format: ExportFormat, wish: &Wish) -> Result<usize, Failure> {
        let is_workbook = file::is_workbook(&wish.out);
        let mut written = 0;
        file::write_whole(&wish.out, wish.force, |out| {
            written = match format {
                ExportFormat::Xlsx | ExportFormat::Workbook => self.workbook(format, out)?,
                ExportFormat::Ptnt if is_workbook => self.workbook(format, out)?,
                _ => self.text(format, wish.bom, out)?,
            };
            Ok(())
        })?;
        log::note(&format!("exported {written} products as {format:?}"));
        Ok(written)
    }

    /// Hands every hit on, in the order of the list.
    fn each(
        &mut self,
        mut take: impl FnMut(&Hit) -> Result<(), Failure>,
    ) -> Result<usize, Failure> {
        let total = self.answer.total();
        for start in (0..total).step_by(BATCH) {
            let places = start..(start + BATCH).min(total);
            for hit in self.catalog.hits(&mut self.answer, places)? {
                take(&hit)?;
            }
        }
        Ok(total)
    }

    fn text(
        &mut self,
        format: ExportFormat,
        bom: bool,
        out: &mut impl Write,
    ) -> Result<usize, Failure> {
        let settings = self.settings;
        match format {
            ExportFormat::Jsonl => self.each(|hit| {
                serde_json::to_writer(&mut *out, &hit.product).map_err(std::io::Error::from)?;
                Ok(writeln!(out)?)
            }),
            ExportFormat::Md => {
                markdown::head(out, settings)?;
                self.each(|hit| Ok(markdown::row(out, settings, hit)?))
            }
            _ => {
                let rows = self.rows(format)?;
                let count = rows.count;
                file::csv(out, bom, rows.table)?;
                Ok(count)
            }
        }
    }

    fn workbook(
        &mut self,
        format: ExportFormat,
        out: &mut (impl Write + std::io::Seek + Send),
    ) -> Result<usize, Failure> {
        let about = self.about();
        let rows = self.rows(format)?;
        let count = rows.count;
        file::workbook(out, vec![rows.table, about])?;
        Ok(count)
    }

    /// The rows of a format as a table.
    fn rows(&mut self, format: ExportFormat) -> Result<Rows<'_>, Failure> {
        let locale = &self.settings.locale;
        let settings = self.settings;
        let total = self.answer.total();
        let mut table = Table {
            name: locale.t("export.sheet").to_owned(),
            title: Vec::new(),
            head: Vec::new(),
            widths: Columns::widths(),
            rows: Box::new(std::iter::empty()),
            locale: locale.clone(),
        };
        let mut count = total;
        match format {
            ExportFormat::Workbook => {
                table.title = self.title();
                table.head = office::head(locale);
                table.widths = office::widths();
                table.rows = Box::new(
                    self.hits()
                        .enumerate()
                        .map(|(at, hit)| Ok(office::row(locale, at + 1, &hit?))),
                );
            }
            ExportFormat::Ptnt => {
                table.head = vec![office::PTNT.map(str::to_owned).to_vec()];
                table.widths = vec![12.0, 18.0, 12.0, 20.0, 36.0, 10.0, 36.0, 14.0, 12.0];
                let period = settings.day.year();
                // Only what has a star is a row of that table.
                let rated: Vec<Hit> = self
                    .hits()
                    .filter(|hit| hit.as_ref().map_or(true, |hit| hit.state.star.is_some()))
                    .collect::<ocop_index::Result<_>>()?;
                count = rated.len();
                let rows = rated.into_iter().enumerate();
                table.rows =
                    Box::new(rows.map(move |(at, hit)| Ok(office::ptnt_row(at + 1, period, &hit))));
            }
            _ => {
                let (mut most, mut longest) = (0, None);
                self.each(|hit| {
                    let count = hit.product.recognitions.len();
                    if count > most {
                        (most, longest) = (count, Some(hit.product.id.clone()));
                    }
                    Ok(())
                })?;
                let columns =
                    Columns::new(locale, most).ok_or_else(|| too_many(locale, longest, most))?;
                table.head = vec![columns.head()];
                table.rows = Box::new(self.hits().map(move |hit| Ok(columns.row(&hit?))));
            }
        }
        Ok(Rows { table, count })
    }

    /// Every hit, read batch by batch.
    fn hits(&mut self) -> impl Iterator<Item = ocop_index::Result<Hit>> + '_ {
        let total = self.answer.total();
        let catalog = self.catalog;
        let answer = &mut self.answer;
        (0..total).step_by(BATCH).flat_map(move |start| {
            let places = start..(start + BATCH).min(total);
            let hits: Vec<ocop_index::Result<Hit>> = match catalog.hits(answer, places) {
                Ok(hits) => hits.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            };
            hits
        })
    }

    fn title(&self) -> Vec<String> {
        let locale = &self.settings.locale;
        vec![
            locale.t("office.title").to_owned(),
            locale.fill(
                "office.subtitle",
                &[("day", &locale.date(self.settings.day))],
            ),
        ]
    }

    /// The second sheet: what was asked, when, of what, and how many that is.
    fn about(&self) -> Table<'static> {
        let locale = &self.settings.locale;
        let name = |facet, value: &str| {
            let value = label::value(locale, facet, value);
            format!("{}: {value}", label::facet(locale, facet))
        };
        let filter = &self.query.filter;
        let chosen = filter.iter().map(|(facet, value)| name(facet, value));
        let excluded = filter.iter_excluded();
        let excluded = excluded.map(|(facet, value)| format!("- {}", name(facet, value)));
        let filters: Vec<String> = chosen.chain(excluded).collect();
        // The filters have a row of their own; what else is asked is the words' row.
        let words = language::write(&Query {
            filter: Filter::default(),
            sort: Sort::default(),
            ..self.query.clone()
        });
        let mut rows: Vec<(String, Value)> = Vec::new();
        let mut add = |key: &str, value: Value| rows.push((locale.t(key).to_owned(), value));
        add("export.query", words.trim_end().to_owned().into());
        add("export.filters", filters.join("; ").into());
        add("export.day", Value::Day(self.settings.day));
        add(
            "export.generation",
            self.generation.map(|number| number as f64).into(),
        );
        add("export.products", (self.answer.total() as f64).into());
        add(
            "export.producers",
            (self.catalog.producers(&self.answer) as f64).into(),
        );
        for counts in self.answer.facets() {
            let star_or_status = matches!(
                counts.facet,
                ocop_index::Facet::Star | ocop_index::Facet::Status
            );
            for value in counts
                .values
                .iter()
                .filter(|value| star_or_status && value.count > 0)
            {
                let name = label::value(locale, counts.facet, &value.value);
                let name = format!("{}: {name}", label::facet(locale, counts.facet));
                rows.push((name, f64::from(value.count).into()));
            }
        }
        let rows = rows
            .into_iter()
            .map(|(name, value)| Ok(vec![name.into(), value]));
        Table {
            name: locale.t("export.about").to_owned(),
            title: Vec::new(),
            head: vec![vec![
                locale.t("export.what").to_owned(),
                locale.t("export.value").to_owned(),
            ]],
            widths: vec![36.0, 40.0],
            rows: Box::new(rows.collect::<Vec<_>>().into_iter()),
            locale: locale.clone(),
        }
    }
}

/// Why a list with a row a product cannot hold a history as long as this product's.
fn too_many(locale: &Locale, product: Option<String>, acts: usize) -> Failure {
    let id = crate::settings::safe(&product.unwrap_or_default());
    let n = locale.number(acts);
    Failure::Usage(locale.fill(
        "error.export_acts",
        &[("id", &id), ("n", &n), ("most", &MAX_BLOCKS)],
    ))
}

/// A table and how many rows it has.
struct Rows<'a> {
    table: Table<'a>,
    count: usize,
}
