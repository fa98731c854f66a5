//! The catalogue seen on another day: the line that takes one, what it changes, and statistics compared with it.

use insta::assert_snapshot;
use ocop::app::effect::Effect;
use ocop::app::model::Focus;
use ocop::report::figure_table::FigureCell;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::screen::Screen;

#[test]
fn d_d_shows_the_catalogue_on_another_day_until_an_empty_line_returns() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>");
    let today = screen.text();
    screen.press("dd11/2023");
    assert!(screen.shows("= 30/11/2023"), "{}", screen.text());
    screen.press("<enter>");
    assert!(
        screen.shows("[tính đến 30/11/2023 d d]"),
        "{}",
        screen.text()
    );
    // The certificates of that day: more are valid than today.
    screen.press("/<ctrl-u>sao:3 trang_thai:valid <enter>");
    let then = screen.model.total();
    assert!(screen.shows("[tính đến 30/11/2023"), "{}", screen.text());
    screen.press("dd<enter>");
    assert!(!screen.shows("[tính đến"), "{}", screen.text());
    assert_ne!(screen.model.total(), then, "{}", screen.text());
    screen.press("/<ctrl-u><enter>");
    // The keys at the foot now have an undo.
    let panes = |text: &str| text.lines().take(29).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(panes(&screen.text()), panes(&today));
}

#[test]
fn a_day_is_undone_and_dropped_like_a_filter() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>ts");
    screen.press("ddnăm ngoái<enter>");
    assert!(screen.shows("[tính đến 24/11/2025"), "{}", screen.text());
    // The filter first, then the day.
    screen.press("x");
    assert!(screen.shows("[tính đến") && !screen.shows("[5 sao x]"));
    screen.press("x");
    assert!(!screen.shows("[tính đến"), "{}", screen.text());
    screen.press("u");
    assert!(screen.shows("[tính đến 24/11/2025"), "{}", screen.text());
    screen.press("uu");
    assert!(!screen.shows("[tính đến") && screen.shows("[5 sao x]"));
    screen.press("U");
    assert!(screen.shows("[tính đến") && screen.shows("[5 sao x]"));
    screen.press("X");
    assert!(!screen.shows("[tính đến") && !screen.shows("[5 sao x]"));
}

#[test]
fn a_text_that_is_no_day_stays_and_is_told() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>dd32/1/2025<enter>");
    assert!(screen.shows("chưa phải ngày"), "{}", screen.text());
    let number = screen.model.query_number;
    screen.press("<esc>");
    assert!(!screen.shows("Xem danh mục ngày"), "{}", screen.text());
    assert_eq!(
        (screen.model.query_number, screen.model.focus),
        (number, Focus::List)
    );
}

#[test]
fn four_star_products_by_district_against_a_year_ago_take_five_keys_and_two_more_as_a_workbook() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>stM<enter>");
    assert_snapshot!(screen.text());
    screen.press("ex");
    let Some(Effect::ExportFigures { table, .. }) = screen.wishes.pop() else {
        panic!("{}", screen.text())
    };
    let reference = table.reference.as_ref().unwrap();
    assert_eq!(reference.day, jiff::civil::date(2025, 11, 24));
    let four = table
        .columns
        .iter()
        .position(|column| column.label == "4 sao");
    let sum = &table.rows.last().unwrap()[four.unwrap()];
    assert!(matches!(sum, FigureCell::Compared([35, _])), "{sum:?}");
    // The reference goes with the next question, and to the other views.
    screen.press("/<ctrl-u>ruou<enter>s");
    assert!(screen.shows("mốc: 24/11/2025"), "{}", screen.text());
    screen.press("tt");
    assert!(screen.shows("hơn/kém"), "{}", screen.text());
    screen.press("m");
    assert!(!screen.shows("hơn/kém"), "{}", screen.text());
}

#[test]
fn m_marks_today_and_another_day_is_compared_with_it() {
    let mut screen = Screen::with(120, 40, Language::En, ThemeName::Dark, false);
    screen.press("<enter>sm");
    screen.press("dd-1y<enter>");
    assert!(
        screen.shows("reference: (the whole catalogue), as of 2026-11-24"),
        "{}",
        screen.text()
    );
    let row = screen.lines("5-star").pop().unwrap();
    let numbers: Vec<&str> = row
        .split_whitespace()
        .skip_while(|word| *word != "5-star")
        .collect();
    let [_, now, then, more, ..] = numbers[..] else {
        panic!("{row}")
    };
    let number = |text: &str| text.replace('+', "").parse::<i32>().unwrap();
    assert_eq!(number(now) - number(then), number(more), "{row}");
    assert_ne!(number(more), 0, "{row}");
}

#[test]
fn keys_typed_ahead_of_the_day_act_on_it() {
    let mut screen = Screen::new(100, 30);
    screen.hurry("<enter>dd-1y<enter>sec");
    let Some(Effect::ExportFigures { table, .. }) = screen.wishes.pop() else {
        panic!("{}", screen.text())
    };
    assert_eq!(table.subject.day, jiff::civil::date(2025, 11, 24));
}
