//! `ocop lists`: product lists of fairs and trade meetings. [`desk`] has the store and finds lists and entries; the
//! others do one command each: [`overview`], [`new`], [`entries`] (add, remove, set), [`show`], [`labels`], [`import`],
//! [`exchange`], [`delete`], [`undo`], [`history`]; [`buyers`] and [`papers`] are about trade meetings and reports;
//! [`disputes`] tells what two people wrote differently.

mod buyers;
mod delete;
mod desk;
mod disputes;
mod entries;
mod entry_fields;
mod exchange;
mod history;
mod import;
mod import_columns;
mod import_preview;
mod labels;
mod list_table;
mod matched_rows;
mod new;
mod overview;
mod papers;
pub mod report_file;
mod show;
mod undo;

use std::io::Write;

use desk::ListsDesk;

use crate::cli::args::{ListsArgs, ListsCommand};
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;

/// Runs the command.
pub fn run_lists(settings: &Settings, args: &ListsArgs, out: &mut impl Write) -> CommandResult {
    let Some(command) = &args.command else {
        return overview::print_lists(settings, args.output.format, out);
    };
    match command {
        ListsCommand::New(args) => new::start_list(&mut ListsDesk::open(settings)?, args, out),
        ListsCommand::Add(args) => entries::add_entries(&mut ListsDesk::open(settings)?, args, out),
        ListsCommand::Remove(args) => {
            entries::remove_entries(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Set(args) => entries::set_in_list(&mut ListsDesk::open(settings)?, args, out),
        ListsCommand::Show(args) => show::show_list(settings, args, out),
        ListsCommand::Labels(args) => {
            labels::write_paper(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Import(args) => {
            import::import_list(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Export(args) => {
            exchange::export_list(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Merge(args) => {
            exchange::merge_files(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Delete(args) => {
            delete::delete_list(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::Undo(args) => undo::undo_in_lists(&mut ListsDesk::open(settings)?, args, out),
        ListsCommand::Report(args) => papers::write_report(settings, args, out),
        ListsCommand::Sheets(args) => papers::write_sheets(settings, args, out),
        ListsCommand::Buyer(args) => buyers::run_buyer(&mut ListsDesk::open(settings)?, args, out),
        ListsCommand::Interest(args) => {
            buyers::note_interest(&mut ListsDesk::open(settings)?, args, out)
        }
        ListsCommand::History(args) => {
            history::print_history(&mut ListsDesk::open(settings)?, args, out)
        }
    }
}
