//! Completion scripts: the values of options, nothing that is not for people, and a real bash that completes.

use std::process::Command;

use crate::support::home::{Home, Ran};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

fn script(shell: &str, lang: &str) -> String {
    let ran = Home::new().run(&["completions", shell, "--lang", lang]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
    ran.out
}

#[test]
fn every_shell_knows_the_commands_for_people_and_no_other() {
    for shell in SHELLS {
        let script = script(shell, "vi");
        for word in ["search", "rollback", "district", "due"] {
            assert!(script.contains(word), "{word} for {shell}");
        }
        for word in ["read-list", "read__list"] {
            assert!(!script.contains(word), "{word} for {shell}");
        }
    }
    let manual = Home::new().run(&["man"]).out.replace('\\', "");
    assert!(manual.contains("ocop-rollback") && !manual.contains("read-list"));
}

#[test]
fn bash_zsh_and_fish_know_the_values_and_what_they_are_called() {
    let bash = script("bash", "vi");
    for values in [
        "\"3 4 5 none\"",
        "\"valid due unclear expired withdrawn pending5 unrated left none\"",
        "\"relevance name -name star -star ",
        "\"enterprise cooperative cooperative_group household farm other none\"",
        "\"I II III IV V VI none\"",
        "\"overdue 30 60 90 180 later contested none\"",
        "\"star district unit group kind year status left recognition channel gap review_state verdict reviewer label \
         list remark disagreement proposal selected producer specialty due-month\"",
        "\"open postponed done outside none\"",
        "\"table json jsonl csv\"",
        "\"utf-8 ",
    ] {
        assert!(bash.contains(values), "{values}");
    }
    let zsh = script("zsh", "vi");
    for value in [
        "4\\:\"4 sao\"",
        "valid\\:\"còn hiệu lực\"",
        "cooperative\\:\"Hợp tác xã\"",
        "due-month\\:\"hết hạn theo tháng\"",
        "(table json jsonl csv)",
    ] {
        assert!(zsh.contains(value), "{value}");
    }
    let fish = script("fish", "vi");
    for value in ["4\\t'4 sao'", "valid\\t'còn hiệu lực'", "jsonl\\t''"] {
        assert!(fish.contains(value), "{value}");
    }
    // What the program calls things inside is no sentence for people.
    for shell in SHELLS {
        assert!(!script(shell, "vi").contains("For people"), "{shell}");
    }
    let english = script("fish", "en");
    assert!(english.contains("valid\\t'valid'") && english.contains("4\\t'4-star'"));
}

#[test]
fn paths_are_completed_where_paths_belong() {
    let zsh = script("zsh", "vi");
    for (option, completed) in [
        ("'--data-dir=", ":DIR:_files -/'"),
        ("'--out=", ":FILE:_files'"),
        ("'--report=", ":FILE:_files'"),
        ("'*::files", ":_files'"),
        ("'--limit=", ":N:'"),
        ("'*--district=", ":NAME:'"),
    ] {
        let line = zsh.lines().find(|line| line.starts_with(option));
        let line = line.unwrap_or_else(|| panic!("{option}"));
        assert!(line.contains(completed), "{line}");
    }
}

/// What a real bash offers behind this line; nothing where there is no bash.
fn completed(line: &[&str]) -> Option<Vec<String>> {
    let home = Home::new();
    std::fs::write(home.path().join("script"), script("bash", "vi")).unwrap();
    let typed = r#"
        . ./script
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _ocop ocop "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", typed, "bash"]).args(line);
    bash.env_clear()
        .envs(home.environment())
        .current_dir(home.path());
    let ran = Ran::from(bash.output().ok()?);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line:?}");
    Some(ran.out.lines().map(str::to_owned).collect())
}

#[test]
fn a_real_bash_completes() {
    for (line, offered) in [
        (
            &["ocop", "search", "--star", ""][..],
            &["3", "4", "5", "none"][..],
        ),
        (
            &["ocop", "search", "--status", "un"],
            &["unclear", "unrated"],
        ),
        (&["ocop", "export", "--sort", "e"], &["expiry"]),
        (&["ocop", "stats", "--by", "du"], &["due-month"]),
        (&["ocop", "import", "--encoding", "tc"], &["tcvn3"]),
        (&["ocop", "search", "--format", "json"], &["json", "jsonl"]),
        (&["ocop", "roll"], &["rollback"]),
        (&["ocop", "help", "que"], &["query-language"]),
        (&["ocop", "help", "fac"], &["facets"]),
        (&["ocop", "read"], &[""]),
        (&["ocop", "search", "--dist"], &["--district"]),
    ] {
        let Some(found) = completed(line) else {
            return;
        };
        assert_eq!(found, offered, "{line:?}");
    }
}

#[test]
fn other_names_of_values_are_taken_as_ever() {
    let home = Home::new();
    for arguments in [
        ["search", "--star", "4 sao"],
        ["search", "--kind", "htx"],
        ["search", "--status", "còn hiệu lực"],
        ["search", "--group", "thực phẩm"],
        ["stats", "--by", "sao"],
        ["search", "--sort", "-star"],
    ] {
        assert_eq!(home.run(&arguments).code, 0, "{arguments:?}");
    }
}
