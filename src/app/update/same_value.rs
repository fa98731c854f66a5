//! Filters by a value of the selected product: its stars, its district, its producer.

use ocop_index::search::SearchHit;
use ocop_index::{ConditionScope, Facet, NOT_GIVEN, QueryCondition};

use super::build_query::{self, start_search};
use crate::app::action::SharedField;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::notice::Notice;

/// Filters by the value that the selected product has in this field.
pub(super) fn filter_by_same_value(model: &mut Model, field: SharedField) -> Vec<Effect> {
    let Some(hit) = model.selected_hit() else {
        return Vec::new();
    };
    let Some((facet, value)) = selected_facet_value(hit, field) else {
        return filter_by_same_producer(model);
    };
    if model.query.filter.is_chosen(facet, &value) {
        model.show_key_notice("screen.chosen_already");
        return Vec::new();
    }
    build_query::drop_value(model, facet, &value);
    model.picked.filter.choose_value(facet, value);
    start_search(model)
}

/// The facet of a field, and the product's value; `None` for the producer, which is not a facet.
fn selected_facet_value(hit: &SearchHit, field: SharedField) -> Option<(Facet, String)> {
    let product = &hit.product;
    let (facet, value) = match field {
        SharedField::Star => (Facet::Star, hit.state.star.map(|star| star.to_string())),
        SharedField::District => (Facet::District, product.place.district.clone()),
        SharedField::Unit => (Facet::Unit, product.place.unit.clone()),
        SharedField::Group => {
            let group = product.group.as_ref();
            (Facet::Group, group.map(|group| group.code.clone()))
        }
        SharedField::ProducerKind => {
            let kind = product.producer.as_ref().and_then(|maker| maker.kind);
            (Facet::ProducerKind, kind.map(|kind| kind.key().to_owned()))
        }
        SharedField::Producer => return None,
    };
    Some((facet, value.unwrap_or_else(|| NOT_GIVEN.to_owned())))
}

/// There are too many producers for a facet: the condition goes into the line.
fn filter_by_same_producer(model: &mut Model) -> Vec<Effect> {
    let hit = model.selected_hit();
    let producer = hit.and_then(|hit| hit.product.producer.as_ref());
    let Some(name) = producer.map(|producer| producer.name.clone()) else {
        model.notice = Some(Notice::hint(model.locale.t("screen.no_producer")));
        return Vec::new();
    };
    let condition = QueryCondition {
        scope: ConditionScope::Producer,
        words: name,
        not: false,
        ..QueryCondition::default()
    };
    if model.query.conditions.contains(&condition) {
        model.show_key_notice("screen.chosen_already");
        return Vec::new();
    }
    build_query::add_condition(model, condition)
}
