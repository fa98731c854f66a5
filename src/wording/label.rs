//! Labels of facets, their values, statuses and dates in the user's language.
//!
//! The command line and the screen share them, so that the same value has one name.

use jiff::civil::Date;
use ocop_index::change::ChangeKind;
use ocop_index::product::{DateOrYear, ProducerKind, Product};
use ocop_index::query::{ExpiryMonth, ExpiryPeriod};
use ocop_index::search::{InterpretationSummary, MatchDistance, MatchKind, SearchField};
use ocop_index::source::problem::ProblemSeverity;
use ocop_index::status::{CertificateExpiry, ProductState, ProductStatus};
use ocop_index::{Facet, NOT_GIVEN, Sort};
use unicode_width::UnicodeWidthStr;

use crate::wording::law_text;
use crate::wording::locale::{Language, Locale};
use crate::wording::sanitize::sanitize_text;

/// The interpretation of a query as a sentence; `None` when it is the query as typed. Its words are
/// sanitized.
pub fn describe_interpretation(
    locale: &Locale,
    summary: &InterpretationSummary,
    typed: &str,
) -> Option<String> {
    // A single piece can match by a phone number or by initials, which are not words of the product.
    let is_whole = typed.split_whitespace().any(|piece| {
        let letters = piece.chars().filter(|c| c.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        letters == summary.words
    });
    let key = match summary.distance {
        MatchDistance::Literal => return None,
        MatchDistance::Understood if is_phone_number(typed) => "reading.phone",
        MatchDistance::Understood if is_whole => "reading.whole",
        MatchDistance::Understood => "reading.understood",
        MatchDistance::Near => "reading.near",
    };
    let sentence = locale.fill(key, &[("words", &sanitize_text(&summary.words))]);
    if summary.dropped.is_empty() {
        return Some(sentence);
    }
    let dropped = sanitize_text(&summary.dropped.join(" "));
    if summary.words.is_empty() {
        return Some(locale.fill("explain.left_out", &[("words", &dropped)]));
    }
    Some(locale.fill(
        "reading.dropped",
        &[("reading", &sentence), ("dropped", &dropped)],
    ))
}

/// True for digits of a whole telephone number, with spaces, dots or `+84`.
fn is_phone_number(typed: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || "+.-()".contains(c);
    let mut digits = typed.chars().filter(|c| !is_sign(*c)).peekable();
    let starts = digits
        .peek()
        .is_some_and(|first| matches!(first, '0' | '8'));
    let digits: Vec<char> = digits.collect();
    starts && (9..=12).contains(&digits.len()) && digits.iter().all(char::is_ascii_digit)
}

/// The label of a match kind.
pub fn match_kind_label(locale: &Locale, kind: MatchKind) -> &str {
    locale.t(match kind {
        MatchKind::Exact => "way.same",
        MatchKind::WithoutMarks => "way.bare",
        MatchKind::Abbreviation => "way.abbreviation",
        MatchKind::Telex => "way.telex",
        MatchKind::Vni => "way.vni",
        MatchKind::Viqr => "way.viqr",
        MatchKind::OtherWriting => "way.writing",
        MatchKind::Joined => "way.joined",
        MatchKind::Synonym => "way.synonym",
        MatchKind::EnglishName => "way.english",
        MatchKind::Prefix => "way.beginning",
        MatchKind::WordPrefix => "way.stub",
        MatchKind::Initial => "way.initial",
        MatchKind::Code => "way.code",
        MatchKind::OtherMarks => "way.other_marks",
        MatchKind::Phonetic => "way.sound",
        MatchKind::Typo => "way.slip",
    })
}

/// The label of a search field, for the middle of a sentence.
pub fn searched_field_label(locale: &Locale, field: SearchField) -> &str {
    locale.t(match field {
        SearchField::Name => "part.name",
        SearchField::Specialty => "part.specialty",
        SearchField::Place => "part.place",
        SearchField::Producer => "part.producer",
    })
}

/// The label of a facet.
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
        Facet::ReviewState => "facet.review_state",
        Facet::Verdict => "facet.verdict",
        Facet::Reviewer => "facet.reviewer",
        Facet::Label => "facet.label",
        Facet::List => "facet.list",
        Facet::Remark => "facet.remark",
        Facet::Disagreement => "facet.disagreement",
        Facet::Proposal => "facet.proposal",
        Facet::Selection => "facet.selected",
    })
}

/// True for the value of products for which no source says it: nothing to compare the others with.
pub fn is_unknown_value(facet: Facet, value: &str) -> bool {
    let unknown = [ProductStatus::Unclear, ProductStatus::Unrated].map(ProductStatus::key);
    value == NOT_GIVEN || facet == Facet::Status && unknown.contains(&value)
}

/// The label of a sort order, marked when it is reversed.
pub fn sort_label(locale: &Locale, sort: Sort, reversed: bool) -> String {
    let name = locale.t(&format!("sort.{}", sort.key())).to_owned();
    if reversed {
        return locale.fill("screen.backwards", &[("sort", &name)]);
    }
    name
}

/// The label of a value on its own: with its facet if another facet has a value with the same label.
pub fn standalone_value_label(locale: &Locale, facet: Facet, value: &str) -> String {
    let name = facet_value_label(locale, facet, value);
    let is_unique = match facet {
        Facet::District | Facet::Unit | Facet::ExpiryBand => value != NOT_GIVEN,
        Facet::Status => value != ocop_index::ProductStatus::Unrated.key(),
        _ => true,
    };
    if is_unique {
        return name;
    }
    let facet = facet_label(locale, facet);
    locale.fill("linear.filter", &[("facet", &facet), ("values", &name)])
}

/// The label of a facet value.
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
            Facet::ReviewState => "value.review_state_none",
            Facet::Verdict => "value.verdict_none",
            Facet::Reviewer => "value.reviewer_none",
            Facet::Label => "value.label_none",
            Facet::List => "value.list_none",
            Facet::Remark => "value.remark_none",
            Facet::Disagreement => "value.disagreement_none",
            Facet::Proposal => "value.proposal_none",
            Facet::Selection => "value.selected_none",
            Facet::District | Facet::Unit | Facet::Status | Facet::ExpiryBand => "value.none",
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
        Facet::Verdict => locale.verdict_name(value).to_owned(),
        Facet::ReviewState
        | Facet::Remark
        | Facet::Disagreement
        | Facet::Proposal
        | Facet::Selection => {
            let key = format!("mark.{}_{value}", facet.key());
            locale.get(&key).unwrap_or(value).to_owned()
        }
        Facet::District
        | Facet::Unit
        | Facet::Year
        | Facet::Reviewer
        | Facet::Label
        | Facet::List => value.to_owned(),
    }
}

/// The label of a period of expiry: `hết hạn`, `tháng 03/2027`, or the year when only that is known.
pub fn expiry_period_label(locale: &Locale, period: ExpiryPeriod) -> String {
    match period {
        ExpiryPeriod::Expired => locale.t("stats.over").to_owned(),
        ExpiryPeriod::Within { year, month } => match month {
            ExpiryMonth::Known(month) => {
                let month = format!("{month:02}");
                locale.fill("stats.month", &[("month", &month), ("year", &year)])
            }
            ExpiryMonth::Unknown => locale.fill("stats.year", &[("year", &year)]),
        },
        ExpiryPeriod::Unknown => locale.t("stats.undated").to_owned(),
    }
}

/// The code and name of a product group: `II Đồ uống`.
pub fn product_group_label(locale: &Locale, code: &str) -> String {
    let group = ocop_index::product_group::product_groups()
        .iter()
        .find(|group| group.code == code);
    match (group, locale.language()) {
        (Some(group), Language::Vi) => format!("{code} {}", group.vi),
        (Some(group), Language::En) => format!("{code} {}", group.en),
        (None, _) => code.to_owned(),
    }
}

/// The label of a status.
pub fn status_label(locale: &Locale, status: ProductStatus) -> String {
    facet_value_label(locale, Facet::Status, status.key())
}

/// The label of a producer kind.
pub fn producer_kind_label(locale: &Locale, kind: ProducerKind) -> String {
    facet_value_label(locale, Facet::ProducerKind, kind.key())
}

/// How long a certificate is still valid, short enough for a column: `14 tháng`, `23 ngày`, `hết hạn`.
pub fn short_time_left(locale: &Locale, state: &ProductState, day: Date) -> String {
    if state.contested {
        return locale.t("left.contested").to_owned();
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

/// The time left for a cell that is this many columns wide.
pub fn time_left_cell(locale: &Locale, state: &ProductState, day: Date, columns: usize) -> String {
    let text = short_time_left(locale, state, day);
    // Cut, the words would read as if the star were withdrawn already, or there.
    match state.status {
        _ if text.width() <= columns => text,
        _ if state.contested => locale.t("left.contested_short").to_owned(),
        ProductStatus::Pending5 => locale.t("left.pending5_short").to_owned(),
        _ => text,
    }
}

/// When a certificate expires, for a column: `17/01/2028`, marked where it is worked out and not printed:
/// `~17/01/2028`, or `~2028` when only the year is known. `None` without an expiry.
pub fn expiry_cell(locale: &Locale, state: &ProductState) -> Option<String> {
    let expiry = state.expiry?;
    let text = if expiry.earliest == expiry.latest {
        locale.format_date(expiry.earliest)
    } else {
        expiry.latest.year().to_string()
    };
    let mark = if expiry.printed { "" } else { "~" };
    Some(format!("{mark}{text}"))
}

/// The kinds of a product's sales channels, each once.
pub fn channel_kinds_label(locale: &Locale, product: &Product) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for channel in &product.channels {
        let kind = facet_value_label(locale, Facet::Channel, channel.kind.key());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds.join(", ")
}

/// The time left for a line without a column header, as in the linear mode: `còn 14 tháng`, `hết hạn`.
pub fn describe_time_left(locale: &Locale, state: &ProductState, day: Date) -> String {
    let left = short_time_left(locale, state, day);
    if state.contested {
        return left;
    }
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

/// When a certificate expires, for the middle of a sentence: a day, or the year when only that is known.
pub fn describe_expiry(
    locale: &Locale,
    expiry: &CertificateExpiry,
    given: Option<DateOrYear>,
) -> String {
    let date = locale.format_date(expiry.earliest);
    let Some(given) = given.filter(|_| !expiry.printed) else {
        return locale.fill("left.printed", &[("date", &date)]);
    };
    let year = expiry.latest.year();
    match law_text::validity_basis(locale, given) {
        Some(basis) if expiry.earliest == expiry.latest => {
            locale.fill("left.computed", &[("date", &date), ("basis", &basis)])
        }
        Some(basis) => locale.fill("left.year", &[("year", &year), ("basis", &basis)]),
        None if expiry.earliest == expiry.latest => {
            locale.fill("left.computed_alone", &[("date", &date)])
        }
        None => locale.fill("left.year_alone", &[("year", &year)]),
    }
}

/// The place of a product as far as it is known: `xã Đồng Rui, Tiên Yên`.
pub fn place_label(product: &Product) -> String {
    let place = &product.place;
    match (&place.commune, &place.district) {
        (Some(commune), Some(district)) => format!("{commune}, {district}"),
        (None, Some(district)) => district.clone(),
        (Some(commune), None) => commune.clone(),
        (None, None) => place.written.clone().unwrap_or_default(),
    }
}

/// The date of a recognition, or the year when only that is known.
pub fn recognition_date_label(locale: &Locale, when: Option<DateOrYear>) -> String {
    when.map_or_else(
        || locale.t("value.no_date").to_owned(),
        |when| locale.format_date_or_year(when),
    )
}

/// The label of a kind of change.
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

/// The label of a problem's severity.
pub fn problem_severity_label(locale: &Locale, severity: ProblemSeverity) -> &str {
    locale.t(match severity {
        ProblemSeverity::SetAside => "weight.aside",
        ProblemSeverity::CellSkipped => "weight.left",
        ProblemSeverity::Remark => "weight.remark",
    })
}
