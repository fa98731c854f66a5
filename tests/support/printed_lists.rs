//! A list of a fair to print: records of the built-in catalogue with stands and prices.

use jiff::civil::date;
use ocop::report::paper::printed_entry::{PrintedEntry, PrintedList, PrintedPrice};
use ocop::wording::locale::Locale;
use ocop::work::lists::list_act::Price;
use ocop_index::source::builtin;
use ocop_index::status::{RecognitionSummary, derive_state};

/// What a visitor pays for.
const UNITS: [&str; 5] = ["hộp", "500 g", "chai 750 ml", "gói 200 g", "kg"];

/// So many entries; each ninth has no price and each thirteenth no stand.
pub fn fair_list(locale: &Locale, count: usize) -> PrintedList {
    let products = builtin::load_products().unwrap();
    let entries = products.iter().cycle().take(count).enumerate();
    let entries = entries.map(|(index, product)| {
        let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
        let state = derive_state(recognitions, date(2026, 11, 30));
        let mut entry = PrintedEntry::from_product(locale, product, &state, true);
        let (dong, unit) = (
            25_000 + 17_500 * (index as u64 % 30),
            UNITS[index % UNITS.len()],
        );
        let price = Price {
            dong,
            unit: Some(unit.to_owned()),
        };
        entry.price = (index % 9 != 8).then(|| PrintedPrice::from_price(locale, &price));
        let stand = format!("{}{}", ["A", "B", "C"][index % 3], index / 6 + 1);
        entry.stand = (index % 13 != 12).then_some(stand);
        entry
    });
    PrintedList {
        name: "Hội chợ OCOP Quảng Ninh, hè 2026".to_owned(),
        facts: vec![
            "Quảng trường 30-10, Hạ Long".to_owned(),
            "28/11/2026 – 02/12/2026".to_owned(),
        ],
        entries: entries.collect(),
    }
}
