//! The fair mode: look-ups of real kinds, the next question, each key, pauses, windows, and what a stranger's hands do.

use std::path::Path;

use ocop::app::fair::fair_keys::FAIR_KEYS;
use ocop::app::fair::model::{FairRest, QUESTION_REST, VISITOR_REST};
use ocop::app::key::{KeyCode, KeyPress};
use ocop::app::msg::Msg;
use ocop::wording::locale::{Language, Locale};
use ocop::work::events::event_body::WorkAct;
use ocop::work::lists::entry_subject::EntryKey;
use ocop::work::lists::list_act::Stock;
use ocop::work::lists::product_list::{ListEntry, ProductList};
use ocop::work::store::open_work::OpenWork;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::support::fair::{Fair, Opening, read_list};

const WINDOWS: [(u16, u16); 2] = [(80, 24), (120, 30)];

fn list(folder: &Path) -> ProductList {
    read_list(&folder.join("work.db"))
}

fn entry(folder: &Path, id: &str) -> ListEntry {
    let key = EntryKey::Product(id.to_owned());
    list(folder).find_entry(&key).unwrap().clone()
}

#[test]
fn a_card_says_everything_without_scrolling() {
    for size in WINDOWS {
        let folder = tempfile::tempdir().unwrap();
        let mut fair = Fair::open(folder.path(), size);
        fair.press("trung vit<enter>");
        for told in [
            "Trứng vịt biển Đồng Rui",
            "**** ",
            "4 sao",
            "hạn trong năm 2026",
            "HTX chăn nuôi và dịch vụ Đồng Tiến",
            "Đồng Rui",
            "(cũ: Xã Đồng Rui, Tiên Yên)",
            "0203 3821 234",
            "A02",
            "45.000 đ/chục",
            "còn",
        ] {
            fair.assert_shows(told);
        }
    }
}

#[test]
fn stars_that_are_over_are_told_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("ga tien yen");
    fair.assert_shows("3 sao · HẾT HẠN trong năm 2025");
    fair.press("<enter>hoa vang ba che<enter>");
    fair.assert_shows("đến 17/01/2028");
}

#[test]
fn the_code_stands_beside_a_card_where_there_is_room_and_fills_the_window_by_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut wide = Fair::open(folder.path(), (120, 30));
    wide.press("trung vit<enter>");
    wide.assert_shows("▀");
    wide.assert_hides("F8");
    let mut small = Fair::open(folder.path(), (80, 24));
    small.press("trung vit<enter>");
    small.assert_hides("▀▀▀");
    small.assert_shows("F8");
    small.press("<f8>");
    small.assert_shows("▀");
    small.assert_hides("A02");
    small.press("<esc>");
    small.assert_shows("A02");
    // A letter closes it and begins the next question.
    small.press("<f8>m");
    assert_eq!(small.line(), "m");
    small.assert_hides("▀▀▀");
}

#[test]
fn the_first_letter_behind_an_answer_replaces_the_words_and_backspace_and_arrows_edit_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("trung<enter>m");
    assert_eq!(fair.line(), "m");
    fair.press("uc<enter><backspace>");
    assert_eq!(fair.line(), "mu");
    fair.press("c<enter><left>x");
    assert_eq!(fair.line(), "muxc");
    // Digits are text: a stand, a telephone number, a price.
    fair.press("<enter>0912");
    assert_eq!(fair.line(), "0912");
    // A pause ends the question too, and then the line says so.
    assert_eq!(fair.rest(), Some(FairRest::Word));
    assert_eq!(
        fair.model.awaited_rest(),
        Some((QUESTION_REST, FairRest::Question))
    );
    fair.rest();
    fair.press("2");
    assert_eq!(fair.line(), "2");
    fair.send(Msg::Paste(" trà hoa\u{200b} vàng".to_owned()));
    assert_eq!(fair.line(), "2 trà hoa vàng");
    fair.press("<enter>");
    fair.send(Msg::Paste("rượu".to_owned()));
    assert_eq!(fair.line(), "rượu");
}

#[test]
fn accents_are_typed_as_in_the_search_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("<ctrl-g>");
    fair.assert_shows("Telex");
    fair.press("trwsng");
    assert_eq!(fair.line(), "trứng");
    assert!(fair.selected().starts_with("Trứng"), "{}", fair.text());
}

#[test]
fn among_several_arrows_move_and_enter_takes_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("ruou");
    fair.assert_shows("3 sản phẩm");
    let first = fair.selected();
    fair.press("<down>");
    let second = fair.selected();
    assert_ne!(first, second);
    fair.assert_shows(&first);
    fair.press("<enter>");
    assert_eq!(fair.selected(), second);
    fair.assert_hides(&first);
    fair.press("<up>");
    assert_eq!(fair.selected(), first);
    fair.assert_shows(&second);
    fair.press("<up><up><up>");
    assert_eq!(fair.selected(), first);
    fair.press("<pgdn><down>");
    assert_ne!(fair.selected(), first);
}

#[test]
fn what_is_in_no_catalogue_is_found_and_shown_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("một nắng<enter>");
    for told in [
        "Mực một nắng bà Tư",
        "280.000 đ/kg",
        "D07",
        "ngoài danh mục",
        "Hộ bà Tư Vân Đồn",
    ] {
        fair.assert_shows(told);
    }
    fair.press("<f2>");
    let list = list(folder.path());
    assert!(list.entries.last().unwrap().is_sold_out());
    fair.assert_shows("ĐÃ HẾT HÀNG");
    // It has no QR code.
    fair.press("<f8>");
    fair.assert_shows("không có mã QR");
}

#[test]
fn sold_out_and_there_again_by_one_key_and_taken_back_by_another() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("trung vit<f2>");
    fair.assert_shows("Đã lưu: hết hàng Trứng vịt biển Đồng Rui");
    fair.assert_shows("ĐÃ HẾT HÀNG");
    fair.assert_shows("11 sản phẩm, 1 đã hết");
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::SoldOut));
    // On a keyboard without function keys.
    fair.press("<ctrl-x>");
    fair.assert_shows("2 có  4 ghi  5 cả  6 chủ thể");
    fair.press("2");
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::InStock));
    fair.press("<ctrl-z>");
    fair.assert_shows("Đã lưu: bỏ có lại");
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::SoldOut));
    fair.press("<ctrl-z>");
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::InStock));
    fair.press("<ctrl-z>");
    fair.assert_shows("Chưa có việc nào để bỏ");
    // An act ends the question.
    fair.press("<f2>m");
    assert_eq!(fair.line(), "m");
    // Without a product there is nothing to sell.
    fair.press("<esc><f2>");
    fair.assert_shows("Chưa có sản phẩm nào");
}

#[test]
fn escape_and_the_next_letter_in_one_piece_begin_a_question_and_do_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    for digit in '0'..='9' {
        fair.press("trung vit");
        fair.press(&format!("<alt-{digit}>"));
        assert_eq!(fair.line(), digit.to_string());
        fair.press("<esc>trung vit");
        for letter in ["b", "f", "d"] {
            fair.press(&format!("<alt-{letter}>"));
            assert_eq!(fair.line(), letter);
        }
        fair.press("<esc>");
    }
    assert!(fair.model.acts.done.is_empty() && fair.model.acts.unsaved.is_empty());
    assert!(!fair.model.is_whole_catalogue && fair.model.panel.is_none());
    // The prefix alone does nothing, and Escape takes it back.
    fair.press("trung vit<ctrl-x><esc>");
    assert_eq!(fair.line(), "trung vit");
    fair.press("<ctrl-x>m");
    assert_eq!(fair.line(), "trung vitm");
    assert!(fair.model.acts.done.is_empty());
}

#[test]
fn a_remark_is_kept_while_it_is_typed_and_saved_by_enter() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("trung vit<f4>mai có thêm");
    fair.assert_shows("Ghi chú cho");
    // The laptop is switched off: what was typed is there again.
    let mut later = Fair::open(folder.path(), (80, 24));
    later.press("trung vit<f4>");
    later.assert_shows("mai có thêm");
    later.press(" 2 chục<enter>");
    later.assert_shows("Đã lưu: ghi chú cho Trứng vịt");
    assert_eq!(
        entry(folder.path(), "qn-011").remark.as_deref(),
        Some("mai có thêm 2 chục")
    );
    later.assert_shows("mai có thêm 2 chục");
    assert!(later.model.drafts.is_empty());
    later.press("<f4><ctrl-u>x<esc>");
    later.assert_shows("Ghi chú gõ dở còn đó");
    later.press("<f4>");
    later.assert_shows(": x");
    later.press("<ctrl-u><enter>");
    assert_eq!(entry(folder.path(), "qn-011").remark, None);
    later.press("<ctrl-z>");
    later.assert_shows("mai có thêm 2 chục");
}

#[test]
fn the_whole_catalogue_is_one_key_away_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("ngoc trai");
    fair.assert_shows("Không có trong danh sách");
    fair.assert_shows("Cả danh mục có 3: F5");
    fair.press("<f5>");
    fair.assert_shows("CẢ DANH MỤC");
    fair.assert_shows("Ngọc trai");
    fair.assert_shows("chỉ có trong danh mục");
    // What is not in the list is not sold here.
    fair.press("<f2>");
    fair.assert_shows("Không có trong danh sách này");
    assert!(fair.model.acts.unsaved.is_empty());
    // In the list again.
    fair.press("<f5>");
    fair.assert_shows("Không có trong danh sách");
    fair.assert_hides("CẢ DANH MỤC");
    fair.press("<f5><esc>");
    fair.assert_hides("CẢ DANH MỤC");
}

#[test]
fn also_by_this_producer_is_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("nam lim<f6>");
    fair.assert_shows("Cũng của HTX kinh doanh dịch vụ lâm sản");
    fair.assert_shows("Rượu ba kích Ba Chẽ");
    fair.assert_shows("Rượu nấm lim xanh Ba Chẽ");
    assert_eq!(fair.selected(), "Rượu ba kích Ba Chẽ");
    // A letter asks the next question.
    fair.press("trung<f6>");
    fair.assert_shows("chỉ có sản phẩm này ở đây");
    fair.press("muc ong<f6>");
    fair.assert_shows("Chưa biết chủ thể");
}

#[test]
fn two_products_stand_beside_each_other() {
    for size in [(80, 24), (120, 30), (40, 12)] {
        let folder = tempfile::tempdir().unwrap();
        let mut fair = Fair::open(folder.path(), size);
        fair.press("trung vit<f7>");
        fair.assert_shows("So với Trứng vịt");
        fair.press("muc ong<f7>");
        for told in ["Trứng vịt", "Mực ống", "45.000 đ/chục", "950.000 đ/kg"] {
            fair.assert_shows(told);
        }
        fair.press("<f7>");
        fair.assert_hides("45.000 đ/chục");
        assert_eq!(fair.selected(), "Mực ống Cô Tô khô");
        fair.press("<f7>tr<f7>h");
        assert_eq!(fair.line(), "h");
    }
}

#[test]
fn after_a_minute_without_a_key_the_next_visitor_finds_it_empty() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    assert_eq!(fair.model.awaited_rest(), None);
    fair.press("trung vit<f7><f5>");
    assert_eq!(
        fair.model.awaited_rest(),
        Some((VISITOR_REST, FairRest::Visitor))
    );
    fair.wait_for_next_visitor();
    assert_eq!(fair.line(), "");
    fair.assert_shows("Gõ để hỏi");
    fair.assert_hides("CẢ DANH MỤC");
    for open in [
        "trung<f4>gọi lại",
        "trung<f8>",
        "trung<f7>muc<f7>",
        "<ctrl-q>",
        "xyzxyz",
    ] {
        fair.press(open);
        fair.wait_for_next_visitor();
        fair.assert_shows("Gõ để hỏi");
        assert!(!fair.has_left);
    }
    // A remark half typed is kept.
    fair.press("trung<f4>");
    fair.assert_shows("gọi lại");
}

#[test]
fn prices_stock_and_stands_of_another_laptop_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let opening = Opening {
        folder: folder.path(),
        size: (80, 24),
        language: Language::Vi,
        is_ascii: false,
        counts_questions: false,
    };
    let mut one = Fair::open_as("an", &opening);
    let mut other = Fair::open_as("bình", &opening);
    one.press("trung vit");
    other.press("trung vit<f2>");
    one.press("<enter>t");
    one.press("rung vit");
    one.assert_shows("ĐÃ HẾT HÀNG");
    // Both at once: both stand, and that is told.
    one.press("<f4>ở an<enter>");
    other.press("<f4>ở bình<enter>");
    one.press("<enter>trung vit");
    one.assert_shows("Ghi khác nhau: ghi chú ở an (an) / ở bình (bình)");
    // Undoing is for one's own acts.
    one.press("<ctrl-z><ctrl-z>");
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::SoldOut));
}

#[test]
fn a_busy_store_is_waited_for_and_a_failed_act_is_saved_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    let other = rusqlite::Connection::open(folder.path().join("work.db")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    fair.press("trung vit<f2>");
    fair.assert_shows("đang chờ lưu: 1");
    fair.assert_hides("Đã lưu");
    // Questions go on meanwhile.
    fair.press("muc ong");
    assert_eq!(fair.selected(), "Mực ống Cô Tô khô");
    fair.assert_shows("đang chờ lưu: 1");
    other.execute_batch("COMMIT").unwrap();
    fair.retry_work();
    fair.assert_shows("Đã lưu: hết hàng Trứng vịt");
    fair.assert_hides("đang chờ");
    let refuse =
        "CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'disk full'); END";
    other.execute_batch(refuse).unwrap();
    fair.press("<f2>");
    fair.press("x");
    fair.assert_shows("CHƯA LƯU ĐƯỢC 1: Ctrl-S");
    other.execute_batch("DROP TRIGGER full").unwrap();
    fair.press("<ctrl-s>");
    fair.assert_hides("CHƯA LƯU");
    assert!(fair.model.acts.unsaved.is_empty());
    assert_eq!(entry(folder.path(), "qn-015").stock, Some(Stock::SoldOut));
    fair.press("<ctrl-s>");
    fair.assert_shows("Mọi việc đã lưu");
}

#[test]
fn keys_typed_ahead_of_the_answer_act_on_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("muc ong<enter>");
    fair.is_slow = true;
    fair.press("trung vit<f2>m");
    assert!(fair.model.acts.done.is_empty());
    fair.answer();
    assert_eq!(entry(folder.path(), "qn-011").stock, Some(Stock::SoldOut));
    assert_eq!(entry(folder.path(), "qn-015").stock, Some(Stock::InStock));
    assert_eq!(fair.line(), "m");
}

#[test]
fn leaving_takes_a_word_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("<ctrl-c><ctrl-d><ctrl-z>q<esc>Q<esc><esc><esc><ctrl-q><ctrl-q><enter>");
    assert!(!fair.has_left);
    fair.press("<ctrl-q>thoa<enter>");
    fair.assert_shows("Vẫn ở chế độ hội chợ");
    fair.press("<ctrl-q>thoat<esc>");
    assert!(!fair.has_left);
    fair.press("<ctrl-q>");
    fair.assert_shows("Gõ thoat rồi Enter");
    fair.send(Msg::Paste("thoat".to_owned()));
    fair.press("<enter>");
    assert!(!fair.has_left);
    fair.press("<ctrl-q>thoát<enter>");
    assert!(fair.has_left);
}

#[test]
fn every_window_shows_what_was_asked_and_ascii_has_no_other_signs() {
    let folder = tempfile::tempdir().unwrap();
    for size in [
        (40, 10),
        (40, 12),
        (60, 16),
        (80, 24),
        (120, 30),
        (200, 60),
        (500, 200),
    ] {
        for is_ascii in [false, true] {
            let mut fair = Fair::open_as(
                "an",
                &Opening {
                    folder: folder.path(),
                    size,
                    language: Language::En,
                    is_ascii,
                    counts_questions: true,
                },
            );
            fair.assert_shows("Type to ask");
            fair.press("trung vit");
            for told in [
                "Trứng vịt biển Đồng Rui",
                "4-star",
                "45,000 đ/chục",
                "0203 3821 234",
            ] {
                fair.assert_shows(told);
            }
            fair.press("<enter>ruou");
            fair.assert_shows("> ");
            fair.press("<enter><f7>muc<f7>");
            fair.press("<esc><f8>");
            let text = fair.text();
            assert!(
                !is_ascii || !text.contains(['▀', '·', '…', '│', '–']),
                "{size:?}\n{text}"
            );
            fair.press("<esc><f4>remark<esc><esc>");
        }
    }
    let mut tiny = Fair::open(folder.path(), (39, 9));
    tiny.press("trung vit<f2><esc>");
    tiny.assert_shows("");
}

#[test]
fn random_keys_leave_nothing_but_acts_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::counting(folder.path());
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Esc,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
    ]);
    let code = prop_oneof![
        6 => prop::sample::select("abcdehiklmnotuvxy 0123456789ăâđêôơưạắ:\"'-".chars().collect::<Vec<_>>())
            .prop_map(KeyCode::Char),
        1 => any::<char>().prop_map(KeyCode::Char),
        3 => named,
        3 => (1_u8..=12).prop_map(KeyCode::F),
    ];
    let press = (code, prop::bool::weighted(0.15), prop::bool::weighted(0.1));
    let press = press.prop_map(|(code, ctrl, alt)| KeyPress {
        code,
        ctrl,
        alt,
        shift: false,
    });
    let mut runner = TestRunner::new(Config::default());
    let keys = prop::collection::vec(press, 1500)
        .new_tree(&mut runner)
        .unwrap()
        .current();
    for (number, key) in keys.into_iter().enumerate() {
        fair.send(Msg::Key(key));
        if number % 97 == 0 {
            fair.rest();
        }
        if number % 301 == 0 {
            fair.text();
        }
    }
    assert!(!fair.has_left);
    // Never stuck: the next visitor finds an empty screen, and is answered.
    fair.wait_for_next_visitor();
    fair.press("trung vit");
    assert!(fair.selected().starts_with("Trứng vịt"), "{}", fair.text());
    let work = OpenWork::open(&folder.path().join("work.db"), "an").unwrap();
    for event in work.log().events() {
        let act = event.act().unwrap();
        let is_of_list = matches!(
            act,
            WorkAct::ListStarted(_) | WorkAct::InList { .. } | WorkAct::Undone
        );
        assert!(is_of_list, "{act:?}");
    }
    assert_eq!(list(folder.path()).entries.len(), 11);
    let files = std::fs::read_dir(folder.path()).unwrap();
    for name in files.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        assert!(name.starts_with("work"), "{name}");
    }
}

#[test]
fn the_help_names_every_key_in_both_languages() {
    let topic = ocop::docs::find_help_topic("fair").unwrap();
    for language in [Language::Vi, Language::En] {
        let locale = Locale::new(language);
        let text = topic.render_text(&locale, false);
        for row in FAIR_KEYS {
            for key in row.keys.split(' ').take(1) {
                let key = ocop::app::keymap::format_key_sequence(key);
                assert!(text.contains(&key), "{key}");
            }
            let name = format!("fair_key.{}", row.name);
            assert!(locale.get(&name).is_some(), "{name}");
        }
    }
}
