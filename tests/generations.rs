//! The generations of the catalogue on the screen: which there are, what changed in one, going back with consent.

use std::fs;

use ocop::app::catalog_work::{CatalogMsg, CatalogWork};
use ocop::app::effect::{Effect, WorkerRequest};
use ocop::app::msg::{Msg, ReloadOutcome};
use ocop::catalog::FacetValueNames;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;

use ocop_index::store::StoreLayout;

use crate::support::built_in::all_products;
use crate::support::home::Home;
use crate::support::screen::{Screen, catalog};

const SIZE: (u16, u16) = (80, 24);

/// A home with two generations: the built-in catalogue, and a list with a new product and a changed one.
fn home_with_two_generations() -> Home {
    let home = Home::new();
    fs::write(
        home.path().join("ds-2026.csv"),
        "Tên sản phẩm,Chủ thể,Hạng sao,Ngày công nhận\n\
         Nấm linh chi vàng,HTX Nấm Hoành Bồ,4,01/10/2026\n\
         Cá duội khô,Cơ sở chế biến Thanh Măng,4,01/10/2026\n",
    )
    .unwrap();
    assert_eq!(home.run(&["stats"]).code, 0);
    let imported = home.run(&["import", "--yes", "ds-2026.csv"]);
    assert_eq!(imported.code, 0, "{}", imported.err);
    home
}

fn screen(home: &Home) -> Screen {
    Screen::of_folder(&home.data(), false, SIZE)
}

#[test]
fn the_screen_shows_the_history_that_the_command_prints() {
    let home = home_with_two_generations();
    let printed = home.run(&["history"]).out;
    for keys in ["<enter>dh", "<enter><enter>dh", "<enter>sdh"] {
        let mut screen = screen(&home);
        screen.press(keys);
        for line in printed.lines() {
            let start: String = line.chars().take(60).collect();
            assert!(screen.shows(&start), "{start}\n{}", screen.text());
        }
        screen.press("<esc>");
        assert!(!screen.shows("Lịch sử danh mục"));
    }
    let mut wide = Screen::of_folder(&home.data(), false, (120, 40));
    wide.press("<enter>dh");
    assert!(wide.shows("ds-2026.csv"), "{}", wide.text());
}

#[test]
fn enter_shows_what_changed_and_opens_the_record_of_a_product() {
    let home = home_with_two_generations();
    let mut screen = screen(&home);
    screen.press("ruou<enter>dh<enter>");
    assert!(screen.shows("[ Thay đổi của bản 2 ]"), "{}", screen.text());
    assert!(screen.shows("sản phẩm mới (1)") && screen.shows("Nấm linh chi vàng · HTX"));
    assert!(screen.shows("Cá duội khô: "), "{}", screen.text());
    screen.press("g").press("gjjj<enter>");
    assert!(screen.shows("[ Hồ sơ"), "{}", screen.text());
    assert!(screen.shows("1 / ") && screen.shows("Nấm linh chi vàng"));
    // The question before is one key away.
    screen.press("<esc>u");
    assert_eq!(screen.model.input.text(), "ruou");
}

#[test]
fn the_oldest_generation_has_nothing_to_be_compared_with() {
    let home = home_with_two_generations();
    let mut screen = screen(&home);
    screen.press("<enter>dhG<enter>");
    assert!(screen.shows("Bản 1 là bản cũ nhất"), "{}", screen.text());
    assert!(screen.shows("[ Lịch sử danh mục ]"));
}

#[test]
fn a_rollback_shows_its_changes_and_happens_only_after_a_yes() {
    let home = home_with_two_generations();
    for (no, notice) in [
        ("n", true),
        ("k", true),
        ("<esc>", true),
        ("q", true),
        ("x", false),
    ] {
        let mut screen = screen(&home);
        screen.press("<enter>dhjr");
        assert!(screen.shows("[ Quay về bản 1 ]"), "{}", screen.text());
        assert!(screen.shows("Nấm linh chi vàng") && screen.shows("vào danh mục? c/k"));
        screen.press(no);
        assert_eq!(screen.shows("Danh mục giữ nguyên."), notice, "{no}");
        assert_eq!(screen.shows("[ Quay về bản 1 ]"), !notice, "{no}");
        assert_eq!(screen.wishes, [], "{no}");
    }
    for yes in ["y", "c"] {
        let mut screen = screen(&home);
        screen.press("<enter>jjdh<enter><esc>jr").press(yes);
        let wish = CatalogWork::RollBack { to: 1, base: 2 };
        assert_eq!(screen.wishes, [Effect::WorkOnCatalog(wish)]);
        assert!(screen.shows("Đang quay về bản 1"), "{}", screen.text());
        // It is written to its end.
        screen.press("<esc>");
        assert!(screen.shows("Đang quay về bản 1"));
        screen.send(Msg::Catalog(CatalogMsg::Published(
            "Đã ghi bản số 3".into(),
        )));
        let reload = Effect::Request(WorkerRequest::Reload);
        assert_eq!(screen.wishes.last(), Some(&reload));
        assert!(screen.shows("Đã ghi bản số 3") && screen.shows("[ Sản phẩm 3/"));
    }
}

#[test]
fn a_rollback_that_somebody_overtook_is_shown_again() {
    let home = home_with_two_generations();
    let mut screen = screen(&home);
    screen.press("<enter>dhjry");
    let sentence = "Vừa có người ghi bản số 3".to_owned();
    screen.send(Msg::Catalog(CatalogMsg::Unpublished(sentence)));
    assert!(screen.shows("Vừa có người ghi bản số 3"));
    assert!(screen.shows("[ Lịch sử danh mục ]"));
}

#[test]
fn nothing_goes_back_to_itself_or_where_nothing_may_be_written() {
    let home = home_with_two_generations();
    let mut screen = screen(&home);
    screen.press("<enter>dhr");
    assert!(screen.shows("Đây là bản đang dùng"), "{}", screen.text());
    let mut screen = Screen::of_folder(&home.data(), true, SIZE);
    screen.press("<enter>dhjr");
    assert!(screen.shows("đang ở chế độ chỉ đọc"), "{}", screen.text());
    assert!(screen.shows("[ Lịch sử danh mục ]"));
}

#[test]
fn a_catalogue_in_memory_has_no_history_and_says_so() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>dh");
    assert!(screen.shows("chỉ nằm trong bộ nhớ"), "{}", screen.text());
    screen.press("<enter>rjG<esc>");
    assert!(screen.shows("[ Sản phẩm 1/"));
}

#[test]
fn every_key_of_the_pane_moves_or_leaves() {
    let home = home_with_two_generations();
    for number in 0..4 {
        let list = format!("Tên sản phẩm,Chủ thể\nBánh thử {number},HTX Thử\n");
        fs::write(home.path().join("a.csv"), list).unwrap();
        assert_eq!(home.run(&["import", "--yes", "a.csv"]).code, 0);
    }
    let at = |screen: &Screen| screen.model.catalog_history().map(|history| history.cursor);
    for (keys, cursor) in [
        ("", Some(0)),
        ("j", Some(1)),
        ("<down>jk<up>", Some(0)),
        ("G", Some(5)),
        ("<end>gg", Some(0)),
        ("jj<home>", Some(0)),
        ("<pgdn>", Some(5)),
        ("<ctrl-f><pgup>", Some(0)),
        (" <ctrl-b>", Some(0)),
        ("<esc>", None),
        ("h", None),
        ("<left>", None),
        ("<backspace>", None),
        ("q", None),
        ("l<esc>", Some(0)),
        ("<right><esc><esc>", None),
    ] {
        let mut screen = screen(&home);
        screen.press("<enter>dh").press(keys);
        assert_eq!(at(&screen), cursor, "{keys}\n{}", screen.text());
    }
}

#[test]
fn the_pane_speaks_english_and_fits_a_small_window() {
    let mut screen = Screen::with(60, 20, Language::En, ThemeName::Dark, true);
    screen.press("<enter>dh");
    assert!(screen.shows("History of the catalogue") && screen.shows("only in memory"));
    let home = home_with_two_generations();
    let mut screen = Screen::of_folder(&home.data(), false, (40, 10));
    screen.press("<enter>dh<enter>");
    assert!(screen.shows("Thay đổi của bản 2"), "{}", screen.text());
    screen.send(Msg::Resize {
        width: 120,
        height: 40,
    });
    assert!(screen.shows("Nấm linh chi vàng · HTX Nấm Hoành Bồ"));
}

#[test]
fn m_compares_the_statistics_with_a_generation_and_undo_takes_it_back() {
    let home = home_with_two_generations();
    let mut screen = Screen::of_folder(&home.data(), false, (100, 30));
    screen.press("<enter>dhm");
    assert!(screen.shows("chọn bản khác để so"), "{}", screen.text());
    screen.press("jm");
    assert!(screen.shows("[ Thống kê"), "{}", screen.text());
    assert!(screen.shows("[so với bản 1 m]"), "{}", screen.text());
    assert!(screen.shows("mốc: bản 1 của danh mục"), "{}", screen.text());
    let figures = |screen: &Screen| screen.model.stats.reference_figures().cloned();
    let totals = figures(&screen).unwrap().totals;
    assert_eq!(totals.products, all_products());
    assert_eq!(screen.model.total(), all_products() + 1);
    screen.press("t");
    assert!(screen.shows("(+1)"), "{}", screen.text());
    // The same numbers as those of the command.
    let command = ["stats", "--against-generation", "1", "--format", "json"];
    let printed = home.run(&command).json();
    assert_eq!(printed["against"]["products"], totals.products);
    screen.press("u");
    assert!(screen.model.stats.reference().is_none() && !screen.shows("so với bản 1"));
    screen.press("U");
    assert!(screen.shows("[so với bản 1 m]"), "{}", screen.text());
    // A newer catalogue is compared with the same generation, and says so.
    let names = FacetValueNames::from_catalog(catalog(), &screen.model.locale);
    screen.send(Msg::Reloaded(ReloadOutcome::Opened {
        catalog_size: all_products() + 1,
        generation: Some(3),
        value_names: Box::new(names),
    }));
    assert!(screen.shows("Vẫn so với bản 1"), "{}", screen.text());
    screen.press("m");
    assert!(screen.model.stats.reference().is_none() && screen.shows("Đã bỏ mốc"));
}

#[test]
fn a_generation_that_cannot_be_read_is_told_and_the_figures_go_on() {
    let home = home_with_two_generations();
    let mut screen = Screen::of_folder(&home.data(), false, (100, 30));
    screen.press("<enter>dhj");
    let folder = StoreLayout::new(&home.data()).generation_folder(1);
    fs::remove_dir_all(folder).unwrap();
    screen.press("m");
    assert!(
        screen.model.stats.reference().is_none(),
        "{}",
        screen.text()
    );
    assert!(screen.model.notice.is_some(), "{}", screen.text());
    assert!(
        screen
            .model
            .stats
            .statistics_for(screen.model.query_number)
            .is_some()
    );
}
