//! `ocop review start`, `list` and `open`.

use std::fmt::Display;
use std::io::Write;

use jiff::civil::Date;
use ocop_index::clean::clean_text;
use serde_json::{Value, json};

use super::desk::ReviewDesk;
use crate::catalog::FacetValueNames;
use crate::catalog::answered_products::load_answered_products;
use crate::catalog::open_review::{open_review, remember_open_review};
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{NamedReviewArgs, QueryArgs, StartReviewArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::typed_day::read_typed_day;
use crate::report::json;
use crate::wording::review_text::{describe_due, describe_past_due, describe_review_briefly};
use crate::wording::sanitize::sanitize_text;
use crate::wording::vietnam_time::day_in_vietnam;
use crate::work::events::event_body::ReviewStart;
use crate::work::events::event_drafts::draft_review_start;
use crate::work::events::event_id::EventId;
use crate::work::reviews::review_name::{
    MAX_REVIEW_NAME_LETTERS, UnfitReviewName, read_review_name,
};
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewRound;

/// Starts a review with the products that a question has now, and opens it.
pub(super) fn start_review(
    desk: &mut ReviewDesk<'_>,
    args: &StartReviewArgs,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    let name = read_review_name(&args.name, &desk.log().reviews()).map_err(|unfit| {
        CommandFailure::Usage(match unfit {
            UnfitReviewName::Length => {
                locale.fill("review.bad_name", &[("n", &MAX_REVIEW_NAME_LETTERS)])
            }
            UnfitReviewName::Taken(known) => {
                let brief = describe_review_briefly(locale, known);
                locale.fill("review.name_taken", &[("known", &brief)])
            }
        })
    })?;
    let due = args
        .due
        .as_deref()
        .map(|text| read_typed_day(settings, text));
    let due = due.transpose()?;
    tell_past_due(desk, due);
    let reviewers = clean_names(settings, &args.query.reviewer)?;
    let opened = desk.open_marked_catalog()?;
    // The option names who reviews; it is no filter here.
    let query = QueryArgs {
        reviewer: Vec::new(),
        ..args.query.clone()
    };
    let asked = resolve_query(&opened, &query, None, locale)?;
    let mut answer = opened.catalog.search(&asked.query)?;
    print_reading(locale, &asked, &answer);
    let total = answer.total();
    if total == 0 {
        desk.tell("review.nothing_to_review", &[]);
        return Ok(exit::NO_HITS);
    }
    let scope = load_answered_products(&opened.catalog, &mut answer)?;
    let names = FacetValueNames::from_catalog(&opened.catalog, locale);
    let question = names.write_query(&answer.searched_query(&asked.query));
    let start = ReviewStart {
        name: name.clone(),
        question,
        due,
        reviewers,
        blind: args.blind,
        verdicts: settings.verdicts.clone(),
        scope,
    };
    let written = desk.record(vec![draft_review_start(start)])?;
    let review = written.first().map(|event| event.id);
    remember_open_review(settings, review)?;
    let values: [(&str, &dyn Display); 3] = [
        ("name", &name),
        ("n", &locale.format_number(total)),
        ("id", &review.map(EventId::short).unwrap_or_default()),
    ];
    writeln!(out, "{}", locale.fill("review.started", &values))?;
    Ok(exit::OK)
}

/// The names of reviewers, cleaned, each once.
pub(super) fn clean_names(
    settings: &Settings,
    names: &[String],
) -> Result<Vec<String>, CommandFailure> {
    let mut cleaned: Vec<String> = Vec::new();
    for name in names.iter().flat_map(|names| names.split(',')) {
        let name = clean_text(name).trim().to_owned();
        if name.is_empty() {
            let sentence = settings.locale.t("review.no_name").to_owned();
            return Err(CommandFailure::Usage(sentence));
        }
        if !cleaned.contains(&name) {
            cleaned.push(name);
        }
    }
    Ok(cleaned)
}

/// Says that a due day is over already; it may be meant so.
pub(super) fn tell_past_due(desk: &ReviewDesk<'_>, due: Option<Date>) {
    let settings = desk.settings;
    if let Some(sentence) = describe_past_due(&settings.locale, due, settings.day) {
        // A closed standard error does not stop the command.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
}

/// Lists every review, the newest first.
pub(super) fn list_reviews(
    desk: &mut ReviewDesk<'_>,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let settings = desk.settings;
    let locale = &settings.locale;
    desk.open_catalog()?;
    let rounds = desk.log().reviews();
    let current = open_review(settings, desk.log()).map(|round| round.id);
    let rows: Vec<(ReviewRound, ReviewProgress)> = rounds
        .into_iter()
        .map(|round| {
            let progress = ReviewProgress::count(&round, desk.log(), desk.viewer());
            (round, progress)
        })
        .collect();
    if format == SummaryFormat::Json {
        let reviews = rows.iter().map(|(round, progress)| {
            let mut value = review_json(round, progress);
            value["open"] = (current == Some(round.id)).into();
            value
        });
        let document = json!({"format": 1, "reviews": reviews.collect::<Vec<Value>>()});
        json::print_document(out, &document)?;
    } else if rows.is_empty() {
        writeln!(out, "{}", locale.t("review.none_yet"))?;
    } else {
        for (round, progress) in &rows {
            let mark = if current == Some(round.id) { "*" } else { " " };
            let due = describe_due(locale, round.due, settings.day);
            let due = due.filter(|_| !round.is_closed);
            let closed = round
                .is_closed
                .then(|| locale.t("review.closed").to_owned());
            let notes: Vec<String> = [closed, due].into_iter().flatten().collect();
            let values: [(&str, &dyn Display); 3] = [
                ("review", &describe_review_briefly(locale, round)),
                ("done", &locale.format_number(progress.done)),
                ("total", &locale.format_number(progress.total)),
            ];
            let line = locale.fill("review.list_row", &values);
            let notes = notes
                .iter()
                .fold(String::new(), |text, note| text + "; " + note);
            writeln!(out, "{mark} {line}{notes}")?;
        }
    }
    Ok(exit::code_for_hits(rows.len()))
}

/// What JSON says of every review; of progress only what the person who looks may see.
pub(super) fn review_json(round: &ReviewRound, progress: &ReviewProgress) -> Value {
    json!({
        "id": round.id.to_string(),
        "name": sanitize_text(&round.start.name),
        "question": sanitize_text(&round.start.question),
        "closed": round.is_closed,
        "blind": round.start.blind,
        "started": day_in_vietnam(round.started_at).to_string(),
        "started_by": sanitize_text(&round.started_by),
        "due": round.due.map(|day| day.to_string()),
        "reviewers": round.reviewers,
        "total": progress.total,
        "done": progress.done,
    })
}

/// Opens a review for the commands and the screen of this account.
pub(super) fn open_named_review(
    desk: &mut ReviewDesk<'_>,
    args: &NamedReviewArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.named_round(&args.name.join(" "))?;
    remember_open_review(desk.settings, Some(round.id))?;
    let locale = &desk.settings.locale;
    let brief = describe_review_briefly(locale, &round);
    let key = if round.is_closed {
        "review.opened_closed"
    } else {
        "review.opened"
    };
    writeln!(out, "{}", locale.fill(key, &[("review", &brief)]))?;
    Ok(exit::OK)
}
