//! The help and action palette: every action with its keys, grouped by context.

use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::{Appearance, draw_lines, overlay};
use crate::app::action::{ActionEntry, KeyContext};
use crate::app::action_palette::{ActionPalette, PaletteLine};
use crate::app::keymap::{self, Keymap};
use crate::wording::locale::Locale;
use crate::wording::text_width::truncate_and_pad;

/// Width of the column of keys.
const KEYS_WIDTH: usize = 24;

/// Draws an open palette.
pub(super) fn draw_help(
    (keymap, locale): (&Keymap, &Locale),
    palette: &ActionPalette,
    look: &Appearance,
    frame: &mut Frame<'_>,
) {
    let inside = overlay::draw_overlay(look, frame, locale.t("screen.help"), &palette.input);
    let lines = palette.build_lines(keymap, locale);
    let cursor_line = palette.cursor_line(&lines);
    let visible = lines.iter().enumerate().skip(palette.offset);
    let visible = visible.map(|(index, line)| {
        let selected = cursor_line == Some(index);
        let text = match line {
            PaletteLine::CommonHeading => {
                Line::styled(locale.t("screen.common").to_owned(), look.theme.heading)
            }
            PaletteLine::Heading(context) => Line::styled(
                locale.t(context.locale_key()).to_owned(),
                look.theme.heading,
            ),
            PaletteLine::Entry(entry) => build_help_line((keymap, locale), entry, look, selected),
            PaletteLine::Blank => Line::default(),
        };
        if selected {
            look.select_line(text)
        } else {
            text
        }
    });
    draw_lines(frame, inside, visible);
    if lines.is_empty() {
        let notice = keymap.fill_key_names(locale, "screen.help_none", KeyContext::Input);
        frame.render_widget(Line::styled(notice, look.theme.dim), inside);
    }
}

fn build_help_line(
    (keymap, locale): (&Keymap, &Locale),
    entry: &ActionEntry,
    look: &Appearance,
    selected: bool,
) -> Line<'static> {
    let cursor = if selected { look.symbols.cursor } else { " " };
    let keys: Vec<String> = keymap
        .key_sequences(entry)
        .map(keymap::format_key_sequence)
        .collect();
    let keys = truncate_and_pad(&keys.join(", "), KEYS_WIDTH, look.symbols.ellipsis);
    let name = entry.label(locale);
    Line::from(vec![
        Span::styled(format!("{cursor} {keys}"), look.theme.key),
        Span::styled(name, look.theme.text),
    ])
}
