//! The query of a command, with its problems reported and its reading told.

use std::io::Write;

use ocop_index::Query;
use ocop_index::query::language::{self, ResolvedLine};
use ocop_index::search::{Catalog, SearchAnswer};
use ocop_index::store::OpenedCatalog;

use super::meant_product;
use super::query_options::CommandLineQuery;
use crate::catalog::{FacetValueNames, query_options};
use crate::cli::args::QueryArgs;
use crate::cli::exit::CommandFailure;
use crate::user_state::log;
use crate::wording::locale::Locale;
use crate::wording::spoken_answer::AnsweringList;
use crate::wording::{query_problem, spoken_answer, spoken_reading};

/// Resolves the words and options of a command line to a query. Problems with the words go to
/// standard error; the rest of the query still counts. An invalid option is a usage error.
pub fn resolve_query(
    opened: &OpenedCatalog,
    args: &QueryArgs,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<CommandLineQuery, CommandFailure> {
    let names = FacetValueNames::from_catalog(&opened.catalog, locale);
    let asked = query_options::query_from_args(&names, args, sort, locale)?;
    for problem in &asked.reading.problems {
        let sentence = query_problem::describe_problem_with_column(locale, &asked.line, problem);
        print_note(&sentence);
    }
    for sentence in
        spoken_reading::describe_spoken_problems_with_columns(locale, &asked.line, &asked.reading)
    {
        print_note(&sentence);
    }
    log::write_verbose_line(|| format!("asked: {}", language::write_query(&asked.query)));
    Ok(asked)
}

/// What the plain words were read as, and why they were searched as words after all.
pub fn reading_lines(
    locale: &Locale,
    asked: &CommandLineQuery,
    answer: &SearchAnswer,
) -> Vec<String> {
    spoken_reading::describe_line(locale, &asked.reading, answer.read_as_words())
}

/// Tells how the words were read on standard error, where standard output is for other programs or has a table of its
/// own.
pub fn print_reading(locale: &Locale, asked: &CommandLineQuery, answer: &SearchAnswer) {
    for line in reading_lines(locale, asked, answer) {
        print_note(&line);
    }
}

/// The answer to what the words ask, if they ask something.
pub fn answer_question(
    locale: &Locale,
    catalog: &Catalog,
    (reading, query): (&ResolvedLine, &Query),
    answer: &mut SearchAnswer,
) -> ocop_index::Result<Option<String>> {
    let Some(question) = reading
        .question
        .filter(|_| answer.read_as_words().is_none())
    else {
        return Ok(None);
    };
    let meant = meant_product::find_meant_product(catalog, answer, query)?;
    let facets = if question.is_count() {
        catalog.count_facets(answer)
    } else {
        Vec::new()
    };
    let list = AnsweringList {
        total: answer.total(),
        producers: catalog.count_producers(answer),
        facets: &facets,
        meant: meant.as_ref(),
    };
    Ok(spoken_answer::describe_answer(locale, question, &list))
}

/// A closed standard error does not stop the command.
fn print_note(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
