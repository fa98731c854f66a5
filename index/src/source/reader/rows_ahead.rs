//! Reads the rows of a long text on a thread of its own, so that the rows before are made into products meanwhile:
//! reading takes a fifth of the time of both.

use std::mem;
use std::panic;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::source::list_row::{ListRow, ReadFlow, RowSink};
use crate::source::unreadable::UnreadableFile;

/// Rows sent at a time.
const BATCH_ROWS: usize = 128;

/// Batches that may wait to be made into products.
const MAX_WAITING_BATCHES: usize = 8;

/// Sends the rows of `read` to `sink` in their order, while `read` goes on reading. The first error in the order of the
/// rows counts, as without a thread. Where no thread can be started, one after the other is done.
pub(super) fn read_rows_ahead(
    mut read: impl FnMut(&mut RowSink<'_>) -> Result<(), UnreadableFile> + Send,
    sink: &mut RowSink<'_>,
) -> Result<(), UnreadableFile> {
    let done = thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Vec<ListRow>>(MAX_WAITING_BATCHES);
        let send_rows = || {
            let mut batch = Vec::with_capacity(BATCH_ROWS);
            let result = read(&mut |row| {
                batch.push(row);
                if batch.len() < BATCH_ROWS {
                    return Ok(ReadFlow::Continue);
                }
                let full = mem::replace(&mut batch, Vec::with_capacity(BATCH_ROWS));
                // The receiver is gone once nobody wants more rows.
                let is_wanted = sender.send(full).is_ok();
                Ok(if is_wanted {
                    ReadFlow::Continue
                } else {
                    ReadFlow::Stop
                })
            });
            let _ = sender.send(batch);
            drop(sender);
            result
        };
        let thread = thread::Builder::new().name("rows".to_owned());
        let thread = thread.spawn_scoped(scope, send_rows).ok()?;
        for row in batches.iter().flatten() {
            match sink(row) {
                Ok(ReadFlow::Continue) => {}
                Ok(ReadFlow::Stop) => return Some(Ok(())),
                Err(error) => return Some(Err(error)),
            }
        }
        let result = thread.join();
        Some(result.unwrap_or_else(|cause| panic::resume_unwind(cause)))
    });
    done.unwrap_or_else(|| read(sink))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::unreadable::UnreadableReason;

    /// Sends rows with these numbers, and fails behind them where `fails`.
    fn send_numbers(
        count: u64,
        fails: bool,
    ) -> impl FnMut(&mut RowSink<'_>) -> Result<(), UnreadableFile> + Send {
        move |sink| {
            for number in 1..=count {
                if sink(ListRow::new(number))? == ReadFlow::Stop {
                    return Ok(());
                }
            }
            let error = UnreadableFile::at_line(UnreadableReason::LongLine, count + 1, 0);
            if fails { Err(error) } else { Ok(()) }
        }
    }

    #[test]
    fn every_row_comes_once_and_in_order() {
        for count in [0, 1, BATCH_ROWS as u64, 5000] {
            let mut numbers = Vec::new();
            let result = read_rows_ahead(send_numbers(count, false), &mut |row| {
                numbers.push(row.number);
                Ok(ReadFlow::Continue)
            });
            assert!(result.is_ok());
            assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_rows_before_an_error_are_read_and_the_error_is_told() {
        let mut last = 0;
        let result = read_rows_ahead(send_numbers(3000, true), &mut |row| {
            last = row.number;
            Ok(ReadFlow::Continue)
        });
        assert_eq!((result.unwrap_err().line, last), (3001, 3000));
    }

    #[test]
    fn an_error_of_the_list_comes_before_a_later_one_of_the_file_and_ends_the_reading() {
        for fails in [false, true] {
            let mut last = 0;
            let result = read_rows_ahead(send_numbers(1_000_000, fails), &mut |row| {
                last = row.number;
                match row.number {
                    700 => Err(UnreadableFile::at_line(UnreadableReason::NoHeader, 700, 0)),
                    _ => Ok(ReadFlow::Continue),
                }
            });
            assert_eq!((result.unwrap_err().line, last), (700, 700));
        }
    }
}
