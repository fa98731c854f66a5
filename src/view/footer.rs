//! The footer: the keys that do something now, as [`crate::app::footer_line`] fits them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Appearance;
use crate::app::action::{ActionEntry, KeyContext};
pub(super) use crate::app::footer_line::format_pending_keys;
use crate::app::footer_line::{
    FooterHint, entry_hints, footer_hints, margin_before_hints, sentence_hints,
};
use crate::app::keymap::Keymap;
use crate::app::model::Model;
use crate::wording::locale::Locale;

pub(super) fn draw_footer(model: &Model, look: &Appearance, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(style_hints(look, footer_hints(model), area.width), area);
}

/// A sentence about keys, as many of its hints as fit.
pub(super) fn build_sentence_line(
    look: &Appearance,
    sentence: &str,
    columns: u16,
) -> Line<'static> {
    style_hints(look, sentence_hints(sentence, columns), columns)
}

/// The keys of these actions and what they do, as many as fit; help and quit always.
pub(super) fn build_hint_line(
    keymap_and_locale: (&Keymap, &Locale),
    look: &Appearance,
    entries: Vec<&'static ActionEntry>,
    context: KeyContext,
    columns: u16,
) -> Line<'static> {
    style_hints(
        look,
        entry_hints(keymap_and_locale, entries, context, columns),
        columns,
    )
}

fn style_hints(look: &Appearance, hints: Vec<FooterHint>, columns: u16) -> Line<'static> {
    let theme = &look.theme;
    let margin = margin_before_hints(&hints, columns);
    let mut line = Line::from(" ".repeat(margin));
    for hint in hints {
        if hint.key.is_empty() {
            line.push_span(Span::styled(hint.words, theme.key));
            line.push_span(Span::raw("   "));
        } else {
            line.push_span(Span::styled(hint.key, theme.key));
            line.push_span(Span::styled(format!(" {}", hint.words), theme.dim));
            line.push_span(Span::raw("  "));
        }
    }
    line
}
