//! A newer catalogue while a screen is open: offered, opened by a key, and the selected product found again.

use ocop::app::action::{Action, TABLE};
use ocop::app::effect::{Effect as Wish, Request};
use ocop::app::model::Kept;
use ocop::app::mouse::{Deed, Mouse};
use ocop::app::msg::{Msg, Reloaded};

use crate::support::screen::Screen;

#[test]
fn a_newer_catalogue_is_offered_and_opened_only_by_a_key() {
    let mut screen = Screen::new(120, 40);
    let offered = |screen: &Screen, text: &str| screen.shows(text);
    screen.press("R");
    assert_eq!(screen.model.input.text(), "R", "while typing it is text");
    screen.press("<ctrl-u><esc>R");
    assert_eq!(screen.wishes, [], "without news there is nothing to open");
    screen.press("jjj");
    screen.send(Msg::News(8));
    assert_eq!(screen.model.selected, 3, "nothing moves by itself");
    assert!(
        offered(&screen, "có danh mục mới (bản 8): bấm R"),
        "{}",
        screen.text()
    );
    screen.press("/");
    assert!(offered(&screen, "(bản 8): Esc rồi R"));
    screen.press("<esc>R");
    assert_eq!(screen.wishes, [Wish::Ask(Request::Reload)]);
    let name = screen.model.selected_hit().unwrap().product.id.clone();
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 131,
        number: Some(8),
        names: Box::new(screen.model.names.clone()),
    }));
    assert!(
        offered(&screen, "Đã mở bản 8: 131 sản phẩm"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.selected_hit().unwrap().product.id, name);
    screen.press("k");
    assert!(offered(&screen, "130 / 131 sản phẩm") && !offered(&screen, "bản 8"));
}

#[test]
fn the_selected_product_is_found_again_where_it_stands_now() {
    let mut screen = Screen::new(120, 24);
    screen.press("<esc>G<up>");
    let id = screen.model.selected_hit().unwrap().product.id.clone();
    // As if products had come before it: what is at its place now is another one.
    screen.model.selected -= 30;
    let before = screen.model.selected;
    screen.send(Msg::Resize {
        width: 120,
        height: 24,
    });
    let other = screen.model.selected_hit().unwrap().product.id.clone();
    assert_ne!(id, other);
    screen.slow = true;
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 130,
        number: None,
        names: Box::new(screen.model.names.clone()),
    }));
    screen.model.keep.as_mut().unwrap().id = id.clone();
    screen.slow = false;
    screen.answer();
    assert_eq!(screen.model.selected, before + 30);
    assert_eq!(screen.model.selected_hit().unwrap().product.id, id);
}

#[test]
fn whoever_turns_the_wheel_meanwhile_is_not_taken_back_to_the_product_of_before() {
    let mut screen = Screen::new(120, 24);
    screen.press("<esc>j");
    screen.send(Msg::Reloaded(Reloaded::Opened {
        all: 130,
        number: None,
        names: Box::new(screen.model.names.clone()),
    }));
    screen.model.keep = Some(Kept {
        id: "further down".to_owned(),
        selected: 1,
        offset: 0,
        detail_offset: 0,
    });
    screen.send(Msg::Mouse(Mouse {
        deed: Deed::WheelDown,
        column: 60,
        row: 10,
    }));
    assert_eq!((screen.model.selected, &screen.model.keep), (4, &None));
}

#[test]
fn a_newer_catalogue_that_cannot_be_opened_is_a_notice() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>j");
    screen.send(Msg::News(8));
    screen.send(Msg::Reloaded(Reloaded::Refused("disk".into())));
    assert!(screen.shows("vẫn dùng bản cũ: disk"), "{}", screen.text());
    screen.press("k");
    assert_eq!(screen.model.total(), 130);
    assert!(screen.shows("bấm R"), "it can be tried again");
    assert!(TABLE.iter().any(|entry| entry.action == Action::Reload));
}

#[cfg(unix)]
mod in_a_terminal {
    use portable_pty::CommandBuilder;

    use crate::support::home::{Home, Ran};
    use crate::support::pty::{CLASSIC, Ended, Terminal, program};

    const LIST: &str = "Tên sản phẩm,Chủ thể,Hạng sao,Ngày công nhận,Huyện\n\
        Nấm linh chi vàng,HTX Nấm Hoành Bồ,4,01/10/2026,Hạ Long\n\
        Bánh gật gù Tiên Yên,HTX Bánh gật gù,3,01/10/2026,Tiên Yên\n\
        Mật ong rừng Kỳ Thượng,HTX Kỳ Thượng,6,01/10/2026,Hạ Long\n";

    fn home() -> Home {
        let home = Home::new();
        std::fs::write(home.path().join("ds.csv"), LIST).unwrap();
        assert_eq!(home.run(&["stats"]).code, 0);
        home
    }

    fn import(home: &Home) -> CommandBuilder {
        let mut command = program(home);
        command.args(["import", "ds.csv"]);
        command
    }

    fn open(home: &Home) -> Terminal {
        let terminal = Terminal::run(import(home), CLASSIC);
        terminal.until("the changes", |seen| seen.shows("[mới 3]"));
        terminal
    }

    fn found(home: &Home, words: &str) -> Ran {
        home.run(&["search", words])
    }

    fn assert_untouched(home: &Home, ended: &Ended) {
        ended.assert_restored();
        assert_eq!(ended.code, 1);
        assert!(
            ended.seen().shows("Danh mục giữ nguyên"),
            "{}",
            ended.seen().text()
        );
        let history = home.run(&["history"]);
        assert!(
            history.out.contains("130") && !history.out.contains("nhập"),
            "{}",
            history.out
        );
    }

    #[test]
    fn one_row_is_refused_and_the_others_are_published() {
        let home = home();
        let mut terminal = open(&home);
        terminal.press("j ");
        terminal.until("a refused row", |seen| {
            seen.shows("[ ] Bánh gật gù") && seen.shows("ghi 2/3")
        });
        terminal.press("w");
        terminal.until("the question", |seen| {
            seen.shows("Ghi 2 thay đổi, để lại 1? y/n")
        });
        terminal.press("y");
        let ended = terminal.end();
        assert_eq!(ended.code, 0);
        ended.assert_restored();
        assert!(
            ended.seen().shows("Đã ghi bản số 2: 132 sản phẩm"),
            "{}",
            ended.seen().text()
        );
        let found_ids = found(&home, "nam linh chi vang");
        assert!(
            found_ids.out.contains("Nấm linh chi vàng"),
            "{}",
            found_ids.out
        );
        assert!(
            !found(&home, "banh gat gu tien yen")
                .out
                .contains("HTX Bánh gật gù")
        );
        let history = home.run(&["history"]);
        assert!(history.out.contains("132"), "{}", history.out);
        let id = found_ids
            .out
            .split_whitespace()
            .find(|word| word.starts_with("sp-"))
            .unwrap()
            .to_owned();
        assert!(home.run(&["show", &id]).out.contains("HTX Nấm Hoành Bồ"));
    }

    #[test]
    fn leaving_changes_nothing() {
        let home = home();
        let mut terminal = open(&home);
        terminal.press("q");
        assert_untouched(&home, &terminal.end());
        let mut terminal = open(&home);
        terminal.press(" ");
        terminal.until("a refused row", |seen| seen.shows("ghi 2/3"));
        terminal.press("q");
        terminal.until("the question", |seen| seen.shows("Thoát, không ghi gì"));
        terminal.press("y");
        assert_untouched(&home, &terminal.end());
        let mut terminal = open(&home);
        terminal.press("w\x03");
        assert_untouched(&home, &terminal.end());
    }

    #[test]
    fn nobody_else_writes_while_the_changes_are_looked_at() {
        let home = home();
        let mut terminal = open(&home);
        let other = home.run(&["import", "--yes", "ds.csv"]);
        assert_eq!(other.code, 75, "{}", other.err);
        terminal.settle();
        let bytes = terminal.seen().bytes.len();
        terminal.press("j");
        terminal.until("the next row", |seen| seen.shows("Thay đổi 2/4"));
        let step = terminal.seen().bytes.len() - bytes;
        assert!(step < 2000, "{step} bytes for a step");
        terminal.settle();
        terminal.press("q");
        assert_untouched(&home, &terminal.end());
        assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    }

    #[test]
    fn an_open_screen_is_told_of_a_newer_catalogue_and_opens_it() {
        let home = home();
        let mut terminal = Terminal::open(program(&home), (120, 40));
        terminal.press("nam linh chi\x1b");
        terminal.until("the older answer", |seen| seen.shows("/ 130 sản phẩm"));
        assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
        assert!(
            !terminal.seen().shows("danh mục mới"),
            "nobody pressed a key"
        );
        // The first key may come too soon after the last look.
        terminal.insist("j", |seen| seen.shows("có danh mục mới (bản 2): bấm R"));
        terminal.press("R");
        terminal.until("the newer catalogue", |seen| {
            seen.shows("Đã mở bản 2: 133 sản phẩm") && seen.shows("Nấm linh chi vàng")
        });
        terminal.press("\x03");
        assert_eq!(terminal.end().code, 0);
    }
}
