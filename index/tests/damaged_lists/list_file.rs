//! A list as it stands on paper: sheets of rows of cells, with what each row truly says, and how it is written to a
//! file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Number,
    Name,
    Producer,
    Representative,
    Phone,
    Address,
    Commune,
    District,
    /// Commune and district in one cell.
    Place,
    Star,
    /// Marks for so many stars.
    StarMark(u8),
    Decision,
    /// A decision with its day in one cell.
    DecisionAndDay,
    Day,
    Year,
    Group,
    Note,
}

impl Column {
    /// The fields of a product that the column gives.
    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Number => &[],
            Self::Name => &[Field::Name],
            Self::Producer => &[Field::Producer],
            Self::Representative => &[Field::Representative],
            Self::Phone => &[Field::Phone],
            Self::Address => &[Field::Address],
            Self::Commune => &[Field::Commune, Field::Unit],
            Self::District => &[Field::District, Field::Unit],
            Self::Place => &[Field::Commune, Field::District, Field::Unit],
            Self::Star | Self::StarMark(_) => &[Field::Star],
            Self::Decision => &[Field::Decision],
            Self::DecisionAndDay => &[Field::Decision, Field::When],
            Self::Day | Self::Year => &[Field::When],
            Self::Group => &[Field::Group],
            Self::Note => &[Field::Note],
        }
    }
}

/// A field of a published product that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Name,
    Producer,
    Representative,
    Phone,
    Address,
    Commune,
    District,
    Unit,
    Star,
    Decision,
    When,
    Group,
    Note,
    /// Anything that none of these lists has.
    Other,
}

/// What a row truly says, by field.
pub(crate) type Truth = BTreeMap<Field, String>;

/// How a cell is stored in a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum CellForm {
    #[default]
    Text,
    Number,
    /// A day, whose text is `dd/mm/yyyy`.
    Day,
}

/// Whether a merged range covers a cell, so that its text is not in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cover {
    #[default]
    Open,
    FromAbove,
    FromLeft,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct PaperCell {
    pub(crate) text: String,
    pub(crate) form: CellForm,
    pub(crate) cover: Cover,
    /// The column that the cell was written for.
    pub(crate) meant_for: Option<Column>,
}

impl PaperCell {
    pub(crate) fn text(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// What a row is for a careful person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Title,
    Header,
    Heading,
    Product,
    /// Totals, signatures, column numbers, and whatever else is no product.
    Furniture,
    Blank,
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct PaperRow {
    pub(crate) kind: RowKind,
    pub(crate) cells: Vec<PaperCell>,
    /// The line of a text file in place of what the cells give.
    pub(crate) line: Option<String>,
    /// A damage changed the row itself.
    pub(crate) is_touched: bool,
    /// What may be published of the row: nothing, a product, or one of several that were joined.
    pub(crate) truths: Vec<Truth>,
    /// Fields that need not be published, because a damage took what they came from.
    pub(crate) loosened: BTreeSet<Field>,
}

impl PaperRow {
    pub(crate) fn new(kind: RowKind, cells: Vec<PaperCell>) -> Self {
        Self {
            kind,
            cells,
            line: None,
            is_touched: false,
            truths: Vec::new(),
            loosened: BTreeSet::new(),
        }
    }

    /// A row of these texts.
    pub(crate) fn of_texts(kind: RowKind, texts: &[&str]) -> Self {
        Self::new(
            kind,
            texts.iter().map(|text| PaperCell::text(text)).collect(),
        )
    }
}

/// A sheet, or the whole of a text file.
#[derive(Clone, Debug)]
pub(crate) struct ListSheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<PaperRow>,
}

impl ListSheet {
    pub(crate) fn indices_of(&self, kind: RowKind) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.kind == kind)
            .map(|(index, _)| index)
            .collect()
    }

    /// The columns of a row: those of the last header above it.
    pub(crate) fn columns_of(&self, row: usize) -> Vec<Column> {
        let above = self.rows[..=row].iter().rev();
        let mut headers = above.filter(|row| row.kind == RowKind::Header);
        let cells = headers.next().map_or(&[][..], |header| &header.cells);
        cells.iter().filter_map(|cell| cell.meant_for).collect()
    }

    /// Gives every cell of a row its own text, so that it can be moved; ranges over it end above it and begin again
    /// below it.
    pub(crate) fn release_merges(&mut self, row: usize) {
        for row in [row, row + 1] {
            if let Some(row) = self.rows.get_mut(row) {
                row.cells
                    .iter_mut()
                    .for_each(|cell| cell.cover = Cover::Open);
            }
        }
    }

    /// Inserts a row above another one.
    pub(crate) fn insert_row(&mut self, at: usize, row: PaperRow) {
        if let Some(below) = self.rows.get_mut(at) {
            below
                .cells
                .iter_mut()
                .for_each(|cell| cell.cover = Cover::Open);
        }
        self.rows.insert(at.min(self.rows.len()), row);
    }
}

/// How a text file is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    pub(crate) delimiter: char,
    pub(crate) line_end: &'static str,
    pub(crate) quoting: Quoting,
    pub(crate) has_byte_order_mark: bool,
}

/// Which cells have quotation marks around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    WhereNeeded,
    Texts,
    All,
}

impl TextStyle {
    /// A cell as it is written.
    pub(crate) fn write_cell(self, text: &str) -> String {
        let needs_marks = text.contains([self.delimiter, '"', '\n']);
        let has_marks = match self.quoting {
            Quoting::WhereNeeded => needs_marks,
            Quoting::Texts => needs_marks || text.chars().any(char::is_alphabetic),
            Quoting::All => true,
        };
        if has_marks {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }

    /// A row as it is written.
    pub(crate) fn write_row(self, row: &PaperRow) -> String {
        let cells = row.cells.iter().map(|cell| self.write_cell(&cell.text));
        let cells: Vec<String> = cells.collect();
        cells.join(&self.delimiter.to_string())
    }
}

/// The format of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FileForm {
    Text(TextStyle),
    Workbook,
}

/// A list file.
#[derive(Clone, Debug)]
pub(crate) struct ListFile {
    pub(crate) form: FileForm,
    pub(crate) sheets: Vec<ListSheet>,
}

impl ListFile {
    /// True when two numbers are those of one row, which may stand on several lines.
    pub(crate) fn is_same_row(&self, sheet: usize, first: u64, second: u64) -> bool {
        let rows = [first, second].map(|number| self.row_at(sheet, number));
        let [Some(first), Some(second)] = rows else {
            return false;
        };
        std::ptr::eq(first, second)
    }

    /// The row of a sheet that has this number in the file.
    pub(crate) fn row_at(&self, sheet: usize, number: u64) -> Option<&PaperRow> {
        let rows = &self.sheets.get(sheet)?.rows;
        let FileForm::Text(style) = self.form else {
            return rows.get((number as usize).checked_sub(1)?);
        };
        let mut first_line = 1;
        rows.iter().find(|row| {
            let lines = text_of_row(style, row).matches('\n').count() as u64 + 1;
            first_line += lines;
            number < first_line
        })
    }

    /// The numbers of the rows of a sheet in the file.
    pub(crate) fn row_numbers(&self, sheet: usize) -> Vec<u64> {
        let rows = self.sheets[sheet].rows.iter();
        let mut number = 1;
        rows.map(|row| {
            let own = number;
            number += match self.form {
                FileForm::Text(style) => text_of_row(style, row).matches('\n').count() as u64 + 1,
                FileForm::Workbook => 1,
            };
            own
        })
        .collect()
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) {
        match self.form {
            FileForm::Text(style) => {
                let mut text = String::new();
                if style.has_byte_order_mark {
                    text.push('\u{feff}');
                }
                for row in &self.sheets[0].rows {
                    text.push_str(&text_of_row(style, row).replace('\n', style.line_end));
                    text.push_str(style.line_end);
                }
                std::fs::write(path, text).unwrap();
            }
            FileForm::Workbook => {
                let mut book = Workbook::new();
                // A book opens at a sheet that a person can see.
                let first_seen = self.sheets.iter().position(|sheet| !sheet.is_hidden);
                for (index, sheet) in self.sheets.iter().enumerate() {
                    let page = book.add_worksheet();
                    page.set_name(&sheet.name).unwrap();
                    if Some(index) == first_seen {
                        page.set_active(true);
                        page.set_first_tab(true);
                    }
                    page.set_hidden(sheet.is_hidden);
                    write_sheet(page, sheet);
                }
                book.save(path).unwrap();
            }
        }
    }

    /// The file for a person who looks for a fault.
    pub(crate) fn describe(&self) -> String {
        let mut text = String::new();
        for (index, sheet) in self.sheets.iter().enumerate() {
            let hidden = if sheet.is_hidden { ", hidden" } else { "" };
            let _ = writeln!(text, "{:?}, sheet “{}”{hidden}", self.form, sheet.name);
            for (number, row) in self.row_numbers(index).into_iter().zip(&sheet.rows) {
                let shown = match self.form {
                    FileForm::Text(style) => text_of_row(style, row),
                    FileForm::Workbook => {
                        let cells = row.cells.iter().map(|cell| match cell.cover {
                            Cover::Open => cell.text.clone(),
                            Cover::FromAbove => "↑".to_owned(),
                            Cover::FromLeft => "←".to_owned(),
                        });
                        cells.collect::<Vec<_>>().join(" | ")
                    }
                };
                let touched = if row.is_touched { '*' } else { ' ' };
                let _ = writeln!(text, "{touched}{number:4} {shown}");
            }
        }
        text
    }
}

fn text_of_row(style: TextStyle, row: &PaperRow) -> String {
    row.line.clone().unwrap_or_else(|| style.write_row(row))
}

fn write_sheet(page: &mut Worksheet, sheet: &ListSheet) {
    let plain = Format::new();
    for (row, paper) in sheet.rows.iter().enumerate() {
        for (column, cell) in paper.cells.iter().enumerate() {
            if cell.cover != Cover::Open {
                continue;
            }
            let covers_below = |below: &&PaperRow| {
                below
                    .cells
                    .get(column)
                    .is_some_and(|cell| cell.cover == Cover::FromAbove)
            };
            let rows_below = sheet.rows[row + 1..]
                .iter()
                .take_while(covers_below)
                .count();
            let beside = paper.cells[column + 1..].iter();
            let columns_beside = beside
                .take_while(|cell| cell.cover == Cover::FromLeft)
                .count();
            let (row, column) = (row as u32, column as u16);
            if rows_below + columns_beside > 0 {
                let last_row = row + rows_below as u32;
                let last_column = column + columns_beside as u16;
                page.merge_range(row, column, last_row, last_column, "", &plain)
                    .unwrap();
            }
            write_cell(page, row, column, cell);
        }
    }
}

fn write_cell(page: &mut Worksheet, row: u32, column: u16, cell: &PaperCell) {
    if cell.text.is_empty() {
        return;
    }
    match cell.form {
        CellForm::Text => {
            page.write_string(row, column, &cell.text).unwrap();
        }
        CellForm::Number => {
            let number: f64 = cell.text.parse().unwrap();
            page.write_number(row, column, number).unwrap();
        }
        CellForm::Day => {
            let parts: Vec<u16> = cell
                .text
                .split('/')
                .map(|part| part.parse().unwrap())
                .collect();
            let day = ExcelDateTime::from_ymd(parts[2], parts[1] as u8, parts[0] as u8).unwrap();
            let format = Format::new().set_num_format("dd/mm/yyyy");
            page.write_datetime_with_format(row, column, &day, &format)
                .unwrap();
        }
    }
}
