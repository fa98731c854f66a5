//! The second peer: the full-text table of SQLite.
//!
//! One column of all words in an FTS5 table, `unicode61` without marks, đ written as d on both sides; the
//! content stands in a plain table, star and district in a narrow one beside it. Each typed word must
//! occur and the last one may be a beginning, for which the table keeps indexes of short ones; the best by
//! `rank`, which is BM25. One `GROUP BY` over all matches gives the counts of both facets. The words come
//! first in every plan, statements are prepared once, the table is merged into one segment and its file
//! mapped. It must not keep rows in memory.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ocop_index::source::record_lines;
use ocop_index::{Error, Result};
use rusqlite::{Connection, OpenFlags, ToSql, params};
use tempfile::TempDir;

use super::row::rows;
use super::{Found, Runner};
use crate::support::ROWS;
use crate::support::question::Question;

/// The tables. The word table keeps no copy of its text.
const TABLES: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE product (id INTEGER PRIMARY KEY, star INTEGER, district INTEGER);
    CREATE TABLE content (id INTEGER PRIMARY KEY, text TEXT, record TEXT);
    CREATE VIRTUAL TABLE words USING fts5 (
        text, content = 'content', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    BEGIN;
";

/// The end of the build.
const SETTLE: &str = "
    INSERT INTO words (words) VALUES ('optimize');
    CREATE INDEX chosen ON product (star, district);
    COMMIT;
";

/// How it is read: from the mapped file, with room for the pages that come up again.
const READ: &str = "
    PRAGMA mmap_size = 8589934592;
    PRAGMA cache_size = -65536;
";

/// More statements than are ever prepared.
const STATEMENTS: usize = 32;

/// A full-text table.
pub(crate) struct Fts5 {
    connection: Connection,
    districts: HashMap<String, i64>,
    path: PathBuf,
    // Last, so that the file is gone after what reads it.
    _folder: TempDir,
}

impl Fts5 {
    /// A table over the products of this file of records.
    pub(crate) fn new(records: &Path) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::io_at(&std::env::temp_dir()))?;
        let path = folder.path().join("products.sqlite");
        let wrong = wrong(&path);
        let built = Connection::open(&path).map_err(&wrong)?;
        let districts = build(records, &built, &path)?;
        built.close().map_err(|(_, error)| wrong(error))?;
        let connection =
            Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(&wrong)?;
        connection.execute_batch(READ).map_err(&wrong)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self {
            connection,
            districts,
            path,
            _folder: folder,
        })
    }

    fn ask(&self, question: &Question) -> rusqlite::Result<(Vec<i64>, Counts)> {
        let words = matched(question);
        let district = question.district.as_ref();
        // A district that nobody has is no row's number.
        let district = district.map(|name| self.districts.get(name).copied().unwrap_or(-1));
        let mut values: Vec<&dyn ToSql> = Vec::new();
        let mut conditions = Vec::new();
        if !words.is_empty() {
            values.push(&words);
            conditions.push("words MATCH ?");
        }
        if let Some(star) = &question.star {
            values.push(star);
            conditions.push("star = ?");
        }
        if let Some(district) = &district {
            values.push(district);
            conditions.push("district = ?");
        }
        let narrowed = question.star.is_some() || district.is_some();
        let best = self.best(&Parts::new(&words, narrowed, &conditions), &values)?;
        let counts = self.counts(&Parts::new(&words, true, &conditions), &values)?;
        Ok((best, counts))
    }

    fn best(&self, parts: &Parts, values: &[&dyn ToSql]) -> rusqlite::Result<Vec<i64>> {
        let Parts { id, from, .. } = parts;
        let order = parts.order;
        let sql = format!("SELECT {id} FROM {from} {order} LIMIT {ROWS}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values, |row| row.get(0))?;
        rows.collect()
    }

    fn counts(&self, parts: &Parts, values: &[&dyn ToSql]) -> rusqlite::Result<Counts> {
        let from = &parts.from;
        let sql = format!("SELECT star, district, count(*) FROM {from} GROUP BY star, district");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut counts = Counts::default();
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let count: i64 = row.get(2)?;
            *counts.stars.entry(row.get(0)?).or_default() += count as usize;
            *counts.districts.entry(row.get(1)?).or_default() += count as usize;
        }
        Ok(counts)
    }

    fn read(&self, ids: &[i64]) -> rusqlite::Result<usize> {
        let sql = "SELECT record FROM content WHERE id = ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut read = 0;
        for id in ids {
            read += statement.query_row([id], |row| {
                let record = row.get_ref(0)?.as_str()?;
                Ok(usize::from(record_lines::parse_product(record).is_ok()))
            })?;
        }
        Ok(read)
    }
}

impl Runner for Fts5 {
    fn name(&self) -> &'static str {
        "SQLite FTS5"
    }

    fn answer(&self, question: &Question) -> Result<Found> {
        let begun = Instant::now();
        let (best, counts) = self.ask(question).map_err(wrong(&self.path))?;
        let searched = begun.elapsed();
        Ok(Found {
            searched,
            total: counts.stars.values().sum(),
            facets: 2,
            values: counts.stars.len() + counts.districts.len(),
            rows: self.read(&best).map_err(wrong(&self.path))?,
        })
    }
}

/// The counts of both facets.
#[derive(Default)]
struct Counts {
    stars: BTreeMap<i64, usize>,
    districts: BTreeMap<i64, usize>,
}

/// The parts of a statement that depend on what is asked.
struct Parts {
    id: &'static str,
    from: String,
    order: &'static str,
}

impl Parts {
    fn new(words: &str, with_facets: bool, conditions: &[&str]) -> Self {
        let (id, tables, order) = match (words.is_empty(), with_facets) {
            (true, _) => ("id", "product", ""),
            (false, false) => ("rowid", "words", "ORDER BY rank"),
            // A cross join keeps its order: the words are looked up once, not for each row.
            (false, true) => (
                "words.rowid",
                "words CROSS JOIN product ON product.id = words.rowid",
                "ORDER BY rank",
            ),
        };
        let asked = conditions.join(" AND ");
        let from = if asked.is_empty() {
            tables.to_owned()
        } else {
            format!("{tables} WHERE {asked}")
        };
        Self { id, from, order }
    }
}

/// The words in the language of FTS5: each in quotes, the last with a star while it is typed.
fn matched(question: &Question) -> String {
    let text = with_d(&question.text);
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\""))
        .collect();
    let mut all = words.join(" ");
    if question.is_open() && !all.is_empty() {
        all.push('*');
    }
    all
}

/// With d for đ, which `unicode61` takes for a letter of its own.
fn with_d(text: &str) -> String {
    text.replace('đ', "d").replace('Đ', "D")
}

fn build(records: &Path, into: &Connection, path: &Path) -> Result<HashMap<String, i64>> {
    let wrong = wrong(path);
    into.execute_batch(TABLES).map_err(&wrong)?;
    let mut districts = HashMap::new();
    {
        let insert = |sql| into.prepare(sql).map_err(&wrong);
        let mut product = insert("INSERT INTO product VALUES (?, ?, ?)")?;
        let mut content = insert("INSERT INTO content VALUES (?, ?, ?)")?;
        let mut word = insert("INSERT INTO words (rowid, text) VALUES (?, ?)")?;
        for (number, row) in rows(records)?.enumerate() {
            let row = row?;
            let id = number as i64 + 1;
            let next = districts.len() as i64;
            let district = *districts.entry(row.district).or_insert(next);
            let words = with_d(&row.words);
            product
                .execute(params![id, row.star, district])
                .and_then(|_| content.execute(params![id, words, row.line]))
                .and_then(|_| word.execute(params![id, words]))
                .map_err(&wrong)?;
        }
    }
    into.execute_batch(SETTLE).map_err(&wrong)?;
    Ok(districts)
}

/// An error of SQLite, with the file it is about.
fn wrong(path: &Path) -> impl Fn(rusqlite::Error) -> Error + use<> {
    let path = path.to_path_buf();
    move |error| Error::io_at(&path)(io::Error::other(error.to_string()))
}
