//! What goes to the clipboard of the person's own machine: the question, or something of the selected record.
//!
//! What was sent is shown as well, for terminals that refuse. Must not: promise that it arrived.

use ocop_index::search::Hit;

use super::asking;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::record;

/// Sends what the action names.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    let text = if action == Action::Copy {
        Ok(asking::as_line(model))
    } else {
        let hit = model.selected_hit().ok_or("screen.nothing_chosen");
        hit.and_then(|hit| of_record(model, hit, action))
    };
    let missing = match text {
        Ok(text) if !text.is_empty() => {
            let (shown, lines) = (
                text.lines().next().unwrap_or_default(),
                text.lines().count(),
            );
            let key = if lines > 1 {
                "screen.copied_lines"
            } else {
                "screen.copied"
            };
            let told = model.locale.fill(key, &[("line", &shown), ("n", &lines)]);
            model.notice = Some(told);
            return vec![Effect::Copy(text)];
        }
        Ok(_) => "screen.nothing_to_copy",
        Err(missing) => missing,
    };
    model.notice = Some(model.locale.t(missing).to_owned());
    Vec::new()
}

/// A piece of the record, or the sentence that says that it is missing.
fn of_record(model: &Model, hit: &Hit, action: Action) -> Result<String, &'static str> {
    let product = &hit.product;
    match action {
        Action::CopyPhone => {
            let producer = product.producer.as_ref();
            let phone = producer.and_then(|producer| producer.phone.clone());
            phone.ok_or("screen.no_phone")
        }
        Action::CopyLink => {
            let acts = product.recognitions.iter();
            let acts = acts.filter_map(|act| act.source.clone());
            let mut addresses = acts.chain(product.sources.iter().cloned());
            addresses.next().ok_or("screen.no_link")
        }
        Action::CopyRecord => {
            let others = model.others_of(&product.id);
            let lines = record::lines(&model.locale, hit, others, model.day).into_iter();
            let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
            Ok(lines.join("\n"))
        }
        _ => Ok(product.name.clone()),
    }
}
