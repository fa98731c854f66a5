//! What stands in a cell: formulas without a value, links behind texts, numbers as they are shown, several products or
//! a producer with address and telephone.

use ocop_index::source::problem::ProblemReason::{
    Fault, FormulaUnsaved, SeveralInCell, SeveralProducts, SplitProducer, SplitProducts,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Url};

use super::support::{
    HEADER, Sheet, csv, excel, excel_of_xml, excel_sheet, ods, ods_rows, read, xml_row,
};

#[test]
fn a_formula_that_was_saved_without_a_value_is_told() {
    let labels: Vec<&str> = HEADER.split(" | ").collect();
    let rows = [
        xml_row(1, &labels, ""),
        xml_row(2, &["1", "Chè đinh non", "HTX Nắng Sớm", "=2+2"], ""),
        xml_row(3, &["2", "Tương nếp", "=C2", "3"], ""),
        xml_row(4, &["3", "=B2&amp;\" loại 1\"", "HTX Đồi Xanh", "3"], ""),
        xml_row(5, &["4", "Măng khô", "HTX Đồi Xanh", "3"], ""),
    ]
    .concat();
    let list = read(excel_of_xml(&rows, ""));
    list.assert_lines(&[
        "Chè đinh non · HTX Nắng Sớm",
        "Tương nếp · 3 sao",
        "Măng khô · HTX Đồi Xanh · 3 sao",
    ]);
    let told: Vec<(u64, &str)> = list
        .problems
        .iter()
        .filter(|problem| problem.reason == FormulaUnsaved)
        .map(|problem| (problem.row, problem.column.as_str()))
        .collect();
    assert_eq!(told, [(2, "Hạng sao"), (3, "Chủ thể"), (4, "Tên sản phẩm")]);
    // OpenDocument: a formula and nothing else.
    let formula = "<table:table-cell table:formula=\"of:=2+2\"/>";
    let rows = ods_rows(&format!(
        "{HEADER}\n1 | Chè đinh non | HTX Nắng Sớm | {formula}"
    ));
    let list = read(ods(&[("DS", &rows)], &[]));
    list.assert_lines(&["Chè đinh non · HTX Nắng Sớm"])
        .assert_told(&[(2, FormulaUnsaved)]);
}

#[test]
fn a_formula_with_its_value_is_the_value_and_an_error_is_told() {
    let list = read(excel(&[Sheet::new(
        "DS",
        &format!("{HEADER}\n1 | Chè đinh non\n2 | Tương nếp | | 3"),
    )
    .and(|page| {
        page.write_formula(
            1,
            2,
            Formula::new("=\"HTX \"&\"Nắng Sớm\"").set_result("HTX Nắng Sớm"),
        )
        .unwrap();
        page.write_formula(1, 3, Formula::new("=2+2").set_result("4"))
            .unwrap();
        page.write_formula(
            2,
            2,
            Formula::new("=VLOOKUP(B3,X!A:B,2,0)").set_result("#N/A"),
        )
        .unwrap();
    })]));
    list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao", "Tương nếp · 3 sao"])
        .assert_told(&[(3, Fault)]);
}

#[test]
fn the_address_behind_a_text_is_the_source() {
    for text in ["Xem", "Xem tại đây", "link", "QĐ công nhận"] {
        let list = read(excel(&[Sheet::new(
            "DS",
            "STT | Tên sản phẩm | Chủ thể | Nguồn | Hạng sao\n1 | Chè đinh non | HTX Nắng Sớm | | 4\n\
             2 | Tương nếp | HTX Đồi Xanh | | 3",
        )
        .and(|page| {
            let url = Url::new("https://example.org/qd-12?a=1&b=2").set_text(text);
            page.write_url(1, 3, url).unwrap();
            let formula = format!("=HYPERLINK(\"https://example.org/tuong\",\"{text}\")");
            page.write_formula(2, 3, Formula::new(formula).set_result(text))
                .unwrap();
        })]));
        let sources: Vec<&[String]> = list
            .products
            .iter()
            .map(|(_, _, product)| product.sources.as_slice())
            .collect();
        assert_eq!(
            sources,
            [
                ["https://example.org/qd-12?a=1&b=2".to_owned()],
                ["https://example.org/tuong".to_owned()]
            ],
            "{text}"
        );
    }
}

#[test]
fn numbers_are_what_a_person_sees() {
    let list = read(excel(&[Sheet::new(
        "DS",
        "STT | Tên sản phẩm | Chủ thể | Mã số thuế | Điện thoại | Hạng sao | Số quyết định | Ngày quyết định | Điểm\n\
         1 | Chè đinh non | HTX Nắng Sớm\n2 | Tương nếp | HTX Đồi Xanh",
    )
    .and(|page| {
        let shown = |code: &str| Format::new().set_num_format(code);
        for (row, formats) in [
            (1, ["0000000000", "0000000000", "0\" sao\"", "0\"/QĐ-UBND\"", "dd/mm/yyyy", "0.0%"]),
            (2, ["0", "0### ### ###", "0", "0\"/QĐ-UBND\"", "\"ngày \"dd\" tháng \"mm\" năm \"yyyy", "0%"]),
        ] {
            let tax_code = if row == 1 { 100_112_233.0 } else { 5_700_112_233.0 };
            let values = [tax_code, 912_000_111.0, 4.0, 12.0];
            for (column, (value, code)) in (3..).zip(values.into_iter().zip(formats)) {
                page.write_number_with_format(row, column, value, &shown(code))
                    .unwrap();
            }
            let day = ExcelDateTime::from_ymd(2025, 1, 5).unwrap();
            page.write_datetime_with_format(row, 7, &day, &shown(formats[4]))
                .unwrap();
            page.write_number_with_format(row, 8, 0.81, &shown(formats[5]))
                .unwrap();
        }
    })]));
    for (name, tax_code) in [("Chè đinh non", "0100112233"), ("Tương nếp", "5700112233")] {
        let product = list.product(name);
        let producer = product.producer.as_ref().unwrap();
        assert_eq!(producer.tax_code.as_deref(), Some(tax_code));
        let phone = producer
            .phone
            .as_ref()
            .unwrap()
            .replace([' ', '.', '-'], "");
        assert_eq!(phone, "0912000111");
        let recognition = &product.recognitions[0];
        assert_eq!(recognition.star, Some(4));
        assert_eq!(recognition.decision.as_deref(), Some("12/QĐ-UBND"));
        assert_eq!(recognition.when.unwrap().to_string(), "2025-01-05");
        assert_eq!(recognition.score.as_deref(), Some("81"));
    }
}

#[test]
fn several_products_in_a_cell_are_split_or_asked_for() {
    for (cell, names) in [
        (
            "Chè đinh non⏎Chè búp tím",
            &["Chè đinh non", "Chè búp tím"][..],
        ),
        ("Tương nếp; Tương ngô", &["Tương nếp", "Tương ngô"]),
        (
            "1. Chè đinh non⏎2. Chè búp tím",
            &["Chè đinh non", "Chè búp tím"],
        ),
        (
            "- Chè đinh non⏎- Chè búp tím",
            &["Chè đinh non", "Chè búp tím"],
        ),
        (
            "Mắm cá nục; Mắm cá cơm; Mắm tép",
            &["Mắm cá nục", "Mắm cá cơm", "Mắm tép"],
        ),
    ] {
        let list = read(excel_sheet(&format!(
            "{HEADER}\n1 | {cell} | HTX Nắng Sớm | 4\n2 | Măng khô | HTX Đồi Xanh | 3"
        )));
        let told = [SplitProducts, SeveralInCell]
            .into_iter()
            .flat_map(|reason| list.rows_of(reason))
            .collect::<Vec<u64>>();
        assert_eq!(told, [2], "{cell}");
        let found = list.names();
        let is_split = found.len() == names.len() + 1;
        if is_split {
            assert_eq!(found[..names.len()], *names);
            for name in names {
                let product = list.product(name);
                assert_eq!(product.recognitions[0].star, Some(4));
                assert_eq!(product.producer.as_ref().unwrap().name, "HTX Nắng Sớm");
            }
        } else {
            assert_eq!(found, ["Măng khô"], "{cell}");
        }
    }
}

#[test]
fn a_name_with_a_comma_an_and_or_a_packing_stays_one() {
    for (cell, name) in [
        ("Chả mực, chả tôm Hạ Long", "Chả mực, chả tôm Hạ Long"),
        ("Bánh gai nhân đỗ và dừa", "Bánh gai nhân đỗ và dừa"),
        ("Gạo nếp cái⏎(gói 1 kg)", "Gạo nếp cái (gói 1 kg)"),
        ("Chè đinh non⏎Hải Hà", "Chè đinh non Hải Hà"),
    ] {
        let list = read(excel_sheet(&format!(
            "{HEADER}\n1 | {cell} | HTX Nắng Sớm | 4"
        )));
        let is_one = list.names() == [name];
        // A break that may begin another product is asked for.
        let is_asked = list.rows_of(SeveralInCell) == [2] && cell.ends_with("Hải Hà");
        assert!(is_one || is_asked, "{cell}: {:?}", list.lines());
        assert!(
            list.problems
                .iter()
                .all(|problem| { [SeveralProducts, SeveralInCell].contains(&problem.reason) })
        );
    }
}

#[test]
fn a_producer_with_address_and_telephone_is_split() {
    for cell in [
        "HTX Nắng Sớm - Thôn 2, xã Quảng Sơn - ĐT: 0912 000 111",
        "HTX Nắng Sớm (thôn 2, xã Quảng Sơn; SĐT 0912.000.111)",
        "HTX Nắng Sớm, Thôn 2, xã Quảng Sơn, ĐT 0912000111",
        "HTX Nắng Sớm⏎Địa chỉ: Thôn 2, xã Quảng Sơn⏎Điện thoại: 0912000111",
    ] {
        let list = read(csv(&format!(
            "STT | Tên sản phẩm | Chủ thể (địa chỉ, điện thoại) | Huyện | Hạng sao\n\
             1 | Chè đinh non | {cell} | Hải Hà | 4"
        )));
        let product = list.product("Chè đinh non");
        let producer = product.producer.as_ref().unwrap();
        assert_eq!(producer.name, "HTX Nắng Sớm", "{cell}");
        let phone = producer.phone.as_ref().unwrap().replace([' ', '.'], "");
        assert_eq!(phone, "0912000111", "{cell}");
        let place = format!("{:?}", product.place);
        assert!(place.contains("Quảng Sơn"), "{cell}: {place}");
        list.assert_told(&[(2, SplitProducer)]);
    }
}

#[test]
fn stars_decision_and_day_in_one_cell_are_read() {
    for cell in [
        "4 sao (QĐ số 12/QĐ-UBND ngày 05/01/2025)",
        "4 sao, Quyết định 12/QĐ-UBND, 05/01/2025",
        "4 sao - QĐ 12/QĐ-UBND ngày 5/1/2025",
    ] {
        let list = read(csv(&format!(
            "STT | Tên sản phẩm | Chủ thể | Kết quả xếp hạng\n1 | Chè đinh non | HTX Nắng Sớm | {cell}"
        )));
        list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao 2025-01-05 12/QĐ-UBND"]);
    }
}
