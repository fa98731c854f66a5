//! `ocop lists labels`: the papers of a list, by the command.

use std::fs;

use crate::support::home::{Home, Ran};

const FAIR: &str = "Hội chợ Hạ Long";

/// A home with a list of two products and a text.
fn home_with_entries() -> Home {
    let home = Home::new();
    for arguments in [
        &[
            "lists",
            "new",
            FAIR,
            "--place",
            "Hạ Long",
            "--from",
            "12/12/2026",
        ][..],
        &["lists", "add", FAIR, "qn-016", "qn-043", "--stand", "A12"],
        &["lists", "set", FAIR, "qn-016", "--price", "120.000đ/hộp"],
        &[
            "lists",
            "add",
            FAIR,
            "--text",
            "Bánh <gai>",
            "--producer",
            "HTX Ba Chẽ",
        ],
    ] {
        let ran = home.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    home
}

fn labels(home: &Home, arguments: &[&str]) -> Ran {
    let mut all = vec!["lists", "labels", "hoi cho ha long"];
    all.extend(arguments);
    home.run(&all)
}

fn read(home: &Home, name: &str) -> String {
    fs::read_to_string(home.path().join(name)).unwrap()
}

#[test]
fn labels_of_a_list_are_written_once_and_replaced_only_by_force() {
    let home = home_with_entries();
    let ran = labels(&home, &["--out", "nhan.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("Đã ghi 3 tấm trên 1 trang A4 vào nhan.html"),
        "{}",
        ran.err
    );
    let html = read(&home, "nhan.html");
    assert_eq!(html.matches("<g class=\"label\"").count(), 3);
    for said in [
        "120.000 đ",
        "/ hộp",
        "Gian A12",
        "Bánh",
        "&lt;gai&gt;",
        "HTX Ba Chẽ",
        FAIR,
    ] {
        assert!(html.contains(said), "{said}");
    }
    let again = labels(&home, &["--out", "nhan.html", "--per-page", "1"]);
    assert_ne!(again.code, 0);
    assert_eq!(read(&home, "nhan.html"), html, "untouched");
    let forced = labels(&home, &["--out", "nhan.html", "--per-page", "1", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.err);
    assert_eq!(read(&home, "nhan.html").matches("<section").count(), 3);
    assert!(labels(&home, &[]).out.starts_with("<!DOCTYPE html>"));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_unless_by_force() {
    let home = home_with_entries();
    let target = home.path().join("target.html");
    fs::write(&target, "mine").unwrap();
    std::os::unix::fs::symlink(&target, home.path().join("nhan.html")).unwrap();
    assert_ne!(labels(&home, &["--out", "nhan.html"]).code, 0);
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    // As every export: the link stays, and what it leads to is replaced.
    assert_eq!(labels(&home, &["--out", "nhan.html", "--force"]).code, 0);
    assert!(
        fs::read_to_string(&target)
            .unwrap()
            .starts_with("<!DOCTYPE html>")
    );
    let link = fs::symlink_metadata(home.path().join("nhan.html")).unwrap();
    assert!(link.is_symlink());
}

#[test]
fn signs_prices_and_checks_are_papers_of_their_own() {
    let home = home_with_entries();
    let signs = labels(&home, &["--what", "stands", "--out", "bien.html"]);
    assert_eq!(signs.code, 0, "{}", signs.err);
    assert!(
        signs.err.contains("Đã ghi 1 tấm trên 1 trang A4"),
        "{}",
        signs.err
    );
    assert!(
        signs.err.contains("1 sản phẩm chưa có gian hàng"),
        "{}",
        signs.err
    );
    assert!(read(&home, "bien.html").contains("A12"));
    let prices = labels(&home, &["--what", "prices", "--out", "gia.html"]);
    assert!(
        prices.err.contains("Đã ghi 3 sản phẩm vào gia.html"),
        "{}",
        prices.err
    );
    let prices = read(&home, "gia.html");
    assert!(
        prices.contains("Hạ Long \u{b7} 12/12/2026"),
        "place and day"
    );
    assert_eq!(prices.matches("class=\"blank\"").count(), 2);
    let checks = labels(&home, &["--what", "checklist", "--lang", "en"]);
    assert!(
        checks.out.contains("Check list of stands"),
        "{}",
        checks.err
    );
    assert_eq!(checks.out.matches("class=\"box\"").count(), 9);
}

#[test]
fn one_label_is_a_picture_and_entries_are_chosen() {
    let home = home_with_entries();
    let one = labels(&home, &["--id", "qn-016", "--out", "nhan.svg"]);
    assert_eq!(one.code, 0, "{}", one.err);
    let svg = read(&home, "nhan.svg");
    assert!(
        svg.starts_with("<?xml") && svg.contains("120.000 đ"),
        "{svg}"
    );
    let several = labels(&home, &["--format", "svg"]);
    assert_eq!(several.code, 2);
    assert!(
        several.err.contains("tệp SVG chỉ có một nhãn"),
        "{}",
        several.err
    );
    let producer = labels(&home, &["--producer", "htx ba che"]);
    assert_eq!(
        producer.out.matches("<g class=\"label\"").count(),
        1,
        "{}",
        producer.err
    );
    let text = labels(&home, &["--id", "bánh <gai>"]);
    assert_eq!(
        text.out.matches("<g class=\"label\"").count(),
        1,
        "{}",
        text.err
    );
    for (wrong, told) in [
        (
            &["--producer", "xyzzy"][..],
            "không có chủ thể nào tên “xyzzy”",
        ),
        (&["--id", "qn-001"], "không có trong danh sách"),
        (&["--out", "nhan.pdf"], "đuôi .html hoặc .svg"),
        (
            &["--what", "stands", "--per-page", "16"],
            "1, 2, 4 hoặc 8 tấm",
        ),
        (
            &["--what", "prices", "--per-page", "8"],
            "không có --per-page",
        ),
        (
            &["--what", "stands", "--id", "Bánh <gai>"],
            "chưa sản phẩm nào có gian hàng",
        ),
        (&["--per-page", "3"], "3"),
    ] {
        let ran = labels(&home, wrong);
        assert_eq!(ran.code, 2, "{wrong:?}: {}", ran.out);
        assert!(ran.err.contains(told), "{wrong:?}: {}", ran.err);
    }
    assert!(!home.path().join("nhan.pdf").exists());
    home.run(&["lists", "new", "Trống"]);
    let empty = home.run(&["lists", "labels", "trong"]);
    assert!(
        empty.code == 2 && empty.err.contains("không có gì để in"),
        "{}",
        empty.err
    );
}

#[test]
fn the_restricted_mode_writes_no_paper() {
    let home = home_with_entries();
    let ran = labels(&home, &["--out", "nhan.html", "--restricted"]);
    assert_eq!(ran.code, 77, "{}", ran.err);
    assert!(!home.path().join("nhan.html").exists());
}

#[test]
fn stars_that_hold_no_more_are_told_before_anybody_prints() {
    let home = home_with_entries();
    let ran = labels(&home, &["--on", "2040-01-01", "--id", "qn-016"]);
    assert!(
        ran.err.contains("Sao không còn hiệu lực ở 1 sản phẩm"),
        "{}",
        ran.err
    );
    let today = labels(&home, &["--id", "qn-016"]);
    assert!(!today.err.contains("Sao không còn"), "{}", today.err);
}

#[test]
fn a_price_that_two_people_wrote_differently_is_told_and_not_printed() {
    let home = home_with_entries();
    let laptop = Home::new();
    let file = home.path().join("fair.jsonl");
    let file = file.to_str().unwrap();
    home.run(&["lists", "export", FAIR, file]);
    laptop.run(&["lists", "merge", file]);
    home.run(&["lists", "set", FAIR, "qn-016", "--price", "130k"]);
    laptop.run(&["lists", "set", FAIR, "qn-016", "--price", "140k"]);
    let back = home.path().join("back.jsonl");
    let back = back.to_str().unwrap();
    laptop.run(&["lists", "export", FAIR, back]);
    assert_eq!(home.run(&["lists", "merge", back]).code, 0);
    let ran = labels(&home, &["--what", "prices", "--out", "gia.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err
            .contains("1 sản phẩm có giá hoặc gian hàng ghi khác nhau nên không in"),
        "{}",
        ran.err
    );
    let printed = read(&home, "gia.html");
    assert!(!printed.contains("130.000") && !printed.contains("140.000"));
    home.run(&["lists", "set", FAIR, "qn-016", "--price", "135k"]);
    let ran = labels(&home, &["--what", "prices", "--out", "gia.html", "--force"]);
    assert!(!ran.err.contains("ghi khác nhau"), "{}", ran.err);
    assert!(read(&home, "gia.html").contains("135.000"));
}
