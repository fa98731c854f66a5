//! The screen of an import, and the offer of a newer catalogue: stories of keys, what is drawn, and the real
//! binary in a real terminal.

use insta::assert_snapshot;
use jiff::civil::date;
use ocop::app::action::{ACTION_TABLE, KeyContext};
use ocop::app::import_review::{ImportReviewData, ReviewEffect};
use ocop::app::msg::Msg;
use ocop::view::Appearance;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::{Language, Locale};
use ocop_index::Product;
use ocop_index::change::{ChangePlan, ImportMode, ProductDraft, RowOrigin, Verdict};
use ocop_index::source::problem::ImportProblem;
use proptest::prelude::*;
use ratatui::style::Color;

use crate::support::changes::{Changes, at, material, row};

#[test]
fn the_first_change_is_selected_and_every_one_will_be_written() {
    let screen = Changes::new(120, 40);
    assert_eq!(
        screen.selected(),
        Some(("Nấm linh chi vàng", Verdict::Accept))
    );
    assert!(
        screen.has("[mới 2]") && screen.has("ghi 6/6"),
        "{}",
        screen.text()
    );
    assert_eq!(screen.cursor(), (1, 4), "the cursor stands on the row");
}

#[test]
fn a_row_is_refused_and_taken_again_by_the_same_key() {
    let mut screen = Changes::new(80, 24);
    screen.press("j ");
    assert_eq!(
        screen.selected(),
        Some(("Bánh gật gù Tiên Yên", Verdict::Refuse))
    );
    assert!(screen.has(">[ ] Bánh gật gù") && screen.has("ghi 5/6"));
    assert!(
        screen.has("Không ghi; danh mục giữ như cũ"),
        "{}",
        screen.text()
    );
    screen.press(" ");
    assert_eq!(
        screen.selected(),
        Some(("Bánh gật gù Tiên Yên", Verdict::Accept))
    );
    assert!(screen.has("ghi 6/6"));
}

#[test]
fn what_differs_is_told_field_by_field() {
    let mut screen = Changes::new(120, 40);
    screen.press("<tab>");
    assert_eq!(screen.selected().unwrap().0, "Cá duội khô");
    let text = screen.text();
    assert!(
        text.contains("[lên sao 2]") && text.contains("thêm lần công nhận: 01/10/2026"),
        "{text}"
    );
}

#[test]
fn kinds_are_walked_round_and_round() {
    let mut screen = Changes::new(120, 40);
    let mut seen = Vec::new();
    for _ in 0..8 {
        let group = screen.model.list.group_index_of(screen.model.selected);
        assert_eq!(
            screen.model.list.groups()[group].items.start,
            screen.model.selected
        );
        seen.push(group);
        screen.press("n");
    }
    assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6, 0]);
    screen.press("NN<backtab>");
    assert_eq!(screen.model.list.group_index_of(screen.model.selected), 5);
}

#[test]
fn a_whole_kind_is_refused_and_taken_again() {
    let mut screen = Changes::new(120, 40);
    screen.press("<tab>r");
    let refused = |screen: &Changes| {
        screen
            .verdicts()
            .iter()
            .filter(|verdict| **verdict == Verdict::Refuse)
            .count()
    };
    assert_eq!(refused(&screen), 2);
    assert_eq!(screen.model.change_counts(), (6, 4));
    screen.press("a");
    assert_eq!(
        (refused(&screen), screen.model.change_counts()),
        (0, (6, 6))
    );
    // Problems are to be read, not to be decided.
    screen.press("Gra ");
    assert_eq!((refused(&screen), screen.selected()), (0, None));
}

#[test]
fn a_doubtful_row_is_said_to_be_a_product_that_is_known() {
    let mut screen = Changes::new(120, 40);
    screen.press("<tab><tab><tab>");
    assert_eq!(screen.selected(), Some(("Rượu mơ Yên Tử", Verdict::Accept)));
    assert!(
        screen.has("1 có thể là qn-070: Rượu mơ Yên Tử"),
        "{}",
        screen.text()
    );
    screen.press("=");
    assert_eq!(screen.selected().unwrap().1, Verdict::SameAs(0));
    assert!(
        screen.has(">[=] Rượu mơ") && screen.has("> 1 có thể là"),
        "{}",
        screen.text()
    );
    assert!(screen.has("Là sản phẩm qn-070"));
    screen.press("7");
    assert_eq!(
        screen.selected().unwrap().1,
        Verdict::SameAs(0),
        "there is no seventh"
    );
    screen.press(" ");
    assert_eq!(screen.selected().unwrap().1, Verdict::Refuse);
    screen.press("1");
    assert_eq!(screen.selected().unwrap().1, Verdict::SameAs(0));
    // Taking the kind forgets no answer.
    screen.press("a");
    assert_eq!(screen.selected().unwrap().1, Verdict::SameAs(0));
    // Elsewhere the sign means nothing.
    screen.press("gg=1");
    assert_eq!(screen.selected().unwrap().1, Verdict::Accept);
    let ImportReviewData {
        plan,
        current_products: old,
        ..
    } = screen.model.data;
    assert_eq!(plan.apply_accepted(&old).len(), old.len() + 2);
}

#[test]
fn several_suspects_are_gone_through_or_named_by_their_digit() {
    let known = |id: &str| Product {
        id: id.into(),
        ..at("Hạ Long", row("Chả mực", &format!("Hộ {id}"), 3, "2024"))
    };
    let old: Vec<Product> = ["a", "b", "c"].map(known).into();
    let nobodys = Product {
        producer: None,
        ..at("Hạ Long", row("Chả mực", "", 4, "2026"))
    };
    let draft = ProductDraft::new(RowOrigin::new(0, 2), nobodys, false);
    let plan = ChangePlan::new(&old, vec![draft], ImportMode::Merge, date(2026, 11, 24));
    let count = plan.entries[0].suspects.len();
    assert!(count > 1, "{plan:?}");
    let material = ImportReviewData {
        plan,
        current_products: old,
        ..ImportReviewData::default()
    };
    let (locale, look) = (
        Locale::new(Language::Vi),
        Appearance::new(ThemeName::Dark, false),
    );
    let mut screen = Changes::of(material, (80, 24), locale, look);
    let mut seen = Vec::new();
    for _ in 0..=count {
        screen.press("=");
        seen.push(screen.selected().unwrap().1);
    }
    assert_eq!(seen[..2], [Verdict::SameAs(0), Verdict::SameAs(1)]);
    assert_eq!(seen[count], Verdict::SameAs(0));
    screen.press("2");
    assert_eq!(screen.selected().unwrap().1, Verdict::SameAs(1));
}

#[test]
fn publishing_asks_once_more_and_says_how_much() {
    for (key, yes) in [("w", "y"), ("y", "c")] {
        let mut screen = Changes::new(80, 24);
        screen.press(" ").press(key);
        assert!(
            screen.has("Ghi 5 thay đổi, để lại 1? c/k"),
            "{}",
            screen.text()
        );
        assert_eq!(
            screen.cursor().1,
            23,
            "the cursor stands behind the question"
        );
        screen.press("jx<tab>");
        assert!(screen.has("c/k"), "only an answer ends it");
        assert_eq!(screen.wishes, []);
        screen.press("n");
        assert!(!screen.has("c/k") && screen.wishes.is_empty());
        screen.press(key).press(yes);
        assert_eq!(screen.wishes, [ReviewEffect::Publish]);
    }
    let mut screen = Changes::new(80, 24);
    screen.press("w");
    assert!(screen.has("Ghi 6 thay đổi? c/k"));
    screen.press("<esc>");
    assert_eq!(screen.wishes, [], "Escape is a no");
}

#[test]
fn where_all_is_refused_there_is_nothing_to_write() {
    let mut screen = Changes::new(120, 40);
    screen.press("r<tab>r<tab>r<tab>rw");
    assert!(screen.has("Chưa nhận thay đổi nào"), "{}", screen.text());
    screen.press("y");
    assert_eq!(screen.wishes, []);
}

#[test]
fn leaving_asks_only_when_something_was_decided() {
    for key in ["q", "<esc>"] {
        let mut screen = Changes::new(80, 24);
        screen.press("jjG  ").press(key);
        assert_eq!(screen.wishes, [ReviewEffect::Leave]);
        let mut screen = Changes::new(80, 24);
        screen.press(" ").press(key);
        assert!(screen.has("Thoát, không ghi gì") && screen.wishes.is_empty());
        screen.press("k");
        assert!(!screen.has("Thoát, không ghi gì"));
        screen.press(key).press("y");
        assert_eq!(screen.wishes, [ReviewEffect::Leave]);
    }
    let mut screen = Changes::new(80, 24);
    screen.press(" w<ctrl-c>");
    assert_eq!(screen.wishes, [ReviewEffect::Leave], "Ctrl-C asks nothing");
}

#[test]
fn a_record_has_the_window_until_it_is_closed() {
    let mut screen = Changes::new(60, 12);
    assert!(!screen.has("Chi tiết"));
    for close in ["q", "<esc>", "h", "<left>", "<backspace>"] {
        screen.press("<enter>");
        assert!(
            screen.has("[ Chi tiết") && !screen.has("Thay đổi 1/9"),
            "{}",
            screen.text()
        );
        screen.press("G");
        assert_eq!(screen.model.selected, 0);
        assert!(
            screen.model.detail_offset > 0 && screen.has("Tên sản phẩm"),
            "{}",
            screen.text()
        );
        screen.press("gg ");
        assert!(
            screen.has("Không ghi"),
            "a verdict can be given here as well"
        );
        screen.press(" ").press(close);
        assert!(screen.has("Thay đổi 1/9"));
        assert_eq!(screen.wishes, []);
    }
}

#[test]
fn the_record_scrolls_beside_the_list() {
    let mut screen = Changes::new(80, 24);
    screen.press("JJK");
    assert_eq!((screen.model.detail_offset, screen.model.selected), (1, 0));
    screen.press("j");
    assert_eq!(
        screen.model.detail_offset, 0,
        "another record begins at its beginning"
    );
}

#[test]
fn the_help_names_the_keys_of_this_screen_only() {
    let mut screen = Changes::new(120, 60);
    for key in ["?", "<f1>"] {
        screen.press(key);
        let text = screen.text();
        let locale = &screen.model.locale;
        for entry in ACTION_TABLE.iter().filter(|entry| {
            matches!(
                entry.context,
                KeyContext::ImportReview | KeyContext::Confirmation
            )
        }) {
            let name = format!("action.{}", entry.name);
            assert!(text.contains(locale.t(&name)), "{name}");
        }
        assert!(
            !text.contains("bỏ hết lọc") && text.contains("tạm dừng"),
            "{text}"
        );
        screen.press("jG<pgup><esc>");
        assert!(screen.model.palette().is_none() && screen.wishes.is_empty());
    }
}

#[test]
fn what_is_of_the_terminal_leaves_as_a_wish() {
    let mut screen = Changes::new(80, 24);
    screen.press("<ctrl-l><ctrl-z>");
    assert_eq!(screen.wishes, [ReviewEffect::Redraw, ReviewEffect::Suspend]);
}

#[test]
fn nobody_decides_what_they_cannot_see() {
    let mut screen = Changes::new(39, 9);
    assert!(screen.has("Cần từ 40x10"));
    screen.press(" rwy");
    assert_eq!(
        (screen.wishes.len(), screen.model.change_counts()),
        (0, (6, 6))
    );
    screen.press("<ctrl-c>");
    assert_eq!(screen.wishes, [ReviewEffect::Leave]);
}

#[test]
fn every_key_of_an_import_does_something_somewhere() {
    let contexts = [KeyContext::ImportReview, KeyContext::Confirmation];
    for entry in ACTION_TABLE
        .iter()
        .filter(|entry| contexts.contains(&entry.context))
    {
        let befores = ["", "jj", "r", "<tab><tab><tab>", "<enter>", "J", " w", "w"];
        let changes = befores.iter().any(|before| {
            let mut screen = Changes::new(90, 24);
            screen.press(before);
            if screen.model.key_context() != entry.context {
                return false;
            }
            let old = format!("{:?}", screen.model);
            for key in entry.keys.split(' ').next().unwrap().split(',') {
                screen.press(&format!("<{key}>"));
            }
            old != format!("{:?}", screen.model) || !screen.wishes.is_empty()
        });
        assert!(changes, "{:?} by {}", entry.action, entry.keys);
    }
}

#[test]
fn a_hundred_thousand_changes_are_walked_without_waiting() {
    let rows = (0..100_000).map(|number| {
        let names = [format!("Sản phẩm {number}"), format!("HTX {number}")];
        ProductDraft::new(
            RowOrigin::new(0, number + 2),
            row(&names[0], &names[1], 3, "2026"),
            false,
        )
    });
    let material = ImportReviewData {
        plan: ChangePlan::new(&[], rows, ImportMode::Merge, date(2026, 11, 24)),
        ..material()
    };
    let (locale, look) = (
        Locale::new(Language::Vi),
        Appearance::new(ThemeName::Dark, false),
    );
    let mut screen = Changes::of(material, (120, 40), locale, look);
    let start = std::time::Instant::now();
    for keys in ["G", "gg", "<pgdn>", "j", " ", "n", "N", "J"]
        .iter()
        .cycle()
        .take(400)
    {
        screen.press(keys);
        screen.text();
    }
    // Even without optimization: work for each entry would take minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    screen.press("r");
    assert_eq!(screen.model.change_counts(), (100_000, 0));
}

/// The material of [`material`] as a workbook of several sheets, with notes on how it was read.
fn material_of_sheets() -> ImportReviewData {
    let mut data = material();
    for entry in &mut data.plan.entries {
        let origin = entry.origin.as_mut().unwrap();
        origin.sheet = Some("Hải Hà".into());
    }
    for (_, problem) in &mut data.problems {
        problem.sheet = "Hải Hà".into();
    }
    data.notes = vec!["không đọc: trang “Hướng dẫn” (12 dòng): không có cột tên sản phẩm".into()];
    let last = data.problems[2].1.clone();
    for row in 10..1_000 {
        let problem = ImportProblem {
            row,
            ..last.clone()
        };
        data.problems.push((0, problem));
    }
    data
}

#[test]
fn sheets_are_named_and_what_is_the_same_in_many_rows_is_one_line() {
    let mut screen = Changes::of(
        material_of_sheets(),
        (120, 40),
        Locale::new(Language::Vi),
        Appearance::new(ThemeName::Dark, false),
    );
    assert_eq!(
        screen.selected().unwrap().0,
        "Nấm linh chi vàng",
        "a note is seen, but the first change is selected"
    );
    assert_snapshot!(screen.text());
    screen.press("G");
    let text = screen.text();
    for words in [
        "Trang           Hải Hà",
        "Dòng            9, 10, 11, 12,",
        "Hạ Lông",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    screen.press("gg");
    assert!(screen.has("trang “Hướng dẫn” (12 dòng)") && screen.selected().is_none());
    screen.press(" r");
    assert_eq!(screen.model.change_counts(), (6, 6), "a note is no change");
}

#[test]
fn list_and_record_side_by_side() {
    let mut screen = Changes::new(120, 40);
    screen.press("j <tab><tab><tab>=");
    assert_snapshot!(screen.text());
}

#[test]
fn the_record_below_the_list() {
    let mut screen = Changes::new(80, 24);
    screen.press("<tab> j");
    assert_snapshot!(screen.text());
}

#[test]
fn a_question_on_sixty_columns() {
    let mut screen = Changes::new(60, 20);
    screen.press(" <tab><tab>w");
    assert_snapshot!(screen.text());
}

#[test]
fn problems_in_english_and_ascii() {
    let mut screen = Changes::with(80, 24, Language::En, ThemeName::Mono, true);
    screen.press(" G<up>");
    assert_snapshot!(screen.text());
    for cell in &screen.buffer().content {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset));
    }
    let drawn = |c: char| matches!(c, '\u{2190}'..='\u{25ff}');
    assert!(!screen.text().contains(drawn));
}

#[test]
fn no_window_size_breaks_the_changes() {
    for keys in ["", "G", "<enter>", "<tab><tab><tab>=", "?", " w", "g"] {
        let mut screen = Changes::new(80, 24);
        screen.press(keys);
        let small = (0..=20).flat_map(|width| (0..=6).map(move |height| (width, height)));
        let others = [
            (40, 10),
            (41, 19),
            (60, 20),
            (109, 21),
            (110, 10),
            (500, 200),
        ];
        for (width, height) in small.chain(others) {
            screen.send(Msg::Resize { width, height });
            screen.press("<down>");
            screen.text();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_keys_break_the_changes_and_the_counts_are_right(
        keys in prop::collection::vec(prop_oneof![
            8 => prop::sample::select(
                ACTION_TABLE.iter().flat_map(|entry| entry.keys.split([' ', ','])).collect::<Vec<_>>()
            ).prop_map(str::to_owned),
            4 => any::<char>().prop_map(String::from),
        ], 0..60),
        width in 0u16..160, height in 0u16..50,
    ) {
        let mut screen = Changes::new(width, height);
        for key in keys {
            screen.press(&if key.chars().count() > 1 { format!("<{key}>") } else { key });
            let model = &screen.model;
            let line = model.list.line_index_of(model.selected);
            if let Some(rows) = ocop::app::import_review::layout::list_rows(model) {
                prop_assert!((model.list_offset..model.list_offset + rows).contains(&line));
            }
        }
        screen.text();
        let refused = screen.verdicts().iter().filter(|verdict| **verdict == Verdict::Refuse).count();
        prop_assert_eq!(screen.model.change_counts().1, screen.verdicts().len() - refused);
        prop_assert!(screen.model.selected < screen.model.len());
    }
}
