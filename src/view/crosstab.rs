//! Two facets at once, as a table: as many columns as fit, the others added up. Must not: count products.

use ocop_index::search::CrossTab;
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::wording::label;
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Least and most columns of a number with its head.
const CELL_WIDTH_RANGE: (usize, usize) = (7, 14);

/// Columns of what is added up.
const OTHERS_WIDTH: usize = 9;

/// How the width is divided.
struct CrossTabLayout {
    /// Columns of the rows' names.
    name_width: usize,
    /// Columns of each shown value.
    cell_widths: Vec<usize>,
    /// How many values are added up behind them.
    other_count: usize,
}

impl CrossTabLayout {
    fn new(model: &Model, cross: &CrossTab, width: usize) -> Self {
        let (least, most) = CELL_WIDTH_RANGE;
        let name = (width * 3 / 10).clamp(12, 36);
        let of = |value: &str| {
            let label = label::facet_value_label(&model.locale, cross.facets[1], value);
            label.width().clamp(least - 1, most - 1) + 1
        };
        let wanted: Vec<usize> = cross
            .columns
            .iter()
            .map(|column| of(&column.value))
            .collect();
        // The sum of each row stands in front.
        let room = width.saturating_sub(name + least);
        if wanted.iter().sum::<usize>() <= room {
            return Self {
                name_width: name,
                cell_widths: wanted,
                other_count: 0,
            };
        }
        let mut used = OTHERS_WIDTH.min(room);
        let fits = |cell: &usize| {
            used += cell;
            used <= room
        };
        let cells: Vec<usize> = wanted.iter().copied().take_while(fits).collect();
        Self {
            name_width: name,
            other_count: wanted.len() - cells.len(),
            cell_widths: cells,
        }
    }
}

/// What the columns are.
pub(super) fn build_crosstab_header(
    model: &Model,
    look: &Appearance,
    cross: &CrossTab,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let plan = CrossTabLayout::new(model, cross, width);
    let [rows, columns] = cross.facets.map(|facet| label::facet_label(locale, facet));
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let mut text = truncate_and_pad(&pair, plan.name_width, look.symbols.ellipsis);
    text.push_str(&align_right(
        locale.t("stats.sum"),
        CELL_WIDTH_RANGE.0,
        look,
    ));
    for (column, cell) in cross.columns.iter().zip(&plan.cell_widths) {
        let label = label::facet_value_label(locale, cross.facets[1], &column.value);
        text.push_str(&align_right(&label, *cell, look));
    }
    if plan.other_count > 0 {
        let others = locale.fill("stats.others", &[("n", &plan.other_count)]);
        text.push_str(&align_right(&others, OTHERS_WIDTH, look));
    }
    Text::styled(
        truncate_to_width(&text, width, look.symbols.ellipsis),
        look.theme.heading,
    )
}

/// One row of the table; `None` is the sum of all.
pub(super) fn build_crosstab_row(
    model: &Model,
    look: &Appearance,
    cross: &CrossTab,
    at: Option<usize>,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let plan = CrossTabLayout::new(model, cross, width);
    let (name, all, counts) = if let Some(at) = at {
        let (Some(row), Some(counts)) = (cross.rows.get(at), cross.cells.get(at)) else {
            return Text::default();
        };
        let name = label::facet_value_label(locale, cross.facets[0], &row.value);
        (name, row.count as usize, counts.clone())
    } else {
        let counts = cross.columns.iter().map(|column| column.count);
        let name = locale.t("stats.sum").to_owned();
        (name, cross.products, counts.collect())
    };
    let number = |count: usize| match count {
        0 => look.symbols.separator.to_owned(),
        count => locale.format_number(count),
    };
    let mut text = align_right(&number(all), CELL_WIDTH_RANGE.0, look);
    for (count, cell) in counts.iter().zip(&plan.cell_widths) {
        text.push_str(&align_right(&number(*count as usize), *cell, look));
    }
    if plan.other_count > 0 {
        let others: u32 = counts.iter().skip(plan.cell_widths.len()).sum();
        // A product with several of these values would be counted several times.
        let others = if cross.facets[1].is_multi_valued() {
            look.symbols.ellipsis.to_owned()
        } else {
            number(others as usize)
        };
        text.push_str(&align_right(&others, OTHERS_WIDTH, look));
    }
    let style = if at.is_none() {
        look.theme.heading
    } else {
        look.theme.text
    };
    let name = truncate_and_pad(&name, plan.name_width, look.symbols.ellipsis);
    let text = truncate_to_width(
        &text,
        width.saturating_sub(plan.name_width),
        look.symbols.ellipsis,
    );
    Text::from(vec![Span::styled(name, style), Span::styled(text, style)])
}

/// The text at the right of so many columns, with a gap in front.
fn align_right(text: &str, width: usize, look: &Appearance) -> String {
    let text = truncate_to_width(text, width.saturating_sub(1), look.symbols.ellipsis);
    let gap = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(gap))
}
