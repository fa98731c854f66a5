//! The cells of a product in the list: its columns as text of their width, with the matched letters marked.

use std::ops::Range;

use ocop_index::ProductStatus;
use ocop_index::search::SearchHit;
use ratatui::style::Style;
use ratatui::text::Span;

use super::Appearance;
use super::highlight::highlight_ranges;
use crate::app::list_columns::ColumnSlot;
use crate::app::model::Model;
use crate::wording::fitted_place::fit_place;
use crate::wording::fitted_producer::fit_producer;
use crate::wording::label;
use crate::wording::product_column::ProductColumn;
use crate::wording::text_width::truncate_and_pad;

/// A cell of a product, as wide as its column.
pub(super) fn build_cell(
    model: &Model,
    look: &Appearance,
    slot: ColumnSlot,
    hit: &SearchHit,
    base: Style,
) -> Vec<Span<'static>> {
    let (width, ellipsis) = (slot.width, look.symbols.ellipsis);
    let styles = (base, base.patch(look.theme.matched));
    let plain = |text: &str, style: Style| {
        vec![Span::styled(truncate_and_pad(text, width, ellipsis), style)]
    };
    match slot.column {
        ProductColumn::Star => {
            let style = in_row(look, base, look.theme.star);
            plain(&stars_text(look, hit.state.star), style)
        }
        ProductColumn::Place => {
            let found = &hit.highlights;
            let place = fit_place(
                &hit.product,
                &found.commune,
                &found.district,
                width,
                ellipsis,
            );
            highlight_ranges(&place.text, &place.ranges, styles, width, ellipsis)
        }
        ProductColumn::Producer => {
            let name = slot.column.cell_text(&model.locale, hit, model.day);
            let producer = fit_producer(&name, matched_ranges(slot.column, hit), width);
            highlight_ranges(&producer.text, &producer.ranges, styles, width, ellipsis)
        }
        ProductColumn::Left => {
            let text = label::time_left_cell(&model.locale, &hit.state, model.day, width);
            plain(&text, validity_style(look, hit, base))
        }
        ProductColumn::End => {
            let text = slot.column.cell_text(&model.locale, hit, model.day);
            plain(&text, validity_style(look, hit, base))
        }
        column => {
            let text = column.cell_text(&model.locale, hit, model.day);
            highlight_ranges(&text, matched_ranges(column, hit), styles, width, ellipsis)
        }
    }
}

/// The matched ranges of a column whose cell is a field of the record as it is.
fn matched_ranges(column: ProductColumn, hit: &SearchHit) -> &[Range<usize>] {
    let found = &hit.highlights;
    match column {
        ProductColumn::Name => &found.name,
        ProductColumn::Specialty => &found.specialty,
        ProductColumn::Producer => &found.producer,
        ProductColumn::District => &found.district,
        ProductColumn::Commune => &found.commune,
        ProductColumn::Unit => &found.unit,
        _ => &[],
    }
}

fn stars_text(look: &Appearance, star: Option<u8>) -> String {
    star.map_or_else(
        || "-".to_owned(),
        |star| look.symbols.star.repeat(usize::from(star)),
    )
}

/// A colour in a row; none in the selected one, where it would be a block.
pub(super) fn in_row(look: &Appearance, base: Style, style: Style) -> Style {
    if base == look.theme.selected {
        base
    } else {
        base.patch(style)
    }
}

/// What is about to end needs attention, and what has ended less than all others.
fn validity_style(look: &Appearance, hit: &SearchHit, base: Style) -> Style {
    match hit.state.status {
        ProductStatus::ExpiringSoon => in_row(look, base, look.theme.expiring),
        ProductStatus::Expired | ProductStatus::Withdrawn | ProductStatus::LeftProgramme => {
            in_row(look, base, look.theme.expired)
        }
        _ => base,
    }
}
