//! Product lists on the screen: products added by keys, what is left of them, undo, and what the record tells.

use jiff::Timestamp;
use ocop::work::lists::list_act::ListDetail;
use ocop::work::lists::list_drafts::draft_visitor_question;
use ocop::work::store::open_work::OpenWork;

use crate::support::screen::Screen;

#[test]
fn a_row_a_selection_and_a_whole_answer_are_added_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou<enter>");
    screen.press("al").press("Hội chợ Tết");
    assert!(
        screen.shows("Lập danh sách mới “Hội chợ Tết”"),
        "{}",
        screen.text()
    );
    screen.press("<enter>");
    let told = "Thêm 1 sản phẩm vào “Hội chợ Tết”";
    assert!(screen.shows(told), "{}", screen.text());
    let entries = |screen: &Screen| screen.model.work.lists.lists[0].entries.len();
    assert_eq!(entries(&screen), 1);
    assert!(
        screen.shows("Danh sách") && screen.shows("Hội chợ Tết"),
        "{}",
        screen.text()
    );
    // The selection; what is there already is not added again.
    screen.press("  ").press("al<enter>");
    assert_eq!(entries(&screen), 2);
    // All products of the question.
    screen.press("V").press("al<tab>");
    assert!(
        screen.shows("Thêm 18 sản phẩm vào danh sách"),
        "{}",
        screen.text()
    );
    screen.press("<enter>");
    assert_eq!(entries(&screen), 18);
    screen.press("u");
    assert_eq!(entries(&screen), 2);
    // The steps of the selection come between.
    for _ in 0..5 {
        screen.press("u");
    }
    assert!(
        screen.model.work.lists.lists.is_empty(),
        "{}",
        screen.text()
    );
    screen.press("U");
    assert_eq!(entries(&screen), 1);
}

#[test]
fn what_is_left_is_said_in_the_list_of_the_product() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou<enter>").press("alHội chợ Tết<enter>");
    screen.press("as");
    for row in [
        "còn: Hội chợ Tết",
        "sắp hết: Hội chợ Tết",
        "hết: Hội chợ Tết",
    ] {
        assert!(screen.shows(row), "{row}\n{}", screen.text());
    }
    screen.press("<down><down><enter>");
    assert!(screen.shows("“Hội chợ Tết”: hết"), "{}", screen.text());
    let is_sold_out = |screen: &Screen| screen.model.work.lists.lists[0].entries[0].is_sold_out();
    assert!(is_sold_out(&screen));
    screen.press("as");
    assert!(
        screen.shows("hết: Hội chợ Tết (đang ghi)"),
        "{}",
        screen.text()
    );
    screen.press("<esc>u");
    assert!(!is_sold_out(&screen));
    // A product in no list says how it gets into one.
    screen.press("j").press("as");
    assert!(screen.shows("chưa ở danh sách nào"), "{}", screen.text());
    // A name that is taken is no second list.
    screen.press("alhoi cho tet");
    assert!(!screen.shows("Lập danh sách mới"), "{}", screen.text());
}

#[test]
fn a_list_that_somebody_renames_or_asks_in_is_found_by_its_name_of_now() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou<enter>").press("alHội chợ Tết<enter>");
    let list = screen.model.work.lists.lists[0].id;
    let mut other = OpenWork::open(&folder.path().join("work.db"), "bình").unwrap();
    let question = draft_visitor_question(list, "kẹo dừa", false);
    other.record(vec![question], Timestamp::UNIX_EPOCH).unwrap();
    screen.press("as<esc>");
    assert_eq!(screen.model.work.lists.lists[0].questions.len(), 1);
    screen.press("/danh_sach:\"hoi cho tet\"<enter>");
    assert_eq!(screen.model.total(), 1, "{}", screen.text());
    let name = ListDetail::Name("Hội chợ Xuân".to_owned());
    let renamed = other.log().draft_list_detail(list, name);
    other.record(vec![renamed], Timestamp::UNIX_EPOCH).unwrap();
    screen.press("as<esc>");
    screen.press("/danh_sach:\"hoi cho xuan\"<enter>");
    assert_eq!(screen.model.total(), 1, "{}", screen.text());
    assert!(screen.shows("Hội chợ Xuân"), "{}", screen.text());
}
