//! What the terminal runs: the interface between a screen's program and the event loop.

use std::time::Duration;

use ratatui::Frame;

use crate::app::effect::TerminalCommand;
use crate::app::msg::Msg;
use crate::app::screen_link::ScreenLink;

use super::frame_rate::ConnectionSpeed;

/// A program for the event loop: it takes messages and can be drawn.
pub trait TerminalProgram {
    /// Handles one message; returns what the terminal should do because of it.
    fn update(&mut self, msg: Msg) -> Option<TerminalCommand>;

    /// Draws the current state and places the real cursor where the user works: input methods and braille
    /// displays follow it.
    fn draw(&self, frame: &mut Frame<'_>);

    /// The addresses in what [`Self::draw`] draws, for a terminal that is known to take links; none for others.
    fn find_links(&self) -> Vec<ScreenLink> {
        Vec::new()
    }

    /// True while a worker computes an answer: the next frame waits briefly for it instead of being drawn
    /// twice.
    fn awaits_answer(&self) -> bool;

    /// True while the program waits for the user to pause: after the debounce time without a message it gets
    /// [`Msg::Idle`].
    fn is_debouncing(&self) -> bool {
        false
    }

    /// How long from now until the program gets [`Msg::Idle`], though no message comes; nothing where it does not wait
    /// for a pause. It is asked before each sleep: one timer, and no tick.
    fn time_until_rest(&self) -> Option<Duration> {
        None
    }

    /// How long from now until [`Self::save`] is due, though no message comes; nothing where all is saved.
    fn time_until_save(&self) -> Option<Duration> {
        None
    }

    /// Saves what is not saved yet. Nothing of it is seen on the screen, so no frame follows.
    fn save(&mut self) {}

    /// True when clicks and the wheel should come as messages; the terminal itself cannot select text then.
    fn wants_mouse(&self) -> bool {
        false
    }

    /// After how long without a key the sitting ends; `None` where it does not, or not now.
    fn idle_limit(&self) -> Option<Duration> {
        None
    }

    /// Tells the person that the sitting ends after this time without a key.
    fn warn_of_idle_end(&mut self, left: Duration) {
        let _ = left;
    }

    /// True where the terminal may be given back to a shell for a while.
    fn may_suspend(&self) -> bool {
        true
    }

    /// True where text may be sent to the clipboard of the user's own machine.
    fn may_copy(&self) -> bool {
        true
    }

    /// How fast the connection to the terminal is.
    fn connection_speed(&self) -> ConnectionSpeed {
        ConnectionSpeed::Local
    }
}

/// How a run of the event loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalExit {
    /// The program returned [`TerminalCommand::Quit`].
    Quit,
    /// Nobody pressed a key for as long as [`TerminalProgram::idle_limit`] allows.
    Idle,
    /// Writing a frame failed: the terminal is gone.
    Disconnected,
}

impl TerminalExit {
    /// The exit code: 0, or what a shell reports for a hang-up.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Quit | Self::Idle => 0,
            Self::Disconnected => 129,
        }
    }
}
