//! The command line as people and other programs use it: real runs of the real binary.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::{Home, Ran};
use crate::support::sealed::seal;

/// A home with a catalogue, so that the notice of the first start is not printed.
fn home_with_catalog() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

#[test]
fn the_first_start_says_in_one_line_what_it_built() {
    let home = Home::new();
    let first = home.run(&["search", "cha muc"]);
    assert_eq!(first.err.lines().count(), 1);
    assert!(
        first.err.contains(&of_all("{all} sản phẩm")),
        "{}",
        first.err
    );
    let second = home.run(&["search", "cha muc"]);
    assert_eq!((second.err.as_str(), second.out), ("", first.out));
}

#[test]
fn spellings_of_one_question_give_one_list() {
    let home = home_with_catalog();
    let expected = home.run(&["search", "chả mực"]);
    assert_eq!(expected.code, 0);
    assert_snapshot!(expected.out);
    for spelling in ["cha muc", "CHA MUC", "cha\u{309} mu\u{323}\u{31b}c"] {
        assert_eq!(
            home.run(&["search", spelling]).out,
            expected.out,
            "{spelling}"
        );
    }
    assert_eq!(home.run(&["search", "chả", "mực"]).out, expected.out);
}

#[test]
fn filters_take_names_as_people_write_them() {
    let home = home_with_catalog();
    let expected = home.run(&[
        "search",
        "--district",
        "Hạ Long",
        "--star",
        "4",
        "--format",
        "jsonl",
    ]);
    assert_eq!(expected.out.lines().count(), 1);
    for (district, star) in [
        ("ha long", "4"),
        ("TP Hạ Long", "4 sao"),
        ("thành phố hạ long", "4"),
    ] {
        let ran = home.run(&[
            "search",
            "--district",
            district,
            "--star",
            star,
            "--format",
            "jsonl",
        ]);
        assert_eq!(ran.out, expected.out, "{district} {star}");
    }
    let kinds = home.run(&[
        "search", "--kind", "htx", "--kind", "dn", "--format", "jsonl",
    ]);
    assert_eq!(kinds.out.lines().count(), 33 + 35);
}

#[test]
fn a_wrong_name_is_answered_with_the_nearest_ones() {
    let home = home_with_catalog();
    let ran = home.run(&["search", "--district", "Ha Lang", "--star", "9"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("Hạ Long") && ran.err.contains("“9”"),
        "{}",
        ran.err
    );
    let year = home.run(&["search", "--year", "2005"]);
    assert_eq!((year.code, year.err.as_str()), (1, ""));
    // A district without products is a fact and no mistake.
    let none = home.run(&["search", "cha muc", "--district", "Quảng Yên"]);
    assert_eq!((none.code, none.err.as_str()), (1, ""));
}

#[test]
fn facets_agree_with_search() {
    let home = home_with_catalog();
    for words in [&["ruou"][..], &["--kind", "htx"]] {
        let arguments = |command: &'static str, more: &[&'static str]| -> Vec<&str> {
            [&[command], words, more].concat()
        };
        let facets = home.run(&arguments("facets", &["--format", "json"])).json();
        for facet in ["star", "district", "status", "year"] {
            for value in facets["facets"][facet].as_array().unwrap() {
                let name = value["value"].as_str().unwrap().to_owned();
                let option = format!("--{facet}");
                let mut list = arguments("search", &["--format", "jsonl"]);
                list.extend([option.as_str(), name.as_str()]);
                let found = home.run(&list).out.lines().count();
                assert_eq!(
                    Some(found as u64),
                    value["count"].as_u64(),
                    "{facet} {name}"
                );
            }
        }
    }
}

#[test]
fn a_hit_in_jsonl_has_the_promised_fields() {
    let home = home_with_catalog();
    let ran = home.run(&[
        "search",
        "tra hoa vang ba che",
        "--format",
        "jsonl",
        "--limit",
        "1",
    ]);
    let hit: Value = serde_json::from_str(ran.out.lines().next().unwrap()).unwrap();
    let expected = [
        ("id", "qn-017"),
        ("name", "Trà hoa vàng Ba Chẽ"),
        ("specialty", "trà hoa vàng"),
        ("producer", "Công ty CP kinh doanh Lâm sản Đạp Thanh"),
        ("producer_kind", "enterprise"),
        ("province", "Quảng Ninh"),
        ("district", "Ba Chẽ"),
        ("commune", "Xã Đạp Thanh"),
        ("status", "valid"),
    ];
    for (field, value) in expected {
        assert_eq!(hit[field], value, "{field}");
    }
    assert_eq!(
        (hit["star"].as_u64(), hit["year"].as_u64()),
        (Some(5), Some(2025))
    );
    assert!(hit.get("unit").is_some());
}

#[test]
fn json_is_one_versioned_document_with_hits_and_facets() {
    let home = home_with_catalog();
    let ran = home.run(&[
        "search", "ruou", "--star", "4", "--format", "json", "--limit", "2",
    ]);
    let document = ran.json();
    assert_eq!(document["format"], 1);
    assert_eq!(document["query"], "ruou");
    assert_eq!(document["filters"]["star"][0], "4");
    assert_eq!(document["hits"].as_array().unwrap().len(), 2);
    let total = document["total"].as_u64();
    let stars = document["facets"]["star"].as_array().unwrap();
    let four = stars.iter().find(|value| value["value"] == "4").unwrap();
    assert_eq!(
        (four["count"].as_u64(), &four["selected"]),
        (total, &Value::Bool(true))
    );
}

#[test]
fn unrated_products_have_no_star_and_never_a_zero() {
    let home = home_with_catalog();
    let ran = home.run(&["search", "--star", "none", "--format", "jsonl"]);
    assert_eq!(ran.out.lines().count(), 92);
    assert!(ran.out.lines().all(|line| line.contains("\"star\":null")));
    assert_eq!(home.run(&["search", "--star", "0"]).code, 2);
}

#[test]
fn the_day_decides_the_status() {
    let home = home_with_catalog();
    let status = |day: &str| {
        let ran = home.run(&["show", "qn-017", "--on", day, "--format", "json"]);
        ran.json()["hit"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status("2026-11-24"), "valid");
    assert_eq!(status("2027-12-01"), "due");
    assert_eq!(status("2028-01-18"), "expired");
    assert_eq!(status("18/01/2028"), "expired", "as the screen writes it");
    let wrong = home.run(&["search", "--on", "32/11/2026"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("2026-11-24"), "{}", wrong.err);
}

#[test]
fn a_record_shows_everything_with_its_sources() {
    let home = home_with_catalog();
    let ran = home.run(&["show", "qn-017"]);
    assert_eq!(ran.code, 0);
    assert_snapshot!(ran.out);
    let english = home.run(&["show", "qn-017", "--lang", "en"]);
    assert_snapshot!(english.out);
    assert_eq!(home.run(&["show", "qn-999"]).code, 1);
}

#[test]
fn totals_are_pairs_of_products_and_producers() {
    let home = home_with_catalog();
    let ran = home.run(&["stats"]);
    assert_snapshot!(ran.out);
    let document = home
        .run(&["stats", "--format", "json", "--kind", "htx"])
        .json();
    assert_eq!(
        (
            document["products"].as_u64(),
            document["producers"].as_u64()
        ),
        (Some(33), Some(17))
    );
}

#[test]
fn nothing_found_is_exit_one_and_a_sentence() {
    let home = home_with_catalog();
    let ran = home.run(&["search", "xyzzy"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (1, "Không có sản phẩm nào.\n")
    );
    let english = home.run(&["search", "xyzzy", "--lang", "en"]);
    assert_eq!(english.out, "No products found.\n");
    let jsonl = home.run(&["search", "xyzzy", "--format", "jsonl"]);
    assert_eq!((jsonl.code, jsonl.out.as_str()), (1, ""));
    let csv = home.run(&["search", "xyzzy", "--format", "csv"]);
    assert_eq!(
        (csv.code, csv.out.lines().count()),
        (1, 1),
        "a spreadsheet still gets its columns"
    );
}

#[test]
fn a_pipe_gets_no_colour_and_no_escape() {
    let home = home_with_catalog();
    for arguments in [
        &["search", "ruou"][..],
        &["facets"],
        &["show", "qn-017"],
        &["stats"],
        &["doctor"],
        &[],
    ] {
        let ran = home.run(arguments);
        assert!(
            !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'),
            "{arguments:?}"
        );
    }
    assert!(
        home.run(&["search", "ruou", "--color", "always"])
            .out
            .contains('\u{1b}')
    );
}

#[test]
fn csv_is_read_by_spreadsheets() {
    let home = home_with_catalog();
    let ran = home.run(&["search", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let header = reader.headers().unwrap().clone();
    assert_eq!(&header[0], "id");
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), all_products());
    assert!(
        rows.iter()
            .any(|row| row["name"] == "Chả mực" && row["star"] == "3")
    );
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let home = home_with_catalog();
    for arguments in [
        &["search"][..],
        &["search", "--format", "jsonl"],
        &["search", "--format", "csv"],
        &["man"],
    ] {
        let mut child = home
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?} {err}");
        assert_eq!(err, "");
    }
}

#[test]
fn a_full_disk_is_said_and_not_swallowed() {
    let home = home_with_catalog();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = home.command(&["search"]).stdout(full).output().unwrap();
    let ran = Ran::from(output);
    assert_eq!(ran.code, 74);
    assert!(ran.err.contains("không ghi được kết quả"), "{}", ran.err);
}

#[test]
fn the_doctor_finds_what_is_damaged() {
    let home = home_with_catalog();
    let well = home.run(&["doctor"]);
    assert_eq!(well.code, 0);
    assert!(
        well.out.contains(&of_all("nguyên vẹn: {all} sản phẩm")),
        "{}",
        well.out
    );
    let records = home.data().join("catalog/gen-000001/products.jsonl");
    let mut bytes = std::fs::read(&records).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&records, bytes).unwrap();
    let ill = home.run(&["doctor"]);
    assert_eq!(ill.code, 3);
    assert!(ill.out.contains("hỏng:"), "{}", ill.out);
    assert!(
        !home.data().join("catalog/gen-000002").exists(),
        "the doctor only looks"
    );
    assert!(home.run(&["search", "cha muc"]).out.contains("Chả mực"));
}

#[test]
fn the_whole_help_is_pinned() {
    let home = Home::new();
    let mut text = String::new();
    for lang in ["vi", "en"] {
        for command in [
            "",
            "search",
            "why",
            "facets",
            "show",
            "stats",
            "config",
            "doctor",
            "import",
            "check",
            "export",
            "picture",
            "history",
            "diff",
            "rollback",
            "completions",
            "man",
        ] {
            let mut arguments: Vec<&str> = vec![command, "--help", "--lang", lang];
            arguments.retain(|argument| !argument.is_empty());
            let ran = home.run(&arguments);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{command}");
            text += &[
                "$ ocop ",
                &arguments.join(" "),
                "
",
                &ran.out,
                "
",
            ]
            .concat();
        }
    }
    assert_snapshot!(text);
}

#[test]
fn completions_and_manual_come_from_the_same_tree() {
    let home = home_with_catalog();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            home.run(&["completions", shell]).out.contains("district"),
            "{shell}"
        );
    }
    let manual = home.run(&["man"]).out;
    assert!(
        manual.starts_with(".ie") || manual.contains(".TH"),
        "{manual}"
    );
    let plain = manual.replace('\\', "");
    for word in [
        "district",
        "OCOP_DATA_DIR",
        "completions",
        "relevance",
        "ocop help query-language",
    ] {
        assert!(plain.contains(word), "{word}");
    }
}

#[test]
fn another_user_may_read_a_catalogue_that_he_cannot_write() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let open = std::fs::Permissions::from_mode(0o755);
    let home = home_with_catalog();
    std::fs::set_permissions(home.path(), open.clone()).unwrap();
    // A copy, for the way to the binary itself may be closed to others.
    let binary = home.path().join("ocop");
    std::fs::copy(crate::support::home::BINARY, &binary).unwrap();
    std::fs::set_permissions(&binary, open).unwrap();
    let mut command = std::process::Command::new(&binary);
    command
        .args(["search", "cha muc"])
        .env_clear()
        .envs(home.environment());
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|me| {
        use std::os::unix::fs::MetadataExt;
        me.uid() == 0
    });
    if is_root {
        command.uid(65_534).gid(65_534);
    }
    let ran = Ran::from(command.output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("Chả mực"));
}

#[test]
fn a_catalogue_that_may_not_be_read_is_said_and_never_replaced() {
    let home = home_with_catalog();
    let manifest = home.data().join("catalog/gen-000001/manifest.json");
    std::fs::remove_file(&manifest).unwrap();
    std::fs::create_dir(&manifest).unwrap();
    // A folder in the manifest's place cannot be read: the records decide.
    let ran = home.run(&["search", "cha muc"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let newer = Home::new();
    let generation = newer.data().join("catalog/gen-000001");
    std::fs::create_dir_all(&generation).unwrap();
    let manifest = seal(serde_json::json!({"format": 99}));
    std::fs::write(generation.join("manifest.json"), manifest).unwrap();
    let ran = newer.run(&["search", "cha muc"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("mới hơn") && ran.out.is_empty(),
        "{}",
        ran.err
    );
}

#[test]
fn an_argument_that_is_no_text_is_no_crash() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let home = home_with_catalog();
    let mut command = home.command(&["search", "cha muc"]);
    command
        .arg("--data-dir")
        .arg(OsStr::from_bytes(b"/tmp/\xe9/none"));
    let ran = Ran::from(command.output().unwrap());
    assert!(
        ran.code != 101 && !ran.err.contains("panicked"),
        "{}",
        ran.err
    );
}
