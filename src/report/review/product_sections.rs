//! What people said of single products: remarks and labels; and which products are left.

use super::gathered_review::{GatheredProduct, GatheredReview};
use super::paper::{AUTHOR, DAY, ID, PHONE, PLACE, PRODUCER, PRODUCT, Paper, day_of, text};
use crate::wording::locale::Locale;
use crate::wording::product_label::describe_label;

/// Remarks of this review, and those of no review.
pub(super) fn add_remarks(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let mut rows = Vec::new();
    for product in &review.products {
        for remark in &product.work.remarks {
            let is_here = remark.review.is_none_or(|id| id == review.source.round.id);
            if !is_here {
                continue;
            }
            let mut row = product.name_cells();
            row.extend([
                text(&remark.text),
                text(&remark.author),
                day_of(remark.time),
            ]);
            rows.push(row);
        }
    }
    let columns = [ID, PRODUCT, ("handover.remark", 50.0), AUTHOR, DAY];
    paper.add_section("handover.remarks");
    paper.add_table("handover.remarks", &columns, rows, "handover.no_remarks");
}

/// The labels of the products.
pub(super) fn add_labels(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let labelled = review
        .products
        .iter()
        .filter(|product| !product.work.labels.is_empty());
    let rows = labelled.map(|product| {
        let mut row = product.name_cells();
        row.push(text(list_labels(review.source.locale, product)));
        row
    });
    let columns = [ID, PRODUCT, ("handover.labels", 50.0)];
    paper.add_section("handover.labels");
    paper.add_table(
        "handover.labels",
        &columns,
        rows.collect(),
        "handover.no_labels",
    );
}

/// The labels of a product in a line.
fn list_labels(locale: &Locale, product: &GatheredProduct) -> String {
    let labels = product.work.labels.iter().flat_map(|(label, values)| {
        values
            .iter()
            .map(move |value| describe_label(locale, label, value.as_deref()))
    });
    labels.collect::<Vec<_>>().join("; ")
}

/// Products that are left to review.
pub(super) fn add_left(paper: &mut Paper<'_>, review: &GatheredReview<'_>) {
    let with_phones = review.source.with_phones;
    let mut columns = vec![ID, PRODUCT, PRODUCER, PLACE];
    if with_phones {
        columns.push(PHONE);
    }
    columns.push(("handover.postponed_by", 14.0));
    let products = review.products.iter();
    let left = products.filter(|product| !product.is_done());
    let rows = left.map(|product| {
        let record = &product.record;
        let mut row = product.name_cells();
        row.extend([record.producer.clone().into(), record.place.clone().into()]);
        if with_phones {
            row.push(record.phone.clone().into());
        }
        row.push(text(review.list_postponers(product).join(", ")));
        row
    });
    paper.add_section("handover.left");
    paper.add_table(
        "handover.left",
        &columns,
        rows.collect(),
        "handover.none_left",
    );
}
