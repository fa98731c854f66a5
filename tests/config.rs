//! The config file: created, used, overridden, invalid.

use std::fs;

use crate::support::built_in::of_all;
use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};

fn file(home: &Home) -> std::path::PathBuf {
    let ran = home.run(&["config", "path"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let path = std::path::PathBuf::from(ran.out.trim());
    assert!(path.starts_with(home.path()), "{}", path.display());
    path
}

fn write(home: &Home, text: &str) {
    let path = file(home);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_first_file_is_made_once_and_changes_nothing() {
    let home = Home::new();
    let before = home.run(&["stats"]).out;
    assert!(
        home.run(&["config", "check"])
            .out
            .contains("ocop config init")
    );
    let made = home.run(&["config", "init"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = fs::read_to_string(file(&home)).unwrap();
    for key in [
        "lang",
        "theme",
        "color",
        "ascii",
        "accessible",
        "typing",
        "data_dir",
    ] {
        assert!(text.contains(&format!("# {key} = ")), "{text}");
    }
    assert_eq!(home.run(&["stats"]).out, before);
    assert_eq!(home.run(&["config", "check"]).code, 0);
    fs::write(file(&home), "lang = \"en\"\n").unwrap();
    let again = home.run(&["config", "init"]);
    assert_eq!(again.code, 2);
    assert_eq!(fs::read_to_string(file(&home)).unwrap(), "lang = \"en\"\n");
}

#[test]
fn a_flag_beats_a_variable_and_a_variable_the_file() {
    let home = Home::new();
    assert!(home.run(&["stats"]).out.contains(&of_all("{all} sản phẩm")));
    write(&home, "lang = \"en\"\n");
    assert!(home.run(&["stats"]).out.contains(&of_all("{all} products")));
    let by_variable = home
        .command(&["stats"])
        .env("OCOP_LANG", "vi")
        .output()
        .unwrap();
    assert!(
        String::from_utf8(by_variable.stdout)
            .unwrap()
            .contains(&of_all("{all} sản phẩm"))
    );
    assert!(
        home.run(&["stats", "--lang", "vi"])
            .out
            .contains(&of_all("{all} sản phẩm"))
    );
    // Even what is said before anything is parsed is said in the file's language.
    assert!(
        home.run(&["search", "--nope"])
            .err
            .contains("unknown option --nope")
    );
}

#[test]
fn the_catalogue_of_the_file_is_opened() {
    let home = Home::new();
    let other = home.path().join("elsewhere");
    write(
        &home,
        &format!("data_dir = {:?}\n", other.to_str().unwrap()),
    );
    let ran = home
        .command(&["stats"])
        .env_remove("OCOP_DATA_DIR")
        .output()
        .unwrap();
    assert!(ran.status.success());
    assert!(other.join("catalog").is_dir());
}

#[test]
fn the_home_folder_may_be_written_as_in_a_shell() {
    let home = Home::new();
    write(&home, "data_dir = \"~/elsewhere\"\n");
    let mut command = home.command(&["stats"]);
    let ran = command.env_remove("OCOP_DATA_DIR").output().unwrap();
    assert!(ran.status.success());
    assert!(home.path().join("elsewhere/catalog").is_dir());
    assert!(!home.path().join("~").exists());
}

#[test]
fn a_wrong_line_is_told_with_its_place_and_the_rest_counts() {
    let home = Home::new();
    write(&home, "lang = \"en\"\nthem = \"mono\"\nascii = 1\n");
    let ran = home.run(&["stats"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains(&of_all("{all} products")), "{}", ran.out);
    assert!(
        ran.err
            .contains("config.toml:2:1: unknown setting “them”; did you mean “theme”?"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("config.toml:3:9: “ascii” cannot be 1; use one of: true, false"),
        "{}",
        ran.err
    );
    let check = home.run(&["config", "check"]);
    assert_eq!(
        (check.code, check.out.lines().count()),
        (65, 2),
        "{}",
        check.out
    );
    assert_eq!(check.err, "", "told once");
    let terminal = Terminal::run(program(&home), CLASSIC);
    let doubt = "~/.config/ocop/config.toml:2:1: unknown setting “them”; did you mean “theme”?";
    terminal.until("the doubt, whole", |seen| seen.shows(doubt));
}

#[test]
fn what_is_told_at_the_start_says_how_much_more_there_is_and_where() {
    // One doubt, and a catalogue that was just built.
    let home = Home::new();
    write(&home, "them = \"mono\"\n");
    let terminal = Terminal::run(program(&home), (140, 24));
    terminal.until("both", |seen| {
        seen.shows("“theme”? (còn 1 điều nữa: ocop doctor)")
    });
    let again = Terminal::run(program(&home), (140, 24));
    again.until("the doubt alone", |seen| seen.shows("“theme”?"));
    assert!(!again.seen().shows("điều nữa"));
}

#[test]
fn signs_and_colours_of_the_screen_come_from_the_file() {
    let home = Home::new();
    write(&home, "ascii = true\ntheme = \"mono\"\nlang = \"en\"\n");
    // The first start tells what it built where the count would stand.
    home.run(&["stats"]);
    let terminal = Terminal::run(program(&home), CLASSIC);
    terminal.until("English", |seen| {
        seen.shows(&of_all("{all} / {all} products"))
    });
    let seen = terminal.seen();
    assert!(
        !seen.shows("┌") && seen.shows(&of_all("+ Products 1/{all} ---")),
        "{}",
        seen.rows().join("\n")
    );
    assert!(!seen.text().contains("\u{1b}[38;5;"), "no colour");
}

#[test]
fn who_wants_lines_every_day_gets_them_without_a_flag() {
    let home = Home::new();
    write(&home, "accessible = true\n");
    let ran = home
        .command(&[])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(out.contains("Gõ chữ để tìm"), "{out}");
}

#[test]
fn a_file_that_is_no_text_is_told_and_nothing_else_happens() {
    let home = Home::new();
    let path = home.path().join(".config/ocop/config.toml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, b"lang = \"en\"\n\xff\xfe = 1\n").unwrap();
    let check = home.run(&["config", "check"]);
    assert_eq!(check.code, 65);
    assert!(
        check
            .out
            .contains("config.toml:2:1: từ đây không đúng UTF-8"),
        "{}",
        check.out
    );
    let stats = home.run(&["stats"]);
    assert!(
        stats.code == 0 && stats.err.contains("config.toml:2:1:"),
        "{}",
        stats.err
    );
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let stats = home.run(&["stats"]);
    assert!(
        stats.code == 0 && stats.err.contains("không đọc được"),
        "{}",
        stats.err
    );
}
