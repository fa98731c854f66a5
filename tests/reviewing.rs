//! Reviewing by single keys: verdicts, what is next, undo, remarks, the progress; alone and with others on one store.

use std::path::Path;

use ocop::app::msg::Msg;
use ocop::app::store_work::{WorkMsg, WorkOverview};

use crate::support::built_in::of_all;
use crate::support::screen::Screen;

/// A screen on a store where "an" has started a review of these words.
fn reviewing(folder: &Path, words: &str) -> Screen {
    let mut screen = Screen::new(130, 30).with_work(folder, "an");
    screen.press(words).press("<enter>wwQuý IV<enter>");
    screen
}

fn person(folder: &Path, name: &str) -> Screen {
    let mut screen = Screen::new(130, 30).with_work(folder, name);
    screen.press("ruou<enter>");
    screen
}

/// The name in the selected row.
fn selected(screen: &Screen) -> String {
    screen.model.selected_hit().unwrap().product.name.clone()
}

#[test]
fn a_review_of_the_whole_catalogue_takes_one_key_a_product() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(80, 24).with_work(folder.path(), "an");
    screen.press("<enter>wwQuý IV<enter>");
    assert!(screen.shows("xong 0/157"), "{}", screen.text());
    assert!(screen.shows("1 đúng  2 sửa"), "{}", screen.text());
    for number in 0..157 {
        screen.hurry(["1", "2", "3"][number % 3]);
    }
    assert!(screen.shows("157"), "{}", screen.text());
    assert!(screen.shows("đã rà soát xong cả 157 sản phẩm"));
    screen.press("wp");
    for line in ["157/157", "đúng", "53", "cần sửa", "52", "an", "không hạn"] {
        assert!(screen.shows(line), "{line}\n{}", screen.text());
    }
    screen.press("<esc>j");
    assert!(screen.shows("Quý IV 157/157"), "{}", screen.text());
    assert!(screen.shows("đã lưu"));
}

#[test]
fn a_verdict_goes_on_to_what_is_not_reviewed_and_is_told_in_list_and_record() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    let first = selected(&screen);
    screen.press("2");
    assert_ne!(selected(&screen), first);
    assert!(screen.shows("Quý IV 1/18"), "{}", screen.text());
    // The row has its sign, the record who said what.
    screen.press("k");
    assert_eq!(selected(&screen), first);
    assert!(screen.shows(">! "), "{}", screen.text());
    assert!(screen.shows("cần sửa (an,"), "{}", screen.text());
    // Postponed products are passed over, and n and N go round.
    screen.press("jp");
    let third = selected(&screen);
    screen.press("gg").press("n");
    assert_eq!(selected(&screen), third);
    screen.press("N");
    assert!(screen.shows("18/18"), "{}", screen.text());
    // Another verdict takes the place of one's own.
    screen.press("gg").press("1").press("gg");
    assert!(screen.shows("đúng (an,"), "{}", screen.text());
    assert!(screen.shows("Quý IV 1/18"), "{}", screen.text());
}

#[test]
fn without_a_review_the_digits_pick_suggestions_and_the_keys_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(80, 24).with_work(folder.path(), "an");
    screen.press("ruou<enter>1");
    assert!(!screen.shows("Rà soát"), "{}", screen.text());
    screen.press("wp");
    assert!(
        screen.shows("Chưa mở đợt rà soát nào: w w"),
        "{}",
        screen.text()
    );
    // An empty list takes the digits for its suggestions, also while a review is open.
    screen.press("wwĐợt một<enter>");
    assert!(screen.shows("“Đợt một”: xong 0/18"), "{}", screen.text());
    screen.press("/sao:5 ruou gao<enter>");
    let before = screen.text();
    assert!(screen.shows("1 "), "{before}");
    screen.press("1");
    assert_ne!(screen.text(), before);
    assert_eq!(screen.model.work.unsaved.len(), 0);
    assert_eq!(screen.model.work.open.as_ref().unwrap().progress.done, 0);
}

#[test]
fn undo_takes_back_acts_and_queries_in_the_order_in_which_they_happened() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    let first = selected(&screen);
    screen.press("5");
    screen.press("os");
    screen.press("u");
    assert!(screen.shows("1/18"), "{}", screen.text());
    screen.press("u");
    let told = format!("Hoàn tác: kết luận “ngừng sản xuất” cho {first}");
    assert!(screen.shows(&told), "{}", screen.text());
    screen.press("<esc>");
    assert!(screen.shows("Quý IV 0/18"), "{}", screen.text());
    screen.press("U");
    assert!(screen.shows("Làm lại: kết luận"), "{}", screen.text());
    screen.press("<esc>");
    assert!(screen.shows("Quý IV 1/18"), "{}", screen.text());
    screen.press("uU").press("u<esc>");
    assert!(screen.shows("Quý IV 0/18"), "{}", screen.text());
}

#[test]
fn a_verdict_on_a_selection_is_asked_for_once_more_with_its_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    screen.press("<space><space><space>1");
    assert!(
        screen.shows("3 sản phẩm đang chọn: bấm 1 lần nữa"),
        "{}",
        screen.text()
    );
    // Another key does not confirm.
    screen.press("j1");
    assert!(screen.shows("3 sản phẩm đang chọn"), "{}", screen.text());
    screen.press("1V<esc>");
    assert!(screen.shows("Quý IV 3/18"), "{}", screen.text());
    screen.press("uu<esc>");
    assert!(screen.shows("Quý IV 0/18"), "{}", screen.text());
}

#[test]
fn a_remark_is_kept_while_it_is_typed_and_saved_by_enter() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    let name = selected(&screen);
    screen.press("rgọi lại");
    assert!(screen.shows("Ghi chú cho"), "{}", screen.text());
    // The line is cut: another sitting of the same person finds what was typed.
    let mut later = person(folder.path(), "an");
    assert!(
        later
            .model
            .work
            .drafts
            .values()
            .any(|text| text == "gọi lại")
    );
    assert_eq!(selected(&later), name);
    later.press("r tuần sau<enter>");
    assert!(later.shows("gọi lại tuần sau (an,"), "{}", later.text());
    assert!(later.shows("¶"), "{}", later.text());
    assert!(later.model.work.drafts.is_empty());
    // One's own remark is changed, and an empty one takes it back.
    later.press("r<ctrl-u>số sai<enter>");
    assert!(
        later.shows("số sai (an,") && !later.shows("gọi lại"),
        "{}",
        later.text()
    );
    later.press("u<esc>");
    assert!(later.shows("gọi lại tuần sau (an,"), "{}", later.text());
    // Escape keeps a draft.
    later.press("r!<esc>");
    assert!(later.shows("Ghi chú gõ dở còn đó"), "{}", later.text());
    later.press("r");
    assert!(later.shows("gọi lại tuần sau!"), "{}", later.text());
}

#[test]
fn two_people_see_what_the_other_said_and_never_undo_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut an = reviewing(folder.path(), "ruou");
    let mut binh = person(folder.path(), "bình");
    assert!(binh.shows("Quý IV 0/18"), "{}", binh.text());
    an.press("1");
    binh.press("n");
    assert!(binh.shows("Quý IV 1/18"), "{}", binh.text());
    // The same product otherwise: both stand, and it is a disagreement.
    binh.press("gg2").press("k");
    assert!(
        binh.shows("≠") && binh.shows("có bất đồng"),
        "{}",
        binh.text()
    );
    an.press("wp");
    assert!(an.shows("Bất đồng"), "{}", an.text());
    an.press("<esc>u<esc>");
    binh.press("ngg");
    assert!(binh.shows("cần sửa (bình,"), "{}", binh.text());
    assert!(!binh.shows("đúng (an,"), "{}", binh.text());
    // Nothing is left of bình's own acts to undo but the one verdict.
    binh.press("uuuu");
    an.press("n");
    assert_eq!(an.model.work.open.as_ref().unwrap().progress.done, 0);
    assert!(an.shows("0/18"), "{}", an.text());
}

#[test]
fn two_screens_of_one_person_never_undo_each_others_acts() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = reviewing(folder.path(), "ruou");
    let mut other = person(folder.path(), "an");
    one.press("1");
    other.press("n");
    other.press("2");
    other.press("uuu");
    one.press("n<esc>");
    assert!(one.shows("Quý IV 1/18"), "{}", one.text());
    one.press("u");
    assert!(one.shows("Hoàn tác: kết luận “đúng”"), "{}", one.text());
}

#[test]
fn a_locked_store_lets_the_screen_live_and_the_act_wait() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    let other = rusqlite::Connection::open(folder.path().join("work.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let first = selected(&screen);
    screen.press("1");
    assert_ne!(selected(&screen), first);
    assert!(screen.shows("đang chờ kho"), "{}", screen.text());
    assert!(screen.shows("0/18"), "{}", screen.text());
    screen.press("j");
    assert!(screen.shows("đang chờ kho"), "{}", screen.text());
    other.execute_batch("COMMIT").unwrap();
    screen.retry_work();
    assert!(
        screen.shows("Quý IV 1/18") && screen.shows("đã lưu"),
        "{}",
        screen.text()
    );
}

#[test]
fn an_act_that_cannot_be_written_stays_until_it_is_saved_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    let other = rusqlite::Connection::open(folder.path().join("work.db")).unwrap();
    let refuse =
        "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'disk full'); END";
    other.execute_batch(refuse).unwrap();
    screen.press("1");
    assert!(screen.shows("ForeignSchema"), "{}", screen.text());
    screen.press("2");
    assert!(screen.shows("CHƯA LƯU ĐƯỢC 2, w s"), "{}", screen.text());
    other.execute_batch("DROP TRIGGER full").unwrap();
    screen.press("ws<esc>");
    assert!(
        screen.shows("Quý IV 2/18") && screen.shows("đã lưu"),
        "{}",
        screen.text()
    );
    screen.press("ws");
    assert!(
        screen.shows("Không có gì phải lưu lại"),
        "{}",
        screen.text()
    );
}

#[test]
fn what_was_reviewed_is_a_filter_of_the_next_question() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    screen.press("112");
    screen.press("/<ctrl-u>ket_luan:dung<enter>");
    assert!(screen.shows("2 / 157"), "{}", screen.text());
    screen.press("/<ctrl-u>ket_luan:can-sua<enter>");
    assert!(screen.shows("1 / 157"), "{}", screen.text());
}

#[test]
fn keys_typed_ahead_of_a_list_judge_what_it_would_have_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    screen.slow = true;
    screen.hurry("O11");
    screen.slow = false;
    screen.answer();
    assert!(screen.shows("Quý IV 2/18"), "{}", screen.text());
    screen.press("gg");
    assert!(screen.shows("đúng (an,"), "{}", screen.text());
}

#[test]
fn what_is_judged_again_at_the_end_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    for _ in 0..18 {
        screen.press("1");
    }
    screen.press("2");
    assert!(
        screen.shows("đã rà soát xong cả 18 sản phẩm"),
        "{}",
        screen.text()
    );
    screen.press("<esc>gg3");
    assert!(screen.shows("cả 18 sản phẩm"), "{}", screen.text());
    assert!(!screen.shows("19/18"), "{}", screen.text());
}

#[test]
fn the_menu_starts_opens_and_puts_away_reviews() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path(), "ruou");
    screen.press("wwSổ tay @31/12/2026");
    assert!(
        screen.shows("với 18 sản phẩm đang liệt kê, hạn 31/12"),
        "{}",
        screen.text()
    );
    screen.press("<enter>wp");
    assert!(
        screen.shows("Sổ tay") && screen.shows("31/12/2026"),
        "{}",
        screen.text()
    );
    screen.press("<esc>wwx @hôm nào<enter>");
    assert!(
        screen.shows("“hôm nào” chưa phải ngày hạn"),
        "{}",
        screen.text()
    );
    screen.press("<esc>/tra<enter>wwquy iv<enter>");
    assert!(screen.shows("“Quý IV”: xong 0/18"), "{}", screen.text());
    assert!(screen.shows("Sản phẩm 1/18"), "{}", screen.text());
    screen.press("ww<pgdn><enter>");
    assert!(screen.shows("Đã cất đợt rà soát"), "{}", screen.text());
    screen.press("<esc>");
    assert!(!screen.shows("Quý IV"), "{}", screen.text());
}

#[test]
fn the_review_is_told_on_small_windows_and_in_ascii() {
    use ocop::view::theme_name::ThemeName;
    use ocop::wording::locale::Language;
    let folder = tempfile::tempdir().unwrap();
    drop(reviewing(folder.path(), "ruou"));
    for (width, height) in [(40, 10), (60, 20), (80, 24), (200, 60)] {
        let screen = Screen::with(width, height, Language::En, ThemeName::Mono, true);
        let mut screen = screen.with_work(folder.path(), "an");
        screen.press("ruou<enter>2k");
        let text = screen.text();
        assert!(text.contains("1/18"), "{width}: {text}");
        assert!(text.contains(">! "), "{width}: {text}");
        assert!(!text.contains(['√', '·', '≠', '▄']), "{width}: {text}");
        screen.press("u");
    }
    assert!(of_all("157").contains("157"));
}

#[test]
fn a_review_that_a_command_opened_is_where_the_screen_begins() {
    let folder = tempfile::tempdir().unwrap();
    let opened = |folder: &Path| Screen::new(120, 30).with_work(folder, "an");
    opened(folder.path()).press("ruou<enter>wwQuý IV<enter>1");
    let mut screen = opened(folder.path());
    // A review that is open since before leaves the question alone.
    let total = |screen: &Screen| screen.model.page.as_ref().unwrap().total;
    assert!(total(&screen) > 18);
    let overview = |screen: &Screen| WorkOverview {
        author: "an".to_owned(),
        rounds: screen.model.work.rounds.clone(),
        products: screen.model.work.products.clone(),
        open: screen.model.work.open.clone(),
        begins_with_review: true,
        ..WorkOverview::default()
    };
    let told = overview(&screen);
    screen.send(Msg::Work(WorkMsg::Overview(Box::new(told))));
    assert_eq!(
        (total(&screen), screen.model.selected),
        (18, 1),
        "{}",
        screen.text()
    );
    // Who types already goes on typing.
    let mut screen = opened(folder.path());
    let told = overview(&screen);
    screen.press("cha muc");
    screen.send(Msg::Work(WorkMsg::Overview(Box::new(told))));
    assert_eq!(screen.model.input.text(), "cha muc");
}
