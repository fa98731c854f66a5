//! Names, types and addresses as lists write them.

use super::{check, resolve_row};

#[test]
fn names_and_types_as_lists_write_them() {
    let rong = "Quảng Ninh / Bình Liêu / Xã Húc Động / Xã Bình Liêu / - / -";
    check(&[
        ("c: Xã Húc Động | d: Bình Liêu | p: Quảng Ninh", rong),
        ("c: Húc Động | d: H. Bình Liêu", rong),
        (
            "c: X. Húc Động | d: huyện Bình Liêu | p: tỉnh Quảng Ninh",
            rong,
        ),
        ("c: Húc Động", rong),
        ("c: HÚC ĐỘNG | d: BÌNH LIÊU", rong),
        ("c: xã Húc Động, huyện Bình Liêu, tỉnh Quảng Ninh", rong),
        ("any: xã Húc Động - H.Bình Liêu - Quảng Ninh", rong),
        ("c: xã Húc Động huyện Bình Liêu", rong),
        ("d: Bình Liêu | a: xã Húc Động", rong),
        (
            "c: Huc Dong | d: huyen Binh Lieu",
            "Quảng Ninh / Bình Liêu / Xã Húc Động / Xã Bình Liêu / Huc Dong, huyen Binh Lieu / -",
        ),
        ("d: TP. Hạ Long", "Quảng Ninh / Hạ Long / - / - / - / -"),
        (
            "d: TP Đông Triều",
            "Quảng Ninh / Đông Triều / - / - / TP Đông Triều / -",
        ),
        (
            "d: Tx. Quảng Yên, QN",
            "Quảng Ninh / Quảng Yên / - / - / - / -",
        ),
        ("d: Hoành Bồ", "Quảng Ninh / Hạ Long / - / - / Hoành Bồ / -"),
        (
            "c: xã Sơn Dương | d: huyện Hoành Bồ",
            "Quảng Ninh / Hạ Long / Xã Sơn Dương / Phường Hoành Bồ / huyện Hoành Bồ / -",
        ),
        (
            "d: Vân Đồn",
            "Quảng Ninh / Vân Đồn / - / Đặc khu Vân Đồn / - / -",
        ),
        ("c: Móng Cái", "Quảng Ninh / Móng Cái / - / - / - / -"),
        ("p: Quảng Ninh", "Quảng Ninh / - / - / - / - / -"),
        ("any: Quảng Ninh", "Quảng Ninh / - / - / - / - / -"),
        (
            "c: xã Yên Đức/Đông Triều",
            "Quảng Ninh / Đông Triều / Xã Yên Đức / Phường Hoàng Quế / - / -",
        ),
        (
            "any: UBND huyện Tiên Yên",
            "Quảng Ninh / Tiên Yên / - / - / - / UBND",
        ),
        ("p: Quảng Ninh, Việt Nam", "Quảng Ninh / - / - / - / - / -"),
        ("c:  | d:   ", "- / - / - / - / - / -"),
    ]);
}

#[test]
fn tone_marks_and_unicode_forms_do_not_count() {
    use unicode_normalization::UnicodeNormalization;
    let hoa = "Quảng Ninh / Quảng Yên / Phường Nam Hòa / Phường Phong Cốc / - / -";
    check(&[
        ("c: phường Nam Hoà | d: Quảng Yên", hoa),
        ("c: Nam Hòa", hoa),
    ]);
    let nfd: String = "c: phường Nam Hoà | d: TX. Quảng Yên".nfd().collect();
    assert_eq!(resolve_row(&nfd), hoa);
}

#[test]
fn an_address_is_read_from_its_end() {
    let thach = "Quảng Ninh / Cẩm Phả / Phường Cẩm Thạch / Phường Quang Hanh";
    check(&[
        (
            "a: Khu 5, phường Cẩm Thạch, TP. Cẩm Phả, Quảng Ninh",
            &format!("{thach} / - / Khu 5"),
        ),
        (
            "a: Khu 5 P. Cẩm Thạch TP Cẩm Phả",
            &format!("{thach} / - / Khu 5"),
        ),
        (
            "a: Khu 5 (Cẩm Thạch, Cẩm Phả)",
            &format!("{thach} / - / Khu 5"),
        ),
        (
            "c: Cẩm Thạch | d: Cẩm Phả | a: Khu 5, phường Cẩm Thạch, Tp Cẩm Phả",
            &format!("{thach} / - / Khu 5"),
        ),
        (
            "a: thôn Nà Làng, xã Húc Động, huyện Bình Liêu",
            "Quảng Ninh / Bình Liêu / Xã Húc Động / Xã Bình Liêu / - / thôn Nà Làng",
        ),
        (
            "any: thôn Nà Làng, xã Húc Động, huyện Bình Liêu",
            "Quảng Ninh / Bình Liêu / Xã Húc Động / Xã Bình Liêu / - / thôn Nà Làng",
        ),
        ("a: Tổ 3, khu 2", "- / - / - / - / - / Tổ 3, khu 2"),
        ("a: thôn Tân Lập", "- / - / - / - / - / thôn Tân Lập"),
        ("a: Tân Lập", "- / - / - / - / - / Tân Lập"),
        (
            "d: Đông Triều | a: Thôn 1, Bình Dương",
            "Quảng Ninh / Đông Triều / Xã Bình Dương / Phường An Sinh / - / Thôn 1",
        ),
        (
            "d: Vân Đồn | a: Thôn 1, Hạ Long",
            "Quảng Ninh / Vân Đồn / Xã Hạ Long / Đặc khu Vân Đồn / - / Thôn 1",
        ),
        (
            "c: Bắc Sơn | a: Khu 3, TP. Uông Bí",
            "Quảng Ninh / Uông Bí / Phường Bắc Sơn / Phường Vàng Danh / - / Khu 3",
        ),
        (
            "d: Cẩm Phả | a: Số 1, TP. Hạ Long, Quảng Ninh",
            "Quảng Ninh / Cẩm Phả / - / - / - / Số 1, TP. Hạ Long !Contradicts",
        ),
        (
            "a: Khu 5, phường Cẩm Thạch, thành phố Cẩm Phả, tỉnh Quảng Ninh, Việt Nam",
            &format!("{thach} / - / Khu 5"),
        ),
        (
            "c: phường Quang Hanh | a: Khu 5, phường Cẩm Thạch, Cẩm Phả",
            "Quảng Ninh / Cẩm Phả / Phường Quang Hanh / Phường Quang Hanh / - / Khu 5, phường Cẩm Thạch",
        ),
    ]);
}
