//! Entries by their stands, in the order in which somebody walks past them: A2 before A10.

use std::collections::BTreeMap;

use super::printed_entry::PrintedEntry;
use crate::work::lists::stand_name::StandName;

/// Entries of one stand.
pub(super) struct StandGroup<'a> {
    /// The stand; `None` for entries without one.
    pub(super) stand: Option<&'a str>,
    /// Its entries in the order of the list.
    pub(super) entries: Vec<&'a PrintedEntry>,
}

impl StandGroup<'_> {
    /// The producers of the stand, each once.
    pub(super) fn producers(&self) -> Vec<&str> {
        let mut producers: Vec<&str> = Vec::new();
        for producer in self
            .entries
            .iter()
            .filter_map(|entry| entry.producer.as_deref())
        {
            if !producers.contains(&producer) {
                producers.push(producer);
            }
        }
        producers
    }
}

/// The stands in their order, entries without one last.
pub(super) fn group_by_stand(entries: &[PrintedEntry]) -> Vec<StandGroup<'_>> {
    let mut groups: BTreeMap<(bool, StandName), StandGroup<'_>> = BTreeMap::new();
    for entry in entries {
        let stand = entry.stand.as_deref();
        let key = (
            stand.is_none(),
            stand.map(StandName::read).unwrap_or_default(),
        );
        let group = groups.entry(key).or_insert_with(|| StandGroup {
            stand,
            entries: Vec::new(),
        });
        group.entries.push(entry);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_stand_in_the_order_of_a_walk() {
        let stands = [
            Some("B1"),
            None,
            Some("A10"),
            Some("a 2"),
            Some("Gian A02"),
            Some("12"),
        ];
        let entries = stands.map(|stand| PrintedEntry {
            stand: stand.map(str::to_owned),
            ..PrintedEntry::default()
        });
        let groups = group_by_stand(&entries);
        let order: Vec<_> = groups
            .iter()
            .map(|group| (group.stand, group.entries.len()))
            .collect();
        let expected = [
            (Some("12"), 1),
            (Some("a 2"), 2),
            (Some("A10"), 1),
            (Some("B1"), 1),
            (None, 1),
        ];
        assert_eq!(order, expected);
    }
}
