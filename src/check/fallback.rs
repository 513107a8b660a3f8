//! What holds where rules are silent or safety facts unknown, and what an overlay may relax.

use super::layers::{Stack, documents};
use super::scope::Registry;
use crate::diagnostic::{Code, Faults, Origin};
use crate::model::{Otherwise, WhileUnknown};
use crate::vocabulary::text;
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
            faults.not_looser("while_unknown", below.at_least, stated.at_least, stated.origin);
        }
        below = Some(WhileUnknown { at_least: stated.at_least, because: text(&stated.because) });
    }
    below
}

/// Checks the names in `may_relax`; what it allows is a matter of proof.
pub(super) fn check_may_relax(stacks: &[Stack], registry: &Registry, faults: &mut Faults) {
    for (layer, document) in documents(stacks) {
        for entry in document.may_relax.iter().flat_map(|entries| &entries.value) {
            match (&entry.rule, &entry.otherwise) {
                (Some(rule), None) => drop(registry.rules.resolve(rule, layer, faults)),
                (None, Some(otherwise)) if otherwise.value => {}
                _ => {
                    let message = "an entry of `may_relax` names a `rule`, or says `\"otherwise\": true`";
                    faults.error(Code::MissingField, entry.origin, message);
                }
            }
        }
    }
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
