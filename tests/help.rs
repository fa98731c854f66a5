//! `ocop help`: the overview, topics in both languages, usages of commands, names that are none.

use ocop::docs::HELP_TOPICS;
use unicode_width::UnicodeWidthStr;

use crate::support::home::{Home, Ran};

fn help(words: &[&str], lang: &str) -> Ran {
    let ran = Home::new().run(&[&["help"], words, &["--lang", lang]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{words:?}");
    for line in ran.out.lines() {
        assert!(line.width() <= 80, "{words:?} {lang}: {line}");
    }
    assert!(!ran.out.contains('\u{1b}'), "plain without a terminal");
    ran
}

#[test]
fn the_overview_lists_every_command_and_every_topic() {
    for (lang, commands, topics) in [
        ("vi", "Lệnh\n----\n", "Chủ đề\n------\n"),
        ("en", "Commands\n--------\n", "Topics\n------\n"),
    ] {
        let out = help(&[], lang).out;
        let (before, after) = out.split_once(topics).unwrap();
        let before = before.split_once(commands).unwrap().1;
        for command in ["search", "import", "rollback", "man", "help"] {
            assert!(before.contains(&format!("{command} ")), "{command}: {out}");
        }
        for topic in HELP_TOPICS {
            assert!(after.contains(&format!("{} ", topic.name)), "{out}");
        }
    }
}

#[test]
fn every_topic_is_printed_in_both_languages_by_either_name() {
    for topic in HELP_TOPICS {
        let [vi, en] = ["vi", "en"].map(|lang| help(&[topic.name], lang).out);
        assert_ne!(vi, en);
        assert!(vi.lines().count() > 10, "{}", topic.name);
        assert_eq!(help(&[topic.vietnamese_name], "vi").out, vi);
    }
    assert_eq!(
        help(&["query", "language"], "en").out,
        help(&["câu tìm"], "en").out
    );
}

#[test]
fn a_topic_comes_before_the_usage_of_the_command_of_its_name() {
    for name in ["search", "import", "export", "config", "doctor"] {
        let out = help(&[name], "en").out;
        let heading = out.find("\nUsage\n-----\n").unwrap();
        assert!(
            out[heading..].contains(&format!("Usage: ocop {name} ")),
            "{out}"
        );
    }
}

#[test]
fn the_usage_of_a_command_is_that_of_its_help() {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (words, command) in [
        (&["facets"][..], &["facets", "--help"][..]),
        (&["config", "init"], &["config", "init", "--help"]),
        (&["help"], &["help", "--help"]),
    ] {
        let usage = Home::new().run(&[command, &["--lang", "vi"]].concat());
        assert_eq!(squeeze(&help(words, "vi").out), squeeze(&usage.out));
    }
}

#[test]
fn a_name_that_is_none_is_answered_with_the_nearest_ones() {
    for (name, lang, sentence) in [
        (
            "serach",
            "vi",
            "Lỗi: không có chủ đề hay lệnh “serach”; có phải: search? `ocop help` liệt kê tất cả\n",
        ),
        (
            "key",
            "en",
            "Error: there is no topic or command “key”; did you mean: keys? `ocop help` lists them all\n",
        ),
        (
            "xyzzy",
            "en",
            "Error: there is no topic or command “xyzzy”; `ocop help` lists them all\n",
        ),
    ] {
        let ran = Home::new().run(&["help", name, "--lang", lang]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{name}");
        assert_eq!(ran.err, sentence);
    }
    let hostile = Home::new().run(&["help", "\u{1b}[31m"]);
    assert!(
        hostile.code == 2 && !hostile.err.contains('\u{1b}'),
        "{}",
        hostile.err
    );
}

#[test]
fn a_topic_opens_no_catalogue_and_is_bold_on_wish() {
    let home = Home::new();
    let ran = home.run(&["help", "keys", "--color", "always"]);
    assert!(ran.out.starts_with("\u{1b}[1m"), "{}", ran.out);
    assert!(!home.data().exists());
}
