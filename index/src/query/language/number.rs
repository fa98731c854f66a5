//! Comparisons and ranges of numbers: `>=4`, `3..5`, `2020-2023`, `4+`. Must not: know which field they are for.

/// What a text says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// No comparison: a name, or a number alone.
    Name,
    /// From here to there.
    Range {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
    },
    /// A comparison with nothing to compare with.
    Nothing,
}

/// Signs of comparisons; the longer ones first.
const SIGNS: [&str; 7] = [">=", "<=", "≥", "≤", ">", "<", "="];

/// True when a text begins like a comparison.
pub(super) fn compares(text: &str) -> bool {
    SIGNS.iter().any(|sign| text.starts_with(sign))
}

/// Reads a text.
pub(super) fn read(text: &str) -> Read {
    for sign in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            let Some(number) = number(rest) else {
                return Read::Nothing;
            };
            let range = match sign {
                ">=" | "≥" => Some((number, u16::MAX)),
                "<=" | "≤" => Some((0, number)),
                ">" => number.checked_add(1).map(|least| (least, u16::MAX)),
                "<" => number.checked_sub(1).map(|most| (0, most)),
                _ => Some((number, number)),
            };
            return range.map_or(Read::Nothing, |(least, most)| Read::Range { least, most });
        }
    }
    if let Some((from, to)) = text.split_once("..") {
        let ends = (bound(from, 0), bound(to, u16::MAX));
        return match ends {
            _ if from.is_empty() && to.is_empty() => Read::Nothing,
            (Some(from), Some(to)) => between(from, to),
            _ => Read::Nothing,
        };
    }
    if let Some(least) = text.strip_suffix('+').and_then(number) {
        let most = u16::MAX;
        return Read::Range { least, most };
    }
    let ends = text
        .split_once(['-', '–'])
        .and_then(|(from, to)| Some((number(from)?, number(to)?)));
    ends.map_or(Read::Name, |(from, to)| between(from, to))
}

fn between(from: u16, to: u16) -> Read {
    let (least, most) = (from.min(to), from.max(to));
    Read::Range { least, most }
}

fn bound(text: &str, open: u16) -> Option<u16> {
    if text.is_empty() {
        Some(open)
    } else {
        number(text)
    }
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_and_ranges_are_read() {
        let range = |least, most| Read::Range { least, most };
        for (text, read_as) in [
            (">=4", range(4, u16::MAX)),
            ("≥4", range(4, u16::MAX)),
            (">4", range(5, u16::MAX)),
            ("<4", range(0, 3)),
            ("<=4", range(0, 4)),
            ("=4", range(4, 4)),
            ("3..5", range(3, 5)),
            ("5..3", range(3, 5)),
            ("..4", range(0, 4)),
            ("2022..", range(2022, u16::MAX)),
            ("2020-2023", range(2020, 2023)),
            ("4+", range(4, u16::MAX)),
            ("4", Read::Name),
            ("none", Read::Name),
            ("QN-01", Read::Name),
            (">=", Read::Nothing),
            (">x", Read::Nothing),
            ("<0", Read::Nothing),
            ("..", Read::Nothing),
            ("3..x", Read::Nothing),
            (">99999999", Read::Nothing),
        ] {
            assert_eq!(read(text), read_as, "{text}");
        }
    }
}
