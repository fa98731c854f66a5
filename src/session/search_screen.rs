//! The catalogue's screen in a terminal, from opening the catalogue to leaving.
//!
//! Must not: decide anything; update does.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use ocop_index::query::language::write_query;
use ocop_index::store::{CatalogNotice, OpenedCatalog};
use ratatui::Frame;

use super::idle_end;
use super::place_keeper::PlaceKeeper;
use super::state_files::StateFiles;
use super::terminal_host::TerminalEffectHost;
use super::unfinished_work::{finish_acts, finish_work, tell_honestly_when_interrupted};
use crate::app::catalog_work::CatalogMsg;
use crate::app::effect::{TerminalCommand, WorkerRequest};
use crate::app::layout::WindowSize;
use crate::app::model::Model;
use crate::app::model::search_history::SearchHistory;
use crate::app::msg::{ExportReport, Msg, ReloadOutcome};
use crate::app::notice::Notice;
use crate::app::screen_link::ScreenLink;
use crate::app::store_work::WorkRequest;
use crate::app::update;
use crate::catalog::FacetValueNames;
use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::open::{catalog_log_line, describe_notice};
use crate::cli::exit::{CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::cli::{environment, paths, terminal_guess};
use crate::files::private_file::SaveMoment;
use crate::runtime::effects::{EffectHost, perform_effects};
use crate::runtime::search_service::{CatalogLocation, SearchService};
use crate::runtime::worker;
use crate::sitting;
use crate::sitting::audit_line::EndReason;
use crate::term::{self, ConnectionSpeed, TerminalExit, TerminalProgram};
use crate::user_state::{last_place, list_columns, list_width, log, screen_look, searches};
use crate::view::{self, Appearance};

/// A key or a click makes the worker look for a newer catalogue, but not more often than this: nobody watches a store
/// while nobody sits at the keyboard.
const RELOAD_CHECK_INTERVAL: Duration = Duration::from_secs(5);

/// A search that takes longer than this is worth a line in the log.
const SLOW_SEARCH: Duration = Duration::from_millis(200);

struct SearchSession {
    model: Model,
    host: TerminalEffectHost,
    place_keeper: PlaceKeeper,
    last_reload_check: Option<Instant>,
    /// Sentences about exports and publications that the screen was given.
    work_messages: Vec<String>,
    /// How many of them it has drawn.
    messages_drawn: Cell<usize>,
}

/// Opens the catalogue and runs the screen until the person leaves.
pub fn run_search_screen(settings: &Settings) -> CommandResult {
    let mut files = StateFiles::check(settings);
    let settings = &with_remembered_look(settings, &mut files);
    let MarkedCatalog {
        settings,
        opened,
        marks,
        ..
    } = open_marked_catalog(settings)?;
    let settings = &settings;
    log::write_line(&format!("screen: {}", environment::version_and_platform()));
    log::write_line(&format!("terminal: {}", environment::terminal_facts_line()));
    log::write_line(&catalog_log_line(&opened));
    let (replies, inbox) = channel();
    let notices = describe_notices(settings, &opened.notices);
    let model = new_model(settings, &opened, &mut files);
    let location = CatalogLocation {
        data_dir: settings.data_dir.clone(),
        read_only: settings.read_only,
    };
    let service = SearchService::new(location, opened, settings.locale.clone()).with_marks(marks);
    let worker = worker::start_worker(service, replies.clone()).map_err(CommandFailure::Stdout)?;
    let host = TerminalEffectHost::new(Arc::new(settings.clone()), worker, replies.clone())
        .map_err(CommandFailure::Stdout)?;
    let mut session = SearchSession {
        model,
        host,
        place_keeper: PlaceKeeper::new(settings),
        last_reload_check: None,
        work_messages: Vec::new(),
        messages_drawn: Cell::new(0),
    };
    session.load_searches(&mut files);
    session.model.offered_place = session.place_keeper.load_place(&mut files);
    let mut problems = files.into_problems();
    problems.extend(environment::advise_utf8(&settings.locale));
    let notice = format_startup_notice(settings, notices, problems);
    session.model.notice = notice.map(Notice::hint);
    let first = if settings.screen.resume {
        update::resume_first_search(&mut session.model)
    } else {
        update::start_first_search(&mut session.model)
    };
    perform_effects(first, &mut session.host);
    let exit = term::run_program(&mut session, replies, inbox).map_err(CommandFailure::Stdout)?;
    last_place::save_unsaved_place(SaveMoment::Running);
    if exit == TerminalExit::Idle {
        searches::save_unsaved_search();
        idle_end::tell_idle_end(&session.host.settings);
        sitting::end_sitting(EndReason::Idle);
    }
    Ok(session.finish(exit))
}

/// The settings with the look and the language of the last sitting, where nothing else is set.
fn with_remembered_look(settings: &Settings, files: &mut StateFiles) -> Settings {
    let mut settings = settings.clone();
    let path = paths::screen_look_file().filter(|_| settings.screen.remembers_look);
    let look = files.load(path.as_deref(), screen_look::load_look);
    settings.screen.theme = look.theme.unwrap_or(settings.screen.theme);
    settings.screen.ascii = look.ascii.unwrap_or(settings.screen.ascii);
    if let Some(language) = look.language {
        settings.locale = settings.locale.in_language(language);
    }
    settings
}

/// The state at the start, with what the person chose by options, config file and earlier runs.
fn new_model(settings: &Settings, opened: &OpenedCatalog, files: &mut StateFiles) -> Model {
    let locale = settings.locale.clone();
    let names = FacetValueNames::from_catalog(&opened.catalog, &locale);
    let mut model = Model::new(locale, settings.day, opened.catalog.len(), names);
    let options = &settings.screen;
    model.configure(
        options.keys.clone(),
        options.input_method,
        options.slow,
        options.mouse,
    );
    model.look = options.look(environment::has_fine_symbols());
    model.generation = opened.generation;
    model.capabilities = settings.capabilities.clone();
    model.clipboard_limit = term::clipboard::max_copy_bytes();
    model.clipboard_trust = terminal_guess::guess_terminal(environment::read_variable).clipboard;
    let width = paths::list_width_file();
    model.list_percent = files.load(width.as_deref(), list_width::load_list_width);
    // What is asked for now goes before what was chosen on the screen.
    model.chosen_columns = settings.columns.asked.clone().or_else(|| {
        let path = paths::list_columns_file();
        files.load(path.as_deref(), list_columns::load_list_columns)
    });
    model
        .configured_columns
        .clone_from(&settings.columns.configured);
    model
}

fn describe_notices(settings: &Settings, notices: &[CatalogNotice]) -> Vec<String> {
    let notices = notices.iter();
    notices
        .map(|notice| describe_notice(notice, settings))
        .collect()
}

/// The first warning about the config file, notice about the catalogue, or problem of what is remembered, and how many
/// more there are.
fn format_startup_notice(
    settings: &Settings,
    notices: Vec<String>,
    problems: Vec<String>,
) -> Option<String> {
    let is_only_config = notices.is_empty() && problems.is_empty();
    let all: Vec<String> = settings
        .config_warnings
        .iter()
        .cloned()
        .chain(notices)
        .chain(problems)
        .collect();
    let (first, rest) = all.split_first()?;
    if rest.is_empty() {
        return Some(first.clone());
    }
    let key = if is_only_config {
        "config.more"
    } else {
        "screen.more_told"
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("first", first), ("n", &rest.len())];
    Some(settings.locale.fill(key, &values))
}

impl SearchSession {
    /// Finishes and tells what is still being written: a half generation is none. Returns the exit code.
    fn finish(self, exit: TerminalExit) -> u8 {
        let TerminalEffectHost {
            settings,
            exports,
            imports,
            work,
            ..
        } = self.host;
        let locale = &settings.locale;
        let unfinished = imports.unfinished_publication();
        tell_honestly_when_interrupted(locale, &settings.data_dir, unfinished);
        let mut reported = self.work_messages;
        reported.truncate(self.messages_drawn.get());
        let publishing = imports.into_publishing();
        let failed = finish_work(
            publishing,
            "screen.finishing_publishing",
            &mut reported,
            locale,
        );
        let unsaved = finish_acts(work, &self.model.work.unsaved, locale);
        if exit == TerminalExit::Disconnected {
            return exit.exit_code();
        }
        let failed_export = finish_work(exports, "screen.finishing", &mut reported, locale);
        failed
            .or(unsaved)
            .or(failed_export)
            .unwrap_or(exit.exit_code())
    }

    /// Reads the recent and the saved searches.
    fn load_searches(&mut self, files: &mut StateFiles) {
        let recent = self.host.history_path.as_deref();
        let recent = files.load(recent, searches::load_search_history);
        self.model.search_history = SearchHistory::new(recent);
        let saved = self.host.saved_path.as_deref();
        self.model.saved_searches = files.load(saved, searches::load_saved_searches);
    }

    /// Writes what of a message is worth a line in the log.
    fn log_msg(&self, msg: &Msg) {
        match msg {
            Msg::Answer(page) if page.query_number == self.model.query_number => {
                let waited = self.host.searched_at.elapsed();
                let facts = format!("{} ms, {} products", waited.as_millis(), page.total);
                if waited > SLOW_SEARCH {
                    log::write_line(&format!("slow search: {facts}"));
                }
                log::write_verbose_line(|| {
                    format!("search: {facts}: {}", write_query(&self.model.query))
                });
            }
            Msg::Failed { cause, .. } => log::write_line(&format!("failed: {cause}")),
            Msg::Reloaded(ReloadOutcome::Failed(cause)) => {
                log::write_line(&format!("newer catalogue refused: {cause}"));
            }
            Msg::Reloaded(ReloadOutcome::Opened {
                catalog_size,
                generation,
                ..
            }) => {
                log::write_line(&format!(
                    "newer catalogue: {generation:?}, {catalog_size} products"
                ));
            }
            _ => {}
        }
    }

    fn check_for_newer_catalog(&mut self) {
        let is_recent = |last: Instant| last.elapsed() < RELOAD_CHECK_INTERVAL;
        if !self.last_reload_check.is_some_and(is_recent) {
            self.last_reload_check = Some(Instant::now());
            self.host.send_request(WorkerRequest::CheckForNewCatalog);
            // What others, or another screen of the same account, wrote.
            self.host.request_work(WorkRequest::ReadNews);
        }
    }
}

/// True for what a person does, and what the review waits for; all else is about the screen below.
const fn is_for_review(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_) | Msg::Notice(_) | Msg::ImportCompared(_)
    )
}

impl TerminalProgram for SearchSession {
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand> {
        if matches!(msg, Msg::Key(_) | Msg::Mouse(_)) {
            self.check_for_newer_catalog();
        }
        self.log_msg(&msg);
        if let Msg::Notice(Notice { text, .. })
        | Msg::ExportWritten(ExportReport { sentence: text, .. })
        | Msg::Catalog(CatalogMsg::Published(text) | CatalogMsg::Unpublished(text)) = &msg
        {
            self.work_messages.push(text.clone());
        }
        if let Msg::Resize { width, height } = msg {
            self.host
                .imports
                .resize_review(WindowSize { width, height });
        }
        if let Some(review) = self.host.imports.review_mut()
            && is_for_review(&msg)
        {
            let command = review.update(msg);
            if command == Some(TerminalCommand::Quit) {
                self.host.imports.finish_review();
                return None;
            }
            return command;
        }
        let is_answer = matches!(msg, Msg::Answer(_));
        let effects = update::update(&mut self.model, msg);
        if is_answer {
            let line = update::search_to_remember(&self.model);
            searches::set_unsaved_search(self.host.history_path.clone().zip(line));
        }
        let place = update::place_to_remember(&self.model);
        self.place_keeper.keep_place(place);
        let command = perform_effects(effects, &mut self.host);
        self.host.imports.resize_review(self.model.size);
        command
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        if let Some(review) = self.host.imports.review() {
            let appearance = Appearance::from(self.model.look);
            view::import_review::draw_import_review(&review.model, &appearance, frame);
        } else {
            view::draw_screen(&self.model, &Appearance::from(self.model.look), frame);
        }
        self.messages_drawn.set(self.work_messages.len());
    }

    fn find_links(&self) -> Vec<ScreenLink> {
        if !self.host.settings.screen.links || self.host.imports.review().is_some() {
            return Vec::new();
        }
        view::find_screen_links(&self.model)
    }

    fn awaits_answer(&self) -> bool {
        self.host.imports.review().is_none() && self.model.awaits_answer()
    }

    fn is_debouncing(&self) -> bool {
        self.host.imports.review().is_none() && self.model.debounced_record.is_some()
    }

    fn time_until_save(&self) -> Option<Duration> {
        self.place_keeper.time_until_write()
    }

    fn save(&mut self) {
        self.place_keeper.write_place();
    }

    fn wants_mouse(&self) -> bool {
        self.model.wants_mouse()
    }

    fn idle_limit(&self) -> Option<Duration> {
        let imports = self.host.imports.review().is_some() || self.model.is_importing();
        let limit = self.host.settings.sitting.idle;
        limit.filter(|_| !imports)
    }

    fn warn_of_idle_end(&mut self, left: Duration) {
        let sentence = idle_end::warning_text(&self.model.locale, left);
        let effects = update::update(&mut self.model, Msg::Notice(Notice::hint(sentence)));
        perform_effects(effects, &mut self.host);
    }

    fn may_suspend(&self) -> bool {
        self.host.settings.capabilities.may_suspend
    }

    fn may_copy(&self) -> bool {
        self.host.settings.capabilities.may_copy
    }

    fn connection_speed(&self) -> ConnectionSpeed {
        match (self.model.slow, self.host.settings.screen.remote) {
            (true, _) => ConnectionSpeed::Slow,
            (_, true) => ConnectionSpeed::Remote,
            _ => ConnectionSpeed::Local,
        }
    }
}
