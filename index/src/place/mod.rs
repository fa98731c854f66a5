//! Places of Quảng Ninh: the 13 districts and 177 communes of 2023, and the 54 units since 2025-07-01.
//!
//! Districts were abolished on 2025-07-01 (NQ 1679/NQ-UBTVQH15). An old commune leads to its new unit only
//! where that is certain; 13 of the 14 split communes need a person's decision and stay unknown. Names repeat
//! (Hạ Long was a city and is now a ward), so a lookup always says which kind of unit it wants.
//!
//! The cells of a row become a place in these steps:
//!
//! 1. `cell_parts`, `type_word`, `name`: a cell's text as parts, each with its type word and name.
//! 2. `row_province`: the province that the row names, which decides how its other names are read.
//! 3. `part_roles`, `multiple_places`: which part is the commune, the district, the province
//!    (`place_cell` holds the result).
//! 4. `gazetteer`, `name_resolver`: what a name can mean, and which meaning fits the rest of the row.
//! 5. [`resolve_place`] puts them together; `unresolved_words` keeps the words that no resolved name covers.
//!
//! `admin_unit` and `tables` hold the reference tables; [`province`] holds the 63 old provinces and the 34
//! current ones.

mod admin_unit;
mod cell_parts;
mod doubt;
mod gazetteer;
mod multiple_places;
mod name;
mod name_resolver;
mod part_roles;
mod place_cell;
mod place_names;
mod province;
mod resolve;
mod row_province;
mod tables;
mod type_word;
mod unresolved_words;

#[cfg(test)]
mod tests;

pub use admin_unit::{CurrentUnit, District};
pub(crate) use doubt::PlaceDoubt;
pub use place_names::PlaceNames;
pub(crate) use place_names::{NamedPlace, SpokenPlaceType};
pub use province::merged_province;
pub(crate) use resolve::{ResolvedPlace, WrittenPlace, resolve_place};
pub(crate) use tables::HOME_PROVINCE;
pub use tables::PlaceTables;
