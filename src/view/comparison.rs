//! The statistics of two questions side by side: the number of now, that of the reference, and what is more or less.
//!
//! Must not: count products.

use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Columns of each number, with the gap in front.
const NUMBER_CELL_WIDTH: usize = 9;

/// Columns of the names.
fn name_column_width(width: usize) -> usize {
    (width * 2 / 5).clamp(16, 44).min(width)
}

/// What the columns are.
pub(super) fn build_comparison_header(
    model: &Model,
    look: &Appearance,
    width: usize,
) -> Text<'static> {
    let names = ["stats.now", "stats.then", "stats.more"];
    let cells = names.map(|name| model.locale.t(name).to_owned());
    let text = [
        " ".repeat(name_column_width(width)),
        format_number_cells(&cells),
    ]
    .concat();
    Text::styled(
        truncate_to_width(&text, width, look.symbols.ellipsis),
        look.theme.dim,
    )
}

/// A name with both numbers and their difference, and the number of now as a bar, where `most` is the longest.
pub(super) fn build_comparison_line(
    model: &Model,
    look: &Appearance,
    name: &str,
    counts: [usize; 2],
    most: usize,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let [now, then] = counts.map(|count| locale.format_number(count));
    let cells = [now, then, locale.format_difference(counts[0], counts[1])];
    let style = look.theme.text;
    let numbers = truncate_to_width(
        &format_number_cells(&cells),
        width - name_column_width(width),
        look.symbols.ellipsis,
    );
    let left = width.saturating_sub(name_column_width(width) + numbers.width() + 1);
    let cells = (counts[0] * left).checked_div(most).unwrap_or(0);
    // What is there is seen, however little.
    let cells = cells.max(usize::from(counts[0] > 0 && most > 0)).min(left);
    Text::from(vec![
        Span::styled(
            truncate_and_pad(name, name_column_width(width), look.symbols.ellipsis),
            style,
        ),
        Span::styled(numbers, style),
        Span::styled(
            format!(" {}", look.symbols.bar.repeat(cells)),
            look.theme.bar,
        ),
    ])
}

fn format_number_cells(cells: &[String; 3]) -> String {
    let cell = |text: &String| {
        let gap = NUMBER_CELL_WIDTH.saturating_sub(text.width()).max(1);
        [&" ".repeat(gap), text.as_str()].concat()
    };
    cells.iter().map(cell).collect()
}
