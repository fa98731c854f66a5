//! Files made to kill importers: each is rejected in time with one message, and the program keeps working.
//!
//! * [`workbooks`]: archives and workbooks. * [`texts`]: CSV and JSON. * [`signs`]: control characters.

mod signs;
mod texts;
mod workbooks;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::home::Home;

/// Far more than any of them needs, even on a busy machine.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Asserts that a file is rejected in time, with exit code 65 and one message that names it and contains
/// `expected`.
pub fn assert_refused(home: &Home, file: &str, expected: &str) {
    let path = home.path().join(file);
    assert!(Path::new(&path).exists(), "{file}");
    for command in ["check", "import"] {
        let start = Instant::now();
        let mut arguments = vec![command, file];
        arguments.extend((command == "import").then_some("--yes"));
        let result = home.run(&arguments);
        assert!(
            start.elapsed() < TIME_LIMIT,
            "{file}: {:?}",
            start.elapsed()
        );
        assert_eq!(result.code, 65, "{file}: {}{}", result.out, result.err);
        let messages: Vec<&str> = result
            .err
            .lines()
            .filter(|line| !line.starts_with("Đã dựng danh mục"))
            .collect();
        assert_eq!(messages.len(), 1, "{file}: {messages:?}");
        assert!(
            messages[0].starts_with(&format!("Lỗi: {file}")),
            "{file}: {messages:?}"
        );
        assert!(
            messages[0].contains(expected),
            "{file}: {expected:?} in {messages:?}"
        );
    }
    let alive = home.run(&["search", "cha muc", "--format", "jsonl"]);
    assert_eq!((alive.code, alive.err.as_str()), (0, ""), "{file}");
}
