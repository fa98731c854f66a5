//! Blind reviews: what others said is hidden in every command, in the linear mode and on the screen, whichever review
//! is open; who looked is known; who started one sees how far it is.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use jiff::Timestamp;
use ocop::app::review_words::describe_progress;
use ocop::work::events::event_body::ReviewStart;
use ocop::work::events::event_drafts::{draft_remark, draft_review_start};
use ocop::work::events::product_ref::ProductRef;
use ocop::work::reviews::verdict_kind::built_in_verdicts;
use ocop::work::store::open_work::OpenWork;
use serde_json::Value;

use crate::support::home::{Home, Ran};
use crate::support::screen::{Screen, catalog};

fn run(home: &Home, person: &str, arguments: &[&str]) -> Ran {
    home.run(&[&["--as", person, "--lang", "en"], arguments].concat())
}

fn done(home: &Home, person: &str, arguments: &[&str]) -> String {
    let ran = run(home, person, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
    ran.out
}

fn status(home: &Home, person: &str) -> Value {
    let arguments = ["review", "status", "Kín", "--format", "json"];
    serde_json::from_str(&done(home, person, &arguments)).unwrap()
}

/// A home where "truong" has started a blind review for "an" and "binh", and "an" has judged two of its products.
fn home_with_blind_review() -> Home {
    let home = Home::new();
    let start = [
        "review",
        "start",
        "Kín",
        "--district",
        "Ba Chẽ",
        "--blind",
        "--reviewer",
        "an,binh",
    ];
    done(&home, "truong", &start);
    let judged = [
        "review",
        "set",
        "qn-003",
        "qn-004",
        "fix",
        "--note",
        "bí mật",
    ];
    done(&home, "an", &judged);
    home
}

/// What a conversation says.
fn converse(home: &Home, person: &str, lines: &[&str]) -> String {
    let mut command = home.command(&["--accessible", "--lang", "en", "--as", person]);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let typed = lines.join("\n");
    let mut input = child.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    drop(input);
    Ran::from(child.wait_with_output().unwrap()).out
}

#[test]
fn behind_another_review_a_blind_one_hides_as_much_as_it_does_when_it_is_open() {
    let home = home_with_blind_review();
    for is_other_open in [false, true] {
        if is_other_open {
            // Not blind, with the same products.
            let start = ["review", "start", "Mở", "--district", "Ba Chẽ"];
            done(&home, "binh", &start);
        }
        let asked: [&[&str]; 9] = [
            &[
                "search",
                "--district",
                "Ba Chẽ",
                "--columns",
                "id,remark,verdict,reviewer",
            ],
            &["search", "--district", "Ba Chẽ", "--format", "json"],
            &["facets", "--district", "Ba Chẽ"],
            &["show", "qn-003", "--format", "json"],
            &["show", "qn-003"],
            &["review", "status", "--format", "csv"],
            &["review", "history", "qn-003"],
            &["review", "report"],
            &["review", "report", "--since", "2026-01-01"],
        ];
        for arguments in asked {
            let ran = run(&home, "binh", arguments);
            // To whom nothing is told, nothing was done.
            let is_history = arguments[1] == "history";
            assert_eq!(
                ran.code,
                i32::from(is_history),
                "{arguments:?}: {}",
                ran.err
            );
            for word in [
                "bí mật",
                "can-sua; ",
                "an: can-sua",
                "an: fix",
                "\"remark\":\"yes\"",
            ] {
                assert!(!ran.out.contains(word), "{arguments:?} {word}: {}", ran.out);
            }
        }
        let with_remark = run(&home, "binh", &["search", "--remark", "yes"]);
        assert_eq!(with_remark.code, 1, "{}", with_remark.out);
        let own = done(
            &home,
            "an",
            &["search", "--remark", "yes", "--format", "jsonl"],
        );
        assert_eq!(own.lines().count(), 2, "{own}");
        let stats = run(&home, "binh", &["stats", "--remark", "yes"]);
        assert!(!stats.out.contains("2 product"), "{}", stats.out);
        let heard = converse(
            &home,
            "binh",
            &["+ district:\"Ba Chẽ\"", "qn-003", "y qn-003"],
        );
        assert!(!heard.contains("bí mật"), "{heard}");
    }
    // What one has judged oneself is told, in both.
    done(
        &home,
        "binh",
        &["review", "set", "qn-003", "right", "--in", "Kín"],
    );
    let seen = done(&home, "binh", &["review", "status", "--format", "csv"]);
    let row = |id: &str| seen.lines().find(|row| row.starts_with(id)).unwrap();
    assert!(row("qn-003").contains("an: bí mật"), "{seen}");
    assert!(!row("qn-004").contains("bí mật"), "{seen}");
}

#[test]
fn while_a_blind_review_runs_nobody_hears_numbers_of_others_and_nothing_is_settled() {
    let home = home_with_blind_review();
    let seen = status(&home, "binh");
    let row = |seen: &Value, name: &str| {
        let rows = seen["reviewers"].as_array().unwrap().iter();
        let row = rows.clone().find(|row| row["reviewer"] == name);
        row.unwrap().clone()
    };
    assert_eq!(row(&seen, "an")["done"], Value::Null);
    assert_eq!(row(&seen, "binh")["done"], 0);
    assert_eq!(
        (&seen["done"], &seen["disagreements"]),
        (&0.into(), &Value::Null)
    );
    let counted = |seen: &Value| {
        let verdicts = seen["verdicts"].as_array().unwrap().iter();
        verdicts
            .map(|row| row["count"].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!((counted(&seen), counted(&status(&home, "an"))), (0, 2));
    let text = done(&home, "binh", &["review", "status", "Kín"]);
    assert!(
        text.contains("?/8  an") && text.contains("0/8  binh"),
        "{text}"
    );
    assert!(text.contains("counted when the review is closed"), "{text}");
    let heard = converse(&home, "binh", &["progress", "disagreements"]);
    assert!(heard.contains("binh: 0 of 8"), "{heard}");
    assert!(!heard.contains("an: 2"), "{heard}");
    assert!(!heard.contains("No disagreement."), "{heard}");

    // Both have judged one: each sees the other there, and nobody settles yet.
    done(&home, "binh", &["review", "set", "qn-003", "right"]);
    let differing = run(&home, "binh", &["review", "disagreements"]);
    assert!(
        differing.code == 0 && differing.out.contains("an: fix"),
        "{}",
        differing.out
    );
    assert!(
        differing.out.contains("when it is closed"),
        "{}",
        differing.out
    );
    for person in ["an", "binh", "truong"] {
        let refused = run(&home, person, &["review", "settle", "qn-003", "fix"]);
        assert_eq!(refused.code, 2, "{person}: {}", refused.err);
        assert!(!refused.out.contains("Saved"), "{}", refused.out);
        let heard = converse(&home, person, &["settle qn-003 fix"]);
        assert!(!heard.contains("Saved"), "{heard}");
    }
    let rows = run(
        &home,
        "binh",
        &["review", "disagreements", "--format", "json"],
    )
    .json();
    assert_eq!(rows["complete"], false);
    done(&home, "truong", &["review", "close"]);
    done(&home, "truong", &["review", "settle", "qn-003", "fix"]);
    assert_eq!(run(&home, "an", &["review", "disagreements"]).code, 1);
}

#[test]
fn who_started_a_blind_review_sees_how_far_each_one_is_and_no_verdict() {
    let home = home_with_blind_review();
    let seen = status(&home, "truong");
    let rows = seen["reviewers"].as_array().unwrap();
    let of = |name: &str| {
        let mut rows = rows.iter();
        rows.find(|row| row["reviewer"] == name).unwrap()["done"].clone()
    };
    assert_eq!((of("an"), of("binh")), (2.into(), 0.into()));
    assert_eq!(seen["done"], 2);
    let verdicts = seen["verdicts"].as_array().unwrap();
    assert!(verdicts.iter().all(|row| row["count"] == 0), "{seen}");
    for arguments in [
        &["review", "status", "--format", "csv"][..],
        &["review", "history", "qn-003"],
        &["review", "report"],
    ] {
        let ran = run(&home, "truong", arguments);
        assert!(
            !ran.out.contains("bí mật")
                && !ran.out.contains("an: can-sua")
                && !ran.out.contains("an: fix"),
            "{arguments:?}: {}",
            ran.out
        );
    }
}

#[test]
fn who_looked_and_took_the_verdict_back_has_looked_and_it_is_known() {
    let home = home_with_blind_review();
    done(&home, "binh", &["review", "set", "qn-003", "right"]);
    done(&home, "binh", &["review", "undo"]);
    let history = done(&home, "binh", &["review", "history", "qn-003"]);
    assert!(history.contains("an: fix"), "{history}");
    let seen = status(&home, "binh");
    assert_eq!(seen["done"], 0);
    for (person, revised) in [("binh", 1), ("truong", 1)] {
        let seen = status(&home, person);
        let rows = seen["reviewers"].as_array().unwrap().iter();
        let row = rows.clone().find(|row| row["reviewer"] == "binh").unwrap();
        assert_eq!(row["revised"], revised, "{seen}");
        let text = done(&home, person, &["review", "status"]);
        assert!(
            text.contains("binh, changed or took back 1 verdict"),
            "{text}"
        );
    }
    // Whoever has not looked is not told of it.
    let text = done(&home, "an", &["review", "status"]);
    assert!(!text.contains("took back"), "{text}");
}

/// A store where "an" has judged a product of a blind review that "truong" started, and another one, not blind, has the
/// same products.
fn folder_with_blind_review(folder: &Path) {
    let mut answer = catalog().search(&ocop_index::Query::default()).unwrap();
    let hits = catalog().load_hits(&mut answer, 0..3).unwrap();
    let scope: Vec<ProductRef> = hits
        .iter()
        .map(|hit| ProductRef::from_product(&hit.product))
        .collect();
    let open = |person: &str| OpenWork::open(&folder.join("work.db"), person).unwrap();
    let mut work = open("truong");
    let mut start = |name: &str, blind: bool| {
        let start = ReviewStart {
            name: name.to_owned(),
            question: String::new(),
            due: None,
            reviewers: ["an", "binh"].map(str::to_owned).into(),
            blind,
            verdicts: built_in_verdicts(),
            scope: scope.clone(),
        };
        let draft = draft_review_start(start);
        work.record(vec![draft], Timestamp::UNIX_EPOCH).unwrap()[0].id
    };
    let (blind, _) = (start("Kín", true), start("Mở", false));
    let mut work = open("an");
    let verdict = work
        .log()
        .draft_verdict(blind, &scope[0], "an", Some("can-sua"));
    let remark = draft_remark(Some(blind), &scope[0], "bí mật", None);
    work.record(vec![verdict, remark], Timestamp::UNIX_EPOCH)
        .unwrap();
}

/// The numbers beside a name in the window of the progress.
fn progress_of(screen: &Screen, name: &str) -> Option<String> {
    let mut lines = describe_progress(&screen.model).into_iter();
    lines.find(|line| line.label == name).map(|line| line.count)
}

#[test]
fn on_the_screen_a_blind_review_shows_nothing_of_others_neither_open_nor_behind_another() {
    for open in ["Kín", "Mở"] {
        let folder = tempfile::tempdir().unwrap();
        folder_with_blind_review(folder.path());
        let mut screen = Screen::new(130, 40).with_work(folder.path(), "binh");
        screen.press(&format!("<enter>ww{open}<enter>gg"));
        let text = screen.text();
        for word in ["bí mật", "cần sửa (an", "¶", "an,"] {
            assert!(!text.contains(word), "{open} {word}:\n{text}");
        }
        screen.press("wp");
        let text = screen.text();
        assert!(text.contains("0/3"), "{text}");
        // Of the other one numbers are told: nobody has done anything in it.
        let told = (open == "Mở").then(|| "0/3".to_owned());
        assert_eq!(progress_of(&screen, "an"), told, "{text}");
    }
    // After the own verdict the product of the blind one is open.
    let folder = tempfile::tempdir().unwrap();
    folder_with_blind_review(folder.path());
    let mut screen = Screen::new(130, 40).with_work(folder.path(), "binh");
    screen.press("<enter>wwKín<enter>gg1gg");
    assert!(screen.shows("bí mật"), "{}", screen.text());
    screen.press("wp");
    let lines = screen.text();
    let fix = lines
        .lines()
        .find(|line| line.contains("cần sửa"))
        .unwrap_or_default();
    assert!(fix.contains('0'), "{lines}");
}

#[test]
fn on_the_screen_who_oversees_a_blind_review_sees_its_numbers_grow() {
    let folder = tempfile::tempdir().unwrap();
    folder_with_blind_review(folder.path());
    let mut screen = Screen::new(130, 40).with_work(folder.path(), "truong");
    screen.press("<enter>wwKín<enter>wp");
    assert_eq!(progress_of(&screen, "an").as_deref(), Some("1/3"));
    assert!(screen.shows("1/3"), "{}", screen.text());
    let mut an = Screen::new(130, 40).with_work(folder.path(), "an");
    an.press("<enter>wwKín<enter>1");
    screen.press("<esc>wp");
    assert_eq!(progress_of(&screen, "an").as_deref(), Some("2/3"));
    assert!(screen.shows("2/3"), "{}", screen.text());
    assert!(!screen.shows("bí mật"), "{}", screen.text());
}
