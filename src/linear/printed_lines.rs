//! What a command prints, as lines to read out.

/// What a command printed, a line each; a screen reader needs no empty ones.
pub(super) fn read_printed_lines(out: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(out);
    let lines = text.lines().map(str::trim_end);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
