//! Mouse reports: `ESC [ <` button `;` column `;` row `M` (xterm's mode 1006).
//!
//! The button is a sum: 4, 8 and 16 are modifiers, 32 is a movement, 64 the wheel. Only clicks of the left
//! button and turns of the wheel are events; releases, movements and other buttons are ignored.

use crate::app::mouse::{MouseEvent, MouseEventKind};

/// Parses the bytes between `ESC [` and `M`.
pub(super) fn parse_mouse_report(bytes: &[u8]) -> Option<MouseEvent> {
    let text = std::str::from_utf8(bytes).ok()?.strip_prefix('<')?;
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().ok());
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match button & !(4 | 8 | 16) {
        0 => MouseEventKind::Click,
        64 => MouseEventKind::WheelUp,
        65 => MouseEventKind::WheelDown,
        _ => return None,
    };
    if numbers.next().is_some() {
        return None;
    }
    Some(MouseEvent {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clicks_and_the_wheel_are_told() {
        let event = |kind| {
            Some(MouseEvent {
                kind,
                column: 11,
                row: 4,
            })
        };
        assert_eq!(parse_mouse_report(b"<0;12;5"), event(MouseEventKind::Click));
        assert_eq!(
            parse_mouse_report(b"<16;12;5"),
            event(MouseEventKind::Click),
            "with Control"
        );
        assert_eq!(
            parse_mouse_report(b"<64;12;5"),
            event(MouseEventKind::WheelUp)
        );
        assert_eq!(
            parse_mouse_report(b"<65;12;5"),
            event(MouseEventKind::WheelDown)
        );
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
            assert_eq!(parse_mouse_report(other.as_bytes()), None, "{other}");
        }
    }
}
