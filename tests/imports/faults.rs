//! Two writers, kills at any moment, full disks: the catalogue is the old one or the new one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::{BINARY, Home, Ran};
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::workbooks::write_file;

/// The files in the data folder, except a lock that nobody holds.
pub fn data_files(home: &Home) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![home.data()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(home.data())
                .unwrap()
                .display()
                .to_string();
            if path.is_symlink() {
                found.insert(
                    name,
                    fs::read_link(&path)
                        .unwrap()
                        .display()
                        .to_string()
                        .into_bytes(),
                );
            } else if path.is_dir() {
                open.push(path);
            } else if !name.ends_with("writer.lock") {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// How many products the catalogue has.
pub fn count_products(home: &Home) -> usize {
    let result = home.run(&["stats", "--format", "json"]);
    assert_eq!((result.code, result.err.as_str()), (0, ""));
    let document: Value = result.json();
    usize::try_from(document["products"].as_u64().unwrap()).unwrap()
}

fn new_home() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

/// A list of `count` products that the catalogue does not have.
fn list_of(count: usize, mark: &str) -> String {
    let rows =
        (0..count).map(|number| format!("Sản phẩm {mark} số {number};HTX số {number};3 sao\n"));
    ["Tên sản phẩm;Chủ thể;Hạng sao\n".to_owned()]
        .into_iter()
        .chain(rows)
        .collect()
}

/// Files in the catalogue folder that a finished command never leaves.
fn leftover_files(home: &Home) -> Vec<String> {
    let folders = [
        home.data(),
        home.data().join("catalog"),
        home.path().to_path_buf(),
    ];
    let entries = folders
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.contains(".tmp") || name.contains(".gone"))
        .collect()
}

#[test]
fn whoever_thinks_about_a_question_keeps_nobody_out_and_is_asked_again() {
    let home = new_home();
    write_file(&home, "list.csv", list_of(2, "A"));
    write_file(&home, "other.csv", list_of(1, "B"));
    let mut command = program(&home);
    command.args(["import", "list.csv"]);
    // Without a terminal screen, the question is a line.
    command.env("TERM", "dumb");
    let mut first = Terminal::run(command, CLASSIC);
    let asked = |terminal: &Terminal, times: usize| {
        terminal.until("the question", |seen| {
            seen.text().matches("c/k").count() == times
        });
    };
    asked(&first, 1);
    assert_eq!(home.run(&["import", "--yes", "other.csv"]).code, 0);
    assert_eq!(count_products(&home), all_products() + 1);
    first.press("c\r");
    asked(&first, 2);
    let message = "Vừa có người ghi bản số 2; danh sách đã được so lại với bản đó";
    assert!(first.seen().text().contains(message));
    assert_eq!(
        count_products(&home),
        all_products() + 1,
        "nothing was written yet"
    );
    // And again with a rollback.
    assert_eq!(home.run(&["rollback", "--yes"]).code, 0);
    first.press("c\r");
    asked(&first, 3);
    first.press("c\r");
    let ended = first.end();
    assert_eq!(ended.code, 0, "{}", ended.seen().text());
    assert!(
        ended
            .seen()
            .text()
            .contains(&of_all("Đã ghi bản số 4: {two_more} sản phẩm"))
    );
    assert_eq!(count_products(&home), all_products() + 2);
}

#[test]
fn a_lock_of_another_program_is_kept_and_one_of_a_dead_process_is_not() {
    let home = new_home();
    write_file(&home, "list.csv", list_of(1, "A"));
    let lock = home.data().join("catalog/writer.lock");
    // A lock file with a name in it, left by a process that no longer runs.
    fs::write(&lock, "Lan, 2020-01-01 (pid 1)\n").unwrap();
    let mut holder = Command::new("flock")
        .args([lock.to_str().unwrap(), "sh", "-c", "echo held; read line"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut word = [0; 5];
    std::io::Read::read_exact(holder.stdout.as_mut().unwrap(), &mut word).unwrap();
    let busy = home.run(&["import", "--yes", "list.csv"]);
    assert_eq!(busy.code, 75, "{}", busy.err);
    assert!(busy.err.contains("Lan, 2020-01-01"), "{}", busy.err);
    drop(holder.stdin.take());
    holder.wait().unwrap();
    let free = home.run(&["import", "--yes", "list.csv"]);
    assert_eq!(
        (free.code, count_products(&home)),
        (0, all_products() + 1),
        "{}",
        free.err
    );
}

#[test]
fn killed_at_any_moment_it_is_the_old_catalogue_or_the_new_one() {
    const ROUNDS: u32 = 20;
    let home = new_home();
    write_file(&home, "list.csv", list_of(300, "đầu"));
    let start = Instant::now();
    assert_eq!(home.run(&["import", "--yes", "list.csv"]).code, 0);
    let whole = start.elapsed();
    let mut now = count_products(&home);
    let (mut old, mut new) = (0, 0);
    for round in 0..ROUNDS {
        write_file(&home, "list.csv", list_of(300, &format!("lần {round}")));
        let mut child = home
            .command(&["import", "--yes", "list.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the duration of an import and a little more.
        thread::sleep(whole * (round * 17 % ROUNDS + 1) / ROUNDS * 5 / 4);
        // It may have ended already.
        let _ = child.kill();
        child.wait().unwrap();
        let doctor = home.run(&["doctor"]);
        assert_eq!(doctor.code, 0, "round {round}: {}", doctor.out);
        assert!(
            !doctor.out.contains("hỏng"),
            "round {round}: {}",
            doctor.out
        );
        let after = count_products(&home);
        let mark = format!("\"Sản phẩm lần {round} số");
        let listed = home.run(&["search", "--format", "jsonl"]).out;
        let of_this = listed.lines().filter(|line| line.contains(&mark)).count();
        match (after - now, of_this) {
            (0, 0) => old += 1,
            (300, 300) => new += 1,
            between => panic!("round {round}: {between:?} of 300"),
        }
        now = after;
    }
    println!("{old} times the old catalogue, {new} times the new one");
    assert!(old > 0, "no kill came early enough to say anything");
    write_file(&home, "list.csv", list_of(1, "cuối"));
    let last = home.run(&["import", "--yes", "list.csv"]);
    assert_eq!(
        (last.code, count_products(&home)),
        (0, now + 1),
        "{}",
        last.err
    );
    assert_eq!(leftover_files(&home), Vec::<String>::new());
}

#[test]
fn a_limit_of_file_size_is_an_error_and_no_death() {
    let home = new_home();
    write_file(&home, "list.csv", list_of(3_000, "lớn"));
    let before = data_files(&home);
    let mut refused = 0;
    for blocks in [1, 64, 512] {
        let line = format!("ulimit -f {blocks}; exec \"$0\" import --yes list.csv");
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", &line, BINARY])
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path());
        let output = shell.output().unwrap();
        let result = Ran::from(output);
        if result.code == 0 {
            break;
        }
        refused += 1;
        // -1 is a death by signal.
        assert!(
            result.code > 1
                && result.err.contains("Bản đang dùng vẫn nguyên")
                && result
                    .err
                    .contains("tệp lớn hơn mức hệ thống cho phép (lỗi hệ thống 27)")
                && result.err.lines().any(|line| line.starts_with("Lỗi: ")),
            "{blocks}: {} {}",
            result.code,
            result.err
        );
        assert_eq!(
            data_files(&home),
            before,
            "{blocks} blocks: the old catalogue and no litter"
        );
        assert_eq!(leftover_files(&home), Vec::<String>::new());
        let export = format!("ulimit -f {blocks}; exec \"$0\" export --out all.jsonl");
        let mut shell = Command::new("/bin/sh");
        shell
            .args(["-c", &export, BINARY])
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path());
        let result = Ran::from(shell.output().unwrap());
        if result.code != 0 {
            assert_eq!(result.code, 74, "{blocks}: {}", result.err);
            assert!(!home.path().join("all.jsonl").exists() && leftover_files(&home).is_empty());
        } else {
            fs::remove_file(home.path().join("all.jsonl")).unwrap();
        }
    }
    assert!(refused > 1, "some limit was met");
    assert_eq!(home.run(&["import", "--yes", "list.csv"]).code, 0);
    assert_eq!(count_products(&home), 3_000 + all_products());
}

#[test]
fn who_has_no_home_reads_lists_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let home = new_home();
    write_file(&home, "list.csv", list_of(3, "nhà"));
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = home.command(&["check", "list.csv"]);
    // A user unknown to the system, as in a container.
    command.env_remove("HOME").uid(54_321);
    let result = Ran::from(command.output().unwrap());
    assert_eq!(result.code, 0, "{}", result.err);
    assert!(result.out.contains("3 sản phẩm"), "{}", result.out);
}

/// A home on a small disk of its own, in a namespace that ends with the shell. Prints a line for every import: free
/// bytes, exit code, products before and after, and leftover files.
const SMALL_DISK: &str = r#"
mount -t tmpfs -o size=6m tmpfs "$HOME/disk" || exit 99
export OCOP_DATA_DIR="$HOME/disk/data"
count() { "$0" stats --format json | grep '"products"' | tr -dc 0-9; }
"$0" search --limit 1 >/dev/null || exit 98
for free in 0 4 16 64 128 256 384 512 768 1024 1536; do
    before=$(count)
    rm -f "$HOME/disk/fill"
    have=$(df --output=avail -k "$HOME/disk" | tail -1)
    [ "$have" -gt "$free" ] && head -c $(( (have - free) * 1024 )) /dev/zero > "$HOME/disk/fill"
    "$0" import --yes "$HOME/list.csv" >/dev/null 2>"$HOME/err"
    code=$?
    said=$(grep -c '^Lỗi: .*Bản đang dùng vẫn nguyên\|^Lỗi: không đọc hoặc ghi được' "$HOME/err")
    after=$(count)
    litter=$(find "$OCOP_DATA_DIR" -name '*.tmp*' -o -name '*.gone' | grep -c .)
    rm -f "$HOME/disk/fill"
    "$0" doctor >/dev/null || litter="damaged"
    echo "$free $code $said $before $after $litter"
done
"#;

#[test]
fn a_full_disk_leaves_the_old_catalogue_and_no_litter() {
    let home = Home::new();
    fs::create_dir(home.path().join("disk")).unwrap();
    write_file(&home, "list.csv", list_of(1_500, "lớn"));
    let mut shell = Command::new("unshare");
    shell
        .args(["-m", "sh", "-c", SMALL_DISK, BINARY])
        .env_clear()
        .envs(home.environment());
    let output = shell.output();
    let result = match output {
        Ok(output) if output.status.code() == Some(0) => Ran::from(output),
        other => {
            // Not every user may mount.
            println!("skipped: no small disk can be mounted here: {other:?}");
            return;
        }
    };
    let lines: Vec<Vec<&str>> = result
        .out
        .lines()
        .map(|line| line.split(' ').collect())
        .collect();
    assert_eq!(lines.len(), 11, "{}{}", result.out, result.err);
    let mut refused = 0;
    for line in &lines {
        let [free, code, said, before, after, litter] = line[..] else {
            panic!("{line:?}");
        };
        assert_eq!(litter, "0", "{line:?}");
        let whole = (1500 + all_products()).to_string();
        match (code, after) {
            // Either everything is imported, or nothing and an error is shown.
            ("0", after) if after == whole => {}
            (_, after) => {
                assert_eq!((after, said), (before, "1"), "{free} kB free: {line:?}");
                refused += 1;
            }
        }
    }
    assert!(refused > 2, "{}", result.out);
    assert_eq!(
        lines[10][1], "0",
        "with room enough it works: {}",
        result.out
    );
}

#[test]
fn a_file_that_grows_or_goes_while_it_is_read_is_no_catastrophe() {
    let home = new_home();
    // A pipe that ends in the middle of a row.
    let line = "printf 'Tên sản phẩm;Chủ thể\\nSản phẩm A;HTX' | \"$0\" import --yes /dev/stdin";
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", line, BINARY])
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path());
    let result = Ran::from(shell.output().unwrap());
    // The reader process does not inherit our standard input: it reports that, and nothing changes.
    assert!(
        result.code == 0 || result.err.starts_with("Lỗi: "),
        "{} {}",
        result.code,
        result.err
    );
    assert!([all_products(), all_products() + 1].contains(&count_products(&home)));
    fs::create_dir(home.path().join("folder.csv")).unwrap();
    let result = home.run(&["import", "--yes", "folder.csv"]);
    assert!(
        result.code > 1 && result.err.contains("folder.csv"),
        "{}",
        result.err
    );
    assert!(Path::new(BINARY).exists());
    let late = Instant::now();
    let fifo = home.path().join("fifo.csv");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let feeding = fifo.clone();
    let feeder = thread::spawn(move || fs::write(feeding, list_of(2, "ống")));
    let result = home.run(&["import", "--yes", "fifo.csv"]);
    feeder.join().unwrap().unwrap();
    assert_eq!(result.code, 0, "{}", result.err);
    assert!(late.elapsed() < Duration::from_secs(20));
    assert!(count_products(&home) >= all_products() + 2);
}
