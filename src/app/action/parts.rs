//! One table out of rows that stand in several files. Must not: know what any row does.

use super::Entry;

/// How many rows these parts have.
pub(super) const fn len(parts: &[&[Entry]]) -> usize {
    let (mut sum, mut part) = (0, 0);
    while part < parts.len() {
        sum += parts[part].len();
        part += 1;
    }
    sum
}

/// The rows of these parts, one part behind the other. `ALL` is their [`len`], and no part is empty.
pub(super) const fn joined<const ALL: usize>(parts: &[&[Entry]]) -> [Entry; ALL] {
    let mut all = [parts[0][0]; ALL];
    let (mut at, mut part, mut row) = (0, 0, 0);
    while at < ALL {
        all[at] = parts[part][row];
        at += 1;
        row += 1;
        if row == parts[part].len() {
            (part, row) = (part + 1, 0);
        }
    }
    all
}
