//! The store under faults: decay, other users' rights, stopped lock holders, unwritable folders.

// A test that cannot continue should panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use ocop_index::product::Product;
use ocop_index::source::builtin;
use ocop_index::store::{self, CatalogNotice, StoreLayout};
use ocop_index::{Error, Query};

const DAY: Date = date(2026, 11, 24);

/// The number of built-in products.
fn all_products() -> usize {
    builtin::load_products().unwrap().len()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(files(&path));
        } else {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

fn total(data: &Path) -> (usize, Vec<CatalogNotice>) {
    let opened = store::open_catalog(data, DAY).unwrap();
    let total = opened
        .catalog
        .search(&Query::from_text("cha muc"))
        .unwrap()
        .total();
    (total, opened.notices)
}

/// How many products are found in a catalogue that opens without notices.
fn total_without_notices(data: &Path) -> usize {
    let (found, notices) = total(data);
    assert!(notices.is_empty(), "{notices:?}");
    found
}

#[test]
fn the_first_start_builds_and_the_second_only_opens() {
    let data = tempfile::tempdir().unwrap();
    let (found, notices) = total(data.path());
    assert_eq!(found, 2);
    assert!(
        matches!(notices[..], [CatalogNotice::Built { products }] if products == all_products()),
        "{notices:?}"
    );
    assert_eq!(total_without_notices(data.path()), 2);
    let layout = StoreLayout::new(data.path());
    assert_eq!(layout.pointed_generation().unwrap(), Some(1));
    for file in files(&layout.generation_folder(1)) {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(
            mode & 0o444,
            0o444,
            "{} is not readable by all",
            file.display()
        );
    }
}

#[test]
fn any_flipped_byte_is_noticed_and_the_answer_stays_right() {
    let data = tempfile::tempdir().unwrap();
    total(data.path());
    let first = StoreLayout::new(data.path()).generation_folder(1);
    for file in files(&first) {
        let fresh = tempfile::tempdir().unwrap();
        total(fresh.path());
        let generation = StoreLayout::new(fresh.path()).generation_folder(1);
        // Segment names are random: the same component is found by its extension.
        let damaged = files(&generation)
            .into_iter()
            .find(|path| {
                let is_named_alike = path.file_name() == file.file_name();
                let is_random = file.parent().unwrap().ends_with("index");
                path.extension() == file.extension()
                    && path.parent().unwrap().file_name() == file.parent().unwrap().file_name()
                    && (is_named_alike || is_random)
            })
            .unwrap();
        let mut bytes = fs::read(&damaged).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x40;
        fs::write(&damaged, bytes).unwrap();
        let result = store::verify_generation(&generation);
        assert!(
            result.is_err(),
            "{} is not seen by a check",
            damaged.display()
        );
        let (found, notices) = total(fresh.path());
        assert_eq!(found, 2, "{}", damaged.display());
        if damaged.ends_with("products.jsonl") {
            // Showing the catalogue does not read it; reading it is an error.
            let read = store::read_records(fresh.path(), 1);
            assert!(matches!(read, Err(Error::Damaged { .. })), "{read:?}");
            continue;
        }
        if damaged.ends_with("manifest.copy.json") {
            continue;
        }
        assert!(!notices.is_empty(), "{} went unnoticed", damaged.display());
        let (found, notices) = total(fresh.path());
        assert!(
            found == 2 && notices.is_empty(),
            "{} is not mended: {notices:?}",
            damaged.display()
        );
    }
}

#[test]
fn truncated_and_missing_files_are_noticed() {
    for fault in [0, 1] {
        let data = tempfile::tempdir().unwrap();
        total(data.path());
        let index = StoreLayout::new(data.path())
            .generation_folder(1)
            .join("index");
        for file in files(&index) {
            if fault == 0 {
                fs::remove_file(&file).unwrap();
            } else {
                File::create(&file).unwrap();
            }
        }
        let (found, notices) = total(data.path());
        assert_eq!(found, 2);
        assert!(
            matches!(notices[..], [CatalogNotice::Rebuilt { .. }]),
            "{notices:?}"
        );
    }
}

/// Two generations of a list with one product.
fn publish_old_and_new(data: &Path) {
    for (name, hash) in [("Cam cũ", "1"), ("Cam mới", "2")] {
        let product = Product {
            id: "a".into(),
            name: name.into(),
            ..Product::default()
        };
        store::publish_products(data, vec![product], "list.csv", hash).unwrap();
    }
}

#[test]
fn a_damaged_import_steps_back_and_never_becomes_the_built_in_list() {
    let data = tempfile::tempdir().unwrap();
    publish_old_and_new(data.path());
    let layout = StoreLayout::new(data.path());
    assert_eq!(layout.pointed_generation().unwrap(), Some(2));
    ruin(&layout.generation_folder(2));
    let opened = store::open_catalog(data.path(), DAY).unwrap();
    assert!(matches!(
        opened.notices[..],
        [CatalogNotice::SteppedBack { generation: 1, .. }]
    ));
    assert_eq!(opened.catalog.len(), 1);
    ruin(&layout.generation_folder(1));
    assert!(matches!(
        store::open_catalog(data.path(), DAY),
        Err(Error::BrokenGeneration { .. })
    ));
}

/// Makes all of a generation unreadable.
fn ruin(generation: &Path) {
    fs::write(generation.join("products.jsonl"), "x").unwrap();
    fs::remove_dir_all(generation.join("index")).unwrap();
}

#[test]
fn records_that_are_damaged_are_read_back_from_the_index() {
    let names = |products: &[Product]| -> Vec<String> {
        products
            .iter()
            .map(|product| product.name.clone())
            .collect()
    };
    for is_gone in [true, false] {
        let data = tempfile::tempdir().unwrap();
        publish_old_and_new(data.path());
        let layout = StoreLayout::new(data.path());
        let records = layout.generation_folder(2).join("products.jsonl");
        if is_gone {
            fs::remove_file(&records).unwrap();
        } else {
            fs::write(&records, "{").unwrap();
        }
        let indexed = store::read_indexed_records(data.path(), 2).unwrap();
        assert_eq!(names(&indexed), ["Cam mới"]);
        let opened = store::open_catalog(data.path(), DAY).unwrap();
        assert!(matches!(
            opened.notices[..],
            [CatalogNotice::Restored { .. }]
        ));
        assert_eq!(opened.generation, Some(3));
        assert_eq!(opened.manifest.unwrap().source, "list.csv");
        let written = store::read_records(data.path(), 3).unwrap();
        assert_eq!(names(&written), ["Cam mới"]);
        assert!(
            store::open_catalog(data.path(), DAY)
                .unwrap()
                .notices
                .is_empty()
        );
    }
}

#[test]
fn an_index_that_is_damaged_as_well_gives_no_records() {
    let data = tempfile::tempdir().unwrap();
    publish_old_and_new(data.path());
    let generation = StoreLayout::new(data.path()).generation_folder(2);
    for file in files(&generation.join("index")) {
        let bytes = fs::read(&file).unwrap();
        let mut other = bytes.clone();
        let middle = other.len() / 2;
        other[middle] ^= 0x40;
        fs::write(&file, other).unwrap();
        let read = store::read_indexed_records(data.path(), 2);
        assert!(read.is_err(), "{}", file.display());
        fs::write(&file, bytes).unwrap();
    }
    assert!(store::read_indexed_records(data.path(), 2).is_ok());
}

#[test]
fn damaged_records_are_never_what_a_rebuild_reads() {
    let data = tempfile::tempdir().unwrap();
    publish_old_and_new(data.path());
    let generation = StoreLayout::new(data.path()).generation_folder(2);
    // Still a product, and of the same length: only the checksum differs.
    let records = generation.join("products.jsonl");
    let text = fs::read_to_string(&records).unwrap();
    fs::write(&records, text.replace("mới", "mợi")).unwrap();
    let opened = store::open_catalog(data.path(), DAY).unwrap();
    assert_eq!(opened.generation, Some(2));
    assert!(opened.notices.is_empty(), "{:?}", opened.notices);
    let hit = opened.catalog.find_product("a").unwrap().unwrap();
    assert_eq!(hit.product.name, "Cam mới");
    fs::write(generation.join("index/meta.json"), "x").unwrap();
    let opened = store::open_catalog(data.path(), DAY).unwrap();
    assert!(matches!(
        opened.notices[..],
        [CatalogNotice::SteppedBack { generation: 1, .. }]
    ));
}

#[test]
fn readers_need_no_right_to_write_and_no_lock() {
    let data = tempfile::tempdir().unwrap();
    total(data.path());
    let layout = StoreLayout::new(data.path());
    // A process that holds every lock and never releases it.
    let held = File::create(layout.lock_file()).unwrap();
    held.lock().unwrap();
    let meta_lock = layout.generation_folder(1).join("index/.tantivy-meta.lock");
    let held_meta = File::create(&meta_lock).unwrap();
    held_meta.lock().unwrap();
    let before = files(layout.root());
    assert_eq!(total_without_notices(data.path()), 2);
    assert_eq!(files(layout.root()), before, "a reader wrote");
}

#[test]
fn a_second_writer_is_told() {
    let data = tempfile::tempdir().unwrap();
    total(data.path());
    let held = File::create(StoreLayout::new(data.path()).lock_file()).unwrap();
    held.lock().unwrap();
    let refused = store::publish_products(data.path(), &[] as &[Product], "x", "1");
    assert!(matches!(refused, Err(Error::Busy { .. })));
}

#[test]
fn a_folder_that_cannot_be_written_still_shows_the_catalogue() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("a file");
    fs::write(&file, "").unwrap();
    let opened = store::open_catalog(&file, DAY).unwrap();
    assert_eq!(opened.catalog.len(), all_products());
    assert!(matches!(
        opened.notices[..],
        [CatalogNotice::InMemory { .. }]
    ));
}

fn imported() -> (tempfile::TempDir, StoreLayout) {
    let data = tempfile::tempdir().unwrap();
    let product = Product {
        id: "a".into(),
        name: "Cam của xã".into(),
        ..Product::default()
    };
    store::publish_products(data.path(), &[product], "list.csv", "1").unwrap();
    let layout = StoreLayout::new(data.path());
    (data, layout)
}

/// Changes the text of a manifest and updates its own checksum, as another version would.
fn rewrite_manifest(generation: &Path, from: &str, to: &str) {
    let path = generation.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    let mut value: serde_json::Value = serde_json::from_str(&text.replace(from, to)).unwrap();
    value["checksum"] = "".into();
    let open = serde_json::to_string_pretty(&value).unwrap() + "\n";
    let sum = format!("{:x}-{:08x}", open.len(), crc32fast::hash(open.as_bytes()));
    value["checksum"] = sum.into();
    fs::write(&path, serde_json::to_string_pretty(&value).unwrap() + "\n").unwrap();
}

#[test]
fn an_import_with_a_damaged_manifest_is_rebuilt_from_its_records() {
    let (data, layout) = imported();
    fs::write(layout.generation_folder(1).join("manifest.json"), "{").unwrap();
    let opened = store::open_catalog(data.path(), DAY).unwrap();
    assert!(matches!(
        opened.notices[..],
        [CatalogNotice::Rebuilt { .. }]
    ));
    assert_eq!(
        opened.catalog.len(),
        1,
        "the imported product, not the built-in list"
    );
    let again = store::open_catalog(data.path(), DAY).unwrap();
    assert_eq!(again.catalog.len(), 1);
    assert!(again.notices.is_empty(), "{:?}", again.notices);
}

#[test]
fn a_catalogue_of_a_newer_version_is_left_alone() {
    let (data, layout) = imported();
    rewrite_manifest(
        &layout.generation_folder(1),
        "\"format\": 2",
        "\"format\": 3, \"more\": 1",
    );
    let before = files(layout.root());
    assert!(matches!(
        store::open_catalog(data.path(), DAY),
        Err(Error::NewerFormat { format: 3, .. })
    ));
    assert_eq!(files(layout.root()), before);
}

#[test]
fn another_schema_is_rebuilt_and_old_built_in_products_are_renewed() {
    let (data, layout) = imported();
    rewrite_manifest(
        &layout.generation_folder(1),
        "\"schema\": \"",
        "\"schema\": \"0",
    );
    let opened = store::open_catalog(data.path(), DAY).unwrap();
    assert!(matches!(
        opened.notices[..],
        [CatalogNotice::Rebuilt { .. }]
    ));
    assert_eq!(opened.manifest.unwrap().source, "list.csv");

    let data = tempfile::tempdir().unwrap();
    let old = [Product {
        id: "old".into(),
        name: "Cũ".into(),
        ..Product::default()
    }];
    store::publish_products(
        data.path(),
        &old,
        ocop_index::source::builtin::NAME,
        "older",
    )
    .unwrap();
    let layout = StoreLayout::new(data.path());
    rewrite_manifest(
        &layout.generation_folder(1),
        "\"schema\": \"",
        "\"schema\": \"0",
    );
    for _ in 0..2 {
        assert_eq!(
            store::open_catalog(data.path(), DAY).unwrap().catalog.len(),
            all_products()
        );
    }
    total_without_notices(data.path());
}

#[test]
fn leftovers_of_a_killed_build_are_no_generation() {
    let data = tempfile::tempdir().unwrap();
    let layout = StoreLayout::new(data.path());
    fs::create_dir_all(layout.building_folder(1).join("index")).unwrap();
    fs::write(layout.building_folder(1).join("manifest.json"), "{").unwrap();
    let (_, notices) = total(data.path());
    assert!(matches!(
        notices[..],
        [CatalogNotice::Built { products }] if products == all_products()
    ));
    assert!(!layout.building_folder(1).exists());
}
