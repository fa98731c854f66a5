//! What the screen wishes of the world: values, carried out elsewhere. Must not: do anything.

use std::ops::Range;

use ocop_index::{Facet, Query};

use crate::report::export_format::ExportFormat;

/// A wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the catalogue.
    Request(WorkerRequest),
    /// End the program.
    Quit,
    /// Give the terminal back for a while.
    Suspend,
    /// Paint everything anew.
    Redraw,
    /// Keep this search among those of before.
    AddToSearchHistory(String),
    /// Write what this question finds into a new file.
    Export {
        /// The question.
        query: Query,
        /// What kind of file.
        format: ExportFormat,
        /// The question as one line, for its name.
        line: String,
    },
    /// Keep this part of the list beside the record, in percent.
    SaveListPercent(u16),
    /// Save this search, or give it up.
    UpdateSavedSearch {
        /// The question as one line.
        line: String,
        /// Whether it is saved now.
        saved: bool,
    },
    /// Put this text on the clipboard of the person's own machine, if the terminal does that.
    Copy(String),
    /// Put this text in the file of the last copy, and tell where that is.
    SaveCopyToFile {
        /// The text.
        text: String,
        /// It was offered to a clipboard too.
        sent_to_clipboard: bool,
    },
}

/// What the catalogue is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerRequest {
    /// Answer this question; a later number makes an earlier one void.
    Search {
        /// The question's number.
        generation: u64,
        /// The question.
        query: Query,
        /// The product whose place in the answer is wanted, by its id.
        selected_id: Option<String>,
    },
    /// Read these rows of the answer to this question.
    FetchRows {
        /// The question's number.
        generation: u64,
        /// Places of the list.
        indices: Range<usize>,
    },
    /// Say why a product of the answer to this question was found.
    Explain {
        /// The question's number.
        generation: u64,
        /// The product's place in the list.
        index: usize,
    },
    /// Say what else a producer makes.
    FindSiblings {
        /// The product that is known already.
        product_id: String,
        /// The producer's name.
        producer: String,
    },
    /// Count the answer to this question.
    ComputeStatistics {
        /// The question's number.
        generation: u64,
        /// The facets to be counted at once: of the rows, of the columns.
        facets: [Facet; 2],
    },
    /// Say how many products a question finds.
    CountMatches {
        /// The question as one line.
        line: String,
        /// The question.
        query: Query,
    },
    /// Look whether there is a newer catalogue.
    CheckForNewCatalog,
    /// Open the catalogue anew.
    Reload,
}
