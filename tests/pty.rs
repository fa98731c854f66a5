//! The real binary in a real terminal (a PTY), as a user with a bad connection sees it.
//!
//! Keys, frames and drawing have tests without a terminal. These tests cover what only a PTY shows: whether
//! the terminal is always restored, whether half a letter stops the program, whether an idle session uses CPU
//! time, whether a closed window leaves a process behind. Each of these bugs occurred in other programs,
//! where one such process on a shared server affects everybody.
//!
//! The tests press keys, wait until the screen shows the result, and inspect the bytes only for what no
//! screen shows: that the terminal was not queried, that frames are complete, that no colour was sent. Time
//! limits are used only where the bug is about time, and are generous, because the machine may be busy.

#![cfg(unix)]

use std::time::Duration;

use rustix::process::Signal;

use crate::support::built_in::of_all;
use crate::support::home::Home;
use crate::support::pty::{BEGIN, CLASSIC, END, Seen, Terminal, program, shell};

const CTRL_C: &str = "\x03";
const CTRL_L: &str = "\x0c";
const CTRL_U: &str = "\x15";

fn open(home: &Home) -> Terminal {
    Terminal::open(program(home), CLASSIC)
}

/// Waits until the search line shows this text.
fn wait_until_typed(terminal: &Terminal, text: &str) {
    terminal.until(text, |seen| seen.typed() == text);
}

/// Every `ESC [` sequence: its parameters and its final letter. Any other escape sequence counts as empty.
fn sequences(seen: &Seen) -> Vec<(String, char)> {
    let bytes = seen.text();
    let sequence = |rest: &str| {
        let inside = rest.strip_prefix('[')?;
        let end = inside.find(|letter| matches!(letter, '@'..='~'))?;
        Some((inside[..end].to_owned(), inside[end..].chars().next()?))
    };
    let rests = bytes.split('\x1b').skip(1);
    rests
        .map(|rest| sequence(rest).unwrap_or((rest.to_owned(), ' ')))
        .collect()
}

#[test]
fn typing_finds_a_product_and_leaving_gives_the_terminal_back() {
    let home = Home::new();
    let mut terminal = open(&home);
    let caret = |seen: &Seen| {
        let screen = seen.screen();
        (screen.cursor_position(), screen.hide_cursor())
    };
    assert_eq!(caret(&terminal.seen()), ((0, 6), false));
    terminal.press("cha muc");
    terminal.until("the product", |seen| {
        seen.typed() == "cha muc"
            && seen
                .row_with("*")
                .is_some_and(|row| row.contains("Chả mực"))
    });
    assert_eq!(caret(&terminal.seen()), ((0, 13), false));
    terminal.press("\r");
    terminal.until("the caret in the list", |seen| caret(seen).0.0 > 2);
    terminal.press("qq");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
}

#[test]
fn a_slow_line_never_waits_for_an_answer_of_the_terminal() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("tra\r\t\t");
    terminal.frame_after(|terminal| terminal.resize((120, 40)));
    terminal.press(format!("?{CTRL_L}\x1b"));
    terminal.settle();
    terminal.press(CTRL_C);
    let ended = terminal.end();
    let seen = ended.seen();
    for (inside, last) in sequences(&seen) {
        // Movement, clearing, modes, colours: a terminal never answers these. It may answer `n`, `c`, `t`,
        // `p`, `q`, `u` and everything other than `ESC [`.
        assert!("ABCDGHJKXdhlm".contains(last), "ESC [ {inside} {last:?}");
    }
    assert!(!seen.bytes.contains(&0x05), "an enquiry");
}

#[test]
fn half_a_frame_is_never_shown() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("mat ong");
    wait_until_typed(&terminal, "mat ong");
    terminal.press(CTRL_C);
    let bytes = terminal.end().seen().text();
    let (_, frames) = bytes.split_once(BEGIN).unwrap();
    let (frames, leave_sequence) = frames.rsplit_once(&format!("{END}{END}")).unwrap();
    assert!(leave_sequence.ends_with("\x1b[?25h"));
    for frame in frames.split(&format!("{END}{BEGIN}")) {
        assert!(!frame.contains(BEGIN) && !frame.contains(END), "{frame:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_forgotten_session_costs_nothing() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("nam");
    wait_until_typed(&terminal, "nam");
    terminal.settle();
    let (bytes, ticks) = (terminal.seen().bytes.len(), terminal.ticks());
    let moved = terminal.within(Duration::from_secs(3), |seen| seen.bytes.len() > bytes);
    assert!(!moved, "bytes without a key");
    assert!(terminal.ticks() - ticks < 3, "work without a key");
}

#[test]
fn half_a_sequence_or_letter_neither_stops_the_screen_nor_eats_what_comes_later() {
    let halves: [&[u8]; 4] = [b"\x1b[1;", b"\x1bO", &[0xe1, 0xbb], b"\x1b]0;title"];
    for half in halves {
        let home = Home::new();
        let mut terminal = open(&home);
        terminal.press(half);
        terminal.frame_after(|terminal| terminal.resize((90, 25)));
        terminal.frame_after(|terminal| terminal.resize(CLASSIC));
        // The first letter may still complete the half sequence, if it arrives soon enough.
        terminal.insist("m", |seen| seen.typed().ends_with('m'));
        terminal.press(CTRL_C);
        assert_eq!(terminal.end().code, 0);
    }
}

#[test]
fn three_thousand_keys_at_once_all_arrive() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("abcdefghij".repeat(300));
    // The search line holds 2048 bytes and shows their end; more input is ignored.
    let end = |seen: &Seen| seen.typed().ends_with("abcdefghijabcdefgh");
    terminal.until("the end of the line", end);
    terminal.settle();
    assert!(end(&terminal.seen()));
    terminal.press(format!("{CTRL_U}{}{CTRL_C}", "z\x7f".repeat(1500)));
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
}

#[test]
fn the_question_goes_to_the_clipboard_of_the_other_side_and_nothing_is_asked() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("sao:4");
    wait_until_typed(&terminal, "sao:4");
    terminal.press("\x1by");
    let sent = |seen: &Seen| seen.text().contains("\x1b]52;c;c2FvOjQ=\x07");
    terminal.until("the copied line", sent);
    terminal.until("it is shown", |seen| seen.row_with("sao:4").is_some());
    terminal.press(CTRL_C);
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
}

#[test]
fn a_paste_is_one_search_and_one_without_an_end_is_given_up() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("\x1b[200~mật\nong\x1b[201~");
    wait_until_typed(&terminal, "mật ong");
    // When the connection stops in the middle of a paste, the rest does not become keys.
    terminal.press(format!("{CTRL_U}\x1b[200~mat"));
    wait_until_typed(&terminal, "mat");
    std::thread::sleep(Duration::from_millis(400));
    terminal.press("\rqx ong\x1b[201~");
    wait_until_typed(&terminal, "mat qx ong");
    terminal.press(format!("{CTRL_U}\x1b[200~cha muc"));
    wait_until_typed(&terminal, "cha muc");
    terminal.insist("x", |seen| seen.typed().starts_with("cha mucx"));
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn vietnamese_keyboards_that_correct_by_backspace_type_what_they_show() {
    for backspace in ["\x7f", "\x08"] {
        let home = Home::new();
        let mut terminal = open(&home);
        terminal.press("vie");
        wait_until_typed(&terminal, "vie");
        terminal.press(backspace);
        wait_until_typed(&terminal, "vi");
        terminal.press("êt");
        wait_until_typed(&terminal, "viêt");
        // The same in one packet, as a bad connection delivers it.
        terminal.press(format!("{CTRL_U}vie{backspace}êt na{backspace}am"));
        wait_until_typed(&terminal, "viêt nam");
    }
}

#[test]
fn a_stopped_session_leaves_a_usable_terminal() {
    let signals = [(Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131)];
    for (signal, code) in signals {
        let home = Home::new();
        let mut terminal = open(&home);
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, code);
        ended.assert_restored();
    }
}

#[test]
fn a_closed_window_leaves_no_process_behind() {
    let home = Home::new();
    // A parent such as nohup ignores SIGHUP, and a process without a controlling terminal gets none at all.
    let ignoring_hang_up = shell(&home, r#"trap "" HUP; exec "$1""#);
    let mut without_terminal = program(&home);
    without_terminal.set_controlling_tty(false);
    for command in [program(&home), ignoring_hang_up, without_terminal] {
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.close_window();
        assert_eq!(terminal.code_within(Duration::from_secs(2)), Some(129));
    }
}

#[test]
fn an_error_of_ours_says_one_sentence_and_spares_the_terminal() {
    let home = Home::new();
    let mut command = program(&home);
    command.env("OCOP_FAULT", "panic");
    let mut terminal = Terminal::run(command, CLASSIC);
    let ended = terminal.end();
    assert_eq!(ended.code, 101);
    ended.assert_restored();
    let seen = ended.seen();
    assert!(seen.shows("lỗi bên trong, đã dừng"));
    let bytes = seen.text();
    let (_, words) = bytes.rsplit_once("\x1b[?25h").unwrap();
    let harmless = |letter: char| matches!(letter, '\r' | '\n') || !letter.is_control();
    assert!(words.chars().all(harmless), "{words:?}");
    assert_eq!(words.trim_end().lines().count(), 1, "{words:?}");
}

#[test]
fn a_window_of_any_size_neither_stops_nor_swells_the_program() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("tra hoa vang");
    wait_until_typed(&terminal, "tra hoa vang");
    terminal.resize((0, 0));
    terminal.press(" ba che");
    terminal.resize(CLASSIC);
    wait_until_typed(&terminal, "tra hoa vang ba che");
    terminal.resize((5000, 5000));
    terminal.until("the last row", |seen| seen.rows()[199].contains("Ctrl-C"));
    #[cfg(target_os = "linux")]
    assert!(terminal.peak() < 64, "{} MB", terminal.peak());
    terminal.resize((30, 8));
    terminal.until("a notice", |seen| {
        seen.rows()[0].starts_with("Cần từ 40x10")
    });
    terminal.resize((1, 1));
    terminal.resize(CLASSIC);
    wait_until_typed(&terminal, "tra hoa vang ba che");
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_terminal_that_never_told_its_size_is_a_classic_one() {
    let home = Home::new();
    let terminal = Terminal::run(program(&home), (0, 0));
    terminal.until("the last row", |seen| seen.rows()[23].contains("Ctrl-C"));
}

#[test]
fn where_no_screen_can_work_there_is_a_plain_list() {
    let home = Home::new();
    let with_term = |term: Option<&str>| {
        let mut command = program(&home);
        command.env_remove("TERM");
        if let Some(term) = term {
            command.env("TERM", term);
        }
        command
    };
    for term in [Some("dumb"), Some(""), None] {
        let ended = Terminal::run(with_term(term), CLASSIC).end();
        assert_eq!(ended.code, 0, "{term:?}");
        let seen = ended.seen();
        assert!(seen.text().contains("Chả mực"), "{term:?}");
        assert!(seen.text().contains("ocop --accessible"), "{term:?}");
        assert!(!seen.bytes.contains(&0x1b), "{term:?}");
        assert!(ended.modes_restored, "{term:?}");
    }
    // Without a keyboard, output still goes to a terminal: the list may be coloured, but nothing more.
    let ended = Terminal::run(shell(&home, r#"exec "$1" </dev/null"#), CLASSIC).end();
    assert_eq!(ended.code, 0);
    assert!(ended.seen().text().contains("Chả mực"));
    let sequences = sequences(&ended.seen());
    assert!(sequences.iter().all(|(_, last)| *last == 'm'));
    let mut terminal = Terminal::run(shell(&home, r#"exec "$1" >list"#), CLASSIC);
    let ended = terminal.end();
    let list = std::fs::read_to_string(home.path().join("list")).unwrap();
    assert_eq!(ended.code, 0);
    assert!(list.contains("Chả mực") && !list.contains('\x1b'));
    assert!(!ended.seen().bytes.contains(&0x1b));
    let ran = home.run(&[]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Chả mực") && !ran.out.contains('\x1b') && !ran.err.contains('\x1b'));
}

#[test]
fn who_listens_gets_a_conversation_of_lines_in_any_terminal() {
    let home = Home::new();
    for term in ["xterm-256color", "dumb"] {
        let mut command = program(&home);
        command.env("TERM", term);
        command.env("ACCESSIBLE", "1");
        let mut terminal = Terminal::run(command, CLASSIC);
        terminal.until("the prompt", |seen| seen.text().ends_with("Gõ: "));
        terminal.press("cha muc\r");
        terminal.until("the product", |seen| {
            let text = seen.text();
            // The terminal itself echoes what is typed, once.
            text.contains("Gõ: cha muc\r\n2 sản phẩm") && text.contains("\n1. Chả mực, 3 sao")
        });
        terminal.press("q\r");
        let ended = terminal.end();
        assert_eq!(ended.code, 0);
        assert!(ended.seen().text().ends_with("Đã thoát.\r\n"));
        assert!(!ended.seen().bytes.contains(&0x1b), "{term}");
        assert!(ended.modes_restored);
    }
}

#[test]
fn who_wants_no_colour_gets_none_and_still_sees_the_selection() {
    let home = Home::new();
    let coloured = |code: &String| {
        let number = code.parse().unwrap_or(0);
        matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
    };
    for wanted in ["", "1"] {
        let mut command = program(&home);
        command.env("NO_COLOR", wanted);
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.press("muc\t");
        terminal.until("the filters", |seen| seen.shows("Hạng sao"));
        terminal.press(" ");
        terminal.until("the chip", |seen| seen.shows("[5 sao x]"));
        terminal.press(CTRL_C);
        let ended = terminal.end();
        let codes: Vec<String> = sequences(&ended.seen())
            .into_iter()
            .filter(|(_, last)| *last == 'm')
            .flat_map(|(inside, _)| {
                let codes = inside.split([';', ':']);
                codes.map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        // An empty NO_COLOR counts as unset, and proves that this test would see colours.
        assert_eq!(codes.iter().any(coloured), wanted.is_empty(), "{codes:?}");
        assert!(codes.iter().any(|code| code == "7"), "{codes:?}");
    }
}

#[test]
fn a_filter_is_chosen_by_keys_shown_as_a_chip_and_dropped() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("\t");
    terminal.until("the filters", |seen| seen.shows("Hạng sao"));
    terminal.press("j ");
    terminal.until("the chip", |seen| {
        seen.rows()[1].contains("[4 sao x]") && !seen.rows()[1].contains(&of_all("{all} / {all}"))
    });
    terminal.press("x");
    terminal.until("all products", |seen| {
        seen.rows()[1].contains(&of_all("{all} / {all}")) && !seen.shows("[4 sao x]")
    });
}

#[test]
fn a_message_over_the_screen_goes_away_by_a_repaint() {
    let home = Home::new();
    let mut terminal = open(&home);
    terminal.press("muc");
    wait_until_typed(&terminal, "muc");
    terminal.settle();
    let before = terminal.seen().rows();
    terminal.scribble("\x1b[5;1HBroadcast message: the server goes down\x1b[12;9H\r\n\n");
    assert_ne!(terminal.seen().rows(), before);
    terminal.press(CTRL_L);
    terminal.until("the screen as it was", |seen| seen.rows() == before);
}

#[test]
fn a_narrower_window_and_back_forgets_nothing() {
    let home = Home::new();
    let mut terminal = open(&home);
    let second = |seen: &Seen| seen.rows()[5].contains(">****  Mực ống Cô Tô khô");
    terminal.press("muc");
    terminal.until("the answer", |seen| {
        seen.rows()[1].contains(&of_all(" 4 / {all}"))
    });
    terminal.press("\rj");
    terminal.until("the second row", second);
    terminal.settle();
    let before = terminal.seen().rows();
    terminal.resize((60, 20));
    terminal.until("the narrow screen", |seen| {
        seen.typed() == "muc" && second(seen) && seen.rows()[19].contains(" q ")
    });
    terminal.resize(CLASSIC);
    terminal.until("the screen as it was", |seen| seen.rows() == before);
}

/// A list with one new product, in a folder with spaces and accents.
fn write_list(home: &Home) {
    let folder = home.path().join("Tài liệu hội chợ");
    std::fs::create_dir(&folder).unwrap();
    let list = "Tên sản phẩm,Chủ thể,Hạng sao\nBánh thử nghiệm,HTX Thử,3\n";
    std::fs::write(folder.join("Danh sách.csv"), list).unwrap();
    std::fs::write(folder.join("sai.csv"), "a,b\n1,2\n").unwrap();
}

#[test]
fn a_list_is_imported_from_inside_and_undone_by_a_rollback() {
    let home = Home::new();
    write_list(&home);
    let mut terminal = open(&home);
    terminal.press("banh");
    wait_until_typed(&terminal, "banh");
    terminal.press("\rj");
    terminal.until("the second row", |seen| seen.shows("[ Sản phẩm 2/"));
    terminal.press("ditai");
    terminal.until("the folder", |seen| seen.shows("Tài liệu hội chợ/"));
    terminal.press("\tdanh");
    terminal.until("the list", |seen| seen.shows("Danh sách.csv"));
    terminal.press("\r");
    terminal.until("the review", |seen| seen.shows("Bánh thử nghiệm"));
    // Who leaves the review publishes nothing.
    terminal.press("q");
    terminal.until("the list again", |seen| {
        seen.shows("Danh mục giữ nguyên.") && seen.shows("[ Sản phẩm 2/")
    });
    assert!(
        !home
            .run(&["search", "bánh thử nghiệm"])
            .out
            .contains("Bánh thử")
    );
    terminal.press("ditai\tdanh\t");
    terminal.until("the path", |seen| seen.shows("chợ/Danh sách.csv"));
    terminal.press("\r");
    terminal.until("the review", |seen| seen.shows("Bánh thử nghiệm"));
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 1 thay đổi? c/k"));
    terminal.press("y");
    terminal.until("the new catalogue", |seen| {
        seen.shows("Đã ghi bản số 2") && seen.shows("Bánh thử nghiệm")
    });
    assert_eq!(terminal.seen().typed(), "banh");
    assert!(
        home.run(&["search", "bánh thử nghiệm"])
            .out
            .contains("Bánh thử")
    );
    terminal.press("dh");
    terminal.until("the history", |seen| seen.shows("Danh sách.csv"));
    terminal.press("jr");
    terminal.until("the rollback", |seen| seen.shows("[ Quay về bản 1 ]"));
    terminal.press("y");
    terminal.until("the earlier catalogue", |seen| {
        seen.shows("Đã ghi bản số 3 với nội dung bản 1") && !seen.shows("Bánh thử nghiệm")
    });
    assert_eq!(terminal.seen().typed(), "banh");
    terminal.press(CTRL_C);
    let ended = terminal.end();
    ended.assert_restored();
    let history = home.run(&["history"]).out;
    assert!(history.contains("quay về bản 1"), "{history}");
}

#[test]
fn a_list_that_cannot_be_read_says_the_same_as_on_the_command_line() {
    let home = Home::new();
    write_list(&home);
    let mut terminal = open(&home);
    terminal.press("\x1b");
    terminal.until("the list", |seen| seen.shows("[ Sản phẩm 1/"));
    terminal.press("diTài liệu hội chợ/sai.csv\r");
    let printed = home.run(&["import", "Tài liệu hội chợ/sai.csv"]).err;
    let words: Vec<&str> = printed.split_whitespace().take(8).collect();
    terminal.until(&printed, |seen| {
        let shown = seen.screen().contents().replace(['│', '\n'], " ");
        let shown: Vec<&str> = shown.split_whitespace().collect();
        shown.join(" ").contains(&words.join(" "))
    });
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_read_only_screen_refuses_an_import_before_a_path_is_typed() {
    let home = Home::new();
    let mut command = program(&home);
    command.arg("--read-only");
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.press("\x1b");
    terminal.until("the list", |seen| seen.shows("[ Sản phẩm 1/"));
    terminal.press("di");
    terminal.until("the refusal", |seen| {
        seen.shows("đang ở chế độ chỉ đọc") && seen.shows("[ Sản phẩm 1/")
    });
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().code, 0);
}
