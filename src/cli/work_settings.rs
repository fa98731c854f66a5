//! Where the store of work lies, and with which name work is signed.
//!
//! The store is the account's own in the state folder, unless the command line, the config file or the administrator
//! names a file. One that was named is shared, unless its folder is the account's alone. Work is signed by the account;
//! with another name (`--as`) only in a store of one's own, or where the administrator allows it.

use std::path::{Path, PathBuf};

use crate::cli::account::account_name;
use crate::cli::args::GlobalArgs;
use crate::cli::config::ConfigFile;
use crate::cli::exit::CommandFailure;
use crate::cli::system_limits::SystemLimits;
use crate::files::private_file::is_private_folder;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The longest name that work is signed with, in characters.
const MAX_NAME_CHARS: usize = 100;

/// Where the store of work lies, and who signs what is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkSettings {
    /// The file that somebody named; `None` for the usual one of the catalogue.
    pub file: Option<PathBuf>,
    /// The file is one of several accounts.
    pub is_shared: bool,
    /// Nothing may be written to it.
    pub is_read_only: bool,
    /// Who signs what is done.
    pub author: String,
}

/// What options, config file and administrator say of the store of work. In the restricted mode neither the config
/// file nor variables count.
///
/// # Errors
/// Fails where a file or a name is given that is not allowed.
pub(super) fn choose_work_settings(
    global: &GlobalArgs,
    config: &ConfigFile,
    limits: &SystemLimits,
    locale: &Locale,
) -> Result<WorkSettings, CommandFailure> {
    let is_restricted = limits.is_restricted();
    if global.work.is_some() && !is_restricted && !limits.capabilities.may_open_paths {
        return Err(CommandFailure::Forbidden(
            locale.t("limits.paths").to_owned(),
        ));
    }
    let of_config = config.work.clone().filter(|_| !is_restricted);
    let named = global.work.clone().or(of_config);
    let file = named.or_else(|| limits.settings.work.clone());
    let file = file.map(|path| std::path::absolute(&path).unwrap_or(path));
    let folder = file.as_deref().and_then(Path::parent);
    let is_shared = folder.is_some_and(|folder| !is_private_folder(folder));
    Ok(WorkSettings {
        author: choose_author(global, is_shared, limits, locale)?,
        is_read_only: global.read_only || config.read_only,
        file,
        is_shared,
    })
}

fn choose_author(
    global: &GlobalArgs,
    is_shared: bool,
    limits: &SystemLimits,
    locale: &Locale,
) -> Result<String, CommandFailure> {
    let account = account_name();
    let Some(name) = &global.as_name else {
        return Ok(account);
    };
    let name = sanitize_text(name.trim());
    if name.is_empty() || name.chars().count() > MAX_NAME_CHARS {
        let values: [(&str, &dyn std::fmt::Display); 1] = [("n", &MAX_NAME_CHARS)];
        return Err(CommandFailure::Usage(locale.fill("work.as_name", &values)));
    }
    if is_shared && name != account && limits.settings.author_override != Some(true) {
        let values: [(&str, &dyn std::fmt::Display); 1] = [("account", &account)];
        return Err(CommandFailure::Forbidden(
            locale.fill("work.as_refused", &values),
        ));
    }
    Ok(name)
}
