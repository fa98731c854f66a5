//! How the window is divided, as numbers: `update` needs the rows of a page, `view` where to draw.
//!
//! 110 columns and more: filters, list and record side by side. 70 to 109: list and record, the filters as a drawer
//! in the record's place. Below 70, and on a slow connection: one pane at a time. Below 40x10: a notice only. The
//! statistics take the place of all three. The list takes most of a wide window: a record needs no more than its lines.
//! Must not: draw.

use std::ops::RangeInclusive;

use super::left_out_filters::build_left_out_rows;
use super::model::{Focus, Model};
use super::screen_area::split_area;
pub use super::screen_area::{
    MIN_WINDOW_SIZE, ScreenArea, WindowSize, is_too_small, overlay_area, overlay_rows,
};

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
    /// Filters of the line that were not understood; without rows where there are none.
    pub left_out: ScreenArea,
    /// The keys.
    pub footer: ScreenArea,
}

/// Rows of the statistics that do not scroll: the totals and the column headers.
pub const STATS_HEADER_ROWS: usize = 2;

/// The layout of a window; `None` when it is too small to work in.
pub fn compute_layout(model: &Model) -> Option<ScreenLayout> {
    let WindowSize { width, height } = model.size;
    if is_too_small(model.size) {
        return None;
    }
    let left_out = build_left_out_rows(model, model.size).len() as u16;
    let body = ScreenArea {
        x: 0,
        y: 2 + left_out,
        width,
        height: height - 3 - left_out,
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
        left_out: ScreenArea {
            x: 0,
            y: 2,
            width,
            height: left_out,
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
        let [list, side] = split_area(body, list_columns_beside_record(model, width));
        layout.list = Some(list);
        if model.focus == Focus::Facets {
            layout.facets = Some(side);
        } else {
            layout.detail = Some(side);
        }
    } else {
        let [facets, rest] = split_area(body, facet_columns(width));
        let [list, detail] = split_area(rest, list_columns_beside_record(model, rest.width));
        layout.facets = Some(facets);
        layout.list = Some(list);
        layout.detail = Some(detail);
    }
    Some(layout)
}

/// The widths that the list may have beside the record, in percent.
pub const LIST_PERCENT_RANGE: RangeInclusive<u16> = 40..=75;

/// The list's share of a medium window, and its least share of a wide one, in percent, unless the user chose one.
const MEDIUM_PERCENT: u16 = 60;
const WIDE_PERCENT: u16 = 62;

/// The columns of a record beside the list in a wide window: a quarter of both, but no more than a record can use.
const RECORD_COLUMNS: RangeInclusive<u16> = 34..=60;

/// The columns of the filters in a wide window.
fn facet_columns(width: u16) -> u16 {
    let most = if width < 220 { 30 } else { 36 };
    (width / 4).clamp(28, most)
}

/// The width of the list beside the record, in percent.
pub fn list_percent(model: &Model) -> u16 {
    model.list_percent.unwrap_or_else(|| {
        let width = model.size.width;
        let both = if width < 110 {
            width
        } else {
            width - facet_columns(width)
        };
        default_list_columns(width, both) * 100 / both.max(1)
    })
}

/// The width of the list that shares these columns with the record.
fn list_columns_beside_record(model: &Model, both: u16) -> u16 {
    match model.list_percent {
        Some(percent) => percent_of_columns(both, percent),
        None => default_list_columns(model.size.width, both),
    }
}

fn default_list_columns(window: u16, both: u16) -> u16 {
    if window < 110 {
        return percent_of_columns(both, MEDIUM_PERCENT);
    }
    let (least, most) = RECORD_COLUMNS.into_inner();
    let record = (both / 4).clamp(least, most);
    let widest = percent_of_columns(both, *LIST_PERCENT_RANGE.end());
    let narrowest = percent_of_columns(both, WIDE_PERCENT);
    both.saturating_sub(record).clamp(narrowest, widest)
}

const fn percent_of_columns(columns: u16, percent: u16) -> u16 {
    (columns as u32 * percent as u32).div_ceil(100) as u16
}

/// Rows of the list that show products: inside the border, below the header. `None` while the list is hidden.
pub fn list_rows(model: &Model) -> Option<usize> {
    let list = compute_layout(model)?.list?;
    Some(usize::from(list.inner_area().height.saturating_sub(1)).max(1))
}

/// Rows inside the filters.
pub fn facet_rows(model: &Model) -> usize {
    let facets = compute_layout(model).and_then(|layout| layout.facets);
    facets.map_or(1, |area| usize::from(area.inner_area().height).max(1))
}

/// Rows of the statistics that scroll: inside the border, below the totals and a header.
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
