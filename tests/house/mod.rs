//! The project's own rules: who may import whom, what every file begins with, one table of sentences.

mod imports;
mod walls;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ocop::app::action::ACTION_TABLE;
use ocop::wording::locale::{Language, Locale};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files under a folder, with their text.
pub fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root()).unwrap().to_path_buf(), text));
        }
    }
    found.sort();
    found
}

/// The code of a file: without comments and without its tests.
pub fn code_of(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn colours_signs_and_sentences_stand_in_their_one_place() {
    for (path, text) in rust_files("src/view") {
        let code = code_of(&text);
        if !path.ends_with("theme.rs") {
            assert!(!code.contains("Color::"), "{}", path.display());
        }
        if !path.ends_with("symbols.rs") {
            let sign = code.chars().find(|c| !c.is_ascii() && !c.is_alphabetic());
            assert_eq!(sign, None, "{}", path.display());
        }
    }
    for folder in [
        "src/app",
        "src/view",
        "src/commands",
        "src/report",
        "src/linear",
    ] {
        for (path, text) in rust_files(folder) {
            let letter = code_of(&text)
                .chars()
                .find(|c| c.is_alphabetic() && !c.is_ascii());
            assert_eq!(letter, None, "a sentence in {}", path.display());
        }
    }
}

#[test]
fn every_file_begins_with_what_it_is_for_and_is_no_longer_than_600_lines() {
    for folder in ["src", "index/src"] {
        let of_program = |path: &Path| !path.to_string_lossy().contains("tests");
        let files = rust_files(folder).into_iter();
        for (path, text) in files.filter(|(path, _)| of_program(path)) {
            let essay = text
                .lines()
                .next()
                .and_then(|line| line.strip_prefix("//! "));
            assert!(
                essay.is_some_and(|line| line.len() > 10),
                "{}",
                path.display()
            );
            let (lines, path) = (text.lines().count(), path.display());
            assert!(lines <= 600, "{path} is too long: {lines}");
        }
    }
}

#[test]
fn no_comment_is_wider_than_120_columns() {
    for folder in ["src", "index/src"] {
        for (path, text) in rust_files(folder) {
            for (line, number) in text.lines().zip(1..) {
                let is_comment = line.trim_start().starts_with("//");
                assert!(
                    !is_comment || line.chars().count() <= 120,
                    "{}:{number}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_top_level_is_as_given() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "index",
        "tests",
        "target",
    ];
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name}"
        );
    }
}

/// Keys of the sentence table that the sources name in full.
fn named_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (_, text) in rust_files("src") {
        for piece in code_of(&text).split('"').skip(1).step_by(2) {
            let mut parts = piece.split('.');
            let is_key = matches!((parts.next(), parts.next(), parts.next()), (Some(a), Some(b), None)
                if !a.is_empty() && !b.is_empty()
                    && [a, b].iter().all(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())));
            let is_file = [
                ".rs", ".txt", ".toml", ".tsv", ".json", ".jsonl", ".tmp", ".lock",
            ]
            .iter()
            .any(|end| piece.ends_with(end));
            if is_key && !is_file {
                keys.insert(piece.to_owned());
            }
        }
    }
    keys
}

#[test]
fn no_sentence_is_missing_in_either_language() {
    for lang in [Language::Vi, Language::En] {
        let locale = Locale::new(lang);
        assert!(
            locale.get("screen.search").is_some(),
            "the table is readable"
        );
        for key in named_keys() {
            let text = locale.get(&key);
            assert!(
                text.is_some_and(|text| !text.trim().is_empty()),
                "{key} in {lang:?}"
            );
        }
        for entry in ACTION_TABLE {
            let key = format!("action.{}", entry.name);
            assert!(locale.get(&key).is_some(), "{key}");
        }
        let derived = ocop_index::ProductStatus::ALL
            .iter()
            .map(|status| format!("status.{}", status.key()))
            .chain(
                ocop_index::product::ProducerKind::ALL
                    .iter()
                    .map(|kind| format!("kind.{}", kind.key())),
            )
            .chain(
                ocop_index::product::RecognitionKind::ALL
                    .iter()
                    .map(|kind| format!("act.{}", kind.key())),
            )
            .chain(
                ocop_index::Sort::ALL
                    .iter()
                    .map(|sort| format!("sort.{}", sort.key())),
            );
        for key in derived {
            assert!(locale.get(&key).is_some(), "{key}");
        }
    }
}

#[test]
fn both_languages_fill_in_the_same_names() {
    let names = |text: &str| -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect()
    };
    let (vi, en) = (Locale::new(Language::Vi), Locale::new(Language::En));
    for key in named_keys() {
        assert_eq!(names(vi.t(&key)), names(en.t(&key)), "{key}");
    }
}

#[test]
fn the_readme_begins_with_the_two_commands_and_names_every_key() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let first = readme.find("cargo run --release").unwrap();
    let second = readme.find("cargo test --workspace").unwrap();
    let other = readme.find("cargo install").unwrap_or(usize::MAX);
    assert!(first < second && second < other);
    let english = Locale::new(Language::En);
    for entry in ACTION_TABLE {
        let place = english.t(entry.context.locale_key());
        let keys: Vec<String> = entry
            .keys
            .split(' ')
            .map(|keys| format!("`{}`", ocop::app::keymap::format_key_sequence(keys)))
            .collect();
        let name = english.t(&format!("action.{}", entry.name)).to_owned();
        let row = format!("| {place} | {} | {name} |", keys.join(" "));
        assert!(readme.contains(&row), "{row}");
    }
}
