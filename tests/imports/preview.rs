//! The preview: counts, and every change with its old and new values.

use crate::support::built_in::all_products;
use crate::support::home::{Home, Ran};
use crate::support::workbooks::{producer_name, product_name, write_file};

const HEADER: &str = "Tên sản phẩm;Chủ thể;Huyện;Hạng sao;Ngày công nhận;Số điện thoại\n";

/// One row of every kind of change to the built-in catalogue.
fn sample_list() -> String {
    let row = |id: &str, rest: &str| format!("{};{};{rest}\n", product_name(id), producer_name(id));
    [
        HEADER.to_owned(),
        row("qn-011", "Tiên Yên;4;;0203000001"),
        row("qn-010", "Hạ Long;4;;"),
        row("qn-040", "Cô Tô;5;17/05/2026;"),
        row("qn-003", "Ba Chẽ;3;17/05/2026;"),
        row("qn-013", "Đông Triều;4;17/05/2026;"),
        format!(
            "Chả mực giã tay;{};Cô Tô;3;17/05/2026;\n",
            producer_name("qn-043")
        ),
        // The words of Mực ống khô Cô Tô in another order.
        format!(
            "Mực ống Cô Tô khô một nắng;{};Cô Tô;4;;\n",
            producer_name("qn-040")
        ),
        format!("Chả hải sảnh;{};Cô Tô;3;;\n", producer_name("qn-044")),
        row("qn-052", "Bình Liêu;6;31/02/2026;"),
        ";;;;;\n".to_owned(),
        format!(";{};Bình Liêu;3;17/05/2026;\n", producer_name("qn-053")),
        "Tổng cộng: 9 sản phẩm;;;;;\n".to_owned(),
    ]
    .concat()
}

fn run_preview(home: &Home, more: &[&str]) -> Ran {
    let result = home.run(&[&["import", "list.csv", "--dry-run"], more].concat());
    assert_eq!(result.code, 0, "{}", result.err);
    result
}

/// The counts of a preview, by their labels.
fn parse_counts(result: &Ran) -> Vec<(usize, &str)> {
    let lines = result
        .out
        .lines()
        .skip_while(|line| !line.is_empty())
        .skip(1);
    lines
        .map_while(|line| {
            let (count, words) = line.trim_start().split_once("  ")?;
            Some((count.replace('.', "").parse().ok()?, words))
        })
        .collect()
}

/// The lines of a section of a preview, below its title.
fn part<'a>(result: &'a Ran, title: &str) -> Vec<&'a str> {
    let lines = result
        .out
        .lines()
        .skip_while(|line| !line.starts_with(title))
        .skip(1);
    lines
        .take_while(|line| line.starts_with(' '))
        .map(str::trim)
        .collect()
}

#[test]
fn every_kind_of_change_is_counted_and_listed() {
    let home = Home::new();
    write_file(&home, "list.csv", sample_list());
    let result = run_preview(&home, &[]);
    assert_eq!(
        parse_counts(&result),
        [
            (2, "sản phẩm mới"),
            (1, "lên sao"),
            (1, "xuống sao, mất sao"),
            (1, "cấp lại, cùng sao"),
            (1, "thay đổi khác"),
            (2, "không đổi"),
            (1, "nghi trùng, cần người quyết định"),
            (
                2,
                "dòng bị để riêng: 1 dòng tổng, 1 dòng không có tên sản phẩm"
            ),
        ],
        "{}",
        result.out
    );
    let of = |title: &str| part(&result, title).join("\n");
    let up = of("lên sao (1)");
    assert!(
        up.contains(
            "Mực ống khô Cô Tô: sao 4 → 5, công nhận 17/05/2026 · Cơ sở chế biến Thanh Măng"
        ) && up.contains("dòng 4"),
        "{up}"
    );
    assert!(
        up.contains("thêm lần công nhận: 17/05/2026 · 5 sao"),
        "{up}"
    );
    let down = of("xuống sao, mất sao (1)");
    assert!(
        down.contains("Rượu nấm lim xanh Ba Chẽ") && down.contains("17/05/2026 · 3 sao"),
        "{down}"
    );
    let again = of("cấp lại, cùng sao (1)");
    assert!(
        again.contains("Nấm kim châm") && again.contains("17/05/2026 · 4 sao"),
        "{again}"
    );
    assert_eq!(
        part(&result, "thay đổi khác (1)"),
        [
            "Trứng vịt biển Đồng Rui: ĐT (trống) → 0203000001 · HTX chăn nuôi và dịch vụ Đồng Tiến · \
             Xã Đồng Rui, Tiên Yên · dòng 2",
        ]
    );
    let doubtful = of("nghi trùng, cần người quyết định (1)");
    assert!(
        doubtful.contains("Chả hải sảnh") && doubtful.contains("có thể là qn-044: Chả hải sản"),
        "{doubtful}"
    );
    assert_eq!(
        part(&result, "Dòng để riêng (2)"),
        [
            "dòng 12: “HTX Thảo mộc Tuệ Lâm” không có tên sản phẩm",
            "dòng 13: “Tổng cộng: 9 sản phẩm” dòng tổng hoặc cộng, không phải sản phẩm",
        ]
    );
    assert_eq!(
        part(&result, "Ô bỏ qua (2)"),
        [
            "dòng 10, cột “Hạng sao”: “6” không phải số sao từ 1 đến 5; để trống",
            "dòng 10, cột “Ngày công nhận”: “31/02/2026” ngày không có thật hoặc ngoài 2000-2099; để trống",
        ]
    );
    assert!(
        !result.out.contains("không còn trong danh sách"),
        "merging removes nothing"
    );
}

#[test]
fn replacing_lists_what_would_go() {
    let home = Home::new();
    write_file(&home, "list.csv", sample_list());
    let result = run_preview(&home, &["--replace"]);
    let gone = parse_counts(&result)
        .into_iter()
        .find(|(_, words)| *words == "không còn trong danh sách");
    // All products, six of which the list has. A person decides about a seventh.
    assert_eq!(
        gone,
        Some((all_products() - 6, "không còn trong danh sách")),
        "{}",
        result.out
    );
    let lines = part(
        &result,
        &format!("không còn trong danh sách ({})", all_products() - 6),
    );
    assert_eq!(lines.len(), all_products() - 6, "in a pipe nothing is cut");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("Trà hoa vàng Ba Chẽ · Công ty CP"))
    );
    assert!(
        lines.iter().any(|line| line.starts_with("Chả hải sản ·")),
        "a doubtful row does not save it"
    );
}

#[test]
fn the_preview_speaks_english_too() {
    let home = Home::new();
    write_file(&home, "list.csv", sample_list());
    let result = run_preview(&home, &["--lang", "en"]);
    for words in [
        "2  new",
        "1  star up",
        "1  possible duplicate, needs a decision",
        "2  rows set aside",
        "Nothing was written",
    ] {
        assert!(result.out.contains(words), "{words}: {}", result.out);
    }
    for words in ["sản phẩm mới", "dòng ", "Chỉ xem thử"] {
        assert!(!result.out.contains(words), "{words}: {}", result.out);
    }
}

#[test]
fn the_same_list_again_says_nothing_new() {
    let home = Home::new();
    write_file(&home, "list.csv", sample_list());
    assert_eq!(home.run(&["import", "--yes", "list.csv"]).code, 0);
    let before = home.run(&["history"]).out;
    for command in [
        &["import", "--yes", "list.csv"][..],
        &["import", "list.csv"],
        &["import", "--dry-run", "list.csv"],
    ] {
        let result = home.run(command);
        assert_eq!(result.code, 0, "{}", result.err);
        assert!(
            result.out.contains("Không có gì mới so với danh mục."),
            "{command:?} {}",
            result.out
        );
    }
    assert_eq!(
        home.run(&["history"]).out,
        before,
        "no generation for nothing"
    );
}

#[test]
fn two_recognitions_of_one_product_in_two_rows_are_its_history() {
    let home = Home::new();
    let row = |star: u8, date: &str| {
        format!(
            "Chả mực giã tay;{};Cô Tô;{star};{date};\n",
            producer_name("qn-043")
        )
    };
    let rows = [
        HEADER.to_owned(),
        row(3, "01/06/2020"),
        row(4, "01/06/2023"),
        row(4, "01/06/2023"),
    ]
    .concat();
    write_file(&home, "list.csv", rows);
    let result = run_preview(&home, &[]);
    let new = part(&result, "sản phẩm mới (1)");
    assert_eq!(new.len(), 3, "a line and its two recognitions: {new:?}");
    assert!(
        result
            .out
            .contains("dòng 3: “Chả mực giã tay” sản phẩm đã có ở dòng trên; đã gộp thành lịch sử"),
        "{}",
        result.out
    );
    assert!(
        result
            .out
            .contains("dòng 4: “Chả mực giã tay” lặp lại nguyên một dòng ở trên"),
        "{}",
        result.out
    );
}

#[test]
fn what_is_the_same_in_many_rows_is_one_line_with_their_count() {
    let home = Home::new();
    let mut text = HEADER.to_owned();
    for number in 0..1_204 {
        text += &format!("Sản phẩm {number};HTX {number};Không Đâu;3;17/05/2026;\n");
    }
    // Later rows have the first products again, with another year, and once the same.
    for number in 0..30 {
        text += &format!("Sản phẩm {number};HTX {number};Không Đâu;4;17/05/2020;\n");
    }
    text += "Sản phẩm 3;HTX 3;Không Đâu;3;17/05/2026;\n";
    write_file(&home, "list.csv", text);
    let result = run_preview(&home, &[]);
    let remarks = part(&result, "Nên xem lại (1.265)");
    assert_eq!(
        remarks[..2],
        [
            "1.235 dòng (2, 3, 4, 5, 6, 7, …), cột “Huyện”: “Không Đâu” không có trong bảng địa danh; giữ nguyên chữ",
            "30 dòng (1206, 1207, 1208, 1209, 1210, 1211, …): “Sản phẩm 0”, “Sản phẩm 1”, “Sản phẩm 2”, … \
             sản phẩm đã có ở dòng trên; đã gộp thành lịch sử",
        ],
        "{}",
        result.out
    );
    let counts = parse_counts(&result);
    let known =
        "dòng là sản phẩm đã có ở dòng khác: 30 gộp thành lịch sử, 1 lặp lại nguyên (để riêng)";
    assert!(counts.contains(&(31, known)), "{counts:?}");
    let aside = "dòng bị để riêng: 1 dòng lặp lại nguyên dòng khác";
    assert!(counts.contains(&(1, aside)), "{counts:?}");
    // A row each in the report, for correcting them there.
    let check = home.run(&["check", "list.csv", "--report", "report.csv"]);
    assert_eq!(check.code, 0, "{}", check.err);
    let report = std::fs::read_to_string(home.path().join("report.csv")).unwrap();
    assert_eq!(report.lines().count(), 1 + 1_266);
}

#[test]
fn a_check_begins_as_the_import_does_and_counts_the_same_rows() {
    let home = Home::new();
    write_file(&home, "list.csv", sample_list());
    for more in [&[][..], &["--map", "Huyện=place"], &["--lang", "en"]] {
        let check = home.run(&[&["check", "list.csv"], more].concat());
        let import = run_preview(&home, more);
        let first = |result: &Ran| -> Vec<String> {
            let lines = result.out.lines().take_while(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        assert!(!first(&check).is_empty());
        assert_eq!(first(&check), first(&import), "{more:?}");
        let counts = parse_counts(&check);
        assert_eq!(counts.len(), 1, "{}", check.out);
        assert_eq!(counts.last(), parse_counts(&import).last(), "{more:?}");
    }
}
