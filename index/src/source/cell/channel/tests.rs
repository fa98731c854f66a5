//! Channels as lists write them, and the round trip of the canonical form.

use proptest::prelude::*;

use crate::source::cell::channel::*;
use ChannelKind::{
    Export, Facebook, Lazada, OcopCentre, Other, OtherOnline, OwnPage, Portal, Postmart, Sendo,
    Shop, Shopee, Supermarket, Tiki, TiktokShop, Voso, Zalo,
};

fn channel(kind: ChannelKind, written: Option<&str>, link: Option<&str>) -> SalesChannel {
    SalesChannel {
        kind,
        link: link.map(str::to_owned),
        written: written.map(str::to_owned),
    }
}

#[test]
fn names_that_say_no_more_than_their_kind() {
    for (text, kind) in [
        ("Voso", Voso),
        ("Vỏ sò", Voso),
        ("VO SO", Voso),
        ("sàn Postmart", Postmart),
        ("sàn TMĐT Shopee", Shopee),
        ("Lazada", Lazada),
        ("Tiki", Tiki),
        ("Sendo", Sendo),
        ("TikTok Shop", TiktokShop),
        ("tiktok", TiktokShop),
        ("Facebook", Facebook),
        ("fanpage", Facebook),
        ("trang Facebook", Facebook),
        ("Zalo", Zalo),
        ("website", OwnPage),
        ("sàn TMĐT", OtherOnline),
        ("siêu thị", Supermarket),
        ("Trung tâm OCOP", OcopCentre),
        ("điểm bán OCOP", OcopCentre),
        ("cửa hàng", Shop),
        ("xuất khẩu", Export),
    ] {
        assert_eq!(parse_channels(text), [channel(kind, None, None)], "{text}");
    }
}

#[test]
fn words_that_say_more_are_kept() {
    for (text, kind) in [
        ("WinMart", Supermarket),
        ("Big C", Supermarket),
        ("Go!", Supermarket),
        ("Aeon Hạ Long", Supermarket),
        ("Co.op Mart", Supermarket),
        ("Siêu thị GO! Hạ Long", Supermarket),
        ("cửa hàng OCOP Bãi Cháy", OcopCentre),
        ("điểm giới thiệu và bán sản phẩm OCOP", OcopCentre),
        ("chợ", Shop),
        ("Chợ Hạ Long 1", Shop),
        ("đại lý", Shop),
        ("tại cơ sở", Shop),
        ("teqni", Portal),
        ("hội chợ", Other),
        ("đồ gỗ", Other),
        ("bán cho du khách", Other),
    ] {
        assert_eq!(
            parse_channels(text),
            [channel(kind, Some(text), None)],
            "{text}"
        );
    }
    let zalo = channel(Zalo, Some("0912345678"), None);
    assert_eq!(parse_channels("Zalo: 0912345678"), [zalo]);
    let facebook = channel(Facebook, Some("Hạ Long Food"), None);
    assert_eq!(parse_channels("Facebook (Hạ Long Food)"), [facebook]);
}

#[test]
fn links_are_known_by_their_host() {
    for (link, kind) in [
        ("https://www.voso.vn/san-pham/1", Voso),
        ("https://nongsan.buudien.vn/x", Postmart),
        ("https://shopee.vn/a,b?x=1", Shopee),
        ("https://www.facebook.com/halong", Facebook),
        ("https://zalo.me/0912345678", Zalo),
        ("ocop.com.vn", Portal),
        ("https://teqni.gov.vn/p/3", Portal),
        ("https://chamuchalong.vn", OwnPage),
        ("https://notvoso.vn", OwnPage),
    ] {
        assert_eq!(
            parse_channels(link),
            [channel(kind, None, Some(link))],
            "{link}"
        );
    }
    let link = Some("https://voso.vn/1");
    for text in [
        "Voso: https://voso.vn/1",
        "Voso:https://voso.vn/1",
        "Voso (https://voso.vn/1)",
    ] {
        assert_eq!(parse_channels(text), [channel(Voso, None, link)], "{text}");
    }
    let own = channel(Shopee, None, Some("https://s.example/1"));
    assert_eq!(parse_channels("Shopee: https://s.example/1"), [own]);
    let page = channel(Facebook, Some("Fanpage Hạ Long"), Some("fb.com/halong"));
    assert_eq!(parse_channels("Fanpage Hạ Long: fb.com/halong"), [page]);
}

#[test]
fn a_cell_holds_several() {
    let kinds = |text: &str| -> Vec<ChannelKind> {
        parse_channels(text).into_iter().map(|c| c.kind).collect()
    };
    for text in [
        "Voso\nPostmart\nsiêu thị",
        "Voso; Postmart; siêu thị",
        "Voso | Postmart | siêu thị",
        "Voso, Postmart, siêu thị",
        "Voso,Postmart,siêu thị",
        "sàn Voso và Postmart; siêu thị",
        "Voso/Postmart/siêu thị",
        "Voso; -; Postmart; ; siêu thị;",
    ] {
        assert_eq!(kinds(text), [Voso, Postmart, Supermarket], "{text}");
    }
    let links = parse_channels("https://voso.vn/a,b https://postmart.vn/1, Zalo");
    assert_eq!(links.len(), 3);
    assert_eq!(links[0].link.as_deref(), Some("https://voso.vn/a,b"));
    let shops = parse_channels("Chợ Hạ Long 1, phường Hồng Gai; cửa hàng, 12 Lê Lợi, Hạ Long");
    assert_eq!(
        shops,
        [
            channel(Shop, Some("Chợ Hạ Long 1, phường Hồng Gai"), None),
            channel(Shop, Some("12 Lê Lợi, Hạ Long"), None),
        ]
    );
    let markets = channel(Supermarket, Some("WinMart, Big C; Aeon"), None);
    assert_eq!(parse_channels("Siêu thị (WinMart, Big C; Aeon)"), [markets]);
    for none in ["", "-", "không", "chưa có; -"] {
        assert!(parse_channels(none).is_empty(), "{none}");
    }
}

#[test]
fn our_own_form_is_short_and_reads_back() {
    for (channel, text) in [
        (
            channel(Voso, None, Some("https://voso.vn/1")),
            "voso https://voso.vn/1",
        ),
        (
            channel(Shop, Some("Chợ Hạ Long (cổng 2), tầng 1"), None),
            "shop (Chợ Hạ Long (cổng 2), tầng 1)",
        ),
        (
            channel(OwnPage, Some("a"), Some("b.vn/x")),
            "own_page (a) b.vn/x",
        ),
        (
            channel(Other, Some("a) b"), Some("c d")),
            r"other (a\) b) <c d>",
        ),
        (channel(Export, None, None), "export"),
        (channel(Other, Some(""), Some("")), "other () <>"),
    ] {
        assert_eq!(format_channel(&channel), text);
        assert_eq!(parse_channels(text), [channel]);
    }
}

fn any_channel() -> impl Strategy<Value = SalesChannel> {
    let text = || {
        proptest::option::of(prop_oneof![
            any::<String>(),
            r"[a-c;,|()<>\\\n /.:]{0,12}",
            "https://[a-z]{1,4}\\.vn/[a-z(),;]{0,6}"
        ])
    };
    (0..ChannelKind::ALL.len(), text(), text()).prop_map(|(kind, link, written)| SalesChannel {
        kind: ChannelKind::ALL[kind],
        link,
        written,
    })
}

proptest! {
    #[test]
    fn every_channel_reads_back(channel in any_channel()) {
        prop_assert_eq!(parse_channels(&format_channel(&channel)), [channel]);
    }

    #[test]
    fn every_list_of_channels_reads_back(channels in proptest::collection::vec(any_channel(), 0..5)) {
        for between in ["; ", "\n", " | ", ", "] {
            let text: Vec<String> = channels.iter().map(format_channel).collect();
            prop_assert_eq!(&parse_channels(&text.join(between)), &channels);
        }
    }

    #[test]
    fn any_text_is_read(text: String, mixed in r"(Voso|shop|chợ|https://a\.vn/|[ ,;|()<>\\:/\n]|và|-){0,20}") {
        for text in [text, mixed] {
            for channel in parse_channels(&text) {
                prop_assert_eq!(parse_channels(&format_channel(&channel)), [channel]);
            }
        }
    }
}
