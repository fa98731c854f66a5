//! Moving on: the record beside the list waits for the hand to rest, and rows move by some at once.

use std::time::Duration;

use ocop::app::effect::Effect;
use ocop::app::msg::Msg;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::Home;
use crate::support::pty::{Terminal, program};
use crate::support::screen::Screen;

/// The column of the record, as text: its frame is the last one of the window.
fn beside(screen: &Screen) -> String {
    let text = screen.text();
    let text = text.replace('▐', "│");
    let rows = text.lines().skip(3);
    let parts = rows.filter_map(|row| row.rsplit('│').nth(1));
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_record_beside_the_list_follows_when_the_hand_rests_or_means_it() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(width, height);
        screen.press("<enter>");
        let first = beside(&screen);
        assert!(first.contains("Miến dong Bình Liêu"), "{first}");
        // The list answers each key; the record stays whole under its own name.
        for place in 2..6 {
            screen.hurry("j");
            assert!(screen.shows(&format!("{place}/{}", all_products())));
            assert_eq!(beside(&screen), first);
        }
        screen.send(Msg::Idle);
        let fifth = beside(&screen);
        assert!(fifth.contains("Ruốc cơ trai"), "{fifth}");
        // Typing moves on as well, and the record that stays is none of the answer's.
        screen.press("/").hurry("cha muc");
        assert!(screen.shows(&of_all("2 / {all}")));
        assert_eq!(beside(&screen), fifth);
        screen.send(Msg::Idle);
        assert!(beside(&screen).contains("Chả mực"));
        // Whatever else is done is done to the product that is selected, and shows it.
        for deed in ["J", "y", "y r", "<enter>", "<tab>", "?", "m"] {
            let mut screen = Screen::new(width, height);
            screen.press("<enter>").hurry("jjjj");
            screen.wishes.clear();
            screen.hurry(deed);
            assert!(screen.model.debounced_record.is_none(), "{deed}");
            if let Some(Effect::Copy(text)) = screen.wishes.first() {
                assert!(text.contains("Ruốc cơ trai"), "{text}");
            }
        }
        // A record that is read with its own keys never lags behind them.
        let mut reading = Screen::new(width, height);
        reading.press("<enter><enter>").hurry("nnnn");
        assert!(beside(&reading).contains("Ruốc cơ trai"));
        // A window of another size has no use for rows of the old one.
        screen.hurry("<enter>j").send(Msg::Resize {
            width: width + 1,
            height,
        });
        assert!(screen.model.debounced_record.is_none());
    }
}

#[test]
fn where_nothing_was_found_the_next_record_follows_like_any_other() {
    let mut screen = Screen::new(100, 30);
    screen.press("sao:4 zzz");
    let nothing = beside(&screen);
    assert!(nothing.contains("Chưa chọn"), "{nothing}");
    screen.hurry("<ctrl-u>");
    assert!(screen.shows("Ngọc trai Akoya"));
    assert_eq!(beside(&screen), nothing);
    screen.send(Msg::Idle);
    assert!(beside(&screen).contains("Miến dong Bình Liêu"));
}

#[test]
fn a_hand_that_rests_is_noticed_without_another_key() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), (100, 30));
    terminal.until("the list", |seen| seen.shows(&of_all("1/{all}")));
    terminal.press("\rjjjj");
    terminal.until("the record", |seen| {
        seen.shows(&of_all("5/{all}")) && seen.shows("Xã Đông Xá")
    });
    // And then it sleeps.
    terminal.settle();
    let before = terminal.seen().bytes.len();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(terminal.seen().bytes.len(), before);
}

#[test]
fn the_rows_move_by_some_at_once_and_none_is_passed_over() {
    for slow in [false, true] {
        let mut screen = Screen::new(80, 24);
        screen.model.slow = slow;
        screen.press("<enter>");
        for (keys, back) in [("<down>", "<up>"), ("<pgdn>", "<pgup>")] {
            for key in [keys, back] {
                let mut seen = screen.model.list_offset..screen.model.list_offset + 18;
                let mut moves = 0;
                for _ in 0..all_products() {
                    screen.press(key);
                    let shown = screen.model.list_offset..screen.model.list_offset + 18;
                    assert!(shown.contains(&screen.model.selected), "{key}");
                    assert!(shown.start <= seen.end && seen.start <= shown.end, "{key}");
                    moves += usize::from(shown != seen);
                    seen = shown;
                }
                assert!(moves < 25, "{key} moves the rows {moves} times");
            }
            assert_eq!((screen.model.list_offset, screen.model.selected), (0, 0));
        }
    }
}
