//! The fair mode: questions of real kinds, where one ends and the next begins, and what of them is counted.

use std::path::Path;

use ocop::app::fair::model::FairRest;
use ocop::work::lists::product_list::ProductList;

use crate::support::fair::{Fair, read_list};

const WINDOWS: [(u16, u16); 2] = [(80, 24), (120, 30)];

fn list(folder: &Path) -> ProductList {
    read_list(&folder.join("work.db"))
}

#[test]
fn questions_of_every_kind_show_the_whole_answer_after_their_last_letter() {
    for size in WINDOWS {
        let folder = tempfile::tempdir().unwrap();
        for (question, name) in [
            ("hoa v", "Trà hoa vàng"),
            ("trung vit", "Trứng vịt biển Đồng Rui"),
            ("nam lim", "Rượu nấm lim xanh Ba Chẽ"),
            ("dong tien", "Trứng vịt biển Đồng Rui"),
            ("dong rui", "Trứng vịt biển Đồng Rui"),
            ("tan lap", "Chân giò nướng Ba miền"),
            ("33821", "Trứng vịt biển Đồng Rui"),
            ("0987 654", "Chân giò nướng Ba miền"),
            ("a12", "Mực ống Cô Tô khô"),
            ("gian d07", "Mực một nắng bà Tư"),
            ("muc duoi 300k", "Mực một nắng bà Tư"),
            ("từ 900k đến 1 triệu", "Trà hoa vàng Quy Hoa"),
            ("rượu 200-230k", "Rượu Ba kích tím"),
            ("nang ba tu", "Mực một nắng bà Tư"),
            ("mực ống giá bao nhiêu", "Mực ống Cô Tô khô"),
        ] {
            let mut fair = Fair::open(folder.path(), size);
            fair.press(question);
            assert!(
                fair.selected().starts_with(name),
                "{question}\n{}",
                fair.text()
            );
            fair.assert_shows(name);
        }
    }
}

#[test]
fn what_visitors_ask_is_counted_only_where_it_is_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut silent = Fair::open(folder.path(), (80, 24));
    silent.press("trung vit<enter>");
    silent.assert_hides("F3");
    silent.press("<f3>");
    silent.assert_shows("Chưa bật đếm khách hỏi");
    silent.press("xyzxyz<enter><esc>");
    let list_before = list(folder.path());
    assert!(list_before.asked.is_empty() && list_before.questions.is_empty());

    let mut fair = Fair::counting(folder.path());
    fair.press("trung vit<enter>");
    fair.assert_shows("Đã lưu: khách hỏi Trứng vịt");
    fair.assert_shows("F3");
    // The same question taken once more is the same visitor; the key is another one.
    fair.press("<enter>");
    assert_eq!(list(folder.path()).asked[0].count(), 1);
    fair.press("<f3>");
    assert_eq!(list(folder.path()).asked[0].count(), 2);
    fair.press("<ctrl-z>");
    assert_eq!(list(folder.path()).asked[0].count(), 1);
    fair.press("trung vit<f3>");
    assert_eq!(list(folder.path()).asked[0].count(), 2);
    // What only the catalogue has was asked for as well.
    fair.press("ngoc trai<f5>");
    // Looking at one of several counts nobody, as its word says; Enter on its card does.
    fair.assert_shows("Enter xem");
    fair.press("<enter>");
    assert_eq!(list(folder.path()).asked.len(), 1);
    fair.assert_shows("Enter F3 khách hỏi");
    fair.press("<enter>");
    assert_eq!(list(folder.path()).asked.len(), 2);
}

#[test]
fn a_question_without_an_answer_is_counted_once_when_it_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let questions = || {
        let list = list(folder.path());
        let counted = list.questions.iter();
        counted
            .map(|open| (open.question.clone(), open.count()))
            .collect::<Vec<_>>()
    };
    let mut fair = Fair::counting(folder.path());
    fair.press("xyzxyz");
    assert_eq!(questions(), []);
    fair.press("<enter><enter>");
    assert_eq!(questions(), []);
    fair.press("m");
    assert_eq!(questions(), [("xyzxyz".to_owned(), 1)]);
    // Corrected before it was left; one letter; one that has an answer.
    fair.press("<esc>xyzxyz<ctrl-u>trung<enter>");
    fair.press("q<backspace><esc>muc<esc>");
    assert_eq!(questions(), [("xyzxyz".to_owned(), 1)]);
    fair.press("xyzxyz<esc>");
    assert_eq!(questions(), [("xyzxyz".to_owned(), 2)]);
    fair.press("zzzyyy");
    fair.wait_for_next_visitor();
    assert_eq!(questions().len(), 2);
}

#[test]
fn a_question_typed_behind_a_short_pause_is_one_of_its_own_where_it_leads_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::counting(folder.path());
    fair.press("trung vit");
    assert_eq!(fair.rest(), Some(FairRest::Word));
    fair.press("muc ong");
    assert_eq!(fair.line(), "muc ong");
    assert_eq!(fair.selected(), "Mực ống Cô Tô khô");
    // Words that go on have an answer, and stay.
    fair.press("<esc>hoa v");
    fair.rest();
    fair.press("ang");
    assert_eq!(fair.line(), "hoa vang");
    fair.press("<esc>0987");
    fair.rest();
    fair.press("654");
    assert_eq!(fair.line(), "0987654");
    // One without an answer is counted as it stood at the pause.
    fair.press("<esc>xyzxyz");
    fair.rest();
    fair.press("trung vit");
    assert_eq!(fair.line(), "trung vit");
    let questions = list(folder.path()).questions;
    assert_eq!(
        (questions.len(), questions[0].question.as_str()),
        (1, "xyzxyz")
    );
}

#[test]
fn what_only_sounds_like_the_question_counts_as_no_answer_until_somebody_takes_it() {
    let folder = tempfile::tempdir().unwrap();
    let questions = || {
        let counted = list(folder.path()).questions;
        let counted = counted.iter();
        counted
            .map(|open| (open.question.clone(), open.is_near))
            .collect::<Vec<_>>()
    };
    let mut fair = Fair::counting(folder.path());
    fair.press("trungs vjt");
    assert!(!fair.selected().is_empty(), "{}", fair.text());
    fair.press("<enter><esc>");
    assert_eq!(questions(), []);
    fair.press("trungs vjt<esc>");
    assert_eq!(questions(), [("trungs vjt".to_owned(), true)]);
    fair.press("trung vit<esc>");
    assert_eq!(questions().len(), 1);
}

#[test]
fn a_stand_a_phone_and_a_price_are_read_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    for stand in ["b03", "B 3", "gian hàng b3"] {
        fair.press(&format!("{stand}<enter>"));
        fair.assert_shows("2 sản phẩm");
        fair.assert_shows("hiểu là gian hàng");
        fair.press("<esc>");
    }
    fair.press("0912");
    fair.assert_shows("hiểu là số điện thoại: 0912");
    fair.assert_hides("chữ đầu");
    fair.press("<esc>muc duoi 300");
    fair.assert_shows("giá đến 300.000 đ");
    assert_eq!(fair.selected(), "Mực một nắng bà Tư");
}
