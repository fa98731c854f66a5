//! Bytes to keys, split at every position.

mod table;

use std::time::Duration;

use crate::app::key::{KeyCode, KeyPress};

use super::{InputDecoder, InputEvent};

use self::table::{letter, paste, plain, table};

fn decode(chunks: &[&[u8]]) -> Vec<InputEvent> {
    let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
    for chunk in chunks {
        decoder.feed_bytes(chunk, &mut out);
    }
    out
}

#[test]
fn every_burst_means_its_keys() {
    for (bytes, keys) in table() {
        assert_eq!(decode(&[bytes]), keys, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_cut_anywhere_changes_nothing() {
    for (bytes, keys) in table() {
        for cut in 0..=bytes.len() {
            let (left, right) = bytes.split_at(cut);
            assert_eq!(
                decode(&[left, right]),
                keys,
                "{} at {cut}",
                bytes.escape_ascii()
            );
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(decode(&single), keys, "{}", bytes.escape_ascii());
    }
}

#[test]
fn both_backspaces_compose_vietnamese() {
    for burst in ["vie\u{8}êt", "vie\u{7f}êt"] {
        let mut text = String::new();
        for event in decode(&[burst.as_bytes()]) {
            match event {
                InputEvent::Key(KeyPress {
                    code: KeyCode::Backspace,
                    ..
                }) => drop(text.pop()),
                InputEvent::Key(KeyPress {
                    code: KeyCode::Char(letter),
                    ctrl: false,
                    ..
                }) => text.push(letter),
                _ => text.push('?'),
            }
        }
        assert_eq!(text, "viêt");
    }
}

#[test]
fn what_is_unfinished_is_held_and_given_up() {
    let cases: [(&[u8], u64, Vec<InputEvent>); 9] = [
        (b"\x1b", 50, vec![plain(KeyCode::Esc)]),
        (
            b"\x1b\x1b",
            50,
            vec![plain(KeyCode::Esc), plain(KeyCode::Esc)],
        ),
        (b"\x1b[", 250, vec![]),
        (b"\x1b[1;5", 250, vec![]),
        (b"\x1bO", 250, vec![]),
        (b"\x1b]11;rgb", 250, vec![]),
        (b"\x1b[M!", 250, vec![]),
        (b"\xe1\xbb", 1000, vec![]),
        (b"\x1b[200~", 5000, vec![]),
    ];
    for (bytes, milliseconds, expected) in cases {
        let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
        decoder.feed_bytes(bytes, &mut out);
        let timeout = Some(Duration::from_millis(milliseconds));
        assert_eq!(
            (decoder.pending_timeout(), &out),
            (timeout, &vec![]),
            "{}",
            bytes.escape_ascii()
        );
        decoder.handle_timeout(&mut out);
        assert_eq!(
            (decoder.pending_timeout(), &out),
            (None, &expected),
            "{}",
            bytes.escape_ascii()
        );
        out.clear();
        decoder.feed_bytes(b"q", &mut out);
        assert_eq!(out, [letter('q')]);
    }
}

#[test]
fn a_paste_that_the_line_cuts_stays_a_paste_and_presses_no_key() {
    let whole = "chả mực\rq x\x1b[201~q".as_bytes();
    for cut in 1..whole.len() - 1 {
        let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
        decoder.feed_bytes(b"\x1b[200~", &mut out);
        decoder.feed_bytes(&whole[..cut], &mut out);
        decoder.handle_timeout(&mut out);
        decoder.feed_bytes(&whole[cut..], &mut out);
        let mut text = String::new();
        let mut keys = Vec::new();
        for event in out {
            match event {
                InputEvent::Paste(part) => text += &part,
                other => keys.push(other),
            }
        }
        assert_eq!(
            (text.as_str(), keys),
            ("chả mực q x", vec![letter('q')]),
            "{cut}"
        );
    }
}

#[test]
fn a_paste_without_its_end_is_handed_on_and_given_up_when_nothing_more_comes() {
    let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
    decoder.feed_bytes(b"\x1b[200~abc\x1b[2", &mut out);
    assert_eq!(decoder.pending_timeout(), Some(Duration::from_millis(250)));
    decoder.handle_timeout(&mut out);
    assert_eq!(out, [paste("abc")]);
    assert_eq!(decoder.pending_timeout(), Some(Duration::from_secs(5)));
    decoder.handle_timeout(&mut out);
    assert_eq!(decoder.pending_timeout(), None);
    decoder.feed_bytes(b"q", &mut out);
    assert_eq!(out, [paste("abc"), letter('q')]);
    // Ctrl-C quits without waiting; no paste contains it.
    let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
    decoder.feed_bytes(b"\x1b[200~a\x03b", &mut out);
    decoder.handle_timeout(&mut out);
    decoder.feed_bytes(b"\x03", &mut out);
    let leave = KeyPress {
        ctrl: true,
        ..KeyPress::without_modifiers(KeyCode::Char('c'))
    };
    assert_eq!(out, [paste("ab"), InputEvent::Key(leave)]);
    assert_eq!(decoder.pending_timeout(), None);
}

#[test]
fn a_paste_is_cut_at_64_kib_and_a_string_at_4_kib() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend("é".repeat(100_000).bytes());
    bytes.extend(b"\x1b[201~q");
    assert_eq!(
        decode(&[&bytes]),
        [paste(&"é".repeat(32 * 1024)), letter('q')]
    );

    let mut endless = b"\x1b]".to_vec();
    endless.extend([b'x'; 4097]);
    endless.push(b'q');
    assert_eq!(decode(&[&endless]), [letter('q')]);
}

#[test]
fn random_bytes_never_panic_and_never_make_more_keys_than_bytes() {
    let (mut decoder, mut out) = (InputDecoder::new(), Vec::new());
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..2_000 {
        let mut bytes = [0_u8; 512];
        for byte in &mut bytes {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            // Every other round uses only bytes that occur in sequences.
            let sequence_bytes = b"\x1b\x1b[O0159;~$^MPA]\\_\x07\xe1\xbb";
            let index = (seed >> 33) as usize;
            *byte = if round % 2 == 0 {
                (seed >> 56) as u8
            } else {
                sequence_bytes[index % sequence_bytes.len()]
            };
        }
        out.clear();
        decoder.feed_bytes(&bytes, &mut out);
        assert!(out.len() <= bytes.len() + 1);
        if round % 7 == 0 {
            decoder.handle_timeout(&mut out);
            assert_eq!(decoder.pending_timeout(), None);
        }
    }
}
