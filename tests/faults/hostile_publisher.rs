//! Publishes what this program never would: generations whose checksums are right and whose content is hostile.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use ocop_index::Product;
use ocop_index::source::builtin;
use ocop_index::store;
use serde_json::{Map, Value};

use crate::catalogues::{Generations, ORIGINALS, copy_tree, walk};
use crate::seeded_random::SeededRandom;

/// Texts that act on terminals and readers.
pub const HOSTILE_TEXTS: &[&str] = &[
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{9b}31m\u{90}q",
    "\u{202e}moc.live",
    "\u{2066}\u{2069}\u{200b}\u{feff}",
    "a\rb\nc\td\u{0}e\u{8}\u{7f}",
    "\u{e0041}\u{e0042}",
    "../../../etc/passwd",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}",
];

/// How many kinds of hostile generation there are.
pub const KINDS: u64 = 16;

/// Publishes a hostile generation as the newest of a data folder with two generations; what it is. `None` where the
/// library refuses to publish it.
pub fn publish_hostile(kind: u64, random: &mut SeededRandom, data: &Path) -> (String, bool) {
    let catalog = data.join("catalog");
    let generation = catalog.join("gen-000002");
    let manifest_path = generation.join("manifest.json");
    let text = HOSTILE_TEXTS[random.below(HOSTILE_TEXTS.len())];
    let long = "Chè ".repeat(300_000);
    let told = match kind {
        0 | 1 | 5 | 8 => {
            let products = hostile_products(kind, text, &long, random);
            let fresh = data.join("fresh");
            let published = store::publish_products(&fresh, products, text, "1");
            if published.is_err() {
                return (format!("products of kind {kind}"), false);
            }
            fs::remove_dir_all(&generation).unwrap();
            copy_tree(&fresh.join("catalog/gen-000001"), &generation).unwrap();
            fs::remove_dir_all(fresh).unwrap();
            format!("products of kind {kind} with {text:?}")
        }
        2 => {
            let names = [
                "../../../../../../../../etc/passwd",
                "index/../../../../../../../../../../dev/zero",
                "/dev/zero",
                "/etc/passwd",
                "index/",
                "",
                ".",
                "index/../products.jsonl",
                "index//meta.json",
                "index/\u{202e}x",
                "index/\u{1b}[2J",
                "../gen-000001/products.jsonl",
            ];
            let name = names[random.below(names.len())];
            reseal(&generation, |manifest| {
                let files = manifest["files"].as_object_mut().unwrap();
                let sum =
                    ["1-00000000", "ffffffffffffffff-00000000", "0-00000000"][random.below(3)];
                files.insert(name.to_owned(), Value::from(sum));
            });
            format!("a file called {name:?}")
        }
        3 => {
            let value = if random.percent(30) {
                long.as_str()
            } else {
                text
            };
            reseal(&generation, |manifest| {
                let origin = manifest["origin"].as_object_mut().unwrap();
                origin.insert("at".into(), Value::from(value));
                origin.insert("by".into(), Value::from(value));
                origin["files"][0]["name"] = Value::from(value);
                origin["files"][0]["products"] = Value::from(u64::MAX);
                origin.insert("counts".into(), serde_json::json!({ value: u32::MAX }));
            });
            "a hostile origin".to_owned()
        }
        4 => {
            let count = [0, 1, 89, 91, 1_000_000, u64::from(u32::MAX), u64::MAX][random.below(7)];
            reseal(&generation, |manifest| {
                manifest["products"] = Value::from(count);
            });
            format!("{count} products")
        }
        6 => {
            fs::remove_dir_all(generation.join("index")).unwrap();
            copy_tree(&catalog.join("gen-000001/index"), &generation.join("index")).unwrap();
            let count = if random.percent(50) { 157 } else { 90 };
            reseal_with_index(&generation, |manifest| {
                manifest["products"] = Value::from(count);
            });
            format!("the index of other records, {count} told")
        }
        7 => {
            let files = walk(&generation);
            let files: Vec<_> = files
                .into_iter()
                .filter(|path| path.is_file() && *path != manifest_path)
                .collect();
            let path = &files[random.below(files.len())];
            let length = 1_u64 << random.between(31, 40);
            File::options()
                .write(true)
                .open(path)
                .unwrap()
                .set_len(length)
                .unwrap();
            let name = path
                .strip_prefix(&generation)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            reseal(&generation, |manifest| {
                manifest["files"][&name] = Value::from(format!("{length:x}-00000000"));
            });
            format!("{name} with {length} bytes of nothing")
        }
        9 => {
            let field = ["source", "schema", "source_checksum", "format"][random.below(4)];
            reseal(&generation, |manifest| {
                manifest[field] = match field {
                    "format" => {
                        Value::from([0, 1, 3, u64::from(u32::MAX), u64::MAX][random.below(5)])
                    }
                    _ if random.percent(30) => Value::from(long.as_str()),
                    _ => Value::from(text),
                };
            });
            format!("a hostile {field}")
        }
        10 => {
            let sums = [
                "-",
                "",
                "x",
                "ffffffffffffffff-ffffffff",
                "0-",
                "-0",
                "10000000000000000-0",
                text,
            ];
            let sum = sums[random.below(sums.len())];
            reseal(&generation, |manifest| {
                for (_, value) in manifest["files"].as_object_mut().unwrap() {
                    if random.percent(40) {
                        *value = Value::from(sum);
                    }
                }
            });
            format!("checksums {sum:?}")
        }
        11 => {
            let records = fs::read_to_string(generation.join("products.jsonl")).unwrap();
            let days = ["0", "9999-99-99", "-9999-01-01", "0000-00-00", "99999", ""];
            let day = days[random.below(days.len())];
            let lines: Vec<String> = records
                .lines()
                .map(|line| {
                    let mut record: Value = serde_json::from_str(line).unwrap();
                    record["recognitions"] =
                        serde_json::json!([{ "star": 4, "when": day, "expires": day }]);
                    record.to_string()
                })
                .collect();
            fs::write(generation.join("products.jsonl"), lines.join("\n") + "\n").unwrap();
            fs::remove_dir_all(generation.join("index")).unwrap();
            fs::create_dir(generation.join("index")).unwrap();
            reseal_with_index(&generation, |_| {});
            format!("days {day:?} in the records, and no index")
        }
        12 => {
            let path =
                [&manifest_path, &generation.join("products.jsonl")][random.below(2)].clone();
            fs::write(&path, "[".repeat(200_000)).unwrap();
            if path != manifest_path {
                fs::remove_dir_all(generation.join("index")).unwrap();
                reseal_with_index(&generation, |_| {});
            }
            "two hundred thousand brackets".to_owned()
        }
        13 => {
            reseal(&generation, |manifest| {
                let files = manifest["files"].as_object_mut().unwrap();
                for number in 0..50_000 {
                    files.insert(format!("index/{number}.store"), Value::from("1-00000000"));
                }
            });
            "fifty thousand files".to_owned()
        }
        14 => {
            let path = generation.join("index/meta.json");
            let meta = fs::read_to_string(&path).unwrap();
            let changed = match random.below(4) {
                0 => meta.replace("\"max_doc\":90", "\"max_doc\":4000000000"),
                1 => meta.replace("\"max_doc\":90", "\"max_doc\":0"),
                2 => "{}".to_owned(),
                _ => meta.replace("\"segments\":[", "\"segments\":[{},"),
            };
            fs::write(&path, changed).unwrap();
            reseal_with_index(&generation, |_| {});
            "a hostile meta.json".to_owned()
        }
        _ => {
            let mut files = walk(&generation.join("index"));
            files.retain(|path| path.is_file());
            let path = files.swap_remove(random.below(files.len()));
            let mut bytes = fs::read(&path).unwrap();
            let flips = random.between(1, 16);
            for _ in 0..flips {
                let place = if random.percent(50) {
                    bytes.len().saturating_sub(1 + random.below(120))
                } else {
                    random.below(bytes.len().max(1))
                };
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 1 << random.below(8);
                }
            }
            fs::write(&path, bytes).unwrap();
            reseal_with_index(&generation, |_| {});
            format!(
                "{flips} bits of {}, sealed again",
                path.file_name().unwrap().to_string_lossy()
            )
        }
    };
    (told, true)
}

fn hostile_products(kind: u64, text: &str, long: &str, random: &mut SeededRandom) -> Vec<Product> {
    let mut products = builtin::load_products().unwrap();
    products.truncate(60);
    for (number, product) in products.iter_mut().enumerate() {
        if !random.percent(40) {
            continue;
        }
        match kind {
            0 => {
                product.name.push_str(text);
                product
                    .id
                    .push_str(if random.percent(30) { text } else { "" });
                product.specialty = Some(format!("chè {text}"));
                product.place.district = Some(format!("{text}Hạ Long"));
                product.place.unit = Some(format!("Phường {text}"));
                text.clone_into(&mut product.note.vi);
                product.sources = vec![format!("https://{text}")];
                product.producer = Some(ocop_index::product::Producer {
                    name: format!("HTX {text}"),
                    phone: Some(text.to_owned()),
                    kind_written: Some(text.to_owned()),
                    ..Default::default()
                });
            }
            1 => {
                let star = [0, 6, 7, 200, 255][random.below(5)];
                product.recognitions = vec![ocop_index::product::Recognition {
                    star: Some(star),
                    year: Some(i16::MIN),
                    decision: Some(text.to_owned()),
                    authority: Some(text.to_owned()),
                    ..Default::default()
                }];
            }
            5 => {
                ["", "qn-001", text][number % 3].clone_into(&mut product.id);
            }
            _ => {
                product.name = if number % 2 == 0 {
                    long.to_owned()
                } else {
                    format!("e{}", "\u{301}".repeat(5000))
                };
            }
        }
    }
    products
}

/// Changes a manifest and gives it the right checksum.
pub fn reseal(generation: &Path, change: impl FnOnce(&mut Value)) {
    let path = generation.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut manifest);
    let files = manifest["files"].as_object().unwrap().clone();
    let sorted: BTreeMap<String, Value> = files.into_iter().collect();
    manifest["files"] = Value::Object(sorted.into_iter().collect::<Map<String, Value>>());
    manifest["checksum"] = Value::from("");
    let unsealed = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    manifest["checksum"] = Value::from(checksum(unsealed.as_bytes()));
    fs::write(
        &path,
        serde_json::to_string_pretty(&manifest).unwrap() + "\n",
    )
    .unwrap();
}

/// The same with the right checksum of every file that is there now.
fn reseal_with_index(generation: &Path, change: impl FnOnce(&mut Value)) {
    let mut files = Map::new();
    for path in walk(generation) {
        let name = path
            .strip_prefix(generation)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let is_manifest = matches!(name.as_str(), "manifest.json" | "manifest.copy.json");
        if path.is_file() && !is_manifest {
            files.insert(name, Value::from(checksum(&fs::read(&path).unwrap())));
        }
    }
    reseal(generation, |manifest| {
        manifest["files"] = Value::Object(files);
        change(manifest);
    });
}

fn checksum(bytes: &[u8]) -> String {
    format!("{:x}-{:08x}", bytes.len(), crc32fast::hash(bytes))
}

/// A publisher whose seal is wrong would prove nothing: an unchanged generation that is sealed again opens.
#[test]
fn hostile_catalogues_are_sealed_as_the_program_seals_them() {
    let home = ORIGINALS.home_with_copy(Generations::Two);
    let generation = home.data().join("catalog/gen-000002");
    let before = fs::read(generation.join("manifest.json")).unwrap();
    reseal_with_index(&generation, |_| {});
    assert_eq!(fs::read(generation.join("manifest.json")).unwrap(), before);
}
