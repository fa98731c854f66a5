//! Corrections compared with a catalogue, as a plan that a person accepts or refuses line by line.
//!
//! One entry for each correction; those that want the same are one. What the catalogue has otherwise by now, and what
//! several people want otherwise, starts as refused. The order is that of the catalogue, whatever order the corrections
//! come in.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::super::compare::{self, ChangeKind};
use super::super::correction_entry::{
    CorrectedValues, Correction, CorrectionChange, CorrectionEntry, CorrectionStanding,
};
use super::super::entry::{ChangeEntry, Verdict};
use super::super::identity::{IdentityIndex, IdentityKey, IdentityMatch};
use super::super::plan::ChangePlan;
use super::apply::{CorrectionStep, Workbench};
use super::fields::field_order;
use super::read_field::FieldProblem;
use super::show_field::show_field;
use crate::product::Product;
use crate::source::field::ProductField;

/// Corrections compared with a catalogue.
#[derive(Clone, Debug, Default)]
pub struct CorrectionPlan {
    /// What they would change.
    pub plan: ChangePlan,
    /// The corrections that change nothing, ascending by their number.
    pub left: Vec<LeftCorrection>,
}

/// A correction that changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftCorrection {
    /// Its number in the list that was compared.
    pub number: usize,
    /// Why.
    pub reason: LeftReason,
}

/// Why a correction changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftReason {
    /// The catalogue is so already.
    AlreadySo,
    /// The catalogue has no such product, or no such producer, any more.
    ProductGone,
    /// Its value cannot be read beside the others that the product has by now.
    Unreadable(FieldProblem),
}

/// One wish for a field of a product, and everybody who has it.
struct FieldWish<'a> {
    position: usize,
    field: ProductField,
    proposed: &'a str,
    /// What each correction began with, and its number.
    bases: Vec<(&'a str, usize)>,
}

struct PlanBuilder<'a> {
    old: &'a [Product],
    corrections: &'a [Correction],
    day: Date,
    bench: Workbench,
    entries: Vec<ChangeEntry>,
    left: BTreeMap<usize, LeftReason>,
}

/// Compares corrections with the catalogue of a day.
pub fn plan_corrections(old: &[Product], corrections: &[Correction], day: Date) -> CorrectionPlan {
    let mut builder = PlanBuilder {
        old,
        corrections,
        day,
        bench: Workbench::new(old, day),
        entries: Vec::new(),
        left: BTreeMap::new(),
    };
    builder.add_field_wishes();
    builder.add_product_corrections();
    builder.add_new_products();
    let planned: BTreeSet<usize> = builder
        .entries
        .iter()
        .filter_map(|entry| entry.correction.as_ref())
        .flat_map(|correction| correction.numbers.iter().copied())
        .collect();
    let left = builder.left.into_iter();
    let left = left.filter(|(number, _)| !planned.contains(number));
    CorrectionPlan {
        left: left
            .map(|(number, reason)| LeftCorrection { number, reason })
            .collect(),
        plan: ChangePlan::from_entries(builder.entries, day),
    }
}

impl<'a> PlanBuilder<'a> {
    fn leave(&mut self, number: usize, reason: LeftReason) {
        self.left.entry(number).or_insert(reason);
    }

    /// The wishes for fields in the order in which they are carried out, spellings of producers among them.
    fn collect_field_wishes(&mut self) -> Vec<FieldWish<'a>> {
        let mut wishes: BTreeMap<(usize, usize, &'a str), FieldWish<'a>> = BTreeMap::new();
        let mut add = |position, field, base, proposed: &'a str, number| {
            let key = (position, field_order(field), proposed);
            let wish = wishes.entry(key).or_insert_with(|| FieldWish {
                position,
                field,
                proposed,
                bases: Vec::new(),
            });
            wish.bases.push((base, number));
        };
        let (old, corrections) = (self.old, self.corrections);
        for (number, correction) in corrections.iter().enumerate() {
            match &correction.change {
                CorrectionChange::Field {
                    product,
                    field,
                    old,
                    new,
                } => match self.bench.position_of(product) {
                    Ok(position) => add(position, *field, old, new, number),
                    Err(reason) => self.leave(number, reason),
                },
                CorrectionChange::ProducerName { from, to } => {
                    self.leave(number, LeftReason::ProductGone);
                    for (position, product) in old.iter().enumerate() {
                        let name = product.producer.as_ref().map(|own| own.name.as_str());
                        if name == Some(to) {
                            self.left.insert(number, LeftReason::AlreadySo);
                        }
                        if name == Some(from) {
                            add(position, ProductField::Producer, from, to, number);
                        }
                    }
                }
                _ => {}
            }
        }
        wishes.into_values().collect()
    }

    fn add_field_wishes(&mut self) {
        let wishes = self.collect_field_wishes();
        let mut values: BTreeMap<(usize, ProductField), usize> = BTreeMap::new();
        for wish in &wishes {
            *values.entry((wish.position, wish.field)).or_default() += 1;
        }
        for wish in wishes {
            let is_disputed = values.get(&(wish.position, wish.field)) > Some(&1);
            if let Err(reason) = self.add_field_wish(&wish, is_disputed) {
                for (_, number) in &wish.bases {
                    self.leave(*number, reason.clone());
                }
            }
        }
    }

    fn add_field_wish(
        &mut self,
        wish: &FieldWish<'_>,
        is_disputed: bool,
    ) -> Result<(), LeftReason> {
        let now = show_field(&self.old[wish.position], wish.field, self.day).unwrap_or_default();
        if wish.proposed == now {
            return Err(LeftReason::AlreadySo);
        }
        let step = self
            .bench
            .field_step(wish.position, wish.field, wish.proposed)?;
        // Where one of several saw the present value, it was there to be seen.
        let seen = wish.bases.iter().find(|(base, _)| *base == now);
        let base = seen.or(wish.bases.first()).map_or("", |(base, _)| base);
        let standing = match seen {
            _ if is_disputed => CorrectionStanding::Disputed,
            Some(_) => CorrectionStanding::Applies,
            None => CorrectionStanding::Conflict,
        };
        let values = CorrectedValues {
            base: base.to_owned(),
            now,
            proposed: wish.proposed.to_owned(),
        };
        let numbers = wish.bases.iter().map(|(_, number)| *number).collect();
        self.push_entry(step, numbers, standing, Some((wish.field, values)));
        Ok(())
    }

    /// Withdrawals, merges and splits, by the position of the product that they name.
    fn add_product_corrections(&mut self) {
        let mut ordered: Vec<(u8, usize, usize)> = Vec::new();
        for (number, correction) in self.corrections.iter().enumerate() {
            let (rank, product) = match &correction.change {
                CorrectionChange::Withdrawn { product, .. } => (0, product),
                CorrectionChange::MergedInto { product, .. } => (1, product),
                CorrectionChange::Split { product, .. } => (2, product),
                _ => continue,
            };
            match self.bench.position_of(product) {
                Ok(position) => ordered.push((rank, position, number)),
                Err(reason) => self.leave(number, reason),
            }
        }
        ordered.sort_unstable();
        for (rank, position, number) in &ordered {
            let change = &self.corrections[*number].change;
            if self.joins_equal_entry(change, *number) {
                continue;
            }
            // What becomes of one product is one decision.
            let is_disputed = *rank > 0
                && ordered.iter().any(|(other_rank, other_position, other)| {
                    *other_rank > 0
                        && other_position == position
                        && self.corrections[*other].change != *change
                });
            let standing = if is_disputed {
                CorrectionStanding::Disputed
            } else {
                CorrectionStanding::Applies
            };
            match self.bench.product_step(change) {
                Ok(step) => self.push_entry(step, vec![*number], standing, None),
                Err(reason) => self.leave(*number, reason),
            }
        }
    }

    /// Counts a correction to the entry of an equal one; withdrawals are equal whatever their reasons.
    fn joins_equal_entry(&mut self, change: &CorrectionChange, number: usize) -> bool {
        let is_same = |other: &CorrectionChange| match (other, change) {
            (
                CorrectionChange::Withdrawn { product: a, .. },
                CorrectionChange::Withdrawn { product: b, .. },
            ) => a == b,
            (other, change) => other == change,
        };
        let proposed_by = &self.corrections[number].proposed_by;
        let corrections = self.entries.iter_mut();
        let mut corrections = corrections.filter_map(|entry| entry.correction.as_mut());
        let known = corrections.find(|known| is_same(&known.correction.change));
        if let Some(known) = known {
            known.numbers.push(number);
            if !known.proposed_by.contains(proposed_by) {
                known.proposed_by.push(proposed_by.clone());
            }
            return true;
        }
        false
    }

    fn add_new_products(&mut self) {
        let mut index = IdentityIndex::default();
        for product in self.old {
            index.add_record(product, IdentityKey::from_product(product));
        }
        let mut ordered: Vec<(IdentityOrder<'_>, usize)> = Vec::new();
        for (number, correction) in self.corrections.iter().enumerate() {
            if let CorrectionChange::NewProduct { record } = &correction.change {
                let order = (record.name.as_str(), correction.proposed_at.as_str());
                ordered.push((order, number));
            }
        }
        ordered.sort_unstable();
        for (_, number) in ordered {
            let change = &self.corrections[number].change;
            let CorrectionChange::NewProduct { record } = change else {
                continue;
            };
            if self.joins_equal_entry(change, number) {
                continue;
            }
            let step = match self.bench.product_step(change) {
                Ok(step) => step,
                Err(reason) => {
                    self.leave(number, reason);
                    continue;
                }
            };
            let key = IdentityKey::from_product(record);
            let likely = match index.find_match(&key) {
                IdentityMatch::Nothing => Vec::new(),
                IdentityMatch::One(known) => vec![known],
                IdentityMatch::Likely(likely) => likely,
            };
            index.add_record(&Product::default(), key);
            let standing = if likely.is_empty() {
                CorrectionStanding::Applies
            } else if likely.iter().all(|known| *known >= self.old.len()) {
                CorrectionStanding::Disputed
            } else {
                CorrectionStanding::Conflict
            };
            let suspects = likely.into_iter().filter(|known| *known < self.old.len());
            let suspects = suspects.collect();
            self.push_entry(step, vec![number], standing, None);
            if let Some(entry) = self.entries.last_mut() {
                entry.suspects = suspects;
            }
        }
    }

    /// Adds the entry of a step, and carries the step out where the entry starts as accepted.
    fn push_entry(
        &mut self,
        step: CorrectionStep,
        numbers: Vec<usize>,
        standing: CorrectionStanding,
        values: Option<(ProductField, CorrectedValues)>,
    ) {
        let Some(first) = numbers.first() else { return };
        let before_index = step.position();
        let before = before_index.and_then(|position| self.bench.product_at(position).ok());
        let Some(after) = step.product().cloned() else {
            return;
        };
        let kind = match before {
            None => ChangeKind::New,
            Some(before) => match compare::classify_change(before, &after, self.day) {
                // A record may learn nothing from the one that it takes over.
                ChangeKind::Same => ChangeKind::Changed,
                kind => kind,
            },
        };
        let mut proposed_by: Vec<String> = Vec::new();
        for number in &numbers {
            let name = &self.corrections[*number].proposed_by;
            if !proposed_by.contains(name) {
                proposed_by.push(name.clone());
            }
        }
        let remarks = match &step {
            CorrectionStep::Replace { remarks, .. } => remarks.clone(),
            _ => Vec::new(),
        };
        let is_accepted = standing == CorrectionStanding::Applies;
        self.entries.push(ChangeEntry {
            kind,
            before_index,
            after,
            origin: None,
            suspects: Vec::new(),
            verdict: if is_accepted {
                Verdict::Accept
            } else {
                Verdict::Refuse
            },
            is_full_record: true,
            correction: Some(Box::new(CorrectionEntry {
                correction: self.corrections[*first].clone(),
                proposed_by,
                standing,
                values,
                before: before.cloned().map(Box::new),
                remarks,
                numbers,
            })),
        });
        if is_accepted {
            self.bench.perform(step);
        }
    }
}

/// By what new products are ordered: name and time.
type IdentityOrder<'a> = (&'a str, &'a str);
