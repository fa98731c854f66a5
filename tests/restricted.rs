//! The restricted mode: to look, and nothing else. As a person with a key of a server meets it: lines over SSH, the
//! screen, the numbered conversation, and the disk afterwards.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::support::home::{Home, Ran, account_name};
use crate::support::pty::{CLASSIC, Terminal, program};

/// What sshd says was asked for.
const LINE: &str = "SSH_ORIGINAL_COMMAND";

/// A home with a catalogue.
fn server() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    home
}

/// The arguments of the administrator's forced command.
fn forced(home: &Home) -> Vec<String> {
    let (data, state) = (home.data(), home.path().join("nho"));
    [
        "--restricted",
        "--data-dir",
        data.to_str().unwrap(),
        "--state-dir",
        state.to_str().unwrap(),
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Sends a line to a forced command with these arguments.
fn send_to(home: &Home, arguments: &[String], line: &str) -> Ran {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut command = home.command(&arguments);
    command.env(LINE, line).env("OCOP_LANG", "en");
    command.output().unwrap().into()
}

fn send(home: &Home, line: &str) -> Ran {
    send_to(home, &forced(home), line)
}

/// Every file below a folder, but the log and the catalogue.
fn files(home: &Home) -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("data") {
                walk(&path, found);
            } else if path.is_file() {
                found.insert(path.to_string_lossy().into_owned());
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(home.path(), &mut found);
    found.retain(|path| !path.ends_with("/log"));
    found
}

#[test]
fn lines_that_look_are_answered() {
    let home = server();
    for (line, expected) in [
        ("search cha muc", "Chả mực"),
        ("ocop search 'cha muc' --format jsonl", "qn-043"),
        ("search \"sao:>=4\" --limit 3", "found"),
        ("search sao:>=4 --limit 3", "found"),
        ("facets --star 4", "Stars"),
        ("show qn-043", "Chả mực"),
        ("why qn-043 cha", "qn-043"),
        ("stats --by star", "157 products"),
        ("export --format csv cha muc", "qn-043"),
        ("export --out - --format jsonl cha muc", "qn-043"),
        ("history", "157 products"),
        ("help search", "Search"),
        ("--version", "ocop "),
        ("--lang vi stats", "157 sản phẩm"),
        // Without a command, and without a terminal: the list.
        ("  ", "found"),
    ] {
        let ran = send(&home, line);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains(expected), "{line}: {all}");
    }
    let help = send(&home, "help").out;
    assert!(
        help.contains("search") && !help.contains("rollback"),
        "{help}"
    );
    let usage = send(&home, "--help").out;
    assert!(
        usage.contains("  search ") && !usage.contains("  import "),
        "{usage}"
    );
    assert_eq!(send(&home, "search zzzzqqq").code, 1);
    assert_eq!(send(&home, "search --nothing").code, 2);
    assert_eq!(files(&home), BTreeSet::new());
}

#[test]
fn lines_that_search_are_audited_where_that_is_switched_on() {
    let home = server();
    let audit = home.path().join("audit");
    let audited = [
        forced(&home),
        vec![
            "--audit".to_owned(),
            audit.to_str().unwrap().to_owned(),
            "--audit-searches".to_owned(),
        ],
    ]
    .concat();
    assert_eq!(send_to(&home, &audited, "search cha muc").code, 0);
    assert_eq!(send_to(&home, &audited, "import x.csv").code, 77);
    let lines = fs::read_to_string(&audit).unwrap();
    assert!(
        lines.lines().count() == 1 && lines.contains("query=\"cha muc\""),
        "{lines}"
    );
}

#[test]
fn lines_that_open_write_or_run_are_refused_by_a_sentence() {
    let home = server();
    let csv = home.path().join("x.csv");
    let csv = csv.to_str().unwrap();
    fs::write(home.path().join("passwd"), "root:x:0:0\n").unwrap();
    let before = files(&home);
    let lines = [
        "check passwd".to_owned(),
        "import --dry-run passwd".to_owned(),
        "import --yes passwd".to_owned(),
        "rollback --yes".to_owned(),
        "config init".to_owned(),
        "columns forget --all".to_owned(),
        "doctor".to_owned(),
        "picture x".to_owned(),
        format!("export --out {csv}"),
        format!("export --out={csv} cha"),
        format!("export --force '--out={csv}'"),
        format!("stats --out {csv}"),
        format!("stats \"--out=\"{csv}"),
        "--data-dir /etc stats".to_owned(),
        "stats --data-dir=/etc".to_owned(),
        "stats --state-dir /tmp".to_owned(),
        "stats --key-name root".to_owned(),
        "stats --author root".to_owned(),
        "read-list --on 2026-01-01 passwd".to_owned(),
        "scp -t /tmp".to_owned(),
        "scp -f passwd".to_owned(),
        "/usr/lib/openssh/sftp-server".to_owned(),
        "internal-sftp".to_owned(),
        "rsync --server -vlogDtpre.iLsfxC . /tmp".to_owned(),
        "git-upload-pack '/tmp'".to_owned(),
        "bash -c 'id'".to_owned(),
        "id".to_owned(),
        "search a; id".to_owned(),
        "search a | sh".to_owned(),
        "search $(id)".to_owned(),
        "search \"`id`\"".to_owned(),
        "search a > x".to_owned(),
        "search 'a".to_owned(),
        "search a\nid".to_owned(),
        "search \u{1b}[31m".to_owned(),
        format!("search {}", "x".repeat(5000)),
    ];
    for line in &lines {
        let ran = send(&home, line);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (77, ""),
            "{line}: {}",
            ran.err
        );
        assert!(ran.err.starts_with("Error: "), "{line}: {}", ran.err);
        assert!(
            !ran.err.contains("root:x") && !ran.err.contains("uid="),
            "{line}"
        );
        assert!(!ran.err.contains('\u{1b}'), "{line}: {}", ran.err);
    }
    let refusal = send(&home, "scp -t /tmp").err;
    assert!(refusal.contains("search, facets, show"), "{refusal}");
    let vi = home
        .command(&["--restricted"])
        .env(LINE, "scp -t /")
        .output();
    let vi = Ran::from(vi.unwrap()).err;
    assert!(vi.contains("chế độ hạn chế"), "{vi}");
    assert_eq!(files(&home), before);
}

#[test]
fn a_forced_command_that_passes_the_line_on_is_restricted_too() {
    let home = server();
    fs::write(home.path().join("passwd"), "root:x:0:0\n").unwrap();
    fs::write(home.path().join("passwe"), "root:x:0:0\n").unwrap();
    // As `exec ocop --data-dir … $SSH_ORIGINAL_COMMAND` of a shell makes arguments of it.
    for (line, passed, code) in [
        ("check passwd", &["check", "passwd"][..], 77),
        ("check 'passwd'", &["check", "'passwd'"], 77),
        ("check passw*", &["check", "passwd", "passwe"], 77),
        ("ocop check passwd", &["check", "passwd"], 77),
        ("check passwd", &["check passwd"], 77),
        (
            "read-list --on 2026-01-01 passwd",
            &["read-list", "--on", "2026-01-01", "passwd"],
            77,
        ),
        ("export --out x.csv", &["export", "--out", "x.csv"], 77),
        ("search cha muc", &["search", "cha", "muc"], 0),
    ] {
        let data = home.data();
        let head = ["--data-dir", data.to_str().unwrap()];
        let arguments: Vec<String> = if passed.first() == Some(&"read-list") {
            passed.iter().map(|word| (*word).to_owned()).collect()
        } else {
            head.iter()
                .chain(passed)
                .map(|word| (*word).to_owned())
                .collect()
        };
        let ran = send_to(&home, &arguments, line);
        assert_eq!(ran.code, code, "{line}: {}{}", ran.out, ran.err);
        assert!(
            !ran.out.contains("root:x") && !ran.err.contains("root:x"),
            "{line}"
        );
    }
    assert!(!home.path().join("x.csv").exists());
    // Who repeats the arguments of the administrator does not take them away.
    let arguments = forced(&home);
    for line in [
        arguments.join(" "),
        format!("x {}", arguments.join(" ")),
        "*".to_owned(),
    ] {
        assert_eq!(send_to(&home, &arguments, &line).code, 77, "{line}");
    }
    // A script of the administrator's own gives its own words.
    let ran = send_to(&home, &["check".to_owned(), "passwd".to_owned()], "list");
    assert_eq!(ran.code, 65, "{}", ran.err);
}

#[test]
fn no_variable_of_the_person_opens_or_names_anything() {
    let home = server();
    let elsewhere = home.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let secret = home.path().join("secret");
    fs::write(
        &secret,
        "geheim = 1\nrestricted = false\nexports = \"/tmp\"\ncopy = true\n",
    )
    .unwrap();
    let arguments = forced(&home);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    for words in [&["doctor", "--lang", "en"][..], &["stats"]] {
        let mut command = home.command(&[&arguments[..], words].concat());
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_DATA_HOME",
            "XDG_CACHE_HOME",
            "OCOP_DATA_DIR",
        ] {
            command.env(name, &elsewhere);
        }
        command
            .env("OCOP_CONFIG", &secret)
            .env("OCOP_SYSTEM_CONFIG", &secret);
        command
            .env("EDITOR", "/bin/false")
            .env("PAGER", "/bin/false");
        let ran = Ran::from(command.output().unwrap());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(!all.contains("geheim"), "{all}");
        if words[0] == "doctor" {
            assert!(
                ran.out.contains("Restricted mode         yes"),
                "{}",
                ran.out
            );
            assert!(
                ran.out.contains("Restricted by           --restricted"),
                "{}",
                ran.out
            );
            let allowed = ran
                .out
                .lines()
                .find(|line| line.starts_with("Allowed"))
                .unwrap();
            assert_eq!(allowed.trim(), "Allowed", "{}", ran.out);
        }
    }
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn deeds_are_refused_at_the_servers_own_prompt_as_well() {
    let home = server();
    fs::write(
        home.path().join("a.csv"),
        "Tên sản phẩm,Tên chủ thể\nBánh thử,HTX Thử\n",
    )
    .unwrap();
    let before = files(&home);
    for words in [
        &["import", "--yes", "a.csv"][..],
        &["import", "--dry-run", "a.csv"],
        &["check", "a.csv"],
        &["rollback", "--yes"],
        &["columns", "forget", "--all"],
        &["config", "init"],
        &["config", "check"],
        &["export", "--out", "x.csv"],
        &["stats", "--out", "x.md"],
        &["picture", "--out", "x.svg"],
    ] {
        let arguments = forced(&home);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = home.run(&[&arguments[..], words].concat());
        assert_eq!(ran.code, 77, "{words:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("chế độ hạn chế"), "{words:?}: {}", ran.err);
    }
    assert_eq!(files(&home), before);
}

/// A file of settings, as the variable for trying names one.
fn with_settings(home: &Home, text: &str) -> std::path::PathBuf {
    let path = home.path().join("system.toml");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_setting_that_may_have_meant_it_restricts_and_is_told_with_its_place() {
    let home = server();
    for (text, place) in [
        ("restricted = true\n", None),
        ("copy = true\nrestricted = yes\n", Some(":2:")),
        ("restricted = \"no\"\n", Some(":1:14")),
        ("restrictd = true\n", Some(":1:1")),
    ] {
        let path = with_settings(&home, text);
        let run = |words: &[&str]| -> Ran {
            let mut command = home.command(words);
            command.env("OCOP_SYSTEM_CONFIG", &path);
            command.output().unwrap().into()
        };
        let data = home.data();
        let data = data.to_str().unwrap();
        let state = home.path().join("nho");
        let state = state.to_str().unwrap();
        let ran = run(&[
            "--data-dir",
            data,
            "--state-dir",
            state,
            "rollback",
            "--yes",
        ]);
        assert_eq!(ran.code, 77, "{text}: {}", ran.err);
        match place {
            Some(place) => assert!(
                ran.err.contains(&format!("system.toml{place}")),
                "{}",
                ran.err
            ),
            None => assert!(!ran.err.contains("system.toml"), "{}", ran.err),
        }
    }
    // Other settings restrict nothing, and a wrong one is told.
    let path = with_settings(&home, "idle = \"5m\"\nmax_sittings = 0\n");
    let mut command = home.command(&["stats"]);
    let ran = Ran::from(command.env("OCOP_SYSTEM_CONFIG", &path).output().unwrap());
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("system.toml:2:16") && ran.err.contains("max_sittings"),
        "{}",
        ran.err
    );
}

#[test]
fn the_template_of_the_system_config_is_right_as_it_stands_and_with_all_its_lines() {
    let home = server();
    for lang in ["vi", "en"] {
        let text = home.run(&["config", "system", "--lang", lang]).out;
        let settings: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .filter(|line| line.split(' ').nth(1) == Some("="))
            .collect();
        assert_eq!(settings.len(), 16, "{text}");
        let path = with_settings(&home, &settings.join("\n"));
        let mut command = home.command(&["stats", "--data-dir", home.data().to_str().unwrap()]);
        command.env("OCOP_SYSTEM_CONFIG", &path);
        let ran = Ran::from(command.output().unwrap());
        assert!(!ran.err.contains("system.toml"), "{}", ran.err);
    }
}

#[test]
fn a_memory_that_is_not_the_accounts_own_is_told_and_not_used() {
    let home = server();
    let data = home.data();
    let open = home.path().join("open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).unwrap();
    let run = |state: &str| {
        home.run(&[
            "--restricted",
            "--data-dir",
            data.to_str().unwrap(),
            "--state-dir",
            state,
            "stats",
        ])
    };
    for state in [open.to_str().unwrap(), "nho", "/proc/nho"] {
        let ran = run(state);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("không nhớ gì"), "{state}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(&open).unwrap().count(), 0);
    let own = home.path().join("own");
    let ran = run(own.to_str().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        fs::metadata(&own).unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[test]
fn the_screen_offers_only_what_is_allowed_and_its_keys_say_why() {
    let home = server();
    let mut command = program(&home);
    command.args(forced(&home));
    let mut terminal = Terminal::open(command, CLASSIC);
    terminal.press("\r");
    terminal.until("the footer of the list", |seen| seen.shows("? phím"));
    assert!(!terminal.seen().rows()[23].contains("xuất"));
    for (keys, reason) in [
        ("ex", "không xuất ra tệp"),
        ("yy", "không chép được"),
        ("di", "không nhập"),
        ("\x1a", "không tạm dừng"),
    ] {
        terminal.press(keys);
        terminal.until(reason, |seen| {
            seen.shows("chế độ hạn chế") && seen.shows(reason)
        });
        terminal.press("j");
        terminal.until("no notice", |seen| !seen.shows("chế độ hạn chế"));
    }
    // The history is there to look at.
    terminal.press("dh");
    terminal.until("the history", |seen| seen.shows("157 sản phẩm · "));
    assert!(!terminal.seen().shows("quay về bản này"));
    terminal.press("r");
    terminal.until("a reason", |seen| seen.shows("không đổi danh mục"));
    terminal.press("\x1b");
    terminal.until("the list", |seen| !seen.shows("Lịch sử danh mục"));
    for typed in ["Xuất", "Chép", "Nhập danh sách", "Tạm dừng"] {
        terminal.press("?");
        terminal.until("the help", |seen| seen.shows("gõ để lọc"));
        terminal.press(typed);
        terminal.until(typed, |seen| seen.shows(typed));
        terminal.settle();
        let rows = terminal.seen().rows().join("\n");
        for forbidden in ["e,x", "e x", "y y", "d i", "Ctrl-Z"] {
            assert!(!rows.contains(forbidden), "{typed}: {rows}");
        }
        terminal.press("\x1b");
        terminal.until("the list", |seen| !seen.shows("gõ để lọc"));
    }
    assert!(!terminal.seen().text().contains("\x1b]52"));
    terminal.press("Q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn exports_go_into_the_one_folder_within_its_limits() {
    let home = server();
    let folder = home.path().join("xuat");
    fs::create_dir(&folder).unwrap();
    let path = with_settings(
        &home,
        &format!("restricted = true\nexports = {folder:?}\nexports_max_files = 3\ncopy = true\n"),
    );
    let converse = |lines: &str| {
        let data = home.data();
        let state = home.path().join("nho");
        let mut command = home.command(&[
            "--accessible",
            "--data-dir",
            data.to_str().unwrap(),
            "--state-dir",
            state.to_str().unwrap(),
        ]);
        let stdin = home.path().join("lines");
        fs::write(&stdin, lines).unwrap();
        command.env("OCOP_SYSTEM_CONFIG", &path);
        command.stdin(fs::File::open(stdin).unwrap());
        Ran::from(command.output().unwrap())
    };
    let ran = converse("cha muc\ne c\ne x\ne c\ne m\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("đã đủ 3 tệp"), "{}", ran.out);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(
        names.iter().all(|name| name.contains("cha-muc")),
        "{names:?}"
    );
    for name in &names {
        let facts = fs::metadata(folder.join(name)).unwrap();
        assert_eq!(facts.permissions().mode() & 0o777, 0o600, "{name}");
        assert!(facts.len() > 0);
    }
    // The folder itself may be no link.
    fs::rename(&folder, home.path().join("other")).unwrap();
    std::os::unix::fs::symlink("other", &folder).unwrap();
    let ran = converse("cha muc\ne c\nq\n");
    assert!(ran.out.contains("không dùng được"), "{}", ran.out);
    assert_eq!(fs::read_dir(home.path().join("other")).unwrap().count(), 3);
}

#[test]
fn hundreds_of_keys_leave_a_handful_of_files() {
    let home = server();
    let mut command = program(&home);
    command.args(forced(&home));
    let mut terminal = Terminal::open(command, CLASSIC);
    for letter in ["a", "b", "c", "d", "đ", "e"] {
        terminal.press(format!("/{letter}\r"));
        for _ in 0..4 {
            terminal.press("excejewemyyyrycypb<>C \x1bdi/etc/passwd\r\x1b\x1b\x1bsexyr\x1bju");
        }
    }
    let patience = Duration::from_secs(1);
    let mut ended = None;
    for _ in 0..90 {
        terminal.press("\x1b\x1b\x1bQ");
        ended = terminal.code_within(patience);
        if ended.is_some() {
            break;
        }
    }
    assert_eq!(ended, Some(0));
    let left = files(&home);
    assert!(left.len() <= 8, "{left:?}");
    let state = home.path().join("nho").to_string_lossy().into_owned();
    assert!(left.iter().all(|path| path.starts_with(&state)), "{left:?}");
    let sizes = left.iter().map(|path| fs::metadata(path).unwrap().len());
    assert!(sizes.sum::<u64>() < 1 << 20, "{left:?}");
}

#[test]
fn a_generation_is_signed_by_the_account_whatever_variables_say() {
    let home = server();
    fs::write(
        home.path().join("a.csv"),
        "Tên sản phẩm,Tên chủ thể\nBánh thử,HTX Thử\n",
    )
    .unwrap();
    let account = account_name();
    let account = account.as_str();
    let import = |more: &[&str]| -> Ran {
        let mut command = home.command(&[&["import", "--yes", "a.csv"], more].concat());
        command.env("USER", "mallory").env("LOGNAME", "mallory");
        command.output().unwrap().into()
    };
    assert_eq!(import(&[]).code, 0);
    let history = home.run(&["history"]).out;
    assert!(
        history.contains(account) && !history.contains("mallory"),
        "{history}"
    );
    // Others may look into this folder, so another name would mislead them.
    fs::set_permissions(home.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let ran = import(&["--author", "Nguyễn An"]);
    assert_eq!(ran.code, 77, "{}", ran.err);
    assert!(ran.err.contains("author_override"), "{}", ran.err);
    fs::set_permissions(home.data(), fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(
        home.path().join("a.csv"),
        "Tên sản phẩm,Tên chủ thể\nBánh khác,HTX Thử\n",
    )
    .unwrap();
    assert_eq!(import(&["--author", "Nguyễn An"]).code, 0);
    let history = home.run(&["history"]).out;
    assert!(
        history.contains(&format!("Nguyễn An ({account})")),
        "{history}"
    );
}
