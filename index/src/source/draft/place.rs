//! Where a row says that its product is made. Must not: look names up; [`crate::place`] does.

use super::super::field::Field;
use super::super::problem::Reason;
use super::Reading;
use super::maker::Maker;
use super::memo::Memo;
use crate::place::{self, Doubt, Places, Resolved, Written};
use crate::product::Place;

/// The place of a row. In our own export (`known` is absent) every column says what it says.
pub(super) fn read(
    reading: &mut Reading<'_>,
    maker: &Maker,
    section: Option<&str>,
    known: Option<&mut Memo<Resolved>>,
) -> Place {
    let district = maker.district.clone();
    let province = reading.text(Field::Province);
    let unit = reading.text(Field::Unit);
    let words = reading.text(Field::Place);
    let Some(known) = known else {
        let mut place = Place {
            written: words,
            province,
            district,
            commune: maker.commune.clone(),
            unit,
            address: maker.address.clone(),
        };
        // A row that a person added has no id yet and may leave the unit to us.
        if reading.text(Field::Id).is_none() {
            Places::quang_ninh().settle(&mut place);
        }
        return place;
    };
    let words = words.or_else(|| match (&district, &maker.commune, &unit) {
        (None, None, None) => section.map(str::to_owned),
        _ => None,
    });
    let district = district.or_else(|| maker.commune.as_ref().and(section.map(str::to_owned)));
    let written = Written {
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
    let resolved = known.get(&key, || place::resolve(&written));
    let said = [
        (Field::Commune, &maker.commune),
        (Field::Unit, &unit),
        (Field::District, &district),
        (Field::Place, &words),
        (Field::Address, &maker.address),
    ];
    let said = said
        .into_iter()
        .find_map(|(field, text)| Some((field, text.as_deref()?)));
    if let Some((field, text)) = said {
        for doubt in &resolved.doubts {
            let reason = match doubt {
                Doubt::Unknown => Reason::PlaceUnknown,
                Doubt::Ambiguous => Reason::PlaceAmbiguous,
                Doubt::Split => Reason::PlaceSplit,
                Doubt::Contradicts => Reason::PlaceContradicts,
            };
            reading.notice(field, text, reason);
        }
    }
    resolved.place
}
