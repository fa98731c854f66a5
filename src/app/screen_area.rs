//! Sizes and rectangles of the window, in columns and rows.

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

/// Smallest window to work in.
pub const MIN_WINDOW_SIZE: WindowSize = WindowSize {
    width: 40,
    height: 10,
};

/// Columns of a window over the panes, where there is room beside it.
const OVERLAY_WIDTH: u16 = 72;

/// Fewer columns on each side of it would show nothing but fragments of the panes.
const MIN_OVERLAY_MARGIN: u16 = 12;
/// Everything between the status line and the footer.
pub fn body_area(size: WindowSize) -> ScreenArea {
    ScreenArea {
        x: 0,
        y: 2,
        width: size.width,
        height: size.height.saturating_sub(3),
    }
}

/// A window over the panes, below the line with notices: the palette, the history picker.
pub fn overlay_area(size: WindowSize) -> ScreenArea {
    let width = if size.width < OVERLAY_WIDTH + 2 * MIN_OVERLAY_MARGIN {
        size.width
    } else {
        OVERLAY_WIDTH
    };
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

/// True where only a notice fits.
pub const fn is_too_small(size: WindowSize) -> bool {
    size.width < MIN_WINDOW_SIZE.width || size.height < MIN_WINDOW_SIZE.height
}

/// Splits an area: the first part has `left` columns.
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
