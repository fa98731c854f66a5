//! The changes of a plan as lines: by kind, each change at a glance and what its line leaves out.
//!
//! The text preview prints them and the screen scrolls through them. Must not: print, or cut anything.

use ocop_index::Product;
use ocop_index::change::{ChangeEntry, ChangeKind, ChangePlan};

use crate::wording::change_text::{describe_entry, summarize_entry};
use crate::wording::correction_text::describe_entry_correction;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeLineKind {
    /// The name of a kind of change, and how many there are.
    Section,
    /// A change at a glance.
    Entry,
    /// What the line of a change leaves out.
    Detail,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// What it is.
    pub kind: ChangeLineKind,
    /// Its text, safe to show.
    pub text: String,
    /// The product that it is about.
    pub product_id: Option<String>,
}

/// The changes of one kind, and what the kind is called.
pub struct ChangeSection<'a> {
    /// The name of the kind.
    pub title: &'a str,
    /// The changes.
    pub entries: Vec<&'a ChangeEntry>,
}

/// The changes by kind, and then the doubtful rows; kinds without a change are left out.
pub fn change_sections<'a>(locale: &'a Locale, plan: &'a ChangePlan) -> Vec<ChangeSection<'a>> {
    let of_kind = |kind: ChangeKind| ChangeSection {
        title: label::change_kind_label(locale, kind),
        entries: (plan.entries.iter())
            .filter(|entry| entry.kind == kind && !entry.is_doubtful())
            .collect(),
    };
    let doubtful = ChangeSection {
        title: locale.t("change.doubtful"),
        entries: (plan.entries.iter())
            .filter(|entry| entry.is_doubtful())
            .collect(),
    };
    let sections = ChangeKind::ALL.into_iter().map(of_kind).chain([doubtful]);
    sections
        .filter(|section| !section.entries.is_empty())
        .collect()
}

/// A change at a glance, and the lines with what that leaves out.
pub fn entry_lines(
    locale: &Locale,
    plan: &ChangePlan,
    entry: &ChangeEntry,
    old: &[Product],
) -> (String, Vec<String>) {
    let summary = summarize_entry(locale, plan, entry, old);
    let line = sanitize_text(&describe_entry(locale, entry, &summary.differences));
    let mut details: Vec<String> = summary
        .details
        .iter()
        .map(|text| sanitize_text(text))
        .collect();
    if let Some(correction) = &entry.correction {
        details.extend(describe_entry_correction(locale, correction));
    }
    (line, details)
}

/// Every line of the changes.
pub fn build_change_lines(locale: &Locale, plan: &ChangePlan, old: &[Product]) -> Vec<ChangeLine> {
    let mut lines = Vec::new();
    for section in change_sections(locale, plan) {
        let count = locale.format_number(section.entries.len());
        lines.push(ChangeLine {
            kind: ChangeLineKind::Section,
            text: format!("{} ({count})", section.title),
            product_id: None,
        });
        for entry in section.entries {
            let id = Some(entry.after.id.clone()).filter(|id| !id.is_empty());
            let (text, details) = entry_lines(locale, plan, entry, old);
            let line = |kind, text| ChangeLine {
                kind,
                text,
                product_id: id.clone(),
            };
            lines.push(line(ChangeLineKind::Entry, text));
            let details = details.into_iter();
            lines.extend(details.map(|text| line(ChangeLineKind::Detail, text)));
        }
    }
    lines
}
