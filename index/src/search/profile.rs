//! What the facets of a product are derived from, as one value that many products share.
//!
//! Recognitions, flags, group and producer kind, written as text: a catalogue of a million products has a few
//! thousand different ones, so what the day makes of them is worked out once for each. Must not: hold what a
//! day changes.

use super::schema::SEPARATOR;
use super::{act, flags};
use crate::product::{ProducerKind, Product};
use crate::status::Act;

/// A profile taken apart.
pub(super) struct Profile<'a> {
    /// The recognitions.
    pub(super) acts: Vec<Act>,
    /// Channels and standing gaps, see [`flags`].
    pub(super) flags: u64,
    /// The key of the group; empty when not given.
    pub(super) group: &'a str,
    /// The key of the producer's kind; empty when not given.
    pub(super) kind: &'a str,
}

/// The profile of a product. `doubled` when another product of the catalogue may be the same.
pub(super) fn pack(product: &Product, doubled: bool) -> String {
    let group = product
        .group
        .as_ref()
        .map_or("", |group| group.code.as_str());
    let kind = product.producer.as_ref().and_then(|producer| producer.kind);
    let kind = kind.map_or("", ProducerKind::key);
    let acts = product.recognitions.iter().map(|recognition| {
        let act = act::pack(Act::from(recognition));
        format!("{act:x}")
    });
    let acts: Vec<String> = acts.collect();
    let flags = format!("{:x}", flags::of(product, doubled));
    [&flags, group, kind, &acts.join(" ")].join(&SEPARATOR.to_string())
}

/// Takes a profile apart; what is missing is not given.
pub(super) fn unpack(text: &str) -> Profile<'_> {
    let mut pieces = text.split(SEPARATOR);
    let mut piece = || pieces.next().unwrap_or_default();
    let number = |text: &str| u128::from_str_radix(text, 16).unwrap_or_default();
    let (flags, group, kind, acts) = (piece(), piece(), piece(), piece());
    Profile {
        acts: acts
            .split_whitespace()
            .map(|text| act::unpack(number(text)))
            .collect(),
        flags: number(flags) as u64,
        group,
        kind,
    }
}
