//! Sentences that combine two to four conditions.

use super::super::fill::Form;

pub(crate) const FORMS: &[Form] = &[
    (
        "sản phẩm {n} sao ở {d} sắp hết hạn",
        "star={n}; district={d}; status=due",
    ),
    (
        "sản phẩm {n} sao ở {d} đã hết hạn",
        "star={n}; district={d}; status=expired",
    ),
    (
        "các sản phẩm {n} sao hết hạn ở {d}",
        "star={n}; district={d}; status=expired",
    ),
    (
        "{n} sao {d} còn hạn",
        "star={n}; district={d}; status=valid|due",
    ),
    (
        "{n} sao ở {d} còn hạn",
        "star={n}; district={d}; status=valid|due",
    ),
    (
        "cho tôi xem các sản phẩm của {k} ở {d} còn hạn",
        "kind={k}; district={d}; status=valid|due",
    ),
    (
        "cho tôi xem các sản phẩm của {k} ở {d}",
        "kind={k}; district={d}",
    ),
    (
        "cho tôi xem sản phẩm {n} sao của {k} ở {d}",
        "star={n}; kind={k}; district={d}",
    ),
    (
        "cho mình xem sản phẩm {n} sao của {k}",
        "star={n}; kind={k}",
    ),
    ("liệt kê sản phẩm {n} sao ở {d}", "star={n}; district={d}"),
    (
        "liệt kê giúp tôi các sản phẩm {n} sao tại {dt}",
        "star={n}; district={dt}",
    ),
    (
        "liệt kê các sản phẩm hết hạn của {d}",
        "status=expired; district={d}",
    ),
    (
        "tìm giúp {p} {n} sao ở {d}",
        "words={p}; star={n}; district={d}",
    ),
    ("tìm {p} {n} sao", "words={p}; star={n}"),
    (
        "tìm cho tôi {p} {n} sao của {k}",
        "words={p}; star={n}; kind={k}",
    ),
    ("{p} {n} sao", "words={p}; star={n}"),
    ("{p} {w} sao", "words={p}; star={w}"),
    ("{p} từ 4 sao trở lên", "words={p}; star>=4"),
    ("{p} {n} sao ở {d}", "words={p}; star={n}; district={d}"),
    ("{p} {n} sao ở {dt}", "words={p}; star={n}; district={dt}"),
    ("{p} ở {d} {n} sao", "words={p}; star={n}; district={d}"),
    ("{p} còn hạn", "words={p}; status=valid|due"),
    ("{p} đã hết hạn", "words={p}; status=expired"),
    ("{p} sắp hết hạn", "words={p}; status=due"),
    ("{p} của {k}", "words={p}; kind={k}"),
    ("{p} của {k} ở {d}", "words={p}; kind={k}; district={d}"),
    ("{p} của {k} {n} sao", "words={p}; kind={k}; star={n}"),
    (
        "{p} chưa xếp hạng ở {d}",
        "words={p}; status=unrated; district={d} // words={p}; star=none; district={d}",
    ),
    (
        "có {p} nào ở {d} đạt {n} sao",
        "words={p}; star={n}; district={d}",
    ),
    (
        "{p} công nhận năm {y}",
        "words={p}; year={y} // words={p}; ever={y} // words={p}; year={y}; !star=none",
    ),
    (
        "sản phẩm {n} sao công nhận năm {y} ở {d}",
        "star={n}; year={y}; district={d} // star={n}; ever={y}; district={d}",
    ),
    (
        "sản phẩm nhóm {g} {n} sao ở {d}",
        "group={g}; star={n}; district={d}",
    ),
    ("các sản phẩm {n} sao thuộc nhóm {g}", "star={n}; group={g}"),
    ("nhóm {g} của {k}", "group={g}; kind={k}"),
    (
        "nhóm {g} ở {d} chưa xếp hạng",
        "group={g}; district={d}; status=unrated // group={g}; district={d}; star=none",
    ),
    (
        "sản phẩm của {k} chưa có số điện thoại ở {d}",
        "kind={k}; lacks=phone; district={d}",
    ),
    (
        "sản phẩm {n} sao ở {d} thiếu số quyết định",
        "star={n}; district={d}; lacks=decision",
    ),
    (
        "{n} sao {dt} thiếu sđt",
        "star={n}; district={dt}; lacks=phone",
    ),
    ("sản phẩm {n} sao bán trên {ch}", "star={n}; channel={ch}"),
    ("{p} bán trên {ch}", "words={p}; channel={ch}"),
    (
        "hàng của {k} ở {d} bán trên {ch}",
        "kind={k}; district={d}; channel={ch}",
    ),
    (
        "sản phẩm {n} sao của {k} hết hạn năm {ey}",
        "star={n}; kind={k}; expires={ey}",
    ),
    (
        "sản phẩm ở {d} hết hạn trong năm {ey}",
        "district={d}; expires={ey}",
    ),
    (
        "sản phẩm {n} sao hết hạn tháng {m}",
        "star={n}; expires={m}",
    ),
    (
        "các sản phẩm ở {dt} hết hạn quý {q}",
        "district={dt}; expires={q}",
    ),
    (
        "{n} sao ở {d} không phải của {k}",
        "star={n}; district={d}; !kind={k}",
    ),
    (
        "sản phẩm của {k} ở {d} đạt {n} sao",
        "kind={k}; district={d}; star={n}",
    ),
    (
        "tôi muốn xem danh sách sản phẩm {n} sao tại {d}",
        "star={n}; district={d}",
    ),
    (
        "anh chị cho em xin danh sách sản phẩm {n} sao của {d}",
        "star={n}; district={d}",
    ),
    (
        "cần danh sách các sản phẩm đã hết hạn trên địa bàn {d}",
        "status=expired; district={d}",
    ),
    ("lọc giúp sản phẩm {n} sao ở {d}", "star={n}; district={d}"),
    (
        "thống kê sản phẩm {n} sao trên địa bàn {dt}",
        "star={n}; district={dt}",
    ),
    (
        "{n} star products in {d} by cooperatives",
        "star={n}; district={d}; kind=cooperative",
    ),
    (
        "expired {n} star products in {d}",
        "star={n}; district={d}; status=expired",
    ),
    ("{n} stars in {d}", "star={n}; district={d}"),
    ("sản phẩm {n} sao tại {u}", "star={n}; unit={u}"),
    ("sản phẩm ở {c} đạt {n} sao", "commune={c}; star={n}"),
];
