//! The records: a product, its producer, its place and its recognitions. Plain data.
//!
//! A product has many recognitions; its current star and its status are *derived* for a day (see [`crate::status`])
//! and never stored. A value that the sources do not give is absent.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One product as the sources give it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Stable key of the record, for example `qn-016`.
    pub id: String,
    /// The name as published.
    pub name: String,
    /// The product's own dish or crop (`chả mực`), from the reviewed table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specialty: Option<String>,
    /// Product group I to VI of the rating law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<ProductGroup>,
    /// The official product code, if a source prints one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its producer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<Producer>,
    /// Its place of production.
    #[serde(default, skip_serializing_if = "ProductPlace::is_empty")]
    pub place: ProductPlace,
    /// Every known recognition, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recognitions: Vec<Recognition>,
    /// Its sales channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<SalesChannel>,
    /// Traceability stamps: an address, or the printed text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub traces: Vec<String>,
    /// Yearly revenue in million đồng, a decimal number as text (`DoanhThuNam` of QĐ 5277/QĐ-BNNMT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue: Option<String>,
    /// Sources of the record: full addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// A remark for readers of the record.
    #[serde(default, skip_serializing_if = "BilingualNote::is_empty")]
    pub note: BilingualNote,
}

/// What a product is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductName {
    /// The id of its record.
    pub id: String,
    /// The name as published.
    pub name: String,
    /// The name of its producer.
    pub producer: Option<String>,
}

/// A product group, and whether a source gave it or it follows from the specialty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductGroup {
    /// Roman number `I` to `VI`, 26/2026/QĐ-TTg Annex I (148/QĐ-TTg Annex I alike).
    pub code: String,
    /// True when no source prints it and it follows from the specialty and the wording of the Annex.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
}

/// The legal subject that makes a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Producer {
    /// Its name as published.
    pub name: String,
    /// Its kind, derived from the published name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProducerKind>,
    /// Its kind in the words of the list, where a list has a column for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_written: Option<String>,
    /// Its representative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<String>,
    /// Telephone, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Tax code, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_code: Option<String>,
}

/// Kinds of producer in official totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProducerKind {
    /// Doanh nghiệp.
    Enterprise,
    /// Hợp tác xã.
    Cooperative,
    /// Tổ hợp tác.
    CooperativeGroup,
    /// Hộ kinh doanh, cơ sở sản xuất.
    Household,
    /// Trang trại.
    Farm,
    /// Hội, trung tâm, đơn vị sự nghiệp.
    Other,
}

impl ProducerKind {
    /// Every kind, in the order of official totals.
    pub const ALL: [Self; 6] = [
        Self::Enterprise,
        Self::Cooperative,
        Self::CooperativeGroup,
        Self::Household,
        Self::Farm,
        Self::Other,
    ];

    /// The key used in files, filters and machine-readable output.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Cooperative => "cooperative",
            Self::CooperativeGroup => "cooperative_group",
            Self::Household => "household",
            Self::Farm => "farm",
            Self::Other => "other",
        }
    }
}

/// A way in which a product is sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SalesChannel {
    /// The kind of channel.
    pub kind: ChannelKind,
    /// Its web address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The text of the list, where it says more than the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// Kinds of sales channels that reports count. The first ones are e-commerce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// voso.vn.
    Voso,
    /// postmart.vn, buudien.vn.
    Postmart,
    /// shopee.vn.
    Shopee,
    /// lazada.vn.
    Lazada,
    /// tiki.vn.
    Tiki,
    /// sendo.vn.
    Sendo,
    /// TikTok Shop.
    TiktokShop,
    /// Facebook.
    Facebook,
    /// Zalo.
    Zalo,
    /// A portal of the province or the programme (teqni.gov.vn, ocop.com.vn).
    Portal,
    /// The producer's own website.
    OwnPage,
    /// Another online channel.
    OtherOnline,
    /// Supermarket, shop chain.
    Supermarket,
    /// OCOP centre or point of sale.
    OcopCentre,
    /// Shop, market, agent, the workshop itself.
    Shop,
    /// Export.
    Export,
    /// Something else.
    Other,
}

impl ChannelKind {
    /// Every kind.
    pub const ALL: [Self; 17] = [
        Self::Voso,
        Self::Postmart,
        Self::Shopee,
        Self::Lazada,
        Self::Tiki,
        Self::Sendo,
        Self::TiktokShop,
        Self::Facebook,
        Self::Zalo,
        Self::Portal,
        Self::OwnPage,
        Self::OtherOnline,
        Self::Supermarket,
        Self::OcopCentre,
        Self::Shop,
        Self::Export,
        Self::Other,
    ];

    /// The key used in files, filters and the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Voso => "voso",
            Self::Postmart => "postmart",
            Self::Shopee => "shopee",
            Self::Lazada => "lazada",
            Self::Tiki => "tiki",
            Self::Sendo => "sendo",
            Self::TiktokShop => "tiktok_shop",
            Self::Facebook => "facebook",
            Self::Zalo => "zalo",
            Self::Portal => "portal",
            Self::OwnPage => "own_page",
            Self::OtherOnline => "other_online",
            Self::Supermarket => "supermarket",
            Self::OcopCentre => "ocop_centre",
            Self::Shop => "shop",
            Self::Export => "export",
            Self::Other => "other",
        }
    }

    /// True for an online channel: what a province reports as "on e-commerce".
    pub(crate) const fn is_online(self) -> bool {
        (self as u8) <= (Self::OtherOnline as u8)
    }
}

/// The place of production: as written, by the districts of 2023 and by the communes of 2025.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductPlace {
    /// As the source writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Province, without its type word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// District of 2023, without its type word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Commune of 2023, with its type word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune: Option<String>,
    /// Commune-level unit since 2025-07-01; absent while it is not certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Street, hamlet or area, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl ProductPlace {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One recognition, as a decision or another source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// Stars, 1 to 5; only 3 and up are certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub star: Option<u8>,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RecognitionKind>,
    /// Its date, or only its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<DateOrYear>,
    /// The year printed beside the date, where it is another year: a gap for a person to resolve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The date of the source, for a recognition without a date of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<DateOrYear>,
    /// The expiry printed on the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Number of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Points of the council, a decimal number as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// The deciding authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The place as written in that decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The full address of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Kinds of recognition (rules of the rating programme), and of what is only proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecognitionKind {
    /// Cấp mới.
    New,
    /// Cấp lại.
    Renewed,
    /// Nâng hạng.
    Upgraded,
    /// Hạ hạng, at a re-rating.
    Downgraded,
    /// Thu hồi.
    Withdrawn,
    /// Tiềm năng 5 sao: proposed to the central level; the present certificate, if a source states one, is the lower
    /// one. 26/2026/QĐ-TTg art. 7.3e provides for none meanwhile: the province only approves the result.
    Pending5,
    /// Đề nghị công nhận: outcome not known.
    Proposed,
    /// Đề nghị thu hồi: outcome not known.
    WithdrawalProposed,
    /// Đưa ra khỏi Chương trình, dừng sản xuất.
    Left,
}

impl RecognitionKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Renewed,
        Self::Upgraded,
        Self::Downgraded,
        Self::Withdrawn,
        Self::Pending5,
        Self::Proposed,
        Self::WithdrawalProposed,
        Self::Left,
    ];

    /// True where it ends a certificate, or the programme for the product.
    pub(crate) const fn ends_certificate(self) -> bool {
        matches!(
            self,
            Self::Withdrawn | Self::WithdrawalProposed | Self::Left
        )
    }

    /// The key used in files and in the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renewed => "renewed",
            Self::Upgraded => "upgraded",
            Self::Downgraded => "downgraded",
            Self::Withdrawn => "withdrawn",
            Self::Pending5 => "pending5",
            Self::Proposed => "proposed",
            Self::WithdrawalProposed => "withdrawal_proposed",
            Self::Left => "left",
        }
    }
}

/// A date, or only a year when the source gives no more. Written `2023` or `2025-01-17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum DateOrYear {
    /// Only the year is known.
    Year(i16),
    /// The day is known.
    Day(Date),
}

impl DateOrYear {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// The first and the last day it can mean.
    pub(crate) fn date_range(self) -> (Date, Date) {
        match self {
            Self::Year(year) => (
                Date::new(year, 1, 1).unwrap_or(Date::MIN),
                Date::new(year, 12, 31).unwrap_or(Date::MAX),
            ),
            Self::Day(day) => (day, day),
        }
    }
}

impl FromStr for DateOrYear {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is neither a year (2023) nor a date (2023-12-31)");
        if text.len() == 4 {
            let year: i16 = text.parse().map_err(|_| wrong())?;
            if (1900..=2999).contains(&year) {
                return Ok(Self::Year(year));
            }
            return Err(wrong());
        }
        text.parse().map(Self::Day).map_err(|_| wrong())
    }
}

impl TryFrom<String> for DateOrYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for DateOrYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl From<DateOrYear> for String {
    fn from(when: DateOrYear) -> Self {
        when.to_string()
    }
}

/// A remark in both languages of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BilingualNote {
    /// In Vietnamese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vi: String,
    /// In English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
}

impl BilingualNote {
    /// True without text in either language.
    pub fn is_empty(&self) -> bool {
        self.vi.is_empty() && self.en.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stays_a_year_and_a_date_a_date() {
        for text in ["2023", "2025-01-17"] {
            let when: DateOrYear = text.parse().unwrap();
            assert_eq!(when.to_string(), text);
        }
        for wrong in ["23", "0000", "2023-13-01", "17/1/2025", ""] {
            assert!(wrong.parse::<DateOrYear>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_record_with_an_unknown_field_is_refused_instead_of_losing_it() {
        let line = r#"{"id":"a","name":"b","stars":4}"#;
        assert!(serde_json::from_str::<Product>(line).is_err());
    }
}
