//! CSV and JSON that never end, nest or lie.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use super::{PATIENCE, assert_refused};
use crate::support::home::Home;
use crate::support::workbooks::{arrive, put};

/// Writes a text with a great many of one byte in its middle.
fn long(home: &Home, file: &str, before: &str, byte: u8, count: u64) {
    let mut out = BufWriter::new(File::create(home.path().join(file)).unwrap());
    out.write_all(before.as_bytes()).unwrap();
    io::copy(&mut io::repeat(byte).take(count), &mut out).unwrap();
    out.flush().unwrap();
}

#[test]
fn lines_that_never_end_are_refused_with_their_number() {
    let home = Home::new();
    let begun = std::time::Instant::now();
    long(
        &home,
        "line.csv",
        "Tên sản phẩm;Chủ thể\nChả mực;HTX A\n",
        b'x',
        200_000_000,
    );
    assert_refused(&home, "line.csv", "dòng 3: dòng dài hơn");
    long(
        &home,
        "quote.csv",
        "Tên sản phẩm;Chủ thể\nChả mực;\"HTX A\n",
        b'\n',
        20_000_000,
    );
    assert_refused(&home, "quote.csv", "dòng 2: dòng dài hơn");
    long(
        &home,
        "columns.csv",
        "Tên sản phẩm,Chủ thể\n",
        b',',
        10_000_000,
    );
    assert_refused(&home, "columns.csv", "dòng 2");
    long(&home, "header.csv", "", b',', 3_000_000);
    assert_refused(&home, "header.csv", "dòng 1: nhiều hơn 16384 cột");
    assert!(begun.elapsed() < 4 * PATIENCE);
}

#[test]
fn zeros_are_no_text_and_a_lone_carriage_return_ends_a_line() {
    let home = Home::new();
    put(
        &home,
        "zeros.csv",
        [b"a,b\n".to_vec(), vec![0; 10_000]].concat(),
    );
    assert_refused(&home, "zeros.csv", "không phải văn bản");
    put(
        &home,
        "cr.csv",
        "Tên sản phẩm;Chủ thể\rChả mực;HTX A\rChả cá;HTX B\r",
    );
    assert_eq!(arrive(&home, "cr.csv", &[]).products.len(), 2);
    // One zero in a long text is visible, and told.
    let rows = "Chả cá;HTX B\n".repeat(200);
    put(
        &home,
        "one.csv",
        format!("Tên sản phẩm;Chủ thể\nChả\0 mực;HTX A\n{rows}"),
    );
    let arrived = arrive(&home, "one.csv", &[]);
    arrived
        .says("dòng 2, cột “Tên sản phẩm”")
        .says("ký tự ẩn hoặc điều khiển");
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
        put(&home, file, text);
        assert_refused(&home, file, says);
    }
}
