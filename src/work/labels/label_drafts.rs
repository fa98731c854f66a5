//! Labels set, taken off and renamed on many products at once, as events. What is so already becomes no event.

use super::label_book::LabelBook;
use crate::work::events::event::EventDraft;
use crate::work::events::event_body::WorkAct;
use crate::work::events::event_registers::Register;
use crate::work::events::product_ref::ProductRef;
use crate::work::events::work_log::WorkLog;

/// What becomes of a label on some products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelChange {
    /// The events to write.
    pub drafts: Vec<EventDraft>,
    /// Products that change.
    pub changed: usize,
    /// Products that are so already.
    pub same: usize,
}

impl WorkLog {
    /// Defines a label, in place of what was said of it before; no values for a plain word.
    pub fn draft_label_definition(&self, label: &str, values: Vec<String>) -> EventDraft {
        self.draft_definition(label, values, false)
    }

    fn draft_definition(&self, label: &str, values: Vec<String>, withdrawn: bool) -> EventDraft {
        let register = Register::LabelDefinition(label.to_owned());
        let heads = self.heads(self.general_events(), &register);
        EventDraft {
            review: None,
            product: None,
            act: WorkAct::LabelDefined {
                label: label.to_owned(),
                values,
                withdrawn,
            },
            replaces: heads.into_iter().map(|event| event.id).collect(),
        }
    }

    /// Sets a label of products; `value` replaces every other value that they have of it.
    pub fn draft_labels(
        &self,
        products: &[ProductRef],
        label: &str,
        value: Option<&str>,
    ) -> LabelChange {
        let mut change = LabelChange::default();
        for product in products {
            let values = self.label_values(product, label);
            if values.as_deref() == Some(&[value.map(str::to_owned)]) {
                change.same += 1;
                continue;
            }
            change.changed += 1;
            let draft = self.draft_label(product, label, value, true);
            change.drafts.push(draft);
        }
        change
    }

    /// Takes a label off products; with a value, only where they have that one.
    pub fn draft_labels_off(
        &self,
        products: &[ProductRef],
        label: &str,
        value: Option<&str>,
    ) -> LabelChange {
        let mut change = LabelChange::default();
        for product in products {
            let values = self.label_values(product, label).unwrap_or_default();
            let has_it = match value {
                Some(value) => values.iter().any(|own| own.as_deref() == Some(value)),
                None => !values.is_empty(),
            };
            if !has_it {
                change.same += 1;
                continue;
            }
            change.changed += 1;
            let draft = self.draft_label(product, label, None, false);
            change.drafts.push(draft);
        }
        change
    }

    /// Gives a label another name, with its definition and on every product. Where the other one is known already the
    /// two become one: its values are those of both, and a product that has both with different values keeps them as a
    /// disagreement.
    pub fn draft_label_renaming(&self, book: &LabelBook, from: &str, to: &str) -> LabelChange {
        let mut change = LabelChange::default();
        let defined_as = |label: &str| book.get(label).and_then(|known| known.defined.clone());
        if let Some(values) = defined_as(from) {
            let mut all = defined_as(to).unwrap_or_default();
            all.extend(
                values
                    .iter()
                    .filter(|value| !all.contains(value))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            change.drafts.push(self.draft_definition(to, all, false));
            change
                .drafts
                .push(self.draft_definition(from, values, true));
        }
        for id in self.worked_on_ids() {
            let work = self.product_work(id);
            let (Some(values), Some(product)) = (work.labels.get(from), self.latest_ref(id)) else {
                continue;
            };
            change.changed += 1;
            change
                .drafts
                .push(self.draft_label(&product, from, None, false));
            let there = work.labels.get(to);
            for value in values {
                if there.is_some_and(|there| there.contains(value)) {
                    continue;
                }
                let mut draft = self.draft_label(&product, to, value.as_deref(), true);
                if there.is_some() {
                    draft.replaces.clear();
                }
                change.drafts.push(draft);
            }
        }
        change
    }

    /// The values that a product has of a label; `None` where it does not have it.
    fn label_values(&self, product: &ProductRef, label: &str) -> Option<Vec<Option<String>>> {
        let work = self.product_work(self.current_id(product)?);
        let values = work.labels.get(label)?;
        Some(values.iter().cloned().collect())
    }

    /// A product of the catalogue as the last event about it named it.
    fn latest_ref(&self, id: &str) -> Option<ProductRef> {
        let events = self.events_of_product(id);
        events.last()?.product.as_deref().cloned()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::label_book::{LabelProblem, MeantLabel, read_label, write_labels};
    use super::*;
    use crate::work::events::event::EventAuthor;
    use crate::work::events::event_drafts::draft_undo;
    use crate::work::events::event_id::EventId;

    fn product(id: &str) -> ProductRef {
        ProductRef {
            id: id.to_owned(),
            ..ProductRef::default()
        }
    }

    fn record(log: &mut WorkLog, drafts: Vec<EventDraft>) -> Vec<EventId> {
        let author = EventAuthor {
            name: "an".to_owned(),
            sitting: EventId::from_bytes([7; 16]),
        };
        let events = drafts.into_iter().map(|draft| {
            let event = author.write_event(draft, Timestamp::UNIX_EPOCH).unwrap();
            log.insert(event.clone());
            event.id
        });
        events.collect()
    }

    fn set(log: &mut WorkLog, ids: &[&str], label: &str, value: Option<&str>) -> (usize, usize) {
        let products: Vec<ProductRef> = ids.iter().map(|id| product(id)).collect();
        let change = log.draft_labels(&products, label, value);
        record(log, change.drafts);
        (change.changed, change.same)
    }

    fn labels(log: &WorkLog, id: &str) -> Vec<String> {
        write_labels(&log.product_work(id).labels)
    }

    fn log_with_definition() -> WorkLog {
        let mut log = WorkLog::default();
        let values = ["đã lập", "đang làm", "chưa"].map(str::to_owned).into();
        let draft = log.draft_label_definition("lộ trình", values);
        record(&mut log, vec![draft]);
        log
    }

    #[test]
    fn what_is_spelled_otherwise_is_the_defined_label_and_an_undefined_value_is_none() {
        let mut log = log_with_definition();
        set(&mut log, &["a"], "khách", Some("Mỹ"));
        let book = LabelBook::of_log(&log);
        let resolve = |text: &str| book.resolve(&read_label(text).unwrap());
        let meant = resolve("LO  TRINH = Da lap").unwrap();
        assert_eq!(
            (&*meant.label, meant.value.as_deref()),
            ("lộ trình", Some("đã lập"))
        );
        assert!(meant.is_respelled && !meant.is_new);
        assert!(matches!(
            resolve("lộ trình=xong"),
            Err(LabelProblem::UnknownValue { values, .. }) if values.len() == 3
        ));
        assert!(matches!(
            resolve("lo trinh"),
            Err(LabelProblem::NoValue { .. })
        ));
        // What nobody defined takes any value, spelled as before where it was used.
        assert_eq!(resolve("KHACH=my").unwrap().value.as_deref(), Some("Mỹ"));
        assert_eq!(
            resolve("khách=Nhật").unwrap().value.as_deref(),
            Some("Nhật")
        );
        let expected = MeantLabel {
            label: "xuất khẩu".into(),
            value: None,
            is_new: true,
            is_respelled: false,
        };
        assert_eq!(resolve("xuất khẩu"), Ok(expected));
        assert_eq!(read_label(" =x"), Err(LabelProblem::Empty));
        assert_eq!(read_label("a=b=c"), Err(LabelProblem::Sign));
        assert_eq!(read_label(&"x".repeat(81)), Err(LabelProblem::TooLong));
        assert_eq!(read_label("a\u{1b}[1m").unwrap().label, "a␛[1m");
    }

    #[test]
    fn a_value_replaces_the_one_before_and_what_is_so_already_writes_nothing() {
        let mut log = log_with_definition();
        assert_eq!(set(&mut log, &["a", "b"], "lộ trình", Some("chưa")), (2, 0));
        assert_eq!(set(&mut log, &["a", "c"], "lộ trình", Some("chưa")), (1, 1));
        assert_eq!(set(&mut log, &["a"], "lộ trình", Some("đã lập")), (1, 0));
        assert_eq!(labels(&log, "a"), ["lộ trình=đã lập"]);
        let book = LabelBook::of_log(&log);
        let known = book.get("lộ trình").unwrap();
        assert_eq!(known.products, 3);
        assert_eq!(known.by_value[&Some("chưa".to_owned())], 2);
        // Off with a value only where that one is.
        let off = log.draft_labels_off(&[product("a"), product("b")], "lộ trình", Some("chưa"));
        assert_eq!((off.changed, off.same), (1, 1));
        record(&mut log, off.drafts);
        assert_eq!(labels(&log, "b"), Vec::<String>::new());
    }

    #[test]
    fn another_name_goes_with_definition_and_values_and_is_undone_as_one() {
        let mut log = log_with_definition();
        set(&mut log, &["a"], "lộ trình", Some("chưa"));
        set(&mut log, &["b"], "lộ trình", Some("đã lập"));
        set(&mut log, &["b"], "chuyển đổi số", Some("có"));
        let before = LabelBook::of_log(&log);
        let change = log.draft_label_renaming(&before, "lộ trình", "chuyển đổi số");
        assert_eq!(change.changed, 2);
        // In a sitting of its own.
        let author = EventAuthor {
            name: "an".to_owned(),
            sitting: EventId::from_bytes([8; 16]),
        };
        for draft in change.drafts {
            record_as(&mut log, &author, draft);
        }
        assert_eq!(labels(&log, "a"), ["chuyển đổi số=chưa"]);
        assert_eq!(
            labels(&log, "b"),
            ["chuyển đổi số=có", "chuyển đổi số=đã lập"]
        );
        let book = LabelBook::of_log(&log);
        assert!(book.get("lộ trình").is_none());
        let known = book.get("chuyển đổi số").unwrap();
        assert_eq!(known.defined.as_ref().map(Vec::len), Some(3));
        let undos: Vec<EventDraft> = log
            .find_last_act(&author, None)
            .into_iter()
            .map(draft_undo)
            .collect();
        for undo in undos {
            record_as(&mut log, &author, undo);
        }
        assert_eq!(LabelBook::of_log(&log), before);
    }

    fn record_as(log: &mut WorkLog, author: &EventAuthor, draft: EventDraft) {
        let now = "2026-11-30T00:00:00Z".parse().unwrap();
        log.insert(author.write_event(draft, now).unwrap());
    }
}
