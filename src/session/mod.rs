//! One sitting at the screen: the model, its worker and the terminal tied together.
//!
//! The only place that knows all three rooms; [`changes`] is the same for the screen of an import. Must not:
//! decide anything; update does.

mod export;
pub mod import_review;

use std::cell::Cell;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use ocop_index::Query;
use ocop_index::query::language::write_query;
use ocop_index::store::CatalogNotice;
use ratatui::Frame;

use crate::app::effect::{Effect, WorkerRequest};
use crate::app::model::Model;
use crate::app::model::search_history::SearchHistory;
use crate::app::msg::{CopyFileOutcome, Msg, ReloadOutcome};
use crate::app::update;
use crate::app::worker::{self, WorkerHandle};
use crate::catalog::FacetValueNames;
use crate::catalog::open::{catalog_log_line, describe_notice, open_catalog};
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::cli::{environment, paths};
use crate::files::private_file;
use crate::report::export_format::ExportFormat;
use crate::term::{self, ConnectionSpeed, TerminalCommand, TerminalProgram};
use crate::user_state::{list_width, log, searches};
use crate::view::{self, Appearance};
use crate::wording::io_error;
use crate::wording::sanitize::sanitize_text;

use self::export::ExportHandle;

/// A key or a click lets the worker look for a newer catalogue, but not more often than this: nobody watches a store
/// while nobody sits at the keyboard.
const RELOAD_CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// A search that a person waits for longer than this is worth a line in the log.
const SLOW_SEARCH: Duration = Duration::from_millis(200);

struct SearchSession {
    settings: Arc<Settings>,
    model: Model,
    look: Appearance,
    worker: WorkerHandle,
    /// Where answers come in that are no searches.
    replies: Sender<Msg>,
    last_reload_check: Option<Instant>,
    /// When the newest question was asked.
    searched_at: Instant,
    /// Where past searches are kept.
    history_path: Option<PathBuf>,
    /// Where saved ones are kept.
    saved_path: Option<PathBuf>,
    /// Files that are being written, or were.
    exports: Vec<ExportHandle>,
    /// What the screen was given to tell of them.
    export_messages: Vec<String>,
    /// How many of that it has drawn.
    messages_drawn: Cell<usize>,
}

/// Opens the catalogue and runs the screen until the person leaves.
pub fn run_search_screen(settings: &Settings) -> CommandResult {
    let opened = open_catalog(settings)?;
    log::write_line(&format!("screen: {}", environment::version_and_platform()));
    log::write_line(&format!("terminal: {}", environment::terminal_facts_line()));
    log::write_line(&catalog_log_line(&opened));
    let locale = settings.locale.clone();
    let (sender, inbox) = channel();
    let names = FacetValueNames::from_catalog(&opened.catalog, &locale);
    let mut model = Model::new(locale, settings.day, opened.catalog.len(), names);
    let options = &settings.screen;
    model.configure(
        options.keys.clone(),
        options.input_method,
        options.slow,
        options.mouse,
    );
    model.clipboard_limit = term::clipboard::max_copy_bytes();
    model.list_percent =
        paths::list_width_file().and_then(|path| list_width::load_list_width(&path));
    model.notice = format_startup_notice(settings, &opened.notices);
    let locale = settings.locale.clone();
    let shelf = (settings.data_dir.clone(), settings.read_only);
    let worker = worker::start_worker(shelf, opened, locale, sender.clone());
    let worker = worker.map_err(CommandFailure::Stdout)?;
    let look = Appearance::new(settings.screen.theme, settings.screen.ascii);
    let mut session = SearchSession {
        settings: Arc::new(settings.clone()),
        replies: sender.clone(),
        model,
        look,
        worker,
        last_reload_check: None,
        searched_at: Instant::now(),
        history_path: paths::search_history_file(),
        saved_path: paths::saved_searches_file(),
        exports: Vec::new(),
        export_messages: Vec::new(),
        messages_drawn: Cell::new(0),
    };
    let past = session
        .history_path
        .as_deref()
        .map(searches::load_search_history);
    session.model.search_history = SearchHistory::new(past.unwrap_or_default());
    let saved = session
        .saved_path
        .as_deref()
        .map(searches::load_saved_searches);
    session.model.saved_searches = saved.unwrap_or_default();
    let first = update::start_first_search(&mut session.model);
    session.perform_effects(first);
    let outcome = term::run_program(&mut session, sender, inbox).map_err(CommandFailure::Stdout)?;
    if outcome == term::TerminalExit::Quit {
        let mut told = session.export_messages;
        told.truncate(session.messages_drawn.get());
        let failed = export::finish_exports(session.exports, told, &settings.locale);
        return Ok(failed.unwrap_or_else(|| outcome.exit_code()));
    }
    Ok(outcome.exit_code())
}

/// What the person should know at the start: a doubt about the config file, or about the catalogue, and how many more.
fn format_startup_notice(settings: &Settings, notices: &[CatalogNotice]) -> Option<String> {
    let told = notices
        .iter()
        .map(|notice| describe_notice(notice, settings));
    let all: Vec<String> = settings
        .config_warnings
        .iter()
        .cloned()
        .chain(told)
        .collect();
    let (first, rest) = all.split_first()?;
    if rest.is_empty() {
        return Some(first.clone());
    }
    let key = if notices.is_empty() {
        "config.more"
    } else {
        "screen.more_told"
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("first", first), ("n", &rest.len())];
    Some(settings.locale.fill(key, &values))
}

impl SearchSession {
    fn perform_effects(&mut self, effects: Vec<Effect>) -> Option<TerminalCommand> {
        let mut wish = None;
        for effect in effects {
            match effect {
                Effect::Quit => return Some(TerminalCommand::Quit),
                Effect::Suspend => wish = Some(TerminalCommand::Suspend),
                Effect::Redraw => wish = Some(TerminalCommand::Redraw),
                Effect::AddToSearchHistory(line) => self.remember_search(&line),
                Effect::Export {
                    query,
                    format,
                    line,
                } => self.start_export(query, format, line),
                Effect::SaveListPercent(share) => {
                    // A width that cannot be kept is no reason to stop.
                    drop(
                        paths::list_width_file()
                            .map(|path| list_width::save_list_width(&path, share)),
                    );
                }
                Effect::UpdateSavedSearch { line, saved } => self.update_saved_search(&line, saved),
                Effect::Copy(text) => wish = Some(TerminalCommand::Copy(text)),
                Effect::SaveCopyToFile {
                    text,
                    sent_to_clipboard: is_sent,
                } => self.write_copied_text(&text, is_sent),
                // The worker lives as long as its sender; were it gone, the panic hook has ended the program.
                Effect::Request(request) => {
                    if matches!(request, WorkerRequest::Search { .. }) {
                        self.searched_at = Instant::now();
                    }
                    self.worker.send_request(request);
                }
            }
        }
        wish
    }

    fn start_export(&mut self, query: Query, format: ExportFormat, line: String) {
        let (settings, replies) = (Arc::clone(&self.settings), self.replies.clone());
        let shown = self.worker.served_catalog();
        match export::spawn_export(settings, shown, (query, line), format, replies) {
            Ok(export) => self.exports.push(export),
            Err(error) => {
                self.model.notice = CommandFailure::Stdout(error).to_sentence(&self.model.locale);
            }
        }
    }

    /// A search that cannot be kept is no reason to stop.
    fn remember_search(&self, line: &str) {
        if let Some(path) = &self.history_path {
            drop(searches::append_to_history(path, line));
            searches::set_unsaved_search(None);
        }
    }

    /// Puts a copy into its file and tells where that is.
    fn write_copied_text(&mut self, text: &str, is_sent: bool) {
        let path = paths::last_copy_file().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound));
        let path = path.and_then(|path| {
            private_file::replace_file(&path, &format!("{text}\n"))?;
            Ok(sanitize_text(&paths::abbreviate_home(&path)))
        });
        let path = path.map_err(|error| io_error::describe_io_error(&error, &self.model.locale));
        let line = text.lines().next().unwrap_or_default().to_owned();
        // It tells, and wishes nothing.
        let filed = Msg::CopySaved(CopyFileOutcome {
            path,
            line,
            sent_to_clipboard: is_sent,
        });
        drop(update::update(&mut self.model, filed));
    }

    /// Other screens may have saved theirs since this one began.
    fn update_saved_search(&mut self, line: &str, saved: bool) {
        if let Some(path) = &self.saved_path
            && searches::set_search_saved(path, line, saved).is_err()
        {
            let path = path.to_string_lossy();
            let locale = &self.model.locale;
            self.model.notice =
                Some(locale.fill("screen.not_saved", &[("path", &sanitize_text(&path))]));
        }
    }

    /// What of a message is worth a line in the log.
    fn log_msg(&self, msg: &Msg) {
        match msg {
            Msg::Answer(page) if page.generation == self.model.query_generation => {
                let waited = self.searched_at.elapsed();
                let told = format!("{} ms, {} products", waited.as_millis(), page.total);
                if waited > SLOW_SEARCH {
                    log::write_line(&format!("slow search: {told}"));
                }
                log::write_verbose_line(|| {
                    format!("search: {told}: {}", write_query(&self.model.query))
                });
            }
            Msg::Failed { cause, .. } => log::write_line(&format!("failed: {cause}")),
            Msg::Reloaded(ReloadOutcome::Failed(cause)) => {
                log::write_line(&format!("newer catalogue refused: {cause}"));
            }
            Msg::Reloaded(ReloadOutcome::Opened {
                catalog_size: all,
                generation: number,
                ..
            }) => {
                log::write_line(&format!("newer catalogue: {number:?}, {all} products"));
            }
            _ => {}
        }
    }

    fn check_for_newer_catalog(&mut self) {
        let just_looked = |last: Instant| last.elapsed() < RELOAD_CHECK_INTERVAL;
        if !self.last_reload_check.is_some_and(just_looked) {
            self.last_reload_check = Some(Instant::now());
            self.worker.send_request(WorkerRequest::CheckForNewCatalog);
        }
    }
}

impl TerminalProgram for SearchSession {
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand> {
        if matches!(msg, Msg::Key(_) | Msg::Mouse(_)) {
            self.check_for_newer_catalog();
        }
        self.log_msg(&msg);
        if let Msg::Notice(sentence) = &msg {
            self.export_messages.push(sentence.clone());
        }
        let is_answer = matches!(msg, Msg::Answer(_));
        let effects = update::update(&mut self.model, msg);
        if is_answer {
            let line = update::search_to_remember(&self.model);
            searches::set_unsaved_search(self.history_path.clone().zip(line));
        }
        self.perform_effects(effects)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        view::draw_screen(&self.model, &self.look, frame);
        self.messages_drawn.set(self.export_messages.len());
    }

    fn awaits_answer(&self) -> bool {
        self.model.awaits_answer()
    }

    fn is_debouncing(&self) -> bool {
        self.model.debounced_record.is_some()
    }

    fn wants_mouse(&self) -> bool {
        self.model.captures_mouse
    }

    fn connection_speed(&self) -> ConnectionSpeed {
        match (self.model.slow, self.settings.screen.remote) {
            (true, _) => ConnectionSpeed::Slow,
            (_, true) => ConnectionSpeed::Remote,
            _ => ConnectionSpeed::Local,
        }
    }
}
