//! A real terminal of a test: a PTY with the real binary in it, and an emulator that a test reads.
//!
//! A thread reads all the time, as a terminal does, and rings at every byte; a test waits for what the
//! screen should show ([`Terminal::until`]) and never for time to pass. A wait that fails prints the screen.
//! The test keeps the other end open too, so that the modes the program leaves can be looked at.

#![cfg(unix)]

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system as system,
};
use rustix::process::{Pid, Signal, kill_process};

use super::home::{BINARY, Home};

/// The beginning of a frame.
pub const BEGIN: &str = "\x1b[?2026h";
/// The end of a frame.
pub const END: &str = "\x1b[?2026l";

/// Columns and rows of most terminals.
pub const CLASSIC: (u16, u16) = (80, 24);

/// A wait is given up after so long: far more than any machine needs.
const PATIENCE: Duration = Duration::from_secs(30);
/// The emulator is no larger; the program draws no more either.
const LARGEST: (u16, u16) = (500, 200);

/// The real binary in the sealed environment.
pub fn program(home: &Home) -> CommandBuilder {
    sealed(CommandBuilder::new(BINARY), home)
}

/// A line of shell in the sealed environment; the binary is `"$1"`.
pub fn shell(home: &Home, line: &str) -> CommandBuilder {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", line, "sh", BINARY]);
    sealed(command, home)
}

fn sealed(mut command: CommandBuilder, home: &Home) -> CommandBuilder {
    command.env_clear();
    for (name, value) in home.environment() {
        command.env(name, value);
    }
    command.cwd(home.path());
    command
}

/// What a terminal got so far.
pub struct Seen {
    /// Every byte.
    pub bytes: Vec<u8>,
    /// Whole frames.
    pub frames: usize,
    begun: usize,
    parser: vt100::Parser,
    /// The reader lets go of the terminal at the next byte.
    leaving: bool,
}

impl Seen {
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn shows(&self, text: &str) -> bool {
        self.screen().contents().contains(text)
    }

    pub fn rows(&self) -> Vec<String> {
        let (_, columns) = self.screen().size();
        let rows = self.screen().rows(0, columns);
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    /// The first row that tells something.
    pub fn row_with(&self, text: &str) -> Option<String> {
        self.rows().into_iter().find(|row| row.contains(text))
    }

    /// What stands in the search line.
    pub fn typed(&self) -> String {
        let row = self.row_with("Tìm: ").unwrap_or_default();
        let line = row.split_once("Tìm: ").map_or("", |(_, line)| line);
        let line = line.split("OCOP Quảng Ninh").next().unwrap_or(line);
        line.trim_end().to_owned()
    }

    /// No frame is half here.
    fn is_whole(&self) -> bool {
        self.begun <= self.frames
    }

    fn take(&mut self, bytes: &[u8]) {
        // A mark may have come in two pieces.
        let unread = self.bytes.len().saturating_sub(END.len() - 1);
        self.bytes.extend_from_slice(bytes);
        self.begun += count(&self.bytes[unread..], BEGIN);
        self.frames += count(&self.bytes[unread..], END);
        self.parser.process(bytes);
    }
}

fn count(bytes: &[u8], mark: &str) -> usize {
    let windows = bytes.windows(mark.len());
    windows.filter(|window| *window == mark.as_bytes()).count()
}

struct Shared {
    seen: Mutex<Seen>,
    news: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_on(&self, mut master: impl Read) {
        let mut chunk = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = master.read(&mut chunk) {
            let mut seen = self.lock();
            seen.take(&chunk[..read]);
            self.news.notify_all();
            if seen.leaving {
                return;
            }
        }
    }
}

/// How a program ended and what it left.
pub struct Ended {
    pub code: u32,
    /// Raw mode and all the rest are as they were.
    pub modes_restored: bool,
    shared: Arc<Shared>,
}

impl Ended {
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.lock()
    }

    /// The shell that comes next finds the terminal as it was.
    pub fn assert_restored(&self) {
        let seen = self.seen();
        let (screen, bytes) = (seen.screen(), seen.text());
        let (entered, left) = (bytes.find("\x1b[?1049h"), bytes.rfind("\x1b[?1049l"));
        assert!(entered.is_some() && entered < left, "{bytes:?}");
        assert!(bytes.rfind(BEGIN) < left, "a frame behind the farewell");
        assert!(bytes.rfind("\x1b[?7l") < bytes.rfind("\x1b[?7h"));
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert!(!screen.bracketed_paste());
        assert!(self.modes_restored, "the modes are not as they were");
    }
}

/// A terminal with a program in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    /// Nothing of it is left once the window was closed.
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    slave: Option<Box<dyn SlavePty + Send>>,
    reader: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
    modes: String,
}

impl Terminal {
    /// Runs a command in a terminal of so many columns and rows.
    pub fn run(command: CommandBuilder, size: (u16, u16)) -> Self {
        let pair = system().openpty(in_cells(size)).unwrap();
        let (columns, rows) = drawn(size);
        let shared = Arc::new(Shared {
            seen: Mutex::new(Seen {
                bytes: Vec::new(),
                frames: 0,
                begun: 0,
                parser: vt100::Parser::new(rows, columns, 0),
                leaving: false,
            }),
            news: Condvar::new(),
        });
        let (master, listener) = (pair.master, Arc::clone(&shared));
        let source = master.try_clone_reader().unwrap();
        Self {
            modes: modes(&*master),
            child: pair.slave.spawn_command(command).unwrap(),
            writer: Some(master.take_writer().unwrap()),
            master: Some(master),
            slave: Some(pair.slave),
            reader: Some(thread::spawn(move || listener.read_on(source))),
            shared,
        }
    }

    /// Runs a command and waits until its list stands on the screen.
    pub fn open(command: CommandBuilder, size: (u16, u16)) -> Self {
        let terminal = Self::run(command, size);
        terminal.until("the list", |seen| seen.shows("Tên sản phẩm"));
        terminal
    }

    /// Presses keys: all of these bytes in one write.
    pub fn press(&mut self, keys: impl AsRef<[u8]>) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_ref()).unwrap();
    }

    /// Presses keys again and again, as a person does whose keys a bad line swallowed.
    pub fn insist(&mut self, keys: &str, condition: impl Fn(&Seen) -> bool) {
        for _ in 0..30 {
            self.press(keys);
            if self.within(Duration::from_secs(1), &condition) {
                return;
            }
        }
        panic!("{keys:?} did nothing:\n{}", self.seen().screen().contents());
    }

    /// Presses keys one by one while the line takes no byte, and for a moment longer.
    pub fn stall(&mut self, keys: &[u8], between: Duration) {
        let shared = Arc::clone(&self.shared);
        // The reader reads once more and then waits for this.
        let _seen = shared.lock();
        for key in keys {
            self.press([*key]);
            thread::sleep(between);
        }
        thread::sleep(between * 10);
    }

    pub fn resize(&self, size: (u16, u16)) {
        let (columns, rows) = drawn(size);
        // The emulator first: what comes for the new size must find it.
        let mut seen = self.seen();
        seen.parser.screen_mut().set_size(rows, columns);
        let master = self.master.as_ref().unwrap();
        master.resize(in_cells(size)).unwrap();
    }

    /// Somebody else writes over the screen, and the program cannot know.
    pub fn scribble(&self, text: &str) {
        self.seen().parser.process(text.as_bytes());
    }

    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.lock()
    }

    /// Whether this comes true in time, on a whole frame.
    pub fn within(&self, limit: Duration, condition: impl Fn(&Seen) -> bool) -> bool {
        let not_yet = |seen: &mut Seen| !(seen.is_whole() && condition(seen));
        let waited = self
            .shared
            .news
            .wait_timeout_while(self.seen(), limit, not_yet);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Waits until this comes true.
    pub fn until(&self, what: &str, condition: impl Fn(&Seen) -> bool) {
        if !self.within(PATIENCE, condition) {
            let seen = self.seen();
            panic!("waited for {what}:\n{}", seen.screen().contents());
        }
    }

    /// Waits for one more frame than there are now, whatever it shows, after doing something.
    pub fn frame_after(&self, what: impl FnOnce(&Self)) {
        let before = self.seen().frames;
        what(self);
        self.until("a frame", |seen| seen.frames > before);
    }

    /// Waits until nothing comes any more.
    pub fn settle(&self) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            let before = self.seen().bytes.len();
            if !self.within(Duration::from_millis(700), |seen| seen.bytes.len() > before) {
                return;
            }
        }
        panic!("it never rests:\n{}", self.seen().screen().contents());
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().unwrap();
        Pid::from_raw(pid.cast_signed()).unwrap()
    }

    /// Closes the window under the program: nobody will ever read or type again.
    pub fn close_window(&mut self) {
        self.seen().leaving = true;
        // The reader sleeps until a byte comes; a repaint brings some.
        self.press("\x0c");
        self.reader.take().unwrap().join().unwrap();
        (self.writer, self.slave, self.master) = (None, None, None);
    }

    /// The exit code, if the program ends in time.
    pub fn code_within(&mut self, limit: Duration) -> Option<u32> {
        let until = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status.exit_code());
            }
            if Instant::now() > until {
                return None;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end and for the last byte.
    pub fn end(&mut self) -> Ended {
        let Some(code) = self.code_within(PATIENCE) else {
            let seen = self.seen();
            panic!("it does not end:\n{}", seen.screen().contents());
        };
        let modes_restored = modes(&**self.master.as_ref().unwrap()) == self.modes;
        // Without a last holder of the other end the reader comes to an end, too.
        self.slave = None;
        self.reader.take().unwrap().join().unwrap();
        Ended {
            code,
            modes_restored,
            shared: Arc::clone(&self.shared),
        }
    }

    /// Clock ticks of processor time so far, on all threads.
    #[cfg(target_os = "linux")]
    pub fn ticks(&self) -> u64 {
        let stat = self.proc("stat");
        // Behind the name, which may hold anything: user and system time are the 12th and 13th field.
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let times = fields.split(' ').skip(11).take(2);
        times.map(|time| time.parse::<u64>().unwrap()).sum()
    }

    /// The most memory it ever had, in MB.
    #[cfg(target_os = "linux")]
    pub fn peak(&self) -> u64 {
        let status = self.proc("status");
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
        kilobytes.unwrap().parse::<u64>().unwrap() / 1024
    }

    #[cfg(target_os = "linux")]
    fn proc(&self, file: &str) -> String {
        let pid = self.pid().as_raw_nonzero();
        std::fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Nothing outlives its test.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn in_cells((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        ..PtySize::default()
    }
}

/// What an emulator draws of a window; one that tells no size is a classic one.
fn drawn((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 {
        return CLASSIC;
    }
    (columns.min(LARGEST.0), rows.min(LARGEST.1))
}
