//! `SSH_ORIGINAL_COMMAND`: what the person at the other end of an SSH line asked for, where the administrator's forced
//! command runs instead. The program reads it itself; no shell does.
//!
//! The arguments of the process are the administrator's, and all of them count. An administrator may also have written
//! `exec ocop $SSH_ORIGINAL_COMMAND`: then the last arguments are the person's, and [`UserWords::find`] takes them off.
//!
//! Must not run anything.

mod permitted_line;
mod shell_words;

use std::ffi::{OsStr, OsString};

pub use self::permitted_line::{
    PERMITTED_COMMANDS, UserLine, hide_forbidden_commands, parse_user_line,
};
pub use self::shell_words::WordsError;
use self::shell_words::split_words;

/// The variable in which sshd says what was asked for.
const VARIABLE: &str = "SSH_ORIGINAL_COMMAND";

/// What the person asked for.
#[derive(Clone, Debug)]
pub struct UserWords {
    /// The words, or why they are none.
    pub words: Result<Vec<String>, WordsError>,
    /// The arguments of the administrator, the program's name first.
    pub admin_arguments: Vec<OsString>,
    /// The person's words were among the arguments: the administrator's command passes them on.
    pub are_passed_on: bool,
}

impl UserWords {
    /// Finds what the person asked for; `None` where nothing was.
    pub fn find(arguments: &[OsString]) -> Option<Self> {
        let line = std::env::var_os(VARIABLE)?;
        Self::in_line(&line, arguments)
    }

    fn in_line(line: &OsStr, arguments: &[OsString]) -> Option<Self> {
        let is_blank = line.to_str().is_some_and(|line| line.trim().is_empty());
        if is_blank {
            return None;
        }
        let typed = arguments.get(1..).unwrap_or_default();
        let start = find_passed_words(line, typed);
        let admin = typed.len() - start.map_or(0, |start| typed.len() - start);
        let name = arguments.first().into_iter();
        Some(Self {
            words: split_words(line).map(without_program_name),
            admin_arguments: name.chain(&typed[..admin]).cloned().collect(),
            are_passed_on: start.is_some(),
        })
    }
}

/// The words without the program's own name: `ssh host ocop search …` is what people type.
fn without_program_name(mut words: Vec<String>) -> Vec<String> {
    let is_name = |word: &String| word.rsplit('/').next() == Some("ocop");
    if words.first().is_some_and(is_name) {
        words.remove(0);
    }
    words
}

/// A typed line as words, with quotes as a shell reads them; `None` where a quote stays open, or a sign is a shell's.
pub fn split_line(line: &str) -> Option<Vec<String>> {
    split_words(OsStr::new(line)).ok()
}

/// Where the last arguments begin to be the person's line: as words, with its first word gone, or as one argument.
/// A shell may have made names of files of a word with signs for that.
fn find_passed_words(line: &OsStr, arguments: &[OsString]) -> Option<usize> {
    if line.len() > shell_words::MAX_BYTES {
        // Nobody reads it, so nobody runs the arguments that it may have become.
        return (!arguments.is_empty()).then_some(0);
    }
    let lossy = line.to_string_lossy();
    let by_blanks: Vec<String> = lossy.split_ascii_whitespace().map(str::to_owned).collect();
    let by_quotes = split_words(line).unwrap_or_default();
    let rest = |words: &[String]| words.get(1..).unwrap_or_default().to_vec();
    let wanted = [rest(&by_blanks), by_blanks, rest(&by_quotes), by_quotes];
    let shown: Vec<String> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    // The longest tail: everything of it may be the person's.
    let is_whole = shown.last().is_some_and(|last| *last == lossy);
    let counts = wanted.iter().map(|words| count_passed(words, &shown));
    let most = counts
        .chain([usize::from(is_whole)])
        .max()
        .filter(|count| *count > 0);
    most.map(|count| shown.len() - count)
}

/// How many of the last arguments a shell may have made of the words, at most: it makes one argument or more of a word
/// with signs.
fn count_passed(words: &[String], arguments: &[String]) -> usize {
    // From the end: whether the words so far may have become so many of the last arguments.
    let mut reached = vec![false; arguments.len() + 1];
    reached[0] = true;
    for word in words.iter().rev() {
        let has_signs = word.contains(['*', '?', '[']);
        let mut next = vec![false; arguments.len() + 1];
        for (index, argument) in arguments.iter().rev().enumerate() {
            next[index + 1] = if has_signs {
                reached[index] || next[index]
            } else {
                reached[index] && word == argument
            };
        }
        reached = next;
    }
    reached
        .iter()
        .rposition(|is_reached| *is_reached)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admin_part(line: &str, arguments: &[&str]) -> (Vec<String>, bool) {
        let arguments: Vec<OsString> = ["ocop"]
            .iter()
            .chain(arguments)
            .map(OsString::from)
            .collect();
        let found = UserWords::in_line(OsStr::new(line), &arguments).unwrap();
        let admin = found.admin_arguments.iter().skip(1);
        let admin = admin.map(|argument| argument.to_string_lossy().into_owned());
        (admin.collect(), found.are_passed_on)
    }

    #[test]
    fn the_persons_words_are_taken_off_the_arguments_however_they_came_there() {
        for (line, arguments, admin, is_passed) in [
            ("stats", &[][..], &[][..], false),
            (
                "stats",
                &["--data-dir", "/srv"],
                &["--data-dir", "/srv"],
                false,
            ),
            ("stats", &["stats"], &[], true),
            ("check /etc/passwd", &["check", "/etc/passwd"], &[], true),
            (
                "check '/etc/passwd'",
                &["check", "'/etc/passwd'"],
                &[],
                true,
            ),
            ("check '/etc/passwd'", &["check", "/etc/passwd"], &[], true),
            (
                "check /etc/pass*",
                &["check", "/etc/passwd", "/etc/passwd-"],
                &[],
                true,
            ),
            ("ocop check /x", &["check", "/x"], &[], true),
            (
                "search a b",
                &["--lang", "en", "search", "a", "b"],
                &["--lang", "en"],
                true,
            ),
            ("search a b", &["search a b"], &[], true),
            (
                "list",
                &["search", "--format", "csv"],
                &["search", "--format", "csv"],
                false,
            ),
        ] {
            let expected: Vec<String> = admin.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(admin_part(line, arguments), (expected, is_passed), "{line}");
        }
        assert!(UserWords::in_line(OsStr::new("  "), &[]).is_none());
    }

    #[test]
    fn many_signs_take_no_time_and_long_lines_are_the_persons() {
        let stars = "* ".repeat(1500);
        let files = vec!["x"; 3000];
        assert!(admin_part(&stars, &files).1);
        assert!(!admin_part(&format!("{stars} a"), &files).1);
        assert!(admin_part(&"x ".repeat(5000), &["check", "y"]).1);
    }

    #[test]
    fn the_programs_own_name_is_no_word() {
        let words = |line| {
            let words = UserWords::in_line(OsStr::new(line), &[]).unwrap().words;
            words.unwrap()
        };
        assert_eq!(words("ocop stats"), ["stats"]);
        assert_eq!(words("/usr/bin/ocop stats"), ["stats"]);
        assert!(words("ocop").is_empty());
        assert_eq!(words("search ocop"), ["search", "ocop"]);
    }
}
