//! The place of a row: its cells, resolved by [`crate::place`].

use super::producer::ProducerCells;
use super::row_reader::RowReader;
use super::text_memo::TextMemo;
use crate::place::{self, PlaceDoubt, PlaceTables, ResolvedPlace, WrittenPlace};
use crate::product::ProductPlace;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// The place of a row. `section_place` is the place of the section above. `memo` is absent for our own export, whose
/// columns are copied unchanged.
pub(super) fn read_place(
    reader: &mut RowReader<'_>,
    producer: &ProducerCells,
    section_place: Option<&str>,
    memo: Option<&mut TextMemo<ResolvedPlace>>,
) -> ProductPlace {
    let district = producer.district.clone();
    let province = reader.field_text(ProductField::Province);
    let unit = reader.field_text(ProductField::Unit);
    let place_text = reader.field_text(ProductField::Place);
    let Some(memo) = memo else {
        let mut place = ProductPlace {
            written: place_text,
            province,
            district,
            commune: producer.commune.clone(),
            unit,
            address: producer.address.clone(),
        };
        // A row that a person added has no id yet and may leave out the unit.
        if reader.field_text(ProductField::Id).is_none() {
            PlaceTables::quang_ninh().complete_unit(&mut place);
        }
        return place;
    };
    let section_place = || section_place.map(str::to_owned);
    let place_text = place_text.or_else(|| match (&district, &producer.commune, &unit) {
        (None, None, None) => section_place(),
        _ => None,
    });
    let district = district.or_else(|| producer.commune.as_ref().and_then(|_| section_place()));
    let written = WrittenPlace {
        commune: producer.commune.as_deref(),
        district: district.as_deref(),
        province: province.as_deref(),
        unit: unit.as_deref(),
        place: place_text.as_deref(),
        address: producer.address.as_deref(),
    };
    let resolved = memo.get_or_insert_with(&memo_key(&written), || place::resolve_place(&written));
    report_doubts(reader, &written, &resolved.doubts);
    resolved.place
}

fn memo_key(written: &WrittenPlace<'_>) -> String {
    let cells = [
        written.commune,
        written.district,
        written.province,
        written.unit,
        written.place,
        written.address,
    ];
    cells.map(Option::unwrap_or_default).join("\u{1f}")
}

/// Reports the doubts at the first cell that names a place.
fn report_doubts(reader: &mut RowReader<'_>, written: &WrittenPlace<'_>, doubts: &[PlaceDoubt]) {
    let cells = [
        (ProductField::Commune, written.commune),
        (ProductField::Unit, written.unit),
        (ProductField::District, written.district),
        (ProductField::Place, written.place),
        (ProductField::Address, written.address),
    ];
    let Some((field, text)) = cells
        .into_iter()
        .find_map(|(field, text)| Some((field, text?)))
    else {
        return;
    };
    for doubt in doubts {
        let reason = match doubt {
            PlaceDoubt::Unknown => ProblemReason::PlaceUnknown,
            PlaceDoubt::Ambiguous => ProblemReason::PlaceAmbiguous,
            PlaceDoubt::Split => ProblemReason::PlaceSplit,
            PlaceDoubt::Contradicts => ProblemReason::PlaceContradicts,
        };
        reader.add_problem(field, text, reason);
    }
}
