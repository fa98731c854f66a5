//! What the config file says of the fair mode.

use super::config::ConfigFile;

/// The settings of the fair mode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FairSettings {
    /// The list that the program opens in the fair mode, by its name; `None` for the catalogue's screen.
    pub list: Option<String>,
    /// What visitors ask for is counted.
    pub counts_questions: bool,
}

impl FairSettings {
    /// What a config file says.
    pub(super) fn of_config(config: &ConfigFile) -> Self {
        Self {
            list: config.fair.clone(),
            counts_questions: config.fair_questions,
        }
    }
}
