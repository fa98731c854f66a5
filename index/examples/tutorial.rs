//! The engine in one page: open a catalogue, search it, count it, narrow it.
//!
//! `cargo run -p ocop-index --example tutorial -- cha muc`. Needs no file: the built-in catalogue of
//! Quảng Ninh is built into a folder that is gone afterwards.
#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use ocop_index::{Error, Facet, Query, Result, store};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = tempfile::tempdir().map_err(Error::io_at(&std::env::temp_dir()))?;

    // The engine has no clock: stars and certificates are derived for the day it is given.
    let day = jiff::civil::date(2026, 11, 24);

    // Opening verifies every file, and returns notices for the user.
    let opened = store::open_catalog(folder.path(), day)?;
    println!("{} products, {:?}", opened.catalog.len(), opened.notices);

    // Any text is a query. Marks may be left out, and the last word may be a prefix.
    let mut query = Query::from_text(if words.is_empty() {
        "tinh dau".to_owned()
    } else {
        words.join(" ")
    });
    let mut answer = opened.catalog.search(&query)?;
    println!("\n“{}” finds {}:", query.text, answer.total());

    // Records are read only for the rows that are shown.
    for hit in opened.catalog.load_hits(&mut answer, 0..5)? {
        let district = hit.product.place.district.unwrap_or_default();
        println!("  {} · {district} · {:?}", hit.product.name, hit.state.star);
    }

    // The answer carries the counts of every facet. Each is the size of the list after choosing it.
    let districts = &answer.facet_counts()[Facet::District.index()];
    let Some(most) = districts.values.first() else {
        return Ok(());
    };
    query
        .filter
        .choose_value(Facet::District, most.value.as_str());
    let narrowed = opened.catalog.search(&query)?;
    println!("\n{}: {} = {}", most.value, most.count, narrowed.total());

    // Nothing found? Here are other queries to try, each with what it would find.
    for way in opened
        .catalog
        .suggest_queries(&Query::from_text("chả mựk"))?
    {
        println!("“chả mựk”: {:?} shows {}", way.kind, way.total);
    }
    Ok(())
}
