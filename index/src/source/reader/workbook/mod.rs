//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS; sheets as rows, row by row.
//!
//! Calamine reads the cells of Excel's formats (`excel`, `binary_excel`, `old_excel`); what it does not tell of a sheet
//! is read beside it into `sheet_notes`. `open_document` reads ODS alone. All of them send their rows through
//! `merged_rows`, which fills merged ranges.
//!
//! The caller has checked what an archive inflates to (`super::archive`). A workbook can still make its parser ask for
//! more memory than there is, so the program reads one only in a process of its own. Formulas are not evaluated; the
//! value that the office program saved is read.

mod binary_excel;
mod cell_value;
mod excel;
mod excel_notes;
mod merged_rows;
mod number_format;
mod old_excel;
mod open_document;
mod open_document_cell;
mod shared_input;
mod sheet_info;
mod sheet_notes;
#[cfg(test)]
mod tests;
mod xml_part;

use std::io::{Read, Seek};

pub(crate) use self::sheet_info::SheetInfo;

use self::binary_excel::BinaryExcelBook;
use self::excel::ExcelBook;
use self::old_excel::OldExcelBook;
use self::open_document::OpenDocumentBook;
use super::archive_kind::WorkbookKind;
use crate::source::list_row::RowSink;
use crate::source::unreadable::UnreadableFile;

/// An open workbook.
pub(crate) enum Workbook<R: Read + Seek> {
    Excel(Box<ExcelBook<R>>),
    BinaryExcel(Box<BinaryExcelBook<R>>),
    OldExcel(Box<OldExcelBook<R>>),
    OpenDocument(Box<OpenDocumentBook<R>>),
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook.
    pub(crate) fn open(file: R, kind: WorkbookKind) -> Result<Self, UnreadableFile> {
        Ok(match kind {
            WorkbookKind::Excel => Self::Excel(Box::new(ExcelBook::open(file)?)),
            WorkbookKind::BinaryExcel => Self::BinaryExcel(Box::new(BinaryExcelBook::open(file)?)),
            WorkbookKind::OldExcel => Self::OldExcel(Box::new(OldExcelBook::open(file)?)),
            WorkbookKind::OpenDocument => {
                Self::OpenDocument(Box::new(OpenDocumentBook::open(file)?))
            }
        })
    }

    /// Its sheets in their order. Sheets of charts and macros are left out.
    pub(crate) fn sheets(&self) -> Vec<SheetInfo> {
        match self {
            Self::Excel(book) => book.sheets(),
            Self::BinaryExcel(book) => book.sheets(),
            Self::OldExcel(book) => book.sheets(),
            Self::OpenDocument(book) => book.sheets(),
        }
    }

    /// Reads the rows of a sheet that have a cell.
    pub(crate) fn read_sheet_rows(
        &mut self,
        sheet: &str,
        sink: &mut RowSink<'_>,
    ) -> Result<(), UnreadableFile> {
        match self {
            Self::Excel(book) => book.read_rows(sheet, sink),
            Self::BinaryExcel(book) => book.read_rows(sheet, sink),
            Self::OldExcel(book) => book.read_rows(sheet, sink),
            Self::OpenDocument(book) => book.read_rows(sheet, sink),
        }
    }
}
