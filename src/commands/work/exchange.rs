//! `ocop work export` and `ocop work merge`: events as files, to and from other stores.

use std::fmt::Display;
use std::io::{BufWriter, Write};
use std::path::Path;

use jiff::Timestamp;

use super::{open_or_say, work_failure};
use crate::catalog::work::{describe_work_error, open_work};
use crate::cli::args::{WorkExportArgs, WorkMergeArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::commands::exchanged_events::describe_differing;
use crate::files::whole_file::{ExistingFile, WholeFileWriter};
use crate::wording::sanitize::sanitize_text;
use crate::work::events::event_cleaning::{MAX_LABEL_CHARS, MAX_REMARK_CHARS, UnfitEvent};
use crate::work::store::exchange::{LineFault, write_events};
use crate::work::store::open_work::OpenWork;
use crate::work::store::store_merge::read_exchanged_file;
use crate::work::store::work_error::WorkError;

/// Lines of a file that are told one by one.
const MOST_TOLD: usize = 20;

pub(super) fn run_export(
    settings: &Settings,
    args: &WorkExportArgs,
    out: &mut impl Write,
) -> CommandResult {
    let Some(work) = open_or_say(settings, &mut std::io::stderr())? else {
        return Ok(exit::NO_HITS);
    };
    let events = work.log().events_to_hand_on(&work.author().name);
    let hidden = work.log().events().len() - events.len();
    if hidden > 0 {
        let n = settings.locale.format_number(hidden);
        let told = settings.locale.fill("work.exported_own", &[("n", &n)]);
        // A closed standard error does not stop the command.
        let _ = writeln!(std::io::stderr(), "{told}");
    }
    if args.file == Path::new("-") {
        write_events(&events, Timestamp::now(), out)?;
        return Ok(exit::OK);
    }
    let failed = |error| CommandFailure::UnwritableFile(args.file.clone(), error);
    let existing = if args.force {
        ExistingFile::Replace
    } else {
        ExistingFile::Keep
    };
    let file = WholeFileWriter::create(&args.file, existing, settings.export_access);
    let mut file = file.map_err(failed)?;
    write_events(&events, Timestamp::now(), file.writer()).map_err(failed)?;
    file.commit().map_err(failed)?;
    let path = sanitize_text(&args.file.to_string_lossy());
    let n = settings.locale.format_number(events.len());
    let values: [(&str, &dyn Display); 2] = [("n", &n), ("path", &path)];
    writeln!(out, "{}", settings.locale.fill("work.exported", &values))?;
    Ok(exit::OK)
}

pub(super) fn run_merge(
    settings: &Settings,
    args: &WorkMergeArgs,
    out: &mut impl Write,
) -> CommandResult {
    let mut work = open_work(settings)?;
    let mut code = exit::OK;
    for file in &args.files {
        if !merge_file(settings, &mut work, file, out)? {
            code = exit::BAD_DATA;
        }
    }
    Ok(code)
}

/// Takes a file wholly or not at all; false where it is not taken.
fn merge_file(
    settings: &Settings,
    work: &mut OpenWork,
    file: &Path,
    out: &mut impl Write,
) -> Result<bool, CommandFailure> {
    let locale = &settings.locale;
    let path = sanitize_text(&file.to_string_lossy());
    let read = match read_exchanged_file(file) {
        Ok(read) => read,
        Err(WorkError::Io(error)) => {
            return Err(CommandFailure::UnreadableList(file.to_owned(), error));
        }
        Err(error) => return Err(describe_work_error(&error, file, settings)),
    };
    if !read.faults.is_empty() {
        let mut err = BufWriter::new(std::io::stderr());
        for (line, fault) in read.faults.iter().take(MOST_TOLD) {
            let reason = describe_fault(settings, *fault);
            let values: [(&str, &dyn Display); 3] =
                [("path", &path), ("line", line), ("reason", &reason)];
            writeln!(err, "{}", locale.fill("work.bad_line", &values))?;
        }
        let values: [(&str, &dyn Display); 2] = [("path", &path), ("n", &read.faults.len())];
        writeln!(err, "{}", locale.fill("work.not_merged", &values))?;
        err.flush()?;
        return Ok(false);
    }
    let store = work.store().path().to_owned();
    let merged = work.merge_events(read.events);
    let merged = merged.map_err(work_failure(settings, &store))?;
    let (all, new) = (
        locale.format_number(merged.read),
        locale.format_number(merged.added),
    );
    let values: [(&str, &dyn Display); 3] = [("path", &path), ("n", &all), ("new", &new)];
    writeln!(out, "{}", locale.fill("work.merged", &values))?;
    if let Some(told) = describe_differing(settings, &merged) {
        writeln!(out, "{told}")?;
    }
    // Who reads this knows that the events are on the disk.
    out.flush()?;
    work.start_daily_copy(Timestamp::now());
    Ok(true)
}

/// What is wrong with a line, in words.
pub(in crate::commands) fn describe_fault(settings: &Settings, fault: LineFault) -> String {
    let locale = &settings.locale;
    let (key, most) = match fault {
        LineFault::NoHeader => ("work.fault_no_header", 0),
        LineFault::NewerFormat(version) => ("work.fault_newer", version as usize),
        LineFault::TooLong => ("work.fault_long_line", 0),
        LineFault::NoEvent => ("work.fault_no_event", 0),
        LineFault::CutOff => ("work.fault_cut_off", 0),
        LineFault::Unfit(UnfitEvent::LongRemark) => ("work.fault_long_remark", MAX_REMARK_CHARS),
        LineFault::Unfit(UnfitEvent::LongLabel) => ("work.fault_long_label", MAX_LABEL_CHARS),
        LineFault::Unfit(UnfitEvent::LongText) => ("work.fault_long_text", 0),
        LineFault::Unfit(UnfitEvent::NoAuthor) => ("work.fault_no_author", 0),
    };
    locale.fill(key, &[("n", &locale.format_number(most))])
}
