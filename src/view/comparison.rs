//! The statistics of two queries side by side: the current number, the number of the reference, and their
//! difference.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Width of each number with the gap before it.
const NUMBER_CELL_WIDTH: usize = 9;

/// Width of the names.
fn name_column_width(width: usize) -> usize {
    (width * 2 / 5).clamp(16, 44).min(width)
}

/// The column headers.
pub(super) fn build_comparison_header(
    model: &Model,
    look: &Appearance,
    width: usize,
) -> Line<'static> {
    let keys = ["stats.now", "stats.then", "stats.more"];
    let cells = keys.map(|key| model.locale.t(key).to_owned());
    let text = [
        " ".repeat(name_column_width(width)),
        format_number_cells(&cells),
    ]
    .concat();
    Line::styled(
        truncate_to_width(&text, width, look.symbols.ellipsis),
        look.theme.dim,
    )
}

/// A name with both numbers, their difference, and a bar for the current number; `most` gives the longest bar.
pub(super) fn build_comparison_line(
    model: &Model,
    look: &Appearance,
    name: &str,
    counts: [usize; 2],
    most: usize,
    width: usize,
) -> Line<'static> {
    let locale = &model.locale;
    let [now, then] = counts.map(|count| locale.format_number(count));
    let cells = [now, then, locale.format_difference(counts[0], counts[1])];
    let style = look.theme.text;
    let numbers = truncate_to_width(
        &format_number_cells(&cells),
        width - name_column_width(width),
        look.symbols.ellipsis,
    );
    let max_bar = width.saturating_sub(name_column_width(width) + numbers.width() + 1);
    let bar = match most {
        0 => String::new(),
        most => look.symbols.build_bar(counts[0], most, max_bar),
    };
    Line::from(vec![
        Span::styled(
            truncate_and_pad(name, name_column_width(width), look.symbols.ellipsis),
            style,
        ),
        Span::styled(numbers, style),
        Span::styled(format!(" {bar}"), look.theme.bar),
    ])
}

fn format_number_cells(cells: &[String; 3]) -> String {
    let align_cell = |text: &String| {
        let gap = NUMBER_CELL_WIDTH.saturating_sub(text.width()).max(1);
        [&" ".repeat(gap), text.as_str()].concat()
    };
    cells.iter().map(align_cell).collect()
}
