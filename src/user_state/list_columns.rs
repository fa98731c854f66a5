//! The columns of the product list that the user chose, their names between commas in a file of its own.
//!
//! A file that holds no columns counts as missing; the width of the list decides then.

use std::io;
use std::path::Path;

use crate::files::private_file;
use crate::wording::product_column::{ProductColumn, format_columns, parse_columns};

/// Reads the columns; `None` unless the file holds names of columns and nothing else.
pub fn load_list_columns(path: &Path) -> io::Result<Option<Vec<ProductColumn>>> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    Ok(parse_columns(String::from_utf8_lossy(&bytes).trim()))
}

/// Writes the columns, or removes the file.
pub fn save_list_columns(path: &Path, columns: Option<&[ProductColumn]>) -> io::Result<()> {
    match columns {
        Some(columns) => {
            private_file::replace_file(path, &format!("{}\n", format_columns(columns)))
        }
        None => private_file::remove_file(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_is_kept_is_read_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("list-columns");
        assert_eq!(load_list_columns(&path).unwrap(), None);
        let columns = [ProductColumn::Phone, ProductColumn::Name];
        save_list_columns(&path, Some(&columns)).unwrap();
        assert_eq!(load_list_columns(&path).unwrap(), Some(columns.to_vec()));
        save_list_columns(&path, None).unwrap();
        save_list_columns(&path, None).unwrap();
        assert_eq!(load_list_columns(&path).unwrap(), None);
        for nonsense in ["", "name,price", "\u{1b}[31m"] {
            fs::write(&path, nonsense).unwrap();
            assert_eq!(load_list_columns(&path).unwrap(), None, "{nonsense}");
        }
    }
}
