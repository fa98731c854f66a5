//! Makes one record of two: the values of the record that stays count more, and what it lacks comes from the other.

use jiff::civil::Date;

use super::super::merge_row::{append_missing, merge_row};
use crate::product::Product;

/// The record that stays, with what only the other one knows. Recognitions, channels, stamps and sources are united.
pub(super) fn merge_products(kept: &Product, gone: &Product, day: Date) -> Product {
    // A row of a list counts more than the record that it is merged into.
    let mut merged = merge_row(gone, kept, day);
    merged.id.clone_from(&kept.id);
    merged.name.clone_from(&kept.name);
    if let (Some(producer), Some(own)) = (&mut merged.producer, &kept.producer)
        && !own.name.is_empty()
    {
        producer.name.clone_from(&own.name);
    }
    if kept.place.district.is_some() && kept.place.district != gone.place.district {
        // Two places are not mixed.
        merged.place = kept.place.clone();
    }
    merged.group = kept.group.clone().or(merged.group);
    merged.channels.clone_from(&kept.channels);
    append_missing(&mut merged.channels, &gone.channels);
    merged.traces.clone_from(&kept.traces);
    append_missing(&mut merged.traces, &gone.traces);
    merged.sources.clone_from(&kept.sources);
    append_missing(&mut merged.sources, &gone.sources);
    merged
}
