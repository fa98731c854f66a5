//! Rows as text and files: hits as a table, CSV, JSON or a workbook; an import as a preview; a review and a product
//! list as a report; a product list on paper.
//!
//! Must not open catalogues, or import commands or the screen.

pub mod change_lines;
pub mod change_preview;
pub mod chosen_columns;
pub mod document;
pub mod document_format;
pub mod export_columns;
pub mod export_file_name;
pub mod export_format;
pub mod figure_file;
pub mod figure_table;
pub mod figure_text;
pub mod hit_list;
pub mod json;
pub mod lists;
pub mod markdown;
mod markdown_escape;
pub mod office_workbook;
pub mod paper;
pub mod problem_groups;
pub mod problems;
pub mod read_as_json;
pub mod reading_notes;
pub mod reported_product;
pub mod review;
mod scratch_space;
pub mod statistics;
pub mod statistics_json;
pub mod table_file;
pub mod text_table;
pub mod why;
