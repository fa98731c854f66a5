//! Where the store of work lies, and whether it can be read.
//!
//! Must not create anything: the store is read as another one's, which nobody writes.

use serde_json::Value;

use super::{DoctorFact, build_fact};
use crate::catalog::work::{describe_work_error, work_path, work_place};
use crate::cli::settings::Settings;
use crate::work::store::store_copies::list_daily_copies;
use crate::work::store::store_merge::read_store_file;

/// The facts about the store of work.
pub(super) fn collect_work_facts(settings: &Settings) -> Vec<DoctorFact> {
    let Some(path) = work_path(settings) else {
        return vec![build_fact("work", Value::Null)];
    };
    let mut facts = vec![build_fact("work", path.to_string_lossy().into_owned())];
    if !work_place(settings).is_some_and(|place| place.has_store()) {
        return facts;
    }
    let state = match read_store_file(&path) {
        Ok(read) => {
            let n = settings.locale.format_number(read.events.len());
            settings.locale.fill("doctor.work_events", &[("n", &n)])
        }
        Err(error) => {
            let failure = describe_work_error(&error, &path, settings);
            failure.to_sentence(&settings.locale).unwrap_or_default()
        }
    };
    facts.push(build_fact("work_state", state));
    let copies = list_daily_copies(&path).into_iter();
    let copies = copies.map(|copy| copy.path.to_string_lossy().into_owned());
    facts.push(build_fact("work_copies", copies.collect::<Vec<_>>()));
    facts
}
