//! Variants 7 to 15: lists as OCOP systems of provinces and of the ministry name their columns.

use crate::line;
use crate::support::home::Home;
use crate::support::workbooks::{
    Sheet, TestCell, import_error, import_sheet, import_text, producer_name, product_name,
    write_file, write_workbook,
};

const CHA_MUC: &str = "Chả mực / Cơ sở chế biến Thanh Măng / 3 sao / - / -";

#[test]
fn variant_7_the_header_is_found_down_to_row_20() {
    for (label, above) in [
        ("Tên sản phẩm", 0),
        ("Tên sản phẩm OCOP", 7),
        ("Tên sản phẩm OCOP", 19),
    ] {
        let mut rows: Vec<Vec<TestCell>> =
            vec![line!["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"]; above];
        rows.push(line!["STT", label, "Tên chủ thể", "Hạng sao"]);
        rows.push(line![1, product_name("qn-043"), producer_name("qn-043"), 3]);
        let imported = import_sheet(Sheet::new("Sheet1", rows));
        assert_eq!(imported.lines(), [CHA_MUC], "{label}");
        imported.assert_says(&format!("tiêu đề dòng {}", above + 1));
    }
    // One row further down it is not searched, and the message says so.
    let home = Home::new();
    let mut rows: Vec<Vec<TestCell>> = vec![line!["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"]; 20];
    rows.push(line!["STT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao"]);
    rows.push(line![1, product_name("qn-043"), producer_name("qn-043"), 3]);
    write_workbook(
        &home.path().join("deep.xlsx"),
        &[Sheet::new("Sheet1", rows)],
    );
    assert!(import_error(&home, "deep.xlsx", &[]).contains("20 dòng đầu"));
}

#[test]
fn variant_8_the_producer_has_four_names() {
    for label in [
        "Tên cơ sở sản xuất",
        "Tên chủ thể",
        "Chủ thể",
        "Cơ sở sản xuất",
    ] {
        let imported = import_sheet(Sheet::new(
            "Sheet1",
            vec![
                line!["STT", "Tên sản phẩm", label, "Số sao"],
                line![1, product_name("qn-043"), producer_name("qn-043"), "3 sao"],
            ],
        ));
        assert_eq!(imported.lines(), [CHA_MUC], "{label}");
    }
}

#[test]
fn variant_9_the_star_has_three_names_and_two_producers_of_one_name_stay_two() {
    for label in ["Hạng sao", "Số sao", "Xếp hạng"] {
        let imported = import_sheet(Sheet::new(
            "Sheet1",
            vec![
                line!["Tên sản phẩm OCOP", "Chủ thể", label],
                line![product_name("qn-043"), producer_name("qn-043"), "Đạt 3 sao"],
            ],
        ));
        assert_eq!(imported.lines(), [CHA_MUC], "{label}");
    }
    // Without an address, the same name and producer are one product. With places they are two, reported as doubtful.
    let imported = import_sheet(Sheet::new(
        "Sheet1",
        vec![
            line!["Tên sản phẩm OCOP", "Chủ thể", "Hạng sao", "Huyện"],
            line![
                product_name("qn-043"),
                "Hộ kinh doanh Thanh Măng",
                3,
                "Cô Tô"
            ],
            line![
                product_name("qn-043"),
                "Hộ kinh doanh Thanh Măng",
                4,
                "Hạ Long"
            ],
        ],
    ));
    let mut districts: Vec<&str> = imported
        .products
        .iter()
        .map(|product| product.place.district.as_deref().unwrap())
        .collect();
    districts.sort_unstable();
    assert_eq!(districts, ["Cô Tô", "Hạ Long"], "never joined in silence");
}

#[test]
fn variant_10_states_of_a_dossier_are_no_certificates() {
    let states = [
        "Chưa nộp",
        "Đang nộp",
        "Chờ chấm",
        "Cấp huyện đã xếp hạng",
        "Tỉnh đã xếp hạng",
        "Hoàn thành",
        "Không đạt",
    ];
    let ids = [
        "qn-040", "qn-041", "qn-042", "qn-043", "qn-044", "qn-052", "qn-053",
    ];
    let mut rows = vec![line![
        "Mã sản phẩm",
        "Tên sản phẩm",
        "Tên chủ thể sản xuất",
        "Địa chỉ",
        "Trạng thái hồ sơ"
    ]];
    rows.extend(
        ids.into_iter()
            .zip(states)
            .enumerate()
            .map(|(index, (id, state))| {
                line![
                    format!("22-206-06997-{}-2022", index + 1),
                    product_name(id),
                    producer_name(id),
                    "Khu 3",
                    state
                ]
            }),
    );
    let imported = import_sheet(Sheet::new("Hồ sơ", rows));
    assert_eq!(imported.products.len(), 7);
    // A dossier state is not a star, and none of the seven is reported as unknown.
    let stars = imported
        .products
        .iter()
        .flat_map(|product| &product.recognitions);
    assert!(stars.clone().all(|act| act.star.is_none()));
    assert!(
        !imported.result.out.contains("không rõ tình trạng"),
        "{}",
        imported.result.out
    );
    let code = imported.product("Mực ống khô Cô Tô").code.as_deref();
    assert_eq!(code, Some("22-206-06997-1-2022"), "codes stay text");
    imported.assert_says("0  dòng bị để riêng");
}

#[test]
fn variant_11_the_entry_form_of_a_province() {
    let imported = import_sheet(Sheet::new(
        "Sheet1",
        vec![
            line![
                "Tên sản phẩm",
                "Tên chủ thể",
                "Mã Sản Phẩm",
                "Nhóm SP OCOP",
                "Tỉnh thành",
                "Huyện",
                "Phân hạng sao",
                "Quyết định phân hạng",
                "Ngày cấp",
                "Thông tin sản phẩm",
                "Liên hệ"
            ],
            line![
                product_name("qn-017"),
                producer_name("qn-017"),
                "",
                "Đồ uống",
                "Quảng Ninh",
                "Ba Chẽ",
                "5 sao",
                "377/QĐ-BNN-VPĐP",
                "17/01/2025",
                "",
                "0203000001"
            ],
        ],
    ));
    assert_eq!(
        imported.lines(),
        [
            "Trà hoa vàng Ba Chẽ / Công ty CP kinh doanh Lâm sản Đạp Thanh / 5 sao 2025-01-17 377/QĐ-BNN-VPĐP / \
          Ba Chẽ / 0203000001"
        ]
    );
    assert!(
        !imported.result.out.contains("cột không đọc"),
        "{}",
        imported.result.out
    );
}

#[test]
fn variant_12_a_potential_of_five_stars_is_a_certificate_of_four() {
    let imported = import_sheet(Sheet::new(
        "Sheet1",
        vec![
            line![
                "Ảnh",
                "Tên sản phẩm",
                "Danh mục sản phẩm",
                "Huyện",
                "Phân hạng sao"
            ],
            line![
                "a.jpg",
                product_name("qn-017"),
                "Đồ uống",
                "Ba Chẽ",
                "Tiềm năng 5 sao"
            ],
            line![
                "b.jpg",
                product_name("qn-043"),
                "Thực phẩm",
                "Cô Tô",
                "-- Phân hạng sao --"
            ],
            line!["c.jpg", product_name("qn-052"), "Thực phẩm", "Bình Liêu", 6],
            line!["d.jpg", product_name("qn-053"), "Thực phẩm", "Bình Liêu", 2],
        ],
    ));
    assert_eq!(
        imported.lines(),
        [
            "Chả mực / - / - / Cô Tô, Đặc khu Cô Tô / -",
            "Tinh dầu hồi / - / 2 sao / Bình Liêu / -",
            "Tinh dầu quế / - / - / Bình Liêu / -",
            "Trà hoa vàng Ba Chẽ / - / 4 sao pending5 / Ba Chẽ / -",
        ]
    );
    imported
        .assert_says("dòng 2, cột “Phân hạng sao”: “Tiềm năng 5 sao” tiềm năng 5 sao: ghi là 4 sao, chờ cấp trung ương")
        .assert_says("dòng 3, cột “Phân hạng sao”: “-- Phân hạng sao --” không đọc được thành số sao")
        .assert_says("dòng 4, cột “Phân hạng sao”: “6” không phải số sao từ 1 đến 5")
        .assert_says("dòng 5, cột “Phân hạng sao”: “2” 1 hoặc 2 sao");
}

#[test]
fn variant_13_rows_of_ptnt_ocop() {
    let imported = import_text(
        "ptnt.csv",
        &format!(
            "MA_OCOP,Ma_DonViHanhChinh,Ma_ThoiGian,Ma_SanPham,TenSanPham,XepHang,ChuTheSXKD,DoanhThuNam,TrangThai\n\
             1,06997,2022,22-206-06997-3-2022,{},3*,{},1200.5,HIEULUC\n\
             2,06997,2022,,{},4*,{},,HIEULUC\n3,,2022,null,{},5*,{},,\n",
            product_name("qn-043"),
            producer_name("qn-043"),
            product_name("qn-040"),
            producer_name("qn-040"),
            product_name("qn-017"),
            producer_name("qn-017"),
        ),
    );
    let stars: Vec<(String, u8)> = imported
        .products
        .iter()
        .map(|product| (product.name.clone(), product.recognitions[0].star.unwrap()))
        .collect();
    let expected = [
        ("Chả mực", 3),
        ("Mực ống khô Cô Tô", 4),
        ("Trà hoa vàng Ba Chẽ", 5),
    ];
    assert_eq!(stars, expected.map(|(name, star)| (name.to_owned(), star)));
    let first = imported.product("Chả mực");
    assert_eq!(
        (first.code.as_deref(), first.revenue.as_deref()),
        (Some("22-206-06997-3-2022"), Some("1200.5"))
    );
    assert_eq!(
        imported.product("Trà hoa vàng Ba Chẽ").code,
        None,
        "null is no code"
    );
}

#[test]
fn variant_14_tables_of_decision_5333_hold_no_product_by_name() {
    // DanhGiaSanPhamOCOP has keys of products but no names, and CoSoSanXuat lists producers: neither is a
    // list of products, and the message says what is missing.
    let home = Home::new();
    write_file(
        &home,
        "danh-gia.csv",
        "maDanhGia,maSanPham,tenDanhGia,thangDiem,coQuanThucHien,thoigGianDanhGia,ketQuaXepLoai\n\
         1,22-206-06997-3-2022,Đánh giá 2022,75,UBND huyện,17/05/2022,4 sao\n",
    );
    write_file(
        &home,
        "co-so.csv",
        format!(
            "maCoSo,maDinhDanhToChuc,maSanPham,tenCoSo,soDienThoai,thuDienTu,diaChi,loaiHinh\n1,1,1,{},1,,Cô Tô,Hộ\n",
            producer_name("qn-043")
        ),
    );
    for (file, label) in [("danh-gia.csv", "tenDanhGia"), ("co-so.csv", "tenCoSo")] {
        let why = import_error(&home, file, &[]);
        assert!(
            why.contains("tên sản phẩm") && why.contains(label) && why.contains("--map"),
            "{why}"
        );
    }
}

#[test]
fn variant_15_subjects_with_a_certificate_that_ends_and_no_district() {
    // `Chủ thể` is the producer; a list of producers alone names no product.
    let home = Home::new();
    write_file(
        &home,
        "subjects.csv",
        "name,tax_code,organization_type,legal_representative,address,province,ward,ocop_star,ocop_cert_expiry\n\
         HTX Thảo mộc Tuệ Lâm,,Hợp tác xã,,,Quảng Ninh,,3,2028-01-17\n",
    );
    let why = import_error(&home, "subjects.csv", &[]);
    assert!(why.contains("tên sản phẩm"), "{why}");
    let imported = import_text(
        "with-products.csv",
        &format!(
            "product_name,name,tax_code,organization_type,legal_representative,address,province,ward,ocop_star,\
             ocop_cert_expiry\n{},{},0100000000,Doanh nghiệp,,,Quảng Ninh,Xã Lương Minh,5,2028-01-17\n",
            product_name("qn-017"),
            producer_name("qn-017")
        ),
    );
    assert_eq!(
        imported.lines(),
        [
            "Trà hoa vàng Ba Chẽ / Công ty CP kinh doanh Lâm sản Đạp Thanh / 5 sao đến 2028-01-17 / Xã Lương Minh / -"
        ]
    );
    let producer = imported.products[0].producer.clone().unwrap();
    assert_eq!(
        (producer.tax_code.as_deref(), producer.kind.unwrap().key()),
        (Some("0100000000"), "enterprise")
    );
    assert_eq!(imported.products[0].place.district, None);
}
