//! What people did with products, as facets: filters, counts, words of the query language, columns and JSON.

use std::sync::Arc;

use jiff::Timestamp;
use ocop::cli::paths;
use ocop::work::events::event::EventDraft;
use ocop::work::events::event_body::{ReviewStart, WorkAct};
use ocop::work::events::event_drafts::draft_remark;
use ocop::work::events::product_ref::ProductRef;
use ocop::work::reviews::verdict_kind::{VerdictColour, VerdictKind, built_in_verdicts};
use ocop::work::store::open_work::OpenWork;
use ocop_index::{Facet, MARKED, ProductMarks};

use crate::support::built_in::all_products;
use crate::support::home::{Home, account_name};
use crate::support::screen::{Screen, catalog};

/// The first products of the list of all.
fn first_products<const N: usize>() -> [ProductRef; N] {
    let mut answer = catalog().search(&ocop_index::Query::default()).unwrap();
    let hits = catalog().load_hits(&mut answer, 0..N).unwrap();
    std::array::from_fn(|at| ProductRef::from_product(&hits[at].product))
}

/// A home where a review of three products is open: one is right, one needs mending and has a remark. A fourth product
/// has a label.
fn home_with_review() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    let folder = home.path().join(".local/state/ocop");
    std::fs::create_dir_all(&folder).unwrap();
    let (me, now) = (account_name(), Timestamp::UNIX_EPOCH);
    let file = paths::work_file(&home.data()).unwrap();
    let file = folder.join(file.file_name().unwrap());
    let mut work = OpenWork::open(&file, &me).unwrap();
    let products: [ProductRef; 4] = first_products();
    let mut verdicts = built_in_verdicts();
    verdicts.push(VerdictKind {
        key: "goi-lai".into(),
        vi: "gọi lại sau Tết".into(),
        en: "call again".into(),
        sign: "☎".into(),
        colour: VerdictColour::Plain,
    });
    let start = ReviewStart {
        name: "Quý IV".into(),
        question: String::new(),
        due: None,
        reviewers: Vec::new(),
        blind: false,
        verdicts,
        scope: products[..3].to_vec(),
    };
    let draft = EventDraft {
        review: None,
        product: None,
        act: WorkAct::ReviewStarted(Box::new(start)),
        replaces: Vec::new(),
    };
    let review = work.record(vec![draft], now).unwrap()[0].id;
    let log = work.log();
    let drafts = vec![
        log.draft_verdict(review, &products[0], &me, Some("dung")),
        log.draft_verdict(review, &products[1], &me, Some("goi-lai")),
        draft_remark(Some(review), &products[1], "số máy sai", None),
        log.draft_label(&products[3], "lộ trình", Some("đã lập"), true),
    ];
    work.record(drafts, now).unwrap();
    home
}

#[test]
fn the_language_and_the_options_find_what_was_done() {
    let home = home_with_review();
    let [right, again, open, labelled] = first_products().map(|product| product.id);
    let found = |arguments: &[&str]| -> Vec<String> {
        let ran = home.run(&[&["search", "--format", "json"], arguments].concat());
        assert_eq!(ran.err, "", "{arguments:?}");
        let document = ran.json();
        let hits = document["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["id"].as_str().unwrap().to_owned())
            .collect()
    };
    for (arguments, ids) in [
        (vec!["ra_soat:chua"], vec![&open]),
        (vec!["rà_soát:\"chưa rà soát\""], vec![&open]),
        (vec!["review:open"], vec![&open]),
        (vec!["ra_soat:xong"], vec![&right, &again]),
        (vec!["ra_soat:dung"], vec![&right]),
        (vec!["ra_soat:gọi lại sau Tết"], vec![&again]),
        (vec!["ket_luan:\"gọi lại sau tết\""], vec![&again]),
        (vec!["verdict:goi-lai,dung"], vec![&right, &again]),
        (vec!["--verdict", "call again"], vec![&again]),
        (vec!["--review-state", "open"], vec![&open]),
        (vec!["--label", "lộ trình"], vec![&labelled]),
        (vec!["nhan:\"lộ trình=đã lập\""], vec![&labelled]),
        (vec!["ghi_chu:co"], vec![&again]),
        (vec!["--remark", "yes"], vec![&again]),
        (vec!["ra_soat:xong ghi_chu:khong"], vec![&right]),
        (vec!["ra_soat:xong -ket_luan:dung"], vec![&again]),
        (vec!["bat_dong:yes"], vec![]),
    ] {
        assert_eq!(
            found(&arguments),
            ids.into_iter().cloned().collect::<Vec<_>>(),
            "{arguments:?}"
        );
    }
    let me = account_name();
    assert_eq!(found(&[&format!("nguoi:{me}")]), [right, again]);
    assert_eq!(found(&["ra_soat:ngoai"]).len(), all_products() - 3);
    // A label that nobody gave is no filter, and the known one is offered.
    let wrong = home.run(&["search", "nhan:\"lộ trinh=đã lâp x\"", "--limit", "1"]);
    assert!(wrong.err.contains("lộ trình=đã lập"), "{}", wrong.err);
}

#[test]
fn counts_columns_and_json_tell_it() {
    let home = home_with_review();
    let facets = home.run(&["facets"]).out;
    for row in [
        "Rà soát",
        "      1  chưa rà soát",
        "      2  đã rà soát",
        "      1  gọi lại sau Tết",
    ] {
        assert!(
            facets
                .lines()
                .any(|line| line.trim_start() == row.trim_start()),
            "{row}: {facets}"
        );
    }
    assert!(!facets.contains("Bất đồng"), "{facets}");
    let document = home.run(&["facets", "--format", "json"]).json();
    assert_eq!(document["facets"]["verdict"][0]["label"], "đúng");
    assert_eq!(document["facets"]["proposal"], serde_json::Value::Null);
    let document = home
        .run(&["search", "ghi_chu:co", "--format", "json"])
        .json();
    let work = &document["hits"][0]["work"];
    assert_eq!(work["verdict"], serde_json::json!(["goi-lai"]));
    assert_eq!(work["review_state"], "done");
    assert_eq!(work["remark"], true);
    assert_eq!(work["label"], serde_json::Value::Null);
    let rows = home
        .run(&[
            "search",
            "ra_soat:xong",
            "--format",
            "csv",
            "--columns",
            "id,verdict,remark",
        ])
        .out;
    let [right, again] = first_products().map(|product| product.id);
    assert_eq!(
        rows,
        format!("id,verdict,remark\n{right},đúng,\n{again},gọi lại sau Tết,có\n")
    );
    let labels = home
        .run(&[
            "search",
            "--label",
            "lộ trình",
            "--format",
            "csv",
            "--columns",
            "labels",
        ])
        .out;
    assert_eq!(labels, "labels\nlộ trình=đã lập\n");
    let lines = home.run(&[
        "search",
        "ra_soat:ngoai",
        "--limit",
        "3",
        "--format",
        "jsonl",
    ]);
    for line in lines.out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            row["work"].is_object(),
            "every line has the same fields: {line}"
        );
    }
    let plain = home.run(&["search", "--limit", "9", "--format", "csv"]);
    assert_eq!((plain.code, plain.out.lines().count()), (0, 10));
    let by = home.run(&["stats", "--by", "verdict"]).out;
    assert!(by.contains("gọi lại sau Tết"), "{by}");
    let english = home.run(&["--lang", "en", "facets", "verdict:dung"]).out;
    assert!(english.contains("*       1  right"), "{english}");
}

#[test]
fn where_nothing_is_kept_a_question_about_it_is_told_and_left_out() {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    let asked = home.run(&["search", "ket_luan:dung", "--format", "json"]);
    assert!(asked.err.contains("chưa có đợt rà soát"), "{}", asked.err);
    let document = asked.json();
    assert_eq!(document["total"], all_products());
    assert_eq!(document["left_out"], serde_json::json!(["ket_luan:dung"]));
    assert!(document["hits"][0].get("work").is_none());
    assert!(document["facets"].get("verdict").is_none());
    for arguments in [
        ["search", "--verdict", "dung"],
        ["stats", "--by", "verdict"],
    ] {
        let refused = home.run(&arguments);
        assert_eq!(refused.code, 2, "{arguments:?}");
        assert!(
            refused.err.contains("chưa có đợt rà soát"),
            "{}",
            refused.err
        );
    }
    let facets = home.run(&["facets"]).out;
    assert!(!facets.contains("Kết luận"), "{facets}");
}

/// The catalogue in which the first two products are selected, and the first has a verdict and a label.
pub fn marked_catalog() -> Arc<ocop_index::Catalog> {
    let [first, second] = first_products();
    let mut marks = ProductMarks::default();
    marks.set(&first.id, Facet::ReviewState, ["done"]);
    marks.set(&second.id, Facet::ReviewState, ["open"]);
    marks.set(&first.id, Facet::Verdict, ["can-sua"]);
    marks.set(&first.id, Facet::Reviewer, ["an"]);
    marks.set(&first.id, Facet::Label, ["lộ trình", "lộ trình=đã lập"]);
    marks.set(&first.id, Facet::Selection, [MARKED]);
    marks.set(&second.id, Facet::Selection, [MARKED]);
    Arc::new(catalog().with_marks(&marks).unwrap())
}

#[test]
fn the_filters_begin_with_the_review_where_one_is_open() {
    let mut screen = Screen::of_catalog(&marked_catalog(), (120, 40));
    for shown in [
        "Rà soát",
        "chưa rà soát",
        "đã rà soát",
        "ngoài đợt",
        "Kết luận",
        "cần sửa",
    ] {
        assert!(screen.shows(shown), "{shown}: {}", screen.text());
    }
    screen.press("<esc>f");
    let current = screen.model.facets.current_value();
    assert_eq!(current, Some((Facet::ReviewState, "open".to_owned())));
    screen.press(" ");
    assert_eq!(screen.model.total(), 1);
    assert!(screen.shows("chưa rà soát"), "{}", screen.text());
    screen.press("x<esc>/chon:co ra_soat:sửa");
    assert_eq!(screen.model.total(), 1);
    screen.press("<ctrl-u>ket_l<tab>");
    assert_eq!(screen.model.input.text(), "ket_luan:");
    // Without marks the pane, the names and the columns are as ever.
    let mut plain = Screen::new(120, 40);
    assert!(!plain.shows("Kết luận"), "{}", plain.text());
    plain.press("ket_l<tab>");
    assert_eq!(plain.model.input.text(), "ket_l");
}
