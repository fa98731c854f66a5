//! One open file for two readers: calamine takes the cells of a workbook, we take what it does not tell.
//!
//! Each copy has a position of its own. Reads go through [`std::io::BufReader`], so that a seek pays for a block.

use std::cell::RefCell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// A view of the file with its own position.
pub(super) struct SharedInput<R> {
    file: Rc<RefCell<R>>,
    position: u64,
}

impl<R> SharedInput<R> {
    /// The first view, at the beginning of the file.
    pub(super) fn new(file: R) -> Self {
        Self {
            file: Rc::new(RefCell::new(file)),
            position: 0,
        }
    }

    /// Another view of the same file, at its beginning.
    pub(super) fn share(&self) -> Self {
        Self {
            file: Rc::clone(&self.file),
            position: 0,
        }
    }
}

impl<R: Read + Seek> Read for SharedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.position))?;
        let bytes = file.read(buffer)?;
        self.position += bytes as u64;
        Ok(bytes)
    }
}

impl<R: Read + Seek> Seek for SharedInput<R> {
    fn seek(&mut self, target: SeekFrom) -> io::Result<u64> {
        self.position = match target {
            SeekFrom::Start(position) => position,
            SeekFrom::Current(offset) => self
                .position
                .checked_add_signed(offset)
                .ok_or(io::ErrorKind::InvalidInput)?,
            SeekFrom::End(_) => self.file.borrow_mut().seek(target)?,
        };
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_views_of_a_file_do_not_move_each_other() {
        let mut first = SharedInput::new(io::Cursor::new(b"abcdef".to_vec()));
        let mut second = first.share();
        let mut letters = [0; 2];
        first.read_exact(&mut letters).unwrap();
        second.seek(SeekFrom::End(-2)).unwrap();
        second.read_exact(&mut letters).unwrap();
        assert_eq!(&letters, b"ef");
        first.read_exact(&mut letters).unwrap();
        assert_eq!(&letters, b"cd");
        assert!(first.seek(SeekFrom::Current(-9)).is_err());
    }
}
