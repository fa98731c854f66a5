//! Carries out corrections one after another, on a copy of the catalogue's products.
//!
//! The same steps make the comparison and, with what a person accepted, the next catalogue. A step that a refused one
//! would have prepared (a commune of a district that stayed as it was) is left out.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::super::correction_entry::{
    AppliedCorrection, CorrectedValues, CorrectionChange, CorrectionStanding,
};
use super::super::entry::{ChangeEntry, Verdict};
use super::super::identity::{IdentityKey, generate_product_id};
use super::super::merge_row::merge_row;
use super::super::plan::ChangePlan;
use super::merge_products::merge_products;
use super::plan::LeftReason;
use super::read_field::{FieldProblem, read_field, read_value, refuse};
use super::show_field::state_status;

use crate::product::Product;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;
use crate::status::ProductStatus;

/// The status that a withdrawn certificate gets, as a person types it.
const WITHDRAWN: &str = "thu hồi";

/// The catalogue after the corrections that were accepted.
#[derive(Debug, Default)]
pub struct CorrectedCatalog {
    /// Its products in their old order, new ones at the end.
    pub products: Vec<Product>,
    /// What was carried out.
    pub applied: Vec<AppliedCorrection>,
    /// The numbers of the corrections that were carried out, ascending.
    pub accepted: Vec<usize>,
    /// The numbers of those that a person refused, ascending. What started as refused and stayed so is undecided.
    pub refused: Vec<usize>,
}

/// The products while corrections are carried out.
pub(super) struct Workbench {
    /// By their position in the catalogue; `None` for one that went.
    products: Vec<Option<Product>>,
    added: Vec<Product>,
    positions: HashMap<String, usize>,
    /// Where the record of a product that was merged went.
    merged_into: HashMap<usize, usize>,
    day: Date,
}

/// What one correction does.
#[derive(Clone, Debug)]
pub(super) enum CorrectionStep {
    /// A product becomes another state of itself.
    Replace {
        position: usize,
        product: Product,
        remarks: Vec<ProblemReason>,
    },
    /// One record takes over the other one, which goes.
    Merge {
        gone: usize,
        kept: usize,
        product: Product,
    },
    /// A product becomes several; the first keeps its place.
    Split {
        position: usize,
        parts: Vec<Product>,
    },
    /// A new product, with its id.
    Add(Product),
}

impl CorrectionStep {
    /// The position of the product that changes; `None` for a new one.
    pub(super) const fn position(&self) -> Option<usize> {
        match self {
            Self::Replace { position, .. } | Self::Split { position, .. } => Some(*position),
            Self::Merge { kept, .. } => Some(*kept),
            Self::Add(_) => None,
        }
    }

    /// The product afterwards.
    pub(super) fn product(&self) -> Option<&Product> {
        match self {
            Self::Replace { product, .. } | Self::Merge { product, .. } | Self::Add(product) => {
                Some(product)
            }
            Self::Split { parts, .. } => parts.first(),
        }
    }
}

impl Workbench {
    pub(super) fn new(old: &[Product], day: Date) -> Self {
        let positions = old.iter().enumerate();
        let positions = positions.map(|(position, product)| (product.id.clone(), position));
        Self {
            positions: positions.collect(),
            products: old.iter().cloned().map(Some).collect(),
            added: Vec::new(),
            merged_into: HashMap::new(),
            day,
        }
    }

    /// The position of the product with this id in the catalogue.
    pub(super) fn position_of(&self, id: &str) -> Result<usize, LeftReason> {
        let position = self.positions.get(id).copied();
        position.ok_or(LeftReason::ProductGone)
    }

    /// The product at a position as it is now.
    pub(super) fn product_at(&self, position: usize) -> Result<&Product, LeftReason> {
        let product = self.products.get(position).and_then(Option::as_ref);
        product.ok_or(LeftReason::ProductGone)
    }

    /// The step of another value for a field.
    pub(super) fn field_step(
        &self,
        position: usize,
        field: ProductField,
        text: &str,
    ) -> Result<CorrectionStep, LeftReason> {
        let product = self.product_at(position)?;
        let read = read_field(product, field, text, self.day).map_err(LeftReason::Unreadable)?;
        Ok(CorrectionStep::Replace {
            position,
            product: read.product,
            remarks: read.remarks,
        })
    }

    /// The step of a correction that is about whole products.
    pub(super) fn product_step(
        &self,
        change: &CorrectionChange,
    ) -> Result<CorrectionStep, LeftReason> {
        match change {
            CorrectionChange::Withdrawn { product, .. } => self.withdrawal_step(product),
            CorrectionChange::MergedInto { product, into } => self.merge_step(product, into),
            CorrectionChange::Split { product, into } => self.split_step(product, into),
            CorrectionChange::NewProduct { record } => self.addition_step(record),
            CorrectionChange::Field { .. } | CorrectionChange::ProducerName { .. } => {
                Err(LeftReason::Unreadable(FieldProblem::NotCorrectable))
            }
        }
    }

    fn withdrawal_step(&self, id: &str) -> Result<CorrectionStep, LeftReason> {
        let position = self.position_of(id)?;
        let product = self.product_at(position)?;
        if state_status(product, self.day) == ProductStatus::Withdrawn {
            return Err(LeftReason::AlreadySo);
        }
        let read = read_value(product, ProductField::Status, WITHDRAWN, self.day);
        let read = read.map_err(LeftReason::Unreadable)?;
        Ok(CorrectionStep::Replace {
            position,
            product: read.product,
            remarks: read.remarks,
        })
    }

    fn merge_step(&self, id: &str, into: &str) -> Result<CorrectionStep, LeftReason> {
        let (gone, mut kept) = (self.position_of(id)?, self.position_of(into)?);
        let mut seen = BTreeSet::from([kept]);
        while let Some(next) = self
            .merged_into
            .get(&kept)
            .filter(|next| seen.insert(**next))
        {
            kept = *next;
        }
        if gone == kept {
            return Err(LeftReason::AlreadySo);
        }
        let (gone_product, kept_product) = (self.product_at(gone)?, self.product_at(kept)?);
        Ok(CorrectionStep::Merge {
            gone,
            kept,
            product: merge_products(kept_product, gone_product, self.day),
        })
    }

    fn split_step(&self, id: &str, into: &[Product]) -> Result<CorrectionStep, LeftReason> {
        let position = self.position_of(id)?;
        self.product_at(position)?;
        let names_missing = into.iter().any(|part| part.name.trim().is_empty());
        if into.len() < 2 || names_missing {
            return Err(LeftReason::Unreadable(FieldProblem::NeedsValue));
        }
        let first = into.iter().position(|part| part.id == id).unwrap_or(0);
        let mut parts: Vec<Product> = into.to_vec();
        parts[..=first].rotate_right(1);
        let mut fresh: Vec<String> = Vec::new();
        for (number, part) in parts.iter_mut().enumerate() {
            if number == 0 {
                id.clone_into(&mut part.id);
                continue;
            }
            part.id = self.fresh_id(part, &fresh);
            fresh.push(part.id.clone());
        }
        Ok(CorrectionStep::Split { position, parts })
    }

    fn addition_step(&self, record: &Product) -> Result<CorrectionStep, LeftReason> {
        if !record.name.contains(char::is_alphabetic) {
            let problem = refuse(&record.name, ProblemReason::NameWithoutLetters);
            return Err(LeftReason::Unreadable(problem));
        }
        let mut product = record.clone();
        product.id = self.fresh_id(record, &[]);
        Ok(CorrectionStep::Add(product))
    }

    /// An id as an import gives it, which no product has.
    fn fresh_id(&self, product: &Product, more: &[String]) -> String {
        generate_product_id(product, &IdentityKey::from_product(product), |id| {
            self.positions.contains_key(id)
                || self.added.iter().any(|other| other.id == id)
                || more.iter().any(|other| other == id)
        })
    }

    pub(super) fn perform(&mut self, step: CorrectionStep) {
        match step {
            CorrectionStep::Replace {
                position, product, ..
            } => self.products[position] = Some(product),
            CorrectionStep::Merge {
                gone,
                kept,
                product,
            } => {
                self.products[kept] = Some(product);
                self.products[gone] = None;
                self.merged_into.insert(gone, kept);
            }
            CorrectionStep::Split { position, parts } => {
                let mut parts = parts.into_iter();
                self.products[position] = parts.next();
                self.added.extend(parts);
            }
            CorrectionStep::Add(product) => self.added.push(product),
        }
    }

    fn into_products(self) -> Vec<Product> {
        let products = self.products.into_iter().flatten();
        products.chain(self.added).collect()
    }
}

impl ChangePlan {
    /// The catalogue after the corrections that were accepted; `None` where the plan is one of lists.
    pub fn apply_accepted_corrections(&self, old: &[Product]) -> Option<CorrectedCatalog> {
        let has_corrections = self.entries.iter().any(|entry| entry.correction.is_some());
        let day = self.day.filter(|_| has_corrections)?;
        Some(apply_corrections(old, &self.entries, day))
    }

    /// Refuses what cannot hold beside an entry that was accepted: other values for the same field of the product.
    /// Returns how many were accepted until now.
    pub fn refuse_rivals(&mut self, accepted: usize) -> usize {
        let field = |entry: &ChangeEntry| {
            let values = entry.correction.as_ref()?.values.as_ref()?;
            Some((entry.before_index?, values.0))
        };
        let Some(wanted) = self.entries.get(accepted).and_then(field) else {
            return 0;
        };
        let mut refused = 0;
        for (index, entry) in self.entries.iter_mut().enumerate() {
            if index != accepted && field(entry) == Some(wanted) {
                refused += usize::from(entry.verdict != Verdict::Refuse);
                entry.verdict = Verdict::Refuse;
            }
        }
        refused
    }
}

/// The catalogue after the entries that were accepted.
fn apply_corrections(old: &[Product], entries: &[ChangeEntry], day: Date) -> CorrectedCatalog {
    let mut bench = Workbench::new(old, day);
    let mut catalog = CorrectedCatalog::default();
    let mut decided_fields = BTreeSet::new();
    for entry in entries {
        let Some(correction) = &entry.correction else {
            continue;
        };
        if entry.verdict == Verdict::Refuse {
            if is_decided_against(entry, entries) {
                catalog.refused.extend(&correction.numbers);
            }
            continue;
        }
        let step = match (&correction.values, entry.before_index) {
            (Some((field, values)), Some(position)) => {
                // Of several values for one field the first accepted one holds.
                if !decided_fields.insert((position, *field)) {
                    continue;
                }
                let CorrectedValues { proposed, .. } = values;
                bench.field_step(position, *field, proposed)
            }
            _ => match (entry.verdict, &correction.correction.change) {
                (Verdict::SameAs(suspect), CorrectionChange::NewProduct { record }) => {
                    join_step(&bench, entry, suspect, record, day)
                }
                (_, change) => bench.product_step(change),
            },
        };
        let Ok(step) = step else { continue };
        if let Some(product) = step.product() {
            let applied = AppliedCorrection::from_entry(correction, product);
            catalog.applied.push(applied);
        }
        catalog.accepted.extend(&correction.numbers);
        bench.perform(step);
    }
    catalog.accepted.sort_unstable();
    catalog.accepted.dedup();
    catalog.refused.sort_unstable();
    catalog.refused.dedup();
    // A spelling may be accepted for one product and refused for another.
    let accepted = &catalog.accepted;
    catalog
        .refused
        .retain(|number| accepted.binary_search(number).is_err());
    catalog.products = bench.into_products();
    catalog
}

/// True for what a person refused, or what another value was taken for.
fn is_decided_against(refused: &ChangeEntry, entries: &[ChangeEntry]) -> bool {
    let Some(correction) = &refused.correction else {
        return false;
    };
    match correction.standing {
        CorrectionStanding::Applies => true,
        CorrectionStanding::Conflict => false,
        CorrectionStanding::Disputed => entries.iter().any(|other| {
            let is_rival = match (&correction.values, &other.correction) {
                (Some((field, _)), Some(rival)) => {
                    let same_field = rival.values.as_ref().map(|(field, _)| field);
                    same_field == Some(field) && other.before_index == refused.before_index
                }
                _ => false,
            };
            is_rival && other.verdict != Verdict::Refuse
        }),
    }
}

/// A new product that turns out to be one of the catalogue.
fn join_step(
    bench: &Workbench,
    entry: &ChangeEntry,
    suspect: usize,
    record: &Product,
    day: Date,
) -> Result<CorrectionStep, LeftReason> {
    let position = entry.suspects.get(suspect).copied();
    let position = position.ok_or(LeftReason::ProductGone)?;
    let product = merge_row(bench.product_at(position)?, record, day);
    Ok(CorrectionStep::Replace {
        position,
        product,
        remarks: Vec::new(),
    })
}
