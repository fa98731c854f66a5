//! `ocop lists report`, `buyer`, `interest` and `sheets`: what comes of a fair and of a trade meeting, by commands.

use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};

use crate::support::documents::part;
use crate::support::home::{Home, Ran};

fn lists(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[&["lists"], arguments, &["--lang", "en"]].concat())
}

/// Runs a command that must succeed.
fn done(home: &Home, arguments: &[&str]) -> String {
    let ran = lists(home, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
    ran.out
}

/// Runs a command that must fail, and returns what it says.
fn refused(home: &Home, arguments: &[&str]) -> String {
    let ran = lists(home, arguments);
    assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
    ran.err
}

/// A trade meeting of two products.
fn meeting() -> Home {
    let home = Home::new();
    done(&home, &["new", "Kết nối", "--kind", "trade-meeting"]);
    done(
        &home,
        &["add", "ket noi", "qn-003", "qn-004", "--price", "120k/hộp"],
    );
    home
}

#[test]
fn buyers_and_what_they_want_are_kept_shown_changed_and_undone() {
    let home = meeting();
    let none = lists(&home, &["buyer", "ket noi"]);
    assert!(none.out.contains("has no buyers yet"), "{}", none.out);
    let missing = refused(&home, &["interest", "ket noi", "Siêu thị A", "qn-003"]);
    assert!(missing.contains("ocop lists buyer NAME"), "{missing}");
    let added = done(
        &home,
        &["buyer", "ket noi", "Siêu thị A", "--wants", "hải sản"],
    );
    assert_eq!(added, "Saved: new buyer Siêu thị A: hải sản\n");
    let kept = done(
        &home,
        &[
            "interest",
            "ket noi",
            "sieu thi a",
            "qn-003",
            "qn-016",
            "--quantity",
            "200 hộp",
        ],
    );
    assert_eq!(kept.lines().count(), 2, "{kept}");
    assert!(kept.starts_with("Saved: Siêu thị A wants "), "{kept}");
    done(
        &home,
        &[
            "interest",
            "ket noi",
            "sieu thi a",
            "qn-003",
            "--remark",
            "giao lạnh",
        ],
    );
    let shown = done(&home, &["buyer", "ket noi", "sieu thi a"]);
    assert!(
        shown.contains("looks for hải sản; wants 2 products"),
        "{shown}"
    );
    assert!(shown.contains(": 200 hộp, giao lạnh\n"), "{shown}");
    // An undo takes back the remark alone.
    done(&home, &["undo"]);
    let shown = done(&home, &["buyer", "ket noi", "sieu thi a"]);
    assert!(
        !shown.contains("giao lạnh") && shown.contains(": 200 hộp\n"),
        "{shown}"
    );
    done(
        &home,
        &["interest", "ket noi", "sieu thi a", "qn-016", "--remove"],
    );
    let again = refused(
        &home,
        &["interest", "ket noi", "sieu thi a", "qn-016", "--remove"],
    );
    assert!(again.contains("does not want"), "{again}");
    let json = lists(&home, &["buyer", "ket noi", "--format", "json"]).json();
    let interests = &json["buyers"][0]["interests"];
    assert_eq!(interests[0]["product"], "qn-003");
    assert_eq!(interests.as_array().unwrap().len(), 1, "{json}");
    // Changed, not added.
    done(
        &home,
        &[
            "buyer",
            "ket noi",
            "siêu thị a",
            "--name",
            "Siêu thị AB",
            "--wants",
            "",
        ],
    );
    let all = done(&home, &["buyer", "ket noi"]);
    assert_eq!(all.lines().count(), 1, "{all}");
    assert!(
        all.starts_with("Siêu thị AB [") && all.contains("(not noted)"),
        "{all}"
    );
    done(&home, &["buyer", "ket noi", "sieu thi ab", "--remove"]);
    assert_eq!(lists(&home, &["buyer", "ket noi"]).code, 1);
    done(&home, &["undo"]);
    assert!(done(&home, &["buyer", "ket noi"]).contains("Siêu thị AB"));
}

#[test]
fn report_and_sheets_are_written_in_each_format_and_never_over_a_file() {
    let home = meeting();
    done(
        &home,
        &["buyer", "ket noi", "Siêu thị A", "--wants", "hải sản"],
    );
    done(
        &home,
        &[
            "interest",
            "ket noi",
            "sieu thi a",
            "qn-003",
            "--quantity",
            "200 hộp",
        ],
    );
    let text = done(&home, &["report", "ket noi"]);
    assert!(
        text.starts_with("# Report of the list: Kết nối\n"),
        "{text}"
    );
    assert!(
        text.contains("Nothing that visitors asked was recorded"),
        "{text}"
    );
    assert!(text.contains("| Siêu thị A | qn-003 | "), "{text}");
    let sheet = done(&home, &["sheets", "ket noi", "--buyer", "sieu thi a"]);
    assert!(sheet.contains("-star"), "{sheet}");
    assert!(sheet.contains("120,000\u{a0}đ/hộp | 200 hộp |"), "{sheet}");
    let several = refused(
        &home,
        &["sheets", "ket noi", "--producer", "no such producer"],
    );
    assert!(
        several.contains("no producer “no such producer”"),
        "{several}"
    );
    let unknown = refused(&home, &["sheets", "ket noi", "--buyer", "Siêu thị B"]);
    assert!(unknown.contains("there are: Siêu thị A ["), "{unknown}");
    let bad_day = refused(&home, &["report", "ket noi", "--since", "hôm nào"]);
    assert!(bad_day.contains("hôm nào"), "{bad_day}");
    let stdout = refused(&home, &["report", "ket noi", "--format", "docx"]);
    assert!(!stdout.is_empty());
    for command in ["report", "sheets"] {
        let path = |ending: &str| home.path().join(format!("{command}.{ending}"));
        for ending in ["docx", "xlsx", "md"] {
            let path = path(ending);
            let name = path.to_str().unwrap();
            done(&home, &[command, "ket noi", "--out", name]);
            assert_ne!(lists(&home, &[command, "ket noi", "--out", name]).code, 0);
            done(&home, &[command, "ket noi", "--out", name, "--force"]);
        }
        let body = part(&fs::read(path("docx")).unwrap(), "word/document.xml");
        assert!(body.contains("200 hộp"), "{command}");
        let bytes = fs::read(path("xlsx")).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let names = book.sheet_names();
        let holds = names.iter().any(|name| {
            let sheet = book.worksheet_range(name).unwrap();
            sheet.used_cells().any(|(_, _, cell)| *cell == "200 hộp")
        });
        assert!(holds, "{command}: {names:?}");
    }
    // Looking makes no store.
    let untouched = Home::new();
    let none = refused(&untouched, &["report", "hội chợ"]);
    assert!(none.contains("there is no list yet"), "{none}");
}
