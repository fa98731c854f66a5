//! The small files around the program: whatever stands in their place is told at once, nothing of it is followed or
//! written over, and several screens never undo what another one saved.

#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::home::{BINARY, Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program, shell};

/// A list whose second column only `--map` explains.
const ODD_LIST: &str = "Hang XYZ,Tên chủ thể\nBánh thử,HTX Thử\n";
const MAPPED: [&str; 5] = ["import", "--yes", "--map", "Hang XYZ=name", "odd.csv"];

/// Runs the program with a limit that only an endless wait reaches: the code is 124 then.
fn run_in_time(home: &Home, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new("timeout");
    command.args(["60", BINARY]).args(arguments).env_clear();
    command.envs(home.environment()).current_dir(home.path());
    command.envs(variables.iter().copied());
    Ran::from(command.output().unwrap())
}

fn make_fifo(path: &Path) {
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, path, mode).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

type Maker<'a> = &'a dyn Fn();

/// Puts each kind of thing that is no small file in the place of one, with the words that tell it; `follows` says that
/// a link is followed there.
fn each_unfit_thing(home: &Home, path: &Path, follows: bool, mut try_it: impl FnMut(&str)) {
    let precious = home.path().join("precious");
    let large = || File::create(path).unwrap().set_len(1 << 30).unwrap();
    let link = || symlink(&precious, path).unwrap();
    let things: [(&str, Maker<'_>); 5] = [
        ("ống (FIFO)", &|| make_fifo(path)),
        ("lớn hơn 1 MB", &large),
        // It is followed to a file of the user that is no TOML.
        (if follows { "TOML" } else { "liên kết" }, &link),
        (
            if follows {
                "thiết bị"
            } else {
                "liên kết"
            },
            &|| {
                symlink("/dev/zero", path).unwrap();
            },
        ),
        ("thư mục", &|| fs::create_dir(path).unwrap()),
    ];
    for (word, make) in things {
        fs::write(&precious, "precious\n").unwrap();
        fs::set_permissions(&precious, fs::Permissions::from_mode(0o640)).unwrap();
        make();
        try_it(word);
        let kept = fs::read_to_string(&precious).unwrap();
        assert_eq!((kept.as_str(), mode(&precious)), ("precious\n", 0o640));
        if fs::symlink_metadata(path).unwrap().is_dir() {
            fs::remove_dir(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn a_config_file_that_is_none_is_told_and_one_behind_a_link_is_read() {
    let home = Home::new();
    let path = home.path().join("config.toml");
    let config = path.to_string_lossy().into_owned();
    let run = |lang| {
        let variables = [("OCOP_CONFIG", config.as_str())];
        run_in_time(&home, &["search", "cha muc", "--lang", lang], &variables)
    };
    each_unfit_thing(&home, &path, true, |word| {
        let ran = run("vi");
        assert_eq!(ran.code, 0, "{word}: {}", ran.err);
        assert!(ran.out.contains("Chả mực"), "{word}: {}", ran.out);
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
        assert_eq!(ran.err.matches("config.toml").count(), 1, "{}", ran.err);
    });
    make_fifo(&path);
    assert!(run("en").err.contains("it is a pipe (FIFO), not a file"));
    fs::remove_file(&path).unwrap();
    symlink("nowhere", &path).unwrap();
    assert!(run("vi").err.contains("liên kết dẫn tới tệp không có"));
    fs::remove_file(&path).unwrap();
    // Dotfiles are often kept in one place and linked to.
    fs::write(home.path().join("dotfile"), "lang = \"en\"\n").unwrap();
    symlink("dotfile", &path).unwrap();
    let variables = [("OCOP_CONFIG", config.as_str())];
    let ran = run_in_time(&home, &["stats"], &variables);
    assert!(
        ran.out.contains("products") && ran.err.is_empty(),
        "{ran:?}"
    );
    let none = run_in_time(&home, &["stats"], &[("OCOP_CONFIG", "/dev/null")]);
    assert!(none.err.is_empty(), "{}", none.err);
}

#[test]
fn remembered_columns_that_are_no_file_are_told_and_nothing_is_written_over() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    fs::write(home.path().join("odd.csv"), ODD_LIST).unwrap();
    let path = home.data().join("columns.json");
    each_unfit_thing(&home, &path, false, |word| {
        let looked = run_in_time(&home, &["import", "--dry-run", "odd.csv"], &[]);
        assert_ne!(looked.code, 124, "{word} hangs");
        assert!(looked.err.contains(word), "{word}: {}", looked.err);
        let imported = run_in_time(&home, &MAPPED, &[]);
        assert!(imported.code < 2, "{word}: {}", imported.err);
        let listed = run_in_time(&home, &["columns"], &[]);
        assert_eq!(listed.code, 65, "{word}: {}", listed.err);
        let forgotten = run_in_time(&home, &["columns", "forget", "--all"], &[]);
        assert_eq!(forgotten.code, 65, "{word}: {}", forgotten.err);
        assert!(forgotten.err.contains(word), "{word}: {}", forgotten.err);
    });
    // What somebody else wrote there stays too.
    fs::write(&path, "precious").unwrap();
    fs::write(home.path().join("odd.csv"), ODD_LIST.replace("Bánh", "Kẹo")).unwrap();
    let imported = home.run(&MAPPED);
    assert_eq!(imported.code, 0, "{}", imported.err);
    assert!(
        imported
            .err
            .contains("các cột chỉ bằng --map không được nhớ"),
        "{}",
        imported.err
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    let names = names(&home.data());
    assert_eq!(names, ["catalog", "columns.json"], "nothing is left");
}

#[test]
fn in_a_catalogue_of_a_group_its_folder_decides_who_changes_the_columns() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    fs::write(home.path().join("odd.csv"), ODD_LIST).unwrap();
    fs::set_permissions(home.data(), fs::Permissions::from_mode(0o2775)).unwrap();
    let line = "umask 077; exec \"$1\" import --yes --map 'Hang XYZ=name' odd.csv";
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line, "sh", BINARY]).env_clear();
    command.envs(home.environment()).current_dir(home.path());
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(mode(&home.data().join("columns.json")), 0o664);
}

#[test]
fn exports_are_their_owners_unless_somebody_says_otherwise() {
    let home = Home::new();
    let export = |name: &str, more: &[&str]| {
        let ran = home.run(&[&["export", "ruou", "--out", name], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        mode(&home.path().join(name))
    };
    assert_eq!(export("a.csv", &[]), 0o600);
    assert_eq!(export("a.xlsx", &[]), 0o600);
    let usual = 0o666 & !umask();
    assert_eq!(export("b.csv", &["--shared"]), usual);
    // Who replaces a file leaves it to whom it was left.
    assert_eq!(export("b.csv", &["--force"]), usual);
    assert_eq!(export("a.csv", &["--force", "--shared"]), 0o600);
    let figures = home.run(&["stats", "--format", "csv", "--out", "s.csv"]);
    assert_eq!(figures.code, 0, "{}", figures.err);
    assert_eq!(mode(&home.path().join("s.csv")), 0o600);
    let config = home.path().join(".config/ocop/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(config, "shared_exports = true\n").unwrap();
    assert_eq!(export("c.csv", &[]), usual);
}

/// The umask of this process, which the programs that it starts inherit.
fn umask() -> u32 {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new");
    File::create(&path).unwrap();
    0o666 & !mode(&path)
}

#[test]
fn a_name_that_is_no_name_of_a_file_is_told_and_leaves_nothing() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    fs::create_dir(home.path().join("folder")).unwrap();
    make_fifo(&home.path().join("fifo"));
    symlink("fifo", home.path().join("to-fifo")).unwrap();
    let before = names(home.path());
    let too_long = format!("{}.csv", "Ạ".repeat(84));
    let deep = format!("{}x.csv", "folder/../".repeat(500));
    for (name, words) in [
        ("folder", "đây là thư mục"),
        ("folder/", "đây là thư mục"),
        ("new/", "thiếu tên tệp"),
        ("new/.", "thiếu tên tệp"),
        ("..", "đây là thư mục"),
        (".", "đây là thư mục"),
        ("/", "đây là thư mục"),
        ("new/x.csv", "không có tệp hay thư mục này"),
        ("fifo", "không ai đọc ống"),
        ("to-fifo", "không ai đọc ống"),
        ("/dev/full", "ổ đĩa đã đầy"),
        (too_long.as_str(), "tên tệp quá dài"),
        (deep.as_str(), "tên tệp quá dài"),
    ] {
        for more in [&[][..], &["--force"]] {
            for command in [&["export", "ruou"][..], &["stats", "ruou"]] {
                let arguments = [command, &["--format", "csv", "--out", name], more].concat();
                let ran = run_in_time(&home, &arguments, &[]);
                assert_eq!(ran.code, 74, "{arguments:?}: {}", ran.err);
                assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
                assert_eq!(names(home.path()), before, "{name}");
            }
        }
    }
    // As long as a name can be, in letters of several bytes.
    let longest = format!("{}x.csv", "ạ".repeat(83)) + "y";
    let longest = longest.replace(".csvy", "y.csv");
    assert_eq!(longest.len(), 255);
    for more in [&[][..], &["--force"]] {
        let ran = home.run(&[&["export", "ruou", "--out", &longest], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert_eq!(names(home.path()).len(), before.len() + 1);
    // Somebody who reads the pipe gets everything.
    let line = "cat fifo > read.csv & \"$1\" search x >/dev/null; sleep 0.2; \"$1\" export ruou --format csv --out fifo; wait";
    let mut command = Command::new("timeout");
    command.args(["60", "/bin/sh", "-c", line, "sh", BINARY]);
    command
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path());
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let read = fs::read(home.path().join("read.csv")).unwrap();
    assert_eq!(read, fs::read(home.path().join(&longest)).unwrap());
}

#[test]
fn a_home_that_is_none_is_told_once_and_nothing_is_written_where_the_program_is_started() {
    let home = Home::new();
    let (work, file) = (home.path().join("work"), home.path().join("file"));
    fs::create_dir(&work).unwrap();
    fs::write(&file, "").unwrap();
    let missing = home.path().join("missing");
    for at in [
        ".",
        "work",
        "../x",
        &file.to_string_lossy(),
        &missing.to_string_lossy(),
    ] {
        for (name, relative) in [
            ("XDG_DATA_HOME", ""),
            ("XDG_STATE_HOME", "x"),
            ("TMPDIR", ""),
        ] {
            let mut command = home.command(&["search", "cha muc"]);
            command
                .current_dir(&work)
                .env("HOME", at)
                .env(name, relative);
            let ran = Ran::from(command.env_remove("OCOP_DATA_DIR").output().unwrap());
            assert_eq!(ran.code, 0, "{at}: {}", ran.err);
            assert!(ran.out.contains("Chả mực"), "{at}: {}", ran.out);
            assert_eq!(ran.err.matches("HOME").count(), 2, "{at}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{at}: {}", ran.err);
            assert_eq!(names(&work), [""; 0], "{at}");
            assert!(!missing.exists());
        }
    }
    fs::write(home.path().join("odd.csv"), ODD_LIST).unwrap();
    let mut command = home.command(&MAPPED);
    let ran = command.env("HOME", ".").env_remove("OCOP_DATA_DIR");
    let ran = Ran::from(ran.output().unwrap());
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("--data-dir"), "{}", ran.err);
    // A workbook needs a folder for a moment.
    let mut command = home.command(&["export", "ruou", "--out", "../a.xlsx"]);
    let ran = command.current_dir(&work).env("TMPDIR", "");
    assert!(ran.output().unwrap().status.success());
    assert_eq!(names(&work), [""; 0]);
    assert!(!home.path().join(".local").join("share").exists());
}

#[test]
fn a_variable_that_is_set_to_nothing_is_not_set() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    let plain = {
        let mut command = home.command(&["search", "cha muc"]);
        Ran::from(command.env_remove("OCOP_TODAY").output().unwrap())
    };
    for name in [
        "OCOP_TODAY",
        "OCOP_LANG",
        "OCOP_THEME",
        "OCOP_ASCII",
        "OCOP_STARS",
        "OCOP_SLOW",
        "OCOP_READ_ONLY",
        "OCOP_CONFIG",
        "ACCESSIBLE",
        "NO_COLOR",
        "TMPDIR",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CONFIG_HOME",
    ] {
        let mut command = home.command(&["search", "cha muc"]);
        command.env_remove("OCOP_TODAY").env(name, "");
        let ran = Ran::from(command.output().unwrap());
        assert_eq!((ran.code, &ran.err), (0, &plain.err), "{name}");
        assert_eq!(ran.out, plain.out, "{name}");
    }
    let mut command = home.command(&["search", "cha muc"]);
    let ran = Ran::from(command.env("OCOP_DATA_DIR", "").output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(home.path().join(".local/share/ocop/catalog").is_dir());
    assert!(!home.path().join("catalog").exists());
}

fn state(home: &Home, name: &str) -> PathBuf {
    home.path().join(".local/state/ocop").join(name)
}

#[test]
fn what_many_screens_save_at_once_is_all_there() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    let questions = ["", "xep:ten ", "xep:-ten ", "-"];
    let questions = questions.iter().flat_map(|before| {
        let stars = 3..=5;
        stars.map(move |star| format!("{before}sao:{star}"))
    });
    let mut screens: Vec<(String, Terminal)> = questions
        .map(|question| (question, Terminal::open(program(&home), CLASSIC)))
        .collect();
    for (question, screen) in &mut screens {
        screen.press(format!("{question}\r"));
        screen.until("found", |seen| {
            seen.shows(" / 157") && seen.shows("Sản phẩm 1/") && !seen.shows("1/157")
        });
    }
    for (_, screen) in &mut screens {
        screen.press("b");
    }
    for (_, screen) in &screens {
        screen.until("saved", |seen| seen.shows("Đã lưu: "));
    }
    let saved = fs::read_to_string(state(&home, "saved")).unwrap();
    let mut lines: Vec<&str> = saved.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), screens.len(), "{saved}");
    assert_eq!(mode(&state(&home, "saved")), 0o600);
    assert_eq!(mode(&home.path().join(".local/state/ocop")), 0o700);
}

#[test]
fn a_screen_tells_what_it_cannot_remember_and_writes_over_nothing() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    let saved = state(&home, "saved");
    each_unfit_thing(&home, &saved, false, |word| {
        let mut terminal = Terminal::open(program(&home), CLASSIC);
        terminal.until("told", |seen| seen.shows("ocop/saved"));
        terminal.press("sao:5\rb");
        terminal.until("refused", |seen| seen.shows("Không lưu được"));
        assert!(!terminal.seen().shows("Đã lưu"), "{word}");
        terminal.press("\x03");
        assert_eq!(terminal.end().code, 0, "{word}");
    });
    // All the others at once: none hangs, none is touched.
    let others = [
        "searches",
        "place",
        "list-percent",
        "list-columns",
        "screen-look",
        "log",
        "copied.txt",
    ];
    for name in others {
        let _ = fs::remove_file(state(&home, name));
        make_fifo(&state(&home, name));
    }
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("told", |seen| seen.shows("ocop/"));
    terminal.press("sao:5\r>jj\x1bq");
    terminal.press("q");
    assert_eq!(terminal.end().code, 0);
    for name in others {
        use std::os::unix::fs::FileTypeExt;
        let kind = fs::symlink_metadata(state(&home, name))
            .unwrap()
            .file_type();
        assert!(kind.is_fifo(), "{name}");
    }
    let doctor = run_in_time(&home, &["doctor"], &[]);
    assert!(doctor.out.contains("ống (FIFO)"), "{}", doctor.out);
}

#[test]
fn a_state_folder_that_cannot_be_is_told_once_and_the_screen_goes_on() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    fs::write(home.path().join("file"), "").unwrap();
    let line = "XDG_STATE_HOME=\"$HOME/file\" exec \"$1\"";
    let mut terminal = Terminal::open(shell(&home, line), (200, 40));
    terminal.until("told", |seen| seen.shows("chỉ nhớ trong lần mở này"));
    terminal.press("sao:5\rb");
    terminal.until("kept for now", |seen| {
        seen.shows("câu tìm chỉ còn trong lần mở này")
    });
    terminal.press("B");
    terminal.until("the saved one", |seen| seen.shows("* sao:5"));
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    let line = "cd work && HOME=. OCOP_DATA_DIR= exec \"$1\"";
    fs::create_dir(home.path().join("work")).unwrap();
    let mut terminal = Terminal::open(shell(&home, line), (200, 40));
    terminal.until("told", |seen| seen.shows("Không có thư mục cá nhân (HOME)"));
    terminal.press("sao:5\rb");
    terminal.until("kept for now", |seen| {
        seen.shows("câu tìm chỉ còn trong lần mở này")
    });
    terminal.press("\x03");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(names(&home.path().join("work")), [""; 0]);
}

#[test]
fn what_the_dead_left_is_told_and_goes_with_the_next_write_of_any_kind() {
    let home = Home::new();
    let temp = home.path().join("tmp");
    let state_folder = home.path().join(".local/state/ocop");
    fs::create_dir(&temp).unwrap();
    assert_eq!(home.run(&["stats"]).code, 0);
    let dead = {
        let mut child = Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        child.id()
    };
    let variables = [("TMPDIR", temp.to_str().unwrap())];
    fs::write(home.path().join("odd.csv"), ODD_LIST).unwrap();
    let left = [
        temp.join(format!(".workbook-0.ocop-{dead}.tmp")),
        home.path().join(format!(".ocop-ruou.csv.ocop-{dead}.tmp")),
        state_folder.join(format!(".saved.ocop-{dead}.tmp")),
    ];
    let others = temp.join(format!(".workbook-1.ocop-{}.tmp", std::process::id()));
    for writer in [
        &["export", "ruou", "--out", "a.csv", "--force"][..],
        &["export", "ruou", "--out", "a.xlsx", "--force"],
        &["stats", "--out", "s.txt", "--force"],
        &MAPPED,
    ] {
        for path in left.iter().chain([&others]) {
            fs::write(path, "x").unwrap();
        }
        let doctor = run_in_time(&home, &["doctor"], &variables);
        for path in &left {
            let name = path.file_name().unwrap().to_str().unwrap();
            assert!(doctor.out.contains(name), "{name}: {}", doctor.out);
        }
        assert!(doctor.out.contains("Có tệp dở dang"), "{}", doctor.out);
        assert!(!doctor.out.contains(".workbook-1"), "{}", doctor.out);
        let ran = run_in_time(&home, writer, &variables);
        assert_eq!(ran.code, 0, "{writer:?}: {}", ran.err);
        assert!(!left[0].exists() && !left[1].exists(), "{writer:?}");
        assert!(others.exists(), "a live process goes on");
    }
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("sao:5\rb");
    terminal.until("saved", |seen| seen.shows("Đã lưu"));
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    assert!(!left[2].exists(), "{:?}", names(&state_folder));
}
