//! The keyboard on Windows: console events, already decoded, one by one.
//!
//! The console knows keys and sizes; a paste comes as keys. Must not: know what a key means.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::key::{Code, Key};
use crate::app::msg::Msg;

use super::backlog::Backlog;
use super::{ending, size};

/// What a shell reports for a hang-up.
const HANG_UP_EXIT_CODE: i32 = 129;

/// Reads until the process ends or nobody listens.
pub(super) fn start_input_thread(sender: Sender<Msg>, backlog: Arc<Backlog>) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read_on(&sender, &backlog))?;
    Ok(())
}

fn run_input_loop(sender: &Sender<Msg>, backlog: &Backlog) {
    loop {
        let heard = match event::read() {
            Ok(Event::Key(pressed)) if pressed.kind != KeyEventKind::Release => key(pressed)
                .is_none_or(|key| {
                    let msg = Msg::Key(key);
                    backlog.admit(&msg, || ());
                    sender.send(msg).is_ok()
                }),
            Ok(Event::Resize(..)) => size::ring(sender),
            Ok(_) => true,
            Err(_) => ending::vanish(GONE),
        };
        if !heard {
            return;
        }
    }
}

fn convert_key(pressed: KeyEvent) -> Option<Key> {
    let has = |modifier| pressed.modifiers.contains(modifier);
    let (ctrl, alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
    if let KeyCode::Char(letter) = pressed.code {
        // AltGr is reported as Control and Alt together, and types a letter.
        let typed = ctrl && alt;
        let (ctrl, alt) = (ctrl && !typed, alt && !typed);
        let letter = if ctrl {
            letter.to_ascii_lowercase()
        } else {
            letter
        };
        return Some(match letter {
            'h' if ctrl => Key {
                alt,
                ..Key::plain(Code::Backspace)
            },
            'j' if ctrl => Key {
                alt,
                ..Key::plain(Code::Enter)
            },
            _ => Key {
                ctrl,
                alt,
                ..Key::plain(Code::Char(letter))
            },
        });
    }
    let code = code(pressed.code)?;
    let shift = has(KeyModifiers::SHIFT) && code != Code::BackTab;
    Some(Key {
        code,
        ctrl,
        alt,
        shift,
    })
}

fn convert_key_code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Enter => Code::Enter,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Esc => Code::Esc,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    })
}
