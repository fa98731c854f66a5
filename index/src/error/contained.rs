//! Panics of the libraries that read a catalogue, contained: they become the damage of what was read.
//!
//! The checksum of every file is verified before it is read, so this is for a file that somebody sealed anew, and for
//! faults of a library. A panic hook that ends the process asks [`is_panic_contained`] first.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::Error;

thread_local! {
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// True when a panic on this thread becomes an error, so that a panic hook has nothing to tell.
pub fn is_panic_contained() -> bool {
    IS_CONTAINED.get()
}

/// Does the work; a panic in it is damage of what lies at this path.
pub(crate) fn contain_panic<T, E: From<Error>>(
    path: &Path,
    work: impl FnOnce() -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    match catch_unwind(AssertUnwindSafe(|| with_containment(true, work))) {
        Ok(result) => result,
        Err(cause) => Err(damage_from_panic(path, &*cause).into()),
    }
}

/// Does work of a thread that a caller started who contains its panics, or does not.
pub(crate) fn with_containment<T>(is_contained: bool, work: impl FnOnce() -> T) -> T {
    /// Restores the state when the work ends, also by a panic.
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            IS_CONTAINED.set(self.0);
        }
    }
    let _restore = Restore(IS_CONTAINED.replace(is_contained));
    work()
}

fn damage_from_panic(path: &Path, cause: &(dyn Any + Send)) -> Error {
    let text = cause.downcast_ref::<&str>().copied();
    let text = text.or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("no message");
    Error::damaged_file(path, format!("cannot be read as an index: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_damage_and_the_next_one_outside_is_none_of_ours() {
        let failed: crate::error::Result<()> = contain_panic(Path::new("x"), || {
            assert!(is_panic_contained());
            panic!("bad\u{1b} index");
        });
        let text = failed.unwrap_err().to_string();
        assert!(text.contains("bad") && !text.contains('\u{1b}'), "{text}");
        assert!(!is_panic_contained());
        assert!(matches!(
            contain_panic::<_, Error>(Path::new("x"), || Ok(1)),
            Ok(1)
        ));
    }
}
