//! What the facets of a product are derived from, as one value that many products share.
//!
//! Recognitions, flags, group and producer kind, written as text: a catalogue of a million products has a few
//! thousand different ones, so what the day makes of them is worked out once for each. Must not: hold what a
//! day changes.

use crate::product::{ProducerKind, Product};
use crate::search::columns::schema::VALUE_SEPARATOR;
use crate::search::columns::{flags, packed_recognition};
use crate::status::RecognitionSummary;

/// A profile taken apart.
pub(crate) struct ProductProfile<'a> {
    /// The recognitions.
    pub(crate) recognitions: Vec<RecognitionSummary>,
    /// Channels and standing gaps, see [`flags`].
    pub(crate) flags: u64,
    /// The key of the group; empty when not given.
    pub(crate) group: &'a str,
    /// The key of the producer's kind; empty when not given.
    pub(crate) producer_kind: &'a str,
}

/// The profile of a product. `doubled` when another product of the catalogue may be the same.
pub(crate) fn pack_profile(product: &Product, doubled: bool) -> String {
    let group = product
        .group
        .as_ref()
        .map_or("", |group| group.code.as_str());
    let kind = product.producer.as_ref().and_then(|producer| producer.kind);
    let kind = kind.map_or("", ProducerKind::key);
    let acts = product.recognitions.iter().map(|recognition| {
        let act = packed_recognition::pack_recognition(RecognitionSummary::from(recognition));
        format!("{act:x}")
    });
    let acts: Vec<String> = acts.collect();
    let flags = format!("{:x}", flags::encode_flags(product, doubled));
    [&flags, group, kind, &acts.join(" ")].join(&VALUE_SEPARATOR.to_string())
}

/// Takes a profile apart; what is missing is not given.
pub(crate) fn unpack_profile(text: &str) -> ProductProfile<'_> {
    let mut pieces = text.split(VALUE_SEPARATOR);
    let mut piece = || pieces.next().unwrap_or_default();
    let number = |text: &str| u128::from_str_radix(text, 16).unwrap_or_default();
    let (flags, group, kind, acts) = (piece(), piece(), piece(), piece());
    ProductProfile {
        recognitions: acts
            .split_whitespace()
            .map(|text| packed_recognition::unpack_recognition(number(text)))
            .collect(),
        flags: number(flags) as u64,
        group,
        producer_kind: kind,
    }
}
