//! The file of what was typed of remarks and is not written to the store of work yet.
//!
//! One line a product: the catalogue, the id of the product and the text, separated by tabs. It is read again before it
//! is written, so that no screen undoes what another keeps.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use crate::files::private_file::{self, SaveMoment};
use crate::wording::sanitize::sanitize_typed_text;

/// Most remarks that are kept half typed.
const MAX_DRAFTS: usize = 200;

/// What was typed, by the id of the product.
///
/// # Errors
/// Fails where the file cannot be read.
pub fn load_drafts(path: &Path, catalog: &Path) -> io::Result<HashMap<String, String>> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let catalog = format_field(&catalog.to_string_lossy());
    let drafts = text.lines().filter_map(|line| {
        let mut fields = line.splitn(3, '\t');
        let is_here = fields.next()? == catalog;
        let (id, text) = (fields.next()?, fields.next()?);
        is_here.then(|| (sanitize_typed_text(id), sanitize_typed_text(text)))
    });
    Ok(drafts.collect())
}

/// Keeps what was typed of the remark on a product, in place of what was kept before; `None` forgets it.
///
/// # Errors
/// Fails where the file cannot be written.
pub fn keep_draft(
    path: &Path,
    catalog: &Path,
    product_id: &str,
    text: Option<&str>,
) -> io::Result<()> {
    let (catalog, id) = (
        format_field(&catalog.to_string_lossy()),
        format_field(product_id),
    );
    let head = format!("{catalog}\t{id}\t");
    private_file::update_file(path, SaveMoment::Running, |bytes| {
        let known = String::from_utf8_lossy(&bytes);
        let new = text.map(|text| format!("{head}{}", format_field(text)));
        let others = known.lines().filter(|line| !line.starts_with(&head));
        let lines = new.into_iter().chain(others.map(str::to_owned));
        let mut lines: Vec<String> = lines.take(MAX_DRAFTS).collect();
        lines.push(String::new());
        lines.join("\n").into_bytes()
    })
}

/// A text on one line, without tabs.
fn format_field(text: &str) -> String {
    sanitize_typed_text(text).replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_found_again_until_it_is_forgotten_and_leaves_others_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, catalog) = (folder.path().join("drafts"), folder.path().join("data"));
        keep_draft(&path, &catalog, "qn-001", Some("gọi\tlại")).unwrap();
        keep_draft(&path, &catalog, "qn-0011", Some("số sai")).unwrap();
        keep_draft(&path, folder.path(), "qn-001", Some("khác")).unwrap();
        keep_draft(&path, &catalog, "qn-001", Some("gọi lại\n\u{1b}[31m")).unwrap();
        let drafts = load_drafts(&path, &catalog).unwrap();
        assert_eq!(drafts.len(), 2);
        assert!(drafts["qn-001"].starts_with("gọi lại"));
        assert!(!drafts["qn-001"].contains('\u{1b}'));
        keep_draft(&path, &catalog, "qn-001", None).unwrap();
        assert_eq!(load_drafts(&path, &catalog).unwrap().len(), 1);
        assert_eq!(load_drafts(&path, folder.path()).unwrap()["qn-001"], "khác");
    }
}
