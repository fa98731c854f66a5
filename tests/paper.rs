//! Labels, signs and lists of a fair, as files: what they say, that nothing foreign acts in them, and that codes of
//! the drawing are read.

use clap::ValueEnum;
use ocop::report::paper::printed_entry::{PrintedEntry, PrintedList, PrintedPrice, PrintedStars};
use ocop::report::paper::{PaperKind, PiecesPerPage, build_label_svg, build_paper};
use ocop::wording::locale::{Language, Locale};
use ocop::wording::qr_content::QrContent;
use ocop::work::lists::list_act::Price;
use ocop_index::source::builtin;
use ocop_index::status::{RecognitionSummary, derive_state};

use crate::support::codes::read_codes;
use crate::support::printed_lists::fair_list;

const KINDS: [PaperKind; 4] = [
    PaperKind::Labels,
    PaperKind::Stands,
    PaperKind::Prices,
    PaperKind::Checklist,
];

fn vietnamese() -> Locale {
    Locale::new(Language::Vi)
}

fn list_of(entries: Vec<PrintedEntry>) -> PrintedList {
    PrintedList {
        name: "Hội chợ thử".to_owned(),
        facts: Vec::new(),
        entries,
    }
}

/// What stands in the elements, without the tags, a space for each of them.
fn text_of(markup: &str) -> String {
    let body = markup.split_once("<body>").map_or(markup, |(_, body)| body);
    let mut text = String::new();
    for piece in body.split('<').skip(1) {
        text.push(' ');
        text.push_str(piece.split_once('>').unwrap().1);
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the codes say that are drawn in a file, each alone.
fn codes_of(markup: &str) -> Vec<String> {
    let drawn = markup.split("<svg class=\"code\"").skip(1);
    let said = drawn.map(|code| {
        let side = code.split_once("viewBox=\"0 0 ").unwrap().1;
        let side: usize = side.split(' ').next().unwrap().parse().unwrap();
        let path = code.split_once("<path d=\"").unwrap().1;
        let path = path.split_once('"').unwrap().0;
        let mut dark = vec![false; side * side];
        for run in path.split('M').skip(1) {
            let (column, rest) = run.split_once(' ').unwrap();
            let (row, rest) = rest.split_once('h').unwrap();
            let length = rest.split_once('v').unwrap().0;
            let [column, row, length] = [column, row, length].map(|n| n.parse::<usize>().unwrap());
            dark[row * side + column..][..length].fill(true);
        }
        let pixels = side * 4;
        let said = read_codes((pixels, pixels), |x, y| dark[y / 4 * side + x / 4]);
        assert_eq!(said.len(), 1, "one code is read");
        said[0].clone()
    });
    said.collect()
}

#[test]
fn a_paper_is_one_file_that_asks_for_nothing_and_runs_nothing() {
    for language in [Language::Vi, Language::En] {
        let locale = Locale::new(language);
        let list = fair_list(&locale, 20);
        for kind in KINDS {
            let html = build_paper(&list, kind, PiecesPerPage::Eight, &locale).html;
            assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\""));
            assert!(html.contains("<meta charset=\"utf-8\">"));
            assert!(html.contains("@page{size:210mm 297mm"));
            for outside in [
                "http:",
                "https:",
                "src=",
                "href=",
                "url(",
                "@import",
                "<script",
                "<link",
                "<img",
                "<iframe",
                "javascript",
                " on",
            ] {
                let style_and_tags = html
                    .split('>')
                    .map(|piece| piece.rsplit('<').next().unwrap());
                assert!(
                    style_and_tags.clone().all(|tag| !tag.contains(outside)
                        || tag.contains("aria-label")
                        || tag.contains('}')),
                    "{kind:?}: {outside}"
                );
            }
            assert!(!html.replace("http-equiv", "").contains("http") && !html.contains("<script"));
        }
    }
}

#[test]
fn every_division_has_as_many_pages_as_its_pieces_need() {
    let locale = vietnamese();
    for (entries, per_page, pages) in [
        (0, PiecesPerPage::Eight, 0),
        (1, PiecesPerPage::One, 1),
        (3, PiecesPerPage::One, 3),
        (3, PiecesPerPage::Two, 2),
        (8, PiecesPerPage::Four, 2),
        (8, PiecesPerPage::Eight, 1),
        (9, PiecesPerPage::Eight, 2),
        (60, PiecesPerPage::Eight, 8),
        (60, PiecesPerPage::Sixteen, 4),
        (64, PiecesPerPage::Sixteen, 4),
    ] {
        let list = fair_list(&locale, entries);
        let paper = build_paper(&list, PaperKind::Labels, per_page, &locale);
        assert_eq!(paper.pages, Some(pages), "{entries} at {per_page:?}");
        assert_eq!(
            paper.html.matches("<section class=\"page\">").count(),
            pages
        );
        assert_eq!(paper.html.matches("<g class=\"label\"").count(), entries);
        assert_eq!(paper.pieces, entries);
    }
}

#[test]
fn a_label_says_all_that_is_known() {
    let locale = vietnamese();
    let entry = PrintedEntry {
        name: "Chả mực giã tay Hạ Long".to_owned(),
        stars: Some(PrintedStars {
            count: 5,
            in_force: true,
        }),
        validity: Some("công nhận đến 17/01/2028".to_owned()),
        producer: Some("HTX Chả mực Hạ Long".to_owned()),
        place: Some("Phường Hồng Gai".to_owned()),
        phone: Some("0912 345 678".to_owned()),
        stand: Some("A12".to_owned()),
        price: Some(PrintedPrice::from_price(
            &locale,
            &Price {
                dong: 450_000,
                unit: Some("kg".to_owned()),
            },
        )),
        codes: vec![QrContent {
            kind: "scan.shop",
            text: "https://ocop.example.vn/cha-muc".to_owned(),
        }],
    };
    let list = list_of(vec![entry]);
    for per_page in PiecesPerPage::value_variants().iter().copied() {
        let svg = build_label_svg(&list, &list.entries[0], per_page, &locale);
        let text = text_of(&svg);
        for said in [
            "OCOP 5 sao công nhận đến 17/01/2028",
            "Gian A12",
            "0912 345 678",
            "450.000 đ / kg",
            "Quét để mua",
            "Phường Hồng Gai",
        ] {
            let said_at_all = said.split(' ').all(|word| text.contains(word));
            assert!(said_at_all, "{per_page:?}: {said} in {text}");
        }
        let is_small = per_page == PiecesPerPage::Sixteen;
        assert_eq!(text.contains("Hội chợ thử"), !is_small, "{text}");
        assert_eq!(svg.matches("class=\"star\"").count(), 5);
        assert_eq!(codes_of(&svg), ["https://ocop.example.vn/cha-muc"]);
        assert!(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
        assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }
    let svg = build_label_svg(&list, &list.entries[0], PiecesPerPage::Eight, &locale);
    assert!(svg.contains("width=\"105mm\" height=\"74.25mm\""), "{svg}");
}

#[test]
fn nothing_is_made_up_for_what_is_not_known() {
    let locale = vietnamese();
    let list = list_of(vec![PrintedEntry::from_text("Bánh gật gù", None)]);
    for per_page in PiecesPerPage::value_variants().iter().copied() {
        let svg = build_label_svg(&list, &list.entries[0], per_page, &locale);
        let text = text_of(&svg);
        let expected = if per_page == PiecesPerPage::Sixteen {
            "Bánh gật gù"
        } else {
            "Hội chợ thử Bánh gật gù"
        };
        assert_eq!(text, expected, "{per_page:?}");
        assert!(!svg.contains("class=\"star\"") && !svg.contains("class=\"code\""));
    }
    let prices = build_paper(&list, PaperKind::Prices, PiecesPerPage::Eight, &locale);
    assert!(
        prices.html.contains("<span class=\"blank\">"),
        "room to write one"
    );
    let signs = build_paper(&list, PaperKind::Stands, PiecesPerPage::One, &locale);
    assert_eq!(
        (signs.pieces, signs.pages),
        (0, Some(0)),
        "no stand, no sign"
    );
    let checks = build_paper(&list, PaperKind::Checklist, PiecesPerPage::Eight, &locale);
    assert!(text_of(&checks.html).contains("Chưa có gian hàng Bánh gật gù"));
}

#[test]
fn hostile_text_is_text_in_every_field() {
    let locale = vietnamese();
    let hostile =
        "</text></svg><script>alert(1)</script> \"x' & \u{1b}[31m\u{202e}\u{0}\u{ffff} onload=";
    let value = || Some(hostile.to_owned());
    let entry = PrintedEntry {
        name: hostile.to_owned(),
        stars: Some(PrintedStars {
            count: 3,
            in_force: true,
        }),
        validity: value(),
        producer: value(),
        place: value(),
        phone: value(),
        stand: value(),
        price: Some(PrintedPrice {
            amount: hostile.to_owned(),
            unit: value(),
        }),
        codes: vec![QrContent {
            kind: "scan.shop",
            text: hostile.to_owned(),
        }],
    };
    let list = PrintedList {
        name: hostile.to_owned(),
        facts: vec![hostile.to_owned()],
        entries: vec![entry],
    };
    let mut files: Vec<String> = KINDS
        .map(|kind| build_paper(&list, kind, PiecesPerPage::Eight, &locale).html)
        .to_vec();
    let svgs = PiecesPerPage::value_variants().iter().copied();
    files.extend(svgs.map(|size| build_label_svg(&list, &list.entries[0], size, &locale)));
    let tags = [
        "g ",
        "svg ",
        "text ",
        "tspan ",
        "path ",
        "rect ",
        "html ",
        "head",
        "meta ",
        "title",
        "style",
        "body",
        "p ",
        "section ",
        "main",
        "header",
        "h1",
        "table ",
        "thead",
        "tbody",
        "tr",
        "th ",
        "td",
        "div ",
        "span ",
        "b",
        "!DOCTYPE html",
        "?xml ",
    ];
    for file in files {
        assert!(file.contains("&lt;script&gt;"), "{file}");
        for tag in file.split('<').skip(1) {
            let tag = tag.strip_prefix('/').unwrap_or(tag);
            assert!(
                tags.iter().any(|known| tag.starts_with(known.trim_end())),
                "{tag}"
            );
            assert!(!tag.starts_with("script"));
        }
        let acts = |letter: char| {
            (letter.is_control() && letter != '\n') || "\u{202e}\u{ffff}".contains(letter)
        };
        assert_eq!(file.chars().find(|letter| acts(*letter)), None);
    }
}

#[test]
fn the_code_of_every_record_is_read_at_every_size() {
    let locale = vietnamese();
    let list = fair_list(&locale, 40);
    for per_page in PiecesPerPage::value_variants().iter().copied() {
        let html = build_paper(&list, PaperKind::Labels, per_page, &locale).html;
        let said = codes_of(&html);
        assert_eq!(said.len(), list.entries.len(), "{per_page:?}");
        for (said, entry) in said.iter().zip(&list.entries) {
            assert!(entry.codes.iter().any(|code| code.text == *said), "{said}");
        }
        if per_page == PiecesPerPage::One {
            let first = list.entries.iter().map(|entry| &entry.codes[0].text);
            assert!(
                said.iter().eq(first),
                "what the window of the screen shows first"
            );
        }
    }
}

#[test]
fn a_code_that_no_phone_could_read_at_that_size_gives_way_to_the_next() {
    let locale = vietnamese();
    let long = format!("https://ocop.example.vn/?q={}", "x".repeat(700));
    let mut entry = PrintedEntry::from_text("Trà hoa vàng", None);
    entry.codes = [
        ("scan.source", long.as_str()),
        ("scan.phone", "tel:0912345678"),
    ]
    .map(|(kind, text)| QrContent {
        kind,
        text: text.to_owned(),
    })
    .to_vec();
    let list = list_of(vec![entry]);
    let said = |per_page| codes_of(&build_label_svg(&list, &list.entries[0], per_page, &locale));
    assert_eq!(said(PiecesPerPage::One), std::slice::from_ref(&long));
    assert_eq!(said(PiecesPerPage::Eight), ["tel:0912345678"]);
}

#[test]
fn every_word_of_a_long_name_is_printed() {
    let locale = vietnamese();
    for words in [12, 40, 150] {
        let name = "Nghêu Quỳnh Ưởng sấy ".repeat(words / 4);
        let producer = "Hợp tác xã Nông nghiệp Tổng hợp ".repeat(words / 6);
        let mut entry = PrintedEntry::from_text(&name, Some(&producer));
        entry.stand = Some("Khu ẩm thực ".repeat(8).trim_end().to_owned());
        let list = list_of(vec![entry]);
        for per_page in PiecesPerPage::value_variants().iter().copied() {
            for kind in [PaperKind::Labels, PaperKind::Stands] {
                let text = text_of(&build_paper(&list, kind, per_page, &locale).html);
                assert_eq!(
                    text.matches("Quỳnh").count(),
                    words / 4,
                    "{per_page:?} {kind:?}"
                );
                assert_eq!(
                    text.matches("Tổng hợp")
                        .count()
                        .max(text.matches("Tổng").count()),
                    words / 6
                );
            }
        }
    }
}

#[test]
fn stars_that_hold_no_more_are_drawn_empty_and_said() {
    let locale = vietnamese();
    let products = builtin::load_products().unwrap();
    let state_of = |day| {
        let product = products
            .iter()
            .find(|product| !product.recognitions.is_empty());
        let product = product.unwrap();
        let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
        PrintedEntry::from_product(&locale, product, &derive_state(recognitions, day), true)
    };
    let late = list_of(vec![state_of(jiff::civil::date(2040, 1, 1))]);
    let svg = build_label_svg(&late, &late.entries[0], PiecesPerPage::Eight, &locale);
    assert!(text_of(&svg).contains("hết hạn"), "{}", text_of(&svg));
    let star = svg.split_once("class=\"star\"").unwrap().1;
    assert!(star.split_once("/>").unwrap().0.contains("fill=\"none\""));
}

#[test]
fn without_phones_no_number_is_printed_and_none_is_in_a_code() {
    let locale = vietnamese();
    let mut product = builtin::load_products().unwrap()[0].clone();
    product.producer.as_mut().unwrap().phone = Some("0912345678".to_owned());
    product.sources.clear();
    product.recognitions.clear();
    let state = derive_state([], jiff::civil::date(2026, 11, 30));
    for (with_phones, phone, code) in [
        (true, Some("0912 345 678"), "tel:0912345678"),
        (false, None, product.name.as_str()),
    ] {
        let entry = PrintedEntry::from_product(&locale, &product, &state, with_phones);
        assert_eq!(entry.phone.as_deref(), phone);
        let list = list_of(vec![entry]);
        let svg = build_label_svg(&list, &list.entries[0], PiecesPerPage::Eight, &locale);
        let said = codes_of(&svg);
        assert_eq!(
            said.first().map(String::as_str),
            with_phones.then_some(code)
        );
    }
}

#[test]
fn a_sign_for_each_stand_names_its_producers_and_products() {
    let locale = vietnamese();
    let entry = |name: &str, producer: &str, stand: &str| {
        let mut entry = PrintedEntry::from_text(name, Some(producer));
        entry.stand = Some(stand.to_owned());
        entry
    };
    let list = list_of(vec![
        entry("Ba kích", "HTX Ba Chẽ", "A10"),
        entry("Sá sùng", "HTX Vân Đồn", "A2"),
        entry("Rượu sim", "HTX Ba Chẽ", "a 10"),
        entry("Miến dong", "HTX Bình Liêu", "Kiosk 3"),
    ]);
    let html = build_paper(&list, PaperKind::Stands, PiecesPerPage::One, &locale).html;
    assert_eq!(html.matches("<g class=\"stand\"").count(), 3);
    let signs: Vec<String> = html
        .split("<section")
        .skip(1)
        .map(|sign| text_of(&format!("<s{sign}")))
        .collect();
    assert_eq!(signs[0], "Hội chợ thử GIAN HÀNG A2 HTX Vân Đồn Sá sùng");
    assert_eq!(
        signs[1],
        "Hội chợ thử GIAN HÀNG A10 HTX Ba Chẽ Ba kích Rượu sim"
    );
    assert_eq!(
        signs[2], "Hội chợ thử Kiosk 3 HTX Bình Liêu Miến dong",
        "no word twice"
    );
}

#[test]
fn lists_have_a_row_for_each_entry_and_boxes_to_tick() {
    for (language, words) in [
        (
            Language::Vi,
            [
                "Bảng giá",
                "Phiếu kiểm tra gian hàng",
                "25.000 đ",
                "Có hàng",
            ],
        ),
        (
            Language::En,
            [
                "Price list",
                "Check list of stands",
                "25,000 đ",
                "Goods there",
            ],
        ),
    ] {
        let locale = Locale::new(language);
        let list = fair_list(&locale, 30);
        let paper = |kind| build_paper(&list, kind, PiecesPerPage::Eight, &locale);
        let prices = paper(PaperKind::Prices);
        assert_eq!((prices.pieces, prices.pages), (30, None));
        assert_eq!(prices.html.matches("<tr>").count(), 30 + 1);
        let text = text_of(&prices.html);
        assert!(text.contains(words[0]) && text.contains(words[2]), "{text}");
        assert!(text.contains("Quảng trường 30-10, Hạ Long"));
        let checks = paper(PaperKind::Checklist).html;
        assert_eq!(checks.matches("<span class=\"box\">").count(), 3 * 30);
        let text = text_of(&checks);
        assert!(text.contains(words[1]) && text.contains(words[3]), "{text}");
    }
}
