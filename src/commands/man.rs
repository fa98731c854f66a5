//! `ocop man`: the manual in roff, made of the same tree as the help. Must not: page it.

use std::io::Write;

use crate::args;
use crate::commands::Outcome;
use crate::exit;
use crate::settings::Settings;

/// Prints the manual, with every command behind the first page.
pub fn run(settings: &Settings, out: &mut impl Write) -> Outcome {
    let mut root = args::command(&settings.locale);
    root.build();
    clap_mangen::Man::new(root.clone()).render(out)?;
    for command in root.get_subcommands() {
        clap_mangen::Man::new(command.clone()).render(out)?;
    }
    Ok(exit::OK)
}
