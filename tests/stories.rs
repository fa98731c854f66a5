//! A story for every row of the table of actions: where somebody is, the row's own key, and what is seen then.
//!
//! The key is the first one that the table names, so that a story fails when the table and the screen part ways; and a
//! row without a story fails too. An import's screen has its stories in `changes.rs`.

use ocop::app::action::{ACTION_TABLE, Action, ActionEntry, KeyContext};

use crate::support::built_in::of_all;
use crate::support::screen::Screen;

/// What a key leads to.
enum Seen {
    /// This was not on the screen before, and is now.
    Shows(&'static str),
    /// This was on the screen before, and is no more.
    Hides(&'static str),
    /// The search line, with the caret in it.
    Line(&'static str),
    /// The row of the real cursor has this, and had not.
    Row(&'static str),
    /// This leaves as a wish.
    Wish(&'static str),
}

use KeyContext::{Anywhere, Detail, Facets, Input, List, Reviewing, Stats};
use Seen::{Hides, Line, Row, Shows, Wish};

/// Keys that start a review of 18 products.
const REVIEW: &str = "ruou<enter>wwQuý IV<enter>";

/// Place, name of the row, keys that lead there, what its key does.
const STORIES: &[(KeyContext, &str, &str, Seen)] = &[
    (Input, "to_list", "ruou", Shows("[ Sản phẩm 1/18 ]")),
    (Input, "up", "ruou<down><down>", Shows("Sản phẩm 2/18")),
    (Input, "down", "ruou", Shows("Sản phẩm 2/18")),
    (
        Input,
        "older_search",
        "cha muc<enter>/<ctrl-u>ruou<enter>/<ctrl-u>",
        Line("ruou|"),
    ),
    (
        Input,
        "newer_search",
        "cha muc<enter>/<ctrl-u>ruou<enter>/<ctrl-u><ctrl-p><ctrl-p>",
        Line("ruou|"),
    ),
    (Input, "page_up", "<pgdn><pgdn>", Shows("Sản phẩm 24/{all}")),
    (Input, "page_down", "", Shows("Sản phẩm 24/{all}")),
    (Input, "back", "ruou", Shows("[ Sản phẩm 1/18 ]")),
    (Input, "complete", "huyen:van", Line("huyen:\"Vân Đồn\" |")),
    (Input, "previous_pane", "", Shows("[ Hồ sơ")),
    (Input, "erase", "cha", Line("ch|")),
    (Input, "erase_right", "cha<left>", Line("ch|")),
    (Input, "erase_word", "cha muc", Line("cha |")),
    (Input, "erase_to_start", "cha muc<left>", Line("|c")),
    (Input, "erase_to_end", "cha muc<left><left>", Line("cha m|")),
    (Input, "left", "cha", Line("ch|a")),
    (Input, "right", "cha<home>", Line("c|ha")),
    (Input, "word_left", "cha muc", Line("cha |muc")),
    (Input, "word_right", "cha muc<home>", Line("cha| muc")),
    (Input, "line_start", "cha muc", Line("|cha muc")),
    (Input, "line_end", "cha muc<home>", Line("cha muc|")),
    (Input, "typing", "ruou", Shows("Tìm [Telex]: ruou")),
    (List, "open", "<enter>", Shows("[ Hồ sơ")),
    (List, "up", "<enter>jj", Shows("2/{all} ]")),
    (List, "down", "<enter>", Shows("2/{all} ]")),
    (List, "page_up", "<enter><pgdn><pgdn>", Shows("24/{all} ]")),
    (List, "page_down", "<enter>", Shows("24/{all} ]")),
    (List, "first", "<enter>jjj", Shows("[ Sản phẩm 1/{all} ]")),
    (List, "last", "<enter>", Shows("[ Sản phẩm {all}/{all} ]")),
    (List, "detail_down", "<enter>J", Hides("Huyện (2023)")),
    (List, "half_page_down", "<enter>", Shows("13/{all} ]")),
    (
        List,
        "half_page_up",
        "<enter><ctrl-d><ctrl-d>",
        Shows("13/{all} ]"),
    ),
    (List, "go_to", "<enter>", Shows("Đến dòng")),
    (List, "detail_up", "<enter>JJ", Shows("Huyện (2023)")),
    (List, "facets", "<enter>", Shows("[ Bộ lọc ]")),
    (List, "columns", "<enter>", Shows("[ Cột ]")),
    (List, "select", "<enter>", Shows("[1 đang chọn]")),
    (List, "select_range", "<enter>vjj", Shows("[3 đang chọn]")),
    (List, "select_all", "<enter>", Shows("[{all} đang chọn]")),
    (
        List,
        "invert_selection",
        "ruou<enter> ",
        Shows("[17 đang chọn]"),
    ),
    (List, "select_none", "<enter>  ", Hides("2 đang chọn")),
    (
        List,
        "only_selected",
        "<enter>  ",
        Shows("2 / {all} sản phẩm"),
    ),
    (List, "remark", "<enter>", Row("Ghi chú cho")),
    (List, "label", "<enter>", Shows("[ Nhãn cho")),
    (Detail, "label", "<enter><enter>", Shows("[ Nhãn cho")),
    (Detail, "remark", "<enter><enter>", Row("Ghi chú cho")),
    (
        List,
        "add_to_list",
        "<enter>",
        Shows("Thêm 1 sản phẩm vào danh sách"),
    ),
    (
        List,
        "set_stock",
        "<enter>",
        Shows("Sản phẩm chưa ở danh sách nào"),
    ),
    (
        List,
        "edit_entry",
        "<enter>",
        Shows("Sản phẩm chưa ở danh sách nào"),
    ),
    (
        List,
        "note_interest",
        "<enter>",
        Shows("Chưa có danh sách nào"),
    ),
    (
        Detail,
        "edit_entry",
        "<enter><enter>",
        Shows("Sản phẩm chưa ở danh sách nào"),
    ),
    (
        Detail,
        "note_interest",
        "<enter><enter>",
        Shows("Chưa có danh sách nào"),
    ),
    (
        Detail,
        "add_to_list",
        "<enter><enter>",
        Shows("Thêm 1 sản phẩm vào danh sách"),
    ),
    (
        Detail,
        "set_stock",
        "<enter><enter>",
        Shows("Sản phẩm chưa ở danh sách nào"),
    ),
    (Reviewing, "verdict", REVIEW, Shows("[ Sản phẩm 2/18 ]")),
    (Reviewing, "next_open", REVIEW, Shows("[ Sản phẩm 2/18 ]")),
    (
        Reviewing,
        "previous_open",
        REVIEW,
        Shows("[ Sản phẩm 18/18 ]"),
    ),
    (Reviewing, "postpone", REVIEW, Shows("[ Sản phẩm 2/18 ]")),
    (Reviewing, "remark", REVIEW, Row("Ghi chú cho")),
    (Anywhere, "work", "<enter>", Shows("[ Đợt rà soát")),
    (Anywhere, "work_progress", REVIEW, Shows("Theo kết luận")),
    (
        Anywhere,
        "disagreements",
        REVIEW,
        Shows("không có bất đồng"),
    ),
    (
        Anywhere,
        "apply_proposals",
        "<enter>",
        Wish("CompareProposals(1)"),
    ),
    (Anywhere, "review_report", REVIEW, Shows("m  Markdown")),
    (
        Anywhere,
        "save_again",
        "<enter>",
        Shows("Không có gì phải lưu lại"),
    ),
    (Facets, "toggle", "<tab>", Shows("[5 sao x]")),
    (Facets, "exclude", "<tab>", Shows("[trừ 5 sao x]")),
    (Facets, "find_value", "<tab>", Shows("- / (4/4) Hạng sao")),
    (Facets, "up", "<tab>jj", Row("4 sao")),
    (Facets, "down", "<tab>", Row("4 sao")),
    (Facets, "page_up", "<tab>G", Row("Quảng Yên")),
    (Facets, "page_down", "<tab>", Row("Hộ, cơ sở")),
    (Facets, "half_page_down", "<tab>", Row("Móng Cái")),
    (Facets, "half_page_up", "<tab>G", Row("còn hiệu lực")),
    (Facets, "first", "<tab>jj", Row("Hạng sao")),
    (Facets, "last", "<tab>", Row("Thiếu")),
    (Facets, "next_facet", "<tab>", Row("Huyện (2023)")),
    (Facets, "previous_facet", "<tab>n", Row("Hạng sao")),
    (Facets, "collapse", "<tab>", Hides("[ ] 4 sao")),
    (Facets, "expand", "<tab>h", Shows("[ ] 4 sao")),
    (Detail, "up", "<enter><enter>jj", Shows("Huyện (2023)")),
    (Detail, "down", "<enter><enter>j", Hides("Huyện (2023)")),
    (Detail, "page_up", "<enter><enter>G", Shows("Huyện (2023)")),
    (Detail, "page_down", "<enter><enter>", Shows("│Nguồn ")),
    (
        Detail,
        "half_page_down",
        "<enter><enter>",
        Hides("Huyện (2023)"),
    ),
    (
        Detail,
        "half_page_up",
        "<enter><enter><ctrl-d>",
        Shows("Huyện (2023)"),
    ),
    (Detail, "first", "<enter><enter>jjj", Shows("Huyện (2023)")),
    (Detail, "last", "<enter><enter>", Shows("│Nguồn ")),
    (Facets, "back", "<tab>", Shows("[ Sản phẩm")),
    (
        Detail,
        "next_product",
        "<enter><enter>",
        Shows("Sản phẩm 2/{all}"),
    ),
    (
        Detail,
        "previous_product",
        "<enter>jj<enter>",
        Shows("Sản phẩm 2/{all}"),
    ),
    (List, "correct_field", "<enter>", Shows("Trường nào:")),
    (
        Detail,
        "correct_field",
        "<enter><enter>",
        Shows("Trường nào:"),
    ),
    (
        Detail,
        "back",
        "<enter><enter>",
        Shows("[ Sản phẩm 1/{all} ]"),
    ),
    (
        Anywhere,
        "way_out",
        "ruou sao:5<enter>",
        Shows("18 / {all}"),
    ),
    (Anywhere, "search", "<enter>", Row("Tìm:")),
    (Anywhere, "facets", "<enter>", Shows("[ Bộ lọc ]")),
    (Anywhere, "drop_filter", "<tab> ", Hides("[5 sao x]")),
    (Anywhere, "drop_filters", "<tab> j ", Hides("[4 sao x]")),
    (Anywhere, "sort", "<enter>", Shows("xếp: tên")),
    (
        Anywhere,
        "sort_relevance",
        "ruou<enter>ot",
        Shows("xếp: phù hợp"),
    ),
    (Anywhere, "sort_name", "<enter>", Shows("xếp: tên")),
    (Anywhere, "sort_star", "ruou<enter>", Shows("xếp: sao")),
    (Anywhere, "sort_year", "<enter>", Shows("xếp: năm")),
    (Anywhere, "sort_expiry", "<enter>", Shows("xếp: hạn gần")),
    (Anywhere, "sort_place", "<enter>", Shows("xếp: huyện")),
    (
        Anywhere,
        "reverse",
        "<enter>o ",
        Shows("xếp: tên, đảo ngược"),
    ),
    (
        Anywhere,
        "literal",
        "cha muc<enter>",
        Shows("[nguyên văn =]"),
    ),
    (
        Anywhere,
        "as_words",
        "trà 4 sao<enter>",
        Shows("Tìm: trà \\4 \\sao"),
    ),
    (Anywhere, "zoom", "<enter>", Hides("Hồ sơ")),
    (Anywhere, "like_star", "<enter>", Shows("[5 sao x]")),
    (Anywhere, "like_district", "<enter>", Shows("[Bình Liêu x]")),
    (Anywhere, "like_unit", "<enter>", Shows("[Xã Lục Hồn x]")),
    (Anywhere, "like_group", "<enter>", Shows("[I Thực phẩm x]")),
    (Anywhere, "like_kind", "<enter>", Shows("[Doanh nghiệp x]")),
    (Anywhere, "like_producer", "<enter>", Shows("nha_sx:")),
    (
        Anywhere,
        "copy_name",
        "<enter>",
        Wish("Copy(\"Miến dong Bình Liêu\")"),
    ),
    (Anywhere, "copy_record", "<enter>", Wish("Chủ thể")),
    (
        Anywhere,
        "copy_card",
        "<enter>",
        Wish("Nơi sản xuất: Xã Lục Hồn (cũ: Xã Đồng Tâm, Bình Liêu)"),
    ),
    (
        Anywhere,
        "show_text",
        "<enter>",
        Shows("phím khác: quay lại"),
    ),
    (
        Anywhere,
        "copy_phone",
        "<enter>",
        Shows("không ghi số điện thoại"),
    ),
    (Anywhere, "copy_link", "<enter>", Wish("Copy(\"http")),
    (Anywhere, "scan", "<enter>", Shows("Esc đóng  Tab")),
    (Anywhere, "copy", "sao:4<enter>", Wish("Copy(\"sao:4\")")),
    (Anywhere, "see_day", "<enter>", Row("Xem danh mục ngày:")),
    (Anywhere, "undo", "<enter>ts", Hides("[5 sao x]")),
    (Anywhere, "redo", "<enter>tsu", Shows("[5 sao x]")),
    (Anywhere, "export_csv", "<enter>", Wish("Csv")),
    (Anywhere, "export_workbook", "<enter>", Wish("Xlsx")),
    (Anywhere, "export_office", "<enter>", Wish("Workbook")),
    (
        Anywhere,
        "export_shown_csv",
        "<enter>",
        Wish("format: Csv, columns: Some"),
    ),
    (
        Anywhere,
        "export_shown_workbook",
        "<enter>",
        Wish("format: Xlsx, columns: Some"),
    ),
    (Anywhere, "export_jsonl", "<enter>", Wish("Jsonl")),
    (Anywhere, "export_markdown", "<enter>", Wish("Md")),
    (
        Anywhere,
        "history",
        "<enter>",
        Shows("[ Lịch sử danh mục ]"),
    ),
    (
        Anywhere,
        "import_list",
        "<enter>",
        Shows("[ Nhập danh sách ]"),
    ),
    (
        Anywhere,
        "save",
        "sao:4<enter>",
        Wish("UpdateSavedSearch { line: \"sao:4\", saved: true }"),
    ),
    (
        Anywhere,
        "recall",
        "sao:4<enter>",
        Shows("Câu tìm đã lưu và gần đây"),
    ),
    (Anywhere, "next_pane", "<enter>", Shows("[ Hồ sơ")),
    (Anywhere, "previous_pane", "<tab>", Row("Tìm:")),
    (Anywhere, "back", "<tab>", Shows("[ Sản phẩm")),
    (Anywhere, "help", "<enter>", Shows("[ Phím: ")),
    (Anywhere, "close", "<enter>q", Wish("Quit")),
    (Anywhere, "quit", "ruou", Wish("Quit")),
    (Anywhere, "redraw", "ruou", Wish("Redraw")),
    (Anywhere, "suspend", "ruou", Wish("Suspend")),
    (Anywhere, "wider", "<enter>", Wish("SaveListPercent(65)")),
    (Anywhere, "narrower", "<enter>", Wish("SaveListPercent(55)")),
    (
        Anywhere,
        "mouse",
        "<enter>",
        Shows("Chuột: bấm và cuộn được"),
    ),
    (Anywhere, "theme", "<enter>", Shows("Màu: nền sáng")),
    (Anywhere, "language", "<enter>", Shows("Language: English")),
    (
        Anywhere,
        "ascii",
        "<enter>",
        Shows("+[ Sản phẩm 1/{all} ]-"),
    ),
    (Anywhere, "slow", "<enter>", Hides("Hồ sơ")),
    (Anywhere, "stats", "<enter>", Shows("[ Thống kê")),
    (Stats, "mark", "sao:4<enter>s", Shows("mốc: sao:4")),
    (Stats, "compare_day", "<enter>s", Row("= 24/11/2025")),
    (Stats, "copy_figures_markdown", "<enter>s", Wish("| --- |")),
    (
        Stats,
        "copy_figures",
        "<enter>s",
        Wish("Thống kê theo tiêu chí"),
    ),
    (Stats, "filter_by", "<enter>s", Shows("[5 sao x]")),
    (Stats, "next_figures", "<enter>s", Shows("bảng chéo")),
    (Stats, "next_facet", "<enter>s", Row("Doanh nghiệp")),
    (Stats, "previous_facet", "<enter>sn", Row("5 sao")),
    (Stats, "next_columns", "<enter>st", Hides("Hạng sao")),
    (Stats, "previous_columns", "<enter>stl", Shows("Hạng sao")),
    (Stats, "up", "<enter>sj", Row("5 sao")),
    (Stats, "down", "<enter>s", Row("4 sao")),
    (Stats, "page_up", "<enter>s<pgdn><pgdn>", Row("Cẩm Phả")),
    (Stats, "page_down", "<enter>s", Row("Cẩm Phả")),
    (Stats, "half_page_up", "<enter>sG", Row("2019")),
    (Stats, "half_page_down", "<enter>s", Row("Bình Liêu")),
    (Stats, "first", "<enter>sjj", Row("5 sao")),
    (Stats, "last", "<enter>s", Row("chưa xếp hạng")),
    (Stats, "back", "<enter>s", Shows("[ Sản phẩm 1/{all} ]")),
];

/// Rows that need more than keys: a newer catalogue (`changes.rs`), generations on disk (`generations.rs`), a sitting
/// before (`places.rs`).
fn is_told_elsewhere(entry: &ActionEntry) -> bool {
    !KeyContext::CATALOGUE.contains(&entry.context)
        || entry.action == Action::Reload
        || entry.name == "resume"
        || entry.context == KeyContext::Generations
}

/// Presses the first key that the table names for a row.
fn press_key_of(screen: &mut Screen, entry: &ActionEntry) {
    if entry.keys.is_empty() {
        screen.press("?").press(entry.name).press("<enter>");
        return;
    }
    for key in entry.keys.split(' ').next().unwrap().split(',') {
        screen.press(&format!("<{key}>"));
    }
}

/// The row of the screen that the real cursor is in.
fn cursor_row(screen: &Screen) -> String {
    let (_, row) = screen.cursor();
    screen
        .text()
        .lines()
        .nth(row.into())
        .unwrap_or_default()
        .to_owned()
}

fn line(screen: &Screen) -> String {
    let input = &screen.model.input;
    let (before, text) = (input.text_before_caret(), input.text());
    format!("{before}|{}", &text[before.len()..])
}

/// What is wrong with a story, if something is.
fn complaint(entry: &ActionEntry, before: &str, seen: &Seen) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(100, 30).with_work(folder.path(), "an");
    screen.press(before);
    let (old, old_row, old_line) = (screen.text(), cursor_row(&screen), line(&screen));
    screen.wishes.clear();
    press_key_of(&mut screen, entry);
    let (new, row) = (screen.text(), cursor_row(&screen));
    let wishes = format!("{:?}", screen.wishes);
    let (Shows(text) | Hides(text) | Line(text) | Row(text) | Wish(text)) = *seen;
    let text = of_all(text);
    let text = text.as_str();
    let wrong = match *seen {
        Shows(_) if old.contains(text) => Some("was there before"),
        Shows(_) if !new.contains(text) => Some("is not there"),
        Hides(_) if !old.contains(text) => Some("was not there before"),
        Hides(_) if new.contains(text) => Some("is still there"),
        Line(_) if old_line == text => Some("was so before"),
        Line(_) if line(&screen) != text => Some("is another line"),
        Row(_) if old_row.contains(text) => Some("was the row before"),
        Row(_) if !row.contains(text) => Some("is not the row"),
        Wish(_) if !wishes.contains(text) => Some("is not wished for"),
        _ => None,
    };
    let line = line(&screen);
    wrong.map(|wrong| {
        let name = (entry.context, entry.name);
        format!("{name:?} {wrong}: line {line:?} row {row:?} wishes {wishes:.200}\n{new}")
    })
}

#[test]
fn every_row_of_the_table_has_a_story_that_its_key_tells() {
    let mut complaints = Vec::new();
    for entry in ACTION_TABLE
        .iter()
        .filter(|entry| !is_told_elsewhere(entry))
    {
        let mut told = STORIES
            .iter()
            .filter(|(context, name, ..)| (*context, *name) == (entry.context, entry.name))
            .peekable();
        if told.peek().is_none() {
            complaints.push(format!("{:?} {} has no story", entry.context, entry.name));
        }
        complaints.extend(told.filter_map(|(_, _, before, seen)| complaint(entry, before, seen)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}

#[test]
fn no_story_is_told_of_a_row_that_is_gone() {
    for (context, name, ..) in STORIES {
        let is_there = |entry: &ActionEntry| (entry.context, entry.name) == (*context, *name);
        assert!(ACTION_TABLE.iter().any(is_there), "{context:?} {name}");
    }
}
