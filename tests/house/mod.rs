//! The project's own rules: who may import whom, what every file begins with, one table of sentences.

mod counts;
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
    let tests = [
        "#[cfg(test)]\nmod tests {",
        "#[cfg(all(test, unix))]\nmod tests {",
    ];
    let end = tests.iter().filter_map(|start| text.find(start)).min();
    let end = end.unwrap_or(text.len());
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
                ".rs", ".txt", ".toml", ".tsv", ".json", ".jsonl", ".tmp", ".lock", ".db", ".sql",
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
fn the_readme_begins_with_the_two_commands_and_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let first = readme.find("cargo run --release").unwrap();
    let second = readme.find("cargo test --workspace").unwrap();
    let other = readme.find("cargo install").unwrap_or(usize::MAX);
    assert!(first < second && second < other);
    assert!(readme.lines().count() <= 250 && readme.len() <= 14_000);
}

/// The keys of a row as the help prints them.
fn printed_keys(keys: &str) -> String {
    let keys: Vec<String> = keys
        .split(' ')
        .map(ocop::app::keymap::format_key_sequence)
        .collect();
    keys.join(", ")
}

#[test]
fn the_help_of_keys_names_every_key_in_both_languages() {
    let topic = ocop::docs::find_help_topic("keys").unwrap();
    for lang in [Language::Vi, Language::En] {
        let locale = Locale::new(lang);
        let text = topic.render_text(&locale, false);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for entry in ACTION_TABLE {
            let place = locale.t(entry.context.locale_key());
            let section = text.split(&format!("{place} ---")).nth(1).unwrap();
            let section = section.split(" ---").next().unwrap();
            let key = format!("action.{}", entry.name);
            let name = locale.t(&key);
            let row = format!("{} {name}", printed_keys(entry.keys));
            assert!(section.contains(&row), "{place}: {row}");
        }
    }
}

#[test]
fn the_keys_of_the_readme_are_those_of_the_table() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let english = Locale::new(Language::En);
    let table = readme.split("| key | what |").nth(1).unwrap();
    let rows: Vec<&str> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert!(rows.len() >= 10, "{rows:?}");
    let known: BTreeSet<String> = ACTION_TABLE
        .iter()
        .map(|entry| {
            let keys = entry.keys.split(' ');
            let keys: Vec<String> = keys
                .map(|keys| format!("`{}`", ocop::app::keymap::format_key_sequence(keys)))
                .collect();
            let key = format!("action.{}", entry.name);
            let name = english.t(&key);
            format!("| {} | {name} |", keys.join(" "))
        })
        .collect();
    for row in rows {
        assert!(known.contains(row), "{row}");
    }
}

/// Markdown files that are documentation, with their text.
fn documents() -> Vec<(String, String)> {
    let mut paths = vec![
        "README.md".to_owned(),
        "index/README.md".to_owned(),
        "src/ARCHITECTURE.md".to_owned(),
    ];
    let topics = fs::read_dir(root().join("src/docs")).unwrap();
    let names = topics.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    paths.extend(
        names
            .filter(|name| name.ends_with(".md"))
            .map(|name| format!("src/docs/{name}")),
    );
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(root().join(&path)).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn every_document_is_a_topic_or_is_known() {
    let mut known: BTreeSet<String> = ["contributing", "measured", "changes"]
        .map(|name| format!("src/docs/{name}.md"))
        .into();
    for topic in ocop::docs::HELP_TOPICS {
        for lang in ["vi", "en"] {
            known.insert(format!("src/docs/{}.{lang}.md", topic.name));
        }
    }
    let there: BTreeSet<String> = documents()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("src/docs"))
        .collect();
    assert_eq!(there, known);
}

#[test]
fn files_tests_and_topics_that_documents_name_are_there() {
    let mut tests = BTreeSet::new();
    for folder in ["src", "index", "tests"] {
        for (_, text) in rust_files(folder) {
            let names = text.split("fn ").skip(1);
            tests.extend(
                names
                    .filter_map(|rest| rest.split(['(', '<']).next())
                    .map(str::to_owned),
            );
        }
    }
    for (path, text) in documents() {
        let folder = Path::new(&path).parent().unwrap();
        // Links within the repository.
        for link in text.split("](").skip(1) {
            let link = link.split([')', '#']).next().unwrap();
            if !link.is_empty() && !link.contains("://") {
                assert!(root().join(folder).join(link).exists(), "{path}: {link}");
            }
        }
        for span in text.split('`').skip(1).step_by(2) {
            if let Some(name) = span.strip_prefix("ocop help ")
                && name.starts_with(|c: char| c.is_ascii_lowercase())
            {
                let name = name.split(' ').next().unwrap();
                assert!(
                    ocop::docs::find_help_topic(name).is_some(),
                    "{path}: {span}"
                );
            }
            // A test that holds an invariant.
            let is_test = span.matches('_').count() >= 3
                && span
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
            if is_test {
                assert!(tests.contains(span), "{path}: no test {span}");
            }
        }
    }
}
