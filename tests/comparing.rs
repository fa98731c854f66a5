//! Two questions side by side, on the screen and on the command line.

use insta::assert_snapshot;
use ocop::app::model::Focus;
use ocop::app::msg::{Msg, ReloadOutcome};
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::Facet;

use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::screen::Screen;

#[test]
fn two_questions_stand_side_by_side() {
    let home = Home::new();
    home.run(&["stats"]);
    let ran = home.run(&["stats", "huyen:\"Hạ Long\"", "--against", "huyen:co_to"]);
    assert_snapshot!(ran.out);
    let arguments = ["stats", "sao:4", "--against", "sao:5", "--format", "json"];
    let document = home.run(&arguments).json();
    assert_eq!(
        (&document["products"], &document["against"]["products"]),
        (&35.into(), &8.into())
    );
    assert_eq!(document["against"]["filters"]["star"][0], "5");
}

/// The rows of a comparison: both numbers, the difference and the name, as `ocop stats --against` prints them.
fn printed(home: &Home, one: &str, other: &str) -> Vec<(Vec<String>, String)> {
    let ran = home.run(&["stats", one, "--against", other]);
    let rows = ran.out.lines().filter_map(|line| {
        let (numbers, name) = line.split_at_checked(31)?;
        let numbers: Vec<String> = numbers.split_whitespace().map(str::to_owned).collect();
        let is_row = numbers.len() == 3 && numbers[0].parse::<u32>().is_ok();
        is_row.then(|| (numbers, name.to_owned()))
    });
    rows.collect()
}

#[test]
fn m_compares_with_a_question_of_before_and_shows_what_stats_against_prints() {
    let home = Home::new();
    home.run(&["stats"]);
    for (reference, question) in [
        ("sao:4", "sao:5"),
        ("huyen:\"Hạ Long\"", "huyen:\"Cô Tô\""),
        ("", "ruou"),
        ("xyzzy", ""),
        ("nam:2024", "nam:2025"),
    ] {
        let mut screen = Screen::new(120, 100);
        screen.press(reference).press("<enter>sm");
        screen.press("/<ctrl-u>").press(question).press("<enter>s");
        let told = if reference.is_empty() {
            "mốc: (cả danh mục)".to_owned()
        } else {
            let query = &screen.model.stats.reference().unwrap().line;
            format!("mốc: {query}")
        };
        assert!(screen.text().contains(&told), "{told}: {}", screen.text());
        let shown: Vec<(Vec<String>, String)> = screen
            .text()
            .lines()
            .filter_map(|line| {
                let line = line.trim_matches(['│', ' ']);
                let words: Vec<&str> = line.split_whitespace().collect();
                let words = match words.as_slice() {
                    [words @ .., bar] if bar.starts_with(['━', '╸', '▄']) => words,
                    words => words,
                };
                let at = words.len().checked_sub(3).filter(|at| *at > 0)?;
                let (name, numbers) = words.split_at(at);
                let is_row = numbers.iter().all(|number| number.parse::<i32>().is_ok());
                let numbers = numbers.iter().map(|number| (*number).to_owned());
                is_row.then(|| (numbers.collect(), name.join(" ")))
            })
            .collect();
        let expected = printed(&home, question, reference);
        assert!(expected.len() > 4, "{expected:?}");
        assert_eq!(shown.len(), expected.len(), "{}", screen.text());
        for ((numbers, name), (shown, label)) in expected.iter().zip(&shown) {
            // Long names are cut, chosen ones have their mark.
            let label = label.trim_start_matches("[x] ").trim_end_matches('…');
            assert_eq!(shown, numbers, "{name}: {}", screen.text());
            assert!(name.trim().starts_with(label.trim()), "{name}: {label}");
        }
        // The second time it is given up.
        screen.press("m");
        assert!(screen.model.stats.reference().is_none());
        assert!(!screen.text().contains("hơn/kém"), "{}", screen.text());
    }
}

#[test]
fn a_row_that_only_the_reference_has_filters_by_nothing() {
    let mut screen = Screen::new(80, 30);
    screen.press("sao:4 <enter>sm<esc>x");
    screen.press("/<ctrl-u>sao:5 <enter>sn");
    assert_eq!(
        screen.model.stats.current_value(),
        Some((Facet::Star, "5".to_owned()))
    );
    screen.press("j");
    let row = screen.lines("    4 sao").pop().unwrap();
    let numbers: Vec<&str> = row.split_whitespace().rev().skip(1).take(3).collect();
    assert_eq!(numbers, ["-35", "35", "0"], "{row}");
    assert_eq!(screen.model.stats.current_value(), None);
    screen.press("<enter>");
    assert_eq!(
        (screen.model.focus, screen.model.total()),
        (Focus::Stats, 8)
    );
    // Typed ahead, the mark waits for the figures.
    let mut screen = Screen::new(80, 30);
    screen.press("<enter>");
    screen.slow_figures = true;
    screen.press("sm");
    assert!(screen.model.stats.reference().is_none());
    assert_eq!(screen.model.queued_input.len(), 1);
}

#[test]
fn a_newer_catalogue_is_not_compared_with_the_older_one() {
    let mut screen = Screen::new(80, 24);
    screen.press("sao:4 <enter>sm");
    assert!(screen.model.stats.reference().is_some());
    let names = Box::new(screen.model.value_names.clone());
    let reloaded = ReloadOutcome::Opened {
        catalog_size: all_products(),
        generation: Some(2),
        value_names: names,
    };
    screen.send(Msg::Reloaded(reloaded));
    assert!(screen.model.stats.reference().is_none());
    assert!(screen.text().contains("Đã bỏ mốc"), "{}", screen.text());
}

#[test]
fn two_questions_on_eighty_columns() {
    let mut screen = Screen::new(80, 24);
    screen.press("sao:4 <enter>sm/<ctrl-u>sao:5 <enter>sj");
    assert_snapshot!(screen.text());
}

#[test]
fn two_questions_on_sixty_columns_in_ascii_and_english() {
    let mut screen = Screen::with(60, 20, Language::En, ThemeName::Mono, true);
    screen.press("sao:4 <enter>sm/<ctrl-u>ruou <enter>sj");
    assert_snapshot!(screen.text());
}
