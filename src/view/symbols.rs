//! All symbols of the screen, in Unicode and in ASCII.
//!
//! PuTTY's fonts lack arrows and emoji, so even the Unicode set is limited to the box drawing and block
//! characters that they have, and stars are asterisks. The fine symbols are for terminals that are known to
//! have them: a real star, and thin bars with halves of a cell. No meaning depends on a symbol alone; a word always
//! says it too.

use ratatui::buffer::Buffer;
use ratatui::symbols::border;
use unicode_width::UnicodeWidthChar;

/// A set of symbols.
#[derive(Clone, Copy, Debug)]
pub struct ScreenSymbols {
    /// Borders of panes.
    pub border: border::Set<'static>,
    /// A whole cell of a bar.
    pub bar: &'static str,
    /// Half a cell of a bar; the whole one where there is no half.
    pub half_bar: &'static str,
    /// One cell of the mark of a scroll bar.
    pub scroll_thumb: &'static str,
    /// A cell of two QR modules: both light, upper one dark, lower one dark, both dark.
    pub half_blocks: [&'static str; 4],
    /// One star.
    pub star: &'static str,
    /// Before the selected row.
    pub cursor: &'static str,
    /// Before a row that the user selected, and before one of a range that grows.
    pub selection: [&'static str; 2],
    /// A product that has a remark.
    pub remark: &'static str,
    /// A product about which people said different things.
    pub disagreement: &'static str,
    /// A product that was put off.
    pub postponed: &'static str,
    /// Chosen and not chosen.
    pub checkbox: [&'static str; 2],
    /// An excluded facet value.
    pub excluded: &'static str,
    /// A doubtful row of an import that is the same as an existing product.
    pub known_product: &'static str,
    /// A collapsed and an expanded facet.
    pub fold: [&'static str; 2],
    /// Marks truncated text.
    pub ellipsis: &'static str,
    /// Between the parts of a line.
    pub separator: &'static str,
    /// Before the current recognition of a product.
    pub current_recognition: &'static str,
    /// Replace the symbols of sentences and records too.
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
    /// The Unicode set, or the ASCII set.
    pub const fn new(ascii: bool) -> Self {
        let unicode = Self {
            border: border::PLAIN,
            bar: "▄",
            half_bar: "▄",
            scroll_thumb: "▐",
            half_blocks: [" ", "▀", "▄", "█"],
            star: "*",
            cursor: ">",
            selection: ["+", ":"],
            remark: "¶",
            disagreement: "≠",
            postponed: "»",
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
                half_bar: "#",
                scroll_thumb: "#",
                ellipsis: "~",
                separator: "-",
                remark: "r",
                disagreement: "#",
                postponed: ">",
                ..unicode
            }
        } else {
            unicode
        }
    }

    /// The same with a real star and thin bars, where the font has them; ASCII stays ASCII.
    #[must_use]
    pub const fn with_fine_symbols(self) -> Self {
        if self.ascii {
            return self;
        }
        Self {
            star: "★",
            bar: "━",
            half_bar: "╸",
            remark: "✎",
            ..self
        }
    }

    /// The sign of a verdict as it is kept, where the font has it; one column of it.
    pub fn verdict_sign(&self, sign: &str) -> String {
        let has_fine_font = self.star == "★";
        match sign {
            "✓" if self.ascii => "v".to_owned(),
            "✓" if !has_fine_font => "√".to_owned(),
            "×" if self.ascii => "x".to_owned(),
            other => {
                let first = other
                    .chars()
                    .next()
                    .filter(|first| (!self.ascii || first.is_ascii()) && first.width() == Some(1));
                first.unwrap_or('*').to_string()
            }
        }
    }

    /// The bar of a number in proportion to the largest one: a number above 0 has at least half a cell, the
    /// largest has `max_width` cells.
    pub fn build_bar(&self, number: usize, largest: usize, max_width: usize) -> String {
        let halves = (number * max_width * 2).div_ceil(largest.max(1));
        let halves = halves.min(max_width * 2);
        let half = if halves % 2 == 1 { self.half_bar } else { "" };
        self.bar.repeat(halves / 2) + half
    }

    /// Replaces punctuation that ASCII lacks. Vietnamese letters stay, because they cannot be spelled in ASCII.
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
