//! From what a person types for a facet's value to the value meant: `ha long`, `TP Hạ Long`, `htx`, `4 sao`.
//!
//! Names are compared without accents, case and type words. A value that exists nowhere is an error with
//! the nearest ones, because a silent zero would be read as a fact. Must not: choose between different
//! units in silence: a name that several units share means all of them.

use ocop_index::place::Places;
use ocop_index::vietnamese::words;
use ocop_index::{Catalog, Facet, Filter, NONE, ONLINE, TRACED};

use crate::args::Ask;
use crate::exit::Failure;
use crate::label;
use crate::locale::{Lang, Locale};
use crate::settings::safe;

/// Type words in front of names of places, without accents.
const TYPES: [&str; 16] = [
    "thanh pho",
    "thi xa",
    "thi tran",
    "dac khu",
    "phuong",
    "huyen",
    "tinh",
    "xa",
    "tp",
    "tx",
    "tt",
    "h",
    "p",
    "x",
    "dk",
    "city",
];

/// The filter that the options mean.
pub fn filter(catalog: &Catalog, ask: &Ask, locale: &Locale) -> Result<Filter, Failure> {
    let typed = [
        (Facet::Star, &ask.star),
        (Facet::District, &ask.district),
        (Facet::Unit, &ask.unit),
        (Facet::Group, &ask.group),
        (Facet::Kind, &ask.kind),
        (Facet::Year, &ask.year),
        (Facet::Status, &ask.status),
        (Facet::Left, &ask.left),
        (Facet::Recognition, &ask.recognition),
        (Facet::Channel, &ask.channel),
        (Facet::Gap, &ask.gap),
    ];
    let mut filter = Filter::default();
    let mut problems = Vec::new();
    for (facet, texts) in typed {
        if texts.is_empty() {
            continue;
        }
        let names = names(catalog, facet, locale);
        for text in texts {
            let meant = meant(facet, text, &names);
            if meant.is_empty() {
                problems.push(problem(facet, text, &names, locale));
            }
            for value in meant {
                filter.add(facet, value);
            }
        }
    }
    if problems.is_empty() {
        Ok(filter)
    } else {
        Err(Failure::Usage(problems.join("\n")))
    }
}

/// A value and one of its names.
struct Name {
    value: String,
    key: String,
    label: String,
}

/// Every name of every value that may be meant, whether or not some product has it.
fn names(catalog: &Catalog, facet: Facet, locale: &Locale) -> Vec<Name> {
    let mut values = catalog.values(facet);
    let places = Places::quang_ninh();
    match facet {
        Facet::District => {
            values.extend(
                places
                    .districts()
                    .iter()
                    .map(|district| district.name.to_owned()),
            );
        }
        Facet::Unit => {
            values.extend(places.units().iter().map(|unit| unit.full.to_owned()));
        }
        Facet::Star => values.extend((1..=5).map(|star| star.to_string())),
        Facet::Group => {
            let groups = ocop_index::group::all();
            values.extend(groups.iter().map(|group| group.code.to_owned()));
        }
        Facet::Kind => {
            let kinds = ocop_index::product::ProducerKind::ALL;
            values.extend(kinds.iter().map(|kind| kind.key().to_owned()));
        }
        Facet::Status => {
            let statuses = ocop_index::Status::ALL;
            values.extend(statuses.iter().map(|status| status.key().to_owned()));
        }
        Facet::Left => {
            values.extend(
                ocop_index::Left::ALL
                    .iter()
                    .map(|band| band.key().to_owned()),
            );
        }
        Facet::Recognition => {
            let kinds = ocop_index::product::RecognitionKind::ALL;
            values.extend(kinds.iter().map(|kind| kind.key().to_owned()));
        }
        Facet::Channel => {
            let kinds = ocop_index::product::ChannelKind::ALL;
            values.extend(kinds.iter().map(|kind| kind.key().to_owned()));
            values.extend([ONLINE, TRACED].map(str::to_owned));
        }
        Facet::Gap => {
            values.extend(
                ocop_index::gap::Gap::ALL
                    .iter()
                    .map(|gap| gap.key().to_owned()),
            );
        }
        Facet::Year => {}
    }
    values.push(NONE.to_owned());
    values.sort();
    values.dedup();
    let languages = [Locale::new(Lang::Vi), Locale::new(Lang::En)];
    let mut names = Vec::new();
    for value in values {
        let label = label::value(locale, facet, &value);
        let mut keys = vec![value.clone()];
        for language in &languages {
            keys.push(label::value(language, facet, &value));
            let others = language.get(&format!("alias.{}_{value}", facet.key()));
            keys.extend(
                others
                    .into_iter()
                    .flat_map(|o| o.split(';'))
                    .map(str::to_owned),
            );
        }
        for key in keys {
            names.push(Name {
                value: value.clone(),
                key: key_of(&key),
                label: label.clone(),
            });
        }
    }
    names
}

/// The values that a text means.
fn meant(facet: Facet, text: &str, names: &[Name]) -> Vec<String> {
    let typed = key_of(text);
    if facet == Facet::Year && typed.len() == 4 && typed.parse::<u16>().is_ok() {
        // A year without products is a fact and no mistake.
        return vec![typed];
    }
    let pick = |fits: &dyn Fn(&Name) -> bool| -> Vec<String> {
        let mut values: Vec<String> = names
            .iter()
            .filter(|name| fits(name))
            .map(|name| name.value.clone())
            .collect();
        values.sort();
        values.dedup();
        values
    };
    let exact = pick(&|name| name.key == typed);
    if !exact.is_empty() || !matches!(facet, Facet::District | Facet::Unit) {
        return exact;
    }
    let bare = without_type(&typed);
    pick(&|name| without_type(&name.key) == bare)
}

fn problem(facet: Facet, text: &str, names: &[Name], locale: &Locale) -> String {
    let typed = key_of(text);
    let mut near: Vec<(bool, usize, &str)> = names
        .iter()
        .filter(|name| facet != Facet::Star || matches!(&*name.value, "3" | "4" | "5" | NONE))
        .map(|name| {
            let (typed, key) = (without_type(&typed), without_type(&name.key));
            let begins = !typed.is_empty() && key.starts_with(typed);
            (!begins, strsim::osa_distance(typed, key), &*name.label)
        })
        .collect();
    near.sort_unstable();
    let mut labels: Vec<&str> = Vec::new();
    for (_, _, label) in near {
        if !labels.contains(&label) && labels.len() < 3 {
            labels.push(label);
        }
    }
    locale.fill(
        "error.value",
        &[
            ("facet", &label::facet(locale, facet)),
            ("value", &safe(text)),
            ("near", &labels.join(", ")),
        ],
    )
}

/// Without accents and signs.
fn key_of(text: &str) -> String {
    let folds: Vec<String> = words(text).into_iter().map(|word| word.fold).collect();
    folds.join(" ")
}

fn without_type(key: &str) -> &str {
    TYPES
        .iter()
        .find_map(|word| key.strip_prefix(word)?.strip_prefix(' '))
        .unwrap_or(key)
}
