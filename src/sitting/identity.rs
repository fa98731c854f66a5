//! Who sits there, as far as the system and the SSH server say it: never what the person says.
//!
//! The account is the one of the process, not `$USER`. The key is named by the server: in the forced command
//! (`--key-name`), or in the file of `ExposeAuthInfo`. Must not: ask a network.

use std::path::Path;

use crate::cli::account::account_name;
use crate::cli::environment::read_variable;
use crate::files::small_file::{LinkRule, read_small_file};
use crate::wording::sanitize::sanitize_text;

/// So much of the end of a public key tells it from all others, and can be searched in a list of keys.
const KEY_END_CHARS: usize = 16;

/// Who.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The number of the account.
    pub uid: u32,
    /// Its name; the number where it has none on this machine.
    pub account: String,
    /// The name or the end of the key, if the server says so.
    pub key: Option<String>,
    /// Where from, if the server says so.
    pub address: Option<String>,
}

impl Identity {
    /// Who runs this process. `key_name` is the name that the forced command gave.
    pub(super) fn of_this_process(key_name: Option<&str>) -> Self {
        let uid = current_uid();
        let key = key_name.map(str::to_owned).or_else(|| {
            let path = read_variable("SSH_USER_AUTH")?;
            let told = read_small_file(Path::new(&path), LinkRule::Refuse).ok()??;
            find_key(&String::from_utf8_lossy(&told))
        });
        let connection = read_variable("SSH_CONNECTION");
        Self {
            uid,
            account: account_name(),
            key,
            address: connection.as_deref().and_then(find_address),
        }
    }
}

#[cfg(unix)]
fn current_uid() -> u32 {
    rustix::process::getuid().as_raw()
}

#[cfg(not(unix))]
fn current_uid() -> u32 {
    0
}

/// The key in what the server tells of an authentication: its kind, and its end.
fn find_key(told: &str) -> Option<String> {
    let mut keys = told.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let is_key = words.next() == Some("publickey");
        is_key.then(|| words.next().zip(words.next())).flatten()
    });
    let (kind, key) = keys.next()?;
    let start = key.chars().count().saturating_sub(KEY_END_CHARS);
    let end: String = key.chars().skip(start).collect();
    Some(sanitize_text(&format!("{kind} ...{end}")))
}

/// The address of the client: the first word of `SSH_CONNECTION`.
fn find_address(connection: &str) -> Option<String> {
    connection.split_whitespace().next().map(sanitize_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_one_that_the_server_tells() {
        let told =
            "password\npublickey ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0123456789abcdefghijkl\n";
        assert_eq!(
            find_key(told).as_deref(),
            Some("ssh-ed25519 ...6789abcdefghijkl")
        );
        assert_eq!(find_key("password\n"), None);
        assert_eq!(
            find_address("10.0.0.5 50222 10.0.0.1 22").as_deref(),
            Some("10.0.0.5")
        );
        assert_eq!(find_address(" "), None);
    }
}
