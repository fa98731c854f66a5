//! Text for the clipboard of the person's own machine, over any number of SSH hops: OSC 52.
//!
//! The text travels as base64, so nothing in it can act; the terminal decides whether it takes it and never
//! answers. Must not: read a clipboard, which would be a question.

/// Longest text that is sent: terminals drop longer sequences, or worse, print them.
const MAX_TEXT_BYTES: usize = 16 * 1024;

const BASE64_ALPHABET: &[u8; 64] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Most bytes of a text that the terminal can take; `None` where none arrives: the console of Linux once took the
/// beginning of such a sequence for colours, and GNU screen passes none on.
pub fn max_copy_bytes() -> Option<usize> {
    let is_console = std::env::var_os("TERM").is_some_and(|name| name == "linux");
    let is_in_screen = std::env::var_os("STY").is_some_and(|name| !name.is_empty());
    (!is_console && !is_in_screen).then_some(MAX_TEXT_BYTES)
}

/// The bytes that offer a text; `None` for one that is too long.
pub(super) fn encode_osc52(text: &str) -> Option<Vec<u8>> {
    if text.len() > MAX_TEXT_BYTES {
        return None;
    }
    let mut bytes = b"\x1b]52;c;".to_vec();
    for three in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = BASE64_ALPHABET[(bits >> (18 - 6 * place) & 63) as usize];
            bytes.push(if place <= three.len() { letter } else { b'=' });
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
