//! Sales channels, trace stamp and standing gaps of a product in eight bytes, for a fast field.
//!
//! Only what no day changes: the other gaps are derived when a catalogue is opened.

use crate::product::{ChannelKind, Product};
use crate::query::{NOT_GIVEN, ONLINE, TRACED};
use crate::record_gap::{self, RecordGap};

/// The values of the channel facet by bit.
pub(crate) fn channel_values() -> Vec<String> {
    let kinds = ChannelKind::ALL.iter().map(|kind| kind.key());
    let all = [NOT_GIVEN, ONLINE, TRACED].into_iter().chain(kinds);
    all.map(str::to_owned).collect()
}

/// The values of the gap facet by bit.
pub(crate) fn gap_values() -> Vec<String> {
    let keys = RecordGap::ALL.iter().map(|gap| gap.key());
    std::iter::once(NOT_GIVEN)
        .chain(keys)
        .map(str::to_owned)
        .collect()
}

/// Bits 0 to 31 are the values of the channel facet, bits 32 to 47 the gaps, both in the order of their `ALL`; bit 0
/// of each half is "none".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProductFlags(pub(crate) u64);

impl ProductFlags {
    /// `has_duplicate` when another product of the catalogue may be the same.
    pub(crate) fn from_product(product: &Product, has_duplicate: bool) -> Self {
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
        let duplicate = has_duplicate.then_some(RecordGap::Duplicate);
        let gaps = record_gap::find_contact_and_place_gaps(product)
            .chain(duplicate)
            .map(gap_bit)
            .sum::<u32>();
        Self(u64::from(bits_or_none(channels)) | u64::from(gaps) << 32)
    }

    /// The flags of an index, without bits that are no value.
    pub(crate) const fn from_bits(bits: u64) -> Self {
        const CHANNELS: u64 = (1 << (3 + ChannelKind::ALL.len())) - 1;
        const GAPS: u64 = (2 << RecordGap::ALL.len()) - 1;
        Self(bits & (CHANNELS | GAPS << 32))
    }

    pub(crate) const fn channel_bits(self) -> u32 {
        self.0 as u32
    }

    /// Without the bit of "none": the day adds other gaps.
    pub(crate) const fn standing_gap_bits(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

pub(crate) fn gap_bit(gap: RecordGap) -> u32 {
    2 << gap as u32
}

/// The bits, or the bit of "none" when no bit is set.
pub(crate) const fn bits_or_none(bits: u32) -> u32 {
    if bits == 0 { 1 } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::{Producer, SalesChannel};

    #[test]
    fn every_kind_has_the_bit_of_its_value() {
        assert!(channel_values().len() <= 32 && gap_values().len() <= 16);
        for kind in ChannelKind::ALL {
            let product = Product {
                channels: vec![SalesChannel {
                    kind,
                    link: None,
                    written: None,
                }],
                ..Product::default()
            };
            let bits = ProductFlags::from_product(&product, false).channel_bits();
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
        assert_eq!(
            ProductFlags::from_product(&Product::default(), false).channel_bits(),
            1
        );
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
        assert_eq!(
            ProductFlags::from_product(&product, false).standing_gap_bits(),
            gap_bit(RecordGap::Place)
        );
        product.place.unit = Some("Đặc khu Cô Tô".into());
        assert_eq!(
            ProductFlags::from_product(&product, false).standing_gap_bits(),
            0
        );
        assert_eq!(
            ProductFlags::from_product(&product, true).standing_gap_bits(),
            gap_bit(RecordGap::Duplicate)
        );
    }
}
