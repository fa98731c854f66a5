//! Files that kill importers: each is refused in time, with one sentence, and the program lives.
//!
//! * [`workbooks`]: archives and their kin. * [`texts`]: CSV and JSON. * [`signs`]: characters that act.

mod signs;
mod texts;
mod workbooks;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::home::Home;

/// Far more than any of them needs, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asserts that a file is refused: in time, with exit code 65, and with one sentence that names it and says
/// this.
pub fn assert_refused(home: &Home, file: &str, says: &str) {
    let path = home.path().join(file);
    assert!(Path::new(&path).exists(), "{file}");
    for command in ["check", "import"] {
        let begun = Instant::now();
        let mut arguments = vec![command, file];
        arguments.extend((command == "import").then_some("--yes"));
        let ran = home.run(&arguments);
        assert!(begun.elapsed() < PATIENCE, "{file}: {:?}", begun.elapsed());
        assert_eq!(ran.code, 65, "{file}: {}{}", ran.out, ran.err);
        let said: Vec<&str> = ran
            .err
            .lines()
            .filter(|line| !line.starts_with("Đã dựng danh mục"))
            .collect();
        assert_eq!(said.len(), 1, "{file}: {said:?}");
        assert!(
            said[0].starts_with(&format!("Lỗi: {file}")),
            "{file}: {said:?}"
        );
        assert!(said[0].contains(says), "{file}: {says:?} in {said:?}");
    }
    let alive = home.run(&["search", "cha muc", "--format", "jsonl"]);
    assert_eq!((alive.code, alive.err.as_str()), (0, ""), "{file}");
}
