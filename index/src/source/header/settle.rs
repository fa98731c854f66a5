//! What the columns of a header mean beside each other.
//!
//! * `Name` beside a firmer product column is the producer, and so is the `Name` of a list of producers.
//! * Stars and dates that come twice under one name are the first and the second recognition.
//! * A field stands in one column: the firmest name wins, then the first; the others stay unknown.
//! * An `id` is ours only in a list of ours.
//!
//! Must not: look at rows or cells.

use super::alias::{Meaning, Turn, Way};
use crate::source::field::{ActField, Field, MAX_BLOCKS};

/// Row of the trades (`BusinessField`) among the names of a product in the table.
const TRADE: u8 = 1;

/// Row of the bare names (`Name`, `Tên`) there.
const BARE: u8 = 2;

/// A column on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Its label as shown.
    pub(super) text: String,
    /// The letters of its label.
    pub(super) key: String,
    /// The letters of the label in its lower row alone, or of its only one.
    pub(super) last: String,
    /// What its label means.
    pub(super) meaning: Option<Meaning>,
    /// What a person said it means.
    pub(super) pinned: Option<Field>,
}

impl Draft {
    /// The field as far as it is known, without its recognition.
    fn field(&self) -> Option<Field> {
        self.pinned.or(self.meaning.map(|meaning| meaning.field))
    }

    /// The label's meaning where no person said another one.
    fn guess(&self) -> Option<Meaning> {
        self.meaning.filter(|_| self.pinned.is_none())
    }

    /// True for what holds now (`Hạng sao hiện tại`) and for an expiry, which follow no round.
    fn stands_alone(&self) -> bool {
        self.field() == Some(Field::Act(0, ActField::Expires))
            || ["hientai", "hiennai", "current"]
                .iter()
                .any(|word| self.key.contains(word))
    }

    /// The field of a recognition that does not say which one it is.
    fn loose_act(&self) -> Option<ActField> {
        match self.guess()? {
            Meaning {
                field: Field::Act(_, act),
                turn: Turn::Unsaid,
                ..
            } if !self.stands_alone() => Some(act),
            _ => None,
        }
    }
}

/// The fields of the columns.
pub(super) fn settle(mut columns: Vec<Draft>) -> Vec<Option<Field>> {
    names(&mut columns);
    ids(&mut columns);
    later(&mut columns);
    repeats(&mut columns);
    first_round(&mut columns);
    once(&columns)
}

/// The field of a column without others beside it; a later recognition is the second.
pub(super) fn alone(column: Draft) -> Option<Field> {
    let mut columns = [column];
    later(&mut columns);
    once(&columns).into_iter().next().flatten()
}

fn has(columns: &[Draft], wanted: impl Fn(Field) -> bool) -> bool {
    columns.iter().filter_map(Draft::field).any(wanted)
}

/// Which of the columns that can be the product's name is it.
fn names(columns: &mut [Draft]) {
    let rows: Vec<u8> = columns
        .iter()
        .filter_map(|column| match (column.pinned, column.meaning) {
            (Some(Field::Name), _) => Some(0),
            (None, Some(meaning)) if meaning.field == Field::Name => Some(meaning.row),
            _ => None,
        })
        .collect();
    let (trade, bare) = (rows.contains(&TRADE), rows.contains(&BARE));
    let firm = rows.iter().any(|row| !matches!(*row, TRADE | BARE));
    let producer = has(columns, |field| field == Field::Producer);
    let of_producers = !producer
        && has(columns, |field| {
            matches!(field, Field::TaxCode | Field::Kind | Field::Representative)
        })
        && !has(columns, |field| {
            matches!(field, Field::Code | Field::Group | Field::Specialty)
        });
    let trade_is_product = !firm && trade && bare != producer;
    let bare_is_producer = !producer && bare && (firm || trade || of_producers);
    let mut named = false;
    for column in columns {
        let Some(meaning) = column
            .guess()
            .filter(|meaning| meaning.field == Field::Name)
        else {
            continue;
        };
        if meaning.row == TRADE && !trade_is_product {
            column.meaning = None;
        } else if meaning.row == BARE && bare_is_producer && !named {
            named = true;
            column.meaning = Some(Meaning {
                field: Field::Producer,
                ..meaning
            });
        }
    }
}

/// Foreign ids would be taken for ours: a running number, or the number of a dossier, which is the code.
fn ids(columns: &mut [Draft]) {
    if has(columns, |field| {
        matches!(field, Field::Specialty | Field::NoteEn)
    }) {
        return;
    }
    let counted = has(columns, |field| field == Field::Number);
    let coded = has(columns, |field| field == Field::Code);
    for column in columns {
        let Some(meaning) = column.guess().filter(|meaning| meaning.field == Field::Id) else {
            continue;
        };
        let field = match meaning.row {
            0 if !counted => Field::Number,
            1 if !coded => Field::Code,
            _ => Field::Ignored,
        };
        column.meaning = Some(Meaning { field, ..meaning });
    }
}

/// Numbers for `nâng hạng` and its like: behind the numbered ones, in the order of the columns.
fn later(columns: &mut [Draft]) {
    let numbers = columns
        .iter()
        .filter_map(|column| match column.guess()?.turn {
            Turn::Numbered(number) => Some(number),
            _ => None,
        });
    let taken = numbers.max().unwrap_or(1).max(1);
    let mut words: Vec<&str> = Vec::new();
    for column in columns {
        let Some(Turn::Later(word)) = column.guess().map(|meaning| meaning.turn) else {
            continue;
        };
        let place = words
            .iter()
            .position(|seen| *seen == word)
            .unwrap_or(words.len());
        if place == words.len() {
            words.push(word);
        }
        number(column, taken.saturating_add(place as u8 + 1));
    }
}

/// `Hạng sao | Ngày | Hạng sao | Ngày` without groups: the first and the second recognition.
fn repeats(columns: &mut [Draft]) {
    let numbered = |column: &Draft| {
        matches!(
            column.guess(),
            Some(Meaning {
                turn: Turn::Numbered(_),
                ..
            })
        )
    };
    if columns.iter().any(numbered) {
        return;
    }
    let acts: Vec<(ActField, String)> = columns
        .iter()
        .filter_map(|column| Some((column.loose_act()?, column.last.clone())))
        .collect();
    let count = |act: &(ActField, String)| acts.iter().filter(|other| *other == act).count();
    let most = acts.iter().map(count).max().unwrap_or(0);
    if most < 2 {
        return;
    }
    let mut seen: Vec<(ActField, String)> = Vec::new();
    let mut round = 1;
    for column in columns {
        let Some(act) = column.loose_act().map(|field| (field, column.last.clone())) else {
            continue;
        };
        let before = seen.iter().filter(|other| **other == act).count();
        // A field that comes less often belongs to the round at its left.
        if count(&act) == most {
            round = u8::try_from(before + 1).unwrap_or(u8::MAX);
        }
        seen.push(act);
        number(column, round);
    }
}

/// Beside a second round, what does not say its round is the first one.
fn first_round(columns: &mut [Draft]) {
    let rounds: Vec<u8> = columns
        .iter()
        .filter_map(|column| match column.guess()?.turn {
            Turn::Numbered(number) => Some(number),
            _ => None,
        })
        .collect();
    if rounds.is_empty() || rounds.contains(&1) {
        return;
    }
    for column in columns {
        if column.loose_act().is_some() {
            number(column, 1);
        }
    }
}

fn number(column: &mut Draft, number: u8) {
    if let Some(meaning) = &mut column.meaning {
        meaning.turn = Turn::Numbered(number);
    }
}

/// Every field once.
fn once(columns: &[Draft]) -> Vec<Option<Field>> {
    let mut order: Vec<(u8, Way, usize, Field)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(field) = column.pinned {
            order.push((0, Way::Whole, at, field));
        } else if let Some(meaning) = column.meaning {
            let field = match (meaning.field, meaning.turn) {
                (Field::Act(..), Turn::Numbered(number)) if number > MAX_BLOCKS => continue,
                (Field::Act(_, act), Turn::Numbered(number)) => Field::Act(number, act),
                (field, _) => field,
            };
            order.push((meaning.row + 1, meaning.way, at, field));
        }
    }
    order.sort_unstable();
    let mut fields = vec![None; columns.len()];
    let mut taken = Vec::new();
    for (_, _, at, field) in order {
        if field == Field::Ignored || !taken.contains(&field) {
            taken.push(field);
            if let Some(place) = fields.get_mut(at) {
                *place = Some(field);
            }
        }
    }
    fields
}
