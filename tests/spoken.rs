//! Plain words read as filters and questions, as a user notices it: told on the command line, on the screen and in the
//! linear mode, and taken as words with one key.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::home::{Home, Ran};
use crate::support::screen::Screen;

/// What is printed above the table for these words.
fn told(home: &Home, arguments: &[&str]) -> Vec<String> {
    let ran = home.run(&[&["search"], arguments].concat());
    let lines = ran.out.lines();
    let above = lines.take_while(|line| !line.starts_with("Mã ") && !line.starts_with("Id "));
    above.map(str::to_owned).collect()
}

#[test]
fn the_command_line_tells_what_plain_words_were_read_as() {
    let home = Home::new();
    for (words, reading) in [
        (
            "chả mực từ 4 sao ở Hạ Long còn hạn",
            "đọc là: sao từ 4 · huyện Hạ Long · còn hiệu lực · từ: chả mực",
        ),
        ("chả mực 3 sao", "đọc là: 3 sao · từ: chả mực"),
        ("dưới 4 sao", "đọc là: sao đến 3"),
        ("không phải 4 sao", "đọc là: không phải 4 sao"),
        ("3 sao ngoài Hạ Long", "đọc là: 3 sao · ngoài Hạ Long"),
        (
            "trà không có ba kích",
            "đọc là: không có: ba kích · từ: trà",
        ),
        ("hết hạn quý I năm sau", "đọc là: hết hạn 01/2027–03/2027"),
        ("hết hạn tháng 12", "đọc là: hết hạn 12/2026"),
        (
            "thiếu quyết định hoặc số điện thoại",
            "đọc là: thiếu liên hệ hoặc thiếu số quyết định",
        ),
        (
            "có số điện thoại và quyết định",
            "đọc là: không phải thiếu liên hệ và không phải thiếu số quyết định",
        ),
    ] {
        assert_eq!(told(&home, &[words])[0], reading, "{words}");
    }
    assert_eq!(
        told(&home, &["--lang", "en", "trà không có ba kích"])[0],
        "read as: without: ba kích · words: trà"
    );
    // Words that are only words are not told, and quotes and backslashes keep them words.
    for words in ["chả mực", "\"4 sao\"", "\\4 \\sao", "sao:4"] {
        let told = told(&home, &[words]);
        assert!(told.iter().all(|line| !line.contains("đọc là")), "{told:?}");
    }
}

#[test]
fn producers_districts_and_communes_are_counted_and_an_or_finds_both() {
    let home = Home::new();
    let told = |words: &str| told(&home, &[words]);
    assert_eq!(
        told("có bao nhiêu htx")[..2],
        [
            "đọc là: Hợp tác xã · hỏi: bao nhiêu chủ thể",
            "17 chủ thể (33 sản phẩm)"
        ]
    );
    assert_eq!(
        told("có mấy huyện có sản phẩm 4 sao")[1],
        "10 huyện (35 sản phẩm); 12 sản phẩm không ghi"
    );
    assert_eq!(
        told("4 sao ở bao nhiêu xã")[1],
        "3 xã, phường (35 sản phẩm); 31 sản phẩm không ghi"
    );
    assert_eq!(told("đề nghị thu hồi")[0], "đọc là: đề nghị thu hồi");
    assert_eq!(told("miến hoặc rượu")[0], "đọc là: miến hoặc rượu");
    let names = home
        .run(&["search", "--format", "csv", "miến hoặc rượu"])
        .out;
    assert!(
        names.contains("Miến dong Bình Liêu") && names.contains("Rượu mơ Yên Tử"),
        "{names}"
    );
}

#[test]
fn the_help_shows_what_examples_are_read_as() {
    let home = Home::new();
    for (language, page, key) in [
        ("vi", include_str!("../src/docs/search.vi.md"), "đọc là"),
        ("en", include_str!("../src/docs/search.en.md"), "read as"),
    ] {
        let heading = format!("| {key} |\n|---|---|\n");
        let table = page.split_once(&heading).unwrap().1;
        let rows = table.lines().take_while(|line| line.starts_with('|'));
        let mut count = 0;
        for row in rows {
            let cells: Vec<&str> = row.split('`').collect();
            let told = told(&home, &["--lang", language, cells[1]]);
            assert_eq!(told[0], format!("{key}: {}", cells[3]));
            count += 1;
        }
        assert_eq!(count, 11);
    }
}

#[test]
fn output_for_other_programs_has_the_reading_beside_it() {
    let home = Home::new();
    let ran = home.run(&["search", "--format", "csv", "từ 4 sao"]);
    assert!(ran.out.starts_with("id,name,"), "{}", ran.out);
    assert!(ran.err.contains("đọc là: sao từ 4\n"), "{}", ran.err);
    let ran = home.run(&["stats", "từ 4 sao"]);
    assert!(ran.err.contains("đọc là: sao từ 4\n"), "{}", ran.err);

    let words = "chả mực 3 sao không có ba kích mấy sao";
    let read_as = &home.run(&["search", "--format", "json", words]).json()["read_as"];
    assert_eq!(read_as["filters"][0]["facet"], "star");
    assert_eq!(read_as["filters"][0]["values"][0], "3");
    assert_eq!(read_as["conditions"][0]["words"], "ba kích");
    assert_eq!(read_as["conditions"][0]["not"], true);
    assert_eq!(read_as["words"], "chả mực");
    assert_eq!(read_as["question"], "star");
    assert!(read_as["as_words"].is_null());
    let document = home.run(&["search", "--format", "json", "chả mực"]).json();
    assert!(document["read_as"].is_null());
}

#[test]
fn a_question_is_answered_above_the_list() {
    let home = Home::new();
    for (words, answer) in [
        (
            "Ruốc hàu Thái Bình Dương mấy sao",
            "Ruốc hàu Thái Bình Dương: 5 sao, chưa rõ hạn",
        ),
        (
            "ruoc hau thai binh duong con han khong",
            "Ruốc hàu Thái Bình Dương: 5 sao, chưa rõ hạn",
        ),
        (
            "chả mực mạnh hà ai làm",
            "Chả mực Mạnh Hà: chủ thể hộ kinh doanh Mạnh Hà",
        ),
        (
            "chả mực mạnh hà giá bao nhiêu",
            "Chả mực Mạnh Hà: danh mục không có giá",
        ),
        ("trà giá bao nhiêu", "danh mục không có giá"),
        ("bao nhiêu sản phẩm 4 sao", "35 sản phẩm"),
    ] {
        assert_eq!(told(&home, &[words])[1], answer, "{words}");
    }
    // Several products are meant: the rows are the answer.
    assert_eq!(told(&home, &["trà mấy sao"]).len(), 1);
}

#[test]
fn words_that_look_like_a_filter_and_are_none_say_what_to_type() {
    let home = Home::new();
    for (words, part) in [
        ("không hẳn 4 sao", "chưa hiểu “không hẳn 4 sao”, tìm như từ"),
        ("4 sao hoặc Hạ Long", "hoặc chỉ dùng trong một tiêu chí"),
        ("sản phẩm 4/5 sao", "“4/5 sao” đọc là một trong các hạng ấy"),
        ("chả mực dưới 100k", "danh mục không có giá, bỏ qua"),
    ] {
        let err = home.run(&["search", words]).err;
        assert!(
            err.contains("Câu tìm, ký tự ") && err.contains(part),
            "{words}: {err}"
        );
    }
}

/// A catalogue with a product that is called like a filter.
fn home_with_named_product() -> Home {
    let home = Home::new();
    let list = home.path().join("list.csv");
    let rows = "Tên sản phẩm,Chủ thể,Hạng sao,Số quyết định,Ngày quyết định\n\
                Rượu 5 Sao,HTX Thử nghiệm,3,1/QĐ-UBND,01/02/2026\n\
                Miến sao rang 4 lần,HTX Thử nghiệm,3,1/QĐ-UBND,01/02/2026\n";
    fs::write(&list, rows).unwrap();
    let ran = home.run(&["import", "--yes", list.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    home
}

#[test]
fn a_name_that_reads_like_a_filter_is_a_name() {
    let home = home_with_named_product();
    let ran = home.run(&["search", "rượu 5 sao"]);
    assert!(ran.out.contains("Rượu 5 Sao"), "{}", ran.out);
    assert_eq!(
        told(&home, &["rượu 5 sao"]),
        ["có sản phẩm mang tên này: tìm như từ thường"]
    );
    let document = home
        .run(&["search", "--format", "json", "rượu 5 sao"])
        .json();
    assert_eq!(document["read_as"]["as_words"], "called_so");
    // The query is the one that was searched, so that it can be typed again.
    assert_eq!(document["query"], "rượu 5 sao");
    assert_eq!(document["filters"], serde_json::json!({}));
    // An option holds for the words too.
    let ran = home.run(&["search", "--star", "4", "rượu 5 sao"]);
    assert!(!ran.out.contains("Rượu 5 Sao"), "{}", ran.out);
    // Filters that leave nothing: the words are tried.
    let told = told(&home, &["miến 4 sao rang"]);
    assert_eq!(
        told[1..],
        ["không có sản phẩm nào như vậy; đã tìm cả câu như từ thường"],
        "{told:?}"
    );
}

#[test]
fn the_screen_has_a_chip_for_each_filter_and_one_key_takes_them_as_words() {
    let mut screen = Screen::new(80, 24);
    screen.press("trà không có ba kích từ 3 sao<enter>");
    assert!(
        screen.shows("[không có: ba kích x] [sao từ 3 x]"),
        "{}",
        screen.text()
    );
    // Away with one of them, then all of them words, and back.
    screen.press("x");
    assert!(
        screen.shows("Tìm: trà không có ba kích") && !screen.shows("[sao từ 3"),
        "{}",
        screen.text()
    );
    screen.press("\\");
    assert!(
        screen.shows("Tìm: trà \\không \\có \\ba \\kích") && !screen.shows("[không có"),
        "{}",
        screen.text()
    );
    screen.press("u");
    assert!(screen.shows("Tìm: trà không có ba kích") && screen.shows("[không có: ba kích x]"));
    // While typing the key is another one.
    screen.press("/<ctrl-o>");
    assert!(
        screen.shows("Tìm: trà \\không \\có \\ba \\kích"),
        "{}",
        screen.text()
    );
}

#[test]
fn every_window_shows_the_reading_and_the_answer() {
    for (width, height) in [(80, 24), (60, 20)] {
        for (language, chips, answer, problem) in [
            (
                Language::Vi,
                "[sao từ 3 x] [Cô Tô x]",
                "Ruốc hàu Thái Bình Dương: 5 sao, chưa rõ hạn",
                "chưa hiểu “không hẳn 4 sao”, tìm như từ; gõ như -sao:4",
            ),
            (
                Language::En,
                "[stars from 3 x] [Cô Tô x]",
                "Ruốc hàu Thái Bình Dương: 5-star, validity unknown",
                "“không hẳn 4 sao” not understood, searched as words",
            ),
        ] {
            let mut screen = Screen::with(width, height, language, ThemeName::Dark, false);
            screen.press("chả mực từ 3 sao ở Cô Tô");
            assert!(screen.shows(chips), "{}", screen.text());
            screen.press("<ctrl-u>Ruốc hàu Thái Bình Dương mấy sao");
            assert!(screen.shows(answer), "{}", screen.text());
            screen.press("<ctrl-u>không hẳn 4 sao");
            assert!(screen.shows(problem), "{}", screen.text());
        }
    }
    // Where the rows are the answer, a chip says what was asked.
    let mut screen = Screen::new(80, 24);
    screen.press("trà còn hạn không");
    assert!(screen.shows("[hỏi: hạn]"), "{}", screen.text());
}

#[test]
fn a_filter_of_plain_words_leaves_the_line_with_its_chip() {
    let mut screen = Screen::new(80, 24);
    screen.press("hết hạn quý I năm sau<enter>");
    assert!(
        screen.shows("[hết hạn 01/2027–03/2027 x]"),
        "{}",
        screen.text()
    );
    screen.press("x");
    assert!(
        !screen.shows("01/2027") && screen.shows("157 / 157"),
        "{}",
        screen.text()
    );
}

/// The answers of the linear mode to these lines.
fn converse(home: &Home, lines: &str) -> Ran {
    let mut command = home.command(&["--accessible"]);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    Ran::from(child.wait_with_output().unwrap())
}

#[test]
fn the_linear_mode_tells_the_reading_and_takes_it_back() {
    let home = Home::new();
    let lines = "trà từ 4 sao\nt\nRuốc hàu Thái Bình Dương mấy sao\nchả mực\nt\n";
    let ran = converse(&home, lines);
    for part in [
        "Gõ: trà từ 4 sao\nĐọc là: sao từ 4 · từ: trà.\n",
        "Gõ: t\n",
        "Đọc là: hỏi: mấy sao · từ: Ruốc hàu Thái Bình Dương.\nRuốc hàu Thái Bình Dương: 5 sao, chưa rõ hạn.\n",
        "Gõ: t\nDòng vừa gõ không có từ nào được đọc thành bộ lọc.\n",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    let as_words = ran.out.split("Gõ: t\n").nth(1).unwrap();
    assert!(
        !as_words.lines().next().unwrap().contains("bộ lọc"),
        "{}",
        ran.out
    );
}
