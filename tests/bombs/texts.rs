//! CSV and JSON that never end, nest too deeply or are not what they claim.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use super::{TIME_LIMIT, assert_refused};
use crate::support::home::Home;
use crate::support::workbooks::{import_list, write_file};

/// Writes a text with one byte repeated many times in its middle.
fn write_long_text(home: &Home, file: &str, before: &str, byte: u8, count: u64) {
    let mut out = BufWriter::new(File::create(home.path().join(file)).unwrap());
    out.write_all(before.as_bytes()).unwrap();
    io::copy(&mut io::repeat(byte).take(count), &mut out).unwrap();
    out.flush().unwrap();
}

#[test]
fn lines_that_never_end_are_refused_with_their_number() {
    let home = Home::new();
    let start = std::time::Instant::now();
    write_long_text(
        &home,
        "line.csv",
        "Tên sản phẩm;Chủ thể\nChả mực;HTX A\n",
        b'x',
        200_000_000,
    );
    assert_refused(&home, "line.csv", "dòng 3: dòng dài hơn");
    write_long_text(
        &home,
        "quote.csv",
        "Tên sản phẩm;Chủ thể\nChả mực;\"HTX A\n",
        b'\n',
        2_000_000,
    );
    // An open quotation mark swallows nothing: its row is told, and without another one nothing is read.
    let checked = home.run(&["check", "quote.csv"]);
    assert_eq!(checked.code, 65, "{}{}", checked.out, checked.err);
    assert!(
        checked.err.contains("dòng 2: “Chả mực” dấu ngoặc kép mở"),
        "{}",
        checked.err
    );
    write_long_text(
        &home,
        "columns.csv",
        "Tên sản phẩm,Chủ thể\n",
        b',',
        10_000_000,
    );
    assert_refused(&home, "columns.csv", "dòng 2");
    write_long_text(&home, "header.csv", "", b',', 3_000_000);
    assert_refused(&home, "header.csv", "dòng 1: nhiều hơn 16384 cột");
    assert!(start.elapsed() < 4 * TIME_LIMIT);
}

#[test]
fn zeros_are_no_text_and_a_lone_carriage_return_ends_a_line() {
    let home = Home::new();
    write_file(
        &home,
        "zeros.csv",
        [b"a,b\n".to_vec(), vec![0; 10_000]].concat(),
    );
    assert_refused(&home, "zeros.csv", "không phải văn bản");
    write_file(
        &home,
        "cr.csv",
        "Tên sản phẩm;Chủ thể\rChả mực;HTX A\rChả cá;HTX B\r",
    );
    assert_eq!(import_list(&home, "cr.csv", &[]).products.len(), 2);
    // One NUL in a long text is made visible and reported.
    let rows = "Chả cá;HTX B\n".repeat(200);
    write_file(
        &home,
        "one.csv",
        format!("Tên sản phẩm;Chủ thể\nChả\0 mực;HTX A\n{rows}"),
    );
    let arrived = import_list(&home, "one.csv", &[]);
    arrived
        .assert_says("dòng 2, cột “Tên sản phẩm”")
        .assert_says("ký tự ẩn hoặc điều khiển");
    assert!(
        arrived
            .products
            .iter()
            .any(|product| product.name == "Chả␀ mực")
    );
}

#[test]
fn json_that_nests_lies_or_ends_early_is_refused_with_its_place() {
    let home = Home::new();
    for (file, text, says) in [
        ("deep.json", "[".repeat(100_000), "dòng 1, cột"),
        (
            "deep-objects.json",
            "{\"a\":".repeat(100_000),
            "dòng 1, cột",
        ),
        (
            "deep-cell.json",
            format!("[{{\"name\":{}", "[".repeat(100_000)),
            "dòng 1, cột",
        ),
        (
            "huge.json",
            "[{\"name\":\"x\",\"star\":1e400}]".to_owned(),
            "dòng 1, cột",
        ),
        (
            "half.json",
            "[{\"name\":\"\\ud800\",\"star\":4}]".to_owned(),
            "dòng 1, cột",
        ),
        (
            "comma.json",
            "[{\"name\":\"x\",\"star\":4},\n]".to_owned(),
            "dòng 2, cột",
        ),
        (
            "twice.json",
            "[{\"name\":\"x\",\"name\":\"y\",\"star\":4}]".to_owned(),
            "dòng 1, cột",
        ),
        (
            "twice.jsonl",
            "{\"name\":\"x\",\"star\":4}\n{\"name\":\"y\",\"star\":3,\"star\":4}\n".to_owned(),
            "dòng 2, cột",
        ),
        (
            "cut.json",
            "[{\"name\":\"x\",\"star\":4},{\"na".to_owned(),
            "dòng 1, cột",
        ),
        ("number.json", "[1,2,3]".to_owned(), "JSON"),
    ] {
        write_file(&home, file, text);
        assert_refused(&home, file, says);
    }
}
