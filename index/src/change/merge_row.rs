//! Merges a row of a list into a record: cells with a value are written, empty cells leave the record as it is.
//!
//! Recognitions are a history: one that the record has is refined, another one is inserted by date. Must not: decide
//! whether row and record are one product.

use jiff::civil::Date;

use crate::product::{DateOrYear, Producer, Product, ProductPlace, Recognition, RecognitionKind};
use crate::source::cell::decision;
use crate::status::{self, RecognitionSummary};
use crate::vietnamese::canonical_keys;

/// The record with the row merged into it; `day` dates an undated recognition.
pub(super) fn merge_row(old: &Product, row: &Product, day: Date) -> Product {
    let mut product = old.clone();
    update_spelling(&mut product.name, &row.name);
    overwrite_if_given(&mut product.specialty, row.specialty.as_ref());
    match (&product.group, &row.group) {
        // A printed group replaces one derived from the specialty, never the other way round.
        (Some(kept), Some(read)) if read.derived && !kept.derived => {}
        (_, Some(read)) => product.group = Some(read.clone()),
        (_, None) => {}
    }
    overwrite_if_given(&mut product.code, row.code.as_ref());
    if let Some(producer) = &row.producer {
        merge_producer(product.producer.get_or_insert_default(), producer);
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
    // A list since 2025 names the unit, which may have the name of another old commune.
    let is_same_unit = place.unit.is_some() && place.unit == row.unit && place.commune.is_some();
    let commune = row.commune.as_ref().filter(|_| !is_same_unit);
    let moved = place.district != row.district && row.district.is_some()
        || commune.is_some() && place.commune.as_ref() != commune;
    if moved {
        // The written text and the unit belong to the other place.
        (place.written, place.unit) = (None, None);
    }
    // A written text that only repeats a known name adds nothing.
    let known = [&place.district, &place.commune, &place.unit, &place.written];
    let known = known.into_iter().flatten().any(|name| {
        row.written
            .as_ref()
            .is_some_and(|written| canonical_keys(written) == canonical_keys(name))
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

/// Replaces a name, unless the new spelling is the same in capitals or lacks the accents.
fn update_spelling(kept: &mut String, read: &str) {
    let is_all_caps = |text: &str| !text.chars().any(char::is_lowercase);
    let is_same = canonical_keys(kept) == canonical_keys(read);
    let lacks_accents = read.is_ascii() && !kept.is_ascii();
    let is_louder = is_same && is_all_caps(read) && !is_all_caps(kept);
    if !is_louder && !lacks_accents {
        read.clone_into(kept);
    }
}

/// Adds the values that are not there yet, in their order.
pub(super) fn append_missing<T: PartialEq + Clone>(kept: &mut Vec<T>, read: &[T]) {
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
        // A list with nothing but the current star adds no recognition.
        let is_star_only = read.star == now.star && read.decision.is_none() && read.kind.is_none();
        if is_star_only
            && read.star.is_some()
            && let Some(current) = now.current.and_then(|index| acts.get_mut(index))
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
    let index = acts.iter().position(later).unwrap_or(acts.len());
    acts.insert(index, read);
}

/// True when two entries are one recognition: the same decision, the same day, or a matching year, with stars that do
/// not contradict each other.
pub(super) fn is_same_recognition(a: &Recognition, b: &Recognition) -> bool {
    let stars_match = a.star.is_none() || b.star.is_none() || a.star == b.star;
    let ends_certificate =
        |act: &Recognition| act.kind.is_some_and(RecognitionKind::ends_certificate);
    if !stars_match || ends_certificate(a) != ends_certificate(b) {
        return false;
    }
    if let (Some(x), Some(y)) = (&a.decision, &b.decision) {
        // Decision numbers start at 1 again each year.
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

/// Takes over what another entry of the same recognition has more exactly.
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
        // A bare number does not replace one with its letters (`12/QĐ-UBND`).
        let is_longer = |a: &String, b: &String| a.len() >= b.len();
        let is_better = read
            .decision
            .as_ref()
            .zip(kept.decision.as_ref())
            .is_none_or(|(new, old)| is_longer(new, old));
        if is_better {
            kept.decision.clone_from(&read.decision);
        }
    }
    overwrite_if_given(&mut kept.score, read.score.as_ref());
    overwrite_if_given(&mut kept.authority, read.authority.as_ref());
    overwrite_if_given(&mut kept.place, read.place.as_ref());
    overwrite_if_given(&mut kept.source, read.source.as_ref());
}
