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

use super::backlog::InputBacklog;
use super::frame_backend::FrameBackend;
use super::{TerminalCommand, TerminalExit, TerminalProgram, clipboard, size, suspend, tty};

/// A line that takes a frame's bytes no faster than this is slow.
const SLOW_WRITE: Duration = Duration::from_millis(150);
/// A frame waits no longer than this for a flood of messages to end.
const MAX_GATHER_TIME: Duration = Duration::from_millis(100);

/// Clicks and the wheel come as reports, columns and rows as numbers of any size.
const ENABLE_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const DISABLE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

type FrameSink = fn(&[u8]) -> io::Result<()>;

/// A program on a screen.
pub(super) struct EventLoop<'a, P> {
    program: &'a mut P,
    inbox: Receiver<Msg>,
    backlog: Arc<InputBacklog>,
    terminal: Terminal<FrameBackend<FrameSink>>,
    /// What the terminal was told last about the mouse.
    mouse_mode: &'static [u8],
    /// It was said that the line is slow.
    slow_line_reported: bool,
    /// The next frame paints every cell.
    needs_repaint: bool,
    last_frame: Option<Instant>,
    /// The last frame was drawn while an answer was on its way.
    drawn_before_answer: bool,
    outcome: Option<TerminalExit>,
}

impl<'a, P: TerminalProgram> EventLoop<'a, P> {
    /// Sets the stage; the terminal must be ours already.
    pub(super) fn new(
        program: &'a mut P,
        inbox: Receiver<Msg>,
        backlog: Arc<InputBacklog>,
    ) -> io::Result<Self> {
        let (width, height) = size::current_size();
        let screen = FrameBackend::new(Size::new(width, height), tty::write_if_owned as FrameSink);
        let terminal = Terminal::new(screen)?;
        let (repaint, last_frame, outcome) = (true, None, None);
        Ok(Self {
            program,
            inbox,
            backlog,
            terminal,
            mouse_mode: DISABLE_MOUSE,
            slow_line_reported: false,
            needs_repaint: repaint,
            last_frame,
            drawn_before_answer: false,
            outcome,
        })
    }

    /// Plays until the program wishes to quit or the terminal is gone.
    pub(super) fn run_until_exit(mut self) -> TerminalExit {
        let first = self.sync_size();
        self.update_program(first);
        let mut fault = is_fault_injected();
        loop {
            self.drain_inbox();
            if let Some(outcome) = self.outcome {
                return outcome;
            }
            // Writing is all that can fail here, and it fails when nobody is there to read.
            if self
                .sync_mouse_mode()
                .and_then(|()| self.draw_frame())
                .is_err()
            {
                return TerminalExit::Disconnected;
            }
            if self.detect_slow_line() {
                self.update_program(Msg::SlowConnection);
                continue;
            }
            if std::mem::take(&mut fault) {
                trigger_test_panic();
            }
            match self.next_msg() {
                Ok(msg) => self.receive_msg(msg),
                Err(RecvTimeoutError::Timeout) => self.update_program(Msg::Idle),
                Err(RecvTimeoutError::Disconnected) => return TerminalExit::Quit,
            }
        }
    }

    /// Sleeps until there is a message, or until the hand rests that just moved.
    fn next_msg(&self) -> Result<Msg, RecvTimeoutError> {
        if self.program.is_debouncing() {
            return self
                .inbox
                .recv_timeout(self.program.connection_speed().frame_timing().debounce);
        }
        Ok(self.inbox.recv()?)
    }

    /// Takes what waits, and what comes until the next frame is due.
    fn drain_inbox(&mut self) {
        let start = Instant::now();
        while self.outcome.is_none() {
            if let Ok(msg) = self.inbox.try_recv() {
                self.receive_msg(msg);
                if start.elapsed() < MAX_GATHER_TIME {
                    continue;
                }
                return;
            }
            let pace = self.program.connection_speed().frame_timing();
            let answered = if self.program.awaits_answer() {
                start + pace.answer_wait
            } else {
                start
            };
            let paced = !self.drawn_before_answer || self.program.awaits_answer();
            let due = self.last_frame.filter(|_| paced).map_or(answered, |last| {
                answered
                    .max(last + pace.delay_after_frame(self.terminal.backend().last_frame_bytes()))
            });
            let left = due.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            match self.inbox.recv_timeout(left) {
                Ok(msg) => self.receive_msg(msg),
                Err(_) => return,
            }
        }
    }

    fn receive_msg(&mut self, msg: Msg) {
        self.backlog.release_msg(&msg);
        if suspend::was_continued() {
            self.handle_reclaimed(&tty::reacquire_terminal());
        }
        // A message about the size only says that there is news.
        let msg = if matches!(msg, Msg::Resize { .. }) {
            self.sync_size()
        } else {
            msg
        };
        self.update_program(msg);
    }

    fn update_program(&mut self, msg: Msg) {
        match self.program.update(msg) {
            Some(TerminalCommand::Quit) => self.outcome = Some(TerminalExit::Quit),
            Some(TerminalCommand::Suspend) => self.suspend_process(),
            Some(TerminalCommand::Redraw) => self.needs_repaint = true,
            Some(TerminalCommand::Copy(text)) => self.copy_to_clipboard(&text),
            None => {}
        }
    }

    /// Takes the mouse or gives it back, as the program wants it now.
    fn sync_mouse_mode(&mut self) -> io::Result<()> {
        let wanted = if self.program.wants_mouse() {
            ENABLE_MOUSE
        } else {
            DISABLE_MOUSE
        };
        if wanted == std::mem::replace(&mut self.mouse_mode, wanted) {
            return Ok(());
        }
        tty::write_if_owned(wanted)
    }

    /// True once, when the line turned out to be slow.
    fn detect_slow_line(&mut self) -> bool {
        let is_news =
            !self.slow_line_reported && self.terminal.backend().last_write_time() > SLOW_WRITE;
        self.slow_line_reported |= is_news;
        is_news
    }

    /// A terminal that does not know the sequence, or may not, drops it; none answers it.
    fn copy_to_clipboard(&mut self, text: &str) {
        let bytes = clipboard::encode_osc52(text).unwrap_or_default();
        if clipboard::max_copy_bytes().is_some()
            && !bytes.is_empty()
            && tty::write_if_owned(&bytes).is_err()
        {
            self.outcome = Some(TerminalExit::Disconnected);
        }
    }

    fn suspend_process(&mut self) {
        if suspend::can_suspend() {
            tty::release_terminal();
            suspend::stop_process();
            self.handle_reclaimed(&tty::acquire_terminal());
            let msg = self.sync_size();
            self.update_program(msg);
        }
    }

    /// The terminal was taken again, or was not to be had.
    fn handle_reclaimed(&mut self, taken: &io::Result<()>) {
        self.needs_repaint = true;
        self.mouse_mode = DISABLE_MOUSE;
        if taken.is_err() {
            self.outcome = Some(TerminalExit::Disconnected);
        }
    }

    /// Fits the screen to the window of this moment.
    fn sync_size(&mut self) -> Msg {
        let (width, height) = size::acknowledge_resize();
        let (known, now) = (self.terminal.backend().size(), Size::new(width, height));
        if known.is_ok_and(|known| known != now) {
            self.terminal.backend_mut().set_size(now);
            self.needs_repaint = true;
        }
        Msg::Resize { width, height }
    }

    /// One frame; none on a window without a cell.
    fn draw_frame(&mut self) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.terminal.size()?));
        if area.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.needs_repaint) {
            self.terminal.resize(area)?;
        }
        let program = &*self.program;
        self.terminal.draw(|frame| program.draw(frame))?;
        self.last_frame = Some(Instant::now());
        self.drawn_before_answer = program.awaits_answer();
        Ok(())
    }
}

/// Fault injection for tests of the binary: with `OCOP_FAULT=panic` the first frame is followed by a panic.
fn is_fault_injected() -> bool {
    std::env::var_os("OCOP_FAULT").is_some_and(|fault| fault == "panic")
}

#[expect(
    clippy::panic,
    reason = "the one wanted panic: tests look at what a real one leaves behind"
)]
fn trigger_test_panic() {
    panic!("OCOP_FAULT=panic\n\u{1b}[31m");
}
