//! The output of `ocop doctor`, as text and as JSON.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::{Home, Ran};

fn doctor(home: &Home, more: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = home.command(&[&["doctor", "--lang", "en"], more].concat());
    command.envs(environment.iter().copied());
    command.output().unwrap().into()
}

#[test]
fn every_fact_stands_on_a_line_and_in_the_document() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = doctor(
        &home,
        &[],
        &[("LANG", "vi_VN.UTF-8"), ("TMUX", "/tmp/x,1,0")],
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let has = |label: &str, value: &str| {
        let line = format!("{label:<24}{value}");
        assert!(ran.out.contains(&line), "{line}: {}", ran.out);
    };
    has("Input is a terminal", "no");
    has("Locale is UTF-8", "yes");
    has("Over SSH", "no");
    has("Inside tmux, screen", "tmux");
    has("TERM", "xterm-256color");
    has("COLORTERM", "-");
    has("Config file exists", "no");
    has("Read-only", "no");
    has("Data folder writable", "yes");
    let log = home.path().join(".local/state/ocop/log");
    has("Log", &log.to_string_lossy());
    has("Data folder", &home.data().to_string_lossy());
    has("gen-000001 *", &of_all("intact: {all} products"));
    assert!(ran.out.contains("format 2; built 20"), "{}", ran.out);
    assert!(ran.out.contains("set-clipboard on"), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}'), "nothing is asked");
    // The same letters twice, in the two ways that they are written.
    let letters: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.contains("(NF"))
        .collect();
    let [composed, decomposed] = letters.as_slice() else {
        panic!("{}", ran.out)
    };
    let of = |line: &str| line.chars().skip(24).collect::<String>();
    assert_ne!(of(composed), of(decomposed));
    assert_eq!(of(composed), of(decomposed).nfc().to_string());
    assert_eq!(of(decomposed), of(composed).nfd().to_string());

    let ran = doctor(&home, &["--format", "json"], &[("SSH_TTY", "/dev/pts/9")]);
    let document: Value = ran.json();
    let facts = &document["facts"];
    assert_eq!(facts["ssh"], true);
    assert_eq!(facts["utf8"], false);
    assert_eq!(facts["COLORTERM"], Value::Null);
    assert_eq!(facts["log"], log.to_string_lossy().as_ref());
    let generation = &document["generations"][0];
    assert_eq!(generation["products"], all_products());
    assert_eq!(generation["format"], generation["known_format"]);
    let advice = document["advice"].as_array().unwrap();
    assert!(
        advice
            .iter()
            .any(|line| line.as_str().unwrap().contains("UTF-8"))
    );
}

#[test]
fn a_wrong_config_and_a_poor_terminal_are_told_with_what_to_do() {
    let home = Home::new();
    let path = home.run(&["config", "path"]).out;
    let path = std::path::Path::new(path.trim());
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, "them = \"mono\"\n").unwrap();
    let ran = doctor(&home, &[], &[("TERM", "dumb"), ("NO_COLOR", "1")]);
    for expected in [
        "Config file exists      yes",
        "Config problem          ~/.config/ocop/config.toml:1:1",
        "ocop --accessible",
        "NO_COLOR is set",
        "ocop config check",
        "none yet; built by the first search",
    ] {
        assert!(ran.out.contains(expected), "{expected}: {}", ran.out);
    }
}
