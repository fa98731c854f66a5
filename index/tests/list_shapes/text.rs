//! Text files whose quotes and separators went wrong: read where only one reading fits, else the row is told and set
//! aside. No cell moves into the column beside it.

use ocop_index::source::problem::ProblemReason::{
    self, OpenQuote, RowTooNarrow, RowTooWide, ShiftedRow,
};

use ocop_index::source::unreadable::UnreadableReason;

use super::support::{detected, read, try_read};

const HEADER: &str = "STT,Tên sản phẩm,Chủ thể,Hạng sao\n";

/// The rows set aside, whatever for.
fn told_rows(text: &str, names: &[&str]) -> Vec<(u64, ProblemReason)> {
    let list = read(text);
    assert_eq!(list.names(), names, "{text}: {:#?}", list.problems);
    list.assert_every_row_is_accounted_for();
    list.set_aside()
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row_and_none_below() {
    for bad in [
        "2,\"Bún khô gạo lứt,HTX Nắng Sớm,3",
        "2,Bún khô gạo lứt,\"HTX Nắng Sớm,3",
        "\"2,Bún khô gạo lứt,HTX Nắng Sớm,3",
    ] {
        for ending in ["\n", "\r\n"] {
            let text = format!(
                "{HEADER}1,Chè đinh non,HTX Nắng Sớm,4\n{bad}\n3,Tương nếp,HTX Đồi Xanh,3\n4,Măng khô,HTX Đồi Xanh,4\n"
            );
            let told = told_rows(
                &text.replace('\n', ending),
                &["Chè đinh non", "Tương nếp", "Măng khô"],
            );
            assert_eq!(told, [(3, OpenQuote)], "{bad}");
        }
    }
    // In the last row, and in a file of semicolons.
    let told = told_rows(
        &format!("{HEADER}1,Chè đinh non,HTX Nắng Sớm,4\n2,Tương nếp,\"HTX Đồi Xanh,3\n"),
        &["Chè đinh non"],
    );
    assert_eq!(told, [(3, OpenQuote)]);
    let told = told_rows(
        "STT;Tên sản phẩm;Chủ thể;Hạng sao\n1;\"Chè đinh non;HTX Nắng Sớm;4\n2;Tương nếp;HTX Đồi Xanh;3\n",
        &["Tương nếp"],
    );
    assert_eq!(told, [(2, OpenQuote)]);
}

#[test]
fn quotes_inside_quotes_are_read_where_they_are_certain() {
    for (cell, name) in [
        ("\"Trà \"\"hoa\"\" cúc\"", "Trà \"hoa\" cúc"),
        (
            "\"Trà \\\"Hương Ngàn\\\", gói 100 g\"",
            "Trà \"Hương Ngàn\", gói 100 g",
        ),
        ("\"Mật ong, loại một\"", "Mật ong, loại một"),
    ] {
        let list = read(format!(
            "{HEADER}1,{cell},HTX Nắng Sớm,4\n2,Tương nếp,HTX Đồi Xanh,3\n"
        ));
        list.assert_lines(&[
            &format!("{name} · HTX Nắng Sớm · 4 sao"),
            "Tương nếp · HTX Đồi Xanh · 3 sao",
        ]);
    }
    // Quotes that were not doubled: read as meant, or told; never a neighbour's text.
    let list = read(format!(
        "{HEADER}1,\"Gạo \"nếp nương\" Hải Hà\",HTX Nắng Sớm,3\n2,Tương nếp,HTX Đồi Xanh,3\n"
    ));
    assert_eq!(list.names().last(), Some(&"Tương nếp"));
    match list.products.len() {
        1 => assert_eq!(list.set_aside(), [(2, OpenQuote)]),
        _ => assert_eq!(
            list.lines()[0],
            "Gạo \"nếp nương\" Hải Hà · HTX Nắng Sớm · 3 sao"
        ),
    }
}

#[test]
fn a_space_before_a_quote_and_a_closing_space_are_read() {
    for (before, after) in [(" ", ""), ("  ", ""), (" ", " ")] {
        let list = read(format!(
            "STT,{before}\"Tên sản phẩm\"{after},{before}\"Chủ thể\"{after},{before}\"Hạng sao\"\n\
             1,{before}\"Mật ong, loại một\"{after},{before}\"HTX Nắng Sớm\"{after}, 4\n\
             2,{before}\"Tương nếp\"{after},{before}\"HTX Đồi Xanh\"{after}, 3\n"
        ));
        list.assert_lines(&[
            "Mật ong, loại một · HTX Nắng Sớm · 4 sao",
            "Tương nếp · HTX Đồi Xanh · 3 sao",
        ]);
    }
}

#[test]
fn a_row_wider_than_the_header_is_set_aside_and_told() {
    for (bad, separator) in [
        ("1,Mật ong hoa cà phê, loại một,HTX Nắng Sớm,Hải Hà,4", ","),
        ("1,Mật ong,HTX Nắng Sớm, tổ 2,Hải Hà,4", ","),
        ("1;Mật ong; loại một;HTX Nắng Sớm;Hải Hà;4", ";"),
        ("1\tMật ong\tloại một\tHTX Nắng Sớm\tHải Hà\t4", "\t"),
    ] {
        let header = ["STT", "Tên sản phẩm", "Chủ thể", "Huyện", "Hạng sao"].join(separator);
        let good = ["2", "Tương nếp", "HTX Đồi Xanh", "Ba Chẽ", "3"].join(separator);
        let told = told_rows(&format!("{header}\n{bad}\n{good}\n"), &["Tương nếp"]);
        assert_eq!(told, [(2, RowTooWide)], "{bad}");
    }
    // Separators behind the last cell widen nothing.
    let list = read(
        "STT;Tên sản phẩm;Chủ thể;Hạng sao;\n1;Chè đinh non;HTX Nắng Sớm;4;\n2;Tương nếp;HTX Đồi Xanh;3;;\n",
    );
    list.assert_clean(&[
        "Chè đinh non · HTX Nắng Sớm · 4 sao",
        "Tương nếp · HTX Đồi Xanh · 3 sao",
    ]);
}

#[test]
fn a_row_one_cell_short_is_never_read_shifted() {
    for bad in [
        "2,Bún khô gạo lứt,Hải Hà,3",
        "2,HTX Nắng Sớm,Hải Hà,3",
        "Bún khô gạo lứt,HTX Nắng Sớm,Hải Hà,3",
    ] {
        let list = read(format!(
            "STT,Tên sản phẩm,Chủ thể,Huyện,Hạng sao\n1,Chè đinh non,HTX Nắng Sớm,Hải Hà,4\n{bad}\n\
             3,Tương nếp,HTX Đồi Xanh,Ba Chẽ,3\n"
        ));
        assert_eq!(list.names(), ["Chè đinh non", "Tương nếp"], "{bad}");
        assert!(
            matches!(list.set_aside()[..], [(3, RowTooNarrow | ShiftedRow)]),
            "{bad}: {:?}",
            list.problems
        );
    }
}

#[test]
fn a_row_of_other_separators_is_told() {
    let list = read(
        "STT;Tên sản phẩm;Chủ thể;Hạng sao;\n1;Chè đinh non;HTX Nắng Sớm;4;\n2,Măng khô,HTX Nắng Sớm,3\n\
         3;Tương nếp;HTX Đồi Xanh;3;\n",
    );
    assert_eq!(list.names(), ["Chè đinh non", "Tương nếp"]);
    assert!(list.problems.iter().any(|problem| problem.row == 3));
}

#[test]
fn the_wrapper_that_keeps_zeros_is_taken_off() {
    for (number, name, star, phone) in [
        (
            "1",
            "=\"\"Chè đinh non\"\"",
            "=\"\"4\"\"",
            "=\"\"0912000111\"\"",
        ),
        ("=\"\"1\"\"", "Chè đinh non", "4", "=\"\"0912000111\"\""),
    ] {
        let list = read(format!(
            "STT,Tên sản phẩm,Chủ thể,Hạng sao,Điện thoại\n\"{number}\",\"{name}\",HTX Nắng Sớm,\"{star}\",\"{phone}\"\n"
        ));
        list.assert_clean(&["Chè đinh non · HTX Nắng Sớm · 4 sao · ĐT 0912000111"]);
    }
    // Without quotes around it, as some programs write it, and with semicolons.
    for text in [
        "STT,Tên sản phẩm,Chủ thể,Hạng sao,Điện thoại\n1,=\"Chè đinh non\",HTX Nắng Sớm,=\"4\",=\"0912000111\"\n",
        "STT;Tên sản phẩm;Chủ thể;Hạng sao;Điện thoại\n1;=\"Chè đinh non\";HTX Nắng Sớm;=\"4\";=\"0912000111\"\n",
    ] {
        read(text).assert_lines(&["Chè đinh non · HTX Nắng Sớm · 4 sao · ĐT 0912000111"]);
    }
}

#[test]
fn zero_bytes_are_dropped_or_the_file_is_refused_where_they_stand() {
    let text = "STT,Tên sản phẩm,Chủ thể,Hạng sao\r\n1,Chè đinh non,HTX Nắng Sớm,4\r\n2,\"Tương nếp\0\",HTX Đồi Xanh,3\r\n";
    match try_read(text, &detected()) {
        Ok(list) => {
            list.assert_lines(&[
                "Chè đinh non · HTX Nắng Sớm · 4 sao",
                "Tương nếp · HTX Đồi Xanh · 3 sao",
            ]);
        }
        Err(error) => assert_eq!((error.why, error.line), (UnreadableReason::Binary, 3)),
    }
}
