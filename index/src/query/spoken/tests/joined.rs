//! What "and", "or" and a comma say between values of one facet.

use super::*;

#[test]
fn gaps_with_an_and_are_lacked_together_and_with_an_or_either_is_enough() {
    for line in [
        "chưa có số điện thoại và quyết định",
        "thiếu số điện thoại và số quyết định",
        "thieu dien thoai va quyet dinh",
        "thiếu điện thoại, quyết định",
        "thiếu cả điện thoại và quyết định",
        "thiếu cả điện thoại lẫn quyết định",
        "không có số điện thoại và không có quyết định",
        "chưa có quyết định, chưa có số điện thoại",
        "chưa có quyết định chưa có sđt",
        "without phone and decision",
        "missing both the phone and the decision",
        "no phone number and no decision number",
    ] {
        assert_eq!(meant(line), "thieu:contact+decision", "{line}");
    }
    for line in [
        "thiếu quyết định hoặc số điện thoại",
        "thiếu quyết định hay số điện thoại",
        "thieu quyet dinh hoac dien thoai",
        "chưa có quyết định hoặc chưa có số điện thoại",
        "thiếu quyết định/số điện thoại",
        "missing phone or decision",
        "missing either phone or decision",
    ] {
        assert_eq!(meant(line), "thieu:contact,decision", "{line}");
    }
    assert_meant(&[
        ("thiếu điện thoại và địa chỉ", "thieu:contact+place"),
        (
            "thiếu điện thoại, địa chỉ và quyết định",
            "thieu:contact+decision+place",
        ),
        (
            "thiếu điện thoại, địa chỉ hoặc quyết định",
            "thieu:contact,decision,place",
        ),
        (
            "chưa có điện thoại ở Hạ Long chưa có quyết định",
            "huyen:\"Hạ Long\" thieu:contact+decision",
        ),
        (
            "thiếu điện thoại và quyết định ở Hạ Long",
            "huyen:\"Hạ Long\" thieu:contact+decision",
        ),
        ("thiếu số điện thoại và thiếu điện thoại", "thieu:contact"),
        // What has a field of its own goes on in the same way.
        ("thiếu điện thoại và mã", "thieu:contact ma:none"),
        ("chưa có số điện thoại và huyện", "huyen:none thieu:contact"),
        // Who has both lacks neither.
        ("có số điện thoại và quyết định", "-thieu:contact,decision"),
        (
            "có số điện thoại nhưng chưa có quyết định",
            "thieu:decision -thieu:contact",
        ),
    ]);
}

#[test]
fn channels_with_an_and_are_wanted_together() {
    assert_meant(&[
        ("bán trên shopee và tiktok", "kenh:shopee+tiktok_shop"),
        ("bán trên shopee, lazada và tiki", "kenh:lazada+shopee+tiki"),
        ("bán cả trên shopee và lazada", "kenh:lazada+shopee"),
        ("bán trên shopee và có tem truy xuất", "kenh:shopee+traced"),
        ("sold on shopee and lazada", "kenh:lazada+shopee"),
        ("bán trên shopee hoặc tiktok", "kenh:shopee,tiktok_shop"),
        ("trên shopee hay lazada", "kenh:lazada,shopee"),
        ("sold on shopee or lazada", "kenh:lazada,shopee"),
        (
            "không bán trên shopee và tiktok",
            "-kenh:shopee,tiktok_shop",
        ),
        (
            "bán trên shopee nhưng không bán trên tiktok",
            "kenh:shopee -kenh:tiktok_shop",
        ),
    ]);
}

/// A product has one place, one star, one maker: nothing has both.
#[test]
fn of_what_a_product_has_one_of_an_and_wants_either() {
    assert_meant(&[
        ("ở Hạ Long và Ba Chẽ", "huyen:\"Ba Chẽ\",\"Hạ Long\""),
        ("3 và 4 sao", "sao:3,4"),
        ("3 sao và 4 sao", "sao:3,4"),
        (
            "của các htx và doanh nghiệp",
            "chu_the:cooperative,enterprise",
        ),
        ("nhóm đồ uống và thực phẩm", "nhom:I,II"),
        ("năm 2021 và 2022", "nam:2021,2022"),
    ]);
}

#[test]
fn what_no_filter_can_say_stays_words_and_is_told() {
    for (line, kind) in [
        (
            "thiếu điện thoại và quyết định hoặc địa chỉ",
            SpokenProblemKind::MixedJoints,
        ),
        (
            "thiếu điện thoại hoặc quyết định ở Hạ Long thiếu địa chỉ",
            SpokenProblemKind::MixedJoints,
        ),
        (
            "có số điện thoại hoặc quyết định",
            SpokenProblemKind::OtherwiseJoined,
        ),
        (
            "thiếu mã hoặc quyết định",
            SpokenProblemKind::OtherwiseJoined,
        ),
        ("missing phone or price", SpokenProblemKind::OtherwiseJoined),
        ("missing price or phone", SpokenProblemKind::OtherwiseJoined),
    ] {
        let resolved = read(line);
        assert!(!meant(line).contains("thieu:"), "{line}: {}", meant(line));
        let kinds: Vec<_> = resolved
            .spoken_problems
            .iter()
            .map(|problem| problem.kind)
            .collect();
        assert!(kinds.contains(&kind), "{line}: {kinds:?}");
    }
    // Nothing has a price: it is left out of what is wanted together.
    let resolved = read("missing phone and price");
    assert_eq!(write_query(&resolved.query).trim_end(), "thieu:contact");
    assert_eq!(
        resolved.spoken_problems[0].kind,
        SpokenProblemKind::NoPrices
    );
}

#[test]
fn what_has_a_verb_of_its_own_keeps_it() {
    assert_meant(&[
        (
            "ban tren shopee nhung khong ban tren tiktok",
            "kenh:shopee -kenh:tiktok_shop",
        ),
        (
            "sold on shopee but not sold on lazada",
            "kenh:shopee -kenh:lazada",
        ),
        (
            "chưa xếp hạng và có số điện thoại",
            "sao:none -thieu:contact",
        ),
        ("chưa xếp hạng và bán trên shopee", "sao:none kenh:shopee"),
        (
            "không bán trên shopee và có tem truy xuất",
            "kenh:traced -kenh:shopee",
        ),
        (
            "hết hạn tháng 12 và chưa có quyết định",
            "thieu:decision den_han:2026-12-01..2026-12-31",
        ),
    ]);
}
