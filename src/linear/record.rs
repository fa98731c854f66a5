//! One product: its record, its copy, and why it is in the list or not, as lines to listen to.
//!
//! Must not: find out anything; the engine did.

use ocop_index::search::{Hidden, Hit};

use super::command::Which;
use super::state::{Lines, State};
use crate::exit::Failure;
use crate::locale::Locale;
use crate::others;
use crate::record::{self, Line};
use crate::report::why::{self, Told};

/// What stands between the parts of a sentence on a screen.
const BETWEEN: &str = " \u{b7} ";

/// What stands between the typed and the found word on a screen.
const BECOMES: char = '\u{2192}';

/// The record of the product with this number.
pub(super) fn show(state: &mut State<'_>, number: usize) -> Lines {
    Ok(match state.product(&Which::Number(number))? {
        Ok(hit) => {
            let lines = lines(state, &hit)?;
            spoken(state.locale(), &lines)
        }
        Err(sentence) => vec![sentence],
    })
}

/// The record, with what else its producer makes.
fn lines(state: &State<'_>, hit: &Hit) -> Result<Vec<Line>, Failure> {
    let others = others::of(state.catalog, &hit.product)?;
    let day = state.settings.day;
    Ok(record::lines(state.locale(), hit, Some(&others), day))
}

/// A record between two lines that say where it begins and ends.
pub(super) fn copy(state: &mut State<'_>, which: &Which) -> Lines {
    let hit = match state.product(which)? {
        Ok(hit) => hit,
        Err(sentence) => return Ok(vec![sentence]),
    };
    let lines = lines(state, &hit)?;
    let mut copy = vec![state.sentence("linear.copy_begin")];
    copy.extend(spoken(state.locale(), &lines));
    copy.push(state.sentence("linear.copy_end"));
    Ok(copy)
}

/// Why a product is in the list, or what hides it.
pub(super) fn why(state: &mut State<'_>, which: &Which) -> Lines {
    let hit = match state.product(which)? {
        Ok(hit) => hit,
        Err(sentence) => return Ok(vec![sentence]),
    };
    let hidden = state.catalog.why(&hit.product.id, &state.query)?;
    let place = hidden.iter().find_map(|hidden| match hidden {
        Hidden::Shown(place) => Some(*place),
        _ => None,
    });
    let explanation = match place {
        Some(place) => state.catalog.explain(&mut state.answer, place - 1)?,
        None => None,
    };
    let told = Told {
        query: &state.query,
        product: &hit.product,
        total: state.answer.total(),
        place,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    let mut text = Vec::new();
    why::text(&mut text, state.settings, &told).map_err(Failure::Output)?;
    let text = String::from_utf8_lossy(&text);
    let becomes = state.locale().t("linear.becomes");
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        line.replace(BECOMES, becomes)
    });
    Ok(lines.collect())
}

/// The lines of a record with words for its signs and its columns.
fn spoken(locale: &Locale, lines: &[Line]) -> Vec<String> {
    let line = |line: &Line| match line {
        Line::Title(text) | Line::Link(text) => Some(text.clone()),
        Line::State { text, .. } | Line::Item(text, false) => Some(text.replace(BETWEEN, ", ")),
        Line::Heading(text) => Some(format!("{text}:")),
        Line::Item(text, true) => {
            let text = text.replace(BETWEEN, ", ");
            Some(locale.fill("linear.record_current", &[("text", &text)]))
        }
        Line::Field(name, value) => {
            Some(locale.fill("linear.field", &[("name", name), ("value", value)]))
        }
        Line::Blank => None,
    };
    lines.iter().filter_map(line).collect()
}
