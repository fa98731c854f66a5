//! Advice on some of the facts, a sentence each. Facts that need no action get none.

use ocop_index::store::{self, StoreLayout};

use crate::cli::environment;
use crate::cli::settings::Settings;

/// The advice for this setup. `damaged` is the current generation if it is damaged.
pub(super) fn collect_advice(
    settings: &Settings,
    damaged: Option<u64>,
    has_unfinished_files: bool,
) -> Vec<String> {
    let term = environment::read_variable("TERM").unwrap_or_default();
    let is_dumb = !cfg!(windows) && (term.is_empty() || term == "dumb");
    let limited_terminals = ["linux", "vt100", "vt102", "vt220", "ansi", "cons25"];
    let multiplexer = environment::detect_multiplexer();
    let mut keys = Vec::new();
    let mut add = |applies: bool, key: &'static str| keys.extend(applies.then_some(key));
    let recoverable = damaged.map(|number| store::is_recoverable(&settings.data_dir, number));
    add(recoverable == Some(true), "advice.mends");
    add(recoverable == Some(false), "advice.damaged");
    let leftovers = StoreLayout::new(&settings.data_dir).leftovers();
    add(!leftovers.is_empty(), "advice.leftovers");
    add(is_dumb, "advice.dumb");
    add(!environment::is_utf8_locale(), "advice.utf8");
    add(
        limited_terminals.contains(&term.as_str()) && !settings.screen.ascii,
        "advice.ascii",
    );
    add(
        environment::read_variable("NO_COLOR").is_some(),
        "advice.no_color",
    );
    add(multiplexer == Some("tmux"), "advice.tmux");
    add(multiplexer == Some("screen"), "advice.screen");
    add(term == "linux", "advice.no_clipboard");
    let has_clipboard = !is_dumb && multiplexer.is_none() && term != "linux";
    add(has_clipboard, "advice.clipboard");
    add(settings.read_only, "advice.read_only");
    add(has_unfinished_files, "advice.unfinished");
    add(!settings.config_warnings.is_empty(), "advice.config");
    add(true, "advice.letters");
    let sentences = keys
        .into_iter()
        .map(|key| settings.locale.t(key).to_owned());
    sentences.collect()
}
