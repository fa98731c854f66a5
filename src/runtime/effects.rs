//! The one interpreter of effects: what `update` asks of the world, handed to a host.
//!
//! Hosts are the terminal session, the headless screen of pictures, and the screens of tests. Must not: write the
//! model or call `update`; what a host finds out comes back as a message.

use crate::app::catalog_work::CatalogWork;
use crate::app::effect::{Effect, ExportRows, ExportTable, TerminalCommand, WorkerRequest};
use crate::app::permission::is_effect_allowed;
use crate::app::screen_look::ScreenLook;
use crate::app::store_work::WorkRequest;
use crate::capabilities::Capabilities;
use crate::report::document_format::DocumentFormat;
use crate::report::export_format::ExportFormat;
use crate::report::figure_table::FigureTable;
use crate::wording::locale::Language;
use crate::wording::product_column::ProductColumn;
use crate::work::events::event::ReviewId;

/// The world around a screen.
pub trait EffectHost {
    /// What this run may do; other effects are not performed.
    fn capabilities(&self) -> Capabilities {
        Capabilities::full()
    }

    /// Hands a request to the search service.
    fn send_request(&mut self, request: WorkerRequest);

    /// Hands a request to the store of work; what comes of it is a message.
    fn request_work(&mut self, request: WorkRequest);

    /// Does something with the catalogue as a whole; what comes of it is a message.
    fn work_on_catalog(&mut self, work: CatalogWork);

    /// Adds a search to the history file.
    fn add_to_search_history(&mut self, line: &str);

    /// Starts writing products into a new file, named after `line`.
    fn start_export(&mut self, rows: ExportRows, table: ExportTable, line: String);

    /// Starts writing a table of figures into a new file, named after `line`.
    fn start_figures_export(&mut self, table: FigureTable, format: ExportFormat, line: String);

    /// Starts writing the report of a review into a new file.
    fn start_report_export(&mut self, review: ReviewId, format: DocumentFormat);

    /// Remembers the width of the list beside the record, in percent.
    fn save_list_percent(&mut self, percent: u16);

    /// Uses a look and a language from now on, and remembers them.
    fn use_look(&mut self, look: ScreenLook, language: Language);
    /// Remembers the columns of the list, or forgets them.
    fn save_list_columns(&mut self, columns: Option<&[ProductColumn]>);

    /// Saves a search, or removes it from the saved ones.
    fn update_saved_search(&mut self, line: &str, saved: bool);

    /// Writes a copied text into the file of the last copy.
    fn save_copy_to_file(&mut self, text: &str, sent_to_clipboard: bool);
}

/// Performs effects in order; returns the last command to the terminal. Quitting drops the effects after it.
pub fn perform_effects(
    effects: Vec<Effect>,
    host: &mut impl EffectHost,
) -> Option<TerminalCommand> {
    let mut command = None;
    let capabilities = host.capabilities();
    for effect in effects {
        if !is_effect_allowed(&effect, &capabilities) {
            continue;
        }
        match effect {
            Effect::Quit => return Some(TerminalCommand::Quit),
            Effect::Suspend => command = Some(TerminalCommand::Suspend),
            Effect::Redraw => command = Some(TerminalCommand::Redraw),
            Effect::Copy(text) => command = Some(TerminalCommand::Copy(text)),
            Effect::Request(request) => host.send_request(request),
            Effect::Work(request) => host.request_work(request),
            Effect::WorkOnCatalog(work) => host.work_on_catalog(work),
            Effect::AddToSearchHistory(line) => host.add_to_search_history(&line),
            Effect::Export {
                rows,
                format,
                columns,
                line,
            } => host.start_export(rows, (format, columns), line),
            Effect::ExportFigures {
                table,
                format,
                line,
            } => host.start_figures_export(*table, format, line),
            Effect::ExportReport { review, format } => host.start_report_export(review, format),
            Effect::SaveListPercent(percent) => host.save_list_percent(percent),
            Effect::UseLook { look, language } => host.use_look(look, language),
            Effect::SaveListColumns(columns) => host.save_list_columns(columns.as_deref()),
            Effect::UpdateSavedSearch { line, saved } => host.update_saved_search(&line, saved),
            Effect::SaveCopyToFile {
                text,
                sent_to_clipboard,
            } => host.save_copy_to_file(&text, sent_to_clipboard),
        }
    }
    command
}
