//! The kind of channel that a name or a host means (`data/channels.tsv`).

use std::cmp::Reverse;
use std::sync::LazyLock;

use crate::product::ChannelKind;
use crate::vietnamese::{Word, split_words};

/// The built-in table.
const TABLE: &str = include_str!("../../../../data/channels.tsv");

/// Words around a name that add nothing, folded.
const IGNORED_WORDS: [&str; 20] = [
    "san", "tmdt", "thuong", "mai", "dien", "tu", "tren", "trang", "kenh", "qua", "ban", "hang",
    "tai", "cac", "app", "va", "vn", "com", "mang", "gian",
];

/// A name of the table.
struct ChannelName {
    kind: ChannelKind,
    words: Vec<Word>,
    /// True when the name is more specific than its kind.
    is_specific: bool,
}

static NAMES: LazyLock<Vec<ChannelName>> = LazyLock::new(|| {
    let mut names: Vec<ChannelName> = Vec::new();
    let mut previous_kind = None;
    for (kind, row_names, _) in channel_table_rows() {
        let is_specific = previous_kind == Some(kind) || kind == ChannelKind::Other;
        previous_kind = Some(kind);
        names.extend(row_names.split(';').map(|name| ChannelName {
            kind,
            words: split_words(name),
            is_specific,
        }));
    }
    names.retain(|name| !name.words.is_empty());
    names
});

fn channel_table_rows() -> impl Iterator<Item = (ChannelKind, &'static str, &'static str)> {
    crate::reference_table::table_rows::<3>(TABLE).filter_map(|[key, names, hosts]| {
        let kind = ChannelKind::ALL
            .into_iter()
            .find(|kind| kind.key() == key)?;
        Some((kind, names, hosts))
    })
}

/// A name found in a text.
pub(super) struct ChannelNameMatch {
    /// What it names.
    pub(super) kind: ChannelKind,
    /// True when the text has details beyond the kind.
    pub(super) has_detail: bool,
}

/// The name in a text. The name of a page or market takes precedence over general words, then the first name, then
/// the longest.
pub(super) fn find_channel_name(text: &str) -> Option<ChannelNameMatch> {
    let words = split_words(text);
    let matches = NAMES.iter().filter_map(|name| {
        let position = find_name_position(&words, &name.words)?;
        let is_general = name.kind as u8 > ChannelKind::Portal as u8;
        Some((is_general, position, Reverse(name.words.len()), name))
    });
    let (_, position, _, name) = matches
        .min_by_key(|(is_general, position, length, _)| (*is_general, *position, *length))?;
    let name_range = position..position + name.words.len();
    let is_ignored =
        |word: &Word| name.kind.is_online() && IGNORED_WORDS.contains(&word.fold.as_str());
    let mut other_words = words
        .iter()
        .enumerate()
        .filter(|(index, word)| !name_range.contains(index) && !is_ignored(word));
    Some(ChannelNameMatch {
        kind: name.kind,
        has_detail: name.is_specific || other_words.next().is_some(),
    })
}

/// The index of the name's first word. A single short word must come first, and if it has marks they must match:
/// `cho`, `gỗ`.
fn find_name_position(text: &[Word], name: &[Word]) -> Option<usize> {
    if let [only] = name
        && only.fold.chars().count() <= 3
    {
        let first = text.first()?;
        let is_match = first.fold == only.fold && (!first.is_marked() || first.canon == only.canon);
        return is_match.then_some(0);
    }
    text.windows(name.len()).position(|window| {
        let mut pairs = window.iter().zip(name);
        pairs.all(|(word, name)| word.fold == name.fold)
    })
}

/// The kind of the page at a host; `nongsan.buudien.vn` has that of `buudien.vn`.
pub(super) fn find_kind_by_host(host: &str) -> Option<ChannelKind> {
    let is_within = |known: &str| {
        host.strip_suffix(known)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    let mut rows = channel_table_rows();
    let row = rows.find(|(_, _, hosts)| {
        let mut known = hosts.split(';').filter(|known| !known.is_empty());
        known.any(is_within)
    });
    row.map(|(kind, _, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
        assert!(lines.clone().count() > 5);
        assert!(lines.clone().all(|line| line.split('\t').count() == 3));
        assert_eq!(channel_table_rows().count(), lines.count());
        for kind in ChannelKind::ALL {
            assert!(
                channel_table_rows().any(|(known, _, _)| known == kind),
                "{kind:?}"
            );
        }
        let hosts = channel_table_rows().flat_map(|(_, _, hosts)| hosts.split(';'));
        for host in hosts.filter(|host| !host.is_empty()) {
            assert!(
                find_kind_by_host(host).is_some() && host.to_lowercase() == host,
                "{host}"
            );
        }
    }

    #[test]
    fn every_name_of_the_table_is_found_as_its_kind() {
        for (kind, names, _) in channel_table_rows() {
            for name in names.split(';') {
                assert_eq!(
                    find_channel_name(name).map(|found| found.kind),
                    Some(kind),
                    "{name}"
                );
            }
        }
    }
}
