//! The host of effects at a terminal: the search worker, the person's own files, and exports.
//!
//! What a person should know comes back to the screen as a message. Must not: write the model.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Instant;

use super::export;
use super::figures_export;
use super::import_jobs::ImportJobs;
use super::review_report;
use super::unfinished_work::WorkHandle;
use super::work_files::PersonalWorkFiles;
use crate::app::catalog_work::CatalogWork;
use crate::app::effect::{ExportRows, ExportTable, WorkerRequest};
use crate::app::msg::{CopyFileOutcome, Msg, SavedSearchOutcome};
use crate::app::notice::Notice;
use crate::app::screen_look::ScreenLook;
use crate::app::store_work::WorkRequest;
use crate::capabilities::Capabilities;
use crate::cli::exit::CommandFailure;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::files::private_file;
use crate::report::document_format::DocumentFormat;
use crate::report::export_format::ExportFormat;
use crate::report::figure_table::FigureTable;
use crate::runtime::effects::EffectHost;
use crate::runtime::work_service::WorkService;
use crate::runtime::work_worker::{WorkWorker, start_work_worker};
use crate::runtime::worker::WorkerHandle;
use crate::sitting;
use crate::user_state::screen_look::RememberedLook;
use crate::user_state::{list_columns, list_width, screen_look, searches};
use crate::wording::io_error;
use crate::wording::locale::Language;
use crate::wording::product_column::ProductColumn;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::ReviewId;

pub(super) struct TerminalEffectHost {
    pub(super) settings: Arc<Settings>,
    pub(super) worker: WorkerHandle,
    /// Where the screen takes its messages from.
    pub(super) replies: Sender<Msg>,
    /// When the newest search was asked.
    pub(super) searched_at: Instant,
    /// The file of recent searches; none where the user wants none to be kept.
    pub(super) history_path: Option<PathBuf>,
    /// The file of saved searches.
    pub(super) saved_path: Option<PathBuf>,
    /// The look as this screen saved or found it last.
    remembered_look: RememberedLook,
    /// Files that are being written, or were.
    pub(super) exports: Vec<WorkHandle>,
    /// Imports and rollbacks.
    pub(super) imports: ImportJobs,
    /// The store of what the person does.
    pub(super) work: WorkWorker,
}

impl TerminalEffectHost {
    /// # Errors
    /// Fails where the system gives no thread.
    pub(super) fn new(
        settings: Arc<Settings>,
        worker: WorkerHandle,
        replies: Sender<Msg>,
    ) -> io::Result<Self> {
        let files = PersonalWorkFiles::new(Arc::clone(&settings), worker.catalog_source());
        let service = WorkService::new(
            Box::new(files),
            settings.locale.clone(),
            settings.verdicts.clone(),
        );
        let look = settings.screen.look(false);
        let remembered_look = RememberedLook::of_screen(look, settings.locale.language());
        Ok(Self {
            work: start_work_worker(service, replies.clone())?,
            imports: ImportJobs::new(Arc::clone(&settings), replies.clone()),
            history_path: paths::search_history_file()
                .filter(|_| settings.screen.remembers_sitting),
            settings,
            worker,
            replies,
            searched_at: Instant::now(),
            saved_path: paths::saved_searches_file(),
            remembered_look,
            exports: Vec::new(),
        })
    }

    /// Keeps an export that was started; reports one that could not be.
    fn keep_export(&mut self, started: io::Result<WorkHandle>) {
        match started {
            Ok(export) => self.exports.push(export),
            Err(error) => {
                let failure = CommandFailure::Stdout(error);
                if let Some(sentence) = failure.to_sentence(&self.settings.locale) {
                    self.reply(Msg::Notice(Notice::error(sentence)));
                }
            }
        }
    }

    /// Sends the screen a message. It takes messages until it is left.
    fn reply(&self, msg: Msg) {
        drop(self.replies.send(msg));
    }
}

impl EffectHost for TerminalEffectHost {
    fn capabilities(&self) -> Capabilities {
        self.settings.capabilities.clone()
    }

    fn send_request(&mut self, request: WorkerRequest) {
        if matches!(request, WorkerRequest::Search { .. }) {
            self.searched_at = Instant::now();
        }
        self.worker.send_request(request);
    }

    fn request_work(&mut self, request: WorkRequest) {
        self.work.send_request(request);
    }

    fn work_on_catalog(&mut self, work: CatalogWork) {
        match work {
            CatalogWork::RollBack { to, base } => self.imports.roll_back(to, base),
            CatalogWork::CheckWritable => self.imports.check_writable(),
            CatalogWork::ListPaths(typed) => self.imports.list_paths(typed),
            CatalogWork::ReadList { path, attempt } => self.imports.read_list(&path, attempt),
            CatalogWork::CompareProposals(attempt) => self.imports.compare_proposals(attempt),
            CatalogWork::CancelReading => self.imports.cancel_reading(),
            CatalogWork::ConfirmEncoding(is_right) => self.imports.confirm_encoding(is_right),
            CatalogWork::OpenImportReview => self.imports.open_review(),
        }
    }

    /// A search that cannot be remembered is no reason to stop.
    fn add_to_search_history(&mut self, line: &str) {
        sitting::record_search(&self.settings.sitting, line);
        if let Some(path) = &self.history_path {
            drop(searches::append_to_history(path, line));
            searches::set_unsaved_search(None);
        }
    }

    fn start_export(&mut self, rows: ExportRows, (format, columns): ExportTable, line: String) {
        let replies = self.replies.clone();
        let served = self.worker.served_catalog();
        // The list is seen on the day of its catalogue, which may be another one than today.
        let mut settings = Settings {
            day: served.catalog.day(),
            ..Settings::clone(&self.settings)
        };
        settings.columns.asked = columns.or(settings.columns.asked);
        let settings = Arc::new(settings);
        let started = export::spawn_export(settings, served, (rows, line), format, replies);
        self.keep_export(started);
    }

    fn start_figures_export(&mut self, table: FigureTable, format: ExportFormat, line: String) {
        let (settings, replies) = (Arc::clone(&self.settings), self.replies.clone());
        let started =
            figures_export::spawn_figures_export(settings, table, (format, line), replies);
        self.keep_export(started);
    }

    fn start_report_export(&mut self, review: ReviewId, format: DocumentFormat) {
        let (settings, replies) = (Arc::clone(&self.settings), self.replies.clone());
        let served = self.worker.served_catalog();
        let started =
            review_report::spawn_report_export(settings, served, (review, format), replies);
        self.keep_export(started);
    }

    /// A width that cannot be remembered is no reason to stop.
    fn save_list_percent(&mut self, percent: u16) {
        if let Some(path) = paths::list_width_file() {
            drop(list_width::save_list_width(&path, percent));
        }
    }

    /// A look that cannot be remembered is no reason to stop; one that the settings give is for this sitting.
    fn use_look(&mut self, look: ScreenLook, language: Language) {
        if self.settings.locale.language() != language {
            let mut settings = Settings::clone(&self.settings);
            settings.locale = settings.locale.in_language(language);
            self.settings = Arc::new(settings);
        }
        if self.settings.screen.remembers_look
            && let Some(path) = paths::screen_look_file()
        {
            let now = RememberedLook::of_screen(look, language);
            drop(screen_look::save_look(&path, self.remembered_look, now));
            self.remembered_look = now;
        }
    }

    /// Columns that cannot be remembered are no reason to stop.
    fn save_list_columns(&mut self, columns: Option<&[ProductColumn]>) {
        if let Some(path) = paths::list_columns_file() {
            drop(list_columns::save_list_columns(&path, columns));
        }
    }

    /// Reads the file again first: other screens may have saved searches meanwhile.
    fn update_saved_search(&mut self, line: &str, saved: bool) {
        let file = match &self.saved_path {
            Some(path) => searches::set_search_saved(path, line, saved).map_err(|error| {
                let locale = &self.settings.locale;
                let values: [(&str, &dyn Display); 2] = [
                    ("path", &sanitize_text(&paths::abbreviate_home(path))),
                    ("reason", &io_error::describe_io_error(&error, locale)),
                ];
                locale.fill("screen.not_saved", &values)
            }),
            None => Err(self.settings.locale.t("screen.saved_nowhere").to_owned()),
        };
        self.reply(Msg::SearchSaved(SavedSearchOutcome {
            line: line.to_owned(),
            saved,
            file,
        }));
    }

    fn save_copy_to_file(&mut self, text: &str, sent_to_clipboard: bool) {
        let path = paths::last_copy_file().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        let path = path.and_then(|path| {
            private_file::replace_file(&path, &format!("{text}\n"))?;
            Ok(sanitize_text(&paths::abbreviate_home(&path)))
        });
        let locale = &self.settings.locale;
        let path = path.map_err(|error| io_error::describe_io_error(&error, locale));
        let line = text.lines().next().unwrap_or_default().to_owned();
        self.reply(Msg::CopySaved(CopyFileOutcome {
            path,
            line,
            sent_to_clipboard,
        }));
    }
}
