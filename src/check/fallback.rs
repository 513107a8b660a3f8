//! What holds where rules are silent or safety facts unknown, and what an overlay may relax.

use super::layers::{Stack, documents};
use super::scope::Registry;
use crate::document::{At, Code, Faults, Origin};
use crate::model::{LayerId, MayRelax, Otherwise, WhileUnknown, text};
use crate::words::Stance;

/// The stance where no permission counts. An upper layer may only make it stricter.
pub(super) fn otherwise(stacks: &[Stack], faults: &mut Faults) -> Option<Otherwise> {
    let mut below: Option<Otherwise> = None;
    for (_, document) in documents(stacks) {
        let Some(stated) = &document.otherwise else { continue };
        if let Some(below) = &below {
            faults.not_looser("otherwise", below.stance, stated.stance, stated.origin);
        }
        below = Some(Otherwise { stance: stated.stance, because: text(&stated.because) });
    }
    if let (None, Some(lowest), false) =
        (&below, stacks.first(), faults.incomplete || faults.lost.contains("/otherwise"))
    {
        let message = format!("`{}` does not say what holds `otherwise`", lowest.id);
        let help =
            Some("state `otherwise` in the lowest layer: the stance where no permission counts".into());
        faults.error_with_help(Code::MissingField, lowest.origin(), message, help);
    }
    below
}

/// The limit while a safety fact is unknown. An upper layer may only make it stricter.
pub(super) fn while_unknown(stacks: &[Stack], faults: &mut Faults) -> Option<WhileUnknown> {
    let mut below: Option<WhileUnknown> = None;
    for (_, document) in documents(stacks) {
        let Some(stated) = &document.while_unknown else { continue };
        if let Some(below) = &below {
            faults.not_looser("while_unknown", below.at_least, stated.at_least.value, stated.origin);
        }
        faults.look_at_limit(&stated.at_least);
        below = Some(WhileUnknown { at_least: stated.at_least.value, because: text(&stated.because) });
    }
    below
}

/// What of its own a layer says may make a situation looser; where it says nothing, nothing may. Whether nothing else
/// does is a matter of proof.
pub(super) fn may_relax(
    stack: &Stack,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> MayRelax {
    let documents = || stack.parts.iter().map(|part| &part.document);
    let stated = documents().find_map(|document| document.may_relax.as_ref());
    let origin = stated.map_or(stack.origin(), |stated| stated.origin);
    let mut may_relax =
        MayRelax { rules: Vec::new(), actions: Vec::new(), terms: Vec::new(), otherwise: false, origin };
    for entry in stated.iter().flat_map(|stated| &stated.value) {
        let otherwise = entry.otherwise.as_ref().filter(|otherwise| otherwise.value);
        match (&entry.rule, &entry.action, &entry.term, &entry.presume, otherwise) {
            (Some(rule), None, None, None, None) => {
                let written = documents().flat_map(|document| &document.rules).map(|written| &written.id);
                let withdrawn = documents().flat_map(|document| &document.withdraw);
                let withdrawn = withdrawn.filter_map(|entry| entry.rule.as_ref());
                let what = "a rule of this layer, nor one that it withdraws";
                let mut rules = documents().flat_map(|document| &document.rules);
                let replacing = rules.find(|written| {
                    written.replaces.as_ref().is_some_and(|replaced| replaced.value == rule.value)
                });
                let hint = replacing.map(|new| format!("`{}` takes its place: list that", new.id.value));
                faults.own(rule, written.chain(withdrawn), what, hint);
                may_relax.rules.push(text(&rule.value));
            }
            (None, Some(action), None, None, None) => {
                let withdrawn = documents().flat_map(|document| &document.withdraw);
                let withdrawn = withdrawn.filter_map(|entry| entry.action.as_ref());
                faults.own(action, withdrawn, "an action that this layer withdraws", None);
                may_relax.actions.push(text(&action.value));
            }
            (None, None, Some(term), None, None) => {
                let terms = documents().flat_map(|document| &document.terms);
                let restated = terms.filter(|written| written.replaces == Some(true));
                faults.own(
                    term,
                    restated.map(|written| &written.id),
                    "a term that this layer restates",
                    None,
                );
                may_relax.terms.push(text(&term.value));
            }
            (None, None, None, None, Some(otherwise)) => {
                if documents().all(|document| document.otherwise.is_none()) {
                    let message = "this layer states no `otherwise`";
                    faults.error(Code::NotOfThisLayer, otherwise.origin, message);
                }
                may_relax.otherwise = true;
            }
            // What is presumed otherwise is compared with what the layer presumes, in `presumptions`.
            (None, None, None, Some(fact), None) => {
                registry.scope(layer).fact(fact, faults);
            }
            _ => {
                let message = "an entry of `may_relax` names a `rule`, an `action`, a `term` or a fact to `presume`, or says `\"otherwise\": true`";
                faults.error(Code::MissingField, entry.origin, message);
            }
        }
    }
    may_relax
}

impl Faults {
    /// Reports a name that is none of those of a layer's own.
    fn own<'a>(
        &mut self,
        name: &At<String>,
        own: impl Iterator<Item = &'a At<String>>,
        what: &str,
        hint: Option<String>,
    ) {
        let own: Vec<&str> = own.map(|own| own.value.as_str()).collect();
        if !own.contains(&name.value.as_str()) && !self.lost.contains(&name.value) {
            let message = format!("`{}` is not {what}", name.value);
            let help = hint.or_else(|| self.did_you_mean(&name.value, own));
            let otherwise = "what layers below state cannot make this one looser: list what of its own does";
            let help = help.unwrap_or_else(|| otherwise.into());
            self.error_with_help(Code::NotOfThisLayer, name.origin, message, Some(help));
        }
    }

    fn not_looser(&mut self, what: &str, below: Stance, here: Stance, origin: Origin) {
        if here < below {
            let message = format!("`{what}` is `{below}` below and cannot be made laxer, `{here}`");
            let help = Some("an upper layer may only make it stricter".into());
            self.error_with_help(Code::Loosened, origin, message, help);
        }
    }
}
