//! A list against the catalogue: one entry a product that changes, comes or goes, with what a person has to
//! know to accept or refuse it.
//!
//! Rows of one product in a list are joined. Doubtful rows stay apart as new products unless a person says
//! that they are the same. Must not: publish.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::compare::{self, ChangeKind, ProductChange};
use super::identity::{IdentityIndex, IdentityKey, IdentityMatch, generate_product_id};
use super::merge_row::merge_row;
use crate::product::Product;
use crate::source::problem::{ImportProblem, ProblemReason};

/// How a list meets the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImportMode {
    /// What is not in the list stays.
    #[default]
    Merge,
    /// The list is the whole: what is not in it goes.
    Replace,
}

/// A product as a row of a list gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductDraft {
    /// Which of the files, from 0.
    pub file: usize,
    /// Its row there, from 1.
    pub row: u64,
    /// What the row says.
    pub product: Product,
    /// The row is a whole record of ours: what it does not say is nothing.
    pub is_full_record: bool,
    /// What it is known by.
    key: IdentityKey,
}

impl ProductDraft {
    /// A row of a file; its key is worked out here, while the next rows are still being read.
    pub fn new(file: usize, row: u64, product: Product, whole: bool) -> Self {
        Self {
            file,
            row,
            key: IdentityKey::from_product(&product),
            product,
            is_full_record: whole,
        }
    }
}

/// What a person said, or what is done when nobody says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Do it. For a doubtful row: it is a product of its own.
    Accept,
    /// Leave the catalogue as it is in this respect.
    Refuse,
    /// A doubtful row is this one of its suspects, by place.
    SameAs(usize),
}

/// One change.
#[derive(Clone, Debug)]
pub struct ChangeEntry {
    /// What kind.
    pub kind: ChangeKind,
    /// The product before, by its place in the old catalogue.
    pub before_index: Option<usize>,
    /// The product afterwards; for one that goes, as it was.
    pub after: Product,
    /// File and row of the list, the last one where several were joined.
    pub origin: Option<(usize, u64)>,
    /// Places in the old catalogue of products that it may be: a doubtful row.
    pub suspects: Vec<usize>,
    /// What is to be done.
    pub verdict: Verdict,
    is_full_record: bool,
}

impl ChangeEntry {
    /// True for a row that only a person can settle.
    pub fn is_doubtful(&self) -> bool {
        !self.suspects.is_empty()
    }
}

/// Everything that a list would change.
#[derive(Clone, Debug, Default)]
pub struct ChangePlan {
    /// What changes.
    pub entries: Vec<ChangeEntry>,
    /// Products of the list that are in the catalogue already and say nothing new.
    pub unchanged: usize,
    /// Rows that repeat others, with the file.
    pub problems: Vec<(usize, ImportProblem)>,
    day: Option<Date>,
}

/// Where a product of the list stands: in the old catalogue, or among the new entries.
struct ChangePlanBuilder<'a> {
    old: &'a [Product],
    day: Date,
    identity_index: IdentityIndex,
    /// Entry of each record of the register, once it has one.
    entry_by_record: Vec<Option<usize>>,
    plan: ChangePlan,
    used_ids: BTreeSet<String>,
}

impl ChangePlan {
    /// Compares a list with the catalogue of a day.
    pub fn new(
        old: &[Product],
        drafts: impl IntoIterator<Item = ProductDraft>,
        mode: ImportMode,
        day: Date,
    ) -> Self {
        let mut register = IdentityIndex::default();
        for product in old {
            register.add_record(product, IdentityKey::from_product(product));
        }
        let mut builder = ChangePlanBuilder {
            old,
            day,
            identity_index: register,
            entry_by_record: vec![None; old.len()],
            plan: Self {
                day: Some(day),
                ..Self::default()
            },
            used_ids: BTreeSet::new(),
        };
        for draft in drafts {
            builder.add_draft(draft);
        }
        let ChangePlanBuilder {
            entry_by_record: entry_of,
            mut plan,
            ..
        } = builder;
        if mode == ImportMode::Replace {
            let gone = entry_of.iter().take(old.len()).enumerate();
            let gone = gone.filter(|(_, entry)| entry.is_none());
            plan.entries.extend(gone.map(|(number, _)| ChangeEntry {
                kind: ChangeKind::Gone,
                before_index: Some(number),
                after: old[number].clone(),
                origin: None,
                suspects: Vec::new(),
                verdict: Verdict::Accept,
                is_full_record: false,
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

    /// What leads from one state of the catalogue to another: products are matched by their ids.
    pub fn from_catalog_states(old: &[Product], new: &[Product], day: Date) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (number, product) in old.iter().enumerate() {
            places.insert(&product.id, number);
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
        };
        for product in new {
            let before = places.remove(product.id.as_str());
            let kind = before.map_or(ChangeKind::New, |before| {
                compare::classify_change(&old[before], product, day)
            });
            if kind == ChangeKind::Same {
                plan.unchanged += 1;
            } else {
                plan.entries.push(entry(kind, before, product));
            }
        }
        let mut gone: Vec<usize> = places.into_values().collect();
        gone.sort_unstable();
        let gone = gone
            .into_iter()
            .map(|number| entry(ChangeKind::Gone, Some(number), &old[number]));
        plan.entries.extend(gone);
        plan
    }

    /// How many entries are of a kind, doubtful ones apart.
    pub fn count_kind(&self, kind: ChangeKind) -> usize {
        if kind == ChangeKind::Same {
            return self.unchanged;
        }
        let of_kind = |entry: &&ChangeEntry| entry.kind == kind && !entry.is_doubtful();
        self.entries.iter().filter(of_kind).count()
    }

    /// What is accepted: how many products by the key of their kind, as a history keeps it.
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

    /// How many rows only a person can settle.
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

    /// What an entry changes, field by field.
    pub fn entry_changes(entry: &ChangeEntry, old: &[Product]) -> Vec<ProductChange> {
        match entry.before_index.and_then(|before| old.get(before)) {
            Some(before) if entry.kind != ChangeKind::Gone => {
                compare::compare_products(before, &entry.after)
            }
            _ => Vec::new(),
        }
    }

    /// The catalogue after everything that is accepted, in the order it had, what is new behind.
    pub fn apply_accepted(self, old: &[Product]) -> Vec<Product> {
        let mut after: Vec<Option<Product>> = old.iter().cloned().map(Some).collect();
        let (mut fresh, mut joins) = (Vec::new(), Vec::new());
        for entry in self.entries {
            match (entry.verdict, entry.before_index) {
                (Verdict::Refuse, _) => {}
                (_, Some(before)) if entry.kind == ChangeKind::Gone => after[before] = None,
                (_, Some(before)) => after[before] = Some(entry.after),
                (Verdict::SameAs(suspect), None) => joins.push((suspect, entry)),
                (Verdict::Accept, None) => fresh.push(entry.after),
            }
        }
        // Last, so that no other row of the list undoes it; and who is known again is not gone.
        for (suspect, entry) in joins {
            if let (Some(at), Some(day)) = (entry.suspects.get(suspect), self.day) {
                let known = after[*at].as_ref().unwrap_or(&old[*at]);
                after[*at] = Some(merge_or_replace(
                    known,
                    &entry.after,
                    entry.is_full_record,
                    day,
                ));
            }
        }
        after.into_iter().flatten().chain(fresh).collect()
    }
}

fn merge_or_replace(old: &Product, row: &Product, whole: bool, day: Date) -> Product {
    if whole {
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
                // Ids of other systems are numbers like ours may be; the name must fit as well.
                draft.is_full_record || self.current_record(*number).name == draft.product.name
            });
        if let Some(number) = by_id {
            return IdentityMatch::One(number);
        }
        match self.identity_index.find_match(&draft.key) {
            // A record of ours with an id of its own is its own product.
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

    /// A row of a product that is known: from the catalogue, or from a row above.
    fn merge_draft(&mut self, number: usize, draft: &ProductDraft) {
        let (file, row) = (draft.file, draft.row);
        let before = self.current_record(number);
        let after = merge_or_replace(before, &draft.product, draft.is_full_record, self.day);
        if after.place != before.place {
            self.identity_index.update_place(number, &after.place);
        }
        if let Some(at) = self.entry_by_record[number] {
            let entry = &mut self.plan.entries[at];
            let reason = if after == entry.after {
                ProblemReason::Repeated
            } else {
                ProblemReason::Twice
            };
            let problem = ImportProblem::new(row, "", &draft.product.name, reason);
            self.plan.problems.push((file, problem));
            entry.after = after;
            entry.origin = Some((file, row));
            return;
        }
        self.entry_by_record[number] = Some(self.plan.entries.len());
        self.plan.entries.push(ChangeEntry {
            kind: ChangeKind::Changed,
            before_index: Some(number),
            after,
            origin: Some((file, row)),
            suspects: Vec::new(),
            verdict: Verdict::Accept,
            is_full_record: draft.is_full_record,
        });
    }

    fn add_new_product(&mut self, draft: ProductDraft, suspects: Vec<usize>) {
        let ProductDraft {
            file,
            row,
            mut product,
            is_full_record: whole,
            key,
        } = draft;
        let register = &self.identity_index;
        let taken = |id: &str| register.find_by_id(id).is_some() || self.used_ids.contains(id);
        let keeps_id = whole && is_valid_id(&product.id) && !taken(&product.id);
        if !keeps_id {
            product.id = generate_product_id(&product, &key, taken);
        }
        self.used_ids.insert(product.id.clone());
        self.identity_index.add_record(&product, key);
        self.entry_by_record.push(Some(self.plan.entries.len()));
        self.plan.entries.push(ChangeEntry {
            kind: ChangeKind::New,
            before_index: None,
            after: product,
            origin: Some((file, row)),
            suspects,
            verdict: Verdict::Accept,
            is_full_record: whole,
        });
    }
}

/// An id that a person can type after `ocop show`.
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
        ProductDraft::new(0, row, product, false)
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
