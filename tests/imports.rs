//! Imports as an office lives with them, through the real binary.
//!
//! * [`preview`]: what would change. * [`publishing`]: consent, history, the way back, reports.
//! * [`faults`]: two writers, kills, full disks. * [`back`]: our own lists come back equal, from LibreOffice
//!   as well.

mod back;
mod faults;
mod preview;
mod publishing;
