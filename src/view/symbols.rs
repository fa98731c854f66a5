//! The only place with signs, in Unicode and in plain ASCII.
//!
//! PuTTY's fonts lack arrows and emoji, so even the Unicode set keeps to box drawing and blocks that
//! they have, and stars are asterisks. Must not: carry meaning that no word carries.

use ratatui::buffer::Buffer;
use ratatui::symbols::border;

/// A set of signs.
#[derive(Clone, Copy, Debug)]
pub struct ScreenSymbols {
    /// Borders of panes.
    pub border: border::Set<'static>,
    /// A full cell of a bar.
    pub bar: &'static str,
    /// A cell of two modules: both light, the upper, the lower, both dark.
    pub half_blocks: [&'static str; 4],
    /// One star.
    pub star: &'static str,
    /// In front of the selected row.
    pub cursor: &'static str,
    /// Chosen and not chosen.
    pub checkbox: [&'static str; 2],
    /// A value that is not wanted.
    pub excluded: &'static str,
    /// A doubtful row is a product that is known.
    pub known_product: &'static str,
    /// A folded and an unfolded facet.
    pub fold: [&'static str; 2],
    /// Text was cut.
    pub ellipsis: &'static str,
    /// Between parts of a line.
    pub separator: &'static str,
    /// The current recognition.
    pub current_recognition: &'static str,
    /// Replace the signs of sentences and records as well.
    pub ascii: bool,
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl ScreenSymbols {
    /// The set.
    pub const fn new(ascii: bool) -> Self {
        let both = Self {
            border: border::PLAIN,
            bar: "█",
            half_blocks: [" ", "▀", "▄", "█"],
            star: "*",
            cursor: ">",
            checkbox: ["[x]", "[ ]"],
            excluded: "[-]",
            known_product: "[=]",
            fold: ["+", "-"],
            ellipsis: "…",
            separator: "·",
            current_recognition: ">",
            ascii,
        };
        if ascii {
            Self {
                border: ASCII_BORDER,
                bar: "#",
                ellipsis: "~",
                separator: "-",
                ..both
            }
        } else {
            both
        }
    }

    /// Replaces the signs that fonts lack; letters stay, they are the language.
    pub(super) fn replace_with_ascii(self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            let plain = match cell.symbol() {
                "·" | "–" | "—" => "-",
                "…" => "~",
                "→" => ">",
                "“" | "”" => "\"",
                "‘" | "’" => "'",
                _ => continue,
            };
            cell.set_symbol(plain);
        }
    }
}
