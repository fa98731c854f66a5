//! The code of a record, scanned off the drawn cells by a real decoder, in every theme and in ASCII.

use ocop::app::model::Focus;
use ocop::app::msg::Msg;
use ocop::view::theme_name::ThemeName;
use ocop::wording::locale::Language;
use ocop_index::product::{ChannelKind, SalesChannel};
use ratatui::style::{Color, Modifier};

use crate::support::built_in::of_all;
use crate::support::screen::Screen;

/// A cell on the glass: four pixels wide, eight high.
const CELL: (usize, usize) = (4, 8);

/// A cell as it is seen: its sign, and how bright its ground and its ink are.
type Glass = (String, u8, u8);

/// What a telephone reads off these cells; the first row is words.
fn read((columns, rows): (usize, usize), cell: impl Fn(usize, usize) -> Glass) -> Option<String> {
    let cells: Vec<Glass> = (0..columns * rows)
        .map(|at| cell(at % columns, at / columns))
        .collect();
    let pixel = |x: usize, y: usize| {
        let (sign, ground, ink) = &cells[y / CELL.1 * columns + x / CELL.0];
        let upper = y % CELL.1 < CELL.1 / 2;
        let is_ink = match sign.as_str() {
            "█" => true,
            "▀" => upper,
            "▄" => !upper,
            _ => false,
        };
        if is_ink { *ink } else { *ground }
    };
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = image.detect_grids();
    assert!(grids.len() <= 1, "one code at a time");
    grids.first().map(|grid| grid.decode().unwrap().1)
}

/// What a telephone reads off a terminal of light letters.
fn scanned(screen: &Screen) -> Option<String> {
    scanned_off(screen, (20, 220))
}

/// What a telephone reads off a terminal with this ground and these letters.
fn scanned_off(screen: &Screen, (ground, ink): (u8, u8)) -> Option<String> {
    let buffer = screen.buffer();
    let bright = |colour, own| match colour {
        Color::Black => 0,
        Color::White => 255,
        _ => own,
    };
    let size = (buffer.area.width.into(), buffer.area.height.into());
    read(size, |x, y| {
        let cell = &buffer[(x as u16, y as u16)];
        let (ground, ink) = (bright(cell.bg, ground), bright(cell.fg, ink));
        let sign = cell.symbol().to_owned();
        if cell.modifier.contains(Modifier::REVERSED) {
            (sign, ink, ground)
        } else {
            (sign, ground, ink)
        }
    })
}

fn opened(width: u16, height: u16, theme: ThemeName, ascii: bool) -> Screen {
    let mut screen = Screen::with(width, height, Language::Vi, theme, ascii);
    screen.press("cha muc<enter>");
    let product = &mut screen.model.loaded_rows.hits[0].product;
    product.channels = vec![SalesChannel {
        kind: ChannelKind::ALL[0],
        link: Some("https://ocop.example.vn/cha-muc".into()),
        written: None,
    }];
    product.producer.as_mut().unwrap().phone = Some("0203 3825 123, 0912345678".into());
    screen
}

#[test]
fn the_code_is_read_off_the_cells_in_every_theme_and_in_ascii() {
    use ThemeName::{Contrast, Dark, Light, Mono};
    for theme in [Dark, Light, Contrast, Mono] {
        for (ascii, width, height) in [(false, 80, 24), (false, 120, 40), (true, 100, 60)] {
            let mut screen = opened(width, height, theme, ascii);
            screen.press("gq");
            let told = scanned(&screen);
            let expected = Some("https://ocop.example.vn/cha-muc");
            assert_eq!(told.as_deref(), expected, "{theme:?} {}", screen.text());
            screen.press("<tab>");
            assert_eq!(scanned(&screen).as_deref(), Some("tel:02033825123"));
            assert!(screen.shows("Điện thoại 2/"));
            // Nothing of the cells is beyond ASCII but letters of words.
            let signs = screen.text();
            assert!(!ascii || !signs.contains(['█', '▀', '▄', '·', '…']));
            screen.press("<backtab><backtab>");
            let source = scanned(&screen);
            if let Some(source) = &source {
                assert!(source.starts_with("http"), "{source}");
            } else {
                assert!(screen.shows("cần cửa sổ"), "{}", screen.text());
            }
        }
    }
}

#[test]
fn a_window_without_room_says_so_with_the_whole_address() {
    for (width, height, ascii) in [
        (40, 10, false),
        (60, 20, false),
        (80, 24, true),
        (100, 30, true),
    ] {
        let mut screen = opened(width, height, ThemeName::Dark, ascii);
        let link = "https://ocop.example.vn/san-pham/cha-muc-gia-tay-ha-long-5-sao-cua-co-so-thanh-mang?ref=hoi-cho";
        screen.model.loaded_rows.hits[0].product.channels[0].link = Some(link.into());
        screen.press("gq");
        assert_eq!(scanned(&screen), None);
        let text = screen.text();
        assert!(text.contains("cần cửa sổ"), "{text}");
        // Wrapped where the window ends, and nothing put in.
        let joined: String = text.lines().map(str::trim).collect();
        assert!(joined.contains(link), "{text}");
    }
}

#[test]
fn every_record_of_the_catalogue_can_be_scanned_in_a_larger_window() {
    let mut screen = Screen::new(100, 40);
    screen.press("<enter>");
    for _ in 0..40 {
        screen.press("gq");
        let product = &screen.model.selected_hit().unwrap().product;
        let expected = product.sources.first().unwrap_or(&product.name).clone();
        assert_eq!(scanned(&screen), Some(expected));
        screen.press("<esc>jjj");
    }
}

#[test]
fn a_code_is_closed_by_esc_and_q_and_nothing_moves_behind_it() {
    let mut screen = Screen::new(100, 30);
    screen.press("<enter>g");
    assert!(screen.shows("mã QR"), "the prefix names it");
    screen.press("q");
    assert!(screen.model.qr_screen().is_some() && screen.wishes.is_empty());
    screen.press("jGx/ ");
    assert_eq!(
        (screen.model.selected, screen.model.focus),
        (0, Focus::List)
    );
    screen.press("q");
    assert!(screen.model.qr_screen().is_none() && screen.wishes.is_empty());
    screen.press("gq<esc>");
    assert_eq!(
        (screen.model.qr_screen(), screen.model.focus),
        (None, Focus::List)
    );
    screen.press("gq");
    for (width, height) in [(0, 0), (1, 1), (39, 9), (40, 10), (500, 200)] {
        screen.send(Msg::Resize { width, height });
        screen.text();
    }
    screen.press("<ctrl-c>");
    assert_eq!(screen.wishes.len(), 1);
    // While typing both letters are text, and of nothing there is no code.
    let mut screen = Screen::new(100, 30);
    screen.press("gq");
    assert_eq!(screen.model.input.text(), "gq");
    screen.press("<ctrl-u>xyzzyq<enter>gq");
    assert_eq!(screen.model.qr_screen(), None);
    assert!(screen.shows("Chưa chọn sản phẩm nào"));
}

#[test]
fn without_colours_dark_and_light_change_places_by_a_key() {
    let light_ground = (235, 20);
    for (ascii, width, height) in [(false, 80, 24), (true, 100, 60)] {
        let mut screen = opened(width, height, ThemeName::Mono, ascii);
        screen.press("gq");
        assert!(screen.shows("O đảo sáng tối"));
        assert_eq!(scanned_off(&screen, light_ground), None, "light on dark");
        screen.press("O");
        assert!(scanned_off(&screen, light_ground).is_some());
        screen.press("<esc>gq");
        assert!(scanned(&screen).is_some());
    }
    let mut screen = opened(80, 24, ThemeName::Dark, false);
    screen.press("gq");
    assert!(!screen.shows("O đảo") && scanned_off(&screen, light_ground).is_some());
}

#[cfg(unix)]
#[test]
fn a_real_terminal_shows_the_same_code() {
    use crate::support::home::Home;
    use crate::support::pty::{Seen, Terminal, program};
    use vt100::Color;

    let off = |seen: &Seen| {
        let screen = seen.screen();
        let (rows, columns) = screen.size();
        read((columns.into(), rows.into()), |x, y| {
            let cell = screen.cell(y as u16, x as u16).unwrap();
            let bright = |colour, own| match colour {
                Color::Idx(0) => 0,
                Color::Idx(15) => 255,
                _ => own,
            };
            let (ground, ink) = (bright(cell.bgcolor(), 20), bright(cell.fgcolor(), 220));
            let sign = cell.contents().to_owned();
            if cell.inverse() {
                (sign, ink, ground)
            } else {
                (sign, ground, ink)
            }
        })
    };
    for (no_color, ascii) in [("", false), ("1", false), ("", true), ("1", true)] {
        let home = Home::new();
        let mut command = program(&home);
        command.env("NO_COLOR", no_color);
        if ascii {
            command.arg("--ascii");
        }
        let mut terminal = Terminal::open(command, (130, 66));
        terminal.press("cha muc\r");
        terminal.until("the list", |seen| seen.shows(&of_all("2 / {all}")));
        terminal.press("gq");
        terminal.until("the code", |seen| {
            let told = off(seen);
            told.is_some_and(|told| told.starts_with("https://nongthon.vietnamtourism.gov.vn/"))
        });
        terminal.press("qqq");
        assert_eq!(terminal.end().code, 0);
    }
}
