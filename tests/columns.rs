//! The columns of the list: those of the window, those that somebody chooses on the screen, and those of options.

use std::fs;

use ocop::app::effect::Effect;
use ocop::app::list_columns::{column_at, shown_column_slots};
use ocop::app::model::Focus;
use ocop::wording::product_column::ProductColumn;
use unicode_width::UnicodeWidthStr;

use crate::support::home::Home;
use crate::support::pty::{CLASSIC, Terminal, program};
use crate::support::screen::Screen;

/// The header of the list: the first row inside its border.
fn header(screen: &Screen) -> String {
    let text = screen.text();
    let line = text.lines().find(|line| line.contains("Tên sản phẩm"));
    let part = line
        .unwrap()
        .split('│')
        .find(|part| part.contains("Tên sản phẩm"));
    part.unwrap().to_owned()
}

#[test]
fn a_wider_window_has_more_columns_and_loses_none() {
    for (width, height, shown, hidden) in [
        (80, 24, "Thời hạn", "Chủ thể"),
        (120, 40, "Nơi sản xuất", "Hạn đến"),
        (160, 45, "Hạn đến", "Quyết định"),
        (200, 50, "Chủ thể", "Điện thoại"),
    ] {
        let mut screen = Screen::new(width, height);
        screen.press("<enter>");
        let header = header(&screen);
        assert!(header.contains(shown), "{width}: {header}");
        // The built-in catalogue has hardly any telephone or decision.
        assert!(!header.contains(hidden), "{width}: {header}");
    }
    let mut screen = Screen::new(300, 70);
    screen.press("thien thuan tuong<enter>");
    let longest = "Công ty CP khai thác khoáng sản Thiên Thuận Tường";
    assert!(screen.shows(longest), "{}", screen.text());
    assert!(screen.shows("~2026"), "{}", screen.text());
}

#[test]
fn every_row_of_the_list_has_its_cells_under_their_headers() {
    for (width, height) in [
        (80, 24),
        (120, 40),
        (160, 45),
        (200, 50),
        (300, 70),
        (60, 20),
    ] {
        let mut screen = Screen::new(width, height);
        screen.press("<enter>");
        let slots = shown_column_slots(&screen.model);
        let end = slots.last().map(|slot| slot.start + slot.width).unwrap();
        let header = header(&screen);
        for slot in &slots {
            let title = slot.column.header(&screen.model.locale);
            let title: String = title.chars().take(3).collect();
            let at = header.find(&title).map(|byte| header[..byte].width());
            assert_eq!(at, Some(slot.start), "{width}: {title} in {header}");
            assert_eq!(column_at(&slots, slot.start), Some(slot.column));
        }
        assert!(end <= header.width(), "{width}");
    }
}

#[test]
fn the_district_is_never_cut() {
    for (width, height) in [
        (80, 24),
        (100, 30),
        (120, 40),
        (60, 20),
        (160, 45),
        (200, 50),
    ] {
        for slow in ["", "<f7>"] {
            let mut screen = Screen::new(width, height);
            screen.press(&format!("huyen:\"Hải Hà\"<enter>{slow}"));
            let slots = shown_column_slots(&screen.model);
            if !slots.iter().any(|slot| slot.column == ProductColumn::Place) {
                continue;
            }
            let rows = screen.model.total().min(10);
            let text = screen.text();
            let shown = text.lines().filter(|line| line.contains("Hải Hà")).count();
            assert!(shown >= rows, "{width}{slow}:\n{text}");
        }
    }
}

#[test]
fn the_menu_changes_the_list_at_once_and_is_remembered() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut screen = Screen::new(width, height);
        screen.press("<enter>C");
        assert!(screen.shows("[ Cột ]"), "{}", screen.text());
        assert!(screen.shows("> [x] Sao"), "{}", screen.text());
        // The stars go, the id comes to the front.
        screen.press("<space>G<space>");
        assert!(screen.shows("[ ] Sao"), "{}", screen.text());
        for _ in 0..20 {
            screen.press("K");
        }
        assert!(header(&screen).starts_with(" Mã "), "{}", screen.text());
        let chosen = screen.model.chosen_columns.clone().unwrap();
        assert_eq!(chosen[..2], [ProductColumn::Id, ProductColumn::Name]);
        let saved = Effect::SaveListColumns(Some(chosen));
        assert_eq!(screen.wishes.last(), Some(&saved));
        screen.press("<enter>");
        assert!(!screen.shows("[ Cột ]") && screen.model.focus == Focus::List);
        assert!(screen.shows("qn-0"), "{}", screen.text());
        screen.press("Cx<esc>");
        assert_eq!(screen.wishes.last(), Some(&Effect::SaveListColumns(None)));
        assert!(header(&screen).starts_with(" Sao "), "{}", screen.text());
    }
}

#[test]
fn one_column_stays_and_a_column_without_room_says_so() {
    let mut screen = Screen::new(80, 24);
    screen.press("<enter>C<space>j<space>j<space>");
    assert!(screen.shows("ít nhất một cột"), "{}", screen.text());
    assert_eq!(screen.model.chosen_columns.as_ref().map(Vec::len), Some(1));
    screen.press("x");
    for _ in 0..16 {
        screen.press("j");
    }
    for _ in 0..6 {
        screen.press("<space>k");
    }
    assert!(screen.shows("không đủ chỗ"), "{}", screen.text());
    // Keys of the panes below do nothing.
    let (focus, total) = (screen.model.focus, screen.model.total());
    screen.press("szf/");
    assert!(screen.shows("[ Cột ]") && screen.model.total() == total);
    assert_eq!(screen.model.focus, focus);
}

#[test]
fn matched_letters_are_marked_in_a_column_that_was_chosen() {
    let mut screen = Screen::new(120, 40);
    screen.model.chosen_columns = Some(vec![ProductColumn::Producer]);
    screen.press("thien thuan tuong<enter>");
    let slots = shown_column_slots(&screen.model);
    let area = ocop::app::layout::compute_layout(&screen.model)
        .unwrap()
        .list
        .unwrap();
    let inside = area.inner_area();
    let before = "Công ty CP khai thác khoáng sản ".width();
    let x = inside.x + (slots[0].start + before) as u16;
    let y = inside.y + 1;
    let buffer = screen.buffer();
    assert_eq!(buffer[(x, y)].symbol(), "T", "{}", screen.text());
    let style = buffer[(x, y)].style();
    assert!(
        style
            .add_modifier
            .contains(ratatui::style::Modifier::UNDERLINED)
    );
}

#[test]
fn what_was_chosen_is_there_again_and_options_go_before_it() {
    let home = Home::new();
    let mut terminal = Terminal::open(program(&home), CLASSIC);
    terminal.press("\rC  G \r");
    terminal.settle();
    terminal.press("qq");
    assert_eq!(terminal.end().code, 0);
    let file = home.path().join(".local/state/ocop/list-columns");
    assert_eq!(fs::read_to_string(&file).unwrap(), "star,name,left,id\n");
    let terminal = Terminal::open(program(&home), CLASSIC);
    terminal.until("the column of before", |seen| seen.shows("Mã"));
    let mut command = program(&home);
    command.args(["--columns", "name,year"]);
    let terminal = Terminal::open(command, CLASSIC);
    terminal.until("the column asked for", |seen| {
        seen.shows("Năm") && !seen.shows("Sao ")
    });
}

#[test]
fn search_prints_the_columns_that_are_asked_for_in_their_order() {
    let home = Home::new();
    let table = home.run(&["search", "cha muc", "--columns", "ten,chủ_thể,end,sao"]);
    let first = table.out.lines().next().unwrap();
    let names: Vec<&str> = first.split("  ").filter(|name| !name.is_empty()).collect();
    let names: Vec<&str> = names.into_iter().map(str::trim).collect();
    assert_eq!(names, ["Tên sản phẩm", "Chủ thể", "Hạn đến", "Sao"]);
    let csv = home.run(&["search", "--columns", "id,end", "--format", "csv"]);
    assert!(csv.out.starts_with("id,end,end_derived\n"), "{}", csv.out);
    let rows = home.run(&["search", "--columns", "id,star,phone", "--format", "jsonl"]);
    for line in rows.out.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let fields: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["id", "star", "phone"]);
    }
}

#[test]
fn an_unknown_column_is_told_with_the_near_one_and_all_names() {
    let home = Home::new();
    for (lang, near) in [("vi", "có phải name?"), ("en", "did you mean name?")] {
        let ran = home.run(&["search", "--columns", "star,nam3", "--lang", lang]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert!(
            ran.err.contains("nam3") && ran.err.contains("decision"),
            "{}",
            ran.err
        );
        let ran = home.run(&["search", "--columns", "nme", "--lang", lang]);
        assert!(ran.code == 2 && ran.err.contains(near), "{}", ran.err);
    }
    let fixed = [
        "export",
        "--columns",
        "name",
        "--format",
        "ptnt",
        "--out",
        "-",
    ];
    let ran = home.run(&fixed);
    assert!(ran.code == 2 && ran.err.contains("ptnt"), "{}", ran.err);
}

#[test]
fn export_writes_the_columns_that_are_asked_for() {
    let home = Home::new();
    let export = |format: &str| {
        let columns = "name,district,end";
        let ran = home.run(&[
            "export",
            "cha muc",
            "--columns",
            columns,
            "--format",
            format,
            "--out",
            "-",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    let csv = export("csv");
    assert!(
        csv.starts_with("Tên sản phẩm,Huyện,Hạn đến,Hạn tự tính\n"),
        "{csv}"
    );
    let markdown = export("md");
    assert!(
        markdown.starts_with("| Tên sản phẩm | Huyện | Hạn đến |\n"),
        "{markdown}"
    );
    let jsonl = export("jsonl");
    let row: serde_json::Value = serde_json::from_str(jsonl.lines().next().unwrap()).unwrap();
    assert!(
        row.get("end_derived").is_some() && row.get("sources").is_none(),
        "{row}"
    );
}

#[test]
fn the_config_file_has_columns_too() {
    let home = Home::new();
    let path = home.path().join("c.toml");
    let run = |text: &str, arguments: &[&str]| {
        fs::write(&path, text).unwrap();
        let mut command = home.command(arguments);
        let output = command.env("OCOP_CONFIG", &path).output().unwrap();
        (
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (table, _) = run("columns = \"năm, tên\"\n", &["search", "cha muc"]);
    assert!(table.starts_with("Năm"), "{table}");
    // Rows for programs stay as they are.
    let (rows, _) = run(
        "columns = \"năm, tên\"\n",
        &["search", "cha muc", "--format", "csv"],
    );
    assert!(rows.starts_with("id,name,star"), "{rows}");
    let (_, warning) = run("columns = \"gia\"\n", &["search", "cha muc"]);
    assert!(
        warning.contains("c.toml:1:11") && warning.contains("decision"),
        "{warning}"
    );
}

#[test]
fn the_linear_mode_reads_what_is_chosen_in_words() {
    let home = Home::new();
    let talk = |lang: &str, lines: &str| {
        let path = home.path().join("typed");
        fs::write(&path, lines).unwrap();
        let mut command = home.command(&["--accessible", "--lang", lang]);
        command.stdin(fs::File::open(&path).unwrap());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let said = talk("vi", "cha muc\ncột tên, năm, chủ thể\ncột\ncột thường\n");
    assert!(said.contains("1. Chả mực, năm: 20"), "{said}");
    assert!(said.contains("đang đọc: name, year, producer"), "{said}");
    assert!(said.matches("1. Chả mực, 3 sao").count() == 2, "{said}");
    let said = talk("en", "cha muc\ncolumns name, yeer\n");
    assert!(said.contains("no column yeer"), "{said}");
    assert!(
        !said.contains("1. Chả mực, 3-star\n") && said.contains("1. Chả mực\n"),
        "{said}"
    );
    // Words that name no column are a search.
    let said = talk("en", "columns of smoke\n");
    assert!(!said.contains("no column"), "{said}");
}
