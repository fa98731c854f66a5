//! Verdicts of an earlier comparison: when a list is compared again because the catalogue changed meanwhile, a
//! person's decisions on its rows still count.

use std::collections::HashMap;

use super::entry::{ChangeEntry, RowOrigin, Verdict};
use super::plan::ChangePlan;
use crate::product::Product;

/// What a verdict is about.
#[derive(PartialEq, Eq, Hash)]
enum VerdictSubject<'a> {
    /// A row of the list.
    Row(RowOrigin),
    /// A product that is not in the list, by its id.
    Product(&'a str),
    /// A correction of a product, by the number of the correction and the id.
    Correction(Option<usize>, &'a str),
}

fn verdict_subject(entry: &ChangeEntry) -> VerdictSubject<'_> {
    if let Some(correction) = &entry.correction {
        let number = correction.numbers.first().copied();
        return VerdictSubject::Correction(number, &entry.after.id);
    }
    match entry.origin.clone() {
        Some(row) => VerdictSubject::Row(row),
        None => VerdictSubject::Product(&entry.after.id),
    }
}

impl ChangePlan {
    /// Applies the verdicts of an earlier comparison of the same list to the rows and products that are still here.
    pub fn carry_verdicts(&mut self, old: &[Product], earlier: &Self, earlier_old: &[Product]) {
        let decided = earlier
            .entries
            .iter()
            .filter(|entry| entry.verdict != Verdict::Accept);
        let decided: HashMap<VerdictSubject<'_>, &ChangeEntry> = decided
            .map(|entry| (verdict_subject(entry), entry))
            .collect();
        for entry in &mut self.entries {
            let Some(known) = decided.get(&verdict_subject(entry)) else {
                continue;
            };
            let Verdict::SameAs(suspect) = known.verdict else {
                entry.verdict = known.verdict;
                continue;
            };
            let id = |products: &[Product], index: &usize| Some(products.get(*index)?.id.clone());
            let chosen = known.suspects.get(suspect);
            let chosen = chosen.and_then(|index| id(earlier_old, index));
            let mut suspects = entry.suspects.iter();
            let position = suspects.position(|index| chosen.is_some() && id(old, index) == chosen);
            entry.verdict = position.map_or(entry.verdict, Verdict::SameAs);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{ImportMode, ProductDraft};
    use super::*;
    use crate::product::{DateOrYear, Producer, Recognition};

    fn product(id: &str, name: &str) -> Product {
        Product {
            id: id.into(),
            name: name.into(),
            producer: Some(Producer {
                name: "HTX Huy Hoàng".into(),
                ..Producer::default()
            }),
            recognitions: vec![Recognition {
                star: Some(if id.is_empty() { 4 } else { 3 }),
                when: "2025".parse::<DateOrYear>().ok(),
                ..Recognition::default()
            }],
            ..Product::default()
        }
    }

    #[test]
    fn what_was_said_holds_where_the_catalogue_is_another_one() {
        let rows = ["Mực ống Cô Tô khô", "Chả cá", "Chả tôm"];
        let plan = |old: &[Product]| {
            let rows = rows.iter().zip(2..);
            let drafts = rows.map(|(name, row)| {
                ProductDraft::new(RowOrigin::new(0, row), product("", name), false)
            });
            ChangePlan::new(old, drafts, ImportMode::Replace, date(2026, 11, 24))
        };
        let before = [product("a", "Mực ống khô Cô Tô"), product("b", "Bánh gai")];
        let mut earlier = plan(&before);
        let entry_index = |plan: &ChangePlan, name: &str| {
            let mut entries = plan.entries.iter();
            entries.position(|entry| entry.after.name == name).unwrap()
        };
        let doubtful = entry_index(&earlier, rows[0]);
        assert!(earlier.entries[doubtful].is_doubtful());
        earlier.entries[doubtful].verdict = Verdict::SameAs(0);
        for name in ["Chả cá", "Bánh gai"] {
            let refused = entry_index(&earlier, name);
            earlier.entries[refused].verdict = Verdict::Refuse;
        }
        // Somebody else added products before them, and one of them is in the list.
        let after = [
            product("c", "Chả cá"),
            product("d", "Bánh khác"),
            before[0].clone(),
            before[1].clone(),
        ];
        let mut again = plan(&after);
        again.carry_verdicts(&after, &earlier, &before);
        let verdict = |name: &str| again.entries[entry_index(&again, name)].verdict;
        assert_eq!(verdict(rows[0]), Verdict::SameAs(0));
        for (name, expected) in [
            ("Chả cá", Verdict::Refuse),
            ("Bánh gai", Verdict::Refuse),
            ("Chả tôm", Verdict::Accept),
            ("Bánh khác", Verdict::Accept),
        ] {
            assert_eq!(verdict(name), expected, "{name}");
        }
        // A product that was removed meanwhile cannot be chosen.
        let others = [product("b", "Bánh gai")];
        let mut again = plan(&others);
        again.carry_verdicts(&others, &earlier, &before);
        let entry = &again.entries[entry_index(&again, rows[0])];
        assert_eq!(entry.verdict, Verdict::Accept);
    }
}
