//! Parses sales channels, several in a cell, and formats them so that they read back.
//!
//! Lists name a channel in words, by its link, or both (`Voso: https://…`). Our canonical form is
//! `kind (words) link`, where words and link may be missing. Unknown words are kept, as a channel of kind `other`.

mod brackets;
mod canonical;
mod name;
mod parts;

pub(crate) use canonical::format_channel;

use crate::product::{ChannelKind, SalesChannel};
use crate::source::cell::{link, phrase};

/// The channels of a cell, in order. Parts end at a line break, `;`, ` | ` and `,`; not in brackets and
/// not in a link.
pub fn parse_channels(text: &str) -> Vec<SalesChannel> {
    let mut channels: Vec<SalesChannel> = Vec::new();
    // Whether words after a comma can belong to the last channel: `chợ Hạ Long 1, phường Hồng Gai`.
    let mut can_continue = false;
    for part in parts::split_channel_parts(text) {
        let words = part.text.trim();
        if phrase::is_nothing(words) {
            continue;
        }
        if let Some(channel) = canonical::parse_canonical_channel(words) {
            channels.push(channel);
            can_continue = false;
            continue;
        }
        let mut part_channels = parse_foreign_part(words);
        let is_unknown =
            matches!(part_channels.as_slice(), [only] if only.kind == ChannelKind::Other);
        match channels.last_mut() {
            Some(last) if can_continue && part.after_comma && is_unknown => match &mut last.written
            {
                Some(written) => {
                    written.push_str(", ");
                    written.push_str(words);
                }
                none => *none = Some(words.to_owned()),
            },
            _ => {
                can_continue = matches!(part_channels.as_slice(), [only] if !only.kind.is_online());
                channels.append(&mut part_channels);
            }
        }
    }
    channels
}

/// The channels of a part that is not in canonical form: one for each link, or for each name.
fn parse_foreign_part(part: &str) -> Vec<SalesChannel> {
    let spaced = space_after_labels(part);
    let is_sign = |c: char| matches!(c, '(' | ')' | '<' | '>' | ',' | '.' | '"' | '\'');
    let (links, words): (Vec<&str>, Vec<&str>) = spaced
        .split_whitespace()
        .partition(|word| link::is_web_address(word.trim_matches(is_sign)));
    let words = words.join(" ");
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '=' | '>'));
    if links.is_empty() {
        return split_named_channels(part);
    }
    let links = links.into_iter().map(|link| link.trim_matches(is_sign));
    links
        .map(|link| {
            let kind_by_host =
                link::parse_web_host(link).and_then(|host| name::find_kind_by_host(&host));
            let named = name::find_channel_name(words);
            let kind = kind_by_host
                .or(named.as_ref().map(|named| named.kind))
                .unwrap_or(ChannelKind::OwnPage);
            let has_detail = match named {
                Some(named) => named.kind != kind || named.has_detail,
                None => !phrase::is_nothing(words),
            };
            SalesChannel {
                kind,
                link: Some(link.to_owned()),
                written: has_detail.then(|| words.to_owned()),
            }
        })
        .collect()
}

/// The channels that a part without a link names. It is split at `và`, `/`, `&` and `+` only if every piece is a
/// known name.
fn split_named_channels(part: &str) -> Vec<SalesChannel> {
    let pieces: Vec<&str> = part
        .split(['/', '&', '+'])
        .flat_map(|piece| piece.split(" và "))
        .map(str::trim)
        .collect();
    let named: Option<Vec<SalesChannel>> = pieces.into_iter().map(parse_named_channel).collect();
    named.unwrap_or_else(|| {
        vec![parse_named_channel(part).unwrap_or_else(|| SalesChannel {
            kind: ChannelKind::Other,
            link: None,
            written: Some(part.to_owned()),
        })]
    })
}

/// The channel of a part with a known name; its other words are kept.
fn parse_named_channel(part: &str) -> Option<SalesChannel> {
    let named = name::find_channel_name(part)?;
    let written = named
        .has_detail
        .then(|| strip_channel_label(part, named.kind).to_owned());
    Some(SalesChannel {
        kind: named.kind,
        link: None,
        written,
    })
}

/// The text after a name that is only a label: `0912345678` of `Zalo: 0912345678`, `Hạ Long Food` of
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
                    .is_some_and(|named| named.kind == kind && !named.has_detail) =>
        {
            rest.trim()
        }
        _ => part,
    }
}

/// Adds a space after the colon of a label: `Voso:https://…`.
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
