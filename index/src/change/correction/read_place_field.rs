//! Reads a part of a product's place. The other parts stand beside it as they would in the row of a list, so that a
//! commune that is not in the district is refused.

use jiff::civil::Date;

use super::read_field::{FieldProblem, ReadValue, read_cells, refuse};
use crate::product::{Product, ProductPlace};
use crate::source::draft::read_typed_cells;
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// Reads province, district, commune, unit or address.
pub(super) fn read_place_field(
    product: &Product,
    field: ProductField,
    text: &str,
    day: Date,
) -> Result<ReadValue, FieldProblem> {
    let mut changed = product.clone();
    let place = &mut changed.place;
    if text.is_empty() {
        clear_part(place, field);
        return Ok(ReadValue::new(changed, Vec::new()));
    }
    let remarks = match field {
        ProductField::Province => set_province(place, text, day)?,
        ProductField::District => set_district(place, text, day)?,
        ProductField::Commune => set_commune(place, text, day)?,
        ProductField::Unit => set_unit(place, text, day)?,
        ProductField::Address if !text.contains(char::is_alphabetic) => {
            return Err(refuse(text, ProblemReason::PlaceUnknown));
        }
        ProductField::Address => {
            place.address = Some(text.to_owned());
            Vec::new()
        }
        _ => return Err(FieldProblem::NotCorrectable),
    };
    Ok(ReadValue::new(changed, remarks))
}

fn clear_part(place: &mut ProductPlace, field: ProductField) {
    match field {
        ProductField::Province => place.province = None,
        ProductField::District => place.district = None,
        ProductField::Commune => place.commune = None,
        ProductField::Unit => place.unit = None,
        _ => place.address = None,
    }
}

/// The cell of a part, blank where the part is not known.
fn cell(field: ProductField, part: Option<&String>) -> (ProductField, &str) {
    (field, part.map_or("", String::as_str))
}

fn set_province(
    place: &mut ProductPlace,
    text: &str,
    day: Date,
) -> Result<Vec<ProblemReason>, FieldProblem> {
    // A doubt about a province is told at the first cell of a smaller place, so that it stands beside one.
    let row = read_typed_cells(&[(ProductField::Province, text)], day);
    let province = row.product.and_then(|read| read.place.province);
    let Some(province) = province else {
        return Err(refuse(text, ProblemReason::PlaceUnknown));
    };
    if place.province.as_ref() != Some(&province) {
        let was_known = place.province.is_some();
        place.province = Some(province);
        if was_known {
            // These were places of the other province.
            (place.district, place.commune, place.unit, place.written) = (None, None, None, None);
        }
    }
    Ok(Vec::new())
}

fn set_district(
    place: &mut ProductPlace,
    text: &str,
    day: Date,
) -> Result<Vec<ProblemReason>, FieldProblem> {
    let field = ProductField::District;
    let cells = [
        cell(ProductField::Province, place.province.as_ref()),
        (field, text),
    ];
    let (read, remarks) = read_cells(field, &cells, day)?;
    let Some(district) = read.place.district else {
        return Err(refuse(text, ProblemReason::PlaceUnknown));
    };
    if place.province.is_none() {
        place.province = read.place.province;
    }
    if place.district.as_ref() == Some(&district) {
        return Ok(remarks);
    }
    let was_known = place.district.is_some();
    place.district = Some(district);
    if was_known {
        place.written = None;
    }
    // A commune and a unit that are not in the new district go with the old one.
    let beside = [
        cell(ProductField::Province, place.province.as_ref()),
        cell(field, place.district.as_ref()),
        cell(ProductField::Commune, place.commune.as_ref()),
        cell(ProductField::Unit, place.unit.as_ref()),
    ];
    let row = read_typed_cells(&beside, day);
    let doubts = |reason| row.problems.iter().any(|problem| problem.reason == reason);
    let fits = !doubts(ProblemReason::PlaceContradicts) && !doubts(ProblemReason::PlaceUnknown);
    let read = row.product.map(|read| read.place).unwrap_or_default();
    if !fits || read.commune != place.commune {
        (place.commune, place.unit) = (None, None);
    } else if was_known || place.unit.is_none() {
        place.unit = read.unit;
    }
    Ok(remarks)
}

fn set_commune(
    place: &mut ProductPlace,
    text: &str,
    day: Date,
) -> Result<Vec<ProblemReason>, FieldProblem> {
    let field = ProductField::Commune;
    let cells = [
        cell(ProductField::Province, place.province.as_ref()),
        cell(ProductField::District, place.district.as_ref()),
        (field, text),
    ];
    let (read, remarks) = read_cells(field, &cells, day)?;
    let read = read.place;
    let Some(commune) = read.commune else {
        return Err(refuse(text, ProblemReason::PlaceUnknown));
    };
    if place.commune.as_ref() == Some(&commune) {
        return Ok(remarks);
    }
    if place.commune.is_some() {
        place.written = None;
    }
    place.commune = Some(commune);
    place.unit = read.unit;
    if place.district.is_none() {
        place.district = read.district;
    }
    if place.province.is_none() {
        place.province = read.province;
    }
    Ok(remarks)
}

fn set_unit(
    place: &mut ProductPlace,
    text: &str,
    day: Date,
) -> Result<Vec<ProblemReason>, FieldProblem> {
    let field = ProductField::Unit;
    let cells = [
        cell(ProductField::Province, place.province.as_ref()),
        cell(ProductField::District, place.district.as_ref()),
        cell(ProductField::Commune, place.commune.as_ref()),
        (field, text),
    ];
    let row = read_typed_cells(&cells, day);
    // Doubts are told at the first cell of a place, which is the commune where there is one.
    let refused = row.problems.iter().find(|problem| {
        matches!(
            problem.reason,
            ProblemReason::PlaceUnknown
                | ProblemReason::PlaceAmbiguous
                | ProblemReason::PlaceContradicts
        )
    });
    if let Some(problem) = refused {
        return Err(refuse(text, problem.reason));
    }
    match row.product.and_then(|read| read.place.unit) {
        Some(unit) => place.unit = Some(unit),
        None => return Err(refuse(text, ProblemReason::PlaceUnknown)),
    }
    Ok(Vec::new())
}
