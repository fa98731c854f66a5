//! What facets, their values and dates are called in the language of the person.
//!
//! Both the command line and the screen ask here, so that the same value has one name. Must not: decide
//! anything.

use jiff::civil::Date;
use ocop_index::change::Kind;
use ocop_index::product::{ProducerKind, Product, When};
use ocop_index::search::{Distance, Due, Part, Reading, Way};
use ocop_index::source::problem::Weight;
use ocop_index::status::{Expiry, State, Status};
use ocop_index::{Facet, NONE, Sort};

use crate::locale::{Lang, Locale};
use crate::settings::safe;

/// How these typed words were read; `None` when as typed. Its words come from products and are made safe to
/// show.
pub fn reading(locale: &Locale, reading: &Reading, typed: &str) -> Option<String> {
    // A piece that stands for words or numbers of a product without being one of its words.
    let whole = typed.split_whitespace().any(|piece| {
        let letters = piece.chars().filter(|c| c.is_alphanumeric());
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        letters == reading.words
    });
    let key = match reading.distance {
        Distance::Literal => return None,
        Distance::Understood if whole => "reading.whole",
        Distance::Understood => "reading.understood",
        Distance::Near => "reading.near",
    };
    let told = locale.fill(key, &[("words", &safe(&reading.words))]);
    if reading.dropped.is_empty() {
        return Some(told);
    }
    let dropped = safe(&reading.dropped.join(" "));
    if reading.words.is_empty() {
        return Some(locale.fill("explain.left_out", &[("words", &dropped)]));
    }
    Some(locale.fill(
        "reading.dropped",
        &[("reading", &told), ("dropped", &dropped)],
    ))
}

/// How a word was read.
pub fn way(locale: &Locale, way: Way) -> &str {
    locale.t(match way {
        Way::Same => "way.same",
        Way::Bare => "way.bare",
        Way::Abbreviation => "way.abbreviation",
        Way::Telex => "way.telex",
        Way::Vni => "way.vni",
        Way::Viqr => "way.viqr",
        Way::Joined => "way.joined",
        Way::Synonym => "way.synonym",
        Way::Beginning => "way.beginning",
        Way::Stub => "way.stub",
        Way::Initial => "way.initial",
        Way::Code => "way.code",
        Way::OtherMarks => "way.other_marks",
        Way::Sound => "way.sound",
        Way::Slip => "way.slip",
    })
}

/// The name of a searched field, in a sentence's middle.
pub fn part(locale: &Locale, part: Part) -> &str {
    locale.t(match part {
        Part::Name => "part.name",
        Part::Specialty => "part.specialty",
        Part::Place => "part.place",
        Part::Producer => "part.producer",
    })
}

/// The name of a facet.
pub fn facet(locale: &Locale, facet: Facet) -> &str {
    locale.t(match facet {
        Facet::Star => "facet.star",
        Facet::District => "facet.district",
        Facet::Unit => "facet.unit",
        Facet::Group => "facet.group",
        Facet::Kind => "facet.kind",
        Facet::Year => "facet.year",
        Facet::Status => "facet.status",
        Facet::Left => "facet.left",
        Facet::Recognition => "facet.recognition",
        Facet::Channel => "facet.channel",
        Facet::Gap => "facet.gap",
    })
}

/// The name of an order, and that it is gone through from its end.
pub fn order(locale: &Locale, sort: Sort, backwards: bool) -> String {
    let name = locale.t(&format!("sort.{}", sort.key())).to_owned();
    if backwards {
        return locale.fill("screen.backwards", &[("sort", &name)]);
    }
    name
}

/// The name of a value that stands alone: with that of its facet where several have one of this name.
pub fn chosen(locale: &Locale, facet: Facet, value: &str) -> String {
    let name = self::value(locale, facet, value);
    let tells_itself = match facet {
        Facet::District | Facet::Unit | Facet::Left => value != NONE,
        Facet::Status => value != ocop_index::Status::Unrated.key(),
        _ => true,
    };
    if tells_itself {
        return name;
    }
    let facet = self::facet(locale, facet);
    locale.fill("linear.filter", &[("facet", &facet), ("values", &name)])
}

/// The name of a facet's value.
pub fn value(locale: &Locale, facet: Facet, value: &str) -> String {
    if value == NONE {
        let key = match facet {
            Facet::Star => "value.star_none",
            Facet::Group => "value.group_none",
            Facet::Kind => "value.kind_none",
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
        Facet::Group => group(locale, value),
        Facet::Kind => locale.t(&format!("kind.{value}")).to_owned(),
        Facet::Status => locale.t(&format!("status.{value}")).to_owned(),
        Facet::Left => locale.t(&format!("band.{value}")).to_owned(),
        Facet::Recognition => locale.t(&format!("act.{value}")).to_owned(),
        Facet::Channel => locale.t(&format!("channel.{value}")).to_owned(),
        Facet::Gap => locale.t(&format!("gap.{value}")).to_owned(),
        Facet::District | Facet::Unit | Facet::Year => value.to_owned(),
    }
}

/// When certificates end: `đã hết hạn`, `tháng 03/2027`, or the year where only that is known.
pub fn due(locale: &Locale, due: Due) -> String {
    match due {
        Due::Over => locale.t("stats.over").to_owned(),
        Due::Within { year, month } if month > 12 => locale.fill("stats.year", &[("year", &year)]),
        Due::Within { year, month } => {
            let month = format!("{month:02}");
            locale.fill("stats.month", &[("month", &month), ("year", &year)])
        }
        Due::Unknown => locale.t("stats.undated").to_owned(),
    }
}

/// `II Đồ uống`.
pub fn group(locale: &Locale, code: &str) -> String {
    let name = ocop_index::group::all()
        .iter()
        .find(|group| group.code == code);
    match (name, locale.lang()) {
        (Some(group), Lang::Vi) => format!("{code} {}", group.vi),
        (Some(group), Lang::En) => format!("{code} {}", group.en),
        (None, _) => code.to_owned(),
    }
}

/// The name of a status.
pub fn status(locale: &Locale, status: Status) -> String {
    value(locale, Facet::Status, status.key())
}

/// The name of a producer's kind.
pub fn kind(locale: &Locale, kind: ProducerKind) -> String {
    value(locale, Facet::Kind, kind.key())
}

/// How long a certificate still holds, short enough for a column: `14 tháng`, `23 ngày`, `hết hạn`.
pub fn time_left(locale: &Locale, state: &State, day: Date) -> String {
    if state.contested {
        return locale.t("left.contested_short").to_owned();
    }
    match (state.status, state.expiry) {
        (Status::Valid | Status::Due, Some(expiry)) if expiry.earliest == expiry.latest => {
            match (expiry.earliest - day).get_days() {
                days @ 60.. => locale.fill("left.months", &[("n", &(days / 30))]),
                days => locale.fill("left.days", &[("n", &days)]),
            }
        }
        (Status::Valid | Status::Due | Status::Unclear, Some(expiry)) => {
            locale.fill("left.within", &[("year", &expiry.latest.year())])
        }
        (Status::Unclear, None) => locale.t("left.undated").to_owned(),
        (Status::Unrated, _) => String::new(),
        (Status::Pending5, _) => locale.t("left.pending5").to_owned(),
        (other, _) => status(locale, other),
    }
}

/// The same for a line that is listened to, without a column's head: `còn 14 tháng`, `hết hạn`.
pub fn time_left_told(locale: &Locale, state: &State, day: Date) -> String {
    if state.contested {
        return locale.t("left.contested").to_owned();
    }
    let left = time_left(locale, state, day);
    match (state.status, state.expiry) {
        (Status::Valid | Status::Due, Some(expiry)) if expiry.earliest == expiry.latest => {
            locale.fill("linear.left", &[("left", &left)])
        }
        (Status::Unclear, None) => locale.t("linear.undated").to_owned(),
        (Status::Pending5, _) => locale.t("linear.pending5").to_owned(),
        _ => left,
    }
}

/// When a certificate ends, in a sentence's middle: a day, or the year where only that is known.
pub fn expiry(locale: &Locale, expiry: &Expiry) -> String {
    if expiry.earliest == expiry.latest {
        let basis = if expiry.printed {
            "left.printed"
        } else {
            "left.computed"
        };
        locale.fill(basis, &[("date", &locale.date(expiry.earliest))])
    } else {
        locale.fill("left.year", &[("year", &expiry.latest.year())])
    }
}

/// `xã Đồng Rui, Tiên Yên`, as far as known.
pub fn place(product: &Product) -> String {
    let place = &product.place;
    match (&place.commune, &place.district) {
        (Some(commune), Some(district)) => format!("{commune}, {district}"),
        (None, Some(district)) => district.clone(),
        (Some(commune), None) => commune.clone(),
        (None, None) => place.written.clone().unwrap_or_default(),
    }
}

/// The date of a recognition, or the year where only that is known.
pub fn when(locale: &Locale, when: Option<When>) -> String {
    when.map_or_else(
        || locale.t("value.no_date").to_owned(),
        |when| locale.when(when),
    )
}

/// What a change is called.
pub fn change(locale: &Locale, kind: Kind) -> &str {
    locale.t(match kind {
        Kind::New => "change.new",
        Kind::StarUp => "change.star_up",
        Kind::StarDown => "change.star_down",
        Kind::Renewed => "change.renewed",
        Kind::Changed => "change.changed",
        Kind::Same => "change.same",
        Kind::Gone => "change.gone",
    })
}

/// How much a problem weighs, in words.
pub fn weight(locale: &Locale, weight: Weight) -> &str {
    locale.t(match weight {
        Weight::SetAside => "weight.aside",
        Weight::Left => "weight.left",
        Weight::Remark => "weight.remark",
    })
}
