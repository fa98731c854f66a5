//! Reads the built-in reference tables: tab-separated, one header line, `#` lines in front for the
//! sources. Must not: read files; the tables are compiled in.

use std::path::Path;

use crate::error::{Error, Result};

/// The rows of a built-in table with `N` columns.
pub(crate) fn rows<const N: usize>(
    name: &str,
    text: &'static str,
) -> Result<Vec<[&'static str; N]>> {
    let mut rows = Vec::new();
    let mut header = true;
    for (number, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        if std::mem::take(&mut header) {
            continue;
        }
        let mut row = [""; N];
        let mut cells = line.split('\t');
        for cell in &mut row {
            *cell = cells.next().unwrap_or_default();
        }
        if cells.next().is_some() {
            return Err(Error::Record {
                path: Path::new(name).to_path_buf(),
                line: number + 1,
                column: N + 1,
                reason: format!("more than {N} columns"),
            });
        }
        rows.push(row);
    }
    Ok(rows)
}
