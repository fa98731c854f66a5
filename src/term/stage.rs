//! The loop: messages in, frames out.
//!
//! It sleeps until a message comes, takes everything that waits, and then draws once. Keys never wait for
//! frames: a frame is put off while others could be taken, but by no flood for longer than a moment. A program that
//! waits for the hand to rest is told once that it does. Must not: tick, or draw when nothing was said.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::{Position, Rect, Size};

use crate::app::msg::Msg;

use super::backlog::Backlog;
use super::screen::Screen;
use super::{Outcome, Program, Wish, clipboard, size, suspend, tty};

/// A line that takes a frame's bytes no faster than this is slow.
const PRESSURE: Duration = Duration::from_millis(150);
/// A frame waits no longer than this for a flood of messages to end.
const FLOOD: Duration = Duration::from_millis(100);

/// Clicks and the wheel come as reports, columns and rows as numbers of any size.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const NO_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

type Sink = fn(&[u8]) -> io::Result<()>;

/// A program on a screen.
pub(super) struct Stage<'a, P> {
    program: &'a mut P,
    inbox: Receiver<Msg>,
    backlog: Arc<Backlog>,
    terminal: Terminal<Screen<Sink>>,
    /// What the terminal was told last about the mouse.
    mouse: &'static [u8],
    /// It was said that the line is slow.
    pressed: bool,
    /// The next frame paints every cell.
    repaint: bool,
    last_frame: Option<Instant>,
    /// The last frame was drawn while an answer was on its way.
    owes: bool,
    outcome: Option<Outcome>,
}

impl<'a, P: Program> Stage<'a, P> {
    /// Sets the stage; the terminal must be ours already.
    pub(super) fn new(
        program: &'a mut P,
        inbox: Receiver<Msg>,
        backlog: Arc<Backlog>,
    ) -> io::Result<Self> {
        let (width, height) = size::current();
        let screen = Screen::new(Size::new(width, height), tty::show as Sink);
        let terminal = Terminal::new(screen)?;
        let (repaint, last_frame, outcome) = (true, None, None);
        Ok(Self {
            program,
            inbox,
            backlog,
            terminal,
            mouse: NO_MOUSE,
            pressed: false,
            repaint,
            last_frame,
            owes: false,
            outcome,
        })
    }

    /// Plays until the program wishes to quit or the terminal is gone.
    pub(super) fn play(mut self) -> Outcome {
        let first = self.fit();
        self.tell(first);
        let mut fault = fault_injected();
        loop {
            self.gather();
            if let Some(outcome) = self.outcome {
                return outcome;
            }
            // Writing is all that can fail here, and it fails when nobody is there to read.
            if self.lend_mouse().and_then(|()| self.draw()).is_err() {
                return Outcome::Gone;
            }
            if self.is_pressed() {
                self.tell(Msg::SlowLine);
                continue;
            }
            if std::mem::take(&mut fault) {
                break_down();
            }
            match self.next() {
                Ok(msg) => self.take(msg),
                Err(RecvTimeoutError::Timeout) => self.tell(Msg::Rest),
                Err(RecvTimeoutError::Disconnected) => return Outcome::Quit,
            }
        }
    }

    /// Sleeps until there is a message, or until the hand rests that just moved.
    fn next(&self) -> Result<Msg, RecvTimeoutError> {
        if self.program.is_moving() {
            return self.inbox.recv_timeout(self.program.line().pace().rest);
        }
        Ok(self.inbox.recv()?)
    }

    /// Takes what waits, and what comes until the next frame is due.
    fn gather(&mut self) {
        let start = Instant::now();
        while self.outcome.is_none() {
            if let Ok(msg) = self.inbox.try_recv() {
                self.take(msg);
                if start.elapsed() < FLOOD {
                    continue;
                }
                return;
            }
            let pace = self.program.line().pace();
            let answered = if self.program.awaits_answer() {
                start + pace.answer
            } else {
                start
            };
            let paced = !self.owes || self.program.awaits_answer();
            let due = self.last_frame.filter(|_| paced).map_or(answered, |last| {
                answered.max(last + pace.gap(self.terminal.backend().sent()))
            });
            let left = due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            match self.inbox.recv_timeout(left) {
                Ok(msg) => self.take(msg),
                Err(_) => return,
            }
        }
    }

    fn take(&mut self, msg: Msg) {
        self.backlog.release(&msg);
        if suspend::was_woken() {
            self.own(&tty::renew());
        }
        // A message about the size only says that there is news.
        let msg = if matches!(msg, Msg::Resize { .. }) {
            self.fit()
        } else {
            msg
        };
        self.tell(msg);
    }

    fn tell(&mut self, msg: Msg) {
        match self.program.update(msg) {
            Some(Wish::Quit) => self.outcome = Some(Outcome::Quit),
            Some(Wish::Suspend) => self.suspend(),
            Some(Wish::Redraw) => self.repaint = true,
            Some(Wish::Copy(text)) => self.copy(&text),
            None => {}
        }
    }

    /// Takes the mouse or gives it back, as the program wants it now.
    fn lend_mouse(&mut self) -> io::Result<()> {
        let wanted = if self.program.wants_mouse() {
            MOUSE
        } else {
            NO_MOUSE
        };
        if wanted == std::mem::replace(&mut self.mouse, wanted) {
            return Ok(());
        }
        tty::show(wanted)
    }

    /// True once, when the line turned out to be slow.
    fn is_pressed(&mut self) -> bool {
        let is_news = !self.pressed && self.terminal.backend().took() > PRESSURE;
        self.pressed |= is_news;
        is_news
    }

    /// A terminal that does not know the sequence, or may not, drops it; none answers it.
    fn copy(&mut self, text: &str) {
        let bytes = clipboard::sequence(text).unwrap_or_default();
        if clipboard::room().is_some() && !bytes.is_empty() && tty::show(&bytes).is_err() {
            self.outcome = Some(Outcome::Gone);
        }
    }

    fn suspend(&mut self) {
        if suspend::allowed() {
            tty::leave();
            suspend::stop();
            self.own(&tty::enter());
            let msg = self.fit();
            self.tell(msg);
        }
    }

    /// The terminal was taken again, or was not to be had.
    fn own(&mut self, taken: &io::Result<()>) {
        self.repaint = true;
        self.mouse = NO_MOUSE;
        if taken.is_err() {
            self.outcome = Some(Outcome::Gone);
        }
    }

    /// Fits the screen to the window of this moment.
    fn fit(&mut self) -> Msg {
        let (width, height) = size::heard();
        let (known, now) = (self.terminal.backend().size(), Size::new(width, height));
        if known.is_ok_and(|known| known != now) {
            self.terminal.backend_mut().set_size(now);
            self.repaint = true;
        }
        Msg::Resize { width, height }
    }

    /// One frame; none on a window without a cell.
    fn draw(&mut self) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.terminal.size()?));
        if area.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.repaint) {
            self.terminal.resize(area)?;
        }
        let program = &*self.program;
        self.terminal.draw(|frame| program.draw(frame))?;
        self.last_frame = Some(Instant::now());
        self.owes = program.awaits_answer();
        Ok(())
    }
}

/// Fault injection for tests of the binary: with `OCOP_FAULT=panic` the first frame is followed by a panic.
fn fault_injected() -> bool {
    std::env::var_os("OCOP_FAULT").is_some_and(|fault| fault == "panic")
}

#[expect(
    clippy::panic,
    reason = "the one wanted panic: tests look at what a real one leaves behind"
)]
fn break_down() {
    panic!("OCOP_FAULT=panic\n\u{1b}[31m");
}
