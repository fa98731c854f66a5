//! The products of a review with what was done with each, read once for all sections.

use std::collections::HashMap;

use super::{ReportedProduct, ReviewReportSource};
use crate::report::table_file::ReportCell;
use crate::wording::review_text::verdict_name_of;
use crate::work::product_ref::ProductRef;
use crate::work::product_work::{GivenVerdict, ProductWork, ReviewedProduct};

/// A review with its products.
pub(super) struct GatheredReview<'a> {
    /// What it was gathered from.
    pub(super) source: &'a ReviewReportSource<'a>,
    /// Its products that are in the catalogue, in the order of the review.
    pub(super) products: Vec<GatheredProduct>,
}

/// A product of a review.
pub(super) struct GatheredProduct {
    /// Its id in the catalogue.
    pub(super) id: String,
    /// What the catalogue says.
    pub(super) record: ReportedProduct,
    /// What was done with it.
    pub(super) work: ProductWork,
    /// What was done with it in this review.
    pub(super) reviewed: ReviewedProduct,
    /// True where the reader may see what others said of it.
    shows_others: bool,
}

impl GatheredProduct {
    /// The cells that name it: id and name.
    pub(super) fn name_cells(&self) -> Vec<ReportCell> {
        vec![self.id.clone().into(), self.record.name.clone().into()]
    }
}

impl<'a> GatheredReview<'a> {
    pub(super) fn gather(source: &'a ReviewReportSource<'a>) -> Self {
        let (log, round) = (source.log, source.round);
        let mut refs: HashMap<&str, &ProductRef> = HashMap::new();
        for product in &round.start.scope {
            if let Some(id) = log.current_id(product) {
                refs.entry(id).or_insert(product);
            }
        }
        let products = round.current_scope(log).into_iter().map(|id| {
            let work = log.product_work(&id);
            let remembered = || refs.get(id.as_str()).copied();
            let record = (source.find_product)(&id)
                .or_else(|| remembered().map(ReportedProduct::from_ref))
                .unwrap_or_default();
            GatheredProduct {
                record,
                reviewed: work.reviews.get(&round.id).cloned().unwrap_or_default(),
                shows_others: round.shows_others(&work, source.viewer),
                work,
                id,
            }
        });
        Self {
            source,
            products: products.collect(),
        }
    }

    /// True where the reader may see what this author said of the product.
    pub(super) fn shows(&self, product: &GatheredProduct, author: &str) -> bool {
        product.shows_others || author == self.source.viewer
    }

    /// True where the reader may see what everybody said of the product.
    pub(super) fn shows_everybody(&self, product: &GatheredProduct) -> bool {
        let given = product.reviewed.settled.iter();
        let mut given = given.chain(&product.reviewed.own_verdicts);
        product.shows_others || given.all(|given| given.author == self.source.viewer)
    }

    /// True in a blind review that goes on: figures are those of the reader alone.
    pub(super) fn hides_others(&self) -> bool {
        self.source.round.hides_others()
    }

    /// True where nothing is left to do with a product: anybody gave a verdict, or where others are hidden, the reader.
    pub(super) fn is_done(&self, product: &GatheredProduct) -> bool {
        if self.hides_others() {
            product.reviewed.is_reviewed_by(self.source.viewer)
        } else {
            product.reviewed.is_reviewed()
        }
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
