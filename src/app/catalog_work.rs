//! What the screen asks about the catalogue as a whole, and what it is told: its generations, a rollback, an import.
//!
//! Values only. Must not: read or write a catalogue.

pub use crate::report::change_lines::{ChangeLine, ChangeLineKind};

/// What is asked of the worker about the generations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryRequest {
    /// Which generations there are.
    ListGenerations,
    /// What changed in this generation against the one before.
    CompareWithPrevious(u64),
    /// What going back to this generation would change.
    PreviewRollback(u64),
    /// Whether the catalogue shown has the product with this id.
    FindProduct(String),
}

/// What is asked of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogWork {
    /// Publish the products of an earlier generation as the next one.
    RollBack {
        /// The earlier generation.
        to: u64,
        /// The generation that was in use when the person agreed.
        base: u64,
    },
    /// Say whether a list can be imported at all.
    CheckWritable,
    /// Find the folders and lists that a path may become.
    ListPaths(String),
    /// Read a list and compare it with the catalogue.
    ReadList {
        /// The path as typed.
        path: String,
        /// The number of the attempt.
        attempt: u64,
    },
    /// Compare the proposals of the store of work with the catalogue; the number of the attempt.
    CompareProposals(u64),
    /// Drop the list that is being read.
    CancelReading,
    /// Say whether the text of the list was decoded correctly.
    ConfirmEncoding(bool),
    /// Show the changes of the list that was read.
    OpenImportReview,
}

/// A generation in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerationRow {
    /// Its number.
    pub number: u64,
    /// It is the generation in use.
    pub is_current: bool,
    /// When, how, by whom, from which files, with which changes.
    pub text: String,
}

/// The changes between two generations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerationChanges {
    /// The generation that was asked about.
    pub number: u64,
    /// The one it is compared with.
    pub base: u64,
    /// They are what going back to the generation would change.
    pub is_rollback: bool,
    /// What they are, and what is to be known about them.
    pub heads: Vec<String>,
    /// The changes; none where there is no difference.
    pub lines: Vec<ChangeLine>,
}

/// A folder or a list that a typed path may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathCandidate {
    /// The whole path as it would be typed; a folder ends with a separator.
    pub path: String,
    /// The last part of it.
    pub name: String,
    /// It is a folder.
    pub is_folder: bool,
}

/// What a typed path may become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathListing {
    /// The path as typed.
    pub typed: String,
    /// The candidates, folders first.
    pub candidates: Vec<PathCandidate>,
    /// What all candidates have in common, where that is more than what was typed.
    pub common: Option<String>,
    /// The path is a file that can be read.
    pub is_file: bool,
}

/// What the screen is told.
#[derive(Debug)]
pub enum CatalogMsg {
    /// The generations, newest first; or why they cannot be read.
    GenerationsListed(Result<Vec<GenerationRow>, String>),
    /// The changes that were asked for, or why there are none.
    ChangesCompared(Result<GenerationChanges, String>),
    /// Whether the catalogue shown has a product.
    ProductFound {
        /// Its id.
        id: String,
        /// It does.
        is_known: bool,
    },
    /// What cannot be done here, as a sentence.
    Refused(String),
    /// What a typed path may become.
    PathsListed(PathListing),
    /// How far the reading of a list has come, as a sentence.
    Progress(String),
    /// Whether these lines were decoded correctly.
    EncodingAsked {
        /// The number of the attempt.
        attempt: u64,
        /// What was decoded, and lines of it.
        lines: Vec<String>,
    },
    /// The list was read and compared: its changes can be shown.
    ListCompared(u64),
    /// The list cannot be imported, or has nothing new: the same text as on the command line.
    ListTold {
        /// The number of the attempt.
        attempt: u64,
        /// The text.
        text: String,
    },
    /// What the person accepted is being written.
    Publishing,
    /// A new generation was published, as a sentence.
    Published(String),
    /// Nothing was published, and why, as a sentence.
    Unpublished(String),
}
