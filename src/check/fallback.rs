//! What holds where rules are silent or safety facts unknown, and what an overlay may relax.

use super::layers::{Stack, documents};
use super::scope::Registry;
use crate::document::{Code, Faults, Origin};
use crate::model::{MayRelax, Otherwise, WhileUnknown, text};
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

/// What a layer says may make a situation looser; whether nothing else does is a matter of proof.
pub(super) fn may_relax(
    stack: &Stack,
    layer: usize,
    registry: &Registry,
    faults: &mut Faults,
) -> Option<MayRelax> {
    let stated = stack.parts.iter().find_map(|part| part.document.may_relax.as_ref())?;
    let mut may_relax = MayRelax { rules: Vec::new(), otherwise: false, origin: stated.origin };
    for entry in &stated.value {
        match (&entry.rule, &entry.otherwise, &entry.presume) {
            // What is presumed otherwise is compared with what the layer presumes, in `presumptions`.
            (None, None, Some(fact)) => {
                registry.scope(layer).fact(fact, faults);
            }
            (Some(rule), None, None) => {
                registry.rules.resolve(rule, layer, faults);
                may_relax.rules.push(text(&rule.value));
            }
            (None, Some(otherwise), None) if otherwise.value => may_relax.otherwise = true,
            _ => {
                let message = "an entry of `may_relax` names a `rule` or a fact to `presume`, or says `\"otherwise\": true`";
                faults.error(Code::MissingField, entry.origin, message);
            }
        }
    }
    Some(may_relax)
}

impl Faults {
    fn not_looser(&mut self, what: &str, below: Stance, here: Stance, origin: Origin) {
        if here < below {
            let message = format!("`{what}` is `{below}` below and cannot be made laxer, `{here}`");
            let help = Some("an upper layer may only make it stricter".into());
            self.error_with_help(Code::Loosened, origin, message, help);
        }
    }
}
