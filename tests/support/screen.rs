//! A headless screen: the real model, update, search queue, effect interpreter and view, driven by keys.
//!
//! The search service is called at once instead of on its thread, so that a story has no timing.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use jiff::civil::date;
use ocop::app::catalog_work::{CatalogMsg, CatalogWork};
use ocop::app::effect::{Effect, ExportRows, ExportTable, TerminalCommand, WorkerRequest};
use ocop::app::keymap;
use ocop::app::model::Model;
use ocop::app::msg::{Msg, ReloadOutcome, SavedSearchOutcome};
use ocop::app::screen_look::ScreenLook;
use ocop::app::store_work::WorkRequest;
use ocop::app::update;
use ocop::catalog::FacetValueNames;
use ocop::catalog::work::link_work;
use ocop::report::document::DocumentFormat;
use ocop::report::export_format::ExportFormat;
use ocop::report::figure_table::FigureTable;
use ocop::runtime::effects::{EffectHost, perform_effects};
use ocop::runtime::path_completion::list_paths;
use ocop::runtime::search_service::{CatalogLocation, SearchService, ServedCatalog};
use ocop::runtime::work_service::{WorkFiles, WorkService};
use ocop::user_state::remark_drafts;
use ocop::view::theme_name::ThemeName;
use ocop::view::{self, Appearance};
use ocop::wording::locale::{Language, Locale};
use ocop::wording::product_column::ProductColumn;
use ocop::work::events::event::ReviewId;
use ocop::work::reviews::verdict_kind::built_in_verdicts;
use ocop::work::store::open_work::OpenWork;
use ocop::work::store::work_error::WorkError;
use ocop_index::source::builtin;
use ocop_index::{Catalog, store};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The built-in catalogue on the tests' day.
pub fn catalog() -> &'static Arc<Catalog> {
    static CATALOG: OnceLock<Arc<Catalog>> = OnceLock::new();
    CATALOG.get_or_init(|| {
        let products = builtin::load_products().unwrap();
        Arc::new(store::build_in_memory(&products, date(2026, 11, 24)).unwrap())
    })
}

/// A person at a screen.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each holds back one kind of answer"
)]
pub struct Screen {
    pub model: Model,
    service: SearchService,
    /// Wishes that left the program: quit, suspend, redraw.
    pub wishes: Vec<Effect>,
    /// Searches that were kept.
    pub kept: Vec<String>,
    /// Hold answers back, as a slow search would.
    pub slow: bool,
    /// Hold rows back.
    pub slow_rows: bool,
    /// Hold the figures of the statistics back.
    pub slow_figures: bool,
    /// Hold back what the selection asks for.
    pub slow_selection: bool,
    held_selection: Vec<WorkerRequest>,
    /// The newest request for rows that was held back.
    held_rows: Option<WorkerRequest>,
    /// The store of work of the person, where they have one.
    work: Option<WorkService>,
    /// The catalogue that the store of work sees.
    work_catalog: Arc<Mutex<Arc<Catalog>>>,
    /// What was asked of a store that the person does not have.
    pub work_requests: Vec<WorkRequest>,
}

/// Records what leaves the program; requests wait until the effects are performed.
#[derive(Default)]
struct RecordingHost {
    requests: Vec<WorkerRequest>,
    effects: Vec<Effect>,
    kept: Vec<String>,
    replies: Vec<Msg>,
    work: Vec<WorkRequest>,
}

/// A store of work in a folder.
struct FolderWork {
    folder: PathBuf,
    person: String,
    catalog: Arc<Mutex<Arc<Catalog>>>,
}

impl WorkFiles for FolderWork {
    fn open_store(&mut self, create: bool) -> Result<Option<OpenWork>, String> {
        let path = self.folder.join("work.db");
        if !create && !path.exists() {
            return Ok(None);
        }
        let opened = OpenWork::open(&path, &self.person);
        opened.map(Some).map_err(|error| format!("{error:?}"))
    }

    fn link_products(&mut self, work: &mut OpenWork) -> Result<(), String> {
        link_work(work, &self.catalog()).map_err(|error| format!("{error:?}"))
    }

    fn describe_error(&self, error: &WorkError) -> String {
        format!("{error:?}")
    }

    fn catalog(&self) -> Arc<Catalog> {
        Arc::clone(&self.catalog.lock().unwrap())
    }

    fn open_review(&mut self, work: &OpenWork) -> Option<ReviewId> {
        work.log().reviews().first().map(|round| round.id)
    }

    fn remember_open_review(&mut self, _: &OpenWork, _: Option<ReviewId>) {}

    fn load_drafts(&mut self) -> HashMap<String, String> {
        let path = self.folder.join(format!("drafts-{}", self.person));
        remark_drafts::load_drafts(&path, &self.folder).unwrap()
    }

    fn keep_draft(&mut self, product_id: &str, text: Option<&str>) -> Result<(), String> {
        let path = self.folder.join(format!("drafts-{}", self.person));
        remark_drafts::keep_draft(&path, &self.folder, product_id, text).unwrap();
        Ok(())
    }
}

impl EffectHost for RecordingHost {
    fn send_request(&mut self, request: WorkerRequest) {
        match request {
            WorkerRequest::CheckForNewCatalog | WorkerRequest::Reload => {
                self.effects.push(Effect::Request(request));
            }
            request => self.requests.push(request),
        }
    }

    fn request_work(&mut self, request: WorkRequest) {
        self.work.push(request);
    }

    fn work_on_catalog(&mut self, work: CatalogWork) {
        if let CatalogWork::ListPaths(typed) = &work {
            let listed = CatalogMsg::PathsListed(list_paths(typed));
            self.replies.push(Msg::Catalog(listed));
        }
        self.effects.push(Effect::WorkOnCatalog(work));
    }

    fn add_to_search_history(&mut self, line: &str) {
        self.kept.push(line.to_owned());
    }

    fn start_export(&mut self, rows: ExportRows, (format, columns): ExportTable, line: String) {
        self.effects.push(Effect::Export {
            rows,
            format,
            columns,
            line,
        });
    }

    fn start_figures_export(&mut self, table: FigureTable, format: ExportFormat, line: String) {
        self.effects.push(Effect::ExportFigures {
            table: Box::new(table),
            format,
            line,
        });
    }

    fn start_report_export(&mut self, review: ReviewId, format: DocumentFormat) {
        self.effects.push(Effect::ExportReport { review, format });
    }

    fn save_list_percent(&mut self, percent: u16) {
        self.effects.push(Effect::SaveListPercent(percent));
    }

    fn use_look(&mut self, look: ScreenLook, language: Language) {
        self.effects.push(Effect::UseLook { look, language });
    }

    fn save_list_columns(&mut self, columns: Option<&[ProductColumn]>) {
        let columns = columns.map(<[ProductColumn]>::to_vec);
        self.effects.push(Effect::SaveListColumns(columns));
    }

    fn update_saved_search(&mut self, line: &str, saved: bool) {
        let line = line.to_owned();
        self.replies.push(Msg::SearchSaved(SavedSearchOutcome {
            line: line.clone(),
            saved,
            file: Ok(()),
        }));
        self.effects.push(Effect::UpdateSavedSearch { line, saved });
    }

    fn save_copy_to_file(&mut self, text: &str, sent_to_clipboard: bool) {
        let text = text.to_owned();
        self.effects.push(Effect::SaveCopyToFile {
            text,
            sent_to_clipboard,
        });
    }
}

impl Screen {
    pub fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, Language::Vi, ThemeName::Dark, false)
    }

    pub fn with(width: u16, height: u16, lang: Language, theme: ThemeName, ascii: bool) -> Self {
        let (catalog, locale) = (catalog(), Locale::new(lang));
        let names = FacetValueNames::from_catalog(catalog, &locale);
        let location = CatalogLocation {
            data_dir: PathBuf::new(),
            read_only: true,
        };
        let served = ServedCatalog {
            catalog: Arc::clone(catalog),
            generation: None,
        };
        let mut screen = Self {
            model: Model::new(locale.clone(), catalog.day(), catalog.len(), names),
            service: SearchService::from_served(location, served, locale),
            wishes: Vec::new(),
            kept: Vec::new(),
            slow: false,
            slow_rows: false,
            slow_figures: false,
            slow_selection: false,
            held_selection: Vec::new(),
            held_rows: None,
            work: None,
            work_catalog: Arc::new(Mutex::new(Arc::clone(catalog))),
            work_requests: Vec::new(),
        };
        screen.model.look = ScreenLook {
            theme,
            ascii,
            fine_symbols: false,
        };
        let first = update::start_first_search(&mut screen.model);
        screen.carry_out(first);
        screen.send(Msg::Resize { width, height });
        screen
    }

    /// A person at a catalogue in memory.
    pub fn of_catalog(catalog: &Arc<Catalog>, (width, height): (u16, u16)) -> Self {
        let mut screen = Self::new(width, height);
        let locale = Locale::new(Language::Vi);
        let names = FacetValueNames::from_catalog(catalog, &locale);
        let location = CatalogLocation {
            data_dir: PathBuf::new(),
            read_only: true,
        };
        let served = ServedCatalog {
            catalog: Arc::clone(catalog),
            generation: None,
        };
        screen.model = Model::new(locale.clone(), catalog.day(), catalog.len(), names);
        screen.service = SearchService::from_served(location, served, locale);
        let first = update::start_first_search(&mut screen.model);
        screen.carry_out(first);
        screen.send(Msg::Resize { width, height });
        screen
    }

    /// A person at the catalogue of a data folder, which may be for reading only.
    pub fn of_folder(data_dir: &Path, read_only: bool, (width, height): (u16, u16)) -> Self {
        let mut screen = Self::new(width, height);
        let locale = Locale::new(Language::Vi);
        let opened = store::open_catalog(data_dir, catalog().day()).unwrap();
        let names = FacetValueNames::from_catalog(&opened.catalog, &locale);
        let location = CatalogLocation {
            data_dir: data_dir.to_path_buf(),
            read_only,
        };
        let day = catalog().day();
        screen.model = Model::new(locale.clone(), day, opened.catalog.len(), names);
        screen.model.generation = opened.generation;
        screen.service = SearchService::new(location, opened, locale);
        let first = update::start_first_search(&mut screen.model);
        screen.carry_out(first);
        screen.send(Msg::Resize { width, height });
        screen
    }

    /// Gives the person a store of work in this folder.
    pub fn with_work(mut self, folder: &Path, person: &str) -> Self {
        let files = FolderWork {
            folder: folder.to_path_buf(),
            person: person.to_owned(),
            catalog: Arc::clone(&self.work_catalog),
        };
        let mut service = WorkService::new(
            Box::new(files),
            self.model.locale.clone(),
            built_in_verdicts(),
        );
        let mut told = Vec::new();
        service.start(&mut |msg| told.push(msg));
        self.work = Some(service);
        for msg in told {
            self.send(msg);
        }
        self
    }

    /// Another generation answers from now on.
    pub fn serve_catalog(&mut self, catalog: Arc<Catalog>) {
        *self.work_catalog.lock().unwrap() = Arc::clone(&catalog);
        let locale = self.model.locale.clone();
        let value_names = FacetValueNames::from_catalog(&catalog, &locale);
        let location = CatalogLocation {
            data_dir: PathBuf::new(),
            read_only: true,
        };
        let catalog_size = catalog.len();
        let served = ServedCatalog {
            catalog,
            generation: Some(2),
        };
        self.service = SearchService::from_served(location, served, locale);
        self.send(Msg::Reloaded(ReloadOutcome::Opened {
            catalog_size,
            generation: Some(2),
            value_names: Box::new(value_names),
        }));
    }

    /// Hands requests to the store, and returns what it says.
    fn ask_work(&mut self, requests: Vec<WorkRequest>) -> Vec<Msg> {
        let mut told = Vec::new();
        let Some(service) = &mut self.work else {
            self.work_requests.extend(requests);
            return told;
        };
        for request in requests {
            service.add_request(request, &mut |msg| told.push(msg));
        }
        service.write_acts(&mut |msg| told.push(msg));
        told
    }

    /// Lets the store try again what it could not write.
    pub fn retry_work(&mut self) {
        for msg in self.ask_work(Vec::new()) {
            self.send(msg);
        }
    }

    /// Sends a message and carries out what it leads to.
    pub fn send(&mut self, msg: Msg) {
        let effects = update::update(&mut self.model, msg);
        self.carry_out(effects);
    }

    /// Performs effects, and those that their answers lead to, until nothing is left.
    fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from([effects]);
        while let Some(effects) = waiting.pop_front() {
            for effect in effects {
                let mut host = RecordingHost::default();
                if let Some(command) = perform_effects(vec![effect], &mut host) {
                    host.effects.push(match command {
                        TerminalCommand::Quit => Effect::Quit,
                        TerminalCommand::Suspend => Effect::Suspend,
                        TerminalCommand::Redraw => Effect::Redraw,
                        TerminalCommand::Copy(text) => Effect::Copy(text),
                    });
                }
                self.wishes.extend(host.effects);
                self.kept.extend(host.kept);
                for reply in host.replies {
                    waiting.push_back(update::update(&mut self.model, reply));
                }
                for request in host.requests {
                    self.queue(request);
                }
                for told in self.ask_work(host.work) {
                    waiting.push_back(update::update(&mut self.model, told));
                }
            }
            for answer in self.answers() {
                waiting.push_back(update::update(&mut self.model, answer));
            }
        }
    }

    /// Gives a request to the service, or holds it back.
    fn queue(&mut self, request: WorkerRequest) {
        match request {
            WorkerRequest::Search { .. } if self.slow => {}
            WorkerRequest::ComputeStatistics { .. } if self.slow_figures => {}
            WorkerRequest::FetchRows { .. } if self.slow_rows => self.held_rows = Some(request),
            WorkerRequest::Selection(_) if self.slow_selection => {
                self.held_selection.push(request);
            }
            request => self.service.add_request(request),
        }
    }

    /// The answers to what is queued.
    fn answers(&mut self) -> Vec<Msg> {
        let mut answers = Vec::new();
        let Ok(()) = self.service.answer_pending(|msg| {
            answers.push(msg);
            Ok::<(), Infallible>(())
        });
        answers
    }

    fn send_answers(&mut self) {
        for answer in self.answers() {
            self.send(answer);
        }
    }

    /// Reads the rows that were asked for last.
    pub fn rows(&mut self) {
        if let Some(request) = self.held_rows.take() {
            self.service.add_request(request);
            self.send_answers();
        }
    }

    /// Answers what the selection asked for.
    pub fn selection(&mut self) {
        for request in std::mem::take(&mut self.held_selection) {
            self.service.add_request(request);
        }
        self.send_answers();
    }

    /// Answers the newest question, which was held back.
    pub fn answer(&mut self) {
        self.service.add_request(WorkerRequest::Search {
            query_number: self.model.query_number,
            query: self.model.query.clone(),
            selected_id: None,
        });
        self.send_answers();
    }

    /// Presses keys, written as behind `--keys`, and rests.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.hurry(keys).send(Msg::Idle);
        self
    }

    /// Presses keys and goes on.
    pub fn hurry(&mut self, keys: &str) -> &mut Self {
        for key in keymap::parse_key_script(keys).unwrap() {
            self.send(Msg::Key(key));
        }
        self
    }

    /// The cells as drawn now.
    pub fn buffer(&self) -> Buffer {
        self.terminal().backend().buffer().clone()
    }

    /// Where the real cursor is.
    pub fn cursor(&self) -> (u16, u16) {
        let position = self.terminal().backend().cursor_position();
        (position.x, position.y)
    }

    fn terminal(&self) -> Terminal<TestBackend> {
        let size = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        terminal
            .draw(|frame| view::draw_screen(&self.model, &Appearance::from(self.model.look), frame))
            .unwrap();
        terminal
    }

    /// The screen as text, line ends trimmed.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width).max(1);
        let rows = buffer.content.chunks(width).map(|row| {
            let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// The lines of it that hold this text.
    pub fn lines(&self, part: &str) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains(part));
        lines.map(str::to_owned).collect()
    }

    /// True when this is somewhere on the screen, in one row.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Names in the list as the model holds them.
    pub fn names(&self) -> Vec<String> {
        self.model
            .loaded_rows
            .hits
            .iter()
            .map(|hit| hit.product.name.clone())
            .collect()
    }
}
