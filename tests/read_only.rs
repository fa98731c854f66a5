//! Reading without writing: in read-only mode, and in a folder without write permission.

use std::fs;

use crate::support::home::{Home, Ran};

fn list(home: &Home) {
    fs::write(
        home.path().join("a.csv"),
        "Tên sản phẩm,Tên chủ thể\nBánh thử,HTX Thử\n",
    )
    .unwrap();
}

#[test]
fn what_would_change_the_catalogue_is_refused_in_either_language() {
    let home = Home::new();
    list(&home);
    assert_eq!(home.run(&["stats"]).code, 0);
    assert_eq!(home.run(&["import", "--yes", "a.csv"]).code, 0);
    let files = || {
        let mut names: Vec<_> = fs::read_dir(home.data().join("catalog"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        names
    };
    let before = files();
    let refused = |ran: &Ran, sentence: &str| {
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(ran.err.contains(sentence), "{}", ran.err);
    };
    for arguments in [
        &["import", "--yes", "a.csv"][..],
        &["rollback", "--yes"],
        &["import", "--yes", "--map", "Tên sản phẩm=name", "a.csv"],
    ] {
        let vi = [arguments, &["--read-only"]].concat();
        refused(&home.run(&vi), "đang ở chế độ chỉ đọc");
        let en = [arguments, &["--read-only", "--lang", "en"]].concat();
        refused(&home.run(&en), "read-only mode");
    }
    let by_variable = home
        .command(&["rollback", "--yes"])
        .env("OCOP_READ_ONLY", "1")
        .output()
        .unwrap();
    refused(&by_variable.into(), "đang ở chế độ chỉ đọc");
    let config = home.run(&["config", "path"]).out;
    let config = std::path::Path::new(config.trim());
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(config, "read_only = true\n").unwrap();
    refused(&home.run(&["rollback", "--yes"]), "đang ở chế độ chỉ đọc");
    // Looking goes on, also at what an import would change, and nothing is remembered of it.
    let look = home.run(&["import", "--dry-run", "--map", "Tên sản phẩm=name", "a.csv"]);
    assert_eq!(look.code, 0, "{}", look.err);
    assert!(!home.data().join("columns.json").exists());
    assert_eq!(home.run(&["search", "Bánh thử"]).code, 0);
    assert_eq!(files(), before);
}

#[test]
fn the_first_start_builds_in_memory_and_writes_nothing() {
    let home = Home::new();
    let ran = home.run(&["search", "cha muc", "--read-only"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Chả mực"), "{}", ran.out);
    assert!(ran.err.contains("chỉ nằm trong bộ nhớ"), "{}", ran.err);
    assert!(!home.data().exists());
    // A damaged index is mended in memory as well.
    home.run(&["stats"]);
    let manifest = home.data().join("catalog/gen-000001/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"schema\"", "\"skema\"", 1)).unwrap();
    let ran = home.run(&["search", "cha muc", "--read-only"]);
    assert!(ran.out.contains("Chả mực"), "{} {}", ran.out, ran.err);
    assert!(!home.data().join("catalog/gen-000002").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_of_mode_0555_is_looked_up_in_and_says_so_where_it_is_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for built in [false, true] {
        let home = Home::new();
        list(&home);
        if built {
            assert_eq!(home.run(&["stats"]).code, 0);
            mode(&home.data().join("catalog"), 0o555);
        } else {
            fs::create_dir(home.data()).unwrap();
        }
        mode(&home.data(), 0o555);
        mode(home.path(), 0o755);
        let run = |arguments: &[&str]| -> Ran {
            let mut command = home.command(arguments);
            // Nothing is closed to the superuser.
            if rustix::process::geteuid().is_root() {
                command.uid(65534);
            }
            command.output().unwrap().into()
        };
        let ran = run(&["search", "cha muc"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("Chả mực"), "{}", ran.out);
        assert_eq!(
            ran.err.contains("chỉ nằm trong bộ nhớ"),
            !built,
            "{}",
            ran.err
        );
        let written = run(&["import", "--yes", "a.csv"]);
        assert!(
            matches!(written.code, 3 | 74),
            "{} {}",
            written.code,
            written.err
        );
        assert!(written.err.contains("Lỗi:"), "{}", written.err);
        let doctor = run(&["doctor", "--lang", "en"]);
        assert!(
            doctor.out.contains("Folder permissions      0555"),
            "{}",
            doctor.out
        );
        assert!(
            doctor.out.contains("Data folder writable    no"),
            "{}",
            doctor.out
        );
        // So that the folder can be taken away again.
        mode(&home.data(), 0o755);
        if built {
            mode(&home.data().join("catalog"), 0o755);
        }
    }
}
