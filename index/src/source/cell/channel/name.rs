//! Which kind of channel a name or a host means.
//!
//! Must not: read links or lists; [`super`] does.

use std::sync::LazyLock;

use crate::product::ChannelKind;
use crate::vietnamese::{Word, split_words};

/// The built-in table.
const TABLE: &str = include_str!("../../../../data/channels.tsv");

/// Words around a name that say nothing, folded.
const IGNORED_WORDS: [&str; 20] = [
    "san", "tmdt", "thuong", "mai", "dien", "tu", "tren", "trang", "kenh", "qua", "ban", "hang",
    "tai", "cac", "app", "va", "vn", "com", "mang", "gian",
];

/// A name of the table.
struct ChannelName {
    kind: ChannelKind,
    words: Vec<Word>,
    /// True when it says more than its kind.
    is_specific: bool,
}

static NAMES: LazyLock<Vec<ChannelName>> = LazyLock::new(|| {
    let mut names: Vec<ChannelName> = Vec::new();
    let mut last = None;
    for (kind, row_names, _) in channel_table_rows() {
        let says_more = last == Some(kind) || kind == ChannelKind::Other;
        last = Some(kind);
        names.extend(row_names.split(';').map(|name| ChannelName {
            kind,
            words: split_words(name),
            is_specific: says_more,
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
    /// True when the text says more than the kind.
    pub(super) has_detail: bool,
}

/// The name in a text. A page or market by name goes before general words, then the first one, then the
/// longest.
pub(super) fn find_channel_name(text: &str) -> Option<ChannelNameMatch> {
    let all = split_words(text);
    let found = NAMES.iter().filter_map(|name| {
        let at = find_name_position(&all, &name.words)?;
        let is_general = name.kind as u8 > ChannelKind::Portal as u8;
        Some((is_general, at, usize::MAX - name.words.len(), name))
    });
    let (_, at, _, name) = found.min_by_key(|(general, at, length, _)| (*general, *at, *length))?;
    let others = all
        .iter()
        .enumerate()
        .filter(|(i, _)| *i < at || *i >= at + name.words.len());
    let is_silent =
        |word: &Word| name.kind.is_online() && IGNORED_WORDS.contains(&word.fold.as_str());
    let mut others = others.filter(|(_, word)| !is_silent(word));
    Some(ChannelNameMatch {
        kind: name.kind,
        has_detail: name.is_specific || others.next().is_some(),
    })
}

/// Where the name stands. A single short word must stand first, and its marks bind: `cho`, `gỗ`.
fn find_name_position(text: &[Word], name: &[Word]) -> Option<usize> {
    if let [only] = name
        && only.fold.chars().count() <= 3
    {
        let first = text.first()?;
        let fits = first.fold == only.fold && (!first.is_marked() || first.canon == only.canon);
        return fits.then_some(0);
    }
    text.windows(name.len()).position(|window| {
        let mut pairs = window.iter().zip(name);
        pairs.all(|(word, name)| word.fold == name.fold)
    })
}

/// The kind of the page at a host: `nongsan.buudien.vn` is that of `buudien.vn`.
pub(super) fn find_kind_by_host(host: &str) -> Option<ChannelKind> {
    let belongs = |known: &str| {
        host.strip_suffix(known)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    let mut rows = channel_table_rows();
    let row = rows.find(|(_, _, hosts)| {
        let mut known = hosts.split(';').filter(|known| !known.is_empty());
        known.any(belongs)
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
