//! `ocop picture`: the screen as an SVG file, for documents and bug reports.
//!
//! ```text
//! arguments ──> headless ──> cells ──> svg ──> file or standard output
//!               plays the              │
//!               keys on the            ├─ rectangles   borders, bars, underlines
//!               real screen            └─ colours      RGB values of the theme
//! ```
//!
//! The same catalogue, date (`--on`), size and keys give the same bytes.
//!
//! Must not draw anything that the screen does not show.

pub mod colours;
pub mod rectangles;
pub mod svg;

use std::io::Write;
use std::path::Path;

use crate::app::action::KeyContext;
use crate::app::key::KeyPress;
use crate::app::keymap;
use crate::app::layout::{MIN_WINDOW_SIZE, WindowSize};
use crate::app::model::{Focus, Model};
use crate::app::msg::Msg;
use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::query_options;
use crate::cli::args::PictureArgs;
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::report::table_file;
use crate::runtime::headless::{HeadlessScreen, HeadlessScreenStatus};
use crate::wording::label;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use colours::PageColours;

/// The largest window that `--size` accepts.
const MAX_WINDOW_SIZE: WindowSize = WindowSize {
    width: 500,
    height: 200,
};

/// Plays the query and keys, renders the screen and writes the picture.
pub fn run_picture(settings: &Settings, args: &PictureArgs, out: &mut impl Write) -> CommandResult {
    let locale = &settings.locale;
    let (size, keys) = parse_size_and_keys(args, locale)?;
    let MarkedCatalog {
        settings, opened, ..
    } = open_marked_catalog(settings)?;
    let mut screen = HeadlessScreen::start(&settings, opened, size);
    let line = query_options::join_query_words(&screen.model.value_names, &args.query);
    screen.play_msg(Msg::Paste(line));
    for key in keys {
        if screen.play_msg(Msg::Key(key)) == HeadlessScreenStatus::Exited {
            return Err(CommandFailure::Usage(
                locale.t("error.keys_leave").to_owned(),
            ));
        }
    }
    screen.play_msg(Msg::Idle);
    let (cells, caret) = screen.render_cells();
    let page = PageColours::from_theme(settings.screen.theme);
    let svg = svg::render_svg(&cells, caret, page, &format_picture_title(&screen.model));
    let Some(path) = args.out.as_deref().filter(|path| *path != Path::new("-")) else {
        out.write_all(svg.as_bytes())
            .map_err(CommandFailure::Stdout)?;
        return Ok(exit::OK);
    };
    settings.require_paths()?;
    let choice = (args.force, settings.export_access);
    table_file::write_file_atomically(path, choice, |out| Ok(out.write_all(svg.as_bytes())?))?;
    let sentence = locale.fill(
        "picture.written",
        &[("path", &sanitize_text(&path.to_string_lossy()))],
    );
    writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
    Ok(exit::OK)
}

/// The window size and the keys; the error names everything that is wrong with both.
fn parse_size_and_keys(
    args: &PictureArgs,
    locale: &Locale,
) -> Result<(WindowSize, Vec<KeyPress>), CommandFailure> {
    let size = parse_window_size(&args.size).ok_or_else(|| {
        let text = |size: WindowSize| format!("{}x{}", size.width, size.height);
        locale.fill(
            "error.size",
            &[
                ("value", &sanitize_text(&args.size)),
                ("least", &text(MIN_WINDOW_SIZE)),
                ("most", &text(MAX_WINDOW_SIZE)),
            ],
        )
    });
    let keys = keymap::parse_key_script(&args.keys)
        .map_err(|name| locale.fill("error.keys", &[("value", &sanitize_text(name))]));
    match (size, keys) {
        (Ok(size), Ok(keys)) => Ok((size, keys)),
        (size, keys) => {
            let errors: Vec<String> = [size.err(), keys.err()].into_iter().flatten().collect();
            Err(CommandFailure::Usage(errors.join("\n")))
        }
    }
}

/// Parses columns and rows: `100x30`.
fn parse_window_size(text: &str) -> Option<WindowSize> {
    let (width, height) = text.split_once(['x', 'X'])?;
    let size = WindowSize {
        width: width.trim().parse().ok()?,
        height: height.trim().parse().ok()?,
    };
    let fits = (MIN_WINDOW_SIZE.width..=MAX_WINDOW_SIZE.width).contains(&size.width)
        && (MIN_WINDOW_SIZE.height..=MAX_WINDOW_SIZE.height).contains(&size.height);
    fits.then_some(size)
}

/// The title of the picture: what it shows, in words.
fn format_picture_title(model: &Model) -> String {
    let locale = &model.locale;
    let mut parts = vec![locale.fill("picture.title", &[("day", &locale.format_date(model.day))])];
    if !model.input.text().is_empty() {
        parts.push(locale.fill("picture.line", &[("line", &model.input.text())]));
    }
    let chips = model.active_chips().map(|(_, chip)| {
        let name = chip.label(locale, &model.query.filter);
        match chip.facet() {
            Some(facet) => format!("{}: {name}", label::facet_label(locale, facet)),
            None => name,
        }
    });
    let chips: Vec<String> = chips.collect();
    if !chips.is_empty() {
        parts.push(locale.fill("picture.filters", &[("list", &chips.join(", "))]));
    }
    let (shown, all) = (
        locale.format_number(model.total()),
        locale.format_number(model.catalog_size),
    );
    parts.push(locale.fill("screen.count", &[("shown", &shown), ("all", &all)]));
    parts.push(
        locale
            .t(KeyContext::from_focus(model.focus).locale_key())
            .to_owned(),
    );
    if model.palette().is_some() {
        parts.push(locale.t("screen.help").to_owned());
    } else if model.history_picker().is_some() {
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
        let window = |width, height| Some(WindowSize { width, height });
        assert_eq!(parse_window_size("100x30"), window(100, 30));
        assert_eq!(parse_window_size(" 60 x 20"), window(60, 20));
        for wrong in [
            "", "100", "x", "39x10", "100x201", "100x30x2", "-1x30", "1e2x30",
        ] {
            assert_eq!(parse_window_size(wrong), None, "{wrong}");
        }
    }
}
