//! The event loop: messages in, frames out.
//!
//! ```text
//!        ┌──────────────────────────────────────────────────────────────┐
//!        ▼                                                              │
//!   drain_inbox ──> sync_mouse_mode ──> draw_frame ──> next_msg (sleeps)┘
//!   all waiting     if the program      if anything    until a message, or until
//!   messages        wants a change      changed        the debounce time is over
//! ```
//!
//! Keys never wait for frames: while messages arrive the next frame waits, but no longer than
//! [`MAX_GATHER_TIME`]. A program that is debouncing gets [`Msg::Idle`] once. One that has something to save is told
//! when it is due, in its sleep. A program that nobody uses is warned and ended by a timer that runs while the loop
//! sleeps, and one that waits for a pause gets [`Msg::Idle`] when it is over.
//!
//! Must not use a periodic timer, or draw without a message.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::{Position, Rect, Size};

use crate::app::effect::TerminalCommand;
use crate::app::msg::Msg;

use super::backlog::InputBacklog;
use super::frame_backend::FrameBackend;
use super::idle_clock::{IdleClock, IdleStep};
use super::program::{TerminalExit, TerminalProgram};
use super::{clipboard, size, suspend, tty};

/// The connection is slow when writing one frame takes longer than this.
const SLOW_WRITE: Duration = Duration::from_millis(150);
/// A frame waits at most this long for a flood of messages to end.
const MAX_GATHER_TIME: Duration = Duration::from_millis(100);

/// Reports clicks and the wheel (1000), with coordinates of any size (1006).
const ENABLE_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const DISABLE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

type FrameSink = fn(&[u8]) -> io::Result<()>;

/// A program running on a terminal.
pub(super) struct EventLoop<'a, P> {
    program: &'a mut P,
    inbox: Receiver<Msg>,
    backlog: Arc<InputBacklog>,
    terminal: Terminal<FrameBackend<FrameSink>>,
    /// The mouse mode that was sent last.
    mouse_mode: &'static [u8],
    /// The program knows that the connection is slow.
    slow_line_reported: bool,
    /// The next frame paints every cell.
    needs_repaint: bool,
    last_frame: Option<Instant>,
    /// The last frame was drawn before the answer that it needs had arrived.
    drawn_before_answer: bool,
    idle_clock: IdleClock,
    outcome: Option<TerminalExit>,
}

impl<'a, P: TerminalProgram> EventLoop<'a, P> {
    /// Sets up the loop; the terminal must be acquired already.
    pub(super) fn new(
        program: &'a mut P,
        inbox: Receiver<Msg>,
        backlog: Arc<InputBacklog>,
    ) -> io::Result<Self> {
        let (width, height) = size::current_size();
        let backend = FrameBackend::new(Size::new(width, height), tty::write_if_owned as FrameSink);
        let terminal = Terminal::new(backend)?;
        Ok(Self {
            program,
            inbox,
            backlog,
            terminal,
            mouse_mode: DISABLE_MOUSE,
            slow_line_reported: false,
            needs_repaint: true,
            last_frame: None,
            drawn_before_answer: false,
            idle_clock: IdleClock::new(Instant::now()),
            outcome: None,
        })
    }

    /// Runs until the program quits or the terminal is gone.
    pub(super) fn run_until_exit(mut self) -> TerminalExit {
        let first_size = self.sync_size();
        self.update_program(first_size);
        let mut fault = is_fault_injected();
        loop {
            self.drain_inbox();
            if let Some(outcome) = self.outcome {
                return outcome;
            }
            // Only writing can fail here, and it fails when the terminal is gone.
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
            let limit = self.program.idle_limit();
            let longest_sleep = match self.idle_clock.next_step(limit, Instant::now()) {
                IdleStep::Sleep(longest) => longest,
                IdleStep::Warn(left) => {
                    self.program.warn_of_idle_end(left);
                    continue;
                }
                IdleStep::End => return TerminalExit::Idle,
            };
            let rest = self.program.time_until_rest();
            if rest.is_some_and(|rest| rest.is_zero()) {
                self.update_program(Msg::Idle);
                continue;
            }
            let longest_sleep = longest_sleep.into_iter().chain(rest).min();
            match self.next_msg(longest_sleep) {
                Ok(msg) => self.receive_msg(msg),
                Err(RecvTimeoutError::Timeout) if self.program.is_debouncing() => {
                    self.update_program(Msg::Idle);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return TerminalExit::Quit,
            }
        }
    }

    /// Sleeps until there is a message, the debounce time is over, or for as long as nobody may be idle; what is to be
    /// saved meanwhile is saved.
    fn next_msg(&mut self, longest_sleep: Option<Duration>) -> Result<Msg, RecvTimeoutError> {
        if self.program.is_debouncing() {
            let timing = self.program.connection_speed().frame_timing();
            return self.inbox.recv_timeout(timing.debounce);
        }
        let mut longest_sleep = longest_sleep;
        let wait = self.program.time_until_save();
        let wait = wait.filter(|wait| longest_sleep.is_none_or(|longest| *wait < longest));
        if let Some(wait) = wait {
            match self.inbox.recv_timeout(wait) {
                Err(RecvTimeoutError::Timeout) => self.program.save(),
                received => return received,
            }
            longest_sleep = longest_sleep.map(|longest| longest.saturating_sub(wait));
        }
        match longest_sleep {
            Some(time) => self.inbox.recv_timeout(time),
            None => Ok(self.inbox.recv()?),
        }
    }

    /// Handles the waiting messages, and those that arrive before the next frame is due.
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
            let time_left = self
                .next_frame_time(start)
                .saturating_duration_since(Instant::now());
            if time_left.is_zero() {
                return;
            }
            match self.inbox.recv_timeout(time_left) {
                Ok(msg) => self.receive_msg(msg),
                Err(_) => return,
            }
        }
    }

    /// When the next frame may be drawn: after a short wait for an expected answer, and after the delay that
    /// the last frame demands. A frame that brings the answer missing in the last one need not wait for that
    /// delay.
    fn next_frame_time(&self, start: Instant) -> Instant {
        let timing = self.program.connection_speed().frame_timing();
        let awaits_answer = self.program.awaits_answer();
        let earliest = if awaits_answer {
            start + timing.answer_wait
        } else {
            start
        };
        match self.last_frame {
            Some(last) if awaits_answer || !self.drawn_before_answer => {
                let bytes = self.terminal.backend().last_frame_bytes();
                earliest.max(last + timing.delay_after_frame(bytes))
            }
            _ => earliest,
        }
    }

    fn receive_msg(&mut self, msg: Msg) {
        self.backlog.release_msg(&msg);
        if matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_)) {
            self.idle_clock.restart(Instant::now());
        }
        if suspend::was_continued() {
            self.idle_clock.restart(Instant::now());
            self.handle_reclaimed(&tty::reacquire_terminal());
        }
        // A resize message only says that the size changed; the current size is read here.
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

    /// Switches mouse reports on or off when the program changes its mind.
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

    /// True once, after the first frame whose writing took longer than [`SLOW_WRITE`].
    fn detect_slow_line(&mut self) -> bool {
        let is_detected =
            !self.slow_line_reported && self.terminal.backend().last_write_time() > SLOW_WRITE;
        self.slow_line_reported |= is_detected;
        is_detected
    }

    /// Sends the copy sequence; a terminal that does not support or allow it ignores it, and none answers.
    fn copy_to_clipboard(&mut self, text: &str) {
        let bytes = clipboard::encode_osc52(text).unwrap_or_default();
        if self.program.may_copy()
            && clipboard::max_copy_bytes().is_some()
            && !bytes.is_empty()
            && tty::write_if_owned(&bytes).is_err()
        {
            self.outcome = Some(TerminalExit::Disconnected);
        }
    }

    fn suspend_process(&mut self) {
        if self.program.may_suspend() && suspend::can_suspend() {
            tty::release_terminal();
            suspend::stop_process();
            self.idle_clock.restart(Instant::now());
            self.handle_reclaimed(&tty::acquire_terminal());
            let msg = self.sync_size();
            self.update_program(msg);
        }
    }

    /// Handles the result of acquiring the terminal again.
    fn handle_reclaimed(&mut self, acquired: &io::Result<()>) {
        self.needs_repaint = true;
        self.mouse_mode = DISABLE_MOUSE;
        if acquired.is_err() {
            self.outcome = Some(TerminalExit::Disconnected);
        }
    }

    /// Reads the window size, adapts the backend, and returns the message for the program.
    fn sync_size(&mut self) -> Msg {
        let (width, height) = size::acknowledge_resize();
        let (old, new) = (self.terminal.backend().size(), Size::new(width, height));
        if old.is_ok_and(|old| old != new) {
            self.terminal.backend_mut().set_size(new);
            self.needs_repaint = true;
        }
        Msg::Resize { width, height }
    }

    /// Draws one frame, unless the window has no cells.
    fn draw_frame(&mut self) -> io::Result<()> {
        let area = Rect::from((Position::ORIGIN, self.terminal.size()?));
        if area.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.needs_repaint) {
            self.terminal.resize(area)?;
        }
        let program = &*self.program;
        self.terminal.backend_mut().set_links(program.find_links());
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
    reason = "the only intended panic: tests check what a real one leaves behind"
)]
fn trigger_test_panic() {
    panic!("OCOP_FAULT=panic\n\u{1b}[31m");
}
