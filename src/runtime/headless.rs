//! The screen played without a terminal: keys in, cells out.
//!
//! Model, update, search service and drawing are those of the real screen. Keys come from a script, and each one waits
//! until everything before it is answered, so that the same keys always lead to the same cells. Must not: read or
//! write what a person's own screen remembers (searches, widths), so that none of it gets into a picture.

use std::collections::VecDeque;
use std::convert::Infallible;

use ocop_index::store::OpenedCatalog;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::catalog_work::{CatalogMsg, CatalogWork, PathListing};
use crate::app::effect::{Effect, ExportRows, ExportTable, TerminalCommand, WorkerRequest};
use crate::app::layout::WindowSize;
use crate::app::model::Model;
use crate::app::msg::{Msg, SavedSearchOutcome};
use crate::app::screen_look::ScreenLook;
use crate::app::store_work::WorkRequest;
use crate::app::update;
use crate::catalog::FacetValueNames;
use crate::cli::settings::Settings;
use crate::report::document_format::DocumentFormat;
use crate::report::export_format::ExportFormat;
use crate::report::figure_table::FigureTable;
use crate::runtime::effects::{EffectHost, perform_effects};
use crate::runtime::search_service::{CatalogLocation, SearchService};
use crate::view::{self, Appearance};
use crate::wording::locale::{Language, Locale};
use crate::wording::product_column::ProductColumn;
use crate::work::events::event::ReviewId;

/// A screen that nobody sees.
pub struct HeadlessScreen {
    /// Its state.
    pub model: Model,
    host: HeadlessHost,
}

/// Whether the screen is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadlessScreenStatus {
    /// It is.
    Running,
    /// A key left the program.
    Exited,
}

/// There is no terminal, no clipboard and no file: only requests are answered.
struct HeadlessHost {
    service: SearchService,
    /// What the host says by itself.
    replies: Vec<Msg>,
    locale: Locale,
}

impl EffectHost for HeadlessHost {
    fn send_request(&mut self, request: WorkerRequest) {
        self.service.add_request(request);
    }

    /// Pictures show no work of anybody.
    fn request_work(&mut self, _: WorkRequest) {}

    /// There is nobody to agree, so nothing is read or written.
    fn work_on_catalog(&mut self, work: CatalogWork) {
        let sentence = || self.locale.t("generations.headless").to_owned();
        let reply = match work {
            CatalogWork::RollBack { .. } => CatalogMsg::Unpublished(sentence()),
            CatalogWork::ReadList { attempt, .. } | CatalogWork::CompareProposals(attempt) => {
                CatalogMsg::ListTold {
                    attempt,
                    text: sentence(),
                }
            }
            CatalogWork::ListPaths(typed) => CatalogMsg::PathsListed(PathListing {
                typed,
                ..PathListing::default()
            }),
            CatalogWork::CheckWritable
            | CatalogWork::CancelReading
            | CatalogWork::ConfirmEncoding(_)
            | CatalogWork::OpenImportReview => return,
        };
        self.replies.push(Msg::Catalog(reply));
    }

    fn add_to_search_history(&mut self, _: &str) {}

    fn start_export(&mut self, _: ExportRows, _: ExportTable, _: String) {}

    fn start_figures_export(&mut self, _: FigureTable, _: ExportFormat, _: String) {}

    fn start_report_export(&mut self, _: ReviewId, _: DocumentFormat) {}

    fn save_list_percent(&mut self, _: u16) {}

    fn use_look(&mut self, _: ScreenLook, _: Language) {}
    fn save_list_columns(&mut self, _: Option<&[ProductColumn]>) {}

    /// A picture shows what a screen with a file would say.
    fn update_saved_search(&mut self, line: &str, saved: bool) {
        self.replies.push(Msg::SearchSaved(SavedSearchOutcome {
            line: line.to_owned(),
            saved,
            file: Ok(()),
        }));
    }

    fn save_copy_to_file(&mut self, _: &str, _: bool) {}
}

impl HeadlessScreen {
    /// The screen as it opens in a window of this size.
    pub fn start(settings: &Settings, opened: OpenedCatalog, size: WindowSize) -> Self {
        let locale = &settings.locale;
        let names = FacetValueNames::from_catalog(&opened.catalog, locale);
        let mut model = Model::new(locale.clone(), settings.day, opened.catalog.len(), names);
        model.generation = opened.generation;
        let options = &settings.screen;
        model.configure(
            options.keys.clone(),
            options.input_method,
            options.slow,
            options.mouse,
        );
        // A viewer of pictures has fonts enough.
        model.look = options.look(true);
        model.chosen_columns.clone_from(&settings.columns.asked);
        model
            .configured_columns
            .clone_from(&settings.columns.configured);
        let location = CatalogLocation {
            data_dir: settings.data_dir.clone(),
            read_only: settings.read_only,
        };
        let mut screen = Self {
            model,
            host: HeadlessHost {
                service: SearchService::new(location, opened, locale.clone()),
                replies: Vec::new(),
                locale: locale.clone(),
            },
        };
        let WindowSize { width, height } = size;
        let first = update::start_first_search(&mut screen.model);
        screen.settle_effects(first);
        screen.play_msg(Msg::Resize { width, height });
        screen
    }

    /// Takes a message, and everything that it leads to.
    pub fn play_msg(&mut self, msg: Msg) -> HeadlessScreenStatus {
        let effects = update::update(&mut self.model, msg);
        self.settle_effects(effects)
    }

    /// Performs effects, and those that their answers lead to, until nothing is left.
    fn settle_effects(&mut self, effects: Vec<Effect>) -> HeadlessScreenStatus {
        let mut waiting = VecDeque::from([effects]);
        while let Some(effects) = waiting.pop_front() {
            if perform_effects(effects, &mut self.host) == Some(TerminalCommand::Quit) {
                return HeadlessScreenStatus::Exited;
            }
            let mut answers = std::mem::take(&mut self.host.replies);
            let Ok(()) = self.host.service.answer_pending(|msg| {
                answers.push(msg);
                Ok::<(), Infallible>(())
            });
            waiting.extend(
                answers
                    .into_iter()
                    .map(|msg| update::update(&mut self.model, msg)),
            );
        }
        HeadlessScreenStatus::Running
    }

    /// The cells, and where the caret is.
    pub fn render_cells(&self) -> (Buffer, Position) {
        let WindowSize { width, height } = self.model.size;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
        let look = Appearance::from(self.model.look);
        let Ok(_) = terminal.draw(|frame| view::draw_screen(&self.model, &look, frame));
        let backend = terminal.backend();
        (backend.buffer().clone(), backend.cursor_position())
    }
}
