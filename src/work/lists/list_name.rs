//! The names of product lists: which ones may be given, which list somebody means, and which are nearly of one name.

use ocop_index::clean::clean_text;

use super::product_list::{ProductList, ProductLists};
use crate::work::name_key::name_key;

/// The most letters of the name of a list.
pub const MAX_LIST_NAME_LETTERS: usize = 80;

/// Why a name cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfitListName<'a> {
    /// It has no letter or digit, or is longer than [`MAX_LIST_NAME_LETTERS`].
    Length,
    /// This list has it, but for accents, case and signs.
    Taken(&'a ProductList),
}

/// The list that somebody means by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeantList<'a> {
    /// This one.
    One(&'a ProductList),
    /// Several of this name, as two laptops may have made them.
    Several(Vec<&'a ProductList>),
    /// None; these are nearly called so.
    Nothing(Vec<&'a ProductList>),
}

impl ProductLists {
    /// The name of a new list as it is kept: cleaned, without spaces around it.
    ///
    /// # Errors
    /// Fails for a name that cannot be given beside these lists.
    pub fn read_name(&self, typed: &str) -> Result<String, UnfitListName<'_>> {
        let name = clean_text(typed).trim().to_owned();
        let has_letters = name.chars().any(char::is_alphanumeric);
        if !has_letters || name.chars().count() > MAX_LIST_NAME_LETTERS {
            return Err(UnfitListName::Length);
        }
        let key = name_key(&name);
        match self.lists.iter().find(|list| name_key(&list.name) == key) {
            Some(known) => Err(UnfitListName::Taken(known)),
            None => Ok(name),
        }
    }

    /// The list that somebody means: by its name without accents, case and signs; where none is called so, by the first
    /// digits of its id. Part of a name never names a list.
    pub fn find(&self, words: &str) -> MeantList<'_> {
        let (name, digits) = (name_key(words), words.trim().to_lowercase());
        let named: Vec<&ProductList> = self
            .lists
            .iter()
            .filter(|list| name_key(&list.name) == name)
            .collect();
        let found = if named.is_empty() && digits.len() >= 4 {
            let lists = self.lists.iter();
            lists
                .filter(|list| list.id.to_string().starts_with(&digits))
                .collect()
        } else {
            named
        };
        match found.as_slice() {
            [] => MeantList::Nothing(self.near(words)),
            [one] => MeantList::One(one),
            _ => MeantList::Several(found),
        }
    }

    /// The lists that have a word of this name, or a word that begins like one; those with the most first, and not
    /// those with a quarter of its words or less.
    pub fn near(&self, name: &str) -> Vec<&ProductList> {
        let wanted = name_key(name);
        let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let mut near: Vec<(usize, &ProductList)> = Vec::new();
        for list in &self.lists {
            let known = name_key(&list.name);
            let has = |word: &&&str| {
                known
                    .split(' ')
                    .any(|other| other == **word || word.len() > 2 && other.starts_with(**word))
            };
            let shared = wanted.iter().filter(has).count();
            if shared * 4 > wanted.len() {
                near.push((shared, list));
            }
        }
        near.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
        near.into_iter().map(|(_, list)| list).collect()
    }
}
