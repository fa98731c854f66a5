//! Verdicts that hold on: where a list is compared again because the catalogue changed meanwhile, what a person said
//! of its rows still counts. Must not: compare.

use std::collections::HashMap;

use super::plan::{ChangeEntry, ChangePlan, Verdict};
use crate::product::Product;

/// What a verdict is on: a row of a list, or a product that is in none.
type VerdictSubject<'a> = (Option<(usize, u64)>, &'a str);

fn verdict_subject(entry: &ChangeEntry) -> VerdictSubject<'_> {
    match entry.origin {
        Some(row) => (Some(row), ""),
        None => (None, &entry.after.id),
    }
}

impl ChangePlan {
    /// Takes over what was said in an earlier comparison of the same list, as far as there is still something to
    /// say it of.
    pub fn carry_verdicts(&mut self, old: &[Product], earlier: &Self, earlier_old: &[Product]) {
        let said = earlier
            .entries
            .iter()
            .filter(|entry| entry.verdict != Verdict::Accept);
        let said: HashMap<VerdictSubject<'_>, &ChangeEntry> =
            said.map(|entry| (verdict_subject(entry), entry)).collect();
        for entry in &mut self.entries {
            let Some(known) = said.get(&verdict_subject(entry)) else {
                continue;
            };
            let Verdict::SameAs(suspect) = known.verdict else {
                entry.verdict = known.verdict;
                continue;
            };
            let id = |products: &[Product], at: &usize| Some(products.get(*at)?.id.clone());
            let meant = known.suspects.get(suspect);
            let meant = meant.and_then(|at| id(earlier_old, at));
            let mut suspects = entry.suspects.iter();
            let found = suspects.position(|at| meant.is_some() && id(old, at) == meant);
            entry.verdict = found.map_or(entry.verdict, Verdict::SameAs);
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
            let drafts =
                rows.map(|(name, row)| ProductDraft::new(0, row, product("", name), false));
            ChangePlan::new(old, drafts, ImportMode::Replace, date(2026, 11, 24))
        };
        let before = [product("a", "Mực ống khô Cô Tô"), product("b", "Bánh gai")];
        let mut earlier = plan(&before);
        let at = |plan: &ChangePlan, name: &str| {
            let mut entries = plan.entries.iter();
            entries.position(|entry| entry.after.name == name).unwrap()
        };
        let doubtful = at(&earlier, rows[0]);
        assert!(earlier.entries[doubtful].is_doubtful());
        earlier.entries[doubtful].verdict = Verdict::SameAs(0);
        for name in ["Chả cá", "Bánh gai"] {
            let refused = at(&earlier, name);
            earlier.entries[refused].verdict = Verdict::Refuse;
        }
        // Somebody else put products before them, and one of them is in the list.
        let after = [
            product("c", "Chả cá"),
            product("d", "Bánh khác"),
            before[0].clone(),
            before[1].clone(),
        ];
        let mut again = plan(&after);
        again.carry_verdicts(&after, &earlier, &before);
        let verdict = |name: &str| again.entries[at(&again, name)].verdict;
        assert_eq!(verdict(rows[0]), Verdict::SameAs(0));
        for (name, expected) in [
            ("Chả cá", Verdict::Refuse),
            ("Bánh gai", Verdict::Refuse),
            ("Chả tôm", Verdict::Accept),
            ("Bánh khác", Verdict::Accept),
        ] {
            assert_eq!(verdict(name), expected, "{name}");
        }
        // Who is not there any more cannot be meant.
        let others = [product("b", "Bánh gai")];
        let mut again = plan(&others);
        again.carry_verdicts(&others, &earlier, &before);
        let entry = &again.entries[at(&again, rows[0])];
        assert_eq!(entry.verdict, Verdict::Accept);
    }
}
