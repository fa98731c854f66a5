//! Imports in the daily work of an office, through the real binary.
//!
//! * [`preview`]: what would change. * [`publishing`]: consent, history, rollback, reports.
//! * [`columns`]: what `--map` said, remembered. * [`faults`]: two writers, kills, full disks.
//! * [`damage`]: damaged catalogues and how to recover them.
//! * [`back`]: our own exports are read back unchanged, from LibreOffice too.

mod back;
mod columns;
mod damage;
mod faults;
mod preview;
mod publishing;
