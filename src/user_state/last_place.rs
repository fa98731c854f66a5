//! The file of the place where the user was, to come back to it in the next sitting.
//!
//! It holds a part for each of the catalogues that were looked at last, so that a screen over one catalogue leaves the
//! place in another alone. A part that is damaged counts as missing. The file is written whole, and only where the
//! folder is the user's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::app::focus::Focus;
use crate::app::model::last_place::LastPlace;
use crate::files::private_file::{self, SaveMoment};
use crate::wording::sanitize::sanitize_typed_text;

/// Most catalogues that a place is kept of.
const MAX_CATALOGS: usize = 16;

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

/// Writes that place. A place that cannot be kept is no reason to stop. It counts as unsaved until it is written, so
/// that a process that ends in the meantime writes it again.
pub fn save_unsaved_place(moment: SaveMoment) {
    let unsaved = UNSAVED_PLACE
        .try_lock()
        .ok()
        .and_then(|unsaved| unsaved.clone());
    let Some(place) = unsaved else {
        return;
    };
    drop(save_part(&place.0, &place.1, moment));
    if let Ok(mut unsaved) = UNSAVED_PLACE.try_lock() {
        unsaved.take_if(|newest| *newest == place);
    }
}

/// Writes the part of one catalogue in front of the others.
fn save_part(path: &Path, part: &str, moment: SaveMoment) -> io::Result<()> {
    private_file::update_file(path, moment, |bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let is_other = |other: &&str| other.lines().next() != part.lines().next();
        let others = split_parts(&text).filter(is_other).take(MAX_CATALOGS - 1);
        let parts: Vec<&str> = std::iter::once(part.trim_end()).chain(others).collect();
        (parts.join("\n\n") + "\n").into_bytes()
    })
}

fn split_parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("\n\n").map(|part| part.trim_matches('\n'));
    parts.filter(|part| !part.is_empty())
}

/// The place in a file that is one of this catalogue.
pub fn load_last_place(path: &Path, catalog: &Path) -> io::Result<Option<LastPlace>> {
    let bytes = private_file::read_file(path)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let named = format!("catalogue={}", format_path(catalog));
    let mut parts = split_parts(&text);
    let part = parts.find(|part| part.lines().next() == Some(named.as_str()));
    Ok(part.and_then(parse_place))
}

fn parse_place(part: &str) -> Option<LastPlace> {
    let value = |name: &str| {
        let mut lines = part.lines().filter_map(|line| line.split_once('='));
        lines
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    };
    let number = |name: &str| value(name)?.parse::<usize>().ok();
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
        assert_eq!(load_last_place(&path, &catalog).unwrap(), Some(place));
        assert_eq!(load_last_place(&path, folder.path()).unwrap(), None);
        for damaged in ["", "row=1", &text.replace("row=12", "row=x"), &text[..40]] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(load_last_place(&path, &catalog).unwrap(), None, "{damaged}");
        }
    }

    #[test]
    fn a_place_in_one_catalogue_leaves_that_in_another_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("place");
        let place = |line: &str| LastPlace {
            line: line.to_owned(),
            ..LastPlace::default()
        };
        let save = |number: usize, line: &str| {
            let part = format_place(&folder.path().join(number.to_string()), &place(line));
            save_part(&path, &part, SaveMoment::Running).unwrap();
        };
        let load = |number: usize| {
            let catalog = folder.path().join(number.to_string());
            load_last_place(&path, &catalog).unwrap()
        };
        save(0, "tra");
        save(1, "ruou");
        save(0, "mat ong");
        assert_eq!(load(0), Some(place("mat ong")));
        assert_eq!(load(1), Some(place("ruou")));
        for number in 2..=MAX_CATALOGS {
            save(number, "cha");
        }
        assert_eq!((load(1), load(0)), (None, Some(place("mat ong"))));
    }
}
