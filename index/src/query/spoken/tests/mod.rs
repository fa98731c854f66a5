//! What lines in plain words are read as.

mod joined;
mod round_trip;
mod tables;

use std::sync::LazyLock;

use jiff::civil::date;

use super::{AskedFact, SpokenContext, SpokenProblemKind};
use crate::place::PlaceNames;
use crate::query::Facet;
use crate::query::language::{ResolvedLine, ResolvedName, ValueResolver, read_line, write_query};

/// The values of a catalogue of Quảng Ninh on 2026-11-30.
struct QuangNinh;

static PLACES: LazyLock<PlaceNames> = LazyLock::new(|| PlaceNames::new(&[], &[]));

impl ValueResolver for QuangNinh {
    fn numeric_values(&self, facet: Facet) -> Vec<String> {
        match facet {
            Facet::Star => (1..=5).map(|star| star.to_string()).collect(),
            Facet::Year => (2019..=2026).map(|year| year.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    fn resolve_name(&self, _: Facet, name: &str) -> ResolvedName {
        ResolvedName::Values(vec![name.to_owned()])
    }

    fn spoken_context(&self) -> SpokenContext<'_> {
        SpokenContext {
            today: date(2026, 11, 30),
            places: &PLACES,
            has_marks: true,
        }
    }
}

fn read(line: &str) -> ResolvedLine {
    read_line(line, &QuangNinh)
}

/// The query that a line means, as the query language writes it.
fn meant(line: &str) -> String {
    write_query(&read(line).query).trim_end().to_owned()
}

fn assert_meant(cases: &[(&str, &str)]) {
    for (line, query) in cases {
        assert_eq!(meant(line), *query, "{line}");
    }
}

#[test]
fn stars_are_read_in_words_in_digits_and_in_signs() {
    for line in [
        "4 sao",
        "bốn sao",
        "bon sao",
        "boosn sao",
        "hạng 4",
        "4*",
        "⭐⭐⭐⭐",
        "sao 4",
        "đạt 4 sao",
        "four stars",
    ] {
        assert_eq!(meant(line), "sao:4", "{line}");
    }
    assert_meant(&[
        ("từ 4 sao", "sao:4,5"),
        ("4 sao trở lên", "sao:4,5"),
        ("trên 3 sao", "sao:4,5"),
        ("cao hơn 3 sao", "sao:4,5"),
        ("tối thiểu bốn sao", "sao:4,5"),
        ("it nhat 4 sao", "sao:4,5"),
        ("dưới 4 sao", "sao:1,2,3"),
        ("không dưới 4 sao", "sao:4,5"),
        ("không quá 4 sao", "sao:1,2,3,4"),
        ("3 đến 4 sao", "sao:3,4"),
        ("từ 3 đến 4 sao", "sao:3,4"),
        ("3-4 sao", "sao:3,4"),
        ("3, 4 hoặc 5 sao", "sao:3,4,5"),
        ("chưa xếp hạng", "sao:none"),
    ]);
}

#[test]
fn status_and_expiry_are_read_from_the_day_of_the_catalogue() {
    assert_meant(&[
        ("còn hạn", "trang_thai:due,valid"),
        ("vẫn còn hiệu lực", "trang_thai:due,valid"),
        ("chua het han", "trang_thai:due,unclear,valid"),
        ("het hna", "trang_thai:expired"),
        ("sắp đến hạn", "trang_thai:due"),
        ("bị thu hồi", "trang_thai:withdrawn"),
        ("tiềm năng 5 sao", "trang_thai:pending5"),
        (
            "hết hạn trong 90 ngày tới",
            "den_han:2026-11-30..2027-02-28",
        ),
        ("hết hạn tháng 12/2026", "den_han:2026-12-01..2026-12-31"),
        ("hết hạn trước 30/6", "den_han:..2027-06-29"),
        ("hết hạn quý I năm sau", "den_han:2027-01-01..2027-03-31"),
        ("hết hạn trong năm nay", "den_han:2026-01-01..2026-12-31"),
        ("expires in December 2026", "den_han:2026-12-01..2026-12-31"),
        ("công nhận năm 2022", "nam:2022"),
        ("trước năm 2022", "nam:2019,2020,2021"),
        ("sau năm 2024", "nam:2025,2026"),
        ("từ 2021 đến 2023", "nam:2021,2022,2023"),
        ("năm ngoái", "nam:2025"),
    ]);
}

#[test]
fn a_negated_phrase_is_never_read_as_its_opposite() {
    assert_meant(&[
        ("không phải 4 sao", "-sao:4"),
        ("trừ 4 sao", "-sao:4"),
        ("trừ 4 sao và 5 sao", "-sao:4,5"),
        ("khác 3 sao", "-sao:3"),
        ("not 4 stars", "-sao:4"),
        ("không phải của htx", "-chu_the:cooperative"),
        ("ngoài Hạ Long và Ba Chẽ", "-huyen:\"Ba Chẽ\",\"Hạ Long\""),
        ("mật ong trừ Ba Chẽ", "-huyen:\"Ba Chẽ\" mật ong"),
        ("rượu không ba kích", "-\"ba kích\" rượu"),
        ("chưa bán trên shopee", "-kenh:shopee"),
        ("chưa có mã", "ma:none"),
    ]);
}

#[test]
fn what_is_not_understood_as_a_whole_stays_words_and_is_told() {
    for (line, kind) in [
        ("không hẳn 4 sao", SpokenProblemKind::Unread),
        ("gần 4 sao", SpokenProblemKind::Unread),
        ("4 sao hoặc hết hạn", SpokenProblemKind::OtherwiseJoined),
        ("4 sao hoặc ngon", SpokenProblemKind::Unread),
        ("công nhận tháng 5 năm 2022", SpokenProblemKind::OnlyYears),
    ] {
        let resolved = read(line);
        assert!(
            resolved.query.filter.is_empty() && resolved.query.conditions.is_empty(),
            "{line}"
        );
        assert_eq!(resolved.query.text.trim_end(), line);
        let kinds: Vec<_> = resolved
            .spoken_problems
            .iter()
            .map(|problem| problem.kind)
            .collect();
        assert_eq!(kinds, [kind], "{line}");
    }
    let either = read("4/5 sao");
    assert_eq!(
        either.spoken_problems[0].kind,
        SpokenProblemKind::EitherStar
    );
    assert_eq!(
        read("mật ong dưới 300k").spoken_problems[0].kind,
        SpokenProblemKind::NoPrices
    );
}

#[test]
fn signs_between_filters_mean_and() {
    assert_meant(&[
        ("4 sao, đông triều", "sao:4 huyen:\"Đông Triều\""),
        (
            "4 sao, còn hạn, htx",
            "sao:4 chu_the:cooperative trang_thai:due,valid",
        ),
        (
            "hết hạn; đông triều",
            "huyen:\"Đông Triều\" trang_thai:expired",
        ),
    ]);
}

#[test]
fn what_is_excluded_is_not_what_is_looked_for() {
    assert_meant(&[
        ("trừ htx huy hoàng", "-\"huy hoàng\""),
        ("ngoài chả mực", "-\"chả mực\""),
        ("trà không phải trà hoa vàng", "-\"trà hoa vàng\" trà"),
        ("ko phải 4 sao", "-sao:4"),
        ("k phải 4 sao", "-sao:4"),
        ("ko còn hạn", "trang_thai:expired"),
        ("3 đến 5 sao trừ 4", "sao:3,5 -sao:4"),
        ("không hết hạn năm 2024", "-den_han:2024-01-01..2024-12-31"),
        ("hết hạn trừ năm 2024", "-den_han:2024-01-01..2024-12-31"),
        ("chưa được 4 sao", "sao:1,2,3"),
        ("không gian", "không gian"),
    ]);
}

#[test]
fn a_year_said_once_holds_for_both_ends() {
    assert_meant(&[
        (
            "hết hạn từ tháng 1 đến tháng 6 năm 2025",
            "den_han:2025-01-01..2025-06-30",
        ),
        ("hết hạn 2024-2025", "den_han:2024-01-01..2025-12-31"),
        ("còn 3 tháng nữa hết hạn", "den_han:2026-11-30..2027-02-28"),
        ("còn hạn đến 31/12/2026", "den_han:2026-12-31.."),
    ]);
}

#[test]
fn words_of_names_are_not_eaten() {
    assert_meant(&[
        ("htx dược liệu xanh", "htx dược liệu xanh"),
        ("miến dong còn hạn", "trang_thai:due,valid miến dong"),
    ]);
}

#[test]
fn questions_set_no_filter() {
    for (line, words, fact) in [
        ("ruốc hàu còn hạn không", "ruốc hàu", AskedFact::Validity),
        ("ruoc hau con han chua?", "ruoc hau", AskedFact::Validity),
        ("rượu ba kích mấy sao", "rượu ba kích", AskedFact::Star),
        ("chả mực có 4 sao không ạ", "chả mực", AskedFact::Star),
        ("miến dong của ai", "miến dong", AskedFact::Producer),
        ("chả mực Hạ Long ở đâu", "chả mực Hạ Long", AskedFact::Place),
        (
            "trà hoa vàng khi nào hết hạn",
            "trà hoa vàng",
            AskedFact::Validity,
        ),
        ("mật ong giá bao nhiêu", "mật ong", AskedFact::Price),
    ] {
        let resolved = read(line);
        assert_eq!(
            (meant(line).as_str(), resolved.question),
            (words, Some(fact)),
            "{line}"
        );
    }
    let count = read("bao nhiêu sản phẩm 4 sao ở Hạ Long");
    assert_eq!(count.question, Some(AskedFact::Count));
    assert_eq!(
        meant("bao nhiêu sản phẩm 4 sao ở Hạ Long"),
        "sao:4 huyen:\"Hạ Long\""
    );
}

#[test]
fn what_is_counted_may_be_producers_districts_or_communes() {
    for (line, query, fact) in [
        (
            "có bao nhiêu htx",
            "chu_the:cooperative",
            AskedFact::ProducerCount,
        ),
        (
            "bao nhieu hop tac xa o Ha Long co san pham 4 sao",
            "sao:4 huyen:\"Hạ Long\" chu_the:cooperative",
            AskedFact::ProducerCount,
        ),
        (
            "bao nhiêu chủ thể ở Ba Chẽ",
            "huyen:\"Ba Chẽ\"",
            AskedFact::ProducerCount,
        ),
        (
            "chả mực của bao nhiêu doanh nghiệp",
            "chu_the:enterprise chả mực",
            AskedFact::ProducerCount,
        ),
        (
            "có mấy huyện có sản phẩm 5 sao",
            "sao:5",
            AskedFact::DistrictCount,
        ),
        ("4 sao ở bao nhiêu xã", "sao:4", AskedFact::UnitCount),
        (
            "how many cooperatives",
            "chu_the:cooperative",
            AskedFact::ProducerCount,
        ),
        ("how many districts", "", AskedFact::DistrictCount),
    ] {
        assert_eq!(
            (meant(line).as_str(), read(line).question),
            (query, Some(fact)),
            "{line}"
        );
    }
}

#[test]
fn words_with_an_or_between_them_are_any_of_them() {
    assert_meant(&[
        ("trà hoặc rượu", "ten:trà,rượu"),
        (
            "ruốc tôm hay ruốc cá 3 sao",
            "sao:3 ten:\"ruốc tôm\",\"ruốc cá\"",
        ),
        (
            "tra, ruou hoac mat ong o Ba Che",
            "huyen:\"Ba Chẽ\" ten:tra,ruou,\"mat ong\"",
        ),
        ("sản phẩm trà hay là mật ong", "ten:trà,\"mật ong\""),
        ("chả mực và nước mắm", "ten:\"chả mực\",\"nước mắm\""),
        ("trà, rượu", "trà, rượu"),
    ]);
    assert!(!meant("không trà hoặc rượu").contains("ten:"));
}

#[test]
fn what_newcomers_asked_and_was_read_as_half_or_not_at_all() {
    assert_meant(&[
        ("sản phẩm 4 sao không có chủ thể", "sao:4 chu_the:none"),
        ("products without a producer", "chu_the:none"),
        ("sản phẩm chưa rõ huyện", "huyen:none"),
        (
            "rượu 4 sao đông triều hoặc ba chẽ",
            "sao:4 huyen:\"Ba Chẽ\",\"Đông Triều\" rượu",
        ),
        (
            "4 sao của htx hoặc hộ ở Cô Tô, Ba Chẽ",
            "sao:4 huyen:\"Ba Chẽ\",\"Cô Tô\" chu_the:cooperative,household",
        ),
        (
            "htx nào ở Bình Liêu",
            "huyen:\"Bình Liêu\" chu_the:cooperative",
        ),
        (
            "ở Bình Liêu có công ty nào",
            "huyen:\"Bình Liêu\" chu_the:enterprise",
        ),
        ("chả mực của htx nào", "chả mực"),
        (
            "products from Ba Che and Binh Lieu expiring within 90 days",
            "huyen:\"Ba Chẽ\",\"Bình Liêu\" den_han:2026-11-30..2027-02-28",
        ),
        ("đã hết hạn năm ngoái", "den_han:2025-01-01..2025-12-31"),
        ("het han sau 90 ngay", "den_han:2027-03-01.."),
        ("còn hạn trên 1 năm", "den_han:2027-12-01.."),
        ("còn hạn dưới 2 năm", "den_han:2026-11-30..2028-11-30"),
        ("sản phẩm cấp lại 2023", "nam:2023 cong_nhan:renewed"),
        ("4 sao 2023", "sao:4 nam:2023"),
        ("trong nhom thu cong my nghe", "nhom:IV"),
        ("de trong quyet dinh", "thieu:decision"),
        ("2023", "2023"),
    ]);
    for (line, meaning, kind) in [
        (
            "4 sao theo huyện so với năm ngoái",
            "sao:4",
            SpokenProblemKind::Comparison,
        ),
        (
            "4 stars compared with last year",
            "sao:4",
            SpokenProblemKind::Comparison,
        ),
        (
            "huyện nào có nhiều sản phẩm nhất",
            "",
            SpokenProblemKind::Ranking,
        ),
        (
            "4 sao không có loại gì đó",
            "sao:4",
            SpokenProblemKind::Unread,
        ),
    ] {
        let read = read(line);
        assert!(meant(line).starts_with(meaning), "{line}: {}", meant(line));
        assert!(
            read.spoken_problems
                .iter()
                .any(|problem| problem.kind == kind),
            "{line}"
        );
    }
}

#[test]
fn a_proposed_withdrawal_is_a_filter_of_its_own() {
    assert_meant(&[
        ("đề nghị thu hồi", "con_han:contested"),
        (
            "bị đề nghị thu hồi ở Đông Triều",
            "huyen:\"Đông Triều\" con_han:contested",
        ),
        ("không bị đề nghị thu hồi", "-con_han:contested"),
        ("bị thu hồi", "trang_thai:withdrawn"),
    ]);
}

#[test]
fn a_place_is_one_phrase_and_function_words_mean_nothing_beside_it() {
    assert_meant(&[
        ("h. hai ha", "huyen:\"Hải Hà\""),
        ("tp. mong cai q. ninh", "huyen:\"Móng Cái\""),
        ("tx quang yen", "huyen:\"Quảng Yên\""),
        ("xa quang son", "xa:\"Xã Quảng Sơn\""),
        ("p. hong hai", "xa:\"Phường Hồng Hải\""),
        ("sản phẩm Cô Tô", "huyen:\"Cô Tô\""),
        ("hàng của Ba Chẽ", "huyen:\"Ba Chẽ\""),
        ("mật ong ở Ba Chẽ", "huyen:\"Ba Chẽ\" mật ong"),
        ("chả mực hạ long", "chả mực hạ long"),
        ("hạ long", "hạ long"),
    ]);
}

#[test]
fn words_that_only_look_like_a_filter_stay_words() {
    for line in [
        "bưởi 4 mùa",
        "của htx huy hoàng",
        "trà 5 lá",
        "gà không xương",
        "ba kích",
        "năm",
        "nấm lim",
        "sao biển",
        "\\4 sao",
    ] {
        let query = read(line).query;
        assert!(query.filter.is_empty(), "{line}");
    }
    assert_meant(&[
        ("bưởi 4 sao", "sao:4 bưởi"),
        ("tinh dầu 3 sao", "sao:3 tinh dầu"),
        ("tinh dau 3 sao", "sao:3 tinh dau"),
        ("bo 3 sao", "sao:3 bo"),
        ("bỏ 3 sao", "-sao:3"),
        ("hang ba che", "huyen:\"Ba Chẽ\""),
        ("ruoc tu 4 sao tro len", "sao:4,5 ruoc"),
    ]);
}

#[test]
fn a_sentence_is_read_as_a_whole() {
    assert_meant(&[
        (
            "sản phẩm 4 sao ở Hạ Long sắp hết hạn",
            "sao:4 huyen:\"Hạ Long\" trang_thai:due",
        ),
        (
            "cho tôi xem các sản phẩm của hợp tác xã ở Bình Liêu còn hạn",
            "huyen:\"Bình Liêu\" chu_the:cooperative trang_thai:due,valid",
        ),
        (
            "products with 4 stars in Ha Long expiring soon",
            "sao:4 huyen:\"Hạ Long\" trang_thai:due",
        ),
    ]);
}

#[test]
fn what_was_done_with_products_is_asked_for_in_words_where_somebody_did_something() {
    assert_meant(&[
        ("chưa duyệt", "ra_soat:open"),
        ("rượu chua ra soat", "ra_soat:open rượu"),
        ("đã duyệt", "ra_soat:done"),
        ("cần sửa", "ket_luan:can-sua"),
        ("có ghi chú", "ghi_chu:yes"),
        ("chưa có ghi chú", "-ghi_chu:yes"),
        ("not reviewed", "ra_soat:open"),
        ("to be fixed", "ket_luan:can-sua"),
    ]);
}
