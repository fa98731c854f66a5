//! The line that takes a day: the one that the catalogue is seen on, or the one that statistics are compared with.

use jiff::ToSpan;
use jiff::civil::Date;
use ocop_index::query::read_day;

use crate::app::input_line::InputLine;
use crate::input_method::InputMethod;

/// What the day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPurpose {
    /// The catalogue is seen on it; nothing typed is today.
    See,
    /// The statistics are compared with the same query on it; nothing typed is a year earlier.
    Compare,
}

/// The open line.
#[derive(Clone, Debug)]
pub struct DayPrompt {
    /// What the day is for.
    pub purpose: DayPurpose,
    /// What is typed.
    pub input: InputLine,
    /// The day that relative words count from.
    today: Date,
    /// The day that is meant when nothing is typed.
    default_day: Date,
}

impl DayPrompt {
    /// An empty line. `seen` is the day that the catalogue is seen on now.
    pub fn new(purpose: DayPurpose, today: Date, seen: Date, method: InputMethod) -> Self {
        Self {
            purpose,
            input: InputLine::with_input_method(method),
            today,
            default_day: match purpose {
                DayPurpose::See => today,
                DayPurpose::Compare => seen.saturating_sub(1.year()),
            },
        }
    }

    /// The day that the line means, if it is one.
    pub fn day(&self) -> Option<Date> {
        if self.input.text().trim().is_empty() {
            return Some(self.default_day);
        }
        read_day(self.input.text(), self.today)
    }
}
