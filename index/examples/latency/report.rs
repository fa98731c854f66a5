//! The result of a race, as a table or as one JSON object. It must not measure.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::race::Lane;
use super::times::HEADER;

/// The result of a race; the first lane is ours.
pub(crate) struct Report<'a> {
    /// Products in the catalogue.
    pub(crate) rows: usize,
    /// What each engine did.
    pub(crate) lanes: &'a [Lane],
}

/// The widths of the names in front of the numbers.
const NAMES: usize = 30;

impl Report<'_> {
    /// Lines for a person.
    pub(crate) fn table(&self) -> String {
        let mut text = String::new();
        let Some((ours, peers)) = self.lanes.split_first() else {
            return text;
        };
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "  {} products in the catalogue, {} queries, {} facets counted for each, {} hits in all",
            self.rows,
            ours.totals.len(),
            ours.facets,
            ours.hits(),
        );
        let _ = writeln!(text, "  {:<NAMES$}{HEADER}", "");
        let mut line = |name: String, numbers: &dyn std::fmt::Display| {
            let _ = writeln!(text, "  {name:<NAMES$}{numbers}");
        };
        for lane in self.lanes {
            line(format!("{}, answer", lane.name), &lane.answers);
            line(format!("{}, search only", lane.name), &lane.searches);
        }
        for peer in peers {
            let name = peer.name;
            line(
                format!("ours / {name}, answer"),
                &ours.answers.over(&peer.answers),
            );
            line(
                "  search only".to_owned(),
                &ours.searches.over(&peer.searches),
            );
        }
        for peer in peers {
            let _ = writeln!(
                text,
                "  {}: {} facets counted, {} hits in all, as many as ours for {} queries",
                peer.name,
                peer.facets,
                peer.hits(),
                ours.agree(peer),
            );
        }
        text
    }

    /// The same for a program; times in milliseconds.
    pub(crate) fn json(&self) -> Value {
        let Some((ours, peers)) = self.lanes.split_first() else {
            return Value::Null;
        };
        let mut report = json!({
            "rows": self.rows,
            "queries": ours.totals.len(),
            "unit": "ms",
        });
        merge(&mut report, lane(ours));
        let peers: Vec<Value> = peers
            .iter()
            .map(|peer| {
                let mut report = json!({ "name": peer.name });
                merge(&mut report, lane(peer));
                report["queries_with_as_many_hits"] = ours.agree(peer).into();
                report["ours_over_it"] = json!({
                    "answer": ours.answers.json_over(&peer.answers),
                    "search_only": ours.searches.json_over(&peer.searches),
                });
                report
            })
            .collect();
        if !peers.is_empty() {
            report["peers"] = peers.into();
        }
        report
    }
}

fn lane(lane: &Lane) -> Value {
    json!({
        "facets_counted": lane.facets,
        "facet_values_counted": lane.values,
        "hits": lane.hits(),
        "rows_read": lane.rows,
        "answer": lane.answers.json(),
        "search_only": lane.searches.json(),
    })
}

/// Adds the entries of one object to another.
fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}
