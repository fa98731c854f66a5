//! Everything that can happen to the screen. Must not: carry a terminal library's types.

use ocop_index::Error;
use ocop_index::search::{
    FacetCounts, HitExplanation, InterpretationSummary, SearchHit, SearchSuggestion,
};

use super::key::KeyPress;
use super::model::ProductSiblings;
use super::mouse::MouseEvent;
use crate::app::model::statistics::QueryStatistics;
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
    /// For a moment nothing happened; said once after a movement.
    Idle,
    /// The line takes bytes more slowly than they come; said once.
    SlowConnection,
    /// The window has this size now.
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
        /// Of which question.
        generation: u64,
        /// Place of the first row.
        start: usize,
        /// The rows.
        hits: Vec<SearchHit>,
    },
    /// Why a product of the last answer was found.
    Explained {
        /// Of which question.
        generation: u64,
        /// The product's place in the list.
        index: usize,
        /// Why.
        explanation: Option<HitExplanation>,
    },
    /// What else the producer of a product makes.
    Siblings(Box<ProductSiblings>),
    /// What the statistics show.
    StatisticsComputed(Box<QueryStatistics>),
    /// The engine failed; the screen goes on.
    Failed {
        /// Of which question.
        generation: u64,
        /// What of it has no answer.
        part: AnswerPart,
        /// What the engine said.
        cause: Error,
    },
    /// What was copied is in a file, or could not be put there.
    CopySaved(CopyFileOutcome),
    /// How many products a question finds that was to be tallied.
    MatchesCounted {
        /// The question as one line.
        line: String,
        /// The number; none when it failed.
        total: Option<usize>,
    },
    /// Something that was wished for is done, or could not be: a sentence.
    Notice(String),
    /// There is a newer catalogue, of this number.
    NewerCatalog(u64),
    /// The catalogue was opened anew, or could not be.
    Reloaded(ReloadOutcome),
}

/// What is asked of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// Its answer.
    Answer,
    /// More rows of that.
    Rows,
    /// Why one of them was found.
    Explanation,
    /// Its statistics.
    Statistics,
}

/// How putting a copy in its file ended.
#[derive(Clone, Debug)]
pub struct CopyFileOutcome {
    /// The file as it is told, or the system's sentence, cleaned.
    pub path: Result<String, String>,
    /// Its first line.
    pub line: String,
    /// It was offered to a clipboard too.
    pub sent_to_clipboard: bool,
}

/// How opening the catalogue anew ended.
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
    /// The one before goes on, for what the engine said.
    Failed(Error),
}

/// The answer to a question, with the first rows.
#[derive(Debug)]
pub struct AnswerPage {
    /// Which question: the number its effect carried.
    pub generation: u64,
    /// How many products fit.
    pub total: usize,
    /// How many fit the words, filters aside.
    pub total_without_filters: usize,
    /// How the words were read.
    pub interpretation: InterpretationSummary,
    /// The counts of every facet.
    pub facets: Vec<FacetCounts>,
    /// The place of the product that is to be kept, where it is in the list.
    pub selected_index: Option<usize>,
    /// The place of the first row.
    pub start: usize,
    /// The rows around that, or the first ones.
    pub hits: Vec<SearchHit>,
    /// Why the product to be selected was found.
    pub explanation: Option<HitExplanation>,
    /// Ways out, when nothing was found.
    pub suggestions: Vec<SearchSuggestion>,
}
