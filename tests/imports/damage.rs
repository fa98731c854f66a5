//! Catalogues that decayed or lost a part: what is told, and that the way that is told works.

use std::fs;
use std::path::PathBuf;

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
