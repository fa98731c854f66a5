//! Where a row says that its product is made. Must not: look names up; [`crate::place`] does.

use super::super::field::ProductField;
use super::super::problem::ProblemReason;
use super::RowReader;
use super::producer::ProducerCells;
use super::text_memo::TextMemo;
use crate::place::{self, PlaceDoubt, PlaceTables, ResolvedPlace, WrittenPlace};
use crate::product::ProductPlace;

/// The place of a row. In our own export (`known` is absent) every column says what it says.
pub(super) fn read_place(
    reading: &mut RowReader<'_>,
    maker: &ProducerCells,
    section: Option<&str>,
    known: Option<&mut TextMemo<ResolvedPlace>>,
) -> ProductPlace {
    let district = maker.district.clone();
    let province = reading.field_text(ProductField::Province);
    let unit = reading.field_text(ProductField::Unit);
    let words = reading.field_text(ProductField::Place);
    let Some(known) = known else {
        let mut place = ProductPlace {
            written: words,
            province,
            district,
            commune: maker.commune.clone(),
            unit,
            address: maker.address.clone(),
        };
        // A row that a person added has no id yet and may leave the unit to us.
        if reading.field_text(ProductField::Id).is_none() {
            PlaceTables::quang_ninh().complete_unit(&mut place);
        }
        return place;
    };
    let words = words.or_else(|| match (&district, &maker.commune, &unit) {
        (None, None, None) => section.map(str::to_owned),
        _ => None,
    });
    let district = district.or_else(|| maker.commune.as_ref().and(section.map(str::to_owned)));
    let written = WrittenPlace {
        commune: maker.commune.as_deref(),
        district: district.as_deref(),
        province: province.as_deref(),
        unit: unit.as_deref(),
        place: words.as_deref(),
        address: maker.address.as_deref(),
    };
    let parts = [
        written.commune,
        written.district,
        written.province,
        written.unit,
        written.place,
        written.address,
    ];
    let key = parts.map(Option::unwrap_or_default).join("\u{1f}");
    let resolved = known.get_or_insert_with(&key, || place::resolve_place(&written));
    let said = [
        (ProductField::Commune, &maker.commune),
        (ProductField::Unit, &unit),
        (ProductField::District, &district),
        (ProductField::Place, &words),
        (ProductField::Address, &maker.address),
    ];
    let said = said
        .into_iter()
        .find_map(|(field, text)| Some((field, text.as_deref()?)));
    if let Some((field, text)) = said {
        for doubt in &resolved.doubts {
            let reason = match doubt {
                PlaceDoubt::Unknown => ProblemReason::PlaceUnknown,
                PlaceDoubt::Ambiguous => ProblemReason::PlaceAmbiguous,
                PlaceDoubt::Split => ProblemReason::PlaceSplit,
                PlaceDoubt::Contradicts => ProblemReason::PlaceContradicts,
            };
            reading.add_problem(field, text, reason);
        }
    }
    resolved.place
}
