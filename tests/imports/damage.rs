//! Catalogues that decayed or lost a part: what is told, and that the way that is told works.

use std::fs;
use std::path::{Path, PathBuf};

use super::faults::total;
use crate::support::home::Home;
use crate::support::workbooks::put;

/// A home with a list of its own in place of the built-in one, and its only generation.
fn imported() -> (Home, PathBuf) {
    let home = Home::new();
    put(&home, "list.csv", list(&["một", "hai"]));
    let ran = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let catalog = home.data().join("catalog");
    fs::remove_dir_all(catalog.join("gen-000001")).unwrap();
    (home, catalog.join("gen-000002"))
}

fn list(names: &[&str]) -> String {
    let rows = names
        .iter()
        .map(|name| format!("Bánh {name};HTX {name};3 sao\n"));
    ["Tên sản phẩm;Chủ thể;Hạng sao\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect()
}

#[test]
fn without_a_pointer_the_newest_catalogue_is_the_one_that_is_imported_into() {
    let (home, generation) = imported();
    fs::remove_file(generation.with_file_name("current")).unwrap();
    assert_eq!(total(&home), 2);
    let history = home.run(&["history"]).out;
    assert!(history.starts_with("*   2  "), "{history}");
    let doctor = home.run(&["doctor"]).out;
    assert!(doctor.contains("gen-000002 *"), "{doctor}");
    put(&home, "more.csv", list(&["ba"]));
    let ran = home.run(&["import", "--yes", "more.csv"]);
    assert_eq!((ran.code, total(&home)), (0, 3), "{}{}", ran.out, ran.err);
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!((back.code, total(&home)), (0, 2), "{}", back.err);
}

/// Changes a byte in the middle of a file.
fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(path, bytes).unwrap();
}

#[test]
fn records_that_are_damaged_come_back_from_the_index_and_work_goes_on() {
    // What is told of it: by an import, or by whoever opens the catalogue first.
    let told = "Tệp hồ sơ gốc bị hỏng nên đã lấy lại đủ hồ sơ từ chỉ mục";
    let damages: [fn(&Path); 3] = [
        flip,
        |records| fs::write(records, "x").unwrap(),
        |records| fs::remove_file(records).unwrap(),
    ];
    for damage in damages {
        let (home, generation) = imported();
        damage(&generation.join("products.jsonl"));
        put(&home, "more.csv", list(&["ba"]));
        let ran = home.run(&["import", "--yes", "more.csv"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.starts_with(told), "{}", ran.err);
        assert_eq!(total(&home), 3, "{}", ran.out);
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "{}", doctor.out);
    }
    // A way back to such a generation, and a look at it, as well.
    let (home, generation) = imported();
    put(&home, "more.csv", list(&["ba"]));
    assert_eq!(home.run(&["import", "--yes", "more.csv"]).code, 0);
    flip(&generation.join("products.jsonl"));
    let diff = home.run(&["diff"]);
    assert!(diff.code == 0 && diff.err.starts_with(told), "{}", diff.err);
    assert!(diff.out.contains("Bánh ba"), "{}", diff.out);
    let back = home.run(&["rollback", "--yes"]);
    assert!(back.code == 0 && back.err.starts_with(told), "{}", back.err);
    assert_eq!(total(&home), 2);
}
