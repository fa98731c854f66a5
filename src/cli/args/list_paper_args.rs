//! The arguments of `ocop lists labels`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::report::paper::{PaperKind, PiecesPerPage};

/// `ocop lists labels`.
#[derive(Debug, Args)]
pub struct ListPaperArgs {
    /// The list.
    #[arg(id = "list_name", value_name = "NAME")]
    pub name: String,
    /// What is printed.
    #[arg(
        id = "paper_kind",
        long = "what",
        value_enum,
        value_name = "labels|stands|prices|checklist",
        hide_possible_values = true,
        default_value = "labels",
        hide_default_value = true
    )]
    pub kind: PaperKind,
    /// Labels or signs on a page; 8 labels, 1 sign when absent.
    #[arg(
        id = "pieces_per_page",
        long = "per-page",
        value_enum,
        value_name = "1|2|4|8|16",
        hide_possible_values = true
    )]
    pub per_page: Option<PiecesPerPage>,
    /// Only these entries.
    #[arg(id = "paper_entries", long = "id", value_name = "ID")]
    pub entries: Vec<String>,
    /// Only what this producer makes.
    #[arg(id = "paper_producer", long = "producer", value_name = "TEXT")]
    pub producer: Option<String>,
    /// The file to write; standard output for `-` or when absent.
    #[arg(id = "paper_out", long = "out", value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Its format; taken from the path's extension when absent.
    #[arg(
        id = "paper_format",
        long = "format",
        value_enum,
        value_name = "html|svg",
        hide_possible_values = true
    )]
    pub format: Option<PaperFormat>,
    /// Overwrite an existing file.
    #[arg(long)]
    pub force: bool,
}

/// The file formats of `ocop lists labels`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// Pages for a browser to print.
    #[value(alias = "htm")]
    Html,
    /// One label as a picture.
    Svg,
}
