//! Our own exports are read back unchanged: every field, both languages, every format, and from LibreOffice too.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use ocop_index::product::{
    BilingualNote, DateOrYear, Producer, ProducerKind, Product, ProductGroup, ProductPlace,
    Recognition, RecognitionKind,
};
use ocop_index::source::cell::channel;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::built_in::all_products;
use crate::support::home::{Home, TODAY};
use crate::support::workbooks::{
    Sheet, TestCell, catalogue, clear_catalogue, write_file, write_workbook,
};

/// The export formats that hold every field.
const FORMS: [&[&str]; 7] = [
    &["all.csv"],
    &["all.csv", "--bom"],
    &["all.csv", "--lang", "en"],
    &["all.xlsx"],
    &["all.xlsx", "--lang", "en"],
    &["all.jsonl"],
    &["all.jsonl", "--lang", "en"],
];

fn by_id(products: Vec<Product>) -> BTreeMap<String, Product> {
    products
        .into_iter()
        .map(|product| (product.id.clone(), product))
        .collect()
}

/// Asserts that two catalogues are equal, and names the differences.
fn assert_equal(what: &str, before: &BTreeMap<String, Product>, after: &BTreeMap<String, Product>) {
    let mut differences = Vec::new();
    for (id, product) in before {
        match after.get(id) {
            Some(other) if other == product => {}
            other => differences.push(format!("{id}: {:#?}", lines_apart(product, other))),
        }
    }
    let strange: Vec<&String> = after
        .keys()
        .filter(|id| !before.contains_key(*id))
        .collect();
    assert!(
        differences.is_empty() && strange.is_empty(),
        "{what}: {} of {} differ, {} strange: {}",
        differences.len(),
        before.len(),
        strange.len(),
        differences.join("\n")
    );
}

/// The lines of two records that differ.
fn lines_apart(before: &Product, after: Option<&Product>) -> Vec<String> {
    let lines = |product: Option<&Product>| -> Vec<String> {
        let text = serde_json::to_string_pretty(&product).unwrap();
        text.lines().map(str::to_owned).collect()
    };
    let (old, new) = (lines(Some(before)), lines(after));
    let gone = old
        .iter()
        .filter(|line| !new.contains(line))
        .map(|line| format!("- {line}"));
    gone.chain(
        new.iter()
            .filter(|line| !old.contains(line))
            .map(|line| format!("+ {line}")),
    )
    .collect()
}

/// Imports every format of the whole catalogue into an empty home.
fn assert_comes_back(home: &Home) {
    let before = by_id(catalogue(home));
    for form in FORMS {
        let file = form[0];
        let wrote = home.run(&[&["export", "--force", "--out"], form].concat());
        assert_eq!(wrote.code, 0, "{form:?}: {}", wrote.err);
        let other = Home::new();
        clear_catalogue(&other);
        fs::copy(home.path().join(file), other.path().join(file)).unwrap();
        let read = other.run(&["import", "--replace", "--yes", file]);
        assert_eq!(read.code, 0, "{form:?}: {}", read.err);
        assert_equal(&format!("{form:?}"), &before, &by_id(catalogue(&other)));
        // In the home that exported it, it changes nothing, and an export does not overwrite a file by accident.
        let same = home.run(&["import", "--replace", "--dry-run", file]);
        assert!(
            same.out.contains("Không có gì mới so với danh mục."),
            "{form:?}: {}",
            same.out
        );
        let again = home.run(&["export", "--out", file]);
        assert_eq!(again.code, 74, "{}", again.err);
        assert!(again.err.contains("Không có gì bị ghi đè"), "{}", again.err);
    }
}

#[test]
fn the_built_in_catalogue_comes_back_in_every_form() {
    assert_comes_back(&Home::new());
}

/// A text as a catalogue stores it: clean and trimmed, with formulas, quotation marks, delimiters and letters of many
/// kinds.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zđĐăâêôơưạảếộ]{1,8}( [a-zđăâêôơưạảếộ0-9]{1,8}){0,3}",
        1 => "[=+@'-]{1,2}[a-z0-9(]{1,6}",
        1 => "[a-z]{1,4}[;,\"'|<>&]{1,3}[a-zđ]{1,4}",
        1 => "[α-ωа-я漢字]{2,6}",
        1 => Just("=HYPERLINK(\"x\";\"y\")".to_owned()),
        1 => "x{300}",
    ]
}

fn optional(strategy: impl Strategy<Value = String>) -> impl Strategy<Value = Option<String>> {
    proptest::option::weighted(0.7, strategy)
}

fn any_date() -> impl Strategy<Value = DateOrYear> {
    let texts = prop_oneof!["20[12][0-9]", "20[12][0-9]-0[1-9]-1[0-9]"];
    texts.prop_map(|text| text.parse().unwrap())
}

fn any_recognition() -> impl Strategy<Value = Recognition> {
    let first = (
        1..=5_u8,
        proptest::option::of(0..RecognitionKind::ALL.len()),
        proptest::option::of(any_date()),
        proptest::option::of(2_010..2_026_i16),
        proptest::option::of(any_date()),
        optional("20[23][0-9]-0[1-9]-1[0-9]"),
    );
    let second = (
        optional("[1-9][0-9]{0,3}/QĐ-(UBND|BNN-VPĐP|BNNMT)"),
        optional("[1-9][0-9]\\.[1-9]"),
        optional(any_text()),
        optional(any_text()),
        optional("https://[a-z]{3,8}\\.vn/[a-z0-9]{1,8}"),
    );
    (first, second).prop_map(
        |((star, kind, when, year, seen, expires), (decision, score, authority, place, source))| {
            Recognition {
                star: Some(star),
                kind: kind.map(|kind| RecognitionKind::ALL[kind]),
                when,
                // The year is stored only if it differs from the date's.
                year: year.filter(|year| when.is_some_and(|when| when.year() != *year)),
                seen,
                expires: expires.map(|day| day.parse().unwrap()),
                decision,
                score,
                authority,
                place,
                source,
            }
        },
    )
}

fn any_producer() -> impl Strategy<Value = Producer> {
    let kind = proptest::option::of(0..ProducerKind::ALL.len());
    let phone = optional("0[1-9][0-9]{8}");
    (
        any_text(),
        kind,
        optional(any_text()),
        optional(any_text()),
        phone,
        optional("[a-z]{2,8}@[a-z]{2,8}\\.vn"),
        optional("0[0-9]{9}"),
    )
        .prop_map(
            |(name, kind, kind_written, representative, phone, email, tax_code)| Producer {
                name,
                kind: kind.map(|kind| ProducerKind::ALL[kind]),
                kind_written,
                representative,
                phone,
                email,
                tax_code,
            },
        )
}

/// Products that fill every field.
fn any_product() -> impl Strategy<Value = Product> {
    let place = (
        optional(any_text()),
        optional(any_text()),
        optional(any_text()),
        optional(any_text()),
        optional(any_text()),
        optional(any_text()),
    );
    let channels = "(Voso|Shopee|https://shopee\\.vn/[a-z]{3,6}|Co\\.opmart|Facebook|chợ Hạ Long 1)(; (Postmart|Lazada|xuất khẩu)){0,2}";
    let rest = (
        optional(any_text()),
        proptest::option::of((0..6_usize, any::<bool>())),
        optional("22-20[0-9]-0[0-9]{4}-[1-9]-201[0-9]"),
        proptest::option::weighted(0.8, any_producer()),
        proptest::collection::vec(any_recognition(), 0..5),
        optional(channels),
        proptest::collection::vec("(https://truyxuat\\.vn/[a-z0-9]{2,6}|tem [0-9]{4,8})", 0..3),
        optional("[1-9][0-9]{0,4}(\\.[1-9])?"),
        proptest::collection::vec("https://[a-z]{3,8}\\.gov\\.vn/[a-z0-9]{1,8}", 0..3),
    );
    (
        any_text(),
        place,
        rest,
        optional(any_text()),
        optional(any_text()),
    )
        .prop_map(|(name, place, rest, vi, en)| {
            let (specialty, group, code, producer, recognitions, sold, traces, revenue, sources) =
                rest;
            let (written, province, district, commune, unit, address) = place;
            Product {
                id: String::new(),
                name,
                specialty,
                group: group.map(|(number, derived)| ProductGroup {
                    code: ["I", "II", "III", "IV", "V", "VI"][number].to_owned(),
                    derived,
                }),
                code,
                producer,
                place: ProductPlace {
                    written,
                    province,
                    district,
                    commune,
                    unit,
                    address,
                },
                recognitions,
                channels: sold.map_or_else(Vec::new, |words| channel::parse_channels(&words)),
                traces,
                revenue,
                sources,
                note: BilingualNote {
                    vi: vi.unwrap_or_default(),
                    en: en.unwrap_or_default(),
                },
            }
        })
}

#[test]
fn products_with_every_field_filled_come_back_in_every_form() {
    let mut runner = TestRunner::deterministic();
    let home = Home::new();
    let mut lines = String::new();
    let mut expected = BTreeMap::new();
    for number in 0..150 {
        let mut product = any_product().new_tree(&mut runner).unwrap().current();
        product.id = format!("thu-{number:03}");
        lines += &(serde_json::to_string(&product).unwrap() + "\n");
        expected.insert(product.id.clone(), product);
    }
    write_file(&home, "made.jsonl", lines);
    let read = home.run(&["import", "--replace", "--yes", "made.jsonl"]);
    assert_eq!(read.code, 0, "{}", read.err);
    assert_equal("our own records", &expected, &by_id(catalogue(&home)));
    assert_comes_back(&home);
}

#[test]
fn a_history_that_no_row_holds_is_told_and_never_cut() {
    let home = Home::new();
    let mut product = catalogue(&home).swap_remove(0);
    let act = |number: i16| Recognition {
        star: Some(3),
        when: Some(DateOrYear::Year(2000 + number)),
        decision: Some(format!("{number}/QĐ-UBND")),
        ..Recognition::default()
    };
    product.recognitions = (1..=20).map(act).collect();
    let import = |product: &Product| {
        write_file(&home, "one.jsonl", serde_json::to_string(product).unwrap());
        let read = home.run(&["import", "--replace", "--yes", "one.jsonl"]);
        assert_eq!(read.code, 0, "{}", read.err);
    };
    import(&product);
    assert_comes_back(&home);
    product.recognitions.push(act(21));
    import(&product);
    for file in ["more.csv", "more.xlsx", "-"] {
        let format = if file == "-" { "csv" } else { &file[5..] };
        let wrote = home.run(&["export", "--format", format, "--out", file]);
        assert_eq!((wrote.code, &*wrote.out), (2, ""), "{file}");
        let message = format!("hồ sơ {} có 21 lần công nhận", product.id);
        assert!(wrote.err.contains(&message), "{}", wrote.err);
        assert!(!home.path().join(file).exists(), "{file}");
    }
    let wrote = home.run(&["export", "--out", "more.jsonl"]);
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    let text = fs::read_to_string(home.path().join("more.jsonl")).unwrap();
    assert_eq!(serde_json::from_str::<Product>(&text).unwrap(), product);
}

#[test]
fn names_that_a_spreadsheet_would_run_come_back_from_every_list() {
    let home = Home::new();
    let names = [
        "=1+1 trà",
        "+84 trà",
        "-5 độ",
        "@SUM(A1)",
        "'tis trà",
        "'=1+3 trà",
        "''@x",
        "\t=2+2 trà",
        "\tchè",
    ];
    let lines: Vec<String> = names.iter().map(|name| format!("\"{name}\";4\n")).collect();
    let lines = lines.concat();
    // An apostrophe before a sign is ours, or it has another one before it.
    let lines = lines.replace("\"'=", "\"''=").replace("\"''@", "\"'''@");
    write_file(
        &home,
        "signs.csv",
        format!("Tên sản phẩm;Hạng sao\n{lines}"),
    );
    let read = home.run(&["import", "--replace", "--yes", "signs.csv"]);
    assert_eq!(read.code, 0, "{}", read.err);
    let before = by_id(catalogue(&home));
    let kept: Vec<&str> = before.values().map(|product| &*product.name).collect();
    assert!(
        names.iter().all(|name| kept.contains(&name.trim())),
        "{kept:?}"
    );
    assert_comes_back(&home);
    let found = home.run(&["search", "--format", "csv"]);
    let mut rows = csv::Reader::from_reader(found.out.as_bytes());
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(
        rows.records().all(|row| !row.unwrap().iter().any(runs)),
        "{}",
        found.out
    );
    let other = Home::new();
    clear_catalogue(&other);
    write_file(&other, "found.csv", found.out);
    let read = other.run(&["import", "--replace", "--yes", "found.csv"]);
    assert_eq!(read.code, 0, "{}", read.err);
    let after = catalogue(&other);
    let mut again: Vec<&str> = after.iter().map(|product| &*product.name).collect();
    let mut kept = kept.clone();
    again.sort_unstable();
    kept.sort_unstable();
    assert_eq!(again, kept);
}

#[test]
fn a_name_in_capitals_is_a_workbook_too() {
    let home = Home::new();
    for (format, file) in [("ptnt", "X.XLSX"), ("ptnt", "x.xlsx"), ("xlsx", "Y.XLSX")] {
        let wrote = home.run(&["export", "--format", format, "--out", file]);
        assert_eq!(wrote.code, 0, "{}", wrote.err);
        let rows = read_cells(&home.path().join(file));
        assert!(rows.len() > 50, "{file}");
    }
    assert_eq!(
        home.run(&["export", "--format", "ptnt", "--out", "z.CSV"])
            .code,
        0
    );
    let text = fs::read_to_string(home.path().join("z.CSV")).unwrap();
    assert!(text.starts_with("MA_OCOP,"), "{text}");
}

/// LibreOffice without a window, with a profile of its own; `None` if it is not installed.
fn convert_with_libreoffice(home: &Home, to: &str, file: &str) -> Option<()> {
    if !Path::new("/usr/bin/soffice").exists() {
        println!("skipped: no LibreOffice on this machine");
        return None;
    }
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        home.path().display()
    );
    let mut command = Command::new("/usr/bin/soffice");
    command.args([&profile, "--headless", "--convert-to", to, file]);
    command
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path());
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(())
}

#[test]
fn libreoffice_opens_our_workbooks_and_its_own_copy_is_nothing_new() {
    let home = Home::new();
    let mut product = catalogue(&home)
        .into_iter()
        .find(|product| product.id == "qn-043")
        .unwrap();
    // Cells that a spreadsheet would evaluate stay text in both directions.
    product.note.vi = "=1+1".to_owned();
    product.place.address = Some("@SUM(A1)".to_owned());
    write_file(&home, "one.jsonl", serde_json::to_string(&product).unwrap());
    assert_eq!(home.run(&["import", "--yes", "one.jsonl"]).code, 0);
    let wrote = home.run(&["export", "--out", "all.xlsx"]);
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    if convert_with_libreoffice(&home, "ods", "all.xlsx").is_none() {
        return;
    }
    convert_with_libreoffice(
        &home,
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "all.xlsx",
    );
    let text = fs::read_to_string(home.path().join("all.csv")).unwrap();
    assert!(
        text.contains("=1+1") && text.contains("@SUM(A1)"),
        "not run"
    );
    assert_eq!(text.lines().count(), all_products() + 1);
    fs::rename(home.path().join("all.ods"), home.path().join("saved.ods")).unwrap();
    convert_with_libreoffice(&home, "xlsx", "saved.ods");
    for file in ["saved.ods", "saved.xlsx", "all.csv"] {
        let same = home.run(&["import", "--replace", "--dry-run", file]);
        assert!(
            same.out.contains("Không có gì mới so với danh mục."),
            "{file}: {}{}",
            same.out,
            same.err
        );
    }
    for format in ["workbook", "ptnt"] {
        let file = format!("{format}.xlsx");
        let wrote = home.run(&["export", "--format", format, "--out", &file]);
        assert_eq!(wrote.code, 0, "{}", wrote.err);
        convert_with_libreoffice(&home, "csv:Text - txt - csv (StarCalc):44,34,76,1", &file);
        let text = fs::read_to_string(home.path().join(format!("{format}.csv"))).unwrap();
        assert!(text.contains("Trà hoa vàng Ba Chẽ"), "{format}");
        assert!(
            !text.contains("#REF!") && !text.contains("Err:"),
            "{format}"
        );
    }
}

/// The cells of the first sheet of a workbook.
fn read_cells(path: &Path) -> Vec<Vec<TestCell>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |data: &Data| match data {
        Data::String(text) => TestCell::from(text.as_str()),
        Data::Float(number) => TestCell::Number(*number),
        Data::Int(number) => TestCell::Number(*number as f64),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            TestCell::Day(year, month, day)
        }
        _ => TestCell::Blank,
    };
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

#[test]
fn an_edited_workbook_changes_what_was_edited_and_nothing_else() {
    let home = Home::new();
    assert_eq!(home.run(&["export", "--out", "all.xlsx"]).code, 0);
    let mut rows = read_cells(&home.path().join("all.xlsx"));
    let head = rows.remove(0);
    let column = |label: &str| {
        let labels = head
            .iter()
            .position(|cell| matches!(cell, TestCell::Text(text) if text == label));
        labels.unwrap_or_else(|| panic!("{label} in {head:?}"))
    };
    let is = |row: &[TestCell], id: &str| matches!(&row[0], TestCell::Text(text) if text == id);
    let edited = rows.iter_mut().find(|row| is(row, "qn-040")).unwrap();
    edited[column("Lần 1: Hạng sao")] = TestCell::from(5);
    rows.retain(|row| !is(row, "qn-100"));
    let mut fresh = vec![TestCell::Blank; head.len()];
    fresh[column("Tên sản phẩm")] = TestCell::from("Sản phẩm của bài thử");
    fresh[column("Chủ thể")] = TestCell::from("HTX của bài thử");
    rows.push(fresh);
    // Rows sorted by the user.
    rows.reverse();
    rows.insert(0, head);
    write_workbook(
        &home.path().join("edited.xlsx"),
        &[Sheet::new("Sản phẩm OCOP", rows)],
    );
    let mut files = vec!["edited.xlsx"];
    if convert_with_libreoffice(&home, "ods", "edited.xlsx").is_some() {
        files.push("edited.ods");
    }
    for file in files {
        let result = home.run(&["import", "--replace", "--dry-run", file]);
        assert_eq!(result.code, 0, "{}", result.err);
        let counts: Vec<&str> = result
            .out
            .lines()
            .skip_while(|line| !line.is_empty())
            .skip(1)
            .take_while(|line| !line.is_empty())
            .collect();
        let same = format!("      {}  không đổi", all_products() - 2);
        let expected = [
            "        1  sản phẩm mới",
            "        1  lên sao",
            same.as_str(),
            "        1  không còn trong danh sách",
            "        0  dòng bị để riêng",
        ];
        assert_eq!(counts, expected, "{file}: {}", result.out);
        assert!(
            result.out.contains("Mực ống khô Cô Tô: sao 4 → 5 · "),
            "{file}: {}",
            result.out
        );
        assert!(
            result
                .out
                .contains("Sản phẩm của bài thử · HTX của bài thử"),
            "{file}"
        );
    }
    assert_eq!(TODAY, "2026-11-24");
}

#[test]
fn the_office_workbook_has_every_end_and_comes_back_as_the_same_products() {
    let home = Home::new();
    let wrote = ["export", "--format", "workbook", "--out", "office.xlsx"];
    assert_eq!(home.run(&wrote).code, 0);
    let rows = read_cells(&home.path().join("office.xlsx"));
    let label = |text: &str| {
        let label = TestCell::from(text);
        rows[2].iter().position(|cell| *cell == label).unwrap()
    };
    let [name, printed, end, source, district] = [
        "Tên sản phẩm",
        "Ngày hết hạn",
        "Hạn đến (kể cả tính ra)",
        "Hạn lấy từ đâu",
        "Thuộc huyện (trước 01/07/2025)",
    ]
    .map(label);
    let tea = TestCell::from("Trà hoa vàng Ba Chẽ");
    let tea = rows.iter().find(|row| row[name] == tea).unwrap();
    assert_eq!(tea[printed], TestCell::Blank, "it is not printed anywhere");
    assert_eq!(tea[end], TestCell::Day(2028, 1, 17));
    assert_eq!(tea[district], TestCell::from("Ba Chẽ"));
    let TestCell::Text(source) = &tea[source] else {
        panic!("{:?}", tea[source]);
    };
    assert!(source.starts_with("tính 36 tháng"), "{source}");
    let same = home.run(&["import", "--replace", "--dry-run", "office.xlsx"]);
    assert!(
        same.out.contains("Không có gì mới so với danh mục."),
        "{}{}",
        same.out,
        same.err
    );
    let all = format!("{}  không đổi", all_products());
    assert!(same.out.contains(&all), "{}", same.out);
}
