//! The products of a review with what was done with each, read once for all sections.

use std::collections::{BTreeMap, HashMap};

use super::{ReportedProduct, ReviewReportSource};
use crate::report::table_file::ReportCell;
use crate::wording::review_text::verdict_name_of;
use crate::work::events::product_ref::ProductRef;
use crate::work::product_work::{GivenVerdict, ProductWork, ReviewedProduct};
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewState;
use crate::work::work_viewer::WorkViewer;

/// A review with its products.
pub(super) struct GatheredReview<'a> {
    /// What it was gathered from.
    pub(super) source: &'a ReviewReportSource<'a>,
    /// Its products that are in the catalogue, in the order of the review.
    pub(super) products: Vec<GatheredProduct>,
    /// How far it is, for the reader.
    pub(super) progress: ReviewProgress,
    /// Who reads.
    pub(super) viewer: WorkViewer,
}

/// A product of a review.
pub(super) struct GatheredProduct {
    /// Its id in the catalogue.
    pub(super) id: String,
    /// What the catalogue says.
    pub(super) record: ReportedProduct,
    /// What was done with it, as far as the reader may see it.
    pub(super) work: ProductWork,
    /// What was done with it in this review, as far as the reader may see it.
    pub(super) reviewed: ReviewedProduct,
    /// Its state for the reader.
    state: ReviewState,
    /// Its state for each reviewer whose numbers the reader is told.
    states: BTreeMap<String, ReviewState>,
}

impl GatheredProduct {
    /// True where nothing is left to do with it: anybody gave a verdict, or where others are hidden, the reader.
    pub(super) fn is_done(&self) -> bool {
        self.state == ReviewState::Done
    }

    /// Its state for a reviewer; `None` where the reader is not told.
    pub(super) fn state_of(&self, reviewer: &str) -> Option<ReviewState> {
        self.states.get(reviewer).copied()
    }

    /// The cells that name it: id and name.
    pub(super) fn name_cells(&self) -> Vec<ReportCell> {
        vec![self.id.clone().into(), self.record.name.clone().into()]
    }
}

impl<'a> GatheredReview<'a> {
    pub(super) fn gather(source: &'a ReviewReportSource<'a>) -> Self {
        let (log, round) = (source.log, source.round);
        let viewer = WorkViewer::new(log, source.viewer);
        let progress = ReviewProgress::count(round, log, source.viewer);
        let told = progress.by_reviewer.keys();
        let told = told.filter(|reviewer| round.tells_numbers_of(reviewer, source.viewer));
        let told: Vec<&String> = told.collect();
        let mut refs: HashMap<&str, &ProductRef> = HashMap::new();
        for product in &round.start.scope {
            if let Some(id) = log.current_id(product) {
                refs.entry(id).or_insert(product);
            }
        }
        let products = round.current_scope(log).into_iter().map(|id| {
            let all = log.product_work(&id);
            let state = round.state_for(&all, source.viewer);
            let states = told.iter().map(|reviewer| {
                let state = round.state_for(&all, reviewer);
                ((*reviewer).clone(), state)
            });
            let states = states.collect();
            let work = viewer.strip_hidden(all);
            let remembered = || refs.get(id.as_str()).copied();
            let record = (source.find_product)(&id)
                .or_else(|| remembered().map(ReportedProduct::from_ref))
                .unwrap_or_default();
            GatheredProduct {
                record,
                reviewed: work.reviews.get(&round.id).cloned().unwrap_or_default(),
                state,
                states,
                work,
                id,
            }
        });
        Self {
            source,
            products: products.collect(),
            progress,
            viewer,
        }
    }

    /// True in a blind review that goes on: figures are those of the reader alone.
    pub(super) fn hides_others(&self) -> bool {
        self.source.round.hides_others()
    }

    /// Who put a product off, as far as the reader may know.
    pub(super) fn list_postponers<'p>(&self, product: &'p GatheredProduct) -> Vec<&'p str> {
        let people = product.reviewed.postponed_by.iter();
        people
            .filter(|name| !self.hides_others() || *name == self.source.viewer)
            .map(String::as_str)
            .collect()
    }

    /// The name of a verdict.
    pub(super) fn verdict_name(&self, key: &str) -> String {
        verdict_name_of(self.source.locale, self.source.round, key)
    }

    /// Who gave which verdict: `lan: đúng; hung: cần sửa`.
    pub(super) fn list_verdicts<'v>(
        &self,
        given: impl IntoIterator<Item = &'v GivenVerdict>,
    ) -> String {
        let opinions = given
            .into_iter()
            .map(|given| format!("{}: {}", given.author, self.verdict_name(&given.verdict)));
        opinions.collect::<Vec<_>>().join("; ")
    }
}
