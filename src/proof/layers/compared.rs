//! A layer with those below it, and what of its own may make a difference.

use crate::check::{Entry, EntryKind, Stacked};
use crate::document::Origin;
use crate::model::{ActionId, LayerId, Model, ModelLayer, Number};
use std::borrow::Cow;

/// A layer with those below it, and all that it is compared by.
pub(super) struct Compared<'a> {
    pub(super) stacked: &'a Stacked,
    /// The number of the layer.
    pub(super) number: LayerId,
    /// The layers up to this one.
    pub(super) here: Cow<'a, Model>,
    /// The layers below it.
    pub(super) below: Model,
    /// The layers below with what this layer lists, and nothing else of it.
    pub(super) listed: Option<Model>,
    /// The layers below with those of the listed rules that claim law or ethics, if the layer is approved.
    pub(super) claimed: Option<Model>,
}

impl<'a> Compared<'a> {
    pub(super) fn of(model: &'a Model, stacked: &'a Stacked, number: LayerId) -> Option<Compared<'a>> {
        let is_uppermost = number == model.top();
        let here =
            if is_uppermost { Cow::Borrowed(model) } else { Cow::Owned(stacked.lowest(number.place() + 1)?) };
        let below = stacked.lowest(number.place())?;
        let layer = model.layers.at(number);
        let listed = stacked.up_to(number, |entry| lists(layer, entry));
        let is_claim = |entry: &Entry| lists(layer, entry) && is_claim(entry, model);
        let claims = stacked.entries(number).iter().any(is_claim) && layer.card.approved() == Some(true);
        let claimed = if claims { stacked.up_to(number, is_claim) } else { None };
        // What is presumed otherwise is in every composition that is compared.
        let may_relax = layer.states.may_relax.iter().any(|listed| listed.presume.is_none());
        let listed = listed.filter(|_| may_relax);
        Some(Compared { stacked, number, here, below, listed, claimed })
    }

    /// Does the layer list an entry of its own?
    pub(super) fn lists(&self, entry: &Entry) -> bool {
        lists(self.here.layers.at(self.number), entry)
    }

    /// The actions that compositions are compared by: those of the layers below.
    pub(super) fn actions(&self) -> Vec<ActionId> {
        self.below.actions.numbers().collect()
    }

    /// Where the layer lists what may relax, or could.
    pub(super) fn may_relax_at(&self) -> Origin {
        self.here.layers.at(self.number).may_relax_at
    }
}

fn lists(layer: &ModelLayer, entry: &Entry) -> bool {
    layer.states.may_relax.iter().any(|listed| entry.is_listed_as(listed))
}

/// Is it a rule that speaks for law or ethics? (None of those takes the place of another.)
pub(super) fn is_claim(entry: &Entry, model: &Model) -> bool {
    let rule = model.rule_named(&entry.name).filter(|_| entry.kind == EntryKind::Rule);
    rule.is_some_and(|(_, rule)| rule.authority.is_law_or_ethics())
}
