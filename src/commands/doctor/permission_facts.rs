//! What this run may do, and who says so.

use serde_json::Value;

use super::{DoctorFact, build_fact};
use crate::capabilities::{FileExports, RestrictionSource};
use crate::cli::settings::Settings;
use crate::cli::{account, system_limits};

/// The facts about the account, the restricted mode and what it leaves.
pub(super) fn collect_permission_facts(settings: &Settings) -> Vec<DoctorFact> {
    let locale = &settings.locale;
    let capabilities = &settings.capabilities;
    let sources = settings.restricted_by.iter();
    let sources = sources.map(|source| match source {
        RestrictionSource::Option => locale.t("doctor.by_option").to_owned(),
        RestrictionSource::OriginalCommand => locale.t("doctor.by_original").to_owned(),
        RestrictionSource::Config(path) => {
            locale.fill("doctor.by_config", &[("path", &path.display())])
        }
        RestrictionSource::InvalidConfig(path) => {
            locale.fill("doctor.by_fault", &[("path", &path.display())])
        }
    });
    let sources: Vec<String> = sources.collect();
    let exports = match &capabilities.file_exports {
        FileExports::Folder(folder) => folder.folder.to_string_lossy().into_owned().into(),
        FileExports::Anywhere | FileExports::Off => Value::Null,
    };
    let permissions = [
        ("may_import", capabilities.may_import),
        (
            "may_publish",
            capabilities.may_publish && !settings.read_only,
        ),
        ("may_export", capabilities.may_write_files()),
        ("may_copy", capabilities.may_copy),
        ("may_open_paths", capabilities.may_open_paths),
        ("may_suspend", capabilities.may_suspend),
        ("may_run_programs", capabilities.may_run_programs),
        ("may_name_author", capabilities.may_name_author),
    ];
    let list = |is_allowed: bool| {
        let names = permissions
            .iter()
            .filter(|(_, allowed)| *allowed == is_allowed);
        let names = names.map(|(name, _)| locale.t(&format!("doctor.{name}")).to_owned());
        names.collect::<Vec<String>>().join(", ")
    };
    let config = system_limits::SYSTEM_CONFIG_PATH;
    let mut facts = vec![
        build_fact("account", account::account_name()),
        build_fact(
            "system_config",
            std::path::Path::new(config).exists().then_some(config),
        ),
        build_fact("restricted", settings.is_restricted()),
    ];
    if settings.is_restricted() {
        facts.extend([
            build_fact("restricted_by", sources),
            build_fact("allowed", list(true)),
            build_fact("forbidden", list(false)),
            build_fact("exports_into", exports),
        ]);
    }
    facts.extend(
        settings
            .sitting
            .key_name
            .clone()
            .map(|name| build_fact("key_name", name)),
    );
    facts
}
