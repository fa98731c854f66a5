//! Imports as an office lives with them, through the real binary.
//!
//! * [`preview`]: what would change. * [`publishing`]: consent, history, the way back, reports.
//! * [`faults`]: two writers, kills, full disks. * [`damage`]: catalogues that decayed, and the way on.
//! * [`back`]: our own lists come back equal, from LibreOffice as well.

mod back;
mod damage;
mod faults;
mod preview;
mod publishing;
