//! The help: every action with its keys, context by context, as the palette has them. Must not: scroll by itself.

use ratatui::Frame;
use ratatui::text::{Line as Text, Span};

use super::{Look, overlay, rows};
use crate::app::action::{Context, Entry};
use crate::app::keymap::{self, Keymap};
use crate::app::palette::{Line, Palette};
use crate::locale::Locale;
use crate::text::fit;

/// Columns of the keys.
const KEYS: usize = 24;

/// Draws an open palette.
pub(super) fn draw(
    (keymap, locale): (&Keymap, &Locale),
    palette: &Palette,
    look: &Look,
    frame: &mut Frame<'_>,
) {
    let inside = overlay::draw(look, frame, locale.t("screen.help"), &palette.input);
    let lines = palette.lines(keymap, locale);
    let here = palette.line(&lines);
    let shown = lines.iter().enumerate().skip(palette.offset);
    let shown = shown.map(|(number, line)| {
        let text = match line {
            Line::Head(context) => {
                Text::styled(locale.t(context.key()).to_owned(), look.theme.head)
            }
            Line::Entry(entry) => entry_line((keymap, locale), entry, look, here == Some(number)),
            Line::Blank => Text::default(),
        };
        if here == Some(number) {
            text.patch_style(look.theme.selected)
        } else {
            text
        }
    });
    rows(frame, inside, shown);
    if lines.is_empty() {
        let none = keymap.told(locale, "screen.help_none", Context::Input);
        frame.render_widget(Text::styled(none, look.theme.dim), inside);
    }
}

fn entry_line(
    (keymap, locale): (&Keymap, &Locale),
    entry: &Entry,
    look: &Look,
    selected: bool,
) -> Text<'static> {
    let cursor = if selected { look.symbols.cursor } else { " " };
    let keys: Vec<String> = keymap.keys(entry).map(keymap::shown).collect();
    let keys = fit(&keys.join(", "), KEYS, look.symbols.cut);
    let name = entry.label(locale);
    Text::from(vec![
        Span::styled(format!("{cursor} {keys}"), look.theme.key),
        Span::styled(name, look.theme.text),
    ])
}
