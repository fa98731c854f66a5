//! The colours and the fonts of what is printed: readable in black and white too, and sparing with ink.

/// Bands, names of stands and rules that carry weight.
pub(super) const GREEN: &str = "#10513c";
/// On a green ground.
pub(super) const ON_GREEN: &str = "#ffffff";
/// Names of products.
pub(super) const INK: &str = "#14231c";
/// What stands behind the rest.
pub(super) const MUTED: &str = "#4d5b54";
/// Prices.
pub(super) const PRICE: &str = "#a02812";
/// Stars in force.
pub(super) const STAR: &str = "#e6a400";
/// The edge of stars.
pub(super) const STAR_EDGE: &str = "#a87400";
/// Thin rules and frames.
pub(super) const RULE: &str = "#d6bd7c";
/// Where to cut.
pub(super) const CUT: &str = "#9aa5a0";

/// Fonts that have every Vietnamese letter, of each usual system; the browser takes the first that is there.
pub(super) const FONTS: &str = "'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'Liberation Sans', \
     'DejaVu Sans', sans-serif";
