//! The file of the place where the user was, to come back to it in the next sitting.
//!
//! It names the catalogue that it belongs to. A file that is damaged, or of another catalogue, counts as missing. It is
//! written whole, and only where the folder is the user's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::app::focus::Focus;
use crate::app::model::last_place::LastPlace;
use crate::wording::sanitize::sanitize_typed_text;

/// The place that is on the screen but not in the file yet, with the path of that file.
static UNSAVED_PLACE: Mutex<Option<(PathBuf, String)>> = Mutex::new(None);

/// The panes by their names in the file.
const FOCUS_NAMES: [(Focus, &str); 5] = [
    (Focus::Input, "line"),
    (Focus::List, "list"),
    (Focus::Facets, "filters"),
    (Focus::Detail, "record"),
    (Focus::Stats, "statistics"),
];

/// Registers the place that is on the screen but not in the file yet.
pub fn set_unsaved_place(path: &Path, catalog: &Path, place: &LastPlace) {
    let text = format_place(catalog, place);
    let mut unsaved = UNSAVED_PLACE.lock().unwrap_or_else(PoisonError::into_inner);
    *unsaved = Some((path.to_owned(), text));
}

/// Writes that place with this writer. A place that cannot be kept is no reason to stop.
pub fn save_unsaved_place(write: fn(&Path, &str) -> io::Result<()>) {
    let unsaved = UNSAVED_PLACE
        .try_lock()
        .ok()
        .and_then(|mut unsaved| unsaved.take());
    if let Some((path, text)) = unsaved {
        drop(write(&path, &text));
    }
}

/// The place in a file, if it is one of this catalogue.
pub fn load_last_place(path: &Path, catalog: &Path) -> Option<LastPlace> {
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    let value = |name: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once('='));
        lines
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    };
    let number = |name: &str| value(name)?.parse::<usize>().ok();
    if value("catalogue")? != format_path(catalog) {
        return None;
    }
    let mut panes = FOCUS_NAMES.into_iter();
    let focus = value("pane")?;
    let place = LastPlace {
        line: sanitize_typed_text(value("line")?),
        picked: sanitize_typed_text(value("picked")?),
        product_id: value("product")
            .map(sanitize_typed_text)
            .filter(|id| !id.is_empty()),
        row: number("row")?,
        list_offset: number("first_row")?,
        detail_offset: number("record_line")?,
        focus: panes.find(|(_, name)| *name == focus)?.0,
        zoomed: value("zoomed")? == "yes",
    };
    (!place.is_start()).then_some(place)
}

fn format_place(catalog: &Path, place: &LastPlace) -> String {
    let mut panes = FOCUS_NAMES.into_iter();
    let focus = panes.find(|(focus, _)| *focus == place.focus);
    format!(
        "catalogue={}\nline={}\npicked={}\nproduct={}\nrow={}\nfirst_row={}\nrecord_line={}\npane={}\nzoomed={}\n",
        format_path(catalog),
        place.line,
        place.picked,
        place.product_id.as_deref().unwrap_or_default(),
        place.row,
        place.list_offset,
        place.detail_offset,
        focus.map_or("list", |(_, name)| name),
        if place.zoomed { "yes" } else { "no" },
    )
}

/// A path on one line.
fn format_path(path: &Path) -> String {
    sanitize_typed_text(&path.to_string_lossy())
}

/// True where a folder is the user's own, so that nobody else finds where they were: it does not exist yet, or it is
/// theirs, writable by them, and not by everybody.
pub fn is_own_folder(folder: &Path) -> bool {
    let Ok(facts) = fs::metadata(folder) else {
        return true;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let is_theirs = facts.uid() == rustix::process::geteuid().as_raw();
        is_theirs && facts.mode() & 0o200 != 0 && facts.mode() & 0o002 == 0
    }
    #[cfg(not(unix))]
    !facts.permissions().readonly()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_only_for_its_catalogue() {
        let folder = tempfile::tempdir().unwrap();
        let (path, catalog) = (folder.path().join("place"), folder.path().join("catalog"));
        let place = LastPlace {
            line: "chả mực = ngon".to_owned(),
            picked: "sao:4 xep:-ten".to_owned(),
            product_id: Some("qn-017".to_owned()),
            row: 12,
            list_offset: 5,
            detail_offset: 3,
            focus: Focus::Detail,
            zoomed: true,
        };
        let text = format_place(&catalog, &place);
        fs::write(&path, &text).unwrap();
        assert_eq!(load_last_place(&path, &catalog), Some(place));
        assert_eq!(load_last_place(&path, folder.path()), None);
        for damaged in ["", "row=1", &text.replace("row=12", "row=x"), &text[..40]] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(load_last_place(&path, &catalog), None, "{damaged}");
        }
    }
}
