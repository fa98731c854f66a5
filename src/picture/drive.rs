//! The screen played without a terminal: keys in, cells out.
//!
//! Model, update, worker and drawing are those of the screen itself. Only the keys come from a text instead of a
//! person, and each one waits until everything before it is answered, so that the same keys always lead to the
//! same cells. Must not: keep anything, or know what is kept (searches, widths): nothing of the person at work gets
//! into a picture.

use std::sync::mpsc::{Receiver, channel};

use ocop_index::store::Opened;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::effect::Effect;
use crate::app::layout::Size;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update;
use crate::app::worker::{self, Asker};
use crate::choice::Names;
use crate::exit::Failure;
use crate::settings::Settings;
use crate::view::{self, Look};

/// A screen that nobody sees.
pub struct Player {
    /// Its state.
    pub model: Model,
    look: Look,
    worker: Asker,
    inbox: Receiver<Msg>,
}

/// Whether the screen is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play {
    /// It is.
    GoesOn,
    /// A key left the program.
    Left,
}

impl Player {
    /// The screen as it is when it opens in a window of this size.
    pub fn start(settings: &Settings, opened: Opened, size: Size) -> Result<Self, Failure> {
        let locale = &settings.locale;
        let names = Names::of(&opened.catalog, locale);
        let mut model = Model::new(locale.clone(), settings.day, opened.catalog.len(), names);
        settings.screen.give(&mut model);
        let shelf = (settings.data_dir.clone(), settings.read_only);
        let (sender, inbox) = channel();
        let worker = worker::start(shelf, opened, locale.clone(), sender);
        let mut player = Self {
            model,
            look: Look::new(settings.screen.theme, settings.screen.ascii),
            worker: worker.map_err(Failure::Output)?,
            inbox,
        };
        let Size { width, height } = size;
        let first = update::start(&mut player.model);
        player.carry_out(first);
        player.play(Msg::Resize { width, height });
        Ok(player)
    }

    /// Takes a message, and everything that it leads to.
    pub fn play(&mut self, msg: Msg) -> Play {
        let mut played = self.take(msg);
        while played == Play::GoesOn && self.awaits_answer() {
            // A worker that is gone or failed answers no more; what the screen says then is drawn.
            let Ok(msg) = self.inbox.recv() else { break };
            let failed = matches!(msg, Msg::Failed { .. });
            played = self.take(msg);
            if failed {
                break;
            }
        }
        played
    }

    fn awaits_answer(&self) -> bool {
        let recall = self.model.recall.as_ref();
        self.model.awaits_answer() || recall.is_some_and(|recall| recall.awaited.is_some())
    }

    fn take(&mut self, msg: Msg) -> Play {
        let effects = update::update(&mut self.model, msg);
        self.carry_out(effects)
    }

    fn carry_out(&self, effects: Vec<Effect>) -> Play {
        for effect in effects {
            match effect {
                Effect::Quit => return Play::Left,
                Effect::Ask(request) => self.worker.send(request),
                // There is no terminal to suspend or paint anew, no clipboard, and nothing is kept.
                Effect::Suspend
                | Effect::Redraw
                | Effect::Copy(_)
                | Effect::File { .. }
                | Effect::Remember(_)
                | Effect::Export { .. }
                | Effect::KeepShare(_)
                | Effect::Save { .. } => {}
            }
        }
        Play::GoesOn
    }

    /// The cells, and where the caret is.
    pub fn cells(&self) -> (Buffer, Position) {
        let Size { width, height } = self.model.size;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
        let Ok(_) = terminal.draw(|frame| view::draw(&self.model, &self.look, frame));
        let backend = terminal.backend();
        (backend.buffer().clone(), backend.cursor_position())
    }
}
