//! The store of work on the command line: merged, copied, put back, damaged, shared, and rid of a name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::home::{Home, account_name};

/// One event of a file for other stores.
fn event_line(number: u32, author: &str, product: (&str, &str), text: &str) -> String {
    let (id, name) = product;
    format!(
        "{{\"id\":\"{number:032x}\",\"time\":\"2026-11-30T02:00:00Z\",\"author\":\"{author}\",\
         \"sitting\":\"{:032x}\",\"product\":{{\"id\":\"{id}\",\"name\":\"{name}\"}},\
         \"body\":{{\"kind\":\"remark\",\"text\":\"{text}\"}}}}",
        7
    )
}

fn write_file(home: &Home, name: &str, lines: &[String]) {
    let header = format!(
        "{{\"format\":\"ocop-work\",\"version\":1,\"events\":{}}}",
        lines.len()
    );
    let text = format!("{header}\n{}\n", lines.join("\n"));
    fs::write(home.path().join(name), text).unwrap();
}

/// A home whose store has two events about the first built-in product.
fn worked_in_home() -> Home {
    let home = Home::new();
    let product = first_product(&home);
    let product = (product.0.as_str(), product.1.as_str());
    let lines = [
        event_line(1, "lan", product, "gọi lại"),
        event_line(2, "minh", product, "đã gọi"),
    ];
    write_file(&home, "two.jsonl", &lines);
    let merged = home.run(&["work", "merge", "two.jsonl"]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    home
}

fn first_product(home: &Home) -> (String, String) {
    let found = home.run(&["search", "--format", "jsonl", "--limit", "1"]);
    let line: serde_json::Value = serde_json::from_str(found.out.lines().next().unwrap()).unwrap();
    let text = |name: &str| line[name].as_str().unwrap().to_owned();
    (text("id"), text("name"))
}

fn store_path(home: &Home) -> PathBuf {
    let checked = home.run(&["work", "check", "--format", "json"]);
    checked.json()["path"].as_str().unwrap().into()
}

fn events(home: &Home) -> u64 {
    let checked = home.run(&["work", "check", "--format", "json"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    checked.json()["events"].as_u64().unwrap()
}

fn damage_header(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[..100].fill(0xff);
    fs::write(path, bytes).unwrap();
}

#[test]
fn files_are_merged_wholly_or_not_at_all_and_as_often_as_one_likes() {
    let home = worked_in_home();
    let again = home.run(&["work", "merge", "two.jsonl", "two.jsonl"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(
        again.out.matches("0 sự kiện mới").count(),
        2,
        "{}",
        again.out
    );
    let product = ("x-1", "Một sản phẩm");
    // The same ids with another text: what is here stays, and it is told.
    let forged = [
        event_line(1, "lan", product, "đừng gọi"),
        event_line(2, "minh", product, "đừng gọi"),
    ];
    write_file(&home, "forged.jsonl", &forged);
    let told = home.run(&["work", "merge", "forged.jsonl"]);
    assert!(
        told.out.contains("0 sự kiện mới\n2 sự kiện trùng mã"),
        "{}{}",
        told.out,
        told.err
    );
    let kept = home.run(&["work", "export", "-"]).out;
    assert!(
        kept.contains("gọi lại") && !kept.contains("đừng gọi"),
        "{kept}"
    );
    let mut lines: Vec<String> = (10..13)
        .map(|n| event_line(n, "lan", product, "x"))
        .collect();
    lines[1] = "{\"kind\":\"nothing\"}".to_owned();
    write_file(&home, "bad.jsonl", &lines);
    let refused = home.run(&["work", "merge", "bad.jsonl"]);
    assert_eq!(refused.code, 65, "{}", refused.out);
    assert!(
        refused.err.contains("bad.jsonl, dòng 3:"),
        "{}",
        refused.err
    );
    assert_eq!(events(&home), 2);

    let exported = home.run(&["work", "export", "-"]);
    assert_eq!(exported.out.lines().count(), 3, "{}", exported.out);
    assert_eq!(home.run(&["work", "export", "mine.jsonl"]).code, 0);
    assert_eq!(home.run(&["work", "export", "mine.jsonl"]).code, 74);
    assert_eq!(home.run(&["work", "backup", "mine.db"]).code, 0);
    assert_eq!(home.run(&["work", "backup", "mine.db"]).code, 74);
    let elsewhere = Home::new();
    for name in ["mine.jsonl", "mine.db"] {
        fs::copy(home.path().join(name), elsewhere.path().join(name)).unwrap();
    }
    let merged = elsewhere.run(&["work", "merge", "mine.db", "mine.jsonl"]);
    assert!(
        merged.out.contains("mine.db: 2 sự kiện, 2"),
        "{}",
        merged.out
    );
    assert!(
        merged.out.contains("mine.jsonl: 2 sự kiện, 0"),
        "{}",
        merged.out
    );
}

#[test]
fn with_a_damaged_store_the_catalogue_is_searched_and_the_newest_copy_is_offered_and_put_back() {
    let home = worked_in_home();
    let path = store_path(&home);
    let product = ("x-1", "Một sản phẩm");
    write_file(
        &home,
        "more.jsonl",
        &[event_line(3, "lan", product, "sau bản sao")],
    );
    assert_eq!(home.run(&["work", "merge", "more.jsonl"]).code, 0);
    assert_eq!(events(&home), 3);
    damage_header(&path);
    let damaged = fs::read(&path).unwrap();
    assert_eq!(home.run(&["search", "chả mực"]).code, 0);
    let told = home.run(&["work", "check"]);
    assert_eq!(told.code, 65, "{}", told.out);
    for part in ["work-copies", "ocop work restore --latest", "--salvage"] {
        assert!(told.err.contains(part), "{part}: {}", told.err);
    }
    let doctor = home.run(&["doctor"]);
    assert!(doctor.out.contains("ocop work restore"), "{}", doctor.out);
    // Nobody is asked here, so nothing is done.
    assert_eq!(home.run(&["work", "restore", "--latest"]).code, 1);
    assert_eq!(fs::read(&path).unwrap(), damaged);
    let restored = home.run(&["work", "restore", "--latest", "--yes"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(events(&home), 2);
    let aside: Vec<PathBuf> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains(".db.damaged-"))
        .collect();
    assert_eq!(fs::read(&aside[0]).unwrap(), damaged);
    fs::write(&path, &damaged).unwrap();
    let salvaged = home.run(&["work", "restore", "--salvage", "--yes"]);
    assert_eq!(salvaged.code, 0, "{}", salvaged.err);
    assert_eq!(events(&home), 3);
}

#[test]
fn products_that_the_catalogue_lacks_are_told_until_a_person_links_them() {
    let home = worked_in_home();
    let (id, name) = first_product(&home);
    write_file(
        &home,
        "more.jsonl",
        &[
            event_line(3, "lan", ("old-1", "Sản phẩm không còn"), "x"),
            event_line(4, "lan", ("old-2", &name), "tên giống, không chủ thể"),
        ],
    );
    assert_eq!(home.run(&["work", "merge", "more.jsonl"]).code, 0);
    let doubts = |home: &Home| {
        let checked = home.run(&["work", "check", "--format", "json"]).json();
        checked["doubts"].as_array().unwrap().len()
    };
    assert_eq!(doubts(&home), 2);
    let told = home.run(&["work", "check"]);
    assert!(told.out.contains("ocop work link old-1"), "{}", told.out);
    let linked = home.run(&["--as", "bưởi", "work", "link", "old-1", &id]);
    assert_eq!(linked.code, 0, "{}", linked.err);
    assert_eq!(doubts(&home), 1);
    let checked = home.run(&["work", "check", "--format", "json"]).json();
    let authors = checked["authors"].to_string();
    assert!(authors.contains("bưởi"), "{authors}");
    assert_eq!(home.run(&["work", "link", "old-9", &id]).code, 2);
    assert_eq!(home.run(&["work", "link", "old-2", "none-1"]).code, 2);
}

#[test]
fn a_forgotten_name_is_in_no_byte_of_the_store_and_its_copies() {
    let home = worked_in_home();
    let path = store_path(&home);
    assert_eq!(home.run(&["work", "forget", "minh"]).code, 1);
    let forgotten = home.run(&["work", "forget", "minh", "--yes"]);
    assert_eq!(forgotten.code, 0, "{}", forgotten.err);
    let folder = path.parent().unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("work-copies"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.push(path);
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let has_name = bytes.windows(4).any(|part| part == b"minh");
        assert!(!has_name, "{}", file.display());
    }
    assert_eq!(home.run(&["work", "merge", "two.jsonl"]).code, 0);
    let exported = home.run(&["work", "export", "-"]).out;
    assert!(
        !exported.contains("minh") && exported.contains("người-"),
        "{exported}"
    );
}

#[test]
fn who_is_not_there_is_not_forgotten_and_a_name_is_told_where_it_still_stands() {
    let home = worked_in_home();
    let product = first_product(&home);
    let product = (product.0.as_str(), product.1.as_str());
    let lines = [
        event_line(3, "lan", product, "gọi Minh sau"),
        event_line(4, "lan", product, "hàng minhha, không phải tên"),
    ];
    write_file(&home, "more.jsonl", &lines);
    assert_eq!(home.run(&["work", "merge", "more.jsonl"]).code, 0);
    // Nobody is asked about somebody who is not there.
    for arguments in [
        &["work", "forget", "min"][..],
        &["work", "forget", "min", "--yes"],
    ] {
        let nobody = home.run(arguments);
        assert_eq!(nobody.code, 1, "{}", nobody.err);
        assert!(
            nobody.out.contains("không có ai tên “min”"),
            "{}",
            nobody.out
        );
        assert_eq!(nobody.out.lines().count(), 1, "{}", nobody.out);
    }
    let backup = home.run(&["work", "backup", "before.db"]);
    assert_eq!(backup.code, 0, "{}", backup.err);
    let forgotten = home.run(&["work", "forget", "minh", "--yes"]);
    assert_eq!(forgotten.code, 0, "{}", forgotten.err);
    for part in [
        "1 ghi chú hoặc đề nghị còn nhắc",
        "lịch sử danh mục",
        "work backup",
    ] {
        assert!(forgotten.out.contains(part), "{part}: {}", forgotten.out);
    }
    let restored = home.run(&["work", "restore", "before.db", "--yes"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert!(
        restored.out.contains("các tên ấy vẫn được bỏ"),
        "{}",
        restored.out
    );
    let exported = home.run(&["work", "export", "-"]).out;
    assert!(!exported.contains("\"author\":\"minh\""), "{exported}");
    let wrong = home.run(&["work", "restore"]);
    assert!(wrong.err.contains("<FILE> (Bản sao"), "{}", wrong.err);
}

#[test]
fn a_log_whose_file_is_gone_is_damage_that_a_restore_mends() {
    for is_empty in [false, true] {
        let home = worked_in_home();
        let path = store_path(&home);
        let log = PathBuf::from(format!("{}-wal", path.display()));
        let open = rusqlite::Connection::open(&path).unwrap();
        let count: i64 = open
            .query_row("SELECT count(*) FROM events", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 2);
        write_file(
            &home,
            "more.jsonl",
            &[event_line(3, "lan", ("x-1", "Một sản phẩm"), "mới")],
        );
        assert_eq!(home.run(&["work", "merge", "more.jsonl"]).code, 0);
        let bytes = fs::read(&log).unwrap();
        assert!(!bytes.is_empty());
        drop(open);
        fs::remove_file(&path).unwrap();
        if is_empty {
            fs::write(&path, "").unwrap();
        }
        fs::write(&log, &bytes).unwrap();
        // Who looks and who would write are both told, and the log stays.
        for arguments in [
            &["work", "check"][..],
            &["work", "check", "--format", "json"],
            &["review", "list"],
            &["review", "start", "Mới", "chả mực"],
            &["label", "set", "x", "qn-016"],
        ] {
            let refused = home.run(arguments);
            assert_eq!(
                refused.code, 65,
                "{arguments:?}: {}{}",
                refused.out, refused.err
            );
            let first: String = refused.err.chars().take(80).collect();
            assert!(first.contains("ocop work restore --latest"), "{first}");
            assert!(refused.err.contains("-wal"), "{}", refused.err);
        }
        assert_eq!(home.run(&["search", "chả mực"]).code, 0);
        let doctor = home.run(&["doctor"]);
        assert!(doctor.out.contains("ocop work restore"), "{}", doctor.out);
        let merged = home.run(&["work", "merge", path.to_str().unwrap()]);
        assert_ne!(merged.code, 0, "{}", merged.out);
        let copied = home.run(&["work", "restore", path.to_str().unwrap(), "--yes"]);
        assert_ne!(copied.code, 0, "{}", copied.out);
        assert_eq!(fs::read(&log).unwrap(), bytes);
        let restored = home.run(&["work", "restore", "--latest", "--yes"]);
        assert_eq!(restored.code, 0, "{}", restored.err);
        assert!(restored.out.contains(".damaged-"), "{}", restored.out);
        assert!(
            restored.out.contains("ocop work forget"),
            "{}",
            restored.out
        );
        assert_eq!(events(&home), 2);
    }
}

#[test]
fn who_only_looks_looks_and_the_restricted_mode_opens_no_path() {
    let home = worked_in_home();
    assert_eq!(home.run(&["--read-only", "work", "check"]).code, 0);
    let refused = home.run(&["--read-only", "work", "merge", "two.jsonl"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    for arguments in [
        &["--restricted", "work", "merge", "two.jsonl"][..],
        &["--restricted", "work", "backup", "x.db"],
        &["--restricted", "work", "export", "x.jsonl"],
        &["--restricted", "work", "forget", "minh", "--yes"],
    ] {
        let refused = home.run(arguments);
        assert_eq!(refused.code, 77, "{arguments:?} {}", refused.err);
    }
}

#[cfg(unix)]
#[test]
fn a_shared_store_is_named_by_the_config_and_signed_by_the_account() {
    use std::os::unix::fs::PermissionsExt;
    let home = worked_in_home();
    let folder = home.path().join("shared");
    fs::create_dir(&folder).unwrap();
    let set_mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    set_mode(0o2770);
    let file = folder.join("work.db");
    let config = home.path().join("config.toml");
    fs::write(&config, format!("work = \"{}\"\n", file.display())).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        command.env("OCOP_CONFIG", &config);
        crate::support::home::Ran::from(command.output().unwrap())
    };
    assert_eq!(run(&["work", "merge", "two.jsonl"]).code, 0);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o660);
    let checked = run(&["work", "check", "--format", "json"]).json();
    assert_eq!(checked["shared"], true);
    let refused = run(&["--as", "bưởi", "work", "check"]);
    assert_eq!(refused.code, 77, "{}", refused.err);
    assert!(refused.err.contains("author_override"), "{}", refused.err);
    assert_eq!(run(&["--as", &account_name(), "work", "check"]).code, 0);
    // Only the administrator's own file may allow other names there; one that a user names allows nothing.
    let system = home.path().join("system.toml");
    fs::write(&system, "author_override = true\n").unwrap();
    let mut command = home.command(&["--as", "bưởi", "work", "check"]);
    command.env("OCOP_CONFIG", &config);
    command.env("OCOP_SYSTEM_CONFIG", &system);
    let refused = crate::support::home::Ran::from(command.output().unwrap());
    assert_eq!(refused.code, 77, "{}", refused.err);
    set_mode(0o777);
    let open = run(&["work", "check"]);
    assert_eq!(open.code, 74, "{}", open.err);
    set_mode(0o700);
    assert_eq!(run(&["--as", "bưởi", "work", "check"]).code, 0);
}

#[test]
fn of_many_that_write_at_once_nobody_loses_anything() {
    const WRITERS: u32 = 20;
    let home = Home::new();
    for writer in 0..WRITERS {
        let lines: Vec<String> = (0..3)
            .map(|n| event_line(writer * 10 + n + 1, "lan", ("x-1", "Một sản phẩm"), "x"))
            .collect();
        write_file(&home, &format!("{writer}.jsonl"), &lines);
    }
    let running: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let mut command = home.command(&["work", "merge", &format!("{writer}.jsonl")]);
            command.stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut writer in running {
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!(events(&home), u64::from(WRITERS) * 3);
}
