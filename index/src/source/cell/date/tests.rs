//! Dates as official lists write them, and impossible ones.

use proptest::prelude::*;

use crate::source::cell::date::*;

fn of(text: &str) -> Result<Option<ParsedDate>, ProblemReason> {
    parse_date(&ListCell::from_raw(text))
}

#[test]
fn days_in_every_notation() {
    for (text, day) in [
        ("15/01/2020", date(2020, 1, 15)),
        ("15 / 01 / 2020", date(2020, 1, 15)),
        ("30-11-2021", date(2021, 11, 30)),
        ("06/4/2021", date(2021, 4, 6)),
        ("3.11.2021", date(2021, 11, 3)),
        ("3-11-2021", date(2021, 11, 3)),
        ("2021-11-03", date(2021, 11, 3)),
        ("2021/11/3", date(2021, 11, 3)),
        ("03/11/21", date(2021, 11, 3)),
        ("ngày 08 tháng 4 năm 2022", date(2022, 4, 8)),
        ("Ngày 8, tháng 4, năm 2022", date(2022, 4, 8)),
        ("NGAY 08 THANG 4 NAM 2022", date(2022, 4, 8)),
        ("08 tháng 04, 2022", date(2022, 4, 8)),
        ("ngày 08 tháng 4/2022", date(2022, 4, 8)),
        ("ngày 17/1/2025", date(2025, 1, 17)),
        ("ngày: 17/1/2025", date(2025, 1, 17)),
        ("15/01/2020 00:00:00", date(2020, 1, 15)),
        ("15/01/2020 7:30", date(2020, 1, 15)),
        ("00:00:00 15/01/2020", date(2020, 1, 15)),
        ("04/05/2021, 10:55:12 AM", date(2021, 5, 4)),
        ("2021-11-03T00:00:00", date(2021, 11, 3)),
        ("2021-11-03T00:00:00.000Z", date(2021, 11, 3)),
        ("2021-11-03T00:00:00+07:00", date(2021, 11, 3)),
        ("１５/０１/２０２０", date(2020, 1, 15)),
        ("45063", date(2023, 5, 17)),
        ("36526", date(2000, 1, 1)),
        ("73050", date(2099, 12, 31)),
        ("29/02/2024", date(2024, 2, 29)),
    ] {
        assert_eq!(
            of(text),
            Ok(Some(ParsedDate::from_when(DateOrYear::Day(day)))),
            "{text}"
        );
    }
}

#[test]
fn the_month_first_only_where_it_must_be() {
    let dated = of("12/21/2021, 10:55:12 AM").unwrap().unwrap();
    assert_eq!(dated.when, DateOrYear::Day(date(2021, 12, 21)));
    assert!(dated.month_first);
    assert!(!of("12/11/2021").unwrap().unwrap().month_first);
}

#[test]
fn a_month_is_not_a_day() {
    for text in [
        "tháng 4/2022",
        "tháng 4 năm 2022",
        "Tháng 04-2022",
        "4/2022",
        "04-2022",
        "2022-04",
        "quý 4/2022",
        "năm 2022",
        "2022",
        "2022.0",
    ] {
        let year = ParsedDate::from_when(DateOrYear::Year(2022));
        assert_eq!(of(text), Ok(Some(year)), "{text}");
        assert_eq!(
            crate::source::cell::date::parse_year(&ListCell::from_raw(text)),
            Ok(Some(2022)),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_date() {
    for text in ["-", "không", "chưa có", "", "null"] {
        assert_eq!(of(text), Ok(None), "{text}");
    }
    for text in [
        "22/05/202",
        "đã cấp",
        "ngày",
        "ngày ngày ngày",
        "2021-2022",
        "2021, 2024",
        "1/1/20200",
        "215/1/2020",
        "15/01/2020 và 16/01/2021",
        "0",
        "21",
        "123456",
    ] {
        assert_eq!(of(text), Err(ProblemReason::DateUnreadable), "{text}");
    }
    for text in [
        "31/02/2021",
        "32/1/2021",
        "02/30/2021",
        "13/13/2021",
        "00/01/2021",
        "29/02/2023",
        "15/01/1999",
        "15/01/2100",
        "1999",
        "2100",
        "13/2022",
        "36525",
        "73051",
    ] {
        assert_eq!(of(text), Err(ProblemReason::DateImpossible), "{text}");
    }
}

#[test]
fn numbers_of_a_spreadsheet() {
    let when =
        |number| parse_date(&ListCell::Number(number)).map(|dated| dated.map(|dated| dated.when));
    assert_eq!(when(45_063.0), Ok(Some(DateOrYear::Day(date(2023, 5, 17)))));
    assert_eq!(
        when(45_063.75),
        Ok(Some(DateOrYear::Day(date(2023, 5, 17))))
    );
    assert_eq!(when(2021.0), Ok(Some(DateOrYear::Year(2021))));
    assert_eq!(parse_year(&ListCell::Number(2021.0)), Ok(Some(2021)));
    assert_eq!(parse_year(&ListCell::from_raw("06/4/2021")), Ok(Some(2021)));
    assert_eq!(when(1998.0), Err(ProblemReason::DateImpossible));
    assert_eq!(when(30_000.0), Err(ProblemReason::DateImpossible));
    for wrong in [2021.5, 0.0, -1.0, f64::NAN, f64::INFINITY, -1e300, 1e300] {
        assert_eq!(when(wrong), Err(ProblemReason::DateUnreadable), "{wrong}");
    }
    let early = ListCell::Day(date(1900, 1, 4));
    assert_eq!(parse_date(&early), Err(ProblemReason::DateImpossible));
}

#[test]
fn a_date_is_found_among_words() {
    let text = "QĐ số 377/QĐ-BNN-VPĐP ngày 17/1/2025 của Bộ";
    let (range, dated) = find_date(text).unwrap();
    assert_eq!(&text[range], "ngày 17/1/2025");
    assert_eq!(dated.when, DateOrYear::Day(date(2025, 1, 17)));
    for none in [
        "26/2026/QĐ-TTg",
        "114/QĐ-UBND",
        "2022",
        "3-4 sao",
        "31/02/2021",
    ] {
        assert_eq!(find_date(none), None, "{none}");
    }
    assert_eq!(
        find_date("4 sao năm 2022").unwrap().1.when,
        DateOrYear::Year(2022)
    );
}

proptest! {
    #[test]
    fn any_cell_is_read(text: String, number: f64, y in -9999i16..=9999, m in 1i8..=12) {
        let day = date(y, m, 1);
        for cell in [ListCell::Text(text.clone()), ListCell::Number(number), ListCell::Day(day), ListCell::Empty] {
            let year = parse_year(&cell);
            prop_assert!(year.is_err() || year.is_ok_and(|y| y.is_none_or(|y| YEARS.contains(&y))));
        }
        let _ = find_date(&text);
    }

    #[test]
    fn any_heap_of_date_words_is_read(text in "[0-9]{0,6}([-/. :,]|ngày|tháng|năm|T|AM|[0-9]){0,20}") {
        let _ = of(&text);
        let _ = find_date(&text);
    }

    #[test]
    fn every_day_is_read_back(y in 2000i16..=2099, m in 1i8..=12, d in 1i8..=28) {
        let day = ParsedDate::from_when(DateOrYear::Day(date(y, m, d)));
        for text in [format!("{d}/{m}/{y}"), format!("{y}-{m:02}-{d:02}"), format!("ngày {d} tháng {m} năm {y}")] {
            prop_assert_eq!(of(&text), Ok(Some(day)));
        }
    }
}

#[test]
fn a_moment_is_on_its_day_in_vietnam() {
    for (text, day) in [
        ("2025-12-31T17:00:00.000Z", date(2026, 1, 1)),
        ("2025-12-31T16:59:59.999Z", date(2025, 12, 31)),
        ("2025-12-31T17:00:00Z", date(2026, 1, 1)),
        ("2025-12-31T17:00Z", date(2026, 1, 1)),
        ("2025-12-31 17:00:00 UTC", date(2026, 1, 1)),
        ("2025-12-31 17:00:00+00", date(2026, 1, 1)),
        ("2025-12-31T17:00:00+0000", date(2026, 1, 1)),
        ("2025-12-31T17:00:00.0000000+00:00", date(2026, 1, 1)),
        ("2025-12-31T17:00:00-00:00", date(2026, 1, 1)),
        ("2025-12-31T12:00:00-05:00", date(2026, 1, 1)),
        ("2026-01-01T00:30:00+07:00", date(2026, 1, 1)),
        ("2026-01-01T00:30:00+0700", date(2026, 1, 1)),
        ("2026-01-01T00:30:00+09:00", date(2025, 12, 31)),
        ("31/12/2025 17:00:00 +00:00", date(2026, 1, 1)),
        ("31/12/2025 5:00 PM GMT", date(2026, 1, 1)),
        ("2024-02-28T20:00:00Z", date(2024, 2, 29)),
        // Without an offset, or without a time, the day is the one that is written.
        ("2025-12-31T17:00:00", date(2025, 12, 31)),
        ("2025-12-31T23:59:59.999", date(2025, 12, 31)),
        ("2025-12-31 5:00:00 CH", date(2025, 12, 31)),
        ("2025-12-31Z", date(2025, 12, 31)),
        ("2025-12-31+07:00", date(2025, 12, 31)),
    ] {
        assert_eq!(
            of(text),
            Ok(Some(ParsedDate::from_when(DateOrYear::Day(day)))),
            "{text}"
        );
    }
    assert_eq!(
        of("2099-12-31T17:00:00Z"),
        Err(ProblemReason::DateImpossible)
    );
    for text in [
        "2025-12-31T17:00:00+15:00",
        "2025-12-31T99:00:00Z",
        "2025-12-31T17:00:00Zulu",
        "1767225600000",
        "1767225600",
    ] {
        assert_eq!(of(text), Err(ProblemReason::DateUnreadable), "{text}");
    }
    assert_eq!(
        parse_date(&ListCell::Number(1_767_225_600_000.0)),
        Err(ProblemReason::DateUnreadable)
    );
}
