//! Events as a file for other stores: JSONL, the first line says what it is, each other one is an event.

use std::io::{self, BufRead, Read, Write};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::work::events::event::WorkEvent;
use crate::work::events::event_cleaning::{UnfitEvent, clean_event};

/// What the first line calls the format.
pub const FORMAT: &str = "ocop-work";

/// The version of the format that this program writes, and the newest that it reads.
pub const FORMAT_VERSION: u32 = 1;

/// The longest line, in bytes.
const MAX_LINE_BYTES: u64 = 16 << 20;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeHeader {
    /// [`FORMAT`].
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// When the file was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Timestamp>,
    /// How many events follow.
    #[serde(default)]
    pub events: usize,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// The first line is not the header of such a file.
    NoHeader,
    /// A newer version wrote the file.
    NewerFormat(u32),
    /// Longer than 16 MB.
    TooLong,
    /// No event.
    NoEvent,
    /// An event that is not taken.
    Unfit(UnfitEvent),
    /// The file has fewer events than its first line says: it was cut off.
    CutOff,
}

/// The events of a file, and the lines that are none.
#[derive(Debug, Default)]
pub struct ReadEvents {
    /// The events, cleaned.
    pub events: Vec<WorkEvent>,
    /// The lines that are none, by their number from 1.
    pub faults: Vec<(usize, LineFault)>,
}

/// Writes events.
///
/// # Errors
/// Fails where nothing can be written.
pub fn write_events(events: &[WorkEvent], now: Timestamp, out: &mut impl Write) -> io::Result<()> {
    let header = ExchangeHeader {
        format: FORMAT.to_owned(),
        version: FORMAT_VERSION,
        written: Some(now),
        events: events.len(),
    };
    serde_json::to_writer(&mut *out, &header)?;
    out.write_all(b"\n")?;
    for event in events {
        serde_json::to_writer(&mut *out, event)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Reads events, each cleaned. After a first line that is no header nothing is read.
///
/// # Errors
/// Fails where the file cannot be read.
pub fn read_events(mut input: impl BufRead) -> io::Result<ReadEvents> {
    let mut read = ReadEvents::default();
    let mut announced = None;
    let mut number = 0;
    loop {
        let line = match read_line(&mut input)? {
            NextLine::End => break,
            NextLine::TooLong => {
                number += 1;
                read.faults.push((number, LineFault::TooLong));
                continue;
            }
            NextLine::Line(line) => line,
        };
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        if announced.is_none() {
            match read_header(&line) {
                Ok(header) => announced = Some(header.events),
                Err(fault) => {
                    read.faults.push((number, fault));
                    return Ok(read);
                }
            }
            continue;
        }
        match read_event(&line) {
            Ok(event) => read.events.push(event),
            Err(fault) => read.faults.push((number, fault)),
        }
    }
    match announced {
        None => read.faults.push((1, LineFault::NoHeader)),
        Some(events) if read.faults.is_empty() && read.events.len() < events => {
            read.faults.push((number + 1, LineFault::CutOff));
        }
        Some(_) => {}
    }
    Ok(read)
}

fn read_header(line: &[u8]) -> Result<ExchangeHeader, LineFault> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    match serde_json::from_slice::<ExchangeHeader>(line) {
        Ok(header) if header.format != FORMAT => Err(LineFault::NoHeader),
        Ok(header) if header.version > FORMAT_VERSION => {
            Err(LineFault::NewerFormat(header.version))
        }
        Ok(header) => Ok(header),
        Err(_) => Err(LineFault::NoHeader),
    }
}

fn read_event(line: &[u8]) -> Result<WorkEvent, LineFault> {
    let event: WorkEvent = serde_json::from_slice(line).map_err(|_| LineFault::NoEvent)?;
    clean_event(event).map_err(LineFault::Unfit)
}

/// What comes next in a file.
enum NextLine {
    /// A line.
    Line(Vec<u8>),
    /// A line that is too long to be kept.
    TooLong,
    /// Nothing.
    End,
}

fn read_line(input: &mut impl BufRead) -> io::Result<NextLine> {
    let mut line = Vec::new();
    let read = input
        .by_ref()
        .take(MAX_LINE_BYTES + 1)
        .read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(NextLine::End);
    }
    if line.last() == Some(&b'\n') || read as u64 <= MAX_LINE_BYTES {
        return Ok(NextLine::Line(line));
    }
    // The rest of the line is passed over without keeping it.
    loop {
        let available = input.fill_buf()?;
        if available.is_empty() {
            return Ok(NextLine::TooLong);
        }
        let end = available.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(available.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(NextLine::TooLong);
        }
    }
}
