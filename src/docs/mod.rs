//! The help topics: short reference texts in both languages, compiled into the program for `ocop help TOPIC`.
//!
//! A topic is a pair of Markdown files beside this one (`search.vi.md`, `search.en.md`). A line `{{name}}` is replaced
//! by a table of the code ([`generated`]), and [`layout`] turns the result into lines of at most 80 columns.
//! `contributing.md`, `measured.md` and `changes.md` are for readers of the repository and are not topics. Must not:
//! print, or open a catalogue.

pub mod generated;
pub mod layout;

use crate::wording::locale::{Language, Locale};

/// Columns that no printed line exceeds.
pub const PAGE_WIDTH: usize = 80;

/// A name that differs in more letters than this is not suggested.
const MAX_TYPO_DISTANCE: usize = 3;

/// At most this many names are suggested.
const MAX_SUGGESTED_NAMES: usize = 3;

/// A help text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HelpTopic {
    /// The name after `ocop help`.
    pub name: &'static str,
    /// The Vietnamese name without accents, understood as well.
    pub vietnamese_name: &'static str,
    vietnamese: &'static str,
    english: &'static str,
}

/// A row of the table: the name of the files, and the Vietnamese name.
macro_rules! help_topic {
    ($name:literal, $vietnamese_name:literal) => {
        HelpTopic {
            name: $name,
            vietnamese_name: $vietnamese_name,
            vietnamese: include_str!(concat!($name, ".vi.md")),
            english: include_str!(concat!($name, ".en.md")),
        }
    };
}

/// Every topic, in the order of the overview.
pub const HELP_TOPICS: [HelpTopic; 18] = [
    help_topic!("tour", "lam-quen"),
    help_topic!("search", "tim-kiem"),
    help_topic!("query-language", "cau-tim"),
    help_topic!("keys", "phim"),
    help_topic!("screen", "man-hinh"),
    help_topic!("typing", "go-dau"),
    help_topic!("statistics", "thong-ke"),
    help_topic!("review", "ra-soat"),
    help_topic!("fair", "hoi-cho"),
    help_topic!("import", "nhap"),
    help_topic!("export", "xuat"),
    help_topic!("linear", "tung-dong"),
    help_topic!("ssh", "duong-truyen"),
    help_topic!("config", "cau-hinh"),
    help_topic!("admin", "quan-tri"),
    help_topic!("data", "du-lieu"),
    help_topic!("scripts", "dong-lenh"),
    help_topic!("doctor", "kiem-tra"),
];

impl HelpTopic {
    /// The Markdown of a language, with its placeholders.
    pub const fn source_text(&self, language: Language) -> &'static str {
        match language {
            Language::Vi => self.vietnamese,
            Language::En => self.english,
        }
    }

    /// What it is about: its first heading.
    pub fn title(&self, language: Language) -> &'static str {
        let first = self.source_text(language).lines().next();
        first.unwrap_or_default().trim_start_matches("# ")
    }

    /// The text as it is printed.
    pub fn render_text(&self, locale: &Locale, color: bool) -> String {
        let source = self.source_text(locale.language());
        let filled = generated::fill_placeholders(source, locale);
        layout::layout_markdown(&filled, PAGE_WIDTH, color)
    }
}

/// The topic of this name, in either language; case and accents do not matter.
pub fn find_help_topic(name: &str) -> Option<&'static HelpTopic> {
    let typed = fold_topic_name(name);
    HELP_TOPICS
        .iter()
        .find(|topic| topic.name == typed || topic.vietnamese_name == typed)
}

/// The names nearest to one that is none, the nearest first.
pub fn suggest_names<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = fold_topic_name(typed);
    let mut near: Vec<(usize, &str)> = known
        .map(|name| {
            let is_part = typed.len() >= 2 && (name.contains(&typed) || typed.contains(name));
            let distance = strsim::osa_distance(&typed, name);
            (if is_part { 0 } else { distance }, name)
        })
        .filter(|(distance, name)| *distance <= MAX_TYPO_DISTANCE.min(name.len() / 2))
        .collect();
    near.sort_unstable();
    near.dedup();
    near.truncate(MAX_SUGGESTED_NAMES);
    near.into_iter().map(|(_, name)| name).collect()
}

/// `Câu tìm` and `cau tim` are `cau-tim`.
fn fold_topic_name(name: &str) -> String {
    let words = ocop_index::vietnamese::split_words(&name.replace(['_', '-'], " "));
    let words: Vec<String> = words.into_iter().map(|word| word.fold).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use unicode_width::UnicodeWidthStr;

    const LANGUAGES: [Language; 2] = [Language::Vi, Language::En];

    #[test]
    fn every_line_fits_on_eighty_columns_and_no_placeholder_is_left() {
        for topic in HELP_TOPICS {
            for language in LANGUAGES {
                let text = topic.render_text(&Locale::new(language), false);
                for line in text.lines() {
                    let name = topic.name;
                    assert!(line.width() <= PAGE_WIDTH, "{name} {language:?}: {line}");
                    assert!(!line.contains("{{"), "{name} {language:?}: {line}");
                    assert_eq!(line, line.trim_end(), "{name} {language:?}");
                }
                assert!(!text.contains('\u{1b}') && !text.contains("```"));
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_chapters_examples_and_tables() {
        for topic in HELP_TOPICS {
            let shape = |language| {
                let lines = topic.source_text(language).lines();
                let kinds = lines.filter_map(|line| match line {
                    line if line.starts_with('#') => Some("heading"),
                    line if line.starts_with("```") => Some("example"),
                    line if line.starts_with("{{") => Some(line),
                    line if line.starts_with('|') => Some("row"),
                    _ => None,
                });
                kinds.collect::<Vec<&str>>()
            };
            assert_eq!(shape(Language::Vi), shape(Language::En), "{}", topic.name);
            for language in LANGUAGES {
                assert!(
                    topic.source_text(language).starts_with("# "),
                    "{}",
                    topic.name
                );
                assert!(topic.title(language).width() <= 60, "{}", topic.name);
            }
        }
    }

    #[test]
    fn a_topic_is_found_in_both_languages_and_no_name_means_two() {
        let mut seen = HashSet::new();
        for topic in &HELP_TOPICS {
            for name in [topic.name, topic.vietnamese_name] {
                assert!(seen.insert(name), "{name}");
                assert_eq!(find_help_topic(&name.to_uppercase()), Some(topic));
            }
        }
        assert_eq!(
            find_help_topic("câu tìm").map(|topic| topic.name),
            Some("query-language")
        );
        assert_eq!(find_help_topic("nothing"), None);
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let names = || HELP_TOPICS.iter().map(|topic| topic.name);
        assert_eq!(suggest_names("serach", names()), ["search"]);
        assert_eq!(suggest_names("query", names()), ["query-language"]);
        assert!(suggest_names("xyzzy", names()).is_empty());
    }
}
