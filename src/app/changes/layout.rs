//! How the window of an import is divided, as numbers.
//!
//! 110 columns and more: the record beside the list. Less, but 20 rows and more: the record below it. Else
//! one at a time. Must not: draw.

use super::Model;
use crate::app::layout::{Area, Size, is_too_small, split};

/// Where each part is drawn; a part that does not fit is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// What is imported, and how much of it is accepted.
    pub title: Area,
    /// The kinds with their counts.
    pub kinds: Area,
    /// The changes.
    pub list: Option<Area>,
    /// The selected one.
    pub detail: Option<Area>,
    /// The keys, or a question.
    pub footer: Area,
}

/// The layout of a window; `None` when it is too small to work in.
pub fn layout(model: &Model) -> Option<Layout> {
    let Size { width, height } = model.size;
    if is_too_small(model.size) {
        return None;
    }
    let row = |y| Area {
        x: 0,
        y,
        width,
        height: 1,
    };
    let body = Area {
        height: height - 3,
        ..row(2)
    };
    let (list, detail) = if model.open {
        (None, Some(body))
    } else if width >= 110 {
        let [list, detail] = split(body, width * 3 / 5);
        (Some(list), Some(detail))
    } else if height >= 20 {
        let below = (body.height * 2 / 5).max(7);
        let above = body.height - below;
        let list = Area {
            height: above,
            ..body
        };
        let detail = Area {
            y: body.y + above,
            height: below,
            ..body
        };
        (Some(list), Some(detail))
    } else {
        (Some(body), None)
    };
    Some(Layout {
        title: row(0),
        kinds: row(1),
        list,
        detail,
        footer: row(height - 1),
    })
}

/// Lines of the list that are shown. `None` while it is not.
pub fn list_rows(model: &Model) -> Option<usize> {
    let list = layout(model)?.list?;
    Some(usize::from(list.inside().height).max(1))
}

/// The inside of the record's pane.
pub fn detail_inside(model: &Model) -> Area {
    let shown = layout(model).and_then(|layout| layout.detail);
    shown.unwrap_or_default().inside()
}
