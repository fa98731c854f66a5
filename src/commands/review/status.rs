//! `ocop review status`: how far a review is, as text, JSON, or a row for each product.
//!
//! Of a blind review that goes on a person sees only their own part.

use std::fmt::Display;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::desk::ReviewDesk;
use super::start::review_json;
use super::status_table::write_status_table;
use crate::cli::args::{ReviewStatusArgs, ReviewStatusFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;
use crate::wording::locale::{Language, Locale};
use crate::wording::review_text::{
    describe_beyond, describe_due, describe_review_briefly, verdict_name,
};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::product_ref::ProductRef;
use crate::work::reviews::agreement::{ReviewerAgreement, collect_verdicts, compare_reviewers};
use crate::work::reviews::review_progress::{ReviewProgress, ReviewerProgress};
use crate::work::reviews::review_round::ReviewRound;

/// Cells of the bar.
const BAR_CELLS: usize = 20;

/// The most products that are named of those that the catalogue lacks.
const MAX_NAMED: usize = 10;

/// Prints how far a review is.
pub(super) fn print_status(
    desk: &mut ReviewDesk<'_>,
    args: &ReviewStatusArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.chosen_round(&args.review.name)?;
    let opened = desk.open_catalog()?;
    let status = ReviewStatus {
        progress: ReviewProgress::count(&round, desk.log(), desk.viewer()),
        missing: desk.missing_products(&round).into_iter().cloned().collect(),
        agreements: find_agreements(desk, &round),
        round: &round,
    };
    if args.agreement && round.hides_others() {
        let sentence = desk.settings.locale.t("review.agreement_hidden").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    match args.format {
        ReviewStatusFormat::Table if args.agreement => status.print_agreements(desk, out)?,
        ReviewStatusFormat::Table => status.print_text(desk, out)?,
        ReviewStatusFormat::Json => json::print_document(out, &status.to_json(desk))?,
        ReviewStatusFormat::Csv => {
            write_status_table(desk, &round, &opened.catalog, out)?;
        }
    }
    Ok(exit::OK)
}

struct ReviewStatus<'a> {
    round: &'a ReviewRound,
    progress: ReviewProgress,
    missing: Vec<ProductRef>,
    /// How far reviewers agree; empty where others are hidden.
    agreements: Vec<ReviewerAgreement>,
}

/// How far each two reviewers of a review agree.
fn find_agreements(desk: &ReviewDesk<'_>, round: &ReviewRound) -> Vec<ReviewerAgreement> {
    if round.hides_others() {
        return Vec::new();
    }
    let scope = round.current_scope(desk.log());
    let works: Vec<_> = scope.iter().map(|id| desk.log().product_work(id)).collect();
    let works = scope.iter().map(String::as_str).zip(&works);
    compare_reviewers(&collect_verdicts(round.id, works))
}

impl ReviewStatus<'_> {
    /// The verdicts with their numbers: of all, or where others are hidden, the person's own.
    fn verdict_counts(&self) -> Vec<usize> {
        let kinds = self.round.start.verdicts.iter();
        let counts = &self.progress.by_verdict;
        kinds
            .map(|kind| counts.get(&kind.key).copied().unwrap_or(0))
            .collect()
    }

    /// Reviewers with their share and what they did; of others nothing where they are hidden.
    fn reviewers(&self, viewer: &str) -> Vec<(String, usize, Option<ReviewerProgress>)> {
        let reviewers = self.progress.by_reviewer.iter();
        let rows = reviewers.map(|(name, own)| {
            let told = self.round.tells_numbers_of(name, viewer).then_some(*own);
            (sanitize_text(name), own.total, told)
        });
        // Who reviews without being named is told by what they did.
        rows.filter(|(name, _, told)| told.is_some() || self.round.reviewers.contains(name))
            .collect()
    }

    fn print_text(
        &self,
        desk: &ReviewDesk<'_>,
        out: &mut impl Write,
    ) -> Result<(), CommandFailure> {
        let settings = desk.settings;
        let locale = &settings.locale;
        let (round, progress) = (self.round, &self.progress);
        writeln!(
            out,
            "{}",
            bold(settings, &describe_review_briefly(locale, round))
        )?;
        if round.is_closed {
            writeln!(out, "{}", locale.t("review.closed"))?;
        }
        if round.start.blind {
            writeln!(out, "{}", locale.t("review.blind"))?;
        }
        let question = if round.start.question.is_empty() {
            locale.t("stats.everything").to_owned()
        } else {
            sanitize_text(&round.start.question)
        };
        writeln!(
            out,
            "{}",
            locale.fill("review.question", &[("text", &question)])
        )?;
        if let Some(due) = describe_due(locale, round.due, settings.day) {
            writeln!(out, "{}", locale.fill("review.due", &[("text", &due)]))?;
        }
        let values: [(&str, &dyn Display); 4] = [
            ("done", &locale.format_number(progress.done)),
            ("total", &locale.format_number(progress.total)),
            ("bar", &draw_bar(settings, progress.done, progress.total)),
            (
                "share",
                &locale.format_percent(progress.done, progress.total),
            ),
        ];
        writeln!(out, "{}", locale.fill("review.progress", &values))?;
        writeln!(out, "\n{}", bold(settings, locale.t("review.verdicts")))?;
        let counts = self.verdict_counts();
        for (kind, count) in round.start.verdicts.iter().zip(counts) {
            let count = locale.format_number(count);
            writeln!(out, "  {count:>7}  {}", verdict_name(locale, kind))?;
        }
        let reviewers = self.reviewers(desk.viewer());
        if !reviewers.is_empty() {
            writeln!(out, "\n{}", bold(settings, locale.t("review.reviewers")))?;
        }
        for (name, total, own) in reviewers {
            let done = own.map_or_else(|| "?".to_owned(), |own| locale.format_number(own.done));
            let done = format!("{done}/{}", locale.format_number(total));
            let revised = own.map_or(0, |own| own.revised);
            let mut note = own.map_or_else(String::new, |own| describe_beyond(locale, own.beyond));
            if round.start.blind && revised > 0 {
                let n = locale.format_number(revised);
                note += &locale.fill("review.revised", &[("n", &n)]);
            }
            writeln!(out, "  {done:>7}  {name}{note}")?;
        }
        writeln!(out)?;
        let line = |key: &str, n: usize| locale.fill(key, &[("n", &locale.format_number(n))]);
        writeln!(
            out,
            "{}",
            line("review.postponed_count", progress.postponed)
        )?;
        let disagreements = if round.hides_others() {
            locale.t("review.disagreement_uncounted").to_owned()
        } else {
            line("review.disagreement_count", progress.disagreements)
        };
        writeln!(out, "{disagreements}")?;
        self.print_missing(desk, out)?;
        Ok(())
    }

    fn print_agreements(&self, desk: &ReviewDesk<'_>, out: &mut impl Write) -> io::Result<()> {
        let locale = &desk.settings.locale;
        if self.agreements.is_empty() {
            return writeln!(out, "{}", locale.t("review.no_agreement"));
        }
        for pair in &self.agreements {
            let kappa = pair.kappa.map_or_else(
                || locale.t("review.no_kappa").to_owned(),
                |kappa| format_kappa(locale, kappa),
            );
            let [one, other] = &pair.reviewers;
            let values: [(&str, &dyn Display); 6] = [
                ("one", &sanitize_text(one)),
                ("other", &sanitize_text(other)),
                ("same", &locale.format_number(pair.same)),
                ("both", &locale.format_number(pair.judged_by_both)),
                (
                    "share",
                    &locale.format_percent(pair.same, pair.judged_by_both),
                ),
                ("kappa", &kappa),
            ];
            writeln!(out, "{}", locale.fill("review.agreement_row", &values))?;
        }
        Ok(())
    }

    fn print_missing(&self, desk: &ReviewDesk<'_>, out: &mut impl Write) -> io::Result<()> {
        let locale = &desk.settings.locale;
        if self.missing.is_empty() {
            return Ok(());
        }
        let n = locale.format_number(self.missing.len());
        writeln!(out, "{}", locale.fill("review.missing_count", &[("n", &n)]))?;
        for product in self.missing.iter().take(MAX_NAMED) {
            let (id, name) = (sanitize_text(&product.id), sanitize_text(&product.name));
            writeln!(out, "  {id}  {name}")?;
        }
        if self.missing.len() > MAX_NAMED {
            writeln!(out, "  ...")?;
        }
        Ok(())
    }

    fn to_json(&self, desk: &ReviewDesk<'_>) -> Value {
        let locale = &desk.settings.locale;
        let (round, progress) = (self.round, &self.progress);
        let is_hidden = round.hides_others();
        let verdicts = round.start.verdicts.iter().zip(self.verdict_counts());
        let verdicts = verdicts.map(|(kind, count)| {
            json!({"verdict": kind.key, "label": verdict_name(locale, kind), "count": count})
        });
        let reviewers = self.reviewers(desk.viewer()).into_iter();
        let reviewers = reviewers.map(|(name, total, own)| {
            let done = own.map(|own| own.done);
            let (beyond, revised) = (own.map(|own| own.beyond), own.map(|own| own.revised));
            json!({
                "reviewer": name,
                "total": total,
                "done": done,
                "beyond": beyond,
                "revised": revised,
            })
        });
        let missing = self.missing.iter().map(|product| {
            json!({"id": sanitize_text(&product.id), "name": sanitize_text(&product.name)})
        });
        let agreement = self.agreements.iter().map(|pair| {
            json!({
                "reviewers": pair.reviewers.each_ref().map(|name| sanitize_text(name)),
                "both": pair.judged_by_both,
                "same": pair.same,
                "kappa": pair.kappa,
            })
        });
        let days_left = round.due.map(|due| (due - desk.settings.day).get_days());
        json!({
            "format": 1,
            "on": desk.settings.day.to_string(),
            "review": review_json(round, progress),
            "viewer": sanitize_text(desk.viewer()),
            "total": progress.total,
            "done": progress.done,
            "left": progress.total - progress.done,
            "postponed": progress.postponed,
            "disagreements": (!is_hidden).then_some(progress.disagreements),
            "days_left": days_left,
            "verdicts": verdicts.collect::<Vec<Value>>(),
            "reviewers": reviewers.collect::<Vec<Value>>(),
            "agreement": agreement.collect::<Vec<Value>>(),
            "missing": missing.collect::<Vec<Value>>(),
        })
    }
}

/// Kappa with two decimals and its sign.
fn format_kappa(locale: &Locale, kappa: f64) -> String {
    let text = format!("{kappa:.2}");
    match locale.language() {
        Language::Vi => text.replace('.', ","),
        Language::En => text,
    }
}

/// A part of a whole as a bar: full only where everything is done, empty only where nothing is.
fn draw_bar(settings: &Settings, part: usize, whole: usize) -> String {
    let (full, empty) = if settings.screen.ascii {
        ("#", ".")
    } else {
        ("\u{2588}", "\u{2591}")
    };
    let cells = (part * BAR_CELLS).checked_div(whole).unwrap_or(0);
    let cells = cells.max(usize::from(part > 0));
    format!("{}{}", full.repeat(cells), empty.repeat(BAR_CELLS - cells))
}

/// Bold where there is colour.
fn bold(settings: &Settings, text: &str) -> String {
    if settings.color {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
