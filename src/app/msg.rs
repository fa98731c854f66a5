//! Everything that can happen to the screen. Must not: carry a terminal library's types.

use jiff::civil::Date;
use ocop_index::Error;
use ocop_index::search::{HitExplanation, SearchHit};

use super::catalog_work::CatalogMsg;
use super::import_review::model::NewComparison;
use super::key::KeyPress;
use super::model::list::AnswerPage;
use super::model::selected_record::ProductSiblings;
use super::model::statistics::QueryStatistics;
use super::mouse::MouseEvent;
use super::notice::Notice;
use super::selection_work::SelectionMsg;
use super::store_work::WorkMsg;
use crate::catalog::FacetValueNames;

/// Something happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyPress),
    /// Text was pasted; line ends are spaces already.
    Paste(String),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// Nothing happened for a moment; sent once after a movement.
    Idle,
    /// The connection takes bytes more slowly than they come; sent once.
    SlowConnection,
    /// The window was resized.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// A search was answered.
    Answer(Box<AnswerPage>),
    /// More rows of the last answer.
    Rows {
        /// The query's number.
        query_number: u64,
        /// The index of the first row.
        start: usize,
        /// The rows.
        hits: Vec<SearchHit>,
    },
    /// Why a product of the last answer was found.
    Explained {
        /// The query's number.
        query_number: u64,
        /// The product's row in the list.
        index: usize,
        /// Why.
        explanation: Option<HitExplanation>,
    },
    /// The row of the first name at or after the letters that were asked for.
    NameFound {
        /// The query's number.
        query_number: u64,
        /// The product's row in the list.
        index: usize,
    },
    /// The row of the product that was looked for, if the list has one.
    ProductFound {
        /// The query's number.
        query_number: u64,
        /// The product's row in the list.
        index: Option<usize>,
    },
    /// Answers count the marks of products from now on; the names of the values that there are.
    MarksUsed(Box<FacetValueNames>),
    /// What the store of work says.
    Work(WorkMsg),
    /// What the selection of products asked for.
    Selection(SelectionMsg),
    /// The other products of a product's producer.
    Siblings(Box<ProductSiblings>),
    /// The statistics of the last answer.
    StatisticsComputed(Box<QueryStatistics>),
    /// The engine failed; the screen goes on.
    Failed {
        /// The query's number.
        query_number: u64,
        /// The part that failed.
        part: AnswerPart,
        /// The error.
        cause: Error,
    },
    /// A copy was written to its file, or could not be.
    CopySaved(CopyFileOutcome),
    /// A search was saved or removed in its file, or could not be.
    SearchSaved(SavedSearchOutcome),
    /// How many products a saved or recent search finds.
    MatchesCounted {
        /// The query as one line.
        line: String,
        /// The number; `None` when counting failed.
        total: Option<usize>,
    },
    /// How an effect ended.
    Notice(Notice),
    /// Something about the catalogue as a whole.
    Catalog(CatalogMsg),
    /// An export was written.
    ExportWritten(ExportReport),
    /// The lists of an import were compared with a newer generation.
    ImportCompared(Box<NewComparison>),
    /// There is a newer catalogue, with this number.
    NewerCatalog(u64),
    /// The newest catalogue was opened, or could not be.
    Reloaded(ReloadOutcome),
    /// The catalogue is seen on another day, or could not be.
    SeenOnDay {
        /// The day.
        day: Date,
        /// The names of its values on that day.
        outcome: Result<Box<FacetValueNames>, Error>,
    },
}

/// The parts of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// The answer itself.
    Answer,
    /// More of its rows.
    Rows,
    /// What the selection of products needs of it.
    Selection,
    /// Why one of them was found.
    Explanation,
    /// Its statistics.
    Statistics,
}

/// How saving or removing a search ended.
#[derive(Clone, Debug)]
pub struct SavedSearchOutcome {
    /// The query as one line.
    pub line: String,
    /// It was saved, not removed.
    pub saved: bool,
    /// The file has it, or the sentence that says why not.
    pub file: Result<(), String>,
}

/// How writing a copy to its file ended.
#[derive(Clone, Debug)]
pub struct CopyFileOutcome {
    /// The path as it is shown, or the system's error, sanitized.
    pub path: Result<String, String>,
    /// Its first line.
    pub line: String,
    /// It was also sent to the clipboard.
    pub sent_to_clipboard: bool,
}

/// An export that was written, all sanitized.
#[derive(Clone, Debug)]
pub struct ExportReport {
    /// Its folder, `~` for the home folder.
    pub folder: String,
    /// The file's name.
    pub name: String,
    /// The number of products in it.
    pub products: usize,
    /// The whole sentence about it.
    pub sentence: String,
}

/// How opening the newest catalogue ended.
#[derive(Debug)]
pub enum ReloadOutcome {
    /// Answers come from it now.
    Opened {
        /// Products in it.
        catalog_size: usize,
        /// Its number, if it has one.
        generation: Option<u64>,
        /// The names of its values.
        value_names: Box<FacetValueNames>,
    },
    /// The old one stays, because of this error.
    Failed(Error),
}
