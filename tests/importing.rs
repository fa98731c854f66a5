//! The import review in a real terminal: accepting, rejecting, leaving, and concurrent imports.

use portable_pty::CommandBuilder;

use crate::support::built_in::{all_products, of_all};
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

fn run_search(home: &Home, words: &str) -> Ran {
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
        history.out.contains(&of_all("{all}")) && !history.out.contains("nhập"),
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
        seen.shows("Ghi 2 thay đổi, để lại 1? c/k")
    });
    terminal.press("y");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
    assert!(
        ended
            .seen()
            .shows(&of_all("Đã ghi bản số 2: {two_more} sản phẩm")),
        "{}",
        ended.seen().text()
    );
    let result = run_search(&home, "nam linh chi vang");
    assert!(result.out.contains("Nấm linh chi vàng"), "{}", result.out);
    assert!(
        !run_search(&home, "banh gat gu tien yen")
            .out
            .contains("HTX Bánh gật gù")
    );
    let history = home.run(&["history"]);
    assert!(
        history.out.contains(&of_all("{two_more}")),
        "{}",
        history.out
    );
    let id = result
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
fn an_import_that_came_between_is_shown_before_anything_is_written() {
    let home = home();
    let mut terminal = open(&home);
    terminal.settle();
    let bytes = terminal.seen().bytes.len();
    terminal.press("j");
    terminal.until("the next row", |seen| seen.shows("Thay đổi 2/4"));
    let step = terminal.seen().bytes.len() - bytes;
    assert!(step < 2000, "{step} bytes for a step");
    // One row is refused, and the other import has the first one.
    terminal.press(" ");
    terminal.until("a refused row", |seen| seen.shows("[ ] Bánh gật gù"));
    let rows: Vec<&str> = LIST.lines().take(2).collect();
    std::fs::write(home.path().join("other.csv"), rows.join("\n")).unwrap();
    let other = home.run(&["import", "--yes", "other.csv"]);
    assert_eq!(other.code, 0, "{}", other.err);
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 2 thay đổi"));
    terminal.press("y");
    terminal.until("the changes to what is there now", |seen| {
        seen.shows("Vừa có người ghi bản số 2; danh sách đã được so lại") && seen.shows("[mới 2]")
    });
    assert!(terminal.seen().shows("[ ] Bánh gật gù"), "still refused");
    let history = home.run(&["history"]).out;
    assert_eq!(history.lines().count(), 2, "nothing is written yet");
    terminal.press("w");
    terminal.until("the question", |seen| {
        seen.shows("Ghi 1 thay đổi, để lại 1? c/k")
    });
    terminal.press("y");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
    let sentence = of_all("Đã ghi bản số 3: {two_more} sản phẩm");
    assert!(ended.seen().shows(&sentence), "{}", ended.seen().text());
    let json = home.run(&["search", "--format", "jsonl"]).out;
    for (name, times) in [
        ("Nấm linh chi vàng", 1),
        ("Mật ong rừng Kỳ Thượng", 1),
        ("HTX Bánh gật gù", 0),
    ] {
        let product = |line: &&str| line.contains(&format!("\"{name}\""));
        assert_eq!(json.lines().filter(product).count(), times, "{name}");
    }
}

#[test]
fn where_the_other_import_brought_the_same_nothing_is_left_to_write() {
    let home = home();
    let mut terminal = open(&home);
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 3 thay đổi? c/k"));
    terminal.press("y");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored();
    let text = ended.seen().text();
    assert!(text.contains("Vừa có người ghi bản số 2"), "{text}");
    assert!(text.contains("Không có gì mới so với danh mục."), "{text}");
    assert_eq!(home.run(&["history"]).out.lines().count(), 2);
}

#[test]
fn while_somebody_is_writing_the_screen_stays_with_its_verdicts() {
    let home = home();
    let mut terminal = open(&home);
    terminal.press("j ");
    terminal.until("a refused row", |seen| seen.shows("[ ] Bánh gật gù"));
    let lock = home.data().join("catalog/writer.lock");
    std::fs::write(&lock, "Lan, 2026-11-24 09:00 (pid 1)\n").unwrap();
    let held = std::fs::File::open(&lock).unwrap();
    held.lock().unwrap();
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 2 thay đổi"));
    terminal.press("y");
    terminal.until("who writes", |seen| {
        seen.shows("Đang có người ghi danh mục") && seen.shows("[ ] Bánh gật gù")
    });
    drop(held);
    terminal.press("w");
    terminal.until("the question", |seen| seen.shows("Ghi 2 thay đổi"));
    terminal.press("y");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    let sentence = of_all("Đã ghi bản số 2: {two_more} sản phẩm");
    assert!(ended.seen().shows(&sentence), "{}", ended.seen().text());
}

#[test]
fn an_open_screen_is_told_of_a_newer_catalogue_and_opens_it() {
    let home = home();
    let mut terminal = Terminal::open(program(&home), (120, 40));
    terminal.press("nam linh chi\x1b");
    terminal.until("the older answer", |seen| {
        seen.shows(&of_all("/ {all} sản phẩm"))
    });
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    assert!(
        !terminal.seen().shows("danh mục mới"),
        "nobody pressed a key"
    );
    // The key that opens a newer catalogue also checks for one.
    terminal.press("R");
    terminal.until("the offer", |seen| {
        seen.shows("Có danh mục mới (bản 2): bấm R")
    });
    terminal.press("R");
    terminal.until("the newer catalogue", |seen| {
        seen.shows(&format!("Đã mở bản 2: {} sản phẩm", all_products() + 3))
            && seen.shows("Nấm linh chi vàng")
    });
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
}
