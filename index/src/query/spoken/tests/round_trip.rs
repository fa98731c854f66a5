//! Phrases made of filters and read back, in both languages, with and without accents and function words.

use proptest::prelude::*;
use proptest::sample::select;

use super::meant;
use crate::vietnamese::split_words;

/// A filter: how the query language writes it, and how people say it.
struct SpokenForm {
    query: &'static str,
    vietnamese: &'static [&'static str],
    english: &'static [&'static str],
}

/// In the order in which a query is written.
const FORMS: [&[SpokenForm]; 6] = [STARS, DISTRICTS, KINDS, STATUSES, CHANNELS, GAPS];

const STARS: &[SpokenForm] = &[
    SpokenForm {
        query: "sao:5",
        vietnamese: &["5 sao", "hạng 5 sao", "đạt năm sao", "5*"],
        english: &["5 stars", "five stars", "rated 5 stars"],
    },
    SpokenForm {
        query: "sao:4,5",
        vietnamese: &[
            "từ 4 sao",
            "4 sao trở lên",
            "trên 3 sao",
            "ít nhất bốn sao",
            "không dưới 4 sao",
        ],
        english: &[
            "at least 4 stars",
            "4 stars or more",
            "more than 3 stars",
            "no less than four stars",
        ],
    },
    SpokenForm {
        query: "-sao:4",
        vietnamese: &[
            "không phải 4 sao",
            "trừ 4 sao",
            "khác 4 sao",
            "không phải hạng 4 sao",
        ],
        english: &["not 4 stars", "except 4 stars", "other than 4 stars"],
    },
    SpokenForm {
        query: "sao:1,2,3",
        vietnamese: &[
            "dưới 4 sao",
            "thấp hơn 4 sao",
            "chưa đến 4 sao",
            "3 sao trở xuống",
            "không quá ba sao",
        ],
        english: &[
            "under 4 stars",
            "less than 4 stars",
            "3 stars or less",
            "at most 3 stars",
        ],
    },
];

const DISTRICTS: &[SpokenForm] = &[
    SpokenForm {
        query: "huyen:\"Hải Hà\"",
        vietnamese: &[
            "ở Hải Hà",
            "huyện Hải Hà",
            "tại huyện Hải Hà",
            "thuộc h. Hải Hà",
            "trên địa bàn Hải Hà",
        ],
        english: &["in Hải Hà", "from Hải Hà"],
    },
    SpokenForm {
        query: "-huyen:\"Ba Chẽ\"",
        vietnamese: &[
            "ngoài Ba Chẽ",
            "không ở Ba Chẽ",
            "trừ huyện Ba Chẽ",
            "không thuộc Ba Chẽ",
        ],
        english: &["not in Ba Chẽ", "except Ba Chẽ", "outside Ba Chẽ"],
    },
];

const KINDS: &[SpokenForm] = &[
    SpokenForm {
        query: "chu_the:cooperative",
        vietnamese: &[
            "của htx",
            "của hợp tác xã",
            "do hợp tác xã sản xuất",
            "thuộc các hợp tác xã",
        ],
        english: &["by cooperatives", "made by a cooperative"],
    },
    SpokenForm {
        query: "-chu_the:household",
        vietnamese: &["không phải của hộ kinh doanh", "trừ hộ kinh doanh"],
        english: &["not by households", "except households"],
    },
];

const STATUSES: &[SpokenForm] = &[
    SpokenForm {
        query: "trang_thai:expired",
        vietnamese: &[
            "đã hết hạn",
            "quá hạn",
            "không còn hiệu lực",
            "hết hiệu lực",
        ],
        english: &["expired", "out of date"],
    },
    SpokenForm {
        query: "trang_thai:due,valid",
        vietnamese: &["còn hạn", "vẫn còn hiệu lực"],
        english: &["still valid", "in force"],
    },
    SpokenForm {
        query: "trang_thai:due",
        vietnamese: &["sắp hết hạn", "sắp đến hạn", "gần hết hạn"],
        english: &["expiring soon", "about to expire"],
    },
];

const CHANNELS: &[SpokenForm] = &[
    SpokenForm {
        query: "kenh:lazada+shopee",
        vietnamese: &[
            "bán trên shopee và lazada",
            "có bán trên lazada, shopee",
            "trên cả shopee và lazada",
        ],
        english: &[
            "sold on shopee and lazada",
            "sold on both lazada and shopee",
        ],
    },
    SpokenForm {
        query: "kenh:lazada,shopee",
        vietnamese: &["bán trên shopee hoặc lazada", "trên lazada hay shopee"],
        english: &["sold on shopee or lazada", "on either lazada or shopee"],
    },
];

const GAPS: &[SpokenForm] = &[
    SpokenForm {
        query: "thieu:contact+decision",
        vietnamese: &[
            "chưa có số điện thoại và quyết định",
            "thiếu điện thoại, quyết định",
            "thiếu cả điện thoại và quyết định",
            "không có sđt và chưa có quyết định",
        ],
        english: &[
            "without phone and decision",
            "missing both decision and phone",
        ],
    },
    SpokenForm {
        query: "thieu:contact,decision",
        vietnamese: &[
            "thiếu số điện thoại hoặc quyết định",
            "chưa có điện thoại hay quyết định",
        ],
        english: &["missing phone or decision", "without decision or phone"],
    },
    SpokenForm {
        query: "thieu:contact",
        vietnamese: &["thiếu số điện thoại", "chưa có điện thoại"],
        english: &["without phone"],
    },
];

/// A filter of each facet or none, with the phrase that says it.
fn spoken_filters(
    is_english: bool,
) -> impl Strategy<Value = Vec<(usize, &'static str, &'static str)>> {
    let facet = move |(index, forms): (usize, &'static [SpokenForm])| {
        let said: Vec<(usize, &str, &str)> = forms
            .iter()
            .flat_map(|form| {
                let phrases = if is_english {
                    form.english
                } else {
                    form.vietnamese
                };
                phrases
                    .iter()
                    .map(move |phrase| (index, form.query, *phrase))
            })
            .collect();
        prop::option::of(select(said))
    };
    let facets: Vec<_> = FORMS.into_iter().enumerate().map(facet).collect();
    facets.prop_map(|said| said.into_iter().flatten().collect())
}

/// The letters without their marks.
fn without_marks(text: &str) -> String {
    let folds = split_words(text)
        .into_iter()
        .map(|word| (word.range, word.fold));
    let mut bare = text.to_owned();
    for (range, fold) in folds.collect::<Vec<_>>().into_iter().rev() {
        bare.replace_range(range, &fold);
    }
    bare
}

/// The pieces of a query in one order, whatever the order of the line.
fn sorted_pieces(query: &str) -> Vec<String> {
    let mut pieces: Vec<String> = query
        .replace("\"Hải Hà\"", "Hải_Hà")
        .replace("\"Ba Chẽ\"", "Ba_Chẽ")
        .split(' ')
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect();
    pieces.sort();
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_said_is_what_is_read(
        (is_english, said) in any::<bool>().prop_flat_map(|english| (Just(english), spoken_filters(english))),
        order in any::<prop::sample::Index>(),
        is_bare in any::<bool>(),
        opening in 0_usize..3,
    ) {
        prop_assume!(!said.is_empty());
        let mut phrases: Vec<&str> = said.iter().map(|(_, _, phrase)| *phrase).collect();
        let turns = order.index(phrases.len());
        phrases.rotate_left(turns);
        let opening = match (is_english, opening) {
            (false, 1) => "các sản phẩm ",
            (false, 2) => "cho tôi xem sản phẩm ",
            (true, 1) => "products ",
            (true, 2) => "show me all products ",
            _ => "",
        };
        let line = format!("{opening}{}", phrases.join(" "));
        let line = if is_bare { without_marks(&line) } else { line };
        let queries: Vec<&str> = said.iter().map(|(_, query, _)| *query).collect();
        prop_assert_eq!(sorted_pieces(&meant(&line)), sorted_pieces(&queries.join(" ")), "{}", line);
    }
}
