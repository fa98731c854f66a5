//! Sales channels, trace stamp and standing gaps of a product in eight bytes, for a fast field.
//!
//! Bits 0 to 31 are the values of the channel facet, bits 32 to 47 the gaps, both in the order of their
//! `ALL`; bit 0 of each half is "none". Must not: hold what a day changes.

use crate::gap::{self, Gap};
use crate::product::{ChannelKind, Product};
use crate::query::{NONE, ONLINE, TRACED};

/// The values of the channel facet by bit.
pub(super) fn channel_values() -> Vec<String> {
    let kinds = ChannelKind::ALL.iter().map(|kind| kind.key());
    let all = [NONE, ONLINE, TRACED].into_iter().chain(kinds);
    all.map(str::to_owned).collect()
}

/// The values of the gap facet by bit.
pub(super) fn gap_values() -> Vec<String> {
    let keys = Gap::ALL.iter().map(|gap| gap.key());
    std::iter::once(NONE)
        .chain(keys)
        .map(str::to_owned)
        .collect()
}

/// The bits of a product.
pub(super) fn of(product: &Product, doubled: bool) -> u64 {
    let mut channels = 0;
    for channel in &product.channels {
        channels |= 1 << (3 + channel.kind as u32);
        if channel.kind.is_online() {
            channels |= 2;
        }
    }
    if !product.traces.is_empty() {
        channels |= 4;
    }
    let doubt = doubled.then_some(Gap::Duplicate);
    let gaps = gap::standing(product)
        .chain(doubt)
        .map(gap_bit)
        .sum::<u32>();
    u64::from(or_none(channels)) | u64::from(gaps) << 32
}

/// The channel bits.
pub(super) fn channels(flags: u64) -> u32 {
    flags as u32
}

/// The gap bits, "none" not yet among them: the day adds others.
pub(super) fn gaps(flags: u64) -> u32 {
    (flags >> 32) as u32
}

/// The bit of a gap.
pub(super) fn gap_bit(gap: Gap) -> u32 {
    2 << gap as u32
}

/// The bits, or that of "none" when there are no others.
pub(super) const fn or_none(bits: u32) -> u32 {
    if bits == 0 { 1 } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::{Channel, Producer};

    #[test]
    fn every_kind_has_the_bit_of_its_value() {
        assert!(channel_values().len() <= 32 && gap_values().len() <= 16);
        for kind in ChannelKind::ALL {
            let product = Product {
                channels: vec![Channel {
                    kind,
                    link: None,
                    written: None,
                }],
                ..Product::default()
            };
            let bits = channels(of(&product, false));
            let values: Vec<String> = channel_values();
            let named: Vec<&str> = (0..values.len())
                .filter(|bit| bits >> bit & 1 == 1)
                .map(|bit| values[bit].as_str())
                .collect();
            let expected = if kind.is_online() {
                vec![ONLINE, kind.key()]
            } else {
                vec![kind.key()]
            };
            assert_eq!(named, expected);
        }
        assert_eq!(channels(of(&Product::default(), false)), 1);
    }

    #[test]
    fn a_record_with_contact_and_unit_has_no_standing_gap() {
        let mut product = Product {
            producer: Some(Producer {
                phone: Some("0203".into()),
                ..Producer::default()
            }),
            ..Product::default()
        };
        assert_eq!(gaps(of(&product, false)), gap_bit(Gap::Place));
        product.place.unit = Some("Đặc khu Cô Tô".into());
        assert_eq!(gaps(of(&product, false)), 0);
        assert_eq!(gaps(of(&product, true)), gap_bit(Gap::Duplicate));
    }
}
