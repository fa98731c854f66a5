//! Several reviews beside and after one another, by commands: what is next, a second round, equal names, verdicts of
//! the config, forced commands, and the examples of `ocop help review`.

use std::fs;
use std::path::Path;

use ocop::docs::find_help_topic;
use ocop::wording::locale::Language;

use crate::review_commands::{PRODUCTS, done, file, merge, review, started, status};
use crate::support::home::{Home, Ran};

#[test]
fn next_follows_the_share_and_brings_what_was_put_off_at_last() {
    let home = started(&["--reviewer", "an", "--reviewer", "binh"]);
    done(&home, &["share", "an", "ten:rượu"]);
    let next = || review(&home, &["next", "--format", "json", "--as", "an"]);
    let first = next().json();
    let left = first["left"].as_u64().unwrap();
    let id = first["product"]["id"].as_str().unwrap().to_owned();
    done(&home, &["postpone", &id, "--as", "an"]);
    let mut seen = Vec::new();
    loop {
        let answer = next().json();
        let now = answer["product"]["id"].as_str().unwrap().to_owned();
        if now == id {
            break;
        }
        done(&home, &["set", &now, "right", "--as", "an"]);
        seen.push(now);
    }
    assert_eq!(seen.len() as u64, left - 1);
    done(&home, &["set", &id, "right", "--as", "an"]);
    let end = review(&home, &["next", "--as", "an"]);
    assert!(
        end.code == 1 && end.out.contains("reviewed everything"),
        "{}",
        end.out
    );
    assert!(PRODUCTS.iter().any(|product| *product == id));
    let text = done(&home, &["next", "--as", "binh"]);
    assert!(text.contains("Write: ocop review set qn-"), "{text}");
}

#[test]
fn a_second_review_takes_what_the_first_one_found() {
    let home = started(&[]);
    done(&home, &["set", "qn-003", "qn-004", "fix"]);
    done(&home, &["set", "qn-017", "right"]);
    let out = done(&home, &["start", "Vòng 2", "--verdict", "can-sua"]);
    assert!(out.contains("2 products"), "{out}");
    assert_eq!(status(&home, &[])["done"], 0);
    assert_eq!(status(&home, &["quy", "iv"])["done"], 3);
}

#[test]
fn reviews_of_one_name_from_two_machines_are_told_apart() {
    let (one, other) = (started(&[]), started(&[]));
    let path = file(&other, "o.jsonl");
    done(&other, &["export", &path]);
    merge(&one, &path);
    let ran = review(&one, &["open", "quý iv"]);
    assert!(
        ran.code == 2 && ran.err.matches("Quý IV [").count() == 2,
        "{}",
        ran.err
    );
    let id = ran.err.split('[').nth(1).unwrap()[..8].to_owned();
    done(&one, &["open", &id]);
    let list = done(&one, &["list"]);
    assert_eq!(
        list.lines().filter(|line| line.starts_with('*')).count(),
        1,
        "{list}"
    );
    let document = review(&one, &["list", "--format", "json"]).json();
    assert_eq!(document["reviews"].as_array().unwrap().len(), 2);
}

#[test]
fn verdicts_of_the_config_are_those_of_new_reviews() {
    let home = Home::new();
    let folder = home.path().join(".config/ocop");
    fs::create_dir_all(&folder).unwrap();
    let table = "[[verdict]]\nkey = \"xong\"\nvi = \"Xong\"\nen = \"Done\"\n";
    fs::write(folder.join("config.toml"), table).unwrap();
    done(&home, &["start", "A", "--district", "Ba Chẽ"]);
    let kept = done(&home, &["set", "qn-003", "done"]);
    assert!(kept.contains("Rượu nấm lim xanh Ba Chẽ: Done"), "{kept}");
    let ran = review(&home, &["set", "qn-003", "fix"]);
    assert!(ran.err.contains("use one of: 1 Done"), "{}", ran.err);
    fs::write(
        folder.join("config.toml"),
        table.to_owned() + "\n[[verdict]]\nkey = \"A\"\n",
    )
    .unwrap();
    let check = home.run(&["config", "check", "--lang", "en"]);
    assert_eq!(check.code, 65, "{}", check.out);
    assert!(
        check.out.contains(":7:7: a verdict needs a key"),
        "{}{}",
        check.out,
        check.err
    );
}

#[cfg(unix)]
#[test]
fn over_a_forced_command_reviews_are_allowed_and_paths_and_other_names_are_not() {
    let home = Home::new();
    assert_eq!(home.run(&["stats"]).code, 0);
    let (data, state) = (home.data(), home.path().join("nho"));
    let send = |line: &str, input: Option<&Path>| -> Ran {
        let arguments = ["--restricted", "--data-dir", data.to_str().unwrap()];
        let arguments = [&arguments[..], &["--state-dir", state.to_str().unwrap()]].concat();
        let mut command = home.command(&arguments);
        command
            .env("SSH_ORIGINAL_COMMAND", line)
            .env("OCOP_LANG", "en");
        if let Some(path) = input {
            command.stdin(fs::File::open(path).unwrap());
        }
        command.output().unwrap().into()
    };
    let start = send("review start 'Quý IV' --district 'Ba Chẽ'", None);
    assert_eq!(start.code, 0, "{}", start.err);
    for line in [
        "review set qn-003 right",
        "review status",
        "review undo",
        "review list",
    ] {
        let ran = send(line, None);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
    }
    let export = send("review export", None);
    assert!(
        export.out.starts_with("{\"format\":\"ocop-work\""),
        "{}",
        export.out
    );
    for line in [
        "review export /tmp/ocop-x.jsonl",
        "review merge /etc/passwd",
        "review report --out /tmp/ocop-x.docx",
        "review set qn-003 right --as binh",
        "review apply --yes",
    ] {
        assert_eq!(send(line, None).code, 77, "{line}");
    }
    assert!(!Path::new("/tmp/ocop-x.jsonl").exists());
    // What others did may not be brought in, what one did oneself may.
    let laptop = Home::new();
    let frame = laptop.path().join("frame.jsonl");
    fs::write(&frame, &export.out).unwrap();
    merge(&laptop, frame.to_str().unwrap());
    done(&laptop, &["set", "qn-004", "right", "--as", "binh"]);
    let path = laptop.path().join("b.jsonl");
    done(&laptop, &["export", path.to_str().unwrap()]);
    let refused = send("review merge -", Some(&path));
    assert!(
        refused.code == 77 && refused.err.contains("has work of binh"),
        "{}",
        refused.err
    );
    done(&laptop, &["undo", "--as", "binh"]);
    assert_eq!(send("review merge -", Some(&frame)).code, 0);
}

#[test]
fn the_examples_of_the_help_run_in_their_order() {
    let topic = find_help_topic("ra-soat").unwrap();
    for language in [Language::Vi, Language::En] {
        let home = Home::new();
        let mut is_example = false;
        let mut count = 0;
        for line in topic.source_text(language).lines() {
            if line.starts_with("```") {
                is_example = line == "```sh";
                continue;
            }
            if !is_example {
                continue;
            }
            count += 1;
            let mut words: Vec<String> = shell_words(line);
            assert_eq!(words.remove(0), "ocop", "{line}");
            match words[1].as_str() {
                "merge" => {
                    let from = if language == Language::Vi {
                        "tu-may-xach-tay.jsonl"
                    } else {
                        "from-laptop.jsonl"
                    };
                    fs::copy(home.path().join(from), home.path().join(&words[2])).unwrap();
                }
                // Somebody else said something else.
                "settle" => drop(done(&home, &["set", "qn-017", "right", "--as", "an"])),
                "disagreements" => drop(done(&home, &["set", "qn-017", "unsure", "--as", "binh"])),
                _ => {}
            }
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let ran = home.run(&words);
            let may_find_nothing = words[1] == "disagreements";
            assert!(
                ran.code == 0 || (may_find_nothing && ran.code == 1),
                "{line}: {}{}",
                ran.out,
                ran.err
            );
        }
        assert!(count > 25, "{count}");
    }
}

/// The words of a line as a shell splits it: blanks outside of double quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}
