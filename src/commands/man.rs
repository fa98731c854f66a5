//! `ocop man`: the manual in roff, made of the same tree as the help and the same table as the keys. Must not: page it.

use std::io::Write;

use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args;
use crate::cli::exit;
use crate::cli::exit::CommandResult;
use crate::cli::key_table;
use crate::cli::settings::Settings;
use crate::wording::locale::Locale;

/// Prints the manual: the first page, the keys of the screen, and every command.
pub fn run_man(settings: &Settings, out: &mut impl Write) -> CommandResult {
    let mut root = args::localized_command(&settings.locale);
    root.build();
    clap_mangen::Man::new(root.clone()).render(out)?;
    build_keys_page(&settings.locale).to_writer(out)?;
    for command in root.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(out)?;
    }
    Ok(exit::OK)
}

/// The keys of every place, as the table has them.
fn build_keys_page(locale: &Locale) -> Roff {
    let mut page = Roff::new();
    page.control("SH", [locale.t("screen.help")]);
    for place in key_table::key_table_sections(locale) {
        page.control("SS", [place.name.as_str()]);
        for (keys, about) in place.rows {
            page.control("TP", []);
            page.text([bold(keys)]);
            page.text([roman(about)]);
        }
    }
    page
}
