//! Copies text to the clipboard of the user's own machine, over any number of SSH hops, with OSC 52.
//!
//! The text is sent as base64, so the terminal cannot interpret any of it. The terminal decides whether it
//! accepts the text and sends no answer.
//!
//! Must not read the clipboard: that would be a query.

/// The longest text that is sent: terminals drop longer sequences, or print them.
const MAX_TEXT_BYTES: usize = 16 * 1024;

const BASE64_ALPHABET: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The longest text in bytes that the terminal accepts; `None` when it accepts none: the Linux console once
/// interpreted the start of such a sequence as colours, and GNU screen does not pass it on.
pub fn max_copy_bytes() -> Option<usize> {
    let is_console = std::env::var_os("TERM").is_some_and(|name| name == "linux");
    let is_in_screen = std::env::var_os("STY").is_some_and(|name| !name.is_empty());
    (!is_console && !is_in_screen).then_some(MAX_TEXT_BYTES)
}

/// The OSC 52 sequence for a text; `None` when it is too long.
pub(super) fn encode_osc52(text: &str) -> Option<Vec<u8>> {
    if text.len() > MAX_TEXT_BYTES {
        return None;
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    for group in text.as_bytes().chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let digit = BASE64_ALPHABET[(bits >> (18 - 6 * index) & 63) as usize];
            bytes.push(if index <= group.len() { digit } else { b'=' });
        }
    }
    bytes.push(0x07);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_can_act() {
        for (text, encoded) in [
            ("a", "YQ=="),
            ("ab", "YWI="),
            ("sao:4", "c2FvOjQ="),
            ("chả mực", "Y2jhuqMgbeG7sWM="),
            ("\x1b[31m\x07", "G1szMW0H"),
        ] {
            let expected = format!("\x1b]52;c;{encoded}\x07");
            assert_eq!(encode_osc52(text), Some(expected.into_bytes()), "{text}");
        }
        assert_eq!(encode_osc52(&"x".repeat(MAX_TEXT_BYTES + 1)), None);
    }
}
