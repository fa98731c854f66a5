//! The filters: every facet with its values, counts and bars. Must not: count or reorder.

use ocop_index::Facet;
use ocop_index::search::FacetCount;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Text, Span};
use unicode_width::UnicodeWidthStr;

use super::{Look, pane};
use crate::app::facets::{Line, SHORT};
use crate::app::layout::Area;
use crate::app::model::{Focus, Model};
use crate::label;
use crate::text::fit;

/// Most columns of a bar: names go first where the pane is narrow, and a slow line has none.
const fn bar_width(model: &Model, pane: usize) -> usize {
    match pane {
        _ if model.slow => 0,
        0..30 => 3,
        _ => 6,
    }
}

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Area) {
    let focused = model.focus == Focus::Facets;
    let inside = pane::draw(look, frame, area, model.locale.t("screen.facets"), focused);
    if inside.is_empty() {
        return;
    }
    let lines = model.facets.lines();
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
            Line::Head(facet) => head(model, look, *facet),
            Line::Value(facet, at) => match model.facets.counts(*facet).get(*at) {
                Some(count) => value(model, look, *facet, count, inside.width.into()),
                None => continue,
            },
            Line::More(facet) => more(model, look, *facet),
        };
        let text = if here {
            text.patch_style(look.theme.selected)
        } else {
            text
        };
        frame.render_widget(text, area);
        if focused && model.help.is_none() {
            let typed = caret(model, look, *line);
            // While letters narrow, the caret is where they go.
            let column = if model.facets.is_finding() {
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
fn caret(model: &Model, look: &Look, line: Line) -> Option<usize> {
    let Line::Head(facet) = line else {
        return None;
    };
    let find = model.facets.find_in(facet)?;
    let before = find_sign(look).width();
    Some(before + find.input.before_caret().width())
}

/// What stands before the letters that narrow.
fn find_sign(look: &Look) -> String {
    format!("{} /", look.symbols.fold[1])
}

/// The facet's name with how many values it has; what is looked for among them comes first, it must be seen.
fn head(model: &Model, look: &Look, facet: Facet) -> Text<'static> {
    let values = model.facets.counts(facet);
    let (all, name) = (values.len(), label::facet(&model.locale, facet));
    let fold = look.symbols.fold[usize::from(!model.facets.is_collapsed(facet))];
    let mut text = match model.facets.find_in(facet) {
        Some(find) => {
            let (typed, fitting) = (find.input.text(), find.fitting.len());
            format!("{}{typed} ({fitting}/{all}) {name}", find_sign(look))
        }
        None => format!("{fold} {name} ({all})"),
    };
    let chosen = values.iter().filter(|value| value.chosen).count();
    if chosen > 0 {
        text = format!("{text} {}{chosen}", look.symbols.chosen[0]);
    }
    Text::styled(text, look.theme.head)
}

fn value(
    model: &Model,
    look: &Look,
    facet: Facet,
    count: &FacetCount,
    width: usize,
) -> Text<'static> {
    let theme = &look.theme;
    let most = model
        .facets
        .counts(facet)
        .iter()
        .map(|value| value.count)
        .max()
        .unwrap_or(0)
        .max(1);
    // While a search is under way, or after one that failed, the old counts would be a lie.
    let no_counts = model.is_stale() || model.page.is_none();
    let number = if no_counts {
        look.symbols.cut.to_owned()
    } else {
        model.locale.number(count.count as usize)
    };
    let mark = if model.query.filter.excluded(facet).contains(&count.value) {
        look.symbols.excluded
    } else {
        look.symbols.chosen[usize::from(!count.chosen)]
    };
    let full = bar_width(model, width);
    let bar = (count.count as usize * full).div_ceil(most as usize);
    let room = width.saturating_sub(mark.width() + 1 + full + 1 + number.width().max(4) + 1);
    let name = fit(
        &label::value(&model.locale, facet, &count.value),
        room,
        look.symbols.cut,
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
        Span::styled(fit(&bar_text, full, ""), theme.bar),
        Span::styled(format!(" {number:>4}"), style),
    ])
}

fn more(model: &Model, look: &Look, facet: Facet) -> Text<'static> {
    let hidden = model.facets.counts(facet).len().saturating_sub(SHORT);
    let text = if model.facets.is_expanded(facet) {
        model.locale.t("screen.fewer").to_owned()
    } else {
        model.locale.fill("screen.more", &[("n", &hidden)])
    };
    Text::styled(format!("    {text}"), look.theme.dim)
}
