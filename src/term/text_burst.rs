//! Text that a terminal pastes without saying so: many letters in one read. As keys they would be commands.
//!
//! Must not: touch what a hand types ahead, however fast; so a burst is long, and has several words or lines.

use std::time::{Duration, Instant};

use crate::app::key::KeyCode;

use super::decode::InputEvent;

/// What is shorter may have been typed ahead on a slow connection.
const MIN_BURST_CHARS: usize = 40;
/// A burst has at least so many words; a key that is held, or a few commands, are none.
const MIN_BURST_WORDS: usize = 3;
/// The letters of a word.
const MIN_WORD_CHARS: usize = 3;
/// What comes so soon after a burst is the rest of it.
const REST_TIME: Duration = Duration::from_millis(100);

/// Finds bursts among what is read.
#[derive(Debug, Default)]
pub(super) struct TextBursts {
    last: Option<Instant>,
}

impl TextBursts {
    /// Makes one paste of the events of one read, if they are a burst of text. The Enter behind a single line stays.
    pub(super) fn gather_text(&mut self, events: &mut Vec<InputEvent>, now: Instant) {
        let last = self.last.take();
        let is_rest = last.is_some_and(|last| now.duration_since(last) < REST_TIME);
        let Some(text) = plain_text(events) else {
            return;
        };
        if !is_rest && !is_burst(&text) {
            return;
        }
        self.last = Some(now);
        let line = text.trim_end_matches('\n');
        let is_one_line = !is_rest && !line.contains('\n');
        let enter = events
            .pop()
            .filter(|_| is_one_line && line.len() < text.len());
        let pasted = if is_one_line { line } else { &text };
        let pasted: String = pasted.replace('\n', " ");
        events.clear();
        events.push(InputEvent::Paste(pasted));
        events.extend(enter);
    }
}

/// The text of the keys; nothing where one of them is no text.
fn plain_text(events: &[InputEvent]) -> Option<String> {
    let letters = events.iter().map(|event| match event {
        InputEvent::Key(key) if !key.ctrl && !key.alt => match key.code {
            KeyCode::Char(letter) => Some(letter),
            KeyCode::Enter => Some('\n'),
            KeyCode::Tab => Some(' '),
            _ => None,
        },
        _ => None,
    });
    let text: String = letters.collect::<Option<String>>()?;
    (!text.is_empty()).then_some(text)
}

/// True for a text that nobody types before a screen has answered.
fn is_burst(text: &str) -> bool {
    let is_word = |word: &&str| {
        let mut letters = word.chars();
        let first = letters.next();
        let differs = letters.any(|letter| Some(letter) != first);
        differs && word.chars().count() >= MIN_WORD_CHARS
    };
    text.chars().count() >= MIN_BURST_CHARS
        && text.split_whitespace().filter(is_word).count() >= MIN_BURST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::decode::InputDecoder;

    fn read(bursts: &mut TextBursts, bytes: &str, now: Instant) -> Vec<InputEvent> {
        let (mut decoder, mut events) = (InputDecoder::new(), Vec::new());
        decoder.feed_bytes(bytes.as_bytes(), &mut events);
        bursts.gather_text(&mut events, now);
        events
    }

    fn pasted(events: &[InputEvent]) -> Option<&str> {
        match events {
            [InputEvent::Paste(text), ..] => Some(text),
            _ => None,
        }
    }

    #[test]
    fn many_lines_in_one_read_are_text_and_so_is_the_rest_of_them() {
        let (mut bursts, now) = (TextBursts::default(), Instant::now());
        let lines = "Chả mực Hạ Long\nRượu ba kích\nTrà hoa vàng\n";
        let events = read(&mut bursts, lines, now);
        assert_eq!(
            pasted(&events),
            Some("Chả mực Hạ Long Rượu ba kích Trà hoa vàng ")
        );
        assert_eq!(events.len(), 1, "no Enter is pressed");
        let rest = read(&mut bursts, "x C\n", now + REST_TIME / 2);
        assert_eq!(pasted(&rest), Some("x C "));
        let key = read(&mut bursts, "j", now + REST_TIME * 9);
        assert_eq!(pasted(&key), None, "later a key is a key");
    }

    #[test]
    fn one_line_keeps_the_enter_behind_it() {
        let mut bursts = TextBursts::default();
        let line = "chả mực giã tay thượng hạng của bà con Hạ Long\r";
        let events = read(&mut bursts, line, Instant::now());
        assert_eq!(pasted(&events), Some(line.trim_end()));
        assert_eq!(events.len(), 2);
    }

    #[test]
    fn what_a_hand_types_ahead_stays_keys() {
        for typed in [
            "ruou\rjjjot\r",
            "chả mực hạ long\r",
            "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj",
            "j j j j j j j j j j j j j j j j j j j",
            "huyen:\"Hải Hà\" -sao:5 xep:-ten\rex",
            "diTài liệu hội chợ/sai.csv\r",
            "jjjj kkkk jjjj kkkk jjjj kkkk jjjj",
            "sao:4 huyen:\"Hạ Long\"\r",
            "ruou ba kich hoa vang\x7f\x7f\x7fng\r",
        ] {
            let mut bursts = TextBursts::default();
            let events = read(&mut bursts, typed, Instant::now());
            assert_eq!(pasted(&events), None, "{typed}");
        }
    }
}
