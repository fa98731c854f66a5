//! A log of questions from a file: one JSON object a line.
//!
//! `{"q":"cha muc","star":0,"district":""}`; a star of 0 and an empty district choose nothing, either may be
//! absent, and further keys are ignored, so that a log can carry what others need. It must not skip a line
//! that it does not understand.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::support::question::Question;

/// The stars that a filter can have; 0 is none.
const STARS: [u8; 4] = [0, 3, 4, 5];

/// Why a log cannot be used.
#[derive(Debug)]
pub(crate) struct Wrong {
    path: PathBuf,
    /// Line and column in bytes, from 1.
    at: Option<(usize, usize)>,
    reason: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.at {
            write!(f, ", line {line}, column {column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

#[derive(Deserialize)]
struct Line {
    q: String,
    #[serde(default)]
    star: Star,
    #[serde(default)]
    district: String,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(try_from = "u8")]
struct Star(u8);

impl TryFrom<u8> for Star {
    type Error = String;

    fn try_from(star: u8) -> Result<Self, String> {
        if STARS.contains(&star) {
            return Ok(Self(star));
        }
        Err(format!("no product has {star} stars; 0 leaves them open"))
    }
}

/// The questions of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<Question>, Wrong> {
    let wrong = |at, reason| Wrong {
        path: path.to_path_buf(),
        at,
        reason,
    };
    let bytes = fs::read(path).map_err(|error| wrong(None, error.to_string()))?;
    let questions =
        parse(&bytes).map_err(|(line, column, reason)| wrong(Some((line, column)), reason))?;
    if questions.is_empty() {
        return Err(wrong(None, "no question in it".to_owned()));
    }
    Ok(questions)
}

fn parse(bytes: &[u8]) -> Result<Vec<Question>, (usize, usize, String)> {
    let mut questions = Vec::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = std::str::from_utf8(line)
            .map_err(|error| (number + 1, error.valid_up_to() + 1, error.to_string()))?;
        let line: Line = serde_json::from_str(text)
            .map_err(|error| (number + 1, error.column().max(1), reason(&error)))?;
        let star = Some(line.star.0).filter(|star| *star > 0);
        let district = Some(line.district).filter(|name| !name.is_empty());
        questions.push(Question::new(line.q, star, district));
    }
    Ok(questions)
}

/// What the parser says, without its place: it counts lines from the beginning of ours.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((reason, _)) => reason.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_filters_choose_nothing_and_further_keys_are_ignored() {
        let log =
            "{\"q\":\"chả\",\"star\":4,\"district\":\"Hạ Long\",\"last\":true}\n\n{\"q\":\"\"}";
        let questions = parse(log.as_bytes()).unwrap();
        let shown = |at: usize| {
            let asked = &questions[at];
            (asked.text.as_str(), asked.star, asked.district.as_deref())
        };
        assert_eq!(shown(0), ("chả", Some(4), Some("Hạ Long")));
        assert_eq!(shown(1), ("", None, None));
    }

    #[test]
    fn a_wrong_line_is_named_with_line_and_column() {
        for (log, place) in [
            (&b"{\"q\":\"a\"}\n{\"q\":}"[..], (2, 6)),
            (b"{\"q\":\"a\",\"star\":2}", (1, 18)),
            (b"{\"q\":\"\xff\"}", (1, 7)),
        ] {
            let (line, column, _) = parse(log).unwrap_err();
            assert_eq!((line, column), place);
        }
    }
}
