//! `ocop review share`: which reviewer has which products: by hand, by the values of a facet, or evenly.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::io::Write;

use ocop_index::query::language::QueryField;
use ocop_index::search::SearchAnswer;
use ocop_index::{Catalog, Facet, Query};

use super::desk::ReviewDesk;
use super::people::{find_heads, require_organizer};
use crate::catalog::answered_products::load_answered_products;
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::ShareArgs;
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::wording::review_text::describe_beyond;
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_drafts::draft_for_review;
use crate::work::events::event_registers::Register;
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewRound;

/// The shares of reviewers, by ids in the catalogue.
type Shares = BTreeMap<String, Vec<String>>;

/// Divides the products of a review, or prints who has which.
pub(super) fn share_products(
    desk: &mut ReviewDesk<'_>,
    args: &ShareArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut round = desk.round()?;
    let opened = desk.open_marked_catalog()?;
    let is_change = args.reviewer.is_some() || args.evenly || args.by.is_some();
    if is_change {
        desk.require_open(&round)?;
        require_organizer(desk, &round)?;
        let scope = round.current_scope(desk.log());
        let shares = if let Some(reviewer) = &args.reviewer {
            let locale = &desk.settings.locale;
            let asked = resolve_query(&opened, &args.query, None, locale)?;
            let mut answer = opened.catalog.search(&asked.query)?;
            print_reading(locale, &asked, &answer);
            let found = load_ids(&opened.catalog, &mut answer)?;
            share_by_hand(desk, &round, reviewer, (&scope, &found))?
        } else {
            let reviewers = named_reviewers(desk, &round)?;
            let groups = match &args.by {
                Some(name) => {
                    let facet = parse_facet(desk, name)?;
                    group_by_facet(&opened.catalog, facet, &scope)?
                }
                None => Vec::new(),
            };
            match args.by {
                Some(_) => divide_groups(&reviewers, groups),
                None => divide_evenly(&reviewers, &scope),
            }
        };
        record_shares(desk, &round, &shares)?;
        round = desk.log().review(round.id).unwrap_or(round);
    }
    print_shares(desk, &round, out)
}

/// The reviewers that a review names.
fn named_reviewers(
    desk: &ReviewDesk<'_>,
    round: &ReviewRound,
) -> Result<Vec<String>, CommandFailure> {
    if round.reviewers.is_empty() {
        let sentence = desk.settings.locale.t("review.name_reviewers").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    Ok(round.reviewers.iter().cloned().collect())
}

/// The share of one reviewer: the products of a question that are in the review.
fn share_by_hand(
    desk: &ReviewDesk<'_>,
    round: &ReviewRound,
    reviewer: &str,
    (scope, found): (&[String], &BTreeSet<String>),
) -> Result<Shares, CommandFailure> {
    let locale = &desk.settings.locale;
    let reviewer = sanitize_text(reviewer.trim());
    if !round.has_reviewer(&reviewer) {
        let names: Vec<String> = round
            .reviewers
            .iter()
            .map(|name| sanitize_text(name))
            .collect();
        let values: [(&str, &dyn Display); 2] = [("who", &reviewer), ("known", &names.join(", "))];
        let sentence = locale.fill("review.not_among_reviewers", &values);
        return Err(CommandFailure::Usage(sentence));
    }
    let inside: Vec<String> = scope
        .iter()
        .filter(|id| found.contains(*id))
        .cloned()
        .collect();
    if inside.is_empty() {
        let sentence = locale.t("review.nothing_to_share").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    Ok(Shares::from([(reviewer, inside)]))
}

/// A facet by any of its names.
fn parse_facet(desk: &ReviewDesk<'_>, name: &str) -> Result<Facet, CommandFailure> {
    if let Some(QueryField::Facet(facet)) = QueryField::from_name(name) {
        return Ok(facet);
    }
    let known = Facet::ALL.map(Facet::key).join(", ");
    let values: [(&str, &dyn Display); 2] = [("value", &sanitize_text(name)), ("known", &known)];
    Err(CommandFailure::Usage(
        desk.settings.locale.fill("error.by", &values),
    ))
}

/// The ids of the products of an answer.
fn load_ids(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
) -> Result<BTreeSet<String>, CommandFailure> {
    let products = load_answered_products(catalog, answer)?.into_iter();
    Ok(products.map(|product| product.id).collect())
}

/// The products of a review by the value of a facet, each once; those without a value are a group, too.
fn group_by_facet(
    catalog: &Catalog,
    facet: Facet,
    scope: &[String],
) -> Result<Vec<Vec<String>>, CommandFailure> {
    let mut left: BTreeSet<&String> = scope.iter().collect();
    let mut groups = Vec::new();
    for value in catalog.facet_values(facet) {
        let mut query = Query::default();
        query.filter.choose_value(facet, value);
        let mut answer = catalog.search(&query)?;
        let found = load_ids(catalog, &mut answer)?;
        let group: Vec<String> = scope
            .iter()
            .filter(|id| found.contains(*id) && left.contains(id))
            .cloned()
            .collect();
        for id in &group {
            left.remove(id);
        }
        groups.push(group);
    }
    groups.push(left.into_iter().cloned().collect());
    groups.retain(|group| !group.is_empty());
    Ok(groups)
}

/// Whole groups, the largest first, each to the reviewer who has the fewest products.
fn divide_groups(reviewers: &[String], mut groups: Vec<Vec<String>>) -> Shares {
    let mut shares: Vec<(String, Vec<String>)> = reviewers
        .iter()
        .map(|name| (name.clone(), Vec::new()))
        .collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    for group in groups {
        if let Some((_, fewest)) = shares.iter_mut().min_by_key(|(_, share)| share.len()) {
            fewest.extend(group);
        }
    }
    shares.into_iter().collect()
}

/// Parts of the list, in its order; their lengths differ by one at most.
fn divide_evenly(reviewers: &[String], scope: &[String]) -> Shares {
    let count = reviewers.len();
    let bound = |part: usize| part * scope.len() / count.max(1);
    let parts = reviewers.iter().enumerate();
    parts
        .map(|(part, name)| (name.clone(), scope[bound(part)..bound(part + 1)].to_vec()))
        .collect()
}

/// Writes the shares. Reviewers who had one and have none now get an empty one where the whole review is divided.
fn record_shares(
    desk: &mut ReviewDesk<'_>,
    round: &ReviewRound,
    shares: &Shares,
) -> Result<(), CommandFailure> {
    let log = desk.log();
    // A share names products as the start of the review does.
    let in_scope = |ids: &[String]| -> Vec<String> {
        let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let scope = round.start.scope.iter();
        scope
            .filter(|product| log.current_id(product).is_some_and(|id| ids.contains(id)))
            .map(|product| product.id.clone())
            .collect()
    };
    let mut drafts: Vec<EventDraft> = Vec::new();
    let before = round.shares.keys();
    let dropped = before.filter(|name| shares.len() > 1 && !shares.contains_key(*name));
    let dropped = dropped.map(|name| (name, Vec::new()));
    let new = shares.iter().map(|(name, ids)| (name, in_scope(ids)));
    for (reviewer, products) in new.chain(dropped) {
        let register = Register::Share(round.id, reviewer.clone());
        let act = WorkAct::Share {
            reviewer: reviewer.clone(),
            products,
        };
        let replaces = find_heads(desk, round, &register);
        drafts.push(draft_for_review(round.id, act, replaces));
    }
    desk.record(drafts)?;
    Ok(())
}

fn print_shares(desk: &ReviewDesk<'_>, round: &ReviewRound, out: &mut impl Write) -> CommandResult {
    let locale = &desk.settings.locale;
    if round.shares.is_empty() {
        writeln!(out, "{}", locale.t("review.no_shares"))?;
        return Ok(exit::NO_HITS);
    }
    let progress = ReviewProgress::count(round, desk.log(), desk.viewer());
    let mut shared: BTreeSet<String> = BTreeSet::new();
    let mut several: BTreeSet<String> = BTreeSet::new();
    for reviewer in round.shares.keys() {
        let own = round.products_of(reviewer, desk.log());
        let numbers = progress.by_reviewer.get(reviewer);
        let numbers = numbers.copied().unwrap_or_default();
        let name = sanitize_text(reviewer);
        let total = locale.format_number(own.len());
        if round.tells_numbers_of(reviewer, desk.viewer()) {
            let values: [(&str, &dyn Display); 3] = [
                ("who", &name),
                ("done", &locale.format_number(numbers.done)),
                ("total", &total),
            ];
            let row = locale.fill("review.reviewer_row", &values);
            writeln!(out, "{row}{}", describe_beyond(locale, numbers.beyond))?;
        } else {
            let values: [(&str, &dyn Display); 2] = [("who", &name), ("total", &total)];
            writeln!(out, "{}", locale.fill("review.reviewer_hidden", &values))?;
        }
        for id in own {
            if let Some(id) = shared.replace(id) {
                several.insert(id);
            }
        }
    }
    if !several.is_empty() {
        let n = locale.format_number(several.len());
        let told = locale.fill("review.shared_by_several", &[("n", &n)]);
        writeln!(out, "{told}")?;
    }
    let scope = round.current_scope(desk.log());
    let left = scope.iter().filter(|id| !shared.contains(*id)).count();
    if left > 0 {
        let n = locale.format_number(left);
        writeln!(out, "{}", locale.fill("review.unshared", &[("n", &n)]))?;
    }
    Ok(exit::OK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(count: usize) -> Vec<String> {
        (0..count).map(|number| format!("p{number}")).collect()
    }

    #[test]
    fn every_product_has_one_reviewer_and_the_parts_are_even() {
        let names = ["an", "binh", "chi"].map(str::to_owned);
        for count in [0, 1, 2, 3, 7, 157] {
            let shares = divide_evenly(&names, &ids(count));
            let all: Vec<String> = names.iter().flat_map(|name| shares[name].clone()).collect();
            assert_eq!(all, ids(count));
            let sizes: Vec<usize> = shares.values().map(Vec::len).collect();
            let spread = sizes.iter().max().unwrap() - sizes.iter().min().unwrap();
            assert!(spread <= 1, "{sizes:?}");
        }
    }

    #[test]
    fn groups_stay_whole_and_go_to_who_has_the_fewest() {
        let names = ["an", "binh"].map(str::to_owned);
        let all = ids(10);
        let groups = vec![all[..2].to_vec(), all[2..8].to_vec(), all[8..].to_vec()];
        let shares = divide_groups(&names, groups);
        assert_eq!(shares["an"], all[2..8]);
        assert_eq!(shares["binh"].len(), 4);
    }
}
