//! End-to-end tests, in one binary with a sealed home: nothing of the machine's own reaches them.
//!
//! * [`cli`]: the command line as other programs use it. * [`keys`]: stories of keys on a headless screen.
//! * [`config`]: the config file. * [`choosing`]: filters by keys: away with a value, more like this one; and what is
//!   copied of a record.
//! * [`palette`]: the help that is narrowed by typing and done by Enter.
//! * [`earlier_labels`]: labels of values that were reworded are still read.
//! * [`labels`]: people's words on products.
//! * [`language`]: the query language, on both. * [`reading`]: how words are read, and why a product is found.
//! * [`recalling`]: searches of before. * [`screens`]: what is drawn, as snapshots. * [`matrix`]: at every size.
//! * [`pty`]: the real binary in a real terminal.
//! * [`changes`]: the screen of an import, and the offer of a newer catalogue.
//! * [`misuse`]: command lines that are wrong. * [`completing`]: completion scripts, in a real bash too.
//! * [`refusals`]: what the system refuses.
//! * [`linear`], [`linear_work`]: the numbered conversation, through a pipe.
//! * [`lists`]: officials' lists as they were met. * [`imports`]: what comes of them.
//! * [`spoken`]: filters and questions in plain words. * [`completion_menu`]: what Tab offers in the search line.
//! * [`newcomer`]: what tripped a newcomer's hand.
//! * [`footers`]: the keys at the foot of small windows.
//! * [`statistics`]: the statistics of what is asked, on both. * [`figures`]: its tables taken away.
//! * [`other_day`]: the catalogue seen on another day, and compared with it.
//! * [`readme_review`]: the review of the README. * [`records`]: the record whole. * [`scanning`]: codes, read off the
//!   drawn cells by a decoder.
//! * [`typing`]: accents from a keyboard without them. * [`invisible`]: characters that nobody sees in what is pasted.
//! * [`log`], [`doctor`], [`read_only`]: what is noted, what is told of the machine, what is never written.
//! * [`damaged_store`]: a catalogue that somebody or something damaged.
//! * [`work_facets`]: what people did with products, as facets of the catalogue.
//! * [`restricted`]: what is left in the restricted mode. * [`progress`]: how far long work is.
//! * [`interrupted`]: what is left of a file whose writer was ended. * [`bombs`]: files that kill importers.
//! * [`corrections`]: what people propose to change in the catalogue, and what becomes of it.
//! * [`review_commands`], [`review_rounds`]: reviews by commands.
//! * [`review_windows`]: labels, disagreements, proposals by keys.
//! * [`fair_played`]: a whole fair on two laptops. * [`trade_meeting`]: buyers and entries by keys.
//! * [`fair`], [`fair_questions`]: the fair mode, without a terminal. * [`fair_at_a_terminal`]: the same in a real one.
//! * [`ends`]: how a sitting and a process end, and their limits.
//! * [`pictures`]: the screen as SVG files. * [`tour`]: the tours, played. * [`help`]: the topics of `ocop help`.
//! * [`documents`]: documents in each format. * [`review_reports`]: the papers of a review. * [`list_reports`],
//!   [`list_reports_by_command`]: those of a fair and a trade meeting.
//! * [`lists_labels`]: the papers of a list, by the command.
//! * [`paper`]: labels, signs and lists of a fair. * [`printing`]: the same printed by a browser (`cargo printing`).
//! * [`work_store`]: the store of work: merged, copied, damaged, forgotten, shared.
//! * [`bundles`]: the catalogue and the work in one file for another machine.
//! * [`house`]: the project's own rules.

// Nothing here is published, and a test that cannot go on should stop where it stands.
#![allow(
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    // A test may tell a long story, and build its lists plainly.
    clippy::format_push_string,
    clippy::type_complexity,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::too_many_lines
)]

mod blind_reviews;
mod bombs;
#[cfg(unix)]
mod bundles;
mod changes;
mod choosing;
mod cli;
mod columns;
mod comparing;
mod completing;
mod completion_menu;
mod config;
mod corrections;
mod crosstabs;
#[cfg(unix)]
mod damaged_store;
mod doctor;
mod documents;
mod earlier_labels;
mod ends;
mod exporting;
mod fair;
mod fair_at_a_terminal;
#[cfg(unix)]
mod fair_played;
mod fair_questions;
mod figures;
mod footers;
mod generations;
mod help;
mod house;
#[cfg(unix)]
mod import_prompt;
mod importing;
mod imports;
mod input_method;
mod interrupted;
mod invisible;
mod keys;
mod labels;
mod language;
mod linear;
mod linear_work;
#[cfg(unix)]
mod links;
mod list_reports;
mod list_reports_by_command;
mod listing;
mod lists;
mod lists_commands;
mod lists_labels;
mod log;
mod matrix;
mod newcomer;
mod news;
mod next_question;
mod orders;
mod other_day;
mod own_keys;
mod palette;
mod paper;
mod pictures;
mod places;
mod printing;
mod progress;
mod pty;
mod read_only;
mod reader_process;
mod readme_review;
mod recalling;
mod records;
mod refusals;
mod resting;
mod restricted;
mod review_commands;
mod review_reports;
mod review_rounds;
mod review_told;
mod review_windows;
mod reviewing;
mod reviewing_at_a_terminal;
mod scanning;
mod screens;
mod selecting;
mod small_files;
mod spoken;
mod statistics;
mod stories;
mod support;
mod terminal;
mod tour;
mod trade_meeting;
mod usage_error;
mod work_facets;
mod work_store;
