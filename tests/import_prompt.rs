//! Importing from the screen: the path and its completion, what is told about a list, and what is left untouched.

use std::fs;
use std::path::Path;

use ocop::app::action::{ACTION_TABLE, KeyContext};
use ocop::app::catalog_work::{CatalogMsg, CatalogWork};
use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::model::import_prompt::ImportStep;
use ocop::app::msg::Msg;
use tempfile::TempDir;

use crate::support::screen::Screen;

/// A folder with lists, other files, and folders with Vietnamese names.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "Tên sản phẩm\nBánh thử\n").unwrap();
    };
    for name in [
        "Tài liệu hội chợ/Danh sách hội viên.csv",
        "Tài liệu hội chợ/Danh sách 2.XLSX",
        "Tài liệu hội chợ/ghi chú.docx",
        "Tài liệu hội chợ/.ẩn.csv",
        "hải hà.jsonl",
    ] {
        file(name);
    }
    folder
}

/// The prompt with the path of the folder typed.
fn prompt_in(folder: &Path) -> Screen {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>jjdi");
    screen.send(Msg::Paste(format!("{}/", folder.display())));
    screen.wishes.clear();
    screen
}

fn typed(screen: &Screen) -> &str {
    screen
        .model
        .import_prompt()
        .map_or("", |prompt| prompt.input.text())
}

fn wish(screen: &Screen) -> Option<&CatalogWork> {
    let mut works = screen.wishes.iter().rev().filter_map(|wish| match wish {
        Effect::WorkOnCatalog(work) if !matches!(work, CatalogWork::ListPaths(_)) => Some(work),
        _ => None,
    });
    works.next()
}

#[test]
fn tab_completes_folders_and_lists_with_spaces_and_accents() {
    let folder = folder();
    let mut screen = prompt_in(folder.path());
    assert!(screen.shows("Tài liệu hội chợ/") && screen.shows("hải hà.jsonl"));
    // Without accents too.
    screen.press("tai<tab>");
    assert!(
        typed(&screen).ends_with("/Tài liệu hội chợ/"),
        "{}",
        typed(&screen)
    );
    assert!(screen.shows("Danh sách hội viên.csv") && screen.shows("Danh sách 2.XLSX"));
    assert!(
        !screen.shows("ghi chú") && !screen.shows("ẩn"),
        "{}",
        screen.text()
    );
    screen.press("d<tab>");
    assert!(
        typed(&screen).ends_with("/Danh sách "),
        "{}",
        typed(&screen)
    );
    screen.press("h<tab>");
    assert!(typed(&screen).ends_with("/Danh sách hội viên.csv"));
    screen.press("<enter>");
    let path = typed(&screen).to_owned();
    assert_eq!(
        wish(&screen),
        Some(&CatalogWork::ReadList { path, attempt: 1 })
    );
    assert!(screen.shows("Đang đọc…"));
}

#[test]
fn arrows_choose_a_candidate_and_enter_goes_into_a_folder() {
    let folder = folder();
    let mut screen = prompt_in(folder.path());
    screen.press("<down><enter>");
    assert!(typed(&screen).ends_with("/Tài liệu hội chợ/"));
    assert_eq!(wish(&screen), None);
    // Tab goes from one to the next, and round; Enter takes.
    let cursor = |screen: &Screen| screen.model.import_prompt().unwrap().cursor;
    screen.press("<tab><tab><tab>");
    assert_eq!(cursor(&screen), Some(1));
    screen.press("<tab>");
    assert_eq!(cursor(&screen), Some(0));
    screen.press("<enter>");
    assert!(
        typed(&screen).ends_with("/Danh sách 2.XLSX"),
        "{}",
        typed(&screen)
    );
    // A whole path is no mistake.
    screen.press("<esc><tab>");
    assert!(
        !screen.shows("Không có thư mục hay danh sách nào"),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-w><ctrl-w>x<tab>");
    assert!(
        screen.shows("Không có thư mục hay danh sách nào"),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u><enter>");
    assert!(screen.shows("Hãy gõ đường dẫn"));
    assert_eq!(wish(&screen), Some(&CatalogWork::CancelReading));
}

#[test]
fn a_path_that_a_terminal_quoted_is_pasted_without_its_quotes() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>di");
    screen.send(Msg::Paste("'/x/Danh sách hội viên.csv' ".into()));
    assert_eq!(typed(&screen), "/x/Danh sách hội viên.csv");
}

#[test]
fn why_a_list_cannot_be_imported_stands_below_its_path_until_it_is_changed() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>jjdisai.csv<enter>");
    let text = "Lỗi: không thấy tiêu đề\ndòng hai".to_owned();
    screen.send(Msg::Catalog(CatalogMsg::ListTold { attempt: 1, text }));
    assert!(screen.shows("không thấy tiêu đề") && screen.shows("dòng hai"));
    assert_eq!(typed(&screen), "sai.csv");
    screen.press("<backspace>");
    assert!(!screen.shows("không thấy tiêu đề") && screen.shows("sai.cs"));
    // Nothing of the catalogue is lost.
    screen.press("<esc>");
    assert!(screen.shows("Danh mục giữ nguyên.") && screen.shows("[ Sản phẩm 3/"));
}

#[test]
fn a_list_that_is_no_longer_waited_for_opens_nothing() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>dia.csv<enter><esc>");
    assert_eq!(wish(&screen), Some(&CatalogWork::CancelReading));
    assert!(screen.shows("Danh mục giữ nguyên.") && typed(&screen) == "a.csv");
    screen.send(Msg::Catalog(CatalogMsg::ListCompared(1)));
    assert!(screen.model.import_prompt().is_some());
    screen.press("<enter>");
    screen.send(Msg::Catalog(CatalogMsg::ListCompared(1)));
    assert_eq!(
        screen
            .model
            .import_prompt()
            .map(|prompt| prompt.input.text()),
        Some("a.csv")
    );
    screen.send(Msg::Catalog(CatalogMsg::ListCompared(2)));
    assert_eq!(wish(&screen), Some(&CatalogWork::OpenImportReview));
}

#[test]
fn a_doubtful_encoding_is_asked_about_with_the_letters_of_every_question() {
    for (key, answer) in [("y", true), ("c", true), ("n", false), ("k", false)] {
        let mut screen = Screen::new(80, 24);
        screen.press("<enter>dia.csv<enter>");
        let lines = vec!["đọc theo bảng mã tcvn3".to_owned(), "  Chả mực".to_owned()];
        screen.send(Msg::Catalog(CatalogMsg::EncodingAsked {
            attempt: 1,
            lines,
        }));
        assert!(screen.shows("Chả mực") && screen.shows("Đọc như vậy đúng chưa?"));
        screen.press(key);
        assert_eq!(
            wish(&screen),
            Some(&CatalogWork::ConfirmEncoding(answer)),
            "{key}"
        );
    }
}

#[test]
fn what_was_published_is_opened_with_the_same_question_and_product() {
    let mut screen = Screen::new(120, 40);
    screen.press("ruou<enter>jj");
    screen.send(Msg::Catalog(CatalogMsg::Publishing));
    assert!(screen.shows("Đang ghi…"));
    screen.press("<esc>x");
    let writing = screen.model.import_prompt().map(|prompt| &prompt.step);
    assert!(matches!(writing, Some(ImportStep::Publishing { .. })));
    // Nothing is typed there: the key that leaves the program leaves it, and the work is finished.
    assert!(!screen.wishes.contains(&Effect::Quit));
    screen.press("Q");
    assert_eq!(screen.wishes.last(), Some(&Effect::Quit));
    screen.send(Msg::Catalog(CatalogMsg::Progress("Ghi 10/20".into())));
    assert!(screen.shows("Ghi 10/20"));
    screen.send(Msg::Catalog(CatalogMsg::Published(
        "Đã ghi bản số 2".into(),
    )));
    let reload = Effect::Request(WorkerRequest::Reload);
    assert_eq!(screen.wishes.last(), Some(&reload));
    assert!(
        screen.shows("Đã ghi bản số 2. Quay lại bản trước: d h"),
        "{}",
        screen.text()
    );
    assert!(screen.shows("[ Sản phẩm 3/18 ]") && screen.model.input.text() == "ruou");
}

#[test]
fn where_nothing_can_be_written_the_prompt_closes_and_says_so() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>di");
    let sentence = "Lỗi: đang ở chế độ chỉ đọc".to_owned();
    screen.send(Msg::Catalog(CatalogMsg::Refused(sentence)));
    assert!(screen.shows("đang ở chế độ chỉ đọc") && screen.shows("[ Sản phẩm 1/"));
}

#[test]
fn the_palette_finds_history_and_import_by_what_people_call_them() {
    let name = |name: &str, screen: &Screen| {
        let mut rows = ACTION_TABLE.iter();
        let row = rows.find(|row| row.name == name && row.context == KeyContext::Anywhere);
        row.unwrap().label(&screen.model.locale)
    };
    for (words, action) in [
        ("lich su", "history"),
        ("quay ve", "history"),
        ("nhap", "import_list"),
        ("excel", "import_list"),
        ("rollback", "history"),
    ] {
        let mut screen = Screen::new(100, 40);
        screen.press("<enter>?").press(words);
        let label = name(action, &screen);
        assert!(screen.shows(&label), "{words}: {label}\n{}", screen.text());
    }
}
