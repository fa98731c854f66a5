//! The parts of the topics that come from the code: tables of keys, fields, orders, settings, exit codes and the like.
//!
//! A line that is `{{name}}`, or `{{name argument}}`, is replaced by Markdown. A name that nothing stands for stays,
//! and a test fails. Must not: depend on a catalogue or on a person's own settings.

use clap::{Arg, ValueEnum};
use ocop_index::query::language::QueryField;
use ocop_index::query::language::field::sort_names;
use ocop_index::source::field::ProductField;
use ocop_index::source::reader::encoding::Encoding;
use ocop_index::{ConditionScope, Facet, Sort, rating_law, status};

use super::{HELP_TOPICS, layout};
use crate::catalog::value_names;
use crate::cli::{args, config, exit, key_table};
use crate::report::export_format::ExportFormat;
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::product_column::ProductColumn;

/// The text with every placeholder replaced.
pub fn fill_placeholders(text: &str, locale: &Locale) -> String {
    let mut filled = String::new();
    for line in text.lines() {
        let name = line
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        match name.and_then(|name| generate_block(name, locale)) {
            Some(block) => filled.push_str(&block),
            None => filled.extend([line, "\n"]),
        }
    }
    filled
}

/// The Markdown that stands for a name.
fn generate_block(name: &str, locale: &Locale) -> Option<String> {
    let (name, argument) = name.split_once(' ').unwrap_or((name, ""));
    Some(match name {
        "keys" => keys_block(locale),
        "fields" => fields_block(locale),
        "sorts" => sorts_block(locale),
        "facets" => facets_block(locale),
        "values" => values_block(locale, argument)?,
        "settings" => settings_block(locale),
        "system_settings" => system_settings_block(locale),
        "key_contexts" => key_contexts_block(locale),
        "variables" => variables_block(locale),
        "exit_codes" => exit_codes_block(locale),
        "columns" => columns_block(locale),
        "list_columns" => list_columns_block(locale),
        "encodings" => list_block(Encoding::ALL.iter().map(|encoding| encoding.key())),
        "export_formats" => list_block(export_format_names().iter().map(String::as_str)),
        "linear_commands" => linear_commands_block(locale),
        "topics" => topics_block(locale),
        "laws" => laws_block(locale),
        _ => return None,
    })
}

/// A Markdown table; bars in cells are escaped.
pub(crate) fn table_block<const N: usize>(
    head: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let format_row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut table = format_row(&head.map(str::to_owned));
    table.extend([&"|---".repeat(N), "|\n"]);
    table.extend(rows.map(|row| format_row(&row)));
    table
}

/// The rating laws: from which day to which, and who recognises 3 stars.
fn laws_block(locale: &Locale) -> String {
    let head = ["docs.law", "docs.from", "docs.to", "docs.three_stars"].map(|key| locale.t(key));
    let rows = rating_law::rating_laws().iter().map(|law| {
        let to = law.to.map(|day| locale.format_date(day));
        let level = law.level_for_star(status::MIN_CERTIFIED_STARS);
        let level = level.map(|level| locale.t(&format!("level.{}", level.key())).to_owned());
        [
            law.number.to_owned(),
            locale.format_date(law.from),
            to.unwrap_or_default(),
            level.unwrap_or_default(),
        ]
    });
    table_block(head, rows)
}

/// Names in one paragraph, wrapped.
fn list_block<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let lines = layout::wrap_words(&names.join(", "), super::PAGE_WIDTH);
    lines.join("\n") + "\n"
}

fn keys_block(locale: &Locale) -> String {
    let sections = key_table::key_table_sections(locale).into_iter();
    let blocks = sections.map(|section| {
        let rows = section.rows.into_iter().map(<[String; 2]>::from);
        format!("## {}\n\n{}", section.name, table_block(["", ""], rows))
    });
    blocks.collect::<Vec<_>>().join("\n")
}

fn fields_block(locale: &Locale) -> String {
    let head = [
        "docs.vietnamese",
        "docs.english",
        "docs.also",
        "docs.meaning",
    ];
    let head = head.map(|key| locale.t(key));
    let rows = QueryField::all_fields().map(|field| {
        let mut names = field.names().iter().map(|name| format!("`{name}:`"));
        let mut next = || names.next().unwrap_or_default();
        let (vietnamese, english) = (next(), next());
        let others: Vec<String> = names.collect();
        [
            vietnamese,
            english,
            others.join(" "),
            field_meaning(locale, field),
        ]
    });
    table_block(head, rows)
}

/// What a field of the query language holds.
fn field_meaning(locale: &Locale, field: QueryField) -> String {
    let key = match field {
        QueryField::Facet(facet) => return label::facet_label(locale, facet).to_owned(),
        QueryField::Scope(scope) => match scope {
            ConditionScope::Anywhere => "docs.field_anywhere",
            ConditionScope::Name => "docs.field_name",
            ConditionScope::Specialty => "docs.field_specialty",
            ConditionScope::Place => "docs.field_place",
            ConditionScope::Producer => "docs.field_producer",
            ConditionScope::Code => "docs.field_code",
            ConditionScope::Decision => "docs.field_decision",
            ConditionScope::Phone => "docs.field_phone",
            ConditionScope::Expiry => "docs.field_expiry",
        },
        QueryField::Sort => "docs.field_sort",
        QueryField::Literal => "docs.field_literal",
    };
    locale.t(key).to_owned()
}

fn sorts_block(locale: &Locale) -> String {
    let head = ["docs.piece", "docs.option", "docs.meaning"].map(|key| locale.t(key));
    let rows = Sort::ALL.into_iter().map(|sort| {
        let written = sort_names(sort).first().copied().unwrap_or_default();
        let option = format!("`--sort {}`", sort.key());
        let meaning = label::sort_label(locale, sort, false);
        [
            format!("`{}:{written}`", QueryField::Sort.name()),
            option,
            meaning,
        ]
    });
    table_block(head, rows)
}

fn facets_block(locale: &Locale) -> String {
    let head = ["docs.option", "docs.piece", "docs.meaning"].map(|key| locale.t(key));
    let rows = Facet::ALL.into_iter().map(|facet| {
        let meaning = label::facet_label(locale, facet).to_owned();
        let piece = format!("`{}:`", QueryField::Facet(facet).name());
        // A selection is made on the screen: no option asks for it.
        let option = match facet {
            Facet::Selection => String::new(),
            facet => format!("`--{}`", facet.key().replace('_', "-")),
        };
        [option, piece, meaning]
    });
    table_block(head, rows)
}

/// The values of a facet that are known without a catalogue.
fn values_block(locale: &Locale, facet: &str) -> Option<String> {
    let facet = Facet::ALL.into_iter().find(|known| known.key() == facet)?;
    let head = ["docs.value", "docs.meaning"].map(|key| locale.t(key));
    let rows = value_names::offered_values(locale, facet)
        .into_iter()
        .map(|value| {
            let meaning = label::facet_value_label(locale, facet, &value);
            [format!("`{value}`"), meaning]
        });
    Some(table_block(head, rows))
}

fn settings_block(locale: &Locale) -> String {
    let head = ["docs.setting", "docs.values", "docs.meaning"].map(|key| locale.t(key));
    let rows = config::SETTING_NAMES.into_iter().map(|name| {
        let about = locale.t(&format!("arg.{name}")).to_owned();
        [format!("`{name}`"), config::allowed_values(name), about]
    });
    table_block(head, rows)
}

fn system_settings_block(locale: &Locale) -> String {
    let head = ["docs.setting", "docs.values", "docs.meaning"].map(|key| locale.t(key));
    let rows = config::SYSTEM_SETTING_NAMES.into_iter().map(|name| {
        let about = locale.t(&format!("system_config.{name}")).to_owned();
        [format!("`{name}`"), config::allowed_values(name), about]
    });
    table_block(head, rows)
}

fn key_contexts_block(locale: &Locale) -> String {
    let head = ["docs.table", "docs.meaning"].map(|key| locale.t(key));
    let rows = config::key_table_names().map(|(name, context)| {
        let about = locale.t(context.locale_key()).to_owned();
        [format!("`[keys.{name}]`"), about]
    });
    table_block(head, rows)
}

fn variables_block(locale: &Locale) -> String {
    let head = ["docs.option", "docs.variable"].map(|key| locale.t(key));
    let tree = args::localized_command(locale);
    let of_option = |arg: &Arg| {
        let variable = arg.get_env()?.to_string_lossy().into_owned();
        Some([format!("`--{}`", arg.get_long()?), variable])
    };
    let rows = tree.get_arguments().filter_map(of_option);
    let others = [
        ("`--color never`", "NO_COLOR"),
        ("`config path`", "OCOP_CONFIG"),
    ];
    let others = others.map(|pair| <[&str; 2]>::from(pair).map(str::to_owned));
    table_block(head, rows.chain(others))
}

fn exit_codes_block(locale: &Locale) -> String {
    let head = ["docs.code", "docs.meaning"].map(|key| locale.t(key));
    let rows = exit::EXIT_CODES.iter().map(|(code, name)| {
        let about = locale.t(&format!("docs.exit_{name}")).to_owned();
        [code.to_string(), about]
    });
    table_block(head, rows)
}

/// The names that `--map` takes, with what they are called.
fn columns_block(locale: &Locale) -> String {
    let head = ["docs.field", "docs.meaning"].map(|key| locale.t(key));
    let rows = ProductField::keys().map(|key| {
        let about = match key {
            "number" => locale.t("docs.column_number"),
            "ignored" => locale.t("docs.column_ignored"),
            "status" => label::facet_label(locale, Facet::Status),
            key => locale.get(&format!("field.{key}")).unwrap_or_default(),
        };
        [format!("`{key}`"), about.to_owned()]
    });
    table_block(head, rows)
}

/// The columns of a list of products.
fn list_columns_block(locale: &Locale) -> String {
    let head = ["docs.field", "docs.meaning"].map(|key| locale.t(key));
    let rows = ProductColumn::ALL.into_iter();
    let rows = rows.map(|column| [format!("`{}`", column.key()), column.header(locale)]);
    table_block(head, rows)
}

fn export_format_names() -> Vec<String> {
    let values = ExportFormat::value_variants().iter();
    let values = values.filter_map(ValueEnum::to_possible_value);
    values.map(|value| value.get_name().to_owned()).collect()
}

/// What the linear mode answers to `?`, wrapped, one command a paragraph.
fn linear_commands_block(locale: &Locale) -> String {
    let mut block = String::new();
    for line in locale.t("linear.help").lines() {
        let wrapped = layout::wrap_words(line, super::PAGE_WIDTH - 2);
        block.extend(["- ", &wrapped.join("\n  "), "\n"]);
    }
    block
}

/// Every topic with its title.
pub(crate) fn topics_block(locale: &Locale) -> String {
    let rows = HELP_TOPICS.iter();
    let rows = rows.map(|topic| [topic.name, topic.title(locale.language())].map(str::to_owned));
    table_block(["", ""], rows)
}
