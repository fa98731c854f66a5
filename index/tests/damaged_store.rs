//! A generation damaged in every way that a seed can choose, and generations that somebody sealed anew: never a
//! panic, never a wrong answer, never a wait.

#![cfg(unix)]
// A test that cannot continue should panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    missing_docs,
    clippy::format_push_string,
    clippy::type_complexity,
    clippy::semicolon_if_nothing_returned
)]

#[path = "../../tests/support/damage.rs"]
#[allow(dead_code)]
mod damage;
#[path = "../../tests/support/sealed.rs"]
mod sealed;

use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use jiff::civil::{Date, date};
use ocop_index::product::Product;
use ocop_index::source::builtin;
use ocop_index::store::{self, CatalogNotice, OpenedCatalog, StoreLayout};
use ocop_index::{Catalog, Error, Facet, Query};

const DAY: Date = date(2026, 11, 24);

/// Longer than any opening takes on a busy machine; what waits for somebody waits for ever.
const HANG: Duration = Duration::from_secs(60);

/// Two generations: some products, and others with one more.
fn publish_two(data: &Path) {
    let products = builtin::load_products().unwrap();
    store::publish_products(data, &products[..15], "old.csv", "1").unwrap();
    store::publish_products(data, &products[10..30], "new.csv", "2").unwrap();
}

/// Everything that a catalogue answers to a few questions, as text.
fn all_answers(catalog: &Catalog) -> String {
    let mut text = String::new();
    for words in ["", "cha muc", "htx", "ruou", "ha long", "qn01"] {
        let mut answer = catalog.search(&Query::from_text(words)).unwrap();
        let hits = catalog.load_hits(&mut answer, 0..100).unwrap();
        for hit in hits {
            text += &format!("{:?} {:?}\n", hit.product, hit.state);
        }
        text += &format!("{:?}\n", catalog.count_facets(&answer));
    }
    text
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, target) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            copy_folder(&entry.path(), &target);
        } else if kind.is_symlink() {
            let link = fs::read_link(entry.path()).unwrap();
            std::os::unix::fs::symlink(link, target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Opens a catalogue on a thread of its own, so that one that never comes is seen.
fn open_in_time(data: &Path, what: &str) -> Result<OpenedCatalog, Error> {
    let (sender, opened) = channel();
    let folder = data.to_path_buf();
    thread::spawn(move || drop(sender.send(store::open_catalog(&folder, DAY))));
    opened
        .recv_timeout(HANG)
        .unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[test]
fn three_hundred_damages_never_give_a_wrong_answer() {
    let whole = tempfile::tempdir().unwrap();
    publish_two(whole.path());
    let layout = StoreLayout::new(whole.path());
    let truth = all_answers(&open_in_time(whole.path(), "whole").unwrap().catalog);
    let before = {
        let old = tempfile::tempdir().unwrap();
        copy_folder(whole.path(), old.path());
        fs::remove_dir_all(StoreLayout::new(old.path()).generation_folder(2)).unwrap();
        all_answers(&open_in_time(old.path(), "old").unwrap().catalog)
    };
    assert_ne!(truth, before);
    let names: Vec<_> = damage::files_below(&layout.generation_folder(2))
        .into_iter()
        .map(|path| path.strip_prefix(whole.path()).unwrap().to_path_buf())
        .collect();
    for seed in 0..300_u64 {
        let home = tempfile::tempdir().unwrap();
        copy_folder(whole.path(), home.path());
        // Every kind of damage meets every file.
        let name = &names[(seed / damage::DAMAGE_KINDS) as usize % names.len()];
        let what = damage::damage_file(&home.path().join(name), seed);
        // The manifest and its copy are alike, and a generation of before has no copy.
        let is_harmless = (what.contains("exchanged") && what.matches("manifest").count() == 2)
            || (what.contains("manifest.copy.json: deleted"));
        let generation = StoreLayout::new(home.path()).generation_folder(2);
        assert!(
            is_harmless || store::verify_generation(&generation).is_err(),
            "{what}: not seen by a check"
        );
        let opened =
            open_in_time(home.path(), &what).unwrap_or_else(|error| panic!("{what}: {error}"));
        let answers = all_answers(&opened.catalog);
        if answers == truth {
            continue;
        }
        assert!(answers == before, "{what}: a wrong answer");
        assert!(
            matches!(
                opened.notices[..],
                [CatalogNotice::SteppedBack { generation: 1, .. }]
            ),
            "{what}: {:?}",
            opened.notices
        );
    }
}

/// Changes files of the newest generation, seals it, and opens the catalogue.
fn open_sealed(edit: impl FnOnce(&Path, &mut serde_json::Value)) -> OpenedCatalog {
    let home = tempfile::tempdir().unwrap();
    publish_two(home.path());
    let generation = StoreLayout::new(home.path()).generation_folder(2);
    sealed::reseal_manifest(&generation, |manifest| edit(&generation, manifest));
    open_in_time(home.path(), "sealed").unwrap()
}

/// The products of the newest generation, and of the one before.
const NEW_AND_OLD: [usize; 2] = [20, 15];

#[test]
fn a_sealed_manifest_leads_to_no_file_outside_and_to_no_number_without_products() {
    let edits: &[(&str, &dyn Fn(&Path, &mut serde_json::Value))] = &[
        ("up and away", &|_, manifest| {
            manifest["files"]["index/../../../../../../../../../../dev/zero"] = "1-00000000".into();
        }),
        ("absolute", &|_, manifest| {
            manifest["files"]["/dev/zero"] = "1-00000000".into()
        }),
        ("a NUL", &|_, manifest| {
            manifest["files"]["index/a\0b"] = "1-00000000".into()
        }),
        ("a folder", &|_, manifest| {
            manifest["files"]["index"] = "1-00000000".into()
        }),
        ("no sum", &|_, manifest| {
            manifest["files"]["index/meta.json"] = "zz".into()
        }),
        ("many files", &|_, manifest| {
            for number in 0..100_000 {
                manifest["files"][format!("index/{number}")] = "0-00000000".into();
            }
        }),
        ("many products", &|_, manifest| {
            manifest["products"] = 4_000_000_000_u64.into()
        }),
        ("a long file", &|generation, manifest| {
            let file = fs::File::create(generation.join("index/long")).unwrap();
            file.set_len(1 << 40).unwrap();
            manifest["files"]["index/long"] = format!("{:x}-00000000", 1_u64 << 40).into();
        }),
        ("a file of holes", &|generation, manifest| {
            let file = fs::File::create(generation.join("index/holes")).unwrap();
            file.set_len(1 << 33).unwrap();
            manifest["files"]["index/holes"] = format!("{:x}-00000000", 1_u64 << 33).into();
        }),
        ("a link", &|generation, manifest| {
            std::os::unix::fs::symlink("/dev/zero", generation.join("index/zero")).unwrap();
            manifest["files"]["index/zero"] = "1-00000000".into();
        }),
        ("millions of documents", &|generation, manifest| {
            let path = generation.join("index/meta.json");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(
                &path,
                text.replace("\"max_doc\": 20", "\"max_doc\": 4000000000"),
            )
            .unwrap();
            sealed::reseal_file(generation, "index/meta.json", manifest);
        }),
    ];
    for (what, edit) in edits {
        let opened = open_sealed(edit);
        assert!(NEW_AND_OLD.contains(&opened.catalog.len()), "{what}");
        assert!(!opened.notices.is_empty(), "{what}: nothing is told");
    }
}

#[test]
fn a_sealed_index_that_is_none_is_no_panic() {
    for extension in ["store", "fast", "term", "idx", "pos", "fieldnorm"] {
        for part in 0..8 {
            let opened = open_sealed(|generation, manifest| {
                let files = damage::files_below(&generation.join("index"));
                let is_meant = |path: &&std::path::PathBuf| {
                    path.extension().is_some_and(|known| known == extension)
                };
                let Some(path) = files.iter().find(is_meant) else {
                    return;
                };
                let mut bytes = fs::read(path).unwrap();
                let from = bytes.len() * part / 8;
                let to = (from + 16).min(bytes.len());
                bytes[from..to].iter_mut().for_each(|byte| *byte ^= 0xff);
                fs::write(path, bytes).unwrap();
                let name = format!("index/{}", path.file_name().unwrap().to_string_lossy());
                sealed::reseal_file(generation, &name, manifest);
            });
            // What it answers is whatever was sealed; that it answers or refuses is ours.
            for words in ["", "cha muc", "htx", "qn01"] {
                if let Ok(mut answer) = opened.catalog.search(&Query::from_text(words)) {
                    let _ = opened.catalog.load_hits(&mut answer, 0..100);
                    let _ = opened.catalog.suggest_queries(&Query::from_text(words));
                }
            }
            let _ = opened
                .catalog
                .iter_products()
                .collect::<Result<Vec<_>, _>>();
        }
    }
}

#[test]
fn no_text_of_a_sealed_generation_leaves_the_store_as_it_is() {
    let unsafe_texts = ["\u{202e}", "\u{200b}", "\u{9b}", "\u{7f}", "\u{1b}"];
    let products = builtin::load_products().unwrap();
    let places = products[10..30].iter().map(|product| &product.place);
    let names: Vec<String> = places.filter_map(|place| place.district.clone()).collect();
    for sign in ['\u{202e}', '\u{200b}'] {
        let mut poisoned = String::new();
        let opened = open_sealed(|generation, manifest| {
            manifest["source"] = format!("list{}.csv", unsafe_texts.concat()).into();
            manifest["origin"] = serde_json::json!({
                "how": "merge", "at": "now\u{1b}[2J", "by": "Lan\u{202e}",
                "files": [{"name": "a\u{9b}b\u{7f}", "checksum": "\u{200b}", "products": 1}],
                "counts": {"\u{1b}[31m": 3},
            });
            let files = damage::files_below(&generation.join("index"));
            let path = files
                .iter()
                .find(|path| path.extension().is_some_and(|known| known == "fast"));
            let path = path.unwrap();
            poisoned = sealed::poison_name(path, &names, sign);
            let name = format!("index/{}", path.file_name().unwrap().to_string_lossy());
            sealed::reseal_file(generation, &name, manifest);
        });
        let manifest = format!("{:?}", opened.manifest);
        let facets = format!(
            "{:?}",
            Facet::ALL.map(|facet| opened.catalog.facet_values(facet))
        );
        for text in [
            &manifest,
            &facets,
            &all_answers(&opened.catalog),
            &format!("{:?}", opened.notices),
        ] {
            // A character that acts is written as `\u{…}` here.
            for escaped in ["\\u{202e}", "\\u{200b}", "\\u{9b}", "\\u{7f}", "\\u{1b}"] {
                assert!(!text.contains(escaped), "{text}");
            }
        }
        assert!(facets.contains(&poisoned), "{facets}");
        assert!(
            matches!(opened.notices[..], [CatalogNotice::Rebuilt { .. }]),
            "{:?}",
            opened.notices
        );
    }
    // What nobody sealed is what a history shows of it too.
    let home = tempfile::tempdir().unwrap();
    publish_two(home.path());
    let generation = StoreLayout::new(home.path()).generation_folder(2);
    sealed::reseal_manifest(&generation, |manifest| {
        manifest["source"] = unsafe_texts.concat().into()
    });
    let history = store::list_generations(home.path()).unwrap();
    let source = &history[0].manifest.as_ref().unwrap().source;
    assert!(
        !unsafe_texts.iter().any(|text| source.contains(text)),
        "{source:?}"
    );
}

#[test]
fn records_with_values_that_no_list_has_are_never_shown() {
    for value in [
        r#""star":0"#,
        r#""star":6"#,
        r#""star":255"#,
        r#""expires":"0000-12-31""#,
    ] {
        let opened = open_sealed(|generation, manifest| {
            let path = generation.join("products.jsonl");
            let text = fs::read_to_string(&path).unwrap();
            let start = text.find(r#""star":"#).unwrap();
            let end = start + r#""star":4"#.len();
            fs::write(&path, [&text[..start], value, &text[end..]].concat()).unwrap();
            fs::remove_dir_all(generation.join("index")).unwrap();
            sealed::reseal_file(generation, "products.jsonl", manifest);
        });
        assert_eq!(opened.catalog.len(), 15, "{value}");
        assert!(matches!(
            opened.notices[..],
            [CatalogNotice::SteppedBack { generation: 1, .. }]
        ));
    }
}

#[test]
fn records_that_nothing_proves_are_told_at_each_start_and_never_published() {
    let change_records = |generation: &Path| {
        for manifest in ["manifest.json", "manifest.copy.json"] {
            fs::remove_file(generation.join(manifest)).unwrap();
        }
        let records = generation.join("products.jsonl");
        let text = fs::read_to_string(&records).unwrap();
        let lines: Vec<&str> = text.lines().skip(5).collect();
        fs::write(records, lines.join("\n")).unwrap();
    };
    let remove_index = |generation: &Path| {
        fs::remove_dir_all(generation.join("index")).unwrap();
    };
    let home = tempfile::tempdir().unwrap();
    publish_two(home.path());
    let layout = StoreLayout::new(home.path());
    change_records(&layout.generation_folder(2));
    remove_index(&layout.generation_folder(1));
    // The proven records of the generation before go first, though its index is gone as well.
    for _ in 0..2 {
        let opened = open_in_time(home.path(), "the one before").unwrap();
        assert_eq!(opened.catalog.len(), 15);
        assert!(
            opened
                .notices
                .iter()
                .any(|notice| matches!(notice, CatalogNotice::SteppedBack { generation: 1, .. }))
        );
    }
    fs::remove_dir_all(layout.generation_folder(1)).unwrap();
    for _ in 0..2 {
        let opened = open_in_time(home.path(), "the last one").unwrap();
        assert_eq!(opened.catalog.len(), 15, "20 without the first 5");
        assert!(!opened.notices.is_empty());
    }
    assert_eq!(layout.generation_numbers().unwrap(), [2]);
    assert!(!store::is_recoverable(home.path(), 2));
}

#[test]
fn a_doubtful_index_is_shown_from_memory_while_somebody_writes() {
    let home = tempfile::tempdir().unwrap();
    publish_two(home.path());
    let layout = StoreLayout::new(home.path());
    let truth = all_answers(&open_in_time(home.path(), "whole").unwrap().catalog);
    fs::remove_dir_all(layout.generation_folder(2).join("index")).unwrap();
    let writer = store::StoreWriter::open(home.path(), "Lan").unwrap();
    let opened = open_in_time(home.path(), "held").unwrap();
    match &opened.notices[..] {
        [CatalogNotice::RebuiltInMemory { cause, .. }] => {
            assert!(matches!(**cause, Error::Busy { .. }), "{cause}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        (opened.generation, all_answers(&opened.catalog)),
        (None, truth.clone())
    );
    assert_eq!(layout.generation_numbers().unwrap(), [2, 1]);
    drop(writer);
    let mended = open_in_time(home.path(), "free").unwrap();
    assert_eq!(
        (mended.generation, all_answers(&mended.catalog)),
        (Some(3), truth)
    );
}

#[test]
fn a_pointer_that_is_not_clear_is_told_and_the_newest_is_shown() {
    let home = tempfile::tempdir().unwrap();
    publish_two(home.path());
    let layout = StoreLayout::new(home.path());
    let current = layout.root().join("current");
    for target in ["gen-000001/", "./gen-000001"] {
        fs::remove_file(&current).unwrap();
        std::os::unix::fs::symlink(target, &current).unwrap();
        let opened = open_in_time(home.path(), target).unwrap();
        assert_eq!(
            (opened.generation, opened.notices.len()),
            (Some(1), 0),
            "{target}"
        );
    }
    fs::remove_file(&current).unwrap();
    for target in ["/etc", "current", ""] {
        if !target.is_empty() {
            std::os::unix::fs::symlink(target, &current).unwrap();
        }
        let opened = open_in_time(home.path(), target).unwrap();
        assert_eq!(opened.generation, Some(2), "{target}");
        assert!(
            matches!(
                opened.notices[..],
                [CatalogNotice::UnclearPointer { generation: 2, .. }]
            ),
            "{target}"
        );
        let _ = fs::remove_file(&current);
    }
    // A disk without links: the name in a file.
    fs::write(&current, "gen-000001\n").unwrap();
    assert_eq!(
        open_in_time(home.path(), "a file").unwrap().generation,
        Some(1)
    );
}

#[test]
fn left_overs_go_with_the_next_writer_of_any_kind() {
    for kind in ["import", "rebuild"] {
        let home = tempfile::tempdir().unwrap();
        publish_two(home.path());
        let layout = StoreLayout::new(home.path());
        let outside = home.path().join("outside");
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("precious"), "x").unwrap();
        for name in ["gen-000001.gone", "gen-000099.tmp"] {
            fs::create_dir_all(layout.root().join(name).join("index")).unwrap();
        }
        std::os::unix::fs::symlink(&outside, layout.root().join("gen-000003.tmp")).unwrap();
        fs::write(layout.root().join("current.tmp"), "x").unwrap();
        fs::write(layout.root().join("gen-notes.tmp"), "mine").unwrap();
        assert_eq!(layout.leftovers().len(), 4);
        if kind == "import" {
            store::publish_products(home.path(), &[] as &[Product], "empty.csv", "3").unwrap();
        } else {
            fs::remove_dir_all(layout.generation_folder(2).join("index")).unwrap();
            assert_eq!(open_in_time(home.path(), kind).unwrap().generation, Some(3));
        }
        assert!(layout.leftovers().is_empty(), "{kind}");
        assert!(outside.join("precious").exists() && layout.root().join("gen-notes.tmp").exists());
    }
}
