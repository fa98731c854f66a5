//! What the facets of a product are derived from, as one value that many products share.
//!
//! Recognitions, flags, group and producer kind, written as text: a catalogue of a million products has a few
//! thousand different ones, so facets are derived once for each. Only what no day changes.

use crate::product::{ProducerKind, Product};
use crate::search::columns::flags::ProductFlags;
use crate::search::columns::packed_recognition;
use crate::search::columns::schema::VALUE_SEPARATOR;
use crate::status::RecognitionSummary;

/// An unpacked profile.
pub(crate) struct ProductProfile<'a> {
    pub(crate) recognitions: Vec<RecognitionSummary>,
    /// Channels and standing gaps.
    pub(crate) flags: ProductFlags,
    /// The key of the group; empty when not given.
    pub(crate) group: &'a str,
    /// The key of the producer's kind; empty when not given.
    pub(crate) producer_kind: &'a str,
}

/// Packs the profile of a product. `has_duplicate` when another product of the catalogue may be the same.
pub(crate) fn pack_profile(product: &Product, has_duplicate: bool) -> String {
    let group = product
        .group
        .as_ref()
        .map_or("", |group| group.code.as_str());
    let kind = product.producer.as_ref().and_then(|producer| producer.kind);
    let kind = kind.map_or("", ProducerKind::key);
    let recognitions = product.recognitions.iter().map(|recognition| {
        let packed = packed_recognition::pack_recognition(RecognitionSummary::from(recognition));
        format!("{packed:x}")
    });
    let recognitions: Vec<String> = recognitions.collect();
    let flags = format!("{:x}", ProductFlags::from_product(product, has_duplicate).0);
    [&flags, group, kind, &recognitions.join(" ")].join(&VALUE_SEPARATOR.to_string())
}

/// Unpacks a profile; missing parts are not given.
pub(crate) fn unpack_profile(text: &str) -> ProductProfile<'_> {
    let mut pieces = text.split(VALUE_SEPARATOR);
    let mut piece = || pieces.next().unwrap_or_default();
    let number = |text: &str| u128::from_str_radix(text, 16).unwrap_or_default();
    let (flags, group, kind, recognitions) = (piece(), piece(), piece(), piece());
    ProductProfile {
        recognitions: recognitions
            .split_whitespace()
            .map(|text| packed_recognition::unpack_recognition(number(text)))
            .collect(),
        flags: ProductFlags::from_bits(number(flags) as u64),
        group,
        producer_kind: kind,
    }
}
