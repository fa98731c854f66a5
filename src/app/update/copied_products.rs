//! What is copied of products: of one its record, card, name, phone or link; of several the same, one after another.

use ocop_index::search::SearchHit;

use crate::app::action::CopyTarget;
use crate::app::model::Model;
use crate::wording::{product_card, product_text, qr_content};

/// Between two records or cards.
const BLANK_LINE: &str = "\n\n";

/// What is copied of one product, or the key of the sentence that says what it lacks.
pub(super) fn describe_product(
    model: &Model,
    target: CopyTarget,
    hit: &SearchHit,
) -> Result<String, &'static str> {
    let product = &hit.product;
    match target {
        CopyTarget::Record => {
            let siblings = model.siblings_of(&product.id);
            let lines = product_text::describe_product(&model.locale, hit, siblings, model.day);
            let lines: Vec<String> = lines.into_iter().map(|line| line.to_string()).collect();
            Ok(lines.join("\n"))
        }
        CopyTarget::Card => Ok(product_card::describe_card(&model.locale, hit).join("\n")),
        CopyTarget::Phone => phone_of(hit).ok_or("screen.no_phone"),
        CopyTarget::Link => {
            // The address that the QR code shows first.
            let mut contents = qr_content::collect_qr_contents(product).into_iter();
            let link = contents.find(|content| content.text.starts_with("http"));
            link.map(|link| link.text).ok_or("screen.no_link")
        }
        CopyTarget::Name
        | CopyTarget::QueryLine
        | CopyTarget::FiguresMarkdown
        | CopyTarget::FiguresText => Ok(product.name.clone()),
    }
}

/// What is copied of several products: records and cards with a blank line between, all else a line each. A product
/// without a phone or a link is left out; where all are, the key of the sentence that says so.
pub(super) fn describe_products(
    model: &Model,
    target: CopyTarget,
    hits: &[SearchHit],
) -> Result<String, &'static str> {
    let described = hits.iter().map(|hit| match target {
        CopyTarget::Phone => {
            let phone = phone_of(hit).ok_or("selection.no_phone")?;
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("name", &hit.product.name), ("value", &phone)];
            Ok(model.locale.fill("card.line", &values))
        }
        _ => describe_product(model, target, hit),
    });
    let mut missing = None;
    let texts: Vec<String> = described
        .filter_map(|text| text.map_err(|key| missing = Some(key)).ok())
        .collect();
    if texts.is_empty() {
        return Err(missing.unwrap_or("screen.nothing_chosen"));
    }
    let between = match target {
        CopyTarget::Record | CopyTarget::Card => BLANK_LINE,
        _ => "\n",
    };
    Ok(texts.join(between))
}

fn phone_of(hit: &SearchHit) -> Option<String> {
    let producer = hit.product.producer.as_ref()?;
    producer.phone.clone().filter(|phone| !phone.is_empty())
}
