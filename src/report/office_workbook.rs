//! The workbook of 22 columns that provincial offices of rural development keep, and the ministry's table.
//!
//! Columns A to V as the importer of such a workbook reads them: two title rows, a header of two
//! rows, data from row 5. Behind them stand the district, and the end of validity with where it is from, which an
//! import ignores: a computed end must not come back as a printed one, and the district of 2023 stands beside a commune
//! of 2025.
//! `PTNT_OCOP` is a table of QĐ 5277/QĐ-BNNMT. Columns without a source stay empty.

use ocop_index::place::PlaceTables;
use ocop_index::product::Recognition;
use ocop_index::search::SearchHit;
use ocop_index::{ProductStatus, status};

use crate::report::table_file::ReportCell;
use crate::wording::end_of_validity;
use crate::wording::label;
use crate::wording::locale::Locale;

/// The header of the office's workbook, in its two rows.
pub fn build_office_header(locale: &Locale) -> Vec<Vec<String>> {
    let t = |name: &str| locale.t(&format!("office.{name}")).to_owned();
    let mut upper: Vec<String> = [
        "number",
        "name",
        "group",
        "kind",
        "producer",
        "commune",
        "address",
        "representative",
        "phone",
        "star",
        "expires",
        "first",
    ]
    .map(t)
    .to_vec();
    upper.resize(16, String::new());
    upper.push(t("second"));
    upper.resize(21, String::new());
    upper.push(t("note"));
    upper.extend(["district", "end", "end_source"].map(t));
    let mut lower = vec![String::new(); 11];
    for _ in 0..2 {
        lower.extend(
            [
                "act_star",
                "act_date",
                "act_year",
                "act_decision",
                "act_authority",
            ]
            .map(t),
        );
    }
    lower.resize(upper.len(), String::new());
    vec![upper, lower]
}

/// The column widths in characters.
pub fn office_column_widths() -> Vec<f64> {
    vec![
        5.0, 34.0, 22.0, 18.0, 34.0, 20.0, 28.0, 20.0, 15.0, 9.0, 12.0, 9.0, 12.0, 8.0, 18.0, 20.0,
        9.0, 12.0, 8.0, 18.0, 20.0, 30.0, 16.0, 16.0, 34.0,
    ]
}

/// A product's row; `number` counts from 1.
pub fn build_office_row(locale: &Locale, number: usize, hit: &SearchHit) -> Vec<ReportCell> {
    let product = &hit.product;
    let producer = product.producer.as_ref();
    let place = &product.place;
    let kind = producer.and_then(|producer| {
        let written = producer.kind_written.clone();
        written.or_else(|| {
            producer
                .kind
                .map(|kind| label::producer_kind_label(locale, kind))
        })
    });
    let commune = place.unit.clone().or_else(|| place.commune.clone());
    // Only a printed end is written here; [`end_cells`] has the computed ones too.
    let expires = hit
        .state
        .expiry
        .filter(|expiry| expiry.printed)
        .map(|expiry| expiry.earliest);
    let certified = |act: &&Recognition| {
        act.star
            .is_some_and(|star| star >= status::MIN_CERTIFIED_STARS)
    };
    let acts: Vec<&Recognition> = product.recognitions.iter().filter(certified).collect();
    let (first, last) = match acts.as_slice() {
        [] => (None, None),
        [only] => (Some(*only), None),
        [first, .., last] => (Some(*first), Some(*last)),
    };
    let unknown = || locale.t("office.unknown").to_owned();
    let name = producer.map(|producer| producer.name.clone());
    let mut row: Vec<ReportCell> = vec![
        ReportCell::Number(number as f64),
        product.name.clone().into(),
        product
            .group
            .as_ref()
            .filter(|group| !group.derived)
            .map(|group| label::product_group_label(locale, &group.code))
            .into(),
        kind.into(),
        // In such a workbook a blank cell repeats the producer above.
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(unknown)
            .into(),
        commune.into(),
        place.address.clone().into(),
        producer
            .and_then(|producer| producer.representative.clone())
            .into(),
        producer.and_then(|producer| producer.phone.clone()).into(),
        hit.state.star.map(f64::from).into(),
        expires.map_or(ReportCell::Empty, ReportCell::Day),
    ];
    for act in [first, last] {
        row.extend(recognition_cells(act));
    }
    row.push(locale.note_text(&product.note).to_owned().into());
    row.push(place.district.clone().into());
    row.extend(end_cells(locale, hit));
    row
}

/// The end of validity, printed or computed, and where it is from.
fn end_cells(locale: &Locale, hit: &SearchHit) -> [ReportCell; 2] {
    let Some(expiry) = hit.state.expiry else {
        return Default::default();
    };
    let current = hit.state.current;
    let current = current.and_then(|number| hit.product.recognitions.get(number));
    let given = current.and_then(|recognition| recognition.when);
    let end = if expiry.earliest == expiry.latest {
        ReportCell::Day(expiry.earliest)
    } else {
        end_of_validity::end_date_text(locale, &expiry).into()
    };
    let source = end_of_validity::end_source_text(locale, &expiry, given);
    [end, source.into()]
}

fn recognition_cells(act: Option<&Recognition>) -> [ReportCell; 5] {
    use ocop_index::product::DateOrYear;
    let Some(act) = act else {
        return Default::default();
    };
    [
        act.star.map(f64::from).into(),
        match act.when {
            Some(DateOrYear::Day(day)) => ReportCell::Day(day),
            _ => ReportCell::Empty,
        },
        act.when.map(|when| f64::from(when.year())).into(),
        act.decision.clone().into(),
        act.authority.clone().into(),
    ]
}

/// The columns of `PTNT_OCOP`.
pub const PTNT_COLUMNS: [&str; 9] = [
    "MA_OCOP",
    "Ma_DonViHanhChinh",
    "Ma_ThoiGian",
    "Ma_SanPham",
    "TenSanPham",
    "XepHang",
    "ChuTheSXKD",
    "DoanhThuNam",
    "TrangThai",
];

/// A row of `PTNT_OCOP` for a rated product; `period` is the year of the report. The decision gives
/// a word only for valid certificates, so the cell of all others stays empty.
pub fn build_ptnt_row(number: usize, period: i16, hit: &SearchHit) -> Vec<ReportCell> {
    let product = &hit.product;
    let unit = product.place.unit.as_deref().and_then(|name| {
        let units = PlaceTables::quang_ninh().units();
        units.iter().find(|unit| unit.full_name == name)
    });
    let holds = matches!(
        hit.state.status,
        ProductStatus::Valid | ProductStatus::ExpiringSoon
    );
    vec![
        ReportCell::Number(number as f64),
        unit.map(|unit| unit.code.to_owned()).into(),
        period.to_string().into(),
        product.code.clone().into(),
        product.name.clone().into(),
        hit.state.star.map(|star| format!("{star}*")).into(),
        product
            .producer
            .as_ref()
            .map(|producer| producer.name.clone())
            .into(),
        product
            .revenue
            .as_ref()
            .and_then(|amount| amount.parse::<f64>().ok())
            .into(),
        holds.then(|| "HIEULUC".to_owned()).into(),
    ]
}
