//! Corrections of the catalogue as they are proposed, read by the readers of an import. Must not: keep them, or change
//! the catalogue.

use ocop_index::change::correction::{
    CORRECTABLE_FIELDS, CorrectionChange, find_correctable_field, fresh_product_id, read_field,
    read_record, show_field,
};
use ocop_index::source::field::ProductField;
use ocop_index::{Catalog, Product};

use crate::cli::args::ProposeArgs;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::correction_text::{describe_change, describe_field_problem, describe_values};
use crate::wording::locale::Locale;
use crate::wording::problem_text::describe_reason;
use crate::wording::sanitize::{drop_invisible, sanitize_text};
use crate::work::events::event_body::ProposedChange;
use crate::work::events::product_ref::ProductRef;

/// A proposal before it is kept.
pub struct NewProposal {
    /// The product that it is about.
    pub product: ProductRef,
    /// What it wants.
    pub change: ProposedChange,
    /// What it says, as a line.
    pub line: String,
    /// What an import would remark, a line each.
    pub remarks: Vec<String>,
    /// The key of the field, or of the change.
    pub what: String,
    /// The value that the catalogue has, and the one wanted.
    pub values: Option<(String, String)>,
}

/// Reads what is proposed; of several fields all are read or none.
///
/// # Errors
/// Fails where a product is unknown, and where an import would not take a value.
pub fn read_proposals(
    settings: &Settings,
    catalog: &Catalog,
    args: &ProposeArgs,
) -> Result<Vec<NewProposal>, CommandFailure> {
    let find = |id: &str| find_product(settings, catalog, id);
    let locale = &settings.locale;
    let whole = |product: &Product, change: ProposedChange, told: CorrectionChange| {
        vec![NewProposal {
            product: ProductRef::from_product(product),
            change,
            line: describe_change(locale, &told, &product.name),
            remarks: Vec::new(),
            what: told.key(),
            values: None,
        }]
    };
    if let Some(id) = &args.withdraw_product {
        let product = find(id)?;
        let reason = ocop_index::clean::clean_text(args.reason.as_deref().unwrap_or_default());
        let reason = reason.trim().to_owned();
        let told = CorrectionChange::Withdrawn {
            product: product.id.clone(),
            reason: reason.clone(),
        };
        return Ok(whole(&product, ProposedChange::Withdrawn { reason }, told));
    }
    if let Some([id, into]) = args.merge_products.as_deref() {
        let (product, into) = (find(id)?, find(into)?);
        if product.id == into.id {
            return Err(CommandFailure::Usage(
                locale.t("correction.same_product").to_owned(),
            ));
        }
        let told = CorrectionChange::MergedInto {
            product: product.id.clone(),
            into: into.id.clone(),
        };
        let change = ProposedChange::MergedInto {
            product: ProductRef::from_product(&into),
        };
        return Ok(whole(&product, change, told));
    }
    if let Some(id) = &args.split_product {
        let product = find(id)?;
        let into = read_parts(settings, &product, &args.proposed)?;
        let told = CorrectionChange::Split {
            product: product.id.clone(),
            into: into.clone(),
        };
        return Ok(whole(&product, ProposedChange::Split { into }, told));
    }
    if let Some([from, to]) = args.producer_spelling.as_deref() {
        let (product, from, to) = read_spelling(settings, catalog, from, to)?;
        let told = CorrectionChange::ProducerName {
            from: from.clone(),
            to: to.clone(),
        };
        return Ok(whole(
            &product,
            ProposedChange::ProducerName { from, to },
            told,
        ));
    }
    if args.new_product {
        return read_new_product(settings, catalog, &args.proposed).map(|proposal| vec![proposal]);
    }
    match args.proposed.as_slice() {
        [id, pairs @ ..] if !pairs.is_empty() => read_fields(settings, &find(id)?, pairs),
        _ => Err(CommandFailure::Usage(
            locale.t("correction.what_to_propose").to_owned(),
        )),
    }
}

fn find_product(
    settings: &Settings,
    catalog: &Catalog,
    id: &str,
) -> Result<Product, CommandFailure> {
    let hit = catalog.find_product(&drop_invisible(id))?;
    hit.map(|hit| hit.product).ok_or_else(|| {
        let locale = &settings.locale;
        CommandFailure::Data(locale.fill("error.id", &[("id", &sanitize_text(id))]))
    })
}

/// `FIELD=VALUE` pairs, in the order in which corrections are carried out.
fn read_pairs<'a>(
    locale: &Locale,
    pairs: &'a [String],
) -> Result<Vec<(ProductField, &'a str)>, CommandFailure> {
    let mut read = Vec::new();
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            let text = sanitize_text(pair);
            let sentence = locale.fill("correction.no_equals", &[("text", &text)]);
            return Err(CommandFailure::Usage(sentence));
        };
        let Some(field) = find_correctable_field(name) else {
            let known = CORRECTABLE_FIELDS.map(|field| field.to_string()).join(", ");
            let name = sanitize_text(name);
            let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &name), ("known", &known)];
            return Err(CommandFailure::Usage(
                locale.fill("correction.unknown_field", &values),
            ));
        };
        read.push((field, value));
    }
    let order = |field| CORRECTABLE_FIELDS.iter().position(|known| *known == field);
    read.sort_by_key(|(field, _)| order(*field));
    Ok(read)
}

/// Each field of the product, read beside those before it.
fn read_fields(
    settings: &Settings,
    product: &Product,
    pairs: &[String],
) -> Result<Vec<NewProposal>, CommandFailure> {
    let (locale, day) = (&settings.locale, settings.day);
    let (mut proposals, mut problems) = (Vec::new(), Vec::new());
    let mut now = product.clone();
    for (field, text) in read_pairs(locale, pairs)? {
        let change = match read_field(&now, field, text, day) {
            Ok(change) => change,
            Err(problem) => {
                problems.push(describe_field_problem(locale, field, &problem));
                continue;
            }
        };
        now = change.product;
        let old = show_field(product, field, day).unwrap_or_default();
        let values = describe_values(locale, field, &old, &change.new);
        if change.new == old {
            problems.push(locale.fill("correction.no_change", &[("what", &values)]));
            continue;
        }
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        proposals.push(NewProposal {
            product: ProductRef::from_product(product),
            change: ProposedChange::Field {
                field: field.to_string(),
                old: some(&old),
                new: some(&change.new),
            },
            line: format!("{}: {values}", sanitize_text(&product.name)),
            remarks: describe_remarks(locale, &change.remarks),
            what: field.to_string(),
            values: Some((old, change.new)),
        });
    }
    if problems.is_empty() {
        return Ok(proposals);
    }
    Err(CommandFailure::Data(problems.join("\n")))
}

fn describe_remarks(
    locale: &Locale,
    remarks: &[ocop_index::source::problem::ProblemReason],
) -> Vec<String> {
    let remarks = remarks.iter();
    remarks
        .map(|remark| describe_reason(locale, *remark))
        .collect()
}

fn read_new_product(
    settings: &Settings,
    catalog: &Catalog,
    pairs: &[String],
) -> Result<NewProposal, CommandFailure> {
    let locale = &settings.locale;
    let pairs = read_pairs(locale, pairs)?;
    let (mut record, remarks) = read_record(&pairs, settings.day).map_err(|problems| {
        let lines = problems
            .iter()
            .map(|(field, problem)| describe_field_problem(locale, *field, problem));
        CommandFailure::Data(lines.collect::<Vec<_>>().join("\n"))
    })?;
    record.id = fresh_product_id(&record, |id| {
        matches!(catalog.find_product(id), Ok(Some(_)))
    });
    let told = CorrectionChange::NewProduct {
        record: Box::new(record.clone()),
    };
    Ok(NewProposal {
        product: ProductRef::from_product(&record),
        line: describe_change(locale, &told, &record.name),
        remarks: describe_remarks(locale, &remarks),
        what: told.key(),
        values: None,
        change: ProposedChange::NewProduct {
            record: Box::new(record),
        },
    })
}

/// The products that a record becomes: copies of it with these names.
fn read_parts(
    settings: &Settings,
    product: &Product,
    names: &[String],
) -> Result<Vec<Product>, CommandFailure> {
    let locale = &settings.locale;
    if names.len() < 2 {
        return Err(CommandFailure::Usage(
            locale.t("correction.what_to_propose").to_owned(),
        ));
    }
    let parts = names.iter().enumerate().map(|(number, name)| {
        let read = read_field(product, ProductField::Name, name, settings.day);
        let mut part = read.map_err(|problem| {
            let sentence = describe_field_problem(locale, ProductField::Name, &problem);
            CommandFailure::Data(sentence)
        })?;
        if number > 0 {
            // A code belongs to one product.
            part.product.id.clear();
            part.product.code = None;
        }
        Ok(part.product)
    });
    parts.collect()
}

/// A product of the producer, its name as written, and the spelling wanted, as an import reads it.
fn read_spelling(
    settings: &Settings,
    catalog: &Catalog,
    from: &str,
    to: &str,
) -> Result<(Product, String, String), CommandFailure> {
    let locale = &settings.locale;
    let from = ocop_index::clean::clean_text(from).trim().to_owned();
    for product in catalog.iter_products() {
        let product = product?;
        let name = product.producer.as_ref().map(|producer| &producer.name);
        if name != Some(&from) {
            continue;
        }
        let read = read_field(&product, ProductField::Producer, to, settings.day);
        let read = read.map_err(|problem| {
            CommandFailure::Data(describe_field_problem(
                locale,
                ProductField::Producer,
                &problem,
            ))
        })?;
        if read.new == read.old || read.new.is_empty() {
            let values = describe_values(locale, ProductField::Producer, &read.old, &read.new);
            let sentence = locale.fill("correction.no_change", &[("what", &values)]);
            return Err(CommandFailure::Data(sentence));
        }
        return Ok((product, from, read.new));
    }
    let name = sanitize_text(&from);
    Err(CommandFailure::Data(
        locale.fill("correction.no_producer", &[("name", &name)]),
    ))
}
