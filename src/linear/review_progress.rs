//! How far the open review is, and where its reviewers disagree. Of a blind review that goes on a person hears only
//! their own part.

use std::fmt::Display;

use super::command::ProductSelector;
use super::review::{describe_review, find_product_to_judge, tell_saved};
use super::state::{LinearResult, LinearState};
use super::work_desk::{record_drafts, refuse, require_review, require_reviewer};
use crate::wording::review_text::{list_verdicts, verdict_name, verdict_name_of};
use crate::work::product_work::{GivenVerdict, ReviewedProduct};
use crate::work::review_progress::ReviewProgress;
use crate::work::verdict_words::find_verdict;

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
        return Ok(lines);
    }
    for (reviewer, own) in &progress.by_reviewer {
        let values: [(&str, &dyn Display); 3] = [
            ("who", reviewer),
            ("done", &number(own.done)),
            ("total", &number(own.total)),
        ];
        lines.push(locale.fill("linear.review_reviewer", &values));
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
    let (log, viewer) = (work.log(), &*work.author().name);
    let mut lines = Vec::new();
    for id in round.current_scope(log) {
        let said = log.product_work(&id);
        let Some(reviewed) = said.reviews.get(&round.id) else {
            continue;
        };
        if !reviewed.has_disagreement() || !round.shows_others(&said, viewer) {
            continue;
        }
        let hit = state.catalog.find_product(&id)?;
        let name = hit.map_or_else(String::new, |hit| hit.product.name);
        let given = reviewed.settled.iter().chain(&reviewed.verdicts);
        let describe = |given: &GivenVerdict| {
            let verdict = verdict_name_of(locale, &round, &given.verdict);
            let values: [(&str, &dyn Display); 2] = [("who", &given.author), ("text", &verdict)];
            locale.fill("linear.said", &values)
        };
        let given: Vec<String> = given.map(describe).collect();
        let values: [(&str, &dyn Display); 3] =
            [("product", &name), ("id", &id), ("said", &given.join("; "))];
        lines.push(locale.fill("linear.review_disagreement", &values));
    }
    lines.push(if lines.is_empty() {
        locale.t("linear.review_agreed").to_owned()
    } else {
        locale.t("linear.review_how_to_settle").to_owned()
    });
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
    let verdicts = &round.start.verdicts;
    let Some(kind) = find_verdict(verdicts, words) else {
        let values: [(&str, &dyn Display); 2] = [
            ("value", &words),
            ("known", &list_verdicts(locale, verdicts)),
        ];
        return Err(refuse(settings, "linear.verdict_unknown", &values));
    };
    let product = find_product_to_judge(state, &round, selector)?;
    let work = state.work.open(settings, state.catalog)?;
    let said = work.log().product_work(&product.id);
    let reviewed = said.reviews.get(&round.id);
    let differs = reviewed.is_some_and(ReviewedProduct::has_disagreement);
    if !differs || round.hides_others() {
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
