//! The words of a command line that came over SSH, split by rules of our own: quotes and backslashes, and nothing that
//! a shell would run or fill in.

use std::ffi::OsStr;

/// No command line is longer, in bytes.
pub(super) const MAX_BYTES: usize = 4096;

/// Signs by which a shell would run or fill in something, where no quotes make them letters.
const SHELL_SIGNS: [char; 7] = [';', '|', '&', '$', '`', '<', '>'];

/// Why a command line is not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsError {
    /// Longer than [`MAX_BYTES`].
    TooLong,
    /// Not UTF-8, or with control characters.
    NotText,
    /// A quote without its end, or a backslash with nothing after it.
    OpenQuote,
    /// A sign that only a shell understands.
    ShellSign(char),
}

/// Splits a command line into words.
pub(super) fn split_words(line: &OsStr) -> Result<Vec<String>, WordsError> {
    if line.len() > MAX_BYTES {
        return Err(WordsError::TooLong);
    }
    let line = line.to_str().ok_or(WordsError::NotText)?;
    if line.chars().any(|c| c.is_control() && c != '\t') {
        return Err(WordsError::NotText);
    }
    let mut words = Vec::new();
    // A word may be empty in quotes, so it is there or not.
    let mut word: Option<String> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' => words.extend(word.take()),
            '\'' => take_single_quoted(&mut letters, word.get_or_insert_default())?,
            '"' => take_double_quoted(&mut letters, word.get_or_insert_default())?,
            '\\' => {
                let escaped = letters.next().ok_or(WordsError::OpenQuote)?;
                word.get_or_insert_default().push(escaped);
            }
            // As in `sao:>=4`.
            sign @ ('<' | '>') if word.as_ref().is_some_and(|word| word.contains(':')) => {
                word.get_or_insert_default().push(sign);
            }
            sign if SHELL_SIGNS.contains(&sign) => return Err(WordsError::ShellSign(sign)),
            letter => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Everything up to the next single quote.
fn take_single_quoted(
    letters: &mut impl Iterator<Item = char>,
    word: &mut String,
) -> Result<(), WordsError> {
    loop {
        match letters.next().ok_or(WordsError::OpenQuote)? {
            '\'' => return Ok(()),
            letter => word.push(letter),
        }
    }
}

/// Everything up to the next double quote; a backslash counts before the signs that it would hide from a shell.
fn take_double_quoted(
    letters: &mut impl Iterator<Item = char>,
    word: &mut String,
) -> Result<(), WordsError> {
    loop {
        match letters.next().ok_or(WordsError::OpenQuote)? {
            '"' => return Ok(()),
            sign @ ('$' | '`') => return Err(WordsError::ShellSign(sign)),
            '\\' => match letters.next().ok_or(WordsError::OpenQuote)? {
                escaped @ ('"' | '\\' | '$' | '`') => word.push(escaped),
                other => word.extend(['\\', other]),
            },
            letter => word.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Result<Vec<String>, WordsError> {
        split_words(OsStr::new(line))
    }

    #[test]
    fn words_quotes_and_backslashes_are_read_as_a_shell_reads_them() {
        for (line, expected) in [
            ("", &[][..]),
            ("  \t ", &[]),
            ("search  chả\tmực", &["search", "chả", "mực"]),
            ("search 'chả mực'", &["search", "chả mực"]),
            ("search \"chả mực\"", &["search", "chả mực"]),
            ("search ch\\ ả", &["search", "ch ả"]),
            ("a''b '' \"\"", &["ab", "", ""]),
            ("'a'\\''b'", &["a'b"]),
            ("\"a\\\"b\\n\\\\\"", &["a\"b\\n\\"]),
            ("'$x;|&' \\; \"a;b\"", &["$x;|&", ";", "a;b"]),
            ("search sao:>=4", &["search", "sao:>=4"]),
            (
                "* ~ # ! {a,b} [x] ? =",
                &["*", "~", "#", "!", "{a,b}", "[x]", "?", "="],
            ),
        ] {
            assert_eq!(words(line).unwrap(), expected, "{line}");
        }
    }

    #[test]
    fn nothing_runs_and_nothing_is_filled_in() {
        for (line, sign) in [
            ("search a; id", ';'),
            ("search a | sh", '|'),
            ("search a && id", '&'),
            ("search $HOME", '$'),
            ("search \"$(id)\"", '$'),
            ("search `id`", '`'),
            ("search \"`id`\"", '`'),
            ("search a > b", '>'),
            ("check < /etc/passwd", '<'),
        ] {
            assert_eq!(words(line), Err(WordsError::ShellSign(sign)), "{line}");
        }
        for line in ["'a", "\"a", "a\\", "\"a\\", "'"] {
            assert_eq!(words(line), Err(WordsError::OpenQuote), "{line}");
        }
        for line in [
            "search a\nid",
            "search \u{1b}[31m",
            "a\rb",
            "a\u{7f}",
            "a\u{9b}b",
            "a\0b",
        ] {
            assert_eq!(words(line), Err(WordsError::NotText), "{line:?}");
        }
        assert_eq!(words(&"x".repeat(MAX_BYTES + 1)), Err(WordsError::TooLong));
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let line = OsStr::from_bytes(b"search \xff");
            assert_eq!(split_words(line), Err(WordsError::NotText));
        }
    }
}
