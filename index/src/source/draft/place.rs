//! The place of a row: its cells, resolved by [`crate::place`].

use super::heading::OpenHeadings;
use super::producer::ProducerCells;
use super::row_reader::RowReader;
use super::text_memo::TextMemo;
use crate::place::{self, PlaceDoubt, PlaceTables, ResolvedPlace, WrittenPlace};
use crate::product::ProductPlace;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// The place of a row. Headings above it fill what its own cells leave open. `memo` is absent for our own export, whose
/// columns are copied unchanged.
pub(super) fn read_place(
    reader: &mut RowReader<'_>,
    producer: &ProducerCells,
    headings: &OpenHeadings,
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
    let own = WrittenPlace {
        commune: producer.commune.as_deref(),
        district: district.as_deref(),
        province: province.as_deref(),
        unit: unit.as_deref(),
        place: place_text.as_deref(),
        address: producer.address.as_deref(),
    };
    let heading_text = headings.place_text();
    let written = fill_from_headings(own, heading_text.as_deref(), headings.district_text(), memo);
    let resolved = resolve_with_memo(&written, memo);
    report_doubts(reader, &written, &resolved.doubts);
    if let Some(address) = written.address
        && !address.contains(char::is_alphabetic)
    {
        // A date or a telephone number that belongs into another column.
        reader.add_problem(ProductField::Address, address, ProblemReason::PlaceUnknown);
    }
    if let Some(text) = &heading_text {
        report_other_heading(reader, &written, &resolved.place, text, memo);
    }
    resolved.place
}

fn resolve_with_memo(
    written: &WrittenPlace<'_>,
    memo: &mut TextMemo<ResolvedPlace>,
) -> ResolvedPlace {
    memo.get_or_insert_with(&memo_key(written), || place::resolve_place(written))
}

/// The cells of a row with what headings add: the whole place where the row names none, the district where it names
/// only a commune.
fn fill_from_headings<'a>(
    own: WrittenPlace<'a>,
    heading_text: Option<&'a str>,
    heading_district: Option<&'a str>,
    memo: &mut TextMemo<ResolvedPlace>,
) -> WrittenPlace<'a> {
    let names_no_place = own.district.is_none()
        && own.commune.is_none()
        && own.unit.is_none()
        && own.place.is_none();
    if names_no_place {
        return WrittenPlace {
            place: heading_text,
            ..own
        };
    }
    if own.district.is_some() || heading_district.is_none() {
        return own;
    }
    let names_district = resolve_with_memo(&own, memo).place.district.is_some();
    WrittenPlace {
        district: heading_district.filter(|_| !names_district),
        ..own
    }
}

/// Reports a row whose own place is in another district than the heading above it.
fn report_other_heading(
    reader: &mut RowReader<'_>,
    written: &WrittenPlace<'_>,
    place: &ProductPlace,
    heading_text: &str,
    memo: &mut TextMemo<ResolvedPlace>,
) {
    let heading = WrittenPlace {
        place: Some(heading_text),
        ..WrittenPlace::default()
    };
    let heading = resolve_with_memo(&heading, memo).place;
    let differs = place.district.is_some()
        && heading.district.is_some()
        && place.district != heading.district;
    let own_cells = [
        (ProductField::District, written.district),
        (ProductField::Commune, written.commune),
        (ProductField::Place, written.place),
        (ProductField::Address, written.address),
    ];
    if differs
        && let Some((field, text)) = own_cells
            .into_iter()
            .find_map(|(field, text)| Some((field, text?)))
    {
        reader.add_problem(field, text, ProblemReason::HeadingDisagrees);
    }
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
