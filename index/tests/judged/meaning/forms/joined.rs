//! Gaps and channels with "and", "or" or a comma between them. A record may lack several things and a product may be
//! sold in several places, so "and" wants all of them; of places, stars and makers a product has one, so both words
//! want either.

use super::super::fill::Form;

// Without a star nothing says whether a decision is missing, so a star is asked for.
const BOTH: &str = "star={n}; lacks=phone; lacks=decision";
const EITHER: &str = "star={n}; lacks=phone|decision; district={d}";
const BOTH_CHANNELS: &str = "channel={ch}; channel=facebook";
const EITHER_CHANNEL: &str = "channel={ch}|facebook";

pub(crate) const FORMS: &[Form] = &[
    ("{pre}chưa có số điện thoại và quyết định {n} sao", BOTH),
    ("{pre}thiếu quyết định và số điện thoại {n} sao", BOTH),
    ("{pre}thiếu điện thoại, quyết định {n} sao", BOTH),
    ("{pre}thiếu cả sđt và số quyết định {n} sao", BOTH),
    (
        "{pre}không có số điện thoại và không có quyết định {n} sao",
        BOTH,
    ),
    (
        "{pre}chưa có quyết định, chưa có số điện thoại {n} sao",
        BOTH,
    ),
    ("without phone and decision {n} stars", BOTH),
    ("missing both decision and phone {n} stars", BOTH),
    (
        "{pre}thiếu quyết định hoặc số điện thoại {n} sao ở {d}",
        EITHER,
    ),
    (
        "{pre}chưa có số điện thoại hay quyết định {n} sao ở {d}",
        EITHER,
    ),
    (
        "{pre}chưa có sđt hoặc chưa có quyết định {n} sao ở {d}",
        EITHER,
    ),
    ("missing phone or decision {n} stars in {d}", EITHER),
    ("without either phone or decision {n} stars in {d}", EITHER),
    ("{pre}bán trên {ch} và facebook", BOTH_CHANNELS),
    ("{pre}bán cả trên facebook và {ch}", BOTH_CHANNELS),
    ("{pre}có bán trên {ch}, facebook", BOTH_CHANNELS),
    ("sold on {ch} and facebook", BOTH_CHANNELS),
    ("{pre}bán trên {ch} hoặc facebook", EITHER_CHANNEL),
    ("{pre}có bán trên facebook hay {ch}", EITHER_CHANNEL),
    ("sold on facebook or {ch}", EITHER_CHANNEL),
    (
        "{pre}bán trên {ch} và chưa có số điện thoại ở {d}",
        "channel={ch}; lacks=phone; district={d}",
    ),
    (
        "{pre}{n} sao có số điện thoại và quyết định ở {d}",
        "star={n}; !lacks=phone; !lacks=decision; district={d}",
    ),
    (
        "{pre}{n} sao có số điện thoại nhưng chưa có quyết định",
        "star={n}; !lacks=phone; lacks=decision",
    ),
];
