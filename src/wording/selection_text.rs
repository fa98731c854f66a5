//! A change of the selection in words.

use crate::catalog::selected_products::SelectionChange;
use crate::wording::locale::Locale;

/// What a change did, as the object of a sentence: `chọn 3 sản phẩm`.
pub fn describe_change(locale: &Locale, change: &SelectionChange) -> String {
    let [added, removed] = [change.added(), change.removed()].map(|n| locale.format_number(n));
    match (change.added(), change.removed()) {
        (_, 0) => locale.fill("selection.act_select", &[("n", &added)]),
        (0, _) => locale.fill("selection.act_deselect", &[("n", &removed)]),
        _ => locale.fill(
            "selection.act_both",
            &[("added", &added), ("removed", &removed)],
        ),
    }
}
