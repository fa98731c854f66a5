//! The statistics of two questions side by side: the number of now, that of the reference, and what is more or less.
//!
//! Must not: count products.

use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::app::model::Model;
use crate::text::{cut_to, fit};

/// Columns of each number, with the gap in front.
const CELL: usize = 9;

/// Columns of the names.
fn room(width: usize) -> usize {
    (width * 2 / 5).clamp(16, 44).min(width)
}

/// What the columns are.
pub(super) fn head(model: &Model, look: &Look, width: usize) -> Text<'static> {
    let names = ["stats.now", "stats.then", "stats.more"];
    let cells = names.map(|name| model.locale.t(name).to_owned());
    let text = [" ".repeat(room(width)), row(&cells)].concat();
    Text::styled(cut_to(&text, width, look.symbols.cut), look.theme.dim)
}

/// A name with both numbers and their difference, and the number of now as a bar, where `most` is the longest.
pub(super) fn line(
    model: &Model,
    look: &Look,
    name: &str,
    counts: [usize; 2],
    most: usize,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let [now, then] = counts.map(|count| locale.number(count));
    let cells = [now, then, locale.difference(counts[0], counts[1])];
    let style = look.theme.text;
    let numbers = cut_to(&row(&cells), width - room(width), look.symbols.cut);
    let left = width.saturating_sub(room(width) + numbers.width() + 1);
    let cells = (counts[0] * left).checked_div(most).unwrap_or(0);
    // What is there is seen, however little.
    let cells = cells.max(usize::from(counts[0] > 0 && most > 0)).min(left);
    Text::from(vec![
        Span::styled(fit(name, room(width), look.symbols.cut), style),
        Span::styled(numbers, style),
        Span::styled(
            format!(" {}", look.symbols.bar.repeat(cells)),
            look.theme.bar,
        ),
    ])
}

fn row(cells: &[String; 3]) -> String {
    let cell = |text: &String| {
        let gap = CELL.saturating_sub(text.width()).max(1);
        [&" ".repeat(gap), text.as_str()].concat()
    };
    cells.iter().map(cell).collect()
}
