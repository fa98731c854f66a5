//! One product as lines: its record, its copy, and why it is in the list or not.

use ocop_index::search::{HiddenReason, SearchHit};

use super::command::ProductSelector;
use super::said_of_product;
use super::state::{LinearResult, LinearState};
use crate::catalog::siblings;
use crate::cli::exit::CommandFailure;
use crate::report::why::{self, WhyReport};
use crate::wording::locale::Locale;
use crate::wording::product_card;
use crate::wording::product_text;
use crate::wording::product_text::ProductTextLine;

/// Separates the parts of a sentence on the full screen.
const SCREEN_SEPARATOR: &str = " \u{b7} ";

/// Stands between the typed and the matched word on the full screen.
const SCREEN_ARROW: char = '\u{2192}';

/// The record of the product with this number in the list.
pub(super) fn show_record(state: &mut LinearState<'_>, number: usize) -> LinearResult {
    let selector = ProductSelector::Number(number);
    let Some(hit) = find_product(state, &selector)? else {
        return Ok(vec![no_product_text(state, &selector)]);
    };
    state.shown_id = Some(hit.product.id.clone());
    let lines = load_record_lines(state, &hit)?;
    let lines: Vec<_> = product_text::group_phone_lines(state.locale(), lines).collect();
    let mut spoken = format_spoken_lines(state.locale(), &lines);
    spoken.extend(said_of_product::describe_said(state, &hit.product.id));
    Ok(spoken)
}

/// The five lines of a product, with its id and what people said of it; it is then the one read last.
pub(super) fn read_card(state: &mut LinearState<'_>, selector: &ProductSelector) -> LinearResult {
    let Some(hit) = find_product(state, selector)? else {
        return Ok(vec![no_product_text(state, selector)]);
    };
    let locale = state.locale();
    let id = hit.product.id.clone();
    let card = product_card::describe_card(locale, &hit);
    let mut lines: Vec<String> = card
        .map(|line| line.replace(SCREEN_SEPARATOR, ", "))
        .to_vec();
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("name", &locale.t("record.id")), ("value", &id)];
    lines.push(locale.fill("linear.field", &values));
    lines.extend(said_of_product::describe_said(state, &id));
    state.shown_id = Some(id);
    Ok(lines)
}

/// The five lines of a product to send, as they are sent.
pub(super) fn copy_card(state: &mut LinearState<'_>, selector: &ProductSelector) -> LinearResult {
    let Some(hit) = find_product(state, selector)? else {
        return Ok(vec![no_product_text(state, selector)]);
    };
    let card = product_card::describe_card(state.locale(), &hit);
    Ok(card
        .map(|line| line.replace(SCREEN_SEPARATOR, ", "))
        .to_vec())
}

/// A record between two lines that mark where it begins and ends.
pub(super) fn copy_record(state: &mut LinearState<'_>, selector: &ProductSelector) -> LinearResult {
    let Some(hit) = find_product(state, selector)? else {
        return Ok(vec![no_product_text(state, selector)]);
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
    selector: &ProductSelector,
) -> LinearResult {
    let Some(hit) = find_product(state, selector)? else {
        return Ok(vec![no_product_text(state, selector)]);
    };
    let hidden = state
        .catalog
        .explain_hidden(&hit.product.id, &state.query)?;
    let rank = hidden.iter().find_map(|reason| match reason {
        HiddenReason::NotHidden(rank) => Some(*rank),
        _ => None,
    });
    let explanation = match rank {
        Some(rank) => state.catalog.explain_hit(&mut state.answer, rank - 1)?,
        None => None,
    };
    let report = WhyReport {
        query: &state.query,
        product: &hit.product,
        total: state.answer.total(),
        rank,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    let mut text = Vec::new();
    why::write_why_text(&mut text, state.settings, &report).map_err(CommandFailure::Stdout)?;
    let text = String::from_utf8_lossy(&text);
    let spoken_arrow = state.locale().t("linear.becomes");
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        line.replace(SCREEN_ARROW, spoken_arrow)
    });
    Ok(lines.collect())
}

/// A product by its number in the list or by its id.
pub(super) fn find_product(
    state: &mut LinearState<'_>,
    selector: &ProductSelector,
) -> Result<Option<SearchHit>, CommandFailure> {
    match selector {
        ProductSelector::Number(number) => {
            let total = state.answer.total();
            let Some(index) = number.checked_sub(1).filter(|index| *index < total) else {
                return Ok(None);
            };
            let mut hits = state
                .catalog
                .load_hits(&mut state.answer, index..index + 1)?;
            Ok(hits.pop())
        }
        ProductSelector::Id(id) => Ok(state.catalog.find_product(id)?),
    }
}

/// The sentence for a selector that [`find_product`] does not find.
pub(super) fn no_product_text(state: &LinearState<'_>, selector: &ProductSelector) -> String {
    let locale = state.locale();
    match selector {
        ProductSelector::Number(number) => {
            let total = locale.format_number(state.answer.total());
            locale.fill("linear.no_product", &[("n", number), ("total", &total)])
        }
        ProductSelector::Id(id) => locale.fill("linear.no_id", &[("id", id)]),
    }
}

/// The record, with the other products of its producer.
fn load_record_lines(
    state: &LinearState<'_>,
    hit: &SearchHit,
) -> Result<Vec<ProductTextLine>, CommandFailure> {
    let siblings = siblings::find_siblings(state.catalog, &hit.product)?;
    let day = state.settings.day;
    Ok(product_text::describe_product(
        state.locale(),
        hit,
        Some(&siblings),
        day,
    ))
}

/// The lines of a record, with words in place of the screen's symbols and columns.
fn format_spoken_lines(locale: &Locale, lines: &[ProductTextLine]) -> Vec<String> {
    let format_line = |line: &ProductTextLine| match line {
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
    lines.iter().filter_map(format_line).collect()
}
