//! What a person may do about some of the facts, a sentence each. Must not: repeat what is well.

use ocop_index::store;

use crate::facts;
use crate::settings::Settings;

/// The sentences that this place calls for, and the generation in use if it is damaged.
pub(super) fn sentences(settings: &Settings, ill: Option<u64>) -> Vec<String> {
    let term = facts::variable("TERM").unwrap_or_default();
    let is_dumb = !cfg!(windows) && (term.is_empty() || term == "dumb");
    let poor = ["linux", "vt100", "vt102", "vt220", "ansi", "cons25"];
    let inside = facts::multiplexer();
    let mut keys = Vec::new();
    let mut add = |needed: bool, key: &'static str| keys.extend(needed.then_some(key));
    let mendable = ill.map(|number| store::is_mendable(&settings.data_dir, number));
    add(mendable == Some(true), "advice.mends");
    add(mendable == Some(false), "advice.damaged");
    add(is_dumb, "advice.dumb");
    add(!facts::is_utf8(), "advice.utf8");
    add(
        poor.contains(&term.as_str()) && !settings.screen.ascii,
        "advice.ascii",
    );
    add(facts::variable("NO_COLOR").is_some(), "advice.no_color");
    add(inside == Some("tmux"), "advice.tmux");
    add(inside == Some("screen"), "advice.screen");
    add(term == "linux", "advice.no_clipboard");
    let copies = !is_dumb && inside.is_none() && term != "linux";
    add(copies, "advice.clipboard");
    add(settings.read_only, "advice.read_only");
    add(!settings.doubts.is_empty(), "advice.config");
    add(true, "advice.letters");
    let sentences = keys
        .into_iter()
        .map(|key| settings.locale.t(key).to_owned());
    sentences.collect()
}
