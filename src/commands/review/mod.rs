//! `ocop review`: reviews of products, with verdicts, remarks, shares and disagreements, as commands.
//!
//! Each command opens the store ([`desk`]), does one thing and prints what it did. "Đã lưu" is printed only after the
//! store has returned. The review that is meant is the open one, unless `--in` or a name says another.
//!
//! * [`start`]: `start`, `list`, `open`. [`status`], [`next`]: how far it is. [`judge`]: `set`, `postpone`, `remark`,
//!   `settle`. [`undo`]. [`history`], [`disagreements`]: what was said of products. [`people`]: `reviewers`, `due`,
//!   `close`, `reopen`. [`share`]: who reviews what. [`exchange`]: `export` and `merge`. [`report`].
//!   [`propose`] keeps corrections that [`proposed_changes`] reads; [`apply`] shows them as the changes of an import
//!   and publishes those that are accepted.

pub mod apply;
mod desk;
mod disagreements;
mod exchange;
mod history;
mod judge;
mod next;
mod people;
mod propose;
pub mod proposed_changes;
mod report;
pub mod report_file;
mod share;
mod start;
mod status;
mod status_table;
mod undo;

use std::io::Write;

use self::desk::ReviewDesk;
use crate::cli::args::{ReviewArgs, ReviewCommand};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;

/// Does what a command of a review says.
pub fn run_review(settings: &Settings, args: &ReviewArgs, out: &mut impl Write) -> CommandResult {
    if args.review.is_some()
        && matches!(
            args.command,
            ReviewCommand::Propose(_) | ReviewCommand::Apply(_)
        )
    {
        // A proposal changes the catalogue, whatever review it was made in.
        let sentence = settings.locale.t("review.proposals_have_none").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    match &args.command {
        ReviewCommand::Propose(args) => return propose::run_propose(settings, args, out),
        ReviewCommand::Apply(args) => return apply::apply_proposals(settings, args, out),
        _ => {}
    }
    let mut desk = ReviewDesk::open(settings, args)?;
    match &args.command {
        // Done above, without a review.
        ReviewCommand::Propose(_) | ReviewCommand::Apply(_) => Ok(exit::OK),
        ReviewCommand::Start(args) => start::start_review(&mut desk, args, out),
        ReviewCommand::List(args) => start::list_reviews(&mut desk, args.output.format, out),
        ReviewCommand::Open(args) => start::open_named_review(&mut desk, args, out),
        ReviewCommand::Status(args) => status::print_status(&mut desk, args, out),
        ReviewCommand::Next(args) => next::print_next(&mut desk, args.output.format, out),
        ReviewCommand::Set(args) => judge::set_verdict(&mut desk, args, out),
        ReviewCommand::Postpone(args) => judge::postpone_products(&mut desk, &args.ids, out),
        ReviewCommand::Remark(args) => judge::write_remark(&mut desk, args, out),
        ReviewCommand::Undo(args) => undo::undo_act(&mut desk, args, out),
        ReviewCommand::History(args) => history::print_history(&mut desk, args, out),
        ReviewCommand::Reviewers(args) => people::set_reviewers(&mut desk, args, out),
        ReviewCommand::Share(args) => share::share_products(&mut desk, args, out),
        ReviewCommand::Due(args) => people::set_due_day(&mut desk, args, out),
        ReviewCommand::Disagreements(args) => {
            disagreements::list_disagreements(&mut desk, args.output.format, out)
        }
        ReviewCommand::Settle(args) => judge::settle_product(&mut desk, args, out),
        ReviewCommand::Report(args) => report::write_report(&mut desk, args, out),
        ReviewCommand::Export(args) => exchange::export_review(&mut desk, args, out),
        ReviewCommand::Merge(args) => exchange::merge_files(&mut desk, args, out),
        ReviewCommand::Close(args) => people::close_review(&mut desk, &args.name, out),
        ReviewCommand::Reopen(args) => people::reopen_review(&mut desk, &args.name, out),
    }
}
