//! Changes of the catalogue in conversation: a list is imported, an earlier generation comes back.
//!
//! What would change is told first. Only a yes as the next line writes it; any other line leaves the catalogue as it
//! is, and means what it always means.

use std::fmt::Display;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::printed_lines::read_printed_lines;
use crate::cli::args::{DiffArgs, ImportArgs};
use crate::cli::exit::CommandFailure;
use crate::cli::paths::expand_home;
use crate::cli::settings::Settings;
use crate::cli::work_reports::{ScreenReports, WorkReports};
use crate::commands::import::{self, Agreement, PendingImport, PublishedImport};
use crate::commands::{diff, rollback};
use crate::wording::pasted_path::strip_path_quotes;

/// A question that waits for a yes.
pub(super) enum CatalogQuestion {
    /// Was the list at this path decoded correctly?
    Encoding(String),
    /// Is this to be published?
    Import(Box<PendingImport>),
    /// Is this generation to come back?
    Rollback {
        /// The generation.
        to: u64,
        /// The one in use when the changes were told.
        base: u64,
    },
}

/// What came of a command about the catalogue.
pub(super) struct CatalogAnswer {
    /// The lines to print.
    pub(super) lines: Vec<String>,
    /// What is asked with them.
    pub(super) question: Option<CatalogQuestion>,
    /// Another generation is in use now.
    pub(super) has_changed: bool,
}

impl CatalogAnswer {
    fn told(lines: Vec<String>) -> Self {
        Self {
            lines,
            question: None,
            has_changed: false,
        }
    }

    fn asked(mut lines: Vec<String>, text: String, question: CatalogQuestion) -> Self {
        lines.push(text);
        Self {
            lines,
            question: Some(question),
            has_changed: false,
        }
    }
}

/// A failure is told, and the conversation goes on.
pub(super) type CatalogResult = Result<CatalogAnswer, CommandFailure>;

/// Reads a list and tells what it would change. `is_confirmed` says that its letters were found right.
pub(super) fn read_list(settings: &Settings, path: &str, is_confirmed: bool) -> CatalogResult {
    let doubt = Arc::new(DecodingDoubt {
        is_confirmed,
        lines: Mutex::default(),
    });
    let reading = Settings {
        reports: WorkReports::to_screen(Arc::clone(&doubt) as Arc<dyn ScreenReports>),
        ..settings.clone()
    };
    let args = ImportArgs::of_file(expand_home(strip_path_quotes(path)));
    let prepared = import::prepare_import(&reading, &args);
    let doubted = std::mem::take(&mut *doubt.lines.lock().unwrap_or_else(PoisonError::into_inner));
    if prepared.is_err() && !doubted.is_empty() {
        let text = question_text(settings, "import.decoded_right");
        let question = CatalogQuestion::Encoding(path.to_owned());
        return Ok(CatalogAnswer::asked(doubted, text, question));
    }
    tell_import(settings, prepared?)
}

/// Tells what an import would change, and asks whether to write it.
fn tell_import(settings: &Settings, pending: PendingImport) -> CatalogResult {
    let mut text = Vec::new();
    if pending.plan.is_empty() {
        pending.preview_and_publish(settings, Agreement::default(), &mut text)?;
        return Ok(CatalogAnswer::told(read_printed_lines(&text)));
    }
    pending.print_preview(settings, true, &mut text)?;
    Ok(CatalogAnswer::asked(
        read_printed_lines(&text),
        question_text(settings, "import.publish"),
        CatalogQuestion::Import(Box::new(pending)),
    ))
}

/// Tells what going back to a generation would change, and asks whether to.
pub(super) fn ask_rollback(settings: &Settings, to: u64) -> CatalogResult {
    let mut text = Vec::new();
    let base = rollback::describe_rollback(settings, to, &mut text)?;
    let lines = read_printed_lines(&text);
    let Some(base) = base else {
        return Ok(CatalogAnswer::told(lines));
    };
    let text = question_text(settings, "import.publish");
    let question = CatalogQuestion::Rollback { to, base };
    Ok(CatalogAnswer::asked(lines, text, question))
}

/// What this generation changed.
pub(super) fn tell_changes(
    settings: &Settings,
    number: u64,
) -> Result<Vec<String>, CommandFailure> {
    let mut text = Vec::new();
    let args = DiffArgs {
        from: None,
        to: Some(number),
    };
    diff::run_diff(settings, &args, &mut text)?;
    Ok(read_printed_lines(&text))
}

impl CatalogQuestion {
    /// Does what was asked, after a yes.
    pub(super) fn agree(self, settings: &Settings) -> CatalogResult {
        match self {
            Self::Encoding(path) => read_list(settings, &path, true),
            Self::Import(mut pending) => {
                if !pending.lock_or_compare_again(settings)? {
                    let superseded = pending.superseded_text(settings);
                    let mut again = tell_import(settings, *pending)?;
                    again.lines.insert(0, superseded);
                    return Ok(again);
                }
                let before = pending.base_generation();
                let Some(published) = pending.publish_accepted_changes(settings)? else {
                    let refused = settings.locale.t("import.refused").to_owned();
                    return Ok(CatalogAnswer::told(vec![refused]));
                };
                Ok(CatalogAnswer {
                    has_changed: true,
                    ..CatalogAnswer::told(vec![describe_published(settings, &published, before)])
                })
            }
            Self::Rollback { to, base } => {
                let done = rollback::publish_agreed_rollback(settings, to, base)?;
                let has_changed = done.is_ok();
                let (Ok(line) | Err(line)) = done;
                Ok(CatalogAnswer {
                    has_changed,
                    ..CatalogAnswer::told(vec![line])
                })
            }
        }
    }
}

/// What was published, and how to go back.
fn describe_published(
    settings: &Settings,
    published: &PublishedImport,
    before: Option<u64>,
) -> String {
    let locale = &settings.locale;
    let n = locale.format_number(published.products);
    let back = before.map(|before| locale.fill("linear.way_back", &[("n", &before)]));
    let values: [(&str, &dyn Display); 3] = [
        ("generation", &published.generation),
        ("n", &n),
        ("aside", &published.unread),
    ];
    let told = locale.fill("import_prompt.published", &values);
    format!("{told}.{}", back.unwrap_or_default())
}

/// A question, with what is typed for yes and no.
fn question_text(settings: &Settings, key: &str) -> String {
    let locale = &settings.locale;
    let letters: [(&str, &dyn Display); 2] = [
        ("yes", &locale.t("answer.yes")),
        ("no", &locale.t("answer.no")),
    ];
    locale.fill(key, &letters)
}

/// True for words that can be the path of a list: `import` and `nhập` begin searches as well.
pub(super) fn looks_like_path(words: &str) -> bool {
    let path = strip_path_quotes(words);
    path.starts_with('~')
        || path.contains(std::path::is_separator)
        || Path::new(path).extension().is_some()
}

/// Takes the question about the letters of a list: it cannot be asked in the middle of reading.
struct DecodingDoubt {
    is_confirmed: bool,
    lines: Mutex<Vec<String>>,
}

impl ScreenReports for DecodingDoubt {
    fn report_progress(&self, _sentence: &str) {}

    fn confirm_lines(&self, lines: Vec<String>) -> bool {
        if !self.is_confirmed {
            *self.lines.lock().unwrap_or_else(PoisonError::into_inner) = lines;
        }
        self.is_confirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_words_and_loses_its_quotes() {
        for (words, path) in [
            ("list.csv", "list.csv"),
            ("'~/danh sach.xlsx'", "~/danh sach.xlsx"),
            ("\"a b.csv\" ", "a b.csv"),
            ("./list", "./list"),
        ] {
            assert!(looks_like_path(words), "{words}");
            assert_eq!(strip_path_quotes(words), path);
        }
        for words in ["khẩu", "tea for export", "''", "\""] {
            assert!(!looks_like_path(words), "{words}");
        }
    }
}
