//! Turns the rows of a table into products: finds the header, then drafts every row below it.
//!
//! Rows are pushed one by one; only the first [`SEARCHED_ROWS`] are held, until the header is found. A header may have
//! several tables beside each other, and may stand in the list again: with the same columns it is set aside, with
//! others the rows below are read by it. The rows of a table of something else are set aside until the next header.

use std::ops::Range;
use std::rc::Rc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::cell::star;
use super::draft::{DraftedRow, ProductDrafter};
use super::field::{ProductField, RecognitionField};
use super::header::{self, ListHeader, SEARCHED_ROWS, SideBySide};
use super::list_cell::ListCell;
use super::list_row::{ListRow, ReadFlow};
use super::missing_header;
use super::problem::{ImportProblem, ProblemReason};
use super::table_summary::{ColumnSummary, TableSummary};
use super::unlabelled_columns::UnlabelledColumns;
use super::unreadable::{UnreadableFile, UnreadableReason};
use crate::product::Product;

/// What is found in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceItem {
    /// A product.
    Product {
        /// Its sheet, or its list of a JSON document, where several were read; otherwise empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sheet: String,
        /// Its row, from 1.
        row: u64,
        /// Its contents.
        product: Box<Product>,
        /// True for a whole record of ours: a field that it leaves out is empty, not unknown.
        whole: bool,
        /// The cells of its row with their labels, where they were asked for; otherwise empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        cells: Vec<LabelledCell>,
    },
    /// Something that a person should look at.
    Problem(ImportProblem),
}

/// A cell of a row that is not blank, with the label of its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelledCell {
    /// The label, as it was written.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// Collects rows, finds their header and sends the products.
pub(super) struct ListParser<'a> {
    mapping: &'a [(String, ProductField)],
    day: Date,
    sink: &'a mut dyn FnMut(SourceItem),
    /// The name that products and problems carry where a file has several tables.
    sheet: String,
    keeps_cells: bool,
    /// The first rows, until the header is found in them.
    held_rows: Vec<ListRow>,
    /// The tables beside each other, once the header is found.
    tables: Vec<ColumnTable>,
    /// A row that looks like a header and waits for the row below, which may belong to it.
    held_header: Option<ListRow>,
    /// The rows belong to a table of something else.
    is_in_other_table: bool,
    unlabelled: UnlabelledColumns,
    /// The text above the header that names stars, and its row.
    title: Option<(u64, String)>,
    summary: TableSummary,
}

/// One of the tables beside each other.
struct ColumnTable {
    /// Its columns in the rows of the file.
    columns: Range<usize>,
    drafter: ProductDrafter,
}

impl<'a> ListParser<'a> {
    pub(super) fn new(
        mapping: &'a [(String, ProductField)],
        day: Date,
        sink: &'a mut dyn FnMut(SourceItem),
    ) -> Self {
        Self {
            mapping,
            day,
            sink,
            sheet: String::new(),
            keeps_cells: false,
            held_rows: Vec::new(),
            tables: Vec::new(),
            held_header: None,
            is_in_other_table: false,
            unlabelled: UnlabelledColumns::default(),
            title: None,
            summary: TableSummary::default(),
        }
    }

    /// Lets products and problems carry the name of their sheet or list.
    pub(super) fn in_sheet(mut self, name: &str) -> Self {
        self.sheet = crate::clean::clean_text(name).into_owned();
        self
    }

    /// Sends the labelled cells of its row with each product.
    pub(super) fn keeping_cells(mut self, keeps_cells: bool) -> Self {
        self.keeps_cells = keeps_cells;
        self
    }

    /// Adds a row: drafts it, or holds it until the header is found.
    pub(super) fn push_row(&mut self, row: ListRow) -> Result<ReadFlow, UnreadableFile> {
        if !self.tables.is_empty() {
            self.read_row(row);
            return Ok(ReadFlow::Continue);
        }
        self.held_rows.push(row);
        if self.held_rows.len() >= SEARCHED_ROWS {
            self.resolve_header()?;
        }
        Ok(ReadFlow::Continue)
    }

    /// Adds a record of our own, which needs no header.
    pub(super) fn push_product(&mut self, row: u64, product: Product) {
        self.summary.rows += 1;
        self.send_product(row, product, true, Vec::new());
    }

    /// Ends the table. Without a header and without records it is an error.
    pub(super) fn finish(mut self) -> Result<TableSummary, UnreadableFile> {
        if self.tables.is_empty() && self.summary.products == 0 {
            self.resolve_header()?;
        }
        if let Some(row) = self.held_header.take() {
            self.settle_held_header(row, None);
        }
        for problem in std::mem::take(&mut self.unlabelled).into_problems() {
            self.send_problem(problem);
        }
        self.report_title();
        Ok(self.summary)
    }

    fn resolve_header(&mut self) -> Result<(), UnreadableFile> {
        let rows = std::mem::take(&mut self.held_rows);
        let Some(header) = find_header_in_rows(&rows, self.mapping) else {
            return Err(missing_header::describe_missing_header(&rows));
        };
        let (first_row, below) = (header.first_row, header.first_row + header.row_count);
        self.summary.header_row = rows.get(first_row).map_or(0, |row| row.number);
        self.summary.signature = header.signature();
        self.summary.columns = summarize_columns(&header);
        self.title = find_title(&rows[..first_row]);
        let header_rows = &rows[first_row..below];
        let header = Self::add_trailing_columns(header, header_rows);
        self.open_tables(header, header_rows)?;
        self.apply_sheet_name();
        for row in rows.into_iter().skip(below) {
            self.read_row(row);
        }
        Ok(())
    }

    /// The header with blank columns behind its last label as far as its row was written in a text file, so that rows
    /// of the same width are not wider than it.
    fn add_trailing_columns(mut header: ListHeader, rows: &[ListRow]) -> ListHeader {
        let width = rows
            .iter()
            .filter_map(|row| row.written_width)
            .max()
            .unwrap_or(0);
        if header.columns.len() < width {
            header
                .columns
                .resize(width, header::HeaderColumn::default());
        }
        header
    }

    /// Lets the name of the sheet hold for its rows, and tells so.
    fn apply_sheet_name(&mut self) {
        let name = self.sheet.clone();
        let mut holds = false;
        for table in &mut self.tables {
            holds |= !name.is_empty() && table.drafter.apply_sheet_name(&name);
        }
        if holds {
            self.send_problem(ImportProblem::new(0, "", &name, ProblemReason::SheetName));
        }
    }

    /// Opens the tables of a header; the drafters of the same tables go on.
    fn open_tables(
        &mut self,
        header: ListHeader,
        header_rows: &[ListRow],
    ) -> Result<(), UnreadableFile> {
        let ranges = match header.side_by_side() {
            SideBySide::One => {
                self.set_table(0, 0..usize::MAX, header);
                self.tables.truncate(1);
                return Ok(());
            }
            SideBySide::Several(ranges) => ranges,
            SideBySide::Unclear => {
                let labels: Vec<&str> = header
                    .columns
                    .iter()
                    .map(|column| column.label.as_str())
                    .collect();
                let row = header_rows.first().map_or(0, |row| row.number);
                let error = UnreadableFile::at_line(UnreadableReason::SideBySide, row, 0);
                return Err(error.with_detail(labels.join(" | ")));
            }
        };
        self.summary.columns.clear();
        for (index, range) in ranges.iter().enumerate() {
            let rows: Vec<ListRow> = header_rows.iter().map(|row| row.slice(range)).collect();
            let Some(header) = find_header_in_rows(&rows, self.mapping) else {
                continue;
            };
            self.summary.columns.extend(summarize_columns(&header));
            self.set_table(index, range.clone(), header);
        }
        Ok(())
    }

    fn set_table(&mut self, index: usize, columns: Range<usize>, header: ListHeader) {
        match self.tables.get_mut(index) {
            Some(table) => {
                table.columns = columns;
                table.drafter.replace_header(header);
            }
            None => self.tables.push(ColumnTable {
                columns,
                drafter: ProductDrafter::new(header, self.day),
            }),
        }
    }

    /// Reads a row below the header: another header, a row of another table, or a row of the list.
    fn read_row(&mut self, row: ListRow) {
        if let Some(held) = self.held_header.take()
            && self.settle_held_header(held, Some(&row))
        {
            return;
        }
        let mut tables = self.tables.iter();
        let may_be_header = !tables.any(|table| table.drafter.is_own_export());
        if may_be_header && header::is_row_of_labels(&row.cells) {
            self.held_header = Some(row);
        } else {
            self.read_list_row(row);
        }
    }

    /// Decides about a row that looks like a header, with the row below it. True when that row belongs to it.
    fn settle_held_header(&mut self, row: ListRow, below: Option<&ListRow>) -> bool {
        let mut rows = vec![row];
        rows.extend(below.cloned());
        let found = find_header_in_rows(&rows, self.mapping).filter(|header| header.first_row == 0);
        let Some(header) = found else {
            // Labels of something else: another table begins.
            self.is_in_other_table = true;
            self.set_aside(&rows[0], ProblemReason::OtherTable);
            return false;
        };
        self.is_in_other_table = false;
        let row_count = header.row_count.min(rows.len());
        for row in &rows[..row_count] {
            self.set_aside(row, ProblemReason::RepeatedHeader);
        }
        let is_same = self.tables.len() == 1
            && self
                .tables
                .iter()
                .all(|table| table.drafter.header().has_same_fields(&header));
        let header = Self::add_trailing_columns(header, &rows[..row_count]);
        if !is_same && self.open_tables(header, &rows[..row_count]).is_err() {
            self.is_in_other_table = true;
        }
        row_count > 1
    }

    fn set_aside(&mut self, row: &ListRow, reason: ProblemReason) {
        self.summary.rows += 1;
        self.send_problem(ImportProblem::new(
            row.number,
            "",
            &row.first_text(),
            reason,
        ));
    }

    fn read_list_row(&mut self, row: ListRow) {
        if self.is_in_other_table {
            self.set_aside(&row, ProblemReason::OtherTable);
            return;
        }
        let row = Rc::new(row);
        self.summary.rows += 1;
        let mut tables = std::mem::take(&mut self.tables);
        let is_alone = tables.len() == 1;
        for table in &mut tables {
            if is_alone {
                let drafted = table.drafter.draft_row(&row);
                if !drafted.products.is_empty() {
                    self.unlabelled.record_row(table.drafter.header(), &row);
                }
                let cells = self.labelled_cells(table.drafter.header(), &row);
                let is_whole = table.drafter.is_own_export();
                self.send_drafted(row.number, drafted, is_whole, &cells);
            } else {
                let part = row.slice(&table.columns);
                if part.cells.iter().any(|cell| *cell != ListCell::Empty) {
                    let part = Rc::new(part);
                    let drafted = table.drafter.draft_row(&part);
                    let cells = self.labelled_cells(table.drafter.header(), &part);
                    self.send_drafted(row.number, drafted, false, &cells);
                }
            }
        }
        self.tables = tables;
    }

    /// The cells of a row under labels, where they are asked for.
    fn labelled_cells(&self, header: &ListHeader, row: &ListRow) -> Vec<LabelledCell> {
        if !self.keeps_cells {
            return Vec::new();
        }
        let cells = header.columns.iter().zip(&row.cells);
        let labelled = cells.filter(|(column, cell)| !column.label.is_empty() && !cell.is_blank());
        labelled
            .map(|(column, cell)| LabelledCell {
                label: column.label.clone(),
                text: cell.text().into_owned(),
            })
            .collect()
    }

    fn send_drafted(
        &mut self,
        row: u64,
        drafted: DraftedRow,
        is_whole: bool,
        cells: &[LabelledCell],
    ) {
        for problem in drafted.problems {
            self.send_problem(problem);
        }
        self.summary.headings += u64::from(drafted.is_heading);
        for product in drafted.products {
            self.send_product(row, product, is_whole, cells.to_vec());
        }
    }

    fn send_product(
        &mut self,
        row: u64,
        product: Product,
        is_whole: bool,
        cells: Vec<LabelledCell>,
    ) {
        self.summary.products += 1;
        (self.sink)(SourceItem::Product {
            sheet: self.sheet.clone(),
            row,
            product: Box::new(product),
            whole: is_whole,
            cells,
        });
    }

    fn send_problem(&mut self, mut problem: ImportProblem) {
        problem.sheet.clone_from(&self.sheet);
        (self.sink)(SourceItem::Problem(problem));
    }

    /// Tells that the title names stars for which the list has neither a column nor headings.
    fn report_title(&mut self) {
        let Some((row, text)) = self.title.take() else {
            return;
        };
        let has_stars = self.summary.columns.iter().any(|column| {
            column.field.as_deref().is_some_and(|field| {
                matches!(
                    field.parse(),
                    Ok(ProductField::Recognition(_, RecognitionField::Star)
                        | ProductField::StarMark(_))
                )
            })
        });
        if !has_stars && self.summary.headings == 0 {
            self.send_problem(ImportProblem::new(row, "", &text, ProblemReason::TitleSays));
        }
    }
}

fn summarize_columns(header: &ListHeader) -> Vec<ColumnSummary> {
    let labelled = header
        .columns
        .iter()
        .filter(|column| !column.label.is_empty());
    labelled
        .map(|column| ColumnSummary {
            label: column.label.clone(),
            field: column.field.map(|field| field.to_string()),
        })
        .collect()
}

/// The first text above a header that names stars.
fn find_title(rows: &[ListRow]) -> Option<(u64, String)> {
    let texts = rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| (row.number, cell.text())));
    texts
        .filter(|(_, text)| star::names_star(text))
        .map(|(row, text)| (row, text.into_owned()))
        .next()
}

/// The header among the first rows of a table.
pub(super) fn find_header_in_rows(
    rows: &[ListRow],
    mapping: &[(String, ProductField)],
) -> Option<ListHeader> {
    let cells: Vec<Vec<ListCell>> = rows
        .iter()
        .take(SEARCHED_ROWS)
        .map(ListRow::own_cells)
        .collect();
    header::find_header(&cells, mapping)
}
