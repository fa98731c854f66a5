//! Who may import whom. An arrow between rooms that does not stand here is a broken wall; what a pure room must not
//! do, nothing that it leads to may do either.

use std::collections::BTreeSet;

use super::imports::ImportGraph;

/// The rooms of the program, each with the rooms it may import.
const PROGRAM: &[(&str, &[&str])] = &[
    (
        "app",
        &[
            "capabilities",
            "catalog",
            "input_method",
            "report",
            "wording",
            "work",
        ],
    ),
    ("bundle", &["files", "work"]),
    ("capabilities", &[]),
    ("catalog", &["cli", "user_state", "wording", "work"]),
    (
        "cli",
        &[
            "app",
            "capabilities",
            "files",
            "input_method",
            "report",
            "view",
            "wording",
            "work",
        ],
    ),
    (
        "commands",
        &[
            "bundle",
            "capabilities",
            "catalog",
            "cli",
            "docs",
            "files",
            "reader_process",
            "report",
            "sitting",
            "user_state",
            "wording",
            "work",
        ],
    ),
    ("docs", &["app", "catalog", "cli", "report", "wording"]),
    ("files", &["capabilities", "wording"]),
    ("input_method", &[]),
    (
        "linear",
        &[
            "capabilities",
            "catalog",
            "cli",
            "commands",
            "report",
            "sitting",
            "user_state",
            "wording",
            "work",
        ],
    ),
    (
        "picture",
        &[
            "app", "catalog", "cli", "report", "runtime", "view", "wording",
        ],
    ),
    ("reader_process", &["cli", "wording"]),
    (
        "report",
        &["cli", "files", "reader_process", "wording", "work"],
    ),
    (
        "runtime",
        &[
            "app",
            "capabilities",
            "catalog",
            "cli",
            "report",
            "view",
            "wording",
            "work",
        ],
    ),
    (
        "session",
        &[
            "app",
            "capabilities",
            "catalog",
            "cli",
            "commands",
            "files",
            "report",
            "runtime",
            "sitting",
            "term",
            "user_state",
            "view",
            "wording",
            "work",
        ],
    ),
    (
        "sitting",
        &["capabilities", "cli", "files", "user_state", "wording"],
    ),
    ("term", &["app", "files", "user_state"]),
    ("user_state", &["app", "cli", "files", "wording"]),
    ("view", &["app", "wording", "work"]),
    ("wording", &["catalog", "work"]),
    ("work", &["files"]),
];

/// The rooms of the engine, each with the rooms it may import.
const ENGINE: &[(&str, &[&str])] = &[
    (
        "change",
        &[
            "clean",
            "error",
            "place",
            "product",
            "product_group",
            "query",
            "rewrite",
            "source",
            "specialty",
            "status",
            "vietnamese",
        ],
    ),
    ("clean", &[]),
    ("error", &["clean", "source"]),
    (
        "list_totals",
        &["error", "product", "query", "search", "status"],
    ),
    ("place", &["product", "reference_table", "vietnamese"]),
    ("product", &["status"]),
    ("product_group", &["reference_table", "vietnamese"]),
    (
        "query",
        &[
            "place",
            "product",
            "product_group",
            "reference_table",
            "rewrite",
            "specialty",
            "status",
            "vietnamese",
        ],
    ),
    ("rating_law", &["product", "reference_table", "status"]),
    ("record_gap", &["place", "product", "status"]),
    ("reference_table", &[]),
    ("rewrite", &["reference_table", "vietnamese"]),
    (
        "search",
        &[
            "clean",
            "error",
            "place",
            "product",
            "query",
            "record_gap",
            "rewrite",
            "source",
            "specialty",
            "status",
            "vietnamese",
        ],
    ),
    (
        "source",
        &[
            "clean",
            "error",
            "place",
            "product",
            "product_group",
            "reference_table",
            "rewrite",
            "specialty",
            "status",
            "vietnamese",
        ],
    ),
    (
        "specialty",
        &["product", "reference_table", "rewrite", "vietnamese"],
    ),
    ("status", &["product", "query"]),
    (
        "store",
        &[
            "change",
            "clean",
            "error",
            "product",
            "search",
            "source",
            "vietnamese",
        ],
    ),
    ("vietnamese", &["reference_table"]),
];

/// A room, and words that stand in none of its modules and in nothing that it leads to.
const PURE: &[(&str, &str, &[&str])] = &[
    (
        "src",
        "app",
        &[
            "std::fs",
            "std::env",
            "std::thread",
            "Instant::now",
            "Timestamp::now",
            "crossterm",
            "ratatui",
        ],
    ),
    (
        "src",
        "view",
        &[
            "std::fs",
            "std::env",
            "std::io",
            "std::thread",
            "Instant::now",
            "Timestamp::now",
            "crossterm",
        ],
    ),
    (
        "src",
        "input_method",
        &["std::fs", "std::env", "std::io", "ratatui"],
    ),
    (
        "src",
        "wording",
        &["std::fs", "std::env", "std::thread", "ratatui"],
    ),
    ("index/src", "query", &["tantivy", "std::fs"]),
    ("index/src", "vietnamese", &["tantivy", "std::fs"]),
    ("index/src", "change", &["tantivy"]),
    ("index/src", "place", &["tantivy", "std::fs"]),
    ("index/src", "status", &["tantivy", "std::fs"]),
];

/// A folder, and words that stand in none of its files.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "index/src",
        &[
            "println!",
            "eprintln!",
            "print!(",
            "std::env",
            "env::var",
            "crossterm",
            "ratatui",
            "clap",
            "SystemTime::now",
            "Timestamp::now",
            "Zoned::now",
        ],
    ),
    ("index/src/search", &["std::fs"]),
    ("src", &["tantivy"]),
    // Small files are opened by `files` alone, which follows no link and waits for nobody.
    (
        "src/user_state",
        &["fs::read", "File::open", "fs::write", "read_to_string"],
    ),
    ("src/cli", &["fs::read", "File::open", "fs::write"]),
    ("src/commands", &["File::open", "fs::write", "fs::read("]),
    ("src/session", &["std::fs"]),
    ("src/view", &["&mut Model"]),
    ("src/term", &["ocop_index"]),
    ("src/linear", &["std::fs", "std::env", "ratatui", "clap"]),
    (
        "src/picture",
        &["std::fs", "std::env", "Instant::now", "Timestamp::now"],
    ),
];

fn first_part(module: &str) -> &str {
    module.split("::").next().unwrap()
}

#[test]
fn no_room_imports_another_past_its_wall() {
    let mut broken = BTreeSet::new();
    for (folder, rooms) in [("src", PROGRAM), ("index/src", ENGINE)] {
        let graph = ImportGraph::read(folder);
        for (module, imports) in graph
            .imports
            .iter()
            .filter(|(module, _)| !module.is_empty())
        {
            let room = first_part(module);
            let Some((_, allowed)) = rooms.iter().find(|(name, _)| *name == room) else {
                broken.insert(format!("{folder}: the room {room} has no row here"));
                continue;
            };
            for other in imports.iter().map(|other| first_part(other)) {
                if other != room && !allowed.contains(&other) {
                    broken.insert(format!("{folder}: {module} imports {other}"));
                }
            }
        }
    }
    assert_eq!(broken, BTreeSet::new());
}

#[test]
fn nothing_that_a_pure_room_leads_to_does_input_or_output() {
    let mut broken = Vec::new();
    for (folder, room, forbidden) in PURE {
        let graph = ImportGraph::read(folder);
        let inside = graph.room(room);
        assert!(!inside.is_empty(), "no room {room}");
        let reached = graph.reach(&inside);
        for module in reached.keys() {
            for word in forbidden
                .iter()
                .filter(|word| graph.code[module].contains(**word))
            {
                let mut chain = vec![module.as_str()];
                while let Some(Some(before)) = reached.get(*chain.last().unwrap()) {
                    chain.push(before);
                }
                chain.reverse();
                broken.push(format!("{word} in {}", chain.join(" -> ")));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn words_of_the_outside_stand_only_where_they_may() {
    let mut broken = Vec::new();
    for (folder, forbidden) in FORBIDDEN {
        for (path, text) in super::rust_files(folder) {
            let code = super::code_of(&text);
            for word in forbidden.iter().filter(|word| code.contains(**word)) {
                broken.push(format!("{} names {word}", path.display()));
            }
        }
    }
    for (path, text) in super::rust_files("src") {
        if !path.starts_with("src/term") && super::code_of(&text).contains("crossterm") {
            broken.push(format!("{} names crossterm", path.display()));
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn at_most_three_modules_import_one_another() {
    for folder in ["src", "index/src"] {
        let circles = ImportGraph::read(folder).circles();
        let large: Vec<_> = circles
            .into_iter()
            .filter(|circle| circle.len() > 3)
            .collect();
        assert_eq!(large, Vec::<Vec<String>>::new(), "{folder}");
    }
}
