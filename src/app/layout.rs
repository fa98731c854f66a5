//! How the window is divided, as numbers: update needs to know how far a page reaches, view where to draw.
//!
//! 110 columns and more: filters, list and record side by side. 70 to 109: list and record, the filters as a
//! drawer in the record's place. Below 70, and on a slow line: one pane at a time. Below 40x10: a notice only. The
//! statistics take the place of all three. Must not: draw.

use std::ops::RangeInclusive;

use super::model::{Focus, Model};

/// The window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// True for a cell of it.
    pub const fn has(self, column: u16, row: u16) -> bool {
        column >= self.x
            && row >= self.y
            && column - self.x < self.width
            && row - self.y < self.height
    }

    /// What a border of one cell leaves.
    #[must_use]
    pub const fn inside(self) -> Self {
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
pub struct Layout {
    /// The search line.
    pub search: Area,
    /// Count, order and chosen filters.
    pub status: Area,
    /// The filters.
    pub facets: Option<Area>,
    /// The list.
    pub list: Option<Area>,
    /// The record.
    pub detail: Option<Area>,
    /// The statistics, in place of the three.
    pub stats: Option<Area>,
    /// The keys.
    pub footer: Area,
}

/// Rows of the statistics that stay: the totals, and what the columns are.
pub const STATS_HEAD: usize = 2;

/// Smallest window to work in.
pub const SMALLEST: Size = Size {
    width: 40,
    height: 10,
};

/// The layout of a window; `None` when it is too small to work in.
pub fn layout(model: &Model) -> Option<Layout> {
    let Size { width, height } = model.size;
    if is_too_small(model.size) {
        return None;
    }
    let body = Area {
        x: 0,
        y: 2,
        width,
        height: height - 3,
    };
    let mut layout = Layout {
        search: Area {
            x: 0,
            y: 0,
            width,
            height: 1,
        },
        status: Area {
            x: 0,
            y: 1,
            width,
            height: 1,
        },
        footer: Area {
            x: 0,
            y: height - 1,
            width,
            height: 1,
        },
        ..Layout::default()
    };
    if model.focus == Focus::Stats {
        layout.stats = Some(body);
    } else if width < 70 || model.zoom || model.slow {
        match model.focus {
            Focus::Facets => layout.facets = Some(body),
            Focus::Detail => layout.detail = Some(body),
            Focus::List | Focus::Input | Focus::Stats => layout.list = Some(body),
        }
    } else if width < 110 {
        let [list, side] = split(body, part(width, share(model)));
        layout.list = Some(list);
        if model.focus == Focus::Facets {
            layout.facets = Some(side);
        } else {
            layout.detail = Some(side);
        }
    } else {
        let [facets, rest] = split(body, (width / 4).clamp(28, 36));
        let [list, detail] = split(rest, part(rest.width, share(model)));
        layout.facets = Some(facets);
        layout.list = Some(list);
        layout.detail = Some(detail);
    }
    Some(layout)
}

/// Percent of the room that the list may have beside the record.
pub const SHARES: RangeInclusive<u16> = 40..=75;

/// Percent of the room that the list has beside the record.
pub fn share(model: &Model) -> u16 {
    let usual = if model.size.width < 110 { 60 } else { 62 };
    model.share.unwrap_or(usual)
}

const fn part(columns: u16, percent: u16) -> u16 {
    (columns as u32 * percent as u32).div_ceil(100) as u16
}

/// A window over the panes, below the line where notices are told: the palette, the kept searches.
pub fn overlay(size: Size) -> Area {
    let width = size.width.saturating_sub(4).min(72);
    Area {
        x: (size.width - width) / 2,
        y: 2,
        width,
        height: size.height.saturating_sub(3),
    }
}

/// Rows inside such a window.
pub fn help_rows(size: Size) -> usize {
    usize::from(overlay(size).inside().height).max(1)
}

/// True where nothing can be shown but a notice.
pub const fn is_too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

pub(super) fn split(area: Area, left: u16) -> [Area; 2] {
    [
        Area {
            width: left,
            ..area
        },
        Area {
            x: area.x + left,
            width: area.width - left,
            ..area
        },
    ]
}

/// Rows of the list that show products: inside the border, below the head. `None` while it is not shown.
pub fn list_rows(model: &Model) -> Option<usize> {
    let list = layout(model)?.list?;
    Some(usize::from(list.inside().height.saturating_sub(1)).max(1))
}

/// Rows inside the filters.
pub fn facet_rows(model: &Model) -> usize {
    let facets = layout(model).and_then(|layout| layout.facets);
    facets.map_or(1, |area| usize::from(area.inside().height).max(1))
}

/// Rows of the statistics that scroll: inside the border, below the totals and a head.
pub fn stats_rows(model: &Model) -> usize {
    let stats = layout(model).and_then(|layout| layout.stats);
    stats.map_or(1, |area| {
        usize::from(area.inside().height)
            .saturating_sub(STATS_HEAD)
            .max(1)
    })
}

/// The inside of the record's pane, whether or not it is shown now.
pub fn detail_inside(model: &Model) -> Area {
    let shown = layout(model).and_then(|layout| layout.detail);
    shown.unwrap_or_default().inside()
}
