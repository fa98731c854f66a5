//! One product: its record, its copy, and why it is in the list or not, as lines to listen to.
//!
//! Must not: find out anything; the engine did.

use ocop_index::search::{HiddenReason, SearchHit};

use super::command::ProductSelector;
use super::state::{LinearResult, LinearState};
use crate::catalog::siblings;
use crate::cli::exit::CommandFailure;
use crate::report::why::{self, WhyReport};
use crate::wording::locale::Locale;
use crate::wording::product_text;
use crate::wording::product_text::ProductTextLine;

/// What stands between the parts of a sentence on a screen.
const SCREEN_SEPARATOR: &str = " \u{b7} ";

/// What stands between the typed and the found word on a screen.
const SCREEN_ARROW: char = '\u{2192}';

/// The record of the product with this number.
pub(super) fn show_record(state: &mut LinearState<'_>, number: usize) -> LinearResult {
    Ok(
        match state.find_product(&ProductSelector::Number(number))? {
            Ok(hit) => {
                let lines = load_record_lines(state, &hit)?;
                format_spoken_lines(state.locale(), &lines)
            }
            Err(sentence) => vec![sentence],
        },
    )
}

/// The record, with what else its producer makes.
fn load_record_lines(
    state: &LinearState<'_>,
    hit: &SearchHit,
) -> Result<Vec<ProductTextLine>, CommandFailure> {
    let others = siblings::find_siblings(state.catalog, &hit.product)?;
    let day = state.settings.day;
    Ok(product_text::describe_product(
        state.locale(),
        hit,
        Some(&others),
        day,
    ))
}

/// A record between two lines that say where it begins and ends.
pub(super) fn copy_record(state: &mut LinearState<'_>, which: &ProductSelector) -> LinearResult {
    let hit = match state.find_product(which)? {
        Ok(hit) => hit,
        Err(sentence) => return Ok(vec![sentence]),
    };
    let lines = load_record_lines(state, &hit)?;
    let mut copy = vec![state.locale_text("linear.copy_begin")];
    copy.extend(format_spoken_lines(state.locale(), &lines));
    copy.push(state.locale_text("linear.copy_end"));
    Ok(copy)
}

/// Why a product is in the list, or what hides it.
pub(super) fn explain_product(
    state: &mut LinearState<'_>,
    which: &ProductSelector,
) -> LinearResult {
    let hit = match state.find_product(which)? {
        Ok(hit) => hit,
        Err(sentence) => return Ok(vec![sentence]),
    };
    let hidden = state
        .catalog
        .explain_hidden(&hit.product.id, &state.query)?;
    let place = hidden.iter().find_map(|hidden| match hidden {
        HiddenReason::NotHidden(place) => Some(*place),
        _ => None,
    });
    let explanation = match place {
        Some(place) => state.catalog.explain_hit(&mut state.answer, place - 1)?,
        None => None,
    };
    let told = WhyReport {
        query: &state.query,
        product: &hit.product,
        total: state.answer.total(),
        rank: place,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    let mut text = Vec::new();
    why::write_why_text(&mut text, state.settings, &told).map_err(CommandFailure::Stdout)?;
    let text = String::from_utf8_lossy(&text);
    let becomes = state.locale().t("linear.becomes");
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        line.replace(SCREEN_ARROW, becomes)
    });
    Ok(lines.collect())
}

/// The lines of a record with words for its signs and its columns.
fn format_spoken_lines(locale: &Locale, lines: &[ProductTextLine]) -> Vec<String> {
    let line = |line: &ProductTextLine| match line {
        ProductTextLine::Title(text) | ProductTextLine::Link(text) => Some(text.clone()),
        ProductTextLine::State { text, .. } | ProductTextLine::Item(text, false) => {
            Some(text.replace(SCREEN_SEPARATOR, ", "))
        }
        ProductTextLine::Heading(text) => Some(format!("{text}:")),
        ProductTextLine::Item(text, true) => {
            let text = text.replace(SCREEN_SEPARATOR, ", ");
            Some(locale.fill("linear.record_current", &[("text", &text)]))
        }
        ProductTextLine::Field(name, value) => {
            Some(locale.fill("linear.field", &[("name", name), ("value", value)]))
        }
        ProductTextLine::Blank => None,
    };
    lines.iter().filter_map(line).collect()
}
