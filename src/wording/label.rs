//! What facets, their values and dates are called in the language of the person.
//!
//! Both the command line and the screen ask here, so that the same value has one name. Must not: decide
//! anything.

use jiff::civil::Date;
use ocop_index::change::ChangeKind;
use ocop_index::product::{DateOrYear, ProducerKind, Product};
use ocop_index::search::{
    ExpiryPeriod, InterpretationSummary, MatchDistance, MatchKind, SearchField,
};
use ocop_index::source::problem::ProblemSeverity;
use ocop_index::status::{CertificateExpiry, ProductState, ProductStatus};
use ocop_index::{Facet, NOT_GIVEN, Sort};

use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;

/// How these typed words were read; `None` when as typed. Its words come from products and are made safe to
/// show.
pub fn describe_interpretation(
    locale: &Locale,
    reading: &InterpretationSummary,
    typed: &str,
) -> Option<String> {
    // A piece that stands for words or numbers of a product without being one of its words.
    let whole = typed.split_whitespace().any(|piece| {
        let letters = piece.chars().filter(|c| c.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        letters == reading.words
    });
    let key = match reading.distance {
        MatchDistance::Literal => return None,
        MatchDistance::Understood if whole => "reading.whole",
        MatchDistance::Understood => "reading.understood",
        MatchDistance::Near => "reading.near",
    };
    let told = locale.fill(key, &[("words", &sanitize_text(&reading.words))]);
    if reading.dropped.is_empty() {
        return Some(told);
    }
    let dropped = sanitize_text(&reading.dropped.join(" "));
    if reading.words.is_empty() {
        return Some(locale.fill("explain.left_out", &[("words", &dropped)]));
    }
    Some(locale.fill(
        "reading.dropped",
        &[("reading", &told), ("dropped", &dropped)],
    ))
}

/// How a word was read.
pub fn match_kind_label(locale: &Locale, way: MatchKind) -> &str {
    locale.t(match way {
        MatchKind::Exact => "way.same",
        MatchKind::WithoutMarks => "way.bare",
        MatchKind::Abbreviation => "way.abbreviation",
        MatchKind::Telex => "way.telex",
        MatchKind::Vni => "way.vni",
        MatchKind::Viqr => "way.viqr",
        MatchKind::Joined => "way.joined",
        MatchKind::Synonym => "way.synonym",
        MatchKind::Prefix => "way.beginning",
        MatchKind::WordPrefix => "way.stub",
        MatchKind::Initial => "way.initial",
        MatchKind::Code => "way.code",
        MatchKind::OtherMarks => "way.other_marks",
        MatchKind::Phonetic => "way.sound",
        MatchKind::Typo => "way.slip",
    })
}

/// The name of a searched field, in a sentence's middle.
pub fn searched_field_label(locale: &Locale, part: SearchField) -> &str {
    locale.t(match part {
        SearchField::Name => "part.name",
        SearchField::Specialty => "part.specialty",
        SearchField::Place => "part.place",
        SearchField::Producer => "part.producer",
    })
}

/// The name of a facet.
pub fn facet_label(locale: &Locale, facet: Facet) -> &str {
    locale.t(match facet {
        Facet::Star => "facet.star",
        Facet::District => "facet.district",
        Facet::Unit => "facet.unit",
        Facet::Group => "facet.group",
        Facet::ProducerKind => "facet.kind",
        Facet::Year => "facet.year",
        Facet::Status => "facet.status",
        Facet::ExpiryBand => "facet.left",
        Facet::Recognition => "facet.recognition",
        Facet::Channel => "facet.channel",
        Facet::Gap => "facet.gap",
    })
}

/// The name of an order, and that it is gone through from its end.
pub fn sort_label(locale: &Locale, sort: Sort, backwards: bool) -> String {
    let name = locale.t(&format!("sort.{}", sort.key())).to_owned();
    if backwards {
        return locale.fill("screen.backwards", &[("sort", &name)]);
    }
    name
}

/// The name of a value that stands alone: with that of its facet where several have one of this name.
pub fn standalone_value_label(locale: &Locale, facet: Facet, value: &str) -> String {
    let name = crate::wording::label::facet_value_label(locale, facet, value);
    let tells_itself = match facet {
        Facet::District | Facet::Unit | Facet::ExpiryBand => value != NOT_GIVEN,
        Facet::Status => value != ocop_index::ProductStatus::Unrated.key(),
        _ => true,
    };
    if tells_itself {
        return name;
    }
    let facet = crate::wording::label::facet_label(locale, facet);
    locale.fill("linear.filter", &[("facet", &facet), ("values", &name)])
}

/// The name of a facet's value.
pub fn facet_value_label(locale: &Locale, facet: Facet, value: &str) -> String {
    if value == NOT_GIVEN {
        let key = match facet {
            Facet::Star => "value.star_none",
            Facet::Group => "value.group_none",
            Facet::ProducerKind => "value.kind_none",
            Facet::Year => "value.year_none",
            Facet::Recognition => "value.recognition_none",
            Facet::Channel => "value.channel_none",
            Facet::Gap => "value.gap_none",
            _ => "value.none",
        };
        return locale.t(key).to_owned();
    }
    match facet {
        Facet::Star => locale.fill("value.star", &[("n", &value)]),
        Facet::Group => product_group_label(locale, value),
        Facet::ProducerKind => locale.t(&format!("kind.{value}")).to_owned(),
        Facet::Status => locale.t(&format!("status.{value}")).to_owned(),
        Facet::ExpiryBand => locale.t(&format!("band.{value}")).to_owned(),
        Facet::Recognition => locale.t(&format!("act.{value}")).to_owned(),
        Facet::Channel => locale.t(&format!("channel.{value}")).to_owned(),
        Facet::Gap => locale.t(&format!("gap.{value}")).to_owned(),
        Facet::District | Facet::Unit | Facet::Year => value.to_owned(),
    }
}

/// When certificates end: `đã hết hạn`, `tháng 03/2027`, or the year where only that is known.
pub fn expiry_period_label(locale: &Locale, due: ExpiryPeriod) -> String {
    match due {
        ExpiryPeriod::Expired => locale.t("stats.over").to_owned(),
        ExpiryPeriod::Within { year, month } if month > 12 => {
            locale.fill("stats.year", &[("year", &year)])
        }
        ExpiryPeriod::Within { year, month } => {
            let month = format!("{month:02}");
            locale.fill("stats.month", &[("month", &month), ("year", &year)])
        }
        ExpiryPeriod::Unknown => locale.t("stats.undated").to_owned(),
    }
}

/// `II Đồ uống`.
pub fn product_group_label(locale: &Locale, code: &str) -> String {
    let name = ocop_index::product_group::product_groups()
        .iter()
        .find(|group| group.code == code);
    match (name, locale.language()) {
        (Some(group), Language::Vi) => format!("{code} {}", group.vi),
        (Some(group), Language::En) => format!("{code} {}", group.en),
        (None, _) => code.to_owned(),
    }
}

/// The name of a status.
pub fn status_label(locale: &Locale, status: ProductStatus) -> String {
    facet_value_label(locale, Facet::Status, status.key())
}

/// The name of a producer's kind.
pub fn producer_kind_label(locale: &Locale, kind: ProducerKind) -> String {
    facet_value_label(locale, Facet::ProducerKind, kind.key())
}

/// How long a certificate still holds, short enough for a column: `14 tháng`, `23 ngày`, `hết hạn`.
pub fn short_time_left(locale: &Locale, state: &ProductState, day: Date) -> String {
    if state.contested {
        return locale.t("left.contested_short").to_owned();
    }
    match (state.status, state.expiry) {
        (ProductStatus::Valid | ProductStatus::ExpiringSoon, Some(expiry))
            if expiry.earliest == expiry.latest =>
        {
            match (expiry.earliest - day).get_days() {
                days @ 60.. => locale.fill("left.months", &[("n", &(days / 30))]),
                days => locale.fill("left.days", &[("n", &days)]),
            }
        }
        (
            ProductStatus::Valid | ProductStatus::ExpiringSoon | ProductStatus::Unclear,
            Some(expiry),
        ) => locale.fill("left.within", &[("year", &expiry.latest.year())]),
        (ProductStatus::Unclear, None) => locale.t("left.undated").to_owned(),
        (ProductStatus::Unrated, _) => String::new(),
        (ProductStatus::Pending5, _) => locale.t("left.pending5").to_owned(),
        (other, _) => status_label(locale, other),
    }
}

/// The same for a line that is listened to, without a column's head: `còn 14 tháng`, `hết hạn`.
pub fn describe_time_left(locale: &Locale, state: &ProductState, day: Date) -> String {
    if state.contested {
        return locale.t("left.contested").to_owned();
    }
    let left = short_time_left(locale, state, day);
    match (state.status, state.expiry) {
        (ProductStatus::Valid | ProductStatus::ExpiringSoon, Some(expiry))
            if expiry.earliest == expiry.latest =>
        {
            locale.fill("linear.left", &[("left", &left)])
        }
        (ProductStatus::Unclear, None) => locale.t("linear.undated").to_owned(),
        (ProductStatus::Pending5, _) => locale.t("linear.pending5").to_owned(),
        _ => left,
    }
}

/// When a certificate ends, in a sentence's middle: a day, or the year where only that is known.
pub fn describe_expiry(locale: &Locale, expiry: &CertificateExpiry) -> String {
    if expiry.earliest == expiry.latest {
        let basis = if expiry.printed {
            "left.printed"
        } else {
            "left.computed"
        };
        locale.fill(basis, &[("date", &locale.format_date(expiry.earliest))])
    } else {
        locale.fill("left.year", &[("year", &expiry.latest.year())])
    }
}

/// `xã Đồng Rui, Tiên Yên`, as far as known.
pub fn place_label(product: &Product) -> String {
    let place = &product.place;
    match (&place.commune, &place.district) {
        (Some(commune), Some(district)) => format!("{commune}, {district}"),
        (None, Some(district)) => district.clone(),
        (Some(commune), None) => commune.clone(),
        (None, None) => place.written.clone().unwrap_or_default(),
    }
}

/// The date of a recognition, or the year where only that is known.
pub fn recognition_date_label(locale: &Locale, when: Option<DateOrYear>) -> String {
    when.map_or_else(
        || locale.t("value.no_date").to_owned(),
        |when| locale.format_date_or_year(when),
    )
}

/// What a change is called.
pub fn change_kind_label(locale: &Locale, kind: ChangeKind) -> &str {
    locale.t(match kind {
        ChangeKind::New => "change.new",
        ChangeKind::StarUp => "change.star_up",
        ChangeKind::StarDown => "change.star_down",
        ChangeKind::Renewed => "change.renewed",
        ChangeKind::Changed => "change.changed",
        ChangeKind::Same => "change.same",
        ChangeKind::Gone => "change.gone",
    })
}

/// How much a problem weighs, in words.
pub fn problem_severity_label(locale: &Locale, weight: ProblemSeverity) -> &str {
    locale.t(match weight {
        ProblemSeverity::SetAside => "weight.aside",
        ProblemSeverity::CellSkipped => "weight.left",
        ProblemSeverity::Remark => "weight.remark",
    })
}
