//! The format of the built-in reference tables: tab-separated, one header line, `#` lines before it for the sources.
//!
//! The tables are compiled in, so a test checks their form instead of errors at run time.

/// The rows of a table with `N` columns.
pub(crate) fn table_rows<const N: usize>(
    text: &'static str,
) -> impl Iterator<Item = [&'static str; N]> {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_has_the_columns_of_its_header() {
        for text in [
            include_str!("../data/abbreviations.tsv"),
            include_str!("../data/communes.tsv"),
            include_str!("../data/districts.tsv"),
            include_str!("../data/function_words.tsv"),
            include_str!("../data/channels.tsv"),
            include_str!("../data/communes_2024.tsv"),
            include_str!("../data/english_names.tsv"),
            include_str!("../data/group_aliases.tsv"),
            include_str!("../data/group_names.tsv"),
            include_str!("../data/groups.tsv"),
            include_str!("../data/headers.tsv"),
            include_str!("../data/noise.tsv"),
            include_str!("../data/provinces.tsv"),
            include_str!("../data/short_forms.tsv"),
            include_str!("../data/specialties.tsv"),
            include_str!("../data/spoken_values.tsv"),
            include_str!("../data/synonyms.tsv"),
            include_str!("../data/units.tsv"),
        ] {
            let mut lines = text.lines().filter(|line| !line.starts_with('#'));
            let columns = |line: &str| line.split('\t').count();
            let header = columns(lines.next().unwrap());
            assert!(header > 2 && lines.clone().count() > 5);
            assert!(lines.all(|line| columns(line) == header));
        }
    }
}
