//! Headers as officials write them: the 21 known variants, an office's workbook and our own lists.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// A row from a text with bars between its cells.
fn row(text: &str) -> Vec<ListCell> {
    text.split('|').map(ListCell::from_raw).collect()
}

/// The fields of a header, `-` for an unknown or unlabelled column.
fn fields(header: &ListHeader) -> String {
    let fields = header.columns.iter().map(|column| match column.field {
        Some(field) => field.to_string(),
        None => "-".to_owned(),
    });
    fields.collect::<Vec<_>>().join(" ")
}

/// The fields of a header in one row.
fn read(labels: &str) -> String {
    match find_header(&[row(labels)], &[]) {
        Some(header) => {
            assert_eq!((header.first_row, header.row_count), (0, 1));
            fields(&header)
        }
        None => "none".to_owned(),
    }
}

/// Number of the variant, labels, fields.
const VARIANTS: [(&str, &str, &str); 38] = [
    (
        "2 ward workbook",
        "STT|Chủ thể|Người đại diện|Địa chỉ|Số điện thoại|Tình trạng HĐ|Tên Sản phẩm OCOP|Xếp hạng|\
         Ngành nghề sản xuất/kinh doanh|Diện tích (ha)|Quy trình sản xuất|Số thành viên|Sản lượng|\
         Kênh tiêu thụ|Chi phí/năm |Thu nhập/năm|Lợi nhuận/năm",
        "number producer representative address phone status name star - - - - - channels - - -",
    ),
    (
        "3 sister sheet",
        "Tên Mô hình|Người đại diện|Địa chỉ|Chi phí/năm\n (triệu đồng)|Diện tích\n (ha)|\
         Số thành \nviên|Thu nhập/\nnăm \n(triệu đồng)",
        "none",
    ),
    (
        "3 wrong sheet",
        "Tên trạm bơm|Người đại diện|Địa chỉ",
        "none",
    ),
    (
        "4 Bình Định",
        "\u{feff}BusinessField|OCOPRating|Description|Name|Address|PhoneNumber",
        "name star note producer address phone",
    ),
    (
        "5 Quy Nhơn",
        "BusinessField|Description|OCOPRating|Name|Address|PhoneNumber",
        "name note star producer address phone",
    ),
    (
        "6 Cầu Kè",
        "id|name|author|address|star",
        "number name producer address star",
    ),
    ("7 Tên sản phẩm", "Tên sản phẩm|Hạng sao", "name star"),
    ("7 with OCOP", "Tên sản phẩm OCOP|Hạng sao", "name star"),
    (
        "8 cơ sở",
        "Tên cơ sở sản xuất|Tên sản phẩm|Hạng sao",
        "producer name star",
    ),
    (
        "8 tên chủ thể",
        "Tên chủ thể|Tên sản phẩm|Hạng sao",
        "producer name star",
    ),
    (
        "8 chủ thể",
        "Chủ thể|Tên sản phẩm|Hạng sao",
        "producer name star",
    ),
    (
        "8 cơ sở sản xuất",
        "Cơ sở sản xuất|Tên sản phẩm",
        "producer name",
    ),
    (
        "9 số sao",
        "Tên sản phẩm|Chủ thể|Số sao",
        "name producer star",
    ),
    (
        "9 xếp hạng",
        "Tên sản phẩm|Chủ thể|Xếp hạng",
        "name producer star",
    ),
    (
        "10 platform",
        "Mã sản phẩm|Tên chủ thể|Tên chủ thể sản xuất|Địa chỉ|Trạng thái hồ sơ",
        "none",
    ),
    (
        "10 with the product",
        "Mã sản phẩm|Tên sản phẩm|Tên chủ thể|Địa chỉ|Trạng thái hồ sơ",
        "code name producer address status",
    ),
    (
        "11 entry form",
        "Tên sản phẩm|Tên chủ thể|Mã Sản Phẩm|Nhóm SP OCOP|Tỉnh thành|Huyện|Phân hạng sao|\
         Quyết định phân hạng|Ngày cấp|Thông tin sản phẩm|Liên hệ|Năm đánh giá",
        "name producer code group province district star decision date note phone year",
    ),
    (
        "12 list",
        "Ảnh|Tên sản phẩm|Danh mục sản phẩm|Huyện|Phân hạng sao",
        "ignored name group district star",
    ),
    (
        "13 decision 5277",
        "MA_OCOP|Ma_DonViHanhChinh|Ma_ThoiGian|Ma_SanPham|TenSanPham|XepHang|ChuTheSXKD|DoanhThuNam|TrangThai",
        "- ignored ignored code name star producer revenue status",
    ),
    (
        "14 rating",
        "maDanhGia|maSanPham|tenDanhGia|thangDiem|coQuanThucHien|thoigGianDanhGia|ketQuaXepLoai",
        "none",
    ),
    (
        "14 rating with the product",
        "maDanhGia|maSanPham|tenSanPham|tenDanhGia|thangDiem|coQuanThucHien|thoigGianDanhGia|ketQuaXepLoai",
        "ignored code name - score authority date star",
    ),
    (
        "14 workshop with the product",
        "maCoSo|maDinhDanhToChuc|maSanPham|tenCoSo|soDienThoai|thuDienTu|diaChi|loaiHinh|thoiGianThamGia|\
         soLuong|moTa|tenSanPham",
        "ignored - code producer phone email address producer_kind - - note name",
    ),
    (
        "15 list of producers",
        "name|tax_code|organization_type|legal_representative|address|province|ward|ocop_star|ocop_cert_expiry",
        "none",
    ),
    (
        "15 with the product",
        "product_name|name|tax_code|organization_type|legal_representative|address|province|ward|ocop_star|\
         ocop_cert_expiry",
        "name producer tax_code producer_kind representative address province commune star expires",
    ),
    (
        "16 list",
        "Mã SP|Hình Sản Phẩm|Tên Sản Phẩm|Chủ Thể SX|Địa chỉ|Phân Nhóm",
        "code ignored name producer address group",
    ),
    (
        "17 detail",
        "Nhóm|Ngành|Bộ chủ trì quản lý|Chủ thể sản xuất|Địa chỉ",
        "none",
    ),
    (
        "17 with the product",
        "Tên sản phẩm|Nhóm|Ngành|Bộ chủ trì quản lý|Chủ thể sản xuất|Địa chỉ",
        "name group - ignored producer address",
    ),
    (
        "18 form",
        "Tham gia OCOP|S&#7843;n ph&#7849;m OCOP|S&#7889; sao OCOP",
        "ignored name star",
    ),
    ("19 shop", "OCOP ⭐|Năm OCOP", "none"),
    (
        "19 with the product",
        "Sản phẩm|OCOP ⭐|Năm OCOP",
        "name star year",
    ),
    (
        "20 registration",
        "Tên sản phẩm đăng ký|Số phiếu đăng ký sản phẩm OCOP|Giấy đăng ký kinh doanh",
        "name ignored -",
    ),
    (
        "21 Gia Lai, keys",
        "name|ocopRating|businessField|ward|district|province|phoneNumber|website",
        "producer star name commune district province phone channels",
    ),
    (
        "21 Gia Lai, labels",
        "Tên sản phẩm|Xếp hạng OCOP (3-5 sao)|Ngành hàng|Huyện/xã",
        "name star group place",
    ),
    (
        "21 TraVinhMaps",
        "ProductName|OcopPoint|OcopYearRelease|Company|OcopType",
        "name star year producer group",
    ),
    (
        "21 Lâm Đồng",
        "name|star|cert_code|cert_year|issuing_authority",
        "name star code year authority",
    ),
    (
        "two rounds by one name",
        "Tên sản phẩm|Hạng sao|Ngày|Hạng sao|Ngày",
        "name star.1 date.1 star.2 date.2",
    ),
    (
        "a later round",
        "Tên sản phẩm|Hạng sao|Ngày công nhận|Hạng sao công nhận lại|Ngày công nhận lại|Ngày hết hạn",
        "name star.1 date.1 star.2 date.2 expires",
    ),
    (
        "a firmer name wins",
        "Description|Tên sản phẩm|Kết quả|Hạng sao|Ghi chú|Tên",
        "- name - star note producer",
    ),
];

#[test]
fn every_variant_met_is_read_as_its_office_means_it() {
    for (variant, labels, expected) in VARIANTS {
        assert_eq!(read(labels), expected, "{variant}");
    }
}

#[test]
fn usual_headers_of_annexes_are_read() {
    for (labels, expected) in [
        (
            "Số TT|Huyện, TX, TP|Sản phẩm|Chủ thể sản xuất|Kết quả phân hạng (sao)|Số QĐ, ngày|Ghi chú",
            "number district name producer star decision note",
        ),
        (
            "TT|Tên sản phẩm, dịch vụ|Tên chủ thể/cơ sở sản xuất|Địa chỉ (thôn, xã, huyện)|Điểm TB|Xếp hạng sao",
            "number name producer address score star",
        ),
        (
            "STT|Tên SP|Tên đơn vị|SĐT|Xã/phường|Số sao|Năm công nhận|Hiệu lực đến|Sàn TMĐT|Tem truy xuất",
            "number name producer phone commune star year expires channels traces",
        ),
        (
            "1. Tên sản phẩm|2. Đơn vị sản xuất|3. MST|4. Hạng|5. Quyết định số|6. Cơ quan ban hành",
            "name producer tax_code star decision authority",
        ),
        (
            "Tên|Chủ hộ|Phân nhóm|Hạng|Phường/xã/đặc khu|Doanh thu (tr.đ)|Mã QR",
            "name representative group star unit revenue traces",
        ),
    ] {
        assert_eq!(read(labels), expected, "{labels}");
    }
}

/// Variant 1: title rows, two rows of labels, merged cells.
fn office() -> Vec<Vec<ListCell>> {
    vec![
        row("DANH SÁCH SẢN PHẨM OCOP ĐƯỢC CÔNG NHẬN ĐỢT 1 NĂM 2023"),
        row("(Kèm theo Quyết định số 136/QĐ-UBND)"),
        row(
            "TT|Tên sản phẩm|Nhóm sản phẩm|Loại hình kinh doanh|Chủ thể|Xã, phường|Địa chỉ|\
             Người đại diện|Số điện thoại|Hạng sao hiện tại|Ngày hết hạn|Lần 1|||||\
             Lần 2/nâng hạng|||||Ghi chú",
        ),
        row("|||||||||||Hạng|Ngày|Năm|Số quyết định|Cơ quan|Hạng|Ngày|Năm|Số quyết định|Cơ quan|"),
        row(
            "1|Chả mực|Thực phẩm|HTX|HTX A|Tân Nhựt|Ấp 1|Bà B|0901234567|4|17/05/2026|3|1/1/2020|2020|\
             1/QĐ-UBND|UBND huyện|4|17/05/2023|2023|2/QĐ-UBND|UBND tỉnh|",
        ),
    ]
}

const OFFICE: &str = "number name group producer_kind producer commune address representative phone star \
                      expires star.1 date.1 year.1 decision.1 authority.1 star.2 date.2 year.2 decision.2 \
                      authority.2 note";

#[test]
fn variant_1_has_two_rows_below_titles() {
    let header = find_header(&office(), &[]).unwrap();
    assert_eq!((header.first_row, header.row_count), (2, 2));
    assert_eq!(fields(&header), OFFICE);
    assert_eq!(header.columns[12].label, "Lần 1: Ngày");
    assert_eq!(header.unknown_columns().count(), 0);

    let one = "TT|Tên sản phẩm|Nhóm sản phẩm|Loại hình kinh doanh|Chủ thể|Xã/phường|Địa chỉ|Người đại diện|\
               Số điện thoại|Hạng sao hiện tại|Ngày hết hạn|Lần 1: sao|Lần 1: ngày công nhận|Lần 1: năm|\
               Lần 1: số quyết định|Lần 1: cơ quan công nhận|Lần 2/nâng hạng: sao|Lần 2: ngày|Lần 2: năm|\
               Lần 2: số quyết định|Lần 2: cơ quan|Ghi chú";
    assert_eq!(read(one), OFFICE);
}

#[test]
fn groups_name_what_their_columns_belong_to() {
    let rows = [
        row("STT|Thông tin sản phẩm|||Thông tin chủ thể|||Kết quả đánh giá||Quyết định||Quy mô|"),
        row("|Tên|Mã|Hình ảnh|Tên|Địa chỉ|SĐT|Điểm|Hạng|Số|Ngày|Diện tích|Sản lượng"),
        row("(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)|(11)|(12)|(13)"),
        row("1|Chả mực||||||85|4|12|1/1/2023||"),
    ];
    let header = find_header(&rows, &[]).unwrap();
    assert_eq!((header.first_row, header.row_count), (0, 2));
    assert_eq!(
        fields(&header),
        "number name code ignored producer address phone score star decision date - -"
    );
    let unknown: Vec<_> = header.unknown_columns().collect();
    assert_eq!(
        unknown,
        [(11, "Quy mô: Diện tích"), (12, "Quy mô: Sản lượng")]
    );
}

#[test]
fn labels_of_the_lower_row_alone_belong_to_the_header() {
    let rows = [
        row("STT|Tên sản phẩm|Chủ thể|Quy mô||Lần đầu||Nâng hạng|"),
        row("|||Diện tích|Sản lượng|Hạng sao|Ngày|Hạng sao|Ngày"),
        row("1|Chả mực|HTX A|2|3|3|2020|4|2023"),
    ];
    let header = find_header(&rows, &[]).unwrap();
    assert_eq!(header.row_count, 2);
    assert_eq!(
        fields(&header),
        "number name producer - - star.1 date.1 star.2 date.2"
    );
    // Only unknown labels below: the row still belongs to the header.
    let rows = [
        row("STT|Tên sản phẩm|Chủ thể|Quy mô|"),
        row("|||Diện tích|Sản lượng"),
        row("1|Chả mực|HTX A|2|3"),
    ];
    assert_eq!(find_header(&rows, &[]).unwrap().row_count, 2);
}

#[test]
fn the_labels_may_all_stand_in_the_lower_row() {
    let rows = [
        row("||||Lần 1||Lần 2|"),
        row("TT|Tên sản phẩm|Chủ thể|Hạng sao hiện tại|Hạng|Ngày|Hạng|Ngày"),
        row("1|Chả mực|HTX A|4|3|2020|4|2023"),
    ];
    let header = find_header(&rows, &[]).unwrap();
    assert_eq!((header.first_row, header.row_count), (0, 2));
    assert_eq!(
        fields(&header),
        "number name producer star star.1 date.1 star.2 date.2"
    );
}

#[test]
fn a_row_of_data_is_no_second_row() {
    for data in [
        "Chả mực|HTX A|Facebook|Tem",
        "Chả mực|Sao|Tên|Xã",
        "Chả mực|4 sao||",
        "|HTX A||",
    ] {
        let rows = [row("Tên sản phẩm|Chủ thể|Nơi trưng bày|"), row(data)];
        assert_eq!(find_header(&rows, &[]).unwrap().row_count, 1, "{data}");
    }
}

#[test]
fn spelling_does_not_matter() {
    let nfd: String = "Tên sản phẩm|Chủ thể|Hạng sao".nfd().collect();
    for labels in [
        "TEN SAN PHAM|CHU THE|HANG SAO",
        "TÊN SẢN PHẨM |  CHỦ THỂ|Hạng\nsao ",
        "ten_san_pham|chuThe|HangSao",
        "Tên sản phẩm tham gia đánh giá|Chủ thể sản xuất, kinh doanh (HTX, DN)|Hạng sao (3-5)",
        "Product name|Producer|Stars",
        "<U+200B>Tên sản phẩm|Chủ thể|⭐",
        nfd.as_str(),
    ] {
        assert_eq!(read(labels), "name producer star", "{labels}");
    }
}

#[test]
fn our_own_lists_are_read_back() {
    assert_eq!(
        read(
            "id|name|specialty|group|code|producer|producer_kind|kind_written|representative|phone|email|tax_code|address|\
             commune|district|province|unit|channels|traces|revenue|sources|note|note_en|1: star|1: date|\
             2: star|2: recognition_kind|2: year|2: seen|2: expires|2: decision|2: score|2: authority|2: place|\
             2: source"
        ),
        "id name specialty group code producer producer_kind kind_written representative phone email tax_code address \
         commune district province unit channels traces revenue sources note note_en star.1 date.1 \
         star.2 recognition_kind.2 year.2 seen.2 expires.2 decision.2 score.2 authority.2 recognition_place.2 \
         recognition_source.2"
    );
    assert_eq!(
        read(
            "Mã hồ sơ|Tên sản phẩm|Đặc sản|Huyện (cũ)|Xã/phường cũ|Xã/phường mới|Ghi chú (tiếng Anh)|star.1|Lần 2 sao"
        ),
        "id name specialty district commune unit note_en star.1 star.2"
    );
    assert_eq!(read("id|name|star|specialty"), "id name star specialty");
    // An id of another system is a running number, and its dossier number is the code.
    assert_eq!(read("id|name|star"), "number name star");
    assert_eq!(read("Mã hồ sơ|Tên sản phẩm|STT"), "code name number");
}

#[test]
fn what_could_harm_is_not_guessed() {
    for (label, field) in [
        ("Hạng sao (dự kiến)", None),
        ("Hạng sao đề nghị", None),
        ("Hạng sao tự đánh giá", None),
        ("Ngày cấp giấy chứng nhận ATTP", None),
        ("Số quyết định thành lập", None),
        ("Ngày công nhận (dự kiến)", None),
        ("Doanh thu (tỷ đồng)", None),
        ("Doanh thu (nghìn đồng)", None),
        ("Doanh thu xuất khẩu", None),
        (
            "Doanh thu năm 2023 (triệu đồng)",
            Some(ProductField::Revenue),
        ),
        ("Thu nhập/năm", None),
        ("Sản phẩm chủ yếu", None),
        ("Mã số cơ sở đóng gói", None),
        ("Cơ sở đạt tiêu chuẩn", None),
        ("3 sao", None),
        ("2021", None),
        ("", None),
        ("Mã số thuế/CCCD", Some(ProductField::TaxCode)),
        (
            "Số điện thoại liên hệ của chủ thể",
            Some(ProductField::Phone),
        ),
        ("Name", Some(ProductField::Name)),
        (
            "star.2",
            Some(ProductField::Recognition(2, RecognitionField::Star)),
        ),
        (
            "Ngày nâng hạng",
            Some(ProductField::Recognition(2, RecognitionField::Date)),
        ),
    ] {
        assert_eq!(find_label_field(label), field, "{label}");
    }
}

#[test]
fn data_without_a_header_has_none() {
    let mut rows = office();
    rows.drain(..4);
    rows.push(row("2|Sản phẩm OCOP|Website|4 sao"));
    rows.push(row("Trà hoa vàng|HTX B|Ba Chẽ"));
    assert_eq!(find_header(&rows, &[]), None);
    assert_eq!(find_header(&[], &[]), None);
    assert_eq!(
        find_header(&[vec![], row("||"), row("Tên sản phẩm")], &[]),
        None
    );
    let low: Vec<_> = std::iter::repeat_with(|| row("x"))
        .take(SEARCHED_ROWS)
        .chain([row("Tên sản phẩm|Hạng sao")])
        .collect();
    assert_eq!(find_header(&low, &[]), None);
    assert_eq!(
        find_header(&low[1..], &[]).unwrap().first_row,
        SEARCHED_ROWS - 1
    );
}

#[test]
fn what_a_person_said_goes_first() {
    let rows = [
        row("x"),
        row("Tên Mô hình|Người đại diện|Hạng"),
        row("Trại dế|Ông A|3"),
    ];
    let assign = |label: &str, field| (label.to_owned(), field);
    let mapping = [
        assign("ten mo hinh", ProductField::Name),
        assign("Người đại diện", ProductField::Producer),
    ];
    let header = find_header(&rows, &mapping).unwrap();
    assert_eq!(
        (header.first_row, fields(&header)),
        (1, "name producer star".to_owned())
    );
    // The name alone is enough, and a label can be given with both its rows.
    assert!(
        find_header(
            &[row("Mặt hàng")],
            &[assign("mặt hàng", ProductField::Name)]
        )
        .is_some()
    );
    let kept = ProductField::Recognition(0, RecognitionField::Star);
    let header = find_header(&office(), &[assign("Lần 2/nâng hạng: Hạng", kept)]).unwrap();
    assert_eq!(header.column_of(kept), Some(16));
    assert_eq!(header.columns[9].field, None);
}

#[test]
fn an_absurdly_wide_sheet_is_cut() {
    let mut wide = row("Tên sản phẩm|Hạng sao");
    wide.resize(1023, ListCell::Empty);
    assert_eq!(find_header(&[wide.clone()], &[]).unwrap().columns.len(), 2);
    wide.fill(ListCell::from_raw("Hạng sao"));
    wide[0] = ListCell::from_raw("Tên sản phẩm");
    let header = find_header(&vec![wide; 25], &[]).unwrap();
    assert_eq!(header.columns.len(), MAX_LABELS);
}

#[test]
fn lists_are_compared_and_remembered() {
    let of = |labels: &str| find_header(&[row(labels)], &[]).unwrap();
    let rich = of("TT|Tên sản phẩm|Chủ thể|Hạng sao|Quyết định");
    let poor = of("TT|Tên sản phẩm|Địa chỉ|Ảnh");
    assert!(rich.score() > poor.score());
    assert_eq!(
        rich.signature(),
        of("tt|TEN SAN PHAM|chủ thể |HangSao|QUYẾT\nĐỊNH").signature()
    );
    assert_ne!(rich.signature(), poor.signature());
    assert_eq!(poor.column_of(ProductField::Address), Some(2));
}

fn any_cell() -> impl Strategy<Value = ListCell> {
    prop_oneof![
        Just(ListCell::Empty),
        Just(ListCell::Fault("#REF!".into())),
        any::<f64>().prop_map(ListCell::Number),
        any::<String>().prop_map(ListCell::Text),
        "[&<U+#;:.()0-9A-Za-zạ̣đ|/ ]{0,12}".prop_map(ListCell::Text),
        prop::sample::select(vec![
            "Tên sản phẩm",
            "Tên",
            "Name",
            "BusinessField",
            "Lần 1",
            "Lần 2/nâng hạng",
            "Nâng hạng",
            "Hạng",
            "Hạng sao",
            "Ngày",
            "Chủ thể",
            "TT",
            "id",
            "Quyết định",
            "Số",
            "4 sao",
            "(1)",
            "20: star",
            "Cấp lại",
        ])
        .prop_map(ListCell::from_raw),
    ]
}

#[test]
fn the_labels_of_any_table_are_known_below_a_list() {
    for labels in [
        "STT|Tiêu chí|Điểm tối đa|Ghi chú",
        "Huyện|3 sao|4 sao|5 sao|Tổng số",
        "TT|Tên sản phẩm|Chủ thể|Hạng sao",
    ] {
        assert!(is_row_of_labels(&row(labels)), "{labels}");
    }
    for product in [
        "1|Mật ong|HTX Sao Mai|4 sao",
        "Mật ong|3 sao|4 sao",
        "Mật ong|Hải Hà|3 sao",
    ] {
        assert!(!is_row_of_labels(&row(product)), "{product}");
    }
}

proptest! {
    #[test]
    fn any_cells_give_a_header_inside_the_rows_or_none(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..8), 0..26)
    ) {
        let mapping = [("Hạng".to_owned(), ProductField::Note)];
        for assigned in [&[][..], &mapping[..]] {
            let Some(header) = find_header(&rows, assigned) else { continue };
            prop_assert!(header.first_row < SEARCHED_ROWS);
            prop_assert!((1..=2).contains(&header.row_count));
            prop_assert!(header.first_row + header.row_count <= rows.len());
            prop_assert!(header.score() >= 100);
            let fields = header.columns.iter().filter_map(|column| column.field);
            let mut seen: Vec<ProductField> = fields.filter(|field| *field != ProductField::Ignored).collect();
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), count);
            for field in seen {
                prop_assert_eq!(field.to_string().parse(), Ok(field));
            }
        }
    }

    #[test]
    fn any_label_can_be_asked(label in any::<String>()) {
        let _ = find_label_field(&label);
    }
}
