//! The footer: the keys that do something now, from the action table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Appearance, catalog_history, import_prompt};
use crate::app::action::{ActionEntry, KeyContext};
use crate::app::key::KeyPress;
use crate::app::key_hints::footer_entries;
use crate::app::keymap::{self, Keymap};
use crate::app::model::{Focus, Model};
use crate::wording::locale::Locale;

/// Hints with this footer order or a higher one are always shown: help and quit.
const ALWAYS_SHOWN_FROM: u8 = 20;

/// Hints up to this footer order are the usual work.
const LAST_USUAL_ORDER: u8 = 9;

/// Blanks between two hints.
const GAP: usize = 2;

/// A key and its word.
type Hint = [Span<'static>; 2];

pub(super) fn draw_footer(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let (keymap, locale) = (&model.keymap, &model.locale);
    // An input line on top of the panes has the keys of the search line.
    let input_hint = |locale_key| keymap.fill_key_names(locale, locale_key, KeyContext::Input);
    let text = if model.palette().is_some() {
        input_hint("screen.help_keys")
    } else if model.history_picker().is_some() {
        input_hint("screen.kept_keys")
    } else if model.column_menu().is_some() {
        keymap.fill_key_names(locale, "screen.columns_keys", KeyContext::Facets)
    } else if let Some(history) = model.catalog_history() {
        catalog_history::footer_text(model, history)
    } else if let Some(prompt) = model.import_prompt() {
        import_prompt::footer_text(model, prompt)
    } else if model.focus == Focus::Facets && model.facets.is_searching_values() {
        input_hint("screen.find_keys")
    } else if !model.pending_keys.is_empty() {
        format_pending_keys(locale, &model.pending_keys)
    } else {
        let context = KeyContext::from_focus(model.focus);
        let entries = footer_entries(model);
        let hints = build_hint_line((keymap, locale), look, entries, context, area.width);
        frame.render_widget(hints, area);
        return;
    };
    frame.render_widget(Line::styled(format!(" {text}"), theme.key), area);
}

/// Says which keys of a sequence were pressed so far.
pub(super) fn format_pending_keys(locale: &Locale, keys: &[KeyPress]) -> String {
    locale.fill(
        "screen.prefix",
        &[("keys", &keymap::format_pressed_keys(keys))],
    )
}

/// The keys of these actions and what they do, as many as fit; help and quit always.
pub(super) fn build_hint_line(
    keymap_and_locale: (&Keymap, &Locale),
    look: &Appearance,
    entries: Vec<&'static ActionEntry>,
    context: KeyContext,
    columns: u16,
) -> Line<'static> {
    let (always, others): (Vec<&ActionEntry>, Vec<&ActionEntry>) = entries
        .into_iter()
        .partition(|entry| entry.footer_order >= ALWAYS_SHOWN_FROM);
    let columns = usize::from(columns);
    let build = |entry: &ActionEntry| build_hint_spans(keymap_and_locale, look, entry, context);
    let hint_width = |hint: &Hint| GAP + hint.iter().map(Span::width).sum::<usize>();
    let width = |hints: &[Hint]| hints.iter().map(hint_width).sum::<usize>();
    let always: Vec<Hint> = always.into_iter().filter_map(build).collect();
    let mut hints: Vec<Hint> = Vec::new();
    for entry in others {
        let Some(hint) = build(entry).filter(|hint| hints.iter().all(|one| one[0] != hint[0]))
        else {
            continue;
        };
        // There is no gap before the first hint; only a hint of the usual work may take the margin.
        let margin = usize::from(entry.footer_order > LAST_USUAL_ORDER);
        if width(&hints) + hint_width(&hint) + width(&always) + margin > columns + GAP {
            break;
        }
        hints.push(hint);
    }
    hints.extend(always);
    let lead = if width(&hints) < columns + GAP {
        " "
    } else {
        ""
    };
    let mut line = Line::from(lead);
    for (number, hint) in hints.into_iter().enumerate() {
        if number > 0 {
            line.spans.push(Span::raw(" ".repeat(GAP)));
        }
        line.spans.extend(hint);
    }
    line
}

/// A key and what it does; for a group of keys the first key and the group.
fn build_hint_spans(
    (keymap, locale): (&Keymap, &Locale),
    look: &Appearance,
    entry: &ActionEntry,
    context: KeyContext,
) -> Option<Hint> {
    let keys = keymap.active_key_sequences(entry, context).next()?;
    let (keys, name) = match (keys.split_once(','), entry.action.key_group()) {
        (Some((first, _)), Some(group)) => (first, group),
        _ => (keys, entry.name),
    };
    // The same key closes a pane and leaves the list.
    let in_list = locale.get(&format!("footer.{name}_list"));
    let in_list = in_list.filter(|_| context == KeyContext::List);
    let short = in_list.or_else(|| locale.get(&format!("footer.{name}")));
    let text = short.map_or_else(|| entry.label(locale), str::to_owned);
    Some([
        Span::styled(keymap::format_key_sequence(keys), look.theme.key),
        Span::styled(format!(" {text}"), look.theme.dim),
    ])
}
