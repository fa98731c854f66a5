//! Whole bursts of bytes and what they mean.

use crate::app::key::{KeyCode, KeyPress};
use crate::app::mouse::{MouseEvent, MouseEventKind};

use super::super::InputEvent;

/// A burst and its meaning.
type Row = (&'static [u8], Vec<InputEvent>);

/// A key without modifiers.
pub(super) fn plain(code: KeyCode) -> InputEvent {
    InputEvent::Key(KeyPress::without_modifiers(code))
}

/// A letter.
pub(super) fn letter(letter: char) -> InputEvent {
    plain(KeyCode::Char(letter))
}

/// A click, counted from 0.
fn click(column: u16, row: u16) -> InputEvent {
    let deed = MouseEventKind::Click;
    InputEvent::Mouse(MouseEvent {
        kind: deed,
        column,
        row,
    })
}

/// `held` names the modifiers: c, a, s.
fn held(code: KeyCode, held: &str) -> InputEvent {
    let has = |name| held.contains(name);
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

/// Everything.
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
                held(Char('c'), "c"),
                held(Char('l'), "c"),
                held(Char('z'), "c"),
                held(Char(' '), "c"),
                held(Char('_'), "c"),
            ],
        ),
        (
            b"\x1bx\x1b\x7f\x1b\r",
            vec![held(Char('x'), "a"), held(Backspace, "a"), held(Enter, "a")],
        ),
        (
            b"\x1b\x1b\x1bx",
            vec![plain(Esc), plain(Esc), held(Char('x'), "a")],
        ),
        ("\u{1b}đ".as_bytes(), vec![held(Char('đ'), "a")]),
    ]
}

/// Arrows, function keys and their neighbours in every spelling.
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
                held(Up, "c"),
                held(Down, "s"),
                held(Right, "a"),
                held(Left, "cas"),
                held(Up, "c"),
                held(Up, "c"),
            ],
        ),
        (
            b"\x1b[a\x1bOb\x1b\x1b[C",
            vec![held(Up, "s"), held(Down, "c"), held(Right, "a")],
        ),
        (b"\x1b[H\x1bOH\x1b[1~\x1b[7~", vec![plain(Home); 4]),
        (b"\x1b[F\x1bOF\x1b[4~\x1b[8~\x1bOw", vec![plain(End); 5]),
        (b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~", {
            vec![plain(Insert), plain(Delete), plain(PageUp), plain(PageDown)]
        }),
        (
            b"\x1b[3;5~\x1b[3^\x1b[3$\x1b[3@",
            vec![
                held(Delete, "c"),
                held(Delete, "c"),
                held(Delete, "s"),
                held(Delete, "cs"),
            ],
        ),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[1;2P", {
            vec![plain(F(1)), plain(F(1)), plain(F(1)), held(F(1), "s")]
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

/// Reports, strings, nonsense, and pastes.
fn no_keys() -> Vec<Row> {
    use KeyCode::{Char, Up};
    vec![
        // What is no key.
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
        // Escape and a capital X in one packet are no string that hides what follows.
        (b"\x1bXj", vec![held(Char('X'), "a"), letter('j')]),
        (
            b"\x1b[1111111111111111111111111111111111111111111111111111;5Aq",
            vec![letter('q')],
        ),
        (
            b"\x1b[99999999999~\x1b[1;99999Aq",
            vec![plain(Up), letter('q')],
        ),
        (b"\xff\xc3\xed\xa0\x80\xc2\x9bq\x80", vec![letter('q')]),
        // Control bytes break a sequence off.
        (
            b"\x1b[1;\x03\x1b]11;\x03\x1bO\x1b[A\xe1\xbb\x03",
            vec![
                held(Char('c'), "c"),
                held(Char('c'), "c"),
                plain(Up),
                held(Char('c'), "c"),
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
