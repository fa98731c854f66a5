//! The open review and the acts that are not saved yet, in words for the status line, the record and the window of the
//! progress. Must not: draw.

use std::fmt::Display;

use jiff::civil::Date;
use unicode_width::UnicodeWidthStr;

use super::action::{Action, KeyContext, WorkAction};
use super::model::Model;
use super::model::work_desk::SavingState;
use crate::wording::change_text::field_name_of_key;
use crate::wording::locale::{Language, Locale};
use crate::wording::product_label::describe_label;
use crate::wording::text_width::truncate_to_width;
use crate::wording::vietnam_time::time_in_vietnam;
use crate::work::events::event_body::ProposedChange;
use crate::work::product_work::{GivenVerdict, ProductWork};
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_kind::VerdictKind;

/// Columns of the bar of the progress.
const BAR_WIDTH: usize = 10;

/// Most columns of the name of a review in the status line.
const MAX_NAME_WIDTH: usize = 24;

/// A line of the part about a product's work: what it is about, and what it says.
pub type WorkLine = (String, String);

/// The name of a verdict in the user's language.
pub fn verdict_name<'a>(locale: &Locale, kind: &'a VerdictKind) -> &'a str {
    match locale.language() {
        Language::Vi => &kind.vi,
        Language::En => &kind.en,
    }
}

/// The name of a verdict by its key; the key where the review has no such verdict.
pub fn verdict_name_of<'a>(locale: &Locale, round: &'a ReviewRound, key: &'a str) -> &'a str {
    let kind = round.find_verdict(key);
    kind.map_or(key, |kind| verdict_name(locale, kind))
}

/// The open review in a line of this many columns: its name, how far it is, and how saving goes, as much of it as fits;
/// without a review only what is not saved. Signs of one column: a filled cell of the bar, an empty one, the sign of
/// cut text.
pub fn describe_review(model: &Model, columns: usize, signs: [&str; 3]) -> Option<String> {
    let saving = describe_saving(model);
    let Some(open) = &model.work.open else {
        let is_told = !matches!(model.work.saving, SavingState::Saved | SavingState::Idle);
        return saving.filter(|_| is_told);
    };
    let locale = &model.locale;
    let (done, total) = open.own_progress();
    let numbers = format!(
        "{}/{}",
        locale.format_number(done),
        locale.format_number(total)
    );
    let [full, empty, cut] = signs;
    let filled = (done * BAR_WIDTH).checked_div(total).unwrap_or(0);
    let bar = full.repeat(filled) + &empty.repeat(BAR_WIDTH - filled);
    let name = truncate_to_width(&open.round.start.name, MAX_NAME_WIDTH, cut);
    let saving = saving.map_or_else(String::new, |saving| format!(" {saving}"));
    let forms = [
        format!("{name} {numbers} {bar}{saving}"),
        format!("{name} {numbers}{saving}"),
        format!("{numbers}{saving}"),
    ];
    // The number of products in the list is told beside it.
    let room = columns * 3 / 5;
    let [_, _, shortest] = &forms;
    let fitting = forms.iter().find(|form| form.width() <= room);
    Some(fitting.unwrap_or(shortest).clone())
}

/// The open review beside a notice: how far it is, and nothing more.
pub fn describe_review_briefly(model: &Model) -> Option<String> {
    let open = model.work.open.as_ref()?;
    let [done, total] = <[usize; 2]>::from(open.own_progress());
    let locale = &model.locale;
    Some(format!(
        "{}/{}",
        locale.format_number(done),
        locale.format_number(total)
    ))
}

/// How saving goes, in a few words.
fn describe_saving(model: &Model) -> Option<String> {
    let (locale, unsaved) = (&model.locale, model.work.unsaved.len());
    let key = match &model.work.saving {
        SavingState::Idle => return None,
        SavingState::Saved => return Some(locale.t("reviewing.saved").to_owned()),
        SavingState::Saving => "reviewing.saving",
        SavingState::Waiting => "reviewing.waiting",
        SavingState::Failed(_) => {
            let action = Action::Work(WorkAction::SaveAgain);
            let key = model.keymap.shortcut_text(action, KeyContext::List);
            let values: [(&str, &dyn Display); 2] =
                [("n", &unsaved), ("key", &key.unwrap_or_default())];
            return Some(locale.fill("reviewing.failed", &values));
        }
    };
    Some(locale.fill(key, &[("n", &unsaved)]))
}

/// What was done with a product, as lines for its record: of the open review first, without what a blind review hides.
pub fn describe_product_work(model: &Model, id: &str) -> Vec<WorkLine> {
    let desk = &model.work;
    let Some(work) = desk.work_of(id) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut rounds: Vec<&ReviewRound> = desk.rounds.iter().map(|round| &**round).collect();
    let open = desk.open.as_ref().map(|open| open.round.id);
    rounds.sort_by_key(|round| Some(round.id) != open);
    for round in rounds {
        add_review_lines(model, round, work, &mut lines);
    }
    let locale = &model.locale;
    let shows_others = |review| {
        let mut rounds = desk.rounds.iter();
        let round = rounds.find(|round| Some(round.id) == review);
        round.is_none_or(|round| round.shows_others(work, &desk.author))
    };
    for remark in &work.remarks {
        if remark.author == desk.author || shows_others(remark.review) {
            let text = remark.text.replace('\n', " ");
            let values: [(&str, &dyn Display); 3] = [
                ("text", &text),
                ("author", &remark.author),
                ("when", &time_in_vietnam(locale, remark.time)),
            ];
            lines.push((
                locale.t("reviewing.remark").to_owned(),
                locale.fill("reviewing.remark_line", &values),
            ));
        }
    }
    for (label, values) in &work.labels {
        let values: Vec<&str> = values.iter().filter_map(Option::as_deref).collect();
        let values = (!values.is_empty()).then(|| values.join(" / "));
        let text = describe_label(locale, label, values.as_deref());
        lines.push((locale.t("reviewing.label").to_owned(), text));
    }
    for proposal in &work.proposals {
        let values: [(&str, &dyn Display); 3] = [
            ("text", &describe_change(locale, &proposal.change)),
            ("author", &proposal.author),
            ("when", &time_in_vietnam(locale, proposal.time)),
        ];
        lines.push((
            locale.t("reviewing.proposal").to_owned(),
            locale.fill("reviewing.remark_line", &values),
        ));
    }
    lines
}

/// The verdicts of a review on a product.
fn add_review_lines(
    model: &Model,
    round: &ReviewRound,
    work: &ProductWork,
    lines: &mut Vec<WorkLine>,
) {
    let (locale, viewer) = (&model.locale, &model.work.author);
    let Some(reviewed) = work.reviews.get(&round.id) else {
        return;
    };
    let shows_others = round.shows_others(work, viewer);
    let label = &round.start.name;
    let line = |key: &str, given: &GivenVerdict| {
        let values: [(&str, &dyn Display); 3] = [
            ("text", &verdict_name_of(locale, round, &given.verdict)),
            ("author", &given.author),
            ("when", &time_in_vietnam(locale, given.time)),
        ];
        (label.clone(), locale.fill(key, &values))
    };
    let settled = reviewed.settled.iter();
    lines.extend(settled.map(|given| line("reviewing.settled_line", given)));
    let given = reviewed.own_verdicts.iter();
    let given = given.filter(|given| shows_others || given.author == *viewer);
    lines.extend(given.map(|given| line("reviewing.verdict_line", given)));
    let postponed = reviewed.postponed_by.iter();
    let postponed = postponed.filter(|author| shows_others || *author == viewer);
    lines.extend(postponed.map(|author| {
        let text = locale.fill("reviewing.postponed_line", &[("author", author)]);
        (label.clone(), text)
    }));
    if shows_others && reviewed.has_disagreement() {
        let key = if reviewed.settled.is_empty() {
            "reviewing.disagreement_line"
        } else {
            "reviewing.broken_settlement_line"
        };
        lines.push((label.clone(), locale.t(key).to_owned()));
    }
    if !shows_others {
        lines.push((label.clone(), locale.t("reviewing.hidden_line").to_owned()));
    }
}

/// A due day; of one that is past, for how long.
fn describe_due(locale: &Locale, due: Date, today: Date) -> String {
    let day = locale.format_date(due);
    let days = today.since(due).map_or(0, |span| span.get_days());
    if days <= 0 {
        return day;
    }
    locale.fill("reviewing.overdue", &[("day", &day), ("n", &days)])
}

fn describe_change(locale: &Locale, change: &ProposedChange) -> String {
    let none = || locale.t("reviewing.no_value").to_owned();
    let (key, what, to) = match change {
        ProposedChange::Field { field, old, new } => {
            let old = old.clone().unwrap_or_else(none);
            let new = new.clone().unwrap_or_else(none);
            let field = field_name_of_key(locale, field);
            return format!("{field}: {old} → {new}");
        }
        ProposedChange::NewProduct { record } => {
            ("reviewing.change_new", record.name.clone(), String::new())
        }
        ProposedChange::Withdrawn { reason } => {
            ("reviewing.change_withdrawn", reason.clone(), String::new())
        }
        ProposedChange::Split { into } => (
            "reviewing.change_split",
            into.len().to_string(),
            String::new(),
        ),
        ProposedChange::MergedInto { product } => (
            "reviewing.change_merged",
            product.name.clone(),
            String::new(),
        ),
        ProposedChange::ProducerName { from, to } => {
            ("reviewing.change_producer", from.clone(), to.clone())
        }
    };
    locale.fill(key, &[("what", &what), ("to", &to)])
}

/// How far the open review is, as lines for a window: what is counted, its number, and of how many for a bar.
pub fn describe_progress(model: &Model) -> Vec<ProgressLine> {
    let Some(open) = &model.work.open else {
        return Vec::new();
    };
    let (locale, progress, round) = (&model.locale, &open.progress, &open.round);
    let mut lines = Vec::new();
    let counted = |label: String, count: usize, of: usize| ProgressLine {
        label,
        count: locale.format_number(count),
        bar: Some((count, of)),
        is_heading: false,
    };
    let told = |label: &str, text: String| ProgressLine {
        label: locale.t(label).to_owned(),
        count: text,
        bar: None,
        is_heading: false,
    };
    let heading = |key: &str| ProgressLine {
        label: locale.t(key).to_owned(),
        count: String::new(),
        bar: None,
        is_heading: true,
    };
    let total = progress.total;
    let all = locale.format_number(total);
    let mut first = counted(locale.t("reviewing.done").to_owned(), progress.done, total);
    first.count = format!("{}/{all}", first.count);
    lines.push(first);
    if open.share.is_some() {
        let (done, of) = open.own_progress();
        let mut own = counted(locale.t("reviewing.own_share").to_owned(), done, of);
        own.count = format!("{}/{}", own.count, locale.format_number(of));
        lines.push(own);
    }
    for (key, count) in [
        ("reviewing.postponed", progress.postponed),
        ("reviewing.disagreements", progress.disagreements),
        ("reviewing.missing", progress.missing),
    ] {
        if count > 0 {
            lines.push(counted(locale.t(key).to_owned(), count, total));
        }
    }
    let due = round.due.map_or_else(
        || locale.t("reviewing.no_due").to_owned(),
        |day| describe_due(locale, day, model.today),
    );
    lines.push(told("reviewing.due", due));
    lines.push(heading("reviewing.by_verdict"));
    let first_verdict = lines.len();
    for kind in &round.start.verdicts {
        let count = progress.by_verdict.get(&kind.key).copied().unwrap_or(0);
        // The digit that gives it.
        let digit = lines.len() - first_verdict + 1;
        let label = format!("{digit} {}", verdict_name(locale, kind));
        lines.push(counted(label, count, total));
    }
    let reviewers = progress.by_reviewer.iter();
    let reviewers: Vec<_> = reviewers
        .filter(|(name, _)| round.tells_numbers_of(name, &model.work.author))
        .filter(|(_, own)| own.done > 0 || own.total > 0)
        .collect();
    if !reviewers.is_empty() {
        lines.push(heading("reviewing.by_reviewer"));
    }
    for (reviewer, own) in reviewers {
        let mut line = counted(reviewer.clone(), own.done, own.total);
        line.count = format!("{}/{}", line.count, locale.format_number(own.total));
        lines.push(line);
    }
    lines
}

/// A line of the window of the progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressLine {
    /// What is counted.
    pub label: String,
    /// The number, or other words.
    pub count: String,
    /// The number and of how many, for a bar.
    pub bar: Option<(usize, usize)>,
    /// It names the lines below.
    pub is_heading: bool,
}
