//! A first config file: every setting and every key as a comment.

use super::key_bindings::{context_entries, context_name, has_fixed_keys};
use super::setting_values::{SETTING_NAMES, allowed_values};
use super::system_config::SYSTEM_SETTING_NAMES;
use crate::app::action::KeyContext;
use crate::wording::locale::Locale;
use crate::work::reviews::verdict_kind::{VerdictColour, built_in_verdicts};

/// A file with every setting as a comment, each with a description and its allowed values.
pub fn config_template(locale: &Locale) -> String {
    let mut text = format!("# {}\n", locale.t("config.head"));
    for name in SETTING_NAMES {
        let description = locale.t(&format!("arg.{name}")).to_owned();
        let values = allowed_values(name);
        // The names of columns are one value.
        let first_value = match name {
            "columns" => &values,
            _ => values.split(", ").next().unwrap_or_default(),
        };
        text.extend([
            "\n# ",
            &description,
            ": ",
            &values,
            "\n# ",
            name,
            " = ",
            first_value,
            "\n",
        ]);
    }
    text + &key_bindings_template(locale) + &verdicts_template(locale)
}

/// The built-in verdicts as tables.
fn verdicts_template(locale: &Locale) -> String {
    let mut text = format!("\n# {}\n", locale.t("config.verdicts_head"));
    for kind in built_in_verdicts() {
        let colour = match kind.colour {
            VerdictColour::Good => "good",
            VerdictColour::Warning => "warning",
            VerdictColour::Bad => "bad",
            VerdictColour::Plain => "plain",
        };
        let fields = [
            ("key", kind.key.as_str()),
            ("vi", &kind.vi),
            ("en", &kind.en),
            ("sign", &kind.sign),
            ("colour", colour),
        ];
        text.push_str("\n# [[verdict]]\n");
        for (name, value) in fields {
            text.extend(["# ", name, " = \"", value, "\"\n"]);
        }
    }
    text
}

/// The administrator's file with every setting as a comment.
pub fn system_config_template(locale: &Locale) -> String {
    let mut text = format!("# {}\n", locale.t("system_config.head"));
    for name in SYSTEM_SETTING_NAMES {
        let description = locale.t(&format!("system_config.{name}")).to_owned();
        let values = allowed_values(name);
        let last_value = values.rsplit(", ").next().unwrap_or_default();
        let value = match name {
            "restricted" => "true",
            "data_dir" => "\"/srv/ocop\"",
            "state_dir" => "\"/srv/ocop-nho\"",
            "work" => "\"/srv/ocop/work.db\"",
            "exports_max_files" => "50",
            "exports_max_mb" => "100",
            "max_sittings" => "5",
            _ => last_value,
        };
        text.extend(["\n# ", &description, "\n# ", name, " = ", value, "\n"]);
    }
    text
}

/// Every action whose keys can be changed, with its keys and its label.
fn key_bindings_template(locale: &Locale) -> String {
    let mut text = format!("\n# {}\n", locale.t("config.keys_head"));
    for context in KeyContext::ALL {
        let description = locale.t(context.locale_key());
        let name = context_name(context);
        text.extend(["\n# ", description, "\n# [keys.", name, "]\n"]);
        for entry in context_entries(context).filter(|entry| !has_fixed_keys(entry)) {
            let label = entry.label(locale);
            text.extend([
                "# ",
                entry.name,
                " = \"",
                &entry.keys.replace('\\', "\\\\"),
                "\" # ",
                &label,
                "\n",
            ]);
        }
    }
    text
}
