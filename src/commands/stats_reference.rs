//! What `ocop stats` compares with: another query, another day, another generation, or several of these at once.

use ocop_index::query::read_day;
use ocop_index::store::{self, OpenedCatalog};
use ocop_index::{Catalog, Query};

use crate::catalog::FacetValueNames;
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{QueryArgs, StatsArgs};
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::commands::counted_list::{CountedList, StatisticsGrouping};
use crate::commands::diff::unknown_generation;
use crate::commands::generations::load_records;
use crate::wording::sanitize::sanitize_text;

/// Counts the list to compare with; `None` where nothing is compared.
pub(super) fn count_reference(
    settings: &Settings,
    args: &StatsArgs,
    (opened, names): (&OpenedCatalog, &FacetValueNames),
    query: &Query,
    grouping: StatisticsGrouping,
) -> Result<Option<CountedList>, CommandFailure> {
    let locale = &settings.locale;
    if args.against.is_none() && args.against_day.is_none() && args.against_generation.is_none() {
        return Ok(None);
    }
    let day = match &args.against_day {
        None => settings.day,
        Some(text) => read_day(text, settings.day).ok_or_else(|| {
            let value = sanitize_text(text);
            CommandFailure::Usage(locale.fill("error.against_day", &[("value", &value)]))
        })?,
    };
    let other_catalog = open_other(settings, opened, (args.against_generation, day))?;
    let catalog = other_catalog.as_ref().unwrap_or(&opened.catalog);
    let asked = match &args.against {
        None => None,
        Some(line) => {
            let other_args = QueryArgs {
                words: vec![line.clone()],
                ..QueryArgs::default()
            };
            Some(resolve_query(opened, &other_args, None, locale)?)
        }
    };
    let query = asked.as_ref().map_or(query, |asked| &asked.query);
    let answer = catalog.search(query)?;
    if let Some(asked) = &asked {
        print_reading(locale, asked, &answer);
    }
    let mut list = CountedList::count(catalog, (query, &answer), grouping, names)?;
    list.generation = args.against_generation.or(opened.generation);
    Ok(Some(list))
}

/// The catalogue of another generation or day; `None` where it is the one in use.
fn open_other(
    settings: &Settings,
    opened: &OpenedCatalog,
    (generation, day): (Option<u64>, jiff::civil::Date),
) -> Result<Option<Catalog>, CommandFailure> {
    let other = generation.filter(|number| Some(*number) != opened.generation);
    let Some(number) = other else {
        let is_other_day = day != settings.day;
        return Ok(is_other_day
            .then(|| opened.catalog.on_day(day))
            .transpose()?);
    };
    let history = store::list_generations(&settings.data_dir)?;
    let known: Vec<u64> = history.iter().map(|past| past.number).collect();
    if !known.contains(&number) {
        return Err(unknown_generation(settings, number, &known));
    }
    let products = load_records(settings, number)?;
    Ok(Some(store::build_in_memory(&products, day)?))
}
