//! tmp
#![allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::print_stdout
)]
use ocop_index::{Query, source::builtin, store};
fn main() {
    let day = jiff::civil::date(2026, 11, 24);
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap();
    let catalog = if dir == "-" {
        store::in_memory(&builtin::products().unwrap(), day).unwrap()
    } else {
        store::open(std::path::Path::new(&dir), day)
            .unwrap()
            .catalog
    };
    for q in args {
        let t = std::time::Instant::now();
        let mut a = catalog.search(&Query::text(q.clone())).unwrap();
        let hits = catalog.hits(&mut a, 0..6).unwrap();
        println!("== {q}: {} {:?} {:?}", a.total(), a.reading(), t.elapsed());
        for (i, h) in hits.into_iter().enumerate() {
            let e = catalog.explain(&mut a, i).unwrap().unwrap();
            println!(
                "  {:5} {} | {} | {} | -{:?}",
                e.cost,
                h.product.name,
                h.product.producer.as_ref().map_or("", |p| &p.name),
                e.steps
                    .iter()
                    .map(|s| format!(
                        "{}→{} {:?} {:?} {}",
                        s.typed,
                        s.found,
                        s.part.map(|p| p.key()),
                        s.way,
                        s.cost
                    ))
                    .collect::<Vec<_>>()
                    .join("; "),
                e.dropped
            );
        }
    }
}
