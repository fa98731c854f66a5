//! The footer: the keys that do something now, from the action table.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Appearance;
use crate::app::action::{ActionEntry, KeyContext};
use crate::app::key::KeyPress;
use crate::app::key_hints::footer_entries;
use crate::app::keymap::{self, Keymap};
use crate::app::model::{Focus, Model};
use crate::wording::locale::Locale;

/// Hints with this footer order or a higher one are always shown: help and quit.
const ALWAYS_SHOWN_FROM: u8 = 20;

pub(super) fn draw_footer(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let (keymap, locale) = (&model.keymap, &model.locale);
    // An input line on top of the panes has the keys of the search line.
    let input_hint = |locale_key| keymap.fill_key_names(locale, locale_key, KeyContext::Input);
    let text = if model.palette().is_some() {
        input_hint("screen.help_keys")
    } else if model.history_picker().is_some() {
        input_hint("screen.kept_keys")
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
    let always: Vec<Span<'_>> = always
        .into_iter()
        .flat_map(|entry| build_hint_spans(keymap_and_locale, look, entry, context))
        .collect();
    let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    let mut line = Line::default();
    for entry in others {
        let spans = build_hint_spans(keymap_and_locale, look, entry, context);
        if line.width() + width(&spans) + width(&always) > usize::from(columns) {
            break;
        }
        line.spans.extend(spans);
    }
    line.spans.extend(always);
    line
}

/// A key and what it does.
fn build_hint_spans(
    (keymap, locale): (&Keymap, &Locale),
    look: &Appearance,
    entry: &ActionEntry,
    context: KeyContext,
) -> Vec<Span<'static>> {
    let Some(key) = keymap.active_key_sequences(entry, context).next() else {
        return Vec::new();
    };
    let name = entry.label(locale);
    vec![
        Span::styled(
            format!(" {}", keymap::format_key_sequence(key)),
            look.theme.key,
        ),
        Span::styled(format!(" {name} "), look.theme.dim),
    ]
}
