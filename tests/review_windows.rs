//! The windows of reviewing: labels, disagreements to settle, proposals; and what becomes of acts when others close the
//! review, write from another screen, or publish another catalogue.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use ocop::app::effect::Effect;
use ocop::app::focus::Focus;
use ocop::capabilities::{Capabilities, SystemSettings};
use ocop::report::document::DocumentFormat;
use ocop::work::events::event::EventDraft;
use ocop::work::events::event_body::{ProposalOutcome, ReviewStart, WorkAct};
use ocop::work::events::event_drafts::{draft_for_review, draft_review_start};
use ocop::work::events::product_ref::ProductRef;
use ocop::work::reviews::proposals::draft_decision;
use ocop::work::reviews::verdict_kind::built_in_verdicts;
use ocop::work::store::open_work::OpenWork;
use ocop_index::source::builtin;
use ocop_index::{Product, store};

use crate::support::screen::Screen;

/// A screen on a store where "an" has started a review of 18 products.
fn reviewing(folder: &Path) -> Screen {
    let mut screen = Screen::new(130, 30).with_work(folder, "an");
    screen.press("ruou<enter>wwQuý IV<enter>");
    screen
}

fn person(folder: &Path, name: &str, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(size.0, size.1).with_work(folder, name);
    screen.press("ruou<enter>");
    screen
}

/// The name in the selected row.
fn selected(screen: &Screen) -> String {
    screen.model.selected_hit().unwrap().product.name.clone()
}

/// Somebody else writes into the store.
fn write(folder: &Path, draft: impl FnOnce(&OpenWork) -> EventDraft) {
    write_as(folder, "chi", draft);
}

fn write_as(folder: &Path, author: &str, draft: impl FnOnce(&OpenWork) -> EventDraft) {
    let mut work = OpenWork::open(&folder.join("work.db"), author).unwrap();
    let draft = draft(&work);
    work.record(vec![draft], Timestamp::now()).unwrap();
}

fn close_review(folder: &Path) {
    write(folder, |work| {
        let review = work.log().reviews()[0].id;
        draft_for_review(review, WorkAct::Closed { closed: true }, Vec::new())
    });
}

#[test]
fn a_label_is_set_by_typing_it_and_taken_off_by_the_same_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou<enter>an");
    assert!(screen.shows("[ Nhãn cho"), "{}", screen.text());
    assert!(screen.shows("Gõ một nhãn"), "{}", screen.text());
    screen.press("xuất khẩu");
    assert!(screen.shows("[ ] xuất khẩu (mới)"), "{}", screen.text());
    screen.press("<enter>");
    assert!(screen.shows("Đã lưu nhãn “xuất khẩu”"), "{}", screen.text());
    // The record has it, and undo names it.
    screen.press("u");
    assert!(
        screen.shows("Hoàn tác: nhãn “xuất khẩu”"),
        "{}",
        screen.text()
    );
    screen.press("<esc>");
    assert!(!screen.shows("xuất khẩu"), "{}", screen.text());
    screen.press("U<esc>");
    assert!(
        screen
            .lines("Nhãn")
            .iter()
            .any(|line| line.contains("xuất khẩu"))
    );
    // Of two selected products the one that lacks it gets it; then both lose it.
    screen.press("<space><space>an");
    assert!(screen.shows("Nhãn cho 2 sản phẩm"), "{}", screen.text());
    assert!(screen.shows("[~] xuất khẩu"), "{}", screen.text());
    screen.press("xuat<enter>");
    assert!(
        screen.shows("Đã lưu nhãn “xuất khẩu” cho 1 sản phẩm; 1 sản phẩm khác đã có"),
        "{}",
        screen.text()
    );
    screen.press("an");
    assert!(screen.shows("[x] xuất khẩu"), "{}", screen.text());
    screen.press("<enter>");
    assert!(
        screen.shows("Đã bỏ nhãn “xuất khẩu” của 2 sản phẩm"),
        "{}",
        screen.text()
    );
    // What is set is a filter of the next question.
    screen.press("uV/<ctrl-u>nhan:\"xuất khẩu\"<enter>");
    assert!(screen.shows("2 / 157"), "{}", screen.text());
}

#[test]
fn a_label_of_the_office_offers_its_values_and_takes_no_other() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), |work| {
        let values = ["đã lập", "đang làm", "chưa"].map(str::to_owned);
        work.log().draft_label_definition("lộ trình", values.into())
    });
    let mut screen = Screen::new(80, 24).with_work(folder.path(), "an");
    screen.press("ruou<enter><enter>anlo trinh");
    for value in ["đã lập", "đang làm", "chưa"] {
        assert!(
            screen.shows(&format!("[ ] lộ trình: {value}")),
            "{}",
            screen.text()
        );
    }
    screen.press(": xong");
    assert!(screen.shows("không có giá trị “xong”"), "{}", screen.text());
    screen.press("<enter>");
    assert!(screen.shows("ocop label define"), "{}", screen.text());
    screen.press("<ctrl-u>dang<enter>");
    assert!(
        screen.shows("Đã lưu nhãn “lộ trình: đang làm”"),
        "{}",
        screen.text()
    );
    // Another value takes its place.
    screen.press("anda lap<enter>an");
    assert!(screen.shows("[x] lộ trình: đã lập"), "{}", screen.text());
    assert!(screen.shows("[ ] lộ trình: đang làm"), "{}", screen.text());
}

#[test]
fn disagreements_are_walked_through_and_settled_by_a_digit() {
    let folder = tempfile::tempdir().unwrap();
    let mut an = reviewing(folder.path());
    an.press("wc");
    assert!(an.shows("không có bất đồng nào"), "{}", an.text());
    an.press("<esc>");
    let first = selected(&an);
    an.press("111");
    // Opened before the other one judges, so that only the news has it.
    an.press("gg");
    let mut binh = person(folder.path(), "bình", (80, 24));
    binh.press("gg2gg").press("rsai số<enter>").press("jj5");
    binh.press("wc");
    assert!(binh.shows("Bất đồng của “Quý IV”: 2"), "{}", binh.text());
    assert!(binh.shows(&format!("> {first}")), "{}", binh.text());
    for said in [
        "đúng (an,",
        "cần sửa (bình,",
        "sai số (bình,",
        "1 đúng",
        "Esc đóng",
    ] {
        assert!(binh.shows(said), "{said}\n{}", binh.text());
    }
    binh.press("j");
    assert!(binh.shows("ngừng sản xuất (bình,"), "{}", binh.text());
    binh.press("8");
    assert!(binh.shows("Đợt này có 5 kết luận"), "{}", binh.text());
    binh.press("k2");
    assert!(binh.shows("Đã thống nhất “cần sửa”"), "{}", binh.text());
    assert!(binh.shows("Bất đồng của “Quý IV”: 1"), "{}", binh.text());
    assert!(!binh.shows(&format!("> {first}")), "{}", binh.text());
    // Undo brings it back while the window is open.
    binh.press("u");
    assert!(binh.shows("Hoàn tác: thống nhất"), "{}", binh.text());
    assert!(binh.shows("Bất đồng của “Quý IV”: 2"), "{}", binh.text());
    binh.press("gg1");
    binh.press("1");
    // The window stays, so that a digit pressed once more judges nothing behind it.
    assert!(binh.shows("Bất đồng của “Quý IV”: 0"), "{}", binh.text());
    assert!(binh.shows("không có bất đồng nào"), "{}", binh.text());
    let acts = binh.model.work.act_count;
    binh.press("1");
    assert_eq!(binh.model.work.act_count, acts);
    binh.press("<esc>gg");
    assert!(binh.shows("thống nhất: đúng"), "{}", binh.text());
    // Enter opens the record instead.
    binh.press("uwc");
    an.press("wc");
    assert!(an.shows("Bất đồng của “Quý IV”: 1"), "{}", an.text());
    binh.press("<enter>");
    assert!(binh.shows("[ Hồ sơ"), "{}", binh.text());
    assert!(binh.shows("ma:"), "{}", binh.text());
}

#[test]
fn digits_that_were_meant_as_text_are_no_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    let done = |screen: &Screen| screen.model.work.open.as_ref().unwrap().progress.done;
    screen.press("<enter>idien thoai<enter>0912345678<enter>u");
    assert!(screen.shows("Hoàn tác: đề nghị sửa"), "{}", screen.text());
    assert_eq!(screen.model.focus, Focus::Detail);
    screen.press("12");
    assert!(screen.shows("không thành kết luận"), "{}", screen.text());
    assert_eq!(done(&screen), 0, "{}", screen.text());
    // Any other key ends it.
    screen.press("j1");
    assert_eq!(done(&screen), 1, "{}", screen.text());
    // Nor those behind a key that does nothing, behind a verdict that there is not, and of a telephone number.
    for keys in ["ư12", "81", "0912345678", "ax1", "ai150", "ab1"] {
        screen.press("<esc>").press(keys);
        assert_eq!(done(&screen), 1, "{keys}\n{}", screen.text());
    }
    screen.press("<esc>i");
    assert!(screen.shows("Trường nào:"), "{}", screen.text());
    screen.press("<esc>2");
    assert_eq!(done(&screen), 2, "{}", screen.text());
}

#[test]
fn what_a_blind_review_hid_is_settled_on_the_screen_when_it_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let mut an = reviewing(folder.path());
    let first = selected(&an);
    an.press("1");
    write(folder.path(), |work| {
        let round = work.log().reviews().remove(0);
        let start = ReviewStart {
            name: "Kín".into(),
            blind: true,
            ..round.start
        };
        draft_review_start(start)
    });
    an.press("wwkin<enter>");
    let product = |work: &OpenWork, name: &str| {
        let mut rounds = work.log().reviews();
        rounds.retain(|round| round.start.name == name);
        (rounds[0].id, rounds[0].start.scope[0].clone())
    };
    for (author, verdict) in [("bình", "dung"), ("chi", "can-sua")] {
        write_as(folder.path(), author, |work| {
            let (review, product) = product(work, "Kín");
            work.log()
                .draft_verdict(review, &product, author, Some(verdict))
        });
    }
    an.press("wc");
    assert!(an.shows("bất đồng hiện khi đợt đã đóng"), "{}", an.text());
    write(folder.path(), |work| {
        let (review, _) = product(work, "Kín");
        draft_for_review(review, WorkAct::Closed { closed: true }, Vec::new())
    });
    an.press("nwc");
    assert!(an.shows("Bất đồng của “Kín”: 1"), "{}", an.text());
    assert!(an.shows(&format!("> {first}")), "{}", an.text());
    an.press("2");
    assert!(an.shows("Đã thống nhất “cần sửa”"), "{}", an.text());
    assert!(an.shows("Bất đồng của “Kín”: 0"), "{}", an.text());
    an.press("u");
    assert!(an.shows("Bất đồng của “Kín”: 1"), "{}", an.text());
}

#[test]
fn a_proposal_is_one_of_the_acts_that_are_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou sim quy chuan<enter><enter>idien thoai<enter>0912345678<enter>");
    assert!(screen.shows("Đã lưu đề nghị"), "{}", screen.text());
    screen.press("<esc>");
    assert!(screen.shows("(trống) → 0912345678"), "{}", screen.text());
    screen.press("u");
    assert!(screen.shows("Hoàn tác: đề nghị sửa"), "{}", screen.text());
    screen.press("<esc>");
    assert!(!screen.shows("0912345678"), "{}", screen.text());
    screen.press("U<esc>");
    assert!(screen.shows("0912345678"), "{}", screen.text());
}

#[test]
fn a_proposal_that_was_decided_is_not_undone_by_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(130, 30).with_work(folder.path(), "an");
    screen.press("ruou sim quy chuan<enter><enter>idien thoai<enter>0912345678<enter>");
    write(folder.path(), |work| {
        let open = work.log().open_proposals(|time| time.to_string());
        draft_decision(&open[0], ProposalOutcome::Applied, Some(2))
    });
    screen.press("u");
    assert!(
        screen.shows("Đề nghị này đã được quyết định"),
        "{}",
        screen.text()
    );
    // What comes before it is next.
    screen.press("u");
    assert!(!screen.shows("quyết định"), "{}", screen.text());
}

#[test]
fn a_remark_is_for_all_selected_products() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    screen.press("<space><space><space>r");
    assert!(screen.shows("Ghi chú cho 3 sản phẩm:"), "{}", screen.text());
    screen.press("gọi lại<enter>");
    let remarked = |screen: &Screen| {
        let work = screen.model.work.products.values();
        work.filter(|work| work.remarks.iter().any(|one| one.text == "gọi lại"))
            .count()
    };
    assert_eq!(remarked(&screen), 3);
    assert!(screen.model.work.drafts.is_empty());
    screen.press("u");
    assert!(
        screen.shows("Hoàn tác: ghi chú cho 3 sản phẩm"),
        "{}",
        screen.text()
    );
    assert_eq!(remarked(&screen), 0);
}

#[test]
fn postponing_and_the_end_of_the_list_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    let first = selected(&screen);
    screen.press("p");
    assert!(
        screen.shows(&format!("Đã để sau {first}")),
        "{}",
        screen.text()
    );
    screen.press("Gn");
    assert!(
        screen.shows("Hết danh sách, quay lại từ đầu"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.selected, 1);
    screen.press("1kp");
    assert!(
        screen.shows("kết luận trước của bạn (1) bỏ đi, u để lấy lại"),
        "{}",
        screen.text()
    );
    screen.press("u<esc>wp");
    assert!(screen.shows("1/18"), "{}", screen.text());
}

#[test]
fn a_second_verdict_on_a_product_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(100, 30).with_work(folder.path(), "an");
    screen.press("ruou sao:5<enter>").press("1");
    let total = screen.model.total();
    screen.press("wwNhỏ<enter>");
    screen.hurry(&"1".repeat(total)).press("gg2");
    let told = format!("đã rà soát xong cả {total} sản phẩm");
    assert!(screen.shows(&told), "{}", screen.text());
}

#[test]
fn a_review_that_was_closed_elsewhere_takes_no_verdict_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    let first = selected(&screen);
    close_review(folder.path());
    screen.press("2");
    assert!(
        screen.shows("KHÔNG LƯU: đợt “Quý IV” đã đóng"),
        "{}",
        screen.text()
    );
    assert!(screen.shows(&first), "{}", screen.text());
    screen.press("<esc>");
    assert!(
        !screen.shows("CHƯA LƯU") && !screen.shows("Quý IV"),
        "{}",
        screen.text()
    );
    let work = OpenWork::open(&folder.path().join("work.db"), "chi").unwrap();
    let verdicts = work.log().events().iter();
    let verdicts = verdicts.filter(|event| matches!(event.act(), Some(WorkAct::Verdict { .. })));
    assert_eq!(verdicts.count(), 0);
    // There is nothing of it to undo: what comes back is the question before.
    screen.press("u");
    assert!(!screen.shows("kết luận “cần sửa”"), "{}", screen.text());
}

#[test]
fn two_screens_of_one_account_see_that_they_disagree() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = reviewing(folder.path());
    let mut other = person(folder.path(), "an", (130, 30));
    one.press("1");
    other.press("2").press("gg");
    assert!(
        other.shows("≠") && other.shows("có bất đồng"),
        "{}",
        other.text()
    );
    one.press("ngg");
    assert!(one.shows("≠") && one.shows("có bất đồng"), "{}", one.text());
}

#[test]
fn a_due_day_is_told_when_it_is_past_and_when_it_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(80, 24).with_work(folder.path(), "an");
    screen.press("ruou<enter>wwQuý IV @31/02/2026");
    let lines = screen.lines("31/02/2026");
    assert!(
        lines
            .iter()
            .any(|line| line.contains("> “31/02/2026” chưa phải ngày hạn")),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u>Quý III @31/10/2026");
    assert!(screen.shows("hạn 31/10/2026 đã qua"), "{}", screen.text());
    screen.press("<enter>wp");
    assert!(
        screen.shows("31/10/2026, quá hạn 24 ngày"),
        "{}",
        screen.text()
    );
}

#[test]
fn at_80_columns_every_verdict_and_the_keys_of_a_review_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    drop(reviewing(folder.path()));
    let screen = person(folder.path(), "an", (80, 24));
    let text = screen.text();
    let footer = text.lines().last().unwrap();
    for hint in [
        "1 đúng",
        "2 sửa",
        "3 chưa",
        "4 liên",
        "5 ngừng",
        "p để sau",
        "r ghi chú",
        "? ",
        "q ",
    ] {
        assert!(footer.contains(hint), "{hint}: {footer}");
    }
    let screen = person(folder.path(), "an", (120, 40));
    let text = screen.text();
    let footer = text.lines().last().unwrap();
    for hint in [
        "2 cần sửa",
        "5 ngừng sản xuất",
        "p để sau",
        "r ghi chú",
        "n kế tiếp",
    ] {
        assert!(footer.contains(hint), "{hint}: {footer}");
    }
}

#[test]
fn in_a_blind_review_others_are_hidden_until_ones_own_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let products = builtin::load_products().unwrap();
    let scope = products
        .iter()
        .filter(|product| product.name.contains("ượu"));
    let scope: Vec<ProductRef> = scope.map(ProductRef::from_product).collect();
    write(folder.path(), |_| {
        draft_review_start(ReviewStart {
            name: "Kín".into(),
            question: "ruou".into(),
            due: None,
            reviewers: Vec::new(),
            blind: true,
            verdicts: built_in_verdicts(),
            scope,
        })
    });
    let mut an = person(folder.path(), "an", (130, 30));
    let name = selected(&an);
    an.press("rsai số<enter>").press("2");
    let mut binh = person(folder.path(), "bình", (130, 30));
    assert_eq!(selected(&binh), name);
    for hidden in ["cần sửa (an", "sai số", "¶", ">!"] {
        assert!(!binh.shows(hidden), "{hidden}\n{}", binh.text());
    }
    binh.press("wp");
    assert!(!binh.shows(" an "), "{}", binh.text());
    binh.press("<esc>wc");
    assert!(binh.shows("đợt rà soát kín"), "{}", binh.text());
    binh.press("1gg");
    for seen in ["cần sửa (an,", "sai số (an,", "đúng (bình,", "≠"] {
        assert!(binh.shows(seen), "{seen}\n{}", binh.text());
    }
}

#[test]
fn what_was_done_is_found_in_another_generation_that_gave_other_ids() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    let (id, name) = {
        let product = &screen.model.selected_hit().unwrap().product;
        (product.id.clone(), product.name.clone())
    };
    screen.press("2");
    let renumbered = |mut product: Product| {
        if product.id == id {
            product.id = "moi-1".to_owned();
        }
        product
    };
    let products = builtin::load_products().unwrap().into_iter();
    let products: Vec<Product> = products.map(renumbered).collect();
    let catalog = store::build_in_memory(&products, date(2026, 11, 24)).unwrap();
    screen.serve_catalog(Arc::new(catalog));
    assert!(screen.model.work.products.contains_key("moi-1"));
    screen.press("/<ctrl-u>ma:moi-1<enter>");
    assert_eq!(selected(&screen), name);
    assert!(screen.shows("cần sửa (an,"), "{}", screen.text());
    // It is counted by the new id, and can be judged.
    screen.press("/<ctrl-u>ket_luan:can-sua<enter>");
    assert!(screen.shows("1 / 157"), "{}", screen.text());
    screen.press("1");
    assert_eq!(screen.model.work.open.as_ref().unwrap().progress.done, 1);
}

#[test]
fn a_report_is_asked_for_by_the_letter_of_its_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    let review = screen.model.work.open.as_ref().unwrap().round.id;
    for (keys, format) in [
        ("wrm", DocumentFormat::Md),
        ("wrx", DocumentFormat::Xlsx),
        ("wrd", DocumentFormat::Docx),
        ("wr<down><enter>", DocumentFormat::Xlsx),
    ] {
        screen.wishes.clear();
        screen.press(keys);
        assert_eq!(
            screen.wishes,
            [Effect::ExportReport { review, format }],
            "{keys}"
        );
        assert!(screen.shows("Đang viết báo cáo"), "{}", screen.text());
    }
}

#[test]
fn the_restricted_mode_applies_no_proposal_and_writes_no_report() {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = reviewing(folder.path());
    screen.model.capabilities = Capabilities::restricted(&SystemSettings::default());
    screen.press("wa");
    assert!(screen.model.overlay.is_none(), "{}", screen.text());
    let refused = screen.text();
    screen.press("<esc>wr");
    assert!(screen.model.overlay.is_none(), "{}", screen.text());
    assert_ne!(refused, screen.text());
    assert!(screen.wishes.is_empty(), "{:?}", screen.wishes);
    // Labels and verdicts are work of their own, and go on.
    screen.press("<esc>anxem lại<enter>");
    assert!(screen.shows("Đã lưu nhãn “xem lại”"), "{}", screen.text());
}
