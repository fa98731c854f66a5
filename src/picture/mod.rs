//! `ocop picture`: the screen as an SVG file, for documents and bug reports.
//!
//! [`drive`] plays keys on the real screen without a terminal, [`svg`] turns its cells into a picture with the
//! colours of [`palette`] and the lines of [`shapes`]. The same catalogue, day (`--on`), size and keys give the same
//! bytes. Must not: draw anything that the screen does not.

pub mod drive;
pub mod palette;
pub mod shapes;
pub mod svg;

use std::io::Write;
use std::path::Path;

use crate::app::action::Context;
use crate::app::key::Key;
use crate::app::keymap;
use crate::app::layout::{SMALLEST, Size};
use crate::app::model::{Focus, Model};
use crate::app::msg::Msg;
use crate::args::Picture;
use crate::choice::options;
use crate::commands::{Outcome, open};
use crate::exit::{self, Failure};
use crate::label;
use crate::locale::Locale;
use crate::report::file;
use crate::settings::{Settings, safe};
use drive::{Play, Player};
use palette::Ground;

/// Nobody has larger ones.
const LARGEST: Size = Size {
    width: 500,
    height: 200,
};

/// Plays, draws and writes.
pub fn run(settings: &Settings, wish: &Picture, out: &mut impl Write) -> Outcome {
    let locale = &settings.locale;
    let (size, keys) = meant(wish, locale)?;
    let mut player = Player::start(settings, open(settings)?, size)?;
    let line = options::line(&player.model.names, &wish.query);
    player.play(Msg::Paste(line));
    for key in keys {
        if player.play(Msg::Key(key)) == Play::Left {
            return Err(Failure::Usage(locale.t("error.keys_leave").to_owned()));
        }
    }
    player.play(Msg::Rest);
    let (cells, caret) = player.cells();
    let ground = Ground::of(settings.screen.theme);
    let svg = svg::svg(&cells, caret, ground, &title(&player.model));
    let Some(path) = wish.out.as_deref().filter(|path| *path != Path::new("-")) else {
        out.write_all(svg.as_bytes()).map_err(Failure::Output)?;
        return Ok(exit::OK);
    };
    file::write_whole(path, wish.force, |out| Ok(out.write_all(svg.as_bytes())?))?;
    let sentence = locale.fill(
        "picture.written",
        &[("path", &safe(&path.to_string_lossy()))],
    );
    writeln!(std::io::stderr(), "{sentence}").map_err(Failure::Output)?;
    Ok(exit::OK)
}

/// The window and the keys; everything that is wrong with them is told at once.
fn meant(wish: &Picture, locale: &Locale) -> Result<(Size, Vec<Key>), Failure> {
    let size = size(&wish.size).ok_or_else(|| {
        let text = |size: Size| format!("{}x{}", size.width, size.height);
        locale.fill(
            "error.size",
            &[
                ("value", &safe(&wish.size)),
                ("least", &text(SMALLEST)),
                ("most", &text(LARGEST)),
            ],
        )
    });
    let keys = keymap::script(&wish.keys)
        .map_err(|name| locale.fill("error.keys", &[("value", &safe(name))]));
    match (size, keys) {
        (Ok(size), Ok(keys)) => Ok((size, keys)),
        (size, keys) => {
            let wrong: Vec<String> = [size.err(), keys.err()].into_iter().flatten().collect();
            Err(Failure::Usage(wrong.join("\n")))
        }
    }
}

/// Columns and rows as they are written: `100x30`.
fn size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', 'X'])?;
    let size = Size {
        width: width.trim().parse().ok()?,
        height: height.trim().parse().ok()?,
    };
    let fits = (SMALLEST.width..=LARGEST.width).contains(&size.width)
        && (SMALLEST.height..=LARGEST.height).contains(&size.height);
    fits.then_some(size)
}

/// What the picture shows, in words.
fn title(model: &Model) -> String {
    let locale = &model.locale;
    let mut parts = vec![locale.fill("picture.title", &[("day", &locale.date(model.day))])];
    if !model.input.text().is_empty() {
        parts.push(locale.fill("picture.line", &[("line", &model.input.text())]));
    }
    let chips = model.chips.iter().map(|(facet, value)| {
        let mut name = label::value(locale, *facet, value);
        if !model.query.filter.has(*facet, value) {
            name = locale.fill("screen.without", &[("value", &name)]);
        }
        format!("{}: {name}", label::facet(locale, *facet))
    });
    let chips: Vec<String> = chips.collect();
    if !chips.is_empty() {
        parts.push(locale.fill("picture.filters", &[("list", &chips.join(", "))]));
    }
    let (shown, all) = (locale.number(model.total()), locale.number(model.all));
    parts.push(locale.fill("screen.count", &[("shown", &shown), ("all", &all)]));
    parts.push(locale.t(Context::of(model.focus).key()).to_owned());
    if model.help.is_some() {
        parts.push(locale.t("screen.help").to_owned());
    } else if model.recall.is_some() {
        parts.push(locale.t("screen.kept").to_owned());
    } else if let Some(hit) = model.selected_hit().filter(|_| model.focus != Focus::Stats) {
        parts.push(locale.fill("picture.selected", &[("name", &hit.product.name)]));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_columns_and_rows() {
        let window = |width, height| Some(Size { width, height });
        assert_eq!(size("100x30"), window(100, 30));
        assert_eq!(size(" 60 x 20"), window(60, 20));
        for wrong in [
            "", "100", "x", "39x10", "100x201", "100x30x2", "-1x30", "1e2x30",
        ] {
            assert_eq!(size(wrong), None, "{wrong}");
        }
    }
}
