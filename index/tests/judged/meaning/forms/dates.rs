//! Dates: when a certificate ends, and the year of the recognition.

use super::super::fill::Form;

/// The year of the current recognition, of any, and with or without those that gave no star.
macro_rules! year {
    ($condition:literal) => {
        concat!(
            "year",
            $condition,
            " // ever",
            $condition,
            " // year",
            $condition,
            "; !star=none // ever",
            $condition,
            "; !star=none"
        )
    };
}

pub(crate) const FORMS: &[Form] = &[
    ("hết hạn tháng {m}", "expires={m}"),
    ("{pre}hết hạn tháng {m}", "expires={m}"),
    ("{pre}hết hạn trong tháng {m}", "expires={m}"),
    ("{pre}hết hạn vào tháng {m}", "expires={m}"),
    ("{pre}đến hạn tháng {m}", "expires={m}"),
    ("{pre}đáo hạn trong tháng {m}", "expires={m}"),
    ("{pre}hết hiệu lực tháng {m}", "expires={m}"),
    ("{pre}hết hạn quý {q}", "expires={q}"),
    ("{pre}hết hạn trong quý {q}", "expires={q}"),
    ("{pre}hết hạn năm {ey}", "expires={ey}"),
    ("{pre}hết hạn trong năm {ey}", "expires={ey}"),
    ("{pre}hết hạn vào năm {ey}", "expires={ey}"),
    ("hết hạn {ey}", "expires={ey}"),
    ("{pre}hết hiệu lực năm {ey}", "expires={ey}"),
    ("{pre}hết hạn năm {ey} ở {d}", "expires={ey}; district={d}"),
    ("{pre}hết hạn năm nay", "expires=2026-01-01..2026-12-31"),
    (
        "{pre}hết hạn trong năm nay",
        "expires=2026-01-01..2026-12-31",
    ),
    (
        "{pre}hết hạn trong năm nay ở {d}",
        "expires=2026-01-01..2026-12-31; district={d}",
    ),
    (
        "{pre}hết hạn năm sau ở {d}",
        "expires=2027-01-01..2027-12-31; district={d}",
    ),
    (
        "{pre}hết hạn sang năm ở {d}",
        "expires=2027-01-01..2027-12-31; district={d}",
    ),
    ("{pre}hết hạn năm ngoái", "expires=2025-01-01..2025-12-31"),
    ("{pre}hết hạn tháng này", "expires=2026-11-01..2026-11-30"),
    (
        "{pre}hết hạn trong tháng này",
        "expires=2026-11-01..2026-11-30",
    ),
    ("{pre}hết hạn tháng tới", "expires=2026-12-01..2026-12-31"),
    ("{pre}hết hạn tháng sau", "expires=2026-12-01..2026-12-31"),
    ("{pre}hết hạn tháng trước", "expires=2026-10-01..2026-10-31"),
    ("{pre}hết hạn quý này", "expires=2026-10-01..2026-12-31"),
    ("{pre}hết hạn quý sau", "expires=2027-01-01..2027-03-31"),
    ("hết hạn quý I năm sau", "expires=2027-01-01..2027-03-31"),
    ("{pre}hết hạn trước năm 2025", "expires=..2024-12-31"),
    ("{pre}hết hạn trước năm 2026", "expires=..2025-12-31"),
    (
        "{pre}hết hạn trước 1/1/2024",
        "expires=..2023-12-31 // expires=..2024-01-01",
    ),
    (
        "{pre}hết hạn trước ngày 30/6/2027 ở {d}",
        "expires=..2027-06-29; district={d} // expires=..2027-06-30; district={d}",
    ),
    ("{pre}hết hạn sau năm 2027", "expires=2028-01-01.."),
    (
        "{pre}hết hạn sau ngày 30/6/2028",
        "expires=2028-07-01.. // expires=2028-06-30..",
    ),
    (
        "{pre}hết hạn từ 1/1/2027 đến 31/3/2027",
        "expires=2027-01-01..2027-03-31",
    ),
    (
        "{pre}hết hạn từ tháng 1 đến tháng 3 năm 2027",
        "expires=2027-01-01..2027-03-31",
    ),
    (
        "{pre}hết hạn từ ngày 01/12/2026 đến ngày 31/12/2026",
        "expires=2026-12-01..2026-12-31",
    ),
    ("expires in 2025", "expires=2025-01-01..2025-12-31"),
    (
        "expiring in December 2026",
        "expires=2026-12-01..2026-12-31",
    ),
    ("expires next month", "expires=2026-12-01..2026-12-31"),
    ("expires this year", "expires=2026-01-01..2026-12-31"),
    ("expires before 2025", "expires=..2024-12-31"),
    ("công nhận năm {y}", year!("={y}")),
    ("{pre}công nhận năm {y}", year!("={y}")),
    ("{pre}được công nhận năm {y}", year!("={y}")),
    ("{pre}công nhận trong năm {y}", year!("={y}")),
    ("công nhận {y}", year!("={y}")),
    ("{pre}được cấp chứng nhận năm {y}", year!("={y}")),
    ("{pre}được xếp hạng năm {y}", year!("={y}")),
    (
        "{pre}công nhận năm {y} ở {d}",
        "year={y}; district={d} // ever={y}; district={d} // year={y}; !star=none; district={d}",
    ),
    ("{pre}công nhận trước năm 2022", year!("<=2021")),
    ("{pre}công nhận trước năm 2020", year!("<=2019")),
    ("{pre}công nhận sau năm 2023", year!(">=2024")),
    ("{pre}công nhận sau năm 2024", year!(">=2025")),
    ("{pre}công nhận từ năm 2025", year!(">=2025")),
    ("{pre}công nhận từ năm 2023 đến nay", year!(">=2023")),
    ("{pre}công nhận từ 2021 đến 2022", year!("=2021|2022")),
    (
        "{pre}công nhận từ năm 2021 đến năm 2023",
        year!("=2021|2022|2023"),
    ),
    (
        "{pre}công nhận giai đoạn 2021-2023",
        year!("=2021|2022|2023"),
    ),
    ("{pre}công nhận năm 2021, 2022", year!("=2021|2022")),
    ("{pre}công nhận năm ngoái", year!("=2025")),
    ("{pre}công nhận năm nay", year!("=2026")),
    ("{pre}được công nhận năm trước", year!("=2025")),
    ("recognised in {y}", year!("={y}")),
    ("recognized in {y}", year!("={y}")),
    ("recognised before 2022", year!("<=2021")),
    ("recognised since 2025", year!(">=2025")),
];
