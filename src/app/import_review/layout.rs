//! How the window of an import is divided, as numbers.
//!
//! 110 columns and more: the record beside the list. Less, but 20 rows and more: the record below it. Else
//! one at a time. Must not: draw.

use super::model::ImportReviewModel;
use crate::app::screen_area::{ScreenArea, WindowSize, is_too_small, split_area};

/// Where each part is drawn; a part that does not fit is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewLayout {
    /// What is imported, and how much of it is accepted.
    pub title: ScreenArea,
    /// The sections with their counts.
    pub sections: ScreenArea,
    /// The changes.
    pub list: Option<ScreenArea>,
    /// The selected one.
    pub detail: Option<ScreenArea>,
    /// The keys, or a confirmation.
    pub footer: ScreenArea,
}

/// The layout of a window; `None` when it is too small to work in.
pub fn compute_review_layout(model: &ImportReviewModel) -> Option<ReviewLayout> {
    let WindowSize { width, height } = model.size;
    if is_too_small(model.size) {
        return None;
    }
    let row = |y| ScreenArea {
        x: 0,
        y,
        width,
        height: 1,
    };
    let body = ScreenArea {
        height: height - 3,
        ..row(2)
    };
    let (list, detail) = if model.is_record_open {
        (None, Some(body))
    } else if width >= 110 {
        let [list, detail] = split_area(body, width * 3 / 5);
        (Some(list), Some(detail))
    } else if height >= 20 {
        let below = (body.height * 2 / 5).max(7);
        let above = body.height - below;
        let list = ScreenArea {
            height: above,
            ..body
        };
        let detail = ScreenArea {
            y: body.y + above,
            height: below,
            ..body
        };
        (Some(list), Some(detail))
    } else {
        (Some(body), None)
    };
    Some(ReviewLayout {
        title: row(0),
        sections: row(1),
        list,
        detail,
        footer: row(height - 1),
    })
}

/// Rows of the list. `None` while it is hidden.
pub fn list_rows(model: &ImportReviewModel) -> Option<usize> {
    let list = compute_review_layout(model)?.list?;
    Some(usize::from(list.inner_area().height).max(1))
}

/// The inside of the record's pane.
pub fn detail_inner_area(model: &ImportReviewModel) -> ScreenArea {
    let shown = compute_review_layout(model).and_then(|layout| layout.detail);
    shown.unwrap_or_default().inner_area()
}
