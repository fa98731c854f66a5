//! One product as lines of text, for the record pane, the linear mode and `ocop show`.
//!
//! The order is that of questions at a fair booth: name, stars, still valid, from where, phone,
//! who, then the history of recognitions and the sources. Unknown values are named together in one line.
//! Styling and wrapping are left to the caller.

use jiff::civil::Date;
use ocop_index::Facet;
use ocop_index::place::merged_province;
use ocop_index::product::{Product, Recognition};
use ocop_index::search::SearchHit;

use crate::wording::label;
use crate::wording::law_text;
use crate::wording::locale::Locale;
use crate::wording::phone_text;

/// The other products of a product's producer, as a record lists them.
#[derive(Clone, Debug, Default)]
pub struct SiblingProducts {
    /// The first of them, most stars first.
    pub hits: Vec<SearchHit>,
    /// The number of products beyond these.
    pub more: usize,
}

/// One line of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductTextLine {
    /// The product's name.
    Title(String),
    /// Stars and status.
    State {
        /// Stars in hand.
        star: Option<u8>,
        /// Status and until when.
        text: String,
    },
    /// A label and a value.
    Field(String, String),
    /// The heading of a section.
    Heading(String),
    /// A sentence, or one recognition; `true` marks the current one.
    Item(String, bool),
    /// A URL, which must not be wrapped.
    Link(String),
    /// An empty line.
    Blank,
}

impl std::fmt::Display for ProductTextLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Title(text) | Self::Heading(text) | Self::State { star: None, text } => {
                f.write_str(text)
            }
            Self::State {
                star: Some(star),
                text,
            } => {
                write!(f, "{} {text}", "*".repeat(usize::from(*star)))
            }
            Self::Field(label, value) => {
                let pad = 16_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(&**label));
                write!(f, "  {label}{} {value}", " ".repeat(pad))
            }
            Self::Item(text, true) => write!(f, "  > {text}"),
            Self::Item(text, false) => write!(f, "  - {text}"),
            Self::Link(text) => write!(f, "  {text}"),
            Self::Blank => Ok(()),
        }
    }
}

/// The lines of a product for a day, with the other products of its producer if they are known.
pub fn describe_product(
    locale: &Locale,
    hit: &SearchHit,
    siblings: Option<&SiblingProducts>,
    day: Date,
) -> Vec<ProductTextLine> {
    let product = &hit.product;
    let producer = product.producer.as_ref();
    let place = &product.place;
    let kind = producer
        .and_then(|producer| producer.kind)
        .map(|kind| label::producer_kind_label(locale, kind));
    let group = product.group.as_ref().map(|group| {
        let name = label::product_group_label(locale, &group.code);
        if group.derived {
            locale.fill("record.derived", &[("value", &name)])
        } else {
            name
        }
    });
    let mut lines = vec![
        ProductTextLine::Title(product.name.clone()),
        ProductTextLine::State {
            star: hit.state.star,
            text: describe_rating(locale, hit),
        },
        ProductTextLine::Blank,
    ];
    let fields = [
        ("record.district", place.district.as_deref()),
        ("record.commune", place.commune.as_deref()),
        ("record.unit", place.unit.as_deref()),
        (
            "record.phone",
            producer.and_then(|producer| producer.phone.as_deref()),
        ),
        ("record.kind", kind.as_deref()),
        (
            "record.producer",
            producer.map(|producer| producer.name.as_str()),
        ),
        ("record.specialty", product.specialty.as_deref()),
        ("record.group", group.as_deref()),
        ("record.code", product.code.as_deref()),
        ("record.id", Some(product.id.as_str())),
    ];
    let known = fields.iter().filter_map(|(key, value)| {
        let value = (*value)?.to_owned();
        Some(ProductTextLine::Field(locale.t(key).to_owned(), value))
    });
    lines.extend(known);
    lines.extend(describe_optional_fields(locale, product));
    let unknown = fields.iter().filter(|(_, value)| value.is_none());
    lines.extend(describe_unknown_fields(
        locale,
        unknown.map(|(key, _)| *key),
    ));
    lines.push(ProductTextLine::Blank);
    lines.push(ProductTextLine::Heading(
        locale.t("record.recognitions").to_owned(),
    ));
    if product.recognitions.is_empty() {
        lines.push(ProductTextLine::Item(
            locale.t("record.no_recognition").to_owned(),
            false,
        ));
    }
    for (number, recognition) in product.recognitions.iter().enumerate() {
        let current = hit.state.current == Some(number);
        lines.push(ProductTextLine::Item(
            describe_recognition(locale, recognition),
            current,
        ));
        lines.extend(recognition.source.clone().map(ProductTextLine::Link));
        if current {
            let late = law_text::describe_late_rerating(locale, &hit.state, day);
            lines.extend(late.map(|text| ProductTextLine::Item(text, false)));
        }
    }
    lines.extend(siblings.map_or_else(Vec::new, |siblings| describe_siblings(locale, siblings)));
    let note = locale.note_text(&product.note);
    if !note.is_empty() {
        lines.push(ProductTextLine::Blank);
        lines.push(ProductTextLine::Heading(locale.t("record.note").to_owned()));
        lines.push(ProductTextLine::Item(note.to_owned(), false));
    }
    lines.push(ProductTextLine::Blank);
    lines.push(ProductTextLine::Heading(
        locale.t("record.sources").to_owned(),
    ));
    if product.sources.is_empty() {
        lines.push(ProductTextLine::Item(
            locale.t("record.no_source").to_owned(),
            false,
        ));
    }
    lines.extend(product.sources.iter().cloned().map(ProductTextLine::Link));
    lines.push(ProductTextLine::Blank);
    lines.push(ProductTextLine::Item(
        locale.fill("record.day", &[("day", &locale.format_date(day))]),
        false,
    ));
    lines
}

/// The names of what no source gives, in one line.
fn describe_unknown_fields<'a>(
    locale: &Locale,
    keys: impl Iterator<Item = &'a str>,
) -> Option<ProductTextLine> {
    let in_sentence = |key: &str| {
        let mut letters = locale.t(key).chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect::<String>()
    };
    let names: Vec<String> = keys.map(in_sentence).collect();
    let label = locale.t("record.unknown").to_owned();
    (!names.is_empty()).then(|| ProductTextLine::Field(label, names.join(", ")))
}

/// The same lines for a person to read: digits of telephone numbers in groups.
pub fn group_phone_lines(
    locale: &Locale,
    lines: impl IntoIterator<Item = ProductTextLine>,
) -> impl Iterator<Item = ProductTextLine> {
    let phone = locale.t("record.phone").to_owned();
    lines.into_iter().map(move |line| match line {
        ProductTextLine::Field(label, text) if label == phone => {
            ProductTextLine::Field(label, phone_text::group_phone_digits(&text))
        }
        line => line,
    })
}

/// The other products of the producer, each with its stars and whether they are still valid.
fn describe_siblings(locale: &Locale, siblings: &SiblingProducts) -> Vec<ProductTextLine> {
    if siblings.hits.is_empty() {
        return Vec::new();
    }
    let heading = locale.t("record.others").to_owned();
    let mut lines = vec![ProductTextLine::Blank, ProductTextLine::Heading(heading)];
    let items = siblings.hits.iter();
    lines.extend(items.map(|hit| ProductTextLine::Item(describe_sibling(locale, hit), false)));
    if siblings.more > 0 {
        let more = locale.format_number(siblings.more);
        let more = locale.fill("record.more", &[("n", &more)]);
        lines.push(ProductTextLine::Item(more, false));
    }
    lines
}

/// A sibling in a line: `Trà hoa vàng · 4 sao · còn hiệu lực`.
fn describe_sibling(locale: &Locale, hit: &SearchHit) -> String {
    let star = hit.state.star.map(|star| star.to_string());
    let star = star.as_deref().unwrap_or(ocop_index::NOT_GIVEN);
    let mut parts = vec![
        hit.product.name.clone(),
        label::facet_value_label(locale, Facet::Star, star),
    ];
    if hit.state.status != ocop_index::ProductStatus::Unrated {
        parts.push(label::status_label(locale, hit.state.status));
    }
    parts.join(" · ")
}

/// The fields that few records have; unknown ones are left out.
fn describe_optional_fields(locale: &Locale, product: &Product) -> Vec<ProductTextLine> {
    let producer = product.producer.as_ref();
    let place = &product.place;
    // A province that was merged into another one in 2025 is shown with both names.
    let merged = place.province.as_deref().and_then(|old| {
        let new = merged_province(old)?;
        (new != old).then(|| locale.fill("record.merged", &[("old", &old), ("new", &new)]))
    });
    let channels: Vec<String> = product
        .channels
        .iter()
        .map(|channel| {
            let kind = label::facet_value_label(locale, Facet::Channel, channel.kind.key());
            let mut parts = vec![kind];
            parts.extend(channel.written.clone());
            parts.join(" ")
        })
        .collect();
    let list = |parts: &[String]| (!parts.is_empty()).then(|| parts.join(", "));
    let values = [
        (
            "record.representative",
            producer.and_then(|producer| producer.representative.clone()),
        ),
        (
            "record.email",
            producer.and_then(|producer| producer.email.clone()),
        ),
        (
            "record.tax_code",
            producer.and_then(|producer| producer.tax_code.clone()),
        ),
        (
            "record.kind_written",
            producer.and_then(|producer| producer.kind_written.clone()),
        ),
        ("record.address", place.address.clone()),
        ("record.province", merged),
        ("record.channels", list(&channels)),
        ("record.traces", list(&product.traces)),
        ("record.revenue", product.revenue.clone()),
    ];
    let known = values
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)));
    let mut lines = Vec::new();
    for (key, value) in known {
        lines.push(ProductTextLine::Field(locale.t(key).to_owned(), value));
        if key == "record.channels" {
            let shops = product.channels.iter();
            lines.extend(shops.filter_map(|shop| shop.link.clone().map(ProductTextLine::Link)));
        }
    }
    lines
}

/// Stars and status in a line: `4 sao · còn hiệu lực · đến 17/01/2028`.
fn describe_rating(locale: &Locale, hit: &SearchHit) -> String {
    let mut parts = Vec::new();
    let star = hit.state.star.map(|star| star.to_string());
    parts.push(label::facet_value_label(
        locale,
        ocop_index::Facet::Star,
        star.as_deref().unwrap_or(ocop_index::NOT_GIVEN),
    ));
    if hit.state.status != ocop_index::ProductStatus::Unrated {
        parts.push(label::status_label(locale, hit.state.status));
    }
    let current = hit
        .state
        .current
        .and_then(|number| hit.product.recognitions.get(number));
    let given = current.and_then(|recognition| recognition.when);
    parts.extend(
        hit.state
            .expiry
            .map(|expiry| label::describe_expiry(locale, &expiry, given)),
    );
    if hit.state.contested {
        parts.insert(1, locale.t("left.contested").to_owned());
    }
    parts.join(" · ")
}

/// One recognition in a line.
pub fn describe_recognition(locale: &Locale, recognition: &Recognition) -> String {
    let mut parts = vec![label::recognition_date_label(locale, recognition.when)];
    if let (None, Some(seen)) = (recognition.when, recognition.seen) {
        parts[0] = locale.fill(
            "record.seen",
            &[("when", &locale.format_date_or_year(seen))],
        );
    }
    if let Some(star) = recognition.star {
        parts.push(locale.fill("value.star", &[("n", &star)]));
    }
    if let Some(kind) = recognition.kind {
        parts.push(locale.t(&format!("act.{}", kind.key())).to_owned());
    }
    if let Some(decision) = &recognition.decision {
        parts.push(locale.fill("record.decision", &[("number", decision)]));
    }
    parts.extend(recognition.authority.clone());
    parts.extend(recognition.place.clone());
    if let Some(score) = &recognition.score {
        parts.push(locale.fill("record.score", &[("score", score)]));
    }
    if let Some(year) = recognition.year {
        parts.push(locale.fill("record.year", &[("year", &year)]));
    }
    if let Some(day) = recognition.expires {
        parts.push(locale.fill("left.printed", &[("date", &locale.format_date(day))]));
    } else if let (Some(_), Some(when)) = (recognition.star, recognition.when) {
        parts.push(law_text::describe_validity(locale, when));
    }
    parts.extend(law_text::describe_law(locale, recognition));
    parts.join(" · ")
}
