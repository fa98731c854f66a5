//! What holds in this conversation, and its commands, in lines.

use std::fmt::Display;

use super::chosen_columns;
use super::state::LinearState;
use crate::cli::paths::abbreviate_home;
use crate::cli::settings::Settings;
use crate::wording::sanitize::sanitize_text;

/// The settings, one a line, each with the command that changes it.
pub(super) fn describe_settings(state: &LinearState<'_>) -> Vec<String> {
    let settings = state.settings;
    let mut lines = vec![language_text(settings), state.day_text()];
    lines.push(chosen_columns::describe_columns(state));
    if settings.has_data_dir() && settings.capabilities.may_open_paths {
        let path = sanitize_text(&abbreviate_home(&settings.data_dir));
        let values: [(&str, &dyn Display); 1] = [("path", &path)];
        lines.push(settings.locale.fill("linear.catalog_folder", &values));
    }
    if settings.require_writable().is_err() {
        lines.push(settings.locale.t("linear.only_read").to_owned());
    }
    lines
}

/// The language of the conversation, and how to change it.
pub(super) fn language_text(settings: &Settings) -> String {
    settings.locale.t("linear.language_now").to_owned()
}

/// The commands, without those that this run may not do.
pub(super) fn describe_commands(settings: &Settings) -> Vec<String> {
    let locale = &settings.locale;
    let allowed = &settings.capabilities;
    let forbidden = [
        ("linear.words_export", allowed.may_write_files()),
        ("linear.words_import", allowed.may_import),
        ("linear.words_rollback", allowed.may_publish),
    ];
    let words = forbidden.into_iter().filter(|(_, is_allowed)| !is_allowed);
    let words: Vec<&str> = words
        .filter_map(|(key, _)| locale.t(key).split(';').next())
        .collect();
    let help = locale.t("linear.help").lines();
    let help = help.filter(|line| !words.iter().any(|word| line.contains(word)));
    help.map(str::to_owned).collect()
}
