//! Which cells of the screen are part of a link, and where that changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::app::screen_link::ScreenLink;

/// Ends a link.
const LINK_END: &[u8] = b"\x1b]8;;\x1b\\";

/// The cells with a link, by row and column: the sequence that begins it.
#[derive(Default)]
pub(super) struct LinkedCells {
    cells: BTreeMap<(u16, u16), Arc<str>>,
}

impl LinkedCells {
    /// Those of the links whose text stands on the screen.
    pub(super) fn on_screen(screen: &Buffer, links: &[ScreenLink]) -> Self {
        let mut cells = BTreeMap::new();
        for link in links.iter().filter(|link| is_shown(screen, link)) {
            let columns = link.x..link.x.saturating_add(link.text.chars().count() as u16);
            cells.extend(columns.map(|x| ((link.y, x), Arc::clone(&link.start))));
        }
        Self { cells }
    }

    /// The link of a cell.
    pub(super) fn link_at(&self, x: u16, y: u16) -> Option<&Arc<str>> {
        self.cells.get(&(y, x))
    }

    /// The cells, by row and column, that have another link here than there, or a link in one of them only.
    pub(super) fn differing_cells(&self, other: &Self) -> Vec<(u16, u16)> {
        let differs = |at: &&(u16, u16)| self.cells.get(at) != other.cells.get(at);
        let all = self.cells.keys().chain(other.cells.keys());
        all.filter(differs).copied().collect()
    }
}

/// True when the text of the link is what stands at its place; text of letters of one column only.
fn is_shown(screen: &Buffer, link: &ScreenLink) -> bool {
    let mut letters = link.text.chars().enumerate();
    letters.all(|(column, letter)| {
        let x = usize::from(link.x) + column;
        let cell = u16::try_from(x).ok().and_then(|x| screen.cell((x, link.y)));
        let mut buffer = [0; 4];
        cell.is_some_and(|cell| cell.symbol() == &*letter.encode_utf8(&mut buffer))
    })
}

/// Changes the link with which the terminal writes.
pub(super) fn set_link<'a>(
    out: &mut Vec<u8>,
    current: &mut Option<&'a Arc<str>>,
    wanted: Option<&'a Arc<str>>,
) {
    if *current == wanted {
        return;
    }
    match wanted {
        Some(start) => out.extend_from_slice(start.as_bytes()),
        None => out.extend_from_slice(LINK_END),
    }
    *current = wanted;
}
