//! The price list: a row for each entry, in the order of the list. What has no price leaves room to write one.

use super::BuiltPaper;
use super::page::{build_html, markup_of};
use super::printed_entry::{PrintedEntry, PrintedList};
use crate::wording::locale::Locale;

/// Margins, tables, and page numbers where the browser knows them.
pub(super) const TABLE_STYLE: &str = "@page{size:210mm 297mm;margin:14mm 13mm 15mm;\
@bottom-right{content:counter(page) \"/\" counter(pages);font:8.5pt sans-serif;color:#4d5b54}}
main{font-size:10pt;line-height:1.35}
h1{margin:0;font-size:20pt;line-height:1.25;color:#10513c}
.list{margin:1mm 0 0;font-size:12.5pt;font-weight:700;overflow-wrap:anywhere}
.facts{margin:1mm 0 0;color:#4d5b54;overflow-wrap:anywhere}
header{border-bottom:.7mm solid #d6bd7c;padding-bottom:3mm;margin-bottom:4mm}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th{text-align:left;font-size:9pt;color:#fff;background:#10513c;padding:1.6mm 2mm;vertical-align:bottom}
td{padding:1.7mm 2mm;vertical-align:top;border-bottom:.2mm solid #c9cfcb;overflow-wrap:anywhere}
tr{break-inside:avoid}
thead{display:table-header-group}
.name{font-weight:700;color:#10513c}
.more{font-size:8.5pt;color:#4d5b54}
.star{color:#a87400;letter-spacing:.04em}
.number{text-align:right;color:#4d5b54}
.price{text-align:right;font-weight:700;color:#a02812}
.unit{font-weight:400;color:#14231c}
@media screen{main{max-width:184mm;margin:6mm auto;padding:14mm 13mm;background:#fff;box-shadow:0 1mm 4mm #0004}}
";

/// Widths of the columns, and the place for a price to be written by hand.
const PRICE_STYLE: &str = "th:nth-child(1){width:9mm}
.prices th:nth-child(3){width:52mm}
.prices th.stand{width:15mm}
.prices th:last-child{width:34mm;text-align:right}
.blank{display:inline-block;width:28mm;border-bottom:.25mm dotted #4d5b54;height:4.5mm}
";

/// The price list as a file.
pub(super) fn build_price_list(list: &PrintedList, locale: &Locale) -> BuiltPaper {
    let has_stands = list.entries.iter().any(|entry| entry.stand.is_some());
    let mut columns = vec![
        ("", "paper.number"),
        ("", "paper.product"),
        ("", "paper.producer"),
    ];
    columns.extend(has_stands.then_some(("stand", "paper.stand")));
    columns.push(("", "paper.price"));
    let mut body = format!("<main>{}", build_heading(list, "paper.prices", locale));
    body.extend([format!(
        "<table class=\"prices\">{}<tbody>\n",
        build_head(&columns, locale)
    )]);
    for (entry, number) in list.entries.iter().zip(1..) {
        let number = locale.format_number(number);
        let (product, producer) = (product_cell(entry, locale), producer_cell(entry));
        body.extend([format!(
            "<tr><td class=\"number\">{number}</td><td>{product}</td><td>{producer}</td>"
        )]);
        if has_stands {
            let stand = entry.stand.as_ref().map(markup_of).unwrap_or_default();
            body.extend([format!("<td>{stand}</td>")]);
        }
        let price = price_cell(entry).unwrap_or_else(|| "<span class=\"blank\"></span>".to_owned());
        body.extend([format!("<td class=\"price\">{price}</td></tr>\n")]);
    }
    body.push_str("</tbody></table></main>\n");
    let style = format!("{TABLE_STYLE}{PRICE_STYLE}");
    let title = format!("{}: {}", locale.t("paper.prices"), list.name);
    BuiltPaper {
        html: build_html(&title, &style, "paper.list_hint", &body, locale),
        pieces: list.entries.len(),
        pages: None,
    }
}

/// What stands above a table.
pub(super) fn build_heading(list: &PrintedList, title: &str, locale: &Locale) -> String {
    let (title, name) = (markup_of(&locale.t(title)), markup_of(&list.name));
    let facts = list.facts.iter().map(markup_of).collect::<Vec<_>>();
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("<p class=\"facts\">{}</p>", facts.join(" \u{b7} "))
    };
    format!("<header><h1>{title}</h1><p class=\"list\">{name}</p>{facts}</header>\n")
}

/// The header of a table, on each of its pages.
pub(super) fn build_head(columns: &[(&str, &str)], locale: &Locale) -> String {
    let cells = columns.iter().map(|(class, key)| {
        let label = markup_of(&locale.t(key));
        format!("<th class=\"{class}\">{label}</th>")
    });
    format!("<thead><tr>{}</tr></thead>", cells.collect::<String>())
}

/// The product with its stars below.
pub(super) fn product_cell(entry: &PrintedEntry, locale: &Locale) -> String {
    let mut cell = format!("<div class=\"name\">{}</div>", markup_of(&entry.name));
    if let (Some(stars), Some(words)) = (entry.stars, entry.star_words(locale)) {
        let sign = if stars.in_force {
            "\u{2605}"
        } else {
            "\u{2606}"
        };
        let signs = sign.repeat(usize::from(stars.count));
        let words = std::iter::once(&words).chain(&entry.validity);
        let words = words.map(markup_of).collect::<Vec<_>>().join(" \u{b7} ");
        cell.extend([format!(
            "<div class=\"more\"><span class=\"star\">{signs}</span> {words}</div>"
        )]);
    }
    cell
}

/// The producer with its place below.
fn producer_cell(entry: &PrintedEntry) -> String {
    let mut cell = entry.producer.as_ref().map(markup_of).unwrap_or_default();
    for more in [&entry.place, &entry.phone].into_iter().flatten() {
        cell.extend([format!("<div class=\"more\">{}</div>", markup_of(more))]);
    }
    cell
}

/// The price with its unit.
pub(super) fn price_cell(entry: &PrintedEntry) -> Option<String> {
    let price = entry.price.as_ref()?;
    let mut cell = markup_of(&price.amount);
    if let Some(unit) = &price.unit {
        cell.extend([format!(
            " <span class=\"unit\">/ {}</span>",
            markup_of(unit)
        )]);
    }
    Some(cell)
}
