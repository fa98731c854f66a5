//! Corrections by hand: proposed, shown as the changes of an import, applied with consent, told ever after.

use std::fs;

use jiff::civil::date;
use ocop::app::import_review::ImportReviewData;
use ocop::app::store_work::{ReviewerAct, WorkRequest};
use ocop::view::Appearance;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::{Language, Locale};
use ocop::work::events::event_body::ProposedChange;
use ocop_index::change::Verdict;
use ocop_index::change::correction::{Correction, CorrectionChange, plan_corrections};
use ocop_index::source::builtin;
use ocop_index::source::field::{ProductField, RecognitionField};

use crate::support::changes::Changes;
use crate::support::home::{Home, Ran, account_name};
use crate::support::screen::Screen;

/// A product of the built-in catalogue with 4 stars and without a telephone number.
const ID: &str = "qn-012";

fn propose(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[&["review", "propose"], arguments].concat())
}

fn phone_of(home: &Home, id: &str) -> String {
    let record = home.run(&["show", id, "--format", "json"]).json();
    let phone = &record["record"]["producer"]["phone"];
    phone.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_value_that_no_import_would_take_is_refused_by_name_and_reason() {
    let home = Home::new();
    for (pair, said) in [
        ("phone=gọi anh Nam", "không giống số điện thoại"),
        ("sao=6 sao", "không phải số sao từ 1 đến 5"),
        ("ngày công nhận=31/02/2026", "ngày không có thật"),
        ("huyện=Sao Hỏa", "không có trong bảng địa danh"),
        ("name=", "phải có giá trị"),
        ("mùi=thơm", "không có trường “mùi”"),
        ("thơm", "phải viết TRƯỜNG=GIÁ TRỊ"),
    ] {
        let ran = propose(&home, &[ID, "representative=Ông An", pair]);
        assert!(
            ran.code != 0 && ran.err.contains(said),
            "{pair}: {}",
            ran.err
        );
    }
    // With one wrong value nothing is kept, and an unknown product is no product.
    let none = home.run(&["review", "apply", "--dry-run"]);
    assert!(
        none.out.contains("Không có đề nghị sửa nào"),
        "{}",
        none.out
    );
    assert_eq!(propose(&home, &["qn-999", "phone=0912345678"]).code, 65);
}

#[test]
fn what_was_proposed_is_applied_and_named_and_nothing_else_changes() {
    let home = Home::new();
    let kept = propose(&home, &[ID, "phone=0912345678", "hạng sao=5 sao"]);
    assert!(
        kept.out.contains("Hạng sao: 4 → 5"),
        "{}{}",
        kept.out,
        kept.err
    );
    assert_eq!(phone_of(&home, ID), "", "the catalogue waits");
    let shown = home.run(&["review", "apply", "--dry-run"]);
    let by = format!("đề nghị của {}", account_name());
    assert!(
        shown.out.contains(&by) && shown.out.contains("sao 4 → 5"),
        "{}",
        shown.out
    );
    // Where nobody can answer, the answer is no.
    let unasked = home.run(&["review", "apply"]);
    assert!(
        unasked.code == 1 && unasked.out.contains("Thêm --yes"),
        "{}",
        unasked.out
    );
    assert_eq!(phone_of(&home, ID), "");
    let applied = home.run(&["review", "apply", "--yes"]);
    assert!(
        applied.out.contains("2/2 đề nghị"),
        "{}{}",
        applied.out,
        applied.err
    );
    assert_eq!(phone_of(&home, ID), "0912345678");
    let history = home.run(&["history"]).out;
    let named = format!("sửa theo đề nghị của {}", account_name());
    assert!(history.contains(&named), "{history}");
    let record = home.run(&["show", ID]).out;
    assert!(record.contains("đã sửa: Hạng sao: 4 → 5 · "), "{record}");
    let changes = home.run(&["diff", "1", "2"]).out;
    let told: Vec<&str> = changes
        .lines()
        .filter(|line| line.contains(" · "))
        .collect();
    assert!(told.len() == 1 && told[0].contains("Rượu sim"), "{changes}");
    let again = home.run(&["review", "apply", "--yes"]);
    assert!(again.out.contains("Không có đề nghị"), "{}", again.out);
    // An import carries the history of the record on; going back goes back before it.
    fs::write(
        home.path().join("ds.csv"),
        "Tên sản phẩm,Chủ thể\nMật ong X,HTX Y\n",
    )
    .unwrap();
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    assert!(home.run(&["show", ID]).out.contains("đã sửa:"));
    assert_eq!(home.run(&["rollback", "1", "--yes"]).code, 0);
    assert!(!home.run(&["show", ID]).out.contains("đã sửa:"));
}

#[test]
fn of_two_values_for_one_field_neither_is_applied_without_a_choice() {
    let home = Home::new();
    for (person, phone) in [("an", "0911111111"), ("binh", "0922222222")] {
        let pair = format!("phone={phone}");
        let kept = home.run(&["--as", person, "review", "propose", ID, &pair]);
        assert_eq!(kept.code, 0, "{}", kept.err);
    }
    let before = phone_of(&home, ID);
    let applied = home.run(&["review", "apply", "--yes"]);
    for named in ["an", "binh", "0911111111", "0922222222"] {
        assert!(applied.out.contains(named), "{named}: {}", applied.out);
    }
    assert_eq!(phone_of(&home, ID), before);
    let rows = home
        .run(&["review", "apply", "--dry-run", "--format", "json"])
        .json();
    let rows = rows["proposals"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows.iter()
            .all(|row| row["standing"] == "disputed" && row["accepted"] == false),
        "{rows:?}"
    );
}

#[test]
fn what_changed_meanwhile_stays_and_shows_three_values() {
    let home = Home::new();
    assert_eq!(propose(&home, &[ID, "phone=0912345678"]).code, 0);
    fs::write(
        home.path().join("ds.csv"),
        "Tên sản phẩm,Chủ thể,Điện thoại\n\
         Rượu sim Qúy Chuẩn,HTX sản xuất kinh doanh dịch vụ Lê Minh,0987654321\n",
    )
    .unwrap();
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    assert_eq!(phone_of(&home, ID), "0987654321");
    let shown = home.run(&["review", "apply", "--yes"]);
    let values = "khi đề nghị: (trống) · hiện nay: 0987654321 · đề nghị: 0912345678";
    assert!(shown.out.contains(values), "{}", shown.out);
    assert_eq!(phone_of(&home, ID), "0987654321");
    // It still waits for somebody who chooses, for programs too.
    let waiting = home
        .run(&["review", "apply", "--dry-run", "--format", "json"])
        .json();
    let proposal = &waiting["proposals"][0];
    assert_eq!(
        (&proposal["standing"], &proposal["accepted"]),
        (&"conflict".into(), &false.into())
    );
    // Where an import brought the same value, there is nothing left to do.
    assert_eq!(propose(&home, &["qn-014", "phone=0911111111"]).code, 0);
    fs::write(
        home.path().join("ds.csv"),
        "Tên sản phẩm,Chủ thể,Điện thoại\nNấm đùi gà,Công ty TNHH Long Hải,0911111111\n",
    )
    .unwrap();
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    let shown = home.run(&["review", "apply", "--dry-run"]);
    assert!(shown.out.contains("danh mục đã như vậy"), "{}", shown.out);
}

#[test]
fn products_are_added_merged_split_and_withdrawn_and_a_producer_is_written_one_way() {
    let home = Home::new();
    fs::write(
        home.path().join("ds.csv"),
        "Tên sản phẩm,Chủ thể,Huyện,Hạng sao\n\
         Trà hoa vàng Thử,HTX Toàn Dân Thử,Ba Chẽ,4\n\
         Mật ong Thử,HTX Toan Dan Thu,Ba Chẽ,3\n\
         \"Bột nghệ, Tinh nghệ Thử\",HTX Khác Thử,Ba Chẽ,3\n\
         Bột nghệ thử nghiệm,HTX Khác Thử,Ba Chẽ,3\n",
    )
    .unwrap();
    assert_eq!(home.run(&["import", "--yes", "ds.csv"]).code, 0);
    let find = |name: &str| -> String {
        let found = home.run(&["search", name, "--format", "json"]).json();
        let hits = found["hits"].as_array().unwrap();
        let hit = hits.iter().find(|hit| hit["name"] == name).unwrap();
        hit["id"].as_str().unwrap().to_owned()
    };
    let (double, single) = (find("Bột nghệ, Tinh nghệ Thử"), find("Bột nghệ thử nghiệm"));
    for arguments in [
        &["--producer", "HTX Toan Dan Thu", "HTX Toàn Dân Thử"][..],
        &["--split", &double, "Bột nghệ Thử", "Tinh nghệ Thử"],
        &["--merge", &single, &double],
        &["--withdraw", "qn-014", "--reason", "QĐ 12/QĐ-UBND"],
        &[
            "--new",
            "name=Rượu Thử",
            "chủ thể=HTX Mới Thử",
            "huyện=Tiên Yên",
            "star=3",
        ],
    ] {
        let kept = propose(&home, arguments);
        assert_eq!(kept.code, 0, "{arguments:?}: {}", kept.err);
    }
    let applied = home.run(&["review", "apply", "--yes"]);
    assert!(
        applied.out.contains("5/5 đề nghị"),
        "{}{}",
        applied.out,
        applied.err
    );
    let producers = |name: &str| home.run(&["search", "--format", "json", name]).out;
    assert!(!producers("mật ong thử").contains("HTX Toan Dan Thu"));
    assert_eq!(
        home.run(&["show", &single]).code,
        1,
        "it went into the other"
    );
    assert!(
        home.run(&["show", &double])
            .out
            .contains(&format!("gộp {single} vào đây"))
    );
    assert_eq!(find("Bột nghệ Thử"), double);
    assert_ne!(find("Tinh nghệ Thử"), double);
    let withdrawn = home.run(&["show", "qn-014"]).out;
    assert!(
        withdrawn.contains("QĐ 12/QĐ-UBND") && withdrawn.contains("thu hồi"),
        "{withdrawn}"
    );
    let added = home.run(&["show", &find("Rượu Thử")]).out;
    assert!(added.contains("thêm bằng tay"), "{added}");
}

#[test]
fn the_restricted_mode_keeps_proposals_and_applies_none() {
    let home = Home::new();
    assert_eq!(propose(&home, &[ID, "phone=0912345678"]).code, 0);
    let refused = home.run(&["--restricted", "review", "apply", "--yes"]);
    assert_eq!(refused.code, 77, "{}", refused.err);
    assert_eq!(phone_of(&home, ID), "");
}

#[test]
fn on_the_screen_of_imports_one_of_two_values_is_taken() {
    let current = builtin::load_products().unwrap();
    let star = ProductField::Recognition(0, RecognitionField::Star);
    let wish = |by: &str, new: &str, field, old: &str| Correction {
        change: CorrectionChange::Field {
            product: ID.into(),
            field,
            old: old.into(),
            new: new.into(),
        },
        proposed_by: by.into(),
        proposed_at: "2026-11-23 10:00".into(),
    };
    let corrections = [
        wish("An", "5", star, "4"),
        wish("Bình", "3", star, "4"),
        wish("Chi", "0912345678", ProductField::Phone, ""),
        wish("Dũng", "HTX Lê Minh", ProductField::Producer, "HTX Khác"),
    ];
    let data = ImportReviewData {
        plan: plan_corrections(&current, &corrections, date(2026, 11, 24)).plan,
        current_products: current,
        ..ImportReviewData::default()
    };
    let look = Appearance::new(ThemeName::Dark, false);
    let mut screen = Changes::of(data, (120, 40), Locale::new(Language::Vi), look);
    assert!(
        screen.has("Các đề nghị sửa") && screen.has("ghi 1/4"),
        "{}",
        screen.text()
    );
    // Taking all of a kind takes nothing that changed meanwhile or that several people want otherwise.
    screen.press("aNaNa");
    assert!(screen.has("ghi 1/4"), "{}", screen.text());
    let by_word = |screen: &Changes, word: &str| {
        let entries = &screen.model.data.plan.entries;
        let of_word = entries.iter().find(|entry| {
            let correction = entry.correction.as_ref().unwrap();
            correction.proposed_by.join(" ") == word
        });
        of_word.unwrap().verdict
    };
    let (yes, no) = (Verdict::Accept, Verdict::Refuse);
    for (taken, other, shown) in [("An", "Bình", "sao 4 → 5"), ("Bình", "An", "sao 4 → 3")] {
        for _ in 0..8 {
            if screen.has(&format!("đề nghị của {taken}")) {
                break;
            }
            screen.press("n");
        }
        assert!(
            screen.has(shown) && screen.has("chọn một"),
            "{}",
            screen.text()
        );
        screen.press(" ");
        assert_eq!(
            (by_word(&screen, taken), by_word(&screen, other)),
            (yes, no)
        );
        assert!(screen.has("ghi 2/4"), "{}", screen.text());
    }
    for _ in 0..8 {
        if screen.has("đề nghị của Dũng") {
            break;
        }
        screen.press("j");
    }
    assert!(screen.has("khi đề nghị: HTX Khác"), "{}", screen.text());
}

/// The proposals that were handed to the store: the product, and the change.
fn proposals(screen: &Screen) -> Vec<(String, ProposedChange)> {
    let requests = screen.work_requests.iter();
    let proposals = requests.filter_map(|request| match request {
        WorkRequest::Record {
            act: ReviewerAct::Propose { product, change },
            ..
        } => Some((product.id.clone(), (**change).clone())),
        _ => None,
    });
    proposals.collect()
}

#[test]
fn in_the_record_a_field_is_chosen_by_its_letters_and_its_value_is_typed() {
    let mut screen = Screen::new(80, 24);
    screen.press("ruou sim quy chuan<enter><enter>i");
    assert!(screen.shows("Sửa: Rượu sim Qúy Chuẩn"), "{}", screen.text());
    screen.press("dien thoai<enter>");
    assert!(
        screen.shows("Số điện thoại:") && screen.shows("(trống)"),
        "{}",
        screen.text()
    );
    screen.press("goi anh Nam<enter>");
    assert!(
        screen.shows("không giống số điện thoại"),
        "{}",
        screen.text()
    );
    assert!(proposals(&screen).is_empty(), "nothing is kept");
    screen.press("<ctrl-u>0912345678<enter>");
    let kept = proposals(&screen);
    let change = ProposedChange::Field {
        field: ProductField::Phone.to_string(),
        old: None,
        new: Some("0912345678".to_owned()),
    };
    assert_eq!(kept, [(ID.to_owned(), change)]);
    assert!(!screen.shows("Sửa: Rượu sim"), "{}", screen.text());
    // Esc leads back to the fields, and then to the record.
    screen.press("isao<enter><esc>");
    assert!(screen.shows("Trường nào:"), "{}", screen.text());
    screen.press("<esc>");
    assert!(!screen.shows("Trường nào:") && proposals(&screen).len() == 1);
}
