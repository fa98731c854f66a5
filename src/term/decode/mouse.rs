//! Mouse reports -> clicks and turns of the wheel: `ESC [ <` button `;` column `;` row `M` (xterm's mode 1006).
//!
//! The button is a sum: 4, 8 and 16 are modifiers, 32 is a movement, 64 the wheel. Must not: guess; a button released or
//! moved, and any other button, is nothing.

use crate::app::mouse::{Deed, Mouse};

/// What the bytes between `ESC [` and `M` report.
pub(super) fn report(bytes: &[u8]) -> Option<Mouse> {
    let text = std::str::from_utf8(bytes).ok()?.strip_prefix('<')?;
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let deed = match button & !(4 | 8 | 16) {
        0 => Deed::Click,
        64 => Deed::WheelUp,
        65 => Deed::WheelDown,
        _ => return None,
    };
    if numbers.next().is_some() {
        return None;
    }
    Some(Mouse {
        deed,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clicks_and_the_wheel_are_told() {
        let at = |deed| {
            Some(Mouse {
                deed,
                column: 11,
                row: 4,
            })
        };
        assert_eq!(report(b"<0;12;5"), at(Deed::Click));
        assert_eq!(report(b"<16;12;5"), at(Deed::Click), "with Control");
        assert_eq!(report(b"<64;12;5"), at(Deed::WheelUp));
        assert_eq!(report(b"<65;12;5"), at(Deed::WheelDown));
        for other in [
            "<1;12;5",
            "<2;12;5",
            "<32;12;5",
            "<35;12;5",
            "<66;12;5",
            "<0;0;5",
            "<0;12",
            "0;12;5",
            "<0;12;5;6",
            "<0;99999;5",
            "<-1;2;3",
            "<",
        ] {
            assert_eq!(report(other.as_bytes()), None, "{other}");
        }
    }
}
