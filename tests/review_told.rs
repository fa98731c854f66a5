//! What the commands of a review tell at once: a settlement that is contradicted, a verdict that goes, a day that is
//! over, numbers of shares, what cannot be undone here.

use crate::review_commands::{done, file, merge, review, started, state, status};
use crate::support::home::Home;

#[test]
fn who_judges_otherwise_after_a_settlement_is_told_and_the_settlement_stays_seen() {
    let home = started(&["--reviewer", "an,binh"]);
    done(&home, &["set", "qn-003", "right", "--as", "an"]);
    done(&home, &["set", "qn-003", "fix", "--as", "binh"]);
    done(&home, &["settle", "qn-003", "fix", "--as", "an"]);
    let agreed = done(&home, &["set", "qn-003", "fix", "--as", "an"]);
    assert!(!agreed.contains("settled"), "{agreed}");
    assert_eq!(review(&home, &["disagreements"]).code, 1);
    let told = done(&home, &["set", "qn-003", "unsure", "--as", "an"]);
    assert!(
        told.contains("qn-003: an settled it as “fix”; now there is a disagreement again"),
        "{told}"
    );
    let differing = done(&home, &["disagreements"]);
    for said in ["an: settled: fix", "an: unsure", "binh: fix"] {
        assert!(differing.contains(said), "{said}: {differing}");
    }
    let rows = review(&home, &["disagreements", "--format", "json"]).json();
    let row = &rows["disagreements"][0];
    assert_eq!(row["settled"][0]["verdict"], "can-sua", "{rows}");
    assert_eq!(row["verdicts"].as_array().unwrap().len(), 2, "{rows}");
    assert_eq!(status(&home, &[])["disagreements"], 1);
    let report = done(&home, &["report"]);
    assert!(report.contains("an: settled: fix; "), "{report}");
    let rows = state(&home);
    let row = rows.lines().find(|row| row.starts_with("qn-003")).unwrap();
    assert!(
        row.contains("an: chua-chac; binh: can-sua") && row.contains(",can-sua,true,"),
        "{row}"
    );
    done(&home, &["settle", "qn-003", "unsure", "--as", "an"]);
    assert_eq!(status(&home, &[])["disagreements"], 0);
}

#[test]
fn what_is_easily_overlooked_is_told_at_once() {
    let home = started(&["--due", "2026-11-20"]);
    let late = review(&home, &["due", "2026-11-21"]);
    assert!(late.err.contains("was 3 days ago"), "{}", late.err);
    assert!(late.out.contains("3 days over"), "{}", late.out);
    let start = review(
        &home,
        &["start", "B", "--district", "Ba Chẽ", "--due", "2026-11-23"],
    );
    assert!(start.err.contains("was 1 day ago"), "{}", start.err);
    done(&home, &["undo"]);
    // The history of a review whose start was undone knows its verdicts.
    done(&home, &["open", "quy iv"]);
    done(&home, &["set", "qn-003", "right"]);
    let put_off = done(&home, &["postpone", "qn-003", "qn-004"]);
    assert!(
        put_off.contains("qn-003: your verdict before (“right”) is gone; ocop review undo"),
        "{put_off}"
    );
    assert!(!put_off.contains("qn-004: your"), "{put_off}");
    done(&home, &["undo"]);
    assert_eq!(status(&home, &[])["done"], 1);
    let several = review(&home, &["set", "qn-003", "đ"]);
    assert!(
        several
            .err
            .contains("“đ” may be: 1 right, 4 contacted, 5 discontinued"),
        "{}",
        several.err
    );
    let long = "ừ".repeat(4_001);
    for arguments in [
        &["remark", "qn-003", &long][..],
        &["set", "qn-003", "fix", "--note", &long],
    ] {
        let refused = review(&home, arguments);
        assert!(
            refused.code == 2 && refused.err.contains("4,001 letters, at most 4,000"),
            "{}",
            refused.err
        );
    }
    assert!(!done(&home, &["history", "qn-003"]).contains("ừ"));
    done(
        &home,
        &["remark", "qn-003", &long[..4_000 * 'ừ'.len_utf8()]],
    );
}

#[test]
fn the_history_of_a_review_whose_start_was_undone_knows_its_words() {
    let home = started(&[]);
    let start = done(&home, &["list"]);
    let id = start.split('[').nth(1).unwrap()[..8].to_owned();
    let frame = file(&home, "frame.jsonl");
    done(&home, &["export", &frame]);
    let laptop = Home::new();
    merge(&laptop, &frame);
    done(&laptop, &["set", "qn-003", "right", "--as", "binh"]);
    let path = file(&laptop, "l.jsonl");
    done(&laptop, &["export", &path]);
    // Undone here before what was done in it comes.
    done(&home, &["undo", &id]);
    merge(&home, &path);
    let history = done(&home, &["history", "qn-003"]);
    assert!(history.contains("binh: right (review Quý IV)"), "{history}");
}

#[test]
fn a_share_is_counted_of_its_own_products_and_what_is_beyond_apart() {
    let home = started(&["--reviewer", "an,binh"]);
    done(&home, &["share", "--evenly"]);
    done(
        &home,
        &["set", "qn-003", "qn-019", "qn-021", "right", "--as", "an"],
    );
    for told in [done(&home, &["share"]), done(&home, &["reviewers"])] {
        assert!(
            told.contains("an: 1/4, 2 more beyond their share"),
            "{told}"
        );
        assert!(told.contains("binh: 0/4\n"), "{told}");
        assert!(!told.contains("several"), "{told}");
    }
    let text = done(&home, &["status"]);
    assert!(text.contains("1/4  an, 2 more beyond"), "{text}");
    let seen = status(&home, &[]);
    let rows = seen["reviewers"].as_array().unwrap().iter();
    let an = rows.clone().find(|row| row["reviewer"] == "an").unwrap();
    assert_eq!((&an["done"], &an["beyond"]), (&1.into(), &2.into()));
    // By hand behind it: what two have is told.
    let by_hand = done(&home, &["share", "an", "--district", "Ba Chẽ"]);
    assert!(by_hand.contains("an: 3/8\n"), "{by_hand}");
    assert!(by_hand.contains("In the shares of several: 4"), "{by_hand}");
}

#[test]
fn behind_applied_proposals_undo_names_the_rollback_and_undoes_nothing_else() {
    let home = started(&[]);
    done(&home, &["set", "qn-003", "right"]);
    done(&home, &["propose", "qn-012", "phone=0912345678"]);
    done(&home, &["apply", "--yes"]);
    let refused = review(&home, &["undo"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("ocop rollback"), "{}", refused.err);
    assert_eq!(status(&home, &[])["done"], 1);
    done(&home, &["set", "qn-004", "right"]);
    assert!(done(&home, &["undo"]).contains("qn-004"));
}
