//! The keys that are of use now, from the one table. Must not: name a key that does nothing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Look;
use crate::app::action::{self, Context, Entry};
use crate::app::key::Key;
use crate::app::keymap::{self, Keymap};
use crate::app::model::{Focus, Model};
use crate::locale::Locale;

/// From this place in the footer on, hints are never left out: how to get help and how to leave.
const LAST: u8 = 20;

pub(super) fn draw(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let theme = &look.theme;
    let (keymap, locale) = (&model.keymap, &model.locale);
    // A line that is typed over the panes has the keys of every such line.
    let of_line = |sentence| keymap.told(locale, sentence, Context::Input);
    let text = if model.help.is_some() {
        of_line("screen.help_keys")
    } else if model.recall.is_some() {
        of_line("screen.kept_keys")
    } else if model.focus == Focus::Facets && model.facets.is_finding() {
        of_line("screen.find_keys")
    } else if !model.pending.is_empty() {
        pending(locale, &model.pending)
    } else {
        let context = Context::of(model.focus);
        let entries = action::footer(model);
        let hints = hints((keymap, locale), look, entries, context, area.width);
        frame.render_widget(hints, area);
        return;
    };
    frame.render_widget(Line::styled(format!(" {text}"), theme.key), area);
}

/// That keys of a sequence were pressed.
pub(super) fn pending(locale: &Locale, keys: &[Key]) -> String {
    locale.fill("screen.prefix", &[("keys", &keymap::written(keys))])
}

/// The keys of these rows and what they do, as many as fit; the last ones always.
pub(super) fn hints(
    said: (&Keymap, &Locale),
    look: &Look,
    entries: Vec<&'static Entry>,
    context: Context,
    columns: u16,
) -> Line<'static> {
    let (ends, others): (Vec<&Entry>, Vec<&Entry>) =
        entries.into_iter().partition(|entry| entry.footer >= LAST);
    let ends: Vec<Span<'_>> = ends
        .into_iter()
        .flat_map(|entry| hint(said, look, entry, context))
        .collect();
    let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    let mut line = Line::default();
    for entry in others {
        let spans = hint(said, look, entry, context);
        if line.width() + width(&spans) + width(&ends) > usize::from(columns) {
            break;
        }
        line.spans.extend(spans);
    }
    line.spans.extend(ends);
    line
}

/// A key and what it does.
fn hint(
    (keymap, locale): (&Keymap, &Locale),
    look: &Look,
    entry: &Entry,
    context: Context,
) -> Vec<Span<'static>> {
    let Some(key) = keymap.keys_now(entry, context).next() else {
        return Vec::new();
    };
    let name = entry.label(locale);
    vec![
        Span::styled(format!(" {}", keymap::shown(key)), look.theme.key),
        Span::styled(format!(" {name} "), look.theme.dim),
    ]
}
