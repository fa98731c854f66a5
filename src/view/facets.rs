//! The filters: every facet with its values, counts and bars. Must not: count or reorder.

use ocop_index::Facet;
use ocop_index::search::FacetValueCount;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::{Appearance, pane};
use crate::app::layout::ScreenArea;
use crate::app::model::facets::{FacetLine, VALUES_BEFORE_MORE};
use crate::app::model::{Focus, Model};
use crate::wording::label;
use crate::wording::text_width::truncate_and_pad;

/// Most columns of a bar: names go first where the pane is narrow, and a slow line has none.
const fn bar_width(model: &Model, pane: usize) -> usize {
    match pane {
        _ if model.slow => 0,
        0..30 => 3,
        _ => 6,
    }
}

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
    let lines = model.facets.build_lines();
    let shown = lines
        .iter()
        .enumerate()
        .skip(model.facets.offset)
        .take(inside.height.into());
    for (row, (number, line)) in shown.enumerate() {
        let area = Rect {
            y: inside.y + row as u16,
            height: 1,
            ..inside
        };
        let here = number == model.facets.cursor && focused;
        let text = match line {
            FacetLine::Heading(facet) => build_facet_header(model, look, *facet),
            FacetLine::Value(facet, at) => match model.facets.facet_counts(*facet).get(*at) {
                Some(count) => build_value_line(model, look, *facet, count, inside.width.into()),
                None => continue,
            },
            FacetLine::More(facet) => build_more_line(model, look, *facet),
        };
        let text = if here {
            text.patch_style(look.theme.selected)
        } else {
            text
        };
        frame.render_widget(text, area);
        if focused && model.palette.is_none() {
            let typed = caret_column(model, look, *line);
            // While letters narrow, the caret is where they go.
            let column = if model.facets.is_searching_values() {
                typed
            } else {
                here.then_some(0)
            };
            if let Some(column) = column {
                let last = area.width.saturating_sub(1);
                let column = (column as u16).min(last);
                frame.set_cursor_position(Position::new(area.x + column, area.y));
            }
        }
    }
}

/// The column of the caret in what is typed to narrow the values, in the head of their facet.
fn caret_column(model: &Model, look: &Appearance, line: FacetLine) -> Option<usize> {
    let FacetLine::Heading(facet) = line else {
        return None;
    };
    let find = model.facets.value_search_in(facet)?;
    let before = format_find_prompt(look).width();
    Some(before + find.input.text_before_caret().width())
}

/// What stands before the letters that narrow.
fn format_find_prompt(look: &Appearance) -> String {
    format!("{} /", look.symbols.fold[1])
}

/// The facet's name with how many values it has; what is looked for among them comes first, it must be seen.
fn build_facet_header(model: &Model, look: &Appearance, facet: Facet) -> Text<'static> {
    let values = model.facets.facet_counts(facet);
    let (all, name) = (values.len(), label::facet_label(&model.locale, facet));
    let fold = look.symbols.fold[usize::from(!model.facets.is_collapsed(facet))];
    let mut text = match model.facets.value_search_in(facet) {
        Some(find) => {
            let (typed, fitting) = (find.input.text(), find.matching_values.len());
            format!(
                "{}{typed} ({fitting}/{all}) {name}",
                format_find_prompt(look)
            )
        }
        None => format!("{fold} {name} ({all})"),
    };
    let chosen = values.iter().filter(|value| value.chosen).count();
    if chosen > 0 {
        text = format!("{text} {}{chosen}", look.symbols.checkbox[0]);
    }
    Text::styled(text, look.theme.heading)
}

fn build_value_line(
    model: &Model,
    look: &Appearance,
    facet: Facet,
    count: &FacetValueCount,
    width: usize,
) -> Text<'static> {
    let theme = &look.theme;
    let most = model
        .facets
        .facet_counts(facet)
        .iter()
        .map(|value| value.count)
        .max()
        .unwrap_or(0)
        .max(1);
    // While a search is under way, or after one that failed, the old counts would be a lie.
    let no_counts = model.is_stale() || model.page.is_none();
    let number = if no_counts {
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
    let full = bar_width(model, width);
    let bar = (count.count as usize * full).div_ceil(most as usize);
    let room = width.saturating_sub(mark.width() + 1 + full + 1 + number.width().max(4) + 1);
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
    let bar_text = if no_counts {
        String::new()
    } else {
        look.symbols.bar.repeat(bar)
    };
    Text::from(vec![
        Span::styled(format!("{mark} {name} "), style),
        Span::styled(truncate_and_pad(&bar_text, full, ""), theme.bar),
        Span::styled(format!(" {number:>4}"), style),
    ])
}

fn build_more_line(model: &Model, look: &Appearance, facet: Facet) -> Text<'static> {
    let hidden = model
        .facets
        .facet_counts(facet)
        .len()
        .saturating_sub(VALUES_BEFORE_MORE);
    let text = if model.facets.is_expanded(facet) {
        model.locale.t("screen.fewer").to_owned()
    } else {
        model.locale.fill("screen.more", &[("n", &hidden)])
    };
    Text::styled(format!("    {text}"), look.theme.dim)
}
