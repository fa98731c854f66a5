//! Filtering by what the selected product is: its stars, its district, its producer.
//!
//! Must not: ask for anything that the record does not say.

use ocop_index::search::Hit;
use ocop_index::{Condition, Facet, NONE, Scope};

use super::asking::{self, ask};
use super::tell;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::Model;

/// Asks for products that are like the selected one in what the action names.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(hit) = model.selected_hit() else {
        return Vec::new();
    };
    let Some((facet, value)) = value(hit, action) else {
        return like_producer(model);
    };
    if model.query.filter.has(facet, &value) {
        tell(model, "screen.chosen_already");
        return Vec::new();
    }
    asking::give_up(model, facet, &value);
    model.picked.filter.add(facet, value);
    ask(model)
}

/// The facet that an action names, and the product's value.
fn value(hit: &Hit, action: Action) -> Option<(Facet, String)> {
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
            (Facet::Kind, kind.map(|kind| kind.key().to_owned()))
        }
        _ => return None,
    };
    Some((facet, value.unwrap_or_else(|| NONE.to_owned())))
}

/// Producers are no facet, there are too many: the line says whose products are asked for.
fn like_producer(model: &mut Model) -> Vec<Effect> {
    let hit = model.selected_hit();
    let producer = hit.and_then(|hit| hit.product.producer.as_ref());
    let Some(name) = producer.map(|producer| producer.name.clone()) else {
        model.notice = Some(model.locale.t("screen.no_producer").to_owned());
        return Vec::new();
    };
    let condition = Condition {
        scope: Scope::Producer,
        words: name,
        not: false,
    };
    if model.query.conditions.contains(&condition) {
        tell(model, "screen.chosen_already");
        return Vec::new();
    }
    asking::require(model, condition)
}
