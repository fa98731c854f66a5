//! Errors of the operating system in the user's language, with the system's own number.
//!
//! Kinds that the table does not know, and errors that are not the system's, keep their own text.
//! [`PortableIoError`] is an error that can be stored, compared and sent to another process. Advice
//! on what to do is left to the caller, who knows the purpose of the file.

use std::io::{self, ErrorKind};

use serde::{Deserialize, Serialize};

use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::wording::unfit_file::UnfitFile;

/// The kinds that have a sentence.
const SENTENCE_KEYS: [(ErrorKind, &str); 28] = [
    (ErrorKind::NotFound, "system.not_found"),
    (ErrorKind::PermissionDenied, "system.not_allowed"),
    (ErrorKind::AlreadyExists, "system.exists"),
    (ErrorKind::NotADirectory, "system.no_folder"),
    (ErrorKind::IsADirectory, "system.folder"),
    (ErrorKind::DirectoryNotEmpty, "system.not_empty"),
    (ErrorKind::InvalidFilename, "system.bad_name"),
    (ErrorKind::ReadOnlyFilesystem, "system.read_only"),
    (ErrorKind::StorageFull, "system.full"),
    (ErrorKind::QuotaExceeded, "system.quota"),
    (ErrorKind::FileTooLarge, "system.too_large"),
    (ErrorKind::NotSeekable, "system.not_seekable"),
    (ErrorKind::CrossesDevices, "system.devices"),
    (ErrorKind::ResourceBusy, "system.busy"),
    (ErrorKind::ExecutableFileBusy, "system.busy"),
    (ErrorKind::StaleNetworkFileHandle, "system.stale"),
    (ErrorKind::HostUnreachable, "system.network"),
    (ErrorKind::NetworkUnreachable, "system.network"),
    (ErrorKind::NetworkDown, "system.network"),
    (ErrorKind::OutOfMemory, "system.memory"),
    (ErrorKind::TimedOut, "system.late"),
    (ErrorKind::Interrupted, "system.interrupted"),
    (ErrorKind::WouldBlock, "system.not_ready"),
    (ErrorKind::BrokenPipe, "system.gone"),
    (ErrorKind::NotConnected, "system.closed"),
    (ErrorKind::WriteZero, "system.nothing_taken"),
    (ErrorKind::UnexpectedEof, "system.cut"),
    (ErrorKind::InvalidData, "system.no_text"),
];

/// An error of the system that can be cloned, compared and serialized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortableIoError {
    number: Option<i32>,
    key: Option<String>,
    text: String,
}

impl From<&io::Error> for PortableIoError {
    fn from(error: &io::Error) -> Self {
        // An error with an inner error was made by a library, and only its own text says what is wrong.
        let is_own = error.get_ref().is_none();
        let mut kinds = SENTENCE_KEYS.iter().filter(|_| is_own);
        let known = kinds.find(|(kind, _)| *kind == error.kind());
        let unfit = UnfitFile::of_error(error).map(UnfitFile::key);
        let in_use = is_used_elsewhere(error).then_some("system.in_use");
        let key = unfit.or(in_use).or_else(|| known.map(|(_, key)| *key));
        Self {
            number: error.raw_os_error(),
            key: key.map(str::to_owned),
            text: error.to_string(),
        }
    }
}

impl From<PortableIoError> for io::Error {
    fn from(error: PortableIoError) -> Self {
        let known = SENTENCE_KEYS
            .iter()
            .find(|(_, key)| Some(*key) == error.key.as_deref());
        let mut unfit = UnfitFile::ALL.into_iter();
        if let Some(unfit) = unfit.find(|unfit| Some(unfit.key()) == error.key.as_deref()) {
            return unfit.into();
        }
        match (error.number, known) {
            (Some(number), _) => Self::from_raw_os_error(number),
            (None, Some((kind, _))) => (*kind).into(),
            (None, None) => Self::other(error.text),
        }
    }
}

impl PortableIoError {
    /// As part of a sentence.
    pub fn to_text(&self, locale: &Locale) -> String {
        let sentence = self.key.as_deref().and_then(|key| locale.get(key));
        match (sentence, &self.number) {
            (None, _) => sanitize_text(&self.text),
            (Some(sentence), None) => sentence.to_owned(),
            (Some(sentence), Some(number)) => locale.fill(
                "system.numbered",
                &[("sentence", &sentence), ("number", number)],
            ),
        }
    }
}

/// True where Windows says that another program has the file open, as a spreadsheet has its list.
fn is_used_elsewhere(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    let number = error.raw_os_error();
    cfg!(windows) && matches!(number, Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// An error of the system as part of a sentence.
pub fn describe_io_error(error: &io::Error, locale: &Locale) -> String {
    PortableIoError::from(error).to_text(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;

    fn assert_comes_back(error: &io::Error, locale: &Locale) {
        let sent = serde_json::to_string(&PortableIoError::from(error)).unwrap();
        let received: PortableIoError = serde_json::from_str(&sent).unwrap();
        let again = io::Error::from(received);
        assert_eq!(
            describe_io_error(&again, locale),
            describe_io_error(error, locale)
        );
    }

    #[test]
    fn every_kind_has_a_sentence_and_comes_back_from_another_process() {
        for lang in [Language::Vi, Language::En] {
            let locale = Locale::new(lang);
            for (kind, key) in SENTENCE_KEYS {
                let error = io::Error::from(kind);
                assert_eq!(
                    locale.get(key),
                    Some(&*describe_io_error(&error, &locale)),
                    "{key}"
                );
                assert_comes_back(&error, &locale);
            }
            for unfit in UnfitFile::ALL {
                let error = io::Error::from(unfit);
                let sentence = locale.get(unfit.key());
                assert_eq!(sentence, Some(&*describe_io_error(&error, &locale)));
                assert_comes_back(&error, &locale);
            }
        }
    }

    #[test]
    fn what_is_not_the_systems_keeps_its_own_text() {
        let locale = Locale::new(Language::Vi);
        for kind in [ErrorKind::InvalidData, ErrorKind::NotFound] {
            let foreign = io::Error::new(kind, "row 7\u{1b}[31m");
            let text = describe_io_error(&foreign, &locale);
            assert!(
                text.starts_with("row 7") && !text.contains('\u{1b}'),
                "{text}"
            );
            assert_eq!(
                describe_io_error(&PortableIoError::from(&foreign).into(), &locale),
                text
            );
        }
    }
}
