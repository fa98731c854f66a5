//! Reviews by commands: the whole job of three reviewers on two machines, blind reviews, undo, and what is wrong.

use std::fs;

use serde_json::Value;

use crate::support::home::{Home, Ran, account_name};

/// The products of the district in these tests.
pub(crate) const PRODUCTS: [&str; 8] = [
    "qn-003", "qn-004", "qn-017", "qn-018", "qn-019", "qn-020", "qn-021", "qn-022",
];

pub(crate) fn review(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[&["review"], arguments, &["--lang", "en"]].concat())
}

/// Runs a command that must succeed.
pub(crate) fn done(home: &Home, arguments: &[&str]) -> String {
    let ran = review(home, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
    ran.out
}

pub(crate) fn status(home: &Home, arguments: &[&str]) -> Value {
    let ran = review(home, &[&["status", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.json()
}

/// A home with a review of the district.
pub(crate) fn started(more: &[&str]) -> Home {
    let home = Home::new();
    let start = ["start", "Quý IV", "--district", "Ba Chẽ"];
    let out = done(&home, &[&start[..], more].concat());
    assert!(out.contains("8 products"), "{out}");
    home
}

pub(crate) fn file(home: &Home, name: &str) -> String {
    home.path().join(name).to_str().unwrap().to_owned()
}

pub(crate) fn merge(home: &Home, path: &str) -> String {
    done(home, &["merge", path])
}

/// What a review is now, without who looks.
pub(crate) fn state(home: &Home) -> String {
    done(home, &["status", "--in", "quy iv", "--format", "csv"])
}

#[test]
fn three_reviewers_on_two_machines_judge_merge_settle_and_close() {
    let names = [
        "--reviewer",
        "an",
        "--reviewer",
        "binh",
        "--reviewer",
        "chi",
    ];
    let server = started(&[&names[..], &["--due", "2026-12-24"]].concat());
    let frame = file(&server, "frame.jsonl");
    done(&server, &["export", &frame]);
    // The laptop had no review; it goes on with the one that comes.
    let laptop = Home::new();
    let told = merge(&laptop, &frame);
    assert!(told.contains("New review: Quý IV"), "{told}");

    done(&server, &["share", "--evenly"]);
    let shares = done(&server, &["share"]);
    for row in ["an: 0/2", "binh: 0/3", "chi: 0/3"] {
        assert!(shares.contains(row), "{shares}");
    }
    let kept = done(&server, &["set", "qn-003", "qn-004", "đúng", "--as", "an"]);
    assert!(
        kept.contains("Saved: qn-003 Rượu nấm lim xanh Ba Chẽ: right"),
        "{kept}"
    );
    assert!(kept.contains("2/8"), "{kept}");
    done(
        &server,
        &[
            "set",
            "qn-017",
            "can sua",
            "--as",
            "binh",
            "--note",
            "thiếu số",
        ],
    );
    done(&server, &["set", "QN-018", "5", "--as", "binh"]);
    done(&server, &["set", "Lá trà hoa vàng", "2", "--as", "binh"]);
    let on_laptop = [
        "set", "qn-017", "qn-020", "qn-021", "qn-022", "right", "--as", "chi",
    ];
    done(&laptop, &on_laptop);
    done(&laptop, &["remark", "qn-021", "quả", "nhỏ", "--as", "chi"]);

    let (server_file, laptop_file) = (file(&server, "s.jsonl"), file(&laptop, "l.jsonl"));
    done(&server, &["export", &server_file]);
    done(&laptop, &["export", &laptop_file]);
    // In both orders, and twice: the same result.
    let others = [[&server_file, &laptop_file], [&laptop_file, &server_file]].map(|files| {
        let home = Home::new();
        for path in files.into_iter().chain(files) {
            merge(&home, path);
        }
        home
    });
    let told = merge(&server, &laptop_file);
    assert!(told.contains(": 6 events, 5 new"), "{told}");
    assert!(merge(&server, &laptop_file).contains(" 0 new"));
    merge(&laptop, &server_file);
    let expected = state(&server);
    assert!(
        expected.contains("qn-017") && expected.contains("binh: can-sua; chi: dung"),
        "{expected}"
    );
    for home in others.iter().chain([&laptop]) {
        assert_eq!(state(home), expected);
    }

    let seen = status(&server, &[]);
    assert_eq!((&seen["total"], &seen["done"]), (&8.into(), &8.into()));
    assert_eq!(
        (&seen["disagreements"], &seen["days_left"]),
        (&1.into(), &30.into())
    );
    let done_by = |name: &str| {
        let rows = seen["reviewers"].as_array().unwrap();
        let row = rows.iter().find(|row| row["reviewer"] == name).unwrap();
        row["done"].as_u64().unwrap() + row["beyond"].as_u64().unwrap()
    };
    assert_eq!(["an", "binh", "chi"].map(done_by), [2, 3, 4]);
    let text = done(&server, &["status", "--ascii"]);
    assert!(text.contains("8/8 #################### 100.0%"), "{text}");
    assert!(text.contains("Due: 2026-12-24, 30 days left"), "{text}");

    let differing = done(&server, &["disagreements"]);
    assert!(
        differing.contains("qn-017") && !differing.contains("qn-018"),
        "{differing}"
    );
    let agreement = done(&server, &["status", "--agreement"]);
    assert!(
        agreement.contains("binh, chi: the same 0/1 (0.0%)"),
        "{agreement}"
    );
    done(&server, &["settle", "qn-017", "fix", "--as", "an"]);
    assert_eq!(review(&server, &["disagreements"]).code, 1);
    let history = done(&server, &["history", "qn-017"]);
    for words in [
        "binh: fix",
        "chi: right",
        "an: settled: fix",
        "remark “thiếu số”",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    assert!(history.contains("replaced"), "{history}");

    let closed = done(&server, &["close"]);
    assert!(closed.contains("8/8, disagreements: 0"), "{closed}");
    let late = review(&server, &["set", "qn-003", "fix", "--as", "an"]);
    assert!(
        late.code == 2 && late.err.contains("is closed"),
        "{}",
        late.err
    );
    let report = done(&server, &["report", "Quý", "IV"]);
    assert!(
        report.contains("thiếu số") && report.contains("quả nhỏ"),
        "{report}"
    );
    let word = file(&server, "ban-giao.docx");
    done(
        &server,
        &["report", "--since", "2026-01-01", "--out", &word],
    );
    assert!(fs::read(&word).unwrap().starts_with(b"PK"));
    assert_eq!(review(&server, &["report", "--out", &word]).code, 74);
    done(&server, &["reopen", "quy iv"]);
    done(&server, &["set", "qn-003", "fix", "--as", "an"]);
}

#[test]
fn a_clock_that_is_three_years_wrong_changes_nothing() {
    let server = started(&[]);
    let frame = file(&server, "frame.jsonl");
    done(&server, &["export", &frame]);
    let laptop = Home::new();
    merge(&laptop, &frame);
    // The laptop sees the first verdict, and replaces it.
    done(&laptop, &["set", "qn-003", "right", "--as", "an"]);
    done(&laptop, &["set", "qn-003", "fix", "--as", "an"]);
    done(&laptop, &["set", "qn-004", "right", "--as", "an"]);
    done(&server, &["set", "qn-004", "fix", "--as", "binh"]);
    let path = file(&laptop, "l.jsonl");
    done(&laptop, &["export", &path]);
    let shifted: Vec<String> = fs::read_to_string(&path)
        .unwrap()
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let mut event: Value = serde_json::from_str(line).unwrap();
            if number > 0 {
                // Later events are the earlier ones by this clock.
                event["time"] = format!("2023-01-{:02}T00:00:00Z", 28 - number).into();
            }
            event.to_string()
        })
        .collect();
    let wrong = file(&laptop, "wrong.jsonl");
    fs::write(&wrong, shifted.join("\n") + "\n").unwrap();
    let other = Home::new();
    merge(&other, &frame);
    let from_server = file(&server, "s.jsonl");
    done(&server, &["export", &from_server]);
    merge(&other, &wrong);
    merge(&other, &from_server);
    merge(&server, &path);
    assert_eq!(state(&server), state(&other));
    let rows = state(&other);
    assert!(
        rows.contains("an: can-sua") && rows.contains("an: dung; binh: can-sua")
            || rows.contains("binh: can-sua; an: dung"),
        "{rows}"
    );
    assert_eq!(status(&other, &[])["disagreements"], 1);
}

#[test]
fn a_blind_review_shows_nothing_of_others_before_ones_own_verdict() {
    let home = started(&["--reviewer", "an", "--reviewer", "binh", "--blind"]);
    done(
        &home,
        &[
            "set",
            "qn-003",
            "qn-004",
            "fix",
            "--as",
            "an",
            "--note",
            "bí mật",
        ],
    );
    let seen = status(&home, &["--as", "binh"]);
    assert_eq!(
        (&seen["done"], &seen["disagreements"]),
        (&0.into(), &Value::Null)
    );
    assert!(
        seen["verdicts"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["count"] == 0)
    );
    let blind: [&[&str]; 8] = [
        &["status"],
        &["status", "--format", "json"],
        &["status", "--format", "csv"],
        &["history", "qn-003"],
        &["history", "qn-003", "--format", "json"],
        &["disagreements"],
        &["export"],
        &["report"],
    ];
    for arguments in blind {
        let ran = review(&home, &[arguments, &["--as", "binh"]].concat());
        for word in ["bí mật", "can-sua; ", "an: can-sua", "an: fix", "an: 2"] {
            assert!(!ran.out.contains(word), "{arguments:?}: {}", ran.out);
        }
    }
    let export = review(&home, &["export", "--as", "binh"]).out;
    assert!(!export.contains("\"verdict\":\"can-sua\""), "{export}");
    assert!(review(&home, &["status", "--agreement", "--as", "binh"]).code == 2);
    let refused = review(&home, &["settle", "qn-003", "fix", "--as", "binh"]);
    assert!(
        refused.code == 2 && refused.err.contains("settled when it is closed"),
        "{}",
        refused.err
    );

    // What one has judged oneself is open.
    done(&home, &["set", "qn-003", "right", "--as", "binh"]);
    let history = done(&home, &["history", "qn-003", "--as", "binh"]);
    assert!(
        history.contains("an: fix") && history.contains("bí mật"),
        "{history}"
    );
    let rows = done(&home, &["status", "--format", "csv", "--as", "binh"]);
    let row = |id: &str| rows.lines().find(|row| row.starts_with(id)).unwrap();
    assert!(row("qn-003").contains("an: can-sua; binh: dung"), "{rows}");
    assert!(!row("qn-004").contains("can-sua"), "{rows}");
    // And so is everything when the review is over; then what differs is settled.
    done(&home, &["close", "--as", "an"]);
    assert_eq!(status(&home, &["--as", "binh"])["disagreements"], 1);
    assert!(done(&home, &["history", "qn-004", "--as", "binh"]).contains("an: fix"));
    done(&home, &["settle", "qn-003", "fix", "--as", "an"]);
    assert_eq!(status(&home, &[])["disagreements"], 0);
}

#[test]
fn undo_goes_back_command_by_command_and_never_touches_the_work_of_others() {
    let home = started(&[]);
    done(&home, &["set", "qn-003", "qn-004", "right"]);
    done(&home, &["set", "qn-003", "fix", "--note", "xem lại"]);
    done(&home, &["set", "qn-004", "fix", "--as", "binh"]);
    let told = done(&home, &["undo"]);
    assert!(
        told.contains("qn-003") && told.contains("fix") && told.contains("xem lại"),
        "{told}"
    );
    assert!(!told.contains("qn-004"), "{told}");
    assert!(state(&home).contains("binh: can-sua"));
    let verdict_of = |id: &str| {
        let rows = state(&home);
        let row = rows
            .lines()
            .find(|row| row.starts_with(id))
            .unwrap()
            .to_owned();
        row.split(',').nth(6).unwrap().to_owned()
    };
    assert_eq!(verdict_of("qn-003"), "dung");
    done(&home, &["undo", "--redo"]);
    assert_eq!(verdict_of("qn-003"), "can-sua");
    done(&home, &["undo"]);
    done(&home, &["undo"]);
    assert_eq!(
        (verdict_of("qn-003"), verdict_of("qn-004")),
        (String::new(), String::new())
    );
    let history = done(&home, &["history", "qn-003"]);
    assert_eq!(history.matches(", undone").count(), 3, "{history}");
    // The start is used by somebody else.
    let end = review(&home, &["undo"]);
    assert!(
        end.code == 1 && end.err.contains("Nothing to undo"),
        "{}",
        end.err
    );

    // An event of somebody else is theirs; one's own is undone by its digits.
    let events = review(&home, &["history", "qn-004", "--format", "json"]).json();
    let of = |author: &str| {
        let rows = events["events"].as_array().unwrap();
        let row = rows.iter().find(|row| row["author"] == author).unwrap();
        row["id"].as_str().unwrap()[..8].to_owned()
    };
    let foreign = review(&home, &["undo", &of("binh")]);
    assert!(
        foreign.code == 2 && foreign.err.contains("is by binh"),
        "{}",
        foreign.err
    );
    done(&home, &["undo", &of("binh"), "--as", "binh"]);
    assert!(!state(&home).contains("binh"));
    let again = review(&home, &["undo", &of(&account_name())]);
    assert!(
        again.code == 2 && again.err.contains("undone already"),
        "{}",
        again.err
    );

    // What another machine of the same person did is not undone here.
    let laptop = Home::new();
    let path = file(&home, "a.jsonl");
    done(&home, &["export", &path]);
    merge(&laptop, &path);
    done(&laptop, &["set", "qn-017", "right"]);
    let back = file(&laptop, "b.jsonl");
    done(&laptop, &["export", &back]);
    merge(&home, &back);
    done(&home, &["set", "qn-018", "right"]);
    assert!(done(&home, &["undo"]).contains("qn-018"));
    assert_eq!(review(&home, &["undo"]).code, 1);
    assert_eq!(verdict_of("qn-017"), "dung");
    // A start that nothing followed is taken back.
    let fresh = started(&[]);
    done(&fresh, &["undo"]);
    assert_eq!(review(&fresh, &["list"]).code, 1);
    done(&fresh, &["undo", "--redo"]);
    assert_eq!(status(&fresh, &[])["total"], 8);
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_written() {
    let home = Home::new();
    let none = review(&home, &["status"]);
    assert!(
        none.code == 2 && none.err.contains("there is no review yet"),
        "{}",
        none.err
    );
    let empty = review(&home, &["start", "A", "zzzzqqq"]);
    assert!(
        empty.code == 1 && empty.err.contains("no review was started"),
        "{}",
        empty.err
    );
    let home = started(&["--reviewer", &account_name()]);
    for (arguments, code, sentence) in [
        (
            &["start", "QUY IV"][..],
            2,
            "of this name already: Quý IV [",
        ),
        (&["start", "  "], 2, "needs letters"),
        (&["start", "B", "--due", "hôm kia kìa"], 2, "is not a day"),
        (
            &["set", "qn-003", "xong"],
            2,
            "1 right, 2 fix, 3 unsure, 4 contacted, 5 discontinued",
        ),
        (
            &["set", "qn-003", "qn-043", "right"],
            2,
            "is not in the review “Quý IV”",
        ),
        (
            &["set", "qn-003", "qn-999", "right"],
            2,
            "no product with id “qn-999”",
        ),
        (
            &["set", "qn-003", "right", "--as", "binh"],
            77,
            "binh is not a reviewer of “Quý IV”",
        ),
        (
            &["postpone", "qn-003", "--as", "binh"],
            77,
            "not a reviewer",
        ),
        (
            &["set", "qn-003", "right", "--in", "Quý III"],
            2,
            "there is no review “Quý III”; there are: \"Quý IV\"",
        ),
        (
            &["settle", "qn-003", "right"],
            2,
            "no disagreement to settle",
        ),
        (&["share", "--by", "mau"], 2, "star, district"),
        (&["share", "binh", "sao:3"], 2, "binh is not a reviewer"),
        (
            &["share", &account_name(), "huyen:\"Cô Tô\""],
            2,
            "no product of this review",
        ),
        (&["undo", "ffffffff"], 2, "there is no event"),
        (&["merge", "/nothing/here"], 74, "/nothing/here"),
        (&["due", "mai mốt"], 2, "is not a day"),
        (&["remark", "qn-003", " "], 2, "the remark is empty"),
    ] {
        let ran = review(&home, arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(sentence), "{arguments:?}: {}", ran.err);
        assert!(!ran.out.contains("Saved"), "{arguments:?}: {}", ran.out);
    }
    let short = review(&home, &["set", "qn-003"]);
    assert!(
        short.code == 2 && short.err.contains("Usage: ocop review set"),
        "{}",
        short.err
    );
    let junk = file(&home, "junk.jsonl");
    fs::write(&junk, "id,name\n1,2\n").unwrap();
    let ran = review(&home, &["merge", &junk]);
    assert!(
        ran.code == 65 && ran.err.contains("nothing was taken"),
        "{}",
        ran.err
    );
    assert_eq!(status(&home, &[])["done"], 0);
    // In Vietnamese, too.
    let ran = home.run(&["review", "set", "qn-003", "xong"]);
    assert!(ran.err.contains("1 đúng, 2 cần sửa"), "{}", ran.err);
}
