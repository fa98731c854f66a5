//! Tests of the tables, and of places as lists write them.

mod doubts;
mod names;
mod outside;

use proptest::prelude::*;

use super::admin_unit::Commune;
use super::gazetteer::GazetteerEntry;
use super::*;
use crate::product::ProductPlace;

fn completed_unit(district: &str, commune: Option<&str>) -> Option<String> {
    let mut place = ProductPlace {
        district: Some(district.into()),
        commune: commune.map(Into::into),
        ..ProductPlace::default()
    };
    PlaceTables::quang_ninh().complete_unit(&mut place);
    place.unit
}

#[test]
fn the_tables_are_whole() {
    let tables = PlaceTables::quang_ninh();
    assert_eq!(tables.districts.len(), 13);
    assert_eq!(tables.communes.len(), 177);
    assert_eq!(tables.units.len(), 54);
    assert_eq!(tables.gazetteer.len(), 177 + 6 + 54);
    for entry in &tables.gazetteer {
        assert!(!entry.units.is_empty() && !entry.districts.is_empty());
        for code in entry.units.iter().chain(&entry.certain_unit) {
            assert!(tables.units.iter().any(|unit| unit.code == *code), "{code}");
        }
        for code in &entry.districts {
            assert!(tables.find_district_by_code(code).is_some(), "{code}");
        }
    }
    let is_split = |commune: &&Commune| commune.certain_unit.is_none();
    assert_eq!(tables.communes.iter().filter(is_split).count(), 13);
    let has_several_districts = |entry: &&GazetteerEntry| entry.districts.len() > 1;
    assert_eq!(
        tables
            .gazetteer
            .iter()
            .filter(has_several_districts)
            .count(),
        6
    );
}

#[test]
fn every_row_has_the_columns_of_its_header() {
    for text in [
        include_str!("../../../data/provinces.tsv"),
        include_str!("../../../data/communes_2024.tsv"),
    ] {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let count_columns = |line: &str| line.split('\t').count();
        let header_columns = count_columns(lines.next().unwrap());
        assert!(lines.all(|line| count_columns(line) == header_columns));
    }
}

#[test]
fn a_whole_commune_leads_to_its_unit_and_a_split_one_does_not() {
    assert_eq!(
        completed_unit("Tiên Yên", Some("xã đồng rui")).as_deref(),
        Some("Xã Hải Lạng")
    );
    assert_eq!(completed_unit("Bình Liêu", Some("Xã Vô Ngại")), None);
    assert_eq!(
        completed_unit("Cô Tô", None).as_deref(),
        Some("Đặc khu Cô Tô")
    );
    assert_eq!(
        completed_unit("Vân Đồn", None).as_deref(),
        Some("Đặc khu Vân Đồn")
    );
    assert_eq!(completed_unit("Hạ Long", None), None);
}

/// Resolves `column: text | column: text`, and formats the result as
/// `province / district / commune / unit / written / address ! doubts`.
fn resolve_row(row: &str) -> String {
    let mut written = WrittenPlace::default();
    for cell in row.split('|') {
        let (column, text) = cell.split_once(':').unwrap();
        let text = Some(text.trim());
        match column.trim() {
            "c" => written.commune = text,
            "d" => written.district = text,
            "p" => written.province = text,
            "u" => written.unit = text,
            "any" => written.place = text,
            "a" => written.address = text,
            other => unreachable!("{other}"),
        }
    }
    let ResolvedPlace { place, doubts } = resolve_place(&written);
    let cells = [
        place.province,
        place.district,
        place.commune,
        place.unit,
        place.written,
        place.address,
    ];
    let cells: Vec<_> = cells
        .into_iter()
        .map(|cell| cell.unwrap_or_else(|| "-".into()))
        .collect();
    let doubts: Vec<_> = doubts.iter().map(|doubt| format!(" !{doubt:?}")).collect();
    format!("{}{}", cells.join(" / "), doubts.concat())
}

fn check(rows: &[(&str, &str)]) {
    for (row, meaning) in rows {
        assert_eq!(resolve_row(row), *meaning, "{row}");
    }
}

#[test]
fn every_name_of_the_tables_is_read_back() {
    let tables = PlaceTables::quang_ninh();
    for commune in &tables.communes {
        let district = tables.find_district_by_code(commune.district).unwrap();
        let resolved = resolve_place(&WrittenPlace {
            commune: Some(commune.full_name),
            district: Some(district.full_name),
            ..WrittenPlace::default()
        });
        assert_eq!(resolved.place.commune.as_deref(), Some(commune.full_name));
        assert_eq!(resolved.place.district.as_deref(), Some(district.name));
        assert_eq!(resolved.place.written, None);
        let unit = tables
            .units
            .iter()
            .find(|unit| Some(unit.code) == commune.certain_unit);
        assert_eq!(
            resolved.place.unit.as_deref(),
            unit.map(|unit| unit.full_name)
        );
    }
    for unit in &tables.units {
        let resolved = resolve_place(&WrittenPlace {
            unit: Some(unit.full_name),
            ..WrittenPlace::default()
        });
        assert_eq!(resolved.place.unit.as_deref(), Some(unit.full_name));
        assert!(resolved.doubts.is_empty());
    }
}

/// Words that the rules know, mixed with any others.
fn place_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("xã".to_owned()),
        Just("TP.".into()),
        Just("H.".into()),
        Just(", ".into()),
        Just(" - ".into()),
        Just("(cũ)".into()),
        Just("Hạ Long".into()),
        Just("Quảng Ninh".into()),
        Just("QN".into()),
        Just("Bình Dương".into()),
        Just("tỉnh".into()),
        Just("mới".into()),
        Just("Vũng Tàu".into()),
        Just("Đầm Hà".into()),
        Just("\u{301}".into()),
        any::<String>(),
    ];
    prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_text_panics(cells in prop::collection::vec(prop::option::of(place_words()), 6)) {
        let cell = |number: usize| cells.get(number).and_then(|cell| cell.as_deref());
        let written = WrittenPlace {
            commune: cell(0),
            district: cell(1),
            province: cell(2),
            unit: cell(3),
            place: cell(4),
            address: cell(5),
        };
        let resolved = resolve_place(&written);
        let place = resolved.place;
        if let Some(unit) = &place.unit {
            prop_assert!(PlaceTables::quang_ninh().units().iter().any(|u| u.full_name == unit));
            prop_assert_eq!(place.province.as_deref(), Some(HOME_PROVINCE));
        }
    }
}
