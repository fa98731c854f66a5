//! Errors of the engine in the user's language: as a sentence, and as the reason within one. Must not: choose an exit
//! code.

use ocop_index::Error;

use crate::wording::io_error::describe_io_error;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;

/// The reason of an engine error as part of a sentence: the path, and the error of the system or the engine.
pub fn format_engine_reason(error: &Error, locale: &Locale) -> String {
    match error {
        Error::Io { path, source } => {
            let path = sanitize_text(&path.to_string_lossy());
            format!("{path}: {}", describe_io_error(source, locale))
        }
        Error::BrokenGeneration { path, cause } => {
            let path = sanitize_text(&path.to_string_lossy());
            format!("{path}: {}", format_engine_reason(cause, locale))
        }
        Error::WrongKind { path, kind } => {
            let path = sanitize_text(&path.to_string_lossy());
            let kind = locale.t(&format!("file_kind.{}", kind.key())).to_owned();
            locale.fill("reason.wrong_kind", &[("path", &path), ("kind", &kind)])
        }
        Error::UnclearPointer { path, fault } => {
            let path = sanitize_text(&path.to_string_lossy());
            format!("{path}: {}", locale.t(&format!("pointer.{}", fault.key())))
        }
        Error::Busy { holder, .. } => {
            locale.fill("reason.busy", &[("holder", &shown_holder(holder))])
        }
        Error::NoLocks { .. } => describe_engine_error(error, locale),
        other => sanitize_text(&other.to_string()),
    }
}

fn shown_holder(holder: &str) -> String {
    sanitize_text(if holder.is_empty() { "?" } else { holder })
}

/// An error of the engine as a sentence: where, why, and what to do.
pub fn describe_engine_error(error: &Error, locale: &Locale) -> String {
    match error {
        Error::Io { path, source } => locale.fill(
            "error.file",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("reason", &describe_io_error(source, locale)),
            ],
        ),
        Error::InvalidRecord {
            path,
            line,
            column,
            reason,
        } => locale.fill(
            "error.record",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("line", line),
                ("column", column),
                ("reason", &sanitize_text(reason)),
            ],
        ),
        Error::Damaged { path, reason } => locale.fill(
            "error.damaged",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("reason", &sanitize_text(reason)),
            ],
        ),
        Error::BrokenGeneration { path, cause } => locale.fill(
            "error.damaged",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("reason", &format_engine_reason(cause, locale)),
            ],
        ),
        Error::Busy { path, holder } => locale.fill(
            "error.busy",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("holder", &shown_holder(holder)),
            ],
        ),
        Error::Unreadable { path, cause } => {
            let mut place = sanitize_text(&path.to_string_lossy());
            if !cause.sheet.is_empty() {
                let sheet = locale.fill("import.sheet", &[("name", &sanitize_text(&cause.sheet))]);
                place = format!("{place}, {sheet}");
            }
            locale.fill(
                &format!("unreadable.{}", cause.why.key()),
                &[
                    ("path", &place),
                    ("line", &cause.line),
                    ("column", &cause.column),
                    ("detail", &sanitize_text(&cause.detail)),
                ],
            )
        }
        Error::WrongKind { .. } => locale.fill(
            "error.wrong_kind",
            &[("reason", &format_engine_reason(error, locale))],
        ),
        Error::UnclearPointer { .. } => format_engine_reason(error, locale),
        Error::NoLocks { path } => locale.fill(
            "error.no_locks",
            &[("path", &sanitize_text(&path.to_string_lossy()))],
        ),
        Error::NewerFormat { path, format } => locale.fill(
            "error.newer",
            &[
                ("path", &sanitize_text(&path.to_string_lossy())),
                ("format", format),
            ],
        ),
        Error::Index(reason) => locale.fill(
            "error.index",
            &[("reason", &sanitize_text(&reason.to_string()))],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;
    use ocop_index::source::unreadable::{UnreadableFile, UnreadableReason};

    #[test]
    fn a_line_of_a_sheet_that_cannot_be_read_is_named_with_its_sheet() {
        let cause = UnreadableFile::new(UnreadableReason::NoHeader);
        let describe = |cause: UnreadableFile| {
            let error = Error::Unreadable {
                path: "ds.xlsx".into(),
                cause: Box::new(cause),
            };
            describe_engine_error(&error, &Locale::new(Language::Vi))
        };
        assert!(describe(cause.clone()).starts_with("ds.xlsx: "));
        let of_sheet = describe(cause.in_sheet("Hải Hà"));
        assert!(
            of_sheet.starts_with("ds.xlsx, trang “Hải Hà”: "),
            "{of_sheet}"
        );
    }
}
