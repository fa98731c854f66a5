//! The real binary, run with a limit of time, and what must never come of it.

use std::collections::HashMap;
use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::answers::acts;
use crate::campaign::{HANG, Tally};
use crate::catalogues::{Generations, ORIGINALS};
use crate::support::home::{BINARY, Home};

/// What a run left.
#[derive(Debug)]
pub struct Run {
    /// The exit code, or 128 and the signal.
    pub code: i32,
    pub signal: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    /// What must not be: a signal, a panic, a code of another kind, a failure without a sentence, characters that act.
    pub fn fault(&self, codes: &[i32]) -> Option<String> {
        let said = || format!("{:?}", self.err.chars().take(400).collect::<String>());
        if let Some(signal) = self.signal {
            return Some(format!("ended by signal {signal}: {}", said()));
        }
        if self.code == 101 || self.err.contains("panicked") {
            return Some(format!("a panic: {}", said()));
        }
        if !codes.contains(&self.code) {
            return Some(format!("code {}: {}", self.code, said()));
        }
        if !matches!(self.code, 0 | 1) && self.err.trim().is_empty() && self.out.trim().is_empty() {
            return Some(format!("code {} without a sentence", self.code));
        }
        let acting = self
            .out
            .chars()
            .chain(self.err.chars())
            .find(|c| acts(*c) && *c != '\n');
        acting.map(|c| format!("{c:?} is printed: {}", said()))
    }
}

/// The binary in a home, with memory for everything that it needs and not for what never ends.
pub fn with_limited_memory(home: &Home, arguments: &[&str]) -> Command {
    in_shell(home, "ulimit -v 4000000; exec \"$0\" \"$@\"", arguments)
}

/// The binary, as a line of the shell starts it: `"$0"` with `"$@"`.
pub fn in_shell(home: &Home, line: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", line, BINARY])
        .args(arguments)
        .env_clear();
    command.envs(home.environment()).current_dir(home.path());
    command
}

/// Runs a command; the error is that it hangs.
pub fn run_in_time(mut command: Command, tally: &mut Tally) -> Result<Run, String> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let (out, err) = (
        read_all(child.stdout.take().unwrap()),
        read_all(child.stderr.take().unwrap()),
    );
    let ended = wait_in_time(&mut child, HANG);
    tally.took(start.elapsed());
    let Some(status) = ended else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(format!("a hang: it runs after {} s", HANG.as_secs()));
    };
    let text =
        |thread: JoinHandle<Vec<u8>>| String::from_utf8_lossy(&thread.join().unwrap()).into_owned();
    Ok(Run {
        code: status
            .code()
            .unwrap_or_else(|| 128 + status.signal().unwrap_or(0)),
        signal: status.signal(),
        out: text(out),
        err: text(err),
    })
}

/// Waits for the end, but not longer than this.
pub fn wait_in_time(child: &mut Child, limit: Duration) -> Option<std::process::ExitStatus> {
    let until = Instant::now() + limit;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        if Instant::now() > until {
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

fn read_all(mut pipe: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

/// What a whole catalogue prints: of generation 1 alone, and of generation 2.
pub fn expected_outputs(arguments: &[&str]) -> [&'static String; 2] {
    static KNOWN: LazyLock<Mutex<HashMap<String, [&'static String; 2]>>> =
        LazyLock::new(Mutex::default);
    let arguments: Vec<&str> = arguments
        .iter()
        .copied()
        .filter(|word| *word != "--read-only")
        .collect();
    let key = arguments.join(" ");
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(key).or_insert_with(|| {
        let home = ORIGINALS.home_with_copy(Generations::Two);
        let current = home.data().join("catalog/current");
        ["gen-000001", "gen-000002"].map(|target| {
            std::fs::remove_file(&current).unwrap();
            std::os::unix::fs::symlink(target, &current).unwrap();
            let ran = home.run(&arguments);
            assert!(ran.code <= 1 && ran.err.is_empty(), "{}", ran.err);
            &*Box::leak(Box::new(ran.out))
        })
    })
}
