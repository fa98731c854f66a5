//! Codes read as a telephone reads them.

/// What the codes of a picture say; `dark` tells the pixels, column and row.
pub fn read_codes(
    (width, height): (usize, usize),
    dark: impl Fn(usize, usize) -> bool,
) -> Vec<String> {
    let pixel = |x, y| if dark(x, y) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = image.detect_grids();
    let said = grids.iter().filter_map(|grid| Some(grid.decode().ok()?.1));
    said.collect()
}
