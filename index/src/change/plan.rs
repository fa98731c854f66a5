//! A list compared with the catalogue: one entry for each product that is added, changed or removed, with what a
//! person needs to accept or refuse it.
//!
//! Rows of one product are merged. A doubtful row is a new product unless a person says which product it is. Must not:
//! publish anything.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::compare::{self, ChangeKind, ProductChange};
use super::entry::{ChangeEntry, ImportMode, ProductDraft, RowOrigin, Verdict};
use super::identity::{IdentityIndex, IdentityKey, IdentityMatch, generate_product_id};
use super::merge_row::merge_row;
use crate::product::Product;
use crate::source::problem::{ImportProblem, ProblemReason};

/// Everything that a list would change.
#[derive(Clone, Debug, Default)]
pub struct ChangePlan {
    /// One for each product that changes.
    pub entries: Vec<ChangeEntry>,
    /// How many products of the list add nothing to the catalogue.
    pub unchanged: usize,
    /// Rows that repeat others, each with the index of its file.
    pub problems: Vec<(usize, ImportProblem)>,
    /// The day of the comparison.
    pub(super) day: Option<Date>,
}

/// A plan while the rows of a list are added one by one. A record is a product of the old catalogue, or after them a
/// new one of the list.
struct ChangePlanBuilder<'a> {
    old: &'a [Product],
    day: Date,
    identity_index: IdentityIndex,
    /// Index of each record's entry, once it has one.
    entry_by_record: Vec<Option<usize>>,
    plan: ChangePlan,
}

impl ChangePlan {
    /// Compares a list with the catalogue of a day.
    pub fn new(
        old: &[Product],
        drafts: impl IntoIterator<Item = ProductDraft>,
        mode: ImportMode,
        day: Date,
    ) -> Self {
        let drafts = drafts.into_iter();
        let draft_count = drafts.size_hint().0;
        let mut identity_index = IdentityIndex::with_capacity(old.len() + draft_count);
        for product in old {
            identity_index.add_record(product, IdentityKey::from_product(product));
        }
        let mut builder = ChangePlanBuilder {
            old,
            day,
            identity_index,
            entry_by_record: vec![None; old.len()],
            plan: Self {
                entries: Vec::with_capacity(draft_count),
                day: Some(day),
                ..Self::default()
            },
        };
        for draft in drafts {
            builder.add_draft(draft);
        }
        let ChangePlanBuilder {
            entry_by_record,
            mut plan,
            ..
        } = builder;
        if mode == ImportMode::Replace {
            let gone = entry_by_record.iter().take(old.len()).enumerate();
            let gone = gone.filter(|(_, entry)| entry.is_none());
            plan.entries.extend(gone.map(|(number, _)| ChangeEntry {
                kind: ChangeKind::Gone,
                before_index: Some(number),
                after: old[number].clone(),
                origin: None,
                suspects: Vec::new(),
                verdict: Verdict::Accept,
                is_full_record: false,
                correction: None,
            }));
        }
        for entry in &mut plan.entries {
            if let (Some(before), false) = (entry.before_index, entry.kind == ChangeKind::Gone) {
                entry.kind = compare::classify_change(&old[before], &entry.after, day);
            }
        }
        let all = plan.entries.len();
        plan.entries.retain(|entry| entry.kind != ChangeKind::Same);
        plan.unchanged = all - plan.entries.len();
        plan
    }

    /// The changes between two states of the catalogue, whose products are matched by their ids.
    pub fn from_catalog_states(old: &[Product], new: &[Product], day: Date) -> Self {
        let mut indices: HashMap<&str, usize> = HashMap::new();
        for (number, product) in old.iter().enumerate() {
            indices.insert(&product.id, number);
        }
        let mut plan = Self {
            day: Some(day),
            ..Self::default()
        };
        let entry = |kind, before, after: &Product| ChangeEntry {
            kind,
            before_index: before,
            after: after.clone(),
            origin: None,
            suspects: Vec::new(),
            verdict: Verdict::Accept,
            is_full_record: true,
            correction: None,
        };
        for product in new {
            let before = indices.remove(product.id.as_str());
            let kind = before.map_or(ChangeKind::New, |before| {
                compare::classify_change(&old[before], product, day)
            });
            if kind == ChangeKind::Same {
                plan.unchanged += 1;
            } else {
                plan.entries.push(entry(kind, before, product));
            }
        }
        let mut gone: Vec<usize> = indices.into_values().collect();
        gone.sort_unstable();
        let gone = gone
            .into_iter()
            .map(|number| entry(ChangeKind::Gone, Some(number), &old[number]));
        plan.entries.extend(gone);
        plan
    }

    /// The plan of entries that are all known.
    pub(super) fn from_entries(entries: Vec<ChangeEntry>, day: Date) -> Self {
        Self {
            entries,
            day: Some(day),
            ..Self::default()
        }
    }

    /// How many entries are of a kind, without the doubtful ones.
    pub fn count_kind(&self, kind: ChangeKind) -> usize {
        if kind == ChangeKind::Same {
            return self.unchanged;
        }
        let of_kind = |entry: &&ChangeEntry| entry.kind == kind && !entry.is_doubtful();
        self.entries.iter().filter(of_kind).count()
    }

    /// How many products are accepted, by the key of their kind, as the history stores it.
    pub fn count_accepted(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.entries {
            let key = match (entry.verdict, entry.is_doubtful()) {
                (Verdict::Refuse, _) => continue,
                (Verdict::SameAs(_), _) => ChangeKind::Changed.key(),
                (Verdict::Accept, true) => "doubtful",
                (Verdict::Accept, false) => entry.kind.key(),
            };
            *counts.entry(key.to_owned()).or_insert(0) += 1;
        }
        if self.unchanged > 0 {
            counts.insert(ChangeKind::Same.key().to_owned(), self.unchanged);
        }
        counts
    }

    /// How many rows need a person's decision.
    pub fn count_doubtful(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.is_doubtful())
            .count()
    }

    /// True when accepting everything would change nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The changes of an entry, field by field.
    pub fn entry_changes(entry: &ChangeEntry, old: &[Product]) -> Vec<ProductChange> {
        match state_before(entry, old) {
            Some(before) if entry.kind != ChangeKind::Gone => {
                compare::compare_products(before, &entry.after)
            }
            _ => Vec::new(),
        }
    }

    /// The stars that the product of an entry holds on the day of the comparison, before and after, where they differ.
    pub fn star_change(
        &self,
        entry: &ChangeEntry,
        old: &[Product],
    ) -> Option<(Option<u8>, Option<u8>)> {
        let (before, day) = (state_before(entry, old)?, self.day?);
        let stars = (
            compare::stars_on_day(before, day),
            compare::stars_on_day(&entry.after, day),
        );
        (stars.0 != stars.1).then_some(stars)
    }

    /// The catalogue after the accepted changes, in its old order, with new products at the end.
    pub fn apply_accepted(mut self, old: &[Product]) -> Vec<Product> {
        let mut after: Vec<Option<Product>> = old.iter().cloned().map(Some).collect();
        for entry in &mut self.entries {
            match (entry.verdict, entry.before_index) {
                (Verdict::Refuse, _) | (_, None) => {}
                (_, Some(before)) if entry.kind == ChangeKind::Gone => after[before] = None,
                (_, Some(before)) => after[before] = Some(std::mem::take(&mut entry.after)),
            }
        }
        // Last, so that no other row of the list overwrites it, and a product that a row turns out to be is not
        // removed.
        for entry in &self.entries {
            if let (Verdict::SameAs(suspect), None) = (entry.verdict, entry.before_index)
                && let (Some(index), Some(day)) = (entry.suspects.get(suspect), self.day)
            {
                let known = after[*index].as_ref().unwrap_or(&old[*index]);
                after[*index] = Some(merge_or_replace(
                    known,
                    &entry.after,
                    entry.is_full_record,
                    day,
                ));
            }
        }
        let is_added =
            |entry: &ChangeEntry| entry.verdict == Verdict::Accept && entry.before_index.is_none();
        let added = self.entries.into_iter().filter(is_added);
        let known = after.into_iter().flatten();
        known.chain(added.map(|entry| entry.after)).collect()
    }
}

/// The product of an entry before it: a correction follows those above it.
fn state_before<'a>(entry: &'a ChangeEntry, old: &'a [Product]) -> Option<&'a Product> {
    match &entry.correction {
        Some(correction) => correction.before.as_deref(),
        None => old.get(entry.before_index?),
    }
}

fn merge_or_replace(old: &Product, row: &Product, is_full_record: bool, day: Date) -> Product {
    if is_full_record {
        return Product {
            id: old.id.clone(),
            ..row.clone()
        };
    }
    merge_row(old, row, day)
}

impl ChangePlanBuilder<'_> {
    fn add_draft(&mut self, draft: ProductDraft) {
        match self.find_match(&draft) {
            IdentityMatch::One(number) => self.merge_draft(number, &draft),
            IdentityMatch::Nothing => self.add_new_product(draft, Vec::new()),
            IdentityMatch::Likely(likely) => {
                let old = self.old.len();
                let suspects: Vec<usize> =
                    likely.into_iter().filter(|number| *number < old).collect();
                self.add_new_product(draft, suspects);
            }
        }
    }

    fn find_match(&self, draft: &ProductDraft) -> IdentityMatch {
        let by_id = self
            .identity_index
            .find_by_id(&draft.product.id)
            .filter(|number| {
                // Ids of other systems may look like ours; the name must match too.
                draft.is_full_record || self.current_record(*number).name == draft.product.name
            });
        if let Some(number) = by_id {
            return IdentityMatch::One(number);
        }
        match self.identity_index.find_match(&draft.key) {
            // A full record with an id of its own is a product of its own.
            IdentityMatch::One(number)
                if draft.is_full_record
                    && !self.current_record(number).id.is_empty()
                    && !draft.product.id.is_empty() =>
            {
                IdentityMatch::Likely(vec![number])
            }
            other => other,
        }
    }

    fn current_record(&self, number: usize) -> &Product {
        let entry = self.entry_by_record.get(number).copied().flatten();
        match entry.and_then(|entry| self.plan.entries.get(entry)) {
            Some(entry) => &entry.after,
            None => &self.old[number.min(self.old.len().saturating_sub(1))],
        }
    }

    /// Merges a row into its product, which is in the catalogue or in a row above.
    fn merge_draft(&mut self, number: usize, draft: &ProductDraft) {
        let RowOrigin { file, sheet, row } = draft.origin.clone();
        let before = self.current_record(number);
        let after = merge_or_replace(before, &draft.product, draft.is_full_record, self.day);
        if after.place != before.place {
            self.identity_index.update_place(number, &after.place);
        }
        if let Some(index) = self.entry_by_record[number] {
            let entry = &mut self.plan.entries[index];
            let reason = if after == entry.after {
                ProblemReason::Repeated
            } else {
                ProblemReason::Twice
            };
            let mut problem = ImportProblem::new(row, "", &draft.product.name, reason);
            sheet
                .as_deref()
                .unwrap_or_default()
                .clone_into(&mut problem.sheet);
            self.plan.problems.push((file, problem));
            entry.after = after;
            entry.origin = Some(draft.origin.clone());
            return;
        }
        self.entry_by_record[number] = Some(self.plan.entries.len());
        self.plan.entries.push(ChangeEntry {
            kind: ChangeKind::Changed,
            before_index: Some(number),
            after,
            origin: Some(draft.origin.clone()),
            suspects: Vec::new(),
            verdict: Verdict::Accept,
            is_full_record: draft.is_full_record,
            correction: None,
        });
    }

    fn add_new_product(&mut self, draft: ProductDraft, suspects: Vec<usize>) {
        let ProductDraft {
            origin,
            mut product,
            is_full_record,
            key,
        } = draft;
        let identity_index = &self.identity_index;
        let taken = |id: &str| identity_index.find_by_id(id).is_some();
        let keeps_id = is_full_record && is_valid_id(&product.id) && !taken(&product.id);
        if !keeps_id {
            product.id = generate_product_id(&product, &key, taken);
        }
        self.identity_index.add_record(&product, key);
        self.entry_by_record.push(Some(self.plan.entries.len()));
        self.plan.entries.push(ChangeEntry {
            kind: ChangeKind::New,
            before_index: None,
            after: product,
            origin: Some(origin),
            suspects,
            verdict: Verdict::Accept,
            is_full_record,
            correction: None,
        });
    }
}

/// True for an id that a person can type after `ocop show`.
fn is_valid_id(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::product::{DateOrYear, Producer, Recognition};
    use jiff::civil::date;

    fn product(id: &str, name: &str, star: u8, when: &str) -> Product {
        Product {
            id: id.into(),
            name: name.into(),
            producer: Some(Producer {
                name: "HTX Huy Hoàng".into(),
                phone: Some("0203 123 456".into()),
                ..Producer::default()
            }),
            recognitions: vec![Recognition {
                star: Some(star),
                when: when.parse::<DateOrYear>().ok(),
                ..Recognition::default()
            }],
            ..Product::default()
        }
    }

    fn draft(row: u64, product: Product) -> ProductDraft {
        ProductDraft::new(RowOrigin::new(0, row), product, false)
    }

    const DAY: Date = date(2026, 11, 24);

    fn plan(old: &[Product], drafts: Vec<ProductDraft>, mode: ImportMode) -> ChangePlan {
        ChangePlan::new(old, drafts, mode, DAY)
    }

    #[test]
    fn stars_up_down_and_again_are_told_apart() {
        let old = [
            product("a", "Chả mực", 3, "2024-05-01"),
            product("b", "Chả cá", 4, "2024-05-01"),
            product("c", "Chả tôm", 4, "2024-05-01"),
            product("d", "Chả ghẹ", 4, "2024-05-01"),
        ];
        let drafts = vec![
            draft(5, product("", "CHẢ MỰC", 4, "2025-05-01")),
            draft(6, product("", "Chả cá", 3, "2025-05-01")),
            draft(7, product("", "Chả tôm", 4, "2026-05-01")),
            draft(8, product("", "Chả ghẹ", 4, "2024-05-01")),
            draft(9, product("", "Chả ốc", 3, "2026-05-01")),
        ];
        let plan = plan(&old, drafts, ImportMode::Merge);
        let counts = ChangeKind::ALL.map(|kind| plan.count_kind(kind));
        assert_eq!(counts, [1, 1, 1, 1, 0, 1, 0]);
        let after = plan.apply_accepted(&old);
        assert_eq!(after.len(), 5);
        // The history grew, the name that was written out stayed.
        assert_eq!(
            (after[0].recognitions.len(), after[0].name.as_str()),
            (2, "Chả mực")
        );
        assert!(after[4].id.starts_with("sp-"));
    }

    #[test]
    fn a_late_entry_of_an_older_round_changes_no_star() {
        let old = [product("a", "Chả mực", 4, "2025-05-01")];
        let plan = plan(
            &old,
            vec![draft(2, product("", "Chả mực", 3, "2022-05-01"))],
            ImportMode::Merge,
        );
        assert_eq!(plan.entries[0].kind, ChangeKind::Changed);
        let after = plan.apply_accepted(&old);
        assert_eq!(
            after[0].recognitions[0].star,
            Some(3),
            "it stands before the later one"
        );
    }

    #[test]
    fn a_product_that_a_doubtful_row_is_said_to_be_is_neither_gone_nor_overwritten() {
        let old = [product("a", "Chả mực", 3, "2024-05-01")];
        let slip = Product {
            producer: Some(Producer {
                name: "HTX Huy Hoành".into(),
                phone: Some("0203 999 999".into()),
                ..Producer::default()
            }),
            ..product("", "Chả mực", 4, "2026-05-01")
        };
        for rows in [
            vec![draft(2, slip.clone())],
            vec![
                draft(2, slip),
                draft(3, product("", "Chả mực", 4, "2025-05-01")),
            ],
        ] {
            let mut plan = plan(&old, rows, ImportMode::Replace);
            let doubtful = plan.entries.iter_mut().find(|entry| entry.is_doubtful());
            doubtful.unwrap().verdict = Verdict::SameAs(0);
            let after = plan.apply_accepted(&old);
            assert_eq!(after.len(), 1);
            assert_eq!(after[0].recognitions.last().unwrap().star, Some(4));
            let day = after[0]
                .recognitions
                .last()
                .unwrap()
                .when
                .unwrap()
                .to_string();
            assert_eq!(day, "2026-05-01");
        }
    }

    #[test]
    fn only_replacing_removes_and_refusing_leaves_all_as_it_was() {
        let old = [
            product("a", "Chả mực", 3, "2024"),
            product("b", "Chả cá", 4, "2024"),
        ];
        let rows = || vec![draft(2, product("", "Chả mực", 3, "2024"))];
        assert!(plan(&old, rows(), ImportMode::Merge).is_empty());
        let mut replacing = plan(&old, rows(), ImportMode::Replace);
        assert_eq!(
            (
                replacing.count_kind(ChangeKind::Gone),
                replacing.entries.len()
            ),
            (1, 1)
        );
        assert_eq!(replacing.clone().apply_accepted(&old).len(), 1);
        replacing.entries[0].verdict = Verdict::Refuse;
        assert_eq!(replacing.apply_accepted(&old), old);
    }

    #[test]
    fn a_doubtful_row_waits_for_a_person_and_is_never_joined_by_itself() {
        let old = [product("a", "Mực ống khô Cô Tô", 3, "2024")];
        let row = product("", "Mực ống Cô Tô khô", 4, "2025");
        let mut plan = plan(&old, vec![draft(2, row)], ImportMode::Merge);
        assert_eq!(
            (plan.count_doubtful(), plan.count_kind(ChangeKind::New)),
            (1, 0)
        );
        assert_eq!(plan.clone().apply_accepted(&old).len(), 2);
        plan.entries[0].verdict = Verdict::SameAs(0);
        let after = plan.apply_accepted(&old);
        assert_eq!(
            (
                after.len(),
                after[0].recognitions.len(),
                after[0].id.as_str()
            ),
            (1, 2, "a")
        );
    }

    #[test]
    fn two_rows_of_one_product_are_its_history_and_a_repetition_is_reported() {
        let rows = vec![
            draft(2, product("", "Chả mực", 3, "2022-01-01")),
            draft(3, product("", "Chả mực", 4, "2025-01-01")),
            draft(4, product("", "Chả mực", 4, "2025-01-01")),
        ];
        let plan = plan(&[], rows, ImportMode::Merge);
        let reasons: Vec<ProblemReason> = plan
            .problems
            .iter()
            .map(|(_, problem)| problem.reason)
            .collect();
        assert_eq!(reasons, [ProblemReason::Twice, ProblemReason::Repeated]);
        assert_eq!(plan.entries[0].after.recognitions.len(), 2);
    }

    #[test]
    fn what_a_list_does_not_say_stays() {
        let old = [product("a", "Chả mực", 3, "2024-05-01")];
        let mut row = product("", "Chả mực", 3, "2024");
        row.producer = Some(Producer {
            name: "Hợp tác xã Huy Hoàng".into(),
            representative: Some("Nguyễn Văn A".into()),
            ..Producer::default()
        });
        let after = plan(&old, vec![draft(2, row)], ImportMode::Merge).apply_accepted(&old);
        let producer = after[0].producer.clone().unwrap();
        assert_eq!(producer.phone.as_deref(), Some("0203 123 456"));
        assert_eq!(producer.representative.as_deref(), Some("Nguyễn Văn A"));
        // The year alone is less than the day that is known.
        assert_eq!(after[0].recognitions[0].when, old[0].recognitions[0].when);
    }

    #[test]
    fn a_whole_record_says_what_it_does_not_say() {
        let old = [product("a", "Chả mực", 3, "2024-05-01")];
        let mut row = old[0].clone();
        row.producer.as_mut().unwrap().phone = None;
        let mut whole = draft(2, row.clone());
        whole.is_full_record = true;
        assert_eq!(
            plan(&old, vec![whole], ImportMode::Merge).apply_accepted(&old),
            [row]
        );
    }
}
