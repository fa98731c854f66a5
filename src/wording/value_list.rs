//! Several values of one facet as one short label: `năm 2020–2026`, `sao từ 4`, `Hạ Long, Ba Chẽ +2`.

use std::collections::BTreeSet;

use ocop_index::Facet;

use crate::wording::locale::Locale;
use crate::wording::{label, spoken_reading};

/// The most names in a label; the others are counted.
const MAX_NAMES: usize = 2;

/// A list or range of values that were typed after the name of a facet.
pub fn describe_value_list(locale: &Locale, facet: Facet, not: bool, values: &[String]) -> String {
    let sorted: BTreeSet<&str> = values.iter().map(String::as_str).collect();
    let text = match facet {
        Facet::Star => return spoken_reading::describe_values(locale, facet, not, &sorted),
        Facet::Year => locale.fill("spoken.year", &[("years", &join_years(&sorted))]),
        _ => {
            let names = values.iter().take(MAX_NAMES);
            let names = names.map(|value| label::standalone_value_label(locale, facet, value));
            let names: Vec<String> = names.collect();
            match values.len().saturating_sub(MAX_NAMES) {
                0 => names.join(", "),
                more => format!("{} +{more}", names.join(", ")),
            }
        }
    };
    if not {
        locale.fill("screen.without", &[("value", &text)])
    } else {
        text
    }
}

/// Years in their order, those without a gap as a range: `2019, 2021–2023`.
fn join_years(years: &BTreeSet<&str>) -> String {
    let number = |year: &str| year.parse::<u16>().ok();
    let mut ranges: Vec<(&str, &str)> = Vec::new();
    for year in years {
        match ranges.last_mut() {
            Some((_, last))
                if number(last).is_some_and(|last| number(year) == last.checked_add(1)) =>
            {
                *last = year;
            }
            _ => ranges.push((year, year)),
        }
    }
    let ranges = ranges.into_iter().map(|(first, last)| {
        if first == last {
            first.to_owned()
        } else {
            format!("{first}–{last}")
        }
    });
    ranges.collect::<Vec<_>>().join(", ")
}
