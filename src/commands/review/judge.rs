//! `ocop review set`, `postpone`, `remark` and `settle`: what a person says of products. Of several products all are
//! written, or none.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;

use ocop_index::Product;

use super::desk::ReviewDesk;
use crate::catalog::named_product::ProductFinder;
use crate::cli::args::{RemarkArgs, SetVerdictArgs, SettleArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::wording::review_text::{describe_broken_settlement, verdict_name, verdict_name_of};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event::EventDraft;
use crate::work::events::event_cleaning::MAX_REMARK_CHARS;
use crate::work::events::event_drafts::draft_remark;
use crate::work::events::product_ref::ProductRef;
use crate::work::product_work::ReviewedProduct;
use crate::work::reviews::review_progress::ReviewProgress;
use crate::work::reviews::review_round::ReviewRound;
use crate::work::reviews::verdict_words::{find_verdict, find_whole_verdict};

/// The most words that the name of a verdict has.
const MAX_VERDICT_WORDS: usize = 6;

/// Gives one verdict to products.
pub(super) fn set_verdict(
    desk: &mut ReviewDesk<'_>,
    args: &SetVerdictArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    desk.require_reviewer(&round)?;
    let (ids, words) = split_verdict(&round, args);
    let kind = desk.find_verdict(&round, &words)?;
    let products = find_products(desk, &round, ids)?;
    let (log, author) = (desk.log(), desk.viewer());
    let refs: Vec<ProductRef> = products.iter().map(ProductRef::from_product).collect();
    let verdicts = refs
        .iter()
        .map(|product| log.draft_verdict(round.id, product, author, Some(&kind.key)));
    let mut drafts: Vec<EventDraft> = verdicts.collect();
    if let Some(note) = note_text(desk, args.note.as_deref())? {
        let remarks = refs.iter();
        drafts.extend(remarks.map(|product| draft_remark(Some(round.id), product, &note, None)));
    }
    desk.record(drafts)?;
    let locale = &desk.settings.locale;
    let code = tell_kept(desk, (&round, &products), &verdict_name(locale, kind), out)?;
    for product in &products {
        let work = desk.log().product_work(&product.id);
        let reviewed = work.reviews.get(&round.id);
        let broken = reviewed.and_then(|reviewed| {
            let given = (reviewed, &*kind.key);
            let told = (&*product.id, "ocop review disagreements");
            describe_broken_settlement(locale, &round, given, told)
        });
        if let Some(sentence) = broken {
            writeln!(out, "{sentence}")?;
        }
    }
    Ok(code)
}

/// Puts products off.
pub(super) fn postpone_products(
    desk: &mut ReviewDesk<'_>,
    ids: &[String],
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    desk.require_reviewer(&round)?;
    let products = find_products(desk, &round, ids)?;
    let (log, author) = (desk.log(), desk.viewer());
    let refs: Vec<ProductRef> = products.iter().map(ProductRef::from_product).collect();
    let judged = refs
        .iter()
        .filter_map(|product| Some((product, log.find_own_verdict(round.id, product, author)?)));
    let judged: Vec<_> = judged.collect();
    let drafts = refs
        .iter()
        .map(|product| log.draft_postponement(round.id, product, author));
    let drafts = drafts.collect();
    desk.record(drafts)?;
    let locale = &desk.settings.locale;
    let code = tell_kept(desk, (&round, &products), locale.t("review.postponed"), out)?;
    for (product, given) in judged {
        let values: [(&str, &dyn Display); 2] = [
            ("id", &sanitize_text(&product.id)),
            ("text", &verdict_name_of(locale, &round, &given.verdict)),
        ];
        writeln!(out, "{}", locale.fill("review.verdict_gone", &values))?;
    }
    Ok(code)
}

/// Writes a remark on a product.
pub(super) fn write_remark(
    desk: &mut ReviewDesk<'_>,
    args: &RemarkArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    desk.require_open(&round)?;
    let products = find_products(desk, &round, std::slice::from_ref(&args.id))?;
    let Some(text) = note_text(desk, Some(&args.text.join(" ")))? else {
        let sentence = desk.settings.locale.t("review.empty_remark").to_owned();
        return Err(CommandFailure::Usage(sentence));
    };
    let remarks = products.iter().map(|product| {
        let product = ProductRef::from_product(product);
        draft_remark(Some(round.id), &product, &text, None)
    });
    desk.record(remarks.collect())?;
    let name = desk.settings.locale.t("review.remark_kept").to_owned();
    tell_kept(desk, (&round, &products), &name, out)
}

/// Ends a disagreement by a verdict that counts for all.
pub(super) fn settle_product(
    desk: &mut ReviewDesk<'_>,
    args: &SettleArgs,
    out: &mut impl Write,
) -> CommandResult {
    let round = desk.round()?;
    // What a blind review hid is seen when it is closed, and settled then.
    if !round.start.blind {
        desk.require_open(&round)?;
    }
    if desk.viewer() != round.started_by && !round.has_reviewer(desk.viewer()) {
        desk.require_reviewer(&round)?;
    }
    if round.hides_others() {
        let sentence = desk.settings.locale.t("review.settle_hidden").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let kind = desk.find_verdict(&round, &args.verdict.join(" "))?;
    let products = find_products(desk, &round, std::slice::from_ref(&args.id))?;
    let mut drafts = Vec::new();
    for product in &products {
        let work = desk.log().product_work(&product.id);
        let differs = work
            .reviews
            .get(&round.id)
            .is_some_and(ReviewedProduct::has_disagreement);
        if !differs {
            let values: [(&str, &dyn Display); 2] = [
                ("id", &sanitize_text(&product.id)),
                ("product", &sanitize_text(&product.name)),
            ];
            let sentence = desk
                .settings
                .locale
                .fill("review.nothing_to_settle", &values);
            return Err(CommandFailure::Usage(sentence));
        }
        let product = ProductRef::from_product(product);
        drafts.push(desk.log().draft_settlement(round.id, &product, &kind.key));
        if let Some(note) = note_text(desk, args.note.as_deref())? {
            drafts.push(draft_remark(Some(round.id), &product, &note, None));
        }
    }
    desk.record(drafts)?;
    let locale = &desk.settings.locale;
    let name = verdict_name(locale, kind);
    let name = locale.fill("review.act_settled", &[("text", &name)]);
    tell_kept(desk, (&round, &products), &name, out)
}

/// A text for a remark; `None` where nothing is left of it.
///
/// # Errors
/// Fails where it is longer than a remark may be, which other stores would not take.
fn note_text(desk: &ReviewDesk<'_>, text: Option<&str>) -> Result<Option<String>, CommandFailure> {
    let text = text.unwrap_or_default().trim().to_owned();
    let letters = text.chars().count();
    if letters > MAX_REMARK_CHARS {
        let locale = &desk.settings.locale;
        let values: [(&str, &dyn Display); 2] = [
            ("n", &locale.format_number(letters)),
            ("most", &locale.format_number(MAX_REMARK_CHARS)),
        ];
        let sentence = locale.fill("review.long_remark", &values);
        return Err(CommandFailure::Usage(sentence));
    }
    Ok((!sanitize_text(&text).trim().is_empty()).then_some(text))
}

/// The ids and the words of the verdict: `set qn-001 cần sửa` needs no quotes.
fn split_verdict<'a>(round: &ReviewRound, args: &'a SetVerdictArgs) -> (&'a [String], String) {
    let verdicts = &round.start.verdicts;
    let count = args.ids.len();
    let with_last = |index: usize| {
        let words = args.ids[index..].iter().map(String::as_str);
        let words: Vec<&str> = words.chain([args.verdict.as_str()]).collect();
        words.join(" ")
    };
    for index in count.saturating_sub(MAX_VERDICT_WORDS).max(1)..count {
        let words = with_last(index);
        if find_whole_verdict(verdicts, &words).is_some() {
            return (&args.ids[..index], words);
        }
    }
    // The beginning of a name in several words, unless the last word alone is a verdict.
    if count > 1 && find_verdict(verdicts, &args.verdict).is_none() {
        let words = with_last(count - 1);
        if find_verdict(verdicts, &words).is_some() {
            return (&args.ids[..count - 1], words);
        }
    }
    (&args.ids, args.verdict.clone())
}

/// The products of these names, each once, all of them in the review.
fn find_products(
    desk: &mut ReviewDesk<'_>,
    round: &ReviewRound,
    names: &[String],
) -> Result<Vec<Product>, CommandFailure> {
    let opened = desk.open_catalog()?;
    let finder = ProductFinder::new(&opened.catalog);
    let scope: BTreeSet<String> = round.current_scope(desk.log()).into_iter().collect();
    let mut products: Vec<Product> = Vec::new();
    for name in names {
        let product = desk.find_in_review(&finder, (round, &scope), name)?;
        if !products.iter().any(|known| known.id == product.id) {
            products.push(product);
        }
    }
    Ok(products)
}

/// Prints what is kept now, a line a product, and how far the review is.
fn tell_kept(
    desk: &ReviewDesk<'_>,
    (round, products): (&ReviewRound, &[Product]),
    what: &str,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &desk.settings.locale;
    for product in products {
        let values: [(&str, &dyn Display); 3] = [
            ("id", &sanitize_text(&product.id)),
            ("product", &sanitize_text(&product.name)),
            ("what", &what),
        ];
        writeln!(out, "{}", locale.fill("review.kept", &values))?;
    }
    let progress = ReviewProgress::count(round, desk.log(), desk.viewer());
    let values: [(&str, &dyn Display); 2] = [
        ("done", &locale.format_number(progress.done)),
        ("total", &locale.format_number(progress.total)),
    ];
    writeln!(out, "{}", locale.fill("review.so_far", &values))?;
    Ok(exit::OK)
}
