//! Two facets at once, as a table: as many columns as fit, the others added up. Must not: count products.

use ocop_index::search::CrossTab;
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::Look;
use crate::app::model::Model;
use crate::label;
use crate::text::{cut_to, fit};

/// Least and most columns of a number with its head.
const CELL: (usize, usize) = (7, 14);

/// Columns of what is added up.
const OTHERS: usize = 9;

/// How the width is divided.
struct Plan {
    /// Columns of the rows' names.
    name: usize,
    /// Columns of each shown value.
    cells: Vec<usize>,
    /// How many values are added up behind them.
    others: usize,
}

impl Plan {
    fn new(model: &Model, cross: &CrossTab, width: usize) -> Self {
        let (least, most) = CELL;
        let name = (width * 3 / 10).clamp(12, 36);
        let of = |value: &str| {
            let label = label::value(&model.locale, cross.facets[1], value);
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
                name,
                cells: wanted,
                others: 0,
            };
        }
        let mut used = OTHERS.min(room);
        let fits = |cell: &usize| {
            used += cell;
            used <= room
        };
        let cells: Vec<usize> = wanted.iter().copied().take_while(fits).collect();
        Self {
            name,
            others: wanted.len() - cells.len(),
            cells,
        }
    }
}

/// What the columns are.
pub(super) fn head(model: &Model, look: &Look, cross: &CrossTab, width: usize) -> Text<'static> {
    let locale = &model.locale;
    let plan = Plan::new(model, cross, width);
    let [rows, columns] = cross.facets.map(|facet| label::facet(locale, facet));
    let pair = locale.fill("stats.pair", &[("rows", &rows), ("columns", &columns)]);
    let mut text = fit(&pair, plan.name, look.symbols.cut);
    text.push_str(&right(locale.t("stats.sum"), CELL.0, look));
    for (column, cell) in cross.columns.iter().zip(&plan.cells) {
        let label = label::value(locale, cross.facets[1], &column.value);
        text.push_str(&right(&label, *cell, look));
    }
    if plan.others > 0 {
        let others = locale.fill("stats.others", &[("n", &plan.others)]);
        text.push_str(&right(&others, OTHERS, look));
    }
    Text::styled(cut_to(&text, width, look.symbols.cut), look.theme.head)
}

/// One row of the table; `None` is the sum of all.
pub(super) fn row(
    model: &Model,
    look: &Look,
    cross: &CrossTab,
    at: Option<usize>,
    width: usize,
) -> Text<'static> {
    let locale = &model.locale;
    let plan = Plan::new(model, cross, width);
    let (name, all, counts) = if let Some(at) = at {
        let (Some(row), Some(counts)) = (cross.rows.get(at), cross.cells.get(at)) else {
            return Text::default();
        };
        let name = label::value(locale, cross.facets[0], &row.value);
        (name, row.count as usize, counts.clone())
    } else {
        let counts = cross.columns.iter().map(|column| column.count);
        let name = locale.t("stats.sum").to_owned();
        (name, cross.products, counts.collect())
    };
    let number = |count: usize| match count {
        0 => look.symbols.dot.to_owned(),
        count => locale.number(count),
    };
    let mut text = right(&number(all), CELL.0, look);
    for (count, cell) in counts.iter().zip(&plan.cells) {
        text.push_str(&right(&number(*count as usize), *cell, look));
    }
    if plan.others > 0 {
        let others: u32 = counts.iter().skip(plan.cells.len()).sum();
        // A product with several of these values would be counted several times.
        let others = if cross.facets[1].is_set() {
            look.symbols.cut.to_owned()
        } else {
            number(others as usize)
        };
        text.push_str(&right(&others, OTHERS, look));
    }
    let style = if at.is_none() {
        look.theme.head
    } else {
        look.theme.text
    };
    let name = fit(&name, plan.name, look.symbols.cut);
    let text = cut_to(&text, width.saturating_sub(plan.name), look.symbols.cut);
    Text::from(vec![Span::styled(name, style), Span::styled(text, style)])
}

/// The text at the right of so many columns, with a gap in front.
fn right(text: &str, width: usize, look: &Look) -> String {
    let text = cut_to(text, width.saturating_sub(1), look.symbols.cut);
    let gap = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(gap))
}
