//! The keys that are of use now, from the one table. Must not: name a key that does nothing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Appearance;
use crate::app::action::{self, ActionEntry, KeyContext};
use crate::app::key::KeyPress;
use crate::app::keymap::{self, Keymap};
use crate::app::model::{Focus, Model};
use crate::wording::locale::Locale;

/// From this place in the footer on, hints are never left out: how to get help and how to leave.
const ALWAYS_SHOWN_FROM: u8 = 20;

pub(super) fn draw_footer(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let (keymap, locale) = (&model.keymap, &model.locale);
    // A line that is typed over the panes has the keys of every such line.
    let of_line = |sentence| keymap.fill_key_names(locale, sentence, KeyContext::Input);
    let text = if model.palette.is_some() {
        of_line("screen.help_keys")
    } else if model.history_picker.is_some() {
        of_line("screen.kept_keys")
    } else if model.focus == Focus::Facets && model.facets.is_searching_values() {
        of_line("screen.find_keys")
    } else if !model.pending_keys.is_empty() {
        format_pending_keys(locale, &model.pending_keys)
    } else {
        let context = KeyContext::from_focus(model.focus);
        let entries = action::footer_entries(model);
        let hints = build_hint_line((keymap, locale), look, entries, context, area.width);
        frame.render_widget(hints, area);
        return;
    };
    frame.render_widget(Line::styled(format!(" {text}"), theme.key), area);
}

/// That keys of a sequence were pressed.
pub(super) fn format_pending_keys(locale: &Locale, keys: &[KeyPress]) -> String {
    locale.fill(
        "screen.prefix",
        &[("keys", &keymap::format_pressed_keys(keys))],
    )
}

/// The keys of these rows and what they do, as many as fit; the last ones always.
pub(super) fn build_hint_line(
    said: (&Keymap, &Locale),
    look: &Appearance,
    entries: Vec<&'static ActionEntry>,
    context: KeyContext,
    columns: u16,
) -> Line<'static> {
    let (ends, others): (Vec<&ActionEntry>, Vec<&ActionEntry>) = entries
        .into_iter()
        .partition(|entry| entry.footer_order >= ALWAYS_SHOWN_FROM);
    let ends: Vec<Span<'_>> = ends
        .into_iter()
        .flat_map(|entry| build_hint_spans(said, look, entry, context))
        .collect();
    let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    let mut line = Line::default();
    for entry in others {
        let spans = build_hint_spans(said, look, entry, context);
        if line.width() + width(&spans) + width(&ends) > usize::from(columns) {
            break;
        }
        line.spans.extend(spans);
    }
    line.spans.extend(ends);
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
