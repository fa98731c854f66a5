//! What the screen asks of the world: values, performed by its host.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::Query;
use ocop_index::search::Grouping;

use super::catalog_work::{CatalogWork, HistoryRequest};
use super::model::statistics::ReferenceQuery;
use super::screen_look::ScreenLook;
use super::selection_work::SelectionRequest;
use super::store_work::{SharedMarks, WorkRequest};
use crate::catalog::selected_products::ProductIds;
use crate::report::document_format::DocumentFormat;
use crate::report::export_format::ExportFormat;
use crate::report::figure_table::FigureTable;
use crate::wording::locale::Language;
use crate::wording::product_column::ProductColumn;
use crate::work::events::event::ReviewId;

/// A table of products: its format, and its only columns where not all are wanted.
pub type ExportTable = (ExportFormat, Option<Vec<ProductColumn>>);

/// The products of an export, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportRows {
    /// The query of the list.
    pub query: Query,
    /// Only these products, in the order of the list, those that are not in it last; `None` for the whole list.
    pub selected: Option<ProductIds>,
}

/// Something to be done outside of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the worker.
    Request(WorkerRequest),
    /// Ask the store of work.
    Work(WorkRequest),
    /// Do something with the catalogue as a whole.
    WorkOnCatalog(CatalogWork),
    /// End the program.
    Quit,
    /// Give the terminal back for a while.
    Suspend,
    /// Paint the whole window again.
    Redraw,
    /// Add this search to the search history.
    AddToSearchHistory(String),
    /// Write products into a new file.
    Export {
        /// Which.
        rows: ExportRows,
        /// The format.
        format: ExportFormat,
        /// The only columns of the table, where not all are wanted.
        columns: Option<Vec<ProductColumn>>,
        /// What they are, for the name of the file.
        line: String,
    },
    /// Write a table of figures into a new file.
    ExportFigures {
        /// The table.
        table: Box<FigureTable>,
        /// The format.
        format: ExportFormat,
        /// The query as one line, for the name of the file.
        line: String,
    },
    /// Write the report of a review into a new file.
    ExportReport {
        /// The review.
        review: ReviewId,
        /// The format.
        format: DocumentFormat,
    },
    /// Save the width of the list beside the record, in percent.
    SaveListPercent(u16),
    /// Use this look and language from now on, and remember them.
    UseLook {
        /// How the screen looks.
        look: ScreenLook,
        /// The language of the sentences.
        language: Language,
    },
    /// Save the columns of the list, or forget them.
    SaveListColumns(Option<Vec<ProductColumn>>),
    /// Save this search, or remove it from the saved ones.
    UpdateSavedSearch {
        /// The query as one line.
        line: String,
        /// Save it, or remove it.
        saved: bool,
    },
    /// Put this text on the clipboard of the user's own machine, if the terminal supports it.
    Copy(String),
    /// Write this text to the file of the last copy, and report where that is.
    SaveCopyToFile {
        /// The text.
        text: String,
        /// It was also sent to the clipboard.
        sent_to_clipboard: bool,
    },
}

/// What the worker is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerRequest {
    /// Search; a request with a later number supersedes this one.
    Search {
        /// The query's number.
        query_number: u64,
        /// The query.
        query: Query,
        /// The id of the product that is to stay selected.
        selected_id: Option<String>,
    },
    /// Load these rows of the answer to this query.
    FetchRows {
        /// The query's number.
        query_number: u64,
        /// Their indices in the list.
        indices: Range<usize>,
    },
    /// Find the first product at or after these letters, in an answer that is ordered by name.
    FindName {
        /// The query's number.
        query_number: u64,
        /// The beginning of its name.
        letters: String,
    },
    /// Find the first of these products from a row on, in the answer to this query.
    FindProduct {
        /// The query's number.
        query_number: u64,
        /// The row to begin at.
        from: usize,
        /// Towards the end of the list, or its start; from there on at its other end.
        forward: bool,
        /// The ids of the products.
        wanted: Arc<HashSet<String>>,
    },
    /// Explain why a product of the answer to this query was found.
    Explain {
        /// The query's number.
        query_number: u64,
        /// The product's row in the list.
        index: usize,
    },
    /// List, load or count products for the selection.
    Selection(SelectionRequest),
    /// Find the other products of a producer.
    FindSiblings {
        /// The product to leave out.
        product_id: String,
        /// The producer's name.
        producer: String,
    },
    /// Compute the statistics of the answer to this query.
    ComputeStatistics {
        /// The query's number.
        query_number: u64,
        /// The groupings of the cross table: rows, columns.
        groupings: [Grouping; 2],
        /// What they are compared with.
        reference: Option<ReferenceQuery>,
    },
    /// Count these marks of products as facets from now on.
    UseMarks(SharedMarks),
    /// See the catalogue on this day from now on.
    SeeOnDay(Date),
    /// Count the products that a query finds.
    CountMatches {
        /// The query as one line.
        line: String,
        /// The query.
        query: Query,
    },
    /// Read something about the generations of the catalogue.
    ReadHistory(HistoryRequest),
    /// Check for a newer catalogue.
    CheckForNewCatalog,
    /// Open the newest catalogue.
    Reload,
}

/// What a program asks of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TerminalCommand {
    /// Restore the terminal and exit.
    Quit,
    /// Give the terminal to the shell until it continues the process (Ctrl-Z); does nothing without such a
    /// shell.
    Suspend,
    /// Paint every cell again (Ctrl-L).
    Redraw,
    /// Send this text to the clipboard of the user's own machine.
    Copy(String),
}
