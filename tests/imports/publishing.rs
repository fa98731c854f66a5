//! From consent to rollback: what is written and when, the messages, and the problem files.

use std::fs;

use calamine::{Reader, Xlsx};
use serde_json::Value;

use super::faults::{count_products, data_files};
use crate::support::built_in::{all_products, of_all};
use crate::support::home::{Home, Ran, account_name};
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::workbooks::{
    builtin_product, catalogue, producer_name, product_name, write_file,
};

/// A list with one product more, and a telephone.
fn write_list(home: &Home, file: &str, product: &str) {
    write_file(
        home,
        file,
        format!("Tên sản phẩm;Chủ thể;Số điện thoại\n{product};HTX của bài thử;0203000001\n;x;\n"),
    );
}

fn new_home() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

#[test]
fn looking_and_silence_change_nothing() {
    let home = new_home();
    write_list(&home, "list.csv", "Sản phẩm A");
    let before = data_files(&home);
    let shown = home.run(&["import", "--dry-run", "list.csv"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown.out.contains("Chỉ xem thử; chưa ghi gì."),
        "{}",
        shown.out
    );
    assert_eq!(data_files(&home), before);
    // In a pipe nobody can answer, whatever it delivers.
    for answer in ["", "c\n", "y\n"] {
        let mut child = home
            .command(&["import", "list.csv"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // It may have ended without reading its input.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), answer.as_bytes());
        let result = Ran::from(child.wait_with_output().unwrap());
        assert_eq!(result.code, 1, "{}", result.err);
        assert!(
            result.out.contains("Chưa ghi gì. Thêm --yes để nhập."),
            "{}",
            result.out
        );
        assert_eq!(data_files(&home), before);
    }
    let check = home.run(&["check", "list.csv"]);
    assert_eq!(check.code, 0, "{}", check.err);
    assert!(
        check.out.contains("dòng 3: “x” dòng đầu mục không rõ"),
        "{}",
        check.out
    );
    assert_eq!(data_files(&home), before, "check only looks");
}

#[test]
fn what_is_said_of_columns_is_remembered_by_publishing_alone() {
    let home = new_home();
    let list = "Tên sản phẩm;Chủ thể;Ghi chú\nSản phẩm A;HTX của bài thử;5 sao\n";
    write_file(&home, "list.csv", list);
    let before = data_files(&home);
    let said = ["--map", "Ghi chú=star", "list.csv"];
    for verb in [
        &["import", "--dry-run"][..],
        &["check"],
        // Without consent.
        &["import"],
    ] {
        home.run(&[verb, &said].concat());
        assert_eq!(data_files(&home), before, "{verb:?}");
    }
    assert_eq!(
        home.run(&[&["import", "--yes"], &said[..]].concat()).code,
        0
    );
    let again = list.replace("Sản phẩm A", "Sản phẩm B");
    write_file(&home, "next.csv", again);
    assert_eq!(home.run(&["import", "--yes", "next.csv"]).code, 0);
    let found = home.run(&["search", "sao:5 Sản phẩm B", "--format", "json"]);
    assert!(found.out.contains("Sản phẩm B"), "{}", found.out);
}

#[test]
fn check_needs_no_catalogue_and_makes_none() {
    let home = Home::new();
    write_list(&home, "list.csv", "Sản phẩm A");
    assert_eq!(home.run(&["check", "list.csv"]).code, 0);
    assert!(!home.data().join("catalog").exists());
}

#[test]
fn a_person_at_a_terminal_is_asked_and_only_yes_is_yes() {
    for (answer, products) in [
        ("k\r", all_products()),
        ("\r", all_products()),
        ("c\r", all_products() + 1),
        ("có\r", all_products() + 1),
    ] {
        let home = new_home();
        write_list(&home, "list.csv", "Sản phẩm A");
        let mut command = program(&home);
        command.args(["import", "list.csv"]);
        // Without a terminal screen, the question is a line.
        command.env("TERM", "dumb");
        let mut terminal = Terminal::run(command, CLASSIC);
        terminal.until("the question", |seen| {
            seen.shows("Ghi các thay đổi này vào danh mục? c/k")
        });
        terminal.press(answer);
        let ended = terminal.end();
        let yes = products == all_products() + 1;
        assert_eq!(
            ended.code,
            u32::from(!yes),
            "{answer:?} {}",
            ended.seen().text()
        );
        assert!(ended.seen().shows(if yes {
            "Đã ghi bản số 2"
        } else {
            "Danh mục giữ nguyên."
        }));
        assert_eq!(count_products(&home), products, "{answer:?}");
    }
}

#[test]
fn yes_publishes_and_history_and_diff_tell_of_it() {
    let home = new_home();
    write_list(&home, "list-2026.csv", "Sản phẩm A");
    let command = |arguments: &[&str]| {
        Ran::from(home.command(arguments).env("USER", "lan").output().unwrap())
    };
    let result = command(&["import", "--yes", "list-2026.csv"]);
    assert_eq!(result.code, 0, "{}", result.err);
    let sentence = result.out.lines().last().unwrap();
    assert!(
        sentence.starts_with(&of_all(
            "Đã ghi bản số 2: {one_more} sản phẩm; 1 dòng để riêng: 1 dòng "
        )) && sentence.ends_with(". Quay lại bản trước: ocop rollback"),
        "{sentence}"
    );
    let history = command(&["history"]);
    let lines: Vec<&str> = history.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("*   2  ") && lines[1].starts_with("    1  "),
        "{}",
        history.out
    );
    // The account, whatever `USER` says.
    let account = account_name();
    assert!(!lines[0].contains("lan "), "{}", lines[0]);
    for words in [
        &of_all("{one_more} sản phẩm"),
        "nhập thêm",
        &account,
        "list-2026.csv",
        "sản phẩm mới 1",
    ] {
        assert!(lines[0].contains(words), "{words}: {}", lines[0]);
    }
    let document: Value =
        serde_json::from_str(&command(&["history", "--format", "json"]).out).unwrap();
    let newest = &document["generations"][0];
    assert_eq!(
        (newest["number"].as_u64(), newest["current"].as_bool()),
        (Some(2), Some(true))
    );
    assert_eq!(newest["origin"]["files"][0]["name"], "list-2026.csv");
    assert!(
        !newest["origin"]["files"][0]["checksum"]
            .as_str()
            .unwrap()
            .is_empty()
    );
    let diff = command(&["diff"]);
    assert_eq!(diff.code, 0);
    assert!(
        diff.out
            .starts_with("Từ bản 1 đến bản 2:\n        1  sản phẩm mới\n"),
        "{}",
        diff.out
    );
    assert!(
        diff.out.contains("Sản phẩm A · HTX của bài thử"),
        "{}",
        diff.out
    );
    assert!(
        command(&["diff", "2", "1"])
            .out
            .contains("1  không còn trong danh sách")
    );
}

#[test]
fn the_way_back_can_be_gone_back() {
    let home = new_home();
    write_list(&home, "list.csv", "Sản phẩm A");
    let command = |arguments: &[&str]| home.run(arguments);
    assert_eq!(command(&["import", "--yes", "list.csv"]).code, 0);
    let silent = command(&["rollback"]);
    assert_eq!(
        (silent.code, count_products(&home)),
        (1, all_products() + 1),
        "nobody said yes"
    );
    assert!(
        silent.out.contains(
            &of_all("Quay về bản 1 sẽ thay đổi:\n      {all}  không đổi\n        1  không còn trong danh sách")
        ),
        "{}",
        silent.out
    );
    let back = command(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert!(
        back.out.contains(&of_all(
            "Đã ghi bản số 3 với nội dung bản 1: {all} sản phẩm."
        )),
        "{}",
        back.out
    );
    assert_eq!(count_products(&home), all_products());
    assert!(
        command(&["history"])
            .out
            .lines()
            .next()
            .unwrap()
            .contains("quay về bản 1")
    );
    let again = command(&["rollback", "--yes"]);
    assert!(
        again.out.contains(&of_all(
            "Đã ghi bản số 4 với nội dung bản 2: {one_more} sản phẩm."
        )),
        "{}",
        again.out
    );
    assert_eq!(count_products(&home), all_products() + 1);
    let none = command(&["rollback", "--yes", "4"]);
    assert!(
        none.code == 0 && none.out.contains("Không có gì mới"),
        "{}",
        none.out
    );
    let unknown = command(&["rollback", "--yes", "9"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("không có bản số 9; có: 4, 3, 2, 1"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_way_back_that_is_thought_about_keeps_nobody_out() {
    let home = new_home();
    write_list(&home, "one.csv", "Sản phẩm một");
    write_list(&home, "two.csv", "Sản phẩm hai");
    assert_eq!(home.run(&["import", "--yes", "one.csv"]).code, 0);
    let mut command = program(&home);
    command.arg("rollback");
    let mut terminal = Terminal::run(command, CLASSIC);
    let asked = |terminal: &Terminal, times: usize| {
        terminal.until("the question", |seen| {
            seen.text().matches("c/k").count() == times
        });
    };
    asked(&terminal, 1);
    assert_eq!(home.run(&["import", "--yes", "two.csv"]).code, 0);
    terminal.press("c\r");
    asked(&terminal, 2);
    let text = terminal.seen().text();
    assert!(text.contains("Vừa có người ghi bản số 3"), "{text}");
    // It still restores the same generation, and reports everything that it removes.
    let heads = text.matches("Quay về bản 1 sẽ thay đổi:").count();
    assert_eq!(heads, 2, "{text}");
    assert!(text.contains("2  không còn trong danh sách"), "{text}");
    assert_eq!(
        count_products(&home),
        all_products() + 2,
        "nothing was written yet"
    );
    terminal.press("c\r");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(count_products(&home), all_products());
}

#[test]
fn a_damaged_generation_is_left_for_the_newest_whole_one() {
    let home = new_home();
    for (file, product) in [
        ("one.csv", "Sản phẩm một"),
        ("two.csv", "Sản phẩm hai"),
        ("three.csv", "Sản phẩm ba"),
    ] {
        write_list(&home, file, product);
        assert_eq!(home.run(&["import", "--yes", file]).code, 0);
    }
    let catalog = home.data().join("catalog");
    // The current generation and the one before it.
    for number in ["gen-000004", "gen-000003"] {
        fs::write(catalog.join(number).join("products.jsonl"), "xx\n").unwrap();
        fs::remove_dir_all(catalog.join(number).join("index")).unwrap();
    }
    let refused = home.run(&["import", "--yes", "one.csv"]);
    assert!(
        refused.code == 3 && refused.err.contains("ocop rollback"),
        "{}",
        refused.err
    );
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{}", back.err);
    assert!(
        back.out.contains("Bản đang dùng (4) bị hỏng"),
        "{}",
        back.out
    );
    let found = home.run(&["search", "sản phẩm một", "--format", "json"]);
    assert!(
        found.out.contains("Sản phẩm một") && found.err.is_empty(),
        "{}",
        found.err
    );
    assert!(
        !home
            .run(&["search", "sản phẩm hai"])
            .out
            .contains("Sản phẩm hai")
    );
    assert_eq!(
        home.run(&["import", "--yes", "two.csv"]).code,
        0,
        "and on it goes"
    );
}

#[test]
fn the_first_catalogue_has_nothing_to_go_back_to() {
    let home = new_home();
    for command in [&["rollback", "--yes"][..], &["diff"]] {
        let result = home.run(command);
        assert_eq!(result.code, 2);
        assert!(
            result.err.contains("không có bản danh mục nào trước đó"),
            "{}",
            result.err
        );
    }
}

#[test]
fn what_a_list_does_not_say_is_kept_and_what_it_says_is_published() {
    let home = new_home();
    write_file(
        &home,
        "list.csv",
        format!(
            "Tên sản phẩm;Chủ thể;Số điện thoại\n{};{};0203000001\n",
            product_name("qn-017").to_uppercase(),
            producer_name("qn-017")
        ),
    );
    assert_eq!(home.run(&["import", "--yes", "list.csv"]).code, 0);
    let mut expected = builtin_product("qn-017");
    expected.producer.as_mut().unwrap().phone = Some("0203000001".to_owned());
    let products = catalogue(&home);
    assert_eq!(
        products.iter().find(|product| product.id == "qn-017"),
        Some(&expected)
    );
    assert!(home.run(&["show", "qn-017"]).out.contains("0203 000 001"));
}

/// A list with a problem of every severity, not in the order of severity.
const TROUBLE: &str = "Tên sản phẩm;Chủ thể;Hạng sao;Ngày công nhận\n\
    Sản phẩm A;HTX A;tiềm năng 5 sao;\nSản phẩm B;HTX B;6;\n;HTX C;3;\nSản phẩm D;HTX D;=4;31/02/2024\n";

#[test]
fn the_report_is_a_table_in_the_order_of_the_rows() {
    let home = new_home();
    write_file(&home, "list.csv", TROUBLE);
    let expected = [
        ("2", "Hạng sao", "tiềm năng 5 sao", "Nên xem lại"),
        ("3", "Hạng sao", "6", "Ô bỏ qua"),
        ("4", "", "HTX C", "Dòng để riêng"),
        ("5", "Hạng sao", "=4", "Ô bỏ qua"),
        ("5", "Ngày công nhận", "31/02/2024", "Ô bỏ qua"),
    ];
    for command in [
        &["check"][..],
        &["import", "--dry-run"],
        &["import", "--yes"],
    ] {
        for report in ["report.csv", "report.xlsx"] {
            let result = home.run(&[command, &["list.csv", "--report", report]].concat());
            assert_eq!(result.code, 0, "{}", result.err);
            let path = home.path().join(report);
            let rows: Vec<Vec<String>> = if report.ends_with("csv") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text
                    .strip_prefix('\u{feff}')
                    .expect("Excel needs a byte order mark");
                let mut reader = csv::ReaderBuilder::new()
                    .has_headers(false)
                    .from_reader(text.as_bytes());
                reader
                    .records()
                    .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                    .collect()
            } else {
                let mut book: Xlsx<_> = calamine::open_workbook(&path).unwrap();
                let range = book.worksheet_range_at(0).unwrap().unwrap();
                range
                    .rows()
                    .map(|row| row.iter().map(ToString::to_string).collect())
                    .collect()
            };
            assert_eq!(
                rows[0],
                ["Tệp", "Trang", "Dòng", "Cột", "Giá trị", "Mức", "Lý do"]
            );
            assert_eq!(rows.len(), expected.len() + 1, "{rows:#?}");
            for (row, (number, column, value, weight)) in rows[1..].iter().zip(expected) {
                // A text that a spreadsheet would evaluate is made inert.
                let value = if report.ends_with("csv") && value.starts_with('=') {
                    format!("'{value}")
                } else {
                    value.to_owned()
                };
                assert_eq!(row[..6], ["list.csv", "", number, column, &value, weight]);
                assert!(row[6].chars().count() > 8, "a reason: {row:?}");
            }
        }
    }
}

#[test]
fn a_list_without_any_product_is_refused_with_its_rows() {
    let home = new_home();
    write_file(
        &home,
        "list.csv",
        "Tên sản phẩm;Chủ thể\n;HTX A\nTổng cộng: 2;\n",
    );
    let before = data_files(&home);
    for command in [
        &["import", "--yes"][..],
        &["import", "--replace", "--yes"],
        &["check"],
    ] {
        let result = home.run(&[command, &["list.csv", "--report", "report.csv"]].concat());
        assert_eq!(result.code, 65, "{}{}", result.out, result.err);
        assert!(
            result
                .err
                .starts_with("Lỗi: không đọc được sản phẩm nào; danh mục không đổi."),
            "{}",
            result.err
        );
        assert!(
            result.err.contains("dòng 2: “HTX A”") && result.err.contains("dòng 3: “Tổng cộng: 2”"),
            "{}",
            result.err
        );
        assert_eq!(data_files(&home), before);
        let report = fs::read_to_string(home.path().join("report.csv")).unwrap();
        assert_eq!(
            report.lines().count(),
            3,
            "the report is written all the same"
        );
    }
    let missing = home.run(&["import", "--yes", "no-such.csv"]);
    assert!(
        missing.code != 0 && missing.err.contains("no-such.csv"),
        "{}",
        missing.err
    );
    assert_eq!(data_files(&home), before);
}

#[test]
fn one_bad_file_of_two_imports_nothing() {
    let home = new_home();
    write_list(&home, "good.csv", "Sản phẩm A");
    write_file(&home, "bad.csv", "Cột 1;Cột 2\n1;2\n");
    let before = data_files(&home);
    let result = home.run(&["import", "--yes", "good.csv", "bad.csv"]);
    assert_eq!(result.code, 65, "{}", result.err);
    assert!(result.err.contains("bad.csv"), "{}", result.err);
    assert_eq!(data_files(&home), before);
}
