//! The record whole: what else its producer makes, and addresses that can be used as they stand.

use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::model::copied_text::ClipboardTrust;
use ocop::app::msg::Msg;
use ocop::app::{keymap, update};
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::product::{ChannelKind, SalesChannel};

use crate::support::home::Home;
use crate::support::screen::Screen;

/// Everything the record says, row below row, as one walks through it.
fn read(screen: &mut Screen) -> String {
    screen.press("<home>");
    let inside = |screen: &Screen| {
        let text = screen.text();
        let rows: Vec<String> = text.lines().skip(3).map(str::to_owned).collect();
        rows[..rows.len() - 2].to_vec()
    };
    let mut seen = inside(screen);
    for _ in 0..200 {
        let before = screen.model.detail_offset;
        screen.press("<down>");
        if screen.model.detail_offset == before {
            break;
        }
        // The name stays, and one more row is seen below.
        seen.extend(inside(screen).pop());
    }
    seen.join("\n")
}

#[test]
fn the_other_products_of_a_producer_are_told_with_stars_and_whether_they_hold() {
    let mut screen = Screen::new(60, 20);
    screen.press("nha_sx:\"tuệ lâm\"<enter><enter>");
    let text = read(&mut screen);
    assert!(text.contains("Sản phẩm khác của chủ thể"), "{text}");
    let own = screen.model.selected_hit().unwrap().product.name.clone();
    let others: Vec<String> = screen
        .names()
        .into_iter()
        .filter(|name| *name != own)
        .collect();
    assert_eq!(others.len(), 7);
    let section = text.split("Sản phẩm khác của chủ thể").nth(1).unwrap();
    let section = section.split("Nguồn ").next().unwrap();
    for other in &others {
        assert!(
            section.contains(&other[..other.len().min(20)]),
            "{other}: {section}"
        );
    }
    assert!(section.contains(" sao · "), "{section}");
    // The same on the command line, in either language.
    let id = screen.model.selected_hit().unwrap().product.id.clone();
    let told = Home::new().run(&["show", &id, "--lang", "en"]).out;
    assert!(told.contains("Other products of the producer"), "{told}");
    assert!(
        others.iter().all(|other| told.contains(other.as_str())),
        "{told}"
    );
    // Who has no other product, and who is unknown, has no such part.
    let mut screen = Screen::with(60, 20, Language::En, ThemeName::Mono, true);
    for words in ["chả mực mạnh hà", "trà hoa vàng ba chẽ", "thịt lợn"] {
        screen
            .press("<esc>/<ctrl-u>")
            .press(words)
            .press("<enter><enter>");
        let text = read(&mut screen);
        let selected = &screen.model.selected_hit().unwrap().product.id;
        let made = screen.model.siblings_of(selected);
        let none = made.is_none_or(|made| made.hits.is_empty());
        assert_eq!(none, !text.contains("Other products"), "{text}");
    }
}

#[test]
fn it_is_asked_once_for_each_record_that_is_seen() {
    let mut screen = Screen::new(100, 30);
    screen.press("nha_sx:\"tuệ lâm\"<enter>");
    let asks = |screen: &mut Screen, msg: Msg| {
        let effects = update::update(&mut screen.model, msg);
        let is_one = |effect: &&Effect| {
            matches!(effect, Effect::Request(WorkerRequest::FindSiblings { .. }))
        };
        effects.iter().filter(is_one).count()
    };
    let key = |name| Msg::Key(keymap::parse_key(name).unwrap());
    assert_eq!(asks(&mut screen, key("J")), 0, "known");
    assert_eq!(asks(&mut screen, key("down")), 0, "not in passing");
    assert_eq!(asks(&mut screen, Msg::Idle), 1);
    assert!(screen.model.siblings.is_loading());
    assert_eq!(asks(&mut screen, key("J")), 0, "awaited");
    assert_eq!(asks(&mut screen, key("down")), 0, "not in passing");
    assert_eq!(asks(&mut screen, key("J")), 1, "of another product");
}

#[test]
fn an_address_is_never_cut_whatever_the_width() {
    let shop =
        "https://ocop.example.vn/gian-hang/chả-mực?so=1&nguon=hoi-cho-ocop-quang-ninh-2026#lien-he";
    for width in [40, 47, 60, 69, 70, 80, 100, 109, 110, 140, 200] {
        let mut screen = Screen::new(width, 24);
        screen.press("cha muc<enter>");
        screen.model.loaded_rows.hits[0].product.channels = vec![SalesChannel {
            kind: ChannelKind::ALL[0],
            link: Some(shop.into()),
            written: None,
        }];
        let product = screen.model.selected_hit().unwrap().product.clone();
        screen.press("<enter>z");
        let text = read(&mut screen);
        let rows = text
            .lines()
            .map(|row| row.trim_matches(|c| matches!(c, '│' | ' ')));
        let joined: String = rows.collect();
        for link in product.sources.iter().map(String::as_str).chain([shop]) {
            assert!(joined.contains(link), "{width}: {link}\n{text}");
        }
        // It begins its own row, where a terminal that knows addresses finds it.
        let begins = |row: &str| {
            row.trim_start_matches(['│', ' '])
                .starts_with("https://ocop.example")
        };
        assert!(text.lines().any(begins), "{width}");
    }
}

#[test]
fn a_long_copy_is_kept_in_a_file_too_and_a_short_one_is_not() {
    let mut screen = Screen::new(100, 30);
    screen.press("trà hoa vàng ba chẽ<enter>yy");
    assert!(
        matches!(&screen.wishes[..], [Effect::Copy(_)]),
        "{:?}",
        screen.wishes
    );
    screen.wishes.clear();
    screen.press("yr");
    let [
        Effect::Copy(sent),
        Effect::SaveCopyToFile {
            text,
            sent_to_clipboard: true,
        },
    ] = &screen.wishes[..]
    else {
        panic!("{:?}", screen.wishes);
    };
    assert!(sent == text && text.len() > 1024);
    // Where nothing can be sent, or not so much, nobody is told that it was.
    screen.wishes.clear();
    screen.model.clipboard_limit = Some(1500);
    screen.press("yryy");
    let kept = |effect: &Effect| {
        matches!(
            effect,
            Effect::SaveCopyToFile {
                sent_to_clipboard: false,
                ..
            }
        )
    };
    assert!(kept(&screen.wishes[0]) && matches!(screen.wishes[1], Effect::Copy(_)));
    screen.model.clipboard_limit = None;
    screen.wishes.clear();
    screen.press("yy");
    assert!(screen.wishes.len() == 1 && kept(&screen.wishes[0]));
    assert!(!screen.shows("Đã gửi"), "{}", screen.text());
}

#[test]
fn a_card_is_five_lines_with_a_date() {
    let mut screen = Screen::new(80, 24);
    screen.press("ma:qn-017<enter>yc");
    let [Effect::Copy(card)] = &screen.wishes[..] else {
        panic!("{:?}", screen.wishes);
    };
    let lines: Vec<&str> = card.lines().collect();
    assert_eq!(
        lines,
        [
            "Trà hoa vàng Ba Chẽ",
            "5 sao · hạn 17/01/2028",
            "Chủ thể: Công ty CP kinh doanh Lâm sản Đạp Thanh",
            "Điện thoại: chưa rõ",
            "Nơi sản xuất: Xã Kỳ Thượng (cũ: Xã Đạp Thanh, Ba Chẽ)",
        ]
    );
    let home = crate::support::home::Home::new();
    let printed = home.run(&["show", "qn-017", "--card"]);
    assert_eq!(printed.out.trim_end(), card, "{}", printed.err);
    let json = home.run(&["show", "qn-017", "--card", "--format", "json"]);
    assert_eq!(json.code, 2, "one or the other: {}", json.out);
}

#[test]
fn where_a_copy_may_be_dropped_it_says_so_and_a_key_shows_the_text() {
    let mut screen = Screen::new(80, 24);
    screen.model.captures_mouse = true;
    screen.press("ma:qn-017<enter>yc");
    assert!(screen.shows("Đã gửi ra clipboard"), "{}", screen.text());
    screen.model.clipboard_trust = ClipboardTrust::Doubtful;
    screen.press("yc");
    let told = "Đã gửi: Trà hoa vàng Ba Chẽ · không dán được: y t hiện văn bản";
    assert!(screen.shows(told), "{}", screen.text());
    assert!(screen.model.wants_mouse());
    screen.press("yt");
    let text = screen.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "Trà hoa vàng Ba Chẽ", "nothing before it: {text}");
    assert_eq!(lines[3], "Điện thoại: chưa rõ", "{text}");
    assert!(lines[5..23].iter().all(|line| line.is_empty()), "{text}");
    assert!(lines[23].contains("phím bất kỳ: quay lại"), "{text}");
    assert!(
        !screen.model.wants_mouse(),
        "the mouse is left to the terminal"
    );
    screen.press("j");
    assert!(screen.shows("Sản phẩm 1/1"), "{}", screen.text());
    assert!(screen.model.wants_mouse());
    // Without a copy of this product it is the record, which is longer than the window: a movement scrolls.
    screen.press("/<ctrl-u>ma:qn-026<enter>yt");
    assert!(screen.text().starts_with("Trà hoa vàng Quy Hoa\n"));
    screen.press("<pgdn>");
    assert!(
        !screen.text().starts_with("Trà hoa vàng Quy Hoa\n"),
        "{}",
        screen.text()
    );
    screen.press("q");
    assert!(screen.shows("Sản phẩm 1/1"), "{}", screen.text());
    assert!(!screen.wishes.contains(&Effect::Quit));
    // Over the search line letters are text, so another key shows it.
    screen.press("/<alt-y>");
    assert!(screen.shows("Alt-T hiện văn bản"), "{}", screen.text());
    screen.press("<alt-t>");
    assert!(
        screen.text().starts_with("ma:qn-026\n"),
        "{}",
        screen.text()
    );
}

#[cfg(unix)]
mod terminal {
    use std::os::unix::fs::PermissionsExt;

    use crate::support::built_in::of_all;
    use crate::support::home::Home;
    use crate::support::pty::{CLASSIC, Terminal, program};

    fn file(home: &Home) -> std::path::PathBuf {
        home.path().join(".local/state/ocop/copied.txt")
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_console_without_a_clipboard_gets_a_file_of_its_own() {
        for (name, value) in [("TERM", "linux"), ("STY", "1234.pts-0.host")] {
            let home = Home::new();
            let mut command = program(&home);
            command.env(name, value);
            let mut terminal = Terminal::open(command, CLASSIC);
            terminal.press("cha muc\r");
            terminal.until("the list", |seen| seen.shows(&of_all("2 / {all}")));
            terminal.press("yy");
            let told = "Đã ghi vào ~/.local/state/ocop/copied.txt; y t hiện văn bản";
            terminal.until("where it is", |seen| seen.shows(told));
            assert_eq!(std::fs::read_to_string(file(&home)).unwrap(), "Chả mực\n");
            terminal.press("jyr");
            terminal.until("the record", |_| {
                std::fs::read_to_string(file(&home))
                    .unwrap()
                    .contains("Chả mực Mạnh Hà\n")
            });
            let mode = std::fs::metadata(file(&home)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            terminal.press("\x03");
            let ended = terminal.end();
            assert_eq!(ended.code, 0);
            assert!(
                !ended.seen().text().contains("\x1b]"),
                "nothing for a clipboard"
            );
        }
    }

    #[test]
    fn a_terminal_over_ssh_that_nothing_is_known_of_is_not_trusted() {
        let home = Home::new();
        let mut command = program(&home);
        command.env("SSH_TTY", "/dev/pts/1");
        command.env("TERM", "xterm");
        let mut terminal = Terminal::open(command, CLASSIC);
        terminal.press("cha muc\r");
        terminal.until("the list", |seen| seen.shows(&of_all("2 / {all}")));
        terminal.press("yy");
        terminal.until("the warning", |seen| {
            seen.shows("không dán được: y t hiện văn bản")
        });
        terminal.press("yt");
        terminal.until("the text", |seen| seen.shows("phím bất kỳ: quay lại"));
        terminal.press("\x1b");
        terminal.until("back", |seen| seen.shows(&of_all("2 / {all}")));
        terminal.press("\x03");
        assert_eq!(terminal.end().code, 0);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_long_record_goes_both_ways_and_a_folder_that_refuses_is_told() {
        let home = Home::new();
        let mut terminal = Terminal::open(program(&home), CLASSIC);
        terminal.press("tra hoa vang ba che\r");
        terminal.until("the list", |seen| seen.shows(&of_all("3 / {all}")));
        terminal.press("yr");
        terminal.until("both", |seen| {
            seen.text().contains("\x1b]52;c;")
                && seen.shows("Đã gửi ra clipboard và ~/.local/state")
        });
        std::fs::remove_file(file(&home)).unwrap();
        std::fs::create_dir(file(&home)).unwrap();
        terminal.press("yr");
        terminal.until("why not", |seen| seen.shows("không ghi được tệp ("));
        terminal.press("\x03");
        assert_eq!(terminal.end().code, 0);
    }
}
