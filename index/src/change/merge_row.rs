//! A row of a list onto a record: what the row says goes in, what it does not say stays.
//!
//! Recognitions are a history: an act that the record has is refined, another one is added in its place by
//! date. A row that is a whole record of ours replaces it. Must not: decide whether they are one product.

use jiff::civil::Date;

use crate::product::{DateOrYear, Producer, Product, ProductPlace, Recognition, RecognitionKind};
use crate::source::cell::decision;
use crate::status::{self, RecognitionSummary};
use crate::vietnamese::canonical_keys;

/// The record after the row.
pub fn merge_row(old: &Product, row: &Product, day: Date) -> Product {
    let mut product = old.clone();
    update_spelling(&mut product.name, &row.name);
    overwrite_if_given(&mut product.specialty, row.specialty.as_ref());
    match (&product.group, &row.group) {
        // What follows from the dish gives way to what is printed, never the other way round.
        (Some(kept), Some(read)) if read.derived && !kept.derived => {}
        (_, Some(read)) => product.group = Some(read.clone()),
        (_, None) => {}
    }
    overwrite_if_given(&mut product.code, row.code.as_ref());
    if let Some(maker) = &row.producer {
        merge_producer(product.producer.get_or_insert_default(), maker);
    }
    merge_place(&mut product.place, &row.place);
    overwrite_if_given(&mut product.revenue, row.revenue.as_ref());
    append_missing(&mut product.channels, &row.channels);
    append_missing(&mut product.traces, &row.traces);
    append_missing(&mut product.sources, &row.sources);
    if !row.note.is_empty() && row.note.vi != product.note.vi {
        product.note = row.note.clone();
    }
    for act in &row.recognitions {
        merge_recognition(&mut product.recognitions, act, day);
    }
    product
}

fn merge_place(place: &mut ProductPlace, row: &ProductPlace) {
    // A list of today calls a place by its unit; that unit may have the name of another old commune.
    let told_by_unit = place.unit.is_some() && place.unit == row.unit && place.commune.is_some();
    let commune = row.commune.as_ref().filter(|_| !told_by_unit);
    let moved = place.district != row.district && row.district.is_some()
        || commune.is_some() && place.commune.as_ref() != commune;
    if moved {
        // The words and the unit belonged to the other place.
        (place.written, place.unit) = (None, None);
    }
    // Other words for a place that is known say nothing new.
    let known = [&place.district, &place.commune, &place.unit, &place.written];
    let known = known.into_iter().flatten().any(|name| {
        row.written
            .as_ref()
            .is_some_and(|words| canonical_keys(words) == canonical_keys(name))
    });
    if place.written.is_none() && !known {
        overwrite_if_given(&mut place.written, row.written.as_ref());
    }
    overwrite_if_given(&mut place.province, row.province.as_ref());
    overwrite_if_given(&mut place.district, row.district.as_ref());
    overwrite_if_given(&mut place.commune, commune);
    overwrite_if_given(&mut place.unit, row.unit.as_ref());
    overwrite_if_given(&mut place.address, row.address.as_ref());
}

fn merge_producer(producer: &mut Producer, row: &Producer) {
    if !row.name.is_empty() {
        update_spelling(&mut producer.name, &row.name);
    }
    if row.kind.is_some() {
        producer.kind = row.kind;
    }
    overwrite_if_given(&mut producer.kind_written, row.kind_written.as_ref());
    overwrite_if_given(&mut producer.representative, row.representative.as_ref());
    overwrite_if_given(&mut producer.phone, row.phone.as_ref());
    overwrite_if_given(&mut producer.email, row.email.as_ref());
    overwrite_if_given(&mut producer.tax_code, row.tax_code.as_ref());
}

fn overwrite_if_given(kept: &mut Option<String>, read: Option<&String>) {
    if let Some(read) = read {
        kept.clone_from(&Some(read.clone()));
    }
}

/// A name in capitals, or without its accents, does not replace one that is written out.
fn update_spelling(kept: &mut String, read: &str) {
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let same = canonical_keys(kept) == canonical_keys(read);
    let bare = read.is_ascii() && !kept.is_ascii();
    let worse = same && shouted(read) && !shouted(kept);
    if !worse && !bare {
        read.clone_into(kept);
    }
}

fn append_missing<T: PartialEq + Clone>(kept: &mut Vec<T>, read: &[T]) {
    for value in read {
        if !kept.contains(value) {
            kept.push(value.clone());
        }
    }
}

fn merge_recognition(acts: &mut Vec<Recognition>, read: &Recognition, day: Date) {
    if let Some(known) = acts.iter_mut().find(|act| is_same_recognition(act, read)) {
        refine_recognition(known, read);
        return;
    }
    let mut read = read.clone();
    let undated = RecognitionSummary::from(&read).possible_dates().is_none();
    if undated {
        let now = status::derive_state(acts.iter().map(RecognitionSummary::from), day);
        // A list that only says which star holds now says nothing new of one that holds.
        let says_nothing = read.star == now.star && read.decision.is_none() && read.kind.is_none();
        if says_nothing
            && read.star.is_some()
            && let Some(current) = now.current.and_then(|at| acts.get_mut(at))
        {
            refine_recognition(current, &read);
            return;
        }
        if !acts.is_empty() {
            read.seen = Some(DateOrYear::Day(day));
        }
    }
    let time = RecognitionSummary::from(&read)
        .possible_dates()
        .map(|(first, _)| first);
    let later = |act: &Recognition| {
        let other = RecognitionSummary::from(act)
            .possible_dates()
            .map(|(first, _)| first);
        time.is_some() && other > time
    };
    let at = acts.iter().position(later).unwrap_or(acts.len());
    acts.insert(at, read);
}

/// True when two accounts are of one act: the same decision, the same day, or a year that fits, with a star
/// that does not contradict.
pub(super) fn is_same_recognition(a: &Recognition, b: &Recognition) -> bool {
    let stars_fit = a.star.is_none() || b.star.is_none() || a.star == b.star;
    let is_taking = |act: &Recognition| {
        matches!(
            act.kind,
            Some(
                RecognitionKind::Withdrawn
                    | RecognitionKind::WithdrawalProposed
                    | RecognitionKind::Left
            )
        )
    };
    if !stars_fit || is_taking(a) != is_taking(b) {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.decision, &b.decision) {
        // Numbers of decisions start anew each year.
        let years = a.when.zip(b.when).is_none_or(|(a, b)| a.year() == b.year());
        return decision::is_same_decision(x, y) && years;
    }
    match (a.when, b.when) {
        (Some(DateOrYear::Day(x)), Some(DateOrYear::Day(y))) => x == y,
        (Some(x), Some(y)) => {
            x.year() == y.year() && (a.star.is_some() || b.star.is_some() || a.kind == b.kind)
        }
        (None, None) => {
            a.star == b.star
                && a.kind == b.kind
                && (a.expires.is_none() || b.expires.is_none() || a.expires == b.expires)
        }
        _ => false,
    }
}

/// Fills in what another account of the same act says more exactly.
fn refine_recognition(kept: &mut Recognition, read: &Recognition) {
    kept.star = read.star.or(kept.star);
    kept.kind = read.kind.or(kept.kind);
    match (kept.when, read.when) {
        (Some(DateOrYear::Day(_)), Some(DateOrYear::Year(_))) => {}
        (_, Some(when)) => kept.when = Some(when),
        _ => {}
    }
    kept.year = read.year.or(kept.year);
    kept.seen = kept.seen.or(read.seen);
    kept.expires = read.expires.or(kept.expires);
    if read.decision.is_some() {
        // A number alone does not replace one with its signs.
        let longer = |a: &String, b: &String| a.len() >= b.len();
        let better = read
            .decision
            .as_ref()
            .zip(kept.decision.as_ref())
            .is_none_or(|(new, old)| longer(new, old));
        if better {
            kept.decision.clone_from(&read.decision);
        }
    }
    overwrite_if_given(&mut kept.score, read.score.as_ref());
    overwrite_if_given(&mut kept.authority, read.authority.as_ref());
    overwrite_if_given(&mut kept.place, read.place.as_ref());
    overwrite_if_given(&mut kept.source, read.source.as_ref());
}
