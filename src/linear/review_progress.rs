//! How far the open review is, and where its reviewers disagree. Of a blind review that goes on a person hears only
//! their own part.

use std::fmt::Display;

use super::command::ProductSelector;
use super::review::{describe_review, find_meant_verdict, find_product_to_judge, tell_saved};
use super::said_of_product::describe_opinions;
use super::state::{LinearResult, LinearState};
use super::work_desk::{record_drafts, refuse, require_review, require_reviewer};
use crate::wording::review_text::verdict_name;
use crate::work::product_work::ReviewedProduct;
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::work_viewer::WorkViewer;

/// Tells how far the open review is: in all, by verdict, by reviewer.
pub(super) fn tell_progress(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let round = require_review(work.as_deref(), settings)?;
    let Some(work) = work else {
        return Ok(Vec::new());
    };
    let viewer = &*work.author().name;
    let progress = ReviewProgress::count(&round, work.log(), viewer);
    let key = if round.is_closed {
        "linear.review_row_closed"
    } else {
        "linear.review_row"
    };
    let mut lines = vec![describe_review(settings, key, work, &round)];
    let number = |n: usize| locale.format_number(n);
    if progress.postponed > 0 {
        let n = number(progress.postponed);
        lines.push(locale.fill("linear.review_postponed", &[("n", &n)]));
    }
    for kind in &round.start.verdicts {
        if let Some(count) = progress.by_verdict.get(&kind.key) {
            let values: [(&str, &dyn Display); 2] = [
                ("text", &verdict_name(locale, kind)),
                ("n", &number(*count)),
            ];
            lines.push(locale.fill("linear.review_count", &values));
        }
    }
    if round.hides_others() {
        lines.push(locale.t("linear.review_blind").to_owned());
    }
    for (reviewer, own) in &progress.by_reviewer {
        if !round.tells_numbers_of(reviewer, viewer) {
            continue;
        }
        let values: [(&str, &dyn Display); 3] = [
            ("who", reviewer),
            ("done", &number(own.done)),
            ("total", &number(own.total)),
        ];
        let mut line = locale.fill("linear.review_reviewer", &values);
        if own.beyond > 0 {
            let n = number(own.beyond);
            line += &locale.fill("linear.review_beyond", &[("n", &n)]);
        }
        lines.push(line);
    }
    if progress.disagreements > 0 {
        let n = number(progress.disagreements);
        lines.push(locale.fill("linear.review_disagreements", &[("n", &n)]));
    }
    Ok(lines)
}

/// The products of the open review whose verdicts differ, with who said what; those that the person may hear of.
pub(super) fn list_disagreements(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let round = require_review(work.as_deref(), settings)?;
    let Some(work) = work else {
        return Ok(Vec::new());
    };
    let log = work.log();
    let viewer = WorkViewer::new(log, &work.author().name);
    let mut lines = Vec::new();
    for id in round.current_scope(log) {
        let said = viewer.product_work(log, &id);
        let Some(reviewed) = said.reviews.get(&round.id) else {
            continue;
        };
        if !reviewed.has_disagreement() {
            continue;
        }
        let hit = state.catalog.find_product(&id)?;
        let name = hit.map_or_else(String::new, |hit| hit.product.name);
        let given = describe_opinions(locale, &round, reviewed);
        let values: [(&str, &dyn Display); 3] =
            [("product", &name), ("id", &id), ("said", &given.join("; "))];
        lines.push(locale.fill("linear.review_disagreement", &values));
    }
    let end = match (round.hides_others(), lines.is_empty()) {
        (true, _) => "linear.review_disagreements_hidden",
        (false, true) => "linear.review_agreed",
        (false, false) => "linear.review_how_to_settle",
    };
    lines.push(locale.t(end).to_owned());
    Ok(lines)
}

/// Ends a disagreement by a verdict that counts for all.
pub(super) fn settle(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    words: &str,
) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let round = require_review(work.as_deref(), settings)?;
    if let Some(work) = &work
        && work.author().name != round.started_by
    {
        require_reviewer(&round, &work.author().name, settings)?;
    }
    if round.hides_others() {
        return Err(refuse(settings, "review.settle_hidden", &[]));
    }
    let verdicts = &round.start.verdicts;
    let kind = find_meant_verdict(settings, verdicts, words)?;
    let product = find_product_to_judge(state, &round, selector)?;
    let work = state.work.open(settings, state.catalog)?;
    let said = work.log().product_work(&product.id);
    let reviewed = said.reviews.get(&round.id);
    let differs = reviewed.is_some_and(ReviewedProduct::has_disagreement);
    if !differs {
        let values: [(&str, &dyn Display); 2] = [("product", &product.name), ("id", &product.id)];
        return Err(refuse(settings, "linear.nothing_to_settle", &values));
    }
    let draft = work.log().draft_settlement(round.id, &product, &kind.key);
    record_drafts(work, vec![draft], settings)?;
    let name = verdict_name(locale, kind);
    Ok(tell_saved(
        state,
        &round,
        &product,
        ("linear.saved_settled", &name),
    ))
}
