//! The record whole: what else its producer makes, and addresses that can be used as they stand.

use ocop::app::effect::{Effect, Request};
use ocop::app::update;
use ocop::args::ThemeName;
use ocop::locale::Lang;
use ocop_index::product::{Channel, ChannelKind};

use crate::support::home::Home;
use crate::support::screen::Screen;

/// Everything the record says, row below row, as one walks through it.
fn read(screen: &mut Screen) -> String {
    screen.press("<home>");
    let mut seen = Vec::new();
    for _ in 0..200 {
        let row = screen.text().lines().nth(3).unwrap().to_owned();
        let before = screen.model.detail_offset;
        seen.push(row);
        screen.press("<down>");
        if screen.model.detail_offset == before {
            let text = screen.text();
            seen.extend(text.lines().skip(4).map(str::to_owned));
            break;
        }
    }
    seen.join("\n")
}

#[test]
fn the_other_products_of_a_producer_are_told_with_stars_and_whether_they_hold() {
    let mut screen = Screen::new(60, 20);
    screen.press("nha_sx:\"tuệ lâm\"<enter><enter>");
    let text = read(&mut screen);
    assert!(text.contains("Sản phẩm khác của chủ thể"), "{text}");
    let own = screen.model.selected_hit().unwrap().product.name.clone();
    let others: Vec<String> = screen
        .names()
        .into_iter()
        .filter(|name| *name != own)
        .collect();
    assert_eq!(others.len(), 7);
    let section = text.split("Sản phẩm khác của chủ thể").nth(1).unwrap();
    let section = section.split("Nguồn ").next().unwrap();
    for other in &others {
        assert!(
            section.contains(&other[..other.len().min(20)]),
            "{other}: {section}"
        );
    }
    assert!(section.contains(" sao · "), "{section}");
    // The same on the command line, in either language.
    let id = screen.model.selected_hit().unwrap().product.id.clone();
    let told = Home::new().run(&["show", &id, "--lang", "en"]).out;
    assert!(told.contains("Other products of the producer"), "{told}");
    assert!(
        others.iter().all(|other| told.contains(other.as_str())),
        "{told}"
    );
    // Who has no other product, and who is unknown, has no such part.
    let mut screen = Screen::with(60, 20, Lang::En, ThemeName::Mono, true);
    for words in ["chả mực mạnh hà", "trà hoa vàng ba chẽ", "thịt lợn"] {
        screen
            .press("<esc>/<ctrl-u>")
            .press(words)
            .press("<enter><enter>");
        let text = read(&mut screen);
        let made = screen
            .model
            .others
            .as_ref()
            .and_then(|others| others.made.as_ref());
        let none = made.is_none_or(|made| made.hits.is_empty());
        assert_eq!(none, !text.contains("Other products"), "{text}");
    }
}

#[test]
fn it_is_asked_once_for_each_record_that_is_seen() {
    let mut screen = Screen::new(100, 30);
    screen.press("nha_sx:\"tuệ lâm\"<enter>");
    let asks = |screen: &mut Screen, key: &str| {
        let key = ocop::app::keymap::parse(key).unwrap();
        let effects = update::update(&mut screen.model, ocop::app::msg::Msg::Key(key));
        let is_one = |effect: &&Effect| matches!(effect, Effect::Ask(Request::Others { .. }));
        effects.iter().filter(is_one).count()
    };
    assert_eq!(asks(&mut screen, "J"), 0, "known");
    assert_eq!(asks(&mut screen, "down"), 1);
    assert!(screen.model.awaits_others());
    assert_eq!(asks(&mut screen, "J"), 0, "awaited");
    assert_eq!(asks(&mut screen, "down"), 1, "of another product");
}

#[test]
fn an_address_is_never_cut_whatever_the_width() {
    let shop =
        "https://ocop.example.vn/gian-hang/chả-mực?so=1&nguon=hoi-cho-ocop-quang-ninh-2026#lien-he";
    for width in [40, 47, 60, 69, 70, 80, 100, 109, 110, 140, 200] {
        let mut screen = Screen::new(width, 24);
        screen.press("cha muc<enter>");
        screen.model.rows.1[0].product.channels = vec![Channel {
            kind: ChannelKind::ALL[0],
            link: Some(shop.into()),
            written: None,
        }];
        let product = screen.model.selected_hit().unwrap().product.clone();
        screen.press("<enter>z");
        let text = read(&mut screen);
        let rows = text
            .lines()
            .map(|row| row.trim_matches(|c| matches!(c, '│' | ' ')));
        let joined: String = rows.collect();
        for link in product.sources.iter().map(String::as_str).chain([shop]) {
            assert!(joined.contains(link), "{width}: {link}\n{text}");
        }
        // It begins its own row, where a terminal that knows addresses finds it.
        let begins = |row: &str| {
            row.trim_start_matches(['│', ' '])
                .starts_with("https://ocop.example")
        };
        assert!(text.lines().any(begins), "{width}");
    }
}
