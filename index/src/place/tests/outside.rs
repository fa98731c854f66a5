//! Other provinces, and the district that is called Quảng Ninh.

use super::check;
use crate::place::merged_province;

#[test]
fn other_provinces_keep_their_words() {
    check(&[
        (
            "d: Quảng Ninh | p: Quảng Bình",
            "Quảng Bình / Quảng Ninh / - / - / - / -",
        ),
        (
            "c: xã Gia Ninh | d: huyện Quảng Ninh | p: tỉnh Quảng Bình",
            "Quảng Bình / Quảng Ninh / xã Gia Ninh / - / huyện Quảng Ninh / -",
        ),
        (
            "any: xã Gia Ninh, huyện Quảng Ninh, tỉnh Quảng Bình",
            "Quảng Bình / Quảng Ninh / xã Gia Ninh / - / xã Gia Ninh, huyện Quảng Ninh, tỉnh Quảng Bình / -",
        ),
        (
            "c: Gia Ninh | d: Quảng Ninh",
            "- / - / - / - / Gia Ninh, Quảng Ninh / - !Ambiguous",
        ),
        (
            "d: huyện Quảng Ninh",
            "- / - / - / - / huyện Quảng Ninh / - !Ambiguous",
        ),
        (
            "d: Quảng Ninh | p: Quảng Ninh",
            "Quảng Ninh / - / - / - / - / -",
        ),
        (
            "c: Tân Nhựt | p: TP. Hồ Chí Minh",
            "Hồ Chí Minh / - / Tân Nhựt / - / - / -",
        ),
        (
            "c: Hạ Long | d: Hạ Long | p: Quảng Trị",
            "Quảng Trị / Hạ Long / Hạ Long / - / - / -",
        ),
        (
            "a: Thôn 2, xã Lương Sơn, tỉnh Thanh Hoá",
            "Thanh Hóa / - / xã Lương Sơn / - / - / Thôn 2",
        ),
        (
            "any: TP. Hải Dương, Hải Dương",
            "Hải Dương / Hải Dương / - / - / TP. Hải Dương, Hải Dương / -",
        ),
        (
            "d: TP. Hải Dương",
            "- / - / - / - / TP. Hải Dương / - !Unknown",
        ),
        (
            "c: xã Núi Thành | d: Núi Thành, QN",
            "- / - / - / - / xã Núi Thành, Núi Thành, QN / - !Unknown",
        ),
        (
            "any: Bà Rịa - Vũng Tàu",
            "Bà Rịa - Vũng Tàu / - / - / - / - / -",
        ),
        (
            "any: Bình Dương",
            "- / - / - / - / Bình Dương / - !Ambiguous",
        ),
        (
            "any: Bình Dương | p: Quảng Ninh",
            "Quảng Ninh / Đông Triều / Xã Bình Dương / Phường An Sinh / - / -",
        ),
        (
            "p: Bình Định | a: Thôn Phú Tài, P. Hoài Đức, TX Hoài Nhơn",
            "Bình Định / Hoài Nhơn / P. Hoài Đức / - / - / Thôn Phú Tài",
        ),
        (
            "d: Hạ Long | a: Số 1, TP. Hà Nội",
            "Quảng Ninh / Hạ Long / - / - / - / Số 1, TP. Hà Nội !Contradicts",
        ),
        (
            "d: Hạ Long | a: Số 1, Cầu Giấy, Hà Nội",
            "Quảng Ninh / Hạ Long / - / - / - / Số 1, Cầu Giấy, Hà Nội",
        ),
        (
            "p: Quảng Ninh | d: Hạ Long | a: Số 1, TP. Hải Phòng",
            "Quảng Ninh / Hạ Long / - / - / - / Số 1, TP. Hải Phòng !Contradicts",
        ),
    ]);
    assert_eq!(merged_province("Quảng Bình"), Some("Quảng Trị"));
}
