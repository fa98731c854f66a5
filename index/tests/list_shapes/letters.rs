//! Letters that were lost when a file was saved, and numbers and days that can be read in two ways. All are told.

use ocop_index::source::problem::ProblemReason::{LostLetters, LostLettersCell, RevenueAmbiguous};
use ocop_index::source::unreadable::UnreadableReason;

use super::support::{assert_refused, csv, read};

#[test]
fn names_that_lost_letters_are_told_and_not_published() {
    for name in [
        "M?t ong hoa r?ng",
        "G\u{fffd}o n\u{fffd}p",
        "Chè ??nh non",
        "N??c m?m c? n?c",
    ] {
        let list = read(format!(
            "name,producer,star\n{name},HTX Nắng Sớm,4\nTương nếp,HTX Đồi Xanh,3\n"
        ));
        assert_eq!(list.names(), ["Tương nếp"]);
        assert_eq!(list.set_aside(), [(2, LostLetters)], "{name}");
    }
    // Another cell of the row is left out; the row is kept.
    let list = read(csv(
        "STT | Tên sản phẩm | Chủ thể | Huyện | Hạng sao\n1 | Chè đinh non | HTX N?ng S?m | Hải Hà | 4\n\
         2 | Tương nếp | HTX Đồi Xanh | Ba Ch? | 3\n3 | Trà lạ | HTX \u{fffd}\u{fffd}i Xanh | Ba Chẽ | 3",
    ));
    list.assert_lines(&[
        "Chè đinh non · 4 sao · H. Hải Hà",
        "Tương nếp · HTX Đồi Xanh · 3 sao",
        "Trà lạ · 3 sao · H. Ba Chẽ",
    ]);
    assert_eq!(list.rows_of(LostLettersCell), [2, 3, 4]);
    // The producer is not taken from above, as that of a blank cell is.
    let list = read(csv(
        "STT | Tên sản phẩm | Chủ thể | Hạng sao\n1 | Chè đinh non | HTX Nắng Sớm | 4\n2 | Tương nếp | HTX ??i Xanh | 3",
    ));
    list.assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao", "Tương nếp · 3 sao"])
        .assert_told(&[(3, LostLettersCell)]);
}

#[test]
fn a_real_question_stays() {
    let list = read(csv(
        "STT | Tên sản phẩm | Chủ thể | Hạng sao\n1 | Bạn uống gì? (trà túi lọc) | HTX Nắng Sớm | 4\n\
         2 | Ăn gì? Bún khô | HTX Nắng Sớm | 3",
    ));
    list.assert_clean(&[
        "Bạn uống gì? (trà túi lọc) · HTX Nắng Sớm · 4 sao",
        "Ăn gì? Bún khô · HTX Nắng Sớm · 3 sao",
    ]);
}

#[test]
fn a_list_saved_as_ansi_is_refused_for_its_lost_letters() {
    for text in [
        "STT,Tên s?n ph?m,Ch? th?,H?ng sao\n1,M?t ong hoa r?ng,HTX Nông nghi?p,4\n",
        "STT;Tên s?n ph?m;Ch? th?;H?ng sao\n1;Chè ?inh non;HTX N?ng S?m;4\n",
        "TT\tT?n s?n ph?m\tT?n ch? th?\tS? sao\n1\tT??ng n?p\tHTX ??i Xanh\t3\n",
    ] {
        assert_refused(text, UnreadableReason::LostLetters);
        // The letters that are left, in the bytes of a Windows of the West.
        let western: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(c).unwrap_or(b'?'))
            .collect();
        assert_refused(western, UnreadableReason::LostLetters);
    }
}

#[test]
fn text_that_was_read_in_the_wrong_encoding_before_is_not_published() {
    let garbled = |text: &str| -> String { text.bytes().map(char::from).collect() };
    let list = read(format!(
        "name,producer,star\n{},HTX,4\nTrà,HTX,3\n",
        garbled("Mật ong hoa rừng")
    ));
    assert!(
        list.names() == ["Trà"] || list.names() == ["Mật ong hoa rừng", "Trà"],
        "{:?}",
        list.lines()
    );
}

#[test]
fn three_digits_behind_a_comma_are_told_as_ambiguous() {
    let list = read(
        "STT,Tên sản phẩm,Chủ thể,Hạng sao,Doanh thu (triệu đồng)\n1,Chè đinh non,HTX Nắng Sớm,4,\"1,200\"\n\
         2,Tương nếp,HTX Đồi Xanh,3,\"12,500\"\n3,Măng khô,HTX Đồi Xanh,3,\"85,5\"\n4,Bún khô,HTX Đồi Xanh,3,\"1,250,000\"\n",
    );
    assert_eq!(list.rows_of(RevenueAmbiguous), [2, 3]);
    let revenues: Vec<Option<&str>> = list
        .products
        .iter()
        .map(|(_, _, product)| product.revenue.as_deref())
        .collect();
    assert_eq!(revenues, [None, None, Some("85.5"), Some("1250000")]);
}

#[test]
fn points_for_thousands_are_never_decimals() {
    let list = read(
        "STT;Tên sản phẩm;Chủ thể;Hạng sao;Doanh thu (triệu đồng);Điểm\n1;Chè đinh non;HTX Nắng Sớm;4;1.200;85,5\n\
         2;Tương nếp;HTX Đồi Xanh;3;12.500,5;61,25\n3;Măng khô;HTX Đồi Xanh;3;1.200.000;60\n",
    );
    let revenue = |name: &str| list.product(name).revenue.as_deref();
    let is_told = list.rows_of(RevenueAmbiguous) == [2];
    assert!(
        revenue("Chè đinh non") == Some("1200") || is_told && revenue("Chè đinh non").is_none()
    );
    assert_eq!(revenue("Tương nếp"), Some("12500.5"));
    assert_eq!(revenue("Măng khô"), Some("1200000"));
    let score = |name: &str| list.product(name).recognitions[0].score.as_deref();
    assert_eq!(score("Chè đinh non"), Some("85.5"));
    assert_eq!(score("Tương nếp"), Some("61.25"));
}
