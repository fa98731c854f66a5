//! A row of a list onto a record: what the row says goes in, what it does not say stays.
//!
//! Recognitions are a history: an act that the record has is refined, another one is added in its place by
//! date. A row that is a whole record of ours replaces it. Must not: decide whether they are one product.

use jiff::civil::Date;

use crate::product::{Place, Producer, Product, Recognition, RecognitionKind, When};
use crate::source::decision;
use crate::status::{self, Act};
use crate::vietnamese::keys;

/// The record after the row.
pub fn join(old: &Product, row: &Product, day: Date) -> Product {
    let mut product = old.clone();
    spell(&mut product.name, &row.name);
    take(&mut product.specialty, row.specialty.as_ref());
    match (&product.group, &row.group) {
        // What follows from the dish gives way to what is printed, never the other way round.
        (Some(kept), Some(read)) if read.derived && !kept.derived => {}
        (_, Some(read)) => product.group = Some(read.clone()),
        (_, None) => {}
    }
    take(&mut product.code, row.code.as_ref());
    if let Some(maker) = &row.producer {
        join_producer(product.producer.get_or_insert_default(), maker);
    }
    join_place(&mut product.place, &row.place);
    take(&mut product.revenue, row.revenue.as_ref());
    extend(&mut product.channels, &row.channels);
    extend(&mut product.traces, &row.traces);
    extend(&mut product.sources, &row.sources);
    if !row.note.is_empty() && row.note.vi != product.note.vi {
        product.note = row.note.clone();
    }
    for act in &row.recognitions {
        join_act(&mut product.recognitions, act, day);
    }
    product
}

fn join_place(place: &mut Place, row: &Place) {
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
            .is_some_and(|words| keys(words) == keys(name))
    });
    if place.written.is_none() && !known {
        take(&mut place.written, row.written.as_ref());
    }
    take(&mut place.province, row.province.as_ref());
    take(&mut place.district, row.district.as_ref());
    take(&mut place.commune, commune);
    take(&mut place.unit, row.unit.as_ref());
    take(&mut place.address, row.address.as_ref());
}

fn join_producer(producer: &mut Producer, row: &Producer) {
    if !row.name.is_empty() {
        spell(&mut producer.name, &row.name);
    }
    if row.kind.is_some() {
        producer.kind = row.kind;
    }
    take(&mut producer.kind_written, row.kind_written.as_ref());
    take(&mut producer.representative, row.representative.as_ref());
    take(&mut producer.phone, row.phone.as_ref());
    take(&mut producer.email, row.email.as_ref());
    take(&mut producer.tax_code, row.tax_code.as_ref());
}

fn take(kept: &mut Option<String>, read: Option<&String>) {
    if let Some(read) = read {
        kept.clone_from(&Some(read.clone()));
    }
}

/// A name in capitals, or without its accents, does not replace one that is written out.
fn spell(kept: &mut String, read: &str) {
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let same = keys(kept) == keys(read);
    let bare = read.is_ascii() && !kept.is_ascii();
    let worse = same && shouted(read) && !shouted(kept);
    if !worse && !bare {
        read.clone_into(kept);
    }
}

fn extend<T: PartialEq + Clone>(kept: &mut Vec<T>, read: &[T]) {
    for value in read {
        if !kept.contains(value) {
            kept.push(value.clone());
        }
    }
}

fn join_act(acts: &mut Vec<Recognition>, read: &Recognition, day: Date) {
    if let Some(known) = acts.iter_mut().find(|act| is_same(act, read)) {
        refine(known, read);
        return;
    }
    let mut read = read.clone();
    let undated = Act::from(&read).time().is_none();
    if undated {
        let now = status::on(acts.iter().map(Act::from), day);
        // A list that only says which star holds now says nothing new of one that holds.
        let says_nothing = read.star == now.star && read.decision.is_none() && read.kind.is_none();
        if says_nothing
            && read.star.is_some()
            && let Some(current) = now.current.and_then(|at| acts.get_mut(at))
        {
            refine(current, &read);
            return;
        }
        if !acts.is_empty() {
            read.seen = Some(When::Day(day));
        }
    }
    let time = Act::from(&read).time().map(|(first, _)| first);
    let later = |act: &Recognition| {
        let other = Act::from(act).time().map(|(first, _)| first);
        time.is_some() && other > time
    };
    let at = acts.iter().position(later).unwrap_or(acts.len());
    acts.insert(at, read);
}

/// True when two accounts are of one act: the same decision, the same day, or a year that fits, with a star
/// that does not contradict.
pub(super) fn is_same(a: &Recognition, b: &Recognition) -> bool {
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
        return decision::same(x, y) && years;
    }
    match (a.when, b.when) {
        (Some(When::Day(x)), Some(When::Day(y))) => x == y,
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
fn refine(kept: &mut Recognition, read: &Recognition) {
    kept.star = read.star.or(kept.star);
    kept.kind = read.kind.or(kept.kind);
    match (kept.when, read.when) {
        (Some(When::Day(_)), Some(When::Year(_))) => {}
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
    take(&mut kept.score, read.score.as_ref());
    take(&mut kept.authority, read.authority.as_ref());
    take(&mut kept.place, read.place.as_ref());
    take(&mut kept.source, read.source.as_ref());
}
