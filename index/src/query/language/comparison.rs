//! Comparisons and ranges of numbers: `>=4`, `3..5`, `2020-2023`, `4+`.

/// A text as a comparison of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberComparison {
    /// No comparison: a name, or a number alone.
    NoComparison,
    /// From one number to another.
    Range {
        /// The smallest.
        least: u16,
        /// The largest.
        most: u16,
    },
    /// A comparison without a number.
    Incomplete,
}

/// Signs of comparisons; the longer ones first.
const COMPARISON_SIGNS: [&str; 7] = [">=", "<=", "≥", "≤", ">", "<", "="];

/// True when a text begins like a comparison.
pub(super) fn is_comparison(text: &str) -> bool {
    COMPARISON_SIGNS.iter().any(|sign| text.starts_with(sign))
}

/// Parses a text.
pub(super) fn parse_comparison(text: &str) -> NumberComparison {
    for sign in COMPARISON_SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            let Some(number) = parse_number(rest) else {
                return NumberComparison::Incomplete;
            };
            let range = match sign {
                ">=" | "≥" => Some((number, u16::MAX)),
                "<=" | "≤" => Some((0, number)),
                ">" => number.checked_add(1).map(|least| (least, u16::MAX)),
                "<" => number.checked_sub(1).map(|most| (0, most)),
                _ => Some((number, number)),
            };
            return range.map_or(NumberComparison::Incomplete, |(least, most)| {
                NumberComparison::Range { least, most }
            });
        }
    }
    if let Some((from, to)) = text.split_once("..") {
        let ends = (parse_bound(from, 0), parse_bound(to, u16::MAX));
        return match ends {
            _ if from.is_empty() && to.is_empty() => NumberComparison::Incomplete,
            (Some(from), Some(to)) => ordered_range(from, to),
            _ => NumberComparison::Incomplete,
        };
    }
    if let Some(least) = text.strip_suffix('+').and_then(parse_number) {
        let most = u16::MAX;
        return NumberComparison::Range { least, most };
    }
    let ends = text
        .split_once(['-', '–'])
        .and_then(|(from, to)| Some((parse_number(from)?, parse_number(to)?)));
    ends.map_or(NumberComparison::NoComparison, |(from, to)| {
        ordered_range(from, to)
    })
}

fn ordered_range(from: u16, to: u16) -> NumberComparison {
    let (least, most) = (from.min(to), from.max(to));
    NumberComparison::Range { least, most }
}

fn parse_bound(text: &str, open: u16) -> Option<u16> {
    if text.is_empty() {
        Some(open)
    } else {
        parse_number(text)
    }
}

fn parse_number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_and_ranges_are_read() {
        let range = |least, most| NumberComparison::Range { least, most };
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
            ("4", NumberComparison::NoComparison),
            ("none", NumberComparison::NoComparison),
            ("QN-01", NumberComparison::NoComparison),
            (">=", NumberComparison::Incomplete),
            (">x", NumberComparison::Incomplete),
            ("<0", NumberComparison::Incomplete),
            ("..", NumberComparison::Incomplete),
            ("3..x", NumberComparison::Incomplete),
            (">99999999", NumberComparison::Incomplete),
        ] {
            assert_eq!(parse_comparison(text), read_as, "{text}");
        }
    }
}
