//! How the window is divided, as numbers: update needs to know how far a page reaches, view where to draw.
//!
//! 110 columns and more: filters, list and record side by side. 70 to 109: list and record, the filters as a
//! drawer in the record's place. Below 70, and on a slow line: one pane at a time. Below 40x10: a notice only. The
//! statistics take the place of all three. Must not: draw.

use std::ops::RangeInclusive;

use super::model::{Focus, Model};

/// The window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowSize {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenArea {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl ScreenArea {
    /// True for a cell of it.
    pub const fn contains_cell(self, column: u16, row: u16) -> bool {
        column >= self.x
            && row >= self.y
            && column - self.x < self.width
            && row - self.y < self.height
    }

    /// What a border of one cell leaves.
    #[must_use]
    pub const fn inner_area(self) -> Self {
        Self {
            x: self.x + 1,
            y: self.y + 1,
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }
}

/// Where each part is drawn; a part that does not fit is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The search line.
    pub search: ScreenArea,
    /// Count, order and chosen filters.
    pub status: ScreenArea,
    /// The filters.
    pub facets: Option<ScreenArea>,
    /// The list.
    pub list: Option<ScreenArea>,
    /// The record.
    pub detail: Option<ScreenArea>,
    /// The statistics, in place of the three.
    pub stats: Option<ScreenArea>,
    /// The keys.
    pub footer: ScreenArea,
}

/// Rows of the statistics that stay: the totals, and what the columns are.
pub const STATS_HEADER_ROWS: usize = 2;

/// Smallest window to work in.
pub const MIN_WINDOW_SIZE: WindowSize = WindowSize {
    width: 40,
    height: 10,
};

/// The layout of a window; `None` when it is too small to work in.
pub fn compute_layout(model: &Model) -> Option<ScreenLayout> {
    let WindowSize { width, height } = model.size;
    if is_too_small(model.size) {
        return None;
    }
    let body = ScreenArea {
        x: 0,
        y: 2,
        width,
        height: height - 3,
    };
    let mut layout = ScreenLayout {
        search: ScreenArea {
            x: 0,
            y: 0,
            width,
            height: 1,
        },
        status: ScreenArea {
            x: 0,
            y: 1,
            width,
            height: 1,
        },
        footer: ScreenArea {
            x: 0,
            y: height - 1,
            width,
            height: 1,
        },
        ..ScreenLayout::default()
    };
    if model.focus == Focus::Stats {
        layout.stats = Some(body);
    } else if width < 70 || model.zoomed || model.slow {
        match model.focus {
            Focus::Facets => layout.facets = Some(body),
            Focus::Detail => layout.detail = Some(body),
            Focus::List | Focus::Input | Focus::Stats => layout.list = Some(body),
        }
    } else if width < 110 {
        let [list, side] = split_area(body, percent_of_columns(width, list_percent(model)));
        layout.list = Some(list);
        if model.focus == Focus::Facets {
            layout.facets = Some(side);
        } else {
            layout.detail = Some(side);
        }
    } else {
        let [facets, rest] = split_area(body, (width / 4).clamp(28, 36));
        let [list, detail] = split_area(rest, percent_of_columns(rest.width, list_percent(model)));
        layout.facets = Some(facets);
        layout.list = Some(list);
        layout.detail = Some(detail);
    }
    Some(layout)
}

/// Percent of the room that the list may have beside the record.
pub const LIST_PERCENT_RANGE: RangeInclusive<u16> = 40..=75;

/// Percent of the room that the list has beside the record.
pub fn list_percent(model: &Model) -> u16 {
    let usual = if model.size.width < 110 { 60 } else { 62 };
    model.list_percent.unwrap_or(usual)
}

const fn percent_of_columns(columns: u16, percent: u16) -> u16 {
    (columns as u32 * percent as u32).div_ceil(100) as u16
}

/// A window over the panes, below the line where notices are told: the palette, the kept searches.
pub fn overlay_area(size: WindowSize) -> ScreenArea {
    let width = size.width.saturating_sub(4).min(72);
    ScreenArea {
        x: (size.width - width) / 2,
        y: 2,
        width,
        height: size.height.saturating_sub(3),
    }
}

/// Rows inside such a window.
pub fn overlay_rows(size: WindowSize) -> usize {
    usize::from(overlay_area(size).inner_area().height).max(1)
}

/// True where nothing can be shown but a notice.
pub const fn is_too_small(size: WindowSize) -> bool {
    size.width < MIN_WINDOW_SIZE.width || size.height < MIN_WINDOW_SIZE.height
}

pub(super) fn split_area(area: ScreenArea, left: u16) -> [ScreenArea; 2] {
    [
        ScreenArea {
            width: left,
            ..area
        },
        ScreenArea {
            x: area.x + left,
            width: area.width - left,
            ..area
        },
    ]
}

/// Rows of the list that show products: inside the border, below the head. `None` while it is not shown.
pub fn list_rows(model: &Model) -> Option<usize> {
    let list = compute_layout(model)?.list?;
    Some(usize::from(list.inner_area().height.saturating_sub(1)).max(1))
}

/// Rows inside the filters.
pub fn facet_rows(model: &Model) -> usize {
    let facets = compute_layout(model).and_then(|layout| layout.facets);
    facets.map_or(1, |area| usize::from(area.inner_area().height).max(1))
}

/// Rows of the statistics that scroll: inside the border, below the totals and a head.
pub fn stats_rows(model: &Model) -> usize {
    let stats = compute_layout(model).and_then(|layout| layout.stats);
    stats.map_or(1, |area| {
        usize::from(area.inner_area().height)
            .saturating_sub(STATS_HEADER_ROWS)
            .max(1)
    })
}

/// The inside of the record's pane, whether or not it is shown now.
pub fn detail_inner_area(model: &Model) -> ScreenArea {
    let shown = compute_layout(model).and_then(|layout| layout.detail);
    shown.unwrap_or_default().inner_area()
}
