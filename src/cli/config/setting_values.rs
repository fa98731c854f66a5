//! The settings of the config file and their allowed values.

use clap::ValueEnum;

use crate::app::theme_name::ThemeName;
use crate::cli::args::{EnableWhen, StarSymbols};
use crate::input_method::InputMethod;
use crate::wording::locale::Language;
use crate::wording::product_column::ProductColumn;

/// The settings of a config file, in the order of the template.
pub const SETTING_NAMES: [&str; 19] = [
    "lang",
    "theme",
    "color",
    "ascii",
    "stars",
    "slow",
    "mouse",
    "links",
    "columns",
    "accessible",
    "typing",
    "idle",
    "remember",
    "read_only",
    "shared_exports",
    "data_dir",
    "work",
    "fair",
    "fair_questions",
];

/// The allowed values of a setting, as they are written in the file.
pub(crate) fn allowed_values(setting: &str) -> String {
    fn quoted_variant_names<T: ValueEnum>() -> String {
        let values = T::value_variants().iter();
        let names = values.filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = names
            .map(|value| format!("\"{}\"", value.get_name()))
            .collect();
        names.join(", ")
    }
    match setting {
        "lang" => quoted_variant_names::<Language>(),
        "theme" => quoted_variant_names::<ThemeName>(),
        "color" | "mouse" | "links" => quoted_variant_names::<EnableWhen>(),
        "stars" => quoted_variant_names::<StarSymbols>(),
        "typing" => quoted_variant_names::<InputMethod>(),
        "columns" => {
            let names = ProductColumn::ALL.map(ProductColumn::key);
            format!("\"{}\"", names.join(", "))
        }
        // The template shows the value that changes something.
        "remember" => "false, true".to_owned(),
        "idle" => "\"30m\", \"2h\", \"90s\"".to_owned(),
        "ascii" | "slow" | "accessible" | "read_only" | "shared_exports" | "restricted"
        | "fair_questions" | "copy" | "audit_searches" | "author_override" | "report_phones" => {
            "true, false".to_owned()
        }
        "fair" => "\"Hội chợ OCOP\"".to_owned(),
        "exports" => "\"off\", \"/srv/ocop/xuat\"".to_owned(),
        "audit" => "\"syslog\", \"/var/log/ocop.log\"".to_owned(),
        "exports_max_files" | "exports_max_mb" | "max_sittings" => "1, 2, 3 ...".to_owned(),
        _ => "\"/...\"".to_owned(),
    }
}
