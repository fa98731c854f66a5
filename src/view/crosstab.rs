//! The cross table of two groupings: as many columns as fit, the others added up in one. Compared cells are `6 (+2)`.

use ocop_index::search::ComparedCrossTab;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::Appearance;
use crate::app::model::Model;
use crate::wording::grouping_label::{group_label, grouping_label};
use crate::wording::text_width::{truncate_and_pad, truncate_to_width};

/// Minimum and maximum width of a column.
const CELL_WIDTH_RANGE: (usize, usize) = (7, 14);

/// Width of the column that adds up the others.
const OTHERS_WIDTH: usize = 9;

/// Minimum and maximum width of a column, so wide that compared cells are whole.
fn cell_width_range(model: &Model) -> (usize, usize) {
    let (min, max) = CELL_WIDTH_RANGE;
    if model.stats.reference().is_none() {
        return (min, max);
    }
    let [most, more] = model.stats.cross_tab_extent();
    let count = model.locale.format_number(most);
    let difference = model.locale.format_difference(more, 0);
    // `35 (-1)`, and a gap before it.
    let min = min.max(count.width() + difference.width() + 4);
    (min, max.max(min))
}

/// Width of the column that adds up the others.
fn others_width(model: &Model) -> usize {
    OTHERS_WIDTH.max(cell_width_range(model).0)
}

/// A cross table with the widths of its columns, which all of its lines share.
pub(super) struct CrossTabLines<'a> {
    cross: &'a ComparedCrossTab,
    layout: CrossTabLayout,
    width: usize,
}

impl<'a> CrossTabLines<'a> {
    /// The cross table that is shown in a width; `None` where there is none yet.
    pub(super) fn new(model: &'a Model, width: usize) -> Option<Self> {
        let cross = model.stats.compared_cross_tab()?;
        Some(Self {
            cross,
            layout: CrossTabLayout::new(model, cross, width),
            width,
        })
    }
}

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
    fn new(model: &Model, cross: &ComparedCrossTab, width: usize) -> Self {
        let (min, max) = cell_width_range(model);
        let name_width = (width * 3 / 10).clamp(12, 36);
        let column_width = |value: &str| {
            let label = group_label(&model.locale, cross.groupings[1], value);
            label.width().clamp(min - 1, max - 1) + 1
        };
        let widths: Vec<usize> = cross
            .columns
            .iter()
            .map(|column| column_width(&column.value))
            .collect();
        // The total of each row comes before the columns.
        let room = width.saturating_sub(name_width + min);
        let needed = widths.iter().sum::<usize>();
        if needed <= room {
            let mut layout = Self {
                name_width,
                cell_widths: widths,
                other_count: 0,
            };
            layout.use_spare_room(model, cross, room - needed);
            return layout;
        }
        let mut used = others_width(model).min(room);
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

    /// Widens what is cut: the names of the rows first, then the heads of the columns.
    fn use_spare_room(&mut self, model: &Model, cross: &ComparedCrossTab, mut spare: usize) {
        let locale = &model.locale;
        let [rows, columns] = cross.groupings;
        let names = cross.rows.iter();
        let names = names.map(|row| group_label(locale, rows, &row.value).width());
        let widest = names.chain([pair_label(model, cross).width()]).max();
        let wanted = [widest.unwrap_or_default() + 1];
        let heads = cross.columns.iter();
        let heads = heads.map(|column| group_label(locale, columns, &column.value).width() + 1);
        let widths = [&mut self.name_width]
            .into_iter()
            .chain(&mut self.cell_widths);
        for (width, wanted) in widths.zip(wanted.into_iter().chain(heads)) {
            let more = wanted.saturating_sub(*width).min(spare);
            *width += more;
            spare -= more;
        }
    }
}

/// What the rows and the columns are, above the names of the rows.
fn pair_label(model: &Model, cross: &ComparedCrossTab) -> String {
    let labels = cross.groupings;
    let [rows, columns] = labels.map(|grouping| grouping_label(&model.locale, grouping));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("rows", &rows), ("columns", &columns)];
    model.locale.fill("stats.pair", &values)
}

/// The column headers.
pub(super) fn build_crosstab_header(
    model: &Model,
    look: &Appearance,
    lines: &CrossTabLines<'_>,
) -> Line<'static> {
    let locale = &model.locale;
    let (cross, layout, width) = (lines.cross, &lines.layout, lines.width);
    let pair = pair_label(model, cross);
    let mut text = truncate_and_pad(&pair, layout.name_width, look.symbols.ellipsis);
    text.push_str(&align_right(
        locale.t("stats.sum"),
        cell_width_range(model).0,
        look,
    ));
    for (column, cell_width) in cross.columns.iter().zip(&layout.cell_widths) {
        let label = group_label(locale, cross.groupings[1], &column.value);
        text.push_str(&align_right(&label, *cell_width, look));
    }
    if layout.other_count > 0 {
        let others = locale.fill("stats.others", &[("n", &layout.other_count)]);
        text.push_str(&align_right(&others, others_width(model), look));
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
    lines: &CrossTabLines<'_>,
    row: Option<usize>,
) -> Line<'static> {
    let locale = &model.locale;
    let (cross, layout, width) = (lines.cross, &lines.layout, lines.width);
    let (name, total, counts) = if let Some(row) = row {
        let (Some(value), Some(counts)) = (cross.rows.get(row), cross.cells.get(row)) else {
            return Line::default();
        };
        let name = group_label(locale, cross.groupings[0], &value.value);
        let total = value.counts.map(|count| count as usize);
        (name, total, counts.clone())
    } else {
        let counts = cross.columns.iter().map(|column| column.counts);
        let name = locale.t("stats.sum").to_owned();
        (name, cross.products, counts.collect())
    };
    let is_compared = model.stats.reference().is_some();
    let format_count = |counts: [usize; 2]| match counts {
        [0, 0] => look.symbols.separator.to_owned(),
        counts if is_compared => locale.format_compared(counts),
        [count, _] => locale.format_number(count),
    };
    let mut text = align_right(&format_count(total), cell_width_range(model).0, look);
    for (count, cell_width) in counts.iter().zip(&layout.cell_widths) {
        let count = format_count(count.map(|count| count as usize));
        text.push_str(&align_right(&count, *cell_width, look));
    }
    if layout.other_count > 0 {
        let hidden = counts.iter().skip(layout.cell_widths.len());
        let others = hidden.fold([0, 0], |sum: [usize; 2], count| {
            [sum[0] + count[0] as usize, sum[1] + count[1] as usize]
        });
        // A product with several of these values would count several times.
        let others = if cross.groupings[1].is_multi_valued() {
            look.symbols.ellipsis.to_owned()
        } else {
            format_count(others)
        };
        text.push_str(&align_right(&others, others_width(model), look));
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
