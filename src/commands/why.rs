//! `ocop why`: what hides a product from a question, or its place in the list. Must not: format; reports do.

use std::io::Write;

use ocop_index::search::Hidden;

use crate::args::{Ask, Format};
use crate::commands::{Outcome, open, question};
use crate::exit::{self, Failure};
use crate::report::why::{self, Told};
use crate::settings::{Settings, safe};

/// Says why the product with this id is in the list of what is asked, or not.
pub fn run(
    settings: &Settings,
    id: &str,
    ask: &Ask,
    format: Format,
    out: &mut impl Write,
) -> Outcome {
    let opened = open(settings)?;
    let catalog = &opened.catalog;
    let query = question(&opened, ask, None, &settings.locale)?;
    let Some(hit) = catalog.product(id)? else {
        let sentence = settings.locale.fill("error.id", &[("id", &safe(id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(Failure::Output)?;
        return Ok(exit::NO_HITS);
    };
    let hidden = catalog.why(id, &query)?;
    let place = hidden.iter().find_map(|hidden| match hidden {
        Hidden::Shown(place) => Some(*place),
        _ => None,
    });
    let mut answer = catalog.search(&query)?;
    let explanation = match place {
        Some(place) => catalog.explain(&mut answer, place - 1)?,
        None => None,
    };
    let told = Told {
        query: &query,
        product: &hit.product,
        total: answer.total(),
        place,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    match format {
        Format::Json => why::json(out, settings, &told)?,
        Format::Table => why::text(out, settings, &told)?,
    }
    Ok(exit::of(usize::from(place.is_some())))
}
