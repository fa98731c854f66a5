//! Difficult cases of the province: split communes, shared names, contradictions.

use super::{check, resolve_row};

#[test]
fn a_split_commune_waits_for_a_person() {
    for (commune, district) in [
        ("phường Hà Khẩu", "Hạ Long"),
        ("xã Đồng Lâm", "Hạ Long"),
        ("phường Trưng Vương", "Uông Bí"),
        ("xã Vô Ngại", "Bình Liêu"),
        ("xã Đại Dực", "Tiên Yên"),
        ("xã Đông Ngũ", "Tiên Yên"),
        ("xã Yên Than", "Tiên Yên"),
        ("xã Hải Lạng", "Tiên Yên"),
        ("xã Quảng Long", "Hải Hà"),
        ("phường Đông Triều", "Đông Triều"),
        ("phường Đức Chính", "Đông Triều"),
        ("xã Cộng Hòa", "Cẩm Phả"),
        ("xã Cẩm Hải", "Cẩm Phả"),
    ] {
        let text = resolve_row(&format!("c: {commune} | d: {district}"));
        assert!(text.ends_with(" / - / - / - !Split"), "{text}");
        assert!(
            text.to_lowercase().contains(&commune.to_lowercase()),
            "{text}"
        );
    }
    check(&[
        (
            "c: Liên Hòa | d: Quảng Yên",
            "Quảng Ninh / Quảng Yên / Xã Liên Hòa / Phường Liên Hòa / - / -",
        ),
        (
            "c: xã Hải Hòa | d: Cẩm Phả",
            "Quảng Ninh / Cẩm Phả / - / - / xã Hải Hòa / - !Split",
        ),
        (
            "c: xã Vô Ngại | d: Bình Liêu | u: xã Tiên Yên",
            "Quảng Ninh / Bình Liêu / Xã Vô Ngại / Xã Tiên Yên / - / -",
        ),
    ]);
}

#[test]
fn the_name_of_a_district_and_of_others() {
    check(&[
        ("c: Hạ Long", "- / - / - / - / Hạ Long / - !Ambiguous"),
        (
            "c: Hạ Long | d: Hạ Long",
            "Quảng Ninh / Hạ Long / - / Phường Hạ Long / - / -",
        ),
        (
            "c: Hạ Long | d: Vân Đồn",
            "Quảng Ninh / Vân Đồn / Xã Hạ Long / Đặc khu Vân Đồn / - / -",
        ),
        (
            "c: phường Hạ Long",
            "Quảng Ninh / Hạ Long / - / Phường Hạ Long / - / -",
        ),
        (
            "c: xã Hạ Long",
            "Quảng Ninh / Vân Đồn / Xã Hạ Long / Đặc khu Vân Đồn / - / -",
        ),
        ("c: TP. Hạ Long", "Quảng Ninh / Hạ Long / - / - / - / -"),
        (
            "any: Hạ Long",
            "Quảng Ninh / Hạ Long / - / - / Hạ Long / - !Ambiguous",
        ),
        ("any: Cẩm Phả", "Quảng Ninh / Cẩm Phả / - / - / - / -"),
        ("any: Hải Hà", "Quảng Ninh / Hải Hà / - / - / - / -"),
        (
            "c: Đông Triều",
            "Quảng Ninh / Đông Triều / - / - / Đông Triều / - !Ambiguous",
        ),
        (
            "c: phường Đông Triều",
            "Quảng Ninh / Đông Triều / - / - / phường Đông Triều / - !Ambiguous",
        ),
        (
            "u: phường Đông Triều",
            "Quảng Ninh / Đông Triều / - / Phường Đông Triều / - / -",
        ),
        (
            "c: phường Đông Triều mới",
            "Quảng Ninh / Đông Triều / - / Phường Đông Triều / phường Đông Triều mới / -",
        ),
    ]);
}

#[test]
fn one_name_of_several_communes() {
    check(&[
        (
            "c: Bắc Sơn | p: Quảng Ninh",
            "Quảng Ninh / - / - / - / Bắc Sơn / - !Ambiguous",
        ),
        (
            "c: xã Bắc Sơn",
            "Quảng Ninh / Móng Cái / Xã Bắc Sơn / Xã Hải Sơn / - / -",
        ),
        (
            "c: Bắc Sơn | d: Uông Bí",
            "Quảng Ninh / Uông Bí / Phường Bắc Sơn / Phường Vàng Danh / - / -",
        ),
        ("c: Cộng Hòa", "- / - / - / - / Cộng Hòa / - !Ambiguous"),
        (
            "c: P. Cộng Hoà",
            "Quảng Ninh / Quảng Yên / Phường Cộng Hòa / Phường Hiệp Hòa / - / -",
        ),
        ("c: Hải Hòa", "- / - / - / - / Hải Hòa / - !Ambiguous"),
        (
            "c: phường Hải Hòa",
            "Quảng Ninh / Móng Cái / Phường Hải Hòa / Phường Móng Cái 1 / - / -",
        ),
        ("c: xã Hải Hòa", "- / - / - / - / xã Hải Hòa / - !Ambiguous"),
        ("u: xã Hải Hòa", "Quảng Ninh / - / - / Xã Hải Hòa / - / -"),
        (
            "c: Thanh Sơn | d: Ba Chẽ",
            "Quảng Ninh / Ba Chẽ / Xã Thanh Sơn / Xã Ba Chẽ / - / -",
        ),
        (
            "c: Đầm Hà | d: Đầm Hà",
            "Quảng Ninh / Đầm Hà / - / Xã Đầm Hà / - / -",
        ),
        (
            "c: TT. Đầm Hà | d: Đầm Hà",
            "Quảng Ninh / Đầm Hà / Thị trấn Đầm Hà / Xã Đầm Hà / - / -",
        ),
        (
            "c: phường Hà Lầm",
            "Quảng Ninh / Hạ Long / - / Phường Hà Lầm / - / -",
        ),
        (
            "c: xã Lương Minh",
            "Quảng Ninh / - / - / Xã Lương Minh / - / -",
        ),
        (
            "c: xã Lương Minh | d: Ba Chẽ",
            "Quảng Ninh / Ba Chẽ / - / Xã Lương Minh / - / -",
        ),
        (
            "c: phường Bình Dương | d: TP. Đông Triều",
            "Quảng Ninh / Đông Triều / Xã Bình Dương / Phường An Sinh / phường Bình Dương, TP. Đông Triều / -",
        ),
        (
            "c: xã Tiên Yên | d: Tiên Yên",
            "Quảng Ninh / Tiên Yên / - / Xã Tiên Yên / - / -",
        ),
        (
            "c: Phuong Nam | d: Uong Bi",
            "Quảng Ninh / Uông Bí / Phường Phương Nam / Phường Yên Tử / Phuong Nam, Uong Bi / -",
        ),
    ]);
}

#[test]
fn what_the_tables_do_not_have() {
    check(&[
        (
            "c: Hà Bla | d: Ba Chẽ",
            "Quảng Ninh / Ba Chẽ / - / - / Hà Bla / - !Unknown",
        ),
        (
            "c: xã Cẩm Thạch",
            "- / - / - / - / xã Cẩm Thạch / - !Unknown",
        ),
        ("c: 06676", "- / - / - / - / 06676 / - !Unknown"),
        (
            "c: Tân An | d: Cẩm Giàng",
            "- / - / - / - / Tân An, Cẩm Giàng / - !Unknown",
        ),
        (
            "c: Tân Bình | d: quận Tân Bình",
            "- / - / - / - / Tân Bình, quận Tân Bình / - !Unknown",
        ),
        (
            "c: Hạ Long | p: Atlantis",
            "- / - / - / - / Hạ Long, Atlantis / - !Unknown",
        ),
        (
            "c: Đồng Rui | d: Hải Hà",
            "Quảng Ninh / Hải Hà / - / - / Đồng Rui / - !Contradicts",
        ),
        (
            "c: Đồng Rui | d: Vân Đồn",
            "Quảng Ninh / Vân Đồn / - / - / Đồng Rui / - !Contradicts",
        ),
        (
            "c: phường Trưng Vương; Quang Trung | d: Uông Bí",
            "Quảng Ninh / Uông Bí / - / - / phường Trưng Vương; Quang Trung / - !Ambiguous",
        ),
        (
            "c: Bãi Cháy, Hà Tu",
            "- / - / - / - / Bãi Cháy, Hà Tu / - !Ambiguous",
        ),
        (
            "any: Ba Chẽ, Tiên Yên",
            "- / - / - / - / Ba Chẽ, Tiên Yên / - !Ambiguous",
        ),
        (
            "d: huyện Ba Chẽ, huyện Vân Đồn",
            "- / - / - / - / huyện Ba Chẽ, huyện Vân Đồn / - !Ambiguous",
        ),
        ("u: Móng Cái", "- / - / - / - / Móng Cái / - !Unknown"),
        (
            "u: phường Hà Tu | d: Ba Chẽ",
            "Quảng Ninh / Ba Chẽ / - / - / phường Hà Tu / - !Contradicts",
        ),
        (
            "c: xã Đồng Rui | d: Tiên Yên | u: xã Ba Chẽ",
            "Quảng Ninh / Tiên Yên / Xã Đồng Rui / - / xã Ba Chẽ / - !Contradicts",
        ),
    ]);
}
