//! The cross table of two facets: as many columns as fit, the others added up in one.

use ocop_index::search::CrossTab;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::wording::label;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Minimum and maximum width of a column.
const CELL_WIDTH_RANGE: (usize, usize) = (7, 14);

/// Width of the column that adds up the others.
const OTHERS_WIDTH: usize = 9;

/// How the width is divided among the columns.
struct CrossTabLayout {
    /// Width of the row names.
    name_width: usize,
    /// Width of each column that fits.
    cell_widths: Vec<usize>,
    /// How many columns do not fit and are added up.
    other_count: usize,
}

impl CrossTabLayout {
    fn new(model: &Model, cross: &CrossTab, width: usize) -> Self {
        let (min, max) = CELL_WIDTH_RANGE;
        let name_width = (width * 3 / 10).clamp(12, 36);
        let column_width = |value: &str| {
            let label = label::facet_value_label(&model.locale, cross.facets[1], value);
            label.width().clamp(min - 1, max - 1) + 1
        };
        let widths: Vec<usize> = cross
            .columns
            .iter()
            .map(|column| column_width(&column.value))
            .collect();
        // The total of each row comes before the columns.
        let room = width.saturating_sub(name_width + min);
        if widths.iter().sum::<usize>() <= room {
            return Self {
                name_width,
                cell_widths: widths,
                other_count: 0,
            };
        }
        let mut used = OTHERS_WIDTH.min(room);
        let fits = |width: &usize| {
            used += width;
            used <= room
        };
        let cell_widths: Vec<usize> = widths.iter().copied().take_while(fits).collect();
        Self {
            name_width,
            other_count: widths.len() - cell_widths.len(),
            cell_widths,
        }
    }
}

/// The column headers.
pub(super) fn build_crosstab_header(
    model: &Model,
    look: &Appearance,
    cross: &CrossTab,
    width: usize,
) -> Line<'static> {
    let locale = &model.locale;
    let layout = CrossTabLayout::new(model, cross, width);
    let [rows, columns] = cross.facets.map(|facet| label::facet_label(locale, facet));
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let mut text = truncate_and_pad(&pair, layout.name_width, look.symbols.ellipsis);
    text.push_str(&align_right(
        locale.t("stats.sum"),
        CELL_WIDTH_RANGE.0,
        look,
    ));
    for (column, cell_width) in cross.columns.iter().zip(&layout.cell_widths) {
        let label = label::facet_value_label(locale, cross.facets[1], &column.value);
        text.push_str(&align_right(&label, *cell_width, look));
    }
    if layout.other_count > 0 {
        let others = locale.fill("stats.others", &[("n", &layout.other_count)]);
        text.push_str(&align_right(&others, OTHERS_WIDTH, look));
    }
    Line::styled(
        truncate_to_width(&text, width, look.symbols.ellipsis),
        look.theme.heading,
    )
}

/// The row with this index; `None` is the row of totals.
pub(super) fn build_crosstab_row(
    model: &Model,
    look: &Appearance,
    cross: &CrossTab,
    row: Option<usize>,
    width: usize,
) -> Line<'static> {
    let locale = &model.locale;
    let layout = CrossTabLayout::new(model, cross, width);
    let (name, total, counts) = if let Some(row) = row {
        let (Some(value), Some(counts)) = (cross.rows.get(row), cross.cells.get(row)) else {
            return Line::default();
        };
        let name = label::facet_value_label(locale, cross.facets[0], &value.value);
        (name, value.count as usize, counts.clone())
    } else {
        let counts = cross.columns.iter().map(|column| column.count);
        let name = locale.t("stats.sum").to_owned();
        (name, cross.products, counts.collect())
    };
    let format_count = |count: usize| match count {
        0 => look.symbols.separator.to_owned(),
        count => locale.format_number(count),
    };
    let mut text = align_right(&format_count(total), CELL_WIDTH_RANGE.0, look);
    for (count, cell_width) in counts.iter().zip(&layout.cell_widths) {
        let count = format_count(*count as usize);
        text.push_str(&align_right(&count, *cell_width, look));
    }
    if layout.other_count > 0 {
        let others: u32 = counts.iter().skip(layout.cell_widths.len()).sum();
        // A product with several of these values would count several times.
        let others = if cross.facets[1].is_multi_valued() {
            look.symbols.ellipsis.to_owned()
        } else {
            format_count(others as usize)
        };
        text.push_str(&align_right(&others, OTHERS_WIDTH, look));
    }
    let style = if row.is_none() {
        look.theme.heading
    } else {
        look.theme.text
    };
    let name = truncate_and_pad(&name, layout.name_width, look.symbols.ellipsis);
    let text = truncate_to_width(
        &text,
        width.saturating_sub(layout.name_width),
        look.symbols.ellipsis,
    );
    Line::from(vec![Span::styled(name, style), Span::styled(text, style)])
}

/// The text, aligned right in `width` columns with a gap before it.
fn align_right(text: &str, width: usize, look: &Appearance) -> String {
    let text = truncate_to_width(text, width.saturating_sub(1), look.symbols.ellipsis);
    let gap = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(gap))
}
