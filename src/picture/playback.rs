//! The screen played without a terminal: keys in, cells out.
//!
//! Model, update, worker and drawing are those of the screen itself. Only the keys come from a text instead of a
//! person, and each one waits until everything before it is answered, so that the same keys always lead to the
//! same cells. Must not: keep anything, or know what is kept (searches, widths): nothing of the person at work gets
//! into a picture.

use std::sync::mpsc::{Receiver, channel};

use ocop_index::store::OpenedCatalog;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::effect::Effect;
use crate::app::layout::WindowSize;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update;
use crate::app::worker::{self, WorkerHandle};
use crate::catalog::FacetValueNames;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::view::{self, Appearance};

/// A screen that nobody sees.
pub struct HeadlessScreen {
    /// Its state.
    pub model: Model,
    look: Appearance,
    worker: WorkerHandle,
    inbox: Receiver<Msg>,
}

/// Whether the screen is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaybackState {
    /// It is.
    Running,
    /// A key left the program.
    Exited,
}

impl HeadlessScreen {
    /// The screen as it is when it opens in a window of this size.
    pub fn start(
        settings: &Settings,
        opened: OpenedCatalog,
        size: WindowSize,
    ) -> Result<Self, CommandFailure> {
        let locale = &settings.locale;
        let names = FacetValueNames::from_catalog(&opened.catalog, locale);
        let mut model = Model::new(locale.clone(), settings.day, opened.catalog.len(), names);
        let options = &settings.screen;
        model.configure(
            options.keys.clone(),
            options.input_method,
            options.slow,
            options.mouse,
        );
        let shelf = (settings.data_dir.clone(), settings.read_only);
        let (sender, inbox) = channel();
        let worker = worker::start_worker(shelf, opened, locale.clone(), sender);
        let mut player = Self {
            model,
            look: Appearance::new(settings.screen.theme, settings.screen.ascii),
            worker: worker.map_err(CommandFailure::Stdout)?,
            inbox,
        };
        let WindowSize { width, height } = size;
        let first = update::start_first_search(&mut player.model);
        player.perform_effects(first);
        player.play_msg(Msg::Resize { width, height });
        Ok(player)
    }

    /// Takes a message, and everything that it leads to.
    pub fn play_msg(&mut self, msg: Msg) -> PlaybackState {
        let mut played = self.update_model(msg);
        while played == PlaybackState::Running && self.awaits_answer() {
            // A worker that is gone or failed answers no more; what the screen says then is drawn.
            let Ok(msg) = self.inbox.recv() else { break };
            let failed = matches!(msg, Msg::Failed { .. });
            played = self.update_model(msg);
            if failed {
                break;
            }
        }
        played
    }

    fn awaits_answer(&self) -> bool {
        let recall = self.model.history_picker.as_ref();
        self.model.awaits_answer() || recall.is_some_and(|recall| recall.awaited_line.is_some())
    }

    fn update_model(&mut self, msg: Msg) -> PlaybackState {
        let effects = update::update(&mut self.model, msg);
        self.perform_effects(effects)
    }

    fn perform_effects(&self, effects: Vec<Effect>) -> PlaybackState {
        for effect in effects {
            match effect {
                Effect::Quit => return PlaybackState::Exited,
                Effect::Request(request) => self.worker.send_request(request),
                // There is no terminal to suspend or paint anew, no clipboard, and nothing is kept.
                Effect::Suspend
                | Effect::Redraw
                | Effect::Copy(_)
                | Effect::SaveCopyToFile { .. }
                | Effect::AddToSearchHistory(_)
                | Effect::Export { .. }
                | Effect::SaveListPercent(_)
                | Effect::UpdateSavedSearch { .. } => {}
            }
        }
        PlaybackState::Running
    }

    /// The cells, and where the caret is.
    pub fn render_cells(&self) -> (Buffer, Position) {
        let WindowSize { width, height } = self.model.size;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
        let Ok(_) = terminal.draw(|frame| view::draw_screen(&self.model, &self.look, frame));
        let backend = terminal.backend();
        (backend.buffer().clone(), backend.cursor_position())
    }
}
