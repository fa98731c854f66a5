//! Until when stars are valid, as a date: for tables and cards that are read on another day than today.
//!
//! Must not say how much time is left: that is wrong tomorrow.

use ocop_index::status::{CertificateExpiry, ProductState, ProductStatus};

use crate::wording::label;
use crate::wording::law_text;
use crate::wording::locale::Locale;
use ocop_index::product::DateOrYear;

/// The end in a cell of a table: `17/01/2028`, `trong năm 2028`, `17/01/2026 (hết hạn)`, or why there is none.
pub fn end_of_validity(locale: &Locale, state: &ProductState) -> String {
    match (end_with_remark(locale, state), state.status) {
        (Some(end), _) => end,
        (None, ProductStatus::Unrated) => String::new(),
        (None, status) => label::status_label(locale, status),
    }
}

/// The end with a remark where the stars do not simply hold until then; `None` where there is no end.
pub fn end_with_remark(locale: &Locale, state: &ProductState) -> Option<String> {
    let end = end_date_text(locale, &state.expiry?);
    let remark = match state.status {
        ProductStatus::Valid | ProductStatus::ExpiringSoon | ProductStatus::Unclear => {
            if !state.contested {
                return Some(end);
            }
            locale.t("left.contested").to_owned()
        }
        ProductStatus::Expired | ProductStatus::Pending5 => {
            label::status_label(locale, state.status)
        }
        ProductStatus::Unrated | ProductStatus::Withdrawn | ProductStatus::LeftProgramme => {
            return None;
        }
    };
    Some(locale.fill("end.remark", &[("end", &end), ("remark", &remark)]))
}

/// The last day, or the year in which it lies when only that is known.
pub fn end_date_text(locale: &Locale, expiry: &CertificateExpiry) -> String {
    if expiry.earliest == expiry.latest {
        locale.format_date(expiry.earliest)
    } else {
        locale.fill("end.year", &[("year", &expiry.latest.year())])
    }
}

/// Where the end is from: printed on the certificate, or computed from the recognition of this day or year.
pub fn end_source_text(
    locale: &Locale,
    expiry: &CertificateExpiry,
    given: Option<DateOrYear>,
) -> String {
    if expiry.printed {
        return locale.t("end.printed").to_owned();
    }
    let key = if expiry.earliest == expiry.latest {
        "end.computed"
    } else {
        "end.computed_year"
    };
    match given.and_then(|given| law_text::validity_basis(locale, given)) {
        Some(basis) => locale.fill(
            "end.with_basis",
            &[("source", &locale.t(key)), ("basis", &basis)],
        ),
        None => locale.t(key).to_owned(),
    }
}
