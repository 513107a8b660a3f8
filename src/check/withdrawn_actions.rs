//! Which actions layers withdraw, so that no rule offers them any more.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use crate::document::{At, Code, Faults};
use crate::model::{ActionId, LayerId};
use crate::words::Modality;
use std::collections::BTreeMap;

/// The actions that are withdrawn, each with the layer that does it.
#[derive(Debug, Default)]
pub(super) struct WithdrawnActions {
    by: BTreeMap<ActionId, LayerId>,
}

impl WithdrawnActions {
    pub(super) fn of(
        written_layers: &[WrittenLayer],
        registry: &Registry<'_>,
        faults: &mut Faults,
    ) -> WithdrawnActions {
        let mut withdrawn = WithdrawnActions::default();
        for (layer, document) in documents(written_layers) {
            for entry in &document.withdraw {
                match (&entry.rule, &entry.action) {
                    (Some(_), None) => {}
                    (None, Some(action)) => withdrawn.add(action, layer, (written_layers, registry), faults),
                    _ => {
                        let message = "an entry of `withdraw` names a `rule` or an `action`, and not both";
                        faults.error(Code::MissingField, entry.origin, message);
                    }
                }
            }
            for action in document.actions.iter().filter(|action| action.is_reworded()) {
                withdrawn.refuse_words(&action.id, registry, faults);
            }
        }
        withdrawn
    }

    /// The layer that withdraws an action.
    pub(super) fn by(&self, action: ActionId) -> Option<LayerId> {
        self.by.get(&action).copied()
    }

    fn add(
        &mut self,
        id: &At<String>,
        layer: LayerId,
        (written_layers, registry): (&[WrittenLayer], &Registry<'_>),
        faults: &mut Faults,
    ) {
        let Some(number) = registry.actions.resolve(id, layer, faults) else { return };
        let name = &id.value;
        if registry.actions.get(name).is_some_and(|declared| declared.layer == layer) {
            let message = format!("`{name}` is an action of this very layer");
            let help = Some("take it out instead".into());
            return faults.error_with_help(Code::UnknownAction, id.origin, message, help);
        }
        if self.by.contains_key(&number) {
            return faults.error(Code::DuplicateId, id.origin, format!("`{name}` is withdrawn already"));
        }
        self.by.insert(number, layer);
        // Whether a `must` or `must_not` of theirs is lost is proved.
        let below = documents(written_layers).filter(|(of, _)| *of < layer);
        let mut rules = below.flat_map(|(_, document)| &document.rules);
        let is_asked = |modality: Modality| modality.is_demand() && !modality.is_absolute();
        let asking = rules.find(|rule| rule.says_by_law(name, is_asked));
        if let Some(rule) = asking {
            let message = format!(
                "`{name}` is asked for by `{}`, which rests on {}, and cannot be withdrawn",
                rule.id.value, rule.authority
            );
            faults.error(Code::HigherAuthority, id.origin, message);
        }
    }

    /// What is withdrawn has no other words.
    fn refuse_words(&self, id: &At<String>, registry: &Registry<'_>, faults: &mut Faults) {
        let declared = registry.actions.get(id);
        if declared.is_some_and(|declared| self.by.contains_key(&declared.number)) {
            let message = format!("`{}` is withdrawn: there is nothing to word anew", id.value);
            faults.error(Code::BadReplacement, id.origin, message);
        }
    }
}
