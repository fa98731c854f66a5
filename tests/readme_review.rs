//! The review and the fair of the README, played as they stand there.

use crate::support::home::{Home, Ran};

/// Stands for what differs from day to day: the rest of a line, or alone on a line the rest of the answer.
const REST: char = '…';

#[test]
fn the_review_and_the_fair_of_the_readme_print_what_stands_there() {
    assert_eq!(play_section("\n## A review\n"), 6);
    assert_eq!(play_section("\n## A fair\n"), 8);
}

/// Plays the commands below a heading; how many there are.
fn play_section(heading: &str) -> usize {
    let readme = include_str!("../README.md");
    let tour = readme.split(heading).nth(1).unwrap();
    let block = tour.split("```text\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    let home = Home::new();
    let mut commands = 0;
    for part in block.split("$ ocop ").skip(1) {
        let (typed, expected) = part.split_once('\n').unwrap();
        let arguments: Vec<&str> = typed.split(' ').collect();
        let mut command = home.command(&arguments);
        let ran = Ran::from(command.env("OCOP_LANG", "en").output().unwrap());
        assert_eq!(ran.code, 0, "{typed}: {}", ran.err);
        let mut printed = ran.out.lines();
        let mut is_whole = true;
        for line in expected.lines() {
            if line == REST.to_string() {
                is_whole = false;
                break;
            }
            let said = printed.next().unwrap_or_default();
            match line.strip_suffix(REST) {
                Some(begin) => assert!(said.starts_with(begin), "{typed}: {said}"),
                None => assert_eq!(said, line, "{typed}"),
            }
        }
        assert!(
            !is_whole || printed.next().is_none(),
            "{typed}: {}",
            ran.out
        );
        commands += 1;
    }
    commands
}
