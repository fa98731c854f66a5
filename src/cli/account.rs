//! The account that runs the program, from the system's own tables: never from a variable, which anybody may set.

use std::path::PathBuf;

use crate::wording::sanitize::sanitize_text;

/// The name of the account, for the history and for the message that the catalogue is busy; its number where the system
/// has no name for it.
#[cfg(unix)]
pub fn account_name() -> String {
    match find_account() {
        Some(account) => sanitize_text(&account.name),
        None => format!("uid {}", nix::unistd::getuid()),
    }
}

/// The home folder of the account.
#[cfg(unix)]
pub fn account_home() -> Option<PathBuf> {
    let home = find_account()?.dir;
    home.is_absolute().then_some(home)
}

#[cfg(unix)]
fn find_account() -> Option<nix::unistd::User> {
    nix::unistd::User::from_uid(nix::unistd::getuid())
        .ok()
        .flatten()
}

/// The name of the account, as this system sets it.
#[cfg(not(unix))]
pub fn account_name() -> String {
    let name = std::env::var("USERNAME").ok();
    let name = name.filter(|name| !name.is_empty());
    sanitize_text(&name.unwrap_or_else(|| "?".to_owned()))
}

/// The home folder of the account.
#[cfg(not(unix))]
pub fn account_home() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_systems() {
        let id = std::process::Command::new("id")
            .arg("-un")
            .output()
            .unwrap();
        let expected = String::from_utf8(id.stdout).unwrap();
        assert_eq!(account_name(), expected.trim());
    }
}
