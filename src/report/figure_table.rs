//! Figures as one table of data: what `ocop stats` writes, what the screen exports, and what it copies.
//!
//! A table knows its question, its day and its generation. Must not: read or write anything; [`super::figure_text`]
//! and [`super::figure_file`] write it.

use jiff::civil::Date;
use ocop_index::list_totals::ListTotals;
use ocop_index::search::{ComparedCrossTab, ComparedExpiry, ComparedValue, Grouping};

use crate::wording::grouping_label::{group_label, grouping_file_word, grouping_label};
use crate::wording::label;
use crate::wording::locale::Locale;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureCell {
    /// Text.
    Text(String),
    /// A number.
    Count(usize),
    /// A number, and the one that it is compared with.
    Compared([usize; 2]),
    /// A part of a whole, in percent.
    Share([usize; 2]),
    /// Products have several of the values, so that they cannot be added up.
    Empty,
}

/// A column: its label, and whether its numbers are compared with others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureColumn {
    /// The label.
    pub label: String,
    /// The numbers of the reference stand beside its own.
    pub is_compared: bool,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSubject {
    /// The query as a line.
    pub question: String,
    /// The day of the catalogue.
    pub day: Date,
    /// Its generation, if it has a number.
    pub generation: Option<u64>,
}

impl FigureSubject {
    /// Its parts side by side: `sao:4; tính đến 30/11/2025`.
    pub fn describe_side(&self, locale: &Locale) -> String {
        self.fill(locale, "figures.side")
    }

    /// It as a sentence.
    pub fn describe(&self, locale: &Locale) -> String {
        self.fill(locale, "figures.about")
    }

    fn fill(&self, locale: &Locale, key: &str) -> String {
        let generation = self.generation.map_or_else(String::new, |number| {
            locale.fill("figures.generation", &[("n", &number)])
        });
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("question", &self.question),
            ("day", &locale.format_date(self.day)),
            ("generation", &generation),
        ];
        locale.fill(key, &values)
    }
}

/// A table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// What it is.
    pub title: String,
    /// The same in words of a file's name.
    pub file_words: Vec<String>,
    /// What was counted.
    pub subject: FigureSubject,
    /// What it is compared with.
    pub reference: Option<FigureSubject>,
    /// The columns.
    pub columns: Vec<FigureColumn>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<FigureCell>>,
}

impl FigureTable {
    /// What was counted and compared, a sentence each.
    pub fn describe_subjects(&self, locale: &Locale) -> Vec<String> {
        let reference = self.reference.as_ref().map(|reference| {
            let described = reference.describe_side(locale);
            locale.fill("figures.reference", &[("subject", &described)])
        });
        let subject = self.subject.describe(locale);
        std::iter::once(subject).chain(reference).collect()
    }
}

/// What tables are made of: the words, and what was counted and compared.
pub struct FigureTableBuilder<'a> {
    /// The words.
    pub locale: &'a Locale,
    /// What was counted.
    pub subject: FigureSubject,
    /// What it is compared with.
    pub reference: Option<FigureSubject>,
}

impl FigureTableBuilder<'_> {
    /// The totals, then the values of some groupings, each with its share.
    pub fn build_totals(
        self,
        totals: [Option<&ListTotals>; 2],
        groups: &[(Grouping, Vec<ComparedValue>)],
    ) -> FigureTable {
        let locale = self.locale;
        let count = |select: &dyn Fn(&ListTotals) -> usize| {
            self.cell(totals.map(|totals| totals.map_or(0, select)))
        };
        let text = |key: &str| FigureCell::Text(locale.t(key).to_owned());
        let whole = totals[0].map_or(0, |totals| totals.products);
        let mut rows = vec![
            vec![
                text("stats.sum"),
                text("stats.products"),
                count(&|totals| totals.products),
                FigureCell::Share([whole, whole]),
            ],
            vec![
                text("stats.sum"),
                text("stats.producers"),
                count(&|totals| totals.producers),
                FigureCell::Empty,
            ],
        ];
        for (grouping, values) in groups {
            rows.extend(values.iter().map(|value| {
                let counts = value.counts.map(|count| count as usize);
                vec![
                    FigureCell::Text(grouping_label(locale, *grouping).to_owned()),
                    FigureCell::Text(group_label(locale, *grouping, &value.value)),
                    self.cell(counts),
                    FigureCell::Share([counts[0], whole]),
                ]
            }));
        }
        let columns = vec![
            self.column("figures.facet", false),
            self.column("figures.value", false),
            self.column("figures.products", true),
            self.column("figures.share", false),
        ];
        let (title, file_words) = match groups {
            [(grouping, _)] => (
                grouping_label(locale, *grouping).to_owned(),
                vec![grouping_file_word(locale, *grouping)],
            ),
            _ => (locale.t("figures.totals").to_owned(), Vec::new()),
        };
        self.finish((title, file_words), columns, rows)
    }

    /// A cross table, with its sums.
    pub fn build_cross_tab(self, table: &ComparedCrossTab) -> FigureTable {
        let locale = self.locale;
        let [rows, columns] = table
            .groupings
            .map(|grouping| grouping_label(locale, grouping));
        let title = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
        let file_words = table
            .groupings
            .map(|grouping| grouping_file_word(locale, grouping));
        let count = |counts: [u32; 2]| self.cell(counts.map(|count| count as usize));
        let is_compared = self.reference.is_some();
        let labels = table
            .columns
            .iter()
            .map(|column| group_label(locale, table.groupings[1], &column.value));
        let labels = std::iter::once(locale.t("stats.sum").to_owned()).chain(labels);
        let columns = std::iter::once(FigureColumn {
            label: rows.to_owned(),
            is_compared: false,
        });
        let columns = columns.chain(labels.map(|label| FigureColumn { label, is_compared }));
        let body = table.rows.iter().zip(&table.cells).map(|(row, cells)| {
            let name = FigureCell::Text(group_label(locale, table.groupings[0], &row.value));
            let cells = cells.iter().map(|cell| count(*cell));
            [name, count(row.counts)].into_iter().chain(cells).collect()
        });
        let sums = table.columns.iter().map(|column| count(column.counts));
        let name = FigureCell::Text(locale.t("stats.sum").to_owned());
        let sum = [name, self.cell(table.products)].into_iter().chain(sums);
        let all: Vec<Vec<FigureCell>> = body.chain([sum.collect()]).collect();
        let columns = columns.collect();
        self.finish((title, file_words.to_vec()), columns, all)
    }

    /// Products by the month in which their stars expire.
    pub fn build_expiries(self, expiries: &[ComparedExpiry]) -> FigureTable {
        let locale = self.locale;
        let whole: usize = expiries
            .iter()
            .map(|expiry| expiry.counts[0] as usize)
            .sum();
        let rows = expiries.iter().map(|expiry| {
            let counts = expiry.counts.map(|count| count as usize);
            vec![
                FigureCell::Text(label::expiry_period_label(locale, expiry.period)),
                self.cell(counts),
                FigureCell::Share([counts[0], whole]),
            ]
        });
        let rows = rows.collect();
        let columns = vec![
            self.column("figures.month", false),
            self.column("figures.products", true),
            self.column("figures.share", false),
        ];
        let title = locale.t("figures.expiries").to_owned();
        let file_words = vec![locale.t("figures.file_expiries").to_owned()];
        self.finish((title, file_words), columns, rows)
    }

    fn column(&self, key: &str, has_counts: bool) -> FigureColumn {
        FigureColumn {
            label: self.locale.t(key).to_owned(),
            is_compared: has_counts && self.reference.is_some(),
        }
    }

    fn cell(&self, counts: [usize; 2]) -> FigureCell {
        if self.reference.is_some() {
            FigureCell::Compared(counts)
        } else {
            FigureCell::Count(counts[0])
        }
    }

    fn finish(
        self,
        (title, file_words): (String, Vec<String>),
        columns: Vec<FigureColumn>,
        rows: Vec<Vec<FigureCell>>,
    ) -> FigureTable {
        FigureTable {
            title,
            file_words,
            subject: self.subject,
            reference: self.reference,
            columns,
            rows,
        }
    }
}
