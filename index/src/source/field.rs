//! The fields that a column of a list can hold, and their keys.

use std::fmt;
use std::str::FromStr;

/// A field of a product's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProductField {
    /// Running number (`TT`, `STT`). Not stored.
    Number,
    /// Our own record id.
    Id,
    /// Product name.
    Name,
    /// Dish or crop.
    Specialty,
    /// Product group, in words or as a Roman number.
    Group,
    /// Official product code.
    Code,
    /// Producer's name.
    Producer,
    /// Producer kind in words.
    Kind,
    /// Producer kind in the words of an earlier list: a column of our own export.
    KindWritten,
    /// The producer's representative.
    Representative,
    /// Telephone.
    Phone,
    /// E-mail address.
    Email,
    /// Tax code.
    TaxCode,
    /// Street, hamlet or area, or a whole address with commune and district.
    Address,
    /// Commune, of 2023 or current; the name decides which.
    Commune,
    /// District of 2023.
    District,
    /// Province.
    Province,
    /// Unit since 2025-07-01.
    Unit,
    /// A place of any level in words.
    Place,
    /// Marks for this number of stars, as under `3 sao | 4 sao | 5 sao`.
    StarMark(u8),
    /// A field of a recognition. Block 0 is the only recognition of the list, or the current one beside numbered
    /// ones (`lần 1`, `lần 2`).
    Recognition(u8, RecognitionField),
    /// Life status in words (`HIEULUC`, "đã thu hồi").
    Status,
    /// Sales channels, several in a cell.
    Channel,
    /// Trace stamps, several in a cell.
    Trace,
    /// Yearly revenue, million đồng.
    Revenue,
    /// Addresses of sources, several in a cell.
    Source,
    /// Remark in Vietnamese.
    Note,
    /// Remark in English.
    NoteEn,
    /// A column that is recognized but not stored (picture, another system's key of an administrative unit).
    Ignored,
}

/// A field of one recognition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecognitionField {
    /// Stars.
    Star,
    /// Kind of recognition: new, renewed, upgraded.
    Kind,
    /// Its date, or only its year.
    Date,
    /// Its year.
    Year,
    /// The date of the source that mentions it.
    Seen,
    /// Printed expiry.
    Expires,
    /// Number of the decision; may hold the date too.
    Decision,
    /// Points of the council.
    Score,
    /// The authority that decided.
    Authority,
    /// Place as written in the decision.
    Place,
    /// Address of the source.
    Source,
}

/// Most numbered recognitions in a row.
pub const MAX_BLOCKS: u8 = 20;

impl ProductField {
    /// The fields outside recognitions, with their keys.
    const PLAIN_FIELDS: [(Self, &'static str); 30] = [
        (Self::Number, "number"),
        (Self::Id, "id"),
        (Self::Name, "name"),
        (Self::Specialty, "specialty"),
        (Self::Group, "group"),
        (Self::Code, "code"),
        (Self::Producer, "producer"),
        (Self::Kind, "producer_kind"),
        (Self::KindWritten, "kind_written"),
        (Self::Representative, "representative"),
        (Self::Phone, "phone"),
        (Self::Email, "email"),
        (Self::TaxCode, "tax_code"),
        (Self::Address, "address"),
        (Self::Commune, "commune"),
        (Self::District, "district"),
        (Self::Province, "province"),
        (Self::Unit, "unit"),
        (Self::Place, "place"),
        (Self::StarMark(3), "star_mark_3"),
        (Self::StarMark(4), "star_mark_4"),
        (Self::StarMark(5), "star_mark_5"),
        (Self::Status, "status"),
        (Self::Channel, "channels"),
        (Self::Trace, "traces"),
        (Self::Revenue, "revenue"),
        (Self::Source, "sources"),
        (Self::Note, "note"),
        (Self::NoteEn, "note_en"),
        (Self::Ignored, "ignored"),
    ];

    /// Every key that `--map` accepts; recognition fields without a number.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        let plain = Self::PLAIN_FIELDS.iter().map(|(_, key)| *key);
        plain.chain(RecognitionField::ALL.iter().map(|field| field.key()))
    }
}

impl RecognitionField {
    /// Every field of a recognition.
    pub const ALL: [Self; 11] = [
        Self::Star,
        Self::Kind,
        Self::Date,
        Self::Year,
        Self::Seen,
        Self::Expires,
        Self::Decision,
        Self::Score,
        Self::Authority,
        Self::Place,
        Self::Source,
    ];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::Kind => "recognition_kind",
            Self::Date => "date",
            Self::Year => "year",
            Self::Seen => "seen",
            Self::Expires => "expires",
            Self::Decision => "decision",
            Self::Score => "score",
            Self::Authority => "authority",
            Self::Place => "recognition_place",
            Self::Source => "recognition_source",
        }
    }
}

/// Parses `name`, `star` (the only or current recognition), `star.2` (the second one).
impl FromStr for ProductField {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((field, _)) = Self::PLAIN_FIELDS.iter().find(|(_, key)| *key == text) {
            return Ok(*field);
        }
        let (key, block) = match text.split_once('.') {
            None => (text, 0),
            Some((key, number)) => (key, number.parse().map_err(|_| ())?),
        };
        let field = RecognitionField::ALL
            .into_iter()
            .find(|field| field.key() == key);
        match field {
            Some(field) if block <= MAX_BLOCKS => Ok(Self::Recognition(block, field)),
            _ => Err(()),
        }
    }
}

impl fmt::Display for ProductField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recognition(0, field) => f.write_str(field.key()),
            Self::Recognition(block, field) => write!(f, "{}.{block}", field.key()),
            plain => {
                let row = Self::PLAIN_FIELDS.iter().find(|(field, _)| field == plain);
                f.write_str(row.map_or("", |(_, key)| key))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_written_and_read_back() {
        for key in ProductField::keys() {
            assert_eq!(key.parse::<ProductField>().unwrap().to_string(), key);
        }
        let second: ProductField = "star.2".parse().unwrap();
        assert_eq!(second, ProductField::Recognition(2, RecognitionField::Star));
        assert_eq!(second.to_string(), "star.2");
        for wrong in ["", "stars", "star.x", "star.99", "name.2"] {
            assert!(wrong.parse::<ProductField>().is_err(), "{wrong}");
        }
    }
}
