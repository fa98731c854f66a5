//! What a person may do about some of the facts, a sentence each. Must not: repeat what is well.

use ocop_index::store;

use crate::cli::environment;
use crate::cli::settings::Settings;

/// The sentences that this place calls for, and the generation in use if it is damaged.
pub(super) fn collect_advice(settings: &Settings, ill: Option<u64>) -> Vec<String> {
    let term = environment::read_variable("TERM").unwrap_or_default();
    let is_dumb = !cfg!(windows) && (term.is_empty() || term == "dumb");
    let poor = ["linux", "vt100", "vt102", "vt220", "ansi", "cons25"];
    let inside = environment::detect_multiplexer();
    let mut keys = Vec::new();
    let mut add = |needed: bool, key: &'static str| keys.extend(needed.then_some(key));
    let mendable = ill.map(|number| store::is_recoverable(&settings.data_dir, number));
    add(mendable == Some(true), "advice.mends");
    add(mendable == Some(false), "advice.damaged");
    add(is_dumb, "advice.dumb");
    add(!environment::is_utf8_locale(), "advice.utf8");
    add(
        poor.contains(&term.as_str()) && !settings.screen.ascii,
        "advice.ascii",
    );
    add(
        environment::read_variable("NO_COLOR").is_some(),
        "advice.no_color",
    );
    add(inside == Some("tmux"), "advice.tmux");
    add(inside == Some("screen"), "advice.screen");
    add(term == "linux", "advice.no_clipboard");
    let copies = !is_dumb && inside.is_none() && term != "linux";
    add(copies, "advice.clipboard");
    add(settings.read_only, "advice.read_only");
    add(!settings.config_warnings.is_empty(), "advice.config");
    add(true, "advice.letters");
    let sentences = keys
        .into_iter()
        .map(|key| settings.locale.t(key).to_owned());
    sentences.collect()
}
