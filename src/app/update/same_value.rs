//! Filtering by what the selected product is: its stars, its district, its producer.
//!
//! Must not: ask for anything that the record does not say.

use ocop_index::search::SearchHit;
use ocop_index::{ConditionScope, Facet, NOT_GIVEN, QueryCondition};

use super::build_query::{self, start_search};
use super::show_notice;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::Model;

/// Asks for products that are like the selected one in what the action names.
pub(super) fn filter_by_same_value(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(hit) = model.selected_hit() else {
        return Vec::new();
    };
    let Some((facet, value)) = selected_facet_value(hit, action) else {
        return filter_by_same_producer(model);
    };
    if model.query.filter.is_chosen(facet, &value) {
        show_notice(model, "screen.chosen_already");
        return Vec::new();
    }
    build_query::drop_value(model, facet, &value);
    model.picked.filter.choose_value(facet, value);
    start_search(model)
}

/// The facet that an action names, and the product's value.
fn selected_facet_value(hit: &SearchHit, action: Action) -> Option<(Facet, String)> {
    let product = &hit.product;
    let (facet, value) = match action {
        Action::LikeStar => (Facet::Star, hit.state.star.map(|star| star.to_string())),
        Action::LikeDistrict => (Facet::District, product.place.district.clone()),
        Action::LikeUnit => (Facet::Unit, product.place.unit.clone()),
        Action::LikeGroup => {
            let group = product.group.as_ref();
            (Facet::Group, group.map(|group| group.code.clone()))
        }
        Action::LikeKind => {
            let kind = product.producer.as_ref().and_then(|maker| maker.kind);
            (Facet::ProducerKind, kind.map(|kind| kind.key().to_owned()))
        }
        _ => return None,
    };
    Some((facet, value.unwrap_or_else(|| NOT_GIVEN.to_owned())))
}

/// Producers are no facet, there are too many: the line says whose products are asked for.
fn filter_by_same_producer(model: &mut Model) -> Vec<Effect> {
    let hit = model.selected_hit();
    let producer = hit.and_then(|hit| hit.product.producer.as_ref());
    let Some(name) = producer.map(|producer| producer.name.clone()) else {
        model.notice = Some(model.locale.t("screen.no_producer").to_owned());
        return Vec::new();
    };
    let condition = QueryCondition {
        scope: ConditionScope::Producer,
        words: name,
        not: false,
    };
    if model.query.conditions.contains(&condition) {
        show_notice(model, "screen.chosen_already");
        return Vec::new();
    }
    build_query::add_condition(model, condition)
}
