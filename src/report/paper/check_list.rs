//! The check list: each stand in the order of a walk, its products, and boxes to tick.

use super::BuiltPaper;
use super::page::{build_html, markup_of};
use super::price_list::{TABLE_STYLE, build_head, build_heading, price_cell, product_cell};
use super::printed_entry::{PrintedList, stand_label};
use super::stand_order::{StandGroup, group_by_stand};
use crate::wording::locale::Locale;

/// Columns, boxes, and the line of each stand.
const CHECK_STYLE: &str = ".checks th.tick{width:17mm;text-align:center}
.checks th.remark{width:42mm}
.checks td.tick{text-align:center}
.box{display:inline-block;width:4.6mm;height:4.6mm;border:.35mm solid #14231c;border-radius:.6mm}
.checks tbody{break-inside:auto}
.checks td.at{background:#eef3ef;border-top:.5mm solid #10513c;break-after:avoid;padding:2mm}
.checks tr.stand{break-after:avoid}
.at b{font-size:12.5pt;color:#10513c}
.at .more{display:inline-block;margin-left:3mm}
.price{text-align:left;font-size:9pt}
td.write{border-left:.2mm dotted #9aa5a0}
";

/// What is ticked for each product.
const TICKS: [&str; 3] = ["paper.tick_goods", "paper.tick_label", "paper.tick_price"];

/// The check list as a file.
pub(super) fn build_check_list(list: &PrintedList, locale: &Locale) -> BuiltPaper {
    let mut columns = vec![("", "paper.product")];
    columns.extend(TICKS.map(|tick| ("tick", tick)));
    columns.push(("remark", "paper.remark"));
    let mut body = format!("<main>{}", build_heading(list, "paper.checks", locale));
    body.extend([format!(
        "<table class=\"checks\">{}\n",
        build_head(&columns, locale)
    )]);
    for group in group_by_stand(&list.entries) {
        body.push_str(&build_stand(&group, columns.len(), locale));
    }
    body.push_str("</table></main>\n");
    let style = format!("{TABLE_STYLE}{CHECK_STYLE}");
    let title = format!("{}: {}", locale.t("paper.checks"), list.name);
    BuiltPaper {
        html: build_html(&title, &style, "paper.list_hint", &body, locale),
        pieces: list.entries.len(),
        pages: None,
    }
}

/// A stand: its name, who is there, and its products.
fn build_stand(group: &StandGroup<'_>, columns: usize, locale: &Locale) -> String {
    let stand = match group.stand {
        Some(stand) => stand_label(locale, stand),
        None => locale.t("paper.no_stand").to_owned(),
    };
    let mut rows = format!(
        "<tbody><tr class=\"stand\"><td class=\"at\" colspan=\"{columns}\"><b>{}</b>",
        markup_of(&stand)
    );
    for producer in group.producers() {
        let producer_phone = group
            .entries
            .iter()
            .filter(|entry| entry.producer.as_deref() == Some(producer))
            .find_map(|entry| entry.phone.as_deref());
        let words = std::iter::once(producer).chain(producer_phone);
        let words = words.map(|word| markup_of(&word)).collect::<Vec<_>>();
        let words = words.join(" \u{b7} ");
        rows.extend([format!("<span class=\"more\">{words}</span>")]);
    }
    rows.push_str("</td></tr>\n");
    let tick = "<td class=\"tick\"><span class=\"box\"></span></td>".repeat(TICKS.len());
    for entry in &group.entries {
        let product = product_cell(entry, locale);
        let price = price_cell(entry).map(|price| format!("<div class=\"price\">{price}</div>"));
        let price = price.unwrap_or_default();
        rows.extend([format!(
            "<tr><td>{product}{price}</td>{tick}<td class=\"write\"></td></tr>\n"
        )]);
    }
    rows + "</tbody>\n"
}
