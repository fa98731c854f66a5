//! Reads sales channels, several in a cell, and writes them so that they read back.
//!
//! Lists name a channel in words, by its link, or both (`Voso: https://…`). Our own form is
//! `kind (words) link`, where words and link may be missing. Must not: drop words it does not know; they
//! become a channel of kind `other`.

mod form;
mod name;

pub use form::format_channel;

use crate::product::{ChannelKind, SalesChannel};
use crate::source::cell::{link, phrase};

/// The channels of a cell, in order. Parts end at a line break, `;`, ` | ` and `,`; not in brackets and
/// not in a link.
pub fn parse_channels(text: &str) -> Vec<SalesChannel> {
    let mut channels: Vec<SalesChannel> = Vec::new();
    // Whether the last channel can go on behind a comma: `chợ Hạ Long 1, phường Hồng Gai`.
    let mut goes_on = false;
    for part in form::split_channel_parts(text) {
        let words = part.text.trim();
        if phrase::is_nothing(words) {
            continue;
        }
        if let Some(channel) = form::parse_canonical_channel(words) {
            channels.push(channel);
            goes_on = false;
            continue;
        }
        let mut found = parse_foreign_part(words);
        let is_unknown = matches!(found.as_slice(), [only] if only.kind == ChannelKind::Other);
        match channels.last_mut() {
            Some(last) if goes_on && part.after_comma && is_unknown => match &mut last.written {
                Some(written) => {
                    written.push_str(", ");
                    written.push_str(words);
                }
                none => *none = Some(words.to_owned()),
            },
            _ => {
                goes_on = matches!(found.as_slice(), [only] if !only.kind.is_online());
                channels.append(&mut found);
            }
        }
    }
    channels
}

/// The channels of a part of a foreign cell: one for each link, or for each name.
fn parse_foreign_part(part: &str) -> Vec<SalesChannel> {
    let spaced = space_after_labels(part);
    let sign = |c: char| matches!(c, '(' | ')' | '<' | '>' | ',' | '.' | '"' | '\'');
    let (links, words): (Vec<&str>, Vec<&str>) = spaced
        .split_whitespace()
        .partition(|word| link::is_web_address(word.trim_matches(sign)));
    let words = words.join(" ");
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '=' | '>'));
    if links.is_empty() {
        return split_named_channels(part);
    }
    let links = links.into_iter().map(|link| link.trim_matches(sign));
    links
        .map(|link| {
            let by_host =
                link::parse_web_host(link).and_then(|host| name::find_kind_by_host(&host));
            let named = name::find_channel_name(words);
            let kind = by_host
                .or(named.as_ref().map(|named| named.kind))
                .unwrap_or(ChannelKind::OwnPage);
            let says_more = match named {
                Some(named) => named.kind != kind || named.has_detail,
                None => !phrase::is_nothing(words),
            };
            SalesChannel {
                kind,
                link: Some(link.to_owned()),
                written: says_more.then(|| words.to_owned()),
            }
        })
        .collect()
}

/// The channels that a part without a link names. It comes apart at `và`, `/`, `&` and `+` only where
/// every piece is a name.
fn split_named_channels(part: &str) -> Vec<SalesChannel> {
    let pieces: Vec<&str> = part
        .split(['/', '&', '+'])
        .flat_map(|piece| piece.split(" và "))
        .map(str::trim)
        .collect();
    let all: Option<Vec<SalesChannel>> = pieces.into_iter().map(parse_named_channel).collect();
    all.unwrap_or_else(|| {
        vec![parse_named_channel(part).unwrap_or_else(|| SalesChannel {
            kind: ChannelKind::Other,
            link: None,
            written: Some(part.to_owned()),
        })]
    })
}

/// The channel with a known name in it; its other words are kept.
fn parse_named_channel(part: &str) -> Option<SalesChannel> {
    let found = name::find_channel_name(part)?;
    let written = found
        .has_detail
        .then(|| strip_channel_label(part, found.kind).to_owned());
    Some(SalesChannel {
        kind: found.kind,
        link: None,
        written,
    })
}

/// What stands behind a name that is a label: `0912345678` of `Zalo: 0912345678`, `Hạ Long Food` of
/// `Facebook (Hạ Long Food)`.
fn strip_channel_label(part: &str, kind: ChannelKind) -> &str {
    let split = part.split_once(':').or_else(|| {
        let (label, rest) = part.split_once('(')?;
        Some((label, rest.strip_suffix(')')?))
    });
    match split {
        Some((label, rest))
            if !phrase::is_nothing(rest)
                && name::find_channel_name(label)
                    .is_some_and(|found| found.kind == kind && !found.has_detail) =>
        {
            rest.trim()
        }
        _ => part,
    }
}

/// A space behind the colon of a label: `Voso:https://…`.
fn space_after_labels(part: &str) -> String {
    let mut spaced = String::with_capacity(part.len() + 8);
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        spaced.push(c);
        let ends_label = c == ':' && chars.peek().is_some_and(|next| next.is_alphabetic());
        if ends_label {
            spaced.push(' ');
        }
    }
    spaced
}

#[cfg(test)]
mod tests;
