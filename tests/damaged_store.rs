//! A catalogue that somebody or something damaged, as the person at the terminal meets it: what is answered, what is
//! told, and what is left alone.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::support::damage::{DAMAGE_KINDS, damage_file, files_below};
use crate::support::home::{Home, Ran};
use crate::support::sealed::{poison_name, reseal_file, reseal_manifest};

/// A home with two generations: the built-in catalogue, and a list of three products.
fn home_with_list() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    write_list(&home, "list.csv", 3);
    let imported = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    home
}

fn write_list(home: &Home, name: &str, products: usize) {
    let rows = (0..products).map(|n| format!("Chè lam {n},HTX Ba Chẽ,4,01/10/2026,Hạ Long\n"));
    let head = "Tên sản phẩm,Chủ thể,Hạng sao,Ngày công nhận,Huyện\n".to_owned();
    fs::write(home.path().join(name), head + &rows.collect::<String>()).unwrap();
}

fn catalog(home: &Home) -> PathBuf {
    home.data().join("catalog")
}

fn count_products(ran: &Ran) -> usize {
    ran.out.lines().filter(|line| line.starts_with('{')).count()
}

fn search_all(home: &Home) -> Ran {
    home.run(&["search", "--format", "jsonl", "--limit", "1000"])
}

#[test]
fn a_bit_in_the_footer_of_the_texts_is_mended_and_no_panic() {
    let home = home_with_list();
    let index = catalog(&home).join("gen-000002/index");
    let files = files_below(&index);
    let store = files
        .iter()
        .find(|path| path.extension().is_some_and(|known| known == "store"));
    let mut bytes = fs::read(store.unwrap()).unwrap();
    let at = bytes.len() - 114;
    bytes[at] ^= 1;
    fs::write(store.unwrap(), bytes).unwrap();
    let ran = search_all(&home);
    assert_eq!((ran.code, count_products(&ran)), (0, 3), "{}", ran.err);
    assert!(
        ran.err.contains("đã dựng lại") && !ran.err.contains("panicked"),
        "{}",
        ran.err
    );
    let again = search_all(&home);
    assert_eq!(
        (again.code, &*again.err, count_products(&again)),
        (0, "", 3)
    );
}

#[test]
fn every_kind_of_damage_is_answered_by_every_command_that_reads_the_catalogue() {
    for kind in 0..DAMAGE_KINDS {
        let home = home_with_list();
        let files = files_below(&catalog(&home).join("gen-000002"));
        let what = damage_file(&files[kind as usize % files.len()], kind);
        for command in ["history", "doctor", "search", "facets"] {
            let ran = home.run(&[command]);
            assert!(
                matches!(ran.code, 0 | 3),
                "{command}, {what}: {} {}",
                ran.code,
                ran.err
            );
            assert!(
                !ran.err.contains("panicked"),
                "{command}, {what}: {}",
                ran.err
            );
        }
        assert_eq!(count_products(&search_all(&home)), 3, "{what}");
    }
}

#[test]
fn a_sealed_manifest_that_leads_away_reads_nothing_there() {
    let home = home_with_list();
    reseal_manifest(&catalog(&home).join("gen-000002"), |manifest| {
        manifest["files"]["index/../../../../../../../../../../../dev/zero"] = "1-00000000".into();
    });
    let history = home.run(&["history"]);
    assert!(
        history.out.contains("is no file of a generation"),
        "{}",
        history.out
    );
    let ran = search_all(&home);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("is no file of a generation"),
        "{}",
        ran.err
    );
}

#[test]
fn nothing_that_acts_leaves_a_sealed_generation() {
    let home = home_with_list();
    let generation = catalog(&home).join("gen-000002");
    reseal_manifest(&generation, |manifest| {
        manifest["origin"]["by"] = "Lan\u{1b}[2J\u{202e}".into();
        manifest["origin"]["files"][0]["name"] = "a\u{9b}b\u{7f}\u{200b}.csv".into();
        manifest["source"] = "x\u{1b}]0;y\u{7}".into();
        let files = files_below(&generation.join("index"));
        let fast = files
            .iter()
            .find(|path| path.extension().is_some_and(|known| known == "fast"));
        poison_name(fast.unwrap(), &["Hạ Long".to_owned()], '\u{202e}');
        let name = format!(
            "index/{}",
            fast.unwrap().file_name().unwrap().to_string_lossy()
        );
        reseal_file(&generation, &name, manifest);
    });
    let acts = [
        '\u{1b}', '\u{7}', '\u{7f}', '\u{9b}', '\u{200b}', '\u{202e}',
    ];
    for arguments in [
        &["history"][..],
        &["history", "--format", "json"],
        &["doctor"],
        &["doctor", "--format", "json"],
        &["facets", "--read-only"],
        &["facets", "--format", "json", "--read-only"],
        &[
            "stats",
            "--by",
            "district",
            "--format",
            "json",
            "--read-only",
        ],
        &["search", "--format", "json", "--read-only"],
        &["search", "--format", "csv", "--read-only"],
        &["search", "--color", "never", "--read-only"],
        &["diff", "--color", "never"],
    ] {
        let ran = home.run(arguments);
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains(acts), "{arguments:?}: {text:?}");
        }
    }
    assert!(home.run(&["facets"]).out.contains("Hạ Long"));
}

#[test]
fn a_pointer_is_read_where_it_means_one_generation_and_told_where_it_does_not() {
    let home = home_with_list();
    let current = catalog(&home).join("current");
    let point = |target: &str| {
        let _ = fs::remove_file(&current);
        symlink(target, &current).unwrap();
    };
    let absolute = catalog(&home).join("gen-000001");
    for target in [
        "gen-000001/",
        "./gen-000001",
        "../catalog/gen-000001",
        &absolute.to_string_lossy(),
    ] {
        point(target);
        let history = home.run(&["history"]);
        assert!(history.out.contains("*   1  "), "{target}: {}", history.out);
        assert_eq!(
            (search_all(&home).err.as_str(), history.err.as_str()),
            ("", ""),
            "{target}"
        );
        assert_ne!(count_products(&search_all(&home)), 3, "{target}");
    }
    for target in ["current", "/etc", "..", "gen-000001/index"] {
        point(target);
        for arguments in [
            &["history"][..],
            &["search"],
            &["stats"],
            &["diff"],
            &["rollback"],
        ] {
            let ran = home.run(arguments);
            let said = "Không rõ bản nào đang dùng";
            assert!(
                ran.err.contains(said),
                "{target}, {arguments:?}: {}",
                ran.err
            );
        }
        let doctor = home.run(&["doctor"]);
        assert!(
            doctor.out.contains("Trỏ tới bản đang dùng"),
            "{}",
            doctor.out
        );
        assert_eq!(count_products(&search_all(&home)), 3, "{target}");
    }
    // A missing generation is said by name.
    point("gen-000009");
    let history = home.run(&["history"]);
    assert!(history.out.contains("*   9  hỏng"), "{}", history.out);
    // The next writer points to its own.
    point("/etc");
    write_list(&home, "more.csv", 4);
    assert_eq!(
        home.run(&["import", "--replace", "--yes", "more.csv"]).code,
        0
    );
    let ran = search_all(&home);
    assert_eq!((ran.err.as_str(), count_products(&ran)), ("", 4));
    // A folder with something in it is nothing that a writer may take away.
    fs::remove_file(&current).unwrap();
    fs::create_dir(&current).unwrap();
    fs::write(current.join("note"), "precious").unwrap();
    let refused = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(refused.code, 74, "{}", refused.err);
    assert!(
        refused.err.contains("current là thư mục"),
        "{}",
        refused.err
    );
    assert!(!catalog(&home).join("gen-000004").exists());
    // An empty one holds nothing.
    fs::remove_file(current.join("note")).unwrap();
    let accepted = home.run(&["import", "--replace", "--yes", "list.csv"]);
    assert_eq!(accepted.code, 0, "{}", accepted.err);
    let ran = search_all(&home);
    assert_eq!((ran.err.as_str(), count_products(&ran)), ("", 3));
}

#[test]
fn what_lies_in_the_locks_place_is_told_and_never_changed() {
    let home = home_with_list();
    let (lock, victim) = (
        catalog(&home).join("writer.lock"),
        home.path().join("victim"),
    );
    fs::write(&victim, "precious\n").unwrap();
    fs::set_permissions(&victim, fs::Permissions::from_mode(0o640)).unwrap();
    let places: [(&str, &dyn Fn()); 3] = [
        ("là liên kết", &|| symlink(&victim, &lock).unwrap()),
        ("liên kết cứng", &|| {
            fs::hard_link(&victim, &lock).unwrap();
        }),
        ("là thư mục", &|| fs::create_dir(&lock).unwrap()),
    ];
    write_list(&home, "more.csv", 4);
    for (said, place) in places {
        let _ = fs::remove_file(&lock);
        place();
        for arguments in [
            &["import", "--replace", "--yes", "more.csv"][..],
            &["rollback", "--yes"],
        ] {
            let ran = home.run(arguments);
            assert_eq!(ran.code, 3, "{said}: {}", ran.err);
            assert!(
                ran.err.contains(said) && ran.err.contains("writer.lock"),
                "{}",
                ran.err
            );
        }
        assert_eq!(count_products(&search_all(&home)), 3, "{said}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "precious\n", "{said}");
        assert_eq!(
            fs::metadata(&victim).unwrap().mode() & 0o7777,
            0o640,
            "{said}"
        );
    }
}

#[test]
fn left_overs_are_told_and_go_with_the_next_import_or_rollback() {
    for arguments in [
        &["import", "--replace", "--yes", "more.csv"][..],
        &["rollback", "--yes"],
    ] {
        let home = home_with_list();
        write_list(&home, "more.csv", 4);
        for name in ["gen-000001.gone", "gen-000099.tmp"] {
            fs::create_dir(catalog(&home).join(name)).unwrap();
        }
        let doctor = home.run(&["doctor"]).out;
        for told in ["gen-000001.gone", "gen-000099.tmp", "Còn phần dở"] {
            assert!(doctor.contains(told), "{doctor}");
        }
        assert_eq!(home.run(arguments).code, 0);
        let doctor = home.run(&["doctor"]).out;
        assert!(
            !doctor.contains("gone") && !doctor.contains("Còn phần dở"),
            "{doctor}"
        );
    }
}

/// The permissions of everything below a folder, links aside.
fn assert_modes(folder: &Path, (folders, files): (u32, u32)) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, metadata) = (entry.path(), entry.metadata().unwrap());
        let mode = metadata.mode() & 0o7777;
        if metadata.is_dir() {
            assert_eq!(mode, folders, "{}", path.display());
            assert_modes(&path, (folders, files));
        } else if metadata.is_file() && !path.ends_with("writer.lock") {
            assert_eq!(mode, files, "{}", path.display());
        }
    }
}

#[test]
fn the_catalogues_folder_decides_the_rights_whatever_the_umask_is() {
    for (folder, file, lock) in [
        (0o2775, 0o664, 0o660),
        (0o755, 0o644, 0o600),
        (0o700, 0o600, 0o600),
    ] {
        let home = Home::new();
        fs::create_dir_all(catalog(&home)).unwrap();
        fs::set_permissions(catalog(&home), fs::Permissions::from_mode(folder)).unwrap();
        write_list(&home, "list.csv", 3);
        let mut command = std::process::Command::new("/bin/sh");
        let script = "umask 077; \"$0\" stats && exec \"$0\" import --replace --yes list.csv";
        let ran = command
            .args(["-c", script, crate::support::home::BINARY])
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        assert_modes(&catalog(&home), (folder, file));
        let held = fs::metadata(catalog(&home).join("writer.lock")).unwrap();
        assert_eq!(held.mode() & 0o7777, lock);
    }
}

#[test]
fn a_damaged_index_is_searched_at_once_though_somebody_is_writing() {
    let home = home_with_list();
    fs::remove_dir_all(catalog(&home).join("gen-000002/index")).unwrap();
    let lock = catalog(&home).join("writer.lock");
    fs::write(&lock, "Lan, 2026-11-24 09:00 (pid 1)\n").unwrap();
    let held = File::open(&lock).unwrap();
    held.lock().unwrap();
    let ran = search_all(&home);
    assert_eq!((ran.code, count_products(&ran)), (0, 3), "{}", ran.err);
    assert!(
        ran.err.contains("dựng trong bộ nhớ") && ran.err.contains("Lan, 2026-11-24"),
        "{}",
        ran.err
    );
    assert!(!catalog(&home).join("gen-000003").exists());
    drop(held);
    assert!(search_all(&home).err.contains("đã dựng lại"));
    assert_eq!(search_all(&home).err, "");
}
