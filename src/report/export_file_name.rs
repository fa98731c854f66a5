//! The name of a new export: what was asked, the day, and the kind of table where two kinds have one ending.
//!
//! Must not: look whether a file of this name is there.

use jiff::civil::Date;
use ocop_index::query::language::field::normalize_name as folded;

use crate::report::export_format::ExportFormat;
use crate::wording::locale::Locale;

/// Most letters of the question in a file's name: a period is never cut from its filter then, and the name still fits
/// every system. A screen leaves out the middle of a name that is too long for it.
const MAX_SLUG_LENGTH: usize = 96;

/// The name of the file that a question (as a line) is exported into on a day; `number` counts files of one name
/// from 1: `ocop-sao-4-2026-11-24-van-phong.xlsx`.
pub fn build_export_file_name(
    locale: &Locale,
    line: &str,
    day: Date,
    (format, has_chosen_columns): (ExportFormat, bool),
    number: usize,
) -> String {
    let kind = match format {
        ExportFormat::Xlsx | ExportFormat::Csv if has_chosen_columns => Some("export.kind_columns"),
        ExportFormat::Xlsx => Some("export.kind_full"),
        ExportFormat::Workbook => Some("export.kind_office"),
        ExportFormat::Ptnt => Some("export.kind_ptnt"),
        ExportFormat::Jsonl | ExportFormat::Md | ExportFormat::Csv => None,
    };
    let mut name = format!("ocop{}-{day}", slugify_query(locale, line));
    if let Some(key) = kind {
        name.push('-');
        name.push_str(locale.t(key));
    }
    number_file_name(&name, number, format)
}

/// The name of a file of this stem and format; numbered from the second on.
pub fn number_file_name(stem: &str, number: usize, format: ExportFormat) -> String {
    let ending = match format {
        ExportFormat::Xlsx | ExportFormat::Workbook => "xlsx",
        ExportFormat::Jsonl => "jsonl",
        ExportFormat::Md => "md",
        ExportFormat::Csv | ExportFormat::Ptnt => "csv",
    };
    if number > 1 {
        format!("{stem}-{number}.{ending}")
    } else {
        format!("{stem}.{ending}")
    }
}

/// A question in plain letters, each word behind a `-`, as many words as there is room for. Signs that letters would
/// hide are said.
pub fn slugify_query(locale: &Locale, line: &str) -> String {
    let said: Vec<String> = split_query_line(line)
        .map(|piece| spell_out_piece(locale, piece))
        .collect();
    let mut name = String::new();
    for word in folded(&said.join(" "))
        .split('_')
        .filter(|word| !word.is_empty())
    {
        let used = name.chars().count();
        // The `-` in front is none of it.
        if used > 0 && used + word.chars().count() > MAX_SLUG_LENGTH {
            break;
        }
        name.push('-');
        name.extend(word.chars().take(MAX_SLUG_LENGTH));
    }
    name
}

/// The pieces of a line; what is in quotes stays together.
fn split_query_line(line: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_kept) = (false, false);
    line.split(move |c: char| {
        if !std::mem::take(&mut is_kept) {
            is_kept = c == '\\';
            is_quoted ^= matches!(c, '"' | '“' | '”');
        }
        c.is_whitespace() && !is_quoted
    })
}

/// A piece with words for its signs: of a minus, of an order from its end, of bounds.
fn spell_out_piece(locale: &Locale, piece: &str) -> String {
    let (not, piece) = match piece.strip_prefix('-') {
        Some(rest) => (locale.t("export.not"), rest),
        None => ("", piece),
    };
    let Some((field, value)) = piece.split_once(':') else {
        return format!("{not} {piece}");
    };
    let bounds = [
        (">=", "export.from"),
        ("<=", "export.to"),
        (">", "export.above"),
        ("<", "export.below"),
        ("..", "export.to"),
    ];
    let bound = bounds.iter().find_map(|(sign, key)| {
        let value = value.strip_prefix(sign)?;
        Some(format!("{not} {field} {} {value}", locale.t(key)))
    });
    if let Some(said) = bound {
        said
    } else if let Some(start) = value.strip_suffix("..") {
        format!("{not} {field} {} {start}", locale.t("export.from"))
    } else if let Some((start, end)) = value.split_once("..") {
        format!("{not} {field} {start} {} {end}", locale.t("export.to"))
    } else if let Some(order) = value.strip_prefix('-') {
        format!("{not} {field} {order} {}", locale.t("export.turned"))
    } else {
        format!("{not} {field} {value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::locale::Language;

    #[test]
    fn two_kinds_of_one_ending_have_different_names() {
        let day = jiff::civil::date(2026, 11, 24);
        let name = |language, format, number| {
            build_export_file_name(
                &Locale::new(language),
                "sao:4",
                day,
                (format, false),
                number,
            )
        };
        let full = name(Language::Vi, ExportFormat::Xlsx, 1);
        assert_eq!(full, "ocop-sao-4-2026-11-24-day-du.xlsx");
        let office = name(Language::Vi, ExportFormat::Workbook, 2);
        assert_eq!(office, "ocop-sao-4-2026-11-24-van-phong-2.xlsx");
        let office = name(Language::En, ExportFormat::Workbook, 1);
        assert_eq!(office, "ocop-sao-4-2026-11-24-office.xlsx");
        assert_eq!(
            name(Language::Vi, ExportFormat::Csv, 1),
            "ocop-sao-4-2026-11-24.csv"
        );
    }

    #[test]
    fn opposite_questions_have_different_names() {
        let vi = Locale::new(Language::Vi);
        for (line, name) in [
            ("", ""),
            ("sao:5", "-sao-5"),
            ("-sao:5", "-tru-sao-5"),
            ("ruou sao:4", "-ruou-sao-4"),
            ("-ruou sao:4", "-tru-ruou-sao-4"),
            ("xep:ten", "-xep-ten"),
            ("xep:-ten", "-xep-ten-nguoc"),
            ("sao:>=4", "-sao-tu-4"),
            ("sao:<=4", "-sao-den-4"),
            ("het:2026-01..", "-het-tu-2026-01"),
            ("het:..2026-01", "-het-den-2026-01"),
            (
                "chả mực hết hạn trong 90 ngày hạ long cô tô",
                "-cha-muc-het-han-trong-90-ngay-ha-long-co-to",
            ),
            (
                "huyen:\"Ba Chẽ\" den_han:2026-11-30..2027-02-28",
                "-huyen-ba-che-den-han-2026-11-30-den-2027-02-28",
            ),
            ("het:2026-01..2026-03", "-het-2026-01-den-2026-03"),
            ("-chu:\"Hạ -Long\" \\-tra", "-tru-chu-ha-long-tra"),
            (
                "huyen:\"Hải Hà\" -sao:5 xep:-ten",
                "-huyen-hai-ha-tru-sao-5-xep-ten-nguoc",
            ),
        ] {
            assert_eq!(slugify_query(&vi, line), name, "{line}");
        }
        let en = Locale::new(Language::En);
        assert_eq!(
            slugify_query(&en, "-sao:5 xep:-ten"),
            "-not-sao-5-xep-ten-reversed"
        );
    }

    #[test]
    fn a_long_name_ends_with_a_whole_word() {
        let vi = Locale::new(Language::Vi);
        let long = slugify_query(&vi, &"hoa ".repeat(40));
        assert_eq!(long, "-hoa".repeat(24));
        let one = slugify_query(&vi, &"a".repeat(99));
        assert_eq!(one.chars().count(), MAX_SLUG_LENGTH + 1);
    }
}
