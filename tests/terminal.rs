//! The screen adapts to its terminal: mouse, slow connection, width of panes, themes.

use std::fs;
use std::time::Duration;

use ocop::app::effect::Effect;
use ocop::app::key::{KeyCode, KeyPress};
use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;
use ocop::term::measure_frame_bytes;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::Facet;
use ratatui::style::Color;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::screen::Screen;

/// Sends a mouse event at the first occurrence of this text on the screen.
fn mouse(screen: &mut Screen, kind: MouseEventKind, text: &str) {
    let rows = screen.text();
    let (row, line) = rows
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains(text))
        .unwrap_or_else(|| panic!("{text} is not in\n{rows}"));
    let column = line[..line.find(text).unwrap()].chars().count() as u16;
    screen.send(Msg::Mouse(MouseEvent {
        kind,
        column,
        row: row as u16,
    }));
    screen.send(Msg::Idle);
}

fn click(screen: &mut Screen, text: &str) {
    mouse(screen, MouseEventKind::Click, text);
}

#[test]
fn a_click_chooses_a_value_and_a_click_on_its_chip_gives_it_up() {
    let mut screen = Screen::new(120, 40);
    click(&mut screen, "[ ] 4 sao");
    assert!(screen.model.query.filter.is_chosen(Facet::Star, "4"));
    click(&mut screen, "[ ] Hạ Long");
    let both = screen.model.total();
    // The older of the two chips: any chip can be dropped, not only the last one.
    click(&mut screen, "4 sao x]");
    assert!(!screen.model.query.filter.is_chosen(Facet::Star, "4"));
    assert!(
        screen
            .model
            .query
            .filter
            .chosen_values(Facet::District)
            .len()
            == 1
            && screen.model.total() > both
    );
    click(&mut screen, "Hạ Long x]");
    assert!(screen.model.query.filter.is_empty() && screen.model.chips.is_empty());
    // A chip that a notice hides cannot be clicked.
    click(&mut screen, "[ ] 3 sao");
    let row = screen.text().lines().nth(1).unwrap().to_owned();
    let column = row[..row.find(" x]").unwrap()].chars().count() as u16;
    screen.press("U");
    assert!(screen.shows("Không có gì để làm lại") && !screen.shows(" x]"));
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column,
        row: 1,
    }));
    assert_eq!(screen.model.chips.len(), 1);
    screen.press("X");
    // A click beside the chips does nothing.
    click(&mut screen, &of_all("{all} / {all}"));
    assert_eq!(screen.model.total(), all_products());
}

#[test]
fn chips_are_hit_where_they_are_drawn_in_every_window() {
    for (width, ascii) in [
        (200, false),
        (120, true),
        (80, false),
        (71, true),
        (60, false),
        (40, true),
    ] {
        for lang in [Language::Vi, Language::En] {
            let mut screen = Screen::with(width, 24, lang, ThemeName::Dark, ascii);
            screen.press("sao:4 loai:htx =");
            screen.press("<esc>");
            let status = screen.text().lines().nth(1).unwrap().to_owned();
            let Some(end) = status.rfind(" x]") else {
                continue;
            };
            let before = screen.model.chips.clone();
            let column = status[..end].chars().count() as u16;
            screen.send(Msg::Mouse(MouseEvent {
                kind: MouseEventKind::Click,
                column,
                row: 1,
            }));
            // The last one drawn is the newest.
            assert_eq!(
                screen.model.chips,
                before[..before.len() - 1],
                "{width} {status}"
            );
        }
    }
}

#[test]
fn a_click_selects_a_product_and_a_second_one_opens_it() {
    let mut screen = Screen::new(60, 20);
    screen.press("ruou");
    let third = screen.names()[2].clone();
    let shown: String = third.chars().take(12).collect();
    click(&mut screen, &shown);
    assert_eq!(
        (screen.model.selected, screen.model.focus),
        (2, Focus::List)
    );
    click(&mut screen, &shown);
    assert_eq!(screen.model.focus, Focus::Detail);
    assert_eq!(
        screen.kept,
        ["ruou"],
        "opening keeps the search, as Enter does"
    );
    click(&mut screen, "Tìm:");
    assert_eq!(screen.model.focus, Focus::Input);
}

#[test]
fn the_wheel_walks_where_it_is_and_leaves_the_keys_where_they_are() {
    let mut screen = Screen::new(120, 40);
    mouse(
        &mut screen,
        MouseEventKind::WheelDown,
        &of_all("Sản phẩm 1/{all}"),
    );
    assert_eq!(
        (screen.model.selected, screen.model.focus),
        (3, Focus::Input)
    );
    mouse(
        &mut screen,
        MouseEventKind::WheelUp,
        &of_all("Sản phẩm 4/{all}"),
    );
    assert_eq!(screen.model.selected, 0);
    let cursor = screen.model.facets.cursor;
    mouse(&mut screen, MouseEventKind::WheelDown, "Bộ lọc");
    assert_eq!(screen.model.facets.cursor, cursor + 3);
    mouse(&mut screen, MouseEventKind::WheelDown, "Hồ sơ");
    assert_eq!(screen.model.focus, Focus::Input, "typing goes on");
    // With an overlay open, the wheel moves in the overlay, and a click outside closes it.
    screen.press("<esc>?");
    let before = screen.model.palette().unwrap().cursor;
    mouse(&mut screen, MouseEventKind::WheelDown, "Phím");
    assert_eq!(screen.model.palette().unwrap().cursor, before + 3);
    // A click selects a row, a second one runs it, one outside the overlay closes it.
    click(&mut screen, "  Enter, l");
    assert!(screen.shows("> Enter, l"), "{}", screen.text());
    screen.press("thong ke");
    click(&mut screen, "thống kê");
    assert_eq!(
        (screen.model.palette().is_none(), screen.model.focus),
        (true, Focus::Stats)
    );
    screen.press("<esc>/ruou<enter>/<ctrl-u>cha muc<enter>B");
    click(&mut screen, " ruou ");
    assert!(screen.model.history_picker().is_some());
    click(&mut screen, " ruou ");
    assert_eq!(
        (
            screen.model.total(),
            screen.model.history_picker().is_none()
        ),
        (18, true)
    );
    screen.press("?");
    click(&mut screen, "Tìm:");
    assert!(screen.model.palette().is_none());
}

#[test]
fn a_second_click_on_a_bar_of_the_statistics_filters_by_it() {
    let mut screen = Screen::new(100, 30);
    screen.press("<esc>s");
    click(&mut screen, "  4 sao ");
    click(&mut screen, "  4 sao ");
    assert!(screen.model.query.filter.is_chosen(Facet::Star, "4"));
    assert_eq!(screen.model.focus, Focus::List);
}

#[test]
fn clicks_anywhere_at_any_moment_harm_nothing() {
    for (width, height) in [(0, 0), (39, 9), (40, 10), (60, 20), (80, 24), (120, 40)] {
        for keys in [
            "", "<esc>f/h", "<esc>s", "<esc>st", "<esc>?", "<esc>B", "<enter>", "zzzz qqq",
            "<esc>y",
        ] {
            let mut screen = Screen::new(width, height);
            screen.press(keys);
            for (column, row) in
                (0..=height + 1).flat_map(|row| [(0, row), (width / 2, row), (width, row)])
            {
                for kind in [
                    MouseEventKind::Click,
                    MouseEventKind::WheelDown,
                    MouseEventKind::WheelUp,
                ] {
                    screen.send(Msg::Mouse(MouseEvent { kind, column, row }));
                }
            }
            screen.text();
        }
    }
}

#[test]
fn the_mouse_is_taken_at_home_and_left_alone_over_ssh_until_a_key_says_so() {
    const TAKE: &str = "\u{1b}[?1000h";
    const GIVE: &str = "\u{1b}[?1000l";
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("taken", |seen| seen.text().contains(TAKE));
    // The first row of the list: below search line, status line, border and header.
    terminal.press("\u{1b}[<0;5;6M");
    terminal.until("selected", |seen| seen.shows(&of_all("Sản phẩm 2/{all}")));
    terminal.press("qq");
    let bytes = terminal.end().seen().text();
    assert!(bytes.rfind(GIVE) > bytes.rfind(TAKE), "given back");

    let mut remote = program(&home);
    remote.env("SSH_CONNECTION", "192.0.2.1 5000 192.0.2.2 22");
    let mut terminal = Terminal::open(remote, CLASSIC);
    terminal.press("\x1b[17~");
    terminal.until("the notice", |seen| seen.shows("Chuột: bấm và cuộn được"));
    terminal.until("taken", |seen| seen.text().contains(TAKE));
    terminal.press("\x1b[17~");
    terminal.until("given back", |seen| seen.shows("Chuột: để terminal"));
}

#[test]
fn on_a_slow_line_a_step_through_the_list_is_a_few_bytes() {
    for (width, height) in [(80, 24), (120, 40)] {
        let home = Home::new();
        let mut slow = program(&home);
        slow.arg("--slow");
        let mut terminal = Terminal::open(slow, (width, height));
        terminal.press("\r");
        terminal.settle();
        let before = terminal.seen().bytes.len();
        terminal.press("j");
        terminal.until("the next one", |seen| seen.shows(&of_all("2/{all}")));
        let bytes = terminal.seen().bytes.len() - before;
        assert!(bytes <= 500, "{bytes} bytes at {width}x{height}");
        // At the end of the window the list scrolls by half a page, so that not every step sends all rows
        // again.
        let down = usize::from(height) / 2;
        terminal.press("j".repeat(down - 2));
        terminal.until("the middle", |seen| {
            seen.shows(&format!("{down}/{}", all_products()))
        });
        terminal.settle();
        let before = terminal.seen().bytes.len();
        for step in down + 1..=2 * down {
            terminal.press("j");
            terminal.until("the next one", |seen| {
                seen.shows(&format!("{step}/{}", all_products()))
            });
        }
        let bytes = (terminal.seen().bytes.len() - before) / down;
        assert!(bytes <= 520, "{bytes} bytes a step at {width}x{height}");
    }
}

#[test]
fn one_pane_at_a_time_on_a_slow_line_and_everything_again_by_a_key() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>");
    screen.send(Msg::SlowConnection);
    assert!(
        screen.shows("Đường truyền chậm") && screen.shows("F7"),
        "{}",
        screen.text()
    );
    screen.press("j");
    assert!(screen.shows("[vẽ ít F7]"), "{}", screen.text());
    assert!(!screen.shows("Hồ sơ") && !screen.shows("Bộ lọc"));
    screen.press("<enter>");
    assert!(screen.shows("[ Hồ sơ"), "{}", screen.text());
    screen.press("<esc>f");
    assert!(screen.shows("[ Bộ lọc ]"));
    screen.press("<f7>");
    assert!(screen.shows("Hồ sơ") && screen.shows("Bộ lọc"));
}

#[test]
fn the_list_is_made_wider_and_narrower_and_stays_so() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(width, height);
        let border = |screen: &Screen| {
            let row = screen.text().lines().nth(3).unwrap().to_owned();
            row.chars().rev().collect::<String>().find("││").unwrap()
        };
        screen.press("<enter>");
        let usual = border(&screen);
        for _ in 0..20 {
            screen.press(">");
        }
        assert!(border(&screen) < usual);
        assert_eq!(screen.model.list_percent, Some(75));
        for _ in 0..40 {
            screen.send(Msg::Key(KeyPress::without_modifiers(KeyCode::Char('<'))));
        }
        assert!(border(&screen) > usual);
        assert_eq!(screen.wishes.last(), Some(&Effect::SaveListPercent(40)));
    }
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("\r>>");
    terminal.settle();
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    let file = home.path().join(".local/state/ocop/list-percent");
    assert_eq!(fs::read_to_string(file).unwrap(), "70\n");
    let terminal = Terminal::open(program(&home), CLASSIC);
    // 70 % of 80 columns are 56: the record starts there.
    let at = |seen: &crate::support::pty::Seen| {
        let rows = seen.rows();
        rows[2]
            .chars()
            .position(|sign| sign == '┐')
            .map(|at| at + 1)
    };
    terminal.until("the width of before", |seen| at(seen) == Some(56));
}

#[test]
fn the_theme_for_colour_blind_eyes_has_neither_red_nor_green() {
    let mut screen = Screen::with(120, 40, Language::Vi, ThemeName::Safe, false);
    screen.press("sao:9 ruou");
    let used = |screen: &Screen| {
        let cells = screen.buffer().content;
        cells
            .iter()
            .map(|cell| cell.fg)
            .collect::<std::collections::HashSet<_>>()
    };
    for keys in ["", "<esc>s", "<esc><esc>?"] {
        screen.press(keys);
        let colours = used(&screen);
        assert!(colours.len() > 2, "it has colours");
        for colour in [Color::Red, Color::LightRed, Color::Green, Color::LightGreen] {
            assert!(!colours.contains(&colour), "{colour:?}");
        }
    }
}

#[test]
fn a_line_that_takes_its_bytes_slowly_is_noticed() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), (200, 60));
    terminal.press("\r");
    terminal.settle();
    // More bytes than all buffers between the program and the terminal hold.
    terminal.stall(&[0x0c; 40], Duration::from_millis(30));
    terminal.until("what is done about it", |seen| seen.shows("[vẽ ít F7]"));
    assert!(!terminal.seen().shows("Hồ sơ"), "one pane");
}

#[test]
fn a_letter_and_a_step_cost_no_more_bytes_than_a_slow_line_bears() {
    // The window size, then the byte limits of the first frame, of a typed letter or a cleared line, of a
    // step in the list (a step that scrolls may cost a whole list), and of the record that follows after the
    // debounce time.
    for (size, first, letter, step, record) in [
        ((80, 24), 3300, 1500, 300, 1100),
        ((120, 40), 7800, 4500, 450, 2200),
    ] {
        let mut screen = Screen::new(size.0, size.1);
        let (mut frames, mut budgets) = (Vec::new(), Vec::new());
        let mut look = |screen: &Screen, what: &str, most: usize| {
            frames.push((screen.buffer(), screen.cursor().into()));
            budgets.push((what.to_owned(), most));
        };
        look(&screen, "first", first);
        for name in [
            "cha muc",
            "mien dong",
            "ruou mo",
            "tra hoa vang",
            "sao:4",
            "ba kich",
        ] {
            for key in name.split_inclusive(|_: char| true).chain(["<ctrl-u>"]) {
                screen.hurry(key);
                look(&screen, &format!("{name} {key}"), letter);
                screen.send(Msg::Idle);
                look(&screen, &format!("record behind {name} {key}"), record);
            }
        }
        screen.press("<enter>");
        look(&screen, "enter", letter);
        for _ in 0..40 {
            let offset = screen.model.list_offset;
            screen.hurry("j");
            let moves = screen.model.list_offset != offset;
            look(&screen, "step", if moves { letter } else { step });
            screen.send(Msg::Idle);
            look(&screen, "record", record);
        }
        let costs = measure_frame_bytes(&frames).unwrap();
        let over: Vec<_> = costs
            .iter()
            .zip(&budgets)
            .filter(|(bytes, (_, most))| *bytes > most)
            .collect();
        assert_eq!(over, [], "{size:?}: {costs:?}");
        let steps = costs.iter().zip(&budgets);
        let steps = steps.filter(|(_, (what, _))| what == "step");
        let (sum, count) = steps.fold((0, 0), |(sum, count), (bytes, _)| (sum + bytes, count + 1));
        assert!(sum / count <= 500, "{size:?}: {sum} bytes in {count} steps");
    }
}
