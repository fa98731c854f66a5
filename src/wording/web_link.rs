//! Links as terminals take them (OSC 8): which addresses may be opened, and text whose addresses are links.
//!
//! An address comes out of foreign files. Only web addresses become links, and only as printable ASCII.

use std::fmt::Write;

/// Longer addresses are no links: terminals cut them off.
const MAX_ADDRESS_BYTES: usize = 2000;

/// Ends a link.
pub const LINK_END: &str = "\u{1b}]8;;\u{1b}\\";

/// What a terminal should open for an address, in printable ASCII: other letters are percent-encoded. `None` for
/// everything but `http://` and `https://`, and for text with spaces or characters that act.
pub fn link_target(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let acts = |letter: char| letter.is_control() || letter.is_whitespace();
    if !is_web || rest.is_empty() || address.chars().any(acts) {
        return None;
    }
    let mut target = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            target.push(char::from(byte));
        } else {
            // Writing into a string never fails.
            let _ = write!(target, "%{byte:02X}");
        }
    }
    (target.len() <= MAX_ADDRESS_BYTES).then_some(target)
}

/// The sequence after which text is a link to this target. The pieces of one address have one name, so that a terminal
/// shows them as one link where lines are broken.
pub fn link_start(target: &str) -> String {
    // FNV-1a: short, and the same on every run.
    let name = target.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("\u{1b}]8;id={name:x};{target}\u{1b}\\")
}

/// A line in which every web address between spaces is a link.
pub fn link_addresses(line: &str) -> String {
    let mut linked = String::with_capacity(line.len());
    for (number, word) in line.split(' ').enumerate() {
        if number > 0 {
            linked.push(' ');
        }
        match link_target(word) {
            Some(target) => linked.extend([&link_start(&target), word, LINK_END]),
            None => linked.push_str(word),
        }
    }
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        let page = "https://quangninh.gov.vn/ocop?id=1&x=a%20b";
        assert_eq!(link_target(page).as_deref(), Some(page));
        assert_eq!(
            link_target("HTTP://a.vn/chả").as_deref(),
            Some("HTTP://a.vn/ch%E1%BA%A3")
        );
        for refused in [
            "javascript:alert(1)",
            "javascript://a.vn/%0aalert(1)",
            "file:///etc/passwd",
            "ssh://host",
            "mailto:a@b.vn",
            "tel:0912345678",
            "https://",
            "https://a.vn/a b",
            "https://a.vn/\u{1b}\\\u{1b}]0;x",
            "https://a.vn/\u{7}",
            "https://a.vn/\u{9c}",
            "a.vn",
            "",
        ] {
            assert_eq!(link_target(refused), None, "{refused:?}");
        }
        let long = format!("https://a.vn/{}", "x".repeat(MAX_ADDRESS_BYTES));
        assert_eq!(link_target(&long), None);
    }

    #[test]
    fn a_line_keeps_its_text_and_gets_links() {
        let linked = link_addresses("  Nguồn: https://a.vn/b và file:///x");
        let start = link_start("https://a.vn/b");
        assert_eq!(
            linked,
            format!("  Nguồn: {start}https://a.vn/b{LINK_END} và file:///x")
        );
        assert_ne!(start, link_start("https://a.vn/c"));
    }
}
