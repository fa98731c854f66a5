//! The words for the commands of `ocop review` that a conversation has no own words for.

use super::typed_word::is_word_of;

/// The commands, each with the locale key of its words.
const REVIEW_COMMANDS: [(&str, &str); 10] = [
    ("status", "linear.words_review_status"),
    ("history", "linear.words_review_history"),
    ("reviewers", "linear.words_review_reviewers"),
    ("share", "linear.words_review_share"),
    ("due", "linear.words_review_due"),
    ("report", "linear.words_review_report"),
    ("export", "linear.words_review_export"),
    ("merge", "linear.words_review_merge"),
    ("close", "linear.words_review_close"),
    ("reopen", "linear.words_review_reopen"),
];

/// Most words that the name of a command has.
const MAX_COMMAND_WORDS: usize = 3;

/// The words of the command that these mean, its own name first; `None` where they mean none.
pub(super) fn find_review_command(words: &[&str]) -> Option<Vec<String>> {
    let longest = words.len().min(MAX_COMMAND_WORDS);
    (1..=longest).rev().find_map(|count| {
        let (name, rest) = words.split_at(count);
        let name = name.join(" ");
        let mut commands = REVIEW_COMMANDS.iter();
        let (command, _) = commands.find(|(_, key)| is_word_of(key, &name))?;
        let rest = rest.iter().map(|word| (*word).to_owned());
        Some(std::iter::once((*command).to_owned()).chain(rest).collect())
    })
}
