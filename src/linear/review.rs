//! Reviews in conversation: listed, opened and started; the next product, verdicts, remarks; how far it is.
//!
//! Every answer to an act says what was saved and for which product. What is refused is told, and the conversation goes
//! on.

use std::fmt::Display;

use super::acted_product::find_meant_product;
use super::answer_text::capitalize_first;
use super::command::{ProductSelector, is_word_of};
use super::record;
use super::state::{LinearResult, LinearState};
use super::undo::LinearStep;
use super::work_command::LinearWorkCommand;
use super::work_desk::{record_drafts, refuse, require_review, require_reviewer};
use super::{labels, lists, proposals, review_commands, review_progress};
use crate::catalog::answered_products::load_answered_products;
use crate::catalog::open_review::{open_review, remember_open_review};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::review_text::{
    describe_broken_settlement, describe_due, list_some_verdicts, verdict_name, verdict_name_of,
};
use crate::work::events::event_body::{ReviewStart, WorkAct};
use crate::work::events::event_cleaning::MAX_REMARK_CHARS;
use crate::work::events::event_drafts::{draft_remark, draft_review_start};
use crate::work::events::product_ref::ProductRef;
use crate::work::reviews::review_left::LeftToReview;
use crate::work::reviews::review_name::{
    MAX_REVIEW_NAME_LETTERS, UnfitReviewName, read_review_name,
};
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::VerdictKind;
use crate::work::reviews::verdict_words::{find_verdict, list_begun_verdicts};
use crate::work::store::open_work::OpenWork;

/// Runs a command about the person's work; a failure is told.
pub(super) fn run_work_command(
    state: &mut LinearState<'_>,
    command: LinearWorkCommand,
) -> LinearResult {
    let done = match command {
        LinearWorkCommand::ListReviews => list_reviews(state),
        LinearWorkCommand::OpenReview(name) => open_named_review(state, &name),
        LinearWorkCommand::StartReview(name) => start_review(state, &name),
        LinearWorkCommand::NextProduct => read_next_product(state),
        LinearWorkCommand::GiveVerdict(selector, words) => give_verdict(state, selector, &words),
        LinearWorkCommand::Postpone(selector) => postpone(state, selector),
        LinearWorkCommand::WriteRemark(selector, text) => write_remark(state, selector, &text),
        LinearWorkCommand::TellProgress => review_progress::tell_progress(state),
        LinearWorkCommand::ListDisagreements => review_progress::list_disagreements(state),
        LinearWorkCommand::Settle(selector, words) => {
            review_progress::settle(state, selector, &words)
        }
        LinearWorkCommand::ListProposals => proposals::list_proposals(state),
        LinearWorkCommand::Propose(words) => proposals::propose(state, words),
        LinearWorkCommand::HearChanges => proposals::hear_changes(state),
        LinearWorkCommand::ApplyHeard => proposals::apply_heard(state),
        LinearWorkCommand::RunReview(words) => review_commands::run_words(state, &words),
        LinearWorkCommand::ListLabels => labels::list_labels(state),
        LinearWorkCommand::ListLists => lists::list_lists(state),
        LinearWorkCommand::InLists(words) => lists::read_list_or_act(state, &words),
        LinearWorkCommand::ReadLabels(selector) => labels::read_labels(state, selector),
        LinearWorkCommand::SetLabel(selector, label) => labels::set_label(state, selector, &label),
        LinearWorkCommand::DropLabel(selector, label) => {
            labels::drop_label(state, selector, &label)
        }
    };
    tell_failure(state.settings, done)
}

/// The lines of an answer; a failure as its sentence, but one of the output itself.
pub(super) fn tell_failure(settings: &Settings, done: LinearResult) -> LinearResult {
    match done {
        Err(failure @ CommandFailure::Stdout(_)) => Err(failure),
        Err(CommandFailure::Usage(sentence)) => Ok(vec![capitalize_first(&sentence)]),
        Err(failure) => Ok(failure.to_sentence(&settings.locale).into_iter().collect()),
        done => done,
    }
}

/// The review that is open, when a conversation begins. A store that cannot be read was told with the catalogue.
pub(super) fn greet_open_review(state: &mut LinearState<'_>) -> Option<String> {
    let settings = state.settings;
    let Ok(Some(work)) = state.work.look(settings, state.catalog) else {
        return None;
    };
    let round = open_review(settings, work.log()).filter(|round| !round.is_closed)?;
    let key = "linear.review_is_open";
    Some(describe_review(settings, key, work, &round))
}

/// A review with how far it is: name, done, total.
pub(super) fn describe_review(
    settings: &Settings,
    key: &str,
    work: &OpenWork,
    round: &ReviewRound,
) -> String {
    let locale = &settings.locale;
    let progress = ReviewProgress::count(round, work.log(), &work.author().name);
    let due = describe_due(locale, round.due, settings.day);
    let due = due.map(|due| locale.fill("linear.review_due", &[("due", &due)]));
    let values: [(&str, &dyn Display); 4] = [
        ("name", &round.start.name),
        ("done", &locale.format_number(progress.done)),
        ("total", &locale.format_number(progress.total)),
        ("due", &due.unwrap_or_default()),
    ];
    locale.fill(key, &values)
}

fn list_reviews(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let Some(work) = state.work.look(settings, state.catalog)? else {
        return Err(refuse(settings, "linear.review_none", &[]));
    };
    let current = open_review(settings, work.log()).map(|round| round.id);
    let rounds = work.log().reviews();
    if rounds.is_empty() {
        return Err(refuse(settings, "linear.review_none", &[]));
    }
    let lines = rounds.iter().map(|round| {
        let key = match (round.is_closed, current == Some(round.id)) {
            (true, _) => "linear.review_row_closed",
            (false, true) => "linear.review_row_open",
            (false, false) => "linear.review_row",
        };
        describe_review(settings, key, work, round)
    });
    Ok(lines.collect())
}

fn open_named_review(state: &mut LinearState<'_>, name: &str) -> LinearResult {
    let settings = state.settings;
    let Some(work) = state.work.look(settings, state.catalog)? else {
        return Err(refuse(settings, "linear.review_none", &[]));
    };
    if name.is_empty() {
        return Err(refuse(settings, "linear.review_which", &[]));
    }
    let found = work.log().find_reviews(name);
    match found.as_slice() {
        [round] => {
            remember_open_review(settings, Some(round.id))?;
            let key = if round.is_closed {
                "linear.review_opened_closed"
            } else {
                "linear.review_opened"
            };
            Ok(vec![describe_review(settings, key, work, round)])
        }
        [] => {
            let known = work.log().reviews();
            let known: Vec<&str> = known.iter().map(|round| &*round.start.name).collect();
            let values: [(&str, &dyn Display); 2] = [("name", &name), ("known", &known.join(", "))];
            Err(refuse(settings, "linear.review_unknown", &values))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|round| round.id.short()).collect();
            let values: [(&str, &dyn Display); 2] = [("name", &name), ("ids", &ids.join(", "))];
            Err(refuse(settings, "linear.review_several", &values))
        }
    }
}

/// Starts a review with the products of the list, and opens it.
fn start_review(state: &mut LinearState<'_>, name: &str) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let total = state.answer.total();
    if name.is_empty() {
        return Err(refuse(settings, "linear.review_needs_name", &[]));
    }
    if total == 0 {
        return Err(refuse(settings, "linear.review_empty", &[]));
    }
    let (name, blind) = take_blind_sign(name);
    let name = &*name;
    let question = state.value_names.write_query(&state.query);
    let scope = load_answered_products(state.catalog, &mut state.answer)?;
    let work = state.work.open(settings, state.catalog)?;
    let name = read_review_name(name, &work.log().reviews()).map_err(|unfit| match unfit {
        UnfitReviewName::Length => {
            let values: [(&str, &dyn Display); 1] = [("n", &MAX_REVIEW_NAME_LETTERS)];
            refuse(settings, "linear.review_bad_name", &values)
        }
        UnfitReviewName::Taken(_) => {
            let values: [(&str, &dyn Display); 1] = [("name", &name.trim())];
            refuse(settings, "linear.review_taken", &values)
        }
    })?;
    let start = ReviewStart {
        name: name.clone(),
        question,
        due: None,
        reviewers: Vec::new(),
        blind,
        verdicts: settings.verdicts.clone(),
        scope,
    };
    let written = record_drafts(work, vec![draft_review_start(start)], settings)?;
    state.query_history.record_change(LinearStep::Work);
    remember_open_review(settings, written.first().map(|event| event.id))?;
    let values: [(&str, &dyn Display); 2] = [("name", &name), ("n", &locale.format_number(total))];
    let mut lines = vec![locale.fill("linear.review_started", &values)];
    if blind {
        lines.push(locale.t("linear.review_blind").to_owned());
    }
    Ok(lines)
}

/// A typed name without the sign that the review is blind, and whether it was there.
fn take_blind_sign(name: &str) -> (String, bool) {
    let is_sign = |word: &&str| is_word_of("linear.words_blind", word);
    let words: Vec<&str> = name.split_whitespace().collect();
    let kept: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_sign(word))
        .collect();
    (kept.join(" "), kept.len() < words.len())
}

/// Reads the next product that is not reviewed; the next page of the list where no review is open.
fn read_next_product(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let round = work
        .as_ref()
        .and_then(|work| open_review(settings, work.log()))
        .filter(|round| !round.is_closed);
    let (Some(work), Some(round)) = (work, round) else {
        return state.show_next_page();
    };
    let viewer = &work.author().name;
    require_reviewer(&round, viewer, settings)?;
    let left = LeftToReview::find(&round, work.log(), viewer);
    let next = left.next_after(&round, work.log(), state.shown_id.as_deref());
    let Some(next) = next else {
        let values: [(&str, &dyn Display); 1] = [("name", &round.start.name)];
        return Ok(vec![locale.fill("linear.review_all_done", &values)]);
    };
    let key = if left.open.is_empty() {
        "linear.review_next_postponed"
    } else {
        "linear.review_next"
    };
    let values: [(&str, &dyn Display); 2] = [
        ("name", &round.start.name),
        ("left", &locale.format_number(left.count())),
    ];
    let mut lines = vec![locale.fill(key, &values)];
    let selector = ProductSelector::Id(next.to_owned());
    lines.extend(record::read_card(state, &selector)?);
    Ok(lines)
}

/// Gives a verdict on a product of the open review.
fn give_verdict(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    words: &str,
) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let round = find_round_to_judge(state)?;
    let verdicts = &round.start.verdicts;
    let kind = find_meant_verdict(settings, verdicts, words)?;
    let product = find_product_to_judge(state, &round, selector)?;
    let work = state.work.open(settings, state.catalog)?;
    let author = work.author().name.clone();
    let draft = work
        .log()
        .draft_verdict(round.id, &product, &author, Some(&kind.key));
    record_drafts(work, vec![draft], settings)?;
    let said = work.log().product_work(&product.id);
    let reviewed = said.reviews.get(&round.id);
    let broken = reviewed.and_then(|reviewed| {
        let how = locale.t("linear.how_to_hear_disagreements");
        let told = (&*product.id, how);
        describe_broken_settlement(locale, &round, (reviewed, &kind.key), told)
    });
    let name = verdict_name(locale, kind);
    let mut lines = tell_saved(state, &round, &product, ("linear.saved_verdict", &name));
    lines.extend(broken.map(|line| capitalize_first(&line)));
    Ok(lines)
}

/// The verdict of these words.
pub(super) fn find_meant_verdict<'a>(
    settings: &Settings,
    verdicts: &'a [VerdictKind],
    words: &str,
) -> Result<&'a VerdictKind, CommandFailure> {
    let locale = &settings.locale;
    if let Some(kind) = find_verdict(verdicts, words) {
        return Ok(kind);
    }
    let begun = list_begun_verdicts(verdicts, words);
    let (key, known) = match (words.is_empty(), begun.is_empty()) {
        (true, _) => ("linear.verdict_which", verdicts.iter().collect()),
        (false, true) => ("linear.verdict_unknown", verdicts.iter().collect()),
        (false, false) => ("linear.verdict_several", begun),
    };
    let known = list_some_verdicts(locale, verdicts, &known);
    let values: [(&str, &dyn Display); 2] = [("value", &words), ("known", &known)];
    Err(refuse(settings, key, &values))
}

/// Puts a product of the open review off.
fn postpone(state: &mut LinearState<'_>, selector: Option<ProductSelector>) -> LinearResult {
    let settings = state.settings;
    let round = find_round_to_judge(state)?;
    let product = find_product_to_judge(state, &round, selector)?;
    let work = state.work.open(settings, state.catalog)?;
    let author = work.author().name.clone();
    let before = work.log().find_own_verdict(round.id, &product, &author);
    let draft = work.log().draft_postponement(round.id, &product, &author);
    record_drafts(work, vec![draft], settings)?;
    let mut lines = tell_saved(state, &round, &product, ("linear.saved_postponed", ""));
    if let Some(given) = before {
        let locale = &settings.locale;
        let text = verdict_name_of(locale, &round, &given.verdict);
        lines.push(locale.fill("linear.verdict_gone", &[("text", &text)]));
    }
    Ok(lines)
}

/// The open review, where this person may judge.
fn find_round_to_judge(state: &mut LinearState<'_>) -> Result<ReviewRound, CommandFailure> {
    let settings = state.settings;
    let work = state.work.look(settings, state.catalog)?;
    let round = require_review(work.as_deref(), settings)?;
    if let Some(work) = work {
        require_reviewer(&round, &work.author().name, settings)?;
    }
    Ok(round)
}

/// The product that is meant, which must be in the review.
pub(super) fn find_product_to_judge(
    state: &mut LinearState<'_>,
    round: &ReviewRound,
    selector: Option<ProductSelector>,
) -> Result<ProductRef, CommandFailure> {
    let settings = state.settings;
    let hit = find_meant_product(state, selector)?;
    let product = ProductRef::from_product(&hit.product);
    let is_inside = state.work.opened().is_some_and(|work| {
        let scope = round.current_scope(work.log());
        scope.contains(&product.id)
    });
    if is_inside {
        return Ok(product);
    }
    let values: [(&str, &dyn Display); 3] = [
        ("product", &product.name),
        ("id", &product.id),
        ("name", &round.start.name),
    ];
    Err(refuse(settings, "linear.review_outside", &values))
}

/// What was saved of a product, and how far the review is now.
pub(super) fn tell_saved(
    state: &mut LinearState<'_>,
    round: &ReviewRound,
    product: &ProductRef,
    (key, text): (&str, &str),
) -> Vec<String> {
    state.query_history.record_change(LinearStep::Work);
    state.shown_id = Some(product.id.clone());
    let settings = state.settings;
    let locale = &settings.locale;
    let values: [(&str, &dyn Display); 3] = [
        ("text", &text),
        ("product", &product.name),
        ("id", &product.id),
    ];
    let mut line = locale.fill(key, &values);
    if let Some(work) = state.work.opened() {
        line.push(' ');
        line.push_str(&describe_review(
            settings,
            "linear.review_so_far",
            work,
            round,
        ));
    }
    vec![line]
}

/// Writes a remark: in the open review where it has the product, else on the product alone.
fn write_remark(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    text: &str,
) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    if text.trim().is_empty() {
        return Err(refuse(settings, "linear.empty_remark", &[]));
    }
    let hit = find_meant_product(state, selector)?;
    let product = ProductRef::from_product(&hit.product);
    let work = state.work.open(settings, state.catalog)?;
    let round = open_review(settings, work.log()).filter(|round| !round.is_closed);
    let round = round.filter(|round| round.current_scope(work.log()).contains(&product.id));
    let draft = draft_remark(round.map(|round| round.id), &product, text, None);
    let WorkAct::Remark { text: kept } = &draft.act else {
        return Ok(Vec::new());
    };
    let kept = kept.clone();
    let letters = kept.chars().count();
    if letters > MAX_REMARK_CHARS {
        let values: [(&str, &dyn Display); 2] = [
            ("n", &locale.format_number(letters)),
            ("most", &locale.format_number(MAX_REMARK_CHARS)),
        ];
        return Err(refuse(settings, "review.long_remark", &values));
    }
    if kept.is_empty() {
        return Err(refuse(settings, "linear.empty_remark", &[]));
    }
    record_drafts(work, vec![draft], settings)?;
    state.query_history.record_change(LinearStep::Work);
    state.shown_id = Some(product.id.clone());
    let values: [(&str, &dyn Display); 3] = [
        ("text", &kept),
        ("product", &product.name),
        ("id", &product.id),
    ];
    Ok(vec![locale.fill("linear.saved_remark", &values)])
}
