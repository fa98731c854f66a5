//! The tours of `ocop help tour` and of the README, played: each row's keys lead to what the row says is seen.
//!
//! A row is `| keys | seen | … |`. Keys in backticks are a key by its name, a command behind `$`, or letters that
//! are typed; words in backticks of the second column stand on the screen (or in what the command says) then. A
//! tour begins at its head with a fresh screen of 80x24.

use std::fs;
use std::path::Path;
use std::process::Command;

use ocop::app::effect::Effect;
use ocop::app::keymap;

use crate::support::home::{BINARY, Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::screen::Screen;

/// The files with tours, how the head of a tour's table begins, and how many tours there are.
const TOURS: [(&str, &str, usize); 3] = [
    ("src/docs/tour.vi.md", "| bấm |", 3),
    ("src/docs/tour.en.md", "| press |", 3),
    ("README.md", "| press |", 1),
];

/// One row: what is pressed, what is seen.
type Step = (Vec<String>, Vec<String>);

/// The tours of a file.
fn tours(file: &str, head: &str) -> Vec<Vec<Step>> {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(text).unwrap();
    let tables = text.split(head).skip(1);
    let rows = |table: &str| -> Vec<Step> {
        // After the head and the line under it.
        let rows = table.lines().skip(2);
        rows.take_while(|row| row.starts_with('|'))
            .map(|row| {
                let mut cells = row.split('|').skip(1);
                let mut spans = || spans(cells.next().unwrap());
                (spans(), spans())
            })
            .collect()
    };
    tables.map(rows).collect()
}

/// What stands in backticks.
fn spans(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// One blank for many: columns are padded on the screen and not in a table.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn press(screen: &mut Screen, span: &str) {
    let name = span.to_lowercase();
    let is_key = span.chars().count() > 1 && keymap::parse_key(&name).is_some();
    screen.press(&if is_key {
        format!("<{name}>")
    } else {
        span.to_owned()
    });
}

/// What a real terminal shows in the end: a file comes of a thread of its own.
fn played(home: &Home, pressed: &[String], seen: &[String]) -> String {
    let mut terminal = Terminal::open(program(home), CLASSIC);
    for key in pressed {
        terminal.press(match key.as_str() {
            "Esc" => "\x1b",
            "Enter" => "\r",
            letters => letters,
        });
        terminal.settle();
    }
    terminal.until("the file", |now| seen.iter().all(|words| now.shows(words)));
    terminal.seen().text()
}

/// What a line of shell says.
fn told(home: &Home, line: &str) -> String {
    let folder = Path::new(BINARY).parent().unwrap().to_string_lossy();
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", line])
        .env_clear()
        .envs(home.environment());
    let output = shell
        .env("PATH", format!("{folder}:/usr/bin:/bin"))
        .current_dir(home.path())
        .output();
    let ran = Ran::from(output.unwrap());
    ran.out + &ran.err
}

/// Plays a tour on a fresh screen.
fn play(tour: Vec<Step>) {
    let (home, mut screen) = (Home::new(), Screen::new(80, 24));
    assert!(tour.len() >= 5, "{tour:?}");
    let mut pressed = Vec::new();
    for (keys, seen) in tour {
        assert!(!keys.is_empty() && !seen.is_empty(), "{keys:?}: {seen:?}");
        let mut shown = String::new();
        for key in &keys {
            match key.strip_prefix("$ ") {
                Some(line) => shown += &told(&home, line),
                None => press(&mut screen, key),
            }
            pressed.push(key.clone());
        }
        if matches!(screen.wishes.pop(), Some(Effect::Export { .. })) {
            shown = played(&home, &pressed, &seen);
        }
        if shown.is_empty() {
            shown = screen.text();
        }
        for words in seen {
            assert!(
                joined(&shown).contains(&joined(&words)),
                "{keys:?} does not lead to {words:?}:\n{shown}"
            );
        }
    }
}

#[test]
#[cfg(unix)]
fn each_step_of_the_readme_leads_to_what_it_says() {
    let [vietnamese, english, readme] = TOURS.map(|(file, head, count)| {
        let tours = tours(file, head);
        assert_eq!(tours.len(), count, "{file}");
        tours
    });
    assert_eq!(vietnamese, english, "one tour in two languages");
    assert_eq!(readme[0], english[0], "the README has the first one");
    for tour in vietnamese {
        play(tour);
    }
}
