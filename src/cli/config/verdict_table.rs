//! The `[[verdict]]` tables of the config file: the verdicts that new reviews offer, in the place of the built-in ones.
//!
//! An invalid row is a problem and left out; the others count. Reviews that were started keep what they had.

use std::ops::Range;

use ocop_index::clean::clean_text;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_width::UnicodeWidthStr;

use super::problem::ConfigFault;
use crate::work::name_key::name_key;
use crate::work::reviews::verdict_kind::{VerdictColour, VerdictKind};

/// A problem with its position in the file.
type VerdictProblem = (Range<usize>, ConfigFault);

/// Each verdict has a digit as its key on the screen.
const MAX_VERDICTS: usize = 9;

/// The most letters of a name, and of a key.
const MAX_LETTERS: usize = 30;

/// What a row may say.
const FIELDS: [&str; 5] = ["key", "vi", "en", "sign", "colour"];

/// Parses the value of `verdict`: the valid rows, and the problems of the others. `None` where no row is valid.
pub(super) fn parse_verdicts(
    value: &Spanned<DeValue<'_>>,
) -> (Option<Vec<VerdictKind>>, Vec<VerdictProblem>) {
    let DeValue::Array(rows) = value.get_ref() else {
        let fault = ConfigFault::Verdict("config.verdict_table");
        return (None, vec![(value.span(), fault)]);
    };
    let mut verdicts: Vec<VerdictKind> = Vec::new();
    let mut problems = Vec::new();
    for row in rows {
        let DeValue::Table(table) = row.get_ref() else {
            let fault = ConfigFault::Verdict("config.verdict_table");
            problems.push((row.span(), fault));
            continue;
        };
        match parse_row(table, row.span(), &verdicts) {
            Ok(kind) => verdicts.push(kind),
            Err(problem) => problems.push(problem),
        }
    }
    ((!verdicts.is_empty()).then_some(verdicts), problems)
}

fn parse_row(
    table: &DeTable<'_>,
    span: Range<usize>,
    before: &[VerdictKind],
) -> Result<VerdictKind, VerdictProblem> {
    let refuse = |span: Range<usize>, key| Err((span, ConfigFault::Verdict(key)));
    for (name, _) in table {
        if !FIELDS.contains(&&**name.get_ref()) {
            let fault = ConfigFault::unknown_name(name.get_ref(), &FIELDS);
            return Err((name.span(), fault));
        }
    }
    if before.len() == MAX_VERDICTS {
        return refuse(span, "config.verdict_many");
    }
    let Some((key, key_span)) = read_text(table, "key")? else {
        return refuse(span, "config.verdict_key");
    };
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let has_letter = key.contains(|c: char| c.is_ascii_lowercase());
    if !key.chars().all(is_key) || !has_letter || key.len() > MAX_LETTERS {
        return refuse(key_span, "config.verdict_key");
    }
    let Some((vi, vi_span)) = read_text(table, "vi")? else {
        return refuse(span, "config.verdict_name");
    };
    let (en, en_span) = read_text(table, "en")?.unwrap_or_else(|| (vi.clone(), vi_span.clone()));
    for (name, span) in [(&vi, vi_span), (&en, en_span)] {
        if name_key(name).is_empty() || name.chars().count() > MAX_LETTERS {
            return refuse(span, "config.verdict_name");
        }
    }
    let first = vi.chars().next().map(String::from).unwrap_or_default();
    let (sign, sign_span) = read_text(table, "sign")?.unwrap_or((first, span.clone()));
    if sign.chars().count() != 1 || sign.width() != 1 {
        return refuse(sign_span, "config.verdict_sign");
    }
    let colour = match read_text(table, "colour")? {
        None => VerdictColour::Plain,
        Some((name, span)) => match name.as_str() {
            "good" => VerdictColour::Good,
            "warning" => VerdictColour::Warning,
            "bad" => VerdictColour::Bad,
            "plain" => VerdictColour::Plain,
            _ => return refuse(span, "config.verdict_colour"),
        },
    };
    let names = |kind: &VerdictKind| [&kind.key, &kind.vi, &kind.en].map(|name| name_key(name));
    let new = VerdictKind {
        key,
        vi,
        en,
        sign,
        colour,
    };
    let own = names(&new);
    if before
        .iter()
        .any(|kind| names(kind).iter().any(|name| own.contains(name)))
    {
        return refuse(key_span, "config.verdict_twice");
    }
    Ok(new)
}

/// A text of a row with its position, cleaned; an empty one is none.
fn read_text(
    table: &DeTable<'_>,
    name: &str,
) -> Result<Option<(String, Range<usize>)>, VerdictProblem> {
    let Some(value) = table.get(name) else {
        return Ok(None);
    };
    let DeValue::String(text) = value.get_ref() else {
        let fault = ConfigFault::Verdict("config.verdict_text");
        return Err((value.span(), fault));
    };
    let text = clean_text(text).trim().to_owned();
    Ok((!text.is_empty()).then(|| (text, value.span())))
}

#[cfg(test)]
mod tests {
    use super::super::ConfigFile;
    use crate::wording::locale::{Language, Locale};

    fn problems(text: &str) -> Vec<String> {
        let locale = Locale::new(Language::En);
        let config = ConfigFile::from_text(text);
        let problems = config.problems.iter();
        problems
            .map(|problem| problem.to_sentence(&locale, "c.toml"))
            .collect()
    }

    #[test]
    fn verdicts_of_ones_own_take_the_place_of_the_built_in_ones() {
        let text = "lang = \"en\"\n\
            [[verdict]]\nkey = \"xong\"\nvi = \"Xong\"\nen = \"Done\"\nsign = \"+\"\ncolour = \"good\"\n\
            [[verdict]]\nkey = \"hoi-lai\"\nvi = \"Hỏi lại\"\n";
        let config = ConfigFile::from_text(text);
        assert_eq!(config.problems, []);
        let verdicts = config.verdicts.unwrap();
        let keys: Vec<&str> = verdicts.iter().map(|kind| kind.key.as_str()).collect();
        assert_eq!(keys, ["xong", "hoi-lai"]);
        assert_eq!((&*verdicts[1].en, &*verdicts[1].sign), ("Hỏi lại", "H"));
        assert_eq!(ConfigFile::from_text("lang = \"en\"").verdicts, None);
    }

    #[test]
    fn a_wrong_row_is_told_with_its_place_and_the_others_count() {
        let good = "[[verdict]]\nkey = \"xong\"\nvi = \"Xong\"\n";
        for (row, place, word) in [
            ("[[verdict]]\nvi = \"Mot\"\n", "c.toml:4:", "key"),
            (
                "[[verdict]]\nkey = \"A b\"\nvi = \"Mot\"\n",
                "c.toml:5:7",
                "key",
            ),
            (
                "[[verdict]]\nkey = \"12\"\nvi = \"Mot\"\n",
                "c.toml:5:7",
                "key",
            ),
            ("[[verdict]]\nkey = \"a\"\n", "c.toml:4:", "vi"),
            (
                "[[verdict]]\nkey = \"a\"\nvi = \"Mot\"\nsign = \"++\"\n",
                "c.toml:7:8",
                "sign",
            ),
            (
                "[[verdict]]\nkey = \"a\"\nvi = \"Mot\"\ncolour = \"red\"\n",
                "c.toml:7:10",
                "warning",
            ),
            (
                "[[verdict]]\nkey = \"a\"\nvi = \"Mot\"\ncolor = \"bad\"\n",
                "c.toml:7:1",
                "colour",
            ),
            (
                "[[verdict]]\nkey = \"a\"\nvi = \"XONG\"\n",
                "c.toml:5:7",
                "already",
            ),
            ("[[verdict]]\nkey = 3\nvi = \"Mot\"\n", "c.toml:5:7", "text"),
        ] {
            let text = format!("{good}{row}");
            let told = problems(&text);
            let told = told.first().map(String::as_str).unwrap_or_default();
            assert!(
                told.starts_with(place) && told.contains(word),
                "{row}: {told}"
            );
            assert_eq!(
                ConfigFile::from_text(&text).verdicts.unwrap().len(),
                1,
                "{row}"
            );
        }
        assert_eq!(problems("verdict = 3\n").len(), 1);
        let many: Vec<String> = (0..11)
            .map(|number| format!("[[verdict]]\nkey = \"k{number}\"\nvi = \"Số {number}\"\n"))
            .collect();
        let config = ConfigFile::from_text(&many.concat());
        assert_eq!(
            (config.verdicts.unwrap().len(), config.problems.len()),
            (9, 2)
        );
    }
}
