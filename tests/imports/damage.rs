//! Damaged catalogues: the messages, and that the recovery which they suggest works.

use std::fs;
use std::path::{Path, PathBuf};

use super::faults::count_products;
use crate::support::built_in::{all_products, of_all};
use crate::support::home::Home;
use crate::support::workbooks::write_file;

/// A home with a list of its own in place of the built-in one, and its only generation.
fn home_with_list() -> (Home, PathBuf) {
    let home = Home::new();
    write_file(&home, "list.csv", list_of(&["một", "hai"]));
    let result = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(result.code, 0, "{}", result.err);
    let catalog = home.data().join("catalog");
    fs::remove_dir_all(catalog.join("gen-000001")).unwrap();
    (home, catalog.join("gen-000002"))
}

fn list_of(names: &[&str]) -> String {
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
    let (home, generation) = home_with_list();
    fs::remove_file(generation.with_file_name("current")).unwrap();
    let stats = home.run(&["stats"]);
    let told = "Không rõ bản nào đang dùng";
    assert!(stats.code == 0 && stats.err.contains(told), "{}", stats.err);
    let history = home.run(&["history"]);
    assert!(history.out.starts_with("*   2  "), "{}", history.out);
    assert!(history.err.contains(told), "{}", history.err);
    let doctor = home.run(&["doctor"]).out;
    assert!(doctor.contains("gen-000002 *"), "{doctor}");
    write_file(&home, "more.csv", list_of(&["ba"]));
    let result = home.run(&["import", "--yes", "more.csv"]);
    assert_eq!(
        (result.code, count_products(&home)),
        (0, 3),
        "{}{}",
        result.out,
        result.err
    );
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!((back.code, count_products(&home)), (0, 2), "{}", back.err);
}

/// Changes a byte in the middle of a file.
fn flip_byte(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(path, bytes).unwrap();
}

#[test]
fn records_that_are_damaged_come_back_from_the_index_and_work_goes_on() {
    // The damage is reported by an import and by the first command that opens the catalogue.
    let message = "Tệp hồ sơ gốc bị hỏng nên đã lấy lại đủ hồ sơ từ chỉ mục";
    let damages: [fn(&Path); 3] = [
        flip_byte,
        |records| fs::write(records, "x").unwrap(),
        |records| fs::remove_file(records).unwrap(),
    ];
    for damage in damages {
        let (home, generation) = home_with_list();
        damage(&generation.join("products.jsonl"));
        write_file(&home, "more.csv", list_of(&["ba"]));
        let result = home.run(&["import", "--yes", "more.csv"]);
        assert_eq!(result.code, 0, "{}", result.err);
        assert!(result.err.starts_with(message), "{}", result.err);
        assert_eq!(count_products(&home), 3, "{}", result.out);
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "{}", doctor.out);
    }
    // A rollback to such a generation and a look at it report it too.
    let (home, generation) = home_with_list();
    write_file(&home, "more.csv", list_of(&["ba"]));
    assert_eq!(home.run(&["import", "--yes", "more.csv"]).code, 0);
    flip_byte(&generation.join("products.jsonl"));
    let diff = home.run(&["diff"]);
    assert!(
        diff.code == 0 && diff.err.starts_with(message),
        "{}",
        diff.err
    );
    assert!(diff.out.contains("Bánh ba"), "{}", diff.out);
    let back = home.run(&["rollback", "--yes"]);
    assert!(
        back.code == 0 && back.err.starts_with(message),
        "{}",
        back.err
    );
    assert_eq!(count_products(&home), 2);
}

/// Damages a generation so that nothing of it can be read.
fn ruin_generation(generation: &Path) {
    fs::remove_dir_all(generation.join("index")).unwrap();
    fs::write(generation.join("products.jsonl"), "x").unwrap();
}

/// Asserts that the suggested recovery restores the built-in catalogue, and that the list can then be imported again.
fn assert_recovery(home: &Home, what: &str) {
    for command in [
        &["search", "banh"][..],
        &["import", "--yes", "list.csv"],
        &["import", "--replace", "--yes", "list.csv"],
    ] {
        let result = home.run(command);
        assert_eq!(result.code, 3, "{what}: {}", result.err);
        let advice = "Chạy ocop rollback để về bản trước còn nguyên, hoặc về danh mục có sẵn";
        assert!(result.err.contains(advice), "{what}: {}", result.err);
    }
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 3, "{what}: {}", doctor.out);
    let advice = "* Bản đang dùng hỏng, không lấy lại được: ocop rollback";
    assert!(doctor.out.contains(advice), "{what}: {}", doctor.out);
    // Without consent.
    let silent = home.run(&["rollback"]);
    assert_eq!(silent.code, 1, "{what}: {}", silent.err);
    let message = of_all(
        "Bản đang dùng (2) bị hỏng và không còn bản nào nguyên vẹn: sẽ dùng lại danh mục \
                có sẵn, {all} sản phẩm.",
    );
    assert!(silent.out.starts_with(&message), "{what}: {}", silent.out);
    assert_eq!(home.run(&["search"]).code, 3, "{what}: nothing was written");
    let back = home.run(&["rollback", "--yes"]);
    assert_eq!(back.code, 0, "{what}: {}", back.err);
    assert!(back.out.contains(&of_all(
        "danh mục có sẵn, {all} sản phẩm. Nhập lại danh sách: ocop import"
    )));
    assert_eq!(count_products(home), all_products(), "{what}");
    let history = home.run(&["history"]).out;
    assert!(history.contains("danh mục có sẵn: Quảng Ninh"), "{history}");
    let again = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(
        (again.code, count_products(home)),
        (0, 2),
        "{what}: {}",
        again.err
    );
    assert_eq!(home.run(&["doctor"]).code, 0, "{what}");
}

#[test]
fn where_nothing_whole_is_left_the_way_that_is_told_works() {
    let damages: [(&str, fn(&Path)); 4] = [
        ("records and index", ruin_generation),
        ("records and manifest", |generation| {
            for name in ["manifest.json", "manifest.copy.json"] {
                fs::remove_file(generation.join(name)).unwrap();
            }
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
        let (home, generation) = home_with_list();
        damage(&generation);
        assert_recovery(&home, what);
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
        let (home, generation) = home_with_list();
        damage(&generation);
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 3, "{what}: {}", doctor.out);
        let message = "* Bản đang dùng hỏng một phần nhưng hồ sơ còn đủ";
        assert!(doctor.out.contains(message), "{what}: {}", doctor.out);
        let back = home.run(&["rollback", "--yes"]);
        assert_eq!(back.code, 2, "{what}: {}{}", back.out, back.err);
        let result = home.run(&["search", "banh"]);
        assert_eq!(result.code, 0, "{what}: {}", result.err);
        assert_eq!(count_products(&home), 2, "{what}");
        assert_eq!(home.run(&["doctor"]).code, 0, "{what}");
    }
}

#[test]
fn a_built_in_catalogue_that_is_damaged_is_built_again() {
    let home = Home::new();
    assert_eq!(total_after_first_start(&home), all_products());
    ruin_generation(&home.data().join("catalog/gen-000001"));
    let doctor = home.run(&["doctor"]);
    assert!(doctor.out.contains("hồ sơ còn đủ"), "{}", doctor.out);
    let result = home.run(&["search", "cha muc"]);
    assert_eq!(result.code, 0, "{}", result.err);
    assert_eq!(count_products(&home), all_products());
}

fn total_after_first_start(home: &Home) -> usize {
    assert_eq!(home.run(&["stats"]).code, 0);
    count_products(home)
}

#[test]
fn a_pointer_to_a_generation_that_is_gone_leads_back_to_the_one_before() {
    let (home, generation) = home_with_list();
    write_file(&home, "more.csv", list_of(&["ba"]));
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
    assert_eq!((back.code, count_products(&home)), (0, 2), "{}", back.err);
    let again = home.run(&["import", "--yes", "more.csv"]);
    assert_eq!((again.code, count_products(&home)), (0, 3), "{}", again.err);
}

#[test]
fn a_look_at_a_list_compares_it_with_what_is_shown_though_that_lives_in_memory() {
    let (home, generation) = home_with_list();
    fs::write(generation.join("manifest.json"), "{").unwrap();
    let look = [
        "import",
        "--read-only",
        "--replace",
        "--dry-run",
        "list.csv",
    ];
    let result = home.run(&look);
    assert_eq!(result.code, 0, "{}", result.err);
    let nothing_new = "Không có gì mới so với danh mục.";
    assert!(result.out.contains(nothing_new), "{}", result.out);
}
