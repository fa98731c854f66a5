//! Selecting products by hand: one by one, a range, all, inverted, none; what survives, what acts on it, and undo.

use ocop::app::effect::Effect;
use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop::catalog::selected_products::ProductId;
use ocop::report::export_format::ExportFormat;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use crate::support::built_in::{all_products, of_all};
use crate::support::screen::Screen;

/// The ids that are selected, in the order of selecting.
fn selected(screen: &Screen) -> Vec<String> {
    let ids = screen.model.selection.products.ids();
    ids.iter().map(ToString::to_string).collect()
}

/// The screen without its keys, which tell what can be undone.
fn without_footer(screen: &Screen) -> String {
    let text = screen.text();
    text.rsplit_once('\n').unwrap().0.to_owned()
}

/// The ids of the loaded rows.
fn loaded(screen: &Screen) -> Vec<String> {
    let hits = &screen.model.loaded_rows.hits;
    hits.iter().map(|hit| hit.product.id.clone()).collect()
}

#[test]
fn space_selects_a_row_with_a_sign_and_goes_down_and_the_last_one_deselected_leaves_the_screen_as_it_was()
 {
    for (theme, ascii) in [
        (ThemeName::Dark, false),
        (ThemeName::Light, false),
        (ThemeName::Safe, false),
        (ThemeName::Contrast, false),
        (ThemeName::Mono, true),
    ] {
        let mut screen = Screen::with(100, 30, Language::Vi, theme, ascii);
        screen.press("<enter>");
        let before = without_footer(&screen);
        screen.press(" j ");
        let rows = loaded(&screen);
        assert_eq!(selected(&screen), [rows[0].clone(), rows[2].clone()]);
        assert_eq!(screen.model.selected, 3, "the row below the last one");
        let text = screen.text();
        let signs: Vec<&str> = text
            .lines()
            .skip(4)
            .take(5)
            .map(|line| &line[line.char_indices().nth(1).unwrap().0..])
            .map(|line| &line[..2])
            .collect();
        assert_eq!(signs, [" +", "  ", " +", "> ", "  "], "{text}");
        assert!(screen.shows("[2 đang chọn]"), "{text}");
        screen.press("gg jj<up> gg");
        assert_eq!(without_footer(&screen), before, "nothing is left of it");
    }
}

#[test]
fn the_number_is_seen_at_every_size_beside_every_sentence_and_says_what_the_list_does_not_have() {
    for (width, height) in [(40, 10), (60, 20), (80, 24), (120, 40), (200, 60)] {
        for lang in [Language::Vi, Language::En] {
            let number = if lang == Language::Vi {
                "3 đang chọn"
            } else {
                "3 selected"
            };
            let mut screen = Screen::with(width, height, lang, ThemeName::Mono, true);
            screen.press("<enter>   ");
            for keys in [
                "",
                "<enter>",
                "<esc>f",
                "<esc>s",
                "<esc>z",
                "zyy",
                "o ",
                "u",
                "U",
                "<esc>/",
                "ruou",
                "<enter>",
                "ot",
                "/khongcogi xyzzy",
                "<enter>",
                "/sao:9<enter>",
            ] {
                screen.press(keys);
                assert!(
                    screen.shows(number),
                    "{width}x{height} {lang:?} {keys}:\n{}",
                    screen.text()
                );
            }
            screen.press("X/<ctrl-u>ruou<enter>");
            let outside = if lang == Language::Vi {
                "3 đang chọn, 3 ngoài"
            } else {
                "3 selected, 3 "
            };
            assert!(screen.shows(outside), "{width}\n{}", screen.text());
        }
    }
}

#[test]
fn the_selection_survives_searches_filters_orders_undo_and_another_day() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>  ");
    let two = selected(&screen);
    screen.press("/<ctrl-u>ruou<enter> ");
    assert_eq!(selected(&screen).len(), 3);
    assert!(screen.shows("[3 đang chọn, 2 ngoài danh sách]"));
    screen.press("ts");
    screen.press("o otX");
    assert_eq!(selected(&screen)[..2], two);
    screen.press("/<ctrl-u><enter>");
    assert!(screen.shows("[3 đang chọn]"), "{}", screen.text());
    screen.press("dd31/12/2025<enter>");
    assert!(screen.shows("[3 đang chọn]"), "{}", screen.text());
    assert_eq!(selected(&screen).len(), 3);
}

#[test]
fn a_range_is_drawn_while_it_grows_is_given_up_by_esc_and_selects_rows_that_are_not_loaded() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>jvjj");
    let rows = screen.text();
    assert!(screen.shows("[đoạn 3 dòng]"), "{rows}");
    assert_eq!(
        screen.lines("│ :").len() + screen.lines("│>:").len(),
        3,
        "{rows}"
    );
    screen.press("<esc>");
    assert_eq!(screen.model.focus, Focus::List);
    assert!(!screen.shows("đoạn 3") && selected(&screen).is_empty());
    assert!(screen.lines("│ :").is_empty(), "{}", screen.text());
    // Backwards, over rows between that are selected already.
    screen.press("jvkkkv");
    assert_eq!(selected(&screen).len(), 4, "{}", screen.text());
    screen.press("Vggv");
    screen.press("G");
    assert!(screen.model.loaded_rows.start > 0, "the first row is gone");
    screen.press("v");
    assert!(
        screen.shows(&of_all("[{all} đang chọn]")),
        "{}",
        screen.text()
    );
    // Another question ends a range: its rows are other products.
    screen.press("Vv/ruou<enter>j");
    assert!(!screen.shows("đoạn") && selected(&screen).is_empty());
}

#[test]
fn all_means_all_hits_invert_goes_by_the_list_and_none_comes_back_by_undo() {
    let mut screen = Screen::new(100, 20);
    screen.press("ruou<enter>*");
    assert_eq!(selected(&screen).len(), 18);
    screen.press("*");
    assert!(screen.shows("đều đang chọn"), "{}", screen.text());
    screen.press(" k  ~");
    assert_eq!(selected(&screen).len(), 1, "{}", screen.text());
    screen.press("X/<ctrl-u><enter>~");
    assert_eq!(selected(&screen).len(), all_products() - 1);
    screen.press("V");
    assert!(selected(&screen).is_empty());
    assert!(
        screen.shows(&format!(
            "Đã bỏ chọn {} sản phẩm; u lấy lại",
            all_products() - 1
        )),
        "{}",
        screen.text()
    );
    screen.press("u");
    assert_eq!(selected(&screen).len(), all_products() - 1);
    screen.press("VV");
    assert!(screen.shows("Chưa chọn sản phẩm nào"), "{}", screen.text());
    screen.press("/khongcogi xyzzy<enter>*");
    assert!(screen.shows("Danh sách đang trống"), "{}", screen.text());
}

#[test]
fn queries_and_selections_are_undone_in_the_order_in_which_they_happened() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter> jj");
    let first = selected(&screen);
    screen.press("ts").press(" ");
    let both = selected(&screen);
    assert_eq!(both.len(), 2);
    screen.press("ot");
    screen.press("u");
    assert!(
        screen.shows("xếp: sao"),
        "the order first: {}",
        screen.text()
    );
    screen.press("u");
    assert!(
        screen.shows("Đã hoàn tác: chọn 1 sản phẩm"),
        "{}",
        screen.text()
    );
    assert!(selected(&screen) == first);
    screen.press("u");
    assert!(!screen.shows("[5 sao x]"), "{}", screen.text());
    screen.press("u");
    assert!(selected(&screen).is_empty());
    screen.press("U");
    assert!(
        screen.shows("Đã làm lại: chọn 1 sản phẩm"),
        "{}",
        screen.text()
    );
    screen.press("UU");
    assert_eq!(selected(&screen), both);
    screen.press("U");
    assert!(screen.shows("xếp: tên"), "{}", screen.text());
}

#[test]
fn keys_typed_ahead_of_the_ids_do_what_they_would_have_done_behind_them() {
    let keys = "*Vj ~ V/ruou<enter>*j o ~y";
    let mut quick = Screen::new(100, 30);
    quick.press("<enter>").press(keys);
    let mut slow = Screen::new(100, 30);
    slow.press("<enter>");
    slow.slow_selection = true;
    slow.press("*");
    assert!(selected(&slow).is_empty(), "nothing is there yet");
    slow.press(&keys[1..]);
    assert_eq!(slow.model.input.text(), "", "all of them wait");
    // Each answer lets keys go on until the next one that has to wait.
    for _ in 0..keys.len() {
        slow.selection();
    }
    assert_eq!(selected(&slow), selected(&quick));
    assert_eq!(slow.text(), quick.text());
    // A newer catalogue is opened before the answer: the ids are those of the new list.
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>");
    screen.slow_selection = true;
    screen.press("*");
    screen.model.query_number += 1;
    screen.answer();
    screen.selection();
    assert_eq!(selected(&screen).len(), all_products());
}

#[test]
fn exports_have_the_selected_products_and_say_how_many() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>  ec");
    let Some(Effect::Export {
        rows, format, line, ..
    }) = screen.wishes.pop()
    else {
        panic!("no file is wished for");
    };
    assert_eq!(format, ExportFormat::Csv);
    let ids: Vec<String> = rows
        .selected
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(ids, selected(&screen));
    assert_eq!(line, "2 san pham duoc chon");
    assert!(
        screen.shows("đang ghi 2 sản phẩm đang chọn"),
        "{}",
        screen.text()
    );
    // Even where the list is empty, and not of the figures.
    screen.press("/khongcogi xyzzy<enter>ex");
    assert!(matches!(screen.wishes.pop(), Some(Effect::Export { .. })));
    screen.press("/<ctrl-u><enter>sec");
    assert!(matches!(
        screen.wishes.pop(),
        Some(Effect::ExportFigures { .. })
    ));
    screen.press("<esc>Vec");
    let Some(Effect::Export { rows, .. }) = screen.wishes.pop() else {
        panic!("no file is wished for");
    };
    assert_eq!(rows.selected, None);
}

/// What was copied last.
fn copied(screen: &mut Screen) -> String {
    let wish = screen.wishes.drain(..).rev();
    let mut texts = wish.filter_map(|wish| match wish {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

#[test]
fn copies_are_of_all_selected_products_in_the_order_of_the_list() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>jjj <up><up><up> yy");
    let names = screen.names();
    assert_eq!(
        copied(&mut screen),
        format!("{}\n{}", names[2 - 1], names[3])
    );
    assert!(
        screen.shows("Đã gửi ra clipboard: 2 sản phẩm đang chọn"),
        "{}",
        screen.text()
    );
    screen.press("yr");
    let records = copied(&mut screen);
    let both: Vec<&str> = records
        .split("\n\n")
        .filter(|part| part.contains(&names[3]))
        .collect();
    assert!(
        !both.is_empty() && records.starts_with(&names[1]),
        "{records}"
    );
    screen.press("yc");
    let cards = copied(&mut screen);
    let cards: Vec<&str> = cards.split("\n\n").collect();
    assert_eq!(cards.len(), 2);
    assert!(
        cards.iter().all(|card| card.lines().count() == 5),
        "{cards:?}"
    );
    screen.press("V*yp");
    let phones = copied(&mut screen);
    let is_line = |line: &str| {
        line.split_once(": ")
            .is_some_and(|(_, phone)| phone.contains(char::is_numeric))
    };
    assert!(phones.is_empty() || phones.lines().all(is_line), "{phones}");
    screen.press("Vggyy");
    assert_eq!(
        copied(&mut screen),
        names[0],
        "the row, where nothing is selected"
    );
}

#[test]
fn what_a_newer_catalogue_does_not_have_is_deselected_and_told() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter> ");
    let kept = selected(&screen);
    let gone = [ProductId::from("qn-gone")];
    screen.model.selection.products.select(gone);
    screen.press("j");
    assert_eq!(selected(&screen), kept);
    assert!(
        screen.shows("1 sản phẩm đang chọn không còn trong danh mục, đã bỏ chọn"),
        "{}",
        screen.text()
    );
    screen.send(Msg::Idle);
    assert!(screen.shows("[1 đang chọn]"));
}

#[test]
fn an_action_on_the_row_is_on_the_selection_where_there_is_one() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>jj");
    let rows = loaded(&screen);
    let on = screen.model.acted_on_products().unwrap();
    assert_eq!(
        (&*on.ids[0], on.ids.len(), on.is_selection),
        (&*rows[2], 1, false)
    );
    screen.press("gg  <enter>");
    let on = screen.model.acted_on_products().unwrap();
    assert_eq!((on.ids.len(), on.is_selection), (2, true));
    screen.press("<esc>V/khongcogi xyzzy<enter>");
    assert_eq!(screen.model.acted_on_products(), None);
}

#[test]
fn only_the_selected_are_shown_until_the_key_goes_back_to_the_question_before() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter> jj ");
    screen.press("/<ctrl-u>ruou<enter>tsj").press("j ");
    let chosen = selected(&screen);
    assert_eq!(chosen.len(), 3, "{}", screen.text());
    let row = screen.model.selected;
    let text = screen.text();
    screen.press("S");
    let mut shown = loaded(&screen);
    shown.sort();
    let mut expected = chosen.clone();
    expected.sort();
    assert_eq!(
        shown,
        expected,
        "all of them, whatever was asked: {}",
        screen.text()
    );
    assert!(screen.shows("[đang chọn x]"), "{}", screen.text());
    // A slip stays in the list, without its sign, until the next question.
    screen.press("gg ");
    assert_eq!(loaded(&screen).len(), 3);
    assert_eq!(selected(&screen).len(), 2);
    screen.press("ot");
    assert_eq!(loaded(&screen).len(), 2, "{}", screen.text());
    screen.press("S");
    assert_eq!(screen.model.input.text(), "ruou");
    assert_eq!(screen.model.selected, row);
    assert_eq!(screen.text().lines().nth(2), text.lines().nth(2));
    // The words of the line ask the same.
    screen.press("X/<ctrl-u>chon:co<enter>");
    assert_eq!(loaded(&screen).len(), 2, "{}", screen.text());
    screen.press("/<ctrl-u>-chon:co<enter>");
    assert_eq!(
        screen.model.total(),
        all_products() - 2,
        "{}",
        screen.text()
    );
    screen.press("/<ctrl-u><enter>");
    assert!(
        screen.lines("Đang chọn").is_empty(),
        "no facet without need"
    );
    screen.press("VS");
    assert!(screen.shows("Chưa chọn sản phẩm nào"), "{}", screen.text());
}

#[test]
fn only_the_selected_is_undone_like_any_other_question() {
    let mut screen = Screen::new(120, 40);
    screen.press("sao:5<enter> S");
    assert_eq!(screen.model.total(), 1);
    screen.press("u");
    assert_eq!(screen.model.input.text(), "sao:5");
    assert!(screen.model.total() > 1 && selected(&screen).len() == 1);
    screen.press("U");
    assert_eq!(screen.model.total(), 1);
    screen.press("x");
    assert_eq!(screen.model.total(), all_products());
}
