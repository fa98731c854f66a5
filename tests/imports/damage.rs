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

/// Nothing of a generation can be read any more.
fn ruin(generation: &Path) {
    fs::remove_dir_all(generation.join("index")).unwrap();
    fs::write(generation.join("products.jsonl"), "x").unwrap();
}

/// Asserts that the way which is told leads to the built-in catalogue, and that the list can then be imported again.
fn assert_way_on(home: &Home, what: &str) {
    for command in [
        &["search", "banh"][..],
        &["import", "--yes", "list.csv"],
        &["import", "--replace", "--yes", "list.csv"],
    ] {
        let ran = home.run(command);
        assert_eq!(ran.code, 3, "{what}: {}", ran.err);
        let way = "Chạy ocop rollback để về bản trước còn nguyên, hoặc về danh mục có sẵn";
        assert!(ran.err.contains(way), "{what}: {}", ran.err);
    }
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 3, "{what}: {}", doctor.out);
    let way = "* Bản đang dùng hỏng, không lấy lại được: ocop rollback";
    assert!(doctor.out.contains(way), "{what}: {}", doctor.out);
    // Nobody said yes.
    let silent = home.run(&["rollback"]);
    assert_eq!(silent.code, 1, "{what}: {}", silent.err);
    let told = "Bản đang dùng (2) bị hỏng và không còn bản nào nguyên vẹn: sẽ dùng lại danh mục \
                có sẵn, 130 sản phẩm.";
    assert!(silent.out.starts_with(told), "{what}: {}", silent.out);
    assert_eq!(home.run(&["search"]).code, 3, "{what}: nothing was written");
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{what}: {}", back.err);
    assert!(
        back.out
            .contains("danh mục có sẵn, 130 sản phẩm. Nhập lại danh sách: ocop import")
    );
    assert_eq!(total(home), 130, "{what}");
    let history = home.run(&["history"]).out;
    assert!(history.contains("danh mục có sẵn: Quảng Ninh"), "{history}");
    let again = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!((again.code, total(home)), (0, 2), "{what}: {}", again.err);
    assert_eq!(home.run(&["doctor"]).code, 0, "{what}");
}

#[test]
fn where_nothing_whole_is_left_the_way_that_is_told_works() {
    let damages: [(&str, fn(&Path)); 4] = [
        ("records and index", ruin),
        ("records and manifest", |generation| {
            fs::remove_file(generation.join("manifest.json")).unwrap();
            fs::write(generation.join("products.jsonl"), "x").unwrap();
        }),
        ("an empty folder", |generation| {
            fs::remove_dir_all(generation).unwrap();
            fs::create_dir(generation).unwrap();
        }),
        ("no folder", |generation| {
            fs::remove_dir_all(generation).unwrap();
        }),
    ];
    for (what, damage) in damages {
        let (home, generation) = imported();
        damage(&generation);
        assert_way_on(&home, what);
    }
}

#[test]
fn what_can_be_mended_is_mended_and_not_left_for_the_built_in_catalogue() {
    let damages: [(&str, fn(&Path)); 4] = [
        ("index", |generation| {
            fs::remove_dir_all(generation.join("index")).unwrap();
        }),
        ("manifest", |generation| {
            fs::write(generation.join("manifest.json"), "{").unwrap();
        }),
        ("no manifest", |generation| {
            fs::remove_file(generation.join("manifest.json")).unwrap();
        }),
        ("records", |generation| {
            fs::remove_file(generation.join("products.jsonl")).unwrap();
        }),
    ];
    for (what, damage) in damages {
        let (home, generation) = imported();
        damage(&generation);
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 3, "{what}: {}", doctor.out);
        let told = "* Bản đang dùng hỏng một phần nhưng hồ sơ còn đủ";
        assert!(doctor.out.contains(told), "{what}: {}", doctor.out);
        let back = home.run(&["rollback", "--yes"]);
        assert_eq!(back.code, 2, "{what}: {}{}", back.out, back.err);
        let ran = home.run(&["search", "banh"]);
        assert_eq!(ran.code, 0, "{what}: {}", ran.err);
        assert_eq!(total(&home), 2, "{what}");
        assert_eq!(home.run(&["doctor"]).code, 0, "{what}");
    }
}

#[test]
fn a_built_in_catalogue_that_is_damaged_is_built_again() {
    let home = Home::new();
    assert_eq!(total_after_first_start(&home), 130);
    ruin(&home.data().join("catalog/gen-000001"));
    let doctor = home.run(&["doctor"]);
    assert!(doctor.out.contains("hồ sơ còn đủ"), "{}", doctor.out);
    let ran = home.run(&["search", "cha muc"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(total(&home), 130);
}

fn total_after_first_start(home: &Home) -> u64 {
    assert_eq!(home.run(&["stats"]).code, 0);
    total(home)
}

#[test]
fn a_pointer_to_a_generation_that_is_gone_leads_back_to_the_one_before() {
    let (home, generation) = imported();
    put(&home, "more.csv", list(&["ba"]));
    assert_eq!(home.run(&["import", "--yes", "more.csv"]).code, 0);
    fs::remove_dir_all(generation.with_file_name("gen-000003")).unwrap();
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 3, "{}", doctor.out);
    assert!(doctor.out.contains("gen-000003 *"), "{}", doctor.out);
    let refused = home.run(&["import", "--yes", "more.csv"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(
        refused.err.contains("Chạy ocop rollback"),
        "{}",
        refused.err
    );
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!((back.code, total(&home)), (0, 2), "{}", back.err);
    let again = home.run(&["import", "--yes", "more.csv"]);
    assert_eq!((again.code, total(&home)), (0, 3), "{}", again.err);
}

#[test]
fn a_look_at_a_list_compares_it_with_what_is_shown_though_that_lives_in_memory() {
    let (home, generation) = imported();
    fs::write(generation.join("manifest.json"), "{").unwrap();
    let look = [
        "import",
        "--read-only",
        "--replace",
        "--dry-run",
        "list.csv",
    ];
    let ran = home.run(&look);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let nothing_new = "Không có gì mới so với danh mục.";
    assert!(ran.out.contains(nothing_new), "{}", ran.out);
}
