//! The fair mode at a terminal: one list, from finding it to leaving.
//!
//! It has a host of its own that can do four things: ask the search service, ask the store of work, paint, and leave.
//! Nothing is opened, exported, copied or run at a stranger's keys. Must not: decide anything; update does.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use ratatui::Frame;

use super::idle_end;
use super::unfinished_work::finish_acts;
use super::work_files::PersonalWorkFiles;
use crate::app::effect::{TerminalCommand, WorkerRequest};
use crate::app::fair::board::FairBoard;
use crate::app::fair::effect::FairEffect;
use crate::app::fair::model::{FairModel, FairStart};
use crate::app::fair::update;
use crate::app::keymap::Keymap;
use crate::app::model::work_desk::UnsavedAct;
use crate::app::msg::Msg;
use crate::app::notice::Notice;
use crate::catalog::FacetValueNames;
use crate::catalog::marked::{MarkedCatalog, open_catalog_with_work};
use crate::catalog::named_list::{find_named_list, find_only_list};
use crate::catalog::open::catalog_log_line;
use crate::cli::environment;
use crate::cli::exit::{CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::runtime::search_service::{CatalogLocation, SearchService};
use crate::runtime::work_service::WorkService;
use crate::runtime::work_worker::{WorkWorker, start_work_worker};
use crate::runtime::worker::{self, WorkerHandle};
use crate::sitting;
use crate::sitting::audit_line::EndReason;
use crate::term::{self, ConnectionSpeed, TerminalExit, TerminalProgram};
use crate::user_state::log;
use crate::view::Appearance;
use crate::view::fair::draw_fair;
use crate::work::lists::product_list::{ProductList, ProductLists};

/// Keys make the search service look for a newer catalogue, but not more often than this.
const RELOAD_CHECK_INTERVAL: Duration = Duration::from_secs(5);

struct FairSession {
    settings: Arc<Settings>,
    model: FairModel,
    worker: WorkerHandle,
    work: WorkWorker,
    /// When the last key came.
    last_input: Instant,
    last_reload_check: Option<Instant>,
}

/// Opens the fair mode of the list with this name, and runs it until somebody leaves. Without a name it is the one of
/// the config file, else the only one.
///
/// # Errors
/// Fails where no list is meant by the name, or where there is no terminal.
pub fn run_fair_screen(settings: &Settings, name: Option<&str>) -> CommandResult {
    if settings.accessible || !term::supports_full_screen() {
        let sentence = settings.locale.t("fair.no_terminal");
        return Err(CommandFailure::Usage(sentence.to_owned()));
    }
    let MarkedCatalog {
        settings,
        opened,
        marks,
        lists,
    } = open_catalog_with_work(settings)?;
    log::write_line(&format!("fair: {}", environment::version_and_platform()));
    log::write_line(&catalog_log_line(&opened));
    let list = find_list(&settings, &lists, name)?;
    let id = list.id;
    let (replies, inbox) = channel();
    let model = new_model(&settings, &opened.catalog, list);
    let location = CatalogLocation {
        data_dir: settings.data_dir.clone(),
        read_only: settings.read_only,
    };
    let settings = Arc::new(settings);
    let service = SearchService::new(location, opened, settings.locale.clone())
        .with_marks(marks)
        .for_list();
    let worker = worker::start_worker(service, replies.clone()).map_err(CommandFailure::Stdout)?;
    let files = PersonalWorkFiles::for_list(Arc::clone(&settings), worker.catalog_source(), id);
    let service = WorkService::new(
        Box::new(files),
        settings.locale.clone(),
        settings.verdicts.clone(),
    );
    let work = start_work_worker(service, replies.clone());
    let mut session = FairSession {
        settings,
        model,
        worker,
        work: work.map_err(CommandFailure::Stdout)?,
        last_input: Instant::now(),
        last_reload_check: None,
    };
    let first = update::start(&mut session.model);
    session.perform(first);
    let exit = term::run_program(&mut session, replies, inbox).map_err(CommandFailure::Stdout)?;
    if exit == TerminalExit::Idle {
        idle_end::tell_idle_end(&session.settings);
        sitting::end_sitting(EndReason::Idle);
    }
    Ok(session.finish(exit))
}

/// The list that is meant.
fn find_list(
    settings: &Settings,
    lists: &ProductLists,
    name: Option<&str>,
) -> Result<ProductList, CommandFailure> {
    let locale = &settings.locale;
    if lists.lists.is_empty() {
        return Err(CommandFailure::Usage(locale.t("fair.no_list").to_owned()));
    }
    let found = match name.or(settings.fair.list.as_deref()) {
        Some(name) => find_named_list(locale, lists, name),
        None => find_only_list(locale, lists),
    };
    found.cloned()
}

fn new_model(settings: &Settings, catalog: &ocop_index::Catalog, list: ProductList) -> FairModel {
    let locale = settings.locale.clone();
    let mut model = FairModel::new(FairStart {
        value_names: FacetValueNames::from_catalog(catalog, &locale),
        board: FairBoard::new(list),
        counts_questions: settings.fair.counts_questions,
        locale,
    });
    let options = &settings.screen;
    model.look = options.look(environment::has_fine_symbols());
    model.keymap = Keymap::new(options.keys.clone());
    model.question.method = options.input_method;
    model
}

impl FairSession {
    fn perform(&mut self, effects: Vec<FairEffect>) -> Option<TerminalCommand> {
        let mut command = None;
        for effect in effects {
            match effect {
                FairEffect::Request(request) => self.worker.send_request(request),
                FairEffect::Work(request) => self.work.send_request(request),
                FairEffect::Redraw => command = Some(TerminalCommand::Redraw),
                FairEffect::Leave => command = Some(TerminalCommand::Quit),
            }
        }
        command
    }

    /// Writes what is not saved yet, and tells it. Returns the exit code.
    fn finish(self, exit: TerminalExit) -> u8 {
        let acts = self.model.acts.unsaved.into_iter().map(|act| UnsavedAct {
            number: act.number,
            judged: Vec::new(),
            remarked: Vec::new(),
            drafts: Vec::new(),
            words: act.words,
            told: None,
        });
        let unsaved = finish_acts(self.work, &acts.collect::<Vec<_>>(), &self.settings.locale);
        if exit == TerminalExit::Disconnected {
            return exit.exit_code();
        }
        unsaved.unwrap_or(exit.exit_code())
    }

    fn check_for_newer_catalog(&mut self) {
        let is_recent = |last: Instant| last.elapsed() < RELOAD_CHECK_INTERVAL;
        if !self.last_reload_check.is_some_and(is_recent) {
            self.last_reload_check = Some(Instant::now());
            self.worker.send_request(WorkerRequest::CheckForNewCatalog);
        }
    }
}

impl TerminalProgram for FairSession {
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand> {
        if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
            self.last_input = Instant::now();
            self.check_for_newer_catalog();
        }
        if let Msg::Failed { cause, .. } = &msg {
            log::write_line(&format!("failed: {cause}"));
        }
        let effects = update::update(&mut self.model, msg);
        self.perform(effects)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        draw_fair(&self.model, &Appearance::from(self.model.look), frame);
    }

    fn awaits_answer(&self) -> bool {
        self.model.awaits_answer()
    }

    fn time_until_rest(&self) -> Option<Duration> {
        let (rest, _) = self.model.awaited_rest()?;
        Some(rest.saturating_sub(self.last_input.elapsed()))
    }

    fn idle_limit(&self) -> Option<Duration> {
        self.settings.sitting.idle
    }

    fn warn_of_idle_end(&mut self, left: Duration) {
        let sentence = idle_end::warning_text(&self.model.locale, left);
        let effects = update::update(&mut self.model, Msg::Notice(Notice::hint(sentence)));
        self.perform(effects);
    }

    fn may_suspend(&self) -> bool {
        false
    }

    fn may_copy(&self) -> bool {
        false
    }

    fn connection_speed(&self) -> ConnectionSpeed {
        match (self.settings.screen.slow, self.settings.screen.remote) {
            (true, _) => ConnectionSpeed::Slow,
            (_, true) => ConnectionSpeed::Remote,
            _ => ConnectionSpeed::Local,
        }
    }
}
