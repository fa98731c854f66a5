//! A sealed home: the real binary with a data folder of its own, a fixed day and no foreign environment.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The day every end-to-end test lives on.
pub const TODAY: &str = "2026-11-24";

/// The real binary.
pub const BINARY: &str = env!("CARGO_BIN_EXE_ocop");

/// The name of the account that runs the tests, as the system says it.
pub fn account_name() -> String {
    let said = Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(said.stdout).unwrap().trim().to_owned()
}

/// A home for one test.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> std::path::PathBuf {
        self.path().join("data")
    }

    /// The variables of the sealed environment.
    pub fn environment(&self) -> Vec<(String, String)> {
        let home = self.path().to_string_lossy().into_owned();
        let data = self.data().to_string_lossy().into_owned();
        [
            ("HOME", home.as_str()),
            ("PATH", "/usr/bin:/bin"),
            ("OCOP_DATA_DIR", data.as_str()),
            ("OCOP_TODAY", TODAY),
            ("TERM", "xterm-256color"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .current_dir(self.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().unwrap())
    }
}

/// What a run of the binary left.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// What was printed, as one document.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
