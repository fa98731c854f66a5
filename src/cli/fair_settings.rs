//! What the config file and the system's say of the fair mode.

use super::config::ConfigFile;
use crate::capabilities::SystemSettings;

/// The settings of the fair mode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FairSettings {
    /// The list that the program opens in the fair mode, by its name; `None` for the catalogue's screen.
    pub list: Option<String>,
    /// What visitors ask for is counted.
    pub counts_questions: bool,
}

impl FairSettings {
    /// What the config file says, and the system: of the list the account's own word is first, of counting that of
    /// the system.
    pub(super) fn of_config(config: &ConfigFile, system: &SystemSettings) -> Self {
        let counted = system.fair_questions;
        Self {
            list: config.fair.clone().or_else(|| system.fair.clone()),
            counts_questions: counted.unwrap_or(config.fair_questions),
        }
    }
}
