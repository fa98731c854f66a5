//! Stories of a person at the keyboard: keys in, screen out.

use std::io::ErrorKind;
use std::path::Path;

use ocop::app::action::{ACTION_TABLE, KeyContext};
use ocop::app::effect::Effect;
use ocop::app::keymap;
use ocop::app::model::Focus;
use ocop::app::model::filter_chip::FilterChip;
use ocop::app::model::list::{HitKey, LoadedRows};
use ocop::app::model::remote::Remote;
use ocop::app::msg::{AnswerPart, Msg};
use ocop_index::{Error, Facet, Query, Sort};

use crate::support::built_in::{all_products, of_all};
use crate::support::screen::{Screen, catalog};

#[test]
fn typing_without_accents_finds_the_dish_before_the_finger_is_up() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha mu");
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(screen.shows("Tìm: cha mu") && screen.shows(&of_all("2 / {all} sản phẩm")));
    assert_eq!(
        screen.cursor(),
        (12, 0),
        "the cursor stands behind the last letter"
    );
    screen.press("c");
    assert_eq!(screen.names().len(), 2);
}

#[test]
fn every_letter_is_text_while_typing() {
    let mut screen = Screen::new(120, 40);
    let letters = "quxozfgGjkhlnNxX?:/JK1234 ";
    screen.press(letters);
    assert_eq!(screen.model.input.text(), letters);
    assert_eq!(screen.model.query.text, letters);
    assert_eq!(screen.model.query.sort, Sort::Relevance);
}

#[test]
fn keyboards_that_compose_by_backspaces_leave_the_composed_word() {
    let mut screen = Screen::new(80, 24);
    screen.press("vie<backspace>êt");
    assert_eq!(screen.model.query.text, "viêt");
}

#[test]
fn choosing_a_filter_gives_exactly_the_promised_number() {
    let mut screen = Screen::new(120, 40);
    screen.press("<tab>");
    assert_eq!(screen.model.focus, Focus::Facets);
    let (facet, value) = screen.model.facets.current_value().unwrap();
    let promised = screen.model.facets.facet_counts(facet)[0].count as usize;
    screen.press(" ");
    assert_eq!(screen.model.total(), promised);
    assert!(screen.model.query.filter.is_chosen(facet, &value));
    assert!(screen.shows("[5 sao x]"), "{}", screen.text());
    // A second value of the same facet widens the list.
    screen.press("j ");
    assert!(screen.model.total() > promised);
    // The same key gives it up again.
    screen.press(" ");
    assert_eq!(screen.model.total(), promised);
}

#[test]
fn filters_are_dropped_one_by_one_or_all() {
    let mut screen = Screen::new(120, 40);
    screen.press("<tab> j ");
    assert_eq!(screen.model.chips.len(), 2);
    screen.press("x");
    let five_stars = FilterChip::Value(Facet::Star, "5".to_owned());
    assert_eq!(screen.model.chips, [five_stars]);
    screen.press("j X");
    assert!(screen.model.chips.is_empty() && screen.model.query.filter.is_empty());
    assert_eq!(screen.model.total(), all_products());
}

#[test]
fn nothing_moves_under_the_cursor_while_it_is_in_the_filters() {
    let mut screen = Screen::new(120, 50);
    screen.press("<tab>n");
    let values = |screen: &Screen| -> Vec<String> {
        let counts = screen.model.facets.facet_counts(Facet::District);
        counts.iter().map(|value| value.value.clone()).collect()
    };
    let before = values(&screen);
    screen.press("jjj ");
    assert_eq!(values(&screen), before, "the order stays");
    screen.press("<esc>/cha muc");
    assert_ne!(
        values(&screen),
        before,
        "outside, chosen and large come first"
    );
}

#[test]
fn a_record_is_read_from_the_list_and_closed_again() {
    let mut screen = Screen::new(60, 20);
    screen.press("trà hoa vàng ba chẽ<enter>");
    assert!(!screen.shows("Các lần công nhận"));
    screen.press("<enter>");
    assert!(
        screen.shows("Công ty CP kinh doanh Lâm sản Đạp Thanh"),
        "{}",
        screen.text()
    );
    screen.press("<end>");
    assert!(
        screen.shows("Sao và hiệu lực tính đến ngày 24/11/2026"),
        "{}",
        screen.text()
    );
    let offset = screen.model.detail_offset;
    screen.press("<pgdn>jjjj");
    assert_eq!(screen.model.detail_offset, offset, "the end is the end");
    screen.press("<esc>");
    assert!(screen.shows("Sản phẩm"));
}

#[test]
fn walking_goes_through_the_whole_list_and_back() {
    let mut screen = Screen::new(120, 24);
    screen.press("<enter>G");
    assert_eq!(screen.model.selected, all_products() - 1);
    let last = screen.model.selected_hit().unwrap().product.name.clone();
    assert!(screen.shows(&last));
    screen.press("gg");
    assert_eq!((screen.model.selected, screen.model.list_offset), (0, 0));
    screen.press("jjk<pgdn>");
    assert!(screen.model.selected > 10 && screen.model.selected_hit().is_some());
    screen.press("g");
    assert!(screen.shows("bấm tiếp phím"), "a sequence begun is shown");
    screen.press("<esc>j");
    assert!(!screen.shows("bấm tiếp phím"));
}

#[test]
fn the_list_moves_while_typing_goes_on() {
    let mut screen = Screen::new(120, 24);
    screen.press("ruou<down><down>");
    assert_eq!(screen.model.selected, 2);
    assert_eq!(screen.model.focus, Focus::Input);
    screen.press(" mo");
    assert_eq!(screen.model.query.text, "ruou mo");
    assert_eq!(screen.model.selected, 0, "another list begins at its top");
}

#[test]
fn an_empty_list_says_why_and_offers_ways_out_with_their_numbers() {
    let mut screen = Screen::new(120, 40);
    screen.press("cha muc<tab>/5 sao<enter> ");
    assert_eq!(screen.model.total(), 0);
    assert!(
        screen.shows("2 sản phẩm khớp từ đã gõ"),
        "{}",
        screen.text()
    );
    assert!(
        screen.shows("1  bỏ lọc Hạng sao → 2 sản phẩm"),
        "{}",
        screen.text()
    );
    // The digit works where the person is: in the filters, without leaving them first.
    screen.press("1");
    assert_eq!(screen.model.total(), 2);
    assert!(screen.model.chips.is_empty());
    // A word too many is left out, and that is said; of nothing but such words nothing is left.
    screen.press("/<ctrl-u>chả mục xyzzy");
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(
        screen.shows("gần đúng: chả mực (bỏ qua: xyzzy)"),
        "{}",
        screen.text()
    );
    screen.press("<ctrl-u>xyzzy qqq<enter>");
    assert!(
        screen.shows("Không có sản phẩm nào có đủ các từ “xyzzy qqq”."),
        "{}",
        screen.text()
    );
}

#[test]
fn marks_that_no_product_has_are_set_aside_and_the_screen_says_so() {
    let mut screen = Screen::new(120, 40);
    screen.press("chà mức");
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(screen.shows("gần đúng: chả mực"), "{}", screen.text());
    assert!(screen.shows("khác dấu: chả mực"), "the record says how");
    // Marks that a product has are meant, and nothing needs to be said.
    screen.press("<ctrl-u>chả mực");
    assert_eq!(screen.names(), ["Chả mực", "Chả mực Mạnh Hà"]);
    assert!(!screen.shows("gần đúng") && !screen.shows("hiểu là"));
}

#[test]
fn the_answer_to_an_older_question_is_never_shown() {
    let mut screen = Screen::new(120, 40);
    screen.press("ruou");
    screen.slow = true;
    screen.press(" mo");
    assert!(screen.shows("đang tìm"));
    assert!(!screen.shows("Rượu"), "rows of the older question are gone");
    let (late, _) = ocop::runtime::answers::search_first_rows(
        catalog(),
        2,
        &Query::from_text("r"),
        None,
        &|| false,
    )
    .unwrap()
    .unwrap();
    screen.send(Msg::Answer(Box::new(late)));
    assert!(screen.shows("đang tìm"), "a late answer changes nothing");
    let query = screen.model.query.clone();
    let (right, _) = ocop::runtime::answers::search_first_rows(
        catalog(),
        screen.model.query_number,
        &query,
        None,
        &|| false,
    )
    .unwrap()
    .unwrap();
    screen.send(Msg::Answer(Box::new(right)));
    assert_eq!(screen.names(), ["Rượu mơ Yên Tử"]);
}

#[test]
fn a_name_typed_ahead_is_text_and_never_a_command() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>");
    screen.slow = true;
    screen.press("o<space>j/Quang");
    screen.send(Msg::Paste(" Hanh".into()));
    assert_eq!(screen.wishes, []);
    screen.slow = false;
    screen.answer();
    assert_eq!(screen.model.input.text(), "Quang Hanh");
    assert_eq!(screen.wishes, []);
}

#[test]
fn opening_the_last_record_waits_for_its_row() {
    let mut screen = Screen::new(120, 24);
    screen.press("<enter>");
    screen.slow_rows = true;
    screen.press("G<enter>");
    assert_eq!(screen.model.focus, Focus::List, "the row is not here yet");
    screen.slow_rows = false;
    screen.rows();
    assert_eq!(
        (screen.model.focus, screen.model.selected),
        (Focus::Detail, all_products() - 1)
    );
}

#[test]
fn a_failed_search_is_said_and_the_screen_goes_on() {
    let mut screen = Screen::new(120, 40);
    screen.press("ruou");
    screen.slow = true;
    screen.press(" mo<down>");
    let query_number = screen.model.query_number;
    screen.send(Msg::Failed {
        query_number,
        part: AnswerPart::Answer,
        cause: Error::io_at(Path::new("disk"))(ErrorKind::StorageFull.into()),
    });
    assert!(
        screen.shows("disk: ổ đĩa đã đầy") && !screen.shows("đang tìm"),
        "{}",
        screen.text()
    );
    screen.slow = false;
    screen.press("<ctrl-u>cha muc");
    assert_eq!(screen.names().len(), 2);
}

#[test]
fn rows_that_cannot_be_read_are_told_once_and_asked_again_only_when_others_are_seen() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>");
    screen.model.loaded_rows = LoadedRows::default();
    screen.slow_rows = true;
    screen.send(Msg::Idle);
    assert!(screen.model.row_request.is_loading());
    let query_number = screen.model.query_number;
    screen.send(Msg::Failed {
        query_number,
        part: AnswerPart::Rows,
        cause: Error::io_at(Path::new("disk"))(ErrorKind::StorageFull.into()),
    });
    assert!(screen.shows("disk"));
    assert!(!screen.model.awaits_answer(), "not again by itself");
    screen.press("<end>");
    assert!(screen.model.awaits_answer(), "other rows may be there");
    screen.rows();
    assert!(screen.shows(&of_all("{all}/{all}")));
    // Why a row was found is not worth waiting for for ever either.
    screen.slow_rows = false;
    screen.press("/<ctrl-u>cha muc<enter>");
    let query_number = screen.model.query_number;
    screen.model.explanation = Remote::Loading(HitKey {
        query_number,
        index: 0,
    });
    assert!(screen.model.awaits_answer());
    screen.send(Msg::Failed {
        query_number,
        part: AnswerPart::Explanation,
        cause: Error::io_at(Path::new("disk"))(ErrorKind::StorageFull.into()),
    });
    assert!(!screen.model.awaits_answer());
}

#[test]
fn a_star_that_somebody_wants_back_is_told_where_it_is_seen() {
    let mut screen = Screen::new(80, 24);
    screen.press("bun duong quy");
    assert!(
        screen.shows("thu hồi?") && screen.shows("đề nghị thu hồi"),
        "{}",
        screen.text()
    );
}

#[test]
fn escape_and_the_key_behind_it_in_one_packet_are_two_keys() {
    let mut screen = Screen::new(120, 40);
    let together = |screen: &mut Screen, letter| {
        let key = keymap::parse_key(&format!("alt-{letter}")).unwrap();
        screen.send(Msg::Key(key));
    };
    together(&mut screen, 'j');
    assert_eq!(
        (screen.model.focus, screen.model.selected),
        (Focus::List, 1)
    );
    assert_eq!(screen.model.input.text(), "");
    screen.press("/abc def");
    together(&mut screen, 'b');
    assert_eq!(
        screen.model.input.text_before_caret(),
        "abc ",
        "Alt-B is a key of its own while typing"
    );
}

#[test]
fn keys_typed_ahead_of_the_answer_do_what_they_would_have_done_behind_it() {
    let mut screen = Screen::new(120, 40);
    screen.slow = true;
    screen.press("ruou<enter>jj<enter>");
    assert_eq!(screen.model.selected, 0, "there is no list yet");
    screen.answer();
    assert_eq!(
        (screen.model.selected, screen.model.focus),
        (2, Focus::Detail)
    );
    // Typing goes on meanwhile, and leaving never waits.
    screen.press("/<right> mo<down>");
    assert_eq!(screen.model.query.text, "ruou mo");
    screen.press("<ctrl-c>");
    assert_eq!(screen.wishes, [Effect::Quit]);
}

#[test]
fn ctrl_c_leaves_behind_a_prefix_and_before_any_answer() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>");
    screen.slow = true;
    // A search is under way, a key waits for it, and a sequence was begun.
    screen.press("/ruou <enter>t");
    screen.press("j<ctrl-c>");
    assert_eq!(screen.wishes, [Effect::Quit]);
}

#[test]
fn whoever_walked_to_a_product_stays_with_it_when_filters_or_the_order_change() {
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>").press(&"j".repeat(29));
    let here = screen.model.selected_hit().unwrap().product.id.clone();
    let stands = |screen: &Screen| screen.model.selected_hit().unwrap().product.id == here;
    // Every order, the same stars, both given up again, and back and forth.
    for keys in ["o", "o", "o", "O", "o", "o", "ts", "X", "th", "u", "u", "U"] {
        screen.press(keys);
        assert!(stands(&screen), "{keys}: {}", screen.text());
        let row = screen.model.selected - screen.model.list_offset;
        let list = screen.lines("│>").pop().unwrap_or_default();
        assert!(row < 36 && !list.is_empty(), "{keys}: {}", screen.text());
    }
    // Other words are another list, which begins at its top, and so does one without the product.
    screen.press("/tra");
    assert_eq!(screen.model.selected, 0);
    screen.press("<ctrl-u><enter>").press(&"j".repeat(29));
    screen.press("/<ctrl-u>sao:5 <enter>");
    assert_eq!(screen.model.selected, 0);
    // Who never walked sees the top of every order.
    let mut screen = Screen::new(120, 40);
    screen.press("<enter>o<space>o<space>");
    assert_eq!(screen.model.selected, 0);
}

#[test]
fn escape_and_a_key_in_one_packet_close_a_window_and_do_the_key() {
    for opens in ["?", "B", "gq"] {
        let mut screen = Screen::new(80, 24);
        screen.press("<enter>").press(opens);
        screen.press("<alt-j>");
        let model = &screen.model;
        assert!(
            model.palette().is_none()
                && model.history_picker().is_none()
                && model.qr_screen().is_none()
        );
        assert_eq!(model.selected, 1, "{opens}");
    }
}

#[test]
fn escape_never_quits_and_q_quits_only_at_the_top() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc><esc><esc><esc>");
    assert_eq!(screen.wishes, []);
    screen.press("<enter>q");
    assert_eq!(screen.wishes, [], "q closes the record first");
    assert_eq!(screen.model.focus, Focus::List);
    screen.press("q");
    assert_eq!(screen.wishes, [], "the first one may begin a word");
    screen.press("q");
    assert_eq!(screen.wishes, [Effect::Quit]);
    for (keys, focus) in [("", Focus::Input), ("<tab>", Focus::Facets)] {
        let mut screen = Screen::new(120, 40);
        screen.press(keys);
        assert_eq!(screen.model.focus, focus);
        screen.press("<ctrl-c>");
        assert_eq!(screen.wishes, [Effect::Quit]);
    }
}

#[test]
fn the_order_goes_round_and_is_named() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>");
    let mut seen = Vec::new();
    for _ in 0..6 {
        seen.push(screen.model.query.sort);
        screen.press("o<space>");
    }
    seen.dedup();
    assert!(
        seen.contains(&Sort::Name) && seen.contains(&Sort::Expiry) && seen.contains(&Sort::Place)
    );
    assert!(screen.shows("xếp: "));
}

#[test]
fn help_shows_every_action_and_closes() {
    let mut screen = Screen::new(120, 230);
    screen.press("<f1>");
    let text = screen.text();
    for entry in ACTION_TABLE
        .iter()
        .filter(|entry| KeyContext::CATALOGUE.contains(&entry.context))
    {
        let name = screen
            .model
            .locale
            .t(&format!("action.{}", entry.name))
            .to_owned();
        assert!(text.contains(&name), "{name}");
    }
    screen.press("jj<esc>x");
    assert!(screen.model.palette().is_none());
    assert_eq!(screen.model.focus, Focus::Input);
}

#[test]
fn the_footer_names_only_what_is_of_use_now() {
    let mut screen = Screen::new(160, 40);
    screen.press("<esc>");
    assert!(!screen.shows("x bỏ lọc "));
    screen.press("f <esc>");
    assert!(screen.shows("x bỏ lọc ") && screen.shows("X bỏ hết lọc"));
}

#[test]
fn pasting_is_one_insertion_and_never_a_command() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>");
    screen.send(Msg::Paste("chả mực qQx".into()));
    assert_eq!(screen.model.input.text(), "chả mực qQx");
    assert_eq!(screen.wishes, []);
}

#[test]
fn zoom_gives_a_pane_the_window_and_back() {
    let mut screen = Screen::new(120, 40);
    screen.press("<esc>z");
    assert!(!screen.shows("Bộ lọc ") && screen.shows("Sản phẩm"));
    screen.press("z");
    assert!(screen.shows("Bộ lọc "));
}

#[test]
fn an_action_of_the_terminal_leaves_as_a_wish() {
    let mut screen = Screen::new(120, 40);
    screen.press("<ctrl-l><ctrl-z>");
    assert_eq!(screen.wishes, [Effect::Redraw, Effect::Suspend]);
}

#[test]
fn a_prefix_swallows_no_key_that_it_does_not_go_on_with() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>gx");
    assert!(
        screen.text().contains("Không có phím gx"),
        "{}",
        screen.text()
    );
    screen.press("g<down>");
    assert_eq!(
        screen.model.selected, 1,
        "what is no letter means what it always means"
    );
    screen.press("e<ctrl-c>");
    assert_eq!(screen.wishes, [Effect::Quit]);
}

#[test]
fn on_a_classic_window_the_filters_name_how_to_choose_find_and_go_back() {
    let mut screen = Screen::new(80, 24);
    screen.press("<tab>");
    let footer = screen.text().lines().last().unwrap().to_owned();
    for key in ["Space ", "- ", "/ ", "Esc ", "? ", "q "] {
        assert!(footer.contains(key), "{key} is not in {footer}");
    }
}
