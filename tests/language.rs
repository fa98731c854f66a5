//! The query language end to end: one meaning on the command line, in its options and in the search line.

use ocop::choice::Names;
use ocop::locale::{Lang, Locale};
use ocop_index::query::language::{parse, write};
use ocop_index::{Condition, Facet, Scope};
use serde_json::Value;

use crate::support::home::{Home, Ran};
use crate::support::screen::catalog;

fn settled() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

/// The answer to a line as one document.
fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

/// Ids found by these arguments, and what was said beside them.
fn found(home: &Home, arguments: &[&str]) -> (Vec<String>, String) {
    let all = [&["search", "--format", "jsonl"], arguments].concat();
    let ran = home.run(&all);
    assert!(matches!(ran.code, 0 | 1), "{}", ran.err);
    let ids = ran.out.lines().map(|line| {
        let hit: Value = serde_json::from_str(line).unwrap();
        hit["id"].as_str().unwrap().to_owned()
    });
    (ids.collect(), ran.err)
}

#[test]
fn options_and_words_ask_the_same() {
    let home = settled();
    for (line, options) in [
        ("sao:4 ruou", &["--star", "4", "ruou"][..]),
        ("star:4 ruou", &["--star", "4", "ruou"]),
        ("Sao:\"4 sao\" ruou", &["--star", "4", "ruou"]),
        ("sao:>=4", &["--star", "4", "--star", "5"]),
        ("sao:4..5", &["--star", "4", "--star", "5"]),
        ("huyen:\"Hạ Long\"", &["--district", "ha long"]),
        ("huyện:ha_long", &["--district", "TP Hạ Long"]),
        (
            "district:\"ha long\",ba_che",
            &["--district", "Hạ Long", "--district", "Ba Chẽ"],
        ),
        (
            "chu_the:htx sao:4,5",
            &["--kind", "htx", "--star", "4", "--star", "5"],
        ),
        ("nam:2021 ", &["--year", "2021"]),
        ("trang_thai:expired", &["--status", "hết hạn"]),
        (
            "thieu:decision con_han:overdue",
            &["--gap", "decision", "--left", "overdue"],
        ),
        ("xep:ten sao:5", &["--sort", "name", "--star", "5"]),
    ] {
        let words = found(&home, &[line]);
        assert!(!words.0.is_empty(), "{line} finds something");
        assert_eq!(words, found(&home, options), "{line}");
    }
    // What a shell leaves of the quotes.
    let (bare, _) = found(&home, &["huyen:Hạ Long"]);
    assert_eq!(bare, found(&home, &["--district", "Hạ Long"]).0);
}

#[test]
fn every_command_that_takes_a_question_takes_the_language() {
    let home = settled();
    let line = "sao:>=4 chu_the:htx";
    let options = ["--star", "4", "--star", "5", "--kind", "htx"];
    for command in ["facets", "stats"] {
        let by_options = home.run(&[&[command][..], &options].concat());
        let by_words = home.run(&[command, line]);
        assert_eq!((by_words.code, by_words.err.as_str()), (0, ""));
        assert_eq!(by_words.out, by_options.out, "{command}");
    }
    let export = home.run(&["export", line, "--out", "-", "--format", "csv"]);
    let ids = found(&home, &[line]).0;
    assert_eq!(export.out.lines().count(), ids.len() + 1, "{}", export.err);
}

#[test]
fn what_cannot_be_meant_is_told_with_its_place_and_the_rest_is_answered() {
    let home = settled();
    let everything = found(&home, &["cha muc"]).0;
    for (line, said) in [
        (
            "huyen:\"Ha Lang\" cha muc",
            &["Ha Lang", "Hạ Long", "ký tự 7"][..],
        ),
        ("cha muc sao:9", &["“9”", "5 sao", "ký tự 13"]),
        ("sao: cha muc", &["“sao:”", "sao:4"]),
        ("sao:>= cha muc", &["“>=”", "sao:>=4"]),
        ("xep:abc cha muc", &["“abc”", "phu_hop"]),
        ("cha \"muc", &["\"muc", "ngoặc kép"]),
    ] {
        let (ids, err) = found(&home, &[line]);
        assert_eq!(ids, everything, "{line}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(
            said.iter().all(|piece| err.contains(piece)),
            "{line}: {err}"
        );
    }
    let english = home.run(&["search", "distric:x", "--lang", "en"]);
    assert!(
        english.err.contains("character 1") && english.err.contains("did you mean district"),
        "{}",
        english.err
    );
    assert_eq!(
        english.code, 1,
        "searched as words, and no product has them"
    );
}

#[test]
fn the_document_names_the_question_in_the_language() {
    let home = settled();
    let ran = home.run(&[
        "search",
        "--format",
        "json",
        "--star",
        "4",
        "ruou",
        "huyện:hạ_long,\"ba chẽ\"",
    ]);
    let document = json(&ran);
    assert_eq!(document["query"], "ruou");
    let line = document["line"].as_str().unwrap();
    assert_eq!(line, "sao:4 huyen:\"Ba Chẽ\",\"Hạ Long\" ruou ");
    let again = json(&home.run(&["search", "--format", "json", line]));
    assert_eq!(again, document);
    assert_eq!(write(&ocop_index::Query::text("sao:4")), "\\sao:4");
    assert!(parse("\\sao:4").pieces.is_empty());
}

#[test]
fn a_name_that_is_no_group_but_a_dish_is_meant_as_the_dish() {
    let names = Names::of(catalog(), &Locale::new(Lang::Vi));
    let settled = |line: &str| parse(line).settle(&names);
    for (line, words, not) in [
        ("nhom:trà", "trà", false),
        ("-nhom:\"chả mực\"", "chả mực", true),
    ] {
        let settled = settled(line);
        let scope = Scope::Specialty;
        let words = words.to_owned();
        assert_eq!(settled.query.conditions, [Condition { scope, words, not }]);
        assert_eq!(
            (settled.problems, settled.query.filter.is_empty()),
            (vec![], true)
        );
    }
    for line in [
        "nhom:II",
        "nhom:2",
        "nhom:đồ_uống",
        "group:beverages",
        "nhom:\"nhóm II\"",
    ] {
        assert!(settled(line).query.filter.has(Facet::Group, "II"), "{line}");
    }
    assert_eq!(settled("nhom:xyzzy").problems.len(), 1);
    assert_eq!(
        settled("nhom:trà,II").problems.len(),
        1,
        "either of both is no question"
    );
    // A name that several units share means all of them.
    assert!(
        settled("don_vi:ha_long")
            .query
            .filter
            .has(Facet::Unit, "Phường Hạ Long")
    );
}

/// What needs the engine's conditions and exclusions: these two tests, and no other, fail while the engine does
/// not look at them.
mod honoured_by_the_engine {
    use super::*;

    #[test]
    fn values_that_are_not_wanted_are_kept_away() {
        let home = settled();
        let all = found(&home, &["ruou"]).0;
        let four = found(&home, &["ruou sao:4"]).0;
        let others = found(&home, &["ruou -sao:4"]).0;
        assert!(!four.is_empty() && others.len() == all.len() - four.len());
        assert!(others.iter().all(|id| !four.contains(id)));
    }

    #[test]
    fn words_of_a_field_and_phrases_are_looked_for_where_they_stand() {
        let home = settled();
        let (tea, err) = found(&home, &["nhom:trà"]);
        assert_eq!(err, "");
        let (rest, _) = found(&home, &["--", "-nhom:trà"]);
        assert!(!tea.is_empty() && tea.len() + rest.len() == 130);
        let (code, _) = found(&home, &["ma:qn-017"]);
        assert_eq!(code, ["qn-017"]);
        let (phrase, _) = found(&home, &["\"mực chả\""]);
        assert_eq!(phrase, Vec::<String>::new());
        let (without, _) = found(&home, &["cha muc -\"mạnh hà\""]);
        assert_eq!(without.len(), 1);
    }
}
