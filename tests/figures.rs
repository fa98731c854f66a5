//! Statistics as figures to take away: files and copies of the table that is shown.

use std::fs::File;

use calamine::{Data, Reader, Xlsx, open_workbook};
use insta::assert_snapshot;
use ocop::app::effect::Effect;
use ocop::report::export_format::ExportFormat;
use ocop::report::figure_table::{FigureCell, FigureTable};

use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::screen::Screen;

/// The table that the screen asks to be written.
fn wished_table(screen: &mut Screen) -> (FigureTable, ExportFormat, String) {
    match screen.wishes.pop() {
        Some(Effect::ExportFigures {
            table,
            format,
            line,
        }) => (*table, format, line),
        other => panic!("no table is written: {other:?}\n{}", screen.text()),
    }
}

#[test]
fn e_writes_the_table_that_is_shown() {
    let mut screen = Screen::new(120, 40);
    screen.press("sao:4 <enter>sec");
    let (table, format, line) = wished_table(&mut screen);
    assert_eq!((format, line.trim()), (ExportFormat::Csv, "sao:4"));
    assert_eq!(table.title, "Thống kê theo tiêu chí");
    assert_eq!(table.rows[0][2], FigureCell::Count(35));
    // The cross-tab, and the months.
    screen.press("tex");
    let (table, format, _) = wished_table(&mut screen);
    assert_eq!(format, ExportFormat::Xlsx);
    assert_eq!(table.title, "Huyện (2023) và Hạng sao");
    assert_eq!(table.file_words, ["huyen", "sao"]);
    let last = table.rows.last().unwrap();
    assert_eq!(last[1], FigureCell::Count(35), "the sum");
    screen.press("tem");
    let (table, ..) = wished_table(&mut screen);
    assert_eq!(table.title, "Hết hạn theo tháng");
    // What a table cannot be is told, and nothing is written.
    for keys in ["ew", "ej"] {
        screen.press(keys);
        assert!(screen.wishes.is_empty(), "{keys}");
        assert!(
            screen.shows("xuất bảng đang xem: e c CSV"),
            "{}",
            screen.text()
        );
    }
    // In the list it is the list again.
    screen.press("<esc>ec");
    assert!(matches!(screen.wishes.pop(), Some(Effect::Export { .. })));
}

#[test]
fn y_copies_the_table_that_is_shown() {
    let mut screen = Screen::new(120, 40);
    screen.press("ruou<enter>stnnnn");
    screen.press("yq");
    let Some(Effect::Copy(text)) = screen.wishes.pop() else {
        panic!("{:?}", screen.wishes)
    };
    assert_snapshot!(text);
    screen.press("yr");
    let Some(Effect::Copy(text)) = screen.wishes.pop() else {
        panic!("{:?}", screen.wishes)
    };
    assert_snapshot!(text);
    // The record behind the statistics is not what is shown.
    screen.wishes.clear();
    screen.press("yp");
    assert!(screen.wishes.is_empty() && screen.shows("chép bảng đang xem"));
}

#[test]
fn stats_writes_tables_whose_numbers_are_numbers() {
    let home = Home::new();
    home.run(&["stats"]);
    let csv = home.run(&["stats", "ruou", "--by", "district", "--format", "csv"]);
    assert_snapshot!(csv.out);
    let md = home.run(&[
        "stats", "ruou", "--by", "huyen", "--by", "sao", "--format", "md",
    ]);
    assert_snapshot!(md.out);
    let arguments = ["stats", "--by", "huyen", "--by", "sao", "--out", "a.xlsx"];
    assert_eq!(home.run(&arguments).code, 0);
    let mut book: Xlsx<_> = open_workbook(home.path().join("a.xlsx")).unwrap();
    let sheet = book.worksheet_range("Thống kê").unwrap();
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let texts: Vec<String> = rows.iter().map(|row| row[0].to_string()).collect();
    assert_eq!(texts[0], "Huyện (2023) và Hạng sao");
    assert_eq!(
        texts[1],
        "Câu tìm: (cả danh mục); tính đến 24/11/2026; bản danh mục số 1"
    );
    let last = rows.last().unwrap();
    let numbers = last[1..].iter().map(|cell| match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is no number"),
    });
    let numbers: Vec<f64> = numbers.collect();
    assert_eq!(numbers[0] as usize, all_products());
    assert_eq!(numbers[1..].iter().sum::<f64>() as usize, all_products());
    // Nothing is written over.
    assert_ne!(home.run(&arguments).code, 0);
    assert!(File::open(home.path().join("a.xlsx")).is_ok());
}

#[test]
fn producers_and_specialties_are_counted_on_the_command_line_and_the_screen() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = home.run(&["stats", "tra", "--by", "specialty", "--by", "star"]);
    assert_snapshot!(ran.out);
    let document = home
        .run(&["stats", "--by", "producer", "--format", "json"])
        .json();
    let groups = document["groups"].as_array().unwrap();
    let sum: u64 = groups
        .iter()
        .map(|group| group["count"].as_u64().unwrap())
        .sum();
    assert_eq!(sum as usize, all_products());
    let first = groups[0]["label"].as_str().unwrap();
    // On the screen they stand behind the facets, and a row filters.
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>stNN");
    assert!(screen.shows("Chủ thể và Hạng sao"), "{}", screen.text());
    assert!(screen.shows(first), "{first}: {}", screen.text());
    let promised = groups[0]["count"].as_u64().unwrap();
    screen.press("<enter>");
    assert_eq!(screen.model.total() as u64, promised, "{}", screen.text());
    assert!(screen.model.input.text().starts_with("nha_sx:"));
}

#[test]
fn a_reference_stands_in_every_cell_on_the_command_line() {
    let home = Home::new();
    home.run(&["stats"]);
    let compared = |arguments: &[&str]| home.run(&[&["stats"], arguments].concat());
    let ran = compared(&["sao:4", "--by", "district", "--against", "sao:5"]);
    assert_snapshot!(ran.out);
    let year = [
        "ruou",
        "--by",
        "huyen",
        "--by",
        "sao",
        "--against-day",
        "-3y",
    ];
    assert_snapshot!(compared(&year).out);
    let document = compared(&[&year[..], &["--format", "json"]].concat()).json();
    assert_eq!(
        (&document["on"], &document["against"]["on"]),
        (&"2026-11-24".into(), &"2023-11-24".into())
    );
    let csv = compared(&[&year[..], &["--format", "csv"]].concat());
    let header = csv.out.lines().next().unwrap();
    assert!(
        header.starts_with("Huyện (2023),Tổng,\"Tổng, mốc\",\"Tổng, hơn/kém\""),
        "{header}"
    );
    // Another generation: the same products imported again differ in nothing.
    let same = compared(&["--by", "star", "--against-generation", "1"]);
    assert_eq!(same.code, 0, "{}", same.err);
    assert!(!same.out.contains("(+") && !same.out.contains("(-"));
}
