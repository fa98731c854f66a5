//! tmp
#![allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::print_stdout
)]
use ocop_index::{Facet, Query, store};
fn main() {
    let day = jiff::civil::date(2026, 11, 24);
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap();
    let log = std::fs::read_to_string(args.next().unwrap()).unwrap();
    let reps: usize = args.next().map_or(1, |a| a.parse().unwrap());
    let t = std::time::Instant::now();
    let catalog = store::open(std::path::Path::new(&dir), day)
        .unwrap()
        .catalog;
    println!("open {:?} rows {}", t.elapsed(), catalog.len());
    let mut all = vec![];
    for l in log.lines() {
        let v: serde_json::Value = serde_json::from_str(l).unwrap();
        let mut q = Query::text(v["q"].as_str().unwrap());
        if v["star"].as_u64().unwrap() > 0 {
            q.filter.add(Facet::Star, v["star"].to_string());
        }
        if v["district"].as_str().unwrap() != "" {
            q.filter
                .add(Facet::District, v["district"].as_str().unwrap());
        }
        let mut best = f64::MAX;
        let mut bh = f64::MAX;
        let mut tot = 0;
        let mut r = String::new();
        for _ in 0..reps {
            let t = std::time::Instant::now();
            let mut a = catalog.search(&q).unwrap();
            best = best.min(t.elapsed().as_secs_f64() * 1000.0);
            let t = std::time::Instant::now();
            std::hint::black_box(catalog.hits(&mut a, 0..50).unwrap());
            bh = bh.min(t.elapsed().as_secs_f64() * 1000.0);
            tot = a.total();
            r = format!("{:?} {}", a.reading().distance, a.reading().words);
        }
        all.push((best, bh, q.text.clone(), tot, r));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let pc = |p: f64| all[((1.0 - p) * (all.len() - 1) as f64) as usize].0;
    println!(
        "p50 {:.2} p95 {:.2} p99 {:.2} max {:.2}",
        pc(0.5),
        pc(0.95),
        pc(0.99),
        all[0].0
    );
    let mut h: Vec<f64> = all.iter().map(|a| a.1).collect();
    h.sort_by(f64::total_cmp);
    println!(
        "hits p50 {:.2} p95 {:.2} max {:.2}",
        h[h.len() / 2],
        h[h.len() * 95 / 100],
        h[h.len() - 1]
    );
    for a in all.iter().take(25) {
        println!("{:8.2} {:6.2} {:?} {} {}", a.0, a.1, a.2, a.3, a.4);
    }
    println!("...");
    for a in all.iter().skip(all.len() / 2 - 5).take(10) {
        println!("{:8.2} {:6.2} {:?} {} {}", a.0, a.1, a.2, a.3, a.4);
    }
}
