//! The canonical text of a channel, `kind (words) link`, which reads back as the same channel.
//!
//! Brackets without a partner and backslashes are escaped with a backslash; a link that is not a plain web address
//! is put in `<…>`.

use super::brackets::{
    escape_brackets, has_balanced_brackets, split_leading_bracket, unescape_brackets,
};
use crate::product::{ChannelKind, SalesChannel};
use crate::source::cell::link;

/// Formats a channel so that [`super::parse_channels`] gives the same one: `shop (Chợ Hạ Long 1)`,
/// `voso https://voso.vn/abc`.
pub(crate) fn format_channel(channel: &SalesChannel) -> String {
    let mut text = channel.kind.key().to_owned();
    if let Some(written) = &channel.written {
        text.push_str(" (");
        escape_brackets(written, !has_balanced_brackets(written), &mut text);
        text.push(')');
    }
    if let Some(link) = &channel.link {
        text.push(' ');
        if is_plain_link(link) {
            text.push_str(link);
        } else {
            text.push('<');
            escape_brackets(link, true, &mut text);
            text.push('>');
        }
    }
    text
}

/// The channel of a part in canonical form; `None` for any other text.
pub(super) fn parse_canonical_channel(part: &str) -> Option<SalesChannel> {
    let (key, mut rest) = part.split_once(' ').unwrap_or((part, ""));
    let kind = ChannelKind::ALL
        .into_iter()
        .find(|kind| kind.key() == key)?;
    let mut written = None;
    if rest.starts_with('(') {
        let (inside, after) = split_leading_bracket(rest)?;
        written = Some(unescape_brackets(inside));
        rest = match after {
            "" => "",
            after => after.strip_prefix(' ')?,
        };
    }
    let link = if rest.is_empty() {
        None
    } else if is_plain_link(rest) {
        Some(rest.to_owned())
    } else if rest.starts_with('<') {
        let (inside, after) = split_leading_bracket(rest)?;
        after.is_empty().then(|| Some(unescape_brackets(inside)))?
    } else {
        return None;
    };
    Some(SalesChannel {
        kind,
        link,
        written,
    })
}

/// True for a web address that needs no brackets around it.
fn is_plain_link(link: &str) -> bool {
    let needs_brackets =
        |c: char| c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | ',' | ';' | '|');
    link::is_web_address(link) && !link.contains(needs_brackets)
}
