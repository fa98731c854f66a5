//! Keyboard input on Windows: a thread that reads console events, which are already decoded.
//!
//! The console reports keys and sizes; a paste comes as keys. Must not know what a key means.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::key::{KeyCode, KeyPress};
use crate::app::msg::Msg;

use super::backlog::InputBacklog;
use super::{process_end, size};

/// The exit code that a shell reports for a hang-up.
const HANG_UP_EXIT_CODE: i32 = 129;

/// The running thread.
pub(super) struct InputThread {
    backlog: Arc<InputBacklog>,
}

impl InputThread {
    /// Lets the thread go; it ends at the next event of the console.
    pub(super) fn stop_reading(self) {
        self.backlog.close();
    }
}

/// Starts the thread; it reads until the process ends or the receiver is gone.
pub(super) fn start_input_thread(
    sender: Sender<Msg>,
    backlog: Arc<InputBacklog>,
) -> io::Result<InputThread> {
    let admitted = Arc::clone(&backlog);
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || run_input_loop(&sender, &admitted))?;
    Ok(InputThread { backlog })
}

fn run_input_loop(sender: &Sender<Msg>, backlog: &InputBacklog) {
    loop {
        let has_receiver = match event::read() {
            Ok(Event::Key(event)) if event.kind != KeyEventKind::Release => convert_key(event)
                .is_none_or(|key| {
                    let msg = Msg::Key(key);
                    backlog.admit_msg(&msg, || ());
                    sender.send(msg).is_ok()
                }),
            Ok(Event::Resize(..)) => size::notify_resize(sender),
            Ok(_) => true,
            Err(_) => process_end::exit_silently(HANG_UP_EXIT_CODE),
        };
        if !has_receiver {
            return;
        }
    }
}

/// The key of a console event; `None` for one that the program does not know.
fn convert_key(event: KeyEvent) -> Option<KeyPress> {
    let has = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
    if let event::KeyCode::Char(letter) = event.code {
        return Some(convert_letter(letter, ctrl, alt));
    }
    let code = convert_key_code(event.code)?;
    let shift = has(KeyModifiers::SHIFT) && code != KeyCode::BackTab;
    Some(KeyPress {
        code,
        ctrl,
        alt,
        shift,
    })
}

/// The key of a letter. Ctrl-H is Backspace and Ctrl-J is Enter, as a Unix terminal sends them.
fn convert_letter(letter: char, ctrl: bool, alt: bool) -> KeyPress {
    // AltGr is reported as Control and Alt together, and types a letter.
    let is_alt_gr = ctrl && alt;
    let (ctrl, alt) = (ctrl && !is_alt_gr, alt && !is_alt_gr);
    let letter = if ctrl {
        letter.to_ascii_lowercase()
    } else {
        letter
    };
    match letter {
        'h' if ctrl => KeyPress {
            alt,
            ..KeyPress::without_modifiers(KeyCode::Backspace)
        },
        'j' if ctrl => KeyPress {
            alt,
            ..KeyPress::without_modifiers(KeyCode::Enter)
        },
        _ => KeyPress {
            ctrl,
            alt,
            ..KeyPress::without_modifiers(KeyCode::Char(letter))
        },
    }
}

fn convert_key_code(code: event::KeyCode) -> Option<KeyCode> {
    Some(match code {
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Insert => KeyCode::Insert,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        event::KeyCode::F(number) => KeyCode::F(number),
        _ => return None,
    })
}
