//! `ocop man`: the manual in roff, made of the same tree as the help and the same table as the keys. Must not: page it.

use std::io::Write;

use clap_mangen::roff::{Roff, bold, roman};

use crate::args;
use crate::commands::Outcome;
use crate::exit;
use crate::key_table;
use crate::locale::Locale;
use crate::settings::Settings;

/// Prints the manual: the first page, the keys of the screen, and every command.
pub fn run(settings: &Settings, out: &mut impl Write) -> Outcome {
    let mut root = args::command(&settings.locale);
    root.build();
    clap_mangen::Man::new(root.clone()).render(out)?;
    keys(&settings.locale).to_writer(out)?;
    for command in root.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(out)?;
    }
    Ok(exit::OK)
}

/// The keys of every place, as the table has them.
fn keys(locale: &Locale) -> Roff {
    let mut page = Roff::new();
    page.control("SH", [locale.t("screen.help")]);
    for place in key_table::places(locale) {
        page.control("SS", [place.name.as_str()]);
        for (keys, about) in place.rows {
            page.control("TP", []);
            page.text([bold(keys)]);
            page.text([roman(about)]);
        }
    }
    page
}
