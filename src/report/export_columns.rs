//! Every field of a product as columns: the program's own list, which imports back as the same products.
//!
//! One row per product; each recognition is a block of columns, as many blocks as the longest
//! history needs. Values worked out for a day (star, status, expiry) have columns of their own,
//! which an import ignores.

use ocop_index::change::compare;
use ocop_index::product::DateOrYear;
use ocop_index::search::SearchHit;
use ocop_index::source::field::{MAX_BLOCKS, ProductField, RecognitionField};
use ocop_index::{Facet, NOT_GIVEN};

use crate::report::table_file::ReportCell;
use crate::wording::change_text::field_name;
use crate::wording::label;
use crate::wording::locale::Locale;

/// The columns of a list.
pub struct ExportColumns<'a> {
    locale: &'a Locale,
    blocks: u8,
}

/// The plain fields in reading order: product, producer, place, then the rest.
const PLAIN_FIELDS: [ProductField; 21] = [
    ProductField::Specialty,
    ProductField::Group,
    ProductField::Code,
    ProductField::Producer,
    ProductField::Kind,
    ProductField::KindWritten,
    ProductField::Representative,
    ProductField::Phone,
    ProductField::Email,
    ProductField::TaxCode,
    ProductField::Address,
    ProductField::Commune,
    ProductField::District,
    ProductField::Province,
    ProductField::Unit,
    ProductField::Place,
    ProductField::Channel,
    ProductField::Trace,
    ProductField::Revenue,
    ProductField::Note,
    ProductField::NoteEn,
];

impl<'a> ExportColumns<'a> {
    /// The columns for products with at most this many recognitions; `None` if a list cannot hold that many.
    pub fn new(locale: &'a Locale, recognitions: usize) -> Option<Self> {
        let blocks = u8::try_from(recognitions.max(1)).ok()?;
        (blocks <= MAX_BLOCKS).then_some(Self { locale, blocks })
    }

    /// The header row.
    pub fn build_header(&self) -> Vec<String> {
        let t = |key: &str| self.locale.t(key).to_owned();
        let mut head = vec![
            field_name(self.locale, ProductField::Id),
            field_name(self.locale, ProductField::Name),
            t("export.star"),
            t("export.status"),
            t("export.earliest"),
            t("export.latest"),
        ];
        head.extend(PLAIN_FIELDS.map(|field| field_name(self.locale, field)));
        for block in 1..=self.blocks {
            let parts = RecognitionField::ALL
                .map(|part| field_name(self.locale, ProductField::Recognition(block, part)));
            head.extend(parts);
        }
        head.push(field_name(self.locale, ProductField::Source));
        head
    }

    /// The column widths in characters.
    pub fn column_widths() -> Vec<f64> {
        vec![
            13.0, 34.0, 8.0, 16.0, 12.0, 12.0, 18.0, 18.0, 14.0, 34.0, 16.0, 16.0, 20.0, 15.0,
            20.0, 14.0, 24.0, 20.0, 14.0, 14.0, 20.0, 24.0, 24.0, 20.0, 12.0, 30.0, 30.0, 12.0,
        ]
    }

    /// A product's row.
    pub fn build_row(&self, hit: &SearchHit) -> Vec<ReportCell> {
        let locale = self.locale;
        let state = &hit.state;
        let texts = compare::product_field_texts(&hit.product);
        let text = |field: ProductField| {
            let known = texts.iter().find(|(known, _)| *known == field);
            known.map_or_else(String::new, |(_, text)| text.clone())
        };
        let mut row = vec![
            text(ProductField::Id).into(),
            text(ProductField::Name).into(),
            state.star.map(f64::from).into(),
            label::status_label(locale, state.status).into(),
            date_cell(state.expiry.map(|expiry| expiry.earliest)),
            date_cell(state.expiry.map(|expiry| expiry.latest)),
        ];
        row.extend(PLAIN_FIELDS.map(|field| {
            match field {
                ProductField::Group => {
                    hit.product
                        .group
                        .as_ref()
                        .map_or(ReportCell::Empty, |group| {
                            let name = label::product_group_label(locale, &group.code);
                            let name = if group.derived {
                                locale.fill("record.derived", &[("value", &name)])
                            } else {
                                name
                            };
                            name.into()
                        })
                }
                ProductField::Kind => {
                    let producer = hit.product.producer.as_ref();
                    producer
                        .and_then(|producer| producer.kind)
                        .map(|kind| label::producer_kind_label(locale, kind))
                        .into()
                }
                plain => text(plain).into(),
            }
        }));
        for block in 0..usize::from(self.blocks) {
            match hit.product.recognitions.get(block) {
                None => row.extend(RecognitionField::ALL.map(|_| ReportCell::Empty)),
                Some(recognition) => row.extend(compare::recognition_field_texts(recognition).map(
                    |(field, text)| {
                        match field {
                            RecognitionField::Star => recognition.star.map(f64::from).into(),
                            RecognitionField::Kind => recognition
                                .kind
                                .map(|kind| {
                                    label::facet_value_label(locale, Facet::Recognition, kind.key())
                                })
                                .into(),
                            RecognitionField::Date => date_or_year_cell(recognition.when),
                            RecognitionField::Seen => date_or_year_cell(recognition.seen),
                            RecognitionField::Year => text.parse::<f64>().ok().into(),
                            RecognitionField::Expires => date_cell(recognition.expires),
                            _ => text.into(),
                        }
                    },
                )),
            }
        }
        row.push(text(ProductField::Source).into());
        row
    }
}

fn date_cell(day: Option<jiff::civil::Date>) -> ReportCell {
    day.map_or(ReportCell::Empty, ReportCell::Day)
}

fn date_or_year_cell(when: Option<DateOrYear>) -> ReportCell {
    match when {
        None => ReportCell::Empty,
        Some(DateOrYear::Day(day)) => ReportCell::Day(day),
        Some(DateOrYear::Year(year)) => ReportCell::Number(f64::from(year)),
    }
}

/// Stars as text for people: the number, or a word for none.
pub fn format_stars(locale: &Locale, star: Option<u8>) -> String {
    let key = star.map(|star| star.to_string());
    label::facet_value_label(locale, Facet::Star, key.as_deref().unwrap_or(NOT_GIVEN))
}
