//! The signs of a product's work in the list: the verdict, a remark, a disagreement; each of one column.

use ratatui::style::Style;
use ratatui::text::Span;

use super::Appearance;
use super::product_cells::in_row;
use crate::app::model::Model;
use crate::app::model::work_desk::JudgementSign;
use crate::work::reviews::verdict_kind::VerdictColour;

/// The signs of a row, as wide as their column and the gap behind it.
pub(super) fn build_signs(
    model: &Model,
    look: &Appearance,
    id: &str,
    base: Style,
) -> Vec<Span<'static>> {
    let (theme, symbols) = (&look.theme, &look.symbols);
    let signs = model.work.signs_of(id);
    let (sign, style) = match &signs.judgement {
        JudgementSign::None => (" ".to_owned(), base),
        JudgementSign::Unsaved => (symbols.ellipsis.to_owned(), theme.dim),
        JudgementSign::Postponed => (symbols.postponed.to_owned(), theme.dim),
        JudgementSign::Verdict(key) => {
            let round = model.work.open.as_ref().map(|open| &open.round);
            let kind = round.and_then(|round| round.find_verdict(key));
            let style = match kind.map(|kind| kind.colour) {
                Some(VerdictColour::Good) => theme.success,
                Some(VerdictColour::Warning) => theme.expiring,
                Some(VerdictColour::Bad) => theme.error,
                Some(VerdictColour::Plain) | None => theme.hint,
            };
            let sign = kind.map_or("?", |kind| kind.sign.as_str());
            (symbols.verdict_sign(sign), style)
        }
    };
    let mark = |is_shown: bool, sign: &'static str| if is_shown { sign } else { " " };
    let others = format!(
        "{}{} ",
        mark(signs.has_remark, symbols.remark),
        mark(signs.has_disagreement, symbols.disagreement)
    );
    vec![
        Span::styled(sign, in_row(look, base, style)),
        Span::styled(others, in_row(look, base, theme.hint)),
    ]
}
