//! `ocop show`: the whole record of one product.

use std::io::Write;

use ocop_index::SearchHit;
use ocop_index::change::correction::AppliedCorrection;
use ocop_index::store::{self, OpenedCatalog};

use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::siblings;
use crate::cli::args::{ShowArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;
use crate::wording::correction_text;
use crate::wording::list_text::describe_in_lists;
use crate::wording::product_card;
use crate::wording::product_column::ProductColumn;
use crate::wording::product_text::{self, ProductTextLine};
use crate::wording::sanitize::{drop_invisible, sanitize_text};
use crate::wording::web_link;

/// Prints the product with this id.
pub fn run_show(settings: &Settings, args: &ShowArgs, out: &mut impl Write) -> CommandResult {
    let MarkedCatalog {
        settings,
        opened,
        lists,
        ..
    } = &open_marked_catalog(settings)?;
    let Some(hit) = opened.catalog.find_product(&drop_invisible(&args.id))? else {
        let sentence = settings
            .locale
            .fill("error.id", &[("id", &sanitize_text(&args.id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
        return Ok(exit::NO_HITS);
    };
    if args.card {
        for line in product_card::describe_card(&settings.locale, &hit) {
            writeln!(out, "{}", sanitize_text(&line))?;
        }
        return Ok(exit::OK);
    }
    match args.output.format {
        SummaryFormat::Json => {
            let corrections = read_corrections(settings, opened, &hit.product.id);
            json::write_record_json(out, settings, &hit, &corrections)?;
        }
        SummaryFormat::Table => {
            let siblings = siblings::find_siblings(&opened.catalog, &hit.product)?;
            let (locale, day) = (&settings.locale, settings.day);
            let mut lines = product_text::describe_product(locale, &hit, Some(&siblings), day);
            let marks = describe_marks(settings, &hit);
            let in_lists = describe_in_lists(locale, lists, &hit.product.id);
            if marks.is_empty() && !in_lists.is_empty() {
                lines.push(ProductTextLine::Blank);
            }
            lines.extend(marks);
            let fields = in_lists.into_iter();
            lines.extend(fields.map(|(name, text)| ProductTextLine::Field(name, text)));
            for line in product_text::group_phone_lines(locale, lines) {
                let text = sanitize_text(&line.to_string());
                if settings.links {
                    writeln!(out, "{}", web_link::link_addresses(&text))?;
                } else {
                    writeln!(out, "{text}")?;
                }
            }
            for applied in read_corrections(settings, opened, &hit.product.id) {
                writeln!(
                    out,
                    "{}",
                    correction_text::describe_applied(locale, &applied)
                )?;
            }
        }
    }
    Ok(exit::OK)
}

/// The corrections that a record has had, oldest first. One whose history cannot be read is shown without.
fn read_corrections(
    settings: &Settings,
    opened: &OpenedCatalog,
    id: &str,
) -> Vec<AppliedCorrection> {
    let all = opened
        .generation
        .and_then(|number| store::read_corrections(&settings.data_dir, number).ok());
    let mut corrections = all.unwrap_or_default();
    corrections.retain(|applied| applied.product == id);
    corrections
}

/// What people did with a product, as fields: its verdicts, who gave them, its labels, and whether it has a remark.
fn describe_marks(settings: &Settings, hit: &SearchHit) -> Vec<ProductTextLine> {
    let columns = ProductColumn::ALL.into_iter();
    let fields = columns
        // Lists are told with what they have of the product.
        .filter(|column| column.is_mark() && *column != ProductColumn::Lists)
        .filter_map(|column| {
            let text = column.cell_text(&settings.locale, hit, settings.day);
            let name = column.header(&settings.locale);
            (!text.is_empty()).then_some(ProductTextLine::Field(name, text))
        });
    let fields: Vec<ProductTextLine> = fields.collect();
    let blank = (!fields.is_empty()).then_some(ProductTextLine::Blank);
    blank.into_iter().chain(fields).collect()
}
