//! Variants 16 to 21: lists and forms of smaller projects, some of which are not lists of products, and a very wide
//! sheet.

use crate::line;
use crate::support::home::Home;
use crate::support::workbooks::{
    Sheet, TestCell, describe_product, import_error, import_sheet, import_text, producer_name,
    product_name, write_file,
};

#[test]
fn variant_16_a_list_with_pictures_and_short_codes() {
    let imported = import_sheet(Sheet::new(
        "Danh sách",
        vec![
            line![
                "Mã SP",
                "Hình Sản Phẩm",
                "Tên Sản Phẩm",
                "Chủ Thể SX",
                "Địa chỉ",
                "Phân Nhóm"
            ],
            line![
                "03-19-01",
                "x.png",
                product_name("qn-043"),
                producer_name("qn-043"),
                "Thị trấn Cô Tô, Cô Tô",
                "Thực phẩm"
            ],
        ],
    ));
    let product = imported.product("Chả mực");
    assert_eq!(
        product.code.as_deref(),
        Some("03-19-01"),
        "a code keeps its zeros"
    );
    assert_eq!(product.group.as_ref().unwrap().code, "I");
    assert_eq!(
        product.producer.as_ref().unwrap().name,
        "Cơ sở chế biến Thanh Măng"
    );
    assert_eq!(product.place.district.as_deref(), Some("Cô Tô"));
}

#[test]
fn variants_17_18_19_are_forms_without_a_product_and_say_what_is_missing() {
    // 17: the detail of one product, with its name above the table. 18: a business form. 19: a shop's admin.
    let home = Home::new();
    let producer = producer_name("qn-043");
    write_file(
        &home,
        "detail.csv",
        format!(
            "Nhóm,Ngành,Bộ chủ trì quản lý,Chủ thể sản xuất,Địa chỉ\nThực phẩm,Thủy sản,Bộ NN,{producer},Cô Tô\n"
        ),
    );
    write_file(&home, "shop.csv", "OCOP ⭐,Năm OCOP\n3,2018\n");
    for (file, label) in [
        ("detail.csv", "Bộ chủ trì quản lý"),
        ("shop.csv", "Năm OCOP"),
    ] {
        let why = import_error(&home, file, &[]);
        assert!(why.contains("tên sản phẩm") && why.contains(label), "{why}");
    }
    // The form names its product once the HTML entities of its labels are decoded.
    let imported = import_text(
        "form.csv",
        &format!(
            "Tham gia OCOP,S&#7843;n ph&#7849;m OCOP,S&#7889; sao OCOP\nCó,{},3\n",
            product_name("qn-043")
        ),
    );
    assert_eq!(imported.lines(), ["Chả mực / - / 3 sao / - / -"]);
    let imported = import_text(
        "admin.csv",
        &format!(
            "Tên sản phẩm;OCOP ⭐;Năm OCOP\n{};3;2018\n",
            product_name("qn-043")
        ),
    );
    assert_eq!(imported.lines(), ["Chả mực / - / 3 sao 2018 / - / -"]);
}

#[test]
fn variant_20_registrations_are_products_without_stars() {
    let imported = import_sheet(Sheet::new(
        "Đăng ký",
        vec![
            line![
                "TT",
                "Tên sản phẩm đăng ký",
                "Số phiếu đăng ký sản phẩm OCOP",
                "Giấy đăng ký kinh doanh"
            ],
            line![1, product_name("qn-043"), "01", "có"],
            line![2, product_name("qn-040"), "02", "có"],
        ],
    ));
    assert_eq!(
        imported.lines(),
        [
            "Chả mực / - / - / - / -",
            "Mực ống khô Cô Tô / - / - / - / -"
        ]
    );
}

#[test]
fn variant_21_records_of_three_portals() {
    let imported = import_text(
        "gia-lai.json",
        &format!(
            r#"{{"success":true,"data":[{{"id":7,"name":"{}","businessField":"{}","ocopRating":"3 sao","district":"Cô Tô"}}]}}"#,
            producer_name("qn-043"),
            product_name("qn-043")
        ),
    );
    assert_eq!(
        imported.lines(),
        ["Chả mực / Cơ sở chế biến Thanh Măng / 3 sao / Cô Tô, Đặc khu Cô Tô / -"]
    );
    let imported = import_text(
        "tra-vinh.json",
        &format!(
            r#"[{{"ProductName":"{}","OcopPoint":3,"OcopYearRelease":2018,"Company":"{}","OcopType":"Thực phẩm"}}]"#,
            product_name("qn-043"),
            producer_name("qn-043")
        ),
    );
    assert_eq!(
        imported.lines(),
        ["Chả mực / Cơ sở chế biến Thanh Măng / 3 sao 2018 / - / -"]
    );
    let imported = import_text(
        "lam-dong.jsonl",
        &format!(
            "{{\"name\":\"{}\",\"producer\":\"{}\",\"star\":5,\"cert_code\":\"72-703-01-2023\",\"cert_year\":2025,\
             \"issuing_authority\":\"Bộ NN&PTNT\"}}\n",
            product_name("qn-017"),
            producer_name("qn-017")
        ),
    );
    let product = &imported.products[0];
    assert_eq!(
        describe_product(product),
        "Trà hoa vàng Ba Chẽ / Công ty CP kinh doanh Lâm sản Đạp Thanh / 5 sao 2025 / - / -"
    );
    assert_eq!(product.code.as_deref(), Some("72-703-01-2023"));
    assert_eq!(
        product.recognitions[0].authority.as_deref(),
        Some("Bộ NN&PTNT")
    );
}

#[test]
fn a_sheet_of_a_thousand_columns_with_six_of_them_used_is_read() {
    // A1:AMI110: 1,023 columns.
    let mut rows = vec![line![
        "Mã SP",
        "Hình Sản Phẩm",
        "Tên Sản Phẩm",
        "Chủ Thể SX",
        "Địa chỉ",
        "Phân Nhóm"
    ]];
    for id in ["qn-040", "qn-041", "qn-042", "qn-043", "qn-044"] {
        rows.push(line![
            "",
            "",
            product_name(id),
            producer_name(id),
            "",
            "Thực phẩm"
        ]);
    }
    rows.resize(110, Vec::new());
    rows[109].resize(1_023, TestCell::Blank);
    rows[109][1_022] = TestCell::from("x");
    let imported = import_sheet(Sheet::new("Sheet2", rows));
    assert_eq!(imported.products.len(), 5);
    assert!(imported.product("Chả mực").producer.is_some());
}
