//! Variants 1 to 6: workbooks and data files that offices keep.

use crate::line;
use crate::support::home::Home;
use crate::support::workbooks::{
    Sheet, TestCell, error_cell, import_error, import_list, import_sheet, import_text,
    producer_name, product_name, write_file, write_workbook,
};

/// Variant 1: two title rows, a header of two rows in rows 3 and 4, data from row 5, columns A to V.
fn variant_1_sheet(rows: Vec<Vec<TestCell>>) -> Sheet {
    let upper = line![
        "TT",
        "Tên sản phẩm",
        "Nhóm sản phẩm",
        "Loại hình",
        "Chủ thể",
        "Xã, phường",
        "Địa chỉ",
        "Người đại diện",
        "Điện thoại",
        "Hạng sao hiện tại",
        "Ngày hết hạn",
        "Lần 1",
        "",
        "",
        "",
        "",
        "Lần 2/nâng hạng",
        "",
        "",
        "",
        "",
        "Ghi chú",
    ];
    let lower = line![
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "Hạng",
        "Ngày",
        "Năm",
        "Số quyết định",
        "Cơ quan",
        "Hạng",
        "Ngày",
        "Năm",
        "Số quyết định",
        "Cơ quan",
        "",
    ];
    let title = line!["DANH SÁCH SẢN PHẨM OCOP"];
    let mut sheet = Sheet::new(
        "Loc",
        vec![title, line!["(Tính đến ngày 24/11/2026)"], upper, lower],
    );
    sheet.rows.extend(rows);
    sheet.merged = vec![(0, 0, 0, 21), (1, 0, 1, 21), (2, 11, 2, 15), (2, 16, 2, 20)];
    sheet
        .merged
        .extend((0..11).map(|column| (2, column, 3, column)));
    sheet
}

#[test]
fn variant_1_two_recognitions_of_a_row_are_its_history() {
    let imported = import_sheet(variant_1_sheet(vec![line![
        1,
        product_name("qn-017"),
        "Đồ uống",
        "Công ty CP",
        producer_name("qn-017"),
        "Đạp Thanh",
        "",
        "",
        "0203 000 0001",
        5,
        "",
        4,
        "",
        2023,
        "",
        "UBND tỉnh",
        "5 sao",
        "17/01/2025",
        2025,
        "377/QĐ-BNN-VPĐP",
        "Bộ NN&PTNT",
        "",
    ]]));
    assert_eq!(
        imported.lines(),
        [
            "Trà hoa vàng Ba Chẽ / Công ty CP kinh doanh Lâm sản Đạp Thanh / 4 sao 2023 + 5 sao 2025-01-17 \
          377/QĐ-BNN-VPĐP / Xã Đạp Thanh, Ba Chẽ, Xã Kỳ Thượng / 0203 000 0001"
        ]
    );
    imported
        .assert_says("tiêu đề dòng 3")
        .assert_says("0  dòng bị để riêng");
    let product = &imported.products[0];
    assert_eq!(product.group.as_ref().unwrap().code, "II");
    let authorities = product
        .recognitions
        .iter()
        .map(|act| act.authority.clone().unwrap());
    assert!(authorities.eq(["UBND tỉnh", "Bộ NN&PTNT"]));
}

/// A row of variant 1: name, producer, commune, star, the date of the first recognition and its year.
fn variant_1_row(
    number: impl Into<TestCell>,
    name: &str,
    producer: impl Into<TestCell>,
    place: &str,
    star: i32,
    date: impl Into<TestCell>,
    year: i32,
) -> Vec<TestCell> {
    line![
        number.into(),
        name,
        "",
        "",
        producer.into(),
        place,
        "",
        "",
        "",
        star,
        "",
        star,
        date.into(),
        year,
        "",
        "",
    ]
}

#[test]
fn variant_1_producers_merged_blank_or_pointed_at_are_those_above() {
    let thanh_mang = producer_name("qn-040");
    let mut sheet = variant_1_sheet(vec![
        // Merged over three rows, then a formula that refers to the row above, then blank.
        variant_1_row(
            1,
            &product_name("qn-040"),
            thanh_mang.clone(),
            "Thị trấn Cô Tô",
            4,
            "",
            2015,
        ),
        variant_1_row(2, &product_name("qn-041"), "", "", 3, "", 2018),
        variant_1_row(3, &product_name("qn-042"), "", "", 3, "", 2018),
        variant_1_row(
            4,
            &product_name("qn-043"),
            TestCell::Formula("=E7", thanh_mang),
            "Thị trấn Cô Tô",
            3,
            "",
            2018,
        ),
        variant_1_row(5, &product_name("qn-044"), "", "", 3, "", 2018),
        // A new producer, and a row below it.
        variant_1_row(
            6,
            &product_name("qn-052"),
            producer_name("qn-052"),
            "Vô Ngại",
            3,
            "",
            2022,
        ),
        variant_1_row(7, &product_name("qn-053"), "", "", 3, "", 2022),
    ]);
    sheet.merged.push((4, 4, 6, 4));
    let imported = import_sheet(sheet);
    let producers: Vec<String> = imported
        .products
        .iter()
        .map(|product| {
            format!(
                "{}: {}",
                product.name,
                product.producer.as_ref().unwrap().name
            )
        })
        .collect();
    assert_eq!(
        producers,
        [
            "Cá duội khô: Cơ sở chế biến Thanh Măng",
            "Cá thu một nắng: Cơ sở chế biến Thanh Măng",
            "Chả hải sản: Cơ sở chế biến Thanh Măng",
            "Chả mực: Cơ sở chế biến Thanh Măng",
            "Mực ống khô Cô Tô: Cơ sở chế biến Thanh Măng",
            "Tinh dầu hồi: HTX Thảo mộc Tuệ Lâm",
            "Tinh dầu quế: HTX Thảo mộc Tuệ Lâm",
        ]
    );
    assert_eq!(
        imported.product("Tinh dầu hồi").place.commune.as_deref(),
        Some("Xã Vô Ngại")
    );
    assert_eq!(
        imported.product("Chả hải sản").place.district.as_deref(),
        Some("Cô Tô")
    );
}

#[test]
fn variant_1_dates_come_as_dates_serials_and_text_in_four_styles() {
    // 44 197 is 1 January 2021.
    let dates = [
        TestCell::Day(2022, 5, 17),
        TestCell::from(44_197),
        TestCell::from("17/05/2022"),
        TestCell::from("17-05-2022"),
        TestCell::from("2022-05-17"),
        TestCell::from("17/05/22"),
    ];
    let names = ["qn-040", "qn-041", "qn-042", "qn-043", "qn-044", "qn-052"];
    let rows = dates
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(index, (date, id))| {
            let year = if index == 1 { 2021 } else { 2022 };
            variant_1_row(
                index as i32 + 1,
                &product_name(id),
                producer_name(id),
                "",
                3,
                date,
                year,
            )
        });
    let imported = import_sheet(variant_1_sheet(rows.collect()));
    let dates: Vec<String> = imported
        .products
        .iter()
        .map(|product| product.recognitions[0].when.unwrap().to_string())
        .collect();
    // In the order of names: Cá duội khô, Cá thu một nắng (the serial), …
    assert_eq!(
        dates,
        [
            "2022-05-17",
            "2021-01-01",
            "2022-05-17",
            "2022-05-17",
            "2022-05-17",
            "2022-05-17"
        ]
    );
    imported.assert_says("0  dòng bị để riêng");
    assert!(
        !imported.result.out.contains("Ô bỏ qua"),
        "{}",
        imported.result.out
    );
}

#[test]
fn variant_1_what_disagrees_is_told_and_the_recognition_counts() {
    let mut second = variant_1_row(
        2,
        &product_name("qn-041"),
        producer_name("qn-041"),
        "",
        3,
        "17/05/2022",
        2021,
    );
    second[9] = TestCell::from(4);
    let imported = import_sheet(variant_1_sheet(vec![
        variant_1_row(
            1,
            &product_name("qn-040"),
            producer_name("qn-040"),
            "",
            4,
            "17/05/2022",
            2022,
        ),
        second,
    ]));
    let act = &imported.product("Cá thu một nắng").recognitions[0];
    assert_eq!(
        (act.star, act.when.unwrap().to_string(), act.year),
        (Some(3), "2022-05-17".to_owned(), Some(2021))
    );
    imported
        .assert_says(
            "dòng 6, cột “Hạng sao hiện tại”: “4” hạng sao hiện tại khác lần công nhận gần nhất",
        )
        .assert_says("dòng 6, cột “Lần 1: Năm”: “2021” năm khác với ngày bên cạnh");
}

#[test]
fn variant_1_faults_footers_and_misspelt_wards_are_told() {
    let mut faulty = variant_1_row(
        2,
        &product_name("qn-041"),
        producer_name("qn-041"),
        "Thị trấn Cô Tô",
        3,
        "",
        2018,
    );
    faulty[8] = error_cell();
    let imported = import_sheet(variant_1_sheet(vec![
        variant_1_row(
            1,
            &product_name("qn-017"),
            producer_name("qn-017"),
            "Đạp Thannh",
            5,
            "",
            2025,
        ),
        faulty,
        line![
            error_cell(),
            error_cell(),
            "",
            "",
            error_cell(),
            error_cell()
        ],
        line![],
        line!["", "Tổng cộng: 2 sản phẩm"],
        line!["", "", "", "", "Người lập biểu"],
    ]));
    assert_eq!(imported.products.len(), 2);
    imported
        .assert_says("3  dòng bị để riêng")
        .assert_says("dòng 7: “#REF!” dòng chỉ còn lỗi bảng tính")
        .assert_says("dòng 9: “Tổng cộng: 2 sản phẩm” dòng tổng")
        .assert_says("dòng 10: “Người lập biểu” dòng chữ ký")
        .assert_says("dòng 6, cột “Điện thoại”: “#REF!” ô chứa lỗi bảng tính")
        .assert_says("dòng 5, cột “Xã, phường”: “Đạp Thannh” không có trong bảng địa danh");
    assert_eq!(
        imported
            .product("Cá thu một nắng")
            .producer
            .as_ref()
            .unwrap()
            .phone,
        None
    );
}

/// The header of variant 2, in row 2 of its sheet.
const SP_OCOP: [&str; 16] = [
    "Chủ thể",
    "Người đại diện",
    "Địa chỉ",
    "Số điện thoại",
    "Tình trạng HĐ",
    "Tên Sản phẩm OCOP",
    "Xếp hạng",
    "Ngành nghề sản xuất/kinh doanh",
    "Diện tích (ha)",
    "Quy trình sản xuất",
    "Số thành viên",
    "Sản lượng",
    "Kênh tiêu thụ",
    "Chi phí/năm ",
    "Thu nhập/năm",
    "Lợi nhuận/năm",
];

fn variant_2_header(labels: &[&str]) -> Vec<TestCell> {
    labels.iter().map(|label| TestCell::from(*label)).collect()
}

#[test]
fn variant_2_a_producer_stands_on_its_first_row_only() {
    let imported = import_sheet(Sheet::new(
        "SP OCOP",
        vec![
            line!["SẢN PHẨM OCOP CỦA PHƯỜNG"],
            variant_2_header(&SP_OCOP),
            line![
                producer_name("qn-040"),
                "",
                "Khu 3",
                "0203000002",
                "Đang hoạt động",
                product_name("qn-040"),
                "4 sao",
                "Chế biến",
                "",
                "",
                "",
                "",
                "Shopee"
            ],
            line!["", "", "", "", "", product_name("qn-041"), "3 sao"],
            line!["", "", "", "", "", product_name("qn-042"), "3 sao"],
            line![
                producer_name("qn-052"),
                "",
                "Thôn 1",
                "",
                "",
                product_name("qn-052"),
                3
            ],
        ],
    ));
    assert_eq!(
        imported.lines(),
        [
            "Cá duội khô / Cơ sở chế biến Thanh Măng / 3 sao / Khu 3 / 0203000002",
            "Cá thu một nắng / Cơ sở chế biến Thanh Măng / 3 sao / Khu 3 / 0203000002",
            "Mực ống khô Cô Tô / Cơ sở chế biến Thanh Măng / 4 sao / Khu 3 / 0203000002",
            "Tinh dầu quế / HTX Thảo mộc Tuệ Lâm / 3 sao / Thôn 1 / -",
        ]
    );
    imported
        .assert_says("tiêu đề dòng 2")
        .assert_says("“Diện tích (ha)”");
}

/// The sister sheets of variant 2: models, not products.
const HTX: [&str; 8] = [
    "Tên Mô hình",
    "Người đại diện",
    "Địa chỉ",
    "Diện tích\n (ha)",
    "Số thành \nviên",
    "Chi phí/năm\n (triệu đồng)",
    "Thu nhập/\nnăm \n(triệu đồng)",
    "Sản lượng",
];

#[test]
fn variant_3_sheets_without_products_are_no_list_and_do_not_hide_the_one_that_is() {
    let home = Home::new();
    let sister = |name| {
        Sheet::new(
            name,
            vec![
                variant_2_header(&HTX),
                line![producer_name("qn-052"), "", "Vô Ngại", 2, 7, 10, 20, 3],
            ],
        )
    };
    let pump = Sheet::new(
        "Vùng sản xuất",
        vec![
            line!["Tên trạm bơm", "Địa chỉ", "Diện tích\n (ha)"],
            line!["Trạm 1", "Vô Ngại", 2],
        ],
    );
    let mut sheets = vec![sister("HTX"), sister("Tổ hợp tác"), pump];
    write_workbook(&home.path().join("sisters.xlsx"), &sheets);
    // These sheets hold no products: the message names the sheet and what it holds.
    for sheet in ["HTX", "Tổ hợp tác", "Vùng sản xuất"] {
        let why = import_error(&home, "sisters.xlsx", &["--sheet", sheet]);
        let label = if sheet == "Vùng sản xuất" {
            "Tên trạm bơm"
        } else {
            "Chi phí/năm (triệu đồng)"
        };
        assert!(why.contains("tên sản phẩm") && why.contains(label), "{why}");
    }
    import_error(&home, "sisters.xlsx", &[]);
    let list = Sheet::new(
        "SP OCOP",
        vec![
            variant_2_header(&SP_OCOP),
            line![
                producer_name("qn-040"),
                "",
                "",
                "",
                "",
                product_name("qn-040"),
                4
            ],
        ],
    );
    sheets.push(list);
    write_workbook(&home.path().join("whole.xlsx"), &sheets);
    let imported = import_list(&home, "whole.xlsx", &[]);
    assert_eq!(
        imported.lines(),
        ["Mực ống khô Cô Tô / Cơ sở chế biến Thanh Măng / 4 sao / - / -"]
    );
    imported.assert_says("trang “SP OCOP”");
}

#[test]
fn variant_4_the_column_called_name_is_the_producer() {
    let imported = import_text(
        "binh-dinh.csv",
        &format!(
            "\u{feff}BusinessField,OCOPRating,Description,Name,Address,PhoneNumber\n\
             {},3,,{},\"Thị trấn Cô Tô, huyện Cô Tô\",0203000003\n\
             {},OCOP 3 sao,,{},\"xã Vô Ngại, H. Bình Liêu\",\n",
            product_name("qn-043"),
            producer_name("qn-043"),
            product_name("qn-052"),
            producer_name("qn-052"),
        ),
    );
    let lines = imported.lines();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("Chả mực / Cơ sở chế biến Thanh Măng / 3 sao / "),
        "{lines:?}"
    );
    assert!(lines[0].ends_with(" / 0203000003"), "{lines:?}");
    assert!(
        lines[1].starts_with("Tinh dầu quế / HTX Thảo mộc Tuệ Lâm / 3 sao / "),
        "{lines:?}"
    );
    assert_eq!(
        imported.products[0].place.district.as_deref(),
        Some("Cô Tô")
    );
    assert_eq!(
        imported.products[1].place.commune.as_deref(),
        Some("Xã Vô Ngại")
    );
    imported.assert_says("utf-8-bom");
}

#[test]
fn variant_5_rows_of_commas_padding_and_a_shifted_row_do_no_harm() {
    let pad = |text: String| format!("{}{text}{}", " ".repeat(6), " ".repeat(12));
    let imported = import_text(
        "quy-nhon.csv",
        &format!(
            "\u{feff}BusinessField,Description,OCOPRating,Name,Address,PhoneNumber\n\
             {},,{},{},TT Cô Tô,{}\n,,,,,\n,,,,,\n\
             {},,3,{},\"TP. Hạ Long\",\n,,,,,\n,,,,,\n\
             {},4,{},\"xã Đồng Rui, Tiên Yên\",0203000004,\n",
            pad(product_name("qn-043")),
            pad("3".to_owned()),
            pad(producer_name("qn-043")),
            pad("0203000003".to_owned()),
            product_name("qn-052"),
            producer_name("qn-052"),
            product_name("qn-011"),
            producer_name("qn-011"),
        ),
    );
    // The row of Vân Canh lacks a cell, so that the others are shifted: it is set aside.
    assert_eq!(imported.products.len(), 2);
    let first = imported.product("Chả mực");
    let producer = first.producer.as_ref().unwrap();
    assert_eq!(
        (producer.name.as_str(), producer.phone.as_deref()),
        ("Cơ sở chế biến Thanh Măng", Some("0203000003"))
    );
    assert_eq!(
        imported.product("Tinh dầu quế").place.district.as_deref(),
        Some("Hạ Long")
    );
    imported.assert_says("dòng 8: “Trứng vịt biển Đồng Rui” các ô có vẻ bị lệch cột");
    imported.assert_says("1  dòng bị để riêng: 1 dòng lệch cột");
}

#[test]
fn variant_6_star_zero_is_left_and_the_commune_behind_a_producer_is_found() {
    let home = Home::new();
    write_file(
        &home,
        "cau-ke.csv",
        format!(
            "id,name,author,address,star\n1,{} ,\"{}, xã Đồng Rui\",\"Tiên Yên\",4\n2,{},Hộ SXKD Hoàng Văn Cường,\
             \"xã Đông Ngũ, huyện Tiên Yên\",0\n",
            product_name("qn-011"),
            producer_name("qn-011"),
            product_name("qn-081"),
        ),
    );
    let imported = import_list(&home, "cau-ke.csv", &[]);
    let eggs = imported.product("Trứng vịt biển Đồng Rui");
    assert_eq!(eggs.recognitions[0].star, Some(4));
    assert_eq!(eggs.place.district.as_deref(), Some("Tiên Yên"));
    assert!(
        eggs.producer
            .as_ref()
            .unwrap()
            .name
            .starts_with("HTX chăn nuôi và dịch vụ Đồng Tiến")
    );
    let hens = imported.product("Gà Tiên Yên");
    assert!(hens.recognitions.is_empty());
    assert_eq!(hens.place.commune.as_deref(), Some("Xã Đông Ngũ"));
    assert_eq!(
        hens.producer.as_ref().unwrap().kind.unwrap().key(),
        "household"
    );
    imported.assert_says("dòng 3, cột “star”: “0” không phải số sao từ 1 đến 5");
    // Their running number does not become our record id.
    assert!(
        imported
            .products
            .iter()
            .all(|product| product.id.starts_with("sp-"))
    );
}
