//! The import graph of a crate, read from its `use` lines and paths.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{code_of, rust_files};

/// Modules of a crate and the modules that each one names. A module's name is its path with `::`; the root is empty.
pub struct ImportGraph {
    /// The code of each module, without comments and tests.
    pub code: BTreeMap<String, String>,
    /// Whom each module imports.
    pub imports: BTreeMap<String, BTreeSet<String>>,
}

impl ImportGraph {
    /// Reads the crate whose sources lie in this folder.
    pub fn read(folder: &str) -> Self {
        let code: BTreeMap<String, String> = rust_files(folder)
            .into_iter()
            .filter(|(path, _)| !is_test_file(path) && !path.ends_with("main.rs"))
            .map(|(path, text)| {
                (
                    module_name(path.strip_prefix(folder).unwrap()),
                    code_of(&text),
                )
            })
            .collect();
        let imports = code.iter().map(|(module, text)| {
            let named = named_paths(text).into_iter();
            let found = named.filter_map(|path| resolve_path(&path, module, &code));
            (
                module.clone(),
                found.filter(|other| other != module).collect(),
            )
        });
        let imports = imports.collect();
        Self { code, imports }
    }

    /// The modules of a room: itself and everything inside.
    pub fn room(&self, name: &str) -> Vec<&String> {
        let inside = format!("{name}::");
        let modules = self.code.keys();
        modules
            .filter(|module| *module == name || module.starts_with(&inside))
            .collect()
    }

    /// Every module that these lead to, each with the one that imports it.
    pub fn reach(&self, start: &[&String]) -> BTreeMap<String, Option<String>> {
        let mut reached: BTreeMap<String, Option<String>> = start
            .iter()
            .map(|module| ((*module).clone(), None))
            .collect();
        let mut open: Vec<String> = reached.keys().cloned().collect();
        while let Some(module) = open.pop() {
            for other in &self.imports[&module] {
                if !reached.contains_key(other) {
                    reached.insert(other.clone(), Some(module.clone()));
                    open.push(other.clone());
                }
            }
        }
        reached
    }

    /// Groups of modules that import one another, by Tarjan's algorithm.
    pub fn circles(&self) -> Vec<Vec<String>> {
        let mut search = CircleSearch {
            imports: &self.imports,
            order: BTreeMap::new(),
            low: BTreeMap::new(),
            stack: Vec::new(),
            circles: Vec::new(),
        };
        for module in self.imports.keys() {
            search.visit(module);
        }
        search.circles
    }
}

struct CircleSearch<'a> {
    imports: &'a BTreeMap<String, BTreeSet<String>>,
    order: BTreeMap<&'a str, usize>,
    low: BTreeMap<&'a str, usize>,
    stack: Vec<&'a str>,
    circles: Vec<Vec<String>>,
}

impl<'a> CircleSearch<'a> {
    fn visit(&mut self, module: &'a str) {
        if self.order.contains_key(module) {
            return;
        }
        let number = self.order.len();
        self.order.insert(module, number);
        self.low.insert(module, number);
        self.stack.push(module);
        for other in &self.imports[module] {
            if !self.order.contains_key(other.as_str()) {
                self.visit(other);
                self.low
                    .insert(module, self.low[module].min(self.low[other.as_str()]));
            } else if self.stack.contains(&other.as_str()) {
                self.low
                    .insert(module, self.low[module].min(self.order[other.as_str()]));
            }
        }
        if self.low[module] == number {
            let start = self.stack.iter().position(|open| *open == module).unwrap();
            let circle: Vec<String> = self.stack.drain(start..).map(str::to_owned).collect();
            if circle.len() > 1 {
                self.circles.push(circle);
            }
        }
    }
}

fn is_test_file(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

/// `search/matching/score.rs` is `search::matching::score`; `mod.rs` is its folder.
fn module_name(path: &Path) -> String {
    let text = path.with_extension("");
    let mut parts: Vec<&str> = text.iter().map(|part| part.to_str().unwrap()).collect();
    if matches!(parts.last(), Some(&"mod" | &"lib")) {
        parts.pop();
    }
    parts.join("::")
}

/// Every path that a text names: those of `use` lines, their braces taken apart, and those in code.
fn named_paths(text: &str) -> Vec<String> {
    let mut paths = Vec::new();
    for statement in text.split(';') {
        let lines: Vec<&str> = statement.lines().map(str::trim).collect();
        let start = lines.iter().rposition(|line| {
            let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
            let line = line.strip_prefix("pub(super) ").unwrap_or(line);
            line.strip_prefix("pub ")
                .unwrap_or(line)
                .starts_with("use ")
        });
        if let Some(start) = start {
            let tree = lines[start..].join(" ");
            let tree = tree.split_once("use ").unwrap().1;
            expand_use_tree("", tree.trim(), &mut paths);
        }
    }
    for first in ["crate::", "super::", "self::"] {
        for (at, _) in text.match_indices(first) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            let end = text[at..]
                .find(|c| !is_path(c))
                .map_or(text.len(), |end| at + end);
            paths.push(text[at..end].trim_end_matches(':').to_owned());
        }
    }
    paths
}

fn expand_use_tree(prefix: &str, tree: &str, paths: &mut Vec<String>) {
    let joined = |part: &str| {
        let part = part.split(" as ").next().unwrap().trim();
        if prefix.is_empty() {
            part.to_owned()
        } else {
            format!("{prefix}::{part}")
        }
    };
    let Some((head, inside)) = tree.split_once('{') else {
        paths.push(joined(tree));
        return;
    };
    let prefix = joined(head.trim().trim_end_matches("::"));
    let prefix = prefix.trim_end_matches("::");
    let (mut depth, mut part) = (0, String::new());
    for c in inside.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => expand_use_tree(prefix, std::mem::take(&mut part).trim(), paths),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                part.push(c);
            }
        }
    }
    if !part.trim().is_empty() {
        expand_use_tree(prefix, part.trim(), paths);
    }
}

/// The module that a path leads into, seen from a module; `None` for other crates.
fn resolve_path(path: &str, module: &str, modules: &BTreeMap<String, String>) -> Option<String> {
    let mut base: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
    let mut parts = path.split("::").peekable();
    match parts.peek() {
        Some(&"crate") => {
            base.clear();
            parts.next();
        }
        Some(&"self" | &"super") => {
            while let Some(first) = parts.next_if(|part| matches!(*part, "self" | "super")) {
                if first == "super" {
                    base.pop();
                }
            }
        }
        Some(child) => {
            base.push(child);
            if !modules.contains_key(&base.join("::")) {
                return None;
            }
            base.pop();
        }
        None => return None,
    }
    base.extend(parts);
    while !base.is_empty() {
        let name = base.join("::");
        if modules.contains_key(&name) {
            return Some(name);
        }
        base.pop();
    }
    Some(String::new())
}
