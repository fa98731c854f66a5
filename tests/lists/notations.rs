//! How officials write stars, dates and decisions, each in a cell of a list.

use crate::line;
use crate::support::workbooks::{
    ImportedList, Sheet, TestCell, import_sheet, producer_name, product_name,
};

/// A list with one product, of a different name, for each cell.
fn import_cells(label: &str, cells: &[TestCell]) -> ImportedList {
    let mut rows = vec![line!["TT", "Tên sản phẩm", "Chủ thể", label]];
    for (index, cell) in cells.iter().enumerate() {
        let product = format!("{} {}", product_name("qn-043"), letters_of(index));
        rows.push(line![
            index as i32 + 1,
            product,
            producer_name("qn-043"),
            cell.clone()
        ]);
    }
    import_sheet(Sheet::new("Sheet1", rows))
}

/// A number in letters, so that it cannot be confused with a value.
fn letters_of(index: usize) -> String {
    let letters = [index / 26, index % 26].map(|digit| char::from(b'A' + digit as u8));
    letters.iter().collect()
}

#[test]
fn stars_are_read_as_people_write_them() {
    let texts: [(TestCell, Option<u8>); 32] = [
        ("4 sao".into(), Some(4)),
        ("OCOP 4 sao".into(), Some(4)),
        ("hạng 4 sao".into(), Some(4)),
        ("đạt hạng 4 sao".into(), Some(4)),
        ("xếp hạng 3 sao".into(), Some(3)),
        ("3 sao cấp huyện".into(), Some(3)),
        ("3 sao cấp tỉnh".into(), Some(3)),
        ("5 sao cấp quốc gia".into(), Some(5)),
        ("03 sao".into(), Some(3)),
        ("05 sao".into(), Some(5)),
        ("bốn sao".into(), Some(4)),
        ("ba sao".into(), Some(3)),
        ("3*".into(), Some(3)),
        ("4*".into(), Some(4)),
        ("5*".into(), Some(5)),
        (3.into(), Some(3)),
        ("4".into(), Some(4)),
        ("４".into(), Some(4)),
        ("★★★★".into(), Some(4)),
        ("OCOP_4_sao".into(), Some(4)),
        ("4.0".into(), Some(4)),
        ("OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)".into(), Some(4)),
        ("tiềm năng 5 sao".into(), Some(4)),
        ("đề nghị Trung ương phân hạng 5 sao".into(), Some(4)),
        ("3-4 sao".into(), None),
        ("từ 3 đến 4 sao".into(), None),
        (
            "VICOSAP: 4 SP OCOP 5 sao quốc gia + 7 SP OCOP 4 sao".into(),
            None,
        ),
        (0.into(), None),
        (6.into(), None),
        ("4,5".into(), None),
        ("chưa xếp hạng".into(), None),
        (TestCell::Blank, None),
    ];
    let (cells, stars): (Vec<TestCell>, Vec<Option<u8>>) = texts.iter().cloned().unzip();
    let imported = import_cells("Hạng sao", &cells);
    assert_eq!(imported.products.len(), cells.len());
    for (index, star) in stars.iter().enumerate() {
        let product = imported.product(&format!("Chả mực {}", letters_of(index)));
        let read = product.recognitions.first().and_then(|act| act.star);
        assert_eq!(read, *star, "{:?}", cells[index]);
    }
    // Values beside a star in its cell are kept, and a product that waits for five stars is reported.
    let with_decision = &imported.product("Chả mực AV").recognitions[0];
    assert_eq!(with_decision.decision.as_deref(), Some("114/QĐ-UBND"));
    assert_eq!(with_decision.when.unwrap().to_string(), "2020-01-15");
    for index in [22, 23] {
        let act = &imported
            .product(&format!("Chả mực {}", letters_of(index)))
            .recognitions[0];
        assert_eq!(act.kind.unwrap().key(), "pending5");
    }
    // Every value that is not read is reported, except blank cells and "not rated".
    imported
        .assert_says("dòng 26, cột “Hạng sao”: “3-4 sao” khoảng sao")
        .assert_says("dòng 27, cột “Hạng sao”: “từ 3 đến 4 sao” khoảng sao")
        .assert_says("dòng 28, cột “Hạng sao”: “VICOSAP")
        .assert_says("dòng 29, cột “Hạng sao”: “0” không phải số sao")
        .assert_says("dòng 30, cột “Hạng sao”: “6” không phải số sao")
        .assert_says("dòng 31, cột “Hạng sao”: “4,5” không phải số sao");
}

#[test]
fn dates_are_read_with_the_day_first_and_a_year_stays_a_year() {
    let texts: [(TestCell, Option<&str>); 16] = [
        ("15/01/2020".into(), Some("2020-01-15")),
        ("30-11-2021".into(), Some("2021-11-30")),
        ("06/4/2021".into(), Some("2021-04-06")),
        ("3-11-2021".into(), Some("2021-11-03")),
        ("24-2-2023".into(), Some("2023-02-24")),
        ("28/12/2023".into(), Some("2023-12-28")),
        ("ngày 08 tháng 4 năm 2022".into(), Some("2022-04-08")),
        ("2022-05-17".into(), Some("2022-05-17")),
        (TestCell::Day(2021, 11, 3), Some("2021-11-03")),
        (44_197.into(), Some("2021-01-01")),
        ("44197".into(), Some("2021-01-01")),
        (2_021.into(), Some("2021")),
        ("năm 2022".into(), Some("2022")),
        ("12/21/2021, 10:55:12 AM".into(), Some("2021-12-21")),
        ("22/05/202".into(), None),
        ("31/02/2022".into(), None),
    ];
    let (cells, dates): (Vec<TestCell>, Vec<Option<&str>>) = texts.iter().cloned().unzip();
    let imported = import_cells("Ngày công nhận", &cells);
    assert_eq!(imported.products.len(), cells.len());
    for (index, date) in dates.iter().enumerate() {
        let product = imported.product(&format!("Chả mực {}", letters_of(index)));
        let read = product.recognitions.first().and_then(|act| act.when);
        assert_eq!(
            read.map(|when| when.to_string()).as_deref(),
            *date,
            "{:?}",
            cells[index]
        );
    }
    imported
        .assert_says(
            "dòng 15, cột “Ngày công nhận”: “12/21/2021, 10:55:12 AM” ghi tháng trước ngày",
        )
        .assert_says("dòng 16, cột “Ngày công nhận”: “22/05/202”")
        .assert_says("dòng 17, cột “Ngày công nhận”: “31/02/2022” ngày không có thật");
}

#[test]
fn decisions_keep_their_numbers_as_text() {
    let texts: [(TestCell, &str, Option<&str>); 8] = [
        ("136/QĐ-UBND".into(), "136/QĐ-UBND", None),
        // U+00D0, as in texts of Cần Thơ.
        ("3787/Q\u{d0}-UBND".into(), "3787/QĐ-UBND", None),
        ("715/QĐ – UBND".into(), "715/QĐ-UBND", None),
        ("2890/QĐ-BNN-VPĐP".into(), "2890/QĐ-BNN-VPĐP", None),
        ("2361/QĐ-BNNMT".into(), "2361/QĐ-BNNMT", None),
        ("1162/QĐVPĐP-OCOP".into(), "1162/QĐVPĐP-OCOP", None),
        (2_310.into(), "2310", None),
        (
            "Quyết định số 114/QĐ-UBND, 15/1/2020".into(),
            "114/QĐ-UBND",
            Some("2020-01-15"),
        ),
    ];
    let cells: Vec<TestCell> = texts.iter().map(|(cell, ..)| cell.clone()).collect();
    let imported = import_cells("Số quyết định", &cells);
    for (index, (cell, decision, date)) in texts.iter().enumerate() {
        let act = &imported
            .product(&format!("Chả mực {}", letters_of(index)))
            .recognitions[0];
        assert_eq!(act.decision.as_deref(), Some(*decision), "{cell:?}");
        assert_eq!(
            act.when.map(|when| when.to_string()).as_deref(),
            *date,
            "{cell:?}"
        );
    }
}

#[test]
fn telephones_and_codes_are_text() {
    let phones: [TestCell; 4] = [
        "0203 000 0001".into(),
        "0203.000.0002; 0900000003".into(),
        203_000_004.into(),
        "+84 203 000 0005".into(),
    ];
    let imported = import_cells("Số điện thoại", &phones);
    let read: Vec<String> = imported
        .products
        .iter()
        .map(|product| product.producer.as_ref().unwrap().phone.clone().unwrap())
        .collect();
    assert_eq!(read[0], "0203 000 0001");
    assert!(
        read[1].contains("0203.000.0002") && read[1].contains("0900000003"),
        "{read:?}"
    );
    // A spreadsheet drops the leading zero of a number; it is restored.
    assert_eq!(read[2], "0203000004");
    assert_eq!(read[3], "+84 203 000 0005");
    let imported = import_cells(
        "Mã sản phẩm",
        &[
            "01-017-00454-1-2021".into(),
            "72-703-01-2023".into(),
            "null".into(),
        ],
    );
    let codes: Vec<Option<&str>> = imported
        .products
        .iter()
        .map(|product| product.code.as_deref())
        .collect();
    assert_eq!(
        codes,
        [Some("01-017-00454-1-2021"), Some("72-703-01-2023"), None]
    );
}
