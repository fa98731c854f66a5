//! The menu that Tab opens in the search line, several texts after one field, and filters that are not understood.

use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::home::Home;
use crate::support::screen::Screen;

/// The number at the end of the row of the screen that has this name.
fn count_beside(screen: &Screen, name: &str) -> usize {
    let row = screen.lines(name).into_iter().next().unwrap();
    let after = &row[row.find(name).unwrap() + name.len()..];
    let digits: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap_or_else(|_| panic!("{row}"))
}

#[test]
fn a_second_tab_chooses_and_enter_takes_what_its_count_says() {
    for (keys, taken) in [
        ("<enter>", "Hạ Long"),
        ("<tab><enter>", "Hải Hà"),
        ("<down><enter>", "Hải Hà"),
        ("<down><up><enter>", "Hạ Long"),
        ("<backtab><backtab><enter>", "Hạ Long"),
        ("i<enter>", "Hải Hà"),
    ] {
        let mut screen = Screen::new(80, 24);
        screen.press("huyen:ha<tab>");
        assert!(
            screen.shows("Hạ Long") && screen.shows("Hải Hà"),
            "{}",
            screen.text()
        );
        let count = count_beside(&screen, taken);
        screen.press(keys);
        assert_eq!(
            screen.model.input.text(),
            format!("huyen:\"{taken}\" "),
            "{keys}"
        );
        assert_eq!(screen.model.total(), count, "{keys}");
        assert_eq!(screen.model.focus, Focus::Input, "{keys}");
        assert!(!screen.shows("Gợi ý"), "{}", screen.text());
    }
}

#[test]
fn escape_and_other_words_close_the_menu_and_leave_the_line() {
    let mut screen = Screen::new(80, 24);
    screen.press("huyen:ha<tab>");
    screen.press("<esc>");
    assert!(!screen.shows("Gợi ý"), "{}", screen.text());
    assert_eq!(
        (screen.model.input.text(), screen.model.focus),
        ("huyen:ha", Focus::Input)
    );
    screen.press("<tab>zz");
    assert!(
        !screen.shows("Gợi ý"),
        "nothing begins so: {}",
        screen.text()
    );
    // Behind a comma the next value is offered.
    screen.press("<ctrl-u>sao:3,<tab>");
    assert!(
        screen.shows("Gợi ý") && screen.shows("4 sao"),
        "{}",
        screen.text()
    );
    screen.press(" tra");
    assert!(!screen.shows("Gợi ý"), "{}", screen.text());
}

#[test]
fn the_menu_fits_a_small_window_and_is_clicked() {
    for (width, height) in [(60, 20), (40, 10)] {
        let mut screen = Screen::with(width, height, Language::En, ThemeName::Mono, true);
        screen.press("district:<tab><tab><tab><tab><tab><tab><tab><tab>");
        let text = screen.text();
        assert!(screen.shows("Suggestions") && screen.shows("> "), "{text}");
        assert!(screen.shows("Esc to close"), "{text}");
    }
    let mut screen = Screen::new(80, 24);
    screen.press("huyen:ha<tab>");
    let row = screen
        .text()
        .lines()
        .position(|line| line.contains("Hải Hà"));
    let line = screen.text().lines().nth(row.unwrap()).unwrap().to_owned();
    let column = line.split("Hải Hà").next().unwrap().chars().count();
    screen.send(Msg::Mouse(MouseEvent {
        kind: MouseEventKind::Click,
        column: column as u16,
        row: row.unwrap() as u16,
    }));
    assert_eq!(screen.model.input.text(), "huyen:\"Hải Hà\" ");
}

#[test]
fn several_texts_after_one_field_are_any_of_them() {
    let home = Home::new();
    let ids = |query: &str| -> Vec<String> {
        let found = home.run(&["search", query, "--format", "jsonl"]);
        let rows = found.out.lines();
        let mut ids: Vec<String> = rows
            .map(|row| {
                let row: serde_json::Value = serde_json::from_str(row).unwrap();
                row["id"].as_str().unwrap().to_owned()
            })
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("ma:qn-072,qn-073"), ["qn-072", "qn-073"]);
    let others = ids("-ma:qn-072,qn-073");
    assert_eq!(others.len() + 2, ids("").len());
    let mut both = [ids("ten:rượu"), ids("ten:miến")].concat();
    both.sort();
    both.dedup();
    assert!(!both.is_empty());
    assert_eq!(ids("ten:rượu,miến"), both);
}

#[test]
fn a_name_after_the_kind_of_producer_is_a_name_and_said_so() {
    let home = Home::new();
    let named = home.run(&["search", "chu_the:\"long hải\""]);
    let producer = home.run(&["search", "nha_sx:\"long hải\""]);
    assert!(named.out.contains("tên chủ thể: long hải"), "{}", named.out);
    assert_eq!(named.out.lines().count(), producer.out.lines().count() + 1);
    // A kind with a typo is no name.
    let typo = home.run(&["search", "chu_the:htxx"]);
    assert!(typo.err.contains("có phải"), "{}", typo.err);
    let mut screen = Screen::new(120, 40);
    screen.press("chu_the:\"long hải\"<enter>");
    assert!(screen.shows("[tên chủ thể: long hải"), "{}", screen.text());
    assert!(screen.model.total() < 10);
    screen.press("x");
    assert_eq!(screen.model.input.text().trim(), "");
}

#[test]
fn a_filter_that_is_not_understood_is_told_above_the_list() {
    for (width, height) in [(120, 40), (80, 24), (60, 20), (40, 10)] {
        for (line, told) in [
            ("huyen:\"sai gon\"", "Không hiểu bộ lọc huyen:\"sai gon\""),
            ("sao:7", "Không hiểu bộ lọc sao:7"),
        ] {
            let mut screen = Screen::new(width, height);
            screen.press(line).press("<enter>");
            let text = screen.text();
            assert!(screen.shows(told), "{text}");
            let told_at = text.find(told).unwrap();
            let list_at = text.find("Sản phẩm").unwrap_or(text.len());
            assert!(told_at < list_at, "{text}");
            // The suggestion is whole, over several rows where it has to be.
            let rows: Vec<&str> = text.lines().skip(2).take(4).map(str::trim).collect();
            assert!(rows.join(" ").contains("chưa áp dụng; có phải"), "{text}");
            assert!(screen.model.total() > 100);
            assert!(
                width < 60 || screen.shows("khi chưa có bộ lọc này"),
                "{text}"
            );
        }
    }
    let home = Home::new();
    let found = home.run(&["search", "sao:7"]);
    assert!(
        found.err.contains("không hiểu bộ lọc sao:7: chưa áp dụng"),
        "{}",
        found.err
    );
    assert!(
        found
            .out
            .starts_with("Danh sách dưới đây chưa lọc theo sao:7."),
        "{}",
        found.out
    );
    let json = home.run(&["search", "sao:7", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["left_out"], serde_json::json!(["sao:7"]));
}

#[test]
fn a_range_of_years_is_one_chip_that_one_key_drops() {
    let mut screen = Screen::new(80, 24);
    screen.press("nam:2020..2026 sao:4 huyen:\"Hạ Long\" <enter>");
    let text = screen.text();
    assert!(!screen.shows("+3") && screen.shows("[năm 20"), "{text}");
    assert_eq!(screen.model.chips.len(), 3, "{text}");
    screen.press("xx");
    assert!(screen.model.input.text().starts_with("nam:2020..2026"));
    screen.press("x");
    assert_eq!(screen.model.input.text().trim(), "");
}
