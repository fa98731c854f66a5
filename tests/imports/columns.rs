//! Columns that an import named with `--map`: used again, but never in silence, and forgotten on request.

use crate::support::home::{Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::workbooks::{clear_catalogue, write_file};

/// A list whose stars are in a column of no known name.
const STRANGE: &str = "Tên sản phẩm;Chủ thể;Cột lạ\nSản phẩm A;HTX A;5 sao\n";

/// A home that published one list with `--map`.
fn home_with_memory() -> Home {
    let home = Home::new();
    clear_catalogue(&home);
    write_file(&home, "la.csv", STRANGE);
    publish(&home, "la.csv", "Cột lạ=star");
    home
}

fn publish(home: &Home, file: &str, map: &str) {
    let result = home.run(&["import", "--yes", "--map", map, file]);
    assert_eq!(result.code, 0, "{}{}", result.out, result.err);
}

fn assert_says(result: &Ran, text: &str) {
    assert!(
        result.out.contains(text),
        "no {text:?} in:\n{}{}",
        result.out,
        result.err
    );
}

#[test]
fn a_column_that_was_named_once_is_told_each_time_it_is_read_so() {
    let home = home_with_memory();
    write_file(
        &home,
        "moi.csv",
        STRANGE.replace("Sản phẩm A", "Sản phẩm B"),
    );
    for command in [
        &["check", "moi.csv"][..],
        &["import", "--dry-run", "moi.csv"],
    ] {
        let result = home.run(command);
        assert_says(
            &result,
            "  cột “Cột lạ” đọc là Hạng sao, theo lần nhập ngày ",
        );
        assert_says(&result, " (la.csv); bỏ: ocop columns forget \"Cột lạ\"\n");
    }
    let english = home.run(&["check", "--lang", "en", "moi.csv"]);
    assert_says(
        &english,
        "column “Cột lạ” is read as Star, as in the import of ",
    );
    // What the command line says itself needs no telling.
    let named = home.run(&["check", "--map", "Cột lạ=note", "moi.csv"]);
    assert!(!named.out.contains("theo lần nhập"), "{}", named.out);
}

#[test]
fn a_column_that_names_itself_is_read_instead_of_a_remembered_one() {
    let home = Home::new();
    clear_catalogue(&home);
    let list = "Tên sản phẩm;Chủ thể;Hạng sao;Cột lạ\nSản phẩm A;HTX A;3;5 sao\n";
    write_file(&home, "la.csv", list);
    publish(&home, "la.csv", "Cột lạ=star");
    write_file(&home, "moi.csv", list.replace("Sản phẩm A", "Sản phẩm B"));
    let result = home.run(&["import", "--yes", "moi.csv"]);
    assert_says(
        &result,
        "cột “Cột lạ” không đọc là Hạng sao như trong lần nhập ngày ",
    );
    assert_says(
        &result,
        "vì đã có cột “Hạng sao”; vẫn muốn đọc: --map \"Cột lạ=star\"",
    );
    let found = home.run(&["search", "sao:3 Sản phẩm B", "--format", "json"]);
    assert_says(&found, "Sản phẩm B");
}

#[test]
fn remembered_columns_are_listed_and_forgotten() {
    let home = Home::new();
    let none = home.run(&["columns"]);
    assert_eq!(none.code, 1);
    assert_says(&none, "Không nhớ cột nào.");
    let home = home_with_memory();
    let listed = home.run(&["columns"]);
    assert_eq!(listed.code, 0, "{}", listed.err);
    assert_says(
        &listed,
        "Danh sách có tiêu đề: Tên sản phẩm | Chủ thể | Cột lạ\n",
    );
    assert_says(
        &listed,
        "\n  cột “Cột lạ” đọc là Hạng sao, theo lần nhập ngày ",
    );
    assert_says(&listed, "(la.csv)");
    let wrong = home.run(&["columns", "forget", "Cột khác"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .err
            .contains("không nhớ cột nào tên “Cột khác”; đang nhớ: Cột lạ"),
        "{}",
        wrong.err
    );
    let unsaid = home.run(&["columns", "forget"]);
    assert_eq!(unsaid.code, 2);
    assert!(unsaid.err.contains("đang nhớ: Cột lạ"), "{}", unsaid.err);
    let refused = home.run(&["columns", "forget", "--all", "--read-only"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    for forget in [
        &["columns", "forget", "cột lạ"][..],
        &["columns", "forget", "--all"],
    ] {
        assert_eq!(home.run(&["columns"]).code, 0);
        let forgotten = home.run(forget);
        assert_eq!(forgotten.code, 0, "{}", forgotten.err);
        assert_says(&forgotten, "Đã quên cột “");
        assert_eq!(home.run(&["columns"]).code, 1);
        let check = home.run(&["check", "la.csv"]);
        assert_says(&check, "cột không đọc: “Cột lạ”");
        write_file(&home, "la.csv", STRANGE.replace("5 sao", "4 sao"));
        publish(&home, "la.csv", "Cột lạ=star");
    }
}

#[test]
fn what_an_older_version_remembered_is_read_and_told_without_a_day() {
    let home = Home::new();
    clear_catalogue(&home);
    write_file(&home, "la.csv", STRANGE);
    let written = home_with_memory();
    let text = std::fs::read_to_string(written.data().join("columns.json")).unwrap();
    let noted: serde_json::Value = serde_json::from_str(&text).unwrap();
    let signature = noted.as_object().unwrap().keys().next().unwrap();
    let old = serde_json::json!({ signature: [["Cột lạ", "star"]] });
    std::fs::write(home.data().join("columns.json"), old.to_string()).unwrap();
    let check = home.run(&["check", "la.csv"]);
    assert_says(
        &check,
        "cột “Cột lạ” đọc là Hạng sao, theo một lần nhập trước; bỏ: ",
    );
    assert_says(&home.run(&["columns"]), "theo một lần nhập trước");
}

#[test]
fn the_review_screen_shows_above_the_changes_what_an_earlier_import_decides() {
    let home = home_with_memory();
    write_file(
        &home,
        "moi.csv",
        STRANGE.replace("Sản phẩm A", "Sản phẩm B"),
    );
    let mut command = program(&home);
    command.args(["import", "moi.csv"]);
    let mut terminal = Terminal::run(command, CLASSIC);
    terminal.until("the changes", |seen| {
        seen.shows("Tệp được đọc thế nào (1)")
            && seen.shows("cột “Cột lạ” đọc là Hạng sao")
            && seen.shows(">[x] Sản phẩm B")
    });
    terminal.press("k");
    terminal.until("the whole note", |seen| seen.shows("columns forget"));
    terminal.press("q");
    assert_eq!(terminal.end().code, 1);
}
