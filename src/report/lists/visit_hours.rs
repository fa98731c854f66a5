//! Hours of a fair in words.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::gathered_list::GatheredList;
use crate::wording::locale::Locale;
use crate::work::lists::product_list::{CountByHour, VisitHour};

/// True where visitors asked on several days, so that an hour alone says too little.
pub(super) fn has_several_days(list: &GatheredList<'_>) -> bool {
    let days: BTreeSet<Date> = list
        .all_hours()
        .flat_map(|by_hour| by_hour.keys().map(|hour| hour.day))
        .collect();
    days.len() > 1
}

/// How often by hour, a line for each day: `12/12/2026: 9h (5), 10h (3)`.
pub(super) fn describe_hours(locale: &Locale, by_hour: &CountByHour, with_days: bool) -> String {
    let mut lines: Vec<(Date, Vec<String>)> = Vec::new();
    for (hour, count) in by_hour {
        let hours = format!(
            "{} ({})",
            hour_name(locale, *hour),
            locale.format_number(*count)
        );
        match lines.last_mut() {
            Some((day, line)) if *day == hour.day => line.push(hours),
            _ => lines.push((hour.day, vec![hours])),
        }
    }
    let lines = lines.into_iter().map(|(day, hours)| {
        let hours = hours.join(", ");
        if with_days {
            format!("{}: {hours}", locale.format_date(day))
        } else {
            hours
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An hour: `9h`.
pub(super) fn hour_name(locale: &Locale, hour: VisitHour) -> String {
    locale.fill("list_report.hour", &[("hour", &hour.hour)])
}
