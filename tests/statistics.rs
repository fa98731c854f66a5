//! The statistics of what is asked, on the screen and on the command line.

use std::io::ErrorKind;
use std::path::Path;

use insta::assert_snapshot;
use ocop::app::model::Focus;
use ocop::app::mouse::{MouseEvent, MouseEventKind};
use ocop::app::msg::{AnswerPart, Msg};
use ocop::runtime::answers;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::search::Grouping;
use ocop_index::{Error, Facet, Query};
use ratatui::style::{Color, Modifier};

use crate::support::built_in::{all_products, of_all};
use crate::support::home::Home;
use crate::support::screen::{Screen, catalog};

#[test]
fn s_shows_what_stats_prints() {
    let home = Home::new();
    for (line, keys) in [
        ("", ""),
        ("ruou", "ruou"),
        ("sao:4 chu_the:htx", "sao:4 chu_the:htx"),
    ] {
        let mut screen = Screen::new(120, 100);
        screen.press(keys).press("<enter>s");
        let document = home.run(&["stats", line, "--format", "json"]).json();
        let told = format!(
            "{} sản phẩm / {} chủ thể",
            document["products"], document["producers"]
        );
        assert!(screen.text().contains(&told), "{told}: {}", screen.text());
        for facet in [
            "star", "kind", "district", "unit", "group", "year", "status",
        ] {
            let mut sum = 0;
            for value in document["facets"][facet].as_array().unwrap() {
                let count = value["count"].as_u64().unwrap();
                sum += count;
                let label = value["label"].as_str().unwrap();
                let label: String = label.chars().take(30).collect();
                let shown = screen.lines(&label);
                let numbers = |line: &String| {
                    line.split_whitespace()
                        .any(|word| word == count.to_string())
                };
                assert!(
                    count == 0 || shown.iter().any(numbers),
                    "{label} {count}: {}",
                    screen.text()
                );
            }
            assert_eq!(
                Some(sum),
                document["products"].as_u64(),
                "{facet} sums up to the list"
            );
        }
    }
}

#[test]
fn a_bar_filters_and_the_list_has_exactly_as_many() {
    let mut bars = 0;
    // Every bar of every facet, also of a list that is filtered by the same facet already.
    for before in [
        "",
        "sao:4,5 ",
        "sao:3,4,5 tra ",
        "muc sao:>=3 ",
        "từ 3 sao ha long ",
        "-sao:3 huyen:\"Hạ Long\",\"Cô Tô\" ",
        "ruou ",
    ] {
        let mut screen = Screen::new(120, 40);
        screen.press(before).press("<enter>");
        let asked = screen.model.query.clone();
        for down in 0..100 {
            screen.press("s").press(&"j".repeat(down));
            let Some((facet, value)) = screen.model.stats.current_value() else {
                break;
            };
            let shown = screen.model.stats.facet_bars(facet);
            let promised = shown.iter().find(|bar| bar.value == value).unwrap().counts[0];
            screen.press("<enter>");
            assert_eq!(screen.model.focus, Focus::List);
            assert_eq!(
                screen.model.total(),
                promised as usize,
                "{before}{facet:?} {value}"
            );
            assert!(screen.model.query.filter.is_chosen(facet, &value));
            bars += 1;
            if screen.model.query != asked {
                screen.press("u");
                assert_eq!(screen.model.query, asked, "and back");
            }
        }
    }
    assert!(bars > 100, "{bars}");
}

#[test]
fn esc_comes_back_to_the_same_place() {
    for leave in ["<esc>", "s", "q", "<backspace>"] {
        let mut screen = Screen::new(120, 24);
        screen.press("<enter>jjjjj<pgdn>");
        let before = (
            screen.model.selected,
            screen.model.list_offset,
            screen.model.query_number,
        );
        let list = screen.text();
        screen.press("s<end>tG").press(leave);
        let after = (
            screen.model.selected,
            screen.model.list_offset,
            screen.model.query_number,
        );
        assert_eq!((after, screen.text()), (before, list), "{leave}");
        assert_eq!(screen.wishes, [], "{leave}");
    }
    // From the record back to the record.
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>jj<enter>");
    let record = screen.text();
    screen.press("s<esc>");
    assert_eq!((screen.model.focus, screen.text()), (Focus::Detail, record));
    // Opened by name where they are shown they still lead back.
    screen.press("s?thong ke<enter>s");
    assert_eq!(screen.model.focus, Focus::Detail);
    // While typing it is a letter.
    screen.press("/s");
    assert_eq!(
        (screen.model.focus, screen.model.input.text()),
        (Focus::Input, "s")
    );
}

#[test]
fn figures_of_an_older_question_are_never_shown() {
    let mut screen = Screen::new(120, 40);
    screen.press("sao:4 <enter>s");
    assert!(screen.text().contains("35 sản phẩm / "));
    screen.slow_figures = true;
    screen.press("x");
    assert!(screen.text().contains("đang đếm"), "{}", screen.text());
    assert!(!screen.text().contains("35"), "{}", screen.text());
    // Late figures change nothing.
    let query = Query::from_text("ruou");
    let (_, answer) = answers::search_first_rows(catalog(), 1, &query, None, &|| false)
        .unwrap()
        .unwrap();
    let late = |query_number| {
        let asked = (&query, &answer);
        let pair = [Facet::District, Facet::Star].map(Grouping::Facet);
        let figures = answers::compute_statistics(catalog(), query_number, asked, pair, &|| false);
        Msg::StatisticsComputed(Box::new(figures.unwrap().unwrap()))
    };
    screen.send(late(screen.model.query_number - 1));
    assert!(screen.text().contains("đang đếm"), "{}", screen.text());
    screen.send(late(screen.model.query_number));
    assert!(!screen.text().contains("đang đếm"), "{}", screen.text());
    // A whole question that is awaited shows none either.
    screen.slow = true;
    screen.press("o<space>");
    assert!(screen.text().contains("đang đếm"), "{}", screen.text());
}

#[test]
fn a_click_chooses_no_bar_that_is_not_shown_yet() {
    let mut screen = Screen::new(120, 40);
    screen.press("<tab> <esc>s");
    screen.slow_figures = true;
    screen.press("x");
    for _ in 0..3 {
        screen.send(Msg::Mouse(MouseEvent {
            kind: MouseEventKind::Click,
            column: 9,
            row: 6,
        }));
    }
    assert!(screen.model.query.filter.is_empty(), "{}", screen.text());
    assert_eq!(screen.model.focus, Focus::Stats);
}

#[test]
fn a_count_ends_when_something_else_is_asked() {
    let query = Query::from_text("ruou");
    let answer = catalog().search(&query).unwrap();
    let pair = [Facet::District, Facet::Star].map(Grouping::Facet);
    // Told to stop at the first look, at the second and so on, until nothing is left to stop.
    let mut looks = 0;
    loop {
        let left = std::sync::atomic::AtomicUsize::new(looks);
        let stop = || {
            let one_less = |left: usize| left.checked_sub(1);
            let order = std::sync::atomic::Ordering::Relaxed;
            left.fetch_update(order, order, one_less).is_err()
        };
        let figures =
            answers::compute_statistics(catalog(), 1, (&query, &answer), pair, &stop).unwrap();
        if figures.is_some() {
            break;
        }
        looks += 1;
    }
    assert!(looks >= 2, "{looks}");
}

#[test]
fn keys_typed_ahead_wait_for_the_figures() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>");
    screen.slow_figures = true;
    screen.press("sj<enter>");
    assert_eq!(screen.model.focus, Focus::Stats);
    let query = screen.model.query.clone();
    let (_, answer) = answers::search_first_rows(catalog(), 1, &query, None, &|| false)
        .unwrap()
        .unwrap();
    let pair = screen.model.stats.cross_facets;
    let asked = (&query, &answer);
    let figures =
        answers::compute_statistics(catalog(), screen.model.query_number, asked, pair, &|| false);
    screen.send(Msg::StatisticsComputed(Box::new(figures.unwrap().unwrap())));
    assert_eq!(screen.model.total(), 35, "the second bar: 4 stars");
}

#[test]
fn what_cannot_be_counted_is_said_and_asked_no_more() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>");
    screen.slow_figures = true;
    screen.press("s");
    let query_number = screen.model.query_number;
    screen.send(Msg::Failed {
        query_number,
        part: AnswerPart::Statistics,
        cause: Error::io_at(Path::new("disk"))(ErrorKind::StorageFull.into()),
    });
    assert!(
        screen.text().contains("disk: ổ đĩa đã đầy"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.model.missing_statistics(), None);
    screen.press("<esc>");
    assert_eq!(
        (screen.model.focus, screen.model.total()),
        (Focus::List, all_products())
    );
}

#[test]
fn ends_by_month_are_certificates_in_hand() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>stt");
    let answer = catalog().search(&Query::default()).unwrap();
    let due = catalog().count_expiries(&answer);
    let sum: u32 = due.iter().map(|due| due.count).sum();
    let document = Home::new().run(&["stats", "--format", "json"]).json();
    let of = |key: &str| -> u64 {
        let values = document["facets"]["status"].as_array().unwrap();
        let value = values.iter().find(|value| value["value"] == key);
        value.map_or(0, |value| value["count"].as_u64().unwrap())
    };
    let held: u64 = ["valid", "due", "unclear", "expired"]
        .into_iter()
        .map(of)
        .sum();
    assert_eq!(u64::from(sum), held);
    let over = due.first().unwrap();
    assert_eq!(
        (over.period.key().as_str(), u64::from(over.count)),
        ("over", of("expired"))
    );
    assert!(
        screen.text().contains(&format!("{sum} sản phẩm có sao")),
        "{}",
        screen.text()
    );
    // Trà hoa vàng Ba Chẽ was recognised on 17 January 2025.
    assert!(
        !screen.lines("tháng 01/2028").is_empty(),
        "{}",
        screen.text()
    );
}

#[test]
fn a_month_filters_to_exactly_the_products_that_end_in_it() {
    let mut months = 0;
    for before in ["", "sao:4 ", "ruou "] {
        for down in 0..60 {
            let mut screen = Screen::new(120, 40);
            screen.press(before).press("<enter>stt");
            screen.press(&"j".repeat(down));
            let Some(due) = screen.model.stats.current_expiry() else {
                panic!("{}", screen.text())
            };
            let pair = screen.model.stats.cross_facets;
            let figures = screen
                .model
                .stats
                .statistics_for(screen.model.query_number)
                .unwrap();
            assert_eq!(figures.cross_tab.groupings, pair);
            if down >= figures.expiry_counts.len() {
                break;
            }
            let promised = figures.expiry_counts[down];
            assert_eq!(promised.period, due);
            screen.press("<enter>");
            assert_eq!(screen.model.focus, Focus::List);
            assert_eq!(
                screen.model.total(),
                promised.count as usize,
                "{}",
                screen.model.input.text()
            );
            // And the months of that list are that month alone.
            let answer = catalog().search(&screen.model.query).unwrap();
            assert_eq!(catalog().count_expiries(&answer), [promised]);
            // Asked once more, nothing is added to the line.
            let line = screen.model.input.text().to_owned();
            screen.press("stt<enter>");
            assert_eq!(screen.model.input.text(), line);
            months += 1;
        }
    }
    assert!(months > 8, "{months}");
    let mut screen = Screen::new(120, 40);
    screen.press("den_han:2028-01<enter>");
    assert_eq!(screen.names(), ["Trà hoa vàng Ba Chẽ"]);
}

#[test]
fn the_real_cursor_is_on_the_focused_row_and_no_state_is_told_by_colour() {
    for (width, height) in [(200, 60), (120, 40), (80, 24), (60, 20), (40, 10)] {
        let mut screen = Screen::with(width, height, Language::Vi, ThemeName::Mono, true);
        screen.press("sao:4 <enter>s");
        for keys in ["", "jjj", "<end>", "t", "jj", "t", "j"] {
            screen.press(keys);
            let buffer = screen.buffer();
            let (x, y) = screen.cursor();
            let cell = buffer.cell((x, y)).unwrap();
            assert!(
                cell.modifier.contains(Modifier::REVERSED),
                "{width} {keys}: {}",
                screen.text()
            );
            let plain =
                |cell: &ratatui::buffer::Cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset);
            assert!(buffer.content.iter().all(plain));
            let drawn = |c: char| matches!(c, '\u{2190}'..='\u{25ff}');
            assert!(!screen.text().contains(drawn), "{}", screen.text());
        }
    }
    let mut screen = Screen::new(80, 24);
    screen.press("sao:4 <enter>s");
    assert!(screen.text().contains("[x] 4 sao"), "{}", screen.text());
}

#[test]
fn an_empty_list_and_every_size_are_drawn() {
    for keys in ["", "xyzzy", "sao:4"] {
        let mut screen = Screen::new(80, 24);
        screen.press(keys).press("<enter>s");
        for face in ["", "t", "t"] {
            screen.press(face);
            let small = (0..=20).flat_map(|width| (0..=12).map(move |height| (width, height)));
            let others = [
                (40, 10),
                (41, 11),
                (69, 12),
                (70, 10),
                (109, 10),
                (500, 200),
            ];
            for (width, height) in small.chain(others) {
                screen.send(Msg::Resize { width, height });
                screen.press("<down><pgdn><up>");
                screen.text();
            }
        }
    }
}

#[test]
fn bars_on_eighty_columns() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>sj");
    assert_snapshot!(screen.text());
}

#[test]
fn ends_by_month_on_sixty_columns_in_ascii_and_english() {
    let mut screen = Screen::with(60, 20, Language::En, ThemeName::Mono, true);
    screen.press("<enter>stt");
    assert_snapshot!(screen.text());
}

#[test]
fn one_facet_is_printed_alone_by_its_name_in_either_language() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = home.run(&["stats", "--by", "star"]);
    let expected = of_all(
        "{all} sản phẩm / 42 chủ thể (tính đến 24/11/2026)\n\nHạng sao\n        8  5 sao\n       35  4 sao\n       22  3 sao\n       92  chưa xếp hạng\n",
    );
    assert_eq!((ran.code, &ran.out), (0, &expected));
    assert_eq!(home.run(&["stats", "--by", "sao"]).out, expected);
    let document = home
        .run(&["stats", "sao:4", "--by", "year", "--format", "json"])
        .json();
    assert_eq!(
        (&document["format"], &document["by"][0]),
        (&1.into(), &"year".into())
    );
    let years = document["facets"]["year"].as_array().unwrap();
    let sum: u64 = years
        .iter()
        .map(|year| year["count"].as_u64().unwrap())
        .sum();
    assert_eq!((sum, document["products"].as_u64()), (35, Some(35)));
    // Of the facet that is filtered by, only what is in the list.
    let stars = home.run(&["stats", "sao:4", "--format", "json"]).json();
    let stars = stars["facets"]["star"].as_array().unwrap().clone();
    let counts: Vec<u64> = stars
        .iter()
        .map(|star| star["count"].as_u64().unwrap())
        .collect();
    assert_eq!(counts.iter().sum::<u64>(), 35, "{counts:?}");
}

#[test]
fn ends_by_month_are_printed() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = home.run(&["stats", "--by", "due-month", "--lang", "en"]);
    assert_snapshot!(ran.out);
    let document = home
        .run(&["stats", "--by", "due-month", "--format", "json"])
        .json();
    let due = document["due"].as_array().unwrap();
    let month = due.iter().find(|due| due["value"] == "2028-01").unwrap();
    assert_eq!(
        (&month["count"], &month["label"]),
        (&1.into(), &"tháng 01/2028".into())
    );
    // On a later day it is over.
    let later = [
        "stats",
        "--by",
        "due-month",
        "--format",
        "json",
        "--on",
        "2028-02-01",
    ];
    let later = home.run(&later).json();
    let due = later["due"].as_array().unwrap();
    assert!(due.iter().all(|due| due["value"] != "2028-01"), "{later}");
}

#[test]
fn a_wrong_way_of_counting_is_answered_with_the_known_ones() {
    let home = Home::new();
    home.run(&["stats"]);
    for (arguments, told) in [
        (&["--by", "colour"][..], "due-month"),
        (&["--by", "star", "--by", "sao"], "--by"),
        (&["--by", "star", "--by", "due-month"], "--by"),
        (&["--by", "star", "--by", "year", "--by", "kind"], "--by"),
        (&["--against-day", "32/11/2026"], "--against-day"),
        (&["--against-generation", "9"], "9"),
        (&["--format", "xlsx"], "--out"),
        (&["--out", "a.doc"], "--format"),
    ] {
        let ran = home.run(&[&["stats"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let none = home.run(&["stats", "xyzzy", "--by", "star", "--by", "year"]);
    assert_eq!(none.code, 1);
}

#[cfg(unix)]
#[test]
fn in_a_real_terminal_the_figures_arrive_and_a_bar_filters() {
    use crate::support::pty::{CLASSIC, Terminal, program};
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    // Typed in one go: the second bar is the one of 4 stars.
    terminal.press("\rsj\r");
    terminal.until("the list", |seen| {
        seen.shows(&of_all("35 / {all} sản phẩm"))
    });
    terminal.press("stl");
    terminal.until("the cross-tab", |seen| {
        seen.shows("bảng chéo") && seen.shows("Tổng") && seen.shows("35 sản phẩm / ")
    });
    terminal.press("qqq");
    assert_eq!(terminal.end().code, 0);
}
