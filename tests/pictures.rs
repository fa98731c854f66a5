//! `ocop picture`: the stored pictures are up to date, and errors in the arguments are reported.
//!
//! After an intended change of the screen: `INSTA_UPDATE=always cargo test --test ocop pictures`, then look
//! at them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ocop::picture::colours::PageColours;
use ocop::picture::svg::render_svg;
use ocop::view::theme_name::ThemeName;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::support::built_in::of_all;
use crate::support::fair::Fair;
use crate::support::home::Home;
#[cfg(unix)]
use crate::support::pty::{Terminal, program};
use crate::support::screen::Screen;

/// The stored pictures: name and arguments.
const PICTURES: &[(&str, &[&str])] = &[
    ("search", &["--size", "116x30", "traf hoa vangf"]),
    (
        "search-en",
        &["--lang", "en", "--theme", "light", "ruou star:>=4"],
    ),
    ("facets", &["--keys", "<tab>j n/ha long<enter> "]),
    ("record", &["dap thanh", "--keys", "<enter><enter>z"]),
    ("statistics-en", &["--lang", "en", "--keys", "<esc>s"]),
    ("crosstab", &["--keys", "<esc>st"]),
    (
        "palette-en",
        &["--size", "80x24", "--lang", "en", "--keys", "<f1>copy"],
    ),
    (
        "narrow",
        &["--size", "60x20", "--theme", "mono", "--ascii", "nuoc mam"],
    ),
];

/// The stored pictures of what only a store of work shows: name, and what draws it.
const PICTURES_OF_WORK: &[(&str, fn() -> String)] = &[
    ("fair", draw_fair),
    ("review", draw_review),
    ("buyer", draw_buyer),
    ("label", draw_label),
];

/// The card of a product at a fair.
fn draw_fair() -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut fair = Fair::open(folder.path(), (80, 24));
    fair.press("trung vit");
    draw_cells(&fair.buffer(), "Thẻ của một sản phẩm ở chế độ hội chợ")
}

/// A review that goes on, with its progress.
fn draw_review() -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(100, 26).with_work(folder.path(), "an");
    screen.press("ruou<enter>wwQuý IV<enter>121wp");
    draw_cells(&screen.buffer(), "Một đợt rà soát và tiến độ của nó")
}

/// What a buyer wants, noted while they talk.
fn draw_buyer() -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut screen = Screen::new(100, 26).with_work(folder.path(), "an");
    screen.press("cha muc<enter>alKết nối<down><enter>abSiêu thị A<enter>hải sản khô<tab>200 hộp");
    draw_cells(&screen.buffer(), "Điều người mua cần ở một sản phẩm")
}

/// A label to print.
fn draw_label() -> String {
    let home = home_with_catalogue();
    for arguments in [
        ["lists", "new", "Hội chợ", "--place", "Hạ Long"],
        ["lists", "add", "Hội chợ", "qn-016", "--price=950k/hộp"],
        [
            "lists",
            "labels",
            "Hội chợ",
            "--id=qn-016",
            "--out=nhan.svg",
        ],
    ] {
        let ran = home.run(&arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    fs::read_to_string(home.path().join("nhan.svg")).unwrap()
}

fn draw_cells(cells: &Buffer, title: &str) -> String {
    let page = PageColours::from_theme(ThemeName::Dark);
    render_svg(cells, Position::default(), page, title)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

/// A home with a catalogue.
fn home_with_catalogue() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["search", "--limit", "1"]).code, 0);
    home
}

fn draw(home: &Home, args: &[&str]) -> String {
    let ran = home.run(&[&["picture"], args].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

#[test]
fn kept_pictures_are_what_is_drawn_now() {
    let home = home_with_catalogue();
    let renews = std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always");
    let mut old = Vec::new();
    let drawn = PICTURES
        .iter()
        .map(|(name, args)| (*name, draw(&home, args)));
    let of_work = PICTURES_OF_WORK.iter().map(|(name, draw)| (*name, draw()));
    for (name, drawn) in drawn.chain(of_work) {
        let path = folder().join(format!("{name}.svg"));
        assert!(drawn.len() < 20_000, "{name} is too large to be kept");
        if renews {
            fs::write(&path, drawn).unwrap();
        } else if fs::read_to_string(&path).ok().as_ref() != Some(&drawn) {
            old.push(name);
        }
    }
    assert!(
        old.is_empty(),
        "not what is drawn now: {old:?}; if that is wanted, `INSTA_UPDATE=always cargo test --test ocop pictures` \
         draws them anew"
    );
}

#[test]
fn no_picture_is_kept_that_nobody_draws_or_sees() {
    let names = PICTURES.iter().map(|(name, _)| name);
    let names = names.chain(PICTURES_OF_WORK.iter().map(|(name, _)| name));
    let drawn: BTreeSet<String> = names.map(|name| format!("{name}.svg")).collect();
    let kept = fs::read_dir(folder()).unwrap();
    let kept: BTreeSet<String> = kept
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(kept, drawn);
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let shown = readme.split("](tests/pictures/").skip(1);
    let shown = shown.filter_map(|rest| rest.split_once(')'));
    let shown: BTreeSet<String> = shown.map(|(name, _)| name.to_owned()).collect();
    assert_eq!(shown, drawn);
}

#[test]
fn a_picture_says_in_words_what_it_shows() {
    let home = home_with_catalogue();
    let drawn = draw(&home, &["cha muc", "--keys", "<enter>"]);
    let title = of_all(
        "<title id=\"title\">Màn hình ocop, tính đến 24/11/2026; ô tìm: “cha muc”; 2 / {all} sản phẩm; \
                 Trong danh sách; đang chọn: Chả mực</title>",
    );
    assert!(drawn.contains(&title), "{drawn}");
    let english = draw(&home, &["--lang", "en", "--keys", "<tab>j nj-"]);
    assert!(
        english.contains("filtered by Stars: 4-star, District (2023): not "),
        "{english}"
    );
}

#[test]
fn theme_day_and_signs_are_those_of_the_screen() {
    let home = home_with_catalogue();
    let drawn = |args: &[&str]| draw(&home, &[args, &["tra hoa vang"]].concat());
    let dark = drawn(&[]);
    assert_eq!(
        dark,
        drawn(&["--theme", "dark"]),
        "the same bytes each time"
    );
    let letters = |drawn: &str| drawn.split("<text").skip(1).collect::<String>();
    let mono = letters(&drawn(&["--color", "never"]));
    assert!(mono.contains("class=\"bold\"") && !mono.contains("cyan"));
    assert!(letters(&drawn(&["--theme", "light"])).contains("class=\"blue\""));
    assert!(letters(&drawn(&["--ascii"])).contains(">+-"));
    assert!(drawn(&["--on", "2028-02-01"]).contains("01/02/2028"));
}

#[test]
fn a_file_that_is_there_stays() {
    let home = home_with_catalogue();
    let args = ["picture", "cha muc", "--out", "man-hinh.svg"];
    let first = home.run(&args);
    assert_eq!((first.code, first.out.as_str()), (0, ""));
    assert!(first.err.contains("man-hinh.svg"), "{}", first.err);
    let path = home.path().join("man-hinh.svg");
    let drawn = fs::read_to_string(&path).unwrap();
    let again = home.run(&["picture", "ruou", "--out", "man-hinh.svg"]);
    assert_eq!(again.code, 74);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), drawn);
    let forced = home.run(&[&args[..], &["--force"]].concat());
    assert_eq!(forced.code, 0, "{}", forced.err);
    let printed = home.run(&["picture", "cha muc", "--out", "-"]);
    assert_eq!(printed.out, drawn);
}

#[test]
fn what_is_wrong_is_told_at_once_with_what_to_do() {
    let home = home_with_catalogue();
    for (lang, told) in [("vi", "số cột x số dòng"), ("en", "columns x rows")] {
        let args = ["--size", "30x9", "--keys", "a<entr>", "--lang", lang];
        let ran = home.run(&[&["picture"], &args[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        for part in [told, "40x10", "“30x9”", "<entr>", "<enter>"] {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
    }
    let left = home.run(&["picture", "--keys", "<esc>qq"]);
    assert_eq!(left.code, 2);
    assert!(left.err.contains("q, Q, <ctrl-c>"), "{}", left.err);
}

#[test]
fn drawing_leaves_no_search_behind() {
    let home = home_with_catalogue();
    draw(&home, &["cha muc", "--keys", "<enter>b"]);
    for keys in ["<up>", "<esc>B"] {
        let drawn = draw(&home, &["--keys", keys]);
        assert!(!drawn.contains("cha muc"), "{drawn}");
    }
}

#[test]
fn a_persons_own_keys_are_those_of_the_picture() {
    let home = home_with_catalogue();
    let folder = home.path().join(".config/ocop");
    fs::create_dir_all(&folder).unwrap();
    let own = "[keys.anywhere]\nstats = \"Z\"\n";
    fs::write(folder.join("config.toml"), own).unwrap();
    let drawn = draw(&home, &["--keys", "<esc>Z"]);
    assert!(
        drawn.contains(&of_all("{all} sản phẩm / 42 chủ thể")),
        "{drawn}"
    );
}

/// The text elements of a picture: row, column, text.
fn runs(drawn: &str) -> Vec<(usize, usize, String)> {
    let number = |run: &str, name: &str| -> usize {
        let (_, rest) = run.split_once(&format!(" {name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let runs = drawn.split("<text").skip(1).map(|run| {
        let words = run.split_once('>').unwrap().1;
        let words = words.split_once("</text>").unwrap().0;
        let words = words.replace("&lt;", "<").replace("&gt;", ">");
        let (x, y) = (number(run, "x"), number(run, "y"));
        (y / 18, x / 9, words.replace("&amp;", "&"))
    });
    runs.collect()
}

#[test]
#[cfg(unix)]
fn a_picture_shows_what_a_terminal_does() {
    let home = home_with_catalogue();
    let args = ["--size", "100x30", "char mujwc", "--keys", "<enter><down>J"];
    let drawn = runs(&draw(&home, &args));
    assert!(drawn.len() > 50, "{drawn:?}");
    let mut terminal = Terminal::open(program(&home), (100, 30));
    terminal.press("char mujwc\r\x1b[BJ");
    terminal.until("the same as the picture", |seen| {
        let rows = seen.rows();
        drawn.iter().all(|(row, column, words)| {
            let shown = rows[*row].chars().skip(*column);
            shown.take(words.chars().count()).eq(words.chars())
        })
    });
}
