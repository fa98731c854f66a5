//! Bursts of bytes and the events they decode to.

use crate::app::key::{KeyCode, KeyPress};
use crate::app::mouse::{MouseEvent, MouseEventKind};

use super::super::InputEvent;

/// A burst and its events.
type Row = (&'static [u8], Vec<InputEvent>);

/// A key without modifiers.
pub(super) fn plain(code: KeyCode) -> InputEvent {
    InputEvent::Key(KeyPress::without_modifiers(code))
}

/// A letter key.
pub(super) fn letter(letter: char) -> InputEvent {
    plain(KeyCode::Char(letter))
}

/// A click, counted from 0.
fn click(column: u16, row: u16) -> InputEvent {
    InputEvent::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column,
        row,
    })
}

/// A key with modifiers: c for Control, a for Alt, s for Shift.
fn modified(code: KeyCode, modifiers: &str) -> InputEvent {
    let has = |name| modifiers.contains(name);
    InputEvent::Key(KeyPress {
        code,
        ctrl: has('c'),
        alt: has('a'),
        shift: has('s'),
    })
}

/// A paste.
pub(super) fn paste(text: &str) -> InputEvent {
    InputEvent::Paste(text.to_owned())
}

fn typed(text: &str) -> Vec<InputEvent> {
    text.chars().map(letter).collect()
}

/// All bursts.
pub(super) fn table() -> Vec<Row> {
    [text(), named_keys(), no_keys()].concat()
}

/// Letters, control letters, Alt.
fn text() -> Vec<Row> {
    use KeyCode::{Backspace, Char, Enter, Esc, Tab};
    vec![
        (
            b"q\r\n\t",
            vec![letter('q'), plain(Enter), plain(Enter), plain(Tab)],
        ),
        ("vie\u{8}ê\u{7f}ỵ".as_bytes(), {
            let mut keys = typed("vie");
            keys.extend([plain(Backspace), letter('ê'), plain(Backspace), letter('ỵ')]);
            keys
        }),
        (
            b"\x03\x0c\x1a\x00\x1f",
            vec![
                modified(Char('c'), "c"),
                modified(Char('l'), "c"),
                modified(Char('z'), "c"),
                modified(Char(' '), "c"),
                modified(Char('_'), "c"),
            ],
        ),
        (
            b"\x1bx\x1b\x7f\x1b\r",
            vec![
                modified(Char('x'), "a"),
                modified(Backspace, "a"),
                modified(Enter, "a"),
            ],
        ),
        (
            b"\x1b\x1b\x1bx",
            vec![plain(Esc), plain(Esc), modified(Char('x'), "a")],
        ),
        ("\u{1b}đ".as_bytes(), vec![modified(Char('đ'), "a")]),
    ]
}

/// Arrows, function keys and editing keys in every encoding.
fn named_keys() -> Vec<Row> {
    use KeyCode::{BackTab, Delete, Down, End, Enter, F, Home, Insert};
    use KeyCode::{Left, PageDown, PageUp, Right, Up};
    vec![
        (
            b"\x1b[A\x1bOB\x1b[C\x1bOD",
            vec![plain(Up), plain(Down), plain(Right), plain(Left)],
        ),
        (
            b"\x1b[1;5A\x1b[1;2B\x1b[1;3C\x1b[1;8D\x1b[5A\x1bO5A",
            vec![
                modified(Up, "c"),
                modified(Down, "s"),
                modified(Right, "a"),
                modified(Left, "cas"),
                modified(Up, "c"),
                modified(Up, "c"),
            ],
        ),
        (
            b"\x1b[a\x1bOb\x1b\x1b[C",
            vec![modified(Up, "s"), modified(Down, "c"), modified(Right, "a")],
        ),
        (b"\x1b[H\x1bOH\x1b[1~\x1b[7~", vec![plain(Home); 4]),
        (b"\x1b[F\x1bOF\x1b[4~\x1b[8~\x1bOw", vec![plain(End); 5]),
        (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", {
            vec![plain(Insert), plain(Delete), plain(PageUp), plain(PageDown)]
        }),
        (
            b"\x1b[3;5~\x1b[3^\x1b[3$\x1b[3@",
            vec![
                modified(Delete, "c"),
                modified(Delete, "c"),
                modified(Delete, "s"),
                modified(Delete, "cs"),
            ],
        ),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[1;2P", {
            vec![plain(F(1)), plain(F(1)), plain(F(1)), modified(F(1), "s")]
        }),
        (
            b"\x1b[[E\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~\x1bO[",
            vec![
                plain(F(5)),
                plain(F(5)),
                plain(F(6)),
                plain(F(10)),
                plain(F(11)),
                plain(F(12)),
                plain(F(12)),
            ],
        ),
        (
            b"\x1b[Z\x1bOM\x1bOp",
            vec![plain(BackTab), plain(Enter), letter('0')],
        ),
    ]
}

/// Reports, strings, invalid bytes, and pastes.
fn no_keys() -> Vec<Row> {
    use KeyCode::{Char, Up};
    vec![
        // Sequences that are not keys.
        (
            b"\x1b[24;80R\x1b[?2026;2$y\x1b[>0;276;0c\x1b[I\x1b[O\x1b[Pq",
            vec![letter('q')],
        ),
        (
            b"\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<2;1;1M\x1b[M !!\x1b[32;1;1Mq",
            vec![click(9, 4), letter('q')],
        ),
        (
            b"\x1b]11;rgb:0/0/0\x07\x1b]11;rgb:0/0/0\x1b\\q",
            vec![letter('q')],
        ),
        (
            b"\x1bP>|xterm(380)\x1b\\\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\q",
            vec![letter('q')],
        ),
        // Escape and a capital X in one packet do not start a string that hides the rest.
        (b"\x1bXj", vec![modified(Char('X'), "a"), letter('j')]),
        (
            b"\x1b[1111111111111111111111111111111111111111111111111111;5Aq",
            vec![letter('q')],
        ),
        (
            b"\x1b[99999999999~\x1b[1;99999Aq",
            vec![plain(Up), letter('q')],
        ),
        (b"\xff\xc3\xed\xa0\x80\xc2\x9bq\x80", vec![letter('q')]),
        // Control bytes abort a sequence.
        (
            b"\x1b[1;\x03\x1b]11;\x03\x1bO\x1b[A\xe1\xbb\x03",
            vec![
                modified(Char('c'), "c"),
                modified(Char('c'), "c"),
                plain(Up),
                modified(Char('c'), "c"),
            ],
        ),
        // Pastes.
        (
            b"\x1b[200~a\r\nb\tc\x1b[31m\x00\x1b[201~q",
            vec![paste("a b c[31m"), letter('q')],
        ),
        (
            "\u{1b}[200~cà phê\nrang\u{1b}[201~".as_bytes(),
            vec![paste("cà phê rang")],
        ),
        (b"\x1b[200~\x1b[201~\x1b[201~q", vec![letter('q')]),
        (b"\x1b[200~\xe1\x1b[20\x1b[201~", vec![paste("[20")]),
    ]
}
