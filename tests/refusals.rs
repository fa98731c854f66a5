//! What the system refuses, with real causes: told in the language of the screen, with the system's number.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::support::home::{Home, Ran};

/// The system's own English.
const OF_THE_SYSTEM: [&str; 8] = [
    "os error",
    "No such file",
    "Permission denied",
    "s a directory",
    "Not a directory",
    "No space left",
    "already exists",
    "stream did not",
];

/// A run says this in its language, and nothing in the system's.
fn says(ran: &Ran, sentence: &str) {
    let told = format!("{}{}", ran.out, ran.err);
    assert!(told.contains(sentence), "{sentence} in {told}");
    for word in OF_THE_SYSTEM {
        assert!(!told.contains(word), "{word} in {told}");
    }
}

fn ran(mut command: Command) -> Ran {
    command.output().unwrap().into()
}

/// A home whose catalogue stands.
fn settled() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

#[test]
fn a_list_that_is_not_there_or_is_a_folder_is_told() {
    let home = settled();
    let missing = home.run(&["import", "--dry-run", "none.csv"]);
    assert_eq!(missing.code, 74);
    assert!(missing.err.contains("Kiểm tra tên tệp"), "{}", missing.err);
    says(
        &missing,
        "none.csv: không có tệp hay thư mục này (lỗi hệ thống 2)",
    );
    let english = home.run(&["check", "none.csv", "--lang", "en"]);
    assert!(
        english
            .err
            .contains("cannot read none.csv: no such file or folder (os error 2)"),
        "{}",
        english.err
    );
    let folder = home.run(&["check", "data"]);
    says(&folder, "data: đây là thư mục, không phải tệp");
    let below = home.run(&["check", "data/catalog/gen-000001/manifest.json/x.csv"]);
    says(
        &below,
        "một phần của đường dẫn không phải thư mục (lỗi hệ thống 20)",
    );
    let long = home.run(&["check", &"x".repeat(300)]);
    says(&long, "tên tệp quá dài hoặc không hợp lệ (lỗi hệ thống 36)");
}

#[test]
fn a_list_that_may_not_be_read_is_told() {
    let home = settled();
    let list = home.path().join("list.csv");
    fs::write(&list, "Tên sản phẩm\nTrà\n").unwrap();
    fs::set_permissions(&list, Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    let mut command = home.command(&["check", "list.csv"]);
    // Nothing is closed to the superuser.
    if rustix::process::geteuid().is_root() {
        command.uid(65_534);
    }
    says(&ran(command), "list.csv: không có quyền (lỗi hệ thống 13)");
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let home = settled();
    for (arguments, sentence) in [
        (
            ["--out", "none/x.csv", "--format", "csv"],
            "none/x.csv: không có tệp hay thư mục này (lỗi hệ thống 2). ",
        ),
        (
            ["--out", "data", "--format", "csv"],
            "data: đây là thư mục, không phải tệp (lỗi hệ thống 21). ",
        ),
        (
            ["--out", "/dev/full", "--format", "jsonl"],
            "ổ đĩa đã đầy (lỗi hệ thống 28)",
        ),
        (
            ["--out", "/dev/full", "--format", "csv"],
            "ổ đĩa đã đầy (lỗi hệ thống 28)",
        ),
    ] {
        let ran = home.run(&[&["export"], &arguments[..]].concat());
        assert_eq!(ran.code, 74, "{arguments:?}");
        says(&ran, sentence);
    }
    let over = home.run(&["export", "--out", "data", "--format", "md", "--force"]);
    says(
        &over,
        "data: đây là thư mục, không phải tệp (lỗi hệ thống 21). ",
    );
    let picture = home.run(&["picture", "--out", "none/x.svg"]);
    says(&picture, "none/x.svg: không có tệp hay thư mục này");
}

#[test]
fn a_full_disk_and_an_input_that_is_none_are_told() {
    let home = settled();
    let mut command = home.command(&["search"]);
    command.stdout(File::options().write(true).open("/dev/full").unwrap());
    says(
        &ran(command),
        "Lỗi: không ghi được kết quả: ổ đĩa đã đầy (lỗi hệ thống 28)\n",
    );
    let mut command = home.command(&["--accessible"]);
    command.stdin(File::open(home.data()).unwrap());
    says(
        &ran(command),
        "Lỗi: không đọc được dòng gõ vào: đây là thư mục, không phải tệp (lỗi hệ thống 21)\n",
    );
}

#[test]
fn a_config_file_that_cannot_be_read_is_told() {
    let home = settled();
    let mut command = home.command(&["stats"]);
    command.env("OCOP_CONFIG", home.data());
    says(
        &ran(command),
        "không đọc được, nên bị bỏ qua: đây là thư mục, không phải tệp (lỗi hệ thống 21)",
    );
    let mut command = home.command(&["config", "init"]);
    command.env(
        "OCOP_CONFIG",
        "data/catalog/gen-000001/manifest.json/config",
    );
    says(&ran(command), "không ghi được data/catalog/");
}

#[test]
fn a_data_folder_that_is_none_is_told_and_the_catalogue_goes_on_in_memory() {
    let home = Home::new();
    fs::write(home.data(), "").unwrap();
    let memory = home.run(&["search", "--limit", "1"]);
    assert_eq!(memory.code, 0);
    says(
        &memory,
        "data/catalog: một phần của đường dẫn không phải thư mục (lỗi hệ thống 20))\n",
    );
    let import = home.run(&["import", "--yes", "none.csv"]);
    says(&import, "không có tệp hay thư mục này");
}

/// Takes a file of the first generation away, or puts something else in its place.
fn spoil(home: &Home, name: &str, by: Option<&[u8]>) {
    let path = home.data().join("catalog/gen-000001").join(name);
    match by {
        None => fs::remove_file(path).unwrap(),
        Some(bytes) => fs::write(path, bytes).unwrap(),
    }
}

#[test]
fn what_is_damaged_by_the_system_is_told_by_every_command() {
    let home = settled();
    spoil(&home, "products.jsonl", None);
    let sentence = "products.jsonl: không có tệp hay thư mục này (lỗi hệ thống 2)";
    says(&home.run(&["doctor"]), sentence);
    says(&home.run(&["history"]), sentence);
    spoil(&home, "manifest.json", Some(b"\xff"));
    spoil(&home, "manifest.copy.json", None);
    let broken = home.run(&["search"]);
    assert_eq!(broken.code, 3);
    says(&broken, "manifest.json: không đúng UTF-8");
    assert!(broken.err.contains("ocop rollback"), "{}", broken.err);
    let rebuilt = settled();
    spoil(&rebuilt, "manifest.json", None);
    let again = rebuilt.run(&["search", "--limit", "1"]);
    assert_eq!(again.code, 0);
    says(&again, "manifest.json: không có tệp hay thư mục này");
    assert!(
        Path::new(&rebuilt.data())
            .join("catalog/gen-000002")
            .exists()
    );
}
