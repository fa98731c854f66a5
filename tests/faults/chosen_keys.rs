//! What somebody at a screen may do next, chosen by chance: keys of the table, text, pastes, the mouse, other windows.

use ocop::app::action::{ACTION_TABLE, ActionEntry, KeyContext};
use ocop::app::key::{KeyCode, KeyPress};
use ocop::app::keymap::{format_pressed_keys, parse_key_script, parse_key_sequence};
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;

use crate::seeded_random::SeededRandom;

/// One thing that happens to a screen.
#[derive(Clone, Debug)]
pub enum Step {
    Key(KeyPress),
    Paste(String),
    Mouse(MouseEvent),
    Resize(u16, u16),
    Idle,
}

impl Step {
    /// The message of it.
    pub fn to_msg(&self) -> Msg {
        match self.clone() {
            Self::Key(key) => Msg::Key(key),
            Self::Paste(text) => Msg::Paste(text),
            Self::Mouse(event) => Msg::Mouse(event),
            Self::Resize(width, height) => Msg::Resize { width, height },
            Self::Idle => Msg::Idle,
        }
    }

    /// How it is told.
    pub fn describe(&self) -> String {
        match self {
            Self::Key(key) => format_pressed_keys(&[*key]),
            Self::Paste(text) => format!("paste {:?}", text.chars().take(40).collect::<String>()),
            Self::Mouse(event) => format!("{:?} at {},{}", event.kind, event.column, event.row),
            Self::Resize(width, height) => format!("window {width}x{height}"),
            Self::Idle => "rest".to_owned(),
        }
    }
}

/// What is typed into lines: words, filters, Telex, lists of days and paths, and what nobody should type.
const TEXTS: &[&str] = &[
    "chả mực",
    "tra hoa vang",
    "sao:>=4",
    "-loai:Trà",
    "huyen:\"Hạ Long\"",
    "cha3r muwjc",
    "chuwowng trinhf",
    "4 sao ở",
    "het han thang 12/2026",
    "\"",
    "((",
    "*",
    "a OR b",
    "-",
    ":",
    "sao:",
    "zzzz",
    "12",
    "50%",
    "31/12/2027",
    "-30 ngày",
    "2025",
    "./",
    "~/",
    "data/",
    "/etc/pass",
    "../..",
    "e\u{301}\u{301}\u{301}",
    "\u{202e}abc",
    "👩‍🌾",
    "\u{200b}",
    "nước mắm cá",
    "HTX",
    "\\",
    "qn-016",
    "0",
    "99999999999999999999",
    "hôm nay",
    "y",
    "c",
];

/// Windows, also those that hold next to nothing.
const SIZES: &[(u16, u16)] = &[
    (80, 24),
    (80, 24),
    (120, 40),
    (100, 30),
    (60, 20),
    (40, 10),
    (39, 9),
    (20, 5),
    (5, 2),
    (1, 1),
    (0, 0),
    (500, 200),
    (200, 10),
    (40, 60),
    (132, 43),
];

/// Keys that lead to a window from wherever somebody is, by way of the list.
pub const JOURNEYS: &[&str] = &[
    "/",
    "<enter>",
    "f",
    "f/",
    "l",
    "s",
    "st",
    "stt",
    "?",
    "?xu",
    "B",
    "C",
    "o",
    "e",
    "y",
    "t",
    "g",
    "d",
    "dh",
    "dh<enter>",
    "dhjr",
    "di",
    "dd",
    "sM",
    "gq",
    "yt",
    "%",
    "/sao:<tab>",
    "/huyen:<tab><tab>",
    "z",
    "/zzzz<enter>",
    "di./list.csv<enter>",
    "di./other.csv<enter>",
    "/<f2>",
    "b",
    "u",
    "d d",
    "/<ctrl-p>",
];

/// What happens next. Keys that work where the focus is are the likeliest.
pub fn choose_steps(random: &mut SeededRandom, context: KeyContext) -> Vec<Step> {
    match random.below(1000) {
        0..440 => press(choose_keys(random, Some(context))),
        440..600 => press(choose_keys(random, None)),
        600..720 => type_text(TEXTS[random.below(TEXTS.len())]),
        720..800 => vec![Step::Key(any_key(random))],
        800..840 => vec![Step::Paste(any_text(random))],
        840..890 => vec![any_mouse(random)],
        890..910 => {
            let (width, height) = SIZES[random.below(SIZES.len())];
            // Most of the time somebody looks at a window of some size.
            vec![
                Step::Resize(width, height),
                Step::Idle,
                Step::Resize(80, 24),
            ]
        }
        910..920 => {
            let (width, height) = SIZES[random.below(SIZES.len())];
            vec![Step::Resize(width, height)]
        }
        920..960 => journey(JOURNEYS[random.below(JOURNEYS.len())]),
        _ => vec![Step::Idle],
    }
}

/// To the list, and on by these keys.
pub fn journey(keys: &str) -> Vec<Step> {
    let escapes = std::iter::repeat_n(Step::Key(KeyPress::without_modifiers(KeyCode::Esc)), 5);
    let to_list = press(vec![KeyPress::without_modifiers(KeyCode::Enter)]);
    let home = [Step::Resize(80, 24)]
        .into_iter()
        .chain(escapes)
        .chain(to_list);
    home.chain(press(parse_key_script(keys).unwrap())).collect()
}

fn press(keys: Vec<KeyPress>) -> Vec<Step> {
    keys.into_iter().map(Step::Key).collect()
}

fn type_text(text: &str) -> Vec<Step> {
    let keys = text
        .chars()
        .map(|c| KeyPress::without_modifiers(KeyCode::Char(c)));
    press(keys.collect())
}

/// The keys of a row of the table, those of a context or of all.
fn choose_keys(random: &mut SeededRandom, context: Option<KeyContext>) -> Vec<KeyPress> {
    let fits = |entry: &&ActionEntry| {
        let here =
            context.is_none_or(|context| [context, KeyContext::Anywhere].contains(&entry.context));
        here && !entry.keys.is_empty()
    };
    let rows: Vec<&ActionEntry> = ACTION_TABLE.iter().filter(fits).collect();
    let row = rows[random.below(rows.len())];
    let alternatives: Vec<&str> = row.keys.split(' ').collect();
    let mut keys = parse_key_sequence(alternatives[random.below(alternatives.len())]);
    if random.percent(5) {
        keys.truncate(1);
    }
    keys
}

fn any_key(random: &mut SeededRandom) -> KeyPress {
    let code = match random.below(20) {
        0 => KeyCode::Enter,
        1 => KeyCode::Tab,
        2 => KeyCode::BackTab,
        3 => KeyCode::Backspace,
        4 => KeyCode::Delete,
        5 => KeyCode::Insert,
        6 => KeyCode::Esc,
        7 => KeyCode::Up,
        8 => KeyCode::Down,
        9 => KeyCode::Left,
        10 => KeyCode::Right,
        11 => KeyCode::Home,
        12 => KeyCode::End,
        13 => KeyCode::PageUp,
        14 => KeyCode::PageDown,
        15 => KeyCode::F(random.below(26) as u8),
        16 => KeyCode::Char(any_char(random)),
        _ => KeyCode::Char(char::from(32 + random.below(95) as u8)),
    };
    KeyPress {
        code,
        ctrl: random.percent(15),
        alt: random.percent(10),
        shift: random.percent(10),
    }
}

/// Any letter of any script; a control character now and then.
fn any_char(random: &mut SeededRandom) -> char {
    let end = [0x20, 0x250, 0x3000, 0x2_0000, 0x11_0000][random.below(5)];
    char::from_u32(random.below(end) as u32).unwrap_or('\u{fffd}')
}

fn any_text(random: &mut SeededRandom) -> String {
    let length = if random.percent(10) {
        random.below(4000)
    } else {
        random.below(30)
    };
    if random.percent(50) {
        let words = (0..=length / 6).map(|_| TEXTS[random.below(TEXTS.len())]);
        return words.collect::<Vec<_>>().join(" ");
    }
    (0..length).map(|_| any_char(random)).collect()
}

fn any_mouse(random: &mut SeededRandom) -> Step {
    let kind = match random.below(6) {
        0 => MouseEventKind::WheelUp,
        1 => MouseEventKind::WheelDown,
        _ => MouseEventKind::Click,
    };
    let far = random.percent(3);
    let (column, row) = if far {
        (random.below(65_536), random.below(65_536))
    } else {
        (random.below(82), random.below(25))
    };
    Step::Mouse(MouseEvent {
        kind,
        column: column as u16,
        row: row as u16,
    })
}
