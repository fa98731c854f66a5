//! Invalid command lines: explained in both languages, without clap's own English.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

use clap::error::ErrorKind;
use clap::{Arg, Command, Error};
use ocop::cli::args;
use ocop::cli::usage_error::describe_usage_error;
use ocop::wording::locale::{Language, Locale};

use crate::support::home::{Home, Ran};

/// Phrases of clap's own messages.
const OF_THE_PARSER: [&str; 10] = [
    "error:",
    "tip:",
    "For more information",
    "argument",
    "subcommand",
    "required",
    "provided",
    "invalid",
    "possible values",
    "exists",
];

/// A command line, its sentence in Vietnamese and in English, and the command whose help is named.
const WRONG: &[(&[&str], &str, &str, &str)] = &[
    (
        &["search", "--stra", "4"],
        "không có tùy chọn --stra; có phải --star?",
        "unknown option --stra; did you mean --star?",
        "ocop search",
    ),
    (
        &["--nope"],
        "không có tùy chọn --nope",
        "unknown option --nope",
        "ocop",
    ),
    (&["-x"], "không có tùy chọn -x", "unknown option -x", "ocop"),
    (
        &["search", "-chame"],
        "không có tùy chọn -c\nNếu “-chame” không phải tùy chọn, viết thêm -- ở trước nó.",
        "unknown option -c\nIf “-chame” is not an option, write -- before it.",
        "ocop search",
    ),
    (
        &["--star", "4", "search"],
        "`ocop` không có tùy chọn --star; viết nó sau một trong các lệnh: search, why, facets, stats, export",
        "`ocop` has no option --star; write it after one of: search, why, facets, stats, export",
        "ocop",
    ),
    (
        &["facets", "--sort", "star"],
        "`ocop facets` không có tùy chọn --sort; viết nó sau một trong các lệnh: search, export",
        "`ocop facets` has no option --sort; write it after one of: search, export",
        "ocop facets",
    ),
    (
        &["show", "qn-001", "qn-002"],
        "thừa “qn-002”: `ocop show` không nhận thêm tham số",
        "unexpected “qn-002”: `ocop show` takes no more arguments",
        "ocop show",
    ),
    (
        &["--", "search"],
        "“search” là một lệnh; bỏ -- ở trước nó",
        "“search” is a command; remove the -- before it",
        "ocop",
    ),
    (
        &["serach"],
        "không có lệnh “serach”; có phải: search?",
        "unknown command “serach”; did you mean: search?",
        "ocop",
    ),
    (
        &["cha muc"],
        "không có lệnh “cha muc”; có: search, why, facets, show, config, stats, review, fair, import, check, columns, label, lists, export, picture, history, diff, rollback, work, bundle, doctor, completions, man, help\nĐể tìm sản phẩm theo từ: `ocop search cha muc`.",
        "unknown command “cha muc”; commands: search, why, facets, show, config, stats, review, fair, import, check, columns, label, lists, export, picture, history, diff, rollback, work, bundle, doctor, completions, man, help\nTo search for products: `ocop search cha muc`.",
        "ocop",
    ),
    (
        &["config", "chek"],
        "không có lệnh “chek”; có phải: check?",
        "unknown command “chek”; did you mean: check?",
        "ocop config",
    ),
    (
        &["config"],
        "sau `ocop config` phải có một trong: init, check, path, system",
        "`ocop config` must be followed by one of: init, check, path, system",
        "ocop config",
    ),
    (
        &["show"],
        "thiếu <ID> (Mã hồ sơ, ví dụ qn-016)",
        "missing <ID> (Id of the record, for example qn-016)",
        "ocop show",
    ),
    (
        &["export", "cha"],
        "thiếu --out <FILE> (Tệp ghi ra; - là đầu ra chuẩn)",
        "missing --out <FILE> (Output file; - is standard output)",
        "ocop export",
    ),
    (
        &["completions", "bas"],
        "<SHELL> không nhận “bas”; có phải bash? Có: bash, elvish, fish, powershell, zsh",
        "<SHELL> does not accept “bas”; did you mean bash? Use one of: bash, elvish, fish, powershell, zsh",
        "ocop completions",
    ),
    (
        &["search", "--color", "rot"],
        "--color <auto|always|never> không nhận “rot”; có: auto, always, never",
        "--color <auto|always|never> does not accept “rot”; use one of: auto, always, never",
        "ocop search",
    ),
    (
        &["search", "--district"],
        "--district <NAME> thiếu giá trị",
        "--district <NAME> needs a value",
        "ocop search",
    ),
    (
        &["search", "--format"],
        "--format <table|json|jsonl|csv> thiếu giá trị; có: table, json, jsonl, csv",
        "--format <table|json|jsonl|csv> needs a value; use one of: table, json, jsonl, csv",
        "ocop search",
    ),
    (
        &["search", "--limit", "mười"],
        "--limit <N> không nhận “mười”; viết một số nguyên không âm, ví dụ 20",
        "--limit <N> does not accept “mười”; write a whole number, such as 20",
        "ocop search",
    ),
    (
        &["search", "--limit", "-3"],
        "--limit <N> không nhận “-3”; viết một số nguyên không âm, ví dụ 20",
        "--limit <N> does not accept “-3”; write a whole number, such as 20",
        "ocop search",
    ),
    (
        &["diff", "99999999999999999999"],
        "[A] không nhận “99999999999999999999”: số quá lớn",
        "[A] does not accept “99999999999999999999”: the number is too large",
        "ocop diff",
    ),
    (
        &["search", "--explain=yes"],
        "--explain không đi với giá trị; bỏ “yes”",
        "--explain takes no value; remove “yes”",
        "ocop search",
    ),
    (
        &["search", "--limit", "3", "--limit", "4"],
        "--limit <N> chỉ được viết một lần",
        "--limit <N> can be given only once",
        "ocop search",
    ),
    (
        &["import", "a.csv", "--dry-run", "--yes"],
        "--dry-run không đi cùng --yes",
        "--dry-run cannot be used with --yes",
        "ocop import",
    ),
];

fn is_plain(ran: &Ran) {
    for word in OF_THE_PARSER {
        assert!(!ran.err.contains(word), "{word} in {}", ran.err);
    }
    assert!(!ran.err.contains("Usage:"), "{}", ran.err);
}

#[test]
fn a_wrong_command_line_is_told_in_whole_sentences_with_what_was_meant() {
    let home = Home::new();
    for (arguments, vi, en, command) in WRONG {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        is_plain(&ran);
        let head = format!("Lỗi: {vi}\nCách dùng: {command} ");
        assert!(ran.err.starts_with(&head), "{}\n{head}", ran.err);
        assert!(
            ran.err.ends_with(&format!("\nXem `{command} --help`\n")),
            "{}",
            ran.err
        );
        let english = home.command(arguments).env("OCOP_LANG", "en").output();
        let english = Ran::from(english.unwrap());
        assert_eq!(english.code, 2, "{arguments:?}");
        let head = format!("Error: {en}\nUsage: {command} ");
        assert!(english.err.starts_with(&head), "{}\n{head}", english.err);
        assert!(
            english
                .err
                .ends_with(&format!("\nSee `{command} --help`\n")),
            "{}",
            english.err
        );
    }
    assert!(!home.data().exists(), "nothing is opened for a wrong line");
}

#[test]
fn a_wrong_variable_is_called_by_its_name() {
    let home = Home::new();
    for (name, value) in [("OCOP_LANG", "fr"), ("OCOP_THEME", "đen")] {
        let ran = home.command(&["search"]).env(name, value).output().unwrap();
        let ran = Ran::from(ran);
        assert_eq!(ran.code, 2);
        let head = format!("Lỗi: {name} không nhận “{value}”; có: ");
        assert!(ran.err.starts_with(&head), "{}", ran.err);
    }
    let mut command = home.command(&["search", "--theme", "x"]);
    let typed = Ran::from(command.env("OCOP_THEME", "y").output().unwrap());
    assert!(
        typed.err.starts_with("Lỗi: --theme <"),
        "what was typed counts: {}",
        typed.err
    );
}

#[test]
fn what_was_typed_is_printed_clean() {
    let home = Home::new();
    for arguments in [
        ["search", "--\u{1b}[31mx"],
        ["show", "--star=\u{1b}[31m\nLỗi: x"],
        ["\u{1b}[31m", "x"],
    ] {
        let ran = home.run(&arguments);
        assert_eq!(ran.code, 2);
        assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
        assert_eq!(ran.err.matches("\nLỗi").count(), 0, "{:?}", ran.err);
    }
    let mut command = home.command(&["search"]);
    let no_text = command.arg(OsStr::from_bytes(b"\xff")).output().unwrap();
    let no_text = Ran::from(no_text);
    assert_eq!(no_text.code, 2);
    let head = "Lỗi: có tham số không đúng UTF-8\nCách dùng: ocop search ";
    assert!(no_text.err.starts_with(head), "{}", no_text.err);
    is_plain(&no_text);
}

#[test]
fn no_suggestion_names_what_is_not_for_people() {
    let home = Home::new();
    let ran = home.run(&["read-lst"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.err.contains("read-list"), "{}", ran.err);
}

/// The explanation for a tree of commands that this program does not have.
fn explain_usage_error(tree: &Command, arguments: &[&str], lang: Language) -> String {
    let arguments: Vec<OsString> = arguments.iter().map(Into::into).collect();
    let error = tree.clone().try_get_matches_from(&arguments).unwrap_err();
    let explanation = describe_usage_error(&error, tree, &arguments, &Locale::new(lang)).unwrap();
    explanation.lines().next().unwrap().to_owned()
}

#[test]
fn options_of_several_values_and_of_an_equals_sign_have_sentences_too() {
    let tree = Command::new("ocop")
        .arg(Arg::new("pair").long("pair").num_args(2))
        .arg(Arg::new("many").long("many").num_args(2..))
        .arg(Arg::new("set").long("set").require_equals(true));
    for (arguments, vi, en) in [
        (
            ["ocop", "--pair", "1"],
            "Lỗi: --pair <pair> <pair> cần 2 giá trị, ở đây có 1",
            "Error: wrong number of values for --pair <pair> <pair>: needs 2, given 1",
        ),
        (
            ["ocop", "--many", "1"],
            "Lỗi: --many <many> <many>... cần 2 giá trị, ở đây có 1",
            "Error: wrong number of values for --many <many> <many>...: needs 2, given 1",
        ),
        (
            ["ocop", "--set", "1"],
            "Lỗi: giá trị của --set=<set> phải viết liền sau dấu =",
            "Error: write the value of --set=<set> directly after an = sign",
        ),
    ] {
        assert_eq!(explain_usage_error(&tree, &arguments, Language::Vi), vi);
        assert_eq!(explain_usage_error(&tree, &arguments, Language::En), en);
    }
}

#[test]
fn what_is_not_foreseen_is_left_to_the_parser() {
    let locale = Locale::new(Language::Vi);
    let other = Error::raw(ErrorKind::Io, "refused");
    assert_eq!(
        describe_usage_error(&other, &args::localized_command(&locale), &[], &locale),
        None
    );
}
