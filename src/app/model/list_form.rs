//! The window with the fields of an entry of a product list, or with what a buyer wants of products.
//!
//! What is typed is read as an import and the commands read it. Must not: write anything.

use std::fmt::Display;

use crate::app::input_line::InputLine;
use crate::app::store_work::{MeantBuyer, NewText};
use crate::input_method::InputMethod;
use crate::wording::list_text::{
    describe_unfit_value, entry_field_name, format_entry_value, stock_name,
};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::{BuyerInterest, EntryField, EntryValue, ListId};
use crate::work::lists::product_list::{Buyer, ListEntry, ProductList};
use crate::work::lists::typed_values::{UnfitEntryValue, read_text, read_value_of};

/// The open window.
#[derive(Clone, Debug)]
pub struct ListForm {
    /// The list.
    pub list: ListId,
    /// Its name.
    pub list_name: String,
    /// What is written down.
    pub purpose: FormPurpose,
    /// The products, by their ids.
    pub ids: Vec<String>,
    /// The products in words.
    pub whom: String,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The field of the cursor.
    pub cursor: usize,
    /// Why a value is refused.
    pub refusal: Option<String>,
}

/// What is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormPurpose {
    /// The fields of an entry.
    Entry,
    /// What a buyer wants.
    Interest {
        /// The buyer.
        buyer: MeantBuyer,
        /// Their name.
        name: String,
        /// They want all of the products already.
        is_known: bool,
    },
}

/// A field with its line.
#[derive(Clone, Debug)]
pub struct FormField {
    /// Which one it is.
    pub kind: FormFieldKind,
    /// Its value as a person types it; empty for none.
    pub before: String,
    /// What is typed.
    pub input: InputLine,
}

/// A field of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFieldKind {
    /// One of an entry.
    Entry(EntryField),
    /// What a buyer looks for.
    Wants,
    /// How much a buyer wants.
    Quantity,
    /// A remark on it.
    Remark,
}

impl FormFieldKind {
    /// What it is called.
    pub fn name(self, locale: &Locale) -> &str {
        match self {
            Self::Entry(field) => entry_field_name(locale, field),
            Self::Wants => locale.t("listing.field_wants"),
            Self::Quantity => locale.t("listing.field_quantity"),
            Self::Remark => entry_field_name(locale, EntryField::Remark),
        }
    }

    /// How a draft of it is called.
    const fn key(self) -> &'static str {
        match self {
            Self::Entry(EntryField::Stand) => "stand",
            Self::Entry(EntryField::Price) => "price",
            Self::Entry(EntryField::Stock) => "stock",
            Self::Entry(EntryField::Position) => "place",
            Self::Entry(EntryField::Remark) | Self::Remark => "remark",
            Self::Wants => "wants",
            Self::Quantity => "quantity",
        }
    }
}

/// Before the id of a draft of a field of an entry.
const ENTRY_DRAFT: &str = "list-entry";

/// Before the id of a draft of what a buyer wants.
const BUYER_DRAFT: &str = "list-buyer";

/// True for the id of a draft of this window; others are those of remarks.
pub fn is_form_draft(id: &str) -> bool {
    let kind = id.split(':').next();
    matches!(kind, Some(ENTRY_DRAFT | BUYER_DRAFT)) && id.contains(':')
}

/// What a draft of what a buyer wants is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuyerDraft<'a> {
    /// The id of the list.
    pub list: &'a str,
    /// The first product, as [`draft_product`] writes it.
    pub product: &'a str,
    /// The name of the buyer.
    pub name: &'a str,
}

impl<'a> BuyerDraft<'a> {
    /// Reads the id of a draft; `None` for a draft of something else.
    pub fn read(id: &'a str) -> Option<Self> {
        let mut parts = id.splitn(5, ':');
        let is_of_buyer = parts.next() == Some(BUYER_DRAFT);
        let (list, _, product, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        is_of_buyer.then_some(Self {
            list,
            product,
            name,
        })
    }
}

/// The first of these products in the id of a draft.
pub fn draft_product(ids: &[String]) -> String {
    ids.first()
        .map_or_else(String::new, |id| id.replace(':', " "))
}

impl ListForm {
    /// The window for products of a list, with the values of the entry where it is one.
    pub fn of_entries(
        list: &ProductList,
        (ids, whom): (Vec<String>, String),
        locale: &Locale,
        method: InputMethod,
    ) -> Self {
        let entry = match ids.as_slice() {
            [id] => list.find_product(id),
            _ => None,
        };
        let place = entry.and_then(|entry| list.place_of(&entry.key));
        let place = place.map(|place| place.to_string());
        let fields = [
            EntryField::Price,
            EntryField::Stand,
            EntryField::Stock,
            EntryField::Remark,
        ];
        let mut fields: Vec<FormField> = fields
            .into_iter()
            .map(|field| {
                let value = entry.and_then(|entry| typed_value(locale, &entry.value(field)));
                FormField::new(FormFieldKind::Entry(field), value, method)
            })
            .collect();
        if place.is_some() {
            let kind = FormFieldKind::Entry(EntryField::Position);
            fields.push(FormField::new(kind, place, method));
        }
        Self {
            list: list.id,
            list_name: list.name.clone(),
            purpose: FormPurpose::Entry,
            ids,
            whom,
            fields,
            cursor: 0,
            refusal: None,
        }
    }

    /// The window for what a buyer wants, with what is noted of it. Of a new buyer it begins with what they look for.
    pub fn of_interest(
        list: &ProductList,
        (buyer, name): (MeantBuyer, String),
        (ids, whom): (Vec<String>, String),
        method: InputMethod,
    ) -> Self {
        let known = match &buyer {
            MeantBuyer::Known(id) => list.find_buyer(*id),
            MeantBuyer::New(_) => None,
        };
        let wish = known.and_then(|buyer| match ids.as_slice() {
            [id] => buyer.wish_of(id),
            _ => None,
        });
        let is_known = |buyer: &Buyer| ids.iter().all(|id| buyer.wish_of(id).is_some());
        let is_known = known.is_some_and(is_known);
        let wants = known.and_then(|buyer| buyer.details.wants.clone());
        let interest = wish.map(|wish| wish.interest.clone()).unwrap_or_default();
        let fields = [
            (FormFieldKind::Wants, wants),
            (FormFieldKind::Quantity, interest.quantity),
            (FormFieldKind::Remark, interest.remark),
        ];
        let fields = fields.map(|(kind, before)| FormField::new(kind, before, method));
        Self {
            list: list.id,
            list_name: list.name.clone(),
            cursor: usize::from(known.is_some()),
            purpose: FormPurpose::Interest {
                buyer,
                name,
                is_known,
            },
            ids,
            whom,
            fields: fields.into(),
            refusal: None,
        }
    }

    /// The id under which what is typed of a field is kept, under the first product.
    pub fn draft_id(&self, kind: FormFieldKind) -> String {
        let product = draft_product(&self.ids);
        let (list, key) = (self.list, kind.key());
        match &self.purpose {
            FormPurpose::Entry => format!("{ENTRY_DRAFT}:{list}:{key}:{product}"),
            FormPurpose::Interest { name, .. } => {
                format!("{BUYER_DRAFT}:{list}:{key}:{product}:{name}")
            }
        }
    }

    /// The field of the cursor.
    pub fn field_mut(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.cursor)
    }

    /// Goes to the field of a row, where there is one.
    pub fn go_to_field(&mut self, row: usize) {
        if row < self.fields.len() {
            self.leave_field();
            self.cursor = row;
        }
    }

    /// Goes to the next field, or the one before; from the last to the first.
    pub fn move_cursor(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        self.leave_field();
        let step = if forward { 1 } else { count - 1 };
        self.cursor = (self.cursor + step) % count;
    }

    fn leave_field(&mut self) {
        if let Some(field) = self.field_mut() {
            field.input.finish_word();
        }
        self.refusal = None;
    }

    /// The values of the fields that were changed. The first that cannot be read gets the cursor, and why is told.
    pub fn take_values(
        &mut self,
        list: Option<&ProductList>,
        locale: &Locale,
    ) -> Option<Vec<EntryValue>> {
        for field in &mut self.fields {
            field.input.finish_word();
        }
        let mut values = Vec::new();
        for (index, field) in self.fields.iter().enumerate() {
            match self.read_change(field, list) {
                None => {}
                Some(Ok(value)) => values.push(value),
                Some(Err(unfit)) => {
                    let refusal = describe_unfit_value(locale, unfit, field.input.text());
                    (self.refusal, self.cursor) = (Some(refusal), index);
                    return None;
                }
            }
        }
        Some(values)
    }

    /// What a field of an entry says now, where it says something else than before.
    fn read_change(
        &self,
        field: &FormField,
        list: Option<&ProductList>,
    ) -> Option<Result<EntryValue, UnfitEntryValue>> {
        let FormFieldKind::Entry(kind) = field.kind else {
            return None;
        };
        let typed = field.input.text().trim();
        if !field.is_changed() {
            return None;
        }
        let entry = list.zip(self.entry_in(list));
        Some(read_value_of(entry, kind, typed))
    }

    fn entry_in<'l>(&self, list: Option<&'l ProductList>) -> Option<&'l ListEntry> {
        match self.ids.as_slice() {
            [id] => list?.find_product(id),
            _ => None,
        }
    }

    /// What a buyer wants, as the fields say it.
    pub fn read_interest(&self) -> BuyerInterest {
        let text_of = |kind| {
            let field = self.field(kind)?;
            read_text(field.input.text())
        };
        BuyerInterest {
            quantity: text_of(FormFieldKind::Quantity),
            remark: text_of(FormFieldKind::Remark),
        }
    }

    /// What a field about a buyer says now, where that was changed.
    pub fn read_new_text(&self, kind: FormFieldKind) -> Option<NewText> {
        let field = self.field(kind).filter(|field| field.is_changed())?;
        Some(NewText(read_text(field.input.text())))
    }

    fn field(&self, kind: FormFieldKind) -> Option<&FormField> {
        self.fields.iter().find(|field| field.kind == kind)
    }

    /// True where a field says something else than before.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(FormField::is_changed)
    }

    /// The changes, old and new: what Enter writes. A value that cannot be read is told with how one is written.
    pub fn describe_changes(&self, list: Option<&ProductList>, locale: &Locale) -> Vec<String> {
        let changed = self.fields.iter().filter(|field| field.is_changed());
        let lines = changed.map(|field| {
            let new = match self.read_change(field, list) {
                Some(Err(unfit)) => {
                    return describe_unfit_value(locale, unfit, field.input.text());
                }
                Some(Ok(EntryValue::Position(_))) | None => {
                    sanitize_text(field.input.text().trim())
                }
                Some(Ok(value)) => format_entry_value(locale, &value).unwrap_or_default(),
            };
            let shown = |value: &str| match value {
                "" => locale.t("listing.blank").to_owned(),
                value => value.to_owned(),
            };
            let values: [(&str, &dyn Display); 3] = [
                ("field", &field.kind.name(locale)),
                ("old", &shown(&field.before)),
                ("new", &shown(&new)),
            ];
            locale.fill("listing.change", &values)
        });
        lines.collect()
    }
}

impl FormField {
    fn new(kind: FormFieldKind, before: Option<String>, method: InputMethod) -> Self {
        let mut input = InputLine::with_input_method(method);
        input.set_text(&before.unwrap_or_default());
        // As the line holds it: a long text is cut there, and that is no change.
        let before = input.text().to_owned();
        Self {
            kind,
            before,
            input,
        }
    }

    /// True where it says something else than before.
    pub fn is_changed(&self) -> bool {
        self.input.text().trim() != self.before.trim()
    }
}

/// A value as a person types it.
fn typed_value(locale: &Locale, value: &EntryValue) -> Option<String> {
    match value {
        EntryValue::Stock(stock) => stock.map(|stock| stock_name(locale, stock).to_owned()),
        value => format_entry_value(locale, value).map(|text| text.replace('\u{a0}', " ")),
    }
}
