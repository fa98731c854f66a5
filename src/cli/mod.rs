//! The command line: arguments, config file and environment, and how the program ends.
//!
//! Arguments go through two levels: [`args`] holds what was typed, [`settings`] and
//! [`read_options`] what it means together with the [`config`] file and the [`environment`].
//!
//! * [`usage_error`]: an invalid command line explained in whole sentences.
//! * [`exit`]: the one map from failures to sentences and exit codes.
//! * [`system_limits`]: what the administrator allows. [`account`]: who runs the program.
//! * [`paths`]: where files live. [`clock`]: the day and the time in Vietnam.
//! * [`sitting_settings`]: what bounds a sitting, and what is recorded of it. [`idle_input`]: lines that do not come.
//! * [`fair_settings`]: what the config says of the fair mode.
//! * [`standard_output`]: output that fails where it is closed.
//! * [`original_command`]: what a person sends over SSH, where a forced command runs instead.
//! * [`key_table`]: the key table in words, for the man page and the reference.
//!
//! Must not open the catalogue or draw: commands and the screen import this module, not the other way round.

pub mod account;
pub mod args;
pub mod clock;
pub mod command_line;
pub mod config;
pub mod environment;
pub mod exit;
pub mod fair_settings;
pub mod idle_input;
pub mod key_table;
pub mod original_command;
pub mod paths;
pub mod process_limits;
pub mod read_options;
pub mod settings;
pub mod sitting_settings;
pub mod standard_output;
pub mod state_folder;
mod system_file;
pub mod system_limits;
pub mod terminal_guess;
pub mod usage_error;
pub mod work_reports;
pub mod work_settings;
