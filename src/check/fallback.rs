//! What holds where rules are silent or safety facts unknown, and what an overlay may relax.

use super::layers::{WrittenLayer, documents};
use super::scope::Registry;
use crate::document::{At, Code, Faults, Origin, rule_set};
use crate::model::{LayerId, Otherwise, WhileUnknown, text};
use crate::words::{Stance, bare};

/// The stance where no permission counts. An upper layer may only make it stricter.
pub(super) fn otherwise(written_layers: &[WrittenLayer], faults: &mut Faults) -> Option<Otherwise> {
    let mut below: Option<Otherwise> = None;
    for (_, document) in documents(written_layers) {
        let Some(stated) = &document.otherwise else { continue };
        if let Some(below) = &below {
            faults.not_looser("otherwise", below.stance, stated.stance, stated.origin);
        }
        below = Some(Otherwise { stance: stated.stance, because: text(&stated.because) });
    }
    if let (None, Some(lowest), false) =
        (&below, written_layers.first(), faults.incomplete || faults.lost.contains("/otherwise"))
    {
        let message = format!("`{}` does not say what holds `otherwise`", lowest.id);
        let help =
            Some("state `otherwise` in the lowest layer: the stance where no permission counts".into());
        faults.error_with_help(Code::MissingField, lowest.origin(), message, help);
    }
    below
}

/// The limit while a safety fact is unknown. An upper layer may only make it stricter.
pub(super) fn while_unknown(written_layers: &[WrittenLayer], faults: &mut Faults) -> Option<WhileUnknown> {
    let mut below: Option<WhileUnknown> = None;
    for (_, document) in documents(written_layers) {
        let Some(stated) = &document.while_unknown else { continue };
        if let Some(below) = &below {
            faults.not_looser("while_unknown", below.at_least, stated.at_least.value, stated.origin);
        }
        faults.look_at_limit(&stated.at_least);
        below = Some(WhileUnknown { at_least: stated.at_least.value, because: text(&stated.because) });
    }
    below
}

/// Checks what of its own a layer says may make a situation looser; where it says nothing, nothing may. Whether nothing else
/// does is a matter of proof. Gives where it says so, or could.
pub(super) fn check_may_relax(
    written_layer: &WrittenLayer,
    layer: LayerId,
    registry: &Registry<'_>,
    faults: &mut Faults,
) -> Origin {
    let stated = written_layer.parts.iter().find_map(|part| part.document.may_relax.as_ref());
    for entry in stated.iter().flat_map(|stated| &stated.value) {
        let otherwise = entry.otherwise.as_ref().filter(|otherwise| otherwise.value);
        let names = [&entry.rule, &entry.action, &entry.term, &entry.presume].into_iter().flatten();
        if names.count() + otherwise.iter().count() != 1 {
            let message = "an entry of `may_relax` names a `rule`, an `action`, a `term` or a fact to `presume`, or says `\"otherwise\": true`";
            faults.error(Code::MissingField, entry.origin, message);
            continue;
        }
        if let Some(rule) = &entry.rule {
            faults.own_rule(rule, written_layer);
        }
        if let Some(action) = &entry.action {
            let withdrawn = written_layer.documents().flat_map(|document| &document.withdraw);
            let withdrawn = withdrawn.filter_map(|entry| entry.action.as_ref());
            faults.own(action, withdrawn, "an action that this layer withdraws", None);
        }
        if let Some(term) = &entry.term {
            let terms = written_layer.documents().flat_map(|document| &document.terms);
            let restated = terms.filter(|written| written.is_restated()).map(|written| &written.id);
            faults.own(term, restated, "a term that this layer restates", None);
        }
        // What is presumed otherwise is compared with what the layer presumes, in `presumptions`.
        if let Some(fact) = &entry.presume {
            registry.scope(layer).fact(fact, faults);
        }
        if let Some(otherwise) = otherwise
            && written_layer.documents().all(|document| document.otherwise.is_none())
        {
            faults.error(Code::NotOfThisLayer, otherwise.origin, "this layer states no `otherwise`");
        }
    }
    stated.map_or(written_layer.origin(), |stated| stated.origin)
}

impl Faults {
    /// Reports a rule that is neither a layer's own nor withdrawn by it.
    fn own_rule(&mut self, rule: &At<String>, written_layer: &WrittenLayer) {
        let written = || written_layer.documents().flat_map(|document| &document.rules);
        let withdrawn = written_layer.documents().flat_map(|document| &document.withdraw);
        let withdrawn = withdrawn.filter_map(|entry| entry.rule.as_ref());
        let takes_its_place = |written: &&At<rule_set::Rule>| {
            written.replaces.as_ref().is_some_and(|replaced| replaced.value == rule.value)
        };
        let replacing = written().find(takes_its_place);
        let hint = replacing.map(|new| format!("`{}` takes its place: list that", new.id.value));
        let own = written().map(|written| &written.id).chain(withdrawn);
        self.own(rule, own, "a rule of this layer, nor one that it withdraws", hint);
    }

    /// Reports a name that is none of those of a layer's own.
    fn own<'a>(
        &mut self,
        name: &At<String>,
        own: impl Iterator<Item = &'a At<String>>,
        what: &str,
        hint: Option<String>,
    ) {
        let own: Vec<&str> = own.map(|own| own.value.as_str()).collect();
        // One that is nearly called so is at fault itself, and has been reported.
        let is_called = |own: &&str| *own == name.value || !is_formed(own) && bare(own) == bare(&name.value);
        if !own.iter().any(is_called) && !self.is_lost(&name.value) {
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

/// Does a name have small letters, digits and joints alone, as those of rules, terms and actions do?
fn is_formed(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c))
}
