//! An audit line: who did what, in `name=value` pairs of one line, for people and for programs.
//!
//! Values that come from outside stand in quotation marks, cleaned and shortened. Must not: read anything.

use std::fmt::{self, Display, Write};

use super::identity::Identity;
use crate::wording::sanitize::sanitize_text;

/// Longer values are cut.
const MAX_VALUE_CHARS: usize = 200;

/// What is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditEvent<'a> {
    /// A sitting began.
    SittingBegun {
        /// `screen` or `linear`.
        kind: &'static str,
    },
    /// A sitting ended.
    SittingEnded {
        /// How long it was.
        seconds: u64,
        /// Why.
        reason: EndReason,
    },
    /// A generation was published.
    Published {
        /// What did it.
        action: String,
        /// Its number.
        generation: u64,
        /// Its products.
        products: usize,
        /// How long the writing took.
        seconds: u64,
    },
    /// Something was searched.
    Searched {
        /// The line.
        line: &'a str,
    },
}

/// Why a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// The person left.
    Left,
    /// Nobody pressed a key for long.
    Idle,
    /// With an exit code that says why.
    Code(u8),
}

impl Display for EndReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Left => f.write_str("left"),
            Self::Idle => f.write_str("idle"),
            Self::Code(101) => f.write_str("panic"),
            Self::Code(129) => f.write_str("hang-up"),
            Self::Code(code) if *code > 128 => write!(f, "signal-{}", code - 128),
            Self::Code(code) => write!(f, "code-{code}"),
        }
    }
}

/// The line of an event, without a line ending.
pub fn format_audit_line(identity: &Identity, event: &AuditEvent<'_>) -> String {
    let name = match event {
        AuditEvent::SittingBegun { .. } => "sitting-begin",
        AuditEvent::SittingEnded { .. } => "sitting-end",
        AuditEvent::Published { .. } => "published",
        AuditEvent::Searched { .. } => "searched",
    };
    let mut line = format!("{name} uid={}", identity.uid);
    push_text(&mut line, "account", &identity.account);
    for (name, value) in [("key", &identity.key), ("address", &identity.address)] {
        if let Some(value) = value {
            push_text(&mut line, name, value);
        }
    }
    match event {
        AuditEvent::SittingBegun { kind } => push(&mut line, "kind", kind),
        AuditEvent::SittingEnded { seconds, reason } => {
            push(&mut line, "seconds", seconds);
            push(&mut line, "reason", reason);
        }
        AuditEvent::Published {
            action,
            generation,
            products,
            seconds,
        } => {
            push_text(&mut line, "action", action);
            push(&mut line, "generation", generation);
            push(&mut line, "products", products);
            push(&mut line, "seconds", seconds);
        }
        AuditEvent::Searched { line: typed } => push_text(&mut line, "query", typed),
    }
    line
}

fn push(line: &mut String, name: &str, value: &dyn Display) {
    // Writing into a text cannot fail.
    let _ = write!(line, " {name}={value}");
}

/// A value from outside: nothing in it acts, ends the value, or ends the line.
fn push_text(line: &mut String, name: &str, value: &str) {
    let cleaned = sanitize_text(value);
    let cleaned = cleaned.chars().take(MAX_VALUE_CHARS);
    let quoted: String = cleaned
        .map(|letter| match letter {
            '"' | '\\' => '\'',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    push(line, name, &format!("\"{quoted}\""));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            uid: 1007,
            account: "lan".to_owned(),
            key: Some("lan@xa-tan-binh".to_owned()),
            address: Some("10.0.0.5".to_owned()),
        }
    }

    #[test]
    fn a_line_says_who_when_from_where_and_what() {
        let who = "uid=1007 account=\"lan\" key=\"lan@xa-tan-binh\" address=\"10.0.0.5\"";
        let line = |event| format_audit_line(&identity(), &event);
        let begun = line(AuditEvent::SittingBegun { kind: "screen" });
        assert_eq!(begun, format!("sitting-begin {who} kind=screen"));
        let ended = line(AuditEvent::SittingEnded {
            seconds: 61,
            reason: EndReason::Code(143),
        });
        assert_eq!(
            ended,
            format!("sitting-end {who} seconds=61 reason=signal-15")
        );
        let published = line(AuditEvent::Published {
            action: "merge".to_owned(),
            generation: 7,
            products: 158,
            seconds: 2,
        });
        let what = "action=\"merge\" generation=7 products=158 seconds=2";
        assert_eq!(published, format!("published {who} {what}"));
    }

    #[test]
    fn what_comes_from_outside_ends_neither_its_value_nor_the_line() {
        let identity = Identity {
            uid: 0,
            account: "a\" uid=0\nsitting-begin \u{1b}[31m\u{202e}".to_owned(),
            key: None,
            address: None,
        };
        let line = "chả\\\r\n".repeat(500);
        let text = format_audit_line(&identity, &AuditEvent::Searched { line: &line });
        assert_eq!(text.matches('"').count(), 4, "{text}");
        assert!(text.chars().all(|letter| !letter.is_control()), "{text}");
        assert!(!text.contains('\u{202e}') && text.chars().count() < 500);
    }

    #[test]
    fn every_end_has_a_reason() {
        let texts = [
            EndReason::Left,
            EndReason::Idle,
            EndReason::Code(129),
            EndReason::Code(137),
            EndReason::Code(101),
            EndReason::Code(74),
        ];
        let texts = texts.map(|reason| reason.to_string());
        assert_eq!(
            texts,
            ["left", "idle", "hang-up", "signal-9", "panic", "code-74"]
        );
    }
}
