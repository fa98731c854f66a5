//! The facet pane: every facet with its values, counts and bars, in the order of the model.

use ocop_index::Facet;
use ocop_index::search::FacetValueCount;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, pane};
use crate::app::layout::ScreenArea;
use crate::app::model::facets::FacetLine;
use crate::app::model::{Focus, Model};
use crate::wording::label;
use crate::wording::text_width::truncate_and_pad;

/// Width of the longest bar: none in a narrow pane, where names need the room and a bar would say little, and none on
/// a slow connection.
const fn bar_width(model: &Model, pane_width: usize) -> usize {
    match pane_width {
        _ if model.slow => 0,
        0..30 => 0,
        _ => 6,
    }
}

/// The most columns of a value with its bar and count.
const MAX_VALUE_WIDTH: usize = 44;

pub(super) fn draw_facet_pane(
    model: &Model,
    look: &Appearance,
    frame: &mut Frame<'_>,
    area: ScreenArea,
) {
    let focused = model.focus == Focus::Facets;
    let inside = pane::draw_pane(look, frame, area, model.locale.t("screen.facets"), focused);
    if inside.is_empty() {
        return;
    }
    // In a wide pane a count stays near its name.
    let value_width = usize::from(inside.width).min(MAX_VALUE_WIDTH);
    let lines = model.facets.build_lines();
    let visible = lines
        .iter()
        .enumerate()
        .skip(model.facets.offset)
        .take(inside.height.into());
    for (row, (index, line)) in visible.enumerate() {
        let area = Rect {
            y: inside.y + row as u16,
            height: 1,
            ..inside
        };
        let selected = index == model.facets.cursor && focused;
        let text = match line {
            FacetLine::Heading(facet) => build_facet_header(model, look, *facet),
            FacetLine::Value(facet, value) => match model.facets.facet_counts(*facet).get(*value) {
                Some(count) => build_value_line(model, look, *facet, count, value_width),
                None => continue,
            },
            FacetLine::More(facet) => build_more_line(model, look, *facet),
        };
        let text = if selected {
            look.select_line(text)
        } else {
            text
        };
        frame.render_widget(text, area);
        if focused && model.palette().is_none() {
            let column = if model.facets.is_searching_values() {
                caret_column(model, look, *line)
            } else {
                selected.then_some(0)
            };
            if let Some(column) = column {
                let last = area.width.saturating_sub(1);
                let column = (column as u16).min(last);
                frame.set_cursor_position(Position::new(area.x + column, area.y));
            }
        }
    }
}

/// The column of the caret in a facet's header while its values are searched.
fn caret_column(model: &Model, look: &Appearance, line: FacetLine) -> Option<usize> {
    let FacetLine::Heading(facet) = line else {
        return None;
    };
    let search = model.facets.value_search_in(facet)?;
    let prompt_width = format_find_prompt(look).width();
    Some(prompt_width + search.input.text_before_caret().width())
}

/// The prompt before the typed letters of a value search.
fn format_find_prompt(look: &Appearance) -> String {
    format!("{} /", look.symbols.fold[1])
}

/// The facet's name and number of values; during a value search the typed letters come first, so that they
/// stay visible.
fn build_facet_header(model: &Model, look: &Appearance, facet: Facet) -> Line<'static> {
    let values = model.facets.facet_counts(facet);
    let (all, name) = (values.len(), label::facet_label(&model.locale, facet));
    let fold = look.symbols.fold[usize::from(!model.facets.is_collapsed(facet))];
    let mut text = match model.facets.value_search_in(facet) {
        Some(search) => {
            let (typed, matching) = (search.input.text(), search.matching_values.len());
            format!(
                "{}{typed} ({matching}/{all}) {name}",
                format_find_prompt(look)
            )
        }
        None => format!("{fold} {name} ({all})"),
    };
    let chosen = values.iter().filter(|value| value.chosen).count();
    if chosen > 0 {
        text = format!("{text} {}{chosen}", look.symbols.checkbox[0]);
    }
    Line::styled(text, look.theme.heading)
}

fn build_value_line(
    model: &Model,
    look: &Appearance,
    facet: Facet,
    count: &FacetValueCount,
    width: usize,
) -> Line<'static> {
    let theme = &look.theme;
    // What is not given is no value to compare with, and the bars of a facet begin in one column.
    let values = model.facets.facet_counts(facet).iter();
    let given = values
        .clone()
        .filter(|value| !label::is_unknown_value(facet, &value.value));
    let max_count = given.map(|value| value.count).max().unwrap_or(0);
    let widest = values.map(|value| value.count).max().unwrap_or(0);
    let number_width = model.locale.format_number(widest as usize).width().max(4);
    // During a search, and after one that failed, the old counts would be wrong.
    let hide_counts = model.is_stale() || model.page.is_none();
    let number = if hide_counts {
        look.symbols.ellipsis.to_owned()
    } else {
        model.locale.format_number(count.count as usize)
    };
    let mark = if model
        .query
        .filter
        .excluded_values(facet)
        .contains(&count.value)
    {
        look.symbols.excluded
    } else {
        look.symbols.checkbox[usize::from(!count.chosen)]
    };
    let max_bar = bar_width(model, width);
    let bar_room = if max_bar == 0 { 0 } else { max_bar + 1 };
    let room = width.saturating_sub(mark.width() + 1 + bar_room + number_width + 1);
    let name = truncate_and_pad(
        &label::facet_value_label(&model.locale, facet, &count.value),
        room,
        look.symbols.ellipsis,
    );
    let style = match (count.chosen, count.count) {
        (true, _) => theme.chip,
        (false, 0) => theme.dim,
        _ => theme.text,
    };
    let bar_text = if hide_counts || label::is_unknown_value(facet, &count.value) {
        String::new()
    } else {
        look.symbols
            .build_bar(count.count as usize, max_count as usize, max_bar)
    };
    Line::from(vec![
        Span::styled(format!("{mark} {name} "), style),
        Span::styled(truncate_and_pad(&bar_text, bar_room, ""), theme.bar),
        Span::styled(format!("{number:>number_width$}"), style),
    ])
}

fn build_more_line(model: &Model, look: &Appearance, facet: Facet) -> Line<'static> {
    let hidden = model.facets.hidden_values(facet);
    let text = if model.facets.is_expanded(facet) {
        model.locale.t("screen.fewer").to_owned()
    } else if hidden.iter().all(|value| value.count == 0) {
        model
            .locale
            .fill("screen.more_without", &[("n", &hidden.len())])
    } else {
        model.locale.fill("screen.more", &[("n", &hidden.len())])
    };
    Line::styled(format!("    {text}"), look.theme.dim)
}
