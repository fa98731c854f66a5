//! Excluding a value, filtering by what the selected product is, and copying from its record.

use ocop::app::effect::Effect;
use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop_index::{Facet, NOT_GIVEN, Sort};

use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::screen::{Screen, catalog};

/// What was copied last.
fn copied(screen: &Screen) -> &str {
    let mut wishes = screen.wishes.iter().rev();
    let copy = wishes.find_map(|wish| match wish {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    copy.expect("a copy")
}

#[test]
fn a_value_that_is_not_wanted_is_kept_away_and_comes_again() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>f");
    let (facet, value) = screen.model.facets.current_value().unwrap();
    assert_eq!((facet, &*value), (Facet::Star, "5"));
    let with = screen.model.facets.facet_counts(facet)[0].count as usize;
    screen.press("-");
    assert_eq!(screen.model.total(), all_products() - with);
    assert!(screen.shows("[trừ 5 sao x]"), "{}", screen.text());
    assert!(screen.shows("[-] 5 sao"), "{}", screen.text());
    screen.press("-");
    assert_eq!(screen.model.total(), all_products());
    // Choosing ends an exclusion and the other way round; x drops either.
    screen.press(" -");
    assert_eq!(screen.model.total(), all_products() - with);
    screen.press("x");
    assert_eq!(screen.model.total(), all_products());
    assert!(screen.model.chips.is_empty());
}

#[test]
fn an_exclusion_goes_with_the_question_that_is_copied() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>f-<esc>yq");
    assert_eq!(copied(&screen), "-sao:5");
    let line = copied(&screen).to_owned();
    let mut other = Screen::new(80, 24);
    other.press(&line);
    assert_eq!(other.model.total(), screen.model.total());
}

#[test]
fn more_of_the_same_is_one_prefix_away_and_the_prefix_tells_its_keys() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha muc<enter>t");
    for told in [
        "s  lọc cùng hạng sao",
        "h  lọc cùng huyện",
        "c  lọc cùng chủ thể",
    ] {
        assert!(screen.shows(told), "{}", screen.text());
    }
    screen.press("<esc>");
    assert!(!screen.shows("lọc cùng huyện"), "Esc gives the prefix up");
    let place = screen.model.selected_hit().unwrap().product.place.clone();
    screen.press("th/<ctrl-u>");
    let district = place.district.unwrap_or_else(|| NOT_GIVEN.to_owned());
    assert!(
        screen
            .model
            .query
            .filter
            .is_chosen(Facet::District, &district)
    );
    let all = catalog().search(&screen.model.query).unwrap().total();
    assert!(all > 1 && screen.model.total() == all);
    screen.press("<esc>th");
    assert!(screen.shows("Đang lọc theo giá trị này rồi"));
    // Back with x.
    screen.press("x");
    assert_eq!(screen.model.total(), all_products());
}

#[test]
fn the_products_of_one_producer_are_asked_for_in_the_line() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha muc<enter>");
    let name = |screen: &Screen| {
        let hit = screen.model.selected_hit().unwrap();
        hit.product.producer.as_ref().unwrap().name.clone()
    };
    let producer = name(&screen);
    screen.press("/<ctrl-u><esc>");
    let place = (0..all_products()).find(|place| {
        let hit = screen
            .model
            .hit_at(*place)
            .map(|hit| hit.product.producer.clone());
        hit.flatten().is_some_and(|known| known.name == producer)
    });
    screen.model.selected = place.unwrap();
    screen.press("tc");
    assert!(
        screen.model.input.text().contains(&producer),
        "{}",
        screen.model.input.text()
    );
    assert!(screen.model.total() >= 1);
    for row in 0..screen.model.total() {
        let hit = screen.model.hit_at(row).unwrap();
        assert_eq!(hit.product.producer.as_ref().unwrap().name, producer);
    }
}

#[test]
fn name_record_telephone_and_source_are_copied_or_said_to_be_missing() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha muc<enter>yy");
    assert_eq!(copied(&screen), "Chả mực");
    assert!(screen.shows("Đã gửi ra clipboard: Chả mực"));
    screen.press("yr");
    let record = copied(&screen).to_owned();
    let hit = screen.model.selected_hit().unwrap();
    let told = format!(
        "Đã gửi ra clipboard {} dòng: Chả mực",
        record.lines().count()
    );
    assert!(screen.shows(&told), "{}", screen.text());
    assert!(record.starts_with("Chả mực\n") && record.contains(&hit.product.id));
    screen.press("yu");
    assert!(copied(&screen).starts_with("http"), "{}", copied(&screen));
    screen.wishes.clear();
    // No product of the built-in list has a telephone number: an empty cell is a fact.
    screen.press("yp");
    assert!(screen.wishes.is_empty() && screen.shows("không ghi số điện thoại"));
}

#[test]
fn a_value_is_found_by_typing_a_part_of_its_name_without_accents() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>fn/");
    assert!(
        screen.shows("- / (14/14) Huyện (2023)"),
        "{}",
        screen.text()
    );
    screen.press("trieu");
    assert!(screen.shows("- /trieu (1/14) Huyện"), "{}", screen.text());
    assert!(screen.shows("[ ] Đông Triều") && !screen.shows("[ ] Ba Chẽ"));
    // The caret is where the letters go.
    let (x, y) = screen.cursor();
    let row: Vec<char> = screen
        .text()
        .lines()
        .nth(y.into())
        .unwrap()
        .chars()
        .collect();
    let before: String = row[..usize::from(x)].iter().collect();
    assert!(before.ends_with("trieu"), "{before}");
    screen.press("<enter> ");
    assert!(
        screen
            .model
            .query
            .filter
            .is_chosen(Facet::District, "Đông Triều")
    );
    let total = screen.model.total();
    let promised = screen.model.facets.facet_counts(Facet::District).iter();
    let mut promised = promised.filter(|count| count.value == "Đông Triều");
    assert_eq!(promised.next().unwrap().count as usize, total);
    // One step back shows all values again, the next leaves the filters.
    screen.press("<esc>");
    assert!(screen.shows("Huyện (2023) (14)"), "{}", screen.text());
    assert_eq!(screen.model.facets.current_value().unwrap().1, "Đông Triều");
    screen.press("<esc>");
    assert_eq!(screen.model.focus, Focus::List);
}

#[test]
fn looking_for_a_value_takes_every_letter_and_gives_up_by_escape() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>fn/xq");
    assert!(
        screen.shows("/xq (0/14)") && screen.model.chips.is_empty(),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u>vanQ<backspace>");
    assert!(
        screen.shows("/van (1/14)") && screen.shows("Vân Đồn"),
        "{}",
        screen.text()
    );
    screen.press("<esc>");
    assert!(screen.shows("Huyện (2023) (14)") && screen.shows("Ba Chẽ"));
    assert_eq!(screen.model.total(), all_products());
    // Names of other facets are looked for as they are shown.
    screen.press("nnn/doanh");
    assert!(
        screen.shows("- /doanh (1/5) Loại chủ thể"),
        "{}",
        screen.text()
    );
    for (width, height) in [(40, 10), (70, 20)] {
        screen.send(Msg::Resize { width, height });
        screen.press("z");
        screen.text();
    }
}

#[test]
fn an_order_is_turned_round_and_says_so() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>O");
    assert!(screen.shows("xếp: sao, đảo ngược"), "{}", screen.text());
    let star = |screen: &Screen, place: usize| screen.model.hit_at(place).unwrap().state.star;
    assert_eq!(star(&screen, 0), Some(3), "the fewest stars first");
    screen.press("G");
    assert_eq!(star(&screen, 129), None, "what has none stays last");
    screen.press("yq");
    assert_eq!(copied(&screen), "xep:-sao");
    let mut other = Screen::new(120, 40);
    other.press("xep:-sao ");
    screen.press("gg");
    assert_eq!(other.names()[..20], screen.names()[..20]);
    // The next order begins at its beginning, and so does the same key once more.
    screen.press("OO");
    assert!(screen.shows("đảo ngược"));
    screen.press("o<space>");
    assert!(!screen.shows("đảo ngược"), "{}", screen.text());
    // The best match first, and never last.
    screen.press("/cha muc<esc>");
    while screen.model.query.sort != Sort::Relevance {
        screen.press("o<space>");
    }
    screen.press("O");
    assert!(screen.shows("Xếp theo độ phù hợp thì không đảo được"));
}

#[test]
fn the_command_line_turns_an_order_round_as_well() {
    let home = Home::new();
    let names = |sort: &str| -> Vec<String> {
        let ran = home.run(&["search", "--sort", sort, "--format", "csv"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.lines().skip(1).map(str::to_owned).collect()
    };
    let (forwards, mut backwards) = (names("name"), names("-name"));
    assert_ne!(forwards, backwards);
    backwards.reverse();
    assert_eq!(forwards, backwards);
    assert_eq!(home.run(&["search", "--sort", "-relevance"]).code, 2);
}

#[test]
fn a_value_is_found_in_whatever_filter_has_it() {
    // The cursor begins among the stars; nobody has to walk to the districts first.
    let mut screen = Screen::new(80, 24);
    screen.press("<tab>/ha long<enter> ");
    assert_eq!(
        screen
            .model
            .query
            .filter
            .chosen_values(Facet::District)
            .len(),
        1
    );
    assert!(screen.shows("[Hạ Long x]"), "{}", screen.text());
    // What the filter of the cursor has itself comes first.
    let mut screen = Screen::new(80, 24);
    screen.press("<tab>/4<enter> ");
    assert!(screen.shows("[4 sao x]"), "{}", screen.text());
}

#[test]
fn words_in_a_field_are_given_up_like_any_filter() {
    let mut screen = Screen::new(100, 30);
    screen.press("ruou<enter>jtc");
    let narrowed = screen.model.total();
    assert!(screen.model.input.text().contains("nha_sx:") && narrowed < 18);
    screen.press("x");
    assert_eq!(
        (screen.model.total(), screen.model.input.text().trim()),
        (18, "ruou")
    );
    screen.press("tcth");
    screen.press("X");
    assert_eq!(
        (screen.model.total(), screen.model.input.text().trim()),
        (18, "ruou")
    );
    assert!(screen.model.chips.is_empty());
}

#[test]
fn a_dish_that_a_group_is_asked_for_is_given_up_like_any_filter() {
    for (line, key) in [
        ("nhom:trà", "x"),
        ("nhom:trà", "X"),
        ("-nhom:trà", "x"),
        ("-nhom:trà,I", "X"),
    ] {
        let mut screen = Screen::new(100, 30);
        screen.press(line);
        screen.press(" <enter>");
        let narrowed = screen.model.total();
        assert!(
            (1..all_products()).contains(&narrowed),
            "{line}: {narrowed}"
        );
        screen.press(key);
        assert_eq!(screen.model.input.text().trim(), "", "{line}");
        assert_eq!(screen.model.total(), all_products(), "{line}");
    }
}
