//! Everything that can happen to the screen. Must not: carry a terminal library's types.

use ocop_index::Error;
use ocop_index::search::{Explanation, FacetCounts, Hit, Reading, WayOut};

use super::key::Key;
use super::model::Others;
use super::mouse::Mouse;
use super::stats::Figures;
use crate::choice::Names;

/// Something happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted; line ends are spaces already.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// For a moment nothing happened; said once after a movement.
    Rest,
    /// The line takes bytes more slowly than they come; said once.
    SlowLine,
    /// The window has this size now.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// A search was answered.
    Answer(Box<Page>),
    /// More rows of the last answer.
    Rows {
        /// Of which question.
        generation: u64,
        /// Place of the first row.
        start: usize,
        /// The rows.
        hits: Vec<Hit>,
    },
    /// Why a product of the last answer was found.
    Explained {
        /// Of which question.
        generation: u64,
        /// The product's place in the list.
        place: usize,
        /// Why.
        explanation: Option<Explanation>,
    },
    /// What else the producer of a product makes.
    Others(Box<Others>),
    /// What the statistics show.
    Counted(Box<Figures>),
    /// The engine failed; the screen goes on.
    Failed {
        /// Of which question.
        generation: u64,
        /// What of it has no answer.
        part: Part,
        /// What the engine said.
        cause: Error,
    },
    /// What was copied is in a file, or could not be put there.
    Filed(Filed),
    /// How many products a question finds that was to be tallied.
    Tallied {
        /// The question as one line.
        line: String,
        /// The number; none when it failed.
        total: Option<usize>,
    },
    /// Something that was wished for is done, or could not be: a sentence.
    Told(String),
    /// There is a newer catalogue, of this number.
    News(u64),
    /// The catalogue was opened anew, or could not be.
    Reloaded(Reloaded),
}

/// What is asked of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its answer.
    Answer,
    /// More rows of that.
    Rows,
    /// Why one of them was found.
    Why,
    /// Its statistics.
    Figures,
}

/// How putting a copy in its file ended.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The file as it is told, or the system's sentence, cleaned.
    pub path: Result<String, String>,
    /// Its first line.
    pub line: String,
    /// It was offered to a clipboard too.
    pub is_sent: bool,
}

/// How opening the catalogue anew ended.
#[derive(Debug)]
pub enum Reloaded {
    /// Answers come from it now.
    Opened {
        /// Products in it.
        all: usize,
        /// Its number, if it has one.
        number: Option<u64>,
        /// The names of its values.
        names: Box<Names>,
    },
    /// The one before goes on, for what the engine said.
    Refused(Error),
}

/// The answer to a question, with the first rows.
#[derive(Debug)]
pub struct Page {
    /// Which question: the number its effect carried.
    pub generation: u64,
    /// How many products fit.
    pub total: usize,
    /// How many fit the words, filters aside.
    pub without_filters: usize,
    /// How the words were read.
    pub reading: Reading,
    /// The counts of every facet.
    pub facets: Vec<FacetCounts>,
    /// The place of the product that is to be kept, where it is in the list.
    pub kept: Option<usize>,
    /// The place of the first row.
    pub start: usize,
    /// The rows around that, or the first ones.
    pub hits: Vec<Hit>,
    /// Why the product to be selected was found.
    pub why: Option<Explanation>,
    /// Ways out, when nothing was found.
    pub ways: Vec<WayOut>,
}
