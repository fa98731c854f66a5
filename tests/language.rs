//! The query language end to end: one meaning on the command line, in its options and in the search line.

use ocop::app::model::filter_chip::FilterChip;
use ocop::catalog::FacetValueNames;
use ocop::wording::locale::{Language, Locale};
use ocop_index::query::language::{parse_line, write_query, write_query_with_names};
use ocop_index::{ConditionScope, Facet, QueryCondition};
use serde_json::Value;

use crate::support::built_in::{all_products, of_all};
use crate::support::home::Home;
use crate::support::screen::{Screen, catalog};
use crate::work_facets::marked_catalog;

fn settled() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

/// Ids found by these arguments, and what was said beside them.
fn found(home: &Home, arguments: &[&str]) -> (Vec<String>, String) {
    let all = [&["search", "--format", "jsonl"], arguments].concat();
    let ran = home.run(&all);
    assert!(matches!(ran.code, 0 | 1), "{}", ran.err);
    let ids = ran.out.lines().map(|line| {
        let hit: Value = serde_json::from_str(line).unwrap();
        hit["id"].as_str().unwrap().to_owned()
    });
    (ids.collect(), ran.err)
}

#[test]
fn the_end_of_a_star_is_asked_for_by_month_year_or_span() {
    let home = settled();
    let ids = |line: &str| found(&home, &[line]);
    let (month, err) = ids("den_han:2028-01");
    assert_eq!((month.len(), err.as_str()), (1, ""));
    for line in ["due:01/2028", "đến_hạn:2028-1", "den_han:\"2028-01\""] {
        assert_eq!(ids(line).0, month, "{line}");
    }
    // A year has its months and what is only known to end in it; a span and its opposite are the whole.
    let year = ids("den_han:2028").0;
    assert!(month.iter().all(|id| year.contains(id)));
    let parts = ids("den_han:2028-01..2028-12").0.len() + ids("den_han:2028-xx").0.len();
    assert_eq!(year.len(), parts);
    assert_eq!(year.len() + ids("-den_han:2028").0.len(), all_products());
    assert_eq!(ids("den_han:over").0, ids("trang_thai:expired").0);
    // What is no time is left out, and told with what would be right.
    let (all, told) = ids("den_han:2028-13");
    assert_eq!(all.len(), all_products());
    assert!(told.contains("2026-12..2027-02"), "{told}");
    let ran = home.run(&["search", "--format", "json", "ruou due:2028"]);
    assert_eq!(ran.json()["line"], "den_han:2028 ruou ");
    let why = home.run(&["why", "qn-001", "den_han:2031-01"]);
    assert!(why.out.contains("den_han:2031-01"), "{}", why.out);
}

#[test]
fn options_and_words_ask_the_same() {
    let home = settled();
    for (line, options) in [
        ("sao:4 ruou", &["--star", "4", "ruou"][..]),
        ("star:4 ruou", &["--star", "4", "ruou"]),
        ("Sao:\"4 sao\" ruou", &["--star", "4", "ruou"]),
        ("sao:>=4", &["--star", "4", "--star", "5"]),
        ("sao:4..5", &["--star", "4", "--star", "5"]),
        ("huyen:\"Hạ Long\"", &["--district", "ha long"]),
        ("huyện:ha_long", &["--district", "TP Hạ Long"]),
        (
            "district:\"ha long\",ba_che",
            &["--district", "Hạ Long", "--district", "Ba Chẽ"],
        ),
        (
            "chu_the:htx sao:4,5",
            &["--kind", "htx", "--star", "4", "--star", "5"],
        ),
        ("nam:2021 ", &["--year", "2021"]),
        ("trang_thai:expired", &["--status", "hết hạn"]),
        (
            "thieu:decision con_han:overdue",
            &["--gap", "decision", "--left", "overdue"],
        ),
        ("xep:ten sao:5", &["--sort", "name", "--star", "5"]),
        ("nhom:I sao:5", &["--group", "I", "--star", "5"]),
    ] {
        let words = found(&home, &[line]);
        assert!(!words.0.is_empty(), "{line} finds something");
        assert_eq!(words, found(&home, options), "{line}");
    }
    // A minus is no option.
    let (ids, err) = found(&home, &["-sao:9", "--star", "5"]);
    assert_eq!((ids.len(), err.lines().count()), (8, 1), "{err}");
    assert!(err.contains("ký tự 6:"), "{err}");
    // What a shell leaves of the quotes.
    let (bare, _) = found(&home, &["huyen:Hạ Long"]);
    assert_eq!(bare, found(&home, &["--district", "Hạ Long"]).0);
}

#[test]
fn every_command_that_takes_a_question_takes_the_language() {
    let home = settled();
    let line = "sao:>=4 chu_the:htx";
    let options = ["--star", "4", "--star", "5", "--kind", "htx"];
    for command in ["facets", "stats"] {
        let by_options = home.run(&[&[command][..], &options].concat());
        let by_words = home.run(&[command, line]);
        assert_eq!((by_words.code, by_words.err.as_str()), (0, ""));
        assert_eq!(by_words.out, by_options.out, "{command}");
    }
    let export = home.run(&["export", line, "--out", "-", "--format", "csv"]);
    let ids = found(&home, &[line]).0;
    assert_eq!(export.out.lines().count(), ids.len() + 1, "{}", export.err);
}

#[test]
fn what_cannot_be_meant_is_told_with_its_place_and_the_rest_is_answered() {
    let home = settled();
    let everything = found(&home, &["cha muc"]).0;
    for (line, said) in [
        (
            "huyen:\"Ha Lang\" cha muc",
            &["Ha Lang", "Hạ Long", "ký tự 7"][..],
        ),
        (
            "cha muc sao:9",
            &["sao:9: chưa áp dụng", "5 sao", "ký tự 13"],
        ),
        ("sao: cha muc", &["“sao:”", "sao:4"]),
        ("sao:>= cha muc", &["sao:>=: chưa áp dụng", "sao:>=4"]),
        ("xep:abc cha muc", &["“abc”", "phu_hop"]),
        ("cha \"muc", &["\"muc", "ngoặc kép"]),
    ] {
        let (ids, err) = found(&home, &[line]);
        assert_eq!(ids, everything, "{line}");
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(
            said.iter().all(|piece| err.contains(piece)),
            "{line}: {err}"
        );
    }
    let english = home.run(&["search", "distric:x", "--lang", "en"]);
    assert!(
        english.err.contains("character 1") && english.err.contains("did you mean district"),
        "{}",
        english.err
    );
}

#[test]
fn the_document_names_the_question_in_the_language() {
    let home = settled();
    let ran = home.run(&[
        "search",
        "--format",
        "json",
        "--star",
        "4",
        "ruou",
        "huyện:hạ_long,\"ba chẽ\"",
    ]);
    let document = ran.json();
    assert_eq!(document["query"], "ruou");
    let line = document["line"].as_str().unwrap();
    assert_eq!(line, "sao:4 huyen:\"Ba Chẽ\",\"Hạ Long\" ruou ");
    let again = home.run(&["search", "--format", "json", line]).json();
    assert_eq!(again, document);
    assert_eq!(
        write_query(&ocop_index::Query::from_text("sao:4")),
        "\\sao:4"
    );
    assert!(parse_line("\\sao:4").pieces.is_empty());
}

#[test]
fn a_name_that_is_no_group_but_a_dish_is_meant_as_the_dish() {
    let names = FacetValueNames::from_catalog(catalog(), &Locale::new(Language::Vi));
    let settled = |line: &str| parse_line(line).resolve_values(&names);
    for (line, words, not) in [
        ("nhom:trà", "trà", false),
        ("-nhom:\"chả mực\"", "chả mực", true),
    ] {
        let settled = settled(line);
        let scope = ConditionScope::Specialty;
        let words = words.to_owned();
        assert_eq!(
            settled.query.conditions,
            [QueryCondition {
                scope,
                words,
                not,
                ..QueryCondition::default()
            }]
        );
        assert_eq!(
            (settled.problems, settled.query.filter.is_empty()),
            (vec![], true)
        );
    }
    for line in [
        "nhom:II",
        "nhom:2",
        "nhom:đồ_uống",
        "group:beverages",
        "nhom:\"nhóm II\"",
    ] {
        assert!(
            settled(line).query.filter.is_chosen(Facet::Group, "II"),
            "{line}"
        );
    }
    assert_eq!(settled("nhom:xyzzy").problems.len(), 1);
    assert_eq!(
        settled("nhom:trà,II").problems.len(),
        1,
        "either of both is no question"
    );
    // A name that several units share means all of them.
    assert!(
        settled("don_vi:ha_long")
            .query
            .filter
            .is_chosen(Facet::Unit, "Phường Hạ Long")
    );
}

/// What needs the engine's conditions and exclusions.
mod honoured_by_the_engine {
    use super::*;

    #[test]
    fn values_that_are_not_wanted_are_kept_away() {
        let home = settled();
        let all = found(&home, &["ruou"]).0;
        let four = found(&home, &["ruou sao:4"]).0;
        let others = found(&home, &["ruou -sao:4"]).0;
        assert!(!four.is_empty() && others.len() == all.len() - four.len());
        assert!(others.iter().all(|id| !four.contains(id)));
    }

    #[test]
    fn the_official_name_of_a_group_asks_for_the_group() {
        let home = settled();
        for group in ocop_index::product_group::product_groups() {
            let (by_number, _) = found(&home, &[&format!("nhom:{}", group.code)]);
            for name in [
                group.vi.to_owned(),
                group.vi.to_uppercase(),
                group.en.to_owned(),
            ] {
                let (by_name, err) = found(&home, &[&format!("nhom:\"{name}\"")]);
                assert_eq!((by_name, err.as_str()), (by_number.clone(), ""), "{name}");
            }
        }
    }

    #[test]
    fn words_of_a_field_and_phrases_are_looked_for_where_they_stand() {
        let home = settled();
        let rated = found(&home, &["nhom:trà sao:5"]).0;
        assert_eq!(rated, found(&home, &["loai:trà", "--star", "5"]).0);
        assert_eq!(rated.len(), 2);
        let (tea, err) = found(&home, &["nhom:trà"]);
        assert_eq!(err, "");
        let (rest, _) = found(&home, &["-nhom:trà"]);
        assert_eq!(rest, found(&home, &["--", "-nhom:trà"]).0);
        assert!(!tea.is_empty() && tea.len() + rest.len() == all_products());
        let (code, _) = found(&home, &["ma:qn-017"]);
        assert_eq!(code, ["qn-017"]);
        let (phrase, _) = found(&home, &["\"mực chả\""]);
        assert_eq!(phrase, Vec::<String>::new());
        let (without, _) = found(&home, &["cha muc -\"mạnh hà\""]);
        assert_eq!(without.len(), 1);
    }
}

/// Stories of the search line.
mod typed {
    use ocop::app::effect::Effect;
    use ocop::app::model::Focus;
    use ocop::app::msg::Msg;
    use ocop::view::theme_name::ThemeName;
    use ocop_index::Sort;
    use proptest::prelude::*;
    use ratatui::style::Modifier;

    use super::*;

    /// What a person types or presses in a story that nobody told.
    fn steps() -> impl Strategy<Value = Vec<&'static str>> {
        let step = prop::sample::select(vec![
            "sao:4",
            "sao:>=",
            "huyen:\"Hạ",
            " Long\" ",
            "-sao:5",
            "-nhom:trà",
            "xep:ten",
            "nguyen_van:co",
            "ruou",
            "\"",
            ":",
            "\\",
            " ",
            "nam:>=2021",
            "<tab>",
            "<esc>",
            "<enter>",
            "<backspace>",
            "<ctrl-w>",
            "<left>",
            "f",
            "j",
            "x",
            "X",
            "o",
            "1",
            "2",
            "/",
            "yq",
            "-",
            "ts",
            "tc",
        ]);
        prop::collection::vec(step, 0..24)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn any_story_ends_in_a_question_that_can_be_handed_on(steps in steps()) {
            let mut screen = Screen::new(90, 24);
            for step in steps {
                screen.press(step);
                screen.text();
            }
            let model = &screen.model;
            let filter = &model.query.filter;
            let values = model.chips.iter().map(|chip| match chip {
                FilterChip::Value(..) => 1,
                FilterChip::SpokenValues { values, .. }
                | FilterChip::TypedValues { values, .. }
                | FilterChip::AllValues { values, .. } => values.len(),
                FilterChip::SpokenCondition(_) => 0,
            });
            prop_assert_eq!(values.sum::<usize>(), filter.iter_chosen().count() + filter.iter_excluded().count());
            let asked = model.query.clone();
            screen.wishes.clear();
            screen.press("<esc><esc><alt-y>");
            if let Some(Effect::Copy(line)) = screen.wishes.last() {
                let mut other = Screen::new(90, 24);
                other.send(Msg::Paste(line.clone()));
                prop_assert_eq!(&other.model.query, &asked, "{}", line);
            }
            screen.press("<esc>X");
            prop_assert!(screen.model.query.filter.is_empty());
        }
    }

    fn chosen(screen: &Screen, facet: Facet) -> Vec<String> {
        let values = screen.model.query.filter.chosen_values(facet);
        values.iter().cloned().collect()
    }

    #[test]
    fn a_piece_of_the_line_is_a_filter_and_the_line_stays_as_typed() {
        let mut screen = Screen::new(120, 40);
        screen.press("sao:4 ha long");
        assert_eq!(screen.model.input.text(), "sao:4 ha long");
        assert_eq!(screen.model.query.text, "ha long");
        assert_eq!(chosen(&screen, Facet::Star), ["4"]);
        assert!(
            screen.shows("[4 sao x]") && screen.shows("[x] 4 sao"),
            "{}",
            screen.text()
        );
        let by_line = screen.names();
        let mut screen = Screen::new(120, 40);
        screen.press("ha long<esc>f");
        screen.press("j ");
        assert_eq!(chosen(&screen, Facet::Star), ["4"]);
        assert_eq!(screen.names(), by_line);
        assert!(!by_line.is_empty());
    }

    #[test]
    fn half_a_piece_asks_for_nothing_yet() {
        let mut screen = Screen::new(120, 40);
        screen.press("cha muc ");
        let asked = screen.model.query_number;
        screen.press("huyen:\"");
        assert_eq!(screen.model.query.filter.iter_chosen().count(), 0);
        assert_eq!(
            screen.model.total(),
            2,
            "nothing is narrowed by half a piece"
        );
        screen.press("Cô Tô");
        assert_eq!(chosen(&screen, Facet::District), ["Cô Tô"]);
        assert!(screen.model.query_number > asked && screen.model.total() == 1);
    }

    #[test]
    fn keys_give_up_what_the_line_chose_and_the_piece_leaves_the_line() {
        let mut screen = Screen::new(120, 40);
        screen.press("sao:>=4 huyen:\"Hạ Long\" ca<esc>f");
        // On the line of five stars.
        screen.press("gg");
        while screen.model.facets.current_value() != Some((Facet::Star, "5".to_owned())) {
            screen.press("j");
        }
        screen.press(" ");
        assert_eq!(screen.model.input.text(), "sao:4 huyen:\"Hạ Long\" ca");
        assert_eq!(chosen(&screen, Facet::Star), ["4"]);
        // A key adds to what the line says, and is given up first.
        screen.press(" x");
        assert_eq!(screen.model.input.text(), "sao:4 huyen:\"Hạ Long\" ca");
        screen.press("x");
        assert_eq!(screen.model.input.text(), "sao:4 ca");
        screen.press("X");
        assert_eq!(screen.model.input.text(), "ca");
        assert!(screen.model.query.filter.is_empty() && screen.model.chips.is_empty());
    }

    #[test]
    fn what_is_not_wanted_is_marked_and_given_up() {
        let mut screen = Screen::new(120, 40);
        screen.press("-sao:5 ");
        assert!(
            screen
                .model
                .query
                .filter
                .excluded_values(Facet::Star)
                .contains("5")
        );
        assert!(screen.shows("[-] 5 sao"), "{}", screen.text());
        screen.press("<esc>X");
        assert_eq!(screen.model.input.text(), "");
        assert!(screen.model.query.filter.is_empty());
    }

    #[test]
    fn an_order_in_the_line_holds_until_the_key_for_another() {
        let mut screen = Screen::new(120, 40);
        screen.press("ruou xep:ten<enter>");
        assert_eq!(screen.model.query.sort, Sort::Name);
        assert!(screen.shows("xếp: tên"));
        screen.press("o<space>");
        assert_eq!(screen.model.input.text(), "ruou ");
        assert_eq!(screen.model.query.sort, Sort::Name.next());
    }

    #[test]
    fn a_problem_is_said_beside_the_count_and_marked_in_the_line() {
        let mut screen = Screen::new(120, 40);
        screen.press("ruou huyen:\"Ha Lang\" ");
        assert!(
            screen.shows("Không hiểu bộ lọc huyen:\"Ha Lang\": chưa áp dụng")
                && screen.shows("Hạ Long"),
            "{}",
            screen.text()
        );
        assert!(
            screen.shows(&of_all("/ {all} sản phẩm khi chưa có bộ lọc này")),
            "the list goes on"
        );
        let buffer = screen.buffer();
        let first_line = &buffer.content[..120];
        let marked: String = first_line
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(marked, "\"Ha Lang\"");
        // In a small window the sentence begins with the piece, and the line still shows its end.
        screen.send(Msg::Resize {
            width: 40,
            height: 10,
        });
        assert!(screen.shows("\"Ha Lang\""), "{}", screen.text());
        let mut english = Screen::with(90, 24, Language::En, ThemeName::Mono, true);
        english.press("sao:>=");
        assert!(
            english.shows("a number is missing") && english.shows("star:>=4"),
            "{}",
            english.text()
        );
    }

    #[test]
    fn tab_completes_a_value_and_shows_what_fits_with_its_counts() {
        let mut screen = Screen::new(120, 40);
        screen.press("huyen:ha<tab>");
        assert_eq!(screen.model.focus, Focus::Input);
        assert_eq!(screen.model.input.text(), "huyen:ha");
        assert!(screen.shows("Gợi ý") && screen.shows("Hạ Long ") && screen.shows("Hải Hà "));
        screen.press("<ctrl-u>huyen:\"hạ l<tab>");
        assert_eq!(screen.model.input.text(), "huyen:\"Hạ Long\" ");
        assert_eq!(chosen(&screen, Facet::District), ["Hạ Long"]);
        screen.press("chu_the:ht<tab>-sao:3,chua<tab>");
        assert_eq!(
            screen.model.input.text(),
            "huyen:\"Hạ Long\" chu_the:\"Hợp tác xã\" -sao:3,\"chưa xếp hạng\" "
        );
        assert_eq!(screen.model.resolved_line.problems, []);
        screen.press("xep:t<tab>");
        assert!(screen.model.input.text().ends_with("xep:ten "));
        // As far as it is clear, with the quotes still open.
        let mut screen = Screen::new(120, 40);
        screen.press("con_han:tr<tab>");
        assert!(
            screen.model.input.text().starts_with("con_han:\"trong "),
            "{}",
            screen.model.input.text()
        );
    }

    #[test]
    fn tab_completes_the_name_of_a_field_and_leaves_words_alone() {
        let mut screen = Screen::new(120, 40);
        screen.press(":hu<tab>");
        assert_eq!(screen.model.input.text(), "huyen:");
        screen.press("<ctrl-u>cha trang_<tab>");
        assert_eq!(screen.model.input.text(), "cha trang_thai:");
        screen.press("<ctrl-u>:t<tab>");
        assert!(
            screen.shows("ten:") && screen.shows("thieu:"),
            "{}",
            screen.text()
        );
        // `tra` finds tea: Tab goes to the filters as ever.
        screen.press("<ctrl-u>tra<tab>");
        assert_eq!(
            (screen.model.focus, screen.model.input.text()),
            (Focus::Facets, "tra")
        );
        screen.press("<esc>/ <tab>");
        assert_eq!(screen.model.focus, Focus::Facets);
        let mut english = Screen::with(120, 40, Language::En, ThemeName::Dark, false);
        english.press(":dis<tab>");
        assert_eq!(english.model.input.text(), "district:");
    }

    #[test]
    fn the_question_is_copied_as_a_line_that_gives_the_same_list() {
        let mut screen = Screen::new(120, 40);
        screen.press("<alt-y>");
        assert!(
            screen.wishes.is_empty() && screen.shows("Chưa có gì"),
            "{}",
            screen.text()
        );
        screen.press("nam:>=2021 ruou<esc>f");
        screen.press(" <esc>o<space>o<space>");
        screen.press("yq");
        let Some(Effect::Copy(line)) = screen.wishes.last() else {
            panic!("{:?}", screen.wishes)
        };
        assert_eq!(line, "sao:4 xep:sao nam:>=2021 ruou");
        assert!(screen.shows(line), "shown, where a terminal refuses it");
        let mut other = Screen::new(80, 24);
        other.send(Msg::Paste(line.clone()));
        assert_eq!(other.model.query, screen.model.query);
        assert_eq!(other.names(), screen.names());
        let home = settled();
        let (ids, err) = found(&home, &[line]);
        assert_eq!((ids.len(), err.as_str()), (screen.model.total(), ""));
    }

    #[test]
    fn a_way_out_is_taken_with_what_the_line_said() {
        let mut screen = Screen::new(120, 40);
        screen.press("sao:5 cha muc<esc>");
        assert_eq!(screen.model.total(), 0);
        let ways = screen.model.page.as_ref().unwrap().suggestions.clone();
        for (number, way) in ways.iter().enumerate() {
            let mut screen = Screen::new(120, 40);
            screen.press(&format!("sao:5 cha muc<esc>{}", number + 1));
            assert_eq!(screen.model.query, way.query);
            assert_eq!(screen.model.total(), way.total, "the promised number");
        }
    }
}

#[test]
fn stars_and_terms_are_understood_as_people_say_them() {
    let mut screen = Screen::new(100, 30);
    screen.press("ha long 4 sao");
    assert!(screen.text().contains("[4 sao x]"), "{}", screen.text());
    assert!(!screen.names().is_empty());
    let hits = screen.model.loaded_rows.hits.iter();
    assert!(
        hits.clone().all(|hit| hit.state.star == Some(4)),
        "{:?}",
        screen.names()
    );
    // Given up by their chips, the words that said them leave the line.
    screen.press("<esc>x");
    assert_eq!(screen.model.input.text(), "4 sao");
    screen.press("x");
    assert_eq!(screen.model.input.text(), "");
    let home = Home::new();
    let said = home.run(&["search", "hết hạn", "--format", "json"]);
    let written = home.run(&["search", "trang_thai:expired", "--format", "json"]);
    // Only the words are told to be words.
    let [mut said, written] = [said.json(), written.json()];
    said["read_as"] = serde_json::Value::Null;
    assert_eq!(said, written);
    assert!(said.to_string().contains("Ngọc trai Akoya"), "{said}");
}

#[test]
fn what_the_screen_writes_is_in_its_words_and_means_the_same_in_both_languages() {
    // With marks, so that their facets have values as well.
    let catalog = marked_catalog();
    let [vi, en] = [Language::Vi, Language::En]
        .map(|lang| FacetValueNames::from_catalog(&catalog, &Locale::new(lang)));
    for (here, there) in [(&vi, &en), (&en, &vi), (&vi, &vi), (&en, &en)] {
        for facet in Facet::ALL {
            let values = catalog.facet_values(facet).into_iter();
            for value in values.chain([ocop_index::NOT_GIVEN.to_owned()]) {
                let mut asked = ocop_index::Query::default();
                asked.filter.choose_value(facet, &value);
                let line = write_query_with_names(&asked, &|facet, value| {
                    here.name_in_query(facet, value)
                });
                assert_eq!(
                    parse_line(&line).resolve_values(there).query.filter,
                    asked.filter,
                    "{line}"
                );
            }
        }
    }
    let mut screen = Screen::new(100, 30);
    screen.press("trang_thai:expired<enter>yq");
    assert!(
        screen.shows("Đã gửi ra clipboard: trang_thai:expired"),
        "what is typed stays"
    );
    screen.press("Xf/hon 180<enter>/<ctrl-u>het han<enter> <esc><esc>yq");
    assert!(
        screen.shows("clipboard: con_han:\"hết hạn\""),
        "{}",
        screen.text()
    );
    screen.press("bB");
    screen.press("het han");
    assert!(screen.shows("* con_han:\"hết hạn\""), "{}", screen.text());
}
